from decimal import Decimal

import pytest

from profiles.fit import Verdict
from tests.profiles.judged import judged, only_rule

MEETS, NOT, CANNOT_TELL = Verdict


def asked(topic, level="required", note=""):
    return {"prerequisites": [{"topic": topic, "level": level, "note": note}]}


@pytest.mark.parametrize(
    ("stated", "answer", "verdict", "is_required"),
    [
        ("required", "work", MEETS, True),
        ("required", "course", MEETS, True),
        ("required", "none", NOT, True),
        ("required", "", CANNOT_TELL, True),
        ("recommended", "none", NOT, False),
        ("none", "none", MEETS, False),
    ],
)
def test_programming_is_held_against_what_is_asked(
    stated, answer, verdict, is_required
):
    rule = only_rule({"programming": answer}, programming=stated)

    assert (rule.verdict, rule.is_required) == (verdict, is_required)


def test_programming_asked_for_twice_makes_one_rule():
    stated = asked("programming", note="one college-level course")

    rule = only_rule({"programming": "course"}, programming="required", **stated)

    assert (rule.key, rule.verdict) == ("prerequisite-programming", MEETS)


@pytest.mark.parametrize(
    ("note", "answer", "verdict"),
    [
        ("two courses", "course", CANNOT_TELL),
        ("two courses", "work", MEETS),
        ("two courses", "none", NOT),
        ("Data Science track", "work", CANNOT_TELL),
        ("high-level language; work experience may replace it", "none", NOT),
    ],
)
def test_note_on_programming_may_ask_for_more(note, answer, verdict):
    rule = only_rule({"programming": answer}, **asked("programming", note=note))

    assert rule.verdict == verdict


@pytest.mark.parametrize(
    ("topic", "answers", "verdict"),
    [
        ("statistics", {"topics_studied": ("statistics",)}, MEETS),
        ("statistics", {"topics_studied": ("calculus",)}, NOT),
        ("statistics", {"topics_studied": ()}, NOT),
        ("statistics", {}, CANNOT_TELL),
        ("biology", {"degree_fields": ("nursing",), "topics_studied": ()}, MEETS),
        ("calculus", {"degree_fields": ("engineering",)}, MEETS),
        ("healthcare", {"profession": "nurse", "topics_studied": ()}, MEETS),
        ("healthcare", {"profession": "health-it", "topics_studied": ()}, NOT),
        ("mathematics", {"topics_studied": ("calculus",)}, MEETS),
        ("mathematics", {"topics_studied": ()}, CANNOT_TELL),
        ("computing", {"programming": "work"}, MEETS),
        ("computing", {"topics_studied": ("databases",)}, MEETS),
        ("computing", {"programming": "none"}, CANNOT_TELL),
        ("english", {"english": "not-needed"}, MEETS),
        ("english", {"english": "not-yet"}, CANNOT_TELL),
        ("degree-classification", {"highest_degree": "master"}, CANNOT_TELL),
        ("writing-sample", {"topics_studied": ()}, CANNOT_TELL),
    ],
)
def test_prerequisite_is_held_against_what_the_reader_brings(topic, answers, verdict):
    rule = only_rule(answers, **asked(topic))

    assert (rule.verdict, rule.topic) == (verdict, topic)


@pytest.mark.parametrize(
    ("note", "studied", "verdict"),
    [
        ("one college-level course", True, MEETS),
        ("A first- or second-year undergraduate course", True, MEETS),
        ("elementary statistics, grade of B", True, CANNOT_TELL),
        ("three hours", True, CANNOT_TELL),
        ("elementary statistics, grade of B", False, NOT),
        ("equivalent experience considered", False, CANNOT_TELL),
        ("undergraduate course, at the latest before the third", False, CANNOT_TELL),
        ("Data Science track", False, CANNOT_TELL),
        ("IT graduates: basic courses", True, CANNOT_TELL),
    ],
)
def test_note_on_a_topic_may_ask_for_more_or_less(note, studied, verdict):
    answers = {"topics_studied": ("statistics",) if studied else ()}

    assert only_rule(answers, **asked("statistics", note=note)).verdict == verdict


@pytest.mark.parametrize(
    ("topic", "answers", "answer", "question"),
    [
        ("statistics", {}, "not answered", "topics_studied"),
        ("mathematics", {}, "not answered", "topics_studied"),
        ("english", {}, "not answered", "english"),
        ("english", {"english": "tested"}, "we did not ask you", ""),
        ("entrance-test", {}, "we did not ask you", ""),
        ("statistics", {"topics_studied": ()}, "not studied", ""),
        ("statistics", {"topics_studied": ("statistics",)}, "studied", ""),
        (
            "business",
            {"degree_fields": ("business",)},
            "by your degree, work or courses",
            "",
        ),
        (
            "english",
            {"english": "not-needed"},
            "I need no test: my language or earlier studies",
            "",
        ),
    ],
)
def test_prerequisite_says_what_was_answered(topic, answers, answer, question):
    rule = only_rule(answers, **asked(topic))

    assert (rule.answer, rule.question) == (answer, question)


def test_lacking_topic_is_closed_by_a_course_or_perhaps_the_bridge():
    answers = {"topics_studied": ()}

    alone = only_rule(answers, **asked("linear-algebra"))
    bridged = only_rule(answers, bridge_offered=True, **asked("linear-algebra"))

    assert alone.gap == "A course in linear algebra would close this."
    assert bridged.gap == (
        "A course in linear algebra would close this; its bridge course may."
    )


def test_recommended_topic_never_stands_against_the_reader():
    fit = judged({"topics_studied": ()}, **asked("statistics", level="recommended"))

    assert [rule.verdict for rule in fit.advised] == [NOT]
    assert fit.lacking == ()
    assert fit.verdict == CANNOT_TELL


# Remarks of the shipped catalog, word by word, with what six years of nursing make of
# each: the verdict, and whether it is about something required.
NURSE = {"experience_years": 6, "profession": "nurse"}


@pytest.mark.parametrize(
    ("remark", "rules"),
    [
        ("No clinical or technical experience needed", [(MEETS, False)]),
        ("No minimum work experience", [(MEETS, False)]),
        ("No specific minimum GPA", [(MEETS, False)]),
        (
            "Backgrounds in medicine or computer science are not required",
            [(MEETS, False)],
        ),
        (
            "No health care or IT work experience needed, though it is considered; "
            "online format",
            [(MEETS, False)],
        ),
        (
            "No prior work experience required; work, service or volunteering "
            "encouraged",
            [(MEETS, False), (CANNOT_TELL, False)],
        ),
        (
            "At least 1 year of professional experience in the healthcare field",
            [(MEETS, True)],
        ),
        (
            "At least one year of work experience; English at level B2",
            [(CANNOT_TELL, True)],
        ),
        (
            "At least two years of work in a relevant industry; clinical rotations and "
            "internships do not count",
            [(CANNOT_TELL, True)],
        ),
        (
            "At least two years of relevant work experience recommended; fewer "
            "considered case by case",
            [(CANNOT_TELL, False)],
        ),
        (
            "Two or more years of relevant post-bachelor experience strongly preferred",
            [(CANNOT_TELL, False)],
        ),
        (
            "Work and research experience preferred, not required",
            [(CANNOT_TELL, False)],
        ),
        ("Work experience recommended but not required", [(CANNOT_TELL, False)]),
        ("No fewer than two years of work required", [(CANNOT_TELL, True)]),
        ("A degree is required, experience is not required", [(CANNOT_TELL, True)]),
        (
            "At least nine years of work, or one year in research",
            [(CANNOT_TELL, True)],
        ),
        ("At least nine years of work unless you are a PhD", [(CANNOT_TELL, True)]),
        (
            "Experience in health informatics or digital health is an asset",
            [(CANNOT_TELL, False)],
        ),
        ("Conditional admission possible below a 3.0 GPA", []),
        ("Entering class average GPA 3.50 overall and 3.36 in science", []),
        (
            "Previous advanced study, research or relevant professional experience may "
            "be accepted instead",
            [],
        ),
        (
            "Meant for students who already come from a technical background",
            [(CANNOT_TELL, True)],
        ),
        (
            "Online program open only to United States citizens and residents",
            [(CANNOT_TELL, True)],
        ),
        (
            "Full-time employment in biomedical informatics or a closely related "
            "field, kept throughout the program",
            [(CANNOT_TELL, True)],
        ),
    ],
)
def test_remark_is_read_only_as_far_as_it_is_sure(remark, rules):
    fit = judged(NURSE, experience=remark)

    assert [(rule.verdict, rule.is_required) for rule in fit.rules] == rules


def test_remark_that_asks_for_nothing_is_told_apart():
    fit = judged({}, experience="Conditional admission possible below a 3.0 GPA")

    assert [line.text for line in fit.remarks] == [
        "Conditional admission possible below a 3.0 GPA"
    ]


@pytest.mark.parametrize(
    ("remark", "answers", "verdict", "question"),
    [
        ("At least 12 months of work experience", {"experience_years": 1}, MEETS, ""),
        ("At least 12 months of work experience", {"experience_years": 0}, NOT, ""),
        ("At least 2 years of work", {}, CANNOT_TELL, "experience_years"),
        (
            "At least one year in a health care setting, preferably clinical",
            {"experience_years": 3},
            CANNOT_TELL,
            "profession",
        ),
        (
            "At least one year in a health care setting, preferably clinical",
            {"experience_years": 3, "profession": "health-it"},
            CANNOT_TELL,
            "",
        ),
        ("At least several years of work", {"experience_years": 0}, CANNOT_TELL, ""),
    ],
)
def test_years_are_held_against_those_worked(remark, answers, verdict, question):
    rule = only_rule(answers, experience=remark)

    assert (rule.verdict, rule.question) == (verdict, question)


def test_years_worked_are_said_with_the_profession():
    years = "At least one year of work"

    assert only_rule(NURSE, experience=years).answer == (
        "6 years of professional work, Nurse"
    )
    assert only_rule({"experience_years": 1}, experience=years).answer == (
        "1 year of professional work"
    )


LOW = {"gpa": Decimal("2.8")}


def test_way_in_below_the_gpa_takes_the_failure_back():
    stated = {"minimum_gpa": Decimal(3)}
    way = "Conditional admission possible below a 3.0 GPA"

    shut = only_rule(LOW, **stated)
    open_ = only_rule(LOW, experience=way, **stated)

    assert (shut.verdict, open_.verdict) == (NOT, CANNOT_TELL)
    assert f"It also says: “{way}”." in open_.gap


def test_way_in_that_is_about_nothing_in_particular_is_only_told():
    way = "Provisional admission possible at the program director's discretion"

    rule = only_rule(LOW, minimum_gpa=Decimal(3), experience=way)

    assert rule.verdict == NOT
    assert rule.gap.endswith(f"It also says: “{way}”.")


@pytest.mark.parametrize(
    ("level", "verdict"), [("bachelor", CANNOT_TELL), ("associate", NOT)]
)
def test_way_in_for_other_degrees_is_not_for_those_without_one(level, verdict):
    answers = {"highest_degree": level, "degree_fields": ("nursing",)}
    way = "Other bachelor's degrees are considered individually"

    rule = only_rule(answers, backgrounds=["computing"], experience=way)

    assert rule.verdict == verdict
