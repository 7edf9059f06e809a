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

BY_MEANING = frozenset({"kind.level", "kind.during"})
"""Kinds that the very words define: what something was raised to stands, what is told of a span flows."""
KIND_OVERRULED, KIND_CERTAIN = 1735, 2944
"""Log-odds in thousandths: from the first against it a kind is overruled (17 to 3), from the other for it it is certain (19 to 1)."""

OPEN_TO_WEIGHTS = frozenset(
    {
        "program.carried",
        "program.named",
        "program.refined",
        "program.sum",
        "program.title",
        "program.pair",
        "program.none",
        "program.paragraph",
        "program.spent_ahead",
    }
)
"""Rules that weights may overrule; others follow from a list, a total or a noun at the figure's side."""
PROGRAM_OVERRULED, PROGRAM_LIKELY, PROGRAM_CERTAIN = 3000, 2000, 5000
"""As above: from the first against it a program is overruled; below the second for it it is open, below the third likely."""


def words_of(text: str, frames: Sequence[Frame], i: int) -> list[str]:
    """The words around a figure as signs, each with a letter for its place: pairs of characters of its clause right before
    it and behind it, its own beginning and end, the beginning of its sentence, the end of what stands before the figure
    before it; and its unit and measure."""
    frame = frames[i]
    start, own, quantity = frame.start, frame.own, frame.quantity
    clause, sentence = frame.clause[0], frame.sentence.start
    reach = start - CLAUSE_REACH
    behind = frame.rest[:REST_REACH]
    signs = ["c" + text[j : j + 2] for j in range(reach if reach > clause else clause, start - 1)]
    signs += ["a" + behind[j : j + 2] for j in range(len(behind) - 1)]
    signs += (
        "e" + own[-4:],
        f"b{own[:2]}{quantity.measure}",
        "m" + quantity.measure,
        "u" + quantity.unit,
        "s" + text[sentence : sentence + 3] if start - sentence > 2 else "s",
    )
    if frame.previous is not None:
        signs.append("f" + frames[i - 1].own[-3:])
    return signs


def kind_signs(words: list[str], measure: str, choice: Choice, mention: PeriodMention | None, rule: str) -> list[str]:
    """What is weighed for stock or flow: the words, the program, and what words of time govern the figure."""
    time = f"t{mention.kind}{rule}{measure}" if mention is not None else "t" + measure
    return [*words, f"p{choice.code}", time]


def program_signs(
    scene: Scene, ground: Ground, words: list[str], i: int, choices: Sequence[Choice], chosen: Choice
) -> tuple[list[str], set[str]]:
    """What is weighed for a program, and those that it may be: the chosen one, those named in the sentence, the program
    of the figure before, of the heading, of the title, and none."""
    frame = scene.frames[i]
    text_start = frame.sentence.start
    before = [m.code for m in scene.programs_in(text_start, frame.start)]
    behind = [m.code for m in scene.programs_in(frame.end, frame.clause[1])]
    own = scene.programs_in(frame.own_start, frame.start) if before else ()
    heading, title = ground.heading(frame).code, ground.title.code
    last = choices[i - 1].code if i else None
    first, latest = (before[0], before[-1]) if before else ("-", "-")
    signs = [
        *words,
        "2" + latest,
        "3" + first,
        "4" + (behind[0] if behind else "-"),
        f"5{heading}/{latest}",
        f"8{last}/{own[-1].code if own else '-'}" if frame.previous is not None else f"9{last}",
        f"t{title}",
    ]
    answers = {
        *before,
        *behind,
        heading or ELSEWHERE,
        title or ELSEWHERE,
        last or ELSEWHERE,
        chosen.code or ELSEWHERE,
        ELSEWHERE,
    }
    answers.discard(WITHIN)
    return signs, answers
