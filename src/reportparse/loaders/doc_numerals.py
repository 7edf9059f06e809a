"""The numbers of list levels as Word prints them: 1, ii, c, 一, 壹, ①, 甲 ..., by the number format's code."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = {38: "零壹贰叁肆伍陆柒捌玖", 34: "零壹貳參肆伍陸柒捌玖", 16: "零壱弐参四伍六七八九"}
_LEGAL_UNITS = {38: ("拾", "佰", "仟"), 34: ("拾", "佰", "仟"), 16: ("拾", "百", "阡")}
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}

# Codes of formats that print one sign per number, with the sign of 1 and the last number that has one.
_SIGNS = {18: ("①", 20), 26: ("⒈", 20), 27: ("⑴", 20), 28: ("①", 20), 29: ("㈠", 10)}
_BY_DIGIT, _COUNTING, _THOUSANDS = {10, 36, 40, 44}, {33, 37}, {11, 17, 35, 39}

# A number beyond this is no list item's.
_HIGHEST = 32767

BULLET, NOTHING = 23, 255


def numeral(number: int, code: int) -> str:
    """A number in one of Word's number formats; formats of other scripts come out in plain figures."""
    if not 0 <= number <= _HIGHEST:
        return str(number)
    if code in (BULLET, NOTHING):
        return ""
    if code in (1, 2):
        roman = _roman(number)
        return roman if code == 1 else roman.lower()
    if code in (3, 4):
        return _letters(number, "A" if code == 3 else "a")
    if code == 5:
        return str(number) + ("th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th"))
    if code in (14, 19):
        return "".join(chr(0xFF10 + int(c)) for c in str(number))
    if code == 22:
        return f"{number:02d}"
    if code == 57:
        return f"- {number} -"
    if code in _SIGNS:
        first, last = _SIGNS[code]
        return chr(ord(first) + number - 1) if 1 <= number <= last else str(number)
    return _chinese(number, code)


def _chinese(number: int, code: int) -> str:
    if code == 30:
        return _STEMS[number - 1] if 1 <= number <= 10 else str(number)
    if code == 31:
        return _BRANCHES[number - 1] if 1 <= number <= 12 else str(number)
    if code == 32:
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else "0"
    if code in _BY_DIGIT:
        return "".join(_DIGITS[int(c)] for c in str(number))
    if code in _COUNTING and number >= 100:
        # These count to 九十九 and go on digit by digit, with a ring for nought: 一○一.
        return "".join(_DIGITS[int(c)] for c in str(number)).replace(_DIGITS[0], "○")
    if code in _COUNTING or code in _THOUSANDS:
        text = _counted(number, "零" + _DIGITS[1:], ("十", "百", "千"))
        return text.removeprefix("一") if 10 <= number < 20 else text
    if code in _LEGAL:
        return _counted(number, _LEGAL[code], _LEGAL_UNITS[code])
    return str(number)


def _counted(number: int, digits: str, units: tuple[str, str, str]) -> str:
    """A number with its units: 一百零五. Above 9999 the ten thousands come first."""
    zero = "零"
    if number >= 10000:
        rest = number % 10000
        head = _counted(number // 10000, digits, units) + "万"
        return head + ((zero if rest < 1000 else "") + _counted(rest, digits, units) if rest else "")
    if not number:
        return digits[0]
    out, pending = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += (zero if pending and out else "") + digits[digit] + (units[power - 1] if power else "")
        pending = not digit
    return out


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def _letters(number: int, first: str) -> str:
    """a to z, then aa, bb ..."""
    if not number:
        return "0"
    return chr(ord(first) + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
