"""What is worked out from a program's facts and kept for lists, filters and search."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from programs import costs
from programs.figures.cost import length_of, prices_of
from programs.models import (
    Accreditation,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    ProgramTopic,
    Topic,
    Tuition,
    TuitionEstimate,
)
from programs.models.program_queryset import ProgramQuerySet
from programs.places import country_name, region_name
from programs.topics import TOPICS, find_topics

AT_ONCE = 500
CHECKED = (
    Accreditation,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Outcome,
    Partner,
    Prerequisite,
    Tuition,
)

# One statement for any number of programs; weights A to D, heaviest first. The words
# as they are written stand beside their stems, for a last word that is half typed.
WRITE_WORDS = """
UPDATE programs_program AS program
SET search_vector = setweight(to_tsvector('english', words.a), 'A')
        || setweight(to_tsvector('english', words.b), 'B')
        || setweight(to_tsvector('english', words.c), 'C')
        || setweight(to_tsvector('english', words.d), 'D')
        || setweight(
            to_tsvector('simple', concat_ws(' ', words.a, words.b, words.c)), 'D'
        ),
    last_checked_on = words.checked_on
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[])
    AS words (id, a, b, c, d, checked_on)
WHERE program.id = words.id
"""


def refresh_derived(programs: ProgramQuerySet) -> None:
    """Rewrite topics, tuition estimates, search words and newest check.

    Takes a bounded number of queries for every 500 programs, each such part in a
    transaction of its own.
    """
    pks = sorted(programs.order_by().values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        with transaction.atomic():
            _refresh(pks[start : start + AT_ONCE])


def _refresh(pks: Sequence[int]) -> None:
    found = Program.objects.filter(pk__in=pks)
    locked = found.select_for_update(of=("self",), no_key=True)
    programs = list(locked.with_institution().order_by("pk"))
    courses: dict[int, list[str]] = defaultdict(list)
    for pk, title in Course.objects.filter(program__in=pks).values_list(
        "program", "title"
    ):
        courses[pk].append(title)
    topics = {
        program.pk: find_topics(
            [program.name, *program.specializations, *courses[program.pk]]
        )
        for program in programs
    }
    _write_topics(topics)
    _write_estimates(programs)
    _write_words(programs, courses, topics)


def _write_topics(found: dict[int, dict[str, list[str]]]) -> None:
    topics = _topics()
    ProgramTopic.objects.filter(program__in=found).delete()
    ProgramTopic.objects.bulk_create(
        ProgramTopic(program_id=pk, topic=topics[slug], evidence=evidence)
        for pk, of_program in found.items()
        for slug, evidence in of_program.items()
    )


def _topics() -> dict[str, Topic]:
    """Fetch the topics by slug, after bringing the table in line with our list."""
    wanted = {
        topic.slug: (topic.name, position) for position, topic in enumerate(TOPICS)
    }
    present = {topic.slug: topic for topic in Topic.objects.all()}
    if {slug: (one.name, one.position) for slug, one in present.items()} == wanted:
        return present
    Topic.objects.bulk_create(
        [
            Topic(slug=slug, name=name, position=position)
            for slug, (name, position) in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "position"],
    )
    return {topic.slug: topic for topic in Topic.objects.all()}


def _write_estimates(programs: Sequence[Program]) -> None:
    own: dict[int | None, list[Tuition]] = defaultdict(list)
    for row in Tuition.objects.filter(program__in=programs):
        own[row.program_id].append(row)
    averages: dict[int | None, list[Tuition]] = defaultdict(list)
    institutions = {program.institution_id for program in programs}
    for row in Tuition.objects.filter(institution__in=institutions):
        averages[row.institution_id].append(row)
    TuitionEstimate.objects.filter(program__in=programs).delete()
    TuitionEstimate.objects.bulk_create(
        _estimate(program, estimate)
        for program in programs
        for estimate in costs.estimates(
            prices_of(own[program.pk]),
            prices_of(averages[program.institution_id]),
            length_of(program),
        )
    )


def _estimate(program: Program, estimate: costs.Estimate) -> TuitionEstimate:
    columns: dict[str, Any] = {}
    for name in ("per_year", "total"):
        cost: costs.Cost | None = getattr(estimate, name)
        if cost:
            columns[f"{name}_currency"] = cost.currency
            columns[f"{name}_academic_year"] = cost.academic_year
            columns[f"{name}_residency"] = cost.residency
            columns[f"{name}_is_at_least"] = cost.is_at_least
            columns[f"{name}_lowest"] = cost.lowest
            columns[f"{name}_highest"] = cost.highest
    return TuitionEstimate(
        program=program,
        residency=estimate.residency,
        scope=estimate.scope,
        **columns,
    )


def _write_words(
    programs: Sequence[Program],
    courses: dict[int, list[str]],
    topics: dict[int, dict[str, list[str]]],
) -> None:
    checked = _newest_checks([program.pk for program in programs])
    names = {topic.slug: topic.name for topic in TOPICS}
    rows = [
        (
            program.pk,
            *_words(
                program,
                courses[program.pk],
                [names[slug] for slug in topics[program.pk]],
            ),
            checked.get(program.pk),
        )
        for program in programs
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_WORDS, columns)


def _words(
    program: Program, courses: Iterable[str], topics: Iterable[str]
) -> Iterator[str]:
    """Give the words of one program in four texts, those that weigh most first."""
    place = program.institution
    yield _joined(
        program.name, program.award_title, program.award, place.name, place.short_name
    )
    yield _joined(*program.specializations, program.get_focus_display(), *topics)
    yield _joined(
        *courses,
        program.department,
        place.city,
        region_name(place.country, place.region),
        country_name(place.country),
    )
    yield _joined(program.summary, *program.audience, *program.backgrounds)


def _joined(*texts: str) -> str:
    """Join texts, and add them without accents for readers who type none."""
    joined = ". ".join(text for text in texts if text)
    letters = unicodedata.normalize("NFKD", joined)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return joined if plain == joined else f"{joined}. {plain}"


def _newest_checks(pks: Sequence[int]) -> dict[int, date]:
    """Give the newest day on which a fact was checked; no entry when none is known."""
    days = [
        model._default_manager.filter(program__in=pks, checked_on__isnull=False)
        .order_by()
        .values_list("program", "checked_on")
        for model in CHECKED
    ]
    # Sorted, so that the newest day of a program comes last and stays.
    return dict(sorted((pk, day) for pk, day in days[0].union(*days[1:]) if day))
