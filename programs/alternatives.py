from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from programs.models import Program


def alternatives_to(
    programs: Sequence[Program], at_most: int
) -> dict[int, list[Program]]:
    """Find published programs similar to each of these, in two queries for all.

    By primary key; each list is in the order of `similar_to` and may be empty. The
    programs' institutions are fetched too. No query for no programs.
    """
    if not programs:
        return {}
    similar = {
        f"to_{program.pk}": ArraySubquery(
            Program.objects.similar_to(program).values("pk")[:at_most]
        )
        for program in programs
    }
    rows: Any = Program.objects.filter(pk=programs[0].pk).values(**similar)
    row: dict[str, list[int]] = rows.get()
    pks = [pk for each in row.values() for pk in each]
    found = Program.objects.with_institution().in_bulk(pks)
    return {
        program.pk: [found[pk] for pk in row[f"to_{program.pk}"]]
        for program in programs
    }
