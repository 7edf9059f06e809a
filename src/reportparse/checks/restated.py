"""The same year's value, printed differently in two places."""

from __future__ import annotations

from reportparse.checks.outcome import Outcome, Severity, figure, finding, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, alike, same_day
from reportparse.checks.slips import explain
from reportparse.model.report import Finding


def restated(archive: Archive) -> Outcome:
    """A year's value is quoted differently later on, or differs between two reports of that year.

    Meaning: 1648人次 in the report of 2018 and "2018年1684人次" in that of 2019. The old side of a raise (从3600元提高到4020元)
    is held against the standard of the year before, as a hint: it may have been raised in between.
    Tolerance: printed precision (947000元 and 94.7万元 agree). Uncheckable: nobody printed the year's own value, or a
    report prints several.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for series in archive.series:
        for row in series.rows:
            if row.year is None or row.written is None or row.statistic.period.kind == "none":
                continue
            own = series.own.get(row.year)
            if row.written == row.year and (own is None or row.document == own.document):
                continue
            if own is None or row.written < row.year or not (alike(own, row, archive.names) and same_day(own, row)):
                uncheckable += 1
                continue
            if row.written == row.year and row.total is not None:
                continue
            checked += 1
            if not own.value.meets(row.value):
                findings.append(restatement(own, row))
    raised, n = raises(archive)
    return Outcome((*findings, *raised), checked + n, uncheckable)


def restatement(own: Row, later: Row) -> Finding:
    """The finding for two values of one year."""
    severity: Severity = "warning" if own.statistic.bound == later.statistic.bound == "exact" else "hint"
    zh = f"{own.year}年{subject(own)}在{own.name}中为{figure(own)},在{later.name}中为{figure(later)}"
    en = f"{subject(own)} of {own.year} is {figure(own)} in {own.name} and {figure(later)} in {later.name}"
    slip = explain(own.statistic.value, own.statistic.unit, later.value.times(1 / own.factor))
    return finding("restated", severity, (own, later), zh, en, expected=figure(own), found=figure(later), slip=slip)


def raises(archive: Archive) -> tuple[list[Finding], int]:
    """The undated old side of 从A提高到B against the year before."""
    findings: list[Finding] = []
    checked = 0
    for rows in archive.by_document.values():
        for old in (r for r in rows if r.statistic.role == "prior" and r.statistic.period.kind == "none"):
            new = next((r for r in archive.beside(old) if _other_side(old, r)), None)
            series = archive.series_of.get((new.document, new.statistic.id)) if new else None
            own = series.own.get(new.year - 1) if series and new and new.year else None
            if new is None or own is None or not alike(own, new, archive.names):
                continue
            checked += 1
            if not own.value.meets(old.value):
                slip = explain(
                    own.statistic.value, own.statistic.unit, old.value.times(1 / own.factor), ("swapped", "factor")
                )
                slip = slip or explain(
                    old.statistic.value, old.statistic.unit, own.value.times(1 / old.factor), ("swapped", "factor")
                )
                findings.append(raise_finding(own, old, "warning" if slip else "hint"))
    return findings, checked


def _other_side(old: Row, new: Row) -> bool:
    a, b = old.statistic, new.statistic
    return (
        b.role in ("actual", "standard")
        and (a.measure, old.unit, old.program, a.per, old.aspects)
        == (b.measure, new.unit, new.program, b.per, new.aspects)
        and old.near(new)
    )


def raise_finding(own: Row, old: Row, severity: Severity) -> Finding:
    """The finding for a raise that begins elsewhere than the year before ended."""
    zh = f"{subject(own)}{own.year}年为{figure(own)}({own.name}),{old.name}却称由{figure(old)}调整"
    en = f"{subject(own)} was {figure(own)} in {own.year} ({own.name}), yet {old.name} lets it start from {figure(old)}"
    slip = explain(old.statistic.value, old.statistic.unit, own.value.times(1 / old.factor))
    return finding("restated", severity, (own, old), zh, en, expected=figure(own), found=figure(old), slip=slip)
