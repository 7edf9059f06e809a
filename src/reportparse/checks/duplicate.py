"""The same report twice, or last year's report under a new title."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from math import comb

from reportparse.checks.outcome import Outcome, Severity
from reportparse.checks.series import Archive, titles_of
from reportparse.model.report import Finding, Report

ALIKE = Decimal("0.8")
"""Two reports that share so many of their figures are one, more or less."""

FEWEST = 10
"""Reports with fewer figures than this are alike by chance."""

COMMON = 20
"""A figure that more reports have (5个, 10%) says nothing about any two of them."""

Print = Counter[tuple[str, str, str, str]]


def duplicate(archive: Archive) -> Outcome:
    """Two reports are the same file, or share at least eight in ten of their figures.

    Meaning: figures with value, unit, program and role, in any order. Tolerance: 80%, from ten figures on. Two versions of
    one report are a hint; a report that repeats the figures of another year is a warning. Uncheckable: too few figures.
    """
    told = archive.reports
    prints, names = [print_of(r) for r in told], titles_of(told)
    enough = sum(p.total() >= FEWEST for p in prints)
    findings = [
        twice(told[i], told[j], names[i], names[j], share)
        for i, j in sorted(candidates(told, prints))
        if (share := likeness(told[i], told[j], prints[i], prints[j])) >= ALIKE
    ]
    # A pair of which one has too few figures is looked at only by its bytes.
    every, looked_at = comb(len(told), 2), comb(enough, 2)
    return Outcome(tuple(findings), looked_at, every - looked_at)


def candidates(told: Sequence[Report], prints: Sequence[Print]) -> set[tuple[int, int]]:
    """Pairs that share bytes, or a figure that few reports have: all others need not be compared."""
    places: dict[object, list[int]] = defaultdict(list)
    for number, (report, figures) in enumerate(zip(told, prints, strict=True)):
        for mark in (report.source.sha256, *(figures if figures.total() >= FEWEST else ())):
            places[mark].append(number)
    return {pair for numbers in places.values() if len(numbers) <= COMMON for pair in combinations(numbers, 2)} | {
        pair for r in told for pair in combinations(places[r.source.sha256], 2)
    }


def print_of(report: Report) -> Print:
    """The figures of a report without their places."""
    return Counter(
        (str(s.value), s.unit, s.program.code if s.program else "", s.role)
        for s in report.statistics
        if s.role != "threshold"
    )


def likeness(a: Report, b: Report, one: Print, other: Print) -> Decimal:
    """The share of figures that two reports have in common; of the same file all."""
    if a.source.sha256 == b.source.sha256:
        return Decimal(1)
    most, least = max(one.total(), other.total()), min(one.total(), other.total())
    if least < FEWEST or least < ALIKE * most:  # no need to count what cannot reach the limit
        return Decimal(0)
    return Decimal((one & other).total()) / most


def twice(a: Report, b: Report, first: str, second: str, share: Decimal) -> Finding:
    """The finding for two reports that are one."""
    years = tuple(sorted({r.period.end.year for r in (a, b) if r.period.end}))
    same_file = a.source.sha256 == b.source.sha256
    percent = f"{share * 100:.0f}%"
    severity: Severity = "hint" if same_file or a.period == b.period else "warning"
    if same_file:
        zh, en = f"{first}与{second}是同一文件", f"{first} and {second} are the same file"
    else:
        zh, en = f"{first}与{second}有{percent}的数字相同", f"{first} and {second} share {percent} of their figures"
    return Finding(
        kind="duplicate", severity=severity, years=years, message=f"{zh}。", message_en=f"{en}.", found=percent
    )
