"""Lays programs side by side as an address asks; page, paper and files show this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comparisons.benchmarks import benchmarks_of
from comparisons.comparing import Comparison, compare_programs
from comparisons.forms import Wanted
from comparisons.rows import ALL, ESSENTIAL_KEYS, ESSENTIALS, MINE
from programs.facts import ProgramFacts, facts_of
from programs.figures import Section, sections_of
from programs.models import Program, Source, Tuition
from programs.sources import SourceList, number_sources, sources_of


@dataclass(frozen=True)
class SideBySide:
    """Programs side by side, in their order, as on record on the day `today`.

    `whole` has all rows, `chosen` those that the address asks for, and `comparison`
    those of them that are shown: all, or only the ones that differ. `sources` numbers
    the sources of the shown ones in reading order.
    """

    programs: Sequence[Program]
    wanted: Wanted
    today: date
    facts: Mapping[int, ProgramFacts]
    whole: Comparison
    chosen: Comparison
    comparison: Comparison
    sources: SourceList

    @property
    def who(self) -> str:
        """Whom the prices are for, such as `non-residents`."""
        return Tuition.Residency(self.wanted.residency).words


def lay_side_by_side(
    programs: Sequence[Program], wanted: Wanted, today: date
) -> SideBySide:
    """Lay these programs side by side, in four queries however many there are.

    Benchmarks, if they are asked for, take one more. `wanted.paths` are not looked at:
    the programs are fetched already.
    """
    facts = facts_of(programs)
    whole = compare_programs(
        [
            sections_of(each, facts[each.pk], today, wanted.residency)
            for each in programs
        ]
    )
    if wanted.with_benchmark:
        whole = whole.with_benchmarks(benchmarks_of(programs, wanted.residency))
    chosen = choose_rows(whole, wanted)
    shown = chosen.only_different() if wanted.only_different else chosen
    sources = number_shown(shown, sources_of(facts.values()))
    return SideBySide(programs, wanted, today, facts, whole, chosen, shown, sources)


def choose_rows(whole: Comparison, wanted: Wanted) -> Comparison:
    """Keep the rows that are asked for; all of them where none is named."""
    keys = {ALL: (), ESSENTIALS: ESSENTIAL_KEYS, MINE: wanted.keys}[wanted.rows]
    return whole.with_rows(keys) if keys else whole


def number_shown(comparison: Comparison, sources: Mapping[int, Source]) -> SourceList:
    """Give the sources of these rows, numbered from 1, row by row."""
    rows = [Section(row.key, row.label, row.figures) for row in comparison.rows]
    return number_sources([rows], sources)
