"""A value that is a power of ten away from its own series."""

from __future__ import annotations

from decimal import Decimal

from reportparse.checks.changes import HUNDRED, changes, claims
from reportparse.checks.intervals import WHOLE_THINGS
from reportparse.checks.levels import Level, levels, spread
from reportparse.checks.outcome import Outcome, figure, finding, rounded, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.checks.slips import POWERS
from reportparse.model.report import Finding, plain_decimal

STEADY = Decimal("2.5")
"""Neighbours further apart than this factor say nothing about what lies between them."""

BAND = Decimal("1.25")
"""A value brought back by its power of ten lies within this factor of its neighbours."""


def unit_slip(archive: Archive) -> Outcome:
    """A value is 10, 100, 1,000 or 10,000 times its neighbours in the series, or a tenth … of them.

    Meaning: 3373万元 between 325.6万元 and 351.4万元. Tolerance: brought back by the power of ten it lies within a factor of
    1.25 of the years around it, which themselves lie within 2.5 of each other; whole things stay whole when brought back.
    With one neighbour only, the printed growth must fit the value that was brought back, or the slip is by 10,000.
    Uncheckable: a value without a neighbour. Severity: warning.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    lone = sum(len(s.own) == 1 or s.ambiguous for s in archive.series if s.key.measure not in ("rate", "points"))
    for level in levels(archive):
        if spread(level.around) > STEADY and len(level.around) > 1:
            uncheckable += 1
            continue
        checked += 1
        power = slipped_by(level) if level.before or len(level.after) > 1 else None  # of two, the later one is named
        if power is not None and (len(level.around) > 1 or abs(power) == 4 or claimed(level.row, power, archive)):
            findings.append(slip_finding(level, power))
    return Outcome(tuple(findings), checked, uncheckable + lone)


def slipped_by(level: Level) -> int | None:
    """The power of ten that a value is too large by (negative: too small); None where there is none."""
    around = [r.middle for r in level.around]
    low, high = min(around) / BAND, max(around) * BAND
    value = level.row.middle
    if low / 2 <= value <= high * 2:
        return None
    for power in POWERS:
        back = value.scaleb(-power)
        if low <= back <= high and (
            level.row.statistic.measure not in WHOLE_THINGS or back == back.to_integral_value()
        ):
            return power
    return None


def claimed(row: Row, power: int, archive: Archive) -> bool:
    """Whether the printed growth fits the value as brought back by the power of ten."""
    for change in changes(archive.beside(row)):
        for claim in claims(change, archive):
            if claim.now is row and claim.before is not None and change.unit == "%":
                back = row.value.times(Decimal(1).scaleb(-power)).over(claim.before.value)
                if back and back.times(100).widened(Decimal(1)).meets(claim.printed + HUNDRED):
                    return True
    return False


def slip_finding(level: Level, power: int) -> Finding:
    """The finding for a value that is a power of ten away."""
    row = level.row
    others = "、".join(f"{r.year}年{figure(r)}" for r in sorted(level.around, key=lambda r: r.year or 0))
    meant = f"{rounded(row.statistic.value.scaleb(-power), 6)}{row.statistic.unit}"
    times = plain_decimal(Decimal(1).scaleb(abs(power)))
    zh = f"{subject(row)}{row.year}年{figure(row)}({row.name})与{others}相差约{times}倍,疑为{meant}"
    en = f"{subject(row)} of {row.year} is {figure(row)} ({row.name}), about {times} times off from {others}; {meant} may be meant"
    return finding(
        "unit_slip", "warning", (row, *level.around), zh, en, expected=meant, found=figure(row), years=row.years
    )
