"""Quantities in Chinese numerals: a numeral counts only with a unit right behind it, and not inside a phrase."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reportparse.model.mentions import QuantityMention
from reportparse.numeral_values import DIGITS, ENDS_LIKE_NUMERALS, NUMERAL, SMALL, approximate, chinese_value
from reportparse.recognise import quantity_rules as rules
from reportparse.recognise.idioms import is_idiom
from reportparse.recognise.quantity_reading import SCALES, Read, complete
from reportparse.recognise.quantity_sharing import plain, with_unit
from reportparse.recognise.units import Forms, Unit

_BARE_SCALE = re.compile("[百千万亿]{1,2}")  # 百余名, 近千户: the one before it is left unsaid
_SEVERAL = re.compile("[几数]([十百千万亿]{1,3})")
_SCALE_HEADS = frozenset("近上超逾约达过破")
# 统一, 唯一, 每一户, 第一: with the character before it 一 is no number.
_ONE_OF_WORD = frozenset("统唯同单逐之专周初每某任另这那进哪万")
_TWO_ENDS = re.compile("[一二两三四五六七八九]{2}[十百千]")
_SCALED_ONCE = re.compile("([一二两三四五六七八九])([百佰千仟])[万亿]{0,2}")
_RANGE_HEAD = re.compile(rf"(?<![{NUMERAL}0-9第])([{NUMERAL}]{{1,8}}) ?(?:至|到|-|—{{1,2}}|~) ?$")
_RANGE_LAST = frozenset("至到-—~ ")
_SHARE_NAMES = {
    "百": Unit("%", "rate"),
    "一百": Unit("%", "rate"),
    "千": Unit("‰", "rate"),
    "万": Unit("/万", "rate"),
    "十万": Unit("/10万", "rate"),
    "百万": Unit("/100万", "rate"),
}
_PLAIN_SCALES = str.maketrans("佰仟拾", "百千十")
_LARGE = frozenset("万亿")
_SINGLE = {sign: Decimal(value) for sign, value in DIGITS.items()}  # most Chinese numerals are one sign: 一, 两, 三
_OF_SLOGANS = frozenset("通管封格方")
_WITHIN = frozenset("内以之")  # 三十日内 is a term, 三十日 a date


def read_chinese(folded: str, match: re.Match[str], forms: Forms, done: int) -> tuple[Read, ...]:
    """Read what the scanner found to begin with a Chinese numeral; nothing before `done` is looked at again."""
    start = match.start()
    goes_on = start and (folded[start - 1] in NUMERAL or folded[start - 1] == "第")
    if goes_on and folded[max(0, start - 2) : start] not in ENDS_LIKE_NUMERALS:
        return ()
    if match[6] is not None:
        return _read_fraction(folded, match)
    end = match.end()
    text = folded[start] + match[7]
    if text == "一" and (folded[start - 1 : start] in _ONE_OF_WORD or folded[end : end + 1] == "一"):
        return ()
    if match[11] == "日" and folded[end : end + 1] not in _WITHIN:
        return ()
    if is_idiom(folded, start, end) or rules.is_ordinal(folded, start):
        return ()
    unit = forms.units[match[11]]
    if unit.plain in _OF_SLOGANS and text in _SINGLE:
        return ()  # 三通一平, 四管五统一, 三方协议
    is_discount = match[11] == "折"  # 八五折 is said for 8.5
    if not is_discount and not match[8] and unit.plain != "年" and (said := approximate(text)):
        return _read_approximate(folded, match, said, unit)
    number_end = match.end(7)
    value, vague = _value(folded, (start, end), text, match[8])
    if value is None and text[-1] == "千" and (thousands := of_thousands(folded, number_end - 1, forms)):
        value, number_end = chinese_value(text[:-1]), number_end - 1
        unit, end = thousands
    if value is None or (not is_discount and _reads_as_year(text, unit)):
        return ()
    scale = match[9] or ""
    if scale == "万" and "亿" in text:  # 一亿三千余万元: 万 belongs to what stands behind 亿
        above, _, below = text.rpartition("亿")
        hundred_millions, rest = chinese_value(above), chinese_value(below)
        if hundred_millions is None or rest is None:
            return ()
        value = hundred_millions * 10**4 + rest
    vague = vague or match[8] is not None or bool(match[10])
    if unit.measure == "amount" and not scale:
        scale = _printed_scale(text)
        value = plain(value / SCALES[scale])
    rule = "quantity.bare_one" if text == "一" and not scale and not (unit.times or unit.plus) else "quantity.chinese"
    read = complete(folded, (start, end, number_end), value, scale, unit, vague or unit.vague, rule)
    return _with_range_head(folded, read, done)


def _value(folded: str, span: tuple[int, int], text: str, vague_word: str | None) -> tuple[Decimal | None, bool]:
    """The value, and whether the numeral itself is vague (数百, 几十, 上千)."""
    if text in _SINGLE:
        return _SINGLE[text], False
    if text[0] in "几数" and (several := _SEVERAL.fullmatch(text)):
        return chinese_value("一" + several[1]), True
    if text[0] in "百千万亿" and _BARE_SCALE.fullmatch(text):
        head = folded[span[0] - 1 : span[0]]
        over = folded.startswith(("以上", "以下"), span[1])  # 捐款百万元以上
        if vague_word is None and head not in _SCALE_HEADS and not over:
            return None, False
        return chinese_value("一" + text), head == "上"
    return chinese_value(text), False


def of_thousands(folded: str, at: int, forms: Forms) -> tuple[Unit, int] | None:
    """二十千米, 三百千瓦时: the last 千 belongs to the unit, for 二十千 is no numeral; also where the unit ends."""
    match = re.compile(forms.pattern).match(folded, at)
    return (forms.units[match[0]], match.end()) if match else None


def _reads_as_year(text: str, unit: Unit) -> bool:
    """二〇二〇年, 一九年: digits one by one are a year; counts are not printed so, unless with 〇."""
    if len(text) < 2 or not all(c in DIGITS for c in text):
        return False
    return unit.plain == "年" or not ("〇" in text or "零" in text)


def _printed_scale(text: str) -> str:
    """The scale that money is printed in: 三十六万 -> 万, 二十七亿四千万 -> 亿, 六万五千 -> none."""
    if text[-1] not in _LARGE:
        return ""
    return "亿" if "亿" in text else "万"


def _read_approximate(folded: str, match: re.Match[str], said: tuple[int, int, str], unit: Unit) -> tuple[Read, ...]:
    """二三十人, 三五个: from the one to the other."""
    low, high, scaled = said
    start = match.start()
    one = chinese_value("一" + scaled)
    if one is None:
        return ()
    value = one * high
    printed = _printed_scale(scaled) if unit.measure == "amount" and scaled else ""
    last, factor = complete(
        folded,
        (start + 1, match.end(), match.end(7)),
        plain(value / SCALES[printed]),
        printed,
        unit,
        False,
        "quantity.range",
    )
    top = replace(last, bound="at_most")
    first = replace(
        top, start=start, end=start + 1, number_end=start + 1, value=plain(top.value * low / high), bound="at_least"
    )
    return (first, factor), (top, factor)


def _read_fraction(folded: str, match: re.Match[str]) -> tuple[Read, ...]:
    """百分之八十六 is 86 %, 三分之一 is 1 of unit /3, 一半 is 1 of unit /2."""
    start, end = match.start(), match.end(6)
    text = folded[start:end]
    if text.endswith("半"):
        if text != "一半" or is_idiom(folded, start, end):
            return ()
        return (complete(folded, (start, end, end), Decimal(1), "", Unit("/2", "ratio"), False, "quantity.fraction"),)
    below, _, above = text.partition("分之")
    value = chinese_value("一百" if above == "百" else above)
    if value is None and _TWO_ENDS.match(above):  # 百分之二三十 is neither 23 % nor 30 %
        return ()
    while value is None and len(above) > 1:  # 百分之七十百分位: the scanner may have taken too much
        above, end = above[:-1], end - 1
        value = chinese_value(above)
    unit = _SHARE_NAMES.get(below.translate(_PLAIN_SCALES))
    if unit is None:
        whole = chinese_value(below)
        unit = Unit(f"/{whole:f}", "ratio") if whole else None
    if value is None or unit is None:
        return ()
    for sign in ("负", "负的"):
        if folded.endswith(sign, 0, start):
            start, value = start - len(sign), -value
            break
    return (complete(folded, (start, end, end), value, "", unit, False, "quantity.fraction"),)


def _with_range_head(folded: str, read: Read, done: int) -> tuple[Read, ...]:
    """三至五人: the first numeral has no unit of its own and is read from its partner."""
    mention, scale = read
    start = mention.start
    if folded[start - 1 : start] not in _RANGE_LAST:
        return (read,)
    begin = max(done, start - 12)
    head = _RANGE_HEAD.search(folded[begin:start])
    value = chinese_value(head[1]) if head else None
    if head is None or value is None:
        return (read,)
    first, last = begin + head.start(1), begin + head.end(1)
    tail = _SCALED_ONCE.fullmatch(folded, start, mention.number_end)
    if tail and head[1] in DIGITS and value < DIGITS[tail[1]]:  # 两到三千元 is from 2000
        value *= SMALL[tail[2]]
    bare = QuantityMention(first, last, last, value, "", "other", "at_least", rule="quantity.range")
    return (with_unit(bare, mention, scale, 1), scale), (
        replace(mention, bound="at_most", rule="quantity.range"),
        scale,
    )
