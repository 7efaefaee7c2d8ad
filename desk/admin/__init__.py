from desk.admin import (
    corrections,
    drafts,
    fact_checks,
    facts,
    institutions,
    programs,
    sources,
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
    "topics",
]
