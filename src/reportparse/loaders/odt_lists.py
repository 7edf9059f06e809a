"""The automatic numbers of OpenDocument lists and headings as they are printed: 一、 (二) 1.2 ③."""

from __future__ import annotations

import re

from reportparse.loaders.odt_styles import MAX_LEVELS, LevelStyle

_DIGITS = ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
_UNITS = ("十百千", "拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")
# After these no blank is printed; after a digit or a point the text's own digits must not stick to the number.
_CLOSED = "、）)］]】〕》，。：:；①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Counter:
    """Counts the items of one list, or the headings of a document, on all levels."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def next(self, level: int, levels: dict[int, LevelStyle], start: int | None = None) -> str:
        """The label of the next item on a level, with the blank that parts it from its text; empty where it has none."""
        level = max(1, min(level, MAX_LEVELS))
        style = levels.get(level, LevelStyle())
        before = self._counts.get(level)
        if start is not None:
            self._counts[level] = start
        else:
            self._counts[level] = style.start if before is None else before + 1
        for deeper in [found for found in self._counts if found > level]:
            del self._counts[deeper]
        label = self._label(level, style, levels)
        return label if not label or label[-1] in _CLOSED else label.rstrip(" ") + " "

    def _label(self, level: int, style: LevelStyle, levels: dict[int, LevelStyle]) -> str:
        if style.bullet:
            # Bullets of symbol fonts are private signs that no other font knows.
            return "•" if "\ue000" <= style.bullet[0] <= "\uf8ff" else style.bullet
        if style.pattern is not None:
            return _PLACE.sub(lambda found: self._shown(int(found[1]), levels), style.pattern).strip()
        if not style.number_format:
            return (style.prefix + style.suffix).strip()
        first = max(1, level - style.shown_levels + 1)
        numbers = [self._shown(number, levels) for number in range(first, level + 1)]
        return (style.prefix + ".".join(number for number in numbers if number) + style.suffix).strip()

    def _shown(self, level: int, levels: dict[int, LevelStyle]) -> str:
        style = levels.get(level, LevelStyle())
        return printed(self._counts.get(level, style.start), style.number_format)


def printed(number: int, number_format: str) -> str:
    """A number in a format of OpenDocument, which shows its first signs.

    >>> printed(12, "一, 二, 三, ..."), printed(3, "①, ②, ③, ..."), printed(4, "i"), printed(28, "a")
    ('十二', '③', 'iv', 'bb')
    """
    if not number_format or number < 0:
        return ""
    first = number_format[0]
    if first in "一壹":
        return _chinese(number, first == "壹")
    if first == "①":
        return _circled(number)
    if first in "甲子":
        signs = _STEMS if first == "甲" else _BRANCHES
        return signs[(number - 1) % len(signs)]
    if first == "１":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if first in "aA":
        letter = chr(ord(first) + (number - 1) % 26)
        return letter * min(1 + (number - 1) // 26, 20)
    if first in "iI":
        return _roman(number) if first == "i" else _roman(number).upper()
    return str(number)


def _chinese(number: int, formal: bool) -> str:
    """Up to 9,999 in words; lists are shorter."""
    signs, units = _DIGITS[formal], _UNITS[formal]
    if not 0 < number < 10_000:
        return "".join(signs[int(digit)] for digit in str(number))
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += (signs[0] if gap else "") + signs[digit] + (units[place - 1] if place else "")
        gap = bool(out) and not digit
    return out[1:] if out.startswith("一十") else out


def _circled(number: int) -> str:
    for first, last, base in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(base + number - first)
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 5_000:
        return str(number)
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out
