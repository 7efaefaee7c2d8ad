from desk.models.corrections import Correction
from desk.models.drafts import Draft, DraftChange, DraftEvent
from desk.models.fact_checks import FactCheck
from desk.models.freshness import FreshnessDay
from desk.models.intervals import ReviewInterval
from desk.models.links import LinkCheck
from desk.models.spreadsheets import Spreadsheet, SpreadsheetRow

__all__ = [
    "Correction",
    "Draft",
    "DraftChange",
    "DraftEvent",
    "FactCheck",
    "FreshnessDay",
    "LinkCheck",
    "ReviewInterval",
    "Spreadsheet",
    "SpreadsheetRow",
]
