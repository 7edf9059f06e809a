"""How the number of a list item or heading is printed in each style of counting: 一, 十一, ①, 甲, IV, aa.

The styles bear Word's names (`w:numFmt` of a .docx), since Word has most of them; what only other programs print has a
name of the same kind. Each format's reader says which of its codes is which style.
"""

from __future__ import annotations

from collections.abc import Callable

Maker = Callable[[int], str | None]
"""Prints a number from 0; None where its style does not go so far."""

HAN_DIGITS, PLAIN, LEGAL = "〇一二三四五六七八九", "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
UNITS, LEGAL_UNITS = "十百千", "拾佰仟"
_LEGAL_OLD, _LEGAL_JAPANESE, _UNITS_JAPANESE = "零壹貳參肆伍陸柒捌玖", "零壱弐参四伍六七八九", "拾百阡"
_MYRIADS = ("", "万", "亿", "兆")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Beyond these the number is printed in digits. The first is what the four groups hold, the others no list reaches.
_MAX_COUNTED, _MAX_LETTERS, _MAX_ROMAN = 10**16 - 1, 780, 32_767


def numeral(number: int, style: str) -> str:
    """A number in a style; digits in a style that is not known here, and beyond what a style counts.

    >>> numeral(12, "chineseCounting"), numeral(3, "decimalEnclosedCircle"), numeral(28, "lowerLetter")
    ('十二', '③', 'bb')
    """
    if style in ("none", "bullet"):
        return ""
    make = _STYLES.get(style)
    return (make(number) if make and number >= 0 else None) or str(number)


def counted(number: int, digits: str = PLAIN, units: str = UNITS) -> str | None:
    """A number in words, every unit with its digit; None beyond what is counted so.

    >>> counted(10), counted(105), counted(12_040)
    ('一十', '一百零五', '一万二千零四十')
    """
    if not 0 < number <= _MAX_COUNTED:
        return digits[0] if number == 0 else None
    text = ""
    for power in (3, 2, 1, 0):
        group, above = number // 10_000**power % 10_000, number // 10_000 ** (power + 1) % 10_000
        if group:
            gap = digits[0] if text and (group < 1000 or not above) else ""
            text += gap + _group(group, digits, units) + _MYRIADS[power]
    return text


def _group(number: int, digits: str, units: str) -> str:
    """One to four digits."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return text


def _spoken(digits: str = PLAIN) -> Maker:
    """As one says it: 十一, though 一百一十一."""

    def make(number: int) -> str | None:
        text = counted(number, digits)
        return text[1:] if text and text.startswith("一十") else text

    return make


def _without_gaps(digits: str, units: str, *, bare: bool) -> Maker:
    """As in Japan: nothing for a place left out. `bare`: 百十 for 110."""

    def make(number: int) -> str | None:
        text = counted(number, digits, units)
        if text is None or not number:
            return text
        for unit in units if bare else "":
            text = text.replace(digits[1] + unit, unit)
        return text.replace(digits[0], "")

    return make


def _in_digits(digits: str) -> Maker:
    return lambda number: "".join(digits[int(d)] for d in str(number))


def _chinese(number: int) -> str | None:
    # This style counts to 九十九 and goes on digit by digit, 一○○; only its "thousand" sister writes 一百.
    return _in_digits("○" + HAN_DIGITS[1:])(number) if number > 99 else _spoken()(number)


def _roman(number: int) -> str | None:
    if not 0 < number <= _MAX_ROMAN:
        return None
    text = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        text += sign * times
    return text


def _letters(number: int) -> str | None:
    # After z Word goes on with aa, bb, cc.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= _MAX_LETTERS else None


def _alphabetic(number: int) -> str | None:
    # After z a browser goes on with aa, ab, ac.
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text or None


def _upper(make: Maker) -> Maker:
    return lambda number: (make(number) or "").upper() or None


def _from(first: str, count: int) -> Maker:
    """Signs that follow one another in Unicode."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else None


def _rings(number: int) -> str | None:
    # Word has rings to ⑳, OpenDocument to ㊿.
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(sign) + number - first)
    return None


def _out_of(signs: str) -> Maker:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else None


def _round(*rows: str) -> Maker:
    """Signs that begin again when they are used up; of several rows one each."""
    return lambda number: "".join(signs[(number - 1) % len(signs)] for signs in rows) if number else None


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_STYLES: dict[str, Maker] = {
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _in_digits("０１２３４５６７８９"),
    "decimalFullWidth2": _in_digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "ordinal": _ordinal,
    "upperRoman": _upper(_roman),
    "lowerRoman": _roman,
    "upperLetter": _upper(_letters),
    "lowerLetter": _letters,
    "chineseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "chineseCountingThousand": _spoken(),
    "taiwaneseCountingThousand": _spoken(),
    "japaneseDigitalTenThousand": _in_digits(HAN_DIGITS),
    "taiwaneseDigital": _in_digits(HAN_DIGITS),
    "koreanDigital2": _in_digits(HAN_DIGITS),
    "ideographDigital": _in_digits(HAN_DIGITS),
    "japaneseCounting": _without_gaps(PLAIN, UNITS, bare=True),
    "chineseLegalSimplified": lambda n: counted(n, LEGAL, LEGAL_UNITS),
    "ideographLegalTraditional": lambda n: counted(n, _LEGAL_OLD, LEGAL_UNITS),
    "japaneseLegal": _without_gaps(_LEGAL_JAPANESE, _UNITS_JAPANESE, bare=False),
    "ideographTraditional": _out_of(_STEMS),
    "ideographZodiac": _out_of(_BRANCHES),
    "ideographZodiacTraditional": _round(_STEMS, _BRANCHES),
    "ideographEnclosedCircle": _from("㈠", 10),  # the standard says rings, Word prints brackets
    "upperCyrillic": _out_of("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
    "chicago": _out_of("*†‡§"),
    # Styles that Word does not have.
    "lowerAlphabetic": _alphabetic,
    "upperAlphabetic": _upper(_alphabetic),
    "hanCounting": _spoken(HAN_DIGITS),
    "circlesToFifty": _rings,
    "stemsAgain": _round(_STEMS),
    "branchesAgain": _round(_BRANCHES),
}
