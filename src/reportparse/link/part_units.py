"""Which figures can be parts of which: people of people, money of money, things of things counted alike."""

from __future__ import annotations

from decimal import Decimal

from reportparse.model.mentions import QuantityMention

KIN = {"persons": "people", "person_times": "people", "households": "homes", "household_times": "homes"}
"""Measures that can be parts of one another."""
OF_PLACES = frozenset({"个", "家", "所", "处", "座", "支", "只", "人", "名", "项", "件", "例", "起", "具"})
"""Units that count the same things by turns; a house is no part of an acre, nor a well of a road."""
SUMMABLE = frozenset(
    {
        "persons",
        "person_times",
        "households",
        "household_times",
        "amount",
        "count",
        "area",
        "length",
        "weight",
        "duration",
    }
)


def in_base(q: QuantityMention) -> Decimal:
    """The value in the plain unit, so that 万元 and 元 compare."""
    if q.measure == "amount":
        return q.value * (10**8 if q.unit.startswith("亿") else 10**4 if q.unit.startswith("万") else 1)
    return q.value


def compatible(part: QuantityMention, total: QuantityMention) -> bool:
    """Whether one can be a part of the other: people of people, money of money, and no larger."""
    if part.measure not in SUMMABLE:
        return False
    same = part.measure == total.measure or KIN.get(part.measure, part.measure) == KIN.get(total.measure, total.measure)
    return same and in_base(part) <= in_base(total)


def alike(unit: str, other: str) -> bool:
    """Whether things are counted by units that stand for one another: 42家机构, 其中敬老院30所."""
    return unit == other or (unit in OF_PLACES and other in OF_PLACES)
