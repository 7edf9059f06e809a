"""Households against their people, people against person-times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportparse.checks.intervals import NO_END, Interval
from reportparse.checks.outcome import Outcome, figure, finding, in_year, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.checks.slips import explain
from reportparse.model.report import Finding

LADDER = (
    ("households", "persons"),
    ("persons", "person_times"),
    ("households", "person_times"),
    ("households", "household_times"),
)
"""What cannot be more than what: a household has a person, a person served is served once at least."""

PAIR = 3
"""Two figures with so few characters between them are a pair: 495户、726人, 320户家庭540人."""

LOOSE_PAIR = 8
"""With more between them, they must be said of the same thing."""


def households_exceed_persons(archive: Archive) -> Outcome:
    """More households than people, or more people than person-times, of one program.

    Meaning: both are printed as a pair (1061户、1049人), or once each for the same aspect and day of
    a program that has one kind of people (低保).
    Tolerance: printed precision. Uncheckable: a report has several figures of which it is not clear which belong together.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in archive.by_document.values():
        for less, more in LADDER:
            for few, many, sure in pairs(rows, less, more, archive):
                if not sure:
                    uncheckable += 1
                    continue
                checked += 1
                if few.value.lo > many.value.hi:
                    findings.append(exceeding(few, many))
    return Outcome(tuple(findings), checked, uncheckable)


def pairs(rows: Sequence[Row], less: str, more: str, archive: Archive) -> Iterator[tuple[Row, Row, bool]]:
    """Figures of the two measures about the same thing, and whether they surely belong together."""
    groups: dict[tuple[object, ...], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for r in rows:
        s = r.statistic
        if s.measure in (less, more) and s.role == "actual" and s.per is None:
            part = s.part_of is not None
            groups[r.place, r.program or r.rest, r.aspects, s.period.start, s.period.end, part][
                s.measure == more
            ].append(r)
    for few, many in groups.values():
        if not few or not many:
            continue
        for a in few:
            beside = [b for b in many if a.near(b, PAIR) or (a.near(b, LOOSE_PAIR) and same_subject(a, b))]
            if beside:
                b = nearest(a, beside)
                if nearest(b, few) is a:  # else it is the other half of another pair
                    yield a, b, True
            elif len(few) == len(many) == 1:
                yield a, many[0], a.program in archive.names.decisive


def nearest(row: Row, others: Sequence[Row]) -> Row:
    """The one that stands nearest; of two as near the one behind, for 96户171人、285户640人 are two pairs."""
    return min(others, key=lambda o: (row.distance(o), o.statistic.evidence.start < row.statistic.evidence.start))


def same_subject(a: Row, b: Row) -> bool:
    """Whether two figures are said of the same thing, in the same words."""
    return a.statistic.subject == b.statistic.subject


def exceeding(few: Row, many: Row) -> Finding:
    """The finding for a pair that cannot be."""
    same = less_than_thing(few, many)
    zh = f"{few.name}:{in_year(few)}{subject(few)}{figure(few)}多于{figure(many)},{same[0]}"
    en = f"{few.name}: {subject(few)} has {figure(few)}, more than {figure(many)}: {same[1]}"
    slip = explain(
        few.statistic.value, few.statistic.unit, Interval(many.value.lo / 2, many.value.hi), ("swapped", "factor")
    )
    slip = slip or explain(
        many.statistic.value, many.statistic.unit, Interval(few.value.lo, few.value.hi * 4), ("swapped", "factor")
    )
    bound = f"<={figure(many)}" if many.value.hi != NO_END else None
    return finding(
        "households_exceed_persons", "error", (few, many), zh, en, expected=bound, found=figure(few), slip=slip
    )


def less_than_thing(few: Row, many: Row) -> tuple[str, str]:
    """What is wrong, in words."""
    if few.statistic.measure == "persons":
        return "人数大于人次", "people exceed person-times"
    if many.statistic.measure == "persons":
        return "户数大于人数", "households exceed people"
    return "户数大于次数", "households exceed times"
