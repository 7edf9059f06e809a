"""What the words above a table say of it: its units, and the program it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reportparse.link.answers import Choice
from reportparse.link.headings import settled
from reportparse.model.mentions import ProgramMention, QuantityMention
from reportparse.model.outline import Table
from reportparse.rulebook import ELSEWHERE, GENERIC, Rulebook

CAPTION_UNIT = re.compile(r"单位:\s*([^\s,;。)|]{1,16})")
IN_BRACKETS = re.compile(r"\(([^()\d]{1,8})\)\s*$")
LONGEST_CAPTION = 40
"""A longer line above a table is a sentence, no caption."""

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

ABOVE = 60
"""Characters before a table in which 单位:… may stand apart from its caption."""

UnitOf = Callable[[str], tuple[str, str] | None]
"""Plain form and measure of a printed unit, or None."""


def units_in_caption(text: str, table: Table, unit_of: UnitOf) -> list[tuple[str, str]]:
    """The units a caption names: 单位:户、人、万元, or in brackets at its end: 资金支出情况(万元)."""
    caption = text[table.caption[0] : table.caption[1]]
    m = CAPTION_UNIT.search(caption + "\n" + text[max(0, table.start - ABOVE) : table.start])
    if m is None and len(caption) <= LONGEST_CAPTION:
        m = IN_BRACKETS.search(caption)
    return [u for word in re.split("[、/和]", m.group(1)) if (u := unit_of(word))] if m else []


def columns_without_unit(
    table: Table, said: Mapping[int, str | None], quantities: Mapping[int, QuantityMention]
) -> list[int]:
    """The columns of values that name no unit, neither in their header nor in their cells."""
    found: list[int] = []
    for c in range(1, max(map(len, table.rows), default=0)):
        values = [q for row in table.rows if c < len(row) and (q := quantities.get(row[c].start)) is not None]
        if values and not said.get(c) and not any(q.unit for q in values):
            found.append(c)
    return found


def caption_unit(units: Sequence[tuple[str, str]], c: int, bare: Sequence[int], money: bool) -> tuple[str, str] | None:
    """The caption's unit for a column: its only one, one for each column without its own in order, or the only one
    that is money (or is not)."""
    if len(units) == 1:
        return units[0]
    if len(units) == len(bare) and c in bare:
        return units[bare.index(c)]
    fitting = [u for u in units if (u[1] == "amount") == money]
    return fitting[0] if len(fitting) == 1 else None


def counted_in(words: str) -> str | None:
    """低保户数 counts 户, 入住人数 counts 人."""
    words = words.rstrip()
    return next((unit for noun, unit in COUNTED.items() if words.endswith(noun)), None)


def caption_program(
    text: str, table: Table, programs: Sequence[ProgramMention], heading: Choice, rules: Rulebook
) -> Choice | None:
    """The one program that a caption names (表2 养老服务情况): nearer to the table than the heading of its section."""
    start, end = table.caption
    if CAPTION_UNIT.match(text[start:end].strip(" \u3000()")):  # 单位:万元 stands below the caption proper
        end = len(text[:start].rstrip())
        start = text.rfind("\n", 0, end) + 1
    caption = text[start:end]
    if not caption.strip() or len(caption) > LONGEST_CAPTION or caption.rstrip().endswith(("。", ";")):
        return None
    codes = {settled(m, heading.code, rules) for m in programs if start <= m.start < end}
    strong = {c for c in codes if c and c != ELSEWHERE and c not in GENERIC}
    return Choice(strong.pop(), "program.caption") if len(strong) == 1 else None
