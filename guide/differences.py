"""What differs between two versions of a text, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Difference:
    """Neighboring lines that were replaced; either side may be empty."""

    removed: tuple[str, ...]
    added: tuple[str, ...]


def differences(old: str, new: str) -> list[Difference]:
    """Give the places at which two texts differ, in their order; empty when equal."""
    before, after = old.splitlines(), new.splitlines()
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        Difference(tuple(before[start:end]), tuple(after[first:last]))
        for act, start, end, first, last in changes
        if act != "equal"
    ]
