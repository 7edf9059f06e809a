"""From a sheet's cells to headings, paragraphs and tables: what is a title, a caption or a note is no part of a table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reportparse.loaders.building import Builder, CellPiece, Piece
from reportparse.loaders.sheet_headers import header_rows
from reportparse.loaders.sheet_model import Area, Sheet, SheetCell, Workbook, clean

# Places of one table, filled or not: beyond this a few cells lie scattered over a wide sheet, and rows are written as
# paragraphs instead.
MAX_PLACES = 1_000_000

_NOTE = re.compile(
    r"\s*(?:注|备注|附注|说明|填报说明|编制说明|数据来源|资料来源|来源|填表人|制表人?|填报人|审核人?|复核人?|负责人"
    r"|单位负责人|统计负责人|联系人|联系电话|填表说明|分管领导|经办人)\s*[0-9一二三四五六七八九十]{0,2}\s*[：:、.．)）]"
)
_CAPTION = re.compile(
    r"\s*[（(]?(?:计量|金额|数量)?单位\s*[：:]|\s*(?:填报|编制|制表|汇总|上报|报送|填表|编报|统计|申报)\s*"
    r"(?:单位|部门|机关|日期|时间|人|地区|期间)?\s*(?:[（(][^（）()]{0,8}[）)])?\s*[：:]"
    r"|\s*(?:表\s*号|制定机关|批准机关|批准文号|文\s*号|有效期至?|日期|时间|截止日期|截至日期|统计时间|报告期)\s*[：:]"
    r"|\s*(?:民|社|财)[^\s]{0,8}表\s*$|\s*表\s*[0-9一二三四五六七八九十]{1,3}(?:[-－][0-9]{1,2})?\s*$"
    r"|\s*附[件表]?\s*[0-9一二三四五六七八九十]{0,3}\s*[：:]?\s*$"
)
_DATE = re.compile(r"\s*\d{4}\s*[年./-]\s*\d{1,2}\s*(?:[月./-]\s*(?:\d{1,2}\s*日?)?)?\s*$|\s*\d{4}\s*年度?\s*$")

Row = dict[int, SheetCell]


def write_sheets(workbook: Workbook, builder: Builder) -> None:
    """All sheets into the builder; a name is a heading where there are several."""
    filled = [sheet for sheet in workbook.sheets if sheet.cells or sheet.text_boxes]
    for sheet in filled:
        if len(filled) > 1:
            builder.heading(sheet.name or "(no name)", 1)
        _write(sheet, builder)
    for warning in workbook.all_warnings():
        builder.warn(warning)


def _write(sheet: Sheet, builder: Builder) -> None:
    for text in sheet.headers:
        builder.apart("header", _without_codes(text))
    for text in sheet.footers:
        builder.apart("footer", _without_codes(text))
    _write_cells(sheet, builder)
    for text in sheet.text_boxes:
        builder.paragraph(text)
    for text in sheet.comments:
        builder.apart("comment", text)


def _write_cells(sheet: Sheet, builder: Builder) -> None:
    rows = _visible_rows(sheet, builder)
    if not rows:
        return
    last_row, last_column = max(rows), max(column for row in rows.values() for column in row)
    merges = [
        Area(m.top, m.left, min(m.bottom, last_row), min(m.right, last_column))
        for m in sheet.merges
        if m.top in rows and m.left in rows[m.top]
    ]
    for numbers in _whole(_blocks(rows, merges, sheet.hidden_rows), rows):
        inside = [m for m in merges if numbers[0] <= m.top <= numbers[-1]]
        _Block({number: rows[number] for number in numbers}, inside, sheet).write(builder)


def _visible_rows(sheet: Sheet, builder: Builder) -> dict[int, Row]:
    """Filled cells by row; a merged cell that begins in a hidden place moves to the first visible one."""
    hidden = _Hidden(sheet.hidden_columns)
    moved = _moved(sheet, hidden)
    rows: dict[int, Row] = {}
    lost_rows, lost_columns = set(), set()
    for (row, column), cell in sorted(sheet.cells.items()):
        place = moved.get((row, column), (row, column))
        if place[0] in sheet.hidden_rows:
            lost_rows.add(row)
        elif place[1] in hidden:
            lost_columns.add(column)
        else:
            rows.setdefault(place[0], {})[place[1]] = cell
    for what, lost in (("rows", lost_rows), ("columns", lost_columns)):
        if lost:
            builder.warn(f"hidden {what} with text are left out of sheet {sheet.name!r}: {len(lost)}")
    return rows


class _Hidden:
    """Hidden columns as ranges: a sheet may hide all of its 16,384."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        joined: list[list[int]] = []
        for first, last in sorted(r for r in ranges if r[0] <= r[1]):
            if joined and first <= joined[-1][1] + 1:
                joined[-1][1] = max(joined[-1][1], last)
            else:
                joined.append([first, last])
        self._firsts = [first for first, _ in joined]
        self._lasts = [last for _, last in joined]

    def __contains__(self, column: int) -> bool:
        place = bisect_right(self._firsts, column) - 1
        return place >= 0 and column <= self._lasts[place]

    def next_shown(self, column: int) -> int:
        """The first visible column from this one on."""
        return self._lasts[bisect_right(self._firsts, column) - 1] + 1 if column in self else column


def _moved(sheet: Sheet, hidden: _Hidden) -> dict[tuple[int, int], tuple[int, int]]:
    """Where merged cells stand whose first place is hidden; their areas shrink to what is visible."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for index, area in enumerate(sheet.merges):
        top, left = area.top, hidden.next_shown(area.left)
        while top <= area.bottom and top in sheet.hidden_rows:
            top += 1
        if (top, left) != (area.top, area.left) and top <= area.bottom and left <= area.right:
            found[area.top, area.left] = (top, left)
            sheet.merges[index] = area._replace(top=top, left=left)
    return found


def _blocks(rows: dict[int, Row], merges: list[Area], hidden: set[int]) -> list[list[int]]:
    """Row numbers parted where a visible row is empty; rows that a merged cell reaches over are not empty."""
    reach: dict[int, int] = {}
    for area in merges:
        reach[area.top] = max(reach.get(area.top, area.top), area.bottom)
    blocks: list[list[int]] = []
    end = -1
    for number in sorted(rows):
        if not blocks or any(between not in hidden for between in range(end + 1, number)):
            blocks.append([])
        blocks[-1].append(number)
        end = max(end, reach.get(number, number))
    return blocks


def _whole(blocks: list[list[int]], rows: dict[int, Row]) -> list[list[int]]:
    """Blocks that one empty row parts, joined where the second has no header of its own: its first row has figures."""
    joined: list[list[int]] = []
    for numbers in blocks:
        first = rows[numbers[0]]
        has_figures = any(cell.is_number for column, cell in first.items() if column > min(first))
        if joined and has_figures and numbers[0] - joined[-1][-1] == 2:
            above = {column for number in joined[-1] for column in rows[number]}
            if set(first) <= above and any(c.is_number for number in joined[-1] for c in rows[number].values()):
                joined[-1] += numbers
                continue
        joined.append(numbers)
    return joined


class _Block:
    """Rows without an empty one between them: perhaps titles, a table, notes."""

    def __init__(self, rows: dict[int, Row], merges: list[Area], sheet: Sheet) -> None:
        self.rows, self.sheet = rows, sheet
        self.numbers = list(rows)
        self.columns = sorted({column for row in rows.values() for column in row})
        self.areas = {(m.top, m.left): m for m in merges}

    def write(self, builder: Builder) -> None:
        first, last = self._edges()
        for number in self.numbers[:first]:
            self._as_paragraph(number, builder)
        body = self.numbers[first:last]
        if body:
            self._table(body, builder)
        for number in self.numbers[last:]:
            self._as_paragraph(number, builder)

    def _edges(self) -> tuple[int, int]:
        """Which rows are the table's: titles and captions stand above, notes below."""
        first, last = 0, len(self.numbers)
        while first < last and self._is_title(self.numbers[first]):
            first += 1
        while last > first and self._is_note(self.numbers[last - 1]):
            last -= 1
        rest = self.numbers[first:last]
        if (
            len(rest) == 1
            and len(self.rows[rest[0]]) == 1
            and not any(c.is_number for c in self.rows[rest[0]].values())
        ):
            # What is left is a line of text.
            return last, last
        return first, last

    def _is_title(self, number: int) -> bool:
        cells = list(self.rows[number].items())
        if all(_CAPTION.match(cell.text) or _DATE.match(cell.text) for _, cell in cells):
            return not all(cell.is_number for _, cell in cells)
        if len(cells) > 1:
            return len(cells) <= 3 and all(_is_aside(cell.text) for _, cell in cells)
        column, cell = cells[0]
        area = self.areas.get((number, column))
        if area is not None and (area.bottom > area.top or column > self.columns[0]):
            # A cell over several rows stands beside others, one further right over some columns, unless it is as wide
            # as all.
            return self._is_wide(area)
        if cell.is_number:
            return False
        if len(self.columns) > 1:
            return True
        # In a single column the last text before the numbers is their header.
        after = self.numbers.index(number) + 1
        return after >= len(self.numbers) or not any(c.is_number for c in self.rows[self.numbers[after]].values())

    def _is_wide(self, area: Area) -> bool:
        return area.left <= self.columns[0] and area.right >= self.columns[-1]

    def _is_note(self, number: int) -> bool:
        cells = list(self.rows[number].values())
        if any(cell.is_number for cell in cells):
            return False
        if _NOTE.match(cells[0].text) or all(_is_aside(cell.text) for cell in cells):
            return True
        return len(cells) == 1 and len(self.columns) > 1 and len(cells[0].text) > 40

    def _as_paragraph(self, number: int, builder: Builder) -> None:
        builder.paragraph("\t".join(cell.text.strip() for _, cell in sorted(self.rows[number].items())))

    def _table(self, body: list[int], builder: Builder) -> None:
        columns = sorted({column for number in body for column in self.rows[number]})
        lone = len(columns) == len(body) == 1
        if len(columns) * len(body) > MAX_PLACES:
            builder.warn(f"a table of sheet {self.sheet.name!r} is too sparse; its rows are written as paragraphs")
            lone = True
        if lone:
            for number in body:
                self._as_paragraph(number, builder)
            return
        at_row = {number: index for index, number in enumerate(body)}
        pieces, numbers = [], set()
        for number in body:
            for column, cell in self.rows[number].items():
                area = self.areas.get((number, column), Area(number, column, number, column))
                place = (at_row[number], bisect_left(columns, column))
                down = bisect_right(body, area.bottom) - place[0]
                across = bisect_right(columns, area.right) - place[1]
                pieces.append(CellPiece(*place, Piece(cell.text), max(1, down), max(1, across)))
                if cell.is_number:
                    numbers.add(place)
        builder.table(pieces, header_rows=header_rows(pieces, numbers, len(body)))


def _is_aside(text: str) -> bool:
    return bool(_CAPTION.match(text) or _NOTE.match(text) or _DATE.match(text))


def _without_codes(text: str) -> str:
    """A page header without its codes: `&L&"宋体,常规"&10民政局&R第&P页` reads 民政局, 第页."""
    out = re.sub(r'&"[^"]{0,100}"|&K[0-9A-Fa-f]{6}|&\d{1,3}|&[A-KM-QS-Za-km-qs-z]', "", clean(text)[:2_000])
    parts = [part.strip() for part in re.split(r"&[LRlr]", out)]
    return "  ".join(part for part in parts if part).replace("&&", "&")
