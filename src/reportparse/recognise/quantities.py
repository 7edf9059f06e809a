"""Numerals with their units in a folded text: one compiled scan for places, work only there."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from string import ascii_letters

from reportparse.model.mentions import QuantityMention
from reportparse.numeral_values import ARABIC, DIGIT, ENDS_LIKE_NUMERALS, NUMERAL, chinese_value
from reportparse.recognise import quantity_rules as rules
from reportparse.recognise.chinese_quantities import read_chinese
from reportparse.recognise.quantity_reading import LINE_START, ONE, SCALES, Read, complete
from reportparse.recognise.quantity_rules import DATE_NEXT
from reportparse.recognise.quantity_sharing import JOIN_REACH, plain, share_unit
from reportparse.recognise.units import Forms, Unit, UnitTable, load_units

__all__ = ["Unit", "UnitTable", "find_quantities", "load_units"]

SIGNS = frozenset("-负")
# A hyphen before these may be a minus sign; nobody counts -3 persons.
SIGNED = frozenset(("rate", "points", "amount", "other"))
# Whole things: printed with a point at the start of a line, what stands before the point is a list marker.
WHOLE = frozenset(("households", "persons", "person_times", "household_times", "age", "count"))
# Before a numeral that may be part of a code or an ordinal: a letter, or one of these.
BEFORE_AN_ORDINAL = frozenset(" -—~至到、")
BEFORE_A_CODE = BEFORE_AN_ORDINAL.union("第.", ascii_letters)
LONGEST = 20  # characters; anything longer is a code
COUNTED_OUT = frozenset("一二两三四五六七八九")
"""数百 is several hundred; 数 before one of these ends another word."""
CALENDAR = frozenset(("年", "周年", "日"))
CHINESE = NUMERAL.replace("兆", "")  # 兆 before a unit is mega (兆瓦)
NO_UNIT = Unit("", "other")
SMALL = {str(n): Decimal(n) for n in range(1000)}
"""Two of three numerals are one of these, and looked up five times as fast as made."""


@cache
def _scanner(unit: str) -> re.Pattern[str]:
    """Group 1: the Arabic numeral after its first digit; 2-5: its 余, scale, 余, unit.

    Group 6: a fraction; 7: a Chinese numeral after its first character; 8-11: its 余, scale, 余, unit.
    The first character stands alone so that the engine can skip to it by its character class. What may be there is
    written (?:x|), which costs the engine half of (?:x)?; most numerals have nothing between them and their unit.
    """
    arabic = r"((?:[0-9]{0,2},[0-9]{3}(?:,[0-9]{3})*(?![0-9])|[0-9]*)(?:\.[0-9]+|))"
    scale = r"(?:[百千](?![米克瓦分卡焦帕字比赫伏兆])(?=[万亿]|[^0-9])|)万?亿?"
    between = rf"(?: ?([余多几来])(?=[百千万亿]| ?{unit})|)(?: ?({scale})(?<=[百千万亿])|)(?:([余多来])(?= ?{unit})|)"
    after = rf"(?:(?=[ 余多几来百千万亿]){between}|)(?: {{0,2}}(?:\(含\)|)({unit})|)"
    fraction = rf"([{CHINESE}]{{0,7}}分之(?:{ARABIC}[百千万]?|[{CHINESE}]{{1,12}}(?:点[{DIGIT}]{{1,8}})?)|半(?![年天月日边路截径数百夜]))"
    chinese = rf"([{CHINESE}]{{0,30}}(?:点[{DIGIT}0-9]{{1,12}}|))(?: ?([余多几来])|)([万亿]{{0,2}})([余多]?) ?({unit})"
    no_numeral = "|".join(sorted(ENDS_LIKE_NUMERALS))
    return re.compile(
        rf"[0-9{CHINESE}几数](?:(?<=[0-9]){arabic}{after}|(?<=[{CHINESE}几数])(?<!{no_numeral})(?:{fraction}|{chinese}))"
    )


@cache
def _mixed(unit: str) -> re.Pattern[str]:
    """1万2千, 2亿4千万元, 3万4000: a numeral that goes on after its scale."""
    return re.compile(rf"({ARABIC}(?:[百千万亿]{{1,2}}(?:[0-9]{{1,4}}|[{DIGIT}])?){{1,6}})([余多]?)(?: ?({unit}))?")


_DIGITS = frozenset("0123456789" + DIGIT)
_RATIO = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?(?::[0-9]{1,6}(?:\.[0-9]{1,6})?){1,7}(?![0-9:])")
_CLOCK = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?")
_DATE_BEFORE = re.compile(r"[-./][0-9]{1,2} \Z|日 ?\Z|[0-9]T\Z|\.(?:19|20)[0-9]{2} {1,2}\Z")
TIMES_BROKEN = frozenset({"人", "户"})
_OF_TIMES = frozenset("日年月序均贫要生")
"""次 of a word of its own: 次日, 次年, 次均."""
_ACRONYM = re.compile(r"[^A-Za-z0-9][A-Z]{2,5}\Z")
"""新投放AED50台: a thing called by its initials, not the number of a document."""
ACRONYM_REACH = 6
_STAY = re.compile(r"(?:住院日|住院天数|平均住院|术前等待)[^,。;]{0,3}$|(?:缩短|延长|减少|下降|降低|增加)了?$")
"""出院者平均住院日7.9日."""
_SLASHED = re.compile(r" ?/ ?(1?0?万|千|[0-9]{1,3}(?![0-9./]))")


def find_quantities(folded: str, units: UnitTable, *, report: bool = True) -> list[QuantityMention]:
    """Every quantity of a folded text in order, none overlapping. A numeral without a unit has unit "".

    `report` reads only the units that are safe in running reports.
    """
    forms = units.report if report else units.stand_alone
    mentions: list[QuantityMention] = []
    done = last_end = 0
    for match in _scanner(forms.pattern).finditer(folded):
        start, number_end = match.start(), match.end(1)
        if start < done:
            continue
        if number_end < 0 and folded[start] == "数" and folded[start + 1 : start + 2] in COUNTED_OUT:
            again = _scanner(forms.pattern).match(folded, start + 1)  # 总户数四千二百户: 数 of the word before
            if again is None:
                continue
            match = again
        if number_end < 0:
            reads, done = read_chinese(folded, match, forms, done), match.end()
        else:
            reads, done = _arabic(folded, match, forms, start, number_end)
        for mention, scale in reads:
            mentions.append(mention)
            if 0 < mention.start - last_end <= JOIN_REACH and mention.unit and len(mentions) > 1:
                share_unit(mentions, folded, scale)
            last_end = mention.end
            if last_end > done:
                done = last_end
    return mentions


def _arabic(
    folded: str, match: re.Match[str], forms: Forms, start: int, number_end: int
) -> tuple[tuple[Read, ...], int]:
    """Read a numeral that starts with an Arabic digit; also where reading goes on."""
    end = match.end()
    before = folded[start - 1] if start else "\n"
    if number_end - start > LONGEST or (
        before in BEFORE_A_CODE and _is_part_of_a_code(folded, start, before, match[5])
    ):
        return (), end
    form, more, scale, still_more = match[5], None, None, None
    if form is None or end - number_end > len(form):  # else nothing stands before the unit, as mostly
        more, scale, still_more = match.group(2, 3, 4)
    if form is None or folded[number_end] in DATE_NEXT or form in CALENDAR:
        if date := rules.NOT_QUANTITY.match(folded, start):
            return (), date.end()
        if form is None:
            return _without_unit(folded, match, forms, before)
        if (
            form == "日"
            and not folded.startswith(("内", "以内", "之内"), end)
            and not ("." in folded[start:number_end] and _STAY.search(folded, max(0, start - 8), start))
        ):
            return (), end
    if form in TIMES_BROKEN and folded.startswith(" 次", end) and folded[end + 2 : end + 3] not in _OF_TIMES:
        form, end = form + "次", end + 2  # 6.28万人 次, where a line was broken
    unit = forms.units[form]
    number = folded[start:number_end]
    value = SMALL.get(number)
    if value is None:
        if before in LINE_START and "." in number and unit.measure in WHOLE and not scale:
            start, number = _without_marker(start, number)
        value = Decimal(number.replace(",", ""))
    if before in SIGNS and unit.measure in SIGNED and rules.is_sign(folded, start):
        start, value = start - 1, -value
    vague = more is not None or still_more is not None or unit.vague
    return (complete(folded, (start, end, number_end), value, scale or "", unit, vague, "quantity"),), end


def _is_part_of_a_code(folded: str, start: int, before: str, unit: str | None) -> bool:
    """第3批, A4, 1.2.3, 20xx9: the numeral is an ordinal or part of a longer code."""
    if before == "第":
        return True
    if before.isascii() and before.isalpha():
        return unit is None or _ACRONYM.search(folded, max(0, start - ACRONYM_REACH), start) is None
    if before == ".":
        return start > 1 and folded[start - 2].isdecimal()
    return before in BEFORE_AN_ORDINAL and rules.is_ordinal(folded, start)


def _without_marker(start: int, number: str) -> tuple[int, str]:
    """3.80岁 at the start of a line is the marker 3. and 80岁: whole things are not counted in hundredths."""
    marker, _, rest = number.partition(".")
    if len(marker) > 2 or rest[0] == "0":
        return start, number
    return start + len(marker) + 1, rest


def _without_unit(folded: str, match: re.Match[str], forms: Forms, before: str) -> tuple[tuple[Read, ...], int]:
    """A numeral that no unit follows: 1万2千元, 14.3/10万, 0.3:56.6:43.1, or a bare one for the linker to judge."""
    start, number_end = match.start(), match.end(1)
    scale = match[3] or ""
    end = match.end(4) if match[4] else match.end(3) if scale else number_end
    after = folded[end : end + 1]
    if scale and after in _DIGITS and (read := _read_mixed(folded, start, forms)):
        return (read,), read[0].end
    if after == ":" and (ratio := _RATIO.match(folded, start)):
        if _CLOCK.fullmatch(ratio[0]) and _DATE_BEFORE.search(folded, max(0, start - 7), start):
            return (), ratio.end()  # 发布时间:2020-07-13 16:42, 24.01.2015  13:41
        return tuple(_ratio_members(ratio)), ratio.end()
    if after.isascii() and after.isalpha():
        return (), end
    value = Decimal(folded[start:number_end].replace(",", ""))
    if slashed := _SLASHED.match(folded, end):
        return _slashed(folded, start, number_end, value, slashed)
    if before == "-" and rules.is_sign(folded, start):
        start, value = start - 1, -value
    vague = match[2] is not None or match[4] is not None
    return (complete(folded, (start, end, number_end), value, scale, NO_UNIT, vague, "quantity.bare"),), end


def _read_mixed(folded: str, start: int, forms: Forms) -> Read | None:
    match = _mixed(forms.pattern).match(folded, start)
    value = chinese_value(match[1]) if match else None
    if match is None or value is None:
        return None
    unit = forms.units[match[3]] if match[3] else NO_UNIT
    if unit.measure == "age":
        return None  # 4.3万60岁以上老人: two numerals
    scale = ""
    if unit.measure == "amount" and match[1][-1] in "万亿":
        scale = "亿" if "亿" in match[1] else "万"
        value = value / SCALES[scale]
    return complete(folded, (start, match.end(), match.end(1)), value, scale, unit, bool(match[2]), "quantity.mixed")


def _ratio_members(ratio: re.Match[str]) -> list[Read]:
    """0.3:56.6:43.1 is three figures without a unit."""
    mentions = []
    for number in re.finditer(r"[0-9.]+", ratio.group()):
        start, end = ratio.start() + number.start(), ratio.start() + number.end()
        mentions.append(
            (QuantityMention(start, end, end, Decimal(number.group()), "", "ratio", rule="quantity.ratio"), ONE)
        )
    return mentions


def _slashed(
    folded: str, start: int, number_end: int, value: Decimal, slashed: re.Match[str]
) -> tuple[tuple[Read, ...], int]:
    """14.3/10万 has the unit /10万; 2/3 the unit /3; anything else with a slash (2020/5, 24/7) is no quantity."""
    below, end = slashed[1], slashed.end()
    if below.isdecimal() and not 0 < value <= int(below) <= 100:
        bare = complete(folded, (start, number_end, number_end), value, "", NO_UNIT, False, "quantity.bare")
        return (bare,), number_end
    unit = Unit("/" + below, "ratio" if below.isdecimal() else "rate")
    return (complete(folded, (start, end, number_end), plain(value), "", unit, False, "quantity.fraction"),), end
