"""A value far from the years around it, without a word of why."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from reportparse.checks.changes import explained
from reportparse.checks.intervals import Interval
from reportparse.checks.levels import Level, levels, rate_levels, spread
from reportparse.checks.outcome import Outcome, Severity, figure, finding, rounded, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.checks.slips import Slip, explain
from reportparse.checks.unit_slip import slipped_by
from reportparse.model.report import Finding

FAR = Decimal(3)
"""A value this many times another is far from it."""

VERY_FAR = Decimal(5)
"""So far that one steady neighbour is enough for a warning."""

STEADY = Decimal(2)
"""The years around are steady if they lie within this factor."""

FEW = 20
"""Counts that never exceed this jump by themselves."""

FAR_POINTS = Decimal(20)
STEADY_POINTS = Decimal(8)
"""A rate jumps if it is 20 points from years that lie within eight of one another."""

FEWEST_RATES = 2
"""So many other years must be known of a rate."""

STANDARD_FALLS = Decimal("0.98")
"""A standard below this share of the year before has fallen."""

VERY_STEADY = Decimal("1.3")
"""Years within this factor of one another show up what strays by less than a factor of 3."""

TWICE = Decimal(2)
STRAY = Decimal("0.12")
"""A value off by more than this share strays, if years around it move by a third of that at most …"""

OFTEN = 3
BACK = Decimal("0.03")
"""… and two digits swapped bring it back to within this share."""


def jump(archive: Archive) -> Outcome:
    """A value is at least three times, or at most a third of, those of the years before and after, and nothing says why.

    Meaning: 57, 456, 54人次. In a very steady series, twice as much is a hint, and so is a value that two digits swapped
    would bring back into line. A rate jumps by 20 points from years within eight points, a standard if it falls (hints).
    A change printed beside it that fits, or the old value quoted (由312张增至655张), explains it. Tolerance: a factor of 3;
    series that never exceed 20 are left alone, as are those whose other years differ by more than a factor of 2.
    Severity: warning where the years on both sides are steady, or for a factor of 5 at the end of a steady series of
    three; else hint, and never more for what goes by events (灾害救助, 价格补贴). What is a power of ten away is a unit_slip.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for level in levels(archive):
        checked += 1
        slip = swapped(level)
        severity = grade(level) or ("hint" if slip else None)
        if severity == "warning" and level.series.key.program in archive.names.volatile:
            severity = "hint"
        if (
            severity
            and slipped_by(level) is None
            and not explained(level.row, archive)
            and not any(explained(r, archive) for r in level.after[:1])
        ):
            findings.append(jump_finding(level, severity, slip))
    for level in rate_levels(archive):
        if len(level.near) < FEWEST_RATES or any(r.rest != level.row.rest for r in level.near):
            continue
        checked += 1
        if far_off(level) and not explained(level.row, archive):
            findings.append(jump_finding(level, "hint", swapped_rate(level)))
    uncheckable = sum(len(s.own) == 1 or s.ambiguous for s in archive.series if s.key.measure not in ("rate", "points"))
    return Outcome(tuple(findings), checked, uncheckable)


def grade(level: Level) -> Severity | None:
    """How strange a value is beside its neighbours; None where it is not."""
    value = level.row.middle
    around = [r.middle for r in level.around]
    if max(value, *around) <= FEW * (level.row.factor if level.row.statistic.measure == "amount" else 1):
        return None
    if level.series.key.role == "standard":
        fell = (
            level.before
            and level.before[0].year == (level.row.year or 0) - 1
            and value < level.before[0].middle * STANDARD_FALLS
        )
        back = level.after and level.after[0].middle < value
        return "hint" if fell and not back else None
    if not off_by(FAR, value, around):
        both = level.before and level.after and spread(level.around) <= VERY_STEADY
        return "hint" if both and off_by(TWICE, value, around) else None
    if len(around) == 1:
        # Two years only: which of them is strange cannot be told; the later one is named.
        return "hint" if level.before else None
    if spread(level.around) > STEADY:
        return None
    return "warning" if (level.before and level.after) or off_by(VERY_FAR, value, around) else "hint"


def far_off(level: Level) -> bool:
    """Whether a rate is many points away from years that are near one another."""
    around = [r.middle for r in level.near]
    value = level.row.middle
    return max(around) - min(around) <= STEADY_POINTS and all(abs(value - a) >= FAR_POINTS for a in around)


def swapped_rate(level: Level) -> Slip | None:
    """The swap of two digits that brings a rate back among the others."""
    around = [r.middle for r in level.near]
    wanted = Interval(min(around) - STEADY_POINTS / 2, max(around) + STEADY_POINTS / 2)
    return explain(level.row.statistic.value, "%", wanted, ("swapped",))


def off_by(factor: Decimal, value: Decimal, around: Sequence[Decimal]) -> bool:
    """Whether a value is this many times all the others, or they are all that many times it."""
    return all(value >= factor * a for a in around) or all(value * factor <= a for a in around)


def swapped(level: Level) -> Slip | None:
    """The swap of two digits that brings a stray value back among very steady years."""
    row = level.row
    if len(level.near) < 3 or spread(level.near) > VERY_STEADY or level.series.key.role == "standard":
        return None
    ends = [rows[0] for rows in (level.before, level.after) if rows]
    expected = sum((r.middle for r in ends), Decimal(0)) / len(ends)
    off = abs(row.middle / expected - 1)
    if off <= STRAY:
        return None
    years = sorted(level.near, key=lambda r: r.year or 0)
    moves = [abs(b.middle / a.middle - 1) / max(1, (b.year or 0) - (a.year or 0)) for a, b in pairwise(years)]
    if off <= OFTEN * max(moves):
        return None
    room = expected * max(BACK, max(moves))
    wanted = Interval(expected - room, expected + room).times(1 / row.factor)
    return explain(row.statistic.value, row.statistic.unit, wanted, ("swapped",))


def jump_finding(level: Level, severity: Severity, slip: Slip | None) -> Finding:
    """The finding for a value that stands alone."""
    row = level.row
    near = sorted(level.around, key=lambda r: r.year or 0)
    others = "、".join(f"{r.year}年{figure(r)}" for r in near)
    base = (level.before or level.after)[0].middle
    value = row.middle
    apart = times_or_points(row, value, base)
    zh = f"{subject(row)}{row.year}年为{figure(row)}({row.name}),而{others},相差{apart[0]}且无说明"
    en = f"{subject(row)} of {row.year} is {figure(row)} ({row.name}), but {others}: {apart[1]} apart, and nothing says why"
    return finding("jump", severity, (row, *near), zh, en, found=figure(row), years=row.years, slip=slip)


def times_or_points(row: Row, value: Decimal, base: Decimal) -> tuple[str, str]:
    """How far apart two values are, in Chinese and English."""
    if row.statistic.measure == "rate":
        points = rounded(abs(value - base), 1)
        return f"{points}个百分点", f"{points} points"
    times = rounded(max(value / base, base / value), 1)
    return f"{times}倍", f"{times} times"
