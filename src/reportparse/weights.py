"""Weights of signs, learned from annotated reports: whole thousandths of log-odds, so that sums are the same everywhere.

The tables are data (lexicon/leanings.json, made by benchmarks/leanings.py --fit); what they may decide is told in
docs/decisions/0028-learned-weights.md.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat

BASE = ""
"""The sign that every figure has."""
BEFORE, BEHIND = "c", "a"
"""What the signs begin with that are pairs of neighbouring characters before a figure, and behind it."""

Leaning = Callable[..., int]
"""The signs of a figure, the words before it and those behind it whose pairs are signs -> what all says for it together."""
Leanings = Callable[[Iterable[str], Iterable[str]], dict[str, int]]
"""The signs of a figure and what it may be -> what they say together for each."""

LONGEST = 32
"""Characters of words whose pairs are weighed, at most."""
UNPACKED = [struct.Struct(f"{n}Q").unpack_from for n in range(LONGEST // 2 + 1)]
NOTHING = repeat(0)


def pairs(letter: str, words: str) -> list[str]:
    """The signs that the pairs of neighbouring characters in some words are."""
    return [letter + words[i : i + 2] for i in range(len(words) - 1)]


def numbers(words: str) -> tuple[int, ...]:
    """A number for each pair of neighbouring characters (their codes side by side): it costs a third of a string for each."""
    codes, n = words.encode("utf-32", "surrogatepass"), len(words)
    return UNPACKED[n // 2](codes, 4) + UNPACKED[(n - 1) // 2](
        codes, 8
    )  # the mark of its byte order stands before them


def by_number(weights: Mapping[str, int], letter: str) -> dict[int, int]:
    """The weights of pairs by their numbers."""
    of_pairs = [(sign, weight) for sign, weight in weights.items() if sign[:1] == letter]
    codes = "".join([sign[1:] for sign, _ in of_pairs]).encode("utf-32", "surrogatepass")
    return dict(zip(struct.unpack_from(f"{len(of_pairs)}Q", codes, 4), [weight for _, weight in of_pairs], strict=True))


def leaning_by(weights: Mapping[str, int]) -> Leaning:
    """The sum of the weights of signs; unknown ones say nothing."""
    weight, base = weights.get, weights.get(BASE, 0)
    of_before, of_behind = by_number(weights, BEFORE).get, by_number(weights, BEHIND).get

    def leaning(signs: Iterable[str], before: str = "", behind: str = "") -> int:
        together = sum(map(weight, signs, NOTHING), base)
        if len(before) > 1:
            together += sum(map(of_before, numbers(before), NOTHING))
        if len(behind) > 1:
            together += sum(map(of_behind, numbers(behind), NOTHING))
        return together

    return leaning


def leanings_by(weights: Mapping[str, Mapping[str, int]]) -> Leanings:
    """For each of several answers the sum of the weights that signs have for it."""
    by_answer: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for sign, row in weights.items():  # few answers are asked for many signs, so that each answer has its own table
        for answer, weight in row.items():
            by_answer[answer][sign] = weight
    weight_of, unknown = {answer: table.get for answer, table in by_answer.items()}, dict[str, int]().get

    def leanings(signs: Iterable[str], answers: Iterable[str]) -> dict[str, int]:
        return {answer: sum(map(weight_of.get(answer, unknown), signs, NOTHING)) for answer in answers}

    return leanings
