"""Where a quotation stands in a text, though the text may have changed since: by its words first, then by its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.model.patch import Quotation


class Piece(NamedTuple):
    """A stretch of a document's text that is known. `whole`: all of it, so that beyond its ends there is nothing."""

    start: int
    text: str
    whole: bool


class Occurrence(NamedTuple):
    """The quoted words in a text. `agreed` counts the characters around them that are as quoted; `all_agrees` says that
    none is otherwise, as far as the text is known."""

    start: int
    end: int
    agreed: int
    all_agrees: bool


def occurrences(quotation: Quotation, pieces: Sequence[Piece]) -> list[Occurrence]:
    """Every place where the quoted words stand, from the first to the last."""
    found: dict[int, Occurrence] = {}
    for piece in pieces:
        for one in _in(piece, quotation):
            known = found.get(one.start)
            if known is None or one.agreed > known.agreed:
                found[one.start] = one
    return [found[start] for start in sorted(found)]


def occurrence_at(quotation: Quotation, pieces: Sequence[Piece]) -> Occurrence | None:
    """The quoted words at the very place that the quotation tells; None where others stand there."""
    there = [
        _seen(piece, quotation, at)
        for piece in pieces
        if (at := quotation.start - piece.start) >= 0 and piece.text.startswith(quotation.exact, at)
    ]
    return max(there, key=lambda one: one.agreed, default=None)


def _in(piece: Piece, quotation: Quotation) -> Iterator[Occurrence]:
    at = piece.text.find(quotation.exact)
    while at >= 0:
        yield _seen(piece, quotation, at)
        at = piece.text.find(quotation.exact, at + 1)


def _seen(piece: Piece, quotation: Quotation, at: int) -> Occurrence:
    """The quoted words at a place of a piece, and how much around them is as quoted."""
    text, end = piece.text, at + len(quotation.exact)
    before = text[max(0, at - len(quotation.prefix)) : at]
    after = text[end : end + len(quotation.suffix)]
    left = alike(before[::-1], quotation.prefix[::-1])
    right = alike(after, quotation.suffix)
    all_left = left == len(quotation.prefix) or (not piece.whole and left == len(before) == at)
    all_right = right == len(quotation.suffix) or (not piece.whole and right == len(after) == len(text) - end)
    return Occurrence(piece.start + at, piece.start + end, left + right, all_left and all_right)


def alike(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    for n, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return n
    return min(len(one), len(other))
