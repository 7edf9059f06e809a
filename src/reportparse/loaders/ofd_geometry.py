"""Numbers of OFD: lists of floats, boxes, matrices, and the way from millimetres to points."""

from __future__ import annotations

import math

Matrix = tuple[float, float, float, float, float, float]

POINTS = 72 / 25.4
"""Points in a millimetre."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# No page is larger than ten metres: what lies further out, or is no number, is a forgery.
MAX_MILLIMETRES = 10_000.0


def number(text: str) -> float | None:
    """A finite number of decent size; None for anything else."""
    try:
        value = float(text[:40])
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= MAX_MILLIMETRES else None


def numbers(text: str | None, count: int) -> list[float] | None:
    """So many numbers parted by blanks; None where there are fewer."""
    found = [number(word) for word in (text or "").split(None, count)[:count]]
    kept = [value for value in found if value is not None]
    return kept if len(kept) == count else None


def matrix(text: str | None) -> Matrix:
    """A matrix of six numbers, or the one that changes nothing."""
    found = numbers(text, 6)
    if found is None:
        return IDENTITY
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does first the one, then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def through(by: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def placed(boundary: str | None, own: str | None, outer: Matrix) -> Matrix:
    """From an object's own space to its page: its matrix, the corner of its boundary, what holds it."""
    corner = numbers(boundary, 4) or [0.0, 0.0, 0.0, 0.0]
    return times(times(matrix(own), (1.0, 0.0, 0.0, 1.0, corner[0], corner[1])), outer)


def deltas(text: str | None, count: int) -> list[float]:
    """The steps from character to character, `g 3 2.5` standing for 2.5 three times; no more than `count`.

    >>> deltas("1 g 3 2.5 4", 10)
    [1.0, 2.5, 2.5, 2.5, 4.0]
    """
    found: list[float] = []
    words = iter((text or "").split(None, 4 * count + 4))
    for word in words:
        if len(found) >= count:
            break
        if word != "g":
            found.append(number(word) or 0.0)
            continue
        times_text, step = next(words, "0"), number(next(words, "0")) or 0.0
        repeat = int(times_text) if times_text.isascii() and times_text.isdigit() and len(times_text) <= 18 else 0
        found += [step] * min(repeat, count - len(found))
    return found
