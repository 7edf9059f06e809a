"""How sure a statistic is: a logistic estimate from its rule trail, fitted on annotated reports and kept on the low side.

The weights are data (lexicon/confidence.toml, made by benchmarks/calibration.py --fit); what they mean and how well
they hold is told in docs/accuracy.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

SHORT, WORDS, PHRASE = 2, 4, 12
"""Characters of a subject in the text's own words: up to so many it is a label, a word, a phrase; above, a clause."""


class Trail(NamedTuple):
    """What is weighed of a figure: its rules, whether it has a program, its measure, the length of its subject where it has
    none, and what learned weights say of its kind and its program, where they are not certain."""

    quantity: str
    program: str
    found: bool
    role: str
    period: str
    kind: str
    measure: str
    subject: int
    of_kind: str
    of_program: str


Told = tuple[str, str, bool, str, str, str, str, int, str, str]
"""What a trail tells, in its order: a plain tuple is made without a call, and there is one for each figure."""
SureOf = Callable[[Told], float]
"""A trail -> confidence, 0..1, two places."""


def traits(trail: Told) -> tuple[str, ...]:
    """The rules of a trail one by one, and the pairs that depend on one another."""
    quantity, program, found, role, period, kind, measure, subject, of_kind, of_program = trail
    named = f"{program}+" if found else f"{program}-"
    common = (quantity, named, role, period, kind, f"{period}/{kind}", measure, f"{measure}/{kind}")
    doubts = (f"{role}/{of_kind}", f"{named}/{of_program}")
    return (*common, *doubts) if found else (*common, *doubts, length_class(subject))


def length_class(subject: int) -> str:
    """How long the own words are by which a figure without a program is called."""
    if subject == 0:
        return "subject.none"
    if subject <= SHORT:
        return "subject.label"
    if subject <= WORDS:
        return "subject.word"
    return "subject.phrase" if subject <= PHRASE else "subject.clause"


def surety(weights: Mapping[str, float], base: float, caution: float) -> SureOf:
    """The estimate under these weights. Trails are few and repeat, so answers are kept."""

    @lru_cache(maxsize=4096)
    def sure(trail: Told) -> float:
        z = base - caution + math.fsum(weights.get(trait, 0.0) for trait in traits(trail))
        return round(1 / (1 + math.exp(-z)), 2)

    return sure
