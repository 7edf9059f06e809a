"""Numbers of spreadsheets as they are displayed: 0.036 in the format 0.0% reads 3.6%.

The rules are those of the formats themselves (ECMA-376, part 1, 18.8.31). Two things differ on purpose: a number too
wide for its column is shown in full, and General never turns to scientific notation while the digits fit on a line.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from reportparse.loaders.sheet_codes import Section, Token, sections
from reportparse.loaders.sheet_dates import shown_date
from reportparse.loaders.sheet_numerals import in_numerals, numeral

# Excel keeps 15 significant digits of a number, and gives General room for 11 signs: ten digits and a point.
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_ROOM = 10
_TINY = Context(prec=11, rounding=ROUND_HALF_UP)
# Beyond these sizes General is written with a power of ten: nobody reads thirty zeros.
_LARGEST, _SMALLEST = Decimal("1e21"), Decimal("1e-15")
# Below this Excel turns General to a power of ten.
_FIXED = Decimal("0.0001")
# More places than Excel shows after the point or asks for before it.
_MAX_PLACES = 40
# How many sections are kept with their layout: a workbook has some dozens.
_LAYOUTS = 512
# Wide enough for the largest float there is.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_OPERATORS = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}

# The formats that files name by number only, as a Chinese Excel shows them.
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


def shown_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as a cell with this format displays it.

    >>> shown_number(0.036, "0.0%"), shown_number(1234.5, "#,##0.00"), shown_number(43_982, 'yyyy"年"m"月"')
    ('3.6%', '1,234.50', '2020年5月')
    """
    if not math.isfinite(value):
        return ""
    section, magnitude, sign = _choose(value, sections(code))
    if section is None:
        return _general(_exact(value))
    if section.is_date:
        return _shown_as_date(value, section, from_1904=from_1904)
    kinds = section.kinds
    if "general" in kinds or (kinds and kinds <= {"text", "literal"} and "text" in kinds):
        return _in_words(sign, magnitude, section)
    if "digit" not in kinds:
        return sign * bool(kinds) + "".join(_literal(token) for token in section.tokens)
    if "exponent" in kinds:
        return sign + _scientific(magnitude, section)
    if "slash" in kinds:
        return sign + _fraction(magnitude, section)
    text, is_zero = _decimal(magnitude, section)
    return text if is_zero else sign + text


def shown_text(text: str, code: str) -> str:
    """A text as a cell with this format displays it: `@"户"` adds to it, all others leave it as it is.

    >>> shown_text("一般", '@"户"')
    '一般户'
    """
    if "@" not in code:
        return text
    parts = sections(code)
    section = parts[3] if len(parts) == 4 else parts[-1]
    if not section.is_text:
        return text
    return "".join(text if token.kind == "text" else _literal(token) for token in section.tokens)


def _choose(value: float, parts: tuple[Section, ...]) -> tuple[Section | None, Decimal, str]:
    """The section for a number, the number without its sign, and the sign to write before it."""
    exact = _exact(value)
    minus = "-" if value < 0 else ""
    if any(part.operator for part in parts[:2]):
        for place, part in enumerate(parts[:3]):
            if _holds(value, part, place, parts):
                only_negative = part.operator in ("<", "<=") and part.bound <= 0
                return part, abs(exact), "" if only_negative and len(parts) > 1 else minus
        return None, abs(exact), minus
    numeric = [part for part in parts[:3] if not part.is_text or len(parts) == 1]
    if not numeric:
        return None, abs(exact), minus
    if value < 0 and len(numeric) > 1:
        return numeric[1], abs(exact), ""
    if value == 0 and len(numeric) > 2:
        return numeric[2], abs(exact), ""
    return numeric[0], abs(exact), minus


def _holds(value: float, part: Section, place: int, parts: tuple[Section, ...]) -> bool:
    if part.operator:
        return bool(_OPERATORS[part.operator](value, part.bound))
    if part.is_text and len(parts) > 1:
        return False
    # Without a condition of its own the second of three is for negative numbers.
    return value < 0 if place == 1 and len(parts) > 2 and not parts[2].is_text else True


def _exact(value: float) -> Decimal:
    """The number as Excel keeps it: 0.1 + 0.2 is 0.3."""
    return _KEPT.create_decimal(Decimal(value))


def _shown_as_date(value: float, section: Section, *, from_1904: bool) -> str:
    text = shown_date(value, section, from_1904=from_1904)
    return _general(_exact(value)) if text is None else text


def _general(value: Decimal) -> str:
    """Without a format: all digits of a whole number, ten of others."""
    size = abs(value)
    if size and not _SMALLEST <= size < _LARGEST:
        return f"{_TINY.plus(value).normalize():E}"
    if value == value.to_integral_value():
        shown = value
    elif size < _FIXED:
        shown = _TINY.plus(value)
    else:
        shown = _rounded(value, max(0, _ROOM - max(1, value.adjusted() + 1)))
    text = f"{shown:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _in_words(sign: str, magnitude: Decimal, section: Section) -> str:
    """General with other signs around it, or with Chinese numerals."""
    text = _general(magnitude)
    if section.numerals in (1, 2) and text.isdigit():
        text = numeral(int(text), section.numerals)
    else:
        text = in_numerals(text, section.numerals)
    return sign + "".join(text if t.kind in ("general", "text") else _literal(t) for t in section.tokens)


def _literal(token: Token) -> str:
    """What a token shows where no number goes through it."""
    return token.text if token.kind in ("literal", "point", "percent", "slash", "exponent", "comma") else ""


class _Layout:
    """Where the digits of a plain number go: which tokens stand for digits before and after the point, and the scale."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
        self.before = [i for i, t in enumerate(tokens[:point]) if t.kind == "digit"]
        self.after = [i for i, t in enumerate(tokens) if i > point and t.kind == "digit"][:_MAX_PLACES]
        # How many places after the point are shown even where only zeros are left.
        self.always_after = max((n for n, i in enumerate(self.after, 1) if tokens[i].text == "0"), default=0)
        self.percents = sum(1 for t in tokens if t.kind == "percent")
        last = self.before[-1] if self.before else point
        commas = [i for i, t in enumerate(tokens) if t.kind == "comma"]
        ends = [self.before[-1]] if self.before else []
        ends += [self.after[-1]] if self.after else []
        # Commas right after the last digit divide by a thousand each; one between digits parts thousands.
        self.thousands = sum(_run_of_commas(tokens, end) for end in ends)
        self.grouped = any(self.before and self.before[0] < i < last for i in commas)

    def scaled(self, magnitude: Decimal) -> Decimal:
        return magnitude.scaleb(2 * self.percents - 3 * self.thousands)


@lru_cache(maxsize=_LAYOUTS)
def _layout(section: Section) -> _Layout:
    """A section's layout, worked out once."""
    return _Layout(section.tokens)


def _run_of_commas(tokens: tuple[Token, ...], place: int) -> int:
    count = 0
    while place + count + 1 < len(tokens) and tokens[place + count + 1].kind == "comma":
        count += 1
    return count


def _decimal(magnitude: Decimal, section: Section) -> tuple[str, bool]:
    """A number in a format of digits, and whether it is shown as zero."""
    layout = _layout(section)
    rounded = _rounded(layout.scaled(magnitude), len(layout.after))
    whole, _, rest = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    if section.numerals in (1, 2) and not layout.after and len(layout.before) == 1 and whole:
        shown = {layout.before[0]: numeral(int(whole), section.numerals)}
    else:
        shown = _before_point(whole, layout, section)
        shown |= _after_point(rest, layout, section)
    out = []
    for place, token in enumerate(section.tokens):
        if token.kind == "point" and not layout.before:
            out.append(whole + token.text)
        elif token.kind == "digit":
            out.append(in_numerals(shown.get(place, ""), section.numerals))
        elif token.kind != "comma":
            out.append(_literal(token))
    return "".join(out), not rounded


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def _before_point(whole: str, layout: _Layout, section: Section) -> dict[int, str]:
    """Digits spread over their places from the right; the first place takes all that are left."""
    shown: dict[int, str] = {}
    left = whole
    index = 0
    for place in reversed(layout.before):
        digit = left[-1:] or {"0": "0", "?": " "}.get(section.tokens[place].text, "")
        left = left[:-1]
        shown[place] = digit + ("," if layout.grouped and index and index % 3 == 0 and digit.strip() else "")
        index += 1
    if left and layout.before:
        first = layout.before[0]
        head = ""
        for digit in reversed(left):
            head = digit + ("," if layout.grouped and index % 3 == 0 else "") + head
            index += 1
        shown[first] = head + shown[first]
    return shown


def _after_point(rest: str, layout: _Layout, section: Section) -> dict[int, str]:
    shown: dict[int, str] = {}
    needed = len(rest.rstrip("0"))
    for index, place in enumerate(layout.after):
        if index < max(needed, layout.always_after):
            shown[place] = rest[index : index + 1]
        else:
            shown[place] = " " if section.tokens[place].text == "?" else ""
    return shown


def _scientific(magnitude: Decimal, section: Section) -> str:
    at = next(i for i, t in enumerate(section.tokens) if t.kind == "exponent")
    mantissa, tail = section.tokens[:at], section.tokens[at + 1 :]
    layout = _Layout(mantissa)
    step = max(1, len(layout.before))
    power = (magnitude.adjusted() // step) * step if magnitude else 0
    value = magnitude.scaleb(-power)
    if _rounded(value, len(layout.after)) >= 10**step:
        power += step
        value = value.scaleb(-step)
    text, _ = _decimal(value, Section(mantissa, numerals=section.numerals))
    sign = "-" if power < 0 else "+" if section.tokens[at].text == "+" else ""
    digits = sum(1 for t in tail if t.kind == "digit")
    rest = "".join(_literal(t) for t in tail if t.kind != "digit")
    return f"{text}E{sign}{abs(power):0{min(digits, _MAX_PLACES)}d}{rest}"


def _fraction(magnitude: Decimal, section: Section) -> str:
    """Halves and thirds: `# ?/?`, `# ??/16`."""
    at = next(i for i, t in enumerate(section.tokens) if t.kind == "slash")
    tail = section.tokens[at + 1 :]
    fixed = "".join(t.text for t in tail if t.kind == "digit" or (t.kind == "literal" and t.text.isdigit()))
    places = min(3, sum(1 for t in tail if t.kind == "digit")) or 1
    exact = Fraction(magnitude)
    if fixed.strip("?#0"):
        below = int("".join(s for s in fixed if s.isdecimal())[:4]) or 1
        above = round(exact * below)
    else:
        found = exact.limit_denominator(10**places - 1)
        above, below = found.numerator, found.denominator
    digits = [i for i, t in enumerate(section.tokens[:at]) if t.kind == "digit"]
    parted = (
        any(t.kind == "literal" and not t.text.strip() for t in section.tokens[digits[0] : at]) if digits else False
    )
    if not parted:
        return f"{above}/{below}"
    whole, above = divmod(above, below)
    return f"{whole} {above}/{below}" if whole and above else f"{above}/{below}" if above else str(whole)
