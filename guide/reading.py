"""What the pages of the guide show, made of their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.meanings import fetch_meanings
from guide.models import Certification, Claim, Occupation, Page, Role, Term
from guide.rendering import Heading, Rendered, reading_minutes, render
from guide.sources import number_page_sources
from programs.sources import SourceList


@dataclass(frozen=True)
class Answer:
    """A page with its short answer: for lists of questions."""

    page: Page
    short: Rendered


@dataclass(frozen=True)
class PageReading:
    """One page ready to be shown; `minutes` is how long it takes to read."""

    page: Page
    short: Rendered
    body: Rendered
    sources: SourceList
    minutes: int


@dataclass(frozen=True)
class TermReading:
    """One term with what the glossary says beyond its one sentence; may be blank."""

    term: Term
    long: Rendered
    see: list[Term]


@dataclass(frozen=True)
class ClaimReading:
    """One claim with those that cannot be true beside it."""

    claim: Claim
    conflicts: list[Claim]


@dataclass(frozen=True)
class TopicReading:
    """One topic with its claims; never empty."""

    topic: Claim.Topic
    claims: list[ClaimReading]


@dataclass(frozen=True)
class GradeReading:
    """One grade with what it means and the claims that have it; there may be none."""

    grade: Claim.Grade
    meaning: str
    claims: list[Claim]


@dataclass(frozen=True)
class RoleReading:
    """One role with its nearest occupations and the claims that name it."""

    role: Role
    occupations: list[Occupation]
    claims: list[Claim]


# The worst first: what a reader must not rely on.
MEANINGS_OF_GRADES = {
    Claim.Grade.CONTRADICTED: "An official source, the programs’ own pages or the same "
    "publisher says something else, or the source that is named does not measure it.",
    Claim.Grade.NO_SOURCE: "Whoever states it does not say where it comes from.",
    Claim.Grade.NAMED_SOURCE: "Whoever states it names a report or a body. We have not "
    "seen the figure there.",
    Claim.Grade.OFFICIAL_CHECKED: "An official source or the programs’ own pages say "
    "the same, and we read it there.",
}


def read_answers(pages: Sequence[Page]) -> list[Answer]:
    """Render the short answers of some pages, without marks of sources."""
    meanings = fetch_meanings(page.short_answer for page in pages)
    return [Answer(page, render(page.short_answer, meanings)) for page in pages]


def read_page(page: Page, below: Sequence[Certification] = ()) -> PageReading:
    """Render a page; the sources of rows that stand `below` its text are listed too."""
    sources, numbers = number_page_sources(page, below)
    meanings = fetch_meanings([page.short_answer, page.body]).numbered(numbers)
    short, body = (render(text, meanings) for text in (page.short_answer, page.body))
    minutes = reading_minutes(f"{short.plain} {body.plain}")
    return PageReading(page, short, body, sources, minutes)


def related_pages(page: Page, pages: Iterable[Page]) -> list[Page]:
    """Give the pages that this one names, in its order; unknown slugs are left out."""
    by_slug = {other.slug: other for other in pages}
    return [by_slug[slug] for slug in page.related if slug in by_slug]


def read_terms(terms: Sequence[Term], sources: SourceList) -> list[TermReading]:
    """Render the terms of the glossary; the sources are those of all terms."""
    meanings = fetch_meanings(term.long for term in terms)
    by_key = {term.key: term for term in terms}
    return [
        TermReading(
            term,
            render(term.long, meanings.numbered(_numbers(term, sources))),
            [by_key[key] for key in term.see if key in by_key],
        )
        for term in terms
    ]


def read_topics(claims: Sequence[Claim]) -> list[TopicReading]:
    """Put claims under their topics, each beside those that it conflicts with.

    Topics come in the order of their first claim.
    """
    by_key = {claim.key: claim for claim in claims}
    by_topic: dict[str, list[ClaimReading]] = {}
    for claim in claims:
        others = [by_key[key] for key in claim.conflicts_with if key in by_key]
        by_topic.setdefault(claim.topic, []).append(ClaimReading(claim, others))
    return [TopicReading(Claim.Topic(key), one) for key, one in by_topic.items()]


def read_grades(claims: Iterable[Claim]) -> list[GradeReading]:
    """Sort claims by their grade, the worst grade first; their order stays."""
    by_grade: dict[str, list[Claim]] = {grade: [] for grade in MEANINGS_OF_GRADES}
    for claim in claims:
        by_grade[claim.grade].append(claim)
    return [
        GradeReading(grade, meaning, by_grade[grade])
        for grade, meaning in MEANINGS_OF_GRADES.items()
    ]


def read_roles(
    roles: Iterable[Role], occupations: Iterable[Occupation], claims: Iterable[Claim]
) -> list[RoleReading]:
    """Put each role beside its nearest occupations and the claims that name it."""
    by_soc = {one.soc: one for one in occupations}
    by_key = {claim.key: claim for claim in claims}
    return [
        RoleReading(
            role,
            [by_soc[soc] for soc in role.occupations if soc in by_soc],
            [by_key[key] for key in role.claims if key in by_key],
        )
        for role in roles
    ]


def figure_headings(
    grades: Iterable[GradeReading], topics: Iterable[TopicReading]
) -> list[Heading]:
    """Give the parts of the page of figures, for its table of contents."""
    return [
        *(Heading(str(one.grade.label), f"grade-{one.grade}") for one in grades),
        *(Heading(str(one.topic.label), f"topic-{one.topic}") for one in topics),
    ]


def career_headings(roles: Iterable[Role]) -> list[Heading]:
    """Give the parts of the page of roles, for its table of contents."""
    occupations = Heading("Nearby occupations", "occupations")
    return [occupations, *(Heading(role.title, role.key) for role in roles)]


def _numbers(term: Term, sources: SourceList) -> dict[str, int]:
    return {one.key: sources.numbers[one.source_id] for one in term.references.all()}
