"""What the network is sure of without reason: its slips show by the places of the letters, or by their ink.

Ink that no letter stands for and digits too far apart lower the sureness beside them; a point that parts thousands is
doubted unless the network has not the least doubt of it.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reportparse.loaders.ocr_characters import pitch, width_class
from reportparse.model.per_mille import by_thousand

# How sure at most a letter is that stands beside ink nothing was read for.
DOUBT = 0.5
# Ink as wide as this, in full letters, is a letter that was left out, as 〇 often is.
LEFT_OUT = 0.45
# Digits of one figure stand evenly, but for the network's columns, some three a digit: in 870 runs of digits the widest
# step was at most twice the others' median, and where a range sign was lost, mostly 2.2 to 4 times.
WIDE_STEP = 2.1
# 12.345 is seldom printed and 12,345 often: of points in this form less sure than this, most were commas.
SURE_POINT = 0.99
# A column of pixels counts as ink from this share of the fullest column.
INKED = 0.08
# From its middle a letter reaches this far, in its own widths.
REACH = 0.62

_BEFORE_RING = re.compile(r"[0-9][%％](?=[0oO○〇](?![0-9A-Za-z.]))")
_RUN = re.compile(r"[0-9]{4,12}")
_LIKE_THOUSANDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(\.)(?=[0-9]{3}(?![0-9]))")


def doubted(
    text: str, sureness: tuple[float, ...], centres: tuple[float, ...], ink: npt.NDArray[np.float64]
) -> tuple[float, ...]:
    """The sureness of each letter. `centres` are shares of the line, `ink` is how dark each of its columns is."""
    if len(centres) != len(text) or not ink.any():
        return sureness
    doubts = _apart(text, centres) | _points(text, sureness) | _rings(text)
    unit = pitch(text, centres)
    dark = ink > INKED * ink.max()
    reach = [REACH * unit * width_class(sign) for sign in text]
    covered = [(0.0, 0.0), *((c - r, c + r) for c, r in zip(centres, reach, strict=True)), (1.0, 1.0)]
    for i, ((_, low), (high, _)) in enumerate(pairwise(covered)):
        if _inked(dark, low, high) > LEFT_OUT * unit:
            doubts |= {i - 1, i}
    return tuple(min(s, DOUBT) if i in doubts else s for i, s in enumerate(sureness))


def _apart(text: str, centres: tuple[float, ...]) -> set[int]:
    """Neighbours in a run of digits between which a sign must have stood: 1963 for 19-63."""
    doubts: set[int] = set()
    for m in _RUN.finditer(text):
        steps = [b - a for a, b in pairwise(centres[m.start() : m.end()])]
        widest = max(range(len(steps)), key=steps.__getitem__)
        others = float(np.median(steps[:widest] + steps[widest + 1 :]))
        if 0 < WIDE_STEP * others < steps[widest]:
            doubts |= {m.start() + widest, m.start() + widest + 1}
    return doubts


def _points(text: str, sureness: tuple[float, ...]) -> set[int]:
    """Points that may be commas."""
    points = (m.start(1) for m in _LIKE_THOUSANDS.finditer(text))
    return {i for i in points if sureness[i] < SURE_POINT}


def _rings(text: str) -> set[int]:
    """Percent signs with a ring behind them: a ‰, or a speck; unless the figure is known to be counted by the thousand."""
    return {m.end() - 1 for m in _BEFORE_RING.finditer(text) if not by_thousand(text[: m.start()])}


def _inked(dark: npt.NDArray[np.bool_], low: float, high: float) -> float:
    """How much of a stretch of the line has ink, as a share of the line."""
    part = dark[int(low * len(dark)) : max(int(low * len(dark)), int(high * len(dark)))]
    return float(np.count_nonzero(part)) / len(dark)
