"""The ruling lines of an OFD page: level and upright lines, and thin filled boxes that serve as such."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.odt_package import attribute, local
from reportparse.loaders.ofd_geometry import POINTS, Matrix, number, placed, through
from reportparse.loaders.pdf_chars import Stroke

# Words of one path; a table drawn as one path has some thousands.
MAX_WORDS = 20_000
# A line may lean this much, in points, and a filled box be this thick.
LEAN = 0.7
THICK = 3.0
# Shorter lines, in points, belong to letters and ornaments.
SHORTEST = 4.0
# How many numbers follow each operator; the last two are the point that is reached.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Point = tuple[float, float]
Segment = tuple[Point, Point]


def strokes_of(item: etree._Element, outer: Matrix) -> list[Stroke]:
    """The ruling lines of a path object, in points on the page."""
    data = next((child.text for child in item if local(child) == "AbbreviatedData"), None)
    if not data:
        return []
    inner = placed(attribute(item, "Boundary"), attribute(item, "CTM"), outer)
    filled = attribute(item, "Fill") in ("true", "1")
    drawn = attribute(item, "Stroke") not in ("false", "0")
    found: list[Stroke] = []
    for segments in _figures(data, inner):
        if drawn:
            found += [line for line in map(_ruling, segments) if line is not None]
        elif filled:
            line = _thin(segments)
            found += [line] if line is not None else []
    return found


def _figures(data: str, inner: Matrix) -> list[list[Segment]]:
    """The straight lines of each figure of a path."""
    words = data.split(None, MAX_WORDS)[:MAX_WORDS]
    figures: list[list[Segment]] = []
    start = here = (0.0, 0.0)
    place = 0
    while place < len(words):
        operator = words[place]
        count = _OPERANDS.get(operator, 0)
        values = [number(word) or 0.0 for word in words[place + 1 : place + 1 + count]]
        place += 1 + count
        if len(values) < count:
            break
        if operator == "C":
            reached = start
        elif count:
            x, y = through(inner, values[-2], values[-1])
            reached = x * POINTS, y * POINTS
        else:
            continue
        if operator in "SM":
            start = reached
            figures.append([])
        elif operator in "LC" and figures:
            figures[-1].append((here, reached))
        here = reached
    return figures


def _ruling(segment: Segment) -> Stroke | None:
    """A level or upright line; None where it leans or is short."""
    (ax, ay), (bx, by) = segment
    x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if max(x1 - x0, y1 - y0) < SHORTEST or min(x1 - x0, y1 - y0) > LEAN:
        return None
    return Stroke(x0, y0, x1, y1)


def _thin(segments: list[Segment]) -> Stroke | None:
    """A filled box so thin that it is a line: the line along its middle."""
    points = [point for segment in segments for point in segment]
    if len(points) < 4:
        return None
    x0, x1 = min(p[0] for p in points), max(p[0] for p in points)
    y0, y1 = min(p[1] for p in points), max(p[1] for p in points)
    if max(x1 - x0, y1 - y0) < SHORTEST or min(x1 - x0, y1 - y0) > THICK:
        return None
    if x1 - x0 > y1 - y0:
        return Stroke(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Stroke((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
