"""Printed changes (同比增长12%, 增加38人次) with what changed and what it was before: for claim_mismatch and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportparse.checks.intervals import Interval
from reportparse.checks.rows import Row
from reportparse.checks.series import NOT_COUNTED, Archive, alike, same_day

REACH = 60
"""A change speaks of a figure at most so many characters before it, or, in brackets, behind it."""

BEHIND = 12
"""A figure behind its change (同比下降39.7%,为421对) stands this near."""

SAME_SORT = Decimal(1000)
"""Money that differs by more than this factor is of another sort: a sum, and what one household gets."""

RIGHT_BEFORE = 15
"""The old side of 由A提高到B has no date; it stands so near before the new one."""

HUNDRED = Interval.exactly(100)


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A change with one figure that it may be about, and that figure's value before; `quoted` in the same report."""

    change: Row
    now: Row
    before: Row | None
    quoted: bool

    @property
    def given(self) -> Interval | None:
        """The change that the two values give, in the unit of the printed one; negative where it went down."""
        if self.before is None:
            return None
        unit = self.change.unit
        if unit == "%" and self.now.statistic.measure != "rate":
            ratio = self.now.value.over(self.before.value)
            return None if ratio is None else ratio.times(100) - HUNDRED
        if unit == "倍":
            ratio = self.now.value.over(self.before.value)
            return None if ratio is None else ratio - Interval.exactly(1)
        return self.now.value - self.before.value

    @property
    def printed(self) -> Interval:
        """The printed change with its sign, and room for a last digit that was cut off instead of rounded."""
        row = self.change
        step = row.value.hi - row.value.lo if row.statistic.bound == "exact" else Decimal(0)
        value = row.value.widened(step / 2)
        if value.hi < 0:  # a printed minus sign says the direction itself
            return value
        return Interval(-value.hi, -value.lo) if row.statistic.direction == "down" else value

    @property
    def holds(self) -> bool:
        """Whether the printed change is what the two values give; 增长2.4倍 is also said of what is 2.4 times as much."""
        if self.given is None:
            return False
        if self.change.statistic.direction is None and self.given.hi < 0:
            return Interval(-self.given.hi, -self.given.lo).meets(self.printed)
        other = self.change.unit == "倍" and (self.given + Interval.exactly(1)).meets(self.printed)
        return other or self.given.meets(self.printed)


def claims(change: Row, archive: Archive) -> list[Claim]:
    """The figures that a change may be about, likeliest first, each with its value before where that is known."""
    near = [r for r in archive.beside(change) if _may_change(r, change) and _within(r, change)]
    named = archive.names.changed
    told = [m for m, words in named.items() if words.search(change.statistic.subject)]
    at = change.statistic.evidence.start
    near.sort(
        key=lambda r: (
            bool(told) and r.statistic.measure not in told,
            r.statistic.evidence.start > at,
            change.distance(r),
        )
    )
    return [Claim(change, now, *before_of(change, now, archive)) for now in near]


def _within(row: Row, change: Row) -> bool:
    a, b = row.statistic.evidence, change.statistic.evidence
    if a.table or b.table:
        return row.near(change)
    return a.sentence == b.sentence and (0 <= b.start - a.end <= REACH or 0 <= a.start - b.end <= BEHIND)


def _may_change(row: Row, change: Row) -> bool:
    """Whether a change in this unit can be one of this figure."""
    s, c = row.statistic, change.statistic
    if s.role not in ("actual", "standard") or row.program != change.program or row.place != change.place:
        return False
    if c.period.end is not None and s.period.end is not None and c.period.end != s.period.end:
        return False
    if c.measure == "points":
        return s.measure == "rate"
    if c.measure in ("rate", "ratio"):
        return s.measure not in NOT_COUNTED
    return s.measure == c.measure and row.unit == change.unit and s.per == c.per


def before_of(change: Row, now: Row, archive: Archive) -> tuple[Row | None, bool]:
    """The value before: as quoted in the same sentence, else, for 同比, as the report of the year before has it."""
    quoted = [
        r for r in archive.beside(now) if r.statistic.role == "prior" and _before(r, now, change) and r.near(now, REACH)
    ]
    if quoted:
        return min(quoted, key=now.distance), True
    if change.statistic.compare != "yoy" or now.year is None:
        return None, False
    series = archive.series_of.get((now.document, now.statistic.id))
    before = series.own.get(now.year - 1) if series else None
    fits = before is not None and alike(before, now, archive.names) and same_day(before, now)
    return (before if fits else None), False


def _before(prior: Row, now: Row, change: Row | None) -> bool:
    """Whether a quoted value is the old one of a figure: of the year before, or the old side of 从A到B right before it.

    A value of five years before is none: what is printed then is growth a year.
    """
    a, b = prior.statistic, now.statistic
    if (a.measure, prior.unit, prior.program, a.per) != (b.measure, now.unit, now.program, b.per):
        return False
    if a.period.end is None or b.period.end is None:
        gap = b.evidence.start - a.evidence.end
        return a.unit == b.unit and 0 <= gap <= RIGHT_BEFORE
    old, new = a.value * prior.factor, b.value * now.factor
    if a.measure == "amount" and (old > SAME_SORT * new or new > SAME_SORT * old):
        return False
    if change is not None and change.statistic.compare == "yoy":
        return a.period.end.year == b.period.end.year - 1
    return a.period.end < b.period.end


def changes(rows: Sequence[Row]) -> Iterator[Row]:
    """The printed changes of a report that can be reckoned."""
    for row in rows:
        s = row.statistic
        if s.role == "change" and s.compare is not None and s.measure != "age":
            yield row


def explained(row: Row, archive: Archive) -> bool:
    """Whether the report itself says that this figure has changed as it did: a change that holds, or the old value."""
    rows = archive.beside(row)
    for change in changes(rows):
        if _may_change(row, change) and _within(row, change):
            claim = Claim(change, row, *before_of(change, row, archive))
            if claim.before is None or claim.holds:
                return True
    return any(r.statistic.role == "prior" and _before(r, row, None) and r.near(row) for r in rows)
