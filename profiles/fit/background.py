"""The rules on degree, GPA, GRE and license."""

import re

from profiles.answers import Answers
from profiles.fit.rule import Rule, Verdict, not_needed, rule_on, unanswered
from profiles.fit.wording import (
    NOTHING_NEEDED,
    PREFERENCE,
    has_another_way,
    is_counted_otherwise,
    sets_a_bar,
)
from profiles.models import Profile
from profiles.requirements import Requirements
from programs.backgrounds import ANY_DEGREE, DOCTORAL_DEGREE, Degree, lets_in
from programs.figures.admission import gpa_in_words
from programs.models import Program

Level = Profile.HighestDegree
Gre = Profile.Gre
License = Profile.License
ASK = "Ask the program."
# How a license is named in running text.
LICENSES: dict[str, str] = {
    License.NURSING: r"\b(rn|aprn|nurses?|nursing)\b",
    License.MEDICINE: r"\b(physicians?|medical license|medical doctor|md)\b",
    License.PHARMACY: r"\b(pharmacists?|pharmacy|pharmd)\b",
}
# Words that leave open which licenses are meant beside those named.
OPEN_LIST = re.compile(r"\bor\b|\bsuch as\b|\be\.g\.|\bfor example\b|\bincluding\b")
LIMITED_LICENSE = re.compile(r"\b(state|unencumbered|unrestricted|compact)\b")


def degree_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold the reader's degrees against those accepted; one of each is enough."""
    stated, figure = asked.degree.value, asked.degree.figure
    if stated is None:
        return []
    if not answers.highest_degree:
        return [unanswered(figure, "highest_degree")]
    verdict = _degree_verdict(stated, answers)
    if verdict == Verdict.CANNOT_TELL and not answers.degree_fields:
        return [unanswered(figure, "degree_fields")]
    gap = _degree_gap(asked, answers, verdict)
    return [rule_on(figure, verdict, _degree_in_words(answers), gap=gap)]


def _degree_verdict(stated: tuple[str, ...], answers: Answers) -> Verdict:
    """Look at the level first, then at the fields."""
    if answers.highest_degree == Level.ASSOCIATE:
        return Verdict.NOT
    is_doctor = answers.highest_degree == Level.DOCTORATE
    if ANY_DEGREE in stated or (is_doctor and DOCTORAL_DEGREE in stated):
        return Verdict.MEETS
    if set(stated) == {DOCTORAL_DEGREE}:
        return Verdict.NOT
    if not answers.degree_fields:
        return Verdict.CANNOT_TELL
    is_let_in = lets_in(answers.degree_fields, stated)
    return {True: Verdict.MEETS, False: Verdict.NOT, None: Verdict.CANNOT_TELL}[
        is_let_in
    ]


def _degree_gap(asked: Requirements, answers: Answers, verdict: Verdict) -> str:
    if verdict == Verdict.MEETS:
        return ""
    if answers.highest_degree == Level.ASSOCIATE:
        return "A bachelor’s degree comes first."
    if verdict == Verdict.CANNOT_TELL:
        return f"Your field may count among these. {ASK}"
    if asked.bridge:
        return "Ask whether its bridge course is open to your degree."
    return "Ask the program whether it makes exceptions for your degree."


def _degree_in_words(answers: Answers) -> str:
    level = str(Level(answers.highest_degree).label).partition(",")[0]
    fields = [str(Degree(each).label).lower() for each in answers.degree_fields]
    return f"{level} ({', '.join(fields)})" if fields else level


def gpa_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold the GPA against the lowest one; one that counts otherwise is not told."""
    lowest, figure = asked.gpa.value, asked.gpa.figure
    if asked.gpa.is_not_applicable:
        return [not_needed(figure)]
    if lowest is None:
        return []
    if answers.gpa is None:
        return [unanswered(figure, "gpa")]
    answer = gpa_in_words(answers.gpa)
    notes = "; ".join(line.note for line in figure.lines)
    if is_counted_otherwise(f"{asked.experience.value}; {notes}"):
        gap = "It counts the GPA over certain courses only: work yours out over these."
        return [rule_on(figure, Verdict.CANNOT_TELL, answer, gap=gap)]
    if answers.gpa >= lowest:
        return [rule_on(figure, Verdict.MEETS, answer)]
    gap = "Ask the program whether later courses or grades can make up for it."
    return [rule_on(figure, Verdict.NOT, answer, gap=gap)]


def gre_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold a GRE score against the policy; a waiver is the program's to give."""
    policy, figure = asked.gre.value, asked.gre.figure
    if policy in (Program.GrePolicy.NOT_REQUIRED, Program.GrePolicy.OPTIONAL):
        return [not_needed(figure)]
    if policy is None:
        return [not_needed(figure)] if asked.gre.is_not_applicable else []
    if not answers.gre:
        return [unanswered(figure, "gre")]
    answer = str(Gre(answers.gre).label)
    if answers.gre == Gre.TAKEN:
        return [rule_on(figure, Verdict.MEETS, answer)]
    if policy == Program.GrePolicy.WAIVABLE:
        gap = "Ask the program whether it waives the GRE for you, or take it."
        return [rule_on(figure, Verdict.CANNOT_TELL, answer, gap=gap)]
    return [rule_on(figure, Verdict.NOT, answer, gap="Take the GRE before you apply.")]


def license_rules(asked: Requirements, answers: Answers) -> list[Rule]:
    """Hold the reader's license against those that the text names, if it does."""
    text, figure = asked.license.value, asked.license.figure
    if text is None:
        return [not_needed(figure)] if asked.license.is_not_applicable else []
    words = text.lower().strip(" .")
    if NOTHING_NEEDED.fullmatch(words):
        return [not_needed(figure)]
    is_required = not PREFERENCE.search(words)
    if not answers.license:
        return [unanswered(figure, "license", is_required=is_required)]
    verdict = _license_verdict(words, answers.license)
    gap = "" if verdict == Verdict.MEETS else f"Read what it asks. {ASK}"
    answer = str(License(answers.license).label)
    return [rule_on(figure, verdict, answer, is_required=is_required, gap=gap)]


def _license_verdict(words: str, license_held: str) -> Verdict:
    named = {held for held, called in LICENSES.items() if re.search(called, words)}
    if license_held in named:
        is_limited = LIMITED_LICENSE.search(words) or sets_a_bar(words)
        return Verdict.CANNOT_TELL if is_limited else Verdict.MEETS
    is_open = license_held == License.OTHER or has_another_way(words)
    if not named or is_open or OPEN_LIST.search(words):
        return Verdict.CANNOT_TELL
    return Verdict.NOT
