"""Places wages on one scale, from 0 to the next 50,000 US$ above the highest.

Pure: from occupations to percentages of the scale's length.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.models import Occupation

STEP = 50_000  # US$ a year


@dataclass(frozen=True)
class Tick:
    """One line of the scale: US$ a year, and where it stands in percent."""

    dollars: int
    at: float

    @property
    def thousands(self) -> int:
        return self.dollars // 1000

    @property
    def is_named(self) -> bool:
        """Whether its amount is written: at every second line, to be legible."""
        return self.dollars % (2 * STEP) == 0


@dataclass(frozen=True)
class WageRange:
    """One occupation's 10th percentile, median and 90th, in percent of the scale."""

    occupation: Occupation
    low: float
    median: float
    high: float

    @property
    def length(self) -> float:
        """From the 10th to the 90th percentile."""
        return round(self.high - self.low, 1)


def scale_top(occupations: Sequence[Occupation]) -> int:
    """Give the end of the scale in US$; one step when there is no occupation."""
    highest = max((one.p90_wage for one in occupations), default=STEP)
    return -(-highest // STEP) * STEP


def place_ranges(occupations: Sequence[Occupation]) -> list[WageRange]:
    """Place each occupation on the scale of all, in their order."""
    top = scale_top(occupations)
    return [
        WageRange(
            one,
            _percent(one.p10_wage, top),
            _percent(one.median_wage, top),
            _percent(one.p90_wage, top),
        )
        for one in occupations
    ]


def scale_ticks(top: int) -> list[Tick]:
    """Give the lines of a scale that ends at `top`, from 0 on."""
    return [
        Tick(dollars, _percent(dollars, top)) for dollars in range(0, top + 1, STEP)
    ]


def _percent(dollars: int, top: int) -> float:
    return round(100 * dollars / top, 1)
