"""One line of a page: its letters, the corners of each, and how large the letters are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from reportparse.loaders.beat import beat
from reportparse.loaders.ocr_characters import edges, ink_of, pitch
from reportparse.loaders.ocr_doubts import doubted
from reportparse.loaders.ocr_engine import Engine, Quad, Recognised
from reportparse.loaders.ocr_second_look import with_rings
from reportparse.loaders.ocr_upright import colour, cut

if TYPE_CHECKING:
    from PIL import Image

# Lines read with less than this on the average are stamps, folds and pictures, not text.
LEAST_SURENESS = 0.5
# Rows of a line's picture with less ink than this share of the fullest row are noise above and below the letters.
LEAST_INK = 0.08

# As many Chinese letters in a line say how large its letters are; fewer may all be low ones, as 一 or 口.
ENOUGH = 4
# Chinese letters fill this share of their square with ink; by it their size is told from the ink and the other way.
FILLED = 0.93
# Sizes that differ by less than this share are one size, measured twice.
ONE_SIZE = 0.09
# A line of too few letters has the size of others on its page where that differs by less than this share.
LIKELY = 0.4

_CHINESE = re.compile("[\u4e00-\u9fff]")


class PageLine(NamedTuple):
    """A line as read. `corners`: four a letter, in pixels of the level page; `middle`: half its height; `size`: of its
    letters; `certain`: whether it has enough letters to say so."""

    read: Recognised
    corners: npt.NDArray[np.float64]
    middle: float
    size: float
    certain: bool


def read_line(reader: Engine, grey: Image.Image, quad: Quad) -> PageLine | None:
    """A line of a level page; None where there is no text."""
    beat()
    picture = cut(grey, quad)
    if min(picture.shape) < 4:
        return None
    read = reader.read_line(colour(picture))
    if not read.text or float(np.mean(read.sureness)) < LEAST_SURENESS:
        return None
    read = with_rings(reader, picture, read)
    ink = ink_of(picture)
    x0, y0 = np.maximum(np.floor(quad.min(axis=0)), 0)
    heights = ink.sum(axis=1)
    rows = np.flatnonzero(heights > LEAST_INK * heights.max())
    top, bottom = (y0 + rows[0], y0 + rows[-1] + 1) if len(rows) else (y0, y0 + picture.shape[0])
    sides = edges(read.text, read.centres, ink.sum(axis=0))
    sure = doubted(read.text, read.sureness, read.centres, ink.sum(axis=0))
    read = read._replace(sureness=sure)
    across = np.array(sides) * picture.shape[1] + x0
    left, right = across[:, 0], across[:, 1]
    upper, lower = np.full_like(left, top), np.full_like(left, bottom)
    corners = np.stack([left, upper, right, upper, right, lower, left, lower], axis=1).reshape(-1, 4, 2)
    certain = len(_CHINESE.findall(read.text)) >= ENOUGH
    size = (bottom - top) / FILLED
    if certain:
        # What letters take in width says their size best; but letters set wide apart are no larger.
        size = min(max(pitch(read.text, read.centres) * picture.shape[1], size * 0.92), size * 1.1)
    middle = (top + bottom) / 2
    if bottom - top < 0.5 * picture.shape[0]:
        middle = y0 + picture.shape[0] / 2  # 一 and － stand in the middle, a lone 。 does not
    return PageLine(read, corners, float(middle), float(size), certain)


def one_size(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines with sizes that are one where they were meant to be one: layout tells headings by their size."""
    steps: list[list[float]] = []
    for size in sorted(line.size for line in lines if line.certain):
        if steps and size <= steps[-1][0] * (1 + ONE_SIZE):
            steps[-1].append(size)
        else:
            steps.append([size])
    usual = {size: float(np.median(step)) for step in steps for size in step}
    result = []
    for line in lines:
        known = usual.get(line.size) if line.certain else _likely(line.size, steps)
        result.append(line._replace(size=known or line.size))
    return result


def _likely(size: float, steps: list[list[float]]) -> float | None:
    """The size most lines of a page have among those that a doubtful one may be."""
    near = [step for step in steps if abs(float(np.median(step)) - size) < LIKELY * size]
    return float(np.median(max(near, key=len))) if near else None
