"""Figures in tables: header cells give time, role and unit, row labels the subject, sections and captions the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.captions import (
    IN_BRACKETS,
    UnitOf,
    caption_program,
    caption_unit,
    columns_without_unit,
    counted_in,
    units_in_caption,
)
from reportparse.link.headings import settled
from reportparse.link.table_heads import (
    INDEX_HEAD,
    UNIT_HEAD,
    YEAR_HEAD,
    Column,
    columns_of,
    header_rows,
    last_label,
    whole_year,
)
from reportparse.model.mentions import PeriodMention, ProgramMention, QuantityMention
from reportparse.model.outline import Outline, Table
from reportparse.model.report import Period, ReportPeriod
from reportparse.rulebook import ELSEWHERE, GENERIC, Rulebook

STANDING_LABEL = re.compile(r"(?:设施|机构|中心|站|点|院|所|会|员|床位|对象|人口)(?:总?数|个数)?\s*(?:\([^()]*\))?$")
FLOW_LABEL = re.compile(
    r"发放|支出|收入|销售|新增|登记数|救助|结婚|离婚|办理|火化|捐|人次|完成|培训|接待|改造|建设|新建|改建|修缮|安装|适配|服务"
    r"|就业|竣工|开工|减免|资助|受益|参训|举办|走访|慰问|检查|调解|帮扶|入学|招生|毕业|出生|死亡|受灾"
)
STANDARD_LABEL = re.compile(r"标准|保障线")
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
PART_ROW = re.compile(r"^(?:#|其中|－|-|—|\s{2,})\s*:?")
TOTAL_ROW = re.compile(r"^(?:合计|总计|小计|全[市县区省镇]合计|共计|总 ?计|合 ?计)$")


class TableFigure(NamedTuple):
    """A figure read from a cell, with all that headers and labels gave it; `total` is a place among the table's figures."""

    quantity: QuantityMention
    choice: Choice
    subject: str
    role: Role
    dated: Dated
    total: Part | None
    row: int
    column: int


def table_figures(
    text: str,
    outline: Outline,
    index: int,
    quantities: Sequence[QuantityMention],
    programs: Sequence[ProgramMention],
    periods: Sequence[PeriodMention],
    rules: Rulebook,
    report: ReportPeriod,
    unit_of: UnitOf,
    heading: Choice,
    planned: bool,
) -> list[TableFigure]:
    """The figures of one table, row by row."""
    table = outline.tables[index]
    inside = [q for q in quantities if table.start <= q.start < table.end]
    heading = caption_program(text, table, programs, heading, rules) or heading
    programs = [m for m in programs if table.start <= m.start < table.end]
    periods = [p for p in periods if table.start <= p.start < table.end]
    starts = [q.start for q in inside]
    head = header_rows(text, table)
    columns = columns_of(text, table, head, periods, unit_of, report)
    if planned:
        columns = {
            c: col._replace(role="target", rule="table.plan") if col.role == "actual" else col
            for c, col in columns.items()
        }
    unit_column = next(
        (c for c, cell in enumerate(table.rows[0]) if head and UNIT_HEAD.match(text[cell.start : cell.end])), None
    )
    caption_units = units_in_caption(text, table, unit_of)
    said = {c: column.unit for c, column in columns.items()}
    bare = columns_without_unit(table, said, {q.start: q for q in inside}) if len(caption_units) > 1 else []
    heads = {c: text[cell.start : cell.end] for c, cell in enumerate(table.rows[head - 1])} if head else {}
    first = table.rows[0][0]
    at = 1 if head and INDEX_HEAD.match(text[first.start : first.end]) else 0
    last = last_label(text, table, head, at, unit_column)
    base, part_before, label = 0, False, ""
    found: list[TableFigure] = []
    group: Choice = heading
    above: dict[int, int] = {}
    rows_since: dict[int, list[int]] = {}
    seen: set[int] = set()
    for r, row in enumerate(table.rows):
        if r < head or at >= len(row):
            continue
        label = text[row[at].start : row[at].end] or label  # an empty cell goes on with the label above
        cells: list[tuple[int, QuantityMention]] = []
        for c, cell in enumerate(row):
            for q in inside[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]:
                if q.start not in seen:  # a cell that spans several columns is named in each
                    seen.add(q.start)
                    cells.append((c, q))
        values = [x for x in cells if x[0] > last]
        if not values:
            group = choice_of(programs, row[at].start, row[at].end, heading, rules) or heading
            above, rows_since = {}, {}
            continue
        if last > at:
            label = " ".join(words for c in row[at : last + 1] if (words := text[c.start : c.end]))
        choice = choice_of(programs, row[at].start, row[min(last, len(row) - 1)].end, group, rules) or group
        if choice.code == ELSEWHERE and heading.rule == "program.caption":
            choice = heading  # the caption says what the whole table is about
        is_part, is_total = PART_ROW.match(label) is not None, TOTAL_ROW.match(label) is not None
        indent = row[at].start - (text.rfind("\n", 0, row[at].start) + 1)
        if not is_part and part_before and indent > base and not text[row[at].start - indent : row[at].start].strip():
            is_part = True  # set in under 其中:甲, the next line goes on with it
        if not is_part:
            base = indent
        part_before = is_part
        said_unit = (
            text[row[unit_column].start : row[unit_column].end] if unit_column and unit_column < len(row) else ""
        )
        own_unit = unit_of(said_unit) or unit_of(said_unit.partition("/")[0])  # 元/人·月 is money
        in_label = m.group(1) if (m := IN_BRACKETS.search(label)) else ""
        label_unit = unit_of(in_label) or unit_of(in_label.partition("/")[0])
        per = per_of(said_unit) or per_of(in_label)
        year = whole_year(int(label[:4]), row[at], report) if YEAR_HEAD.fullmatch(label) else None
        for c, q in values:
            if c == unit_column:
                continue
            column = columns.get(c, Column("target" if planned else "actual", None, None, "table.column"))
            if year is not None and column.period is None:
                column = column._replace(period=year)  # a row for each year
            from_caption = caption_unit(caption_units, c, bare, column.money)
            counted = counted_in(heads.get(c, "")) or counted_in(label)
            implied = unit_of(counted) if counted else None
            read = with_unit(q, column, own_unit or label_unit, from_caption or implied, unit_of)
            role = Role(
                column.role,
                column.rule,
                direction_of(text, q) if column.role == "change" else None,
                "yoy" if column.role == "change" else None,
            )
            head_cell = table.rows[head - 1][c] if head and c < len(table.rows[head - 1]) else None
            named = choice_of(programs, head_cell.start, head_cell.end, choice, rules) if head_cell else None
            mine = named._replace(rule="program.column") if named and named.code else choice
            if role.role == "actual" and read.measure == "amount" and STANDARD_LABEL.search(label):
                role = Role("standard", "role.standard", per=per)
            period = period_of(column, mine, read, rules, report, label, role.role == "standard")
            here = len(found)
            total = None
            summable = role.role != "change" and read.measure not in ("rate", "points", "ratio")
            if is_part and summable and c in above and found[above[c]].quantity.value >= read.value:
                total = Part(above[c], "part.table_row")
            subject = subject_of(text, table, head, c, label, found[above[c]].subject if is_part and c in above else "")
            found.append(TableFigure(read, mine, subject, role, Dated(period, column.rule), total, r, c))
            if is_total:
                found = total_row(found, here, rows_since.get(c, []))
            elif not is_part:
                above[c] = here
                rows_since.setdefault(c, []).append(here)
            if head_cell and TOTAL_ROW.match(text[head_cell.start : head_cell.end]):
                found = total_row(found, here, [k for k in range(len(found) - 1) if found[k].row == r])
    return found


def total_row(found: list[TableFigure], total: int, rows: Sequence[int]) -> list[TableFigure]:
    """合计: the rows above it in its column are its parts when they add up."""
    if (
        rows
        and sum((found[i].quantity.value for i in rows), Decimal(0)) == found[total].quantity.value
        and len(rows) > 1
    ):
        out = list(found)
        for i in rows:
            out[i] = out[i]._replace(total=Part(total, "part.table_total"))
        return out
    return found


def per_of(unit: str) -> str | None:
    """What a unit column's rate is per: 元/人·月."""
    parts = re.split(r"[/·.每、]", unit.replace(" ", ""))[1:]
    codes = [RATES[part] for part in parts if part in RATES]
    return "_".join(sorted(codes, key=list(RATES.values()).index)) or None


def with_unit(
    q: QuantityMention,
    column: Column,
    row_unit: tuple[str, str] | None,
    caption: tuple[str, str] | None,
    unit_of: UnitOf,
) -> QuantityMention:
    """The cell's number in its unit: printed in the cell, else in the header, the row, the caption."""
    if q.unit:
        return q
    from_head = unit_of(column.unit) if column.unit else None
    unit = (from_head if column.role == "change" or column.unit == "%" else None) or row_unit or from_head or caption
    if unit is None:
        return q
    plain, measure = unit
    scale = next((n for mark, n in (("亿", 10**8), ("万", 10**4), ("千", 10**3)) if plain.startswith(mark)), 1)
    if measure != "amount" and scale > 1 and len(plain) > 1:
        return q._replace(value=q.value * scale, unit=plain[1:], measure=measure, rule="quantity.table_unit")
    return q._replace(unit=plain, measure=measure, rule="quantity.table_unit")


def direction_of(text: str, q: QuantityMention) -> str:
    """A printed minus is a decrease."""
    return "down" if q.value < 0 or text[q.start - 1 : q.start] in "-－" else "up"


def choice_of(
    programs: Sequence[ProgramMention], start: int, end: int, context: Choice, rules: Rulebook
) -> Choice | None:
    """The program that a label names, the last of them."""
    codes = [c for m in programs if start <= m.start < end and (c := settled(m, context.code, rules)) is not None]
    strong = [c for c in codes if c not in GENERIC] or codes
    if not strong:
        return None
    return Choice(strong[-1] or ELSEWHERE, "program.row_label")


def period_of(
    column: Column,
    choice: Choice,
    q: QuantityMention,
    rules: Rulebook,
    report: ReportPeriod,
    label: str,
    standard: bool,
) -> Period:
    """Stock or flow by program and unit, over the column's time or the report's (a year back in prior columns)."""
    start, end = report.start, report.end
    if column.period is not None and column.period.last is not None:
        start, end = column.period.first, column.period.last
        if (
            column.period.grain == "year"
            and column.period.relation == "own"
            and report.end
            and report.end.year == end.year
            and (report.start is None or report.start.year == end.year)
        ):
            start, end = report.start, report.end
    elif column.role == "prior" and start and end:
        start, end = start.replace(year=start.year - 1), end.replace(year=end.year - 1)
    rule = rules.programs.get(choice.code or "")
    flow_words = None if STANDING_LABEL.search(label) and "新" not in label else FLOW_LABEL.search(label)
    if q.unit == "%" and column.unit == "%" and column.role == "actual":
        return Period(start=start, end=end, kind="flow")
    stock = q.measure in ("persons", "households", "count", "area", "rate") and (rule.stock if rule else not flow_words)
    stock = stock or standard
    if flow_words and not standard and not (rule and rule.stock and "享受" in label):
        stock = False
    if column.period is not None and column.period.kind == "as_of" and column.role != "target":
        return Period(end=end, kind="as_of")  # 上年末, 6月末: the column itself is a day
    if stock and column.role != "target":
        return Period(end=end, kind="as_of")
    return Period(start=start, end=end, kind="flow")


def subject_of(text: str, table: Table, head: int, c: int, label: str, total: str) -> str:
    """The row's label, without its unit and part marks; with the total's label where it is a part."""
    own = IN_BRACKETS.sub("", PART_ROW.sub("", label)).strip()
    own = re.sub(r"^(?:[一二三四五六七八九十]+、|\d+[.、])\s*", "", own)
    if total and len(own) <= 3:
        return own + total
    if not own or YEAR_HEAD.fullmatch(own) or re.fullmatch(r"[\u4e00-\u9fff]{2,6}(?:区|县|镇|乡|街道|市|村|社区)", own):
        header = " ".join(
            text[table.rows[r][c].start : table.rows[r][c].end] for r in range(head) if c < len(table.rows[r])
        )
        return IN_BRACKETS.sub("", header).strip() or own
    return own
