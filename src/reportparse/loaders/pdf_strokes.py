"""Ruling lines of a PDF page, and how much of it pictures cover."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, byref, c_float, c_int, cast
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from reportparse.loaders.pdf_calls import (
    address,
    count_segments,
    draw_mode,
    form_object,
    object_matrix,
    object_type,
    page_object,
    path_segment,
    segment_close,
    segment_point,
    segment_type,
)
from reportparse.loaders.pdf_chars import Sheet, Stroke

# Drawings and maps have tens of thousands of paths; ruling lines of a table some hundreds.
MAX_OBJECTS = 50_000
MAX_PATH_POINTS = 2_000
# Forms inside forms: writers nest two or three deep.
MAX_DEPTH = 6
# Thicker than this, in points, a bar is an ornament, shorter than this a line is part of a letter or a dash.
MAX_THICKNESS = 3.0
MIN_LENGTH = 4.0

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """What is drawn on a page beside letters: ruling lines, the share of it that pictures cover, how many other paths.

    `objects`: how many things there are on the page in all; `letters`: how many of them are runs of letters.
    """

    strokes: list[Stroke]
    covered: float
    paths: int
    objects: int = 0
    letters: int = 0


def drawn_on(page: Any) -> Drawn:
    """The horizontal and vertical lines of a page, its pictures and paths."""
    seen = [0, 0]
    strokes: list[Stroke] = []
    covered, paths = 0.0, 0
    box, rotation = page.get_bbox(), page.get_rotation()
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    for kind, item, matrix in _objects(page.raw, pdfium_c.FPDFPage_CountObjects, page_object, 0, seen):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            ruling = [line for part in _path_lines(item, matrix) if _is_ruling(line := _shown(part, box, rotation))]
            strokes += ruling
            paths += not ruling
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            covered += _area(item, matrix, box) / area
    return Drawn(strokes, min(covered, 1.0), paths, *seen)


def _objects(
    holder: Any, count_of: Any, get: Any, depth: int, seen: list[int], outer: Matrix = _IDENTITY
) -> Iterator[tuple[int, int, Matrix]]:
    """The objects that are not text, those of forms too, each with the matrix that its coordinates go through."""
    text, form = pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_FORM
    whole = address(holder)
    for i in range(count_of(holder)):
        seen[0] += 1
        if seen[0] > MAX_OBJECTS:
            return
        place = get(whole, i)
        kind = object_type(place)
        if kind == text:
            seen[1] += 1
            continue
        if kind == form and depth < MAX_DEPTH:
            inner = _times(_matrix(place), outer)
            item = cast(place, pdfium_c.FPDF_PAGEOBJECT)
            yield from _objects(item, pdfium_c.FPDFFormObj_CountObjects, form_object, depth + 1, seen, inner)
        else:
            yield kind, place, outer


def _matrix(item: int) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not object_matrix(item, addressof(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    if then is _IDENTITY:
        return first
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _path_lines(path: int, outer: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines of a path that is stroked, or the middle line of a thin filled one; in the page's own points."""
    fill, stroked = c_int(), c_int()
    draw_mode(path, addressof(fill), addressof(stroked))
    points = _points(path, _times(_matrix(path), outer)) if stroked.value or fill.value else ()
    if not points:
        return
    if stroked.value:
        for (x0, y0, _), (x1, y1, joined) in pairwise(points):
            if joined:
                yield x0, y0, x1, y1
        return
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if y1 - y0 <= MAX_THICKNESS:
        yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    elif x1 - x0 <= MAX_THICKNESS:
        yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _points(path: int, matrix: Matrix) -> list[tuple[float, float, bool]]:
    """The corners of a path; each says whether a straight line leads to it. A closed path returns to its beginning."""
    points: list[tuple[float, float, bool]] = []
    a, b, c, d, e, f = matrix
    first = (0.0, 0.0)
    x, y = c_float(), c_float()
    at_x, at_y = addressof(x), addressof(y)
    for i in range(min(count_segments(path), MAX_PATH_POINTS)):
        segment = path_segment(path, i)
        if not segment or not segment_point(segment, at_x, at_y):
            break
        here, there = x.value, y.value
        place = a * here + c * there + e, b * here + d * there + f
        kind = segment_type(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = place
        points.append((*place, kind == pdfium_c.FPDF_SEGMENT_LINETO))
        if segment_close(segment):
            points.append((*first, True))
    return points


def _shown(line: tuple[float, float, float, float], box: Any, rotation: int) -> Stroke:
    """A line from the page's own points to those from the top left of the page as shown."""
    if rotation == 0:
        x0, y0, x1, y1 = line[0] - box[0], box[3] - line[1], line[2] - box[0], box[3] - line[3]
    else:
        (x0, y0), (x1, y1) = (_place(x, y, box, rotation) for x, y in (line[:2], line[2:]))
    return Stroke(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, x1 if x0 < x1 else x0, y1 if y0 < y1 else y0)


def _place(x: float, y: float, box: Any, rotation: int) -> tuple[float, float]:
    if rotation == 90:
        return y - box[1], x - box[0]
    if rotation == 180:
        return box[2] - x, y - box[1]
    return box[3] - y, box[2] - x


def _is_ruling(line: Stroke) -> bool:
    x0, y0, x1, y1 = line
    width, height = x1 - x0, y1 - y0
    return (width < 0.7 and height >= MIN_LENGTH) or (height < 0.7 and width >= MIN_LENGTH)


def _area(place: int, outer: Matrix, box: Any) -> float:
    """How much of the page a picture covers, in square points."""
    edges = [c_float() for _ in range(4)]
    item = cast(place, pdfium_c.FPDF_PAGEOBJECT)
    if not pdfium_c.FPDFPageObj_GetBounds(item, *(byref(e) for e in edges)):
        return 0.0
    left, bottom, right, top = (e.value for e in edges)
    (ax, ay), (bx, by) = _through(outer, left, bottom), _through(outer, right, top)
    width = min(max(ax, bx), box[2]) - max(min(ax, bx), box[0])
    height = min(max(ay, by), box[3]) - max(min(ay, by), box[1])
    return float(max(width, 0.0) * max(height, 0.0))


def laid(strokes: list[Stroke], sheet: Sheet) -> list[Stroke]:
    """Strokes on the page as it is laid out."""
    if sheet.turn == 180:
        width, height = sheet.width, sheet.height
        return [Stroke(width - s.x1, height - s.y1, width - s.x0, height - s.y0) for s in strokes]
    if sheet.turn == 90:
        return [Stroke(sheet.height - s.y1, s.x0, sheet.height - s.y0, s.x1) for s in strokes]
    if sheet.turn == 270:
        return [Stroke(s.y0, sheet.width - s.x1, s.y1, sheet.width - s.x0) for s in strokes]
    return strokes
