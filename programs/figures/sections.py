from datetime import date

from programs.costs import DEFAULT_RESIDENCY
from programs.facts import ProgramFacts
from programs.figures.admission import admission
from programs.figures.cost import cost
from programs.figures.curriculum import curriculum
from programs.figures.figure import Cited, Section
from programs.figures.key_facts import key_facts
from programs.figures.outcomes import field_outcomes, outcomes
from programs.figures.standing import accreditation, deadlines
from programs.models import Program


def sections_of(
    program: Program,
    facts: ProgramFacts,
    today: date,
    residency: str = DEFAULT_RESIDENCY,
) -> list[Section]:
    """All figures of one program in the order in which pages show them.

    Deadlines before `today` are marked as passed.
    """
    cited = Cited(facts.citations)
    return [
        Section("key-facts", "Key facts", key_facts(program, cited)),
        Section("cost", "Cost", cost(program, facts, cited, residency)),
        Section("admission", "Admission", admission(program, facts, cited)),
        Section("curriculum", "Curriculum", curriculum(program, facts, cited)),
        Section("outcomes", "Outcomes of this program", outcomes(facts, cited)),
        Section(
            "field-outcomes",
            "Figures of the wider field",
            field_outcomes(program, facts),
        ),
        Section("accreditation", "Accreditation", accreditation(facts, cited)),
        Section("deadlines", "Deadlines", deadlines(facts, cited, today)),
    ]
