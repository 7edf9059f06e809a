"""What the words around a figure make likely: its program, and whether it is a stock or a flow.

The weights are learned from annotated reports and stand beside the rules. Rules know why; weights have seen more. Where
weights are nearly sure that a rule is wrong they have the last word, and where they doubt it a figure is less sure
(docs/decisions/0028-learned-weights.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import Ground
from reportparse.model.mentions import PeriodMention
from reportparse.model.outline import Sentence
from reportparse.rulebook import ELSEWHERE, WITHIN
from reportparse.weights import KindSigns, ProgramSigns

CLAUSE_REACH, REST_REACH = 14, 6
"""Characters before a figure in its clause, and behind it, that are looked at."""

BY_MEANING = frozenset({"kind.unit", "kind.level", "kind.during", "kind.remaining", "kind.size"})
"""Kinds that the very words define: person-times flow, what something was raised to stands, what is told of a span flows,
the size of a building that was named stands."""
KIND_OVERRULED, KIND_CERTAIN = 1735, 2944
"""Log-odds in thousandths: from the first against it a kind is overruled (17 to 3), from the other for it it is certain (19 to 1)."""

OPEN_TO_WEIGHTS = frozenset(
    {
        "program.carried",
        "program.named",
        "program.refined",
        "program.sum",
        "program.title",
        "program.none",
        "program.paragraph",
        "program.spent_ahead",
    }
)
"""Rules that weights may overrule; others follow from a list, a total or a noun at the figure's side."""
PROGRAM_OVERRULED, PROGRAM_LIKELY, PROGRAM_CERTAIN = 3000, 2000, 4000
"""As above: from the first against it a program is overruled; below the second for it it is open, below the third likely."""


def kind_signs(
    text: str, frames: Sequence[Frame], i: int, choice: Choice, mention: PeriodMention | None, rule: str
) -> tuple[KindSigns, str, str]:
    """What is weighed for stock or flow, then the words of its clause right before it, and those behind it, whose pairs are
    weighed."""
    frame = frames[i]
    start, own, measure = frame.start, frame.own, frame.quantity.measure
    clause, sentence, reach = frame.clause[0], frame.sentence.start, start - CLAUSE_REACH
    signs = (
        own[-4:],
        own[:2] + measure,
        measure,
        choice.code,
        text[sentence : sentence + 3] if start - sentence > 2 else "",
        measure if mention is None else f"{mention.kind}{rule}{measure}",
        None if frame.previous is None else frames[i - 1].own[-3:],
    )
    return signs, text[reach if reach > clause else clause : start], frame.rest[:REST_REACH]


class AtHand:
    """The programs that a figure may be of, and what is weighed for each: asked from left to right.

    It may be of those named in the sentence, that of the figure before, that of the heading, that of the title, or none."""

    def __init__(self, scene: Scene, ground: Ground) -> None:
        self.frames, self.mentions, self.starts = scene.frames, scene.programs, scene.program_starts
        self.ground, self.title = ground, ground.title.code
        self.sentence: Sentence | None = None
        self.heading: str | None = None
        self.first = self.next = 0
        self.named: set[str] = set()

    def enter(self, frame: Frame) -> None:
        """A new sentence: nothing is named in it yet."""
        self.sentence, self.heading = frame.sentence, self.ground.heading(frame).code
        self.named = {self.heading or ELSEWHERE, self.title or ELSEWHERE, ELSEWHERE}
        first, begun = self.next, frame.sentence.start
        while self.starts[first] < begun:
            first += 1
        self.first = self.next = first

    def signs(self, i: int, last: str | None, chosen: str) -> tuple[ProgramSigns | None, set[str]]:
        """What is weighed, and what else than the chosen one a figure may be of (no signs where that is nothing)."""
        frame, starts, mentions = self.frames[i], self.starts, self.mentions
        if frame.sentence is not self.sentence:
            self.enter(frame)
        at, start, named = self.next, frame.start, self.named
        while starts[at] < start:
            named.add(mentions[at].code)
            at += 1
        self.next = at
        others, following, latest, nearest = named.copy(), "-", "-", "-"
        others.add(last or ELSEWHERE)
        if at > self.first:
            latest = mentions[at - 1].code
            if starts[at - 1] >= frame.own_start:
                nearest = latest
        if len(frame.rest) > 1:
            end, stop = frame.end, frame.clause[1]
            while starts[at] < end:
                at += 1
            if starts[at] < stop:
                following = mentions[at].code
                while starts[at] < stop:
                    others.add(mentions[at].code)
                    at += 1
        others.discard(WITHIN)
        others.discard(chosen)
        if not others:
            return None, others
        before = None if frame.previous is None else nearest
        return (
            (frame.own[-3:], frame.quantity.unit, following, self.heading, latest, last, before, self.title),
            others,
        )
