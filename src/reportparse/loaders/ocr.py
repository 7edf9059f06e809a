"""Reading pictures of text: lines with a box and a sureness for each letter. Nothing that was read is changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from reportparse.loaders.ocr_engine import Engine, available, engine, missing
from reportparse.loaders.ocr_level import Matrix, apply
from reportparse.loaders.ocr_lines import FILLED, PageLine, one_size, read_line
from reportparse.loaders.ocr_rules import rules, without
from reportparse.loaders.ocr_upright import upright
from reportparse.model.document import Box

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["OcrLine", "Scan", "available", "missing", "scan_page"]


class OcrLine(NamedTuple):
    """A line as read, with a box for each character, in points from the top left corner of the page as given.

    Boxes are as high as the line's ink. `level` are boxes on the page laid level, for layout: there all letters of a
    line, and of lines of one size, are of one height.
    """

    text: str
    boxes: tuple[Box, ...]
    sureness: tuple[float, ...]
    level: tuple[Box, ...] = ()


class Scan(NamedTuple):
    """A page as read, laid level: its lines, its ruling lines, its size in points; and the way back to the page as given.

    `back` takes a place of the level page, in points, to its place on the page as given.
    """

    lines: list[OcrLine]
    rules: list[Box]
    width: float
    height: float
    back: Matrix

    @property
    def lying(self) -> bool:
        """Whether the lines run up or down the page as given."""
        return abs(float(self.back[0, 0])) < abs(float(self.back[0, 1]))


def scan_page(image: Image.Image, width: float, height: float, *, name: str = "the picture") -> Scan:
    """Reads a page of width x height points: its lines, from top to bottom, those of one row from left to right.

    `name` is the document that a refusal speaks of.
    """
    with engine(name) as reader:
        return _scanned(reader, image, width, height)


def _scanned(reader: Engine, image: Image.Image, width: float, height: float) -> Scan:
    sheet, found = upright(reader, image)
    # Points of the page as given for each of its pixels, and points of the level page for each of its own.
    per_pixel = np.array([width / image.width, height / image.height])
    scale = _scale(sheet.back) * float(np.sqrt(per_pixel.prod()))
    back = sheet.back * per_pixel[:, np.newaxis]
    strokes = rules(sheet.image, float(np.median([np.ptp(quad[:, 1]) for quad in found])) if found else 0.0)
    bare = without(sheet.image, strokes)
    read = [line for line in (read_line(reader, bare, quad) for quad in found) if line is not None]
    lines = [_line(line, back, scale) for line in one_size(read)]
    x, y = sheet.image.size
    in_points = [(a * scale, b * scale, c * scale, d * scale) for a, b, c, d in strokes]
    return Scan(_in_rows(lines), in_points, x * scale, y * scale, np.column_stack([back[:, :2] / scale, back[:, 2]]))


def _line(line: PageLine, back: Matrix, scale: float) -> OcrLine:
    given = _boxes(apply(back, line.corners))
    half = line.size * FILLED / 2
    level = line.corners.copy()
    level[:, :2, 1], level[:, 2:, 1] = line.middle - half, line.middle + half
    return OcrLine(line.read.text, given, line.read.sureness, _boxes(level * scale))


def _scale(matrix: Matrix) -> float:
    """By how much a matrix enlarges."""
    return float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))


def _boxes(quads: npt.NDArray[np.float64]) -> tuple[Box, ...]:
    low, high = quads.min(axis=1), quads.max(axis=1)
    return tuple(
        (round(float(a), 2), round(float(b), 2), round(float(c), 2), round(float(d), 2))
        for (a, b), (c, d) in zip(low, high, strict=True)
    )


def _in_rows(lines: list[OcrLine]) -> list[OcrLine]:
    """Top to bottom, and lines whose middles lie within each other's heights from left to right."""
    rows: list[list[OcrLine]] = []
    for line in sorted(lines, key=lambda line: (_middle(line), line.level[0][0])):
        last = rows[-1][-1] if rows else None
        if last is not None and last.level[0][1] < _middle(line) < last.level[0][3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.level[0][0])]


def _middle(line: OcrLine) -> float:
    return (line.level[0][1] + line.level[0][3]) / 2
