"""Benchmarks: what is usual among the catalog's researched programs of one kind.

Pure but for one query. Kind means focus and country; a federal record or a program
that only the press names never takes part, and neither does a missing value.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from programs import formatting
from programs.figures.admission import gpa_in_words
from programs.models import Program
from programs.places import country_name

FEWEST = 5  # known figures; of less, the one behind a benchmark would show


@dataclass(frozen=True)
class Kind:
    """The programs that a benchmark is worked out over: of one focus in one country."""

    focus: str
    country: str

    @property
    def words(self) -> str:
        """Name the kind, such as `Health informatics, United States`."""
        return f"{Program.Focus(self.focus).label}, {country_name(self.country)}"


@dataclass(frozen=True)
class Benchmark:
    """Median, lowest and highest of `count` known figures, in one unit.

    A program that states a range counts with its lowest figure. The three are written
    out, and "" where fewer than five are known. `years` are the academic years of the
    prices, such as `2024-25 to 2026-27`; blank when there are none.
    """

    kind: Kind
    count: int
    median: str = ""
    lowest: str = ""
    highest: str = ""
    years: str = ""

    @property
    def is_known(self) -> bool:
        return self.count >= FEWEST

    @property
    def text(self) -> str:
        """Say all of it in one sentence, but for the kind."""
        if not self.is_known:
            return "Fewer than five known"
        year = f" ({self.years})" if self.years else ""
        return (
            f"Median {self.median}, from {self.lowest} to {self.highest}{year}; "
            f"{self.count} known"
        )


@dataclass(frozen=True)
class Measure:
    """Where a row's number, unit and academic year stand, and how it is written."""

    amount: str
    write: Callable[[Decimal, str], str]
    unit: str = ""
    year: str = ""


def _months(value: Decimal, _unit: str) -> str:
    return f"{formatting.number(round(value, 1))} months"


def _credits(value: Decimal, system: str) -> str:
    return f"{formatting.number(round(value, 1))} {Program.CreditSystem(system).label}"


def _gpa(value: Decimal, _unit: str) -> str:
    return gpa_in_words(value)


def _price(name: str) -> Measure:
    price = f"own_price__{name}"
    return Measure(
        f"{price}_lowest",
        formatting.money,
        f"{price}_currency",
        f"{price}_academic_year",
    )


MEASURES = {
    "full_time_months_lowest": Measure("full_time_months_lowest", _months),
    "part_time_months_lowest": Measure("part_time_months_lowest", _months),
    "credits_lowest": Measure("credits_lowest", _credits, "credit_system"),
    "tuition_total": _price("total"),
    "tuition_per_year": _price("per_year"),
    "application_fee_amount": Measure(
        "application_fee_amount", formatting.money, "application_fee_currency"
    ),
    "minimum_gpa": Measure("minimum_gpa", _gpa),
}


def kinds_of(programs: Iterable[Program]) -> list[Kind]:
    """Give the kinds of these programs, each once, in their order."""
    kinds = [Kind(each.focus, each.institution.country) for each in programs]
    return list(dict.fromkeys(kinds))


def benchmarks_of(
    programs: Sequence[Program], residency: str
) -> dict[str, tuple[Benchmark, ...]]:
    """Work out the benchmarks of these programs' kinds, by row, in one query.

    Each row that has a number has one benchmark for every kind, in the kinds' order.
    """
    kinds = kinds_of(programs)
    found = (
        Program.objects.published()
        .researched()
        .of_kinds([(kind.focus, kind.country) for kind in kinds])
        .with_prices(residency)
        .order_by()
        .values("focus", "institution__country", *_columns())
    )
    rows: dict[Kind, list[Mapping[str, Any]]] = {kind: [] for kind in kinds}
    for row in found:
        rows[Kind(row["focus"], row["institution__country"])].append(row)
    return {
        key: tuple(work_out_benchmark(kind, measure, rows[kind]) for kind in kinds)
        for key, measure in MEASURES.items()
    }


def work_out_benchmark(
    kind: Kind, measure: Measure, rows: Iterable[Mapping[str, Any]]
) -> Benchmark:
    """Work out one benchmark from one row a program, whose amount may be None.

    Only figures in the unit that most of them are in count; one whose unit is not
    stated counts nowhere.
    """
    known = [row for row in rows if row[measure.amount] is not None]
    unit = ""
    if measure.unit:
        unit = _most_frequent(row[measure.unit] for row in known if row[measure.unit])
        known = [row for row in known if unit and row[measure.unit] == unit]
    if len(known) < FEWEST:
        return Benchmark(kind, len(known))
    amounts = [Decimal(row[measure.amount]) for row in known]
    return Benchmark(
        kind,
        len(known),
        median=measure.write(median(amounts), unit),
        lowest=measure.write(min(amounts), unit),
        highest=measure.write(max(amounts), unit),
        years=_years(row[measure.year] for row in known) if measure.year else "",
    )


def _columns() -> list[str]:
    each = [(of.amount, of.unit, of.year) for of in MEASURES.values()]
    return list(dict.fromkeys(name for names in each for name in names if name))


def _most_frequent(units: Iterable[str]) -> str:
    """Give the unit of most figures, the first by name of those that tie."""
    counts = sorted(Counter(units).items(), key=lambda pair: (-pair[1], pair[0]))
    return counts[0][0] if counts else ""


def _years(years: Iterable[str]) -> str:
    stated = sorted({year for year in years if year})
    return " to ".join(dict.fromkeys([stated[0], stated[-1]])) if stated else ""
