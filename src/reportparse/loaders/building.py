"""Putting a document's text together block by block, while what stands where is written down.

Every format goes through here, so that a table of a .docx and one of a .pdf read alike: one line a row, cells between
bars, each cell's text once, in the place where it begins.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from reportparse.model.document import Apart, ApartKind, Block, BlockKind, Box, Contents, Grid, GridCell, Page

_BREAKS = str.maketrans("\n\r\t\v\f", "     ")
NO_BOX: Box = (0.0, 0.0, 0.0, 0.0)


class Piece(NamedTuple):
    """A stretch of text with a box for each of its characters, and how sure each was read; both only where known.

    `boxes` may also be one array, four numbers a character.
    """

    text: str
    boxes: Sequence[Box] | array[float] = ()
    sureness: Sequence[float] = ()


class Turn(NamedTuple):
    """The page turns inside a paragraph or before a row of a table: the size of the new page in points."""

    width: float
    height: float
    by_ocr: bool = False


Run = str | Piece | Sequence[Piece | Turn]
"""The text of a block: a string, a piece with boxes, or pieces with page turns between them."""


class CellPiece(NamedTuple):
    """A cell of a table: its first row and column from 0, its text, what it spans."""

    row: int
    column: int
    piece: Piece
    row_span: int = 1
    column_span: int = 1


class Builder:
    """Collects the blocks of one document. Call `page` before what stands on it, where the format has pages."""

    def __init__(self, *, boxes: bool = False, sureness: bool = False) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._grids: list[Grid] = []
        self._pages: list[Page] = []
        self._apart: list[Apart] = []
        self._warnings: list[str] = []
        self._notes: list[tuple[Piece, int | None]] = []
        self._boxes: array[float] | None = array("f") if boxes else None
        self._sureness: array[float] | None = array("f") if sureness else None

    def page(self, width: float, height: float, *, by_ocr: bool = False) -> None:
        """A new page begins; sizes in points."""
        self._close_page()
        self._pages.append(
            Page(len(self._pages) + 1, self._length, self._length, width, height, "ocr" if by_ocr else "text")
        )

    def heading(self, run: Run, level: int) -> None:
        """A heading, its number printed in its text; level 1 is the highest below the title."""
        self._block("heading", run, level)

    def paragraph(self, run: Run) -> None:
        """A paragraph; a line break inside it stays a line break."""
        self._block("paragraph", run)

    def item(self, run: Run, level: int = 1) -> None:
        """An item of a list, its number or bullet printed in its text."""
        self._block("item", run, level)

    def note(self, piece: Piece | str, *, page: int | None = None) -> None:
        """A footnote or endnote: it goes to the end of the text. `page`: the page that it is printed on, where known."""
        self._notes.append((Piece(piece) if isinstance(piece, str) else piece, page))

    def table(
        self, cells: Sequence[CellPiece], *, header_rows: int = 0, turns: Mapping[int, Turn] | None = None
    ) -> None:
        """A table: one line a row, `| a | b |`; a cell that spans several places stands in the first of them.

        Cells may come in any order; places outside all cells are empty. A table without a sign in it is left out.
        `turns`: before which rows the page turns, where a table runs over pages.
        """
        if not any(c.piece.text.strip() for c in cells):
            return
        first, between, last = (Piece(bar, _no_boxes(len(bar))) for bar in ("| ", " | ", " |\n"))
        rows = max(c.row + c.row_span for c in cells)
        columns = max(c.column + c.column_span for c in cells)
        at = {(c.row, c.column): c for c in cells}
        start = self._length
        placed: list[GridCell] = []
        for row in range(rows):
            if turns and row in turns:
                self.page(*turns[row][:2], by_ocr=turns[row].by_ocr)
            for column in range(columns):
                self._append(between if column else first)
                cell = at.get((row, column))
                if cell is not None:
                    piece = one_line(cell.piece)
                    begin = self._length
                    self._append(piece)
                    placed.append(GridCell(row, column, cell.row_span, cell.column_span, begin, self._length))
            self._append(last)
        end = self._length - 1
        self._blocks.append(Block("table", start, end))
        self._grids.append(Grid(start, end, rows, columns, tuple(placed), header_rows))

    def apart(self, kind: ApartKind, text: str) -> None:
        """A header, a footer, a comment: kept, but no part of the running text."""
        if text.strip():
            self._apart.append(Apart(kind, text.strip(), self._pages[-1].number if self._pages else None))

    def warn(self, message: str) -> None:
        """What the user should know of how the file was read; each message once."""
        if message not in self._warnings:
            self._warnings.append(message)

    def contents(self) -> Contents:
        """All of it. Notes come last."""
        notes, self._notes = self._notes, []
        for piece, page in notes:
            if page is not None and page != self._pages[-1].number:
                self._close_page()
                self._pages.append(self._pages[page - 1]._replace(start=self._length))
            self._block("note", piece)
        self._close_page()
        return Contents(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            grids=tuple(self._grids),
            pages=tuple(self._pages),
            apart=tuple(self._apart),
            warnings=tuple(self._warnings),
            boxes=self._boxes,
            sureness=self._sureness,
        )

    def _block(self, kind: BlockKind, run: Run, level: int = 0) -> None:
        pieces = [Piece(run)] if isinstance(run, str) else [run] if isinstance(run, Piece) else run
        if not any(isinstance(piece, Piece) and piece.text.strip() for piece in pieces):
            for piece in pieces:
                if isinstance(piece, Turn):
                    self.page(piece.width, piece.height, by_ocr=piece.by_ocr)
            return
        start = self._length
        for piece in pieces:
            if isinstance(piece, Turn):
                self.page(piece.width, piece.height, by_ocr=piece.by_ocr)
            else:
                self._append(piece)
        self._blocks.append(Block(kind, start, self._length, level))
        self._append(Piece("\n"))

    def _append(self, piece: Piece) -> None:
        self._parts.append(piece.text)
        self._length += len(piece.text)
        if self._boxes is not None:
            self._boxes.extend(flat(piece))
        if self._sureness is not None:
            self._sureness.extend(piece.sureness or [1.0] * len(piece.text))

    def _close_page(self) -> None:
        if self._pages:
            self._pages[-1] = self._pages[-1]._replace(end=self._length)


def flat(piece: Piece) -> array[float] | chain[float]:
    """The boxes of a piece, four numbers a character, all 0 where it has none."""
    if isinstance(piece.boxes, array):
        return piece.boxes
    return chain.from_iterable(piece.boxes) if piece.boxes else _no_boxes(len(piece.text))


def _no_boxes(count: int) -> array[float]:
    return array("f", bytes(4 * 4 * count))


def joined(pieces: Sequence[Piece]) -> Piece:
    """Pieces as one."""
    boxes = array("f")
    for piece in pieces:
        boxes.extend(flat(piece))
    return Piece("".join(piece.text for piece in pieces), boxes, [sure for piece in pieces for sure in piece.sureness])


def one_line(piece: Piece) -> Piece:
    """A cell's text on one line: line ends and tabs become blanks, blanks at its ends go."""
    text = piece.text.translate(_BREAKS)
    if text and text[0] not in " \u3000" and text[-1] not in " \u3000":
        return piece._replace(text=text)
    first = len(text) - len(text.lstrip(" \u3000"))
    last = len(text.rstrip(" \u3000"))
    last = max(first, last)
    each = 4 if isinstance(piece.boxes, array) else 1
    return Piece(text[first:last], piece.boxes[each * first : each * last], piece.sureness[first:last])
