"""Watermarks: words that lie across a PDF page, slanting or in pale letters over its lines, and are no part of its text.

Slanting letters are found by the direction of their baseline, pale ones by their colour. What slants but is small, dark
and covers nothing stays: the labels below a chart are set so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from ctypes import byref, c_uint
from itertools import islice
from math import atan2, degrees
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from reportparse.loaders.pdf_calls import address, char_angle
from reportparse.loaders.pdf_chars import Sheet
from reportparse.loaders.pdf_lines import Stretch, stretch_of, stretches

# A scan's own text layer leans by a degree or two with the page.
SLANT = 8.0
# A watermark's letters are larger than those of the text by this much; a title's are too, but lie over nothing.
LARGE = 1.5
# The box around a slanting letter is at most this much higher than the letter.
SLANTING_BOX = 1.4
# Each colour of a pale letter is at least this light, of 255; or it lets the page through by this much.
PALE = 140
SHEER = 170
# The same pale words so often on a page, of so many signs, are strewn over it.
STREWN = 3
STREWN_SIGNS = 4
# Of every letter's box this share at its top and its foot does not count: lines of a text may touch.
INSET = 0.3
# A page has some dozen watermarks and some hundred stretches; maps have thousands, and are not worth the time.
MAX_MARKS = 200
MAX_PIECES = 10
MAX_OTHERS = 2_000
# Large watermarks make the page's letters seem larger than they are by this share, so that its gaps are misread.
OTHER_SIZE = 0.1

_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"[\r\n]")


class Mark(NamedTuple):
    """Slanting letters that make one run of words: their stretches, and the size of the letters."""

    words: str
    found: list[Stretch]
    size: float


def stamped_stretches(sheet: Sheet, text_page: Any) -> tuple[list[Stretch], list[str]]:
    """The stretches of a page without those of watermarks, and the words of these, each once."""
    kept, words = _without_stamps(sheet, stretches(sheet), text_page)
    if words and kept:
        size = _size(kept, sheet)
        if abs(size - sheet.size) > OTHER_SIZE * size:
            sheet.size = size
            kept, words = _without_stamps(sheet, stretches(sheet), text_page)
    return kept, words


def _without_stamps(sheet: Sheet, found: list[Stretch], text_page: Any) -> tuple[list[Stretch], list[str]]:
    level, slanting = _by_direction(sheet, found, text_page)
    marks = _marks(sheet, slanting) if slanting else []
    if len(marks) > MAX_MARKS:
        return found, []
    size = _size(level, sheet)
    stamps = {mark.words for mark in marks if _is_stamp(mark, level, size, text_page)}
    pale = _pale_over(level, sheet, size, text_page)
    if not stamps and not pale:
        return found, []
    gone = {id(s) for s in pale}
    kept = [s for s in level if id(s) not in gone]
    kept += [s for mark in marks if mark.words not in stamps for s in mark.found]
    kept.sort(key=lambda s: s.start)
    words = [mark.words for mark in marks if mark.words in stamps] + [_words(sheet, s) for s in pale]
    return kept, list(dict.fromkeys(words))


def _by_direction(sheet: Sheet, found: list[Stretch], text_page: Any) -> tuple[list[Stretch], list[Stretch]]:
    """Stretches of level letters, and those of slanting ones; one that holds both is cut."""
    level: list[Stretch] = []
    slanting: list[Stretch] = []
    handle = address(text_page.raw)
    for stretch in found:
        if not _slants(text_page, handle, stretch.start) and not _slants(text_page, handle, stretch.end - 1):
            level.append(stretch)
            continue
        start, before = stretch.start, _slants(text_page, handle, stretch.start)
        for i in range(stretch.start + 1, stretch.end + 1):
            if i < stretch.end and (sheet.text[i].isspace() or _slants(text_page, handle, i) == before):
                continue
            piece = stretch_of(sheet, start, i)
            if piece is not None:
                (slanting if before else level).append(piece)
            start, before = i, not before
    return level, slanting


def _slants(text_page: Any, handle: int, i: int) -> bool:
    if not 0.1 < char_angle(handle, i) < 6.18:
        return False
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(text_page, i, byref(matrix)):
        return False
    # Letters that only lean (a made italic) have a level baseline, though pdfium calls their lean an angle.
    return SLANT < degrees(atan2(matrix.b, matrix.a)) % 90 < 90 - SLANT


def _marks(sheet: Sheet, slanting: Sequence[Stretch]) -> list[Mark]:
    """Stretches that follow one another in the file without a line end are one run of words."""
    groups: list[list[Stretch]] = []
    for s in slanting:
        between = sheet.text[groups[-1][-1].end : s.start] if groups else "\n"
        if s.start >= (groups[-1][-1].end if groups else 0) and not between.strip() and not _BREAK.search(between):
            groups[-1].append(s)
        else:
            groups.append([s])
    result: list[Mark] = []
    for group in groups:
        words = _BLANKS.sub(" ", sheet.text[group[0].start : group[-1].end])
        result.append(Mark(words, group, max(s.size for s in group) / SLANTING_BOX))
    return result


def _is_stamp(mark: Mark, level: Sequence[Stretch], size: float, text_page: Any) -> bool:
    if _is_pale(text_page, mark.found[0].start):
        return True
    return bool(level) and (mark.size > LARGE * size or any(_lies_over(s, level) for s in mark.found[:MAX_PIECES]))


def _pale_over(level: list[Stretch], sheet: Sheet, size: float, text_page: Any) -> list[Stretch]:
    """Level words in pale letters that lie over other lines: large ones, or small ones strewn over the page."""
    large = islice((s for s in level if s.size > LARGE * size), MAX_MARKS)
    result = [s for s in large if _is_pale(text_page, s.start) and _lies_over(s, level)]
    if len(level) > MAX_OTHERS:
        return result
    counts = Counter(sheet.text[s.start : s.end] for s in level)
    strewn = {word for word, count in counts.items() if count >= STREWN and len(word) >= STREWN_SIGNS}
    if strewn:
        taken = {id(s) for s in result}
        same = [s for s in level if id(s) not in taken and sheet.text[s.start : s.end] in strewn]
        same = [s for s in same[:MAX_MARKS] if _is_pale(text_page, s.start)]
        over = {sheet.text[s.start : s.end] for s in same if _lies_over(s, level)}
        result += [s for s in same if sheet.text[s.start : s.end] in over]
    return result


def _size(level: Sequence[Stretch], sheet: Sheet) -> float:
    """The size of most letters on the page."""
    sizes = sorted((s.size, s.end - s.start) for s in level)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return sheet.size


def _lies_over(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    """Whether the middle of its letters and that of others' are printed on one another."""
    x0, x1 = stretch.x0 + 0.1 * stretch.size, stretch.x1 - 0.1 * stretch.size
    inset = INSET * (stretch.y1 - stretch.y0)
    y0, y1 = stretch.y0 + inset, stretch.y1 - inset
    return any(
        s.x0 < x1
        and x0 < s.x1
        and s.y0 + INSET * (s.y1 - s.y0) < y1
        and y0 < s.y1 - INSET * (s.y1 - s.y0)
        and s is not stretch
        for s in islice(others, MAX_OTHERS)
    )


def _is_pale(text_page: Any, i: int) -> bool:
    colour = [c_uint() for _ in range(4)]
    if not pdfium_c.FPDFText_GetFillColor(text_page, i, *(byref(part) for part in colour)):
        return False
    red, green, blue, cover = (part.value for part in colour)
    return min(red, green, blue) >= PALE or cover <= SHEER


def _words(sheet: Sheet, stretch: Stretch) -> str:
    return _BLANKS.sub(" ", sheet.text[stretch.start : stretch.end])
