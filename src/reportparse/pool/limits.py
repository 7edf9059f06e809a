"""What a worker may take."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Seconds for an item that asks for none, and at most for one that does; bytes of resident memory in the middle of an
    item; items and bytes after which a worker makes room for a fresh one.

    A text report takes milliseconds and a worker stays under 300 MB: who passes these is stuck or swells.
    """

    seconds: float = 60.0
    most_seconds: float = 7200.0
    memory: int = 2 * 1024**3
    renew_items: int = 2000
    renew_memory: int = 340 * 1024**2
