"""What other reports show: a rate that is A of B in two of them is A of B in the third, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportparse.checks.intervals import WHOLE_THINGS
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, once_an_archive

REACH = 80
"""Numerator and denominator stand no further from the rate than this."""

PROVEN = 2
"""In so many reports A of B must be the rate: once may be chance."""

MOST_NEAR = 12
"""Of more figures around a rate only the nearest are tried."""

Label = tuple[str, tuple[str, ...], str, str, str]
Relation = tuple[str, Label, Label, Label]


def label(row: Row) -> Label:
    """What a figure counts, whatever the year."""
    return row.program, row.aspects, row.rest, row.statistic.measure, row.unit


@once_an_archive
def proven_shares(archive: Archive) -> Mapping[tuple[int, str], tuple[Row, Row]]:
    """Report and rate -> its numerator and denominator, as at least two other reports of the place show them to be."""
    holding: dict[Relation, set[int]] = defaultdict(set)
    present: dict[Relation, list[tuple[Row, Row, Row]]] = defaultdict(list)
    for rows in archive.by_document.values():
        for rate in (r for r in rows if r.place):
            for part, whole in pairs(rate, archive):
                relation = rate.place, label(rate), label(part), label(whole)
                present[relation].append((rate, part, whole))
                if fits(rate, part, whole):
                    holding[relation].add(rate.document)
    found: dict[tuple[int, str], tuple[Row, Row]] = {}
    for relation, documents in holding.items():
        for rate, part, whole in present[relation]:
            once = sum(r.document == rate.document for r, _, _ in present[relation]) == 1
            if once and len(documents - {rate.document}) >= PROVEN:
                found.setdefault((rate.document, rate.statistic.id), (part, whole))
    return found


def pairs(rate: Row, archive: Archive) -> Iterator[tuple[Row, Row]]:
    """Any two figures of one sort near a rate."""
    s = rate.statistic
    if s.measure != "rate" or s.unit != "%" or s.role != "actual" or s.per or s.bound != "exact":
        return
    near = sorted((r for r in archive.beside(rate) if r.near(rate, REACH) and _countable(r)), key=rate.distance)[
        :MOST_NEAR
    ]
    for part in near:
        for whole in near:
            if part is not whole and _sort(part) == _sort(whole):
                yield part, whole


def _countable(row: Row) -> bool:
    s = row.statistic
    return s.role in ("actual", "target") and s.per is None and (s.measure in WHOLE_THINGS or s.measure == "amount")


def _sort(row: Row) -> bool:
    return row.statistic.measure == "amount"


def fits(rate: Row, part: Row, whole: Row) -> bool:
    """Whether the rate is what the two figures give, within what is printed and one step for digits cut off."""
    given = part.value.over(whole.value)
    step = Decimal(1).scaleb(int(rate.statistic.value.as_tuple().exponent)) / 2
    return given is not None and given.times(100).meets(rate.value.widened(step))
