"""A printed change against the two values that it is between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reportparse.checks.changes import HUNDRED, Claim, changes, claims
from reportparse.checks.intervals import Interval
from reportparse.checks.outcome import Outcome, Severity, figure, finding, in_year, rounded, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, same_day
from reportparse.checks.slips import Slip, explain
from reportparse.model.report import Finding

BESIDE = 20
"""A change so few characters from a figure is that figure's."""

LONGEST = 10
"""Changes are told over so many years at most: two five-year plans."""

SLIGHT_POINTS = Decimal(1)
"""A growth rate wrong by no more points than this may rest on a base that was revised since."""


def claim_mismatch(archive: Archive) -> Outcome:
    """A printed change (同比增长12%, 增加38人次) is not what both years' figures give.

    Meaning: the year before is as the report itself quotes it, else as the report of that year has it. Where several
    figures stand before the change, one that fits is enough; so is an earlier year, or growth a year (年均), that fits.
    Growth at constant prices (生产总值, 增加值, 可比价) is never held against printed levels. Tolerance: printed precision of
    all three, one step of the last digit for cut-off digits; 近 and 约 five per cent. Severity: the wrong direction is an
    error; a rate wrong by no more than a point, over a base that the report does not quote, is a hint; else a warning.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in archive.by_document.values():
        for change in changes(rows):
            if constant_prices(change, archive):
                uncheckable += 1
                continue
            told = claims(change, archive)
            right = any(c.holds or since(c, archive) or a_year(c) for c in told)
            wrong = None if right else mismatch(told)
            if wrong:
                findings.append(wrong)
            if wrong or right:
                checked += 1
            else:
                uncheckable += 1
    return Outcome(tuple(findings), checked, uncheckable)


def constant_prices(change: Row, archive: Archive) -> bool:
    """Whether growth is reckoned at other prices than the levels."""
    return bool(archive.names.constant_prices.search(change.statistic.subject))


def since(claim: Claim, archive: Archive) -> bool:
    """Whether the change is one since an earlier year (比2016年增长12.7%), as the report of that year has it."""
    now = claim.now
    series = archive.series_of.get((now.document, now.statistic.id))
    if series is None or now.year is None:
        return False
    earlier = [row for year, row in series.own.items() if now.year - LONGEST <= year < now.year - 1]
    return any(replace(claim, before=row).holds for row in earlier if same_day(row, now))


def a_year(claim: Claim) -> bool:
    """Whether the change is growth a year (年均增长5.9%) since an undated value, over any number of years."""
    before = claim.before
    if before is None or before.statistic.period.end is not None or claim.change.unit != "%":
        return False
    ratio = claim.now.value.over(before.value)
    factor = (claim.printed + HUNDRED).times(Decimal("0.01"))
    if ratio is None or factor.lo <= 0:
        return False
    return any(Interval(factor.lo**n, factor.hi**n).meets(ratio) for n in range(2, LONGEST + 1))


def mismatch(told: Sequence[Claim]) -> Finding | None:
    """The finding for the likeliest figure; None where it is not clear which one changed."""
    if not told or told[0].given is None or told[0].before is None:
        return None
    claim = told[0]
    assert claim.given is not None and claim.before is not None
    change, now, before = claim.change, claim.now, claim.before
    sure = len(told) == 1 or change.distance(now) <= BESIDE
    middle = (claim.given.lo + claim.given.hi) / 2
    shown = f"{'下降' if middle < 0 else '增长'}{rounded(abs(middle))}{change.statistic.unit}"
    said = f"{'下降' if change.statistic.direction == 'down' else '增长'}{figure(change)}"
    zh = (
        f"{subject(now)}{in_year(now)}{figure(now)}({now.name}),上年{figure(before)}({before.name}),"
        f"应为{shown},文中称{said}"
    )
    en = (
        f"{subject(now)} went from {figure(before)} ({before.name}) to {figure(now)} ({now.name}), "
        f"{'down' if middle < 0 else 'up'} by {rounded(abs(middle))}{change.statistic.unit}, "
        f"the text says {'down' if change.statistic.direction == 'down' else 'up'} by {figure(change)}"
    )
    if turned(claim):
        zh, en = f"{zh},方向相反", f"{en}: the wrong direction"
    grave = severity_of(claim) if sure else "hint"
    return finding(
        "claim_mismatch", grave, (change, now, before), zh, en, expected=shown, found=said, slip=slip_of(claim)
    )


def turned(claim: Claim) -> bool:
    """Whether the change goes the other way, and not for rounding."""
    given, direction = claim.given, claim.change.statistic.direction
    return given is not None and ((direction == "up" and given.hi < 0) or (direction == "down" and given.lo > 0))


def severity_of(claim: Claim) -> Severity:
    """A wrong direction cannot hold; a slight difference may come from a base revised since."""
    if turned(claim):
        return "error"
    assert claim.given is not None
    slight = claim.change.unit == "%" and not claim.quoted and claim.given.gap(claim.printed) <= SLIGHT_POINTS
    return "hint" if slight else "warning"


def slip_of(claim: Claim) -> Slip | None:
    """The slip in the change, or in one of the two values, that would make it right."""
    change, now, before, given = claim.change, claim.now, claim.before, claim.given
    assert given is not None and before is not None
    if turned(claim):
        return None
    size = Interval(-given.hi, -given.lo) if given.hi < 0 else given
    slip = explain(
        change.statistic.value, change.statistic.unit, size.times(1 / change.factor), ("swapped", "factor", "changed")
    )
    if slip or change.unit != "%":
        return slip
    growth = (claim.printed + Interval.exactly(100)).times(Decimal("0.01"))
    wanted = Interval(before.value.lo * growth.lo, before.value.hi * growth.hi).times(1 / now.factor)
    return explain(now.statistic.value, now.statistic.unit, wanted, ("factor", "swapped"))
