"""Results in the order of their items, with a limit on what waits for its turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportparse.pool.supervisor import Pool, Told

MOST_WAITING = 256 * 1024**2
"""Bytes of results that may wait for one before them: beyond, nothing new is begun until that one is done."""


def in_order(pool: Pool, items: Iterable[bytes], most: int = MOST_WAITING) -> Iterator[Told]:
    """The results of the items, in their order."""
    waiting: dict[int, Told] = {}
    held = turn = 0

    def too_many() -> bool:
        return held > most

    for index, told in pool.run(items, too_many):
        waiting[index] = told
        held += _size(told)
        while turn in waiting:
            next_told = waiting.pop(turn)
            held -= _size(next_told)
            turn += 1
            yield next_told


def _size(told: Told) -> int:
    return len(told) if isinstance(told, bytes) else 0
