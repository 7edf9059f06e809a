"""Lines broken at a fixed width, in words and numbers: '共2⏎105户' reads 共2105户.

Whether a document is wrapped shows in the widths of its lines: in a wrapped one most lines are as wide as the widest. A
line is joined to the next only where it is full and the next begins nothing new.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportparse.cleaning.lines import (
    BLANKS,
    CJK,
    Line,
    ends_sentence,
    is_heading,
    is_table_row,
    split_lines,
    starts_paragraph,
)
from reportparse.model.reading import Edit

_KIND = "line_wrap"

# Widths in half-width columns: from the narrowest newspaper column to the widest screen.
_NARROWEST, _WIDEST = 24, 160
# A line of full width may be short by a word or number that did not fit, or long by a hanging sign.
_SLACK = 4
# This share of the lines with text is full in a wrapped document, and so many there must be.
_FULL_SHARE = 0.4
_FEWEST_FULL = 4
_LINES_LOOKED_AT = 4000


def find_line_wraps(text: str) -> Iterator[Edit]:
    """The line breaks of a hard-wrapped text that end no paragraph."""
    if text.count("\n") < _FEWEST_FULL:
        return
    lines = split_lines(text)
    measure = _measure(lines)
    if measure is None:
        return
    wide, full = measure
    for line, following in zip(lines, lines[1:], strict=False):
        if _width(line.text, wide) >= full - _SLACK and _goes_on(line.text, following.text):
            yield _join(text, line.end)


def _width(line: str, wide: bool) -> int:
    """Columns, counted with a Chinese character as two, or all characters alike (twice, to compare)."""
    bare = line.rstrip(BLANKS)
    if not wide:
        return 2 * len(bare)
    return len(bare) + sum(1 for c in bare if c > "\u2e7f" or c in "“”‘’—…·")


def _measure(lines: Sequence[Line]) -> tuple[bool, int] | None:
    """How the document counts columns and how many make a full line; None where it is not wrapped."""
    bodies = [line.text for line in lines[:_LINES_LOOKED_AT] if line.text.strip(BLANKS) and not is_table_row(line.text)]
    best: tuple[int, bool, int] | None = None
    for wide in (False, True):
        widths = Counter(_width(body, wide) for body in bodies)
        for full in (w for w in widths if _NARROWEST <= w <= _WIDEST):
            count = sum(n for w, n in widths.items() if full - _SLACK <= w <= full)
            beyond = sum(n for w, n in widths.items() if w > full + _SLACK)
            if beyond * 20 <= len(bodies) and (best is None or count > best[0]):
                best = (count, wide, full)
    if best is None or best[0] < max(_FEWEST_FULL, _FULL_SHARE * len(bodies)):
        return None
    count, wide, full = best
    # A poem or a list of equal items is as even; but its lines end where they mean to.
    unfinished = sum(1 for b in bodies if _width(b, wide) >= full - _SLACK and not ends_sentence(b))
    return (wide, full) if 2 * unfinished >= count else None


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


_UNIT = (
    r"(?:[万亿千百余多]{1,2}(?:元|户|人|名|份|册|张|件|次|平方米|亩|吨|斤|条|个)|[万亿]?元(?![旦宵月])|户(?![籍主口外内])|人次|人(?![员民口们均大社力才事文生工])|"
    r"名(?![单称录誉])|个(?![人别体性])|[张件所家套床场项期](?![^，。、；,;.\s]{0,1}[:：])|处(?![理置罚])|份(?!额)|次(?!数)|"
    r"岁|对(?![象于口接照比])|亩|公里|平方米|吨|年(?![度级])|月|日|%|％|个百分点|余[元户人名])"
)
_SPLIT = re.compile(
    rf"(?P<before>[{CJK}，。、；：,;:()（）“”%](?P<digits>[0-9][0-9,]{{0,15}}(?:\.[0-9]{{0,8}})?))[ \t\u3000]{{0,4}}\n[ \t\u3000\n]{{0,6}}"
    rf"(?P<after>[0-9]{{0,12}}(?:\.[0-9]{{1,8}})?)[ ]?(?P<unit>{_UNIT})"
)
_LABEL = re.compile(r"(?:编号|电话|热线|邮编|日期|号码|传真|附件|附表|表|图|第)[:：]?\Z")


def find_split_numbers(text: str) -> Iterator[Edit]:
    """A number cut by a line end in a text that is not wrapped: the digits go on, or the unit stands on the next line."""
    if "\n" not in text:
        return
    for m in _SPLIT.finditer(text):
        if not _is_cut(text, m):
            continue
        start, end = m.end("digits"), m.start("after")
        yield Edit(start, end, "", _KIND)


def _is_cut(text: str, m: re.Match[str]) -> bool:
    line_start = text.rfind("\n", 0, m.start("digits")) + 1
    line = text[line_start : m.end("digits")]
    stop = text.find("\n", m.end())
    following = text[m.start("after") : len(text) if stop < 0 else stop]
    before = text[line_start : m.start("digits")]
    if _LABEL.search(before) or is_table_row(line) or is_table_row(following):
        return False
    return "年" not in m["unit"] or len(m["digits"] + m["after"]) == 4
