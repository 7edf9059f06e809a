"""`reportparse.numerals` and `reportparse.quantities` for any text, outside a report.

More is read than in reports (currencies, dimensions, blanks inside numerals, traditional characters), and shares
come out in one unit: 千分之二 is 0.2 %, and percentage points have unit % with measure "points".
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reportparse.model.folding import fold_numbers
from reportparse.model.mentions import QuantityMention
from reportparse.model.report import NumeralHit, QuantityHit
from reportparse.numeral_values import DIGITS, NUMERAL, find_numerals
from reportparse.recognise.idioms import in_phrase
from reportparse.recognise.quantities import find_quantities
from reportparse.recognise.quantity_sharing import plain
from reportparse.recognise.units import UnitTable, load_units

_FINANCIAL_ALONE = frozenset("伍拾陆肆俩")
"""Numerals that are ordinary words when they stand alone: 队伍, 收拾, 陆地, 放肆."""


def stand_alone_numerals(text: str) -> list[NumeralHit]:
    """Every numeral of `text` with its exact value.

    >>> [(hit.text, str(hit.value)) for hit in stand_alone_numerals("共計三萬五千二百畝")]
    [('三萬五千二百', '35200')]
    """
    folded = fold_numbers(text)
    hits = []
    for start, end, value, bound in find_numerals(folded):
        word = folded[start:end]
        if word[0] in NUMERAL and "分" not in word and in_phrase(folded, start, "stand_alone"):
            continue
        if word in _FINANCIAL_ALONE and len(text.strip()) > 1 and not _stands_apart(folded, start, end):
            continue
        hit = {"start": start, "end": end, "text": text[start:end], "value": plain(value), "bound": bound}
        hits.append(NumeralHit.model_validate(hit))
    return hits


def _stands_apart(folded: str, start: int, end: int) -> bool:
    """Punctuation, a blank or an end of the text on one side."""
    return not folded[start - 1 : start].isalpha() or not folded[end : end + 1].isalpha()


# 20，300元 lists two sums: half-width digits are grouped by half-width commas. １，２００ and 1,000，000 are grouped.
_LIST_COMMA = re.compile("(?<=[0-9])(?<!,[0-9]{3})，(?=[0-9])(?![0-9]{3},)")


class Squeezed(NamedTuple):
    """A text without the blanks inside numerals and units; `origin` says where each character came from."""

    text: str
    origin: tuple[int, ...]


_BLANK_INSIDE = re.compile(
    rf"(?<=[{NUMERAL}几余多点个百分之0-9]) {{1,3}}(?=[{NUMERAL}几余多点个百分之折成])(?<![0-9]  )"
)
_BLANK_AFTER_SHARE = re.compile("(?<=之) {1,3}(?=[0-9])")
_LETTER_SCALE = re.compile(r"(?<=[0-9])[kKw](?![A-Za-z0-9])")


def _squeeze(folded: str) -> Squeezed:
    """Leave out blanks between Chinese numerals; 15k and 30w become 15千 and 30万 (one character for one)."""
    folded = _LETTER_SCALE.sub(lambda m: "万" if m.group() == "w" else "千", folded)
    kept = bytearray(b"\x01") * len(folded)
    for pattern in (_BLANK_INSIDE, _BLANK_AFTER_SHARE):
        for match in pattern.finditer(folded):
            kept[match.start() : match.end()] = bytes(match.end() - match.start())
    origin = tuple(i for i, keep in enumerate(kept) if keep)
    return Squeezed("".join(folded[i] for i in origin), origin)


def stand_alone_quantities(text: str, units: UnitTable | None = None) -> list[QuantityHit]:
    """Every numeral with a unit in `text`.

    >>> [(hit.text, str(hit.value), hit.unit) for hit in stand_alone_quantities("门票二十五块钱,打八折")]
    [('二十五块钱', '25', '元'), ('八折', '80', '%')]
    """
    squeezed = _squeeze(fold_numbers(_LIST_COMMA.sub(";", text)))
    table = units or load_units()
    found = [_with_currency_sign(squeezed.text, m) for m in find_quantities(squeezed.text, table, report=False)]
    found = _with_discounts(squeezed.text, _with_small_change(squeezed.text, [m for m in found if m.unit]))
    hits = []
    for mention in found:
        if mention.rule == "quantity.bare_one" and mention.measure in _NOT_ONE:
            continue
        m = _in_percent(_with_half(squeezed.text, _in_thousands(squeezed.text, mention, table)))
        start, end = squeezed.origin[m.start], squeezed.origin[m.end - 1] + 1
        hit = {"start": start, "end": end, "text": text[start:end], "value": m.value, "unit": m.unit}
        hits.append(QuantityHit.model_validate(hit | {"measure": m.measure, "bound": m.bound, "per": m.per}))
    return hits


_NOT_ONE = frozenset(("persons", "count", "households", "person_times", "household_times", "other"))
"""一位, 一个 are articles; 一吨, 一元 are quantities."""


# ---- money in words ----

_CHANGE = {"角": Decimal("0.1"), "分": Decimal("0.01")}
_TAIL = re.compile(rf"(?:([{NUMERAL}0-9])[角毛])?(?:零?([{NUMERAL}0-9])分)?钱?")
_SIGNS = {
    "¥": "元",
    "人民币": "元",
    "$": "美元",
    "US$": "美元",
    "HK$": "港元",
    "港币": "港元",
    "台币": "台币",
    "€": "欧元",
    "£": "英镑",
}
_CURRENCY = re.compile(rf"(?:{'|'.join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))}) {{0,3}}$")
_CURRENCY_REACH = 8
_NUMERAL_END = frozenset("0123456789" + NUMERAL)  # in 4人民币5美元 the name belongs to what stands before it


def _with_small_change(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """十块三毛, 九元一角八分: 角 and 分 behind 元 belong to it."""
    merged: list[QuantityMention] = []
    for mention in mentions:
        if merged and mention.start < merged[-1].end:
            continue
        tail = _TAIL.match(text, mention.end) if mention.unit == "元" else None
        if tail and tail.group():
            dimes, cents = (_digit(tail[1]), _digit(tail[2]))
            value = plain(mention.value + dimes * _CHANGE["角"] + cents * _CHANGE["分"])
            mention = mention._replace(end=tail.end(), value=value)
        elif mention.unit == "角":
            mention = mention._replace(unit="元", value=mention.value * _CHANGE["角"])
        merged.append(mention)
    return merged


def _digit(character: str | None) -> int:
    return 0 if character is None else DIGITS.get(character, int(character) if character.isdecimal() else 0)


def _with_currency_sign(text: str, mention: QuantityMention) -> QuantityMention:
    """人民币 50元, 港币两千元, $20: the sign before the numeral belongs to the amount and names the currency."""
    begin = max(0, mention.start - _CURRENCY_REACH)
    match = _CURRENCY.search(text[begin : mention.start])
    if match is None or (mention.unit and mention.measure != "amount"):
        return mention
    start = begin + match.start()
    if start and text[start - 1] in _NUMERAL_END:
        return mention
    scale = mention.unit[:1] if mention.unit[:1] in ("万", "亿") else ""
    unit = mention.unit.removeprefix(scale)
    currency = _SIGNS[match.group().strip()] if unit in ("", "元") else unit
    return mention._replace(start=start, unit=scale + currency, measure="amount")


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
_TWO_DIGITS = re.compile(rf"[{''.join(DIGITS)}]{{2}}")


def _with_discounts(text: str, mentions: list[QuantityMention]) -> list[QuantityMention]:
    """打对折 is 50 %, 半成 5 %, 八五折 85 %."""
    found = [
        mention._replace(value=plain(mention.value / 10)) if _is_two_digit_discount(text, mention) else mention
        for mention in mentions
    ]
    for match in _DISCOUNT.finditer(text):
        found.append(QuantityMention(match.start(), match.end(), match.end(), _TIMES_OF[match.group()], "%", "rate"))
    return sorted(found)


def _is_two_digit_discount(text: str, mention: QuantityMention) -> bool:
    return text[mention.end - 1] == "折" and _TWO_DIGITS.fullmatch(text, mention.start, mention.number_end) is not None


def _in_percent(mention: QuantityMention) -> QuantityMention:
    factor = _TO_PERCENT.get(mention.unit)
    return mention if factor is None else mention._replace(value=plain(mention.value * factor), unit="%")


# ---- dimensions ----

_HALF = re.compile(r"半(?![天年月日价数径])")
_HALVED = frozenset(("weight", "length", "area", "duration", "rate"))


def _with_half(text: str, mention: QuantityMention) -> QuantityMention:
    """三斤半 is 3.5 斤, 三成半 35 %."""
    if mention.measure not in _HALVED or not _HALF.match(text, mention.end) or text[mention.end - 1] == "%":
        return mention
    half = Decimal(5) if text[mention.end - 1] in "成折" else Decimal("0.5")
    return mention._replace(end=mention.end + 1, value=mention.value + half)


def _in_thousands(text: str, mention: QuantityMention, table: UnitTable) -> QuantityMention:
    """一千米 is 1 公里: a single digit and 千 before a unit that 千 makes another of."""
    printed = text[mention.start : mention.end]
    unit = table.stand_alone.units.get(printed[1:])
    if len(printed) < 3 or printed[1] != "千" or printed[0] not in DIGITS or unit is None:
        return mention
    return mention._replace(value=plain(mention.value / 1000), unit=unit.plain)
