"""Money as it is said and written outside reports: 两块五, 三毛五, 两美元零五美分, 英镑 500, USD 30."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter

from reportparse.model.mentions import QuantityMention
from reportparse.numeral_values import DIGITS, NUMERAL, chinese_value
from reportparse.recognise.quantity_sharing import plain
from reportparse.recognise.units import UnitTable

# ---- what comes behind the sum: 角 and 分, 美分, 半 ----

_TENTH, _HUNDREDTH, _HALF = Decimal("0.1"), Decimal("0.01"), Decimal("0.5")
_DIGIT = rf"[{''.join(DIGITS)}0-9]"
# A digit without a unit (两块五) counts only where nothing can follow that would make it a number of something else.
_ENDS = rf"(?![.%])(?=钱|[的了呢吧啊左]|一[^{NUMERAL}]|\W|$)"
_TAIL = re.compile(
    rf"零?(?P<dimes>{_DIGIT})[角毛](?:零?(?P<cents>{_DIGIT})分|(?P<last>{_DIGIT}){_ENDS})?(?:钱|整)?"
    rf"|零?(?P<only_cents>{_DIGIT}{{1,2}})分(?:钱|整)?"
)
_SAID = re.compile(rf"(?P<tenths>{_DIGIT}){_ENDS}钱?|(?P<half>半)(?:钱|(?=[的了一]|\W|$))")
_CENTS = re.compile(rf"零?(?P<cents>{_DIGIT})分(?:钱|整)?")
_SAID_AFTER = frozenset("块元毛角")  # 两块五, but not 两块钱五
_BEFORE_CHANGE = re.compile(" ?[又零]? ?")
SMALL_MONEY = {
    "美分": "美元",
    "欧分": "欧元",
    "便士": "英镑",
    "戈比": "卢布",
    "日本钱": "日元",
    "港仙": "港元",
}
"""A hundredth of a currency -> the currency."""
_WITH_HUNDREDTHS = frozenset(SMALL_MONEY.values())


def with_small_change(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """十块三毛, 九元一角八分, 两块五, 三美元二十美分: one sum. 三毛 and 八分钱 come out in 元."""
    merged: list[QuantityMention] = []
    for mention in mentions:
        if merged and mention.start < merged[-1].end:
            continue
        if merged and _is_change(mention, merged[-1]) and _joins(text, merged[-1], mention):
            value = plain(merged[-1].value + mention.value * _HUNDREDTH)
            merged[-1] = replace(merged[-1], end=mention.end, value=value)
        else:
            merged.append(_in_yuan(text, mention))
    return merged


def _is_change(mention: QuantityMention, sum_before: QuantityMention) -> bool:
    """美分 after 美元; 零五分 right after it is said too."""
    if mention.unit == "分":
        return mention.start == sum_before.end and sum_before.unit in _WITH_HUNDREDTHS
    return SMALL_MONEY.get(mention.unit) == sum_before.unit


def _joins(text: str, sum_before: QuantityMention, change: QuantityMention) -> bool:
    return change.value < 100 and _BEFORE_CHANGE.fullmatch(text, sum_before.end, change.start) is not None


def _in_yuan(text: str, mention: QuantityMention) -> QuantityMention:
    value, end, said = mention.value, mention.end, text[mention.end - 1] in _SAID_AFTER
    if mention.unit == "元":
        if tail := _TAIL.match(text, end):
            change = _digits(tail["dimes"]) * _TENTH
            change += _digits(tail["cents"] or tail["last"] or tail["only_cents"]) * _HUNDREDTH
            return replace(mention, end=tail.end(), value=plain(value + change))
        if said and (tail := _SAID.match(text, end)):
            change = _digits(tail["tenths"]) * _TENTH if tail["tenths"] else _HALF
            return replace(mention, end=tail.end(), value=plain(value + change))
    elif mention.unit == "角":
        value, unit = value * _TENTH, "元"
        if tail := _CENTS.match(text, end):
            value, end = value + _digits(tail["cents"]) * _HUNDREDTH, tail.end()
        elif said and (tail := _SAID.match(text, end)):
            value += _digits(tail["tenths"]) * _HUNDREDTH if tail["tenths"] else _HALF * _TENTH
            end = tail.end()
        return replace(mention, end=end, value=plain(value), unit=unit)
    elif mention.unit == "分" and text.startswith("钱", end):
        return replace(mention, end=end + 1, value=plain(value * _HUNDREDTH), unit="元", measure="amount")
    return mention


def _digits(characters: str | None) -> int:
    """五 -> 5, 25 -> 25, nothing -> 0."""
    value = 0
    for character in characters or "":
        value = value * 10 + DIGITS.get(character, int(character) if character.isdecimal() else 0)
    return value


# ---- what stands before the sum: ¥, 人民币, USD, 英镑 ----

_SIGNS = {
    "人民币": "元",
    "¥": "元",
    "CN¥": "元",
    "$": "美元",
    "US$": "美元",
    "HK$": "港元",
    "NT$": "台币",
    "A$": "澳元",
    "AU$": "澳元",
    "C$": "加元",
    "CA$": "加元",
    "S$": "新加坡元",
    "SG$": "新加坡元",
    "JP¥": "日元",
    "港币$": "港元",
    "NZ$": "新西兰元",
    "MO$": "澳门元",
    "₩": "韩元",
    "KR₩": "韩元",
    "฿": "泰铢",
    "TH฿": "泰铢",
    "₹": "印度卢比",
    "IN₹": "印度卢比",
    "₽": "卢布",
    "RU₽": "卢布",
    "₫": "越南盾",
    "VN₫": "越南盾",
    "CH₣": "瑞士法郎",
    "€": "欧元",
    "EU€": "欧元",
    "£": "英镑",
    "GB£": "英镑",
}
_REACH = 11  # characters: the longest name and blanks
_NUMERAL_END = frozenset("0123456789几余多" + NUMERAL)  # in 4人民币5美元 the name belongs to what stands before it
_AGAINST = frozenset("兑对比换购买")  # 人民币兑美元6.5 is a rate of exchange, not a sum
# Codes before a numeral become signs of the same length, so that no place moves.
_CODES = {
    "RMB": "CN¥", "CNY": "CN¥", "USD": "US$", "HKD": "HK$", "TWD": "NT$", "AUD": "AU$", "CAD": "CA$", "SGD": "SG$",
    "JPY": "JP¥", "EUR": "EU€", "GBP": "GB£", "NZD": "NZ$", "MOP": "MO$", "KRW": "KR₩", "THB": "TH฿", "INR": "IN₹", "RUB": "RU₽",
    "VND": "VN₫", "CHF": "CH₣",
}  # fmt: skip
_CODE = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(_CODES)})(?= {{0,3}}[0-9])")


def with_code_signs(folded: str) -> str:
    """USD 30 -> US$ 30: as long as it was."""
    return _CODE.sub(lambda match: _CODES[match.group()], folded)


@cache
def _before(currencies: str) -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    return re.compile(f"({signs}|{currencies}) {{0,3}}$")


def with_currency_before(text: str, mention: QuantityMention, table: UnitTable) -> QuantityMention:
    """人民币 50元, 港币两千元, $20, 英镑 500: what stands before the numeral belongs to the sum and names the currency."""
    if mention.unit and mention.measure != "amount":
        return mention
    begin = max(0, mention.start - _REACH)
    match = _before(table.currencies).search(text[begin : mention.start])
    if match is None:
        return mention
    start = begin + match.start()
    before = text[start - 1] if start else ""
    if before in _NUMERAL_END or (before in _AGAINST and not mention.unit):
        return mention
    name = _SIGNS.get(match[1]) or table.stand_alone.units[match[1]].plain
    scale = mention.unit[:1] if mention.unit[:1] in ("万", "亿") else ""
    if mention.unit.removeprefix(scale) not in ("", "元", name):  # 人民币 5美元: the one behind the numeral stands
        return mention
    return replace(mention, start=start, unit=scale + name, measure="amount")


@cache
def _in_words(currencies: str) -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    codes = "|".join(_CODES)
    return re.compile(
        rf"(?<![A-Za-z])(?:{signs}|{codes}|{currencies}) {{0,3}}(?P<sum>[{NUMERAL}]{{1,20}}(?:点[{''.join(DIGITS)}]{{1,8}}[万亿]?)?)(?=[整的了呢吧啊左以]|\W|$)"
    )


def with_sums_in_words(text: str, mentions: list[QuantityMention], table: UnitTable) -> list[QuantityMention]:
    """港币五百, USD 三千: after a currency a Chinese numeral needs no unit of its own."""
    found = list(mentions)
    for match in _in_words(table.currencies).finditer(text):
        start, end = match.span("sum")
        value = chinese_value(match["sum"])
        if value is not None and not any(m.start < end and start < m.end for m in mentions):
            found.append(QuantityMention(start, end, end, value, "", "other"))
    return sorted(found, key=attrgetter("start"))
