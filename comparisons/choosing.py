from collections.abc import Sequence
from dataclasses import dataclass

from programs.models import Program

MOST_COMPARED = 12  # five side by side, more as a long list


@dataclass(frozen=True)
class Choice:
    """What came of the programs that an address names, each list in its order.

    `programs` are the ones to compare, at most twelve; `left_out` are published too,
    but too many. Drafts are among the `unknown` paths.
    """

    programs: list[Program]
    left_out: list[Program]
    withdrawn: list[Program]
    unknown: list[str]


def choose_programs(paths: Sequence[str]) -> Choice:
    """Find the programs at these paths, `<institution slug>/<program slug>`."""
    found = {
        program.path: program
        for program in Program.objects.with_paths(paths)
        if program.workflow_state != "draft"
    }
    known = [found[path] for path in paths if path in found]
    published = [program for program in known if program.workflow_state == "published"]
    return Choice(
        programs=published[:MOST_COMPARED],
        left_out=published[MOST_COMPARED:],
        withdrawn=[each for each in known if each.workflow_state == "withdrawn"],
        unknown=[path for path in paths if path not in found],
    )
