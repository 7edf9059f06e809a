"""Rates that a sentence sets from one day on: 从4月1日起,A上调30元,达到380元;B上调240元,达到2280元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Dated, Role
from reportparse.link.frames import Frame

RATE = "(?:标准|养老金|补贴|补助|津贴|补助金|低保线|保障线|救助线|优待金|抚恤金|生活费|供养金|待遇)"
RATE_SET = re.compile(
    rf"标准[^,。;\d]{{0,16}}(?:提高|调整|调|增加|上调|提升|确定)[到至为]"
    rf"|{RATE}[^,。;\d]{{0,12}}(?:(?:提高|调整|调|增加|上调|提升|提|涨|达)[到至]|(?:确定|调整)为)"
)
RAISED = re.compile(
    rf"{RATE}[^,。;\d]{{0,10}}(?:提高|上调|增加|上浮|上涨|调增|再提高|提升|增)[^,。;到至为\d]{{0,4}}\Z"
    rf"|(?:调整|提高|上调|增加|上浮)[^,。;\d]{{0,14}}{RATE},?(?:月?人均|平均|人平|每人)[^,。;到至\d]{{0,6}}\Z"
)
"""…标准上调, 调整养老金,月人均增加: how much more is paid."""
REACHED = re.compile(r",?(?:达到?|提高到|调整到|调到|为|至)[^,。;\d]{0,6}\Z")
REACHED_SIGNS = frozenset(",达提调为至")


def is_raise(frame: Frame) -> bool:
    """Whether a figure is the size of a raise of what is paid by the month or year."""
    return RAISED.search(frame.lead) is not None


def is_rate_set(frame: Frame) -> bool:
    """Whether a figure is what is paid by the month or year, as it is set."""
    return RATE_SET.search(frame.own) is not None


def reached_by_raise(frame: Frame) -> bool:
    """…上调30元,达到380元: the new rate behind the size of the raise."""
    return frame.lead[:1] in REACHED_SIGNS and REACHED.fullmatch(frame.lead) is not None


def raise_before(i: int, frames: Sequence[Frame], roles: Sequence[Role], found: Sequence[Dated]) -> Dated | None:
    """上调240元,达到年人均2280元: the time of the raise that the figure before told, where that holds from a day on.

    Asked of the figure ahead, too, when the one before it is not settled yet.
    """
    if not 0 < i <= len(found) or frames[i].previous != i - 1 or roles[i - 1].role != "change":
        return None
    before = found[i - 1]
    return before if before.period.kind == "as_of" and before.rule.startswith("period.sentence") else None
