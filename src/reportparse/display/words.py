"""How a figure is told to people: what roles and findings are called, and each cell of the table of figures as text."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from reportparse.model.report import Period, Report, ReportPeriod, Statistic, plain_decimal

ROLES = {
    "actual": "完成",
    "target": "目标",
    "standard": "标准",
    "threshold": "界限",
    "change": "增减",
    "prior": "上期",
}
BOUNDS = {"exact": "", "about": "约", "at_least": "至少", "at_most": "至多"}
DIRECTIONS = {"up": "增", "down": "减"}

FINDINGS = {
    "sum_mismatch": ("分项与合计", "sum"),
    "claim_mismatch": ("增减幅度", "claimed change"),
    "restated": ("前后口径", "restated"),
    "unit_slip": ("数量级", "slip of a unit"),
    "share_mismatch": ("占比", "share"),
    "completion_mismatch": ("完成率", "completion"),
    "households_exceed_persons": ("户数与人数", "households and persons"),
    "cumulative_decrease": ("累计数", "cumulative"),
    "standard_mismatch": ("标准与金额", "standard and amount"),
    "stock_identity": ("存量增减", "stock and flow"),
    "target_missed": ("计划与完成", "target missed"),
    "stale_copy": ("照抄上年", "stale copy"),
    "jump": ("突变", "jump"),
    "duplicate": ("重复报告", "duplicate"),
}
"""What kinds of findings are called, in Chinese and in English; a plugged-in check has its own name only."""

PER = {
    "person_time": "人次", "household_time": "户次", "person": "人", "household": "户", "bed": "床", "village": "村", "community": "社区",
    "day": "天", "week": "周", "month": "月", "quarter": "季", "year": "年", "term": "学期", "hour": "小时",
}  # fmt: skip
"""What rates are most often per; the rest is shown by its name."""

HEADERS = ("原文", "数值", "性质", "业务", "对象", "时间", "可信度")
NUMERIC = frozenset({"数值", "可信度"})
LONGEST_CELL = 60
"""Characters of a cell; a table is looked over, and the report itself has all of it."""


def figure_cells(s: Statistic) -> tuple[str, ...]:
    """A statistic as the cells under HEADERS."""
    value = BOUNDS[s.bound] + DIRECTIONS.get(s.direction or "", "") + plain_decimal(s.value) + s.unit
    return (
        shortened(one_line(s.evidence.text)),
        shortened(value + (f"/{per_words(s.per)}" if s.per else "")),
        ROLES[s.role],
        shortened(s.program.name if s.program else "—"),
        shortened(one_line(s.subject)),
        days(s.period),
        f"{s.confidence:.2f}",
    )


def per_words(per: str) -> str:
    """person_month -> 人·月."""
    return PER.get(per) or "·".join(PER.get(part, part) for part in per.split("_"))


def kind_words(kind: str) -> str:
    """A kind of finding by its Chinese name and its code; by its code alone where a plug-in brings it."""
    return f"{FINDINGS[kind][0]} {kind}" if kind in FINDINGS else kind


def days(period: Period | ReportPeriod) -> str:
    """A time in few signs: 2021年, 2021年1-6月, else its days; 截至 before a day of stock."""
    start, end = period.start, period.end
    if end is None:
        return "—"
    if start is None:
        return f"截至{end}"
    if start.year != end.year or start.day != 1 or (end + dt.timedelta(1)).day != 1:
        return f"{start}至{end}"
    if (start.month, end.month) == (1, 12):
        return f"{end.year}年"
    months = f"{end.month}月" if start.month == end.month else f"{start.month}-{end.month}月"
    return f"{end.year}年{months}"


def counted_roles(statistics: Iterable[Statistic]) -> str:
    """How many figures of each role there are: 完成 12、目标 3."""
    counts = Counter(s.role for s in statistics)
    return "、".join(f"{name} {counts[role]}" for role, name in ROLES.items() if counts[role])  # type: ignore[index]


def summary_of(report: Report) -> list[str]:
    """What stands over the table: whose report, of when, how much was read."""
    whose = [x for x in (report.publisher, report.region) if x]
    told = [" · ".join([*whose, f"报告期 {days(report.period)}"]), report.source.path]
    figures = f"统计数字 {len(report.statistics)} 个"
    if report.statistics:
        figures += f"({counted_roles(report.statistics)})"
    told.append(f"{figures},台账 {len(report.ledger)} 条,修补 {len(report.repairs)} 处")
    return told


def one_line(text: str) -> str:
    """Text without line ends: a figure that noise cuts in two stands in one cell."""
    return " ".join(text.split())


def shortened(text: str, longest: int = LONGEST_CELL) -> str:
    """The beginning of a text that is too long for a cell."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def visible(text: str) -> str:
    """Text in which no sign steers the screen: control signs and turns of direction stand as what they are."""
    return "".join(_seen(sign) for sign in text) if _steering(text) else text


_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing: a figure could be made to look like another one."""


def _steers(sign: str) -> bool:
    return (
        (sign < " " and sign not in "\n\t")
        or "\x7f" <= sign <= "\x9f"
        or sign in _TURNS
        or "\ud800" <= sign <= "\udfff"
    )


def _steering(text: str) -> bool:
    return any(_steers(sign) for sign in text)


def _seen(sign: str) -> str:
    if not _steers(sign):
        return sign
    return chr(0x2400 + ord(sign)) if sign < " " else f"\\u{ord(sign):04x}"
