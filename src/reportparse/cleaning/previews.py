"""The words of sites that share documents: the frame around a preview, and the notes strewn into it.

Such sites copy one another, so the frame is a family: a breadcrumb and a card of facts at the head (document number,
size, pages, date), one sentence that offers the file, the body cut into pages, and a foot with notes on downloading and
rights. What counts as a preview is decided by signs that no report writes of itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

from reportparse.model.reading import Edit

_KIND = "boilerplate"

# The card of facts at the head.
_FACTS = (
    "文档编号 文档ID 文档大小 文档格式 文档类型 文档页数 文档分类 文档星级 文件大小 文件格式 文件类型 文件编号 资源ID 资源大小 资源格式 "
    "总页数 页数 上传时间 上传日期 上传者 上传人 上传用户 所属分类 所需积分 下载积分 下载次数 浏览次数 阅读次数 收藏次数 下载价格 售价 文币 "
    "侵权投诉 举报电话 链接地址 本文标题 本文地址 资源描述 文档描述 关键词 关 键 词 标签 版权提示 版权声明 版权说明 版权申诉 温馨提示 特殊限制 "
    "特别说明 配套讲稿 下载提示 下载声明 下载须知 下载说明 使用须知 免责声明"
)
# Of these a report may write itself; they go only where the site shows itself otherwise.
_SHY_FACTS = frozenset(
    (
        "页数",
        "关键词",
        "标签",
        "售价",
        "特别说明",
        "免责声明",
        "资源描述",
        "温馨提示",
        "浏览次数",
        "文件编号",
        "举报电话",
        "版权声明",
    )
)

# Notes that stand alone or are strewn between the sentences of the body. `~` stands for a few characters of any kind, `#`
# for a number.
_NOTES = (
    "下载文档到电脑~",
    "下载到电脑，~",
    "还剩~页未读~",
    "剩余~页未读~",
    "点击查看更多~",
    "点击查看全文~",
    "展开阅读全文~",
    "亲，该文档总共~",
    "该文档总共~",
    "已超出免费预览~",
    "超出免费预览~",
    "免费预览已结束~",
    "试读已结束~",
    "预览已结束~",
    "如果喜欢就下载~",
    "喜欢就下载~",
    "VIP免费~",
    "VIP专享~",
    "VIP下载~",
    "本文档由~上传~",
    "本文由~上传~",
    "文档由~上传~",
    "文档贡献者~",
    "此文档下载收益~",
    "本站所有资源~",
    "本站文档~",
    "本站仅提供~",
    "本站不保证~",
    "本站是网络服务~",
    "版权申诉~",
    "限制#内",
)
# These prove nothing, and go only as short lines of a text that is a preview by other signs.
_SHY_NOTES = (
    "阅读全文~",
    "继续阅读~",
    "立即下载~",
    "免费下载~",
    "付费下载~",
    "下载文档~",
    "开通会员~",
    "加入会员~",
    "成为会员~",
    "会员免费~",
    "加入VIP~",
    "VIP~",
    "登录后~",
    "登录查看~",
    "收藏~",
    "分享到~",
    "举报~",
    "版权所有~",
    "相关资源~",
    "相关文档~",
    "相关搜索~",
    "猜你喜欢~",
    "关于我们~",
    "联系客服~",
    "网站地图~",
    "copyright~",
    "©~",
)
# Notes so particular that they go wherever they stand, to the end of their sentence.
_STREWN = (
    "[(（]?(?:未完[，,])?全文共[0-9]{1,7}字(?:[，,]当前显示[0-9]{1,7}字)?[)）]?",
    "文档来源为[：:]?[^\\n。]{0,40}",
    "(?:本)?文档来自于?网络[^\\n。]{0,40}",
    "(?:个人收集整理|资料收集于网络|网络收集整理)[^\\n。]{0,30}",
    "word版本可编辑[.．。]?",
    "下载后可?任意编辑",
    "(?:请浏览后下载[，,]欢迎下载|欢迎下载(?:使用|支持|收藏))[.．。!！]?",
    "(?:内容来自|资料来自)(?:网络|互联网)[^\\n。]{0,30}",
    "资料内容仅供您?学习参考[^\\n。]{0,60}",
    "如有(?:不当之处|侵权)[，,][^\\n。]{0,40}删除",
    "此文档仅供[^\\n。]{0,30}",
    "精品文档[，,]?仅供学习[^\\n。]{0,20}",
)
_STREWN_WORDS = (
    *(
        "全文共",
        "文档来源为",
        "文档来自",
        "收集整理",
        "收集于网络",
        "可编辑",
        "任意编辑",
        "欢迎下载",
        "内容来自",
        "资料来自",
    ),
    *("资料内容仅供", "如有不当之处", "如有侵权", "此文档仅供", "精品文档"),
)
"""Each of the notes holds one of these."""

# The sentence that offers the file; it names the file once more in title marks.
_OFFER = re.compile(
    r"(?:《[^《》\n]{1,150}》(?:文档)?由|该【[^【】\n]{1,150}】(?:文档)?是?由|《[^《》\n]{1,150}》可在线阅读)[^\n。]{0,300}(?:。|(?=\n)|\Z)"
)
_NAME = re.compile(r"[《【]([^《》【】\n]{6,150})[》】]")
_OFFERED = re.compile("分享|上传|提供|发布|会员|整理")
_TO_DO = re.compile("在线阅读|在线预览|免费阅读|下载|搜索|站内|访问")
_BREADCRUMB = re.compile(r"^[ \t]{0,4}[^\n>＞»›]{0,12}(?:首页|主页)[ \t]{0,4}[>＞»›][^\n]{0,80}\n?", re.M)
# Everything after this is the site's own foot.
_FOOT = re.compile(
    r"^[ \t]{0,4}-[ \t]{0,4}(?:配套讲稿|特殊限制|关[ \t]{0,2}键[ \t]{0,2}词|温馨提示|版权说明|下载提示)[ \t]{0,4}[：:]",
    re.M,
)
_FOOT_LENGTH = 6000
_CHEAP = re.compile(
    "在线阅读|在线预览|文库|免费阅读|总页数|文档编号|文件大小|上传时间|配套讲稿|特殊限制|阅读全文|未读|免费预览|下载文档|VIP|版权申诉|欢迎下载|文档来|全文共|"
    "下载到电脑|该文档总共|喜欢就下载|预览已结束|试读|由[^\n]{0,20}上传|贡献者|下载收益|本站|可编辑|收集整理|精品文档|珍藏版|限制[0-9]{1,4}内|学习参考"
)


@cache
def _fact_line() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(set(re.split(r" (?![键词])", _FACTS)), key=len, reverse=True))
    return re.compile(rf"^[ \t]{{0,4}}(?:[-•·][ \t]{{0,4}})?({names})[ \t]{{0,4}}[：:][^\n]{{0,200}}\n?", re.M)


@cache
def _note_line(shy: bool) -> re.Pattern[str]:
    # A shy note is a button or a link: a few characters, no sentence.
    any_words = r"[^\n。，,]{0,16}" if shy else r"[^\n]{0,80}"
    notes = _SHY_NOTES if shy else _NOTES
    bodies = "|".join(
        re.escape(note).replace("，", "[，,]").replace("\\~", any_words).replace("\\#", "[0-9]{1,5}") for note in notes
    )
    return re.compile(rf"^[ \t]{{0,4}}(?:[-•·>][ \t]{{0,4}})?(?:{bodies})[ \t]{{0,4}}(?:\n|\Z)", re.M | re.I)


@cache
def _strewn() -> re.Pattern[str]:
    return re.compile("|".join(_STREWN))


def may_be_of_a_site(text: str) -> bool:
    """The cheap look: a text without any of these words is no preview and has no notes of collectors."""
    return _CHEAP.search(text) is not None


def is_preview(text: str) -> bool:
    """A site's frame is around the text: its offer, its foot, two of its facts, or one of its notes.

    >>> is_preview("下载文档到电脑，查找使用更方便\\n一、救助工作"), is_preview("市图书馆文库藏书三万册。")
    (True, False)
    """
    if not may_be_of_a_site(text):
        return False
    if any(_lines(p, text) for p in (_FOOT, _BREADCRUMB, _note_line(shy=False))) or any(True for _ in _offers(text)):
        return True
    facts = {m[1] for m in _lines(_fact_line(), text)} - _SHY_FACTS
    return len(facts) >= 2


def _lines(pattern: re.Pattern[str], text: str, end: int = sys.maxsize) -> list[re.Match[str]]:
    """What `finditer` gives for a pattern that begins with a line, in a text that may be one line as a whole."""
    found: list[re.Match[str]] = []
    at = 0
    while True:
        if m := pattern.match(text, at, end):
            found.append(m)
            at = m.end()
        elif (at := text.find("\n", at, end) + 1) == 0:
            return found


def _offers(text: str) -> Iterator[tuple[int, int]]:
    for m in _OFFER.finditer(text):
        if _OFFERED.search(m[0]) and _TO_DO.search(m[0]):
            yield m.span()


def offered_names(text: str) -> tuple[str, ...]:
    """What the site calls the file, in its offer."""
    marked = (_NAME.search(text, start, end) for start, end in _offers(text))
    return tuple(m[1] for m in marked if m is not None)


def find_strewn_notes(text: str) -> Iterator[Edit]:
    """Notes of collectors that stand in texts without any frame as well."""
    if not may_be_of_a_site(text) or not any(word in text for word in _STREWN_WORDS):
        return
    for m in _strewn().finditer(text):
        yield Edit(*_with_line_end(text, *m.span()), "", _KIND)


def find_boilerplate(text: str) -> Iterator[Edit]:
    """The frame and the notes of a preview, longest first where they overlap."""
    end = len(text)
    foot = next(iter(_lines(_FOOT, text)), None)
    if foot is not None and end - foot.start() <= _FOOT_LENGTH:
        end = foot.start()
    spans = [(end, len(text))] if end < len(text) else []
    spans += [_with_line_end(text, *span) for span in _offers(text)]
    for pattern in (_BREADCRUMB, _fact_line(), _note_line(shy=False), _note_line(shy=True)):
        spans += [_with_line_end(text, *m.span()) for m in _lines(pattern, text, end)]
    done = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if stop > max(done, start):
            yield Edit(max(done, start), stop, "", _KIND)
            done = stop


def _with_line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, with the line end behind it where it fills whole lines."""
    opens_line = start == 0 or text[start - 1] == "\n"
    return (start, end + 1) if opens_line and text[end : end + 1] == "\n" and text[end - 1] != "\n" else (start, end)
