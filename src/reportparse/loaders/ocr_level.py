"""Turning a picture until its lines run level, and finding the way back to the picture as given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL import Image

Matrix = npt.NDArray[np.float64]
"""Two rows of three: x' = a x + b y + c, y' = d x + e y + f."""

# Scanners feed sheets within a few degrees; a photograph beyond this has more wrong than its angle.
MAX_ANGLE = 6.0
COARSE, FINE = 0.5, 0.05
# Below this a line drifts by less than a pixel a letter, and turning would only blur it.
SMALLEST_ANGLE = 0.15
# The long side of the picture that angles are tried on: lines are then some ten pixels apart.
PROFILE_SIDE = 800


class Levelled(NamedTuple):
    """A picture whose lines run level, and the matrix from its places back to those of the picture as given."""

    image: Image.Image
    back: Matrix


def skew(image: Image.Image) -> float:
    """By how many degrees the lines of a grey picture fall to the right (negative: rise); 0 where none can be told.

    Ink summed along lines swings strongest between lines and the white between them where the angle is right.
    """
    small = image.convert("L")
    small.thumbnail((PROFILE_SIDE, PROFILE_SIDE))
    pixels = np.asarray(small, dtype=np.float64)
    ink = _background(pixels) - pixels
    ink[ink < 40] = 0
    rows, columns = np.nonzero(ink)
    if len(rows) < 200:
        return 0.0
    weights = ink[rows, columns]
    best = _best(rows, columns, weights, np.arange(-MAX_ANGLE, MAX_ANGLE + COARSE / 2, COARSE))
    best = _best(rows, columns, weights, np.arange(best - COARSE, best + COARSE + FINE / 2, FINE))
    return float(best) if SMALLEST_ANGLE <= abs(best) <= MAX_ANGLE else 0.0


def _background(pixels: npt.NDArray[np.float64]) -> float:
    return float(np.median(pixels))


def _best(
    rows: npt.NDArray[np.intp],
    columns: npt.NDArray[np.intp],
    weights: npt.NDArray[np.float64],
    angles: npt.NDArray[np.float64],
) -> float:
    scores = []
    for angle in angles:
        # A line that falls by `angle` is gathered again where each place goes up by its share of the fall.
        level = rows - np.tan(np.radians(angle)) * columns
        # Half places go to both rows in their shares; whole ones would prefer the angle 0.
        low = np.floor(level).astype(np.intp)
        share = level - low
        low -= low.min()
        profile = np.bincount(low, weights * (1 - share), low.max() + 2)
        profile += np.bincount(low + 1, weights * share, low.max() + 2)
        scores.append(float(np.sum(np.diff(profile) ** 2)))
    return float(angles[int(np.argmax(scores))])


def turned(image: Image.Image, degrees: float) -> Levelled:
    """A picture turned anticlockwise by some degrees, on a sheet large enough for all of it, and the way back."""
    from PIL import Image as Pillow

    quarters = round(degrees / 90)
    if abs(degrees - 90 * quarters) < 1e-9:
        way = [None, Pillow.Transpose.ROTATE_90, Pillow.Transpose.ROTATE_180, Pillow.Transpose.ROTATE_270][quarters % 4]
        result = image if way is None else image.transpose(way)
    else:
        result = image.rotate(degrees, Pillow.Resampling.BICUBIC, expand=True, fillcolor=paper(image))
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    centre, new_centre = np.array(image.size) / 2, np.array(result.size) / 2
    # From a place on the turned sheet back to the picture: around the centre, clockwise by the angle (y points down).
    turn = np.array([[cos, -sin], [sin, cos]])
    return Levelled(result, np.column_stack([turn, centre - turn @ new_centre]))


def paper(grey: Image.Image) -> int:
    """How bright the sheet is, for what a turn lays bare."""
    return int(np.median(np.asarray(grey.resize((min(grey.width, 64), min(grey.height, 64))))))


def apply(matrix: Matrix, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Places through a matrix; `points` are x, y in the last axis."""
    moved: npt.NDArray[np.float64] = points @ matrix[:, :2].T + matrix[:, 2]
    return moved


def then(first: Matrix, second: Matrix) -> Matrix:
    """One matrix for two, applied one after the other."""
    return np.column_stack([second[:, :2] @ first[:, :2], second[:, :2] @ first[:, 2] + second[:, 2]])
