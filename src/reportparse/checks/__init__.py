"""Cross-checks: where the numbers of reports contradict one another. Reports in, findings out; a check a file.

A check is a plain function from an `Archive` (the reports, their figures as rows, the rows as series) to an `Outcome`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportparse.checks.heads import head_of, titles_of
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
    "Interval",
    "Outcome",
    "Row",
    "Series",
    "Spool",
    "cross_check",
    "finding",
    "keeps_to_places",
    "known_checks",
    "printed",
]

GRAVEST_FIRST = {"error": 0, "warning": 1, "hint": 2}


def cross_check(reports: Sequence[Report], checks: Mapping[str, Check], rules: Rulebook) -> Checked:
    """Hold the figures of reports against one another with every check, part by part.

    A part is what names a place in common; nothing that a check says reaches beyond it. So only the heads of all
    reports and the figures of one part are in memory, however many there are (`Spool`). A check of which that is not
    known sees all at once.
    """
    heads = reports.heads if isinstance(reports, Spool) else [head_of(report) for report in reports]
    places, warnings = places_of(heads)
    titles = titles_of([head.path for head in heads])
    names = load_names()

    def archive_part(part: Sequence[int]) -> Archive:
        told = [reports[n] for n in part]
        return archive_with(told, [titles[n] for n in part], [places[n] for n in part], names, rules, warnings)

    within = {kind: check for kind, check in checks.items() if check not in OF_REPORTS}
    parts = parts_of(heads, places) if all(map(keeps_to_places, within.values())) else [list(range(len(heads)))]
    tally = Tally(checks)
    for part in parts:
        tally.add(archive_part(part), within)
    of_reports = {kind: check for kind, check in checks.items() if kind not in within}
    tally.add(Archive(reports, names, rules, (), warnings), of_reports)
    return tally.checked(warnings)


class Tally:
    """What the checks say of the parts, added up."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self._findings: list[Finding] = []
        self._counts = {kind: RelationCount() for kind in sorted(kinds)}

    def add(self, archive: Archive, checks: Mapping[str, Check]) -> None:
        """One part, checked."""
        outcomes = {kind: check(archive) for kind, check in checks.items()}
        told = [f for outcome in outcomes.values() for f in outcome.findings]
        self._findings += one_fault_one_voice(of_sure_figures(told, archive.rows)) if told else ()
        for kind, outcome in outcomes.items():
            count = self._counts[kind]
            self._counts[kind] = RelationCount(
                checked=count.checked + outcome.checked, uncheckable=count.uncheckable + outcome.uncheckable
            )

    def checked(self, warnings: tuple[str, ...]) -> Checked:
        """All of it, gravest first."""
        return Checked(findings=tuple(sorted(self._findings, key=_order)), relations=self._counts, warnings=warnings)


def _order(finding: Finding) -> tuple[object, ...]:
    """Gravest first; nothing depends on where a finding was made, so that parts may come in any order."""
    told = tuple((s.document, s.id) for s in finding.statistics)
    return GRAVEST_FIRST[finding.severity], finding.years, finding.kind, finding.message, told
