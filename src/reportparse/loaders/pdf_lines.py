"""Stretches of a PDF page's characters that stand side by side, and lines made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import sub

from reportparse.loaders.pdf_chars import Sheet

# A gap of this many letter heights parts two stretches: columns, cells, a number at the margin. Justified text stretches
# its blanks to half of it.
STRETCH_GAP = 0.8
# A gap of this many letter heights inside a line is a tab; a smaller one a blank.
TAB_GAP = 2.0
# Blanks between characters narrower than this, in letter heights, only place the characters.
PLACING_BLANK = 0.6
# Blanks between two digits narrower than this stand inside one number; a real blank is at least a quarter.
DIGIT_BLANK = 0.2
POINT_BLANK = 0.45

# Points: no letter is smaller.
LEAST_SIZE = 0.5

CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_WIDE_MARKS = "“”‘’—…·"
_BREAKS = re.compile(r"[\r\n]+")
_BLANK_RUN = re.compile(r"[ \u00a0]+")
_DOUBTFUL_BLANK = re.compile(f"[{CJK}{_WIDE_MARKS}0-9][ \u00a0]|[ \u00a0][{CJK}{_WIDE_MARKS}]|[0-9][.,] [0-9]")
# At least every second pair of characters parted by a blank: the file spaces its letters with blanks.
_SPACED = re.compile(f"[{CJK}0-9] (?=[{CJK}0-9])")


@dataclass(slots=True)
class Stretch:
    """Characters start:end of a sheet that stand side by side, with the box around them."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: str = ""
    bold: bool = False


@dataclass(slots=True)
class Line:
    """A printed line: its text, and the stretches of the sheet (or signs of ours) that the text is made of."""

    page: int
    text: str
    parts: list[tuple[int, int] | str]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: str
    bold: bool


def stretches(sheet: Sheet) -> list[Stretch]:
    """The stretches of a sheet in the order of the file, those drawn twice once."""
    text, x0, x1 = sheet.text, sheet.x0, sheet.x1
    if not text:
        return []
    wide, back = STRETCH_GAP * sheet.size, -0.5 * sheet.size
    jumps = [i for i, gap in enumerate(map(sub, x0[1:], x1), 1) if not back < gap < wide]
    twice = _drawn_twice(sheet, jumps)
    cuts = sorted({0, len(text), *jumps, *(m.start() for m in _BREAKS.finditer(text))})
    found: list[Stretch] = []
    for start, end in pairwise(cuts):
        stretch = stretch_of(sheet, start, end) if start not in twice else stretch_of(sheet, start + 1, end)
        if stretch is not None:
            found.append(stretch)
    return _once(found, sheet)


def stretch_of(sheet: Sheet, start: int, end: int) -> Stretch | None:
    """The characters start:end as one stretch, without the blanks at its ends; None where there is nothing else."""
    text = sheet.text
    while start < end and text[start] in " \r\n\u00a0\u3000\t":
        start += 1
    while end > start and text[end - 1] in " \r\n\u00a0\u3000\t":
        end -= 1
    if start == end:
        return None
    tops, bottoms = sheet.y0[start:end], sheet.y1[start:end]
    # A box is as high as its letter's size, or higher where the glyph sticks out: of three, the lowest, but no index.
    lowest = next_low = bottoms[0] - tops[0]
    if end - start > 1:
        middle = (end - start) // 2
        lowest, next_low, *_ = sorted((lowest, bottoms[-1] - tops[-1], bottoms[middle] - tops[middle])[: end - start])
    size = next_low if lowest < 0.75 * next_low else lowest
    # On a page of absurd size single floats lose the height of a letter; layout divides by it.
    size = max(size, LEAST_SIZE)
    return Stretch(start, end, min(sheet.x0[start:end]), min(tops), max(sheet.x1[start:end]), max(bottoms), size)


def _drawn_twice(sheet: Sheet, jumps: Iterable[int]) -> set[int]:
    """Places where a character is drawn again on top of the one before it: letters made bold that way."""
    near = 0.3 * sheet.size
    return {
        i
        for i in jumps
        if sheet.text[i] == sheet.text[i - 1]
        and abs(sheet.x0[i] - sheet.x0[i - 1]) < near
        and abs(sheet.y0[i] - sheet.y0[i - 1]) < near
    }


def _once(found: list[Stretch], sheet: Sheet) -> list[Stretch]:
    """Without stretches that repeat an earlier one at nearly the same place."""
    seen: dict[str, list[Stretch]] = {}
    kept: list[Stretch] = []
    for stretch in found:
        words = sheet.text[stretch.start : stretch.end]
        near = 0.35 * stretch.size
        earlier = seen.setdefault(words, [])
        if any(abs(s.x0 - stretch.x0) < near and abs(s.y0 - stretch.y0) < near for s in earlier[-20:]):
            continue
        earlier.append(stretch)
        kept.append(stretch)
    return kept


def body_size(found: Sequence[Sequence[Stretch]]) -> float:
    """The size of the letters that most of a document is set in."""
    weights: dict[float, int] = {}
    for s in (s for page in found for s in page):
        size = round(s.size * 2) / 2
        weights[size] = weights.get(size, 0) + s.end - s.start
    return max(weights, key=lambda size: (weights[size], size), default=10.0)


def rows(found: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches that stand at one height, each row from left to right, rows from top to bottom."""
    result: list[list[Stretch]] = []
    top = bottom = 0.0
    for stretch in sorted(found, key=lambda s: (s.y0 + s.y1, s.x0)):
        middle = (stretch.y0 + stretch.y1) / 2
        shared = min(bottom, stretch.y1) - max(top, stretch.y0)
        if result and (shared > 0.5 * min(bottom - top, stretch.y1 - stretch.y0) or top < middle < bottom):
            result[-1].append(stretch)
            # The row keeps the height of its largest letters, so that tall neighbours do not chain rows together.
            if stretch.y1 - stretch.y0 > bottom - top:
                top, bottom = stretch.y0, stretch.y1
        else:
            result.append([stretch])
            top, bottom = stretch.y0, stretch.y1
    for row in result:
        row.sort(key=lambda s: s.x0)
    return result


def line_of(row: Sequence[Stretch], sheet: Sheet, page: int) -> Line:
    """The printed line that a row of stretches is."""
    parts: list[tuple[int, int] | str] = []
    before: Stretch | None = None
    for stretch in row:
        if before is not None:
            between = _between(before, stretch, sheet)
            if between:
                parts.append(between)
        parts.extend(_without_placing(stretch, sheet))
        before = stretch
    longest = max(row, key=lambda s: s.end - s.start)
    text = "".join(part if isinstance(part, str) else sheet.text[part[0] : part[1]] for part in parts)
    return Line(
        page,
        text,
        parts,
        row[0].x0,
        min(s.y0 for s in row),
        max(s.x1 for s in row),
        max(s.y1 for s in row),
        longest.size,
        longest.font,
        longest.bold,
    )


def _between(before: Stretch, after: Stretch, sheet: Sheet) -> str:
    """What stands for the gap between two stretches of a row."""
    gap = after.x0 - before.x1
    size = max(before.size, after.size)
    if gap >= TAB_GAP * size:
        return "\t"
    left, right = sheet.text[before.end - 1], sheet.text[after.start]
    if gap < DIGIT_BLANK * size or (gap < PLACING_BLANK * size and (_is_wide(left) or _is_wide(right))):
        return ""
    return " "


def _without_placing(stretch: Stretch, sheet: Sheet) -> list[tuple[int, int] | str]:
    """A stretch without the blanks in it that only place its characters."""
    words = sheet.text[stretch.start : stretch.end]
    if not _DOUBTFUL_BLANK.search(words):
        return [(stretch.start, stretch.end)]
    spaced = 3 * words.count(" ") >= len(words) and 2 * len(_SPACED.findall(words)) >= len(words.replace(" ", ""))
    parts: list[tuple[int, int] | str] = []
    begin = stretch.start
    for blank in _BLANK_RUN.finditer(words):
        start, end = stretch.start + blank.start(), stretch.start + blank.end()
        if _places(sheet, start, end, spaced, stretch.size):
            parts.append((begin, start))
            begin = end
    parts.append((begin, stretch.end))
    return parts


def _places(sheet: Sheet, start: int, end: int, spaced: bool, size: float) -> bool:
    """Whether the blanks start:end only place the characters beside them."""
    left, right = sheet.text[start - 1], sheet.text[end]
    gap = sheet.x0[end] - sheet.x1[start - 1]
    drawn = sheet.x1[end - 1] > sheet.x0[start]  # a blank of the file; those that pdfium adds have no width
    if left in ",." and right.isdigit() and start > 1 and sheet.text[start - 2].isdigit():
        return not drawn and gap < POINT_BLANK * size  # a point is narrower than the step that digits are set in
    if left.isdigit() and right.isdigit():
        return (spaced and gap < PLACING_BLANK * size) or (not drawn and gap < DIGIT_BLANK * size)
    if gap >= PLACING_BLANK * size or not (_is_wide(left) or _is_wide(right)):
        return False
    # A blank that someone typed between two words of Chinese may part sentences: only where all letters are spaced.
    return spaced or not drawn or (left.isdigit() or right.isdigit())


def _is_wide(sign: str) -> bool:
    """Whether it is Chinese, or one of the marks that stand between Chinese characters without a blank."""
    return sign >= "\u2e80" or sign in _WIDE_MARKS
