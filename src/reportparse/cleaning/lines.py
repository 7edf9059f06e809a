"""What a line is: heading, list item, table row, prose. Several passes ask; none may join what must stay apart."""

from __future__ import annotations

import re
from typing import NamedTuple

BLANKS = " \t\u00a0\u2002\u2003\u2009\u202f\u3000"
CJK = r"\u3007\u3400-\u9fff"

# Signs after which a line may end for good.
TERMINAL = "。！？；：!?;:…”』」"
_CLOSERS = "”’』」)）】"

_NUMBERED = re.compile(
    r"[ \t\u3000]{0,8}(?:"
    r"第?[一二三四五六七八九十百]{1,4}[、.．,，:：]"  # 一、
    r"|第[一二三四五六七八九十百0-9]{1,4}[章节部条款编]"
    r"|[(（〔\[][一二三四五六七八九十0-9]{1,4}[)）〕\]]"  # (一) (1)
    r"|[0-9]{1,2}[ ]{0,2}(?:、|[)）]|[.．](?![0-9]))"  # 1、 1. 1)
    r"|[①-⑳⑴-⒇⒈-⒛㈠-㈩●○◆◇■□▲△★☆▪•·※➢]"
    r"|[一二三四五六七八九十]{1,2}(?:是|要|来)"  # 一是
    r"|[-*#>] "
    r"|附[件表录]?[0-9一二三四五六七八九十]{0,2}[:：]|注[0-9]{0,2}[:：]|[(（]?单位[:：]|表[0-9]|图[0-9]"
    r")"
)
_HEADING_NUMBER = re.compile(
    r"[ \t\u3000]{0,8}(?:第?[一二三四五六七八九十]{1,4}[、.．章节部]|[(（][一二三四五六七八九十]{1,4}[)）])"
)
_INDENT = re.compile(r"(?:\t| {2,}|\u3000)")
_GAP = re.compile(rf"\S[{BLANKS}]{{2,}}\S|\S\t+\S")
_NUMBERS = re.compile(r"[-+0-9](?<!\S.)(?:(?<=[0-9])|(?<=[-+])[0-9])[0-9,.]{0,20}%?\s+[-+]?[0-9][0-9,.]{0,20}%?(?!\S)")
_PROSE_SIGNS = re.compile(r"[，。；、：;:！？,](?!(?<=,)[0-9])")
_CLAUSE_SIGNS = re.compile(r"[，。；,;]")
_TITLE_END = re.compile(
    r"(?:总结|报告|公报|计划|要点|思路|打算|情况|小结|汇报|安排|通报|数据|简报|规划|方案|信息)(?:[(（][^()（）]{1,12}[)）])?\Z"
)
_HEADING_LENGTH = 30
_FEWEST_COLUMNS = 3


class Line(NamedTuple):
    """A line of the text without its line end; `end` is where the '\\n' stands (or the text ends)."""

    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Line]:
    """All lines in order."""
    lines, at = [], 0
    new = tuple.__new__  # past the constructor in Python: a text has many lines
    for part in text.split("\n"):
        end = at + len(part)
        lines.append(new(Line, (at, end, part)))
        at = end + 1
    return lines


def starts_item(line: str) -> bool:
    """A heading number, list marker or bullet opens the line.

    >>> starts_item("（三）临时救助"), starts_item("3.8万元"), starts_item("2、加强管理")
    (True, False, True)
    """
    return _NUMBERED.match(line) is not None


def starts_paragraph(line: str) -> bool:
    """The line opens something new by its indent, number or bullet."""
    return _INDENT.match(line) is not None or starts_item(line)


def ends_sentence(line: str) -> bool:
    """The line could end here for good."""
    bare = line.rstrip(BLANKS).rstrip(_CLOSERS)
    return not bare or bare[-1] in TERMINAL or line.rstrip(BLANKS)[-1] in "”』」"


def is_heading(line: str) -> bool:
    """A short line with a Chinese heading number and no clause in it."""
    bare = line.strip(BLANKS)
    return len(bare) <= _HEADING_LENGTH and _HEADING_NUMBER.match(bare) is not None and not _CLAUSE_SIGNS.search(bare)


def is_title(line: str) -> bool:
    """A line that ends like a report's title and holds no clause."""
    return _TITLE_END.search(line.strip(BLANKS)) is not None and not _CLAUSE_SIGNS.search(line)


def is_table_row(line: str) -> bool:
    """Columns divided by bars, tabs or several blanks, or a run of bare numbers behind one another.

    >>> is_table_row("福利院 个 3 4"), is_table_row("共有 35 户,比上年多 2 户。")
    (True, False)
    """
    bare = line.strip(BLANKS)
    if "|" in bare or "│" in bare or "┃" in bare or bare.startswith(("+-", "┌", "├", "└")):
        return True
    if _PROSE_SIGNS.search(bare.rstrip("：:")):
        return False
    if len(bare.split(None, 1)) < 2:  # the cheap look: without a blank there are no columns
        return False
    return _GAP.search(bare) is not None or _NUMBERS.search(bare) is not None


def heads_table_row(line: str, following: str) -> bool:
    """Words above a run of bare numbers, one over each: the header of a table that single blanks part.

    >>> heads_table_row("项目 一季度 二季度", "临时救助 126 188"), heads_table_row("共有 三十户", "临时救助 126 188")
    (True, False)
    """
    words = line.split()
    return (
        len(words) >= _FEWEST_COLUMNS
        and len(words) == len(following.split())
        and not _PROSE_SIGNS.search(line)
        and is_table_row(following)
    )
