"""Numbers in Chinese signs, as the formats [DBNum1] 一百二十三, [DBNum2] 壹佰贰拾叁 and [DBNum3] １２３ show them."""

from __future__ import annotations

from reportparse.loaders.counting import HAN_DIGITS, LEGAL, LEGAL_UNITS, UNITS, counted

_DIGITS = ("0123456789", HAN_DIGITS, LEGAL, "０１２３４５６７８９")
_UNITS = ("", UNITS, LEGAL_UNITS)


def in_numerals(text: str, numerals: int) -> str:
    """Each digit replaced by its sign; 0 leaves the text as it is.

    >>> in_numerals("2020", 1)
    '二〇二〇'
    """
    if not 1 <= numerals <= 3:
        return text
    return text.translate(str.maketrans(_DIGITS[0], _DIGITS[numerals]))


def numeral(value: int, numerals: int) -> str:
    """A whole number in words; one too large for them digit by digit.

    >>> numeral(10, 1), numeral(12040, 1), numeral(110, 2)
    ('十', '一万二千〇四十', '壹佰壹拾')
    """
    words = counted(value, _DIGITS[numerals], _UNITS[numerals]) if numerals in (1, 2) else None
    if words is None:
        return in_numerals(str(value), numerals)
    return words[1:] if numerals == 1 and 10 <= value < 20 else words
