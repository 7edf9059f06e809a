"""The subject of a table's figure: its row's label and what its column counts, without what only tells time and role."""

from __future__ import annotations

import re

from reportparse.link.table_heads import PART_HEAD, TOTAL_HEAD, Column
from reportparse.link.table_rows import BROKEN_DOWN, PART_ROW, Label
from reportparse.link.table_units import IN_BRACKETS

NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d+[.、]|\([一二三四五六七八九十\d]+\)|[A-H](?:[、.]\s*|(?=[\s\u4e00-\u9fff]))|[IVX]{1,4}[、.\s])\s*"
)
PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:区|县|镇|乡|街道|市|村|社区)|全[市县区省州镇乡]")
TIME_OR_ROLE = re.compile(
    r"(?:(?:19|20)\d\d\s?年度?|\d{1,2}月份?|[一二三四]季度|[上下]半年|[-—–~至]|[本当今去上同前全]年|[本当上]月|[本上]季度?|[本上]期|同期"
    r"|年初|年末|年底|月末|季末|期初|期末|末|底|初|累计|实际|数量|数值|数据|数|指标值|绝对[数量值]|总[量数]|情况|合计|总计|小计|全年|年度|决算|执行|完成|已"
    r"|预算|计划|目标|任务|规划|同比|环比|增减|增长|上升|下降|比|较|年均|±|[%‰/+]|截至|截止|日|\d|[()]|其中|\s)+"
)
BETWEEN_LABELS = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
METRIC = re.compile(r"(?:数|额|率|金|费|款|资金|支出|收入|补差|标准|发放|人次)$")
RATE_METRIC = re.compile(r"率$|占|比重|占比|比例")
TOLD = re.compile(r"计划|任务|目标|规划|预算|决算|执行|完成|[率占增]")
"""What a column's role adds to the name of a place: 江东区廉租住房年计划."""
LONGEST_PART = 3
"""A part's label no longer than this needs its total's: 公办 of 养老机构."""


def subject_of(label: Label, column: Column, basis: Column | None) -> str:
    """The words for one figure."""
    own = plain(label.words)
    metric = metric_of(column)
    if label.of_year or not own:
        return of_year(column, basis) or own
    if label.total or PLACE.fullmatch(own):
        return own_first(label, own, column)
    if label.part and len(own) <= LONGEST_PART:
        own = own + plain(label.whole)
    elif len(own) <= LONGEST_PART and label.group_words:
        own = plain(label.group_words) + own
    if not metric or metric in own or own.endswith(metric.removesuffix("数")):
        return own
    return metric + own if METRIC.search(own) and not METRIC.search(metric) else own + metric


def plain(words: str) -> str:
    """A label without its unit, its part mark and its number."""
    words = BROKEN_DOWN.sub("", words)
    bare = NUMBERING.sub("", IN_BRACKETS.sub("", PART_ROW.sub("", words)).strip()).strip()
    return BETWEEN_LABELS.sub("", bare)


def heads_of(column: Column) -> list[str]:
    """The words over a column without units and part marks."""
    bare = [BETWEEN_LABELS.sub("", PART_HEAD.sub("", IN_BRACKETS.sub("", raw)).strip()) for raw in column.words]
    return [w for w in bare if w]


def metric_of(column: Column) -> str:
    """What a column counts; nothing where its words tell but time and role."""
    kept = [w for w in heads_of(column) if RATE_METRIC.search(w) or not TIME_OR_ROLE.fullmatch(w)]
    return "".join(w for w in kept if not TOTAL_HEAD.match(w)) if column.role != "change" else ""


def of_year(column: Column, basis: Column | None) -> str:
    """In a row that is a year, the column alone says what is counted, and a change what its basis does."""
    own = "".join(heads_of(column))
    return "".join(heads_of(basis)) + own if basis is not None and column.role != "target" else own


def own_first(label: Label, own: str, column: Column) -> str:
    """安坪区受灾人口; of all of them 受灾人口合计."""
    head = "".join(w for w in heads_of(column) if TOLD.search(w) or not TIME_OR_ROLE.fullmatch(w))
    if not label.total:
        return own + head
    own = own.replace(" ", "")
    return own + head if own.startswith("全") or not TOTAL_HEAD.match(own) else head + own
