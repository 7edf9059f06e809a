"""One fault, one loud finding: a wrong figure disagrees with everything it is held against. And what we may have misread
ourselves is no loud one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportparse.checks.rows import Row
from reportparse.model.report import Finding

Place = tuple[str, str]

LEAST_SURE = 0.5
"""A figure read with less confidence than this may be our mistake as well as the report's."""

NO_NEWS = frozenset({"jump", "stale_copy"})
LONE = frozenset(
    {"unit_slip", "jump", "stale_copy", "share_mismatch", "completion_mismatch", "claim_mismatch", "stock_identity"}
)
"""Kinds that hold one figure against others, which are most likely right."""


def one_fault_one_voice(findings: Sequence[Finding]) -> list[Finding]:
    """Findings, in the order of their checks; one about a figure that an earlier one has shown to be wrong is a hint.

    What is shown to be wrong is the first figure of a finding, and any of several that merely disagree. So is a figure
    that a second change starts from after a first one did not fit it. A jump of one, or a copy, is no news.
    """
    suspects: set[Place] = set()
    changed: set[Place] = set()
    doubted: set[Place] = set()
    kept: list[Finding] = []
    for f in findings:
        told = [(s.document, s.id) for s in f.statistics]
        first, every = set(told[:1]), set(told)
        known = every & suspects or every & (changed if f.kind == "claim_mismatch" else set())
        known = known or first & (doubted if f.kind == "jump" else set())
        if known and f.kind in NO_NEWS:
            continue
        if f.severity == "hint" or known:
            kept.append(f.model_copy(update={"severity": "hint"}))
            continue
        kept.append(f)
        suspects |= first if f.kind in LONE else every
        changed |= every if f.kind == "claim_mismatch" else set()
        doubted |= first if f.kind == "unit_slip" else every
    return kept


def of_sure_figures(findings: Sequence[Finding], rows: Iterable[Row]) -> list[Finding]:
    """The findings; one that rests on a figure of which its reader was not sure (a bad scan) is a hint."""
    unsure = {(r.path, r.statistic.id) for r in rows if r.statistic.confidence < LEAST_SURE}
    return [
        f.model_copy(update={"severity": "hint"}) if unsure & {(s.document, s.id) for s in f.statistics} else f
        for f in findings
    ]
