"""What holds of every program and every reader, whatever is stated and answered."""

from dataclasses import fields, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from profiles.answers import Answers
from profiles.fit import Verdict, judge
from profiles.models import Profile
from programs.backgrounds import KNOWN_FIELDS, Degree
from programs.models import Prerequisite, Program
from programs.models.tuition import RESIDENCIES
from tests.profiles.judged import requirements

NOTES = ["", "grade of B", "or comparable background", "Data Science track"]
REMARKS = [
    "",
    "No experience needed",
    "At least one year of work",
    "At least two years in a health care setting",
    "Two or more years of experience preferred",
    "Conditional admission possible below a 3.0 GPA",
    "Other bachelor's degrees are considered individually; citizens only",
    "GPA counted over the last 60 hours",
]
LICENSES = [
    "",
    "RN license",
    "RN license preferred",
    "RN or other license",
    "A license",
]
TESTS = ["IELTS", "TOEFL", "PTE Academic", "Duolingo", "Cambridge C1", "Oxford"]


def one_of(choices):
    return st.sampled_from([*choices, ""])


def some_of(choices):
    return st.lists(st.sampled_from(sorted(choices)), unique=True, max_size=4)


def several_of(choices):
    return some_of(choices).map(tuple)


ANSWERS = {
    "profession": one_of(Profile.Profession.values),
    "license": one_of(Profile.License.values),
    "highest_degree": one_of(Profile.HighestDegree.values),
    "degree_fields": several_of(Degree.values),
    "gpa": st.none() | st.decimals(0, 4, places=2),
    "gre": one_of(Profile.Gre.values),
    "experience_years": st.none() | st.integers(0, 3),
    "programming": one_of(Profile.Programming.values),
    "topics_studied": st.none() | several_of(Profile.Topic.values),
    "english": one_of(Profile.English.values),
    "english_test": one_of(Profile.EnglishTest.values),
    "english_score": st.none() | st.integers(5, 120).map(Decimal),
    "country": st.sampled_from(["", "US", "GB", "IN", "FR"]),
    "region": st.sampled_from(["", "OH", "CA"]),
    "budget_total_usd": st.none() | st.integers(0, 60_000).map(Decimal),
    "hours_a_week": st.none() | st.integers(1, 40),
    "formats": several_of(Program.Delivery.values),
    "start_term": one_of(Program.StartTerm.values),
}
PREREQUISITES = st.lists(
    st.fixed_dictionaries(
        {
            "topic": st.sampled_from(Prerequisite.Topic.values),
            "level": st.sampled_from(Prerequisite.Level.values),
            "note": st.sampled_from(NOTES),
        }
    ),
    max_size=4,
)
PRICES = st.lists(
    st.fixed_dictionaries(
        {
            "amount": st.integers(0, 60_000).map(Decimal),
            "currency": st.sampled_from(["USD", "EUR"]),
            "residency": st.sampled_from(["any", *RESIDENCIES]),
            "basis": st.sampled_from(["total", "per-credit", "per-term"]),
            "academic_year": st.sampled_from(["", "2025-26"]),
            "includes_fees": st.sampled_from([True, False, None]),
        }
    ),
    max_size=3,
)
STATED = {
    "backgrounds": some_of([*KNOWN_FIELDS, "dentistry"]),
    "minimum_gpa": st.none() | st.decimals(2, 4, places=1),
    "gre_policy": one_of(Program.GrePolicy.values),
    "programming": one_of(Program.Programming.values),
    "experience": st.sampled_from(REMARKS),
    "license_requirement": st.sampled_from(LICENSES),
    "bridge_offered": st.sampled_from([True, False, None]),
    "delivery": some_of(Program.Delivery.values),
    "start_terms": some_of(Program.StartTerm.values),
    "institution": st.sampled_from(
        [{"country": "US", "region": "OH"}, {"country": "GB", "region": ""}]
    ),
    "prerequisites": PREREQUISITES,
    "english_tests": st.lists(
        st.tuples(
            st.sampled_from(TESTS),
            st.integers(5, 120).map(str),
            st.sampled_from(["", "6 in each part"]),
        ),
        max_size=3,
    ),
    "tuitions": PRICES,
}
readers = st.fixed_dictionaries({}, optional=ANSWERS).map(lambda each: Answers(**each))
programs = st.fixed_dictionaries({}, optional=STATED).map(
    lambda each: requirements(**each)
)
additions = st.sampled_from(sorted(ANSWERS)).flatmap(
    lambda name: st.tuples(st.just(name), ANSWERS[name])
)


def with_answer(answers, name, value):
    """Answer one more question, or add to what is ticked; change no answer."""
    given_before = getattr(answers, name)
    if isinstance(given_before, tuple) and isinstance(value, tuple):
        return replace(answers, **{name: tuple(dict.fromkeys(given_before + value))})
    is_missing = given_before in (None, "")
    return replace(answers, **{name: value}) if is_missing else answers


def verdicts(fit):
    return [rule.verdict for rule in (*fit.rules, *fit.wishes)]


@given(programs, readers, additions)
def test_one_more_answer_never_turns_met_into_not_told(program, answers, addition):
    before = judge(program, answers)
    after = judge(program, with_answer(answers, *addition))

    told = zip(before.rules, after.rules, strict=True)
    wished = {wish.key: wish.verdict for wish in after.wishes}
    pairs = [(one.verdict, other.verdict) for one, other in told]
    pairs += [(wish.verdict, wished[wish.key]) for wish in before.wishes]
    pairs.append((before.verdict, after.verdict))

    assert (Verdict.MEETS, Verdict.CANNOT_TELL) not in pairs


@given(programs, readers)
def test_program_without_a_requirement_is_never_shut_and_claims_nothing(
    program, answers
):
    fit = judge(program, answers)

    assert fit.required or fit.verdict == Verdict.CANNOT_TELL


@given(programs)
def test_reader_who_answers_nothing_fails_nothing(program):
    fit = judge(program, Answers())

    assert Verdict.NOT not in verdicts(fit)
    assert fit.verdict == Verdict.CANNOT_TELL


@given(readers)
def test_program_that_says_nothing_shuts_nobody_out(answers):
    fit = judge(requirements(), answers)

    assert fit.rules == ()
    assert Verdict.NOT not in verdicts(fit)
    assert len(fit.not_stated) == 8


@given(programs, readers)
def test_rule_that_rests_on_a_missing_answer_is_not_told(program, answers):
    fit = judge(program, answers)

    asked_for = [rule for rule in (*fit.rules, *fit.wishes) if rule.question]
    assert {rule.verdict for rule in asked_for} <= {Verdict.CANNOT_TELL}
    names = {field.name for field in fields(Answers)}
    assert {rule.question for rule in asked_for} <= names


@given(programs, readers)
def test_recommendation_changes_no_verdict(program, answers):
    fit = judge(program, answers)

    assert replace(fit, rules=fit.required).verdict == fit.verdict
    assert all(rule.is_required for rule in fit.lacking)


@given(programs, readers, st.randoms())
def test_verdict_does_not_hang_on_the_order_of_rules(program, answers, random):
    fit = judge(program, answers)
    mixed = list(fit.rules)
    random.shuffle(mixed)

    assert replace(fit, rules=tuple(mixed)).verdict == fit.verdict


@given(PREREQUISITES, readers)
def test_verdict_does_not_hang_on_the_order_of_prerequisites(rows, answers):
    one = judge(requirements(prerequisites=rows), answers)
    other = judge(requirements(prerequisites=rows[::-1]), answers)

    assert one.verdict == other.verdict


@given(programs, readers)
def test_every_failure_says_what_would_close_it(program, answers):
    fit = judge(program, answers)

    assert all(rule.gap for rule in (*fit.lacking, *fit.advised))
