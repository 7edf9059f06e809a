"""The title: the first line that names a report (工作总结, 统计公报 …), or the first line where none does."""

from __future__ import annotations

import re

KIND = (
    r"(?:总结|小结|报告|公报|汇报|要点|情况|数据|计划|思路|简报|通报|专报|快报|述职|材料|统计|年报|综述"
    r"|进展(?!顺利|良好|迅速|明显|较快|缓慢)|盘点|回顾|工作开展)"
)
TITLE_WORDS = re.compile(f"{KIND}|讲话|发言")
LONGEST_TITLE = 60
FIRST_LINES = 12
PATHWAY = re.compile(r"位置|频道|首页|→|>|»")
"""Signs of a site's navigation."""

ABOUT_PAGE = re.compile(
    r"(?:日期|作者|来源|发布时间|发布日期|发布人|责任编辑|信息来源)\s?[:：]|(?:点击|浏览|阅读)(?:数|量|次数)?\s?[:：]"
)
"""What a site says of its page: a line of that stands right under the title."""

CATALOGUED = re.compile(
    r"[\[【]?(?:索引号|发布机构|发文机关|发文单位|发布单位|制发机构|公开单位|文号|发文字号|文件编号|主题分类|主题词|主题|信息分类|分类|体裁分类|公文种类|文种"
    r"|成文日期|生成日期|有效性|公开方式|公开类别|公开范围|公开属性|组配分类|栏目)[\]】]?\s?[:：]"
)
"""索引号, 文号, 发布机构: how a paper is catalogued, no title."""

TITLE_LINES, SHORT_LINE = 3, 32
"""A title is set in three lines at most, none of them long."""

BROKEN_OFF = re.compile(r"[。;,:|!?]|文库|首页|编号|大小|页数|上传|下载|时间|来源|\.com|\.cn|>")
"""Signs that a line above a title is no part of it."""

SIGNED = re.compile(
    r"(?:局|办公室|办|委员会|院|中心|总会)[ \u3000]+(?:19|20)\d\d(?:-|年|\.|/)\d{1,2}(?:-|月|\.|/)\d{1,2}日?$"
)
"""沅宁市统计局 2019-03-26: who made it and when."""
NAMED_IN = re.compile(rf"《([^《》\n]{{4,50}}?{KIND}[^《》\n]{{0,24}})》(?=由|是由|为|一文|全文|[,，](?:由|可|全文))")
"""《柳沱镇2006年上半年民政工作总结》由会员上传: what a page says that it holds."""
NAMED_REACH = 400
SECOND = re.compile(rf"(?:{KIND}|安排|打算|部署|设想|建议)(?:的{KIND})?(?:[(][^()]{{1,8}}[)])?$")
JOINED = ("及", "暨", "和", "与", "以及")
"""What the second line of a title may begin with."""

HEADING = re.compile(r"第?[一二三四五六七八九十]{1,3}[、.章节]|[(][一二三四五六七八九十]{1,3}[)]")
"""一、1985年工作的回顾: a heading, no title."""

YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零]")
FLAT_TITLE = re.compile(
    rf"[^\n。;!]{{2,50}}?(?:工作)?{KIND}(?:(?:和|及|与|暨)?[^\n。;,!:]{{0,12}}?(?:计划|打算|思路|要点|安排|报告))?(?:\(\S{{1,6}}\))?(?:\.\w{{3,4}})?"
)


def find_title(text: str, *, preview: bool) -> tuple[int, int] | None:
    """The span of the title. In a preview page's flat text the title runs straight into the first sentence."""
    at = 0
    lines: list[tuple[int, int]] = []
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append((start, at + len(line.rstrip())))
        at += len(line) + 1
        if len(lines) >= FIRST_LINES:
            break
    for n, (start, end) in enumerate(lines):
        if n and ABOUT_PAGE.search(text, start, end) and names_page(text, *lines[n - 1]):
            return lines[broken_from(text, lines[:n])][0], lines[n - 1][1]
        if is_title(text, start, end):
            # The name of a sheet or a column of a site (统计数据) may stand above: the title proper says its year.
            begin = lines[broken_from(text, lines[: n + 1])][0]
            if not YEAR.search(text, begin, end) and any(
                is_title(text, *line) and YEAR.search(text, *line) for line in lines[n + 1 : n + TITLE_LINES]
            ):
                continue
            return begin, goes_on_to(text, lines, n)
        if end - start > LONGEST_TITLE:
            if m := FLAT_TITLE.match(text, start, start + 90):
                return m.start(), m.end()
            if m := NAMED_IN.search(text, start, start + NAMED_REACH):
                return m.span(1)
            break
    return lines[0] if lines and lines[0][1] - lines[0][0] <= LONGEST_TITLE else None


def names_page(text: str, start: int, end: int) -> bool:
    """Whether a line right above what the site says of its page can be the title."""
    return (
        end - start <= LONGEST_TITLE
        and not PATHWAY.search(text, start, end)
        and not ABOUT_PAGE.search(text, start, end)
        and not CATALOGUED.match(text, start, end)
    )


def is_title(text: str, start: int, end: int) -> bool:
    """Whether a line can be a title: short, with a title's word, no sentence and no path through a site."""
    return (
        end - start <= LONGEST_TITLE
        and TITLE_WORDS.search("".join(text[start:end].split())) is not None  # 政 府 工 作 报 告
        and text[end - 1] not in "。;,:"
        and not PATHWAY.search(text, start, end)
        and not ABOUT_PAGE.search(text, start, end)
        and not HEADING.match(text, start, end)
        and not SIGNED.search(text, start, end)
    )


def goes_on_to(text: str, lines: list[tuple[int, int]], n: int) -> int:
    """Where a title ends that its next line goes on with: 2023年上半年工作总结 over 及下半年工作安排."""
    end = lines[n][1]
    if n + 1 == len(lines):
        return end
    start, stop = lines[n + 1]
    goes_on = text.startswith(JOINED, start) and stop - start <= SHORT_LINE and text[end:start].count("\n") == 1
    return stop if goes_on and SECOND.search(text, start, stop) and text[stop - 1] not in "。;,:" else end


def broken_from(text: str, lines: list[tuple[int, int]]) -> int:
    """Where a title set in several lines begins: short lines right above its last one, without a stop."""
    first = len(lines) - 1
    while first and len(lines) - first < TITLE_LINES:
        start, end = lines[first - 1]
        if (
            end - start > SHORT_LINE
            or BROKEN_OFF.search(text, start, end)
            or TITLE_WORDS.search(text, start, end)
            or (text[end : lines[first][0]].count("\n") > 1 and not text.startswith("关于", start))
        ):
            break
        first -= 1
    return first
