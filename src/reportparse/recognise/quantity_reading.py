"""Finishing a quantity that has been read at its place: scale, bounds and rates."""

from __future__ import annotations

from decimal import Decimal

from reportparse.model.mentions import QuantityMention
from reportparse.recognise import quantity_rules as rules
from reportparse.recognise.quantity_rules import BOUND_ALONE, BOUND_ENDS, BOUND_PAIRS, PER_REACH
from reportparse.recognise.quantity_sharing import plain
from reportparse.recognise.units import Unit

ONE = Decimal(1)
_LARGE = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
SCALES = {
    small + large: Decimal(s * v) for small, s in (("", 1), ("百", 100), ("千", 1000)) for large, v in _LARGE.items()
}
LINE_START = frozenset("\n\r\t。;")


NO_RATE = frozenset(("age", "rate", "points", "ratio"))
"""What is never counted per something: 每人80岁 is no rate."""


COUNTED = frozenset(("households", "persons"))
"""Those of whom each has something: no rate of theirs, whatever 每 stands behind them."""
HALVED = frozenset(("duration", "area", "weight", "length"))
HALF = Decimal("0.5")
AT_END = rules.PER_FIRST | rules.AFTER_FIRST | {"半", " "}
"""What the words behind a quantity that matter begin with: the cheap look first, for mostly there are none."""

_HALF_OF = frozenset("年月天日价数径")  # 三年半年度 is 三年 and 半年


Read = tuple[QuantityMention, Decimal]
"""A quantity as read at one place, and how its printed value was scaled (a list shares that too)."""


def complete(
    folded: str, places: tuple[int, int, int], value: Decimal, scale: str, unit: Unit, vague: bool, rule: str
) -> Read:
    """The quantity at places (start, end, end of the bare numeral), with what stands around it taken in."""
    start, end, number_end = places
    name, measure, times, plus, _ = unit
    factor = ONE
    if scale:
        factor = SCALES[scale]
        if measure == "amount":
            large = scale[-1] if scale[-1] in "万亿" else ""
            name = large + name
            if scale != large:
                value = plain(value * factor / SCALES[large])
        else:
            value = plain(value * factor)
    if times is not None:
        value = plain(value * times)
    if plus is not None:
        value += plus
    bound, per = ("at_least" if vague else None), None
    after = folded[end : end + 1]
    if after in AT_END:
        if after == "半" and measure in HALVED and plus is None and folded[end + 1 : end + 2] not in _HALF_OF:
            value, end = value + HALF, end + 1  # 五年半
            after = folded[end : end + 1]
        spaced = after == " " and folded[end + 1 : end + 2] == "/"  # 728 元 / 人 / 月
        counted = after == "每" and measure in COUNTED  # 233户每户养羊10只
        if (spaced or after in rules.PER_FIRST) and measure not in NO_RATE and not counted:
            per, after_per = rules.per_after(folded, end)
            per = None if measure == "count" and per in rules.THINGS_BESIDE else per  # 3125件/床
            after_bound, _ = rules.bound_after(folded, after_per, measure)
            bound = bound or after_bound
        elif after in rules.AFTER_FIRST:
            after_bound, end = rules.bound_after(folded, end, measure)
            bound = bound or after_bound
    before = start
    if per is None and measure not in NO_RATE:
        window = folded[start - PER_REACH if start > PER_REACH else 0 : start]
        if "每" in window or "均" in window:
            per, before = rules.per_before(window, start)
    if (
        bound is None
        and (last := folded[start - 1]) in BOUND_ENDS
        and (last in BOUND_ALONE or folded[start - 2 : start] in BOUND_PAIRS)  # 有 and 为 mostly end no such word
    ):
        bound = rules.bound_before(folded, start)
    if bound is None and before < start:
        bound = rules.bound_before(folded, before)
    return QuantityMention(start, end, number_end, value, name, measure, bound or "exact", per, rule), factor
