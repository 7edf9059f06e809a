"""A printed share against its numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportparse.checks.breakdowns import breakdowns
from reportparse.checks.intervals import Interval
from reportparse.checks.outcome import Outcome, Severity, figure, finding, in_year, rounded, subject
from reportparse.checks.series import Archive, Row
from reportparse.checks.slips import explain
from reportparse.model.report import Finding

BESIDE = 12
"""A share so few characters from a part is that part's."""

ROOM = Decimal("0.1")
"""Shares are as often cut off as rounded: in percentage points beyond the printed half."""

BY_CHANCE = Decimal(2)
"""A share further than this many points from what the numbers give is graded as wrong, nearer as worth a look."""


def share_mismatch(archive: Archive) -> Outcome:
    """A share (占41.9%, 集中供养率38.9%) is not what its part and its total give.

    Meaning: the part is a figure of the same program and breath with a known total. Where several parts stand near,
    one that fits is enough. Tolerance: printed precision of all three, and one step of the last digit, for cut-off digits.
    Uncheckable: no part with a total beside the share.
    """
    totals: dict[tuple[int, str], list[Row]] = {}
    for b in breakdowns(archive):
        for part in b.parts:
            totals.setdefault((part.document, part.statistic.id), []).append(b.total)
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in archive.by_document.values():
        for rate in rows:
            if not is_share(rate, archive):
                continue
            found = list(candidates(rate, rows, totals, archive))
            if not found:
                uncheckable += 1
            elif any(fits(rate, part, total) for part, total in found):
                checked += 1
            elif (wrong := mismatch(rate, found)) is not None:
                checked += 1
                findings.append(wrong)
            else:
                uncheckable += 1
    return Outcome(tuple(findings), checked, uncheckable)


def is_share(row: Row, archive: Archive) -> bool:
    """Whether a figure is a share of something printed: 占…, …率, but no growth and no satisfaction."""
    s, names = row.statistic, archive.names
    return (
        s.measure == "rate"
        and s.role == "actual"
        and s.unit == "%"
        and s.per is None
        and bool(names.share.search(s.subject))
        and not names.no_share.search(s.subject)
        and not names.completion.search(s.subject)
    )


def candidates(rate: Row, rows: Sequence[Row], totals: dict[tuple[int, str], list[Row]], archive: Archive) -> Iterator[tuple[Row, Row]]:
    """Parts with their totals that the share may speak of, nearest first."""
    near = [r for r in rows if r.near(rate, 80) and (r.document, r.statistic.id) in totals]
    for part in sorted(near, key=rate.distance):
        related = not rate.program or part.program == rate.program or archive.rules.is_under(part.program, rate.program)
        if related and part.statistic.role == "actual":
            for total in totals[part.document, part.statistic.id]:
                yield part, total


def fits(rate: Row, part: Row, total: Row) -> bool:
    """Whether the share is what part and total give."""
    given = part.value.over(total.value)
    step = Decimal(1).scaleb(int(rate.statistic.value.as_tuple().exponent)) / 2
    return given is not None and given.times(100).meets(rate.value.widened(min(step, ROOM) if step < 1 else step))


def mismatch(rate: Row, found: Sequence[tuple[Row, Row]]) -> Finding | None:
    """The finding, where it is clear whose share it is: the only part near, or the one right beside it."""
    part, total = found[0]
    same_program = [p for p, _ in found if p.program == rate.program and rate.program]
    if len(found) > 1 and rate.distance(part) > BESIDE and len(same_program) != 1:
        return None
    if len(same_program) == 1:
        part, total = next((p, t) for p, t in found if p is same_program[0])
    given = part.value.over(total.value)
    if given is None or any(r.statistic.bound != "exact" for r in (rate, part, total)):
        return None
    middle = (given.lo + given.hi) * 50
    shown = f"{rounded(middle)}%"
    grave: Severity = "warning" if given.times(100).gap(rate.value) > BY_CHANCE else "hint"
    zh = f"{rate.name}:{in_year(rate)}{subject(part)}{figure(part)}占{subject(total)}{figure(total)}的{shown},文中为{figure(rate)}"
    en = f"{rate.name}: {figure(part)} ({subject(part)}) of {figure(total)} ({subject(total)}) is {shown}, the text says {figure(rate)}"
    slip = explain(rate.statistic.value, "%", given.times(100)) or _slip_of_part(rate, part, total)
    return finding("share_mismatch", grave, (rate, part, total), zh, en, expected=shown, found=figure(rate), slip=slip)


def _slip_of_part(rate: Row, part: Row, total: Row):  # type: ignore[no-untyped-def]
    wanted = Interval(rate.value.lo * total.value.lo / 100, rate.value.hi * total.value.hi / 100)
    return explain(part.statistic.value, part.statistic.unit, wanted.times(1 / part.factor), ("swapped", "factor"))
