from dataclasses import dataclass
from enum import Enum, auto


class Outcome(Enum):
    """How a visit ended."""

    ANSWERED = auto()
    KEPT_OUT = auto()
    UNREACHABLE = auto()
    FORBIDDEN = auto()


@dataclass(frozen=True)
class Answer:
    """What a visit found.

    `url` is where redirects led to, `status` None without an answer, `text_hash` blank
    when nothing was read, and `fault` says in words what went wrong. `has_moved` tells
    that the address itself leads to another for good.
    """

    outcome: Outcome
    url: str
    status: int | None = None
    is_redirected: bool = False
    has_moved: bool = False
    text_hash: str = ""
    fault: str = ""
