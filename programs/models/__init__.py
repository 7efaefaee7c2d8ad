from programs.models.catalog import CatalogEntry
from programs.models.citations import Citation
from programs.models.deadlines import Deadline
from programs.models.derived import ProgramTopic, Topic, TuitionEstimate
from programs.models.facts import (
    Accreditation,
    Course,
    EnglishTest,
    Partner,
    Prerequisite,
)
from programs.models.institutions import Accreditor, Institution
from programs.models.outcomes import Outcome
from programs.models.programs import Program
from programs.models.sources import Source, ValueState
from programs.models.tuition import Tuition

__all__ = [
    "Accreditation",
    "Accreditor",
    "CatalogEntry",
    "Citation",
    "Course",
    "Deadline",
    "EnglishTest",
    "Institution",
    "Outcome",
    "Partner",
    "Prerequisite",
    "Program",
    "ProgramTopic",
    "Source",
    "Topic",
    "Tuition",
    "TuitionEstimate",
    "ValueState",
]
