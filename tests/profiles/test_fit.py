from decimal import Decimal

import pytest

from profiles.fit import Verdict
from tests.profiles.judged import judged, only_rule

MEETS, NOT, CANNOT_TELL = Verdict
NURSE = {"highest_degree": "bachelor", "degree_fields": ("nursing",)}
COMPUTING = {"highest_degree": "bachelor", "degree_fields": ("computing",)}
OTHER = {"highest_degree": "bachelor", "degree_fields": ("other",)}
DOCTOR = {"highest_degree": "doctorate", "degree_fields": ("medicine",)}
ASSOCIATE = {"highest_degree": "associate", "degree_fields": ("nursing",)}


@pytest.mark.parametrize(
    ("stated", "answers", "verdict"),
    [
        (["any-bachelor"], NURSE, MEETS),
        (["any-bachelor"], {"highest_degree": "master"}, MEETS),
        (["any-bachelor"], ASSOCIATE, NOT),
        (["any-bachelor"], {"degree_fields": ("nursing",)}, CANNOT_TELL),
        (["health", "computing"], NURSE, MEETS),
        (["computing"], NURSE, NOT),
        (["computing"], {"highest_degree": "bachelor"}, CANNOT_TELL),
        (["life-science"], NURSE, CANNOT_TELL),
        (["science"], COMPUTING, CANNOT_TELL),
        (["physics"], OTHER, CANNOT_TELL),
        (["nursing"], OTHER, NOT),
        (["dentistry"], NURSE, CANNOT_TELL),
        (["doctoral-degree"], DOCTOR, MEETS),
        (["doctoral-degree"], NURSE, NOT),
        (["doctoral-degree", "nursing"], NURSE, MEETS),
    ],
)
def test_degree_counts_by_level_and_field(stated, answers, verdict):
    assert only_rule(answers, backgrounds=stated).verdict == verdict


def test_degree_that_is_not_accepted_names_what_to_ask():
    rule = only_rule(NURSE, backgrounds=["computing"])
    bridged = only_rule(NURSE, backgrounds=["computing"], bridge_offered=True)

    assert rule.asks == "Computing"
    assert rule.answer == "Bachelor’s degree (nursing)"
    assert rule.gap == "Ask the program whether it makes exceptions for your degree."
    assert bridged.gap == "Ask whether its bridge course is open to your degree."


def test_associate_degree_is_told_that_a_bachelors_comes_first():
    rule = only_rule(ASSOCIATE, backgrounds=["nursing"])

    assert rule.gap == "A bachelor’s degree comes first."


@pytest.mark.parametrize(
    ("answers", "question"),
    [({}, "highest_degree"), ({"highest_degree": "master"}, "degree_fields")],
)
def test_degree_names_the_question_that_would_tell(answers, question):
    rule = only_rule(answers, backgrounds=["nursing"])

    assert (rule.question, rule.answer) == (question, "not answered")


@pytest.mark.parametrize(
    ("gpa", "verdict"),
    [("3.2", MEETS), ("3.0", MEETS), ("2.99", NOT), (None, CANNOT_TELL)],
)
def test_gpa_is_held_against_the_lowest(gpa, verdict):
    answers = {"gpa": gpa and Decimal(gpa)}

    assert only_rule(answers, minimum_gpa=Decimal("3.0")).verdict == verdict


def test_gpa_of_a_program_without_a_lowest_one_is_met_and_not_required():
    citation = {"field": "minimum_gpa", "state": "not-applicable"}

    rule = only_rule({}, citations=[citation])

    assert (rule.verdict, rule.is_required) == (MEETS, False)


def test_gpa_over_other_courses_cannot_be_told():
    stated = {
        "minimum_gpa": Decimal("3.0"),
        "experience": "GPA counted over the last 60 semester credit hours",
    }

    assert only_rule({"gpa": Decimal("3.9")}, **stated).verdict == CANNOT_TELL
    assert only_rule({"gpa": Decimal("2.1")}, **stated).verdict == CANNOT_TELL


@pytest.mark.parametrize(
    ("policy", "answer", "verdict", "is_required"),
    [
        ("required", "taken", MEETS, True),
        ("required", "would-take", NOT, True),
        ("required", "no", NOT, True),
        ("required", "", CANNOT_TELL, True),
        ("waivable", "taken", MEETS, True),
        ("waivable", "no", CANNOT_TELL, True),
        ("optional", "no", MEETS, False),
        ("not-required", "", MEETS, False),
    ],
)
def test_gre_is_held_against_the_policy(policy, answer, verdict, is_required):
    rule = only_rule({"gre": answer}, gre_policy=policy)

    assert (rule.verdict, rule.is_required) == (verdict, is_required)


def test_gre_that_is_lacking_can_be_taken():
    rule = only_rule({"gre": "would-take"}, gre_policy="required")

    assert rule.gap == "Take the GRE before you apply."


@pytest.mark.parametrize(
    ("text", "license_held", "verdict"),
    [
        ("Current RN license", "nursing", MEETS),
        ("Current RN license", "none", NOT),
        ("Current RN license", "pharmacy", NOT),
        ("Current RN license", "other", CANNOT_TELL),
        ("Current RN license", "", CANNOT_TELL),
        ("RN license in the state of Ohio", "nursing", CANNOT_TELL),
        ("RN license or another health license", "pharmacy", CANNOT_TELL),
        ("License as a physician", "medicine", MEETS),
        ("RN, MD, PharmD license", "pharmacy", MEETS),
        ("Health license such as RN", "medicine", CANNOT_TELL),
        ("No less than an RN license is required", "none", NOT),
        ("A health license", "nursing", CANNOT_TELL),
        ("No license needed", "none", MEETS),
    ],
)
def test_license_is_held_against_those_named(text, license_held, verdict):
    rule = only_rule({"license": license_held}, license_requirement=text)

    assert rule.verdict == verdict


def test_preferred_license_is_not_required():
    fit = judged({"license": "none"}, license_requirement="RN license preferred")

    assert [rule.verdict for rule in fit.advised] == [NOT]
    assert fit.verdict == CANNOT_TELL


@pytest.mark.parametrize(
    "field",
    ["gre_policy", "programming", "prerequisites", "license_requirement"],
)
def test_what_is_not_applicable_is_met_and_not_required(field):
    rule = only_rule({}, citations=[{"field": field, "state": "not-applicable"}])

    assert (rule.verdict, rule.is_required) == (MEETS, False)


def test_english_that_is_not_applicable_is_met():
    citation = {"field": "english_tests", "state": "not-applicable"}

    assert only_rule({}, citations=[citation]).verdict == MEETS


IELTS = [("IELTS", "6.5", ""), ("TOEFL iBT", "90", "")]


@pytest.mark.parametrize(
    ("tests", "answers", "verdict"),
    [
        (IELTS, {"english": "not-needed"}, MEETS),
        (IELTS, {"english": "not-yet"}, NOT),
        (IELTS, {}, CANNOT_TELL),
        (IELTS, {"english": "tested"}, CANNOT_TELL),
        (IELTS, {"english": "tested", "english_test": "ielts"}, CANNOT_TELL),
    ],
)
def test_english_without_a_score(tests, answers, verdict):
    assert only_rule(answers, english_tests=tests).verdict == verdict


@pytest.mark.parametrize(
    ("tests", "test", "score", "verdict"),
    [
        (IELTS, "ielts", "6.5", MEETS),
        (IELTS, "ielts", "6", NOT),
        (IELTS, "toefl", "95", MEETS),
        (IELTS, "duolingo", "150", CANNOT_TELL),
        ([("IELTS Academic", "7", "")], "ielts", "7", MEETS),
        ([("PTE Academic", "54", "")], "pte", "53", NOT),
        ([("Cambridge C1 Advanced", "180", "")], "cambridge", "185", MEETS),
        ([("TOEFL computer-based", "250", "")], "toefl", "110", CANNOT_TELL),
        ([("TOEFL", "550", "")], "toefl", "110", CANNOT_TELL),
        ([("TOEFL iBT", "4.5", "")], "toefl", "60", CANNOT_TELL),
        ([("Oxford", "7", "")], "ielts", "7", CANNOT_TELL),
        ([("IELTS", "6.5", "6 in each part")], "ielts", "7", CANNOT_TELL),
        ([("IELTS", "6.5", ""), ("IELTS", "7", "")], "ielts", "6.5", CANNOT_TELL),
    ],
)
def test_english_score_is_held_against_that_test(tests, test, score, verdict):
    answers = {"english": "tested", "english_test": test}
    answers["english_score"] = Decimal(score)

    assert only_rule(answers, english_tests=tests).verdict == verdict


def test_english_score_that_is_too_low_names_the_one_needed():
    answers = {"english": "tested", "english_test": "ielts"}

    rule = only_rule(answers | {"english_score": Decimal(6)}, english_tests=IELTS)

    assert rule.gap == "A score of 6.5 on this test, or another test it names."
    assert rule.answer == "IELTS Academic 6"


def test_program_is_met_when_all_that_is_required_is():
    stated = {"backgrounds": ["health"], "minimum_gpa": Decimal(3)}

    assert judged(NURSE | {"gpa": Decimal(3)}, **stated).words == (
        "You meet what it states"
    )
    assert judged(NURSE, **stated).words == "We cannot tell yet"
    assert judged(NURSE | {"gpa": Decimal(2)}, **stated).words == (
        "Something stated stands against you"
    )


def test_program_that_only_states_what_is_not_needed_claims_nothing():
    fit = judged(NURSE, gre_policy="not-required", programming="none")

    assert fit.verdict == CANNOT_TELL
    assert fit.words == "It states no requirement that we know of"
    assert fit.counts == ""
    assert len(fit.met) == 2


def test_fit_counts_and_sorts_its_rules():
    stated = {
        "backgrounds": ["health"],
        "minimum_gpa": Decimal(3),
        "gre_policy": "required",
        "programming": "recommended",
    }

    fit = judged(NURSE | {"gre": "no"}, **stated)

    assert fit.counts == "1 met, 1 not met, 1 open"
    assert [rule.label for rule in fit.lacking] == ["GRE"]
    assert [rule.label for rule in fit.unclear] == ["Lowest GPA", "Programming skills"]


def test_what_a_program_does_not_say_is_listed_with_its_state():
    citation = {"field": "gre_policy", "state": "not-published"}

    fit = judged({}, backgrounds=["health"], citations=[citation])

    said = {figure.label: figure.state_words for figure in fit.not_stated}
    assert said["GRE"] == "Not published"
    assert said["Lowest GPA"] == "Not yet checked"
    assert "Degrees accepted" not in said


def test_programming_among_the_prerequisites_is_not_called_unsaid():
    fit = judged({}, prerequisites=[{"topic": "programming", "level": "required"}])

    assert "programming" not in {figure.key for figure in fit.not_stated}


def test_verdicts_have_words():
    assert [verdict.words for verdict in Verdict] == [
        "meets",
        "does not meet",
        "cannot tell",
    ]
