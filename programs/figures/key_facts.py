from django.db.models import TextChoices

from programs.figures.figure import Cited, Figure
from programs.formatting import number_range, words
from programs.models import Program


def key_facts(program: Program, cited: Cited) -> tuple[Figure, ...]:
    """Say what the degree is, how it is taught and how long it takes."""
    return (
        cited.scalar("award_title", "Degree", program.award_title, program.award_title),
        cited.scalar("department", "Taught by", program.department, program.department),
        cited.scalar("focus", "Focus", program.focus, program.get_focus_display()),
        _ai(program, cited),
        _choices(cited, "delivery", "Format", program.delivery, Program.Delivery),
        cited.scalar(
            "attendance",
            "Class hours",
            program.attendance,
            program.get_attendance_display(),
        ),
        cited.wording("campus_visits", "Visits to campus", program.campus_visits),
        _choices(cited, "pace", "Pace", program.pace, Program.Pace),
        _months(cited, program, "full_time", "Length, full-time"),
        _months(cited, program, "part_time", "Length, part-time"),
        credits_figure(program, cited),
        _choices(
            cited, "start_terms", "Start terms", program.start_terms, Program.StartTerm
        ),
        cited.scalar(
            "audience", "Made for", tuple(program.audience), words(program.audience)
        ),
        cited.scalar("cip_code", "CIP code", program.cip_code, _cip(program)),
    )


def _ai(program: Program, cited: Cited) -> Figure:
    """Say where AI shows; that none was found is ours to say, and no one's fact.

    A federal record has no name of its own yet, only that of its federal field.
    """
    shows_in, label = program.ai_in_curriculum, "AI in the curriculum"
    text = program.get_ai_in_curriculum_display()
    if shows_in == Program.AIInCurriculum.NONE_FOUND:
        return Cited([]).scalar("ai_in_curriculum", label, shows_in, text, basis="")
    if program.review == Program.Review.FEDERAL_RECORD:
        text = "In the name of its federal field"
    return cited.scalar("ai_in_curriculum", label, shows_in, text)


def credits_figure(program: Program, cited: Cited) -> Figure:
    """Credits to graduate; comparable only within one credit system."""
    lowest, highest = program.credits_lowest, program.credits_highest
    if lowest is None or highest is None:
        return cited.missing("credits_lowest", "Credits")
    system = program.get_credit_system_display() or "credits, system not stated"
    return cited.scalar(
        "credits_lowest",
        "Credits",
        (lowest, highest),
        f"{number_range(lowest, highest)} {system}",
        basis=program.credit_system,
    )


def _months(cited: Cited, program: Program, pace: str, label: str) -> Figure:
    lowest = getattr(program, f"{pace}_months_lowest")
    highest = getattr(program, f"{pace}_months_highest")
    field = f"{pace}_months_lowest"
    if lowest is None or highest is None:
        return cited.missing(field, label)
    text = f"{number_range(lowest, highest)} months"
    return cited.scalar(field, label, (lowest, highest), text)


def _choices(
    cited: Cited, field: str, label: str, values: list[str], choices: type[TextChoices]
) -> Figure:
    in_order = [choice for choice in choices if choice.value in values]
    text = ", ".join(choice.label for choice in in_order)
    return cited.scalar(field, label, tuple(choice.value for choice in in_order), text)


def _cip(program: Program) -> str:
    basis = program.get_cip_basis_display()
    return f"{program.cip_code} ({basis.lower()})" if basis else program.cip_code
