"""What the words around a figure make likely, a stock or a flow: weights learned from annotated reports, beside the rules.

The rules of `stocks` know why; these weights have seen more. Where they are nearly sure that a rule is wrong they have the
last word, and where they doubt it a figure is less sure (docs/decisions/0028-learned-weights.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame
from reportparse.model.mentions import PeriodMention

CLAUSE_REACH, REST_REACH = 14, 6
"""Characters before a figure in its clause, and behind it, that are looked at."""

BY_MEANING = frozenset({"kind.level", "kind.during"})
"""Kinds that the very words define: what something was raised to stands, what is told of a span flows."""
OVERRULED = 1735
"""Log-odds in thousandths from which the weights overrule a rule: 17 to 3."""
DOUBTED, CERTAIN = 0, 2944
"""Below these a rule is doubted, or only likely: even, and 19 to 1."""


def signs_of(
    text: str, frames: Sequence[Frame], i: int, choice: Choice, mention: PeriodMention | None, rule: str
) -> list[str]:
    """What is weighed of a figure, each sign as its kind (a letter) and its words.

    The words: pairs of characters of its clause right before it and behind it, its own beginning and end, the beginning of
    its sentence, the end of what stands before the figure before it; and its measure, its program, and what words of time
    govern it.
    """
    frame = frames[i]
    start, own, measure = frame.start, frame.own, frame.quantity.measure
    clause, sentence = frame.clause[0], frame.sentence.start
    reach = start - CLAUSE_REACH
    pairs = range(reach if reach > clause else clause, start - 1)
    behind = frame.rest[:REST_REACH]
    signs = ["c" + text[j : j + 2] for j in pairs]
    signs += ["a" + behind[j : j + 2] for j in range(len(behind) - 1)]
    signs += (
        "e" + own[-4:],
        f"b{own[:2]}{measure}",
        "m" + measure,
        "s" + text[sentence : sentence + 3] if start - sentence > 2 else "s",
        f"p{choice.code}",
        f"t{mention.kind}{rule}{measure}" if mention is not None else "t" + measure,
    )
    if frame.previous is not None:
        signs.append("f" + frames[i - 1].own[-3:])
    return signs
