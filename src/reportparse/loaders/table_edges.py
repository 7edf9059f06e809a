"""The columns of a table whose rows each say where their own cells end: .doc and RTF have no other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def columns_of(rows: Sequence[Sequence[int]], same: int) -> dict[int, int]:
    """The column of each edge in any row. Edges closer than `same` are meant to be one, and share a column.

    Not where that would swallow a cell: in a table with hair-thin cells every edge counts.

    >>> columns_of([[0, 500, 1000], [0, 510, 1000]], 60)
    {0: 0, 500: 1, 510: 1, 1000: 2}
    """
    edges = sorted({edge for row in rows for edge in row})
    columns: dict[int, int] = {}
    first, column = None, -1
    for edge in edges:
        if first is None or edge - first > same:
            first, column = edge, column + 1
        columns[edge] = column
    if any(columns[left] == columns[right] for row in rows for left, right in pairwise(row) if right > left):
        return {edge: number for number, edge in enumerate(edges)}
    return columns
