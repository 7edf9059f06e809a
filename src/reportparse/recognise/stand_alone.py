"""`reportparse.numerals` and `reportparse.quantities` for any text, outside a report.

More is read than in reports (currencies, dimensions, blanks inside numerals, traditional characters), and shares
come out in one unit: 千分之二 is 0.2 %, and percentage points have unit % with measure "points".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportparse.model.folding import fold_numbers
from reportparse.model.mentions import QuantityMention
from reportparse.model.report import NumeralHit, QuantityHit
from reportparse.numeral_values import DIGITS, NUMERAL, find_numerals
from reportparse.recognise.bounds_alone import upper_ends, whole_sum, with_heads, with_shared_currency
from reportparse.recognise.idioms import in_phrase
from reportparse.recognise.money_words import (
    with_code_signs,
    with_currency_before,
    with_small_change,
    with_sums_in_words,
)
from reportparse.recognise.quantities import find_quantities
from reportparse.recognise.quantity_sharing import plain
from reportparse.recognise.short_forms import (
    below_zero,
    in_percent,
    in_thousands,
    with_discounts,
    with_half,
    with_halves,
    with_last_digits,
    with_speeds,
)
from reportparse.recognise.units import UnitTable, load_units

_FINANCIAL_ALONE = frozenset("伍拾陆肆俩")
"""Numerals that are ordinary words when they stand alone: 队伍, 收拾, 陆地, 放肆."""


_FORMAL, _DIGIT = "壹贰叁肆伍陆柒捌玖拾佰仟万亿零点", "".join(DIGITS)
_OTHER_SIGNS = {
    "叁": re.compile(rf"[参參](?=[拾佰仟])|(?<=[{_FORMAL}])[参參](?=[{_FORMAL}元圆角分]|\W|$)"),
    "贰": re.compile("[弍弐](?=[拾佰仟万亿])|(?<=[拾佰仟万亿零点])[弍弐]"),
    "一": re.compile(rf"(?<=[{_DIGIT}])幺|(?<!老)幺(?=[{_DIGIT}])"),
}


def _with_other_signs(folded: str) -> str:
    """貳仟參佰, 幺三八: signs that are numerals only beside others of their kind."""
    for sign, pattern in _OTHER_SIGNS.items():
        folded = pattern.sub(sign, folded)
    return folded


def stand_alone_numerals(text: str) -> list[NumeralHit]:
    """Every numeral of `text` with its exact value.

    >>> [(hit.text, str(hit.value)) for hit in stand_alone_numerals("共計三萬五千二百畝")]
    [('三萬五千二百', '35200')]
    """
    folded = _with_other_signs(fold_numbers(text))
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
_PIECE = re.compile(rf"(?<=[{NUMERAL}0-9])个(?=亿(?!万))")  # 三个亿 is 三亿
_LETTER_SCALE = re.compile(r"(?<=[0-9])[kKw](?![A-Za-z0-9])")


def _squeeze(folded: str) -> Squeezed:
    """Leave out blanks between Chinese numerals and the 个 of 三个亿; 15k and 30w become 15千 and 30万 (one character for one)."""
    folded = _LETTER_SCALE.sub(lambda m: "万" if m.group() == "w" else "千", folded)
    kept = bytearray(b"\x01") * len(folded)
    for pattern in (_BLANK_INSIDE, _BLANK_AFTER_SHARE, _PIECE):
        for match in pattern.finditer(folded):
            kept[match.start() : match.end()] = bytes(match.end() - match.start())
    origin = tuple(i for i, keep in enumerate(kept) if keep)
    return Squeezed("".join(folded[i] for i in origin), origin)


def stand_alone_quantities(text: str, units: UnitTable | None = None) -> list[QuantityHit]:
    """Every numeral with a unit in `text`.

    >>> [(hit.text, str(hit.value), hit.unit) for hit in stand_alone_quantities("门票二十五块钱,打八折")]
    [('二十五块钱', '25', '元'), ('八折', '80', '%')]
    """
    squeezed = _squeeze(with_code_signs(_with_other_signs(fold_numbers(_LIST_COMMA.sub(";", text)))))
    hits = []
    mentions = _mentions(squeezed.text, units or load_units())
    for m, upper in zip(mentions, upper_ends(squeezed.text, mentions), strict=True):
        start, end = squeezed.origin[m.start], squeezed.origin[m.end - 1] + 1
        hit = {"start": start, "end": end, "text": text[start:end], "value": m.value, "unit": m.unit}
        hits.append(
            QuantityHit.model_validate(hit | {"measure": m.measure, "bound": m.bound, "upper": upper, "per": m.per})
        )
    return hits


def _mentions(text: str, table: UnitTable) -> list[QuantityMention]:
    """What reports have too, then what is only said or written elsewhere."""
    bare = with_heads(text, find_quantities(text, table, report=False))
    bare = with_sums_in_words(text, bare, table)
    found = with_shared_currency(text, [with_currency_before(text, m, table) for m in bare])
    found = with_discounts(text, with_small_change(text, [m for m in found if m.unit]))
    done = []
    for mention in found:
        article = mention.rule == "quantity.bare_one" and mention.measure in _NOT_ONE
        if article or text[mention.start : mention.end] in _NO_QUANTITY:
            continue
        mention = with_last_digits(text, with_half(text, in_thousands(text, mention, table)))
        done.append(in_percent(below_zero(text, mention)))
    done = with_speeds(text, with_halves(text, done, table.stand_alone), table.stand_alone)
    return whole_sum(text, done)


_NOT_ONE = frozenset(("persons", "count", "households", "person_times", "household_times", "other"))
"""一位, 一个 are articles; 一吨, 一元 are quantities."""
_NO_QUANTITY = ("零钱",)
