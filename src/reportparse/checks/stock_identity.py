"""Last year's stock, those who joined, those who left, and this year's stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reportparse.checks.outcome import Outcome, figure, finding, in_unit, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import NOT_COUNTED, Archive, Series, alike, once_an_archive, same_day, the_one
from reportparse.checks.slips import explain
from reportparse.model.report import Finding


def stock_identity(archive: Archive) -> Outcome:
    """Last year's stock + 新增 - 退出 is not this year's stock.

    Meaning: of one program, measure and place, both movements over the whole year. Tolerance: printed precision.
    Uncheckable: only one of the two movements is printed, or the stock of the year before is not. Severity: warning,
    since people also move, die or change from one program to another.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for series in archive.series:
        key = series.key
        if key.measure in NOT_COUNTED or key.role != "actual" or key.aspects or key.per or key.program.startswith("~"):
            continue
        for year, now in series.own.items():
            joined, left = (movement(now, aspect, archive) for aspect in ("joined", "left"))
            if not joined and not left:
                continue
            before = before_of(series, year, now, archive)
            if before is None or joined is None or left is None:
                uncheckable += 1
                continue
            checked += 1
            given = before.value + joined.value - left.value
            if not given.meets(now.value):
                findings.append(mismatch(before, joined, left, now))
    return Outcome(tuple(findings), checked, uncheckable)


@once_an_archive
def movements(archive: Archive) -> Mapping[tuple[int, str], Sequence[Row]]:
    """Report and aspect -> those who joined or left, as the report says."""
    found: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for document, rows in archive.by_document.items():
        for r in rows:
            if r.aspects in (("joined",), ("left",)):
                found[document, r.aspects[0]].append(r)
    return found


def movement(now: Row, aspect: str, archive: Archive) -> Row | None:
    """Those who joined or left in the year of a stock, as its report says."""
    rows: Sequence[Row] = [
        r
        for r in movements(archive).get((now.document, aspect), ())
        if r.program == now.program
        and r.place == now.place
        and (r.statistic.measure, r.unit, r.statistic.role) == (now.statistic.measure, now.unit, "actual")
        and r.statistic.period.end == now.statistic.period.end
        and (r.statistic.period.start is None or r.statistic.period.start.month == 1)
    ]
    return the_one(rows) if rows else None


def before_of(series: Series, year: int, now: Row, archive: Archive) -> Row | None:
    """The stock a year before: as quoted in the same report, else as its own report has it."""
    quoted = [r for r in series.rows if r.document == now.document and r.year == year - 1]
    before = the_one(quoted) if quoted else series.own.get(year - 1)
    fits = before is not None and alike(before, now, archive.names) and same_day(before, now)
    return before if fits else None


def mismatch(before: Row, joined: Row, left: Row, now: Row) -> Finding:
    """The finding for a stock that does not follow from the one before."""
    given = before.value + joined.value - left.value
    shown = in_unit((given.lo + given.hi) / 2, now)
    zh = (
        f"{subject(now)}上年末{figure(before)}({before.name}),新增{figure(joined)},退出{figure(left)},"
        f"年末应为{shown},{now.name}为{figure(now)}"
    )
    en = (
        f"{subject(now)}: {figure(before)} ({before.name}) plus {figure(joined)} minus {figure(left)} is {shown}, "
        f"{now.name} has {figure(now)}"
    )
    slip = explain(now.statistic.value, now.statistic.unit, given.times(1 / now.factor))
    return finding(
        "stock_identity", "warning", (now, before, joined, left), zh, en, expected=shown, found=figure(now), slip=slip
    )
