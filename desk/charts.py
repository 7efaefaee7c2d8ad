"""Small charts of how fresh and how complete the facts were, day by day.

Pure: worked out from counts, drawn by a template.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 240, 60
MOST_DAYS = 13  # a year of months, with the month before it
OTHERS = ""


@dataclass(frozen=True)
class Counted:
    """How many facts of one group there were on one day.

    `fresh` and `known` are among the `facts`, of which there is one at least.
    """

    day: date
    group: str
    facts: int
    fresh: int
    known: int


@dataclass(frozen=True)
class Point:
    """One day of a chart: its counts, and where its two shares are drawn.

    `x` is from 0 to WIDTH, `fresh_y` and `known_y` from 0 (all facts) to HEIGHT (none).
    """

    counted: Counted
    x: float
    fresh_y: float
    known_y: float


@dataclass(frozen=True)
class Chart:
    """The days of one group, oldest first; there is at least one."""

    group: str
    label: str
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point:
        """The last day."""
        return self.points[-1]

    @property
    def fresh_line(self) -> str:
        """Give the corners of the line of fresh facts, as SVG wants them."""
        return " ".join(f"{point.x},{point.fresh_y}" for point in self.points)

    @property
    def known_line(self) -> str:
        """Give the corners of the line of known facts, as SVG wants them."""
        return " ".join(f"{point.x},{point.known_y}" for point in self.points)


def charted_days(days: Iterable[date]) -> list[date]:
    """Choose the last day of each month, the newest thirteen, oldest first."""
    last = {(day.year, day.month): day for day in sorted(days)}
    return list(last.values())[-MOST_DAYS:]


def draw_charts(counts: Iterable[Counted], labels: Mapping[str, str]) -> list[Chart]:
    """Draw a chart for each group that has a label, in the labels' order.

    All share one time axis, so that the same place is the same day. A day on which a
    group had no facts is left out of its chart.
    """
    by_group = defaultdict(list)
    for counted in counts:
        by_group[counted.group].append(counted)
    days = sorted({one.day for each in by_group.values() for one in each})
    return [
        Chart(group, label, tuple(_points(by_group[group], days)))
        for group, label in labels.items()
        if by_group[group]
    ]


def gather_small_groups(counts: Sequence[Counted], most: int) -> list[Counted]:
    """Add up the groups beyond the largest on the newest day, under the name OTHERS.

    `most` is how many stay as they are. Largest first; of equal ones by name.
    """
    newest = max((one.day for one in counts), default=None)
    sizes = {one.group: one.facts for one in counts if one.day == newest}
    ranked = sorted(sizes, key=lambda group: (-sizes[group], group))
    kept = {group: place for place, group in enumerate(ranked[:most])}
    sums: dict[tuple[int, date], Counted] = {}
    for one in counts:
        group = one.group if one.group in kept else OTHERS
        key = (kept.get(group, most), one.day)
        sums[key] = _add(sums.get(key), one, group)
    return [sums[key] for key in sorted(sums)]


def _add(total: Counted | None, one: Counted, group: str) -> Counted:
    if total is None:
        return Counted(one.day, group, one.facts, one.fresh, one.known)
    return Counted(
        one.day,
        group,
        total.facts + one.facts,
        total.fresh + one.fresh,
        total.known + one.known,
    )


def _points(counts: Sequence[Counted], days: Sequence[date]) -> Iterable[Point]:
    for one in sorted(counts, key=lambda counted: counted.day):
        yield Point(
            one,
            x=_place(one.day, days),
            fresh_y=_height(one.fresh, one.facts),
            known_y=_height(one.known, one.facts),
        )


def _place(day: date, days: Sequence[date]) -> float:
    span = (days[-1] - days[0]).days
    return round(WIDTH * (day - days[0]).days / span, 1) if span else WIDTH


def _height(part: int, whole: int) -> float:
    return round(HEIGHT * (1 - part / whole), 1)
