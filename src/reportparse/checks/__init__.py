"""Cross-checks: where the numbers of reports contradict one another. Reports in, findings out; a check a file.

A check is a plain function from an `Archive` (the reports, their figures as rows, the rows as series) to an `Outcome`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportparse.checks.intervals import Interval, printed
from reportparse.checks.names import load_names
from reportparse.checks.outcome import Check, Outcome, finding
from reportparse.checks.registry import BUILT_IN, ENTRY_POINTS, known_checks
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, Series, archive_of
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
    "cross_check",
    "finding",
    "known_checks",
    "printed",
]

GRAVEST_FIRST = {"error": 0, "warning": 1, "hint": 2}


def cross_check(reports: Iterable[Report], checks: Mapping[str, Check], rules: Rulebook) -> Checked:
    """Hold the figures of reports against one another with every check."""
    archive = archive_of(reports, load_names(), rules)
    outcomes = {kind: check(archive) for kind, check in checks.items()}
    told = [f for outcome in outcomes.values() for f in outcome.findings]
    findings = one_fault_one_voice(of_sure_figures(told, archive.rows))
    return Checked(
        findings=tuple(sorted(findings, key=_order)),
        relations={
            kind: RelationCount(checked=o.checked, uncheckable=o.uncheckable) for kind, o in sorted(outcomes.items())
        },
        warnings=archive.warnings,
    )


def _order(finding: Finding) -> tuple[int, tuple[int, ...], str, str]:
    return GRAVEST_FIRST[finding.severity], finding.years, finding.kind, finding.message
