from desk.models.corrections import Correction
from desk.models.drafts import Draft, DraftChange, DraftEvent
from desk.models.fact_checks import FactCheck
from desk.models.freshness import FreshnessDay
from desk.models.intervals import ReviewInterval
from desk.models.links import LinkCheck

__all__ = [
    "Correction",
    "Draft",
    "DraftChange",
    "DraftEvent",
    "FactCheck",
    "FreshnessDay",
    "LinkCheck",
    "ReviewInterval",
]
