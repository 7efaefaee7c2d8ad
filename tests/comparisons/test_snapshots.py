from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.changes import changes_since, fingerprint
from comparisons.snapshots import (
    KeptColumn,
    KeptSection,
    KeptSource,
    Snapshot,
    checked_days,
    read_snapshot,
    read_value,
    take_snapshot,
    write_snapshot,
    write_value,
)
from programs.facts import facts_of
from programs.figures import Figure, Line, Section, sections_of
from programs.models import ValueState
from tests.comparisons.compared import make_compared
from tests.factories import make_citation, make_deadline, make_program, make_tuition

THEN = date(2026, 3, 3)
LATER = date(2026, 6, 1)

texts = st.text(max_size=12)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts | decimals | days,
    lambda inside: (
        st.lists(inside, max_size=3).map(tuple) | st.frozensets(inside, max_size=3)
    ),
    max_leaves=6,
)
lines = st.builds(
    Line,
    text=texts,
    year=texts,
    note=texts,
    source_ids=st.lists(st.integers(1, 9), max_size=2).map(tuple),
    checked_on=st.none() | days,
)
figures = st.builds(
    Figure,
    key=st.sampled_from(["focus", "pace", "outcome", "outcome_pass-rate", "topics"]),
    label=texts,
    state=st.sampled_from(ValueState),
    lines=st.lists(lines, max_size=3).map(tuple),
    value=values,
    basis=values,
    year=texts,
    instead=texts,
)
sections = st.lists(figures, max_size=5, unique_by=lambda each: each.key).map(
    lambda found: Section("all", "All", tuple(found))
)


def snapshot_of(*sections, taken_on=THEN, **about):
    kept = tuple(KeptSection("", section) for section in sections)
    column = KeptColumn(1, "MS Health Informatics, Example College", kept)
    return Snapshot(taken_on, **({"wording": 1} | about), columns=(column,), sources=())


def known(text, value=None, key="minimum_gpa", **about):
    line = Line(text, **about)
    return Figure(key, "Lowest GPA", ValueState.KNOWN, (line,), value or text)


def unknown(state=ValueState.NOT_PUBLISHED, *lines, key="minimum_gpa"):
    return Figure(key, "Lowest GPA", state, lines)


def changes_between(old, new, **about):
    then = snapshot_of(Section("admission", "Admission", tuple(old)), **about)
    now = Section("admission", "Admission", tuple(new))
    return changes_since(then, {1: [now]}, "nonresident")


@given(values)
def test_a_value_comes_back_as_it_was_written(value):
    assert read_value(write_value(value)) == value


def test_a_value_of_a_type_that_no_figure_has_is_refused():
    with pytest.raises(TypeError, match="float"):
        write_value(1.5)


@given(st.lists(sections, max_size=2), days)
def test_a_snapshot_comes_back_as_it_was_written(some, taken_on):
    source = KeptSource(3, "https://a.example/", "Page", "College", "press", "")
    snapshot = replace(snapshot_of(*some, taken_on=taken_on), sources=(source,))

    assert read_snapshot(write_snapshot(snapshot)) == snapshot


@given(sections, st.sampled_from([1, 2]))
def test_nothing_moves_against_itself(section, wording):
    then = snapshot_of(section, wording=wording)

    assert changes_since(then, {1: [section]}, "resident") == []


@given(sections, sections)
def test_every_figure_that_says_something_else_is_named_once(old, new):
    changes = changes_since(snapshot_of(old), {1: [new]}, "resident")

    before = {each.key: each for each in old.figures}
    after = {each.key: each for each in new.figures}
    both = before.keys() & after.keys()
    differing = {key for key in both if said(before[key]) != said(after[key])}
    keys = [change.key for change in changes]
    assert len(keys) == len(set(keys))
    assert differing == {key for key in keys if key in both}


def said(figure):
    if figure.state != ValueState.KNOWN:
        return {figure.instead or figure.state.label}
    return {f"{line.text} {line.year}".strip() for line in figure.lines}


def test_a_new_value_is_told_with_the_old_one_its_day_and_its_source():
    old = known("$40,000", Decimal(40_000), year="2025-26")
    new = known("$42,000", year="2026-27", source_ids=(7,), checked_on=LATER)

    (change,) = changes_between([old], [new])

    assert change.old == ("$40,000 2025-26",)
    assert change.new == ("$42,000 2026-27",)
    assert (change.since, change.source_ids) == (LATER, (7,))


def test_a_value_that_became_known_is_a_change():
    (change,) = changes_between([unknown()], [known("3.0")])

    assert (change.old, change.new) == (("Not published",), ("3.0",))


def test_a_value_that_is_no_longer_known_is_a_change():
    why = Line("", source_ids=(4,), checked_on=LATER)

    (change,) = changes_between([known("3.0")], [unknown(ValueState.TOO_NEW, why)])

    assert change.new == ("Too new to have a figure",)
    assert (change.since, change.source_ids) == (LATER, (4,))


def test_another_reason_for_a_missing_value_is_a_change():
    (change,) = changes_between([unknown(ValueState.NOT_YET_CHECKED)], [unknown()])

    assert change.old == ("Not yet checked",)
    assert change.since is None


@pytest.mark.parametrize(
    "about",
    [{"checked_on": LATER}, {"source_ids": (9,)}, {"note": "In person."}],
    ids=["re-check", "source", "note"],
)
def test_what_stands_behind_the_same_words_is_no_change(about):
    assert changes_between([known("3.0")], [known("3.0", **about)]) == []


def test_a_day_before_the_snapshot_is_not_told():
    new = known("3.5", checked_on=date(2026, 3, 2))

    (change,) = changes_between([known("3.0")], [new])

    assert change.since is None


def test_of_a_list_only_what_came_and_went_is_told():
    old = Figure("core", "Courses", ValueState.KNOWN, (Line("Ethics"), Line("AI")))
    new = replace(old, lines=(Line("AI"), Line("Statistics")))

    (change,) = changes_between([old], [new])

    assert (change.old, change.new) == (("Ethics",), ("Statistics",))


def test_other_words_for_the_same_value_are_no_change_after_a_rewording():
    old, new = known("3.0", 3), known("3.0 (4.0 scale)", 3)

    assert changes_between([old], [new], wording=0) == []
    assert len(changes_between([old], [new])) == 1


def test_another_value_is_a_change_after_a_rewording_too():
    old, new = known("3.0", 3), known("3.5 (4.0 scale)", 3.5)

    assert len(changes_between([old], [new], wording=0)) == 1


def test_an_outcome_that_is_published_now_was_not_checked_before():
    old = unknown(ValueState.NOT_APPLICABLE, key="outcome")
    new = known("90%", key="outcome_pass-rate")

    (change,) = changes_between([old], [new])

    assert (change.key, change.old) == ("outcome_pass-rate", ("Does not apply",))


def test_an_outcome_that_is_gone_has_the_state_of_all_outcomes():
    old = known("90%", key="outcome_pass-rate")

    (change,) = changes_between([old], [unknown(key="outcome")])

    assert (change.key, change.new) == ("outcome_pass-rate", ("Not published",))


def test_a_figure_that_was_not_there_at_all_was_not_checked():
    (change,) = changes_between([], [known("3.0")])

    assert change.old == ("Not yet checked",)


def test_a_program_without_a_snapshot_has_no_changes():
    then = snapshot_of(Section("cost", "Cost", ()))

    assert changes_since(then, {2: []}, "resident") == []


def test_the_fingerprint_tells_other_changes():
    (first,) = changes_between([known("3.0")], [known("3.5")])
    (second,) = changes_between([known("3.0")], [known("3.6")])

    assert fingerprint([first]) == fingerprint([replace(first)])
    assert fingerprint([first]) != fingerprint([second])
    assert fingerprint([]) != fingerprint([first])


def test_checked_days_are_in_order():
    rows = (known("3.0", checked_on=LATER), known("B", key="b", checked_on=THEN))

    assert checked_days([Section("a", "A", rows)]) == [THEN, LATER]


@pytest.mark.django_db
def test_a_snapshot_of_real_programs_comes_back_for_each_residency():
    programs = make_compared(3)
    make_tuition(program=programs[0], residency="resident", amount=Decimal(5_000))
    facts = facts_of(programs)

    written = write_snapshot(take_snapshot(programs, facts, THEN))
    snapshot = read_snapshot(written)

    for program in programs:
        for residency in ("resident", "nonresident", "international"):
            column = snapshot.by_program[program.pk]
            now = sections_of(program, facts[program.pk], THEN, residency)
            assert column.sections_for(residency) == now
    titles = {source.title for source in snapshot.sources_by_id.values()}
    assert "Page on tuition of 1" in titles


@pytest.mark.django_db
def test_a_deadline_that_passes_is_no_change():
    deadline = make_deadline(year=2026, month=4, day=1)
    program = deadline.program
    facts = facts_of([program])

    snapshot = take_snapshot([program], facts, THEN)
    now = sections_of(program, facts[program.pk], snapshot.taken_on)

    assert changes_since(snapshot, {program.pk: now}, "nonresident") == []
    assert sections_of(program, facts[program.pk], LATER) != now


@pytest.mark.django_db
def test_what_figures_say_is_of_the_first_wording():
    """Raise WORDING in comparisons/snapshots.py when this has to be changed."""
    program = make_program(minimum_gpa=Decimal("3.0"), delivery=["online"])
    make_citation(program=program, field="delivery")
    make_tuition(program=program, basis="per-credit", amount=Decimal(900))
    make_deadline(program=program)

    snapshot = take_snapshot([program], facts_of([program]), THEN)

    sections = snapshot.columns[0].sections_for("nonresident")
    said = {each.key: each.text for section in sections for each in section.figures}
    assert snapshot.wording == 1
    assert said["minimum_gpa"] == "3.0 (4.0 scale)"
    assert said["delivery"] == "Online"
    assert said["tuition"] == "$900 per credit, everyone"
    assert said["tuition_total"] == "Cannot be worked out"
    assert said["deadlines"] == "Jan 15, 2027, final, for fall"
    assert said["gre_policy"] == "Not yet checked"
