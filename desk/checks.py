"""What has to hold before a draft goes public, beyond what a draft itself may hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from desk.cited import LISTS, OUR_OWN, citations_of, cited_labels
from desk.naming import label_of, name_of
from desk.plausible import (
    PERCENT_AT_MOST,
    is_dear_credit,
    is_leap,
    is_past,
    last_price,
    same_price,
    whole_under_a_year,
)
from desk.rows import Objects, Rows, differences, objects_of
from desk.words import WORDS
from programs.formatting import day, money
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Course,
    Deadline,
    Institution,
    Outcome,
    Program,
    Tuition,
    ValueState,
)
from programs.topics import find_topics

AI_TOPICS = ("machine-learning", "deep-learning", "natural-language-processing")
NO_SOURCE = "No source is named. Say where it was read."
NO_DAY = "The day of the check is missing. Say when the source was read."
NO_CITATION = (
    "“{label}” has no source. Add one to the citations, with the day it was read."
)
NOT_KNOWN = "“{label}” is blank, but its citation says that it is known. Say which."
NOT_READ_ANEW = (
    "“{label}” is changed, but its source was not read anew: it was last read on {day}."
)
VALUE_NOT_READ_ANEW = (
    "It is changed, but the day of the check stays {day}. Was its source read anew?"
)
AI_IN_A_COURSE = (
    "It says that no AI was found in the curriculum, but a course is named “{title}”."
)
NO_REASON = "Say why it is withdrawn: readers see the reason."
SAME_PRICE = "There is another price of the same kind: {other}. Keep the current one."
STILL_SAME_PRICE = "There is another price of the same kind, as there was: {other}."
JUDGES_INSTITUTIONS = (
    "{body} judges whole institutions. Its word belongs on the institution's page."
)
JUDGES_PROGRAMS = "{body} judges single degrees. Its word belongs on a program's page."


@dataclass(frozen=True)
class Problem:
    """One thing that speaks against publishing; a warning may be confirmed.

    `where` names the row in words. A warning is confirmed by its own words, so that
    other figures need a new confirmation.
    """

    where: str
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True)
class Change:
    """One row that a draft changes or adds: what it was, and what it becomes.

    `old` is None for a new row. `columns` are those that differ, or all of them.
    """

    old: models.Model | None
    new: models.Model
    columns: frozenset[str]

    @property
    def is_read_anew(self) -> bool:
        """Whether somebody read the source of the row for this draft."""
        return "checked_on" in self.columns

    def problem(self, text: str, *, is_warning: bool = False) -> Problem:
        """Say what speaks against this row."""
        return Problem(name_of(self.new), text, is_warning)


def problems_of(before: Rows, after: Rows, today: date) -> list[Problem]:
    """Find what speaks against going from the public rows to those of a draft.

    Needs the draft's values in the tables. Only what the draft changes is held to it,
    or every row when the draft makes a program public.
    """
    old, new = objects_of(before), objects_of(after)
    found: list[Problem] = []
    for change in changes_between(before, after, old, new):
        found += reading_problems(change, today)
        found += broken_rules(change)
        found += _problems_of_kind(change, old, new, today)
    found += curriculum_problems(before, after, new)
    return found + list(citation_problems(before, after, old, new, today))


def makes_public(before: Rows, after: Rows) -> bool:
    """Tell whether a program becomes public that was not."""
    published = Program.WorkflowState.PUBLISHED
    return any(
        row["workflow_state"] == published
        and before.get(key, {}).get("workflow_state") != published
        for key, row in after.items()
        if key[0] == "program"
    )


def changes_between(
    before: Rows, after: Rows, old: Objects, new: Objects
) -> list[Change]:
    """List the rows to be held to the checks, removed ones not among them."""
    if makes_public(before, after):
        return [Change(old.get(key), new[key], frozenset(after[key])) for key in after]
    return [
        Change(old.get(key), new[key], frozenset(one.after))
        for one in differences(before, after)
        if (key := (one.model, one.object_id)) in new
    ]


def reading_problems(change: Change, today: date) -> Iterator[Problem]:
    """Ask for the source and the day of the check of a fact.

    A value that nobody has looked for yet needs neither, nor do an institution's
    words. The fields of a program have citations instead.
    """
    row: Any = change.new  # every model but the program's has these two columns
    if not _is_read(change):
        return
    if row.source_id is None:
        yield change.problem(NO_SOURCE)
    checked_on: date | None = row.checked_on
    if checked_on is None:
        yield change.problem(NO_DAY)
    elif checked_on > today:
        yield change.problem(f"The day of the check, {day(checked_on)}, is to come.")
    elif checked_on < today and _is_unread_change(change):
        text = VALUE_NOT_READ_ANEW.format(day=day(checked_on))
        yield change.problem(text, is_warning=True)


def _is_unread_change(change: Change) -> bool:
    words = WORDS.get(str(change.new._meta.model_name), set()) | {"note"}
    is_of_words = change.columns <= words
    return change.old is not None and not change.is_read_anew and not is_of_words


def _is_read(change: Change) -> bool:
    if isinstance(change.new, Program):
        return False
    if isinstance(change.new, Institution):
        return not change.columns <= WORDS["institution"]
    return getattr(change.new, "state", None) != ValueState.NOT_YET_CHECKED


def broken_rules(change: Change) -> Iterator[Problem]:
    """Say in words which rule of its fields or of its table a row breaks."""
    row = change.new
    unsourced = hasattr(row, "source_id") and row.source_id is None
    try:
        row.full_clean(exclude={"source"} if unsourced else None)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                yield change.problem(_of_field(row, name, message))


def _of_field(row: models.Model, name: str, message: str) -> str:
    if name == NON_FIELD_ERRORS:
        return message
    return f"{label_of(type(row), name)}: {message}"


def _problems_of_kind(
    change: Change, old: Objects, new: Objects, today: date
) -> Iterator[Problem]:
    row = change.new
    if isinstance(row, Tuition):
        yield from price_problems(change, row, _prices(old), _prices(new))
    elif isinstance(row, Accreditation) and row.accreditor:
        yield from accreditor_problems(change, row, row.accreditor)
    elif isinstance(row, Deadline) and is_past(row, today):
        yield change.problem("This date has passed.", is_warning=True)
    elif isinstance(row, Outcome):
        yield from outcome_problems(change, row)
    elif isinstance(row, Program):
        yield from program_problems(change, row)


def _prices(rows: Objects) -> list[Tuition]:
    return [row for row in rows.values() if isinstance(row, Tuition)]


def price_problems(
    change: Change, price: Tuition, old: list[Tuition], new: list[Tuition]
) -> Iterator[Problem]:
    """Doubt a price that is far from the last one, or from others of its kind."""
    yield from _leaps_of(change, price, _last(change, price, old))
    if is_dear_credit(price):
        yield change.problem("One credit costs over 10,000.", is_warning=True)
    pair = whole_under_a_year(price, new)
    if pair:
        whole, year = map(_amount, pair)
        text = f"The whole program, {whole}, costs less than one year of it, {year}."
        yield change.problem(text, is_warning=True)
    yield from _same_prices(change, price, old, new)


def _last(change: Change, price: Tuition, old: list[Tuition]) -> Tuition | None:
    was = change.old
    if isinstance(was, Tuition) and was.amount is not None:
        alike = (was.basis, was.currency) == (price.basis, price.currency)
        return was if alike else None
    return last_price(price, old)


def _leaps_of(
    change: Change, price: Tuition, last: Tuition | None
) -> Iterator[Problem]:
    if last is None:
        return
    if is_leap(last.amount, price.amount):
        yield change.problem(_leap(_amount(last), _amount(price)), is_warning=True)
    if is_leap(last.fees_per_year, price.fees_per_year):
        fees = [
            money(one.fees_per_year, one.currency)
            for one in (last, price)
            if one.fees_per_year is not None
        ]
        yield change.problem(f"Fees: {_leap(*fees)}", is_warning=True)


def _leap(old: str, new: str) -> str:
    return f"{new} after {old}: ten times as much or more, or a tenth or less."


def _amount(price: Tuition) -> str:
    return "no amount" if price.amount is None else money(price.amount, price.currency)


def _same_prices(
    change: Change, price: Tuition, old: list[Tuition], new: list[Tuition]
) -> Iterator[Problem]:
    """Refuse a second price of one kind; two that are public already are doubted."""
    others = [one for one in new if one.pk != price.pk and same_price(one, price)]
    stood = len([one for one in old if same_price(one, price)]) > len(others)
    for other in others:
        text = STILL_SAME_PRICE if stood else SAME_PRICE
        yield change.problem(text.format(other=_amount(other)), is_warning=stood)


def accreditor_problems(
    change: Change, row: Accreditation, body: Accreditor
) -> Iterator[Problem]:
    """Refuse the word of a body on what it does not judge."""
    is_institutional = body.kind == Accreditor.Kind.INSTITUTIONAL
    if row.program_id and is_institutional:
        yield change.problem(JUDGES_INSTITUTIONS.format(body=body))
    if row.institution_id and not is_institutional:
        yield change.problem(JUDGES_PROGRAMS.format(body=body))


def outcome_problems(change: Change, outcome: Outcome) -> Iterator[Problem]:
    """Doubt an outcome that is far from its last value, and a share over 100 %."""
    was, value = change.old, outcome.value
    last = was if isinstance(was, Outcome) and was.unit == outcome.unit else None
    if last and is_leap(last.value, value):
        text = _leap(last.words, outcome.words)
        yield change.problem(text, is_warning=True)
    is_percent = outcome.unit == Outcome.Unit.PERCENT
    if is_percent and value is not None and value > PERCENT_AT_MOST:
        text = f"{outcome.words} is more than everybody."
        yield change.problem(text, is_warning=True)


def program_problems(change: Change, program: Program) -> Iterator[Problem]:
    """Ask why a program is withdrawn, and doubt a leap of its application fee."""
    is_withdrawn = program.workflow_state == Program.WorkflowState.WITHDRAWN
    if is_withdrawn and not program.withdrawn_reason:
        yield change.problem(NO_REASON)
    was: Any = change.old
    old, new = was.application_fee_amount, program.application_fee_amount
    currency = program.application_fee_currency
    is_same_currency = was.application_fee_currency == currency
    if new is not None and is_same_currency and is_leap(old, new):
        text = f"Application fee: {_leap(money(old, currency), money(new, currency))}"
        yield change.problem(text, is_warning=True)


def curriculum_problems(before: Rows, after: Rows, new: Objects) -> Iterator[Problem]:
    """Doubt that no AI was found when a course of the draft has it in its title."""
    programs = [row for row in new.values() if isinstance(row, Program)]
    changed = {(one.model, one.object_id) for one in differences(before, after)}
    titles = [
        row.title
        for key, row in new.items()
        if isinstance(row, Course) and key in changed
    ]
    found = find_topics(titles)
    shown = [title for slug in AI_TOPICS for title in found.get(slug, [])]
    for program in programs:
        none_found = program.ai_in_curriculum == Program.AIInCurriculum.NONE_FOUND
        if none_found and shown:
            text = AI_IN_A_COURSE.format(title=shown[0])
            yield Problem(name_of(program), text, is_warning=True)


def citation_problems(
    before: Rows, after: Rows, old: Objects, new: Objects, today: date
) -> Iterator[Problem]:
    """Ask where each changed field of a program was read, and whether anew.

    What was read today was, whether its day is changed or stood there already.
    """
    program = next((row for row in new.values() if isinstance(row, Program)), None)
    if program is None:
        return
    changes = changes_between(before, after, old, new)
    changed = {name for one in changes if one.new is program for name in one.columns}
    cited = [row for row in new.values() if isinstance(row, Citation)]
    anew = {one.pk for one in cited if one.checked_on == today} | {
        one.new.pk
        for one in changes
        if isinstance(one.new, Citation) and one.is_read_anew
    }
    for name in scalar_fields():
        citations = citations_of(name, cited)
        if name in changed:
            yield from _citation_problems(program, name, citations, anew)
        elif name in _fields_of_citations(before, after):
            yield from _citation_problems(program, name, citations, None)


def scalar_fields() -> list[str]:
    """Name the fields of a program that are read somewhere, each with citations."""
    return [name for name in cited_labels() if name not in LISTS.keys() | OUR_OWN]


def _fields_of_citations(before: Rows, after: Rows) -> set[str]:
    """Name the fields whose citations a draft adds, changes or removes."""
    return {
        rows[key]["field"]
        for one in differences(before, after)
        for rows in (before, after)
        if one.model == "citation" and (key := (one.model, one.object_id)) in rows
    }


def _citation_problems(
    program: Program, name: str, citations: Iterable[Citation], anew: set[int] | None
) -> Iterator[Problem]:
    """Judge the citations of one field; `anew` is None when its value stays."""
    label = cited_labels()[name]
    known = [one for one in citations if one.state == ValueState.KNOWN]
    read = [one for one in known if one.source_id and one.checked_on]
    has_value = getattr(program, name) not in (None, "", [])
    if has_value and not read:
        yield Problem(name_of(program), NO_CITATION.format(label=label))
    elif not has_value and known:
        yield Problem(name_of(program), NOT_KNOWN.format(label=label))
    elif has_value and anew is not None and not anew & {one.pk for one in read}:
        last = max(one.checked_on for one in read if one.checked_on)
        text = NOT_READ_ANEW.format(label=label, day=day(last))
        yield Problem(name_of(program), text, is_warning=True)
