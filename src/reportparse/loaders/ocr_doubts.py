"""Letters that the network left out without a doubt: ink that no letter stands for lowers the sureness beside it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reportparse.loaders.ocr_characters import pitch, width_class

# How sure at most a letter is that stands beside ink nothing was read for.
DOUBT = 0.5
# Ink as wide as this, in full letters, is a letter that was left out, as 〇 often is.
LEFT_OUT = 0.45
# A column of pixels counts as ink from this share of the fullest column.
INKED = 0.08
# From its middle a letter reaches this far, in its own widths.
REACH = 0.62


def doubted(
    text: str, sureness: tuple[float, ...], centres: tuple[float, ...], ink: npt.NDArray[np.float64]
) -> tuple[float, ...]:
    """The sureness of each letter. `centres` are shares of the line, `ink` is how dark each of its columns is."""
    if len(centres) != len(text) or not ink.any():
        return sureness
    unit = pitch(text, centres)
    dark = ink > INKED * ink.max()
    reach = [REACH * unit * width_class(sign) for sign in text]
    covered = [(0.0, 0.0), *((c - r, c + r) for c, r in zip(centres, reach, strict=True)), (1.0, 1.0)]
    doubts: set[int] = set()
    for i, ((_, low), (high, _)) in enumerate(pairwise(covered)):
        if _inked(dark, low, high) > LEFT_OUT * unit:
            doubts |= {i - 1, i}
    return tuple(min(s, DOUBT) if i in doubts else s for i, s in enumerate(sureness))


def _inked(dark: npt.NDArray[np.bool_], low: float, high: float) -> float:
    """How much of a stretch of the line has ink, as a share of the line."""
    part = dark[int(low * len(dark)) : max(int(low * len(dark)), int(high * len(dark)))]
    return float(np.count_nonzero(part)) / len(dark)
