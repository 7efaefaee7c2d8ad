from desk.admin import (
    corrections,
    drafts,
    fact_checks,
    facts,
    institutions,
    programs,
    sources,
    spreadsheets,
    topics,
)

__all__ = [
    "corrections",
    "drafts",
    "fact_checks",
    "facts",
    "institutions",
    "programs",
    "sources",
    "spreadsheets",
    "topics",
]
