"""The slip of the pen that explains a wrong number: two digits swapped, one dropped, doubled or changed, a wrong power of ten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from reportparse.checks.intervals import HALF, Interval
from reportparse.model.report import plain_decimal

SlipKind = Literal["swapped", "factor", "dropped", "extra", "changed"]

POWERS = (1, -1, 4, -4, 3, -3, 2, -2)
"""Powers of ten that figures slip by, likeliest first: the point moved by one, 元 for 万元, 千 and 百."""

FEWEST_DIGITS: Mapping[str, int] = MappingProxyType({"swapped": 2, "factor": 1, "dropped": 3, "extra": 3, "changed": 3})
"""A number with fewer digits is near too many others for a slip to explain anything."""

DIVISIBLE = ("元", "%", "米", "亩", "吨", "里", "顷")
"""Units that come in fractions; there are no 114.2 households."""

ONE = Decimal(1)
SCALES: Mapping[str, Decimal] = MappingProxyType({"亿": Decimal(100_000_000), "万": Decimal(10_000)})

_SAID = {
    "swapped": ("相邻两位颠倒", "two digits swapped"),
    "factor": ("数量级差", "off by a factor of"),
    "dropped": ("漏一位数字", "a digit dropped"),
    "extra": ("多一位数字", "a digit too many"),
    "changed": ("错一位数字", "one digit changed"),
}


class Slip(NamedTuple):
    """What may have been meant: `meant` in the printed unit."""

    kind: SlipKind
    printed: Decimal
    meant: Decimal
    unit: str

    @property
    def zh(self) -> str:
        """The slip in Chinese."""
        return f"{plain_decimal(self.printed)}{self.unit}疑为{plain_decimal(self.meant)}{self.unit},{self._how(0)}"

    @property
    def en(self) -> str:
        """The slip in English."""
        return f"{plain_decimal(self.printed)}{self.unit} may stand for {plain_decimal(self.meant)}{self.unit}: {self._how(1)}"

    def _how(self, language: int) -> str:
        said = _SAID[self.kind][language]
        if self.kind != "factor":
            return said
        times = self.printed / self.meant if self.printed > self.meant else self.meant / self.printed
        return (
            f"{said}{plain_decimal(times.to_integral_value())}倍"
            if language == 0
            else f"{said} {plain_decimal(times.to_integral_value())}"
        )


def explain(
    value: Decimal,
    unit: str,
    wanted: Interval,
    kinds: tuple[SlipKind, ...] = ("swapped", "factor", "dropped", "extra", "changed"),
    scale: Decimal = ONE,
) -> Slip | None:
    """The first slip, likeliest kinds first, that turns a printed value into one that is wanted (in the same unit).

    `scale` is what the printed digits are counted in: nobody swaps the noughts of 49.3万.
    """
    if value <= 0:
        return None
    if scale != ONE:
        slip = explain(value / scale, DIVISIBLE[0], wanted.times(1 / scale), kinds)
        return slip and Slip(slip.kind, value, slip.meant * scale, unit)
    digits = len(value.as_tuple().digits)
    for kind, meant in _slips(plain_decimal(value)):
        whole = meant == meant.to_integral_value() or value != value.to_integral_value() or unit.endswith(DIVISIBLE)
        if kind in kinds and meant != value and digits >= FEWEST_DIGITS[kind] and whole:
            half = HALF.scaleb(min(0, int(meant.as_tuple().exponent))) if "." in plain_decimal(meant) else Decimal(0)
            if Interval(meant - half, meant + half).meets(wanted):
                return Slip(kind, value, meant, unit)
    return None


def scale_of(text: str, unit: str) -> Decimal:
    """What the digits of a figure are counted in, as printed: 49.3万个 in 万, but 49.3万元 in its own unit."""
    return next((scale for word, scale in SCALES.items() if word in text and word not in unit), ONE)


def _slips(text: str) -> Iterator[tuple[SlipKind, Decimal]]:
    """Every number that one slip away is printed as `text`."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    for i, j in pairwise(at):
        swapped = list(text)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        yield from _whole("swapped", "".join(swapped))
    for power in POWERS:
        yield "factor", Decimal(text).scaleb(power)
    for i in (*at, len(text)):
        for digit in "0123456789":
            yield from _whole("dropped", text[:i] + digit + text[i:])
    for i in at:
        yield from _whole("extra", text[:i] + text[i + 1 :])
    for i in at:
        for digit in "0123456789":
            yield from _whole("changed", text[:i] + digit + text[i + 1 :])


def _whole(kind: SlipKind, text: str) -> Iterator[tuple[SlipKind, Decimal]]:
    """The number, unless it would be printed with a zero in front or nothing at all."""
    if text and text[0] != "." and text[-1] != "." and not (text[0] == "0" and len(text) > 1 and text[1] != "."):
        yield kind, Decimal(text)
