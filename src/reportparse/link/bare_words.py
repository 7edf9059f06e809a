"""Words before a figure that alone do not say what is counted: verbs without their object, words of comparison."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

COMPARISON = re.compile(
    r"(?:同比|环比|比(?![例重率值赛对])|较(?![大高好快多少重为差低])|增收|减收|增产|减产|[增减涨降]幅|(?:高|多|低|少|快|慢)(?:于|出|了)"
    r"|净[增减]|(?:年均)?递[增减]|(?:增长|增加|提高|上升|上涨|下降|减少|降低|回落|下滑|加快|放慢|缩短)(?!幅度|额|数|部分|人员|床位)).*$"
)
"""资金拨付进度同比加快: what follows the noun says how it changed, not what it is."""

ADVERBS = (
    r"(?:已经?|均|都|各|新|再|共|当[年月]|历年|成功|现场|全部|基本|累计|提前|另|又|继续|及时|先行|正|相继|先后|陆续|依法|直接|实际"
    r"|平均|年|月|日|拟|将|可)"
)
ADVERB_STARTS = frozenset("已均都各新再共当历成现全基累提另又继及先正相陆依直实平年月日拟将可")
"""Each of ADVERBS begins with one of these."""
VERB_ENDS = r"(?:了|过|到|出|起|的|成|给|掉|完)?"


def without_comparison(own: str) -> str:
    """The words before a change or an earlier value without those of comparing."""
    return COMPARISON.sub("", own)


class BareDoing(NamedTuple):
    """A pattern for words that are nothing but verbs (约谈, 已办结, 成功解救), and the characters they can begin and end with."""

    words: re.Pattern[str]
    starts: frozenset[str]
    ends: frozenset[str]


@cache
def bare_doing(activity: re.Pattern[str], starts: frozenset[str], ends: frozenset[str]) -> BareDoing:
    """How bare verbs are known; `activity` finds words of doing and being, which begin and end with these characters."""
    verb = activity.pattern
    words = re.compile(rf"{ADVERBS}{{0,3}}(?:{verb}){{1,2}}{VERB_ENDS}")
    return BareDoing(words, starts.union(ADVERB_STARTS), ends.union(c for c in VERB_ENDS if c.isalpha()))
