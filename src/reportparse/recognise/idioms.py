"""Idioms of numerals: lexicon/idioms.toml compiled. 三个代表, 一站式, 三年行动 hold no figure."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from reportparse.numeral_values import NUMERAL
from reportparse.wordtrie import word_pattern

# “五个到位”: how far a quotation mark may stand from a numeral for the whole to be a slogan.
QUOTE_REACH = 12
_SCALES = frozenset("十百千万亿")
SLOGAN = re.compile("[一二两三四五六七八九十]{1,2}个")


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    text = (resources.files("reportparse") / "lexicon" / "idioms.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return {
        "words": tuple(data["words"]),
        "after": tuple(data["after"]),
        "stand_alone": tuple(data["stand_alone"]["words"]),
    }


@cache
def _by_offset(key: str) -> tuple[tuple[int, frozenset[str], re.Pattern[str]], ...]:
    """One pattern for each place at which a numeral stands in a phrase, with that place and what the phrases begin with."""
    groups: dict[int, list[str]] = {}
    for word in _lexicon()[key]:
        for offset, character in enumerate(word):
            if character in NUMERAL or character in "几数半":
                groups.setdefault(offset, []).append(word)
    return tuple(
        (offset, frozenset(word[0] for word in words), re.compile(word_pattern(words)))
        for offset, words in sorted(groups.items())
    )


def in_phrase(folded: str, start: int, key: str = "words") -> bool:
    """The numeral at `start` stands inside one of the phrases; 每人一 ends before the 千 of 每人一千元."""
    for offset, firsts, pattern in _by_offset(key):
        at = start - offset
        m = pattern.match(folded, at) if at >= 0 and folded[at] in firsts else None
        if m is not None and not (m.end() == start + 1 and folded[start + 1 : start + 2] in _SCALES):
            return True
    return False


def is_idiom(folded: str, start: int, end: int) -> bool:
    """The Chinese numeral with its unit at start..end is part of a phrase, a slogan or a name in quotation marks."""
    if in_phrase(folded, start) or _is_quoted(folded, start, end):
        return True
    if folded[end - 1] != "个" or SLOGAN.fullmatch(folded, start, end) is None:
        return False
    return folded.startswith(_lexicon()["after"], end) and not folded.startswith("不同程度", end)


def _is_quoted(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - QUOTE_REACH) : start]
    opening = before.rfind("“")
    if opening < 0 or "”" in before[opening:]:
        return False
    return "”" in folded[end : end + QUOTE_REACH]
