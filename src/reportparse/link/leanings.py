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
from reportparse.rulebook import ELSEWHERE, WITHIN

CLAUSE_REACH, REST_REACH = 14, 6
"""Characters before a figure in its clause, and behind it, that are looked at."""

BY_MEANING = frozenset({"kind.unit", "kind.level", "kind.during", "kind.remaining"})
"""Kinds that the very words define: person-times flow, what something was raised to stands, what is told of a span flows."""
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
) -> tuple[list[str], str, str]:
    """What is weighed for stock or flow, each sign with a letter for its place: its own words' beginning and end, the
    beginning of its sentence, the end of what stands before the figure before it; its measure and its program; and what
    words of time govern it. Then the words of its clause right before it, and those behind it, whose pairs are weighed."""
    frame = frames[i]
    start, own, measure = frame.start, frame.own, frame.quantity.measure
    clause, sentence, reach = frame.clause[0], frame.sentence.start, start - CLAUSE_REACH
    signs = [
        "e" + own[-4:],
        f"b{own[:2]}{measure}",
        "m" + measure,
        f"p{choice.code}",
        "s" + text[sentence : sentence + 3] if start - sentence > 2 else "s",
        f"t{mention.kind}{rule}{measure}" if mention is not None else "t" + measure,
    ]
    if frame.previous is not None:
        signs.append("f" + frames[i - 1].own[-3:])
    return signs, text[reach if reach > clause else clause : start], frame.rest[:REST_REACH]


def program_signs(
    scene: Scene, ground: Ground, i: int, last: str | None, chosen: str
) -> tuple[tuple[str, ...], set[str]]:
    """What is weighed for a program, and those that it may be (signs only where these are more than one).

    It may be the chosen one, those named in the sentence, `last` of the figure before, that of the heading, that of the
    title, and none. The signs: the end of its own words, its unit; the program named first behind it; heading and the one
    named last before it; the figure before and the one named between; the title."""
    frame = scene.frames[i]
    named = scene.programs_in(frame.sentence.start, frame.start)
    behind = scene.programs_in(frame.end, frame.clause[1]) if len(frame.rest) > 1 else ()
    heading, title = ground.heading(frame).code, ground.title.code
    answers = {heading or ELSEWHERE, title or ELSEWHERE, last or ELSEWHERE, chosen, ELSEWHERE}
    latest = nearest = following = "-"
    if named:
        latest = named[-1].code
        nearest = latest if named[-1].start >= frame.own_start else "-"
        answers.update([m.code for m in named])
    if behind:
        following = behind[0].code
        answers.update([m.code for m in behind])
    answers.discard(WITHIN)
    if len(answers) == 1:
        return (), answers
    signs = (
        "e" + frame.own[-3:],
        "u" + frame.quantity.unit,
        "b" + following,
        f"h{heading}/{latest}",
        f"l{last}/{nearest}" if frame.previous is not None else f"k{last}",
        f"t{title}",
    )
    return signs, answers
