"""What was planned for a year, and what the report of that year says was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reportparse.checks.outcome import Outcome, figure, finding, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import NOT_COUNTED, Archive
from reportparse.model.report import Finding


def target_missed(archive: Archive) -> Outcome:
    """Last year's plan for this year was not reached. Information, so always a hint.

    Meaning: a target of the year before, or of the same year's earlier report, and the one actual value of the same
    program, measure, unit and wording. Tolerance: printed precision. Uncheckable: no value, or several, to hold it against.
    """
    actual: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in archive.rows:
        if row.statistic.role == "actual":
            actual[thing(row)].append(row)
    findings: list[Finding] = []
    checked = uncheckable = 0
    for goal in archive.rows:
        s = goal.statistic
        if s.role != "target" or not goal.place or s.period.end is None or s.measure in NOT_COUNTED or s.per:
            continue
        done = list(results(goal, actual.get(thing(goal), ())))
        if len({r.value for r in done}) != 1:
            uncheckable += 1
            continue
        checked += 1
        if done[0].value.hi < goal.value.lo:
            findings.append(missed(goal, done[0]))
    return Outcome(tuple(findings), checked, uncheckable)


def thing(row: Row) -> tuple[object, ...]:
    """What is counted, where and until when."""
    s = row.statistic
    return row.place, row.program, row.aspects, row.rest, s.measure, row.unit, s.period.end


def results(goal: Row, actual: Iterable[Row]) -> Iterator[Row]:
    """What later reports say of the thing that was planned."""
    for row in actual:
        if row.document != goal.document and row.written == goal.year and (row.program or row.rest):
            yield row


def missed(goal: Row, done: Row) -> Finding:
    """The finding for a goal that was not reached."""
    zh = f"{subject(goal)}{goal.year}年计划{figure(goal)}({goal.name}),实际{figure(done)}({done.name})"
    en = f"{subject(goal)}: planned for {goal.year} {figure(goal)} ({goal.name}), reached {figure(done)} ({done.name})"
    return finding("target_missed", "hint", (done, goal), zh, en, expected=figure(goal), found=figure(done))
