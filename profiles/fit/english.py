from decimal import Decimal

from profiles.answers import Answers
from profiles.fit.rule import Rule, Verdict, not_needed, rule_on, unanswered
from profiles.fit.wording import sets_a_bar
from profiles.models import Profile
from profiles.requirements import Requirements, StatedScore
from programs.formatting import number

English = Profile.English
Test = Profile.EnglishTest
LOWEST_TOEFL_IBT, HIGHEST_TOEFL_IBT = 10, 120  # what readers are asked for
NAMED_BY: dict[str, tuple[str, ...]] = {
    Test.IELTS: ("ielts",),
    Test.TOEFL: ("toefl",),
    Test.PTE: ("pte", "pearson"),
    Test.DUOLINGO: ("duolingo",),
    Test.CAMBRIDGE: ("cambridge", "c1 advanced", "c2 proficiency"),
}
# Older kinds of a test, with scales of their own.
OTHER_SCALES = ("computer", "paper", "pbt", "itp", "general")


def english_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold an English test against the scores asked for; one accepted test is enough.

    Whoever needs no test meets this, whatever the scores are.
    """
    stated, figure = asked.english.value, asked.english.figure
    if stated is None:
        return [not_needed(figure)] if asked.english.is_not_applicable else []
    if not answers.english:
        return [unanswered(figure, "english")]
    answer = str(English(answers.english).label)
    if answers.english == English.NOT_NEEDED:
        return [rule_on(figure, Verdict.MEETS, answer)]
    if answers.english == English.NOT_YET:
        gap = "Take one of these tests, or ask whether the program needs one of you."
        return [rule_on(figure, Verdict.NOT, answer, gap=gap)]
    if not answers.english_test:
        return [unanswered(figure, "english_test")]
    if answers.english_score is None:
        return [unanswered(figure, "english_score")]
    rows = [row for row in stated if test_called(row) == answers.english_test]
    verdict = _score_verdict(rows, answers.english_score)
    answer = f"{Test(answers.english_test).label} {number(answers.english_score)}"
    return [rule_on(figure, verdict, answer, gap=_gap(rows, verdict))]


def test_called(row: StatedScore) -> Test | None:
    """Tell which test a program means by the name it uses; None for another one.

    A TOEFL score above 120 is on a scale that is no longer used, one below 10 on the
    scale from 1 to 6, of 2026.
    """
    name = row.test.lower()
    if any(word in name for word in OTHER_SCALES):
        return None
    for test, names in NAMED_BY.items():
        if name.startswith(names):
            is_asked = LOWEST_TOEFL_IBT <= row.minimum_score <= HIGHEST_TOEFL_IBT
            return Test(test) if is_asked or test != Test.TOEFL else None
    return None


def _score_verdict(rows: list[StatedScore], score: Decimal) -> Verdict:
    """Where sources differ, the highest has to be met, and the lowest missed."""
    if rows and score < min(row.minimum_score for row in rows):
        return Verdict.NOT
    is_enough = rows and score >= max(row.minimum_score for row in rows)
    if is_enough and not any(sets_a_bar(row.line.note) for row in rows):
        return Verdict.MEETS
    return Verdict.CANNOT_TELL


def _gap(rows: list[StatedScore], verdict: Verdict) -> str:
    if not rows:
        return "It names other tests: ask whether it takes yours."
    if verdict == Verdict.NOT:
        lowest = number(min(row.minimum_score for row in rows))
        return f"A score of {lowest} on this test, or another test it names."
    if verdict == Verdict.CANNOT_TELL:
        return "Read what more it asks of the score."
    return ""
