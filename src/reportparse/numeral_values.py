"""Numerals of Chinese text -> exact decimals: 1,234.5, 二十七亿四千万, 1万2千, 六点五, 三分之一.

Everything here works on folded text (model.folding): half-width digits, simplified characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from reportparse.model.mentions import NumeralMention

DIGITS = {
    c: n
    for n, chars in enumerate(("〇零", "一壹", "二贰两俩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in chars
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TWENTIES = {"廿": "二十", "卅": "三十"}
LETTERS = {"k": 10**3, "K": 10**3, "w": 10**4, "M": 10**6, "G": 10**9}

VAGUE = "余多几来"
"""Words inside a numeral that leave it open upwards: 十余万, 三十几, 一百来."""

DIGIT = "".join(DIGITS)
DIGIT_SIGNS = frozenset(DIGITS)
UNIT = "".join(SMALL) + "".join(TWENTIES) + "".join(LARGE)
NUMERAL = DIGIT + UNIT
ENDS_LIKE_NUMERALS = frozenset(("队伍", "退伍", "入伍", "落伍", "行伍", "大陆", "登陆", "收拾", "放肆"))
"""志愿服务队伍三十八支: the formal numeral 伍 ends a word here."""

# Digits in groups of three must be whole groups: 12,345.6 is one numeral, 495,72 are two.
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"

FRACTION_DIGITS = 28
"""How many significant digits a fraction that does not end (三分之一) is worked out to."""

ARITHMETIC = Context(prec=FRACTION_DIGITS)
"""What the public functions reckon in: a program around us may have set its own precision (some packages do)."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_PLAIN_ARABIC = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_NOISE = str.maketrans("", "", " ," + VAGUE)
_ZERO = Decimal(0)


def chinese_value(text: str) -> Decimal | None:
    """The exact value of one numeral, or None where `text` is none.

    >>> chinese_value("二十七亿四千万"), chinese_value("一万三"), chinese_value("六点五"), chinese_value("一些")
    (Decimal('2740000000'), Decimal('13000'), Decimal('6.5'), None)
    """
    body = text.translate(_NOISE)
    if body[:1] in ("负", "-"):
        value = chinese_value(body[1:].removeprefix("的"))
        return None if value is None else -value
    if "分之" in body:
        return _mixed_fraction(body)
    if body == "半":
        return Decimal("0.5")
    if body == "半百":
        return Decimal(50)
    if _PLAIN_ARABIC.fullmatch(body):
        return Decimal(body)
    return _with_point(body)


def _mixed_fraction(body: str) -> Decimal | None:
    """三分之一, 三又二分之一, 负三分之负一: denominator first, a whole part before 又."""
    whole_text, _, fraction = body.rpartition("又")
    below_text, _, above_text = fraction.partition("分之")
    whole = chinese_value(whole_text) if whole_text else _ZERO
    below, above = chinese_value(below_text), chinese_value(above_text)
    if whole is None or above is None or not below:
        return None
    return whole + divide(above, below)


def divide(above: Decimal, below: Decimal) -> Decimal:
    """A quotient to a fixed number of digits, whatever the caller's decimal context is."""
    with localcontext() as context:
        context.prec = FRACTION_DIGITS
        return above / below


def _with_point(body: str) -> Decimal | None:
    """六点五, 一点二五万: digits after the point stand one by one; what follows them scales the whole."""
    whole_text, point, rest = body.partition("点")
    if not point:
        return _whole(body)
    digits = rest.rstrip("".join(LARGE))
    scale = rest[len(digits) :]
    whole = _whole(whole_text)
    if whole is None or not digits or not all(c in DIGITS or c.isdecimal() for c in digits):
        return None
    decimals = "".join(str(DIGITS.get(c, c)) for c in digits)
    value = Decimal(f"{whole:f}.{decimals}") if whole == whole.to_integral_value() else None
    for unit in scale:
        value = None if value is None else value * LARGE[unit]
    return value


def _whole(body: str) -> Decimal | None:
    """A numeral without a point: 一千零一十, 1万2千, 二〇二〇 (read digit by digit)."""
    if not TWENTIES.keys().isdisjoint(body):
        for short, long in TWENTIES.items():
            body = body.replace(short, long)
    if not body:
        return None
    if DIGIT_SIGNS.issuperset(body):
        return Decimal("".join(str(DIGITS[c]) for c in body))
    reading = _Reading()
    return reading.value() if all(reading.take(token) for token in _TOKEN.findall(body)) else None


class _Reading:
    """The state of reading one numeral with units: closed groups, the open group (under 万), the open digit."""

    def __init__(self) -> None:
        self.total = self.group = _ZERO
        self.digit: Decimal | None = None
        self.shorthand = False  # a last digit right behind a unit counts in tenths of it: 一万三
        self.room = 10**4  # the next small unit in the group must be below this
        self.unit = 1

    def take(self, token: str) -> bool:
        """Read one token; False where it cannot stand here."""
        if token in LARGE:
            return self._close_group(LARGE[token])
        if token in SMALL:
            return self._add_unit(SMALL[token])
        if self.digit is not None:
            return False
        value = DIGITS.get(token)
        if value == 0:
            self.shorthand = False
            self.unit = 1
            return True
        if value is None and not token[0].isdecimal():
            return False
        self.digit = Decimal(token) if value is None else Decimal(value)
        self.shorthand = len(token) == 1 and self.unit > 10
        return True

    def _add_unit(self, unit: int) -> bool:
        if unit >= self.room or (self.digit is None and unit != 10):
            return False
        self.group += (Decimal(1) if self.digit is None else self.digit) * unit
        self.digit, self.room, self.unit = None, unit, unit
        return True

    def _close_group(self, unit: int) -> bool:
        group = self.group + (self.digit or 0)
        if group:
            # 一万二千亿: what stands before a larger unit is scaled by it; before a smaller one it is done.
            self.total = (self.total + group) * unit if self.total < unit else self.total + group * unit
        elif self.total:
            self.total *= unit
        else:
            return False
        self.group, self.digit, self.room, self.unit = _ZERO, None, 10**4, unit
        return True

    def value(self) -> Decimal:
        """The whole numeral once every token is read."""
        last = self.digit or _ZERO
        if self.shorthand and self.unit > 10:
            last = last * self.unit / 10
        return self.total + self.group + last


_APPROXIMATE = re.compile("([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]{0,2})")


def approximate(text: str) -> tuple[int, int, str] | None:
    """二三十, 三五百: the two digits and what scales both; None for any other numeral.

    >>> approximate("三五百"), approximate("三八"), approximate("二三")
    ((3, 5, '百'), None, (2, 3, ''))
    """
    match = _APPROXIMATE.fullmatch(text) if len(text) > 1 else None
    if match is None:
        return None
    low, high = DIGITS[match[1]], DIGITS[match[2]]
    return (low, high, match[3]) if high - low == 1 or (low, high) == (3, 5) else None


# ---- finding numerals in running text (stand-alone use) ----

_BLANK = " {0,3}"
_LARGE = "".join(LARGE)
_SCALES = "".join(SMALL) + "".join(TWENTIES) + _LARGE
# One more step of a numeral that has begun: a unit (with Arabic digits behind it), a digit, 余 before 万, a closing 几.
_STEP = (
    rf"(?:{_BLANK}[{_SCALES}](?:[零〇]?{_BLANK}\d+(?:\.\d+)?)?"
    rf"|(?:(?<=[{NUMERAL}]) {{1,3}})?[{DIGIT}]"
    rf"|{_BLANK}[{VAGUE}](?={_BLANK}[{_LARGE}]))"
)
_POINT = rf"(?:{_BLANK}点{_BLANK}(?:\d+|[{DIGIT}](?:{_BLANK}[{DIGIT}]){{0,30}})(?:{_BLANK}[{_LARGE}]){{0,2}})"
_SIGN = rf"(?:负的?{_BLANK}|(?<![\w\-])-)?"
# Atomic: what follows a numeral never begins with a part of one, so nothing need be given back.
_NUMBER = rf"(?>(?:{ARABIC}|(?<![\d.])\.\d+|[{DIGIT}{_SCALES}]){_STEP}{{0,40}}{_POINT}?)"
_OVER = rf"{_BLANK}分{_BLANK}之{_BLANK}"

_MENTION = re.compile(
    rf"(?P<chain>\d+(?:\.\d+){{2,}})"
    rf"|(?P<power>{_SIGN}(?:\d+(?:\.\d+)?)(?:\^[+\-]{{0,2}}\d{{1,3}}|[eE][+\-]?\d{{1,2}}(?!\w)))"
    rf"|(?P<slash>{_SIGN}(?:\d{{1,9}}[ 又])?\d+(?:\.\d+)?/\d+(?:\.\d+)?(?![\d/]))"
    rf"|(?P<over>{_SIGN}(?:{_NUMBER}{_BLANK}又{_BLANK})?{_NUMBER}{_OVER}{_SIGN}{_NUMBER})"
    rf"|(?P<letter>{_SIGN}(?:{ARABIC}|(?<![\d.])\.\d+)[{''.join(LETTERS)}](?![A-Za-z\d]))"
    rf"|(?P<dozen>{_NUMBER}打(?!\w))"
    rf"|(?P<half>半百)"
    rf"|(?P<plain>{_SIGN}{_NUMBER})"
)


class _Found(NamedTuple):
    start: int
    end: int
    value: Decimal | None


def find_numerals(folded: str) -> list[NumeralMention]:
    """Every numeral of a folded text, in order; whether a word like 一些 is meant as a number is not asked here.

    三五百 is two: from 300, up to 500.
    """
    mentions = []
    for found in _candidates(folded):
        text = folded[found.start : found.end]
        if found.value is not None and not (
            text[0] == "两" and approximate(text)
        ):  # 两三: 两 stands in no row of digits
            vague = any(c in VAGUE for c in text)
            mentions.append(NumeralMention(found.start, found.end, found.value, "at_least" if vague else "exact"))
        elif said := approximate(text):
            low, high, scale = said
            for start, end, digit, bound in (
                (found.start, found.start + 1, low, "at_least"),
                (found.start + 1, found.end, high, "at_most"),
            ):
                if (value := chinese_value("一" + scale)) is not None:
                    mentions.append(NumeralMention(start, end, value * digit, bound))
    return mentions


def _candidates(folded: str) -> Iterator[_Found]:
    for match in _MENTION.finditer(folded):
        kind, text = str(match.lastgroup), match.group()
        if kind == "chain":
            yield from (
                _Found(match.start() + n.start(), match.start() + n.end(), Decimal(n.group()))
                for n in re.finditer(r"\d+", text)
            )
        else:
            start = match.start()
            if len(text) > 1 and folded[max(0, start - 1) : start + 1] in ENDS_LIKE_NUMERALS:
                start, text = start + 1, text[1:]
            yield _Found(start, match.end(), _value_of(kind, text))


def _value_of(kind: str, text: str) -> Decimal | None:
    if kind == "power":
        return _power(text)
    if kind == "slash":
        return _slashed(text)
    if kind == "letter":
        value = chinese_value(text[:-1])
        return None if value is None else value * LETTERS[text[-1]]
    if kind == "dozen":
        value = chinese_value(text[:-1])
        return None if value is None else value * 12
    return chinese_value(text)


def _power(text: str) -> Decimal | None:
    """1.2e3, 1.1^23; signs before the exponent count by their parity."""
    base, mark, exponent = text.replace("E", "e").partition("^" if "^" in text else "e")
    if mark == "e":
        return Decimal(base + "e" + exponent)
    power = int(exponent.lstrip("+-")) * (-1 if exponent.count("-") % 2 else 1)
    sign, size = (-1, base.lstrip("负的- ")) if base[0] in "负-" else (1, base)
    if not Decimal(size):
        return None
    with localcontext() as context:
        context.prec = FRACTION_DIGITS
        return sign * Decimal(size) ** power


def _slashed(text: str) -> Decimal | None:
    """3/5, 1 4/3, 1又4/3 (a whole part before a blank or 又)."""
    negative, body = text[0] in "负-", text.lstrip("负的- ").replace("又", " ")
    whole, _, fraction = body.rpartition(" ")
    above, _, below = fraction.partition("/")
    if not Decimal(below):
        return None
    value = Decimal(whole or 0) + divide(Decimal(above), Decimal(below))
    return -value if negative else value
