"""Weights of signs, learned from annotated reports: whole thousandths of log-odds, so that sums are the same everywhere.

The tables are data (lexicon/leanings.json, made by benchmarks/leanings.py --fit); what they may decide is told in
docs/decisions/0028-learned-weights.md.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from sys import intern
from typing import TypeVar

BASE = ""
"""The sign that every figure has."""
BEFORE, BEHIND = "c", "a"
"""What the signs begin with that are pairs of neighbouring characters before a figure, and behind it."""
UNSAID = "None"
"""How a program that is not there is written in a sign."""

Code = str | None
KindSigns = tuple[str, str, str, Code, str, str, str | None]
"""The end of a figure's own words, their beginning with its measure, its measure, its program, the beginning of its
sentence, what words of time govern it, the end of what stands before the figure before it (None: it is the first)."""
ProgramSigns = tuple[str, str, str, Code, str, Code, str | None, Code]
"""The end of a figure's own words; its unit; the program named first behind it; heading, and the one named last before it;
that of the figure before, and the one named between (None: it is the first); the title."""
KIND_LETTERS, PROGRAM_LETTERS = "ebmpstf", "eubhlkt"
"""What signs begin with in the tables, in the order told above; a pair is one sign (l where a figure stands before, else k)."""

Leaning = Callable[[KindSigns, str, str], int]
"""The signs of a figure, the words before it and those behind it whose pairs are signs -> what all says for it together."""
Leanings = Callable[[ProgramSigns, str, Iterable[str]], tuple[int, str]]
"""The signs of a figure, an answer and all others -> how much more they say for it than for the best of the others, and that."""
FAR = 10**9
"""So much more where there is no other."""
T = TypeVar("T")

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


def by_letter(weights: Mapping[str, T], letters: str) -> list[dict[str, T]]:
    """The weights of the signs that begin with each of these letters, without it: a sign need not be put together to be found."""
    tables: dict[str, dict[str, T]] = {letter: {} for letter in letters}
    for sign, weight in weights.items():
        if (table := tables.get(sign[:1])) is not None:
            table[sign[1:]] = weight
    return list(tables.values())


def by_code(table: Mapping[str, T]) -> dict[Code, T]:
    """The same where signs are programs."""
    return {(None if code == UNSAID else intern(code)): weight for code, weight in table.items()}


def by_pair(table: Mapping[str, T]) -> dict[Code, dict[str | None, T]]:
    """The same where signs are two programs."""
    pairs: dict[Code, dict[str | None, T]] = {}
    for sign, weight in table.items():
        code, _, other = sign.partition("/")
        pairs.setdefault(None if code == UNSAID else intern(code), {})[intern(other)] = weight
    return pairs


def leaning_by(weights: Mapping[str, int]) -> Leaning:
    """The sum of the weights of signs; unknown ones say nothing."""
    base = weights.get(BASE, 0)
    ends, begins, measures, codes, openings, times, before_last = by_letter(weights, KIND_LETTERS)
    programs = by_code(codes)
    of_before, of_behind = by_number(weights, BEFORE).get, by_number(weights, BEHIND).get

    def leaning(signs: KindSigns, before: str, behind: str) -> int:
        end, begun, measure, code, opening, time, last = signs
        together = base + ends.get(end, 0) + begins.get(begun, 0) + measures.get(measure, 0) + programs.get(code, 0)
        together += openings.get(opening, 0) + times.get(time, 0)
        if last is not None:
            together += before_last.get(last, 0)
        if len(before) > 1:
            together += sum(map(of_before, numbers(before), NOTHING))
        if len(behind) > 1:
            together += sum(map(of_behind, numbers(behind), NOTHING))
        return together

    return leaning


def leanings_by(weights: Mapping[str, Mapping[str, int]]) -> Leanings:
    """How far one answer is ahead of all others by the sums of the weights that signs have for each.

    The weights that a sign has for all answers lie side by side in the bits of one number, so that six additions sum up all of
    them; looked up one by one they cost half as much again."""
    known = Counter([code for row in weights.values() for code in row])
    most = max([abs(weight) for row in weights.values() for weight in row.values()], default=0)
    width = (len(PROGRAM_LETTERS) * most).bit_length() + 1  # no sum reaches the bits of the next answer
    half, mask = 1 << width >> 1, (1 << width) - 1
    # frequent ones first: short numbers
    places = {intern(code): n * width for n, (code, _) in enumerate(known.most_common())}
    beyond = len(places) * width  # where all that is not known has nothing
    nothing = sum(half << n * width for n in range(len(places) + 1))
    packed = {sign: sum(row[code] << places[code] for code in row) for sign, row in weights.items()}
    ends, units, followings, under_headings, behind_others, behind_none, titles = by_letter(packed, PROGRAM_LETTERS)
    headings, lasts, of_titles = by_pair(under_headings), by_pair(behind_others), by_code(titles)
    for last_code, together in by_code(behind_none).items():
        lasts.setdefault(last_code, {})[None] = together
    of_none: Mapping[str | None, int] = {}

    def leanings(signs: ProgramSigns, chosen: str, others: Iterable[str]) -> tuple[int, str]:
        end, unit, following, heading, latest, last, nearest, title = signs
        together = (
            nothing + ends.get(end, 0) + units.get(unit, 0) + followings.get(following, 0) + of_titles.get(title, 0)
        )
        together += headings.get(heading, of_none).get(latest, 0) + lasts.get(last, of_none).get(nearest, 0)
        best, most = chosen, half - FAR
        for code in others:
            score = together >> places.get(code, beyond) & mask
            if score > most or (score == most and code > best):
                best, most = code, score
        return (together >> places.get(chosen, beyond) & mask) - most, best

    return leanings


def kind_names(signs: KindSigns, before: str, behind: str) -> list[str]:
    """Signs as the tables have them, those that words are too."""
    named = [f"{letter}{sign}" for letter, sign in zip(KIND_LETTERS, signs[:-1], strict=False)]
    named += ["f" + signs[-1]] if signs[-1] is not None else []
    return [*named, *pairs(BEFORE, before), *pairs(BEHIND, behind)]


def program_names(signs: ProgramSigns) -> list[str]:
    """Signs as the tables have them."""
    end, unit, following, heading, latest, last, nearest, title = signs
    behind = f"k{last}" if nearest is None else f"l{last}/{nearest}"
    return ["e" + end, "u" + unit, "b" + following, f"h{heading}/{latest}", behind, f"t{title}"]
