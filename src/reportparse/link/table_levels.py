"""Rows that number themselves (一、 (一) 1. (1) A I) and rows without values: which of them each row of a table stands under."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportparse.link.answers import Choice

CHAPTERS = 2
"""The first ranks, 一、 and (一), head all that follows them; a row 1. only what is numbered below it."""
MARKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"\d{1,2}(?:[、.](?!\d)|\s(?=[\u4e00-\u9fff]))"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(r"(?:[A-H]|[①-⑩])(?:[、.\s]|(?=[\u4e00-\u9fff]))"),
    re.compile(r"(?:I{1,3}|IV|VI{0,3})(?:[、.\s]|(?=[\u4e00-\u9fff]))"),
)
BEFORE_MARK = re.compile(r"^(?:#|其中)?\s*[:、]?\s*")


class Level(NamedTuple):
    """A row that others stand under: its rank (None: it has no number), what it names, and whether it has values."""

    rank: int | None
    choice: Choice
    words: str
    valued: bool


class Levels:
    """The rows that the next one stands under, the widest first."""

    def __init__(self, heading: Choice) -> None:
        self.heading = heading
        self.open: list[Level] = []

    def over(self, words: str, *, valued: bool) -> Level:
        """What a row stands under; rows of its own rank and below are closed."""
        rank = rank_of(words)
        if rank is not None:
            self.cut(next((n for n, x in enumerate(self.open) if x.rank is not None and x.rank >= rank), None))
        elif not valued:  # a name without a number begins a group as the last such did, or the first below its chapter
            self.cut(next((n for n, x in enumerate(self.open) if x.rank is None or x.valued), None))
        for level in reversed(self.open):
            if rank is not None or not level.valued or (level.rank is not None and level.rank < CHAPTERS):
                return level
        return Level(None, self.heading, "", False)

    def cut(self, at: int | None) -> None:
        """Close the levels from one on."""
        if at is not None:
            del self.open[at:]

    def add(self, words: str, choice: Choice, *, valued: bool) -> None:
        """Open a level with a row: one that has a number, or no values."""
        rank = rank_of(words)
        if rank is not None or not valued:
            self.open.append(Level(rank, choice, words, valued))


def rank_of(words: str) -> int | None:
    """How deep a row's number stands; None where it has none."""
    begin = m.end() if (m := BEFORE_MARK.match(words)) else 0
    return next((n for n, mark in enumerate(MARKS) if mark.match(words, begin)), None)
