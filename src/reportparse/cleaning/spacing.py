"""Blanks inside and around numbers: '6 204 张' reads 6204张, '1-9 月' reads 1-9月. Columns of a table stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.cleaning.lines import CJK, heads_table_row, is_table_row
from reportparse.model.reading import Edit

_KIND = "spacing"
_BLANKS = " \u00a0\u2002\u2003\u2009\u202f\u3000"
_S = f"[{_BLANKS}]"
_UNITS = (
    r"(?:[万亿千百]{0,2}(?:余|多|来)?(?:元|户|人|名|位|口|个|张|件|次|家|所|套|床|处|项|份|场|期|批|对|例|具|座|间|栋|幢|块|亩|吨|斤|公斤|千克|条|支|辆|台|"
    r"岁|周岁|公顷|毫升|立方米|平方米|平米|公里|米|小时|分钟|天|年|月|日|季度|册|枚|盒|箱|袋|顶|床|头|只|人次|户次)|%|％|‰|[万亿]|㎡|℃)"
)
_CHINESE_NUMERAL = r"[一二两三四五六七八九十百千零〇][一二两三四五六七八九十百千零〇万亿]{0,12}(?:余|多|几)?"

# Groups of exactly three digits behind one to three, up to a decimal point or a unit.
_GROUPS = re.compile(
    rf"[0-9](?<![0-9.][0-9])(?<![0-9],[0-9])(?<![0-9]{_S}[0-9])[0-9]{{0,2}}(?:{_S}[0-9]{{3}}){{1,4}}(?![0-9])(?=\.[0-9]|{_S}?{_UNITS})"
)
# A name between two bare numbers, blanks about it: cells of a table that was set down in one line (农村低保 418 733 402.9).
_BEHIND_LABEL = re.compile(rf"[0-9%]{_S}[{CJK}（）()]{{1,16}}{_S}\Z")
_BEFORE_LABEL = re.compile(rf"(?:\.[0-9]+)?(?<=[0-9]){_S}[{CJK}（）()]{{1,16}}{_S}[0-9]")
# A cell of a table that is nothing but such a number.
_CELL = re.compile(
    rf"(?<=[|\t]){_S}?(?P<number>[0-9]{{1,3}}(?:{_S}[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,6}})?)(?={_S}?[|\t\n])"
)
_POINT = re.compile(rf"[.{_BLANKS}](?<=[0-9].)(?:(?<=\.){_S}|(?<!\.)\.)(?=[0-9]{{1,6}}{_S}?{_UNITS})")
_LIST_POINT = re.compile(rf"(?:\A|[。；;{_BLANKS}])[0-9]{{1,2}}\Z")

_DIGITS = r"[0-9][0-9.,]{0,15}(?:[-—–~～至][0-9.]{1,8})?"
_NO_MARKER = r"(?![0-9]{1,2}[.．、](?![0-9]))(?![一二三四五六七八九十]{1,3}、)(?![一二三四五六七八九十]是)"
# Blanks that go while their neighbours stay, up to three: forms are filled in so. In flattened texts a blank is all that
# divides a heading from its text ('…托底有力 6月,…'), so a blank before a number goes only where another stands behind it.
# Each pattern begins with its blank (or digit) and looks back from there: the engine skips to those alone.


def _gap(before: str, after: str, most: int = 3) -> str:
    return f"(?P<gap>{_S}(?:{before}){_S}{{0,{most - 1}}})(?={after})"


def _behind(signs: str) -> str:
    return f"(?<={signs}{_S})"


_ARABIC, _CHINESE = frozenset("0123456789"), frozenset(_CHINESE_NUMERAL)
_ENDS, _DASHES = frozenset("，。、；,;）)"), frozenset("-—–~～")
_COUNTED = frozenset(f"{_UNITS}以左右％%‰")
# Those that begin with their blank are tried at the blanks alone, and only where the sign behind the blanks is one (of all
# that stand) in what comes there; a digit before a blank, or behind one, opens the others.
_AT_BLANK = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        # 35 户
        (_COUNTED, _gap(f"{_behind('[0-9%％]')}|{_behind('[0-9][多余]')}", f"{_UNITS}|以[上下内]|左右|[％%‰]")),
        # 共 35 户
        (_ARABIC, _gap(_behind(f"[{CJK}“（(]"), rf"{_DIGITS}(?:{_S}{{1,3}}{_UNITS}|%|％)") + _NO_MARKER),
        # 共 2 105 户
        (_ARABIC, _gap(_behind(f"[{CJK}]"), rf"[0-9]{{1,3}}(?:{_S}[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,6}})?{_S}?{_UNITS}")),
        # ， 35户
        (_ARABIC, _gap(_behind("[，、,]"), rf"{_DIGITS}{_S}{{0,3}}{_UNITS}") + _NO_MARKER),
        # 1 -9月
        (_DASHES, _gap(_behind("[0-9]"), rf"[-—–~～]{_S}{{0,2}}{_DIGITS}{_S}{{0,3}}{_UNITS}", 2)),
        # 1 - 9月
        (
            _ARABIC,
            _gap(f"{_behind('[0-9][-—–~～]')}|{_behind(f'[0-9]{_S}[-—–~～]')}", rf"{_DIGITS}{_S}{{0,3}}{_UNITS}", 2),
        ),
        # 共 三十户
        (_CHINESE, _gap(_behind(f"[{CJK}，、,]"), rf"{_CHINESE_NUMERAL}{_S}{{0,2}}{_UNITS}") + _NO_MARKER),
        # 共 三十户 困难家庭
        (_CHINESE, rf"{_S}{_CHINESE_NUMERAL}{_UNITS}(?P<gap>{_S}{{1,3}})(?=[{CJK}]){_NO_MARKER}"),
        # 户 ，
        (_ENDS, _gap(_behind(f"[{CJK}0-9%％）)]"), "[，。、；,;）)]")),
    )
)
_TRIED_BEFORE = {
    sign: [n for n, (signs, _) in enumerate(_AT_BLANK) if sign in signs]
    for sign in frozenset[str]().union(*(signs for signs, _ in _AT_BLANK))
}
_MOST_BLANKS = 3
_AFTER_DIGITS = re.compile(
    rf"[0-9](?<![0-9./:-][0-9])[0-9.,]{{0,15}}%?(?P<gap>{_S}{{1,3}})(?=[{CJK}]){_NO_MARKER}"
)  # 12 大类
_BEHIND_BLANK = re.compile(
    rf"[0-9](?<={_S}[0-9])[0-9.,]{{0,15}}{_S}{{0,2}}{_UNITS}(?P<gap>{_S}{{1,3}})(?=[{CJK}0-9]){_NO_MARKER}"
)  # 为 35 户 低保户
_BLANK = re.compile(_S)
_NUMBER_ENDS = frozenset("0123456789.,%")
"""What may stand before a blank behind a number."""
# A line whose signs are all set apart is a title: 工 作 简 报.
_SPREAD = re.compile(rf"{_S}*(?P<signs>[{CJK}0-9](?:{_S}{{1,2}}[{CJK}0-9]){{5,39}}){_S}*")
# What every one of them needs: blanks between two signs of prose or numbers.
_CHEAP = re.compile(
    rf"{_S}(?:(?<=[0-9]{_S})|(?<=[0-9%％{CJK}“（()），、,.—–~～|\t-]{_S}){_S}{{0,2}}[0-9.{CJK}％%，。、；,;）)—–~～-])"
)


def find_spacing(text: str) -> Iterator[Edit]:
    """Blanks that belong to no number and no word, line by line; rows of a table are left alone but for whole cells."""
    done = 0
    new = tuple.__new__  # past the constructor in Python: a spread text has thousands
    for m in _CHEAP.finditer(text):
        if m.start() < done:
            continue
        at = text.rfind("\n", done, m.start()) + 1 or done
        done = text.find("\n", m.end()) + 1 or len(text) + 1
        line = text[at : done - 1]
        row = is_table_row(line) or heads_table_row(
            line, text[done : text.find("\n", done) + 1 or len(text)].rstrip("\n")
        )
        for start, end in sorted(set(_row(line) if row else _prose(line))):
            yield new(Edit, (at + start, at + end, "", _KIND))


def _row(line: str) -> Iterator[tuple[int, int]]:
    for m in _CELL.finditer(line + "\n"):
        yield from _blanks(line, *m.span("number"))


def _prose(line: str) -> Iterator[tuple[int, int]]:
    if spread := _SPREAD.fullmatch(line):
        yield from _blanks(line, *spread.span("signs"))
        return
    blanks = [m.start() for m in _BLANK.finditer(line)]
    behind_digits = any(line[at - 1] in _NUMBER_ENDS for at in blanks if at)
    before_digits = any(line[at + 1 : at + 2].isdecimal() for at in blanks)
    if behind_digits and before_digits:
        for m in _GROUPS.finditer(line):
            if not _BEHIND_LABEL.search(line, max(0, m.start() - 20), m.start()) and not _BEFORE_LABEL.match(
                line, m.end()
            ):
                yield from _blanks(line, *m.span())
    for m in _POINT.finditer(line):
        # "1. 20户…" at the start of a sentence is a list marker, not a decimal.
        if _LIST_POINT.search(line[max(0, m.start() - 3) : m.start()]) is None:
            yield from _blanks(line, *m.span())
    for pattern, places in _tried(line, blanks):
        yield from _gaps_at(line, pattern, places)
    if behind_digits:
        yield from (m.span("gap") for m in _AFTER_DIGITS.finditer(line))


def _tried(line: str, blanks: list[int]) -> Iterator[tuple[re.Pattern[str], list[int]]]:
    """The patterns that begin at a blank or right behind one, each with the places where it may: the cheap look first."""
    places: list[list[int]] = [[] for _ in _AT_BLANK]
    for at in blanks:
        for n in _TRIED_BEFORE.get(line[at : at + _MOST_BLANKS + 1].lstrip(_BLANKS)[:1], ()):
            places[n].append(at)
    for (_, pattern), there in zip(_AT_BLANK, places, strict=True):
        yield pattern, there
    yield _BEHIND_BLANK, [at + 1 for at in blanks if line[at + 1 : at + 2] in _ARABIC]


def _gaps_at(line: str, pattern: re.Pattern[str], places: list[int]) -> Iterator[tuple[int, int]]:
    """The gaps that `finditer` would find, for a pattern that can begin at these places alone: a long line has few."""
    done = 0
    for at in places:
        if at >= done and (m := pattern.match(line, at)):
            yield m.span("gap")
            done = m.end()


def _blanks(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for m in _BLANK.finditer(line, start, end):
        yield m.span()
