"""The blocks of a part of a .docx in reading order: paragraphs with their numbers, headings, list items, tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportparse.loaders.docx_names import (
    ALTCHUNK,
    DEL,
    FRAME,
    ILVL,
    MOVE_FROM,
    NUM_ID,
    NUMPR,
    OUTLINE,
    PPR,
    PSTYLE,
    RPR,
    SPEC_VANISH,
    SUBDOC,
    TBL,
    VAL,
    VANISH,
    Element,
    P,
    W,
    child,
    is_on,
    value,
    whole,
)
from reportparse.loaders.docx_numbering import Numbering
from reportparse.loaders.docx_styles import ParagraphStyle, Styles, outline_level
from reportparse.loaders.docx_tables import Table, read_table, rows_of, unwrapped
from reportparse.loaders.docx_text import Line, TextReader
from reportparse.loaders.list_labels import joined
from reportparse.loaders.symbols import plain_signs

# Authors give whole paragraphs a heading style, for the look of it. No heading is longer than this.
MAX_HEADING = 120


class Paragraph(NamedTuple):
    """A paragraph as printed; "contents" is a line of a table of contents."""

    kind: Literal["heading", "item", "paragraph", "contents"]
    text: str
    level: int = 0


@dataclass(slots=True)
class _Open:
    """A paragraph in the making. `number` and `heading` are set early where its first mark is hidden, not deleted."""

    line: Line
    heading: int | None = None
    number: tuple[str, str, int] | None = None


class _Looks(NamedTuple):
    """What a paragraph says of itself; `level` and the list only where it says so itself."""

    style: ParagraphStyle
    level: int | None = None
    num_id: int | None = None
    ilvl: int | None = None
    mark_deleted: bool = False
    mark_hidden: bool = False


class BlockReader:
    """Reads the blocks of one part after another; list numbers run on from part to part."""

    def __init__(self, styles: Styles, numbering: Numbering, text: TextReader, warn: Callable[[str], None]) -> None:
        self._styles, self._numbering, self._text, self._warn = styles, numbering, text, warn
        self._cells = 0  # how many cells deep we are
        self._plain = _Looks(styles.paragraph(None))

    def blocks(self, parent: Element) -> list[Paragraph | Table]:
        """All blocks in a body, a cell, a text box, a note; a text box comes after the paragraph that it hangs on."""
        found: list[Paragraph | Table] = []
        waiting: _Open | None = None
        for element in unwrapped(parent):
            tag = element.tag
            if tag == P:
                waiting = self._paragraph(element, waiting, found)
            elif tag == TBL:
                if waiting is not None:
                    self._finish(waiting, self._plain, found)
                    waiting = None
                self._table(element, found)
            elif tag in (ALTCHUNK, SUBDOC):
                self._warn("a part of it is a file of another kind embedded or linked, which is not read")
        if waiting is not None:
            self._finish(waiting, self._plain, found)
        return found

    def text_in(self, parent: Element) -> str:
        """The blocks in a note, a header, a comment as one text, a line each; tables by rows."""
        lines: list[str] = []
        for block in self.blocks(parent):
            lines += [block.text] if isinstance(block, Paragraph) else _rows(block)
        return "\n".join(lines)

    def _paragraph(self, element: Element, waiting: _Open | None, found: list[Paragraph | Table]) -> _Open | None:
        """Adds the blocks that a paragraph ends; returns it unfinished where the next one goes on with it."""
        properties = child(element, PPR)
        looks = self._plain if properties is None else self._looks(properties)
        opened = _Open(Line()) if waiting is None else waiting
        self._text.read(element, opened.line, hidden=looks.style.hidden)
        if looks.mark_deleted:
            return opened  # without its mark it runs on into the next paragraph, whose number and style then count
        if looks.mark_hidden:
            if opened.line.parts and opened.heading is None:
                opened.number, opened.heading = self._number(looks), _heading(looks)
            return opened
        self._finish(opened, looks, found)
        return None

    def _finish(self, opened: _Open, looks: _Looks, found: list[Paragraph | Table]) -> None:
        number, heading = opened.number, opened.heading
        if heading is None:
            number, heading = self._number(looks), _heading(looks)
        text = plain_signs("".join(opened.line.parts)).strip("\n")
        # A number alone says something in a cell (a column of running numbers), on a line of its own it does not.
        if number is not None and (text or self._cells):
            text = joined(number[0], text, gap=number[1] != "nothing")
        if text:
            if looks.style.contents_list:
                found.append(Paragraph("contents", text))
            elif heading and len(text) <= MAX_HEADING:
                found.append(Paragraph("heading", text, heading))
            elif number is not None and number[0]:
                found.append(Paragraph("item", text, number[2] + 1))
            else:
                found.append(Paragraph("paragraph", text))
        for box in opened.line.boxes:
            fields = self._text.apart()
            found += self.blocks(box)
            self._text.back(fields)

    def _looks(self, properties: Element) -> _Looks:
        style = level = num_id = ilvl = None
        deleted = hidden = False
        for one in properties.iterchildren(PSTYLE, NUMPR, OUTLINE, FRAME, RPR):
            tag = one.tag
            if tag == PSTYLE:
                style = one.get(VAL)
            elif tag == NUMPR:
                num_id, ilvl = whole(value(one, NUM_ID)), whole(value(one, ILVL), highest=8)
            elif tag == OUTLINE:
                level = outline_level(one)
            elif tag == FRAME:
                # The first letter of a paragraph, set large, is a paragraph of its own in the file.
                hidden = hidden or one.get(W + "dropCap", "none") != "none"
            else:
                for bit in one.iterchildren(DEL, MOVE_FROM, VANISH, SPEC_VANISH):
                    deleted = deleted or bit.tag in (DEL, MOVE_FROM)
                    hidden = hidden or is_on(bit)
        return _Looks(self._styles.paragraph(style), level, num_id, ilvl, deleted, hidden and not deleted)

    def _number(self, looks: _Looks) -> tuple[str, str, int] | None:
        style = looks.style
        num_id = style.num_id if looks.num_id is None else looks.num_id
        if not num_id:  # list 0 says: none, whatever the style has
            return None
        if looks.ilvl is None:
            return self._numbering.number(num_id, style.ilvl, style.ids)
        return self._numbering.number(num_id, looks.ilvl)

    def _table(self, element: Element, found: list[Paragraph | Table]) -> None:
        rows = rows_of(element)
        if len(rows) == 1 and len(rows[0].cells) == 1:
            # A frame around text, not a table: its paragraphs and tables are the document's own.
            found += self.blocks(rows[0].cells[0].element)
            return
        inner: list[Paragraph | Table] = []

        def text_of(cell: Element) -> str:
            lines: list[str] = []
            for block in self.blocks(cell):
                if isinstance(block, Paragraph):
                    lines.append(block.text)
                else:
                    inner.append(block)
            return "\n".join(lines)

        self._cells += 1
        table = read_table(rows, text_of)
        self._cells -= 1
        if isinstance(table, Table):
            found.append(table)
        else:
            self._warn("a table in it is too large for a grid, and is given line by line")
            found += [Paragraph("paragraph", line) for line in table if line.strip()]
        found += inner


def _heading(looks: _Looks) -> int:
    return looks.style.level if looks.level is None else looks.level


def _rows(table: Table) -> list[str]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.piece.text.replace("\n", " "))
    return [" | ".join(row) for row in rows.values()]
