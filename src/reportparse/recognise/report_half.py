"""The half, quarter or months that the first words of a report tell, where its title tells none."""

from __future__ import annotations

import re

from reportparse.model.mentions import PeriodMention

LOOKED_BACK_ON = re.compile(
    r"(?:总结|回顾|过去的?|走过的?)(?:了)?((?:19|20)\d\d) ?年(?!以来|来)"
    r"|(?:就|将|把|对)(?:我[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{0,10}(?:局|委|县|市|区|处|院|中心))?((?:19|20)\d\d) ?年(?:度)?(?:的)?"
    r"[^。,]{0,14}(?:情况|工作)[^。]{0,8}(?:汇报|报告|述职|总结|通报)"
    r"|(?:报告|汇报)((?:19|20)\d\d)年度?的?(?:[\u4e00-\u9fff]{0,6}工作|情况)"
)
"""总结2010年工作,部署2011年任务; 现将民政局2013年上半年工作情况汇报如下."""
SPAN_OF_MONTHS = r"(?:1|一) ?(?:月份?)? ?[-—~至到] ?(?:1[0-2]|[2-9]|十[一二]?|[二三四五六七八九]) ?月份?"
"""1至10月, 一到九月份: months from the year's first on."""
PARTS_OF_YEAR = frozenset({"half", "quarter", "months"})
OPENS = re.compile(r"\s*(?:(?:今年|本年)以来,)?")
"""上半年,我局…: what a report begins with."""
WE_OR_THE_PLACE = re.compile(
    r",(?:在[^。;\n]{2,60},)?(?:我|全|本|各级|[\u4e00-\u9fff]{2,10}(?:局|委|办|县|市|区|处|院|中心|民政))"
)
OF_MORE = re.compile("全年|一年来|这一年|下半年,[^。]{0,30}(?:取得|完成了|共)")
"""What would say that the report is of a whole year."""


def half_told_first(text: str, mentions: list[PeriodMention]) -> str | None:
    """上半年,我局在…领导下,…, without a year: the words of time that a report opens with; None where it does not."""
    first = next(iter(mentions), None)
    if first is None or first.last is not None or first.grain not in PARTS_OF_YEAR:
        return None
    if not OPENS.fullmatch(text, 0, first.start) or not WE_OR_THE_PLACE.match(text, first.end):
        return None
    return None if OF_MORE.search(text) else text[first.start : first.end]


def part_of_year(text: str, at: int, mentions: list[PeriodMention]) -> PeriodMention | None:
    """现将我局2013年上半年工作情况…汇报如下: the mention of a part of the year whose number stands at `at`."""
    named = next((m for m in mentions if m.start <= at < m.end and m.first and m.last), None)
    if named is None or named.grain in PARTS_OF_YEAR:
        return named
    return named if named.grain == "month" and text.endswith("份", 0, named.end) else None  # 现将2020年7月份…通报如下


LINE_TOLD = re.compile(
    r"(?:^|\n)[ \u3000]*(?:—{1,2}|-{1,2})?[^\n。,;:\d]{2,24}"
    rf"({SPAN_OF_MONTHS}|上半年|前三季度|[一二三四]季度)"
    r"[^\n。,;:\d]{0,8}(?:进展|情况|工作|小结|总结|通报|盘点|扫描)(?:情况)?[ \u3000]*\n"
)


def line_told(text: str) -> str | None:
    """——市民政局承办项目1—8月进展: a line of its own under the name of a bulletin; None where there is none."""
    told = LINE_TOLD.search(text)
    return told[1] if told else None
