"""The ruling lines of a scanned page: what the sides of table cells are found by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportparse.model.document import Box

if TYPE_CHECKING:
    from PIL import Image

# Resolution at which rules are looked for: a hairline is still a pixel wide, noise is no longer a pixel.
RULES_SIDE = 2400
# A rule is longer than any stroke of a letter: this share of the sheet's long side (1 cm on A4).
SHORTEST = 0.035
# ... and than this many heights of a line of text, where the page is small or its letters are large.
BY_LINE = 2.0
# The side of a low cell is shorter; it is a rule where both its ends meet longer ones. No cell is lower than 2 mm.
SHORTEST_BETWEEN = 0.008
# How far from the other rule it may end, as a share of the long side.
MEETS = 0.003
# A gap in a rule up to this share of the long side is a fleck of white, not an end.
GAP = 0.001
# Thicker than this share of the long side is a bar, a shadow of the scanner or a picture.
THICKEST = 0.004
# How much darker than the paper around it a pixel of a rule is, of 255.
DARKER = 45
# How far from a rule there is paper again, as a share of the long side, and how much of it may be dark there, where
# other rules cross.
BESIDE, MOST_BESIDE = 0.0025, 0.15
# A page has some hundred rules; more than this is a picture.
MAX_RULES = 2000

_Run = tuple[float, float, float, float]
"""From where to where in a row, and from which row to which: x0, y0, x1, y1, or turned."""


def rules(grey: Image.Image, line: float = 0.0) -> list[Box]:
    """Horizontal and vertical rules of a level page, as thin boxes in its pixels; none at all where there are too many.

    `line`: how high a line of its text is; a stroke of a letter may be as long as that.
    """
    small = grey.copy()
    small.thumbnail((RULES_SIDE, RULES_SIDE))
    factor = grey.width / small.width
    pixels = np.asarray(small, dtype=np.int16)
    dark = _paper(pixels) - pixels > DARKER
    long_side = max(dark.shape)
    shortest = max(SHORTEST * long_side, BY_LINE * line / factor)
    (across, low), (down, short) = _long_and_short(dark, shortest), _long_and_short(dark.T, shortest)
    meets = MEETS * long_side
    found = across + [run for run in low if _between(run, down, meets)]
    upright = down + [run for run in short if _between(run, across, meets)]
    found += [(y0, x0, y1, x1) for x0, y0, x1, y1 in upright]
    if len(found) > MAX_RULES:
        return []
    return [(x0 * factor, y0 * factor, x1 * factor, y1 * factor) for x0, y0, x1, y1 in found]


def _long_and_short(dark: npt.NDArray[np.bool_], shortest: float) -> tuple[list[_Run], list[_Run]]:
    """Runs along the rows that are rules by their length, and those that may be."""
    runs = [run for run in _runs(dark, SHORTEST_BETWEEN * max(dark.shape)) if _alone(dark, run)]
    return [r for r in runs if r[2] - r[0] >= shortest], [r for r in runs if r[2] - r[0] < shortest]


def _between(run: _Run, others: Sequence[_Run], meets: float) -> bool:
    """Whether both ends of a run meet rules of the other direction (whose x is this one's y)."""
    middle = (run[1] + run[3]) / 2
    ends = [other for other in others if other[0] - meets < middle < other[2] + meets]
    return all(any(o[1] - meets < end < o[3] + meets for o in ends) for end in (run[0], run[2]))


def without(grey: Image.Image, found: Sequence[Box]) -> Image.Image:
    """The page with its rules painted over: the side of a cell beside a figure is easily read as a 1 or a bracket."""
    from PIL import ImageDraw, ImageStat

    bare = grey.copy()
    draw = ImageDraw.Draw(bare)
    margin = max(1, round(max(grey.size) / RULES_SIDE))
    for x0, y0, x1, y1 in found:
        # What the paper is like beside the rule: above and below it, or left and right.
        around = (
            (x0, y0 - 6 * margin, x1, y1 + 6 * margin)
            if x1 - x0 > y1 - y0
            else (x0 - 6 * margin, y0, x1 + 6 * margin, y1)
        )
        beside = grey.crop((max(0, int(around[0])), max(0, int(around[1])), int(around[2]) + 1, int(around[3]) + 1))
        paper = ImageStat.Stat(beside).median[0]
        draw.rectangle((x0 - margin, y0 - margin, x1 + margin - 1, y1 + margin - 1), fill=int(paper))
    return bare


def _paper(pixels: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    """How bright the paper is around each pixel: the middle of its surroundings, since photographs darken outwards."""
    block = 64
    rows, columns = -(-pixels.shape[0] // block), -(-pixels.shape[1] // block)
    padded = np.pad(pixels, ((0, rows * block - pixels.shape[0]), (0, columns * block - pixels.shape[1])), "edge")
    blocks = padded.reshape(rows, block, columns, block).transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    # Most of a block is paper, even in the middle of text or on a rule.
    middles = np.percentile(blocks, 70, axis=2).astype(np.int16)
    return np.repeat(np.repeat(middles, block, 0), block, 1)[: pixels.shape[0], : pixels.shape[1]]


def _runs(dark: npt.NDArray[np.bool_], shortest: float) -> list[_Run]:
    """Dark runs along the rows, those of neighbouring rows put together."""
    long_side = max(dark.shape)
    thickest, gap = max(4.0, THICKEST * long_side), max(2, round(GAP * long_side))
    # A rule that drifts by a pixel over its length is whole where a pixel counts as dark with those above and below.
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    open_runs: list[list[float]] = []
    done: list[list[float]] = []
    for row in range(thick.shape[0]):
        still: list[list[float]] = []
        for run in open_runs:
            (still if run[3] == row else done).append(run)
        open_runs = still
        for low, high in _row_runs(thick[row], gap, shortest):
            same = next((r for r in open_runs if low < r[2] and r[0] < high), None)
            if same is None:
                open_runs.append([low, row, high, row + 1])
            else:
                same[0], same[2], same[3] = min(same[0], low), max(same[2], high), row + 1
    # Counting neighbours made each a pixel thicker above and below.
    return [_thinned(r) for r in done + open_runs if r[3] - r[1] - 2 <= thickest]


def _thinned(run: list[float]) -> _Run:
    top = run[1] + 1 if run[3] - run[1] > 2 else run[1]
    return run[0], top, run[2], max(run[3] - 1, top + 1)


def _alone(dark: npt.NDArray[np.bool_], run: _Run) -> bool:
    """Whether there is paper on both sides of a run; strokes of letters side by side have the rest of the letters."""
    x0, y0, x1, y1 = (int(value) for value in run)
    away = max(3, round(BESIDE * max(dark.shape)))
    sides = [row for row in (y0 - away, y1 - 1 + away) if 0 <= row < dark.shape[0]]
    return all(float(dark[row, x0:x1].mean()) < MOST_BESIDE for row in sides)


def _row_runs(dark: npt.NDArray[np.bool_], gap: int, shortest: float) -> list[tuple[int, int]]:
    """Where dark stretches begin and end, small gaps closed, short ones left out."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dark, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return []
    apart = starts[1:] - ends[:-1] > gap
    starts, ends = starts[np.concatenate([[True], apart])], ends[np.concatenate([apart, [True]])]
    keep = ends - starts >= shortest
    # Letters in a row close small gaps too, but leave far more of them than a rule.
    return [
        (int(a), int(b))
        for a, b in zip(starts[keep], ends[keep], strict=True)
        if np.count_nonzero(dark[a:b]) > 0.9 * (b - a)
    ]
