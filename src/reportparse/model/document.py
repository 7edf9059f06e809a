"""A document as loaded: its text, and where in it headings, tables, pages and boxes stand. Never changes after loading."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportparse.model.report import Source

BlockKind = Literal["heading", "paragraph", "item", "table", "note"]
ApartKind = Literal["header", "footer", "boilerplate", "comment"]


class Block(NamedTuple):
    """A paragraph of the text. `level`: 1 for a main heading, 2 for the next …; 0 where it is none.

    `note` is a footnote or endnote: it stands at the end of the text, so that it cuts no sentence.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


class GridCell(NamedTuple):
    """A cell of a table: its first row and column, from 0, how many it spans, and its text (start == end: empty)."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int


class Grid(NamedTuple):
    """A table as the format has it. Cells in reading order, each once, however many places it spans.

    `header_rows`: how many rows at the top the format itself marks as header; 0 where it does not say.
    """

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    header_rows: int = 0


class Page(NamedTuple):
    """A page: its number from 1, its stretch of the text, its size in points; `read_by` says what read its letters.

    A page whose footnotes stand at the end of the text comes there once more, with these as its stretch.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    read_by: Literal["text", "ocr"] = "text"


class Apart(NamedTuple):
    """Text that is no part of the running text: a page's header or footer, a web page's boilerplate, a comment."""

    kind: ApartKind
    text: str
    page: int | None = None


Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left corner of the page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a loader makes of a file.

    `boxes` holds four floats for each character of the text (all 0 where it has none, as for the signs that part the
    cells of a table), `sureness` one from 0 to 1: how sure the recognition of a scan was. Both are None where the
    format has none. `encoding` is that of the bytes, where the whole file is text.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    pages: tuple[Page, ...] = ()
    apart: tuple[Apart, ...] = ()
    warnings: tuple[str, ...] = ()
    boxes: array[float] | None = None
    sureness: array[float] | None = None
    encoding: str | None = None

    def box_of(self, start: int, end: int) -> Box | None:
        """The box around text[start:end]; None where none of it has one.

        Of a stretch that a line end cuts in two, the longer piece: a box around both would hold two whole lines.
        """
        if self.boxes is None:
            return None
        pieces: list[list[Sequence[float]]] = [[]]
        for i in range(start, end):
            box = self.boxes[4 * i : 4 * i + 4]
            if box[2] <= box[0] or box[3] <= box[1]:
                continue
            if pieces[-1] and not beside(pieces[-1][-1], box):
                pieces.append([])
            pieces[-1].append(box)
        return around(max(pieces, key=len))

    def page_at(self, place: int) -> Page | None:
        """The page that a place of the text stands on."""
        return next((p for p in self.pages if p.start <= place < p.end), None)


def beside(last: Sequence[float], box: Sequence[float]) -> bool:
    """Whether two characters stand in one line, be it printed across or, on a turned page, down."""
    across = last[1] < (box[1] + box[3]) / 2 < last[3]
    # Down a column a comma is narrow, and stands to one side: either middle may lie over the other sign.
    middle, last_middle = (box[0] + box[2]) / 2, (last[0] + last[2]) / 2
    return across or last[0] < middle < last[2] or box[0] < last_middle < box[2]


def around(boxes: Sequence[Sequence[float]]) -> Box | None:
    """The box around several; empty ones do not count."""
    real = [b for b in boxes if b[2] > b[0] and b[3] > b[1]]
    if not real:
        return None
    x0, y0 = min(b[0] for b in real), min(b[1] for b in real)
    x1, y1 = max(b[2] for b in real), max(b[3] for b in real)
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


@dataclass(frozen=True, slots=True)
class Document:
    """What a loader hands over: the contents that all offsets point into, and where they came from. Never changes."""

    contents: Contents
    source: Source

    @property
    def text(self) -> str:
        """The text that offsets point into."""
        return self.contents.text

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should know of how it was loaded."""
        return self.contents.warnings
