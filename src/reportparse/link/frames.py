"""Each figure with the text that speaks of it: its sentence, part, clause, and the words before and after it.

A *part* is a stretch between semicolons (and sentence ends); a *clause* one between commas too. The *lead* of a
figure is the text from the figure before it (or the sentence's start) to it, the *tail* what follows up to the next.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportparse.model.mentions import PeriodMention, ProgramMention, QuantityMention
from reportparse.model.outline import Outline, Sentence
from reportparse.model.record import record

PART_STOPS = frozenset(";。!?\n")
BRACKET = re.compile("[()]")
CLAUSE_STOP = re.compile("[,;:。!?\n]")


@record
class Frame:
    """A figure in its surroundings; all offsets into the reading.

    `own` is the end of the lead that stands in the figure's own clause, from `own_start`; `rest` what follows the
    figure up to the end of its clause, other figures included. `previous` is the place of the figure before it in
    its sentence, `bracket` the bracketed stretch it stands in, `times` the words of time before it in its sentence,
    `later` those behind it. `lead` and `own` are without blanks at their ends, `tail` and `rest` without one at their head.
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
    times: tuple[PeriodMention, ...]
    later: tuple[PeriodMention, ...]

    def times_since(self, start: int) -> tuple[PeriodMention, ...]:
        """The words of time from a place of the sentence to the figure."""
        return tuple(p for p in self.times if p.start >= start) if self.times else ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What the linker walks over: text, shape and mentions of one document, with quick ways to look around.

    `program_starts` ends with a place behind all of the text. `plans` are the stretches that open with plans though no
    heading says so.
    """

    text: str
    outline: Outline
    frames: tuple[Frame, ...]
    programs: tuple[ProgramMention, ...]
    program_starts: tuple[int, ...]
    periods: tuple[PeriodMention, ...]
    period_starts: tuple[int, ...]
    plans: tuple[tuple[int, int], ...] = ()

    def programs_in(self, start: int, end: int) -> tuple[ProgramMention, ...]:
        """The program mentions that begin in start..end."""
        starts = self.program_starts
        first = last = bisect_left(starts, start)
        while starts[last] < end:  # mostly none or one
            last += 1
        return self.programs[first:last] if first < last else ()

    def in_plans(self, at: int) -> bool:
        """Whether a place lies in a stretch of plans."""
        if not self.plans:
            return False
        i = bisect_right(self.plans, (at, at)) - 1
        return i >= 0 and at < self.plans[i][1]

    def periods_in(self, start: int, end: int) -> tuple[PeriodMention, ...]:
        """The period mentions that begin in start..end."""
        return self.periods[bisect_left(self.period_starts, start) : bisect_left(self.period_starts, end)]


def starts_of(programs: Sequence[ProgramMention]) -> tuple[int, ...]:
    """Where the mentions begin, and a place behind all of the text, at which every walk over them ends."""
    return (*[m.start for m in programs], sys.maxsize)


GROUP_COMMA = re.compile(r",(?<=\d,)(?=\d{3})")
"""A comma between digits parts no clauses."""


def prose_text(folded: str) -> str:
    """The text for looking at words: the same length, commas inside numerals out of the way."""
    return GROUP_COMMA.sub("_", folded) if "," in folded else folded


def brackets_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bracketed stretches of a sentence, outermost only."""
    if text.find("(", start, end) < 0:
        return []
    found, depth, opened = [], 0, start
    for m in BRACKET.finditer(text, start, end):
        if m[0] == "(":
            opened = m.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((opened, m.end()))
    return found


def frames_of(
    text: str, outline: Outline, figures: Sequence[QuantityMention], periods: Sequence[PeriodMention]
) -> tuple[Frame, ...]:
    """The figures of the prose, each in its frame; figures in tables have none."""
    frames: list[Frame] = []
    starts = [q.start for q in figures]
    b, count = 0, len(starts)
    after, told_all = 0, len(periods)
    for sentence in outline.sentences:
        first, last = sentence.start, sentence.end
        a = b
        while a < count and starts[a] < first:  # figures of tables stand between sentences
            a += 1
        b = a
        while b < count and starts[b] < last:
            b += 1
        if a == b:
            continue
        parts, clauses = edges(text, sentence)
        brackets = brackets_of(text, first, last)
        while after < told_all and periods[after].start < first:
            after += 1
        before = after
        while after < told_all and periods[after].start < last:
            after += 1
        times = tuple(periods[before:after])
        lead_start, told, timed, n, clause = first, 0, len(times), 1, (first, clauses[1])
        part = (first, parts[1])
        for i, tail_end in enumerate([*starts[a + 1 : b], last], a):
            q = figures[i]
            start, end = q.start, q.end
            while clause[1] <= start:
                n += 1
                clause = (clauses[n - 1], clauses[n])
            if part[1] <= start:
                part = around(parts, start)
            own_start = lead_start if lead_start > clause[0] else clause[0]
            while told < timed and times[told].start < start:
                told += 1
            lead = text[lead_start:start].rstrip(" ")
            behind = end
            # one blank behind a figure is a matter of setting; two and more part columns
            if end + 1 < tail_end and text[end] == " " != text[end + 1]:
                behind = end + 1
            frame = Frame(
                q,
                start,
                end,
                sentence,
                part,
                clause,
                lead_start,
                own_start,
                tail_end,
                lead,
                lead if own_start == lead_start else text[own_start:start].rstrip(" "),
                text[behind:tail_end],
                text[behind : clause[1]],
                len(frames) - 1 if i > a else None,
                next((p for p in brackets if p[0] < start < p[1]), None) if brackets else None,
                times[:told] if times else (),
                times[told:] if times else (),
            )
            frames.append(frame)
            lead_start = end
    return tuple(frames)


def edges(text: str, sentence: Sentence) -> tuple[list[int], list[int]]:
    """Where the parts of a sentence begin and end, and its clauses, its own ends included."""
    parts, clauses = [sentence.start], [sentence.start]
    for m in CLAUSE_STOP.finditer(text, sentence.start, sentence.end - 1):
        end = m.end()
        clauses.append(end)
        if text[end - 1] in PART_STOPS:
            parts.append(end)
    parts.append(sentence.end)
    clauses.append(sentence.end)
    return parts, clauses


def around(cuts: Sequence[int], at: int) -> tuple[int, int]:
    """The stretch that holds this place."""
    i = bisect_right(cuts, at)
    return (cuts[i - 1], cuts[i]) if i < len(cuts) else (cuts[-1], cuts[-1])
