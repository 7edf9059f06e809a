"""The unit of a table's value: printed in its cell, its header or its row, else by what is counted among the caption's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportparse.link.captions import UnitOf
from reportparse.model.mentions import QuantityMention
from reportparse.model.outline import Table
from reportparse.rulebook import Rulebook

Unit = tuple[str, str]
"""Plain form and measure."""

IN_BRACKETS = re.compile(r"\(([^()\d]{1,8})\)\s*$")
BEHIND_SLASH = re.compile(r"[\u4e00-\u9fff)][/,]\s?([^\s/,()\d]{1,4})$")

COUNTED = {
    "户数": "户",
    "人数": "人",
    "人次数": "人次",
    "人次": "人次",
    "床位数": "张",
    "床位": "张",
    "对数": "对",
    "件数": "件",
}
"""What a header or label counts in, where no unit is said at all."""

GOES_WITH: Mapping[str, frozenset[str]] = {
    "counted_households": frozenset({"户"}),
    "counted_persons": frozenset({"人"}),
    "counted_person_times": frozenset({"人次"}),
    "counted_money": frozenset({"amount"}),
    "counted_share": frozenset({"rate"}),
    "counted_beds": frozenset({"张", "床"}),
    "counted_places": frozenset({"个", "家", "所", "处", "座"}),
    "counted_couples": frozenset({"对"}),
    "counted_cases": frozenset({"件", "宗", "起", "例", "条"}),
    "counted_bodies": frozenset({"具", "例"}),
    "counted_homes": frozenset({"套", "间"}),
    "counted_area": frozenset({"area"}),
    "counted_rooms": frozenset({"间"}),
    "counted_times": frozenset({"次", "场", "期", "批"}),
}
"""The units, or measures, that each group of words in cues.toml may be counted in."""

RATES = {
    "人": "person",
    "户": "household",
    "床": "bed",
    "次": "time",
    "月": "month",
    "年": "year",
    "日": "day",
    "天": "day",
}
DIVIDING = re.compile(r"[/·.每、]")
SHORTEST_RATE = len("/人")
AVERAGES = (
    (re.compile(r"每[人生]每月|[人生]均月|月[人生]均|[人生]月均|[人生]每月"), "person_month"),
    (re.compile(r"每[人生]每年|[人生]均年|年[人生]均|[人生]年均|[人生]每年"), "person_year"),
    (re.compile(r"每[人生]每天|日[人生]均"), "person_day"),
    (re.compile(r"[人生]均|每[人生]"), "person"),
    (re.compile(r"户均|每户"), "household"),
    (re.compile(r"床均|每床|每张床"), "bed"),
    (re.compile(r"月均|每月"), "month"),
    (re.compile(r"日均|每[日天]"), "day"),
)
"""Words of heads and labels that divide by heads, homes or time."""
SHARED_OUT = re.compile(r"每[百千万]|人均|户均")
SCALES = (("亿", 10**8), ("万", 10**4), ("千", 10**3))


def unit_said(words: str, unit_of: UnitOf) -> Unit | None:
    """The unit at the end of a head or label: 金额(万元), 人数/人; of 元/人·月 the money."""
    m = IN_BRACKETS.search(words) or BEHIND_SLASH.search(words)
    return named_unit(m.group(1), unit_of) if m else None


def named_unit(words: str, unit_of: UnitOf) -> Unit | None:
    """The unit that a cell, or brackets, name by themselves."""
    return unit_of(words) or unit_of(words.partition("/")[0])


def counted_in(words: str) -> str | None:
    """低保户数 counts 户, 入住人数 counts 人."""
    words = words.rstrip()
    return next((unit for noun, unit in COUNTED.items() if words.endswith(noun)), None)


def counted_group(words: str, rules: Rulebook) -> str | None:
    """The group of the word that ends last in a head or label, the longest of those that end there."""
    best: tuple[int, int] | None = None
    group = None
    for name in GOES_WITH:
        if (cue := rules.cues.get(name)) is None:
            continue
        for m in cue.finditer(words):
            if best is None or (m.end(), -m.start()) > best:
                best, group = (m.end(), -m.start()), name
    return group


def plain_unit(unit: Unit) -> str:
    """万人 counts in 人 as 人 does."""
    plain = unit[0]
    return plain[1:] if len(plain) > 1 and plain[0] in "亿万千" else plain


def by_noun(units: Sequence[Unit], words: str, rules: Rulebook) -> Unit | None:
    """The one of the caption's units that what a head or label names is counted in."""
    group = counted_group(words, rules)
    if group is None:
        return None
    wanted = GOES_WITH[group]
    fitting = [u for u in units if u[1] in wanted or plain_unit(u) in wanted]
    if SHARED_OUT.search(words):  # 每千人口床位数 under 单位:万张、张
        fitting = [u for u in fitting if plain_unit(u) == u[0]] or fitting
    return fitting[0] if fitting else None


def in_order(units: Sequence[Unit], c: int, bare: Sequence[int], head: str, rules: Rulebook) -> Unit | None:
    """单位:家、张、个 over three columns: each has its own in order, where what its header names can be counted so."""
    if len(units) != len(bare) or c not in bare:
        return None
    placed = units[bare.index(c)]
    wanted = GOES_WITH.get(counted_group(head, rules) or "")
    return placed if wanted is not None and (placed[1] in wanted or plain_unit(placed) in wanted) else None


def columns_without_unit(
    table: Table, said: Mapping[int, Unit | None], quantities: Mapping[int, QuantityMention]
) -> list[int]:
    """The columns of values that name no unit, neither in their header nor in their cells."""
    found: list[int] = []
    for c in range(1, max(map(len, table.rows), default=0)):
        values = [q for row in table.rows if c < len(row) and (q := quantities.get(row[c].start)) is not None]
        if values and not said.get(c) and not any(q.unit for q in values):
            found.append(c)
    return found


def by_place(units: Sequence[Unit], c: int, bare: Sequence[int], money: bool) -> Unit | None:
    """The caption's unit for a column by where it stands: one for each column without its own in order, or the only one
    that is money (or is not)."""
    if len(units) == len(bare) and c in bare:
        return units[bare.index(c)]
    fitting = [u for u in units if (u[1] == "amount") == money]
    return fitting[0] if len(fitting) == 1 else None


def per_of(unit: str) -> str | None:
    """What a unit column's rate is per: 元/人·月."""
    if len(unit) < SHORTEST_RATE:
        return None
    parts = DIVIDING.split(unit.replace(" ", ""))[1:]
    codes = [RATES[part] for part in parts if part in RATES]
    return "_".join(sorted(codes, key=list(RATES.values()).index)) or None


def per_words(words: str) -> str | None:
    """What words like 月人均 or 户均 divide by."""
    return next((per for pattern, per in AVERAGES if pattern.search(words)), None)


def in_unit(q: QuantityMention, unit: Unit | None) -> QuantityMention:
    """A cell's number in the unit found for it; 万 and 千 before people and things are multiplied in."""
    if q.unit or unit is None:
        return q
    plain, measure = unit
    scale = next((n for mark, n in SCALES if plain.startswith(mark)), 1)
    if measure != "amount" and scale > 1 and len(plain) > 1:
        value = q.value * scale
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
        return replace(q, value=value, unit=plain[1:], measure=measure, rule="quantity.table_unit")
    return replace(q, unit=plain, measure=measure, rule="quantity.table_unit")
