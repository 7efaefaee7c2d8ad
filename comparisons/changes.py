"""Says which figures have moved since a snapshot was taken.

Pure. Judged on what pages say of a figure: its lines with their years, or why it has
no value. A mere re-check, another source or another remark is no change.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from comparisons.comparing import unordered
from comparisons.snapshots import WORDING, Snapshot
from programs.figures import Figure, Line, Section
from programs.figures.outcomes import ANY_OUTCOME
from programs.models import ValueState


@dataclass(frozen=True)
class Change:
    """One figure of one program that says something else than it did.

    `old` is what was said and is no longer, `new` what is said now and was not; one of
    them may be empty when a list only grew or shrank. `since` is the day on which the
    new words were checked, None when that is not recorded or was before the snapshot.
    `source_ids` are their sources and may be empty.
    """

    program_id: int
    key: str
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    since: date | None
    source_ids: tuple[int, ...]


def changes_since(
    snapshot: Snapshot, now: Mapping[int, Sequence[Section]], residency: str
) -> list[Change]:
    """Compare the sections of programs, by primary key, with the snapshot's.

    Those of now are worded as on the snapshot's day, so that a deadline which has
    passed since is no change. In the order of `now`; a program that the snapshot does
    not have is passed over.
    """
    changes = []
    for program_id, sections in now.items():
        column = snapshot.by_program.get(program_id)
        if column:
            old, new = _figures(column.sections_for(residency)), _figures(sections)
            changes += [
                _change(program_id, *pair, snapshot.taken_on)
                for pair in _pairs(old, new)
                if _has_moved(*pair, is_same_wording=snapshot.wording == WORDING)
            ]
    return changes


def fingerprint(changes: Iterable[Change]) -> str:
    """Give a short text that is the same for the same changes only."""
    written = json.dumps([asdict(change) for change in changes], default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def _figures(sections: Iterable[Section]) -> dict[str, Figure]:
    return {each.key: each for section in sections for each in section.figures}


def _pairs(
    old: Mapping[str, Figure], new: Mapping[str, Figure]
) -> list[tuple[Figure, Figure]]:
    """Put the figures of one key together, in the order of the pages.

    Where one side lacks a figure, what it says of outcomes in general stands in.
    """
    both = old.keys() & new.keys()
    keys = [key for key in {**old, **new} if key in both or key != ANY_OUTCOME]
    return [(_figure_at(key, old, new), _figure_at(key, new, old)) for key in keys]


def _figure_at(
    key: str, here: Mapping[str, Figure], there: Mapping[str, Figure]
) -> Figure:
    if key in here:
        return here[key]
    absent = Figure(key, there[key].label, ValueState.NOT_YET_CHECKED)
    if not key.startswith("outcome_"):
        return absent
    other = here.get(ANY_OUTCOME, absent)
    return Figure(key, absent.label, other.state, other.lines, instead=other.instead)


def _has_moved(old: Figure, new: Figure, *, is_same_wording: bool) -> bool:
    if set(_said(old)) == set(_said(new)):
        return False
    return is_same_wording or _typed(old) != _typed(new)


def _typed(figure: Figure) -> tuple[object, ...]:
    return (figure.state, unordered(figure.value), figure.basis, figure.year)


def _said(figure: Figure) -> dict[str, Line | None]:
    """Give what a page says of a figure, each with the line that it stands in."""
    if not figure.is_known:
        return {figure.state_words: figure.lines[0] if figure.lines else None}
    return {f"{line.text} {line.year}".strip(): line for line in figure.lines}


def _change(program_id: int, old: Figure, new: Figure, taken_on: date) -> Change:
    before, after = _said(old), _said(new)
    lines = [line for said, line in after.items() if line and said not in before]
    checked = [line.checked_on for line in lines if line.checked_on]
    since = max(checked, default=None)
    return Change(
        program_id=program_id,
        key=new.key,
        label=new.label,
        old=tuple(said for said in before if said not in after),
        new=tuple(said for said in after if said not in before),
        since=since if since and since >= taken_on else None,
        source_ids=tuple(dict.fromkeys(pk for line in lines for pk in line.source_ids)),
    )
