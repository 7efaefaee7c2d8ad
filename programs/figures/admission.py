from decimal import Decimal

from programs.facts import ProgramFacts
from programs.figures.figure import Cited, Figure, line_of
from programs.formatting import number, words
from programs.models import EnglishTest, Program

BACKGROUNDS = {
    "any-bachelor": "any bachelor's degree",
    "health": "a health field",
    "computing": "computing",
    "doctoral-degree": "a doctoral degree",
}


def admission(
    program: Program, facts: ProgramFacts, cited: Cited
) -> tuple[Figure, ...]:
    """Say what the program asks of applicants, as far as its pages say."""
    return (
        cited.scalar(
            "backgrounds",
            "Degrees accepted",
            tuple(program.backgrounds),
            words([background_label(slug) for slug in program.backgrounds]),
        ),
        _gpa(program, cited),
        cited.scalar(
            "gre_policy", "GRE", program.gre_policy, program.get_gre_policy_display()
        ),
        cited.scalar(
            "programming",
            "Programming skills",
            program.programming,
            program.get_programming_display(),
        ),
        _prerequisites(facts, cited, "required", "Prerequisites, required"),
        _prerequisites(facts, cited, "recommended", "Prerequisites, recommended"),
        cited.wording(
            "license_requirement", "Professional license", program.license_requirement
        ),
        cited.wording("experience", "Experience and remarks", program.experience),
        _english(facts, cited),
        _letters(program, cited),
        _asked(cited, "requires_statement", "Statement", program.requires_statement),
        _asked(cited, "requires_resume", "Résumé", program.requires_resume),
        _asked(cited, "requires_interview", "Interview", program.requires_interview),
        _bridge(program, cited),
    )


def background_label(slug: str) -> str:
    """Name of an accepted first degree in running text, such as `life science`."""
    return BACKGROUNDS.get(slug, slug.replace("-", " "))


def gpa_in_words(gpa: Decimal) -> str:
    """Write a GPA with its scale, such as 3.0 (4.0 scale) or 2.75 (4.0 scale)."""
    return f"{gpa:.2f}".removesuffix("0") + " (4.0 scale)"


def _gpa(program: Program, cited: Cited) -> Figure:
    gpa = program.minimum_gpa
    text = "" if gpa is None else gpa_in_words(gpa)
    return cited.scalar("minimum_gpa", "Lowest GPA", gpa, text)


def _prerequisites(facts: ProgramFacts, cited: Cited, level: str, label: str) -> Figure:
    rows = [row for row in facts.prerequisites if row.level == level]
    lines = [line_of(row, row.get_topic_display(), note=row.note) for row in rows]
    value = tuple(sorted({row.topic for row in rows}))
    return cited.rows(f"prerequisites_{level}", label, lines, value, "prerequisites")


def _english(facts: ProgramFacts, cited: Cited) -> Figure:
    lines = [line_of(row, _score(row), note=row.note) for row in facts.english_tests]
    value = tuple(sorted((row.test, row.minimum_score) for row in facts.english_tests))
    tests = frozenset(row.test for row in facts.english_tests)
    return cited.rows(
        "english_tests", "English test, lowest score", lines, value, basis=tests
    )


def _score(row: EnglishTest) -> str:
    return f"{row.test} {number(row.minimum_score)}"


def _letters(program: Program, cited: Cited) -> Figure:
    count = program.letters_count
    text = "None needed" if count == 0 else str(count)
    return cited.scalar("letters_count", "Letters of recommendation", count, text)


def _asked(cited: Cited, field: str, label: str, value: bool | None) -> Figure:
    text = "Required" if value else "Not required"
    return cited.scalar(field, label, value, text)


def _bridge(program: Program, cited: Cited) -> Figure:
    offered = program.bridge_offered
    text = "Offered" if offered else "Not offered"
    if offered and program.bridge_name:
        text = f"Offered: {program.bridge_name}"
    return cited.scalar("bridge_offered", "Bridge course", offered, text)
