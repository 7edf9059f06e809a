"""Which characters stand in which cell of a grid. Most words lie in one cell as a whole: only the others are cut up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import add, sub
from typing import NamedTuple

from reportparse.loaders.pdf_chars import PdfChar
from reportparse.loaders.pdf_tables_lines import FAR, LEAST_SIZE, SAME_LINE, reading_order, without_blanks

ALL = (float("-inf"), float("inf"))


class Word(NamedTuple):
    """Characters that stand side by side, and between what the middles of all of them lie.

    `in_order`: they stand on one line from left to right, as almost all do.
    """

    top: float
    foot: float
    left: float
    right: float
    members: range
    in_order: bool


def words_of(chars: Sequence[PdfChar], runs: Sequence[range], zone: tuple[float, float] = ALL) -> list[Word]:
    """The words that runs of characters make, from the top of the page; characters without a size are left out.

    `zone`: only those whose middles may lie between these heights.
    """
    words: list[Word] = []
    for run in runs:
        if not run:
            continue
        _, x0, y0, x1, y1, _, _ = zip(*chars[run.start : run.stop], strict=True)
        top, foot = min(y0), max(y1)
        if foot < zone[0] or top > zone[1]:
            continue
        heights, sides = list(map(add, y0, y1)), list(map(add, x0, x1))
        if not (min(map(sub, x1, x0)) > 0 and min(map(sub, y1, y0)) > 0):
            if len(run) > 1:
                words += words_of(chars, [range(i, i + 1) for i in run])
            continue
        level = top > FAR and foot < -FAR and max(heights) - min(heights) <= 2 * SAME_LINE * LEAST_SIZE
        in_order = level and x0[0] > FAR and max(x1) < -FAR and x0 == tuple(sorted(x0))
        words.append(Word(min(heights) / 2, max(heights) / 2, min(sides) / 2, max(sides) / 2, run, in_order))
    words.sort()
    return words


def held_by(
    chars: Sequence[PdfChar],
    words: Sequence[Word],
    cells: Sequence[tuple[int, int, int, int]],
    ys: Sequence[float],
    xs: Sequence[float],
) -> list[tuple[int, ...]]:
    """The characters of each cell (row, column, row span, column span) in reading order."""
    return [
        without_blanks(chars, held[0].members)
        if len(held) == 1 and held[0].in_order
        else reading_order(chars, [i for word in held for i in word.members])
        for held in _words_by_cell(chars, words, cells, ys, xs)
    ]


def _words_by_cell(
    chars: Sequence[PdfChar],
    words: Sequence[Word],
    cells: Sequence[tuple[int, int, int, int]],
    ys: Sequence[float],
    xs: Sequence[float],
) -> list[list[Word]]:
    owner: dict[tuple[int, int], int] = {}
    for n, (r, c, rs, cs) in enumerate(cells):
        owner.update({(row, column): n for row in range(r, r + rs) for column in range(c, c + cs)})
    inside: list[list[Word]] = [[] for _ in cells]
    for word in words:
        if word.top > ys[-1]:
            break
        if word.foot < ys[0] or word.right <= xs[0] or word.left >= xs[-1]:
            continue
        row, column = bisect_right(ys, word.top) - 1, bisect_right(xs, word.left) - 1
        whole = row == bisect_right(ys, word.foot) - 1 and column == bisect_right(xs, word.right) - 1
        if whole and (row, column) in owner:
            inside[owner[row, column]].append(word)
        elif len(word.members) > 1:
            single = words_of(chars, [range(i, i + 1) for i in word.members])
            for cell, more in zip(inside, _words_by_cell(chars, single, cells, ys, xs), strict=True):
                cell.extend(more)
    return inside
