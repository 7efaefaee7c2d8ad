from guide.models.answers import PageAnswer
from guide.models.careers import Certification, Occupation, Role
from guide.models.checklists import Checklist, ChecklistAnswer
from guide.models.claims import Claim
from guide.models.entries import GuideEntry
from guide.models.pages import Page
from guide.models.references import Reference
from guide.models.terms import Term

__all__ = [
    "Certification",
    "Checklist",
    "ChecklistAnswer",
    "Claim",
    "GuideEntry",
    "Occupation",
    "Page",
    "PageAnswer",
    "Reference",
    "Role",
    "Term",
]
