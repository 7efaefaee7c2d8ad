"""Reads in the words of a source only what they surely say.

Whatever no pattern here knows is left unread, and nobody is judged by it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

NOTHING_NEEDED = re.compile(
    r"(no|none)\b(?! (less|fewer)\b)[^.:]*\b(needed|required)( of anyone)?"
    r"(, though it is considered)?"
    r"|no (specific )?minimum [^.,]+"
    r"|((?!required\b|needed\b)[^.])+ (are|is)( common,)? not required"
)
NOT_REQUIRED = re.compile(r"\b(but )?not required\b")
PREFERENCE = re.compile(
    r"\b(preferred|recommended|beneficial|an asset|a plus|desirable|desired|encouraged"
    r"|suggested|advantageous|an advantage)\b"
)
WAY_IN = re.compile(
    r"\bconditional(ly)?\b|\bprovisional(ly)?\b|\bcase by case\b|\bindividually\b"
    r"|\bmay be (accepted|admitted|met|submitted|waived)\b|\bcan stand in\b"
    r"|\bdiscretion\b"
)
# What a way in is about, by the start of the keys of the rules that it opens.
WAY_PAST = {
    "backgrounds": re.compile(r"\b(degrees?|qualifications|graduates|study)\b"),
    "minimum_gpa": re.compile(r"\bgpa\b|\bbelow\b"),
    "prerequisite": re.compile(r"\bprerequisite"),
}
WAY_PAST_ANYTHING = re.compile(r"\b(conditional|provisional)")
REMARK = re.compile(
    r"\baverage\b|\blast \d+\b|\bweigh(s|ed)\b|\bconsidered\b|\bholistic\b"
    r"|\bscores accepted$|\bdo not count$|^[\w-]+ format$"
)
DEMAND = re.compile(
    r"\b(must|only|unless|except|but|if|need|needs|required|asked (only )?of"
    r"|at least|ineligible|cannot|not (accepted|admitted|eligible))\b"
)
YEARS = re.compile(
    r"(?:at least (?:about )?(?P<least>\w+)|(?P<more>\w+) or more)"
    r" (?P<unit>years?|months?)(?: (?:of|in))? (?P<of>.+)"
)
# Words by which fewer years may do.
FEWER_MAY_DO = re.compile(r", or\b|\b(unless|except|if|waive[rd]?)\b")
PLAIN_WORK = re.compile(r"(work|professional|paid)?( work)? ?experience|work")
IN_HEALTH = re.compile(r"\b(health|healthcare|clinical|hospital|patient)\b")

BAR = re.compile(
    r"%|\b(grade|better|credits?|ects|cp|hours|semesters|two|three|four|substantial"
    r"|strong|strength|multivariable|proficiency|documented|tests?|exam|(?<!-)years?|each|section"
    r"|band)\b"
)
ANOTHER_WAY = re.compile(
    r"\b(equivalent|comparable|considered|replace|stand in|instead|exceptions?"
    r"|experience|work|credentials|test scores|entry test|at the latest)\b"
)
FOR_SOME = re.compile(r"\btracks?\b|\b(graduates|degrees|students|entrants):")


class Reading(StrEnum):
    """What one clause of a remark is."""

    NOTHING_NEEDED = "nothing-needed"
    YEARS = "years"
    PREFERENCE = "preference"
    WAY_IN = "way-in"
    REMARK = "remark"
    UNREAD = "unread"


@dataclass(frozen=True)
class Clause:
    """One clause of a remark in its own words.

    `years` is None unless it asks for, or prefers, some; `is_preferred` tells which.
    `of` is what they are to be years of: blank for any work, `health`, or `other`.
    """

    text: str
    reading: Reading
    years: Decimal | None = None
    is_preferred: bool = False
    of: str = ""


def clauses_of(remark: str) -> list[Clause]:
    """Read a remark clause by clause, as semicolons part it."""
    parts = [part.strip(" .") for part in remark.split(";")]
    return [_clause(part) for part in parts if part]


def ways_past(rule_key: str, ways_in: list[str]) -> list[str]:
    """Give the ways in that are about what a rule asks for; may be empty."""
    for start, pattern in WAY_PAST.items():
        if rule_key.startswith(start):
            return [way for way in ways_in if pattern.search(way.lower())]
    return []


def ways_past_anything(ways_in: list[str]) -> list[str]:
    """Give the ways in that are about admission as such; may be empty."""
    return [way for way in ways_in if WAY_PAST_ANYTHING.search(way.lower())]


def sets_a_bar(note: str) -> bool:
    """Tell whether a note asks for more of a topic than to have studied it."""
    return bool(BAR.search(note.lower()))


def has_another_way(note: str) -> bool:
    """Tell whether a note lets something else stand for a course in the topic."""
    return bool(ANOTHER_WAY.search(note.lower()))


def is_for_some(note: str) -> bool:
    """Tell whether a note limits what is asked to one track or kind of applicant."""
    return bool(FOR_SOME.search(note.lower()))


def is_counted_otherwise(text: str) -> bool:
    """Tell whether a GPA counts over other courses than the whole degree's."""
    lower = text.lower()
    return "gpa" in lower and bool(re.search(r"\blast \d+|\bin the sciences\b", lower))


def _clause(text: str) -> Clause:
    words = text.lower()
    years = YEARS.fullmatch(words)
    is_firm = not FEWER_MAY_DO.search(words)
    if years and is_firm and (found := _years(years)) is not None:
        of = _years_of(years["of"])
        preferred = bool(PREFERENCE.search(words))
        return Clause(text, Reading.YEARS, found, preferred, of)
    return Clause(text, _reading(words))


def _reading(words: str) -> Reading:
    if NOTHING_NEEDED.fullmatch(words) and not PREFERENCE.search(words):
        return Reading.NOTHING_NEEDED
    if DEMAND.search(NOT_REQUIRED.sub("", words)):
        return Reading.UNREAD
    readings = {
        Reading.PREFERENCE: PREFERENCE,
        Reading.WAY_IN: WAY_IN,
        Reading.REMARK: REMARK,
    }
    for reading, pattern in readings.items():
        if pattern.search(words):
            return reading
    return Reading.UNREAD


def _years(found: re.Match[str]) -> Decimal | None:
    written = found["least"] or found["more"]
    if written in NUMBERS:
        number = NUMBERS.index(written) + 1
    elif written.isdecimal():
        number = int(written)
    else:
        return None
    return Decimal(number) / (12 if found["unit"].startswith("month") else 1)


def _years_of(what: str) -> str:
    if PLAIN_WORK.fullmatch(what):
        return ""
    return "health" if IN_HEALTH.search(what) else "other"
