"""The cheap looks of the linker let through all that their patterns find: each match has one of the signs asked for."""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from reportparse.link import (
    by_clause,
    changes,
    done_since,
    forecasts,
    measure_words,
    narrowed,
    parts_told,
    plan_names,
    program_behind,
    raised_from,
    roles_narrow,
    stock_flows,
    stock_follows,
    stock_told,
    stock_ways,
    thresholds,
)

HELD = [
    (thresholds.CAP, thresholds.CAP_SIGNS),
    (stock_flows.MADE, stock_flows.MADE_SIGNS),
    (stock_flows.WON, stock_flows.WON_SIGNS),
    (stock_flows.SAVED, "救治证核实"),
    (stock_flows.SEEN, "访问"),
    (stock_flows.OPENED, "放"),
    (stock_flows.BOUGHT, "物"),
    (stock_ways.HIT, "袭席"),
    (stock_ways.CAME, "参场"),
    (stock_ways.CALLED, "招安请承"),
    (stock_ways.FIRM_DEEDS, stock_ways.FIRM_SIGNS),
    (stock_ways.FOR_THEM, "为给替"),
    (stock_ways.LOAD, "均"),
    (forecasts.TASK_HANDED, forecasts.HANDED_SIGNS),
    (forecasts.RESOLVED, forecasts.HANDED_SIGNS),
    (forecasts.TASK_OF_THE_YEAR, forecasts.HANDED_SIGNS),
    (stock_told.MOVED, stock_told.MOVED_SIGNS),
    (stock_follows.ENJOYS, "享得"),
    (stock_follows.BEGUN_IN, "于"),
    (program_behind.SERVED, program_behind.SERVING),
    (plan_names.MADE_CLEAR, plan_names.SET_SIGNS),
    (plan_names.MADE_WELL, plan_names.SET_SIGNS),
    (changes.CHANGE, changes.CHANGE_SIGNS),
    (changes.CHANGE_OVER, changes.CHANGE_SIGNS),
    (changes.OVER_OTHERS, changes.CHANGE_SIGNS),
    (changes.GROWTH_RATE, changes.CHANGE_SIGNS),
    (changes.NET_OF, changes.CHANGE_SIGNS),
    (changes.MORE_OR_LESS, changes.CHANGE_SIGNS),
    (narrowed.NEWLY_IN, narrowed.NEWLY_SIGNS),
    (by_clause.UNDER, "辖"),
    (measure_words.BALANCE, measure_words.BALANCE_SIGNS),
    (parts_told.OF_TASK, "工成启"),
]
ENDS = [
    (stock_flows.SENT, stock_flows.SENT_ENDS),
    (stock_ways.HANDED_TO, stock_ways.HANDED_ENDS),
    (stock_ways.SERVICE_FIRMS, stock_ways.FIRM_ENDS),
    (roles_narrow.ROSE, roles_narrow.ROSE_ENDS),
    (thresholds.FORBIDDEN, thresholds.FORBIDDEN_ENDS),
]
STARTS = [
    (stock_ways.ELECTED, stock_ways.ELECTED_SIGNS),
    (by_clause.OFFICES, by_clause.OFFICE_SIGNS),
    (raised_from.REACHED, raised_from.REACHED_SIGNS),
]


def asked_for(look: str | frozenset[str] | re.Pattern[str]) -> set[str]:
    """The signs that a look asks for: some at hand, or a pattern of one class."""
    if not isinstance(look, re.Pattern):
        return set(look)
    (op, items), *others = parser.parse(look.pattern)
    assert op is ops.IN
    assert not others
    return members(items)


def members(items: Any) -> set[str]:
    """The signs of a class of single signs; anything for a wider one."""
    return {chr(value) if op is ops.LITERAL else "any" for op, value in items}


def holds(tree: Any, signs: set[str]) -> bool:
    """Whether every match of a parsed pattern has one of these signs."""
    for op, value in tree:
        if op is ops.LITERAL and chr(value) in signs:
            return True
        if op is ops.IN and members(value) <= signs:
            return True
        if op is ops.SUBPATTERN and holds(value[3], signs):
            return True
        if op is ops.BRANCH and all(holds(branch, signs) for branch in value[1]):
            return True
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] and holds(value[2], signs):
            return True
    return False


def edge(tree: Any, *, last: bool) -> tuple[set[str], bool]:
    """What a match may begin or end with, and whether it may be empty."""
    found: set[str] = set()
    for op, value in reversed(list(tree)) if last else tree:
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        if op is ops.LITERAL:
            own, empty = {chr(value)}, False
        elif op is ops.IN:
            own, empty = members(value), False
        elif op is ops.SUBPATTERN:
            own, empty = edge(value[3], last=last)
        elif op is ops.BRANCH:
            sides = [edge(branch, last=last) for branch in value[1]]
            own, empty = set().union(*(signs for signs, _ in sides)), any(nothing for _, nothing in sides)
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            own, empty = edge(value[2], last=last)
            empty = empty or not value[0]
        else:
            own, empty = {"any"}, False
        found |= own
        if not empty:
            return found, False
    return found, True


@pytest.mark.parametrize(("pattern", "signs"), HELD)
def test_each_match_has_one_of_the_signs(pattern: re.Pattern[str], signs: str | re.Pattern[str]) -> None:
    assert holds(parser.parse(pattern.pattern), asked_for(signs))


@pytest.mark.parametrize(("pattern", "signs"), ENDS)
def test_each_match_ends_with_one_of_the_signs(pattern: re.Pattern[str], signs: str) -> None:
    ends, empty = edge(parser.parse(pattern.pattern), last=True)
    assert not empty
    assert ends | {"\n"} <= set(signs)  # $ stands before a line's end too


@pytest.mark.parametrize(("pattern", "signs"), STARTS)
def test_each_match_begins_with_one_of_the_signs(pattern: re.Pattern[str], signs: str) -> None:
    starts, empty = edge(parser.parse(pattern.pattern), last=False)
    assert not empty
    assert starts <= set(signs)


def test_words_of_doing_stand_within_reach_of_the_figure() -> None:
    words = re.search(r"\((有\|[^)]*)\)", done_since.BY_THEN.pattern)
    assert words is not None
    assert {word[-1] for word in words[1].split("|")} <= asked_for(done_since.BY_THEN_ENDS)
    assert done_since.BY_THEN.pattern.endswith(r"[^,。;、\d]{0,4}$")
