"""Numbers in Chinese signs, as the formats [DBNum1] 一百二十三, [DBNum2] 壹佰贰拾叁 and [DBNum3] １２３ show them."""

from __future__ import annotations

_DIGITS = ("0123456789", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "０１２３４５６７８９")
_SMALL = ("", "十百千", "拾佰仟")
_LARGE = ("", "万", "亿", "兆")
# What four groups of four digits hold; larger ones are written digit by digit.
_MAX = 10**16


def in_numerals(text: str, numerals: int) -> str:
    """Each digit replaced by its sign; 0 leaves the text as it is.

    >>> in_numerals("2020", 1)
    '二〇二〇'
    """
    if not 1 <= numerals <= 3:
        return text
    return text.translate(str.maketrans(_DIGITS[0], _DIGITS[numerals]))


def numeral(value: int, numerals: int) -> str:
    """A whole number in words.

    >>> numeral(10, 1), numeral(12040, 1), numeral(110, 2)
    ('十', '一万二千〇四十', '壹佰壹拾')
    """
    if numerals not in (1, 2) or not 0 < value < _MAX:
        return in_numerals(str(value), numerals)
    zero = _DIGITS[numerals][0]
    out = ""
    for place in range(3, -1, -1):
        group = value // 10_000**place % 10_000
        if not group:
            continue
        words = _group(group, numerals)
        if out and (group < 1000 or value // 10_000 ** (place + 1) % 10_000 == 0):
            words = zero + words
        out += words + _LARGE[place]
    return out[1:] if numerals == 1 and 10 <= value < 20 else out


def _group(group: int, numerals: int) -> str:
    """One to four digits."""
    signs, small = _DIGITS[numerals], _SMALL[numerals]
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(out)
            continue
        out += (signs[0] if gap else "") + signs[digit] + (small[place - 1] if place else "")
        gap = False
    return out
