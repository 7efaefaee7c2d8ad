"""Programs that are in no database, held against answers."""

from decimal import Decimal

from profiles.answers import Answers
from profiles.fit import judge
from profiles.requirements import requirements_of
from programs.facts import ProgramFacts
from programs.models import (
    Citation,
    EnglishTest,
    Institution,
    Prerequisite,
    Program,
    Tuition,
)

NOTHING: dict[str, list] = {name: [] for name in ProgramFacts.__dataclass_fields__}


def requirements(
    prerequisites=(), english_tests=(), tuitions=(), citations=(), **stated
):
    """Give what an in-memory program at a college in Ohio states."""
    institution = stated.pop("institution", {"country": "US", "region": "OH"})
    program = Program(institution=Institution(**institution), **stated)
    facts = ProgramFacts(
        **NOTHING
        | {
            "prerequisites": [Prerequisite(**row) for row in prerequisites],
            "english_tests": [
                EnglishTest(test=test, minimum_score=Decimal(score), note=note)
                for test, score, note in english_tests
            ],
            "tuitions": [
                Tuition(**{"pk": pk, "currency": "USD"} | row)
                for pk, row in enumerate(tuitions, start=1)
            ],
            "citations": [Citation(**row) for row in citations],
        }
    )
    return requirements_of(program, facts)


def judged(answers, **stated):
    return judge(requirements(**stated), Answers(**answers))


def only_rule(answers, **stated):
    """Give the one rule that comes of what is stated."""
    (rule,) = judged(answers, **stated).rules
    return rule


def only_wish(answers, **stated):
    (wish,) = judged(answers, **stated).wishes
    return wish
