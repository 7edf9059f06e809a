"""Footnotes of a page: parted from its text by a short rule or by white, in smaller letters, each with its mark.

Without a rule and without smaller letters nothing tells a note from a list: then it stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reportparse.loaders.pdf_chars import Sheet
from reportparse.loaders.pdf_lines import Line, Stretch, line_of, rows, stretch_of
from reportparse.loaders.raised import signs
from reportparse.model.document import Box

# A note's letters are at most this large beside those of the text.
SMALLER = 0.9
# White above notes that no rule parts from the text, in heights of their letters.
WHITE = 1.0
# The rule above notes is short: at most this share of the text's width; a table's or a margin's is longer.
SHORT_RULE = 0.62
# Notes stand in the lower part of the page; its last page may be a short one with a rule of its own.
UPPER = 0.35
# More lines than this are no notes but a text in small letters.
MAX_LINES = 30
# A raised sign is at most this large beside the letters that it stands with, and its foot is so much higher.
RAISED = 0.8
LIFT = 0.1

_MARK = re.compile(
    "(?P<sure>[\u2460-\u2473\u2776-\u277f]|[\\[［〔【]\\d{1,3}[]］〕】]|[*＊※†‡]{1,3}|[备附]?注\\s*\\d{0,2}\\s*[：:．.、])"
    "|(?P<bare>\\d{1,2})(?![\\d,，%％‰]|[.．]\\d)|[（(]\\d{1,2}[)）]"
)


_FIGURES = re.compile(r"[0-9]{2,30}")


class PageNotes(NamedTuple):
    """The footnotes of a page, each as its lines, and the stretches that are left without them."""

    notes: list[list[Line]]
    rest: list[Stretch]


def footnotes(sheet: Sheet, page: int, rest: list[Stretch], tables: Sequence[Box], body: float) -> PageNotes:
    """The notes at the foot of a page; `rest`: its stretches without tables, `body`: the size of the text's letters."""
    none = PageNotes([], rest)
    lowest = max(rest, key=lambda s: s.y1, default=None)
    if lowest is None or lowest.size > SMALLER * body or any(box[3] > lowest.y1 for box in tables):
        return none
    lines = rows(rest)
    small = len(lines)
    while small and all(s.size <= SMALLER * body for s in lines[small - 1]):
        small -= 1
    if not small or len(lines) - small > MAX_LINES:
        return none
    first = next((k for k in range(small, len(lines)) if _begins(sheet, page, lines, k, tables)), None)
    if first is None or min(s.y0 for s in lines[first]) < UPPER * sheet.span[1]:
        return none
    taken = {id(s) for row in lines[first:] for s in row}
    notes = _parted([line_of(row, sheet, page) for row in lines[first:]])
    kept = [s for s in rest if id(s) not in taken]
    marks = {mark for note in notes if (mark := _mark_of(note[0].text))}
    return PageNotes([_spaced(note, sheet) for note in notes], _without_references(kept, sheet, marks))


def _begins(sheet: Sheet, page: int, lines: Sequence[Sequence[Stretch]], k: int, tables: Sequence[Box]) -> bool:
    """Whether notes begin with the k-th row: it has a mark, and something parts it from what stands above."""
    line = line_of(lines[k], sheet, page)
    mark = _MARK.match(line.text)
    if mark is None:
        return False
    above = max(s.y1 for s in lines[k - 1])
    near = [box for box in tables if box[3] > above - line.size]
    left, right = min(s.x0 for row in lines for s in row), max(s.x1 for row in lines for s in row)
    for s in sheet.strokes:
        wide = s.x1 - s.x0
        between = above - 0.3 * line.size <= s.y0 and s.y1 <= line.y0 + 0.3 * line.size
        if between and s.y1 - s.y0 < 1 and 20 < wide < SHORT_RULE * (right - left) and s.x0 < left + 4 * line.size:
            return not any(abs(s.y0 - box[3]) < 3 for box in near)
    if near or mark["sure"] is None:  # a remark below a table belongs to it; "1." may be an item
        return False
    return line.y0 - above >= WHITE * line.size


def _parted(lines: Sequence[Line]) -> list[list[Line]]:
    """Each note as its lines. Bare numbers begin a note only where they count up."""
    notes: list[list[Line]] = []
    number = 0
    for line in lines:
        mark = _MARK.match(line.text)
        if mark is not None and mark["bare"]:
            counts = not notes or int(mark["bare"]) == number + 1
            number = int(mark["bare"]) if counts else number
        else:
            counts = mark is not None
        if counts or not notes:
            notes.append([line])
        else:
            notes[-1].append(line)
    return notes


def _mark_of(text: str) -> str | None:
    """The sign that refers to a note from the text, where it may be taken out there: one that is raised."""
    mark = _MARK.match(text)
    return mark.group().strip() if mark and not mark.group().startswith(("注", "备", "附")) else None


def _spaced(note: list[Line], sheet: Sheet) -> list[Line]:
    """A note whose number stands raised beside its words, with a blank between them: "1" and "39人" are no 139."""
    line = note[0]
    mark = _MARK.match(line.text)
    part = line.parts[0]
    if (
        mark is None
        or not mark["bare"]
        or isinstance(part, str)
        or line.text[mark.end() : mark.end() + 1] in " .．、\t"
    ):
        return note
    cut = part[0] + mark.end()
    if cut > part[1]:
        return note
    head: list[tuple[int, int] | str] = [(part[0], cut), " "]
    parts = head + ([(cut, part[1])] if cut < part[1] else []) + line.parts[1:]
    text = line.text[: mark.end()] + " " + line.text[mark.end() :]
    return [replace(line, text=text, parts=parts), *note[1:]]


def _without_references(kept: list[Stretch], sheet: Sheet, marks: set[str]) -> list[Stretch]:
    """The text without the raised signs that refer to these notes: "5,846" with a raised 1 is no 58,461."""
    signs = {mark for mark in marks if mark.isdecimal() or not mark[0].isdecimal()}
    result: list[Stretch] = []
    for s in kept:
        words = sheet.text[s.start : s.end]
        places = [
            (s.start + m.start(), s.start + m.end()) for mark in signs for m in re.finditer(re.escape(mark), words)
        ]
        begin = s.start
        for start, end in sorted(places):
            if start >= begin and _is_raised(sheet, s, start, end):
                result += _piece(sheet, s, begin, start)
                begin = end
        result += [s] if begin == s.start else _piece(sheet, s, begin, s.end)
    return result


def _piece(sheet: Sheet, s: Stretch, start: int, end: int) -> list[Stretch]:
    piece = stretch_of(sheet, start, end) if start < end else None
    return [] if piece is None else [replace(piece, font=s.font, bold=s.bold)]


def _is_raised(sheet: Sheet, s: Stretch, start: int, end: int) -> bool:
    """Whether signs are smaller than the letters beside them and stand higher; neighbours of a digit are no digits."""
    beside = [i for i in (start - 1, end) if s.start <= i < s.end]
    same = [i for i in beside if sheet.text[i].isdecimal() and _height(sheet, i) < RAISED * s.size]
    if same:  # the 1 of a raised 12
        return False
    around = max((_height(sheet, i) for i in beside), default=s.size)
    foot = max((sheet.y1[i] for i in beside), default=s.y1)
    return all(_height(sheet, i) <= RAISED * around and sheet.y1[i] < foot - LIFT * around for i in range(start, end))


def _height(sheet: Sheet, i: int) -> float:
    return sheet.y1[i] - sheet.y0[i]


def raise_figures(sheet: Sheet, found: Sequence[Stretch]) -> None:
    """Raised small figures that touch others become signs of their own: 100 with a raised 1 is no 1001.

    Those that refer to notes at the foot of the page are taken out before, with their notes.
    """
    for s in found:
        feet = sheet.y1[s.start : s.end]
        # Counting equals is much the quickest look, and enough for most lines.
        if feet.count(feet[0]) == len(feet) or max(feet) - min(feet) < LIFT * s.size:
            continue
        words = sheet.text[s.start : s.end]
        for run in _FIGURES.finditer(words):
            begin, end = s.start + run.start(), s.start + run.end()
            if (heights := sheet.y1[begin:end]).count(heights[0]) == end - begin:
                continue
            places = range(begin, end)
            low = max(sheet.y1[i] for i in places)
            tall = max(_height(sheet, i) for i in places)
            up = [i for i in places if _height(sheet, i) <= RAISED * tall and sheet.y1[i] < low - LIFT * tall]
            if up and len(up) < len(places):
                signs_of = {i: signs(sheet.text[i], "super") for i in up}
                sheet.text = "".join(signs_of.get(i, sign) for i, sign in enumerate(sheet.text))
