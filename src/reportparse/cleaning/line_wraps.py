"""Lines broken at a fixed width, in words and numbers: '共2⏎105户' reads 共2105户.

Whether a document is wrapped shows in the widths of its lines: in a wrapped one most lines are as wide as the widest. A
line is joined to the next only where it is full and the next begins nothing new.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from reportparse.cleaning.lines import (
    BLANKS,
    CJK,
    Line,
    ends_sentence,
    is_heading,
    is_table_row,
    is_title,
    split_lines,
    starts_item,
    starts_paragraph,
)
from reportparse.model.reading import Edit

_KIND = "line_wrap"

# Widths in half-width columns: from the narrowest newspaper column to the widest screen.
_NARROWEST, _WIDEST = 24, 160
# A line of full width may be short by a word or number that did not fit, or long by a hanging sign.
_SLACK = 4
# This share of the lines with text is full in a wrapped document, and so many there must be.
_FULL_SHARE = 0.25
_FEWEST_FULL = 4
_LINES_LOOKED_AT = 4000
_FEWEST_SET_IN = 3
_INNER_START = re.compile(rf"[^\n。！？；;]\n[^\n{BLANKS}]")
"""A line that is not set in behind one that ends no sentence."""
_OPEN_END = re.compile("(?:[，、]|[全我本][省市县区镇乡村旗]|全街道|其中|共有|[共达为和与及的在])$")
"""Words that no sentence and no heading ends with."""
_LEFT_OPEN = re.compile(rf"\n(?<=[{CJK}，、]\n)(?=[^\n{BLANKS}])")
"""The ends of lines that may end with one of them."""
_FEWEST_RAGGED = 8
_RAGGED_SHARE = 0.35
_SHORTEST = 12
"""Columns of a line broken by hand that has more than one clause: 元;发放帐篷215顶、棉⏎被4800床."""
_LONG = 20
_LONG_OPEN = re.compile(
    rf"[0-9][^。；;]{{0,24}}[，,][^。；，,;]{{2,24}}[{CJK}]\Z|[，,](?:截至|目前|全[省市县区]|共|现)[^。；，,;]{{2,20}}[{CJK}]\Z"
)
"""A long line with figures in its last sentence, whose last clause has no end: no heading is like that."""
_CLAUSE_SIGNS = re.compile(r"[，。、；：,;:]")


def find_line_wraps(text: str) -> Iterator[Edit]:
    """The line breaks of a hard-wrapped text that end no paragraph; lines broken by hand come near to one width only."""
    measure = line_width(text) if text.count("\n") >= _FEWEST_FULL else None
    if measure is None:
        found = [*_uneven(text)] or [*_ragged(text)]
        yield from found or _left_open(text)
    else:
        yield from sorted({*_measured(text, *measure), *_ragged(text)})


def _measured(text: str, wide: bool, full: int) -> Iterator[Edit]:
    """The line breaks of a text whose lines are as wide as the widest."""
    lines = split_lines(text)
    body = lines[1:] if is_title(lines[0].text) else lines
    # Where paragraphs are set in, a line that is not goes on with the one before, however short that one is.
    least = full // 2 if _sets_in(body) else full - _SLACK
    for line, following in pairwise(body):
        width = _width(line.text, wide)
        broken_off = not ends_sentence(line.text) and _CLAUSE_SIGNS.search(line.text) is not None
        if width < (min(least, full * 3 // 4) if broken_off else least) or not _goes_on(line.text, following.text):
            continue
        if width >= full - _SLACK or broken_off or not (ends_sentence(line.text) or following.text[:1] in BLANKS):
            yield _join(text, line.end)


def _uneven(text: str) -> Iterator[Edit]:
    """Lines broken by hand, at no width: where paragraphs are set in, an unfinished line goes on with one that is not."""
    if max(map(len, text.split("\n"))) > _WIDEST or not _INNER_START.search(text):
        return
    lines = split_lines(text)
    body = lines[1:] if is_title(lines[0].text) else lines
    if not _sets_in(body):
        return
    widest = max(_width(line.text.strip(BLANKS), True) for line in body)
    if not _NARROWEST <= widest <= _WIDEST:
        return
    found = [
        line
        for line, following in pairwise(body)
        if following.text[:1] not in BLANKS
        and not ends_sentence(line.text)
        and _width(line.text.strip(BLANKS), True) >= (_SHORTEST if _CLAUSE_SIGNS.search(line.text) else widest // 2)
        and _goes_on(line.text, following.text)
    ]
    with_clauses = sum(1 for line in found if _CLAUSE_SIGNS.search(line.text))
    if len(found) >= _FEWEST_FULL and 2 * with_clauses >= len(found):
        for line in found:
            yield _join(text, line.end)


def _ragged(text: str) -> Iterator[Edit]:
    """Lines broken by hand at about one width, paragraphs not set in: many unfinished ones of nearly equal length, and
    none that is much longer."""
    if text.count("\n") < _FEWEST_RAGGED or max(map(len, text.split("\n"))) > _WIDEST // 2:
        return
    lines = split_lines(text)
    body = lines[1:] if is_title(lines[0].text) else lines
    widths = [_width(line.text.strip(BLANKS), True) for line in body]
    found = [
        (line, width)
        for (line, following), width in zip(pairwise(body), widths, strict=False)
        if width >= _NARROWEST
        and not ends_sentence(line.text)
        and _CLAUSE_SIGNS.search(line.text)
        and _goes_on(line.text, following.text)
    ]
    if len(found) < max(_FEWEST_RAGGED, _RAGGED_SHARE * sum(1 for width in widths if width)):
        return
    middle = sorted(width for _, width in found)[len(found) // 2]
    near = sum(1 for _, width in found if 4 * middle <= 5 * width and 4 * width <= 5 * middle)
    if 5 * near >= 4 * len(found) and 5 * max(widths) <= 8 * middle:
        for line, width in found:
            if 5 * width >= 4 * middle or not starts_item(line.text):  # 一、应保尽保，参保资助不漏一人: a heading
                yield _join(text, line.end)


def _left_open(text: str) -> Iterator[Edit]:
    """A line broken where nothing can end, in a text that is not wrapped: behind a comma, behind 全县 or 其中, or in the
    middle of a long sentence with figures."""
    for m in _LEFT_OPEN.finditer(text):
        at = m.start()
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at + 1)
        line, following = text[begin:at], text[at + 1 : end if end >= 0 else len(text)]
        broken_off = len(line) >= _LONG and _LONG_OPEN.search(line) is not None
        if (
            (broken_off or _OPEN_END.search(line))
            and _CLAUSE_SIGNS.search(line)
            and ends_sentence(following)
            and _goes_on(line, following)
        ):
            yield _join(text, at)


def line_width(text: str) -> tuple[bool, int] | None:
    """How a hard-wrapped text counts columns and how many make a full line; None where it is not wrapped."""
    return _measure(text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT])


def _sets_in(lines: Sequence[Line]) -> bool:
    """Whether the paragraphs begin with blanks: most lines that do follow a finished sentence, and there are some."""
    set_in = [a for a, b in pairwise(lines) if b.text[:1] in BLANKS and b.text.strip(BLANKS) and a.text.strip(BLANKS)]
    finished = sum(1 for line in set_in if ends_sentence(line.text))
    return finished >= _FEWEST_SET_IN and 2 * finished > len(set_in)


def _width(line: str, wide: bool) -> int:
    """Columns, counted with a Chinese character as two, or all characters alike (as two, to compare)."""
    bare = line.rstrip(BLANKS)
    # GB 18030 gives a Chinese character two bytes: the quickest way to count columns.
    return len(bare.encode("gb18030", errors="replace")) if wide else 2 * len(bare)


def _widths(lines: Sequence[str], wide: bool) -> list[int]:
    """The columns of many lines: encoded at once, since each call of a codec costs more than a line."""
    bare = [line.rstrip(BLANKS) for line in lines]
    if wide and bare:
        return [len(line) for line in "\n".join(bare).encode("gb18030", errors="replace").split(b"\n")]
    return [2 * len(line) for line in bare]


def _measure(lines: Sequence[str]) -> tuple[bool, int] | None:
    """How the document counts columns and how many make a full line; None where it is not wrapped."""
    texts = [line for line in lines if line.strip(BLANKS)]
    if _mostly_beyond(texts, len([t for t in texts if len(t) > _WIDEST]), 0):
        return None
    # the cheap look: at least half of the full lines go on
    going_on = (t for t in texts if 2 * len(t) >= _NARROWEST - _SLACK and not ends_sentence(t))
    if len(list(islice(going_on, _FEWEST_FULL // 2))) < _FEWEST_FULL // 2:
        return None
    bodies = [t for t in texts if not is_table_row(t)]
    best = max((_fullest(bodies, wide) for wide in (False, True)), key=lambda found: found[0])
    count, wide, full = best
    if count < max(_FEWEST_FULL, _FULL_SHARE * len(bodies)):
        return None
    # A list of equal items is as even; but its lines end where they mean to, or hold no clauses.
    full_lines = [b for b, width in zip(bodies, _widths(bodies, wide), strict=True) if width >= full - _SLACK]
    unfinished = sum(1 for b in full_lines if not ends_sentence(b))
    with_clauses = sum(1 for b in full_lines if _CLAUSE_SIGNS.search(b))
    return (wide, full) if 2 * min(unfinished, with_clauses) >= count else None


def _fullest(bodies: Sequence[str], wide: bool) -> tuple[int, bool, int]:
    """The width that most lines come up to, and how many do; nearly none may go beyond it."""
    widths = sorted(_widths(bodies, wide))
    best = (0, wide, 0)
    for full in dict.fromkeys(widths[bisect_left(widths, _NARROWEST) : bisect_right(widths, _WIDEST)]):
        count = bisect_right(widths, full) - bisect_left(widths, full - _SLACK)
        beyond = len(widths) - bisect_right(widths, full + _SLACK)
        far = len(widths) - bisect_right(widths, 2 * full + _SLACK)
        if count > best[0] and not _mostly_beyond(bodies, far, beyond - far):
            best = (count, wide, full)
    return best


def _mostly_beyond(bodies: Sequence[str], beyond: int, doubled: int) -> bool:
    """More than one line in twenty is longer than a full line, those aside that two lines may have been joined to where a
    page marker was left out, of which there may be one in ten: then there is no full line."""
    return (2 * beyond + doubled) * 10 > len(bodies)


def _goes_on(line: str, following: str) -> bool:
    if not following.strip(BLANKS) or starts_paragraph(following):
        return False
    return not (is_table_row(line) or is_table_row(following) or is_heading(line))


def _join(text: str, line_end: int) -> Edit:
    """Leave out the line break and the blanks before it; English words keep a blank between them."""
    start = line_end
    while start and text[start - 1] in BLANKS:
        start -= 1
    end = line_end + 1
    while end < len(text) and text[end] in BLANKS:
        end += 1
    english = start and end < len(text) and text[start - 1].isascii() and text[start - 1].isalpha()
    after = " " if english and text[end].isascii() and text[end].isalpha() else ""
    return Edit(start, end, after, _KIND)


_SPLIT_UNIT = re.compile(
    r"[万亿人户]\n(?:(?<=[0-9][万亿]\n)(?=[ \t\u3000]{0,4}(?:人次|户次|人|户|元|平方米|亩|吨|公斤|名|件|册))"
    r"|(?:(?<=[0-9][人户]\n)|(?<=[0-9]万[人户]\n))(?=[ \t\u3000]{0,4}次[，,。；;、]))"
)
"""1.26万⏎人次: a unit cut by the line's end."""

_UNIT = (
    r"(?:[万亿千百余多]{1,2}(?:元|户|人|名|份|册|张|件|次|平方米|亩|吨|斤|条|个)|[万亿]?元(?![旦宵月])|户(?![籍主口外内])|人次|人(?![员民口们均大社力才事文生工])|"
    r"名(?![单称录誉])|个(?![人别体性])|[张件所家套床场项期](?![^，。、；,;.\s]{0,1}[:：])|处(?![理置罚])|份(?!额)|次(?!数)|"
    r"岁|对(?![象于口接照比])|亩|公里|平方米|吨|年(?!级)|月|日|%|％|个百分点|余[元户人名])"
)
_DIGITS = re.compile(r"[0-9][0-9,]{0,15}(?:\.[0-9]{0,8})?[ \t\u3000]{0,4}\Z")
_DIGITS_LOOK_BACK = 32
_REST = re.compile(rf"\n[ \t\u3000\n]{{0,6}}(?P<digits>[0-9]{{0,12}}(?:\.[0-9]{{1,8}})?)[ ]?(?P<unit>{_UNIT})")
_MAY_END = frozenset("0123456789,. \t\u3000")
_PROSE_BEFORE = re.compile(rf"[{CJK}，。、；,;()（）“”%]\Z")
_LABEL = re.compile(r"(?:编号|电话|热线|邮编|日期|号码|传真|附件|附表|表|图|第)[:：]?\Z")
_LONGEST_LABEL = 4


def find_split_numbers(text: str) -> Iterator[Edit]:
    """A number cut by a line end in a text that is not wrapped: the digits go on, or the unit stands on the next line."""
    yield from (_join(text, m.end() - 1) for m in _SPLIT_UNIT.finditer(text))
    at = text.find("\n")
    while at >= 0:
        if at and text[at - 1] in _MAY_END:
            yield from _split_at(text, at)
        at = text.find("\n", at + 1)


def _split_at(text: str, line_end: int) -> Iterator[Edit]:
    look_back = max(text.rfind("\n", 0, line_end) + 1, line_end - _DIGITS_LOOK_BACK)
    head = _DIGITS.search(text[look_back:line_end])
    rest = _REST.match(text, line_end)
    if head is None or rest is None:
        return
    digits = head[0].rstrip(BLANKS)
    start = look_back + head.start()
    # Of a year all four digits must come out: "12⏎年底" is none.
    whole_year = rest["unit"] != "年" or len(digits + rest["digits"]) == 4
    if whole_year and _is_cut(text, start, rest.start("digits")):
        yield Edit(start + len(digits), rest.start("digits"), "", _KIND)


def _is_cut(text: str, start: int, rest: int) -> bool:
    """The number at `start` ends a line of prose, and what goes on at `rest` is no row of a table."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    if not _PROSE_BEFORE.search(before[-1:]) or _LABEL.search(before[-_LONGEST_LABEL:]):
        return False
    stop = text.find("\n", rest)
    return not is_table_row(before + "0") and not is_table_row(text[rest : len(text) if stop < 0 else stop])
