"""Printed lines joined into paragraphs: where one ends is told by edges, indents, gaps and the numbers of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportparse.loaders.pdf_layout import Place, Region
from reportparse.loaders.pdf_lines import CJK, Line
from reportparse.loaders.pdf_numbers import is_bullet, is_marked, level_of

# A line that ends this many letter heights before the edge is not full.
SHORT = 1.6
# A line of running text leaves at most this share of the width empty when what comes next does not fit in.
RAGGED = 0.3
# Where first lines do not stand in, only so many letter heights are taken for that.
RAGGED_FLUSH = 4.0
# A first line stands in by two letters as a rule; tables of contents and items by more.
INDENT = 1.0
# Lines further apart than this times the usual distance are parted by a blank line.
PARTED = 1.45
# Letters larger or smaller by this share are other letters.
OTHER_SIZE = 0.14
# A heading fits in two lines.
HEADING_CHARACTERS = 45

_SENTENCE_END = re.compile("[。！？!?；;：:][”’」』）)]*$")
_CLAUSE_INSIDE = re.compile("[，,；。].")
_STOP_INSIDE = re.compile("[。！？；][^”’」』）)]")
# A line of a table of contents: a heading, leaders or a gap, a page number.
_CONTENTS_LINE = re.compile(r"(?:\t|[.…·．]{3}|(?:[.·．] ){3}) ?\d{1,4}$")
# The line below a signature. Both stand in alike, but are no block of text.
_DATE_LINE = re.compile(r"[0-9〇○零一二三四五六七八九]{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日\s*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_TEXT = re.compile(f"[^{CJK}]{{12}}$")
# What a line break never parts: a number or a word with the signs after it, else one character.
# Many programs do not break beside a quotation mark either.
_TOKEN = re.compile(
    "(?:[A-Za-z0-9.,%‰+/:-]+|[“‘（(《〈「『【]*.(?:[“‘”’（(《「].)?)[，。、；：！？”’）)》〉」』】％%,.;:!?]*",
    re.DOTALL,
)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what stands between them: nothing, or a blank."""

    lines: list[Line]
    joints: list[str] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0

    @property
    def text(self) -> str:
        """Its text."""
        joints = [*self.joints, ""]
        return "".join(line.text + joint for line, joint in zip(self.lines, joints, strict=True))


@dataclass(slots=True)
class TableHere:
    """A table in the flow of paragraphs."""

    page: int
    place: Place


def paragraphs(parts: Sequence[Region]) -> list[Paragraph | TableHere]:
    """The paragraphs and tables of all parts in reading order. A paragraph may run on in the next column or page."""
    every = [line for part in parts for line in part.lines]
    body = _body_size(every)
    pitch = _usual_pitch(parts)
    indented = _indents(parts)
    result: list[Paragraph | TableHere] = []
    before: tuple[Line, Region] | None = None
    for part, item in ((region, item) for region in parts for item in region.items):
        if isinstance(item, Place):
            result.append(TableHere(part.page, item))
            before = None
            continue
        last = result[-1] if result else None
        if before is not None and isinstance(last, Paragraph) and not _begins(item, part, *before, pitch, indented):
            last.joints.append(joint(before[0].text, item.text))
            last.lines.append(item)
        else:
            result.append(Paragraph([item]))
        before = item, part
    fonts = _body_font(every)
    for paragraph in result:
        if isinstance(paragraph, Paragraph):
            paragraph.kind, paragraph.level = _kind(paragraph, body, fonts)
    return _titles(result, body)


def joint(before: str, after: str) -> str:
    """What stands for the line end between two lines of a paragraph: a blank between Latin words, else nothing.

    Nothing within a number that the line end cuts, nothing between Chinese characters.
    """
    left, right = before[-1:], after[:1]
    if _LATIN.match(left):
        return " " if _LATIN.match(right) or right.isdigit() or right in "(" else ""
    if _LATIN.match(right):
        return " " if left in ".,;:!?)%" or left.isdigit() else ""
    return " " if left in ",.;:!?)" and _LATIN_TEXT.search(before) else ""


def _begins(line: Line, part: Region, last: Line, last_part: Region, pitch: float, indented: bool) -> bool:
    """Whether a paragraph begins with this line."""
    size = max(line.size, last.size)
    if abs(line.size - last.size) > OTHER_SIZE * size:
        return True
    if part is last_part:
        step = line.y1 - last.y1
        if step > PARTED * max(pitch, 1.1 * size):
            return True
    elif line.page == last.page and line.y0 > last.y1 and part.left < last_part.right and last_part.left < part.right:
        return True  # below each other, not columns beside each other
    stands_in = line.x0 - part.left > INDENT * size
    last_stood_in = last.x0 - last_part.left > INDENT * size
    ended = _SENTENCE_END.search(last.text) is not None
    if _ends_short(last, last_part, line, size):
        # Where first lines stand in, one that does not goes on with the sentence before, however raggedly that was set.
        room = last_part.right - last.x1
        wide = indented or _CLAUSE_INSIDE.search(last.text) is not None  # no heading: its sentence must go on somewhere
        ragged = room < (RAGGED * (last_part.right - last_part.left) if wide else RAGGED_FLUSH * size)
        if not ragged or stands_in or ended or is_marked(line.text):
            return True
    if "\t" in line.text or "\t" in last.text:
        return True
    if stands_in:
        if _DATE_LINE.fullmatch(line.text):
            return True
        # A block that stands in as a whole goes on at the same place; a first line stands in alone.
        return not (last_stood_in and abs(line.x0 - last.x0) < 0.5 * size and not ended and not is_marked(line.text))
    if is_marked(line.text) and not last.text[-1:].isdigit():
        return not indented and (ended or level_of(line.text) not in (0, 3))
    return ended and not indented and last_stood_in is False and line.bold != last.bold


def _ends_short(last: Line, part: Region, line: Line, size: float) -> bool:
    """Whether the last line ends before the edge though what comes next would have fitted in."""
    room = part.right - last.x1
    if room < SHORT * size:
        return False
    first = _TOKEN.match(line.text)
    width = sum(1.0 if sign > "\u2000" else 0.55 for sign in first.group()) if first else 1.0
    return room > (width + 0.5) * size


def _indents(parts: Sequence[Region]) -> bool:
    """Whether paragraphs of this document begin with an indent."""
    flush = indented = 0
    for part in parts:
        lines = part.lines
        for last, line in pairwise(lines):
            if part.right - last.x1 > RAGGED_FLUSH * line.size:
                inset = (line.x0 - part.left) / line.size
                indented += INDENT < inset < 4
                flush += inset <= INDENT
    return indented >= flush and indented > 0


def _usual_pitch(parts: Sequence[Region]) -> float:
    """The distance from one line to the next that most lines keep."""
    steps = sorted(
        round(line.y1 - last.y1, 1) for part in parts for last, line in pairwise(part.lines) if line.y1 > last.y1
    )
    return steps[len(steps) // 2] if steps else 0.0


def _body_size(lines: Sequence[Line]) -> float:
    """The letter size of most of the text."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: (weights[size], -size)) if weights else 10.0


def _body_font(lines: Sequence[Line]) -> tuple[str, bool]:
    weights: dict[tuple[str, bool], int] = {}
    for line in lines:
        key = line.font, line.bold
        weights[key] = weights.get(key, 0) + len(line.text)
    return max(weights, key=lambda key: (weights[key], key)) if weights else ("", False)


def _kind(paragraph: Paragraph, body: float, font: tuple[str, bool]) -> tuple[str, int]:
    """Heading, item or paragraph, and the level."""
    text = paragraph.text.strip()
    if _CONTENTS_LINE.search(text):
        return "paragraph", 0
    level = level_of(text)
    first = paragraph.lines[0]
    stands_out = (first.bold and not font[1]) or first.size > body * (1 + OTHER_SIZE)
    own_font = stands_out or (first.font, first.bold) != font
    short = len(text) <= HEADING_CHARACTERS and not _STOP_INSIDE.search(text) and not text.endswith(("；", ";", "，"))
    if level in (1, 2):
        return ("heading", level) if short else ("paragraph", 0)
    if level:
        heading = short and own_font and not text.endswith("。")
        return ("heading", level) if heading else ("item", level)
    if is_bullet(text):
        return "item", 1
    if stands_out and short and "\t" not in text and not _SENTENCE_END.search(text) and len(paragraph.lines) <= 3:
        return "heading", 1
    return "paragraph", 0


def _titles(flow: list[Paragraph | TableHere], body: float) -> list[Paragraph | TableHere]:
    """A title printed in two or three lines of large letters as one heading."""
    result: list[Paragraph | TableHere] = []
    for item in flow:
        last = result[-1] if result else None
        if isinstance(item, Paragraph) and isinstance(last, Paragraph) and _one_title(last, item, body):
            last.joints += [joint(last.lines[-1].text, item.lines[0].text), *item.joints]
            last.lines += item.lines
        else:
            result.append(item)
    return result


def _one_title(first: Paragraph, second: Paragraph, body: float) -> bool:
    last, line = first.lines[-1], second.lines[0]
    return (
        first.kind == second.kind == "heading"
        and last.page == line.page
        and level_of(second.text) == level_of(first.text) == 0
        and min(line.size, last.size) > body * (1 + OTHER_SIZE)
        and abs(line.size - last.size) < 0.05 * line.size
        and line.font == last.font
        and 0 < line.y0 - last.y1 < 1.2 * line.size
        and abs(line.x0 + line.x1 - last.x0 - last.x1) < 2 * line.size
        and len(first.lines) + len(second.lines) <= 4
    )
