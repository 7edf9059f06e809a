"""The formatting of a Word file: what is set for each paragraph, and which runs of characters are deleted or hidden.

Formatting lies in pages of 512 bytes and belongs to stretches of the file, not of the text. A paragraph has what is
set for the place of its end mark.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reportparse.loaders.doc_file import CHAR_PAGES, PARA_PAGES, WordFile, u16, u32
from reportparse.loaders.doc_pieces import TextOfFile
from reportparse.loaders.doc_sprms import (
    C_DELETED,
    C_HIDDEN,
    C_PLAIN,
    C_RAISED,
    C_STYLE,
    C_SYMBOL,
    P_DEPTH,
    P_HUGE,
    P_HUGE_2,
    P_IN_TABLE,
    P_INNER_CELL,
    P_INNER_ROW_END,
    P_LIST,
    P_LIST_LEVEL,
    P_OLD_LEVEL,
    P_OLD_NUMBER,
    P_OUTLINE,
    P_ROW_END,
    P_STYLE,
    P_TABLE_PROPS,
    modifiers,
)
from reportparse.loaders.doc_styles import Style, read_styles

_PAGE = 512
_HEADINGS = range(1, 10)  # Word's own numbers of the styles Heading 1 to Heading 9
_CONTENTS = range(19, 28)  # TOC 1 to TOC 9
_BODY = 9  # the outline level of what is no heading
_DEEPEST_TABLE = 30  # Word nests some twenty deep
# Bytes read from lists of modifiers that lie elsewhere: they can be named again and again. A wide row takes 2,000.
_MAX_ELSEWHERE = 16 * 1024 * 1024


class Paragraph(NamedTuple):
    """What is set for a paragraph.

    `outline`: 1 for a heading of the first level ...; 0 for none. `depth`: how many tables it stands in.
    `row`: the modifiers of the row that it ends. `hidden`: its style hides its characters.
    `contents`: it is a line of a table of contents.
    """

    outline: int = 0
    depth: int = 0
    row_end: bool = False
    inner_cell: bool = False
    list_number: int = 0
    list_level: int = 0
    style: int = 0
    hidden: bool = False
    contents: bool = False
    old_number: bytes = b""
    row: tuple[tuple[int, bytes], ...] = ()


class Run(NamedTuple):
    """A stretch of the text with a change of what is printed of it. `hidden` None: as the paragraph has it.

    `raised`: 1 where its letters stand raised, 2 where lowered.
    """

    start: int
    end: int
    deleted: bool
    hidden: bool | None
    symbol: bytes
    raised: int


class _Look(NamedTuple):
    deleted: bool
    hidden: bool | None
    symbol: bytes
    raised: int


_PLAIN = _Look(False, None, b"", 0)


class Formatting:
    """All formatting of one file."""

    def __init__(self, file: WordFile, text: TextOfFile) -> None:
        self.styles: tuple[Style, ...] = read_styles(file)
        self._file = file
        self._text = text
        self.damaged = False  # whether some of it is missing
        self._elsewhere = _MAX_ELSEWHERE
        self._starts: list[int] = []
        self._entries: list[tuple[int, bytes]] = []  # end of the stretch, style number and modifiers
        self._known: dict[tuple[bytes, bytes], Paragraph] = {}
        self._read_paragraphs()

    @property
    def hides_by_style(self) -> bool:
        """Whether any style hides what is written in it."""
        return any(_byte(style.characters, C_HIDDEN) == 1 for style in self.styles)

    def paragraph(self, mark: int) -> Paragraph:
        """What is set for the paragraph whose end mark stands at a position."""
        piece = self._text.piece_at(mark)
        if piece is None:
            return Paragraph()
        place = piece.place(mark)
        at = bisect_right(self._starts, place) - 1
        # Every paragraph of a whole file has its entry, be it an empty one.
        covered = at >= 0 and place < self._entries[at][0]
        self.damaged = self.damaged or not covered
        entry = self._entries[at][1] if covered else b""
        known = self._known.get((entry, piece.changes))
        if known is None:
            known = self._known[entry, piece.changes] = self._make(entry, piece.changes)
        return known

    def runs(self) -> Iterator[Run]:
        """The runs with something to leave out or to put in, in no special order."""
        stretches = list(self._char_stretches())
        starts = [s for s, _, _ in stretches]
        for piece in self._text.pieces:
            if piece.changes and (look := self._look(piece.changes)) is not _PLAIN:
                yield Run(piece.cp, piece.end, *look)
            first, last = piece.fc, piece.place(piece.end)
            at = max(bisect_right(starts, first) - 1, 0)
            while at < len(stretches) and stretches[at][0] < last:
                start, end, look = stretches[at]
                start, end = max(start, first), min(end, last)
                if start < end and look is not _PLAIN:
                    width = piece.width
                    yield Run(piece.cp + (start - first) // width, piece.cp + (end - first + width - 1) // width, *look)
                at += 1

    def _make(self, entry: bytes, changes: bytes) -> Paragraph:
        """The paragraph's properties: its style's, then its own, then its piece's."""
        own = [*self._own(entry[2:]), *self._own(changes)]
        props = dict(own)
        number = u16(props.get(P_STYLE, entry[:2]), 0)
        style = self.styles[number] if number < len(self.styles) else Style(0, {}, {})
        props = {**style.paragraph, **props}
        outline = _byte(props, P_OUTLINE, style.built_in - 1 if style.built_in in _HEADINGS else _BODY)
        listed = int.from_bytes(props.get(P_LIST, b""), "little", signed=True)
        in_table = bool(_byte(props, P_IN_TABLE))
        depth = min(int.from_bytes(props.get(P_DEPTH, b""), "little"), _DEEPEST_TABLE) or int(in_table)
        row_end = bool(_byte(props, P_ROW_END) or _byte(props, P_INNER_ROW_END))
        return Paragraph(
            outline=outline + 1 if outline < _BODY else 0,
            depth=depth,
            row_end=row_end,
            inner_cell=bool(_byte(props, P_INNER_CELL)),
            list_number=max(listed, 0),
            list_level=min(_byte(props, P_LIST_LEVEL), 8),
            style=number,
            hidden=_byte(style.characters, C_HIDDEN) == 1,
            contents=style.built_in in _CONTENTS,
            old_number=props.get(P_OLD_NUMBER, b"") if _byte(props, P_OLD_LEVEL) else b"",
            row=tuple(own) if row_end else (),
        )

    def _own(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The modifiers of a paragraph, with those that a long list keeps in the data stream in their place."""
        for code, operand in modifiers(data, self._file.old):
            if code in (P_HUGE, P_HUGE_2, P_TABLE_PROPS):
                at = u32(operand, 0)
                size = min(u16(self._file.data, at), self._elsewhere)
                self._elsewhere -= size
                yield from modifiers(self._file.data[at + 2 : at + 2 + size])
            else:
                yield code, operand

    def _look(self, data: bytes) -> _Look:
        deleted, hidden, symbol, raised = False, None, b"", 0
        for code, operand in modifiers(data, self._file.old):
            if code == C_DELETED:
                deleted = bool(operand[0])
            elif code == C_HIDDEN:
                hidden = self._toggled(operand[0])
            elif code == C_SYMBOL:
                symbol = operand
            elif code == C_RAISED:
                raised = operand[0]
            elif code == C_STYLE:
                number = u16(operand, 0)
                style = self.styles[number] if number < len(self.styles) else None
                if style and C_HIDDEN in style.characters:
                    hidden = bool(style.characters[C_HIDDEN][0] & 1)
                raised = _byte(style.characters, C_RAISED) if style else raised
            elif code == C_PLAIN:
                hidden, raised = None, 0
        plain = not (deleted or hidden is not None or symbol or raised)
        return _PLAIN if plain else _Look(deleted, hidden, symbol, raised)

    @staticmethod
    def _toggled(value: int) -> bool | None:
        """128: as the style has it; 129: the opposite, which in practice means hidden."""
        return None if value == 0x80 else bool(value & 1)

    def _read_paragraphs(self) -> None:
        box = 7 if self._file.old else 13
        found: list[tuple[int, int, bytes]] = []
        for page in self._pages(PARA_PAGES):
            count = page[511]
            if 4 * (count + 1) + box * count > 511:
                self.damaged = True
                continue
            places = struct.unpack_from(f"<{count + 1}I", page)
            for i in range(count):
                at = 2 * page[4 * (count + 1) + box * i]
                found.append((places[i], places[i + 1], self._entry(page, at) if at else b"\0\0"))
        found.sort(key=lambda f: f[0])
        self._starts = [f[0] for f in found]
        self._entries = [(f[1], f[2]) for f in found]

    def _entry(self, page: bytes, at: int) -> bytes:
        size = page[at]
        if self._file.old:
            return page[at + 1 : min(at + 1 + 2 * size, 511)]
        if size:
            return page[at + 1 : min(at + 2 * size, 511)]
        size = page[at + 1] if at + 1 < 511 else 0
        return page[at + 2 : min(at + 2 + 2 * size, 511)]

    def _char_stretches(self) -> Iterator[tuple[int, int, _Look]]:
        looks: dict[bytes, _Look] = {b"": _PLAIN}
        found: list[tuple[int, int, _Look]] = []
        for page in self._pages(CHAR_PAGES):
            count = page[511]
            if 5 * count + 4 > 511:
                self.damaged = True
                continue
            places = struct.unpack_from(f"<{count + 1}I", page)
            for i in range(count):
                at = 2 * page[4 * (count + 1) + i]
                data = page[at + 1 : at + 1 + page[at]] if at else b""
                if data not in looks:
                    looks[data] = self._look(data)
                found.append((places[i], places[i + 1], looks[data]))
        found.sort(key=lambda f: f[:2])
        last = -1
        for start, end, look in found:
            # Stretches that overlap are a sign of damage, and would be counted against each piece again and again.
            start = max(start, last)
            if end > start:
                yield start, end, look
                last = end

    def _pages(self, part: int) -> Iterator[bytes]:
        """The formatting pages in the order of the table that lists them, each once."""
        table = self._file.part(part)
        size = 2 if self._file.old else 4
        count = (len(table) - 4) // (4 + size)
        at = 4 * (count + 1)
        numbers = [int.from_bytes(table[at + size * i : at + size * (i + 1)], "little") for i in range(max(count, 0))]
        if self._file.old:
            numbers += self._more_pages(part, len(numbers))
        for number in dict.fromkeys(numbers):
            number &= 0x3FFFFF
            page = self._file.word[_PAGE * number : _PAGE * (number + 1)]
            if len(page) == _PAGE:
                yield page
            else:
                self.damaged = True

    def _more_pages(self, part: int, known: int) -> list[int]:
        """Word 6 may list too few pages and give only the first and how many there are."""
        first, count = (0x18A, 0x18E) if part == CHAR_PAGES else (0x18C, 0x190)
        number, total = u16(self._file.word, first), u16(self._file.word, count)
        return list(range(number, number + total)) if number and total > known else []


def _byte(props: dict[int, bytes], code: int, default: int = 0) -> int:
    operand = props.get(code)
    return operand[0] if operand else default
