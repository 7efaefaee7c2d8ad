from decimal import Decimal

from profiles.gaps import gaps_of, open_questions
from tests.profiles.judged import judged

READER = {"topics_studied": (), "programming": "none"}


def asking(*topics, level="required", **stated):
    rows = [{"topic": topic, "level": level} for topic in topics]
    return judged(READER, prerequisites=rows, **stated)


def test_gaps_put_first_what_opens_most_then_what_more_ask_for():
    fits = {
        "a": asking("statistics"),
        "b": asking("statistics", "calculus"),
        "c": asking("calculus", "linear-algebra"),
        "d": asking("statistics", bridge_offered=True),
    }

    gaps = gaps_of(fits)

    assert [(gap.label, gap.opens, gap.asked_by) for gap in gaps] == [
        ("Statistics", ("a", "d"), ("a", "b", "d")),
        ("Calculus", (), ("b", "c")),
        ("Linear algebra", (), ("c",)),
    ]
    assert gaps[0].bridged_by == ("d",)


def test_gap_opens_nothing_where_something_else_stands_against_the_reader():
    fit = asking("statistics", gre_policy="required")
    shut = judged(
        READER | {"gre": "no"},
        prerequisites=[{"topic": "statistics", "level": "required"}],
        gre_policy="required",
    )

    gaps = gaps_of({"open": fit, "shut": shut})

    assert [(gap.opens, gap.asked_by) for gap in gaps] == [
        (("open",), ("open", "shut"))
    ]


def test_gaps_count_programming_however_it_is_asked_for():
    fits = {"a": asking("programming"), "b": asking(programming="required")}

    assert [(gap.topic, gap.opens) for gap in gaps_of(fits)] == [
        ("programming", ("a", "b"))
    ]


def test_recommended_topic_is_no_gap():
    assert gaps_of({"a": asking("statistics", level="recommended")}) == []


def test_open_questions_put_first_what_settles_most():
    fits = {
        "a": judged({}, minimum_gpa=Decimal(3)),
        "b": judged({}, minimum_gpa=Decimal(3), gre_policy="required"),
        "c": judged({"gpa": Decimal(2)}, minimum_gpa=Decimal(3), gre_policy="required"),
        "d": judged({}, experience="Meant for people with a technical background"),
    }

    found = open_questions(fits)

    assert [(each.field, each.settles) for each in found] == [
        ("gpa", ("a", "b")),
        ("gre", ("b",)),
    ]
