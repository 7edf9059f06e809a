"""Parts against their total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import reduce

from reportparse.checks.breakdowns import Breakdown, Shape, breakdowns
from reportparse.checks.intervals import Interval
from reportparse.checks.outcome import Outcome, Severity, figure, finding, in_unit, in_year, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.checks.slips import Slip, SlipKind, explain, scale_of
from reportparse.model.report import Finding, Program

NEAR = Decimal("0.2")
"""Parts that miss their total by more than this share of it were not meant to be all."""

VERY_NEAR = Decimal("0.015")
"""Parts this near to their total were probably meant to be all."""

TELLING: tuple[SlipKind, ...] = ("swapped", "factor")
"""Slips that hardly ever fit by chance, so that they show that the parts were meant to be all."""

ALL: tuple[SlipKind, ...] = ("swapped", "factor", "dropped", "extra", "changed")


def sum_mismatch(archive: Archive) -> Outcome:
    """Parts do not add up to their total, or one is larger than it.

    Meaning: 其中, 分别, 合计, rows of a table, and wholes that are known (低保 of 城市 and 农村). A list is held against
    its total only where it claims to be all: because the programs leave nothing else, because the same list adds up in
    another year or measure, because a slip of the pen explains the difference to the last digit, or because it is near.
    Tolerance: the printed precision of every figure. Two breakdowns of one total are two sums.
    """
    told = list(breakdowns(archive))
    holding: dict[Shape, set[tuple[int, str]]] = defaultdict(set)
    for b in told:
        if b.holds and len(b.parts) > 1:
            holding[b.shape].add((b.total.document, b.total.statistic.measure))
    findings: list[Finding] = []
    checked = uncheckable = 0
    for b in told:
        if len(b.parts) > 1 and (b.holds or filled_up(b, archive)):
            checked += 1
            continue
        found = (larger_part(b) if b.linked else None) or missed_sum(b, holding, archive)
        if found:
            findings.append(found)
        if found or (all(p.value.lo <= b.total.value.hi for p in b.parts) and len(b.parts) == 1):
            checked += 1
        else:
            uncheckable += 1
    return Outcome(tuple(findings), checked, uncheckable)


def filled_up(b: Breakdown, archive: Archive) -> bool:
    """Whether one more figure of the same sentence is just what is missing: a part that was not taken for one."""
    if b.closed or b.sum.hi >= b.total.value.lo:
        return False
    total, missing = b.total.statistic, b.total.value - b.sum
    return any(
        r.statistic.evidence.sentence == total.evidence.sentence
        and (r.statistic.measure, r.unit, r.statistic.role) == (total.measure, b.total.unit, total.role)
        and r.statistic.per == total.per
        and r not in b.rows
        and r.value.meets(missing)
        for r in archive.by_document[b.total.document]
    )


def larger_part(b: Breakdown) -> Finding | None:
    """A part alone that is more than the whole."""
    part = next((p for p in b.parts if p.value.lo > b.total.value.hi), None)
    if part is None:
        return None
    zh = f"{b.total.name}:{in_year(b.total)}{subject(part)}{figure(part)}是{subject(b.total)}{figure(b.total)}的一部分,却大于总数"
    en = f"{b.total.name}: {figure(part)} ({subject(part)}) is a part of {figure(b.total)} ({subject(b.total)}), yet larger"
    slip = explain(part.statistic.value, part.statistic.unit, Interval(Decimal(0), b.total.value.hi), ("swapped",))
    return finding(
        "sum_mismatch", "error", (b.total, part), zh, en, found=figure(part), expected=f"<={figure(b.total)}", slip=slip
    )


def missed_sum(b: Breakdown, holding: Mapping[Shape, set[tuple[int, str]]], archive: Archive) -> Finding | None:
    """A list that claims to be all and does not add up."""
    if len(b.parts) < 2:
        return None
    slip = slip_of(b, ALL)
    severity = claim_to_be_all(b, slip, len(holding.get(b.shape, ())))
    if severity is None:
        return None
    total, unit = b.total, b.total
    listed = "、".join(f"{subject(p)}{figure(p)}" for p in b.parts)
    summed = in_unit((b.sum.lo + b.sum.hi) / 2, unit)
    gap = in_unit(abs(b.sum.lo + b.sum.hi - total.value.lo - total.value.hi) / 2, unit)
    zh = f"{total.name}:{in_year(total)}{subject(total)}{figure(total)},各部分{listed}合计{summed},相差{gap}"
    en = f"{total.name}: {subject(total)} is {figure(total)}, its parts {listed} add up to {summed}, {gap} apart"
    rows = sorted(b.rows, key=lambda r: slip is None or r.statistic.value != slip.printed)  # the wrong one first
    told = finding("sum_mismatch", severity, rows, zh, en, expected=summed, found=figure(total), slip=slip)
    return told.model_copy(update={"program": program_of(b, archive)})


def program_of(b: Breakdown, archive: Archive) -> Program | None:
    """The total's program, else the nearest that stands over all of the parts (合计 of 城市低保 and 农村低保)."""
    if b.total.statistic.program:
        return b.total.statistic.program
    code = archive.rules.common([p.program for p in b.parts])
    return Program(code=code, name=archive.rules.programs[code].name) if code else None


def claim_to_be_all(b: Breakdown, slip: Slip | None, elsewhere: int) -> Severity | None:
    """How sure it is that the parts were meant to be all there is; None where nothing says so."""
    total = b.total.value.hi
    gap, over = b.sum.gap(b.total.value), b.sum.lo > b.total.value.hi
    near = gap <= NEAR * total
    if any(p.statistic.bound != "exact" for p in b.rows):
        return None
    if b.closed and (over or elsewhere or (slip and slip.kind in TELLING)):
        return "error"
    if b.closed:
        # Less money than the total may leave out what the text says it does (含价格补贴); people cannot go missing.
        return "hint" if b.total.statistic.measure == "amount" else "warning"
    if elsewhere and (near or slip):
        return "error" if elsewhere > 1 or (slip and slip.kind in TELLING) else "warning"
    if slip and slip.kind in TELLING and (near or slip.kind == "factor"):
        return "warning"
    if b.total.statistic.evidence.table and near:
        return "hint"
    if over and b.total.statistic.measure == "amount" and near and len({p.program for p in b.parts}) == len(b.parts):
        return "warning"
    return "hint" if gap <= VERY_NEAR * total and not over and not b.open else None


def slip_of(b: Breakdown, kinds: tuple[SlipKind, ...]) -> Slip | None:
    """The slip in one figure that would make the list add up; likeliest kinds first, parts before the total."""
    for kind in kinds:
        for row in (*b.parts, b.total):
            wanted = wanted_value(b, row)
            s = row.statistic
            scale = scale_of(s.evidence.text, s.unit)
            slip = explain(s.value, s.unit, wanted.times(1 / row.factor), (kind,), scale)
            if slip:
                return slip
    return None


def wanted_value(b: Breakdown, row: Row) -> Interval:
    """What a figure would have to be for the list to add up."""
    if row is b.total:
        return b.sum
    others = [p.value for p in b.parts if p is not row]
    return b.total.value - reduce(Interval.__add__, others, Interval.exactly(0))
