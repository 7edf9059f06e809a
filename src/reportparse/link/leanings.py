"""What the words around a figure make likely, a stock or a flow: weights learned from annotated reports, beside the rules.

The rules of `stocks` know why; these weights have seen more. Where they are nearly sure that a rule is wrong they have the
last word, and where they doubt it a figure is less sure (docs/decisions/0028-learned-weights.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import ReportPeriod

NUMERAL = re.compile("[0-9][0-9.,_]*")
STOP = re.compile("[,;。、\n]")
CLAUSE_REACH, REST_REACH = 30, 10
"""Characters before a figure in its clause, and behind it, that are looked at."""
YEAR_DAYS, LONG_DAYS = 360, 370

BY_MEANING = frozenset({"kind.level", "kind.during"})
"""Kinds that the very words define: what something was raised to stands, what is told of a span flows."""
OVERRULED = 1735
"""Log-odds in thousandths from which the weights overrule a rule: 17 to 3."""
DOUBTED, CERTAIN = 0, 2944
"""Below these a rule is doubted, or only likely: even, and 19 to 1."""


def span_of(report: ReportPeriod) -> str:
    """Whether a report is of a year, of years, or of less."""
    if report.start is None or report.end is None:
        return ""
    days = (report.end - report.start).days
    return "s" if days <= YEAR_DAYS else "y" if days < LONG_DAYS else "l"


def signs_of(
    text: str,
    frames: Sequence[Frame],
    i: int,
    choice: Choice,
    mention: PeriodMention | None,
    rule: str,
    span: str,
) -> list[str]:
    """What is weighed of a figure, each sign as its kind and its words.

    The words: pairs of characters of its clause up to it and behind it, its own beginning and end, the beginning of its
    sentence, the end of what stands before the figure before it; and unit, program, and what words of time govern it.
    """
    frame = frames[i]
    own, measure = NUMERAL.sub("#", frame.own), frame.quantity.measure
    start = frame.start
    clause = NUMERAL.sub("#", text[frame.clause[0] : start].rstrip(" "))[-CLAUSE_REACH:]
    rest = NUMERAL.sub("#", frame.rest[:REST_REACH])
    if stop := STOP.search(rest):
        rest = rest[: stop.start()]
    opening = text[frame.sentence.start : min(start, frame.sentence.start + 3)]
    told = f"{mention.kind}:{rule}" if mention is not None else "-"
    signs = [
        *["c" + clause[j : j + 2] for j in range(len(clause) - 1)],
        *["a" + rest[j : j + 2] for j in range(len(rest) - 1)],
        "e2" + own[-2:],
        "e4" + own[-4:],
        f"b{own[:2]}:{measure}",
        "r" + rest[:2],
        "m" + measure,
        "u" + frame.quantity.unit,
        f"p{choice.code}",
        "s2" + opening[:2],
        "s3" + opening,
        f"t{told}:{measure}",
        "l" + span,
    ]
    if frame.previous is not None:
        before = NUMERAL.sub("#", frames[i - 1].own)
        signs += ("f2" + before[-2:], "f3" + before[-3:])
    return signs
