"""The same report twice, or last year's report under a new title."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import combinations
from math import comb

from reportparse.checks.heads import titles_of
from reportparse.checks.outcome import Outcome, Severity
from reportparse.checks.series import Archive
from reportparse.model.report import Finding, Report, ReportPeriod

ALIKE = Decimal("0.8")
"""Two reports that share so many of their figures are one, more or less."""

FEWEST = 10
"""Reports with fewer figures than this are alike by chance."""

COMMON = 20
"""A figure that more reports have (5个, 10%) says nothing about any two of them."""


@dataclass(frozen=True, slots=True)
class Print:
    """A report as its figures without their places: `figures` are numbers of a `Press`."""

    path: str
    sha256: str
    period: ReportPeriod
    figures: array[int]


class Press:
    """Numbers for figures: of value, unit, program and role, and, where a report repeats one, of the how manieth it is."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.firsts = array("I")
        """By number: the number of the same figure where it stands first in a report."""
        self.reports = array("I")
        """By number: how many reports with enough figures have it."""

    def print_of(self, report: Report) -> Print:
        """The print of one report."""
        told = Counter(
            f"{s.value}\0{s.unit}\0{s.program.code if s.program else ''}\0{s.role}"
            for s in report.statistics
            if s.role != "threshold"
        )
        figures = array("I")
        for mark, times in told.items():
            first = self._number(mark, None)
            figures.append(first)
            figures.extend(self._number(f"{mark}\0{n}", first) for n in range(1, times))
        if len(figures) >= FEWEST:
            for number in figures:
                self.reports[number] += 1
        return Print(report.source.path, report.source.sha256, report.period, figures)

    def _number(self, mark: str, first: int | None) -> int:
        number = self._numbers.setdefault(mark, len(self._numbers))
        if number == len(self.firsts):
            self.firsts.append(number if first is None else first)
            self.reports.append(0)
        return number

    def telling(self, one: Print) -> Iterator[int]:
        """The rarest figures of a report: whichever other shares eight in ten of all of them shares one of these.

        For of the figures by how rare they are, the first that two such reports share cannot stand behind the fifth
        of one that the other may lack. Those that many reports have are left out.
        """
        least = int((ALIKE * len(one.figures)).to_integral_value(ROUND_CEILING))
        by_rarity = sorted(one.figures, key=lambda n: (self.reports[self.firsts[n]], self.firsts[n], n))
        for number in by_rarity[: len(one.figures) - least + 1]:
            if self.firsts[number] == number and self.reports[number] <= COMMON:
                yield number


def duplicate(archive: Archive) -> Outcome:
    """Two reports are the same file, or share at least eight in ten of their figures.

    Meaning: figures with value, unit, program and role, in any order. Tolerance: 80%, from ten figures on. Two versions of
    one report are a hint; a report that repeats the figures of another year is a warning. Uncheckable: too few figures.
    """
    press = Press()
    told = [press.print_of(r) for r in archive.reports]
    names = titles_of([p.path for p in told])
    enough = sum(len(p.figures) >= FEWEST for p in told)
    findings = [twice(told[i], told[j], names[i], names[j], share) for i, j, share in sorted(pairs(told, press))]
    # A pair of which one has too few figures is looked at only by its bytes.
    every, looked_at = comb(len(told), 2), comb(enough, 2)
    return Outcome(tuple(findings), looked_at, every - looked_at)


def pairs(told: Sequence[Print], press: Press) -> Iterator[tuple[int, int, Decimal]]:
    """Pairs that are one report, more or less. All but those that share bytes or a rare figure need not be compared."""
    same: dict[str, list[int]] = defaultdict(list)
    having: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        same[one.sha256].append(number)
        if len(one.figures) < FEWEST:
            continue
        figures, telling = set(one.figures), list(press.telling(one))
        for other in sorted({n for figure in telling for n in having.get(figure, ())}):
            if told[other].sha256 != one.sha256 and (share := likeness(figures, told[other].figures)) >= ALIKE:
                yield other, number, share
        for figure in telling:
            having[figure].append(number)
    for numbers in same.values():
        yield from ((i, j, Decimal(1)) for i, j in combinations(numbers, 2))


def likeness(one: set[int], other: Sequence[int]) -> Decimal:
    """The share of figures that two reports have in common."""
    most, least = max(len(one), len(other)), min(len(one), len(other))
    if least < ALIKE * most:  # no need to count what cannot reach the limit
        return Decimal(0)
    return Decimal(len(one.intersection(other))) / most


def twice(a: Print, b: Print, first: str, second: str, share: Decimal) -> Finding:
    """The finding for two reports that are one."""
    years = tuple(sorted({r.period.end.year for r in (a, b) if r.period.end}))
    same_file = a.sha256 == b.sha256
    percent = f"{share * 100:.0f}%"
    severity: Severity = "hint" if same_file or a.period == b.period else "warning"
    if same_file:
        zh, en = f"{first}与{second}是同一文件", f"{first} and {second} are the same file"
    else:
        zh, en = f"{first}与{second}有{percent}的数字相同", f"{first} and {second} share {percent} of their figures"
    return Finding(
        kind="duplicate", severity=severity, years=years, message=f"{zh}。", message_en=f"{en}.", found=percent
    )
