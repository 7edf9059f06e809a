"""Raised and lowered figures beside others: 100 with the note 1 is not 1001, and CO2 before 12吨 is not 212.

Where such a figure touches another, it becomes a sign of its own (¹, ₂) that no number takes in; elsewhere it stays as
it is, so that m2 is what readers and rules expect.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Literal

Raise = Literal["", "super", "sub"]

_SIGNS: dict[str, dict[int, int]] = {
    "super": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


class Raised(str):
    """A raised or lowered part of a text, as long as it is not known what follows it."""

    kind: Raise

    def __new__(cls, text: str, kind: Raise) -> Raised:
        made = super().__new__(cls, text)
        made.kind = kind
        return made


def signs(text: str, kind: Raise) -> str:
    """A raised or lowered text with its figures as signs of their own."""
    return text.translate(_SIGNS[kind]) if kind else text


def add(parts: MutableSequence[str], text: str, kind: Raise = "") -> None:
    """Adds to a text in parts, of which the last may be raised.

    >>> parts = ["低保100"]; add(parts, "1", "super"); add(parts, "户，面积12m"); add(parts, "2", "super"); add(parts, "。")
    >>> "".join(parts)
    '低保100¹户，面积12m2。'
    """
    last = parts[-1] if parts else ""
    touches = last[-1:].isdigit() and text[:1].isdecimal()
    if touches and isinstance(last, Raised) and last.kind != kind:
        parts[-1] = signs(last, last.kind)
    if not kind:
        parts.append(text)
    elif touches and not isinstance(last, Raised):
        parts.append(signs(text, kind))
    else:
        parts.append(Raised(text, kind))
