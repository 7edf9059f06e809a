"""Units printed once for several numerals: 3-5万元, 1200、720、300元."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reportparse.model.mentions import QuantityMention

JOIN_REACH = 4
"""How far two numerals that share a unit may stand apart: a dash or a word, and blanks."""

FAR_APART = 100
"""In a list, a numeral that would be this many times its neighbour in 万 is printed in full: 5000、1.2万人."""

SMALLEST_IN_FULL = 100
"""Below this a sum is hardly printed in 元 beside one in 万元."""

LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8)}

_RANGE = re.compile(r" ?(?:-{1,2}|—{1,2}|–|~|至|到) ?")
_RANGE_FIRST = frozenset(" -—–~至到")
_LIST = re.compile(r" ?(?:、|和|及|与|或) ?")
_LABELLED = re.compile(r"、[\u4e00-\u9fff]{1,3}")
"""(省120、市66、县100万元): in brackets a list has a word before each number."""
BRACKET_REACH = 40
_FROM = frozenset("从由自")
_LINE_START = frozenset("\n\r\t。;")
_ONE = Decimal(1)
_MANY_DIGITS = Decimal(10) ** 24  # beyond it quantize would leave the default precision of decimals


def plain(value: Decimal) -> Decimal:
    """The value without the zeros that scaling leaves behind the point: 4.2 x 10000 -> 42000."""
    if value == value.to_integral_value():
        return value.quantize(_ONE) if abs(value) < _MANY_DIGITS else value
    return value.normalize()


def share_unit(mentions: list[QuantityMention], folded: str, scale: Decimal) -> None:
    """Give the unit of the last mention to the bare numerals right before it, and bounds to a range."""
    last = mentions[-1]
    at = len(mentions) - 2
    if folded[mentions[at].end] in _RANGE_FIRST and _RANGE.fullmatch(folded, mentions[at].end, last.start):
        _join_range(mentions, folded, at, scale)
        at -= 1
    points = last.measure == "points" and at >= 0 and mentions[at].unit == "个"
    if points and _LIST.fullmatch(folded, mentions[at].end, last.start):  # 分别下降0.5个和0.3个百分点
        mentions[at] = replace(mentions[at], unit=last.unit, measure="points", rule="quantity.list")
    while at >= 0 and not mentions[at].unit and _is_list_member(folded, mentions[at], mentions[at + 1]):
        mentions[at] = replace(with_unit(mentions[at], last, scale, FAR_APART), rule="quantity.list")
        at -= 1


def _join_range(mentions: list[QuantityMention], folded: str, at: int, scale: Decimal) -> None:
    """A—B is from A up to B; 从A到B is a move from A to B, each exact."""
    first, last = mentions[at], mentions[at + 1]
    if first.unit and first.measure != last.measure:
        return
    moves = folded[first.start - 1 : first.start] in _FROM and folded[first.end : last.start].strip() in "至到"
    if not first.unit:
        first = with_unit(first, last, scale, 1)
    if not moves:
        first = replace(first, bound="at_least", rule="quantity.range", per=first.per or last.per)
        last = replace(last, bound="at_most", rule="quantity.range", per=last.per or first.per)
    mentions[at], mentions[at + 1] = first, last


def _is_list_member(folded: str, bare: QuantityMention, following: QuantityMention) -> bool:
    """A bare numeral of a list; at the start of a line it is a list marker (3、20户)."""
    before = folded[bare.start - 1] if bare.start else "\n"
    if before in _LINE_START:
        return False
    if _LIST.fullmatch(folded, bare.end, following.start) is not None:
        return True
    near = folded[max(0, bare.start - BRACKET_REACH) : bare.start]
    inside = near.rfind("(") > near.rfind(")")
    return inside and _LABELLED.fullmatch(folded, bare.end, following.start) is not None


def with_unit(bare: QuantityMention, last: QuantityMention, scale: Decimal, most: int) -> QuantityMention:
    """The bare numeral in the unit of its neighbour, and in its 万 or 亿 too, unless that makes it too large.

    Too large is more than `most` times the neighbour: 5000-1万元 is from 5000 元.
    """
    taken = replace(bare, unit=last.unit, measure=last.measure, per=bare.per or last.per)
    large = last.unit[:1] if last.measure == "amount" and last.unit[:1] in LARGE else ""
    if bare.end > bare.number_end and large:  # 10万-20万元: a scale of its own
        return replace(taken, value=plain(bare.value / LARGE[large]))
    if large:
        too_large = bare.value > last.value * most and bare.value >= SMALLEST_IN_FULL
        return replace(taken, unit=last.unit[1:]) if too_large else taken
    scaled = plain(bare.value * scale)
    return taken if bare.end > bare.number_end or scaled > last.value * most else replace(taken, value=scaled)
