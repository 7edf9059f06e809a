"""Values of one series beside their neighbours: for unit_slip and jump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportparse.checks.rows import Row
from reportparse.checks.series import NOT_COUNTED, Archive, Series, alike, once_an_archive

REACH = 3
"""Neighbours are looked for so many years before and after."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One value of a series with those of the years around it: `near` all within reach, `around` the nearest, those before
    first."""

    row: Row
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    near: tuple[Row, ...]
    around: tuple[Row, ...]
    series: Series


def spread(rows: Sequence[Row]) -> Decimal:
    """The largest value as a multiple of the smallest."""
    values = [r.middle for r in rows]
    return max(values) / min(values)


@once_an_archive
def levels(archive: Archive) -> tuple[Level, ...]:
    """Every value above 0 with at least one neighbour in its series."""
    return tuple(_levels((s for s in archive.series if s.key.measure not in NOT_COUNTED), archive))


def rate_levels(archive: Archive) -> Iterator[Level]:
    """The same of rates: 火化率, 入住率."""
    return _levels((s for s in archive.series if s.key.measure == "rate"), archive)


def _levels(told: Iterable[Series], archive: Archive) -> Iterator[Level]:
    for series in told:
        if series.key.program.startswith("~"):
            continue
        points = {year: row for year, row in series.own.items() if row.middle > 0}
        for year, row in points.items():
            before = _neighbours(row, points, range(year - 1, year - 1 - REACH, -1), archive)
            after = _neighbours(row, points, range(year + 1, year + 1 + REACH), archive)
            if before or after:
                yield Level(row, before, after, (*before, *after), (*before[:2], *after[:2]), series)


def _neighbours(row: Row, points: dict[int, Row], years: range, archive: Archive) -> tuple[Row, ...]:
    found = (points.get(year) for year in years)
    return tuple([r for r in found if r is not None and alike(row, r, archive.names)])
