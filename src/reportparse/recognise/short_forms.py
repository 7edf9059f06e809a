"""Dimensions and shares as they are said: 三斤半, 半斤, 一米七五, 两成五, 打八五折, 零下五度."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter

from reportparse.model.mentions import QuantityMention
from reportparse.numeral_values import DIGITS, NUMERAL
from reportparse.recognise.chinese_quantities import of_thousands
from reportparse.recognise.quantity_reading import HALF
from reportparse.recognise.quantity_sharing import plain
from reportparse.recognise.units import Forms, Unit, UnitTable

# ---- halves ----

_HALF_AFTER = re.compile(r"半(?![天年月日价数径])")
_HALVED = frozenset(("weight", "length", "area", "duration", "rate", "age"))
_HALF_BEFORE = f"(?<![上下前后大小每过折参夜对个多0-9{NUMERAL}])半"
_HALF_OF = frozenset(("weight", "length", "area", "duration"))
_NEVER_HALF = frozenset("天日周秒")  # 半天 is a long while
_HALF_ENDS = r"(?![度报初末终])"


@cache
def _half_of(unit: str) -> re.Pattern[str]:
    return re.compile(f"{_HALF_BEFORE}({unit}){_HALF_ENDS}")


def with_halves(text: str, mentions: list[QuantityMention], forms: Forms) -> list[QuantityMention]:
    """半斤, 半个月, 半小时 where no numeral stands before."""
    found = list(mentions)
    for match in _half_of(forms.pattern).finditer(text):
        unit = forms.units[match[1]]
        taken = any(m.start < match.end() and match.start() < m.end for m in mentions)
        if taken or unit.measure not in _HALF_OF or unit.plain in _NEVER_HALF or unit.plus is not None:
            continue
        start, end = match.span()
        bound = "at_least" if unit.vague else "exact"
        found.append(QuantityMention(start, end, start + 1, HALF, unit.plain, unit.measure, bound))
    return sorted(found, key=attrgetter("start"))


def with_half(text: str, mention: QuantityMention) -> QuantityMention:
    """三斤半 is 3.5 斤, 三成半 35 %."""
    if mention.measure not in _HALVED or not _HALF_AFTER.match(text, mention.end) or text[mention.end - 1] == "%":
        return mention
    half = Decimal(5) if text[mention.end - 1] in "成折" else HALF
    return replace(mention, end=mention.end + 1, value=mention.value + half)


# ---- the last digits without a unit ----

_DIGIT = f"[{''.join(DIGITS)}0-9]"
_CLOSE = rf"(?![{NUMERAL}0-9点.%])(?=[高长宽深厚的左以]|\W|$)"
_SHORT = {
    "米": re.compile(f"({_DIGIT}{{1,2}}){_CLOSE}"),
    "尺": re.compile(f"({_DIGIT}){_CLOSE}"),
    "丈": re.compile(f"({_DIGIT}){_CLOSE}"),
    "斤": re.compile(f"({_DIGIT}){_CLOSE}"),
    "成": re.compile(f"({_DIGIT}){_CLOSE}"),
    "度": re.compile(f"({_DIGIT}){_CLOSE}"),
}


def with_last_digits(text: str, mention: QuantityMention) -> QuantityMention:
    """一米七五 is 1.75 米, 两丈三 2.3 丈, 两成五 25 %."""
    last = text[mention.end - 1]
    pattern = _SHORT.get(last)
    if pattern is None or mention.unit != ("%" if last == "成" else last):
        return mention
    match = pattern.match(text, mention.end)
    if match is None or mention.value != mention.value.to_integral_value():
        return mention
    digits = "".join(str(DIGITS.get(c, c)) for c in match[1])
    more = Decimal(digits) if last == "成" else Decimal(f"0.{digits}")
    return replace(mention, end=match.end(), value=mention.value + more)


def in_thousands(text: str, mention: QuantityMention, table: UnitTable) -> QuantityMention:
    """一千米 is 1 公里: a single digit and 千 before a unit that 千 makes another of."""
    printed = text[mention.start : mention.end]
    if len(printed) < 3 or printed[1] != "千" or printed[0] not in DIGITS or mention.start + 2 != mention.number_end:
        return mention
    found = of_thousands(text, mention.start + 1, table.stand_alone)
    if found is None or found[1] < mention.end:
        return mention
    unit, end = found
    value = plain(mention.value / 1000)
    return replace(mention, end=end, number_end=mention.start + 1, value=value, unit=unit.plain, measure=unit.measure)


_TEMPERATURES = frozenset(("℃", "度", "℉"))
_MINUS = re.compile("(?<![担肩抱欺胜自正背辜身])负的?$")
_SIGNED = frozenset(("amount", "length", "weight", "area", "rate", "points", "other"))
_DEGREES = {"摄氏": "℃", "华氏": "℉"}


def below_zero(text: str, mention: QuantityMention) -> QuantityMention:
    """零下五度 is -5 度, 负三百元 -300 元; 华氏100度 is 100 ℉."""
    if mention.unit in _TEMPERATURES and text.endswith("零下", 0, mention.start):
        mention = replace(mention, start=mention.start - 2, value=-mention.value)
    elif mention.value > 0 and mention.measure in _SIGNED:
        minus = _MINUS.search(text, max(0, mention.start - 3), mention.start)
        if minus:
            mention = replace(mention, start=minus.start(), value=-mention.value)
    named = _DEGREES.get(text[max(0, mention.start - 2) : mention.start]) if mention.unit == "度" else None
    return replace(mention, start=mention.start - 2, unit=named) if named else mention


# ---- speeds ----

_TIMES = re.compile("(?P<time>每(?:小时|分钟|秒钟?)) ?$")
_RATES = {"每小时": "每小时", "每分钟": "每分钟", "每秒钟": "每秒", "每秒": "每秒"}


def with_speeds(text: str, mentions: list[QuantityMention], forms: Forms) -> list[QuantityMention]:
    """每小时60公里 is 60 km/h, as 60公里每小时 is; of a range both ends are."""
    found = list(mentions)
    for at, mention in enumerate(mentions):
        time = _TIMES.search(text, max(0, mention.start - 5), mention.start) if mention.measure == "length" else None
        if time is None:
            continue
        speed = _speed(text, mention, _RATES[time["time"]], forms)
        after = mentions[at + 1] if mention.bound == "at_least" and at + 1 < len(mentions) else None
        if after is not None and after.bound == "at_most" and after.measure == "length":
            speed = speed or _speed(text, after, _RATES[time["time"]], forms)
            if speed:
                found[at + 1] = replace(after, unit=speed.plain, measure=speed.measure, per=None)
        if speed:
            found[at] = replace(mention, start=time.start(), unit=speed.plain, measure=speed.measure, per=None)
    return found


def _speed(text: str, mention: QuantityMention, per: str, forms: Forms) -> Unit | None:
    """The unit whose form is the mention's own with 每小时 behind it."""
    printed = text[mention.number_end : mention.end].lstrip(" 万亿余多")
    return forms.units.get(printed + per)


# ---- shares ----

_DISCOUNT = re.compile(r"(?<=打)对折|半成(?!品)")
_TIMES_OF = {"对折": Decimal(50), "半成": Decimal(5)}
_TO_PERCENT = {
    "‰": Decimal("0.1"),
    "/万": Decimal("0.01"),
    "/10万": Decimal("0.001"),
    "/100万": Decimal("0.0001"),
    "个百分点": Decimal(1),
}
_TWO_DIGITS = re.compile(rf"[{''.join(DIGITS)}]{{2}}|[1-9]{{2}}")


def with_discounts(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """打对折 is 50 %, 半成 5 %, 八五折 and 85折 85 %; ten tenths and more (十折) are no discount."""
    found = []
    for mention in mentions:
        if mention.unit == "%" and text[mention.end - 1] == "折":
            if _TWO_DIGITS.fullmatch(text, mention.start, mention.number_end):
                mention = replace(mention, value=plain(mention.value / 10))
            if mention.value >= 100:
                continue
        found.append(mention)
    for match in _DISCOUNT.finditer(text):
        found.append(QuantityMention(match.start(), match.end(), match.end(), _TIMES_OF[match.group()], "%", "rate"))
    return sorted(found, key=attrgetter("start"))


def in_percent(mention: QuantityMention) -> QuantityMention:
    """千分之三 is 0.3 %."""
    factor = _TO_PERCENT.get(mention.unit)
    return mention if factor is None else replace(mention, value=plain(mention.value * factor), unit="%")
