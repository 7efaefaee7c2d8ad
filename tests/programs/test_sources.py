from datetime import date

import pytest
from django.template.loader import render_to_string

from programs.facts import facts_of
from programs.figures import Figure, Line, Section, sections_of
from programs.models import Source, Tuition, ValueState
from programs.sources import SourceEntry, SourceList, number_sources, sources_of
from tests.factories import (
    make_course,
    make_institution,
    make_page,
    make_program,
    make_reference,
    make_source,
    make_tuition,
)
from tests.programs.reading import TODAY

FIRST = Source(pk=7, title="Catalog", publisher="Example College", kind="institution")
SECOND = Source(pk=3, title="Prices", publisher="Example College", kind="institution")
NUMBERED = SourceList((SourceEntry(1, FIRST, None), SourceEntry(2, SECOND, None)))


def known(*lines: Line, key: str = "credits_lowest") -> Figure:
    return Figure(key, "Credits", ValueState.KNOWN, lines, value=1)


def section(*figures: Figure) -> Section:
    return Section("key-facts", "Key facts", figures)


def shown(figure: Figure) -> str:
    html = render_to_string(
        "programs/includes/figure.html", {"figure": figure, "sources": NUMBERED}
    )
    return " ".join(html.split())


def test_sources_are_numbered_as_they_are_first_mentioned_over_all_programs():
    one = [section(known(Line("36", source_ids=(7,))))]
    other = [section(known(Line("30", source_ids=(3, 7))))]

    sources = number_sources([one, other], {3: SECOND, 7: FIRST})

    assert sources.numbers == {7: 1, 3: 2}
    assert [entry.source for entry in sources.entries] == [FIRST, SECOND]


def test_source_shows_the_newest_day_on_which_it_was_checked():
    days = [date(2026, 6, 3), date(2026, 11, 22), None]
    lines = [Line("36", source_ids=(7,), checked_on=day) for day in days]

    sources = number_sources([[section(known(*lines))]], {7: FIRST})

    assert sources.entries == (SourceEntry(1, FIRST, date(2026, 11, 22)),)


def test_source_without_any_recorded_day_has_none():
    lines = [Line("36", source_ids=(7,))]

    sources = number_sources([[section(known(*lines))]], {7: FIRST})

    assert sources.entries[0].checked_on is None


@pytest.mark.django_db
def test_sources_of_facts_are_found_without_a_query(django_assert_num_queries):
    program = make_program()
    prices = make_source(title="Prices")
    make_tuition(program=program, source=prices)
    make_course(program=program, source=None)
    facts = facts_of([program])[program.pk]

    with django_assert_num_queries(0):
        found = sources_of([facts])
        sources = number_sources([sections_of(program, facts, TODAY)], found)

    assert sources.numbers == {prices.pk: 1}


def test_figure_shows_text_year_note_and_a_link_to_its_source():
    html = shown(known(Line("$900 per credit", "2026-27", "Plus fees", (3,))))

    assert "$900 per credit" in html
    assert "2026-27" in html
    assert "Plus fees" in html
    assert 'href="#source-2" aria-label="Source 2"' in html


def test_figure_with_several_lines_of_one_source_is_marked_once():
    html = shown(known(Line("A", source_ids=(7,)), Line("B", source_ids=(7,))))

    assert html.count('href="#source-1"') == 1


def test_figure_with_several_lines_of_different_sources_marks_each():
    html = shown(known(Line("A", source_ids=(7,)), Line("B", source_ids=(3,))))

    assert 'href="#source-1"' in html
    assert 'href="#source-2"' in html


def test_figure_without_source_says_so():
    assert "source not recorded" in shown(known(Line("36")))


def test_row_whose_source_is_not_listed_has_no_mark():
    row = Tuition(source_id=99)

    html = render_to_string(
        "programs/includes/row_source.html", {"row": row, "sources": NUMBERED}
    )

    assert html.split() == []


def test_figure_that_is_our_own_reading_says_so():
    html = shown(known(Line("Machine learning"), key="topics"))

    assert "our reading" in html
    assert "not recorded" not in html


@pytest.mark.parametrize("state", [s for s in ValueState if s != ValueState.KNOWN])
def test_figure_without_value_says_which_state_in_words(state):
    remark = Line("", note="The page is silent.", source_ids=(7,))

    html = shown(Figure("minimum_gpa", "Lowest GPA", state, (remark,)))

    assert f'<span class="state state-{state.value}">{state.label}</span>' in html
    assert "The page is silent." in html
    assert 'href="#source-1"' in html


def test_source_list_gives_publisher_kind_year_and_day():
    dated = Source(
        pk=1,
        url="https://college.example/prices",
        title="Prices",
        publisher="Example College",
        kind="institution",
        as_of="2024-25",
    )
    sources = SourceList((SourceEntry(1, dated, date(2026, 11, 2)),))

    html = render_to_string("programs/includes/source_list.html", {"sources": sources})

    text = " ".join(html.split())
    assert 'id="source-1"' in text
    assert 'href="https://college.example/prices"' in text
    assert "Example College, institution · as of 2024-25 · checked Nov 2, 2026" in text


def test_source_list_says_what_is_not_recorded():
    html = render_to_string("programs/includes/source_list.html", {"sources": NUMBERED})

    text = " ".join(html.split())
    assert "page undated · day of the check not recorded" in text


def test_empty_source_list_says_so():
    html = render_to_string(
        "programs/includes/source_list.html", {"sources": SourceList(())}
    )

    assert "No source is recorded" in html


@pytest.mark.django_db
def test_catalog_has_the_sources_that_its_facts_name():
    make_tuition(source=make_source(title="Prices"))
    make_institution(slug="other", source=make_source(title="Directory"))
    make_reference(page=make_page(), source=make_source(title="Of the guide"))
    make_source(title="Of nothing")

    found = Source.objects.of_catalog()

    assert {source.title for source in found} == {"Prices", "Directory"}
