"""Printed figures as intervals: 72.9 stands for anything in [72.85, 72.95), 约 and 余 for more. Decimal only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportparse.model.folding import fold
from reportparse.model.report import Bound, Statistic

NO_END = Decimal("Infinity")
HALF = Decimal("0.5")
WHOLE_THINGS = frozenset({"households", "household_times", "persons", "person_times", "count"})
"""What comes in whole pieces: printed without a fraction or a 万 it is exact."""

ABOUT = Decimal("0.05")
"""How far 约 may be off, as a share of the value: 约1600 is said of 1540 and of 1670."""

SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
UNITS_KEPT = 1 << 10
_PRINTED = re.compile(r"(\d[\d,]*)(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """All the values that a printed figure may stand for, both ends included."""

    lo: Decimal
    hi: Decimal

    @staticmethod
    def exactly(value: Decimal | int) -> Interval:
        """The interval of one value."""
        return Interval(Decimal(value), Decimal(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.lo - other.hi, self.hi - other.lo)

    def times(self, factor: Decimal | int) -> Interval:
        """Scaled by a factor above 0."""
        return Interval(self.lo * factor, self.hi * factor)

    def over(self, other: Interval) -> Interval | None:
        """The ratio; None where the divisor may be 0 or endless, or the dividend below 0."""
        if other.lo <= 0 or self.lo < 0 or other.hi == NO_END:
            return None
        return Interval(self.lo / other.hi, self.hi / other.lo)

    def widened(self, by: Decimal) -> Interval:
        """With room on both sides."""
        return Interval(self.lo - by, self.hi + by)

    @property
    def middle(self) -> Decimal:
        """Half way between its ends; the lower one where the upper is open."""
        return self.lo if self.hi == NO_END else (self.lo + self.hi) / 2

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.lo <= other.hi and other.lo <= self.hi

    def gap(self, other: Interval) -> Decimal:
        """How far apart the two are; 0 where they meet."""
        return max(self.lo - other.hi, other.lo - self.hi, Decimal(0))


def base_unit(s: Statistic) -> tuple[str, Decimal]:
    """The unit without 万 or 亿 before it, and what a value in the printed unit is multiplied by to be in it."""
    return _base(s.unit)


@lru_cache(UNITS_KEPT)
def _base(unit: str) -> tuple[str, Decimal]:
    power = 0
    while len(unit) > 1 and unit[0] in SCALES:
        power += SCALES[unit[0]]
        unit = unit[1:]
    return unit, Decimal(10) ** power


def half_step(s: Statistic) -> Decimal:
    """Half of the last printed place, in the printed unit: 0.05 for 72.9万元, 50 for 8.82万户, 0 for 1684人."""
    number, decimals = s.value, max(0, -int(s.value.as_tuple().exponent))
    step = Decimal(1)
    found = None if s.repaired else _PRINTED.search(fold(s.evidence.text))
    if found:
        number = Decimal(found[0].replace(",", ""))
        decimals = len(found[2] or "")
        if number:
            step = abs(s.value / number)
    if s.measure in WHOLE_THINGS and not decimals and step == 1 and number == number.to_integral_value():
        return Decimal(0)
    return HALF * step / Decimal(10) ** decimals


def printed(s: Statistic) -> Interval:
    """What a printed figure may stand for, in its base unit."""
    _, factor = base_unit(s)
    half = half_step(s)
    return opened(Interval((s.value - half) * factor, (s.value + half) * factor), s.bound)


def opened(interval: Interval, bound: Bound) -> Interval:
    """The interval as 约, 余 or 不足 leave it. An open end may be anything: 过 and 以上 are at_least, too."""
    if bound == "at_least":
        return Interval(interval.lo, NO_END)
    if bound == "at_most":
        return Interval(min(Decimal(0), interval.lo), interval.hi)
    if bound == "about":
        return interval.widened(max(abs(interval.hi) * ABOUT, interval.hi - interval.lo))
    return interval
