"""A figure taken over from the year before."""

from __future__ import annotations

from decimal import Decimal

from reportparse.checks.changes import explained
from reportparse.checks.outcome import Outcome, Severity, figure, finding, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import NOT_COUNTED, Archive
from reportparse.model.report import Finding

MOVING = frozenset({"persons", "households", "person_times", "household_times", "amount"})
"""What is never the same in two years; facilities and bodies often are."""

UNLIKELY = 5000
"""Values go up and down by some five per cent: one printed in so many steps comes back by chance once in 500 years."""

NO_NEWS = 100
"""One printed in fewer steps comes back every ten years."""

MOVED = Decimal("0.01")
"""A neighbour has moved if it changed by more than this share; what hardly moved explains a value that stood still."""


def stale_copy(archive: Archive) -> Outcome:
    """People, households, times or money are the same to the digit in two years, though their neighbours changed.

    Meaning: 9616人 in 2020 and in 2021, while households (5108, 5027) and money of the same program differ.
    Tolerance: none. Severity: a warning from 5,000 printed steps on (9616人, 512.4万元), below a hint, below 100 nothing: a
    short number comes back by chance. Round numbers (two zeros) count by the digits before the zeros; values that the
    report itself calls unchanged are left alone. Uncheckable: nothing else of the program, or of those beside it, changed.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for series in archive.series:
        key = series.key
        if key.role != "actual" or key.per or (key.measure not in MOVING and key.measure != "count"):
            continue
        for before, now in series.steps(archive.names):
            if key.measure == "count" and now.statistic.period.kind != "flow":
                continue
            moved = companions(before, now, archive)
            if not moved:
                uncheckable += 1
                continue
            checked += 1
            steps = steps_of(now)
            if middle_same(before, now) and steps >= NO_NEWS and not explained(now, archive):
                severity: Severity = "warning" if steps >= UNLIKELY else "hint"
                findings.append(stale(before, now, moved, severity))
    return Outcome(tuple(findings), checked, uncheckable)


def middle_same(before: Row, now: Row) -> bool:
    """Whether both are exact and the same amount."""
    same = before.statistic.value * before.factor == now.statistic.value * now.factor
    return same and before.statistic.bound == now.statistic.bound == "exact"


def steps_of(row: Row) -> int:
    """A value in steps of its last digit: 9616 for 9616人, 5124 for 512.4万元, 12 for 1200."""
    digits = "".join(map(str, row.statistic.value.as_tuple().digits))
    return int((digits.rstrip("0") if digits.endswith("00") else digits) or 0)


def companions(before: Row, now: Row, archive: Archive) -> list[tuple[Row, Row]]:
    """Other figures printed in both years that did change: of the program, else of those beside it (结婚, 离婚)."""
    own: list[tuple[Row, Row]] = []
    beside: list[tuple[Row, Row]] = []
    for other in archive.in_field.get((now.place, archive.field(now.program)), ()):
        key, a, b = other.key, other.own.get(before.year or 0), other.own.get(now.year or 0)
        if key.measure in NOT_COUNTED or a is None or b is None or b is now:
            continue
        if a.document != before.document or b.document != now.document:
            continue
        if key.program == now.program:
            own.append((a, b))
        elif now.program and archive.rules.line(now.program)[1:2]:
            beside.append((a, b))
    return [(a, b) for a, b in own or beside if abs(a.middle - b.middle) > MOVED * a.middle]


def stale(before: Row, now: Row, moved: list[tuple[Row, Row]], severity: Severity) -> Finding:
    """The finding for a value that stood still alone."""
    changed = "、".join(f"{figure(a)}→{figure(b)}" for a, b in moved[:3])
    zh = f"{subject(now)}{before.year}年与{now.year}年同为{figure(now)}({before.name}、{now.name}),而同项其他数字均有变化:{changed}"
    en = f"{subject(now)} is {figure(now)} both in {before.year} ({before.name}) and in {now.year} ({now.name}), while the like changed: {changed}"
    return finding("stale_copy", severity, (now, before), zh, en, found=figure(now))
