"""What a search for tables on a page gives back, and how the text of its cells is put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.loaders.building import NO_BOX, Piece
from reportparse.loaders.pdf_chars import PdfChar
from reportparse.model.document import Box

# Between letters or digits a blank is wider than this share of the size; the gap between two digits is a tenth of it.
BLANK = 0.2

# More rows without figures at the top are rows of words, not header.
MOST_HEADER_ROWS = 5

_UNIT_TAIL = r"(?:%|％|‰|[\u4e00-\u9fff]{1,3}(?:/[\u4e00-\u9fff]{1,2})?)?"
_NUMBER = re.compile(r"[（(]?[-+−－﹣–—±]?[¥￥]?\d[\d,，.．:：/]{0,30}" + _UNIT_TAIL + r"[)）]?")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:\d{1,2}月?|上半年|下半年|第?[一二三四1-4]季度)?|\d{1,2}月份?|[1-4]季度")
_NOTHING = re.compile(r"[-−－﹣–—―─/／\\×*…·.]{1,6}|无|N/?A", re.IGNORECASE)
_DIGITS = "0123456789.,%％"
_WHOLE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?")
LONGEST = 24  # no figure has more signs
_WORD = re.compile(r"[0-9A-Za-z.,%％]")


class FoundCell(NamedTuple):
    """A cell: its first row and column from 0, what it spans, the places of its characters in reading order."""

    row: int
    column: int
    row_span: int
    column_span: int
    chars: tuple[int, ...]


class FoundTable(NamedTuple):
    """A table of a page. The last fields serve `join`: they say how it may go on over a page break."""

    box: Box
    cells: tuple[FoundCell, ...]
    header_rows: int
    columns: tuple[tuple[float, float], ...] = ()  # each column from its left to its right edge
    ruled: bool = False
    header: tuple[str, ...] = ()  # the words of the header's cells
    captioned: bool = False  # a title or a line such as 单位:万元 stands right above it


def is_number(text: str) -> bool:
    """A cell that holds a figure and nothing else but a sign, a unit, brackets."""
    return _NUMBER.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """A year, a quarter, a month: a figure by its signs, a header by its meaning."""
    return _YEAR.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """What stands in a table for no value: a dash, a stroke."""
    return _NOTHING.fullmatch(text) is not None


def bare(chars: Sequence[PdfChar], places: Sequence[int]) -> str:
    """The characters without blanks."""
    return "".join(chars[i].text for i in places if not chars[i].text.isspace())


def spelled(chars: Sequence[PdfChar], places: Sequence[int]) -> list[int | None]:
    """The places of a cell's text with None wherever a blank belongs that no character stands for.

    Two words or figures in one cell must never become one: a wider gap on a line is a blank, and so is a line end
    between two of them, unless the first line is cut in the middle of a figure because the cell is full.
    """
    if _close(chars, places):
        return list(places)
    result: list[int | None] = []
    edge = max((chars[i].x1 for i in places), default=0.0)
    for n, place in enumerate(places):
        last = places[n - 1] if n else place
        if n and _parted(chars[last], chars[place]):
            below = _is_below(chars[last], chars[place])
            if not (below and _cut(chars, places, n, edge)):
                result.append(None)
        result.append(place)
    return result


def _close(chars: Sequence[PdfChar], places: Sequence[int]) -> bool:
    """Whether signs follow one another on one line without white between them: then no blank is missing."""
    held = [chars[i] for i in places]
    if len(held) < 2:
        return True
    tops, feet = [char.y0 for char in held], [char.y1 for char in held]
    level = max(tops) < min(feet) and max(tops) - min(tops) < BLANK * (min(feet) - max(tops))
    return level and all(two.x0 - one.x1 <= BLANK * one.size for one, two in pairwise(held))


def piece(chars: Sequence[PdfChar], cell: FoundCell) -> Piece:
    """A cell's text with its boxes, ready for the builder."""
    places = spelled(chars, cell.chars)
    text = "".join(" " if i is None else chars[i].text for i in places)
    boxes: list[Box] = []
    for i in places:
        box = NO_BOX if i is None else (chars[i].x0, chars[i].y0, chars[i].x1, chars[i].y1)
        boxes.extend([box] * (1 if i is None else len(chars[i].text)))
    return Piece(text, boxes)


def _parted(one: PdfChar, two: PdfChar) -> bool:
    """Two signs of words or figures with white or a line end between them."""
    if not (_WORD.match(one.text) and _WORD.match(two.text)):
        return False
    return _is_below(one, two) or two.x0 - one.x1 > BLANK * max(one.size, two.size, 1.0)


def _is_below(one: PdfChar, two: PdfChar) -> bool:
    return (two.y0 + two.y1) / 2 > max(one.y1, one.y0 + 0.5 * one.size)


def _cut(chars: Sequence[PdfChar], places: Sequence[int], n: int, edge: float) -> bool:
    """Whether the line end before the n-th sign cuts a figure: the line is full, and only both parts make a figure."""
    begin, end = n, n
    while begin > 0 and chars[places[begin - 1]].text in _DIGITS and n - begin < LONGEST:
        begin -= 1
    while end < len(places) and chars[places[end]].text in _DIGITS and end - n < LONGEST:
        if end > n and _is_below(chars[places[end - 1]], chars[places[end]]):
            break
        end += 1
    one = "".join(chars[i].text for i in places[begin:n])
    two = "".join(chars[i].text for i in places[n:end])
    full = chars[places[n - 1]].x1 > edge - 0.6 * chars[places[n - 1]].size
    if not full or not _WHOLE.fullmatch(one + two):
        return False
    return not _WHOLE.fullmatch(one) or two[:1] in ".%％" or (len(one) >= 5 and len(two.rstrip("%％")) <= 2)


def header_rows(rows: Sequence[Sequence[tuple[int, int, str]]], spans: Sequence[int] = ()) -> int:
    """How many rows at the top are header, judged by what stands in them.

    `rows`: for each row its cells as (column, column span, text); `spans`: how many rows the cell at the top left and
    its neighbours span. A header row holds no figures but years; a row that only numbers the columns is one too.
    """
    count = 0
    for row in rows:
        texts = [text for column, _, text in row if text and column > 0]
        figures = [t for t in texts if is_number(t) and not is_period(t)]
        if (figures and not _numbers_columns(texts)) or (not texts and count):
            break
        if any(is_period(t) for t in texts) and count and not all(is_period(t) for t in texts):
            break
        count += 1
    if count > MOST_HEADER_ROWS:
        return 1
    if count < len(rows):
        return max(count, min([*spans, len(rows) - 1])) if spans and count else count
    return 0


def _numbers_columns(texts: Sequence[str]) -> bool:
    """甲 1 2 3 4: a row that numbers the columns, as statistical forms have it."""
    figures = [int(t) for t in texts if t.isdecimal() and len(t) < 3]
    return len(figures) >= 3 and figures == list(range(figures[0], figures[0] + len(figures))) and figures[0] < 3
