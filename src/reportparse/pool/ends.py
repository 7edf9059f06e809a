"""Ways in which a worker ends in the middle of an item, as a reader of messages should hear of them."""

from __future__ import annotations

import signal
from typing import NamedTuple, Protocol


class Ending(Protocol):
    """How often an item may end so before it is given up, and whether the workers beside it may be why it ended."""

    @property
    def tries(self) -> int:
        """How often in all."""
        ...

    @property
    def others_may_be_why(self) -> bool:
        """Then it is tried alone."""
        ...


class TooLong(NamedTuple):
    """It took longer than it was allowed to."""

    seconds: float
    tries: int = 2
    others_may_be_why: bool = False  # nobody should wait for a long time because of one item

    def __str__(self) -> str:
        return f"reading it takes longer than {self.seconds:.0f} s"


class Swelled(NamedTuple):
    """It took more memory than it was allowed to."""

    bytes: int
    tries: int = 2
    others_may_be_why: bool = True

    def __str__(self) -> str:
        return f"reading it takes more than {self.bytes // 1024**2} MB of memory"


class Fell(NamedTuple):
    """It ended by itself, or somebody ended it."""

    how: str
    tries: int = 2
    others_may_be_why: bool = True

    def __str__(self) -> str:
        return f"reading it ends the program that reads it ({self.how})"


FROM_OUTSIDE = (signal.SIGKILL, signal.SIGTERM) if hasattr(signal, "SIGKILL") else (signal.SIGTERM,)
"""What people and systems short of memory end processes with."""

TRIES_FROM_OUTSIDE = 4
"""An item may be hit by chance; beyond its second try it waits until all others are done."""


def ended(status: int | None) -> Fell:
    """By the status of the process: its exit status, or minus the signal."""
    if status is None:
        return Fell("it is not known how", tries=TRIES_FROM_OUTSIDE)
    if status >= 0:
        return Fell(f"exit status {status}")
    return Fell(_name(-status), tries=TRIES_FROM_OUTSIDE if -status in FROM_OUTSIDE else 2)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
