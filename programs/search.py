"""Free text: from what a reader types to a full-text query, and spelling hints.

Every word must be found, in any form that English has for it; the last one may be
unfinished. Abbreviations also find what they stand for. Some phrases, such as
"no coding", are no words to look for but ask for a value of a program's field.
Words such as "the" or "in", which English searches pass over, are passed over here
too, unless they are part of a name that we know: "health IT" is not "health".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from rapidfuzz import fuzz, process

MOST_WORDS = 12
SHORTEST_CORRECTED = 4
LEAST_LIKENESS = 75  # of 100: one wrong letter in four, or two in eight

# What is typed → what is looked for beside it, in either direction where both stand.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "ai": ("artificial intelligence",),
    "artificial intelligence": ("ai",),
    "cds": ("clinical decision support", "decision support"),
    "clinical ai": ("healthcare artificial intelligence", "medical ai"),
    "deep learning": ("neural network",),
    "dl": ("deep learning",),
    "doctor": ("medicine", "physician", "clinician", "medical"),
    "ehr": ("electronic health record", "electronic medical record", "emr"),
    "electronic health record": ("ehr", "emr"),
    "electronic medical record": ("ehr", "emr"),
    "emr": ("electronic medical record", "electronic health record", "ehr"),
    "him": ("health information management",),
    "health information management": ("him",),
    "health care": ("healthcare",),
    "healthcare": ("health care",),
    "health it": ("health information technology", "health information system"),
    "it": ("information technology",),
    "llm": ("large language model", "natural language processing"),
    "machine learning": ("ml",),
    "mhi": ("health informatics",),
    "ml": ("machine learning",),
    "msn": ("nursing",),
    "natural language processing": ("nlp",),
    "nlp": ("natural language processing", "text mining"),
    "nurse": ("nursing",),
    "pharmacist": ("pharmacy",),
    "physician": ("medicine", "doctor", "clinician", "medical"),
    "radiology": ("medical imaging", "imaging"),
    "rn": ("nursing", "nurse"),
}

# Words of the table above that English searches pass over.
PASSED_OVER = frozenset({"him", "it"})

NO_PROGRAMMING = ("programming", ("none", "recommended"))
NO_GRE = ("gre_policy", ("not-required", "optional"))

# What is typed → the field of a program and the values that it asks for.
MEANINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "full time": ("pace", ("full-time",)),
    "fulltime": ("pace", ("full-time",)),
    "hybrid": ("delivery", ("hybrid",)),
    "no code": NO_PROGRAMMING,
    "no coding": NO_PROGRAMMING,
    "no gre": NO_GRE,
    "no programming": NO_PROGRAMMING,
    "non programmer": NO_PROGRAMMING,
    "on campus": ("delivery", ("campus",)),
    "online": ("delivery", ("online",)),
    "part time": ("pace", ("part-time",)),
    "parttime": ("pace", ("part-time",)),
    "without coding": NO_PROGRAMMING,
    "without gre": NO_GRE,
    "without programming": NO_PROGRAMMING,
}

PLAIN_WORDS = {
    "programming": "programming not needed, or only recommended",
    "gre_policy": "GRE not required, or optional",
}

WORD = re.compile(r"[^\W_]+")
LONGEST_PHRASE = max(len(phrase.split()) for phrase in [*SYNONYMS, *MEANINGS])


@dataclass(frozen=True)
class Term:
    """One word or phrase to be found: in any English form, or just as it is written.

    Both are in PostgreSQL's own syntax and hold only letters, digits and our own
    operators. `as_written` is blank unless English would pass over a part of it.
    """

    in_any_form: str
    as_written: str = ""

    @property
    def query(self) -> Any:
        """Give the condition that a program's search words must meet."""
        query = SearchQuery(self.in_any_form, config="english", search_type="raw")
        if not self.as_written:
            return query
        return query | SearchQuery(self.as_written, config="simple", search_type="raw")


@dataclass(frozen=True)
class Words:
    """What a reader typed, understood.

    All the `terms` must be found; there are none when nothing is to be looked for.
    `phrases` are the words as typed, those together that mean one thing. `asked` maps
    a field of a program to the values wanted in it.
    """

    typed: tuple[str, ...]
    phrases: tuple[str, ...]
    terms: tuple[Term, ...]
    asked: dict[str, tuple[str, ...]]

    @property
    def query(self) -> Any:
        """Give the condition that finds all the terms; there must be at least one."""
        return reduce(and_, [term.query for term in self.terms])

    @property
    def meanings(self) -> list[str]:
        """Say in plain words which values are asked for; empty for none."""
        return [
            PLAIN_WORDS.get(field, " or ".join(values))
            for field, values in self.asked.items()
        ]


def read_words(text: str) -> Words:
    """Understand what was typed; anything but letters and digits parts words.

    Only the first 12 words count. Without any word all parts are empty.
    """
    typed = tuple(WORD.findall(text.lower()))[:MOST_WORDS]
    phrases: list[str] = []
    terms: list[Term] = []
    asked: dict[str, tuple[str, ...]] = {}
    position = 0
    while position < len(typed):
        phrase = _phrase_at(typed, position)
        start, position = position, position + len(phrase.split())
        phrases.append(" ".join(typed[start:position]))
        if phrase in MEANINGS:
            field, values = MEANINGS[phrase]
            asked[field] = values
        else:
            terms.append(_term(phrase, is_last=position == len(typed)))
    return Words(typed, tuple(phrases), tuple(terms), asked)


def suggest_spelling(words: Words, known: Iterable[str]) -> str:
    """Write the words anew, each unknown one replaced by the likeliest known one.

    `known` are the catalog's words in lower case. Blank when nothing is to be
    corrected or no known word is like enough.
    """
    vocabulary = {*known, *" ".join([*SYNONYMS, *MEANINGS]).split()}
    candidates = sorted(word for word in vocabulary if len(word) >= SHORTEST_CORRECTED)
    corrected = [_corrected(word, vocabulary, candidates) for word in words.typed]
    return "" if tuple(corrected) == words.typed else " ".join(corrected)


def _phrase_at(typed: tuple[str, ...], position: int) -> str:
    """Find the longest phrase of our tables that starts here, else the one word.

    A plural is found as its singular, but "its" is no plural.
    """
    for length in range(LONGEST_PHRASE, 0, -1):
        phrase = " ".join(typed[position : position + length])
        singular = phrase.removesuffix("s")
        if phrase in SYNONYMS or phrase in MEANINGS:
            return phrase
        if not _is_passed_over(singular) and (
            singular in SYNONYMS or singular in MEANINGS
        ):
            return singular
    return typed[position]


def _term(phrase: str, *, is_last: bool) -> Term:
    phrases = [phrase, *SYNONYMS.get(phrase, ())]
    in_any_form = [_adjacent(each) for each in phrases if not _is_passed_over(each)]
    as_written = [_adjacent(each) for each in phrases if _is_passed_over(each)]
    if is_last and phrase not in SYNONYMS:
        in_any_form.append(f"{phrase}:*")
    return Term(" | ".join(in_any_form), " | ".join(as_written))


def _is_passed_over(phrase: str) -> bool:
    return not PASSED_OVER.isdisjoint(phrase.split())


def _adjacent(phrase: str) -> str:
    return f"({' <-> '.join(phrase.split())})"


def _corrected(word: str, vocabulary: set[str], candidates: list[str]) -> str:
    if word in vocabulary or len(word) < SHORTEST_CORRECTED or word.isdigit():
        return word
    likest = process.extractOne(
        word, candidates, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
    )
    return likest[0] if likest else word
