"""Texts that are longer than a cell of Excel: the cell ends in a mark, the whole text stands in a sheet of its own.

A cell holds 32,767 units of UTF-16. One that would hold more is cut to exactly so many, the last of them the mark
…【长文3】; a text that is as long and ends so by itself is kept in that sheet too. The mark names its text wherever the row is sorted to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reportparse.store.tables import Column, Row, Table

MOST = 32_767
PIECE = MOST - 1
"""Pieces are shorter than a cell that was cut, so that none is taken for one."""

_MARKED = re.compile(r"…【长文(\d{1,9})】\Z")
_WIDE = "\U00010000"
"""From here on a sign takes two units of UTF-16."""

LONG_TEXTS = Table(
    "long_texts",
    "长文",
    "Texts too long for a cell, whole, in pieces: a cell that ends in …【长文3】 is number 3 here.",
    "一格放不下的文字全文,分段照录;以…【长文3】结尾的格,全文见编号 3",
    ("number", "piece"),
    (),
    (
        Column("number", "integer", True, "长文编号", "格末所标的编号", "The number that the cell's mark names.", None),
        Column("piece", "integer", True, "段", "第几段,从 1 起", "Which piece, from 1.", None),
        Column("piece_text", "text", True, "内容", "这一段的文字", "Its text; the pieces put together are the whole.", None),
    ),
)  # fmt: skip


class LongTexts:
    """The texts of a workbook that were too long for their cells; each once, though a sentence stands beside all its figures."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def cell(self, text: str) -> str:
        """A text as its cell holds it."""
        if len(text) <= MOST // 2 or (units(text) <= MOST and number_of(text) is None):
            return text
        number = self._number.setdefault(text, len(self._number) + 1)
        mark = f"…【长文{number}】"
        kept = MOST - len(mark)
        head = next(pieces(text, kept))
        return head + "…" * (kept - units(head)) + mark

    def rows(self) -> list[Row]:
        """The rows of the sheet."""
        return [
            {"number": number, "piece": n, "piece_text": piece}
            for text, number in self._number.items()
            for n, piece in enumerate(pieces(text, PIECE), 1)
        ]


def units(text: str) -> int:
    """How long Excel takes a text to be."""
    return len(text) + sum(sign >= _WIDE for sign in text)


def pieces(text: str, most: int) -> Iterator[str]:
    """A text in pieces of at most so many units; no sign is cut in two."""
    start = 0
    while start < len(text):
        end = start + most
        while units(text[start:end]) > most:
            end -= max(1, (units(text[start:end]) - most) // 2)
        yield text[start:end]
        start = end


def number_of(cell: str) -> int | None:
    """Which long text a cell stands for; None where it holds its own text."""
    marked = _MARKED.search(cell) if units(cell) == MOST else None
    return int(marked[1]) if marked else None


def whole_texts(rows: Iterable[Mapping[str, object]]) -> dict[int, str]:
    """The texts of the sheet by number."""
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(int(str(row["number"])), []).append(str(row["piece_text"]))
    return {number: "".join(told) for number, told in found.items()}
