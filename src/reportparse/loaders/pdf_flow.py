"""Tables taken out of the pages of a PDF, the rest put into reading order, and all of it given to the builder."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise, repeat
from operator import sub

from reportparse.loaders.building import NO_BOX, Builder, CellPiece, Piece, Turn, joined
from reportparse.loaders.pdf_chars import PdfChar, Sheet
from reportparse.loaders.pdf_layout import Region, regions, settle_edges
from reportparse.loaders.pdf_lines import Line, Stretch, body_size, rows
from reportparse.loaders.pdf_notes import footnotes, raise_figures
from reportparse.loaders.pdf_paragraphs import Paragraph, TableHere, joint, paragraphs
from reportparse.loaders.pdf_tables import FoundTable, find_tables, join, repeats_header, spelled

# A table without ruling lines has at least this many rows with a gap where one of the next two rows has one, too; one
# between two lines may have but its header and a row.
GAPPED_ROWS = 2
RULED_ROWS = 1
# The shorter of two cells beside each other is not wider than this many letters.
CELL_WIDTH = 12.0
# No table has more columns that matter here.
MAX_GAPS = 60
# So many rows with long lines on both sides of a gap make it a gutter; so many are looked at.
GUTTER_ROWS = 4
MAX_GUTTERS = 200
# Below a table that ends the page before, its next rows are looked for among so many.
FIRST_ROWS = 8


@dataclass(slots=True)
class PageTables:
    """The tables of a page, and the characters that their cells point to: each with its place on the sheet."""

    tables: list[FoundTable] = field(default_factory=list)
    chars: list[PdfChar] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def emit(builder: Builder, sheets: Sequence[Sheet], found: Sequence[list[Stretch]]) -> None:
    """All pages as blocks, page turns inside paragraphs and tables kept."""
    tables: list[PageTables] = []
    parts: list[Region] = []
    notes: list[list[Line]] = []
    ending: FoundTable | None = None
    body = body_size(found)
    for number, sheet in enumerate(sheets):
        lines = rows(found[number])
        here = _tables_of(sheet, found[number], lines, ending)
        rest = _without_tables(sheet, found[number], here)
        boxes = [table.box for table in here.tables]
        below = footnotes(sheet, number, rest, boxes, body)
        notes += below.notes
        raise_figures(sheet, found[number])
        ending = _at_end(here, below.rest)
        tables.append(here)
        parts += regions(sheet, number, below.rest, boxes, None if below.notes else lines)
    settle_edges(parts)
    writer = _Writer(builder, sheets, tables)
    writer.write(paragraphs(parts))
    writer.write_notes(notes)


def _tables_of(
    sheet: Sheet, found: Sequence[Stretch], lines: Sequence[Sequence[Stretch]], before: FoundTable | None
) -> PageTables:
    here = PageTables()
    upright = sum(s.y1 - s.y0 > s.x1 - s.x0 for s in sheet.strokes)
    if upright < 2 and not _may_hold_tables(sheet, lines, before):
        return here
    runs: list[range] = []
    for s in found:
        begin = len(here.places)
        _take(here, sheet, s)
        runs.append(range(begin, len(here.places)))

    def worth(taken: set[int]) -> bool:
        if not taken:
            return upright >= 2 or _may_hold_tables(sheet, lines, before)
        rest = [s for s, run in zip(found, runs, strict=True) if taken.isdisjoint(run)]
        return _may_hold_tables(sheet, rows(rest), before)

    here.tables = find_tables(here.chars, sheet.strokes, *sheet.span, before, runs, worth)
    return here


# What PdfChar(…) does, without the call of a function of Python for each character.
_char = partial(tuple.__new__, PdfChar)


def _take(here: PageTables, sheet: Sheet, s: Stretch) -> None:
    """The characters of a stretch; blanks that pdfium adds have no width and are left out."""
    x0, x1 = sheet.x0[s.start : s.end], sheet.x1[s.start : s.end]
    y0, y1 = sheet.y0[s.start : s.end], sheet.y1[s.start : s.end]
    text = sheet.text[s.start : s.end]
    each = zip(text, x0, y0, x1, y1, repeat(s.size), repeat(s.bold))
    if min(map(sub, x1, x0)) > 0:
        here.places += range(s.start, s.end)
        here.chars += map(_char, each)
        return
    for i, char in enumerate(map(_char, each), s.start):
        if char.x1 > char.x0:
            here.places.append(i)
            here.chars.append(char)


def _may_hold_tables(sheet: Sheet, lines: Sequence[Sequence[Stretch]], before: FoundTable | None) -> bool:
    """Whether it is worth the time to look for tables without a grid: rows near each other with gaps at one place."""
    gaps = _gaps(lines)
    if before is not None and any(gaps[:FIRST_ROWS]):
        return True
    alike = sum(
        any(a < d and c < b for a, b in row for near in gaps[i + 1 : i + 3] for c, d in near)
        for i, row in enumerate(gaps)
        if row
    )
    level = sum(s.y1 - s.y0 <= s.x1 - s.x0 for s in sheet.strokes)
    return alike >= (RULED_ROWS if level >= 2 else GAPPED_ROWS)


def _gaps(lines: Sequence[Sequence[Stretch]]) -> list[list[tuple[float, float]]]:
    """The gaps of each row beside something as short as a cell; not the gutter between two columns of text."""
    short: list[list[tuple[float, float]]] = []
    gutters: list[tuple[float, float]] = []
    for row in lines:
        here: list[tuple[float, float]] = []
        for a, b in list(pairwise(row))[:MAX_GAPS]:
            is_short = min(a.x1 - a.x0, b.x1 - b.x0) < CELL_WIDTH * a.size
            (here if is_short else gutters).append((a.x1, b.x0))
        short.append(here)
    gutters = gutters[:MAX_GUTTERS]
    if len(gutters) < GUTTER_ROWS:
        return short
    return [[g for g in here if sum(g[0] < d and c < g[1] for c, d in gutters) < GUTTER_ROWS] for here in short]


def _without_tables(sheet: Sheet, found: list[Stretch], here: PageTables) -> list[Stretch]:
    """What is left of the stretches when the characters of tables are taken out."""
    taken = {here.places[i] for table in here.tables for cell in table.cells for i in cell.chars}
    if not taken:
        return found
    rest: list[Stretch] = []
    for s in found:
        if taken.isdisjoint(range(s.start, s.end)):
            rest.append(s)
            continue
        begin: int | None = None
        for i in range(s.start, s.end + 1):
            free = i < s.end and i not in taken and not sheet.text[i].isspace()
            if free and begin is None:
                begin = i
            elif not free and begin is not None:
                x0, x1 = min(sheet.x0[begin:i]), max(sheet.x1[begin:i])
                y0, y1 = min(sheet.y0[begin:i]), max(sheet.y1[begin:i])
                rest.append(Stretch(begin, i, x0, y0, x1, y1, s.size, s.font, s.bold))
                begin = None
    return rest


def _at_end(here: PageTables, rest: Sequence[Stretch]) -> FoundTable | None:
    """The table that nothing follows on its page."""
    if not here.tables:
        return None
    last = max(here.tables, key=lambda table: table.box[3])
    return None if any(s.y0 >= last.box[3] - s.size * 0.5 for s in rest) else last


class _Writer:
    """Gives paragraphs and tables to the builder, and turns the pages."""

    def __init__(self, builder: Builder, sheets: Sequence[Sheet], tables: Sequence[PageTables]) -> None:
        self._builder, self._sheets, self._tables = builder, sheets, tables
        self._page = -1

    def write(self, flow: Sequence[Paragraph | TableHere]) -> None:
        """All of it, to the last page."""
        at = 0
        while at < len(flow):
            item = flow[at]
            at += 1
            if isinstance(item, Paragraph):
                self._paragraph(item)
                continue
            run = [item]
            while at < len(flow) and self._goes_on(run[-1], flow[at]):
                run.append(flow[at])  # type: ignore[arg-type]  # _goes_on is true of tables only
                at += 1
            self._table(run)
        self._turn_to(len(self._sheets) - 1)

    def write_notes(self, notes: Sequence[list[Line]]) -> None:
        """The footnotes, each with the page that it is printed on."""
        for note in notes:
            ends = [joint(line.text, after.text) for line, after in pairwise(note)]
            pieces = [self._piece(line, end) for line, end in zip(note, [*ends, ""], strict=True)]
            self._builder.note(joined(pieces), page=note[0].page + 1)

    def _turn_to(self, page: int) -> None:
        for turn in self._turns(page):
            self._builder.page(turn.width, turn.height, by_ocr=turn.by_ocr)

    def _turns(self, page: int) -> Iterator[Turn]:
        """The turns from the page that is open to this one."""
        while self._page < page:
            self._page += 1
            sheet = self._sheets[self._page]
            yield Turn(sheet.width, sheet.height, sheet.by_ocr)

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._turn_to(paragraph.lines[0].page)
        run: list[Piece | Turn] = []
        for line, end in zip(paragraph.lines, [*paragraph.joints, ""], strict=True):
            run.extend(self._turns(line.page))
            run.append(self._piece(line, end))
        if paragraph.kind == "heading":
            self._builder.heading(run, paragraph.level)
        elif paragraph.kind == "item":
            self._builder.item(run, paragraph.level)
        else:
            self._builder.paragraph(run)

    def _piece(self, line: Line, end: str) -> Piece:
        sheet = self._sheets[line.page]
        boxes = array("f")
        sure: list[float] = []
        for part in [*line.parts, end]:
            if isinstance(part, str):
                boxes.extend(NO_BOX * len(part))
                sure += [1.0] * len(part) if sheet.sureness is not None else []
            else:
                boxes.extend(sheet.flat_boxes(*part))
                sure += sheet.sureness[part[0] : part[1]] if sheet.sureness is not None else []
        return Piece(line.text + end, boxes, sure)

    def _found(self, here: TableHere) -> FoundTable:
        return self._tables[here.page].tables[here.place.number]

    def _goes_on(self, first: TableHere, second: Paragraph | TableHere) -> bool:
        return (
            isinstance(second, TableHere)
            and second.page == first.page + 1
            and join(self._found(first), self._found(second))
        )

    def _table(self, run: Sequence[TableHere]) -> None:
        """One table, from one page or several."""
        first = run[0]
        self._turn_to(first.page)
        cells: list[CellPiece] = []
        turns: dict[int, Turn] = {}
        offset = 0
        for here in run:
            table, chars = self._found(here), self._tables[here.page].chars
            again = 0
            if here is not first:
                again = repeats_header(self._found(first), self._tables[first.page].chars, table, chars)
                for turn in self._turns(here.page):
                    turns[offset] = turn
            rows_here = max((cell.row + cell.row_span for cell in table.cells), default=0)
            for cell in table.cells:
                if cell.row >= again:
                    piece = self._cell_piece(here.page, cell.chars)
                    row = offset + cell.row - again
                    cells.append(CellPiece(row, cell.column, piece, cell.row_span, cell.column_span))
            offset += max(rows_here - again, 0)
        self._builder.table(cells, header_rows=self._found(first).header_rows, turns=turns)

    def _cell_piece(self, page: int, chars: Sequence[int]) -> Piece:
        sheet, places, known = self._sheets[page], self._tables[page].places, self._tables[page].chars
        parts = spelled(known, chars)
        at = [-1 if i is None else places[i] for i in parts]
        text = "".join([" " if i < 0 else sheet.text[i] for i in at])
        sure = [] if sheet.sureness is None else [1.0 if i < 0 else sheet.sureness[i] for i in at]
        if at and at[0] >= 0 and at == list(range(at[0], at[0] + len(at))):  # most cells: one stretch of the sheet
            return Piece(text, sheet.flat_boxes(at[0], at[0] + len(at)), sure)
        boxes = array("f")
        for i in at:
            boxes.extend(NO_BOX if i < 0 else sheet.flat_boxes(i, i + 1))
        return Piece(text, boxes, sure)
