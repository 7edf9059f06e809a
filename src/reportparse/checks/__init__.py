"""Cross-checks: where the numbers of reports contradict one another. Reports in, findings out; a check a file.

A check is a plain function from an `Archive` (the reports, their figures as rows, the rows as series) to an `Outcome`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol, runtime_checkable

from reportparse.checks.heads import Head, head_of, titles_of
from reportparse.checks.intervals import Interval, printed
from reportparse.checks.names import load_names
from reportparse.checks.outcome import Check, Outcome, finding
from reportparse.checks.parts import parts_of
from reportparse.checks.places import places_of
from reportparse.checks.registry import BUILT_IN, ENTRY_POINTS, OF_REPORTS, keeps_to_places, known_checks
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, Series, archive_with
from reportparse.checks.spool import Spool
from reportparse.checks.suspects import of_sure_figures, one_fault_one_voice
from reportparse.model.checked import Checked, RelationCount
from reportparse.model.report import Finding, Report
from reportparse.rulebook import Rulebook

__all__ = [
    "BUILT_IN",
    "ENTRY_POINTS",
    "Archive",
    "Check",
    "Court",
    "Interval",
    "Judge",
    "Judged",
    "Outcome",
    "Part",
    "Row",
    "Series",
    "Spool",
    "cross_check",
    "finding",
    "judged",
    "keeps_to_places",
    "known_checks",
    "printed",
]


@runtime_checkable
class Headed(Protocol):
    """Reports of which the heads are known, and each of which costs something to look at (`Spool`)."""

    @property
    def heads(self) -> Sequence[Head]:
        """`head_of` each."""
        ...


GRAVEST_FIRST = {"error": 0, "warning": 1, "hint": 2}


class Part(NamedTuple):
    """Reports that are checked together, by their numbers: what messages call each and which place each is of.

    `whole`: all reports, for the checks that look at no figures' rows.
    """

    numbers: Sequence[int]
    titles: Sequence[str] = ()
    places: Sequence[str] = ()
    warnings: tuple[str, ...] = ()
    whole: bool = False


class Judged(NamedTuple):
    """What checks say of a part; of each kind how many relations were checked and how many could not be."""

    findings: Sequence[Finding]
    counts: Mapping[str, tuple[int, int]]


Judge = Callable[[Part], Judged]
Court = Callable[[Sequence[Part], Judge], Iterable[Judged]]
"""Has each part judged, in any order: by the judge that it is given, or by others elsewhere."""


def cross_check(
    reports: Sequence[Report], checks: Mapping[str, Check], rules: Rulebook, court: Court | None = None
) -> Checked:
    """Hold the figures of reports against one another with every check, part by part.

    A part is what names a place in common; nothing that a check says reaches beyond it. So only the heads of all
    reports and the figures of one part are in memory, however many there are (`Spool`). A check of which that is not
    known sees all at once.
    """
    heads = reports.heads if isinstance(reports, Headed) else [head_of(report) for report in reports]
    places, warnings = places_of(heads)
    titles = titles_of([head.path for head in heads])
    whole = Part(range(len(heads)), warnings=warnings, whole=True)
    apart = all(map(keeps_to_places, of_rows(checks).values()))
    together = parts_of(heads, places) if apart else [list(range(len(heads)))]
    parts = (Part(ns, [titles[n] for n in ns], [places[n] for n in ns], warnings) for ns in together)

    def judge(part: Part) -> Judged:
        return judged(reports, part, checks, rules)

    tally = Tally(checks)
    for told in court([whole, *parts], judge) if court else map(judge, chain(parts, [whole])):
        tally.add(told)
    return tally.checked(warnings)


def judged(reports: Sequence[Report], part: Part, checks: Mapping[str, Check], rules: Rulebook) -> Judged:
    """One part, checked."""
    names, within = load_names(), of_rows(checks)
    if part.whole:
        archive = Archive(reports, names, rules, (), part.warnings)
        outcomes = {kind: check(archive) for kind, check in checks.items() if kind not in within}
    else:
        told = [reports[n] for n in part.numbers]
        archive = archive_with(told, part.titles, part.places, names, rules, part.warnings)
        outcomes = {kind: check(archive) for kind, check in within.items()}
    findings = [f for outcome in outcomes.values() for f in outcome.findings]
    return Judged(
        one_fault_one_voice(of_sure_figures(findings, archive.rows)) if findings else (),
        {kind: (outcome.checked, outcome.uncheckable) for kind, outcome in outcomes.items()},
    )


def of_rows(checks: Mapping[str, Check]) -> dict[str, Check]:
    """The checks that look at figures."""
    return {kind: check for kind, check in checks.items() if check not in OF_REPORTS}


class Tally:
    """What the checks say of the parts, added up."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self._findings: list[Finding] = []
        self._counts = {kind: RelationCount() for kind in sorted(kinds)}

    def add(self, told: Judged) -> None:
        """One part."""
        self._findings += told.findings
        for kind, (checked, uncheckable) in told.counts.items():
            count = self._counts[kind]
            self._counts[kind] = RelationCount(
                checked=count.checked + checked, uncheckable=count.uncheckable + uncheckable
            )

    def checked(self, warnings: tuple[str, ...]) -> Checked:
        """All of it, gravest first."""
        return Checked(findings=tuple(sorted(self._findings, key=_order)), relations=self._counts, warnings=warnings)


def _order(finding: Finding) -> tuple[object, ...]:
    """Gravest first; nothing depends on where a finding was made, so that parts may come in any order."""
    told = tuple((s.document, s.id) for s in finding.statistics)
    return GRAVEST_FIRST[finding.severity], finding.years, finding.kind, finding.message, told
