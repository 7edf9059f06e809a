"""Each figure with the text that speaks of it: its sentence, part, clause, and the words before and after it.

A *part* is a stretch between semicolons (and sentence ends); a *clause* one between commas too. The *lead* of a
figure is the text from the figure before it (or the sentence's start) to it, the *tail* what follows up to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportparse.model.mentions import PeriodMention, ProgramMention, QuantityMention
from reportparse.model.outline import Outline, Sentence

PART_STOP = re.compile("[;。!?\n]")
CLAUSE_STOP = re.compile("[,;:。!?\n]")


class Frame(NamedTuple):
    """A figure in its surroundings; all offsets into the reading.

    `own` is the end of the lead that stands in the figure's own clause, from `own_start`; `rest` what follows the
    figure up to the end of its clause, other figures included. `previous` is the place of the figure before it in
    its sentence, `bracket` the bracketed stretch it stands in.
    """

    quantity: QuantityMention
    start: int
    end: int
    sentence: Sentence
    part: tuple[int, int]
    clause: tuple[int, int]
    lead_start: int
    own_start: int
    tail_end: int
    lead: str
    own: str
    tail: str
    rest: str
    previous: int | None
    bracket: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the linker walks over: text, shape and mentions of one document, with quick ways to look around."""

    text: str
    outline: Outline
    frames: tuple[Frame, ...]
    programs: tuple[ProgramMention, ...]
    program_starts: tuple[int, ...]
    periods: tuple[PeriodMention, ...]
    period_starts: tuple[int, ...]

    def programs_in(self, start: int, end: int) -> tuple[ProgramMention, ...]:
        """The program mentions that begin in start..end."""
        return self.programs[bisect_left(self.program_starts, start) : bisect_left(self.program_starts, end)]

    def periods_in(self, start: int, end: int) -> tuple[PeriodMention, ...]:
        """The period mentions that begin in start..end."""
        return self.periods[bisect_left(self.period_starts, start) : bisect_left(self.period_starts, end)]


GROUP_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
"""A comma between digits parts no clauses."""


def prose_text(folded: str) -> str:
    """The text for looking at words: the same length, commas inside numerals out of the way."""
    return GROUP_COMMA.sub("_", folded) if "," in folded else folded


def brackets_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bracketed stretches of a sentence, outermost only."""
    if "(" not in text[start:end]:
        return []
    found, depth, opened = [], 0, start
    for i in range(start, end):
        if text[i] == "(":
            opened = i if depth == 0 else opened
            depth += 1
        elif text[i] == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, i + 1))
    return found


def frames_of(text: str, outline: Outline, figures: Sequence[QuantityMention]) -> tuple[Frame, ...]:
    """The figures of the prose, each in its frame; figures in tables have none."""
    frames: list[Frame] = []
    starts = [q.start for q in figures]
    for sentence in outline.sentences:
        a, b = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if a == b:
            continue
        parts = edges(PART_STOP, text, sentence)
        clauses = edges(CLAUSE_STOP, text, sentence)
        brackets = brackets_of(text, sentence.start, sentence.end)
        for i in range(a, b):
            q = figures[i]
            lead_start = figures[i - 1].end if i > a else sentence.start
            tail_end = figures[i + 1].start if i + 1 < b else sentence.end
            clause = around(clauses, q.start)
            own_start = max(lead_start, clause[0])
            frames.append(
                Frame(
                    quantity=q,
                    start=q.start,
                    end=q.end,
                    sentence=sentence,
                    part=around(parts, q.start),
                    clause=clause,
                    lead_start=lead_start,
                    own_start=own_start,
                    tail_end=tail_end,
                    lead=text[lead_start : q.start],
                    own=text[own_start : q.start],
                    tail=text[q.end : tail_end],
                    rest=text[q.end : clause[1]],
                    previous=len(frames) - 1 if i > a else None,
                    bracket=next((p for p in brackets if p[0] < q.start < p[1]), None),
                )
            )
    return tuple(frames)


def edges(stop: re.Pattern[str], text: str, sentence: Sentence) -> list[int]:
    """Where the stretches of a sentence begin and end, its own ends included."""
    return [sentence.start, *(m.end() for m in stop.finditer(text, sentence.start, sentence.end - 1)), sentence.end]


def around(cuts: Sequence[int], at: int) -> tuple[int, int]:
    """The stretch that holds this place."""
    i = bisect_right(cuts, at) - 1
    return cuts[i], cuts[min(i + 1, len(cuts) - 1)]
