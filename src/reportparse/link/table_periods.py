"""The time of a table's figures: the days of their column or row, and whether they stand at a day or run over a span."""

from __future__ import annotations

import datetime as dt
import re

from reportparse.link.captions import Span, own_year
from reportparse.link.days import period_of as shared_period
from reportparse.link.measure_words import BALANCE, EVENT_RATE, EVENT_UNITS, FLOW_SHARE, STATE_RATE
from reportparse.link.table_heads import MONEY_HEAD, Column, day_a_year_before
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, ReportPeriod
from reportparse.rulebook import ProgramRule

STANDING_LABEL = re.compile(r"(?:设施|机构|中心|站|点|院|所|会|员|床位|对象|人口)(?:总?数|个数)?\s*(?:\([^()]*\))?$")
PLACES_LABEL = re.compile(r"(?:设施|机构|中心|站|站点|院|所|床位)(?:总?数|个数)?\s*(?:\([^()]*\))?$")
TOWNS_LABEL = re.compile(
    r"(?:^|[、.)#:])\s*(?:民族)?(?:乡镇|镇|乡|街道|街道办事处|苏木|区公所|(?:乡镇?级)?行政区划(?:单位)?)级?(?:总?数|个数|小计|合计)?$"
)
"""Rows that count towns; one that is the name of a town counts something else."""
FLOW_LABEL = re.compile(
    r"发放|支出|收入|入院|出院|离院|销售|新增|登记数|救助|结婚|离婚|办理|火化|捐|人次|完成|培训|接待|改造|建设|新建|改建|修缮|安装|适配|服务"
    r"|就业|竣工|开工|减免|资助|受益|参训|举办|走访|慰问|检查|调解|帮扶|入学|招生|毕业|出生|死亡|受灾|受助|退出|取消|注销|新纳入|清退|升级|创建|打造"
)
NOUNLIKE = re.compile(r"救助|服务|资助|补助")
"""Doing that is part of the name of those who stand: 特困人员救助供养."""
SHARE_OF = re.compile(r"占|比重|占比|比例|结构")
NOT_YEARLY = re.compile(r"月|季|半年")
OPENING_DAY = re.compile(r"年初|期初")
SO_FAR = re.compile(r"累计")
ON_HAND = re.compile("享受|在册|现有|在保")
YEAR_BEFORE = re.compile(r"^[上去]年(?:数据?|数量|数值|完成数?)?$")
"""The head of a column with last year's values: those of the same days, where the table tells of a part of the year."""
QUARTER = 3
"""Months."""
PIECE_BEFORE = re.compile(r"^上(期|月|季)度?(?:末?数据?|数量|数值)?$")
HEADS = ("persons", "households", "count", "area")


def stands(
    label: str, head: str, measure: str, unit: str, rule: ProgramRule | None, standard: bool, basis: bool | None
) -> bool:
    """Whether a figure stands at a day, by what its row and column call it; `basis` is what it is a share of."""
    words = f"{label} {head}"
    if standard:
        return True
    if measure == "amount":
        return BALANCE.search(label) is not None or BALANCE.search(head) is not None
    if measure == "rate":
        return rate_stands(words, basis)
    if measure == "other" and not unit:  # a page that prints no 个
        places = TOWNS_LABEL.search(label) is not None or PLACES_LABEL.search(label) is not None
        return places and MONEY_HEAD.search(head) is None
    if measure not in HEADS or unit in EVENT_UNITS:
        return False
    kept = rule is not None and rule.stock
    if runs(NOUNLIKE.sub("", label) if kept else label) or runs(head):
        return kept and ON_HAND.search(words) is not None
    if "新" not in words and (PLACES_LABEL.search(label) or PLACES_LABEL.search(head)):
        return True
    if measure == "count" and TOWNS_LABEL.search(label):
        return True
    return rule.stock if rule else True


def runs(words: str) -> bool:
    """Whether a label or head names something done."""
    return bool(FLOW_LABEL.search(words)) and not (STANDING_LABEL.search(words) and "新" not in words)


def rate_stands(words: str, basis: bool | None) -> bool:
    """Whether a rate is one of a state: a share goes with what it is a share of, others by their name."""
    if EVENT_RATE.search(words):
        return False
    if SHARE_OF.search(words):
        return not FLOW_SHARE.search(words) if basis is None else basis
    return STATE_RATE.search(words) is not None


SPAN_OR_ITS_END = re.compile(r"[本当]([月年])[(/、或](?:[月年期]末|期末)")
"""本月(月末): what runs is of the month, what stands is of its last day."""


def period_of(
    column: Column, of_row: PeriodMention | None, role: str, standing: bool, base: Span, report: ReportPeriod
) -> Period:
    """The period of a figure, from its column's time, its row's, or the time of the whole table."""
    mention = column.period or of_row
    start, end = span_of(column, mention, role, base, report)
    day = mention is not None and mention.last is not None and mention.kind == "as_of" and not mention.upto
    if day and mention is not None and mention.last is not None and (both := SPAN_OR_ITS_END.search(column.head)):
        first = mention.last.replace(day=1) if both[1] == "月" else mention.last.replace(month=1, day=1)
        return shared_period(None if standing else first, mention.last, "as_of" if standing else "flow")
    if role != "target" and day and mention is not None:
        return shared_period(None, mention.last, "as_of")  # 上年末, 6月末: the column itself is a day
    if role == "prior" and mention is None and OPENING_DAY.search(column.head) and base[0]:
        return shared_period(None, base[0] - dt.timedelta(days=1), "as_of")
    if standing:
        return shared_period(None, end, "as_of")
    return shared_period(start, end, "flow")


def span_of(column: Column, mention: PeriodMention | None, role: str, base: Span, report: ReportPeriod) -> Span:
    """First and last day of the time that a column or row tells."""
    start, end = base
    if role == "prior" and start and end:
        if (head := PIECE_BEFORE.match(column.head)) and (before := piece_before(start, end, head[1])):
            return before
        if YEAR_BEFORE.match(column.head) and not whole_years(start, end):
            return day_a_year_before(start), day_a_year_before(end)
    undated = mention is None or own_year(mention, report)
    if role == "target" and (undated or OPENING_DAY.search(column.head)):  # 年初预算 is for the year
        return goal_span(column.head, base)
    if role == "actual" and undated and SO_FAR.search(column.head) and start and end and start.year == end.year:
        return dt.date(end.year, 1, 1), end
    if mention is not None and mention.last is not None:
        if own_year(mention, report):
            return report.start, report.end
        if mention.first is None or mention.upto:
            return dt.date(mention.last.year, 1, 1), mention.last
        return mention.first, mention.last
    if mention is not None and mention.grain == "month" and mention.relation == "own" and end:
        return end.replace(day=1), end  # 本月 of a report on five months is the last of them
    if role == "prior":
        return (day_a_year_before(start) if start else None), (day_a_year_before(end) if end else None)
    return start, end


def whole_years(start: dt.date, end: dt.date) -> bool:
    """Whether days begin and end with the year."""
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def piece_before(start: dt.date, end: dt.date, which: str) -> Span | None:
    """The month or quarter before that in which a table's time ends; 上期 is as long as that time. None where it is
    neither month nor quarter."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day != 1 or months not in (1, QUARTER) or (end + dt.timedelta(days=1)).day != 1:
        return None
    own = end.year * 12 + end.month - 1  # the month in which it ends, counted from the year 0
    length = {"月": 1, "季": QUARTER}.get(which, months)
    stop = own - own % QUARTER if length == QUARTER else own  # the month after the last
    return first_of(stop - length), first_of(stop) - dt.timedelta(days=1)


def first_of(month: int) -> dt.date:
    """The first day of a month counted from the year 0."""
    return dt.date(month // 12, month % 12 + 1, 1)


def goal_span(head: str, base: Span) -> Span:
    """A goal is set for the whole year, however much of it has gone; 半年任务 is for the time of the table."""
    start, end = base
    if start is None or end is None or start.year != end.year or NOT_YEARLY.search(head):
        return base
    return (start, dt.date(start.year, 12, 31)) if (start.month, start.day) == (1, 1) else base
