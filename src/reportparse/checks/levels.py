"""Values of one series beside their neighbours: for unit_slip and jump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportparse.checks.intervals import NO_END
from reportparse.checks.rows import Row
from reportparse.checks.series import NOT_COUNTED, Archive, Series, alike

REACH = 3
"""Neighbours are looked for so many years before and after."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One value of a series with those of the years around it."""

    row: Row
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    series: Series

    @property
    def near(self) -> tuple[Row, ...]:
        """All neighbours within reach."""
        return (*self.before, *self.after)

    @property
    def around(self) -> tuple[Row, ...]:
        """The nearest neighbours, those before first."""
        return (*self.before[:2], *self.after[:2])


def middle(row: Row) -> Decimal:
    """The value in base units; its printed end where the other is open."""
    if row.value.hi == NO_END:
        return row.value.lo
    return (row.value.lo + row.value.hi) / 2


def spread(rows: Sequence[Row]) -> Decimal:
    """The largest value as a multiple of the smallest."""
    values = [middle(r) for r in rows]
    return max(values) / min(values)


def levels(archive: Archive) -> Iterator[Level]:
    """Every value above 0 with at least one neighbour in its series."""
    return _levels((s for s in archive.series if s.key.measure not in NOT_COUNTED), archive)


def rate_levels(archive: Archive) -> Iterator[Level]:
    """The same of rates: 火化率, 入住率."""
    return _levels((s for s in archive.series if s.key.measure == "rate"), archive)


def _levels(told: Iterable[Series], archive: Archive) -> Iterator[Level]:
    for series in told:
        if series.key.program.startswith("~"):
            continue
        points = {year: row for year, row in series.own.items() if middle(row) > 0}
        for year, row in points.items():
            before = _neighbours(row, points, range(year - 1, year - 1 - REACH, -1), archive)
            after = _neighbours(row, points, range(year + 1, year + 1 + REACH), archive)
            if before or after:
                yield Level(row, before, after, series)


def _neighbours(row: Row, points: dict[int, Row], years: range, archive: Archive) -> tuple[Row, ...]:
    return tuple(points[y] for y in years if y in points and alike(row, points[y], archive.names))
