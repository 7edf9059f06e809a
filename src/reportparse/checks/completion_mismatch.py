"""A rate of completion against the goal and what was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportparse.checks.intervals import Interval
from reportparse.checks.learned import fits, proven_shares
from reportparse.checks.outcome import Outcome, figure, finding, rounded, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.checks.slips import explain
from reportparse.model.report import Finding

REACH = 60
"""Goal, result and rate of one thing stand within so many characters, or in one row of a table."""


def completion_mismatch(archive: Archive) -> Outcome:
    """A printed rate of completion (完成年度目标的105%) is not what the result and the goal give.

    Meaning: goal, result and rate in one breath or one row of a table, goal and result in one unit. A rate
    that is A of B in two other reports is A of B here, too. Where several fit together, one that fits is enough.
    Tolerance: printed precision of all three and one step of the last digit.
    Uncheckable: goal or result is not printed beside the rate. Severity: warning.
    """
    proven = proven_shares(archive)
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in archive.by_document.values():
        for rate in rows:
            if not is_completion(rate, archive):
                continue
            found = list(both_sides(rate, archive))
            shown = proven.get((rate.document, rate.statistic.id))
            found += [shown] if shown and not found else []
            if not found:
                uncheckable += 1
            elif any(fits(rate, done, goal) for done, goal in found):
                checked += 1
            elif len(found) == 1 and not between(rows, found[0], rate) and not settled(found[0][1], rate, archive):
                checked += 1
                findings.append(mismatch(rate, *found[0]))
            else:
                uncheckable += 1
    return Outcome(tuple(findings), checked, uncheckable)


def is_completion(row: Row, archive: Archive) -> bool:
    """Whether a figure is a rate of completion; of a share (占总投资的54.8%) what stands behind 占 must say so."""
    s = row.statistic
    said = s.subject.rpartition("占")[2]
    return s.measure == "rate" and s.unit == "%" and s.role == "actual" and bool(archive.names.completion.search(said))


def both_sides(rate: Row, archive: Archive) -> Iterator[tuple[Row, Row]]:
    """Results with goals near the rate."""
    near = [
        r
        for r in archive.beside(rate)
        if r.near(rate, REACH) and r.statistic.measure not in ("rate", "points", "ratio")
    ]
    for goal in (r for r in near if r.statistic.role == "target"):
        for done in (r for r in near if r.statistic.role == "actual"):
            same = (done.statistic.measure, done.unit) == (goal.statistic.measure, goal.unit)
            if (
                same
                and not between(near, (done, goal), rate)
                and (done.program == goal.program or not done.program or not goal.program)
            ):
                yield done, goal


def settled(goal: Row, rate: Row, archive: Archive) -> bool:
    """Whether another rate tells of that goal: 8612人,为计划8000人的107.7%; 困难人员604人,完成计划的120.8%."""
    others = (r for r in archive.beside(goal) if r is not rate and r.near(goal, REACH) and is_completion(r, archive))
    return any(g is goal and fits(other, done, g) for other in others for done, g in both_sides(other, archive))


def between(rows: Sequence[Row], pair: Sequence[Row], rate: Row) -> bool:
    """Whether another result stands between both and the rate, which then speaks of that: 3台(计划5台),投资690万元,完成54.8%."""
    last = max(row.statistic.evidence.end for row in pair)
    return rate.statistic.evidence.table is None and any(
        r.statistic.role == "actual" and last <= r.statistic.evidence.start < rate.statistic.evidence.start
        for r in rows
    )


def mismatch(rate: Row, done: Row, goal: Row) -> Finding:
    """The finding for a rate that is something else."""
    given = done.value.over(goal.value)
    assert given is not None
    shown = f"{rounded((given.lo + given.hi) * 50)}%"
    zh = f"{rate.name}:{subject(done)}完成{figure(done)},目标{figure(goal)},完成率应为{shown},文中为{figure(rate)}"
    en = f"{rate.name}: {subject(done)} reached {figure(done)} of a goal of {figure(goal)}, which is {shown}, the text says {figure(rate)}"
    slip = explain(rate.statistic.value, "%", given.times(100))
    if slip is None:
        wanted = Interval(rate.value.lo * goal.value.lo / 100, rate.value.hi * goal.value.hi / 100).times(
            1 / done.factor
        )
        slip = explain(done.statistic.value, done.statistic.unit, wanted, ("swapped", "factor"))
    return finding(
        "completion_mismatch", "warning", (rate, done, goal), zh, en, expected=shown, found=figure(rate), slip=slip
    )
