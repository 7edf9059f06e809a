"""The same figure in other years: the series of the cross-checks, as curves that a page can draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, Series, alike
from reportparse.model.report import plain_decimal

WAN = "万元"


class Point(NamedTuple):
    """A figure on a curve: its document and its number there, the year it holds for, its value in the curve's unit."""

    document: int
    figure: int
    year: int
    value: str


class Curve(NamedTuple):
    """What reports say of one thing over the years."""

    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """All curves, and the number of the one that a figure belongs to."""

    all: tuple[Curve, ...]
    of: Mapping[tuple[int, int], int]


def curves_of(archive: Archive) -> Curves:
    """The curves of an archive. A figure that nothing stands beside is on none."""
    numbers = {(d, s.id): i for d, report in enumerate(archive.reports) for i, s in enumerate(report.statistics)}
    curves = [curve for series in archive.series for curve in _curves(series, archive, numbers)]
    of = {(point.document, point.figure): n for n, curve in enumerate(curves) for point in curve.points}
    return Curves(tuple(curves), of)


def _curves(series: Series, archive: Archive, numbers: Mapping[tuple[int, str], int]) -> Iterator[Curve]:
    for rows in _of_one_thing(series.rows, archive):
        # A series holds all money in 元; sums are told in 万元, as reports do, standards stay as they are.
        as_sums = any(row.statistic.unit == WAN for row in rows) and all(row.statistic.amount_wan for row in rows)
        unit = WAN if as_sums else series.key.unit
        points = [
            Point(row.document, numbers[row.document, row.statistic.id], row.year, plain_decimal(_value(row, unit)))
            for row in rows
            if row.year is not None
        ]
        if len({(point.document, point.year) for point in points}) > 1:
            yield Curve(unit, tuple(sorted(points, key=lambda p: (p.year, p.document, p.figure))))


def _of_one_thing(rows: Sequence[Row], archive: Archive) -> Iterator[list[Row]]:
    """Rows of one key that speak of the same thing; each goes with the first group that it fits."""
    groups: list[list[Row]] = []
    for row in rows:
        group = next((g for g in groups if _same(g[0], row, archive)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    yield from groups


def _same(a: Row, b: Row, archive: Archive) -> bool:
    """Whether two rows of one key are one figure: a part is not its total, nor another part of it."""
    if (a.total is None) != (b.total is None) or (a.total is not None and a.rest != b.rest):
        return False
    return alike(a, b, archive.names)


def _value(row: Row, unit: str) -> Decimal:
    """In the unit of its curve; untouched where that is its own, so that 98.60 stays 98.60."""
    s = row.statistic
    if unit == WAN and s.amount_wan is not None:
        return s.amount_wan
    return s.value * row.factor if row.factor != 1 else s.value
