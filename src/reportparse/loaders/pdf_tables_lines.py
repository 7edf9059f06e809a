"""Characters put into lines and lines cut into segments at wide gaps, by their boxes alone."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from reportparse.loaders.pdf_chars import PdfChar
from reportparse.loaders.pdf_tables_found import is_number, is_period

# Two characters stand on one line if their middles differ by less than this share of their size: a figure centred
# beside a label of two lines differs by half a line from both, the jitter of a scan by a tenth.
SAME_LINE = 0.36
# Points: for the middles of characters on one line no letter is too small for this.
LEAST_SIZE = 4.0

# Gaps that part two cells, in shares of the size: in running text signs stand closer than a full sign, two figures
# never so far apart as half a sign.
GAP = 0.95
GAP_AT_FIGURE = 0.6
GAP_OF_FIGURES = 0.4

FAR = -1e5  # no page reaches so far; what lies beyond has broken coordinates


class Segment(NamedTuple):
    """A stretch of a line without a wide gap."""

    x0: float
    y0: float
    x1: float
    y1: float
    chars: tuple[int, ...]
    text: str  # without blanks

    @property
    def figure(self) -> bool:
        """It is a figure and nothing else; 2021年 heads a column, it does not fill one."""
        return is_number(self.text) and (self.text.isdecimal() or not is_period(self.text))


class Line(NamedTuple):
    """Segments on one line, from left to right."""

    segments: tuple[Segment, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.y0 + self.y1) / 2


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How far two stretches share the same ground; negative: how far they lie apart."""
    return min(a1, b1) - max(a0, b0)


def em(char: PdfChar) -> float:
    """The size of a sign by its width, where that tells: boxes are often higher than the letters are large."""
    wide = char.x1 - char.x0
    if char.text >= "\u2e80":
        return min(char.size, max(1.15 * wide, 2.0))
    return min(char.size, max(2.3 * wide, 2.0)) if char.text.isdecimal() else char.size


def white(above: Line, below: Line) -> float:
    """White between two lines, by their middles: boxes of words and of figures differ in height."""
    return below.middle - above.middle - (above.size + below.size) / 2


def lines_of(chars: Sequence[PdfChar], places: Sequence[int]) -> list[Line]:
    """All lines from top to bottom."""
    lines = [_line(chars, members) for members in _grouped(chars, places)]
    return sorted((line for line in lines if line.segments), key=lambda line: (line.middle, line.x0))


def reading_order(chars: Sequence[PdfChar], places: Sequence[int]) -> tuple[int, ...]:
    """The characters of one cell line by line."""
    if len(places) < 2:
        return tuple(places)
    groups = _grouped(chars, places)
    groups.sort(key=lambda group: median((chars[i].y0 + chars[i].y1) / 2 for i in group))
    return without_blanks(chars, [i for group in groups for i in group])


def without_blanks(chars: Sequence[PdfChar], ordered: Sequence[int]) -> tuple[int, ...]:
    """Characters without the blanks at their ends."""
    first, last = 0, len(ordered)
    while last and chars[ordered[last - 1]].text.isspace():
        last -= 1
    while first < last and chars[ordered[first]].text.isspace():
        first += 1
    return tuple(ordered[first:last])


def is_one_line(chars: Sequence[PdfChar], places: Sequence[int]) -> bool:
    """Whether the middles of characters lie so close that they are one line without a look at each; most cells are."""
    if len(places) < 2:
        return True
    doubled = [chars[i].y0 + chars[i].y1 for i in places]
    return max(doubled) - min(doubled) <= 2 * SAME_LINE * LEAST_SIZE


class _Open:
    """A line while it is put together: where its middle lies now."""

    __slots__ = ("members", "middle")

    def __init__(self, middle: float) -> None:
        self.middle = middle
        self.members: list[int] = []


def _grouped(chars: Sequence[PdfChar], places: Sequence[int]) -> list[list[int]]:
    """Characters line by line, each line from left to right. A line may rise or fall a little, as in a scan."""
    solid = [i for i in places if FAR < chars[i].x0 < chars[i].x1 < -FAR and FAR < chars[i].y0 < chars[i].y1 < -FAR]
    if is_one_line(chars, solid):
        return [sorted(solid, key=lambda i: (chars[i].x0, i))] if solid else []
    tall = [i for i in solid if chars[i].y1 - chars[i].y0 >= 0.5 * chars[i].size and not chars[i].text.isspace()]
    small = sorted(set(solid) - set(tall))
    buckets: dict[int, list[_Open]] = {}
    lines: list[_Open] = []
    step = 8.0
    for i in sorted(tall, key=lambda i: (chars[i].x0, i)):
        middle, reach = (chars[i].y0 + chars[i].y1) / 2, SAME_LINE * max(em(chars[i]), LEAST_SIZE)
        near = _nearest(buckets, middle, step)
        if near is None or abs(near.middle - middle) > reach:
            near = _Open(middle)
            lines.append(near)
            buckets.setdefault(int(middle // step), []).append(near)
        elif int(near.middle // step) != int((0.7 * near.middle + 0.3 * middle) // step):
            buckets[int(near.middle // step)].remove(near)
            near.middle = 0.7 * near.middle + 0.3 * middle
            buckets.setdefault(int(near.middle // step), []).append(near)
        else:
            near.middle = 0.7 * near.middle + 0.3 * middle
        near.members.append(i)
    for i in small:  # dots, commas, dashes, blanks hang on the line they stand closest to
        near = _nearest(buckets, (chars[i].y0 + chars[i].y1) / 2, step)
        if near is None or abs(near.middle - (chars[i].y0 + chars[i].y1) / 2) > 0.8 * max(chars[i].size, LEAST_SIZE):
            near = _Open((chars[i].y0 + chars[i].y1) / 2)
            lines.append(near)
            buckets.setdefault(int(near.middle // step), []).append(near)
        near.members.append(i)
    return [sorted(line.members, key=lambda i: (chars[i].x0, i)) for line in lines]


def _nearest(buckets: dict[int, list[_Open]], middle: float, step: float) -> _Open | None:
    at = int(middle // step)
    near = [line for k in range(at - 2, at + 3) for line in buckets.get(k, ())]
    return min(near, key=lambda line: abs(line.middle - middle), default=None)


def _line(chars: Sequence[PdfChar], members: Sequence[int]) -> Line:
    inked = [i for i in members if not chars[i].text.isspace()]
    if not inked:
        return Line((), 0.0, 0.0, 0.0, 0.0, 0.0)
    size = median(em(chars[i]) for i in inked)
    groups: list[list[int]] = []
    reach = 0.0
    last = -1
    for i in members:
        if chars[i].text.isspace():
            if groups:
                groups[-1].append(i)
            continue
        if not groups or chars[i].x0 - reach > _gap(chars[last].text, chars[i].text) * max(size, 4.0):
            groups.append([])
            reach = chars[i].x1
        groups[-1].append(i)
        reach, last = max(reach, chars[i].x1), i
    segments = tuple(_segment(chars, group) for group in groups)
    return Line(
        segments,
        segments[0].x0,
        median(chars[i].y0 for i in inked),
        max(s.x1 for s in segments),
        median(chars[i].y1 for i in inked),
        size,
    )


def _gap(one: str, two: str) -> float:
    left, right = one.isdecimal() or one in "%％", two.isdecimal()
    if left and right:
        return GAP_OF_FIGURES
    return GAP_AT_FIGURE if left or right else GAP


def _segment(chars: Sequence[PdfChar], group: list[int]) -> Segment:
    while chars[group[-1]].text.isspace():
        group.pop()
    return Segment(
        min(chars[i].x0 for i in group),
        min(chars[i].y0 for i in group),
        max(chars[i].x1 for i in group),
        max(chars[i].y1 for i in group),
        tuple(group),
        "".join(chars[i].text for i in group if not chars[i].text.isspace()),
    )
