"""Where in a line's picture each letter stands: the network names a column for each, the ink tells its edges."""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt

Edges = list[tuple[float, float]]
"""The left and right edge of each letter, from 0 (the line's left end) to 1."""

_HALF, _FULL = 0.5, 1.0
# How far from its guessed place a cut between two letters may move to find white paper, in letter widths.
_REACH = 0.2
# Columns with less ink than this share of the fullest are noise beside the letters.
_LEAST_INK = 0.05
# Paper is never quite even; ink is darker than this, of 255.
_NOISE = 30


def ink_of(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """How much darker than the paper each pixel of a line's picture is, as far as it is no noise."""
    ink: npt.NDArray[np.float64] = np.maximum(
        float(np.percentile(picture, 75)) - picture.astype(np.float64) - _NOISE, 0
    )
    return ink


def width_class(sign: str) -> float:
    """1 for a full-width sign (Chinese, 。，), 0.5 for a half-width one (digits, Latin letters)."""
    return _FULL if unicodedata.east_asian_width(sign) in "WFA" else _HALF


def edges(text: str, centres: tuple[float, ...], ink: npt.NDArray[np.float64]) -> Edges:
    """Left and right edges of each letter. `centres` may be empty: then the line is shared out by width classes.

    `ink`: how dark each column of the line's picture is; its length is the line's width in pixels.
    """
    widths = np.array([width_class(sign) for sign in text])
    if len(centres) != len(text):
        ends = np.concatenate([[0.0], np.cumsum(widths)]) / widths.sum()
        return list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))
    places = np.maximum.accumulate(np.array(centres))
    unit = _letter_width(places, widths)
    left = places[:-1] + np.diff(places) * widths[:-1] / (widths[:-1] + widths[1:])
    cuts = np.array([_white(ink, cut, unit * _REACH) for cut in left])
    # Neighbours further apart than their widths have a gap between them that belongs to neither.
    starts = np.concatenate([[places[0] - unit * widths[0] * 0.7], cuts])
    stops = np.concatenate([cuts, [places[-1] + unit * widths[-1] * 0.7]])
    starts = np.maximum(starts, places - unit * widths * 0.9)
    stops = np.minimum(stops, places + unit * widths * 0.9)
    inked = np.flatnonzero(ink > _LEAST_INK * ink.max()) / len(ink) if ink.any() else np.array([0.0, 1.0])
    starts[0], stops[-1] = max(starts[0], inked[0]), min(stops[-1], inked[-1] + 1 / len(ink))
    starts, stops = np.clip(starts, 0, 1), np.clip(stops, 0, 1)
    return [(float(a), float(max(b, a))) for a, b in zip(starts, stops, strict=True)]


def pitch(text: str, centres: tuple[float, ...]) -> float:
    """The width of a full-width letter as a share of the line."""
    widths = np.array([width_class(sign) for sign in text])
    if len(centres) != len(text):
        return 1.0 / float(widths.sum())
    return _letter_width(np.maximum.accumulate(np.array(centres)), widths)


def _letter_width(places: npt.NDArray[np.float64], widths: npt.NDArray[np.float64]) -> float:
    """The width of a full-width letter as a share of the line, by what the distances of neighbours say.

    Places are whole columns of the network, a third of a letter apart: only the mean of several is sharp. Full-width
    neighbours count alone where there are some, since digits are not quite half as wide.
    """
    steps = np.diff(places) / ((widths[:-1] + widths[1:]) / 2)
    full = steps[(widths[:-1] == _FULL) & (widths[1:] == _FULL)]
    steps = full if len(full) >= 3 else steps
    steps = steps[steps > 0]
    if not len(steps):
        return 1.0 / float(widths.sum())
    return float(steps[steps < 1.5 * np.median(steps)].mean())


def _white(ink: npt.NDArray[np.float64], cut: float, reach: float) -> float:
    """The whitest column near a cut, the nearest of equals."""
    size = len(ink)
    low, high = max(0, int((cut - reach) * size)), min(size, int((cut + reach) * size) + 1)
    if high - low < 2:
        return cut
    near = ink[low:high]
    best = np.flatnonzero(near <= near.min() + 1e-9) + low + 0.5
    return float(best[np.argmin(np.abs(best - cut * size))]) / size
