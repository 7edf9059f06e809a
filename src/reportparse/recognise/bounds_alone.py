"""Ranges and bounds outside reports: what a vague sum stays below, heads of ranges, and a text that is nothing but a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reportparse.model.mentions import QuantityMention
from reportparse.numeral_values import NUMERAL, SMALL, VAGUE, chinese_value
from reportparse.recognise.quantity_sharing import LARGE, plain

RANGE = re.compile(" ?(?:-{1,2}|—{1,2}|–|~|至|到) ?")
TEN = Decimal(10)

# ---- ranges whose first numeral find_quantities leaves alone ----

_HEAD = re.compile(rf"(?<![{NUMERAL}0-9第])([{NUMERAL}]{{1,8}}) ?(?:-{{1,2}}|—{{1,2}}|–|~|至|到) ?$")
_SCALED_ONCE = re.compile("([1-9])([百千])")
_HEAD_REACH = 12


def with_heads(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """两~3百元, 五至8元: a range from a Chinese numeral to one in digits."""
    found: list[QuantityMention] = []
    done = 0
    for mention in mentions:
        begin = max(done, mention.start - _HEAD_REACH)
        head = _HEAD.search(text[begin : mention.start]) if text[mention.start].isdecimal() and mention.unit else None
        value = chinese_value(head[1]) if head else None
        if head and value is not None:
            if (tail := _SCALED_ONCE.match(text, mention.start)) and value < int(tail[1]):
                value *= SMALL[tail[2]]
            first, last = begin + head.start(1), begin + head.end(1)
            found.append(replace(mention, start=first, end=last, number_end=last, value=value, bound="at_least"))
            mention = replace(mention, bound="at_most")
        found.append(mention)
        done = mention.end
    return found


def with_shared_currency(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """$10-20, ¥100~¥200: the sign before the first stands for both."""
    found = list(mentions)
    for at in range(len(found) - 1):
        first, last = found[at], found[at + 1]
        named = first.measure == "amount" and not text[first.start].isdecimal()
        same = not last.unit or last.unit == first.unit
        if named and same and first.bound == last.bound == "exact" and RANGE.fullmatch(text, first.end, last.start):
            found[at] = replace(first, bound="at_least")
            found[at + 1] = replace(last, unit=first.unit, measure="amount", bound="at_most")
    return found


# ---- how far up ----

_NUMBER_BEGIN = re.compile(rf"[{NUMERAL}几数0-9]")
_VAGUE = re.compile(rf"(?<=[{NUMERAL}0-9 ])[{VAGUE}]|[多余]$")
_UNKNOWN_STEP = "零几"  # 一百零几万: the step is that of a digit that is not there


def upper_ends(text: str, mentions: list[QuantityMention]) -> Iterator[Decimal | None]:
    """For each: the most it can be, in its unit, where the words say so.

    The other end of a range (3-5万元: 5), the next step of a vague numeral (十几: 20, 三百多: 400, 几十: 100).
    """
    for mention, after in pairwise([*mentions, None]):
        if mention is None or mention.bound != "at_least":
            yield None
        elif after is not None and _is_range(text, mention, after):
            yield plain(in_full(after) / _scale(mention))
        else:
            yield _next_step(text, mention)


def _is_range(text: str, first: QuantityMention, last: QuantityMention) -> bool:
    joined = first.end == last.start or RANGE.fullmatch(text, first.end, last.start) is not None
    return last.bound == "at_most" and first.measure == last.measure and joined


def _next_step(text: str, mention: QuantityMention) -> Decimal | None:
    printed = text[mention.start : mention.end]
    begin = _NUMBER_BEGIN.search(printed)
    if begin and begin[0] in "几数":
        return plain(mention.value * TEN)
    if not mention.value or not _VAGUE.search(printed) or _UNKNOWN_STEP in printed:
        return None
    whole = in_full(mention)
    step = TEN ** int(whole.normalize().as_tuple().exponent)
    return plain((whole + step) / _scale(mention))


def in_full(mention: QuantityMention) -> Decimal:
    """The value without the 万 or 亿 that a sum is printed in."""
    return mention.value * _scale(mention)


def _scale(mention: QuantityMention) -> Decimal:
    return LARGE.get(mention.unit[:1], Decimal(1)) if mention.measure == "amount" else Decimal(1)


# ---- a text that is nothing but a sum ----

_BEFORE = re.compile(
    r"\s*(?:(?:大约|大概|约为|约|差不多|将近|接近|近|不到|不足|不满|不止|超过|超出|超|逾|至少|最少|最多|至多|不少于|不多于|不低于|不超过"
    r"|高达|多达|达到|达|少于|多于|低于|高于|小于|大于|起码|几乎|整整) ?)?"
)
_FROM = re.compile(r"\s*[从由自介于]{1,2} ?")
_AFTER = re.compile(r" ?(?P<word>左右|上下|以上|以下|以内|之内|之间|出头|不等|不到|开外|多|余)?\s*")
_NEARLY = ("差不多", "几乎")
_OTHERWISE: dict[str | None, str] = {"出头": "at_least", "开外": "at_least", "不到": "at_most"}
"""Bounds that reports do not write behind a figure."""


def whole_sum(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """Where a text (a cell, an answer) is nothing but one sum of money, the words of its bound belong to it.

    近700万元, 30万元左右 and 从8500到3万港元 are the whole text; in a sentence such words stand outside the span.
    """
    if not 1 <= len(mentions) <= 2 or any(mention.measure != "amount" for mention in mentions):
        return mentions
    first, last = mentions[0], mentions[-1]
    closed = _AFTER.fullmatch(text, last.end)
    if closed is None:
        return mentions
    end = len(text.rstrip())
    if first is last:
        if not _BEFORE.fullmatch(text, 0, first.start):
            return mentions
        bound = first.bound
        if bound == "exact":
            bound = "about" if text.lstrip().startswith(_NEARLY) else _OTHERWISE.get(closed["word"], bound)
        return [replace(first, start=_begin(text), end=end, bound=bound)]
    opened = _FROM.fullmatch(text, 0, first.start) or _BEFORE.fullmatch(text, 0, first.start)
    if not opened or not RANGE.fullmatch(text, first.end, last.start) or in_full(first) >= in_full(last):
        return mentions
    return [replace(first, start=_begin(text), bound="at_least"), replace(last, end=end, bound="at_most")]


def _begin(text: str) -> int:
    return len(text) - len(text.lstrip())
