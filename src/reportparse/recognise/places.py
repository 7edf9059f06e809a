"""Names of places in a short text: 石塘县, 云岭市石塘县. A name is a stem and a level; words before the stem are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from typing import NamedTuple

ORDINARY_STEM, LONG_STEM = 4, 14
"""Characters that a stem has at most: 牧野坪县, 呼和浩特市; 积石山保安族东乡族撒拉族自治县."""
LONG_LEVELS = ("自治县", "自治州", "自治区", "自治旗", "旗", "盟", "兵团")
ROOMY_LEVELS, ROOMY_STEM = ("街道", "镇", "乡", "苏木"), 6
"""Small places have longer names: 中山南路街道."""

RUN = re.compile(r"[\u4e00-\u9fff]+\Z")
MASK = re.compile(r"(?:(?<![A-Za-z])[A-Zx]{1,3}|[×＊*○]{1,3}|某{1,2})\Z")
AFTER_NUMERAL = re.compile(
    r"(?<=[0-9〇一二三四五六七八九十])(?:年度?|月份?|日|号|季度|[多余]?[万亿]?(?:元|个|所|家|处|名|位|次|件|户|人|岁|%|座|亩)?)"
)
"""The rest of a date or of a figure, which the name stands behind: 2019年石塘县, 6个县."""
COUNTED = re.compile(r"第?[一二三四五六七八九十百零]{1,4}(?:年度?|月|日|师|届|次|季度|批|期)")
"""一九九八年石塘县, 第八师石塘市."""
TIME = re.compile(
    rf"(?:{COUNTED.pattern}|{AFTER_NUMERAL.pattern}|[今去近本当全]年度?(?:以?来)?|[上下]半年|年来|[日近]前|近日|目前)"
)
"""Words of time: a name right behind them stands as free as at the beginning."""
OFFICE_REACH = 12
"""Characters behind a name in which an office is named: a few blanks, and the longest of its words."""
JOINING = "和与及同等过至个"
"""Signs that no phrase begins with: at the very beginning they belong to a name (和宁市)."""
YEAR_OR_END = re.compile(r"\s*(?:[0-9二〇一]{4}|$|[)》])")

FRONT = re.compile(r"[—─-]{0,3}(?:[0-9〇一二三四五六七八九十]{2,4}年度?)?(?:关于|在)?")
"""What may stand before the name that a title or a line begins with."""
STREET, SMALL_LEVELS, TOWN, LONGEST_TOWN = "街道", ("村", "社区"), "城", 3
NEW_AREA = "新区"
"""清新区 is 清新 and 区: as 清 and 新区 it leaves too little of a stem."""

Words = Mapping[str, re.Pattern[str]]


class Place(NamedTuple):
    """text[start:end] names a place; `level` is what its last part is called by; `masked`: XX县, 某市.

    `hard`: nothing stands right before it but a stop, a blank or a digit. `office`: somebody's office stands behind it.
    """

    start: int
    end: int
    level: str
    masked: bool
    hard: bool
    office: bool


def places_in(text: str, words: Words, *, small: bool = False) -> Iterator[Place]:
    """The places named in a text, left to right; those that stand side by side (云岭市石塘县) are one. `small`: villages too."""
    last: Place | None = None
    floor = 0
    tokens: Iterable[re.Match[str]] = words["level"].finditer(text)
    if small:  # no village is looked for in a running text
        tokens = merge(tokens, words["small"].finditer(text), key=start_of)
    for m in tokens:
        found = None
        for at in (m.start(), m.end() - 1) if m[0] == NEW_AREA else (m.start(),):
            if found is None and at >= floor:
                found = place_before(text, floor, at, m.end(), words)
        if found is None:
            continue
        floor = found.end
        if last is not None and last.end == found.start:
            found = found._replace(start=last.start, hard=last.hard)
        elif last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def start_of(match: re.Match[str]) -> int:
    """Where a match begins."""
    return match.start()


def place_before(text: str, floor: int, at: int, end: int, words: Words) -> Place | None:
    """The place whose level is text[at:end], none of it before `floor`."""
    if words["joined"].match(text, at):
        return None
    level, behind = text[at:end], text[end : end + OFFICE_REACH].lstrip()  # a title may break before its office
    office = words["office"].match(behind) is not None
    if mask := MASK.search(text, max(floor, at - 3), at):
        return Place(mask.start(), end, level, True, True, office)
    run = RUN.search(text, max(floor, at - LONG_STEM - 1), at)
    if run is None:
        return None
    # At the very beginning, with its office behind it, a place may be called anything: 新城区民政局, 建设街道办事处.
    organ = words["organ"].match(text, end) is not None
    start = stem_start(text, run.start(), at, words)
    if start == at and organ and level == STREET:
        start = run.start()
    front = FRONT.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
    stem = text[start:at]
    hard = start == run.start() or TIME.fullmatch(text, run.start(), start) is not None
    if not is_name(stem, level, words, office=office, front=front, leads=front and organ):
        return None
    if not hard and words["joined_inside"].match(text, at):
        return None
    if words["zone"].fullmatch(level) and not office and not YEAR_OR_END.match(text, end):
        return None
    return Place(start, end, level, False, hard, office)


def stem_start(text: str, start: int, at: int, words: Words) -> int:
    """Where the stem begins in the run text[start:at]: behind the last word that belongs to no name."""
    first = start
    if m := AFTER_NUMERAL.match(text, start) or COUNTED.match(text, start, at):
        start = first = m.end()
    for kind in ("before", "elsewhere", "doing", "sign"):
        for m in words[kind].finditer(text, start, at):
            if any(words["begins_name"].match(text, n) for n in (m.start(), m.start() - 1) if n >= start):
                continue
            if m.start() == start and at - m.end() == 1 and kind != "sign":  # 建设路街道
                continue
            if m.end() > first and (len(m[0]) > 1 or kind == "sign"):
                first = m.end()
    for m in words["sign_or_name"].finditer(text, first, at):
        if at - m.end() < 2 or words["begins_name"].match(text, m.start()):
            continue
        if text[m.start()] in JOINING and m.start() - first < 2:  # 呼和浩特, 和林格尔
            continue
        first = m.end()
    return first


def is_name(stem: str, level: str, words: Words, *, office: bool, front: bool, leads: bool) -> bool:
    """Whether a stem can be a name: as long as names are, and no common noun (贫困县, 新建社区).

    `office`: an office stands behind it; `front`: a title or line begins with it; `leads`: and its own office stands behind it.
    """
    if leads and words["whole"].fullmatch(stem + level):
        return True
    if len(stem) < 2 and not (level == "县" and stem and office):
        return False
    most = LONG_STEM if level.endswith(LONG_LEVELS) else ROOMY_STEM if level in ROOMY_LEVELS else ORDINARY_STEM
    if len(stem) > most or (len(stem) == 1 and words["sign_or_name"].fullmatch(stem)):
        return False
    if leads and level not in SMALL_LEVELS:
        return words["which"].fullmatch(stem) is None
    if stem.endswith(TOWN) and not (front and len(stem) <= LONGEST_TOWN):  # 做好城市低保, 按城乡分
        return False
    named_otherwise = (words[kind] for kind in ("common", "before", "elsewhere"))
    return words["common_end"].search(stem) is None and not any(p.fullmatch(stem) for p in named_otherwise)
