"""Names over the years: what makes two subjects one series. lexicon/series.toml, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportparse.rulebook import either, shipped


@dataclass(frozen=True, slots=True)
class Whole:
    """A total and the parts that make it up; in measures of `closed` nothing else belongs to it."""

    of: str
    parts: tuple[str, ...]
    aspects: bool
    closed: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The data of series.toml, compiled."""

    aspect_of: Mapping[str, str]
    aspect_words: re.Pattern[str]
    settled: Mapping[str, frozenset[str]]
    ignored: re.Pattern[str]
    decisive: frozenset[str]
    topped_up: frozenset[str]
    volatile: frozenset[str]
    wholes: tuple[Whole, ...]
    unit_of: Mapping[str, str]
    constant_prices: re.Pattern[str]
    share: re.Pattern[str]
    no_share: re.Pattern[str]
    completion: re.Pattern[str]
    changed: Mapping[str, re.Pattern[str]]

    def aspects(self, subject: str, program: str | None) -> tuple[str, ...]:
        """What a subject singles out of its program's total, in a fixed order."""
        found = {self.aspect_of[word] for word in self.aspect_words.findall(subject)}
        return tuple(sorted(found - self.settled.get(program or "", frozenset())))

    def unit(self, unit: str) -> str:
        """One name for units that count the same things."""
        return self.unit_of.get(unit, unit)


@cache
def load_names() -> Names:
    """The shipped names."""
    return compile_names(shipped("series.toml"))


def compile_names(table: Mapping[str, Any]) -> Names:
    """The tables of series.toml as one frozen value."""
    aspect_of = {word: name for name, entry in table["aspect"].items() for word in entry["words"]}
    return Names(
        aspect_of=aspect_of,
        aspect_words=either(aspect_of),
        settled={code: frozenset(aspects) for code, aspects in table["settled"].items()},
        ignored=either(table["ignored"]["words"]),
        decisive=frozenset(table["decisive"]["programs"]),
        topped_up=frozenset(table["topped_up"]["programs"]),
        volatile=frozenset(table["volatile"]["programs"]),
        wholes=tuple(
            Whole(w["of"], tuple(w["parts"]), bool(w.get("aspects")), frozenset(w["closed"])) for w in table["whole"]
        ),
        unit_of={unit: group["alike"][0] for group in table["units"] for unit in group["alike"]},
        constant_prices=either(table["constant_prices"]["words"]),
        share=either(table["share"]["words"]),
        no_share=either(table["share"]["not"]),
        completion=either(table["completion"]["words"]),
        changed={measure: either(words) for measure, words in table["changed"].items()},
    )
