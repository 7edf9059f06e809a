"""What stands at the head of an article outside its text: the title, the line with date and source; and single lines
of boilerplate inside it."""

from __future__ import annotations

import re

from reportparse.loaders.html_blocks import Part
from reportparse.loaders.html_tree import Page

_TITLE_METAS = ("articletitle", "article:title", "og:title", "title")
_SITE_METAS = ("sitename", "og:site_name")
_NO_TITLE = re.compile(r"(?:无标题|新建|未命名|untitled|new page|document|index|microsoft|file:|https?:).*", re.I)
_CUT = re.compile(r"\s*[_|｜]+\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|\s*(?:--|——)\s*|-(?=[^-]*(?:网|政府|门户|局|厅|委)$)")
_CHINESE = re.compile(r"[㐀-鿿]")
_SHORTEST = 4
_LONGEST = 120
# How far into the text its title may stand: below a red head and a document's number.
_TITLE_WINDOW = 400

_DATE_LINE = re.compile(
    r"(?:发布|发文|成文|公开|更新|录入|生成)?(?:时间|日期)\s*[:：]\s*\d{4}|(?:信息|文章|稿件)?来源\s*[:：]\s*\S|^\s*\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$"
)
_LONGEST_DATE_LINE = 160
_MOST_DATE_LINES = 3
# What the line says of the page and not of the text; its figures are no statistics.
_COUNTERS = re.compile(
    r"[\[【(（]?\s*(?:浏览|点击|阅读|访问|查看)(?:次数|量|数)?\s*[:：]?\s*\d{0,9}\s*次?\s*[\]】)）]?|"
    r"(?:【|\[)?\s*(?:字体|字号|视力保护色)\s*[:：]?\s*[\[【(（]?\s*(?:特?大\s*/?|中\s*/?|小\s*/?|默认\s*/?){0,6}\s*[\]】)）]?|"
    r"[\[【(（]?\s*(?:打印(?:本页)?|关闭(?:窗口)?|收藏|分享(?:到)?|保护视力色)\s*[:：]?\s*[\]】)）]?"
)
_PAGES = r"(?:第?\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页|上一页|下一页|首页|尾页|末页|\d{1,3}|[<>«»|/,，])"
_NOISE = re.compile(
    rf"(?:{_PAGES}\s*){{2,40}}|(?:上|下)一[篇条页]\s*[:：]?.*|"
    r"(?:您|你)?(?:现在|当前)?的?(?:所在)?位置\s*[:：].*|当前位置.*|"
    r"(?:分享到?|分享至|分享本文|扫一扫.{0,30}|用微信扫.{0,30}|返回顶部|返回列表|返回首页|相关(?:文章|链接|新闻|稿件|阅读)\s*[:：]?|无障碍.{0,8}|"
    r"打印(?:本页|此文)?|关闭(?:窗口|本页)?|收藏(?:本站)?|我要纠错|纠错)(?:[\s|【】\[\]/]*)|"
    r".{0,80}(?:ICP备|公网安备|版权所有|网站标识码).{0,120}"
)
_LONGEST_NOISE = 200


def is_noise(part: Part) -> bool:
    """A line that belongs to the page and not to the article, wherever it stands."""
    if part.kind not in ("paragraph", "item") or len(part.text) > _LONGEST_NOISE:
        return False
    text = part.text.strip(" \u3000")
    if _NOISE.fullmatch(text):
        return True
    return bool(_COUNTERS.search(text)) and not re.search(r"[\w㐀-鿿]", _COUNTERS.sub("", text))


def front_of(page: Page, parts: list[Part]) -> list[Part]:
    """The parts with the title first and the date line after it, where the text itself lacks them."""
    first = next((place for place, part in enumerate(parts) if part.inside), None)
    if first is None:
        return parts
    opening = _bare("".join(_text_of(part) for part in parts if part.inside)[: 2 * _TITLE_WINDOW])[:_TITLE_WINDOW]
    parts = [_without_counters(part) if part.inside else part for part in parts]
    before = parts[:first]
    title = title_of(page, before)
    front: list[Part] = []
    if title and _bare(title) not in opening:
        front.append(Part("heading", title, 1))
    dates = [part for part in before if _is_date_line(part)][-_MOST_DATE_LINES:]
    front += [_without_counters(part)._replace(inside=True, kind="paragraph", level=0) for part in dates]
    kept = [part for part in before if part not in dates]
    rest = [part for part in parts[first:] if part.text.strip() or part.cells]
    return [*kept, *(part for part in front if part.text), *rest]


def title_of(page: Page, before: list[Part]) -> str:
    """The article's title: what the page's head names it, but in the words of the heading printed above the text."""
    told = [page.metas[key] for key in _TITLE_METAS if page.metas.get(key)]
    site = {page.metas[key] for key in _SITE_METAS if page.metas.get(key)}
    whole = _bare("".join((*told, page.title)))
    headings = [part for part in before if part.kind == "heading"]
    for part in sorted(headings, key=lambda part: part.level):
        if _fits(part.text) and (not whole or _bare(part.text) in whole):
            return part.text
    for text in (*told, page.title):
        pieces = [piece.strip() for piece in _CUT.split(text) if piece.strip() and piece.strip() not in site]
        if pieces and (title := _chosen(pieces)) and _fits(title):
            return next((part.text for part in before if _bare(part.text) == _bare(title)), title)
    fitting = [part.text for part in headings if _fits(part.text)]
    return fitting[-1] if fitting else ""


def _chosen(pieces: list[str]) -> str:
    """Site names stand behind the title as a rule; a piece that says what kind of document it is wins."""
    kinds = re.compile(r"总结|报告|通知|公告|公示|计划|要点|汇报|方案|意见|公报|情况|通报|简报|解读")
    return next((piece for piece in pieces if kinds.search(piece) and not piece.endswith("网")), pieces[0])


def _fits(text: str) -> bool:
    signs = len(_CHINESE.findall(text))
    return signs >= _SHORTEST and len(text) <= _LONGEST and not _NO_TITLE.fullmatch(text.strip())


def _bare(text: str) -> str:
    return "".join(text.split())


def _text_of(part: Part) -> str:
    return part.text or "".join(cell.piece.text for cell in part.cells[:20])


def _is_date_line(part: Part) -> bool:
    return part.kind != "table" and len(part.text) <= _LONGEST_DATE_LINE and bool(_DATE_LINE.search(part.text))


def _without_counters(part: Part) -> Part:
    """A date line without how often the page was read and how large its letters may be."""
    if not _is_date_line(part):
        return part
    return part._replace(text=" ".join(_COUNTERS.sub(" ", part.text).strip(" |\u3000").split(" ")).strip())
