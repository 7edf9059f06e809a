"""Weights of signs, learned from annotated reports: whole thousandths of log-odds, so that sums are the same everywhere.

The tables are data (lexicon/leanings.json, made by benchmarks/leanings.py --fit); what they may decide is told in
docs/decisions/0028-learned-weights.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

BASE = ""
"""The sign that every figure has."""

Leaning = Callable[[Iterable[str]], int]
"""The signs of a figure -> what they say for it together."""
Leanings = Callable[[Iterable[str], Iterable[str]], dict[str, int]]
"""The signs of a figure and what it may be -> what they say together for each."""


def leaning_by(weights: Mapping[str, int]) -> Leaning:
    """The sum of the weights of signs; unknown ones say nothing."""
    weight, base = weights.get, weights.get(BASE, 0)

    def leaning(signs: Iterable[str]) -> int:
        return base + sum([weight(sign, 0) for sign in signs])

    return leaning


def leanings_by(weights: Mapping[str, Mapping[str, int]]) -> Leanings:
    """For each of several answers the sum of the weights that signs have for it."""
    weight = weights.get

    def leanings(signs: Iterable[str], answers: Iterable[str]) -> dict[str, int]:
        rows = [row for sign in signs if (row := weight(sign)) is not None]
        return {answer: sum([row.get(answer, 0) for row in rows]) for answer in answers}

    return leanings
