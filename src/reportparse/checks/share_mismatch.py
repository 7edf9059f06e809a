"""A printed share against its numerator and denominator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportparse.checks.breakdowns import breakdowns
from reportparse.checks.intervals import Interval
from reportparse.checks.learned import proven_shares
from reportparse.checks.outcome import Outcome, Severity, figure, finding, in_year, rounded, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import LOOSE, NOT_COUNTED, Archive
from reportparse.checks.slips import Slip, explain
from reportparse.model.report import Finding

REACH = 40
"""A share stands no more characters behind its part than this."""

NEXT = 12
"""A share of the total itself stands right behind it."""

WHOLES = re.compile("总[数量额]|全部|比重|比例|比|的|全[县市区]")
RATE_WORDS = re.compile("[率比重例达到为的]+$|占比$|^[年末底]+")

ROOM = Decimal("0.1")
"""Shares are as often cut off as rounded: in percentage points beyond the printed half."""

BY_CHANCE = Decimal(2)
"""A share further than this many points from what the numbers give is graded as wrong, nearer as worth a look."""


def share_mismatch(archive: Archive) -> Outcome:
    """A share (占41.9%, 集中供养率38.9%) is not what its part and its total give.

    Meaning: for 占… the part is the figure right before, for …率 one before that is called so, and its total is known.
    A rate that is A of B in two other reports is A of B here, too (火化率). Where several may be meant, one that fits is
    enough. Tolerance: printed precision of all three, and one step of the last digit, for cut-off digits. Uncheckable:
    no part with a total beside the share. Severity: warning; within two points hint.
    """
    totals: dict[tuple[int, str], list[Row]] = {}
    for b in breakdowns(archive):
        for part in b.parts:
            totals.setdefault((part.document, part.statistic.id), []).append(b.total)
    proven = proven_shares(archive)
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in archive.by_document.values():
        for rate in rows:
            if not is_share(rate, archive):
                continue
            found = list(candidates(rate, totals, archive))
            shown = proven.get((rate.document, rate.statistic.id))
            found += [shown] if shown and not found else []
            if not found:
                uncheckable += 1
            elif any(fits(rate, part, total) for part, total in found):
                checked += 1
            elif (wrong := mismatch(rate, found)) is not None:
                checked += 1
                findings.append(wrong)
            else:
                uncheckable += 1
    return Outcome(tuple(findings), checked, uncheckable)


def is_share(row: Row, archive: Archive) -> bool:
    """Whether a figure is a share of something printed: 占…, …率, but no growth and no satisfaction."""
    s, names = row.statistic, archive.names
    return (
        s.measure == "rate"
        and s.role == "actual"
        and s.unit == "%"
        and s.per is None
        and bool(names.share.search(s.subject))
        and not names.no_share.search(s.subject)
        and not names.completion.search(s.subject)
    )


def candidates(
    rate: Row, totals: Mapping[tuple[int, str], Sequence[Row]], archive: Archive
) -> Iterator[tuple[Row, Row]]:
    """Parts with their totals that the share speaks of: 占… of the figure right before it, 集中供养率 of 集中供养."""
    share_of, taken, whole = rate.statistic.subject.partition("占")
    before = [
        r
        for r in archive.beside(rate)
        if r.near(rate, REACH) and r.statistic.evidence.end <= rate.statistic.evidence.start
    ]
    for part in sorted(before, key=rate.distance)[: 1 if taken else None]:
        if part.statistic.role != "actual" or part.statistic.measure in NOT_COUNTED or rate.place != part.place:
            continue
        for total in totals.get((part.document, part.statistic.id), ()):
            if (taken and of_part(share_of, part, archive) and of_total(whole, total, archive)) or (
                not taken and rate_of_part(rate, part, total, archive)
            ):
                yield part, total


def of_part(said: str, part: Row, archive: Archive) -> bool:
    """Whether the words before 占 are those of the part, or none."""
    return not said or archive.names.aspects(said, part.program) == part.aspects


def behind(share: Row, total: Row) -> bool:
    """Whether a share (占…) stands right behind a figure."""
    follows = share.statistic.evidence.start >= total.statistic.evidence.end
    return "占" in share.statistic.subject and follows and share.near(total, NEXT)


def of_total(said: str, total: Row, archive: Archive) -> bool:
    """Whether the words behind 占 are those of the total: 占床位总数, but not 占总人口 of a number of old people."""
    core = WHOLES.sub("", said.partition("%")[0])  # 执行占预算%: behind it stands the row's name
    if not core and any(is_share(r, archive) and behind(r, total) for r in archive.beside(total)):
        return False  # 老年人占总人口的22.9%,其中高龄老人占3.1%: that is of the same whole
    named = {
        total.statistic.subject,
        *(w for c in archive.rules.line(total.program) for w in archive.rules.programs[c].words),
    }
    return not core or any(core in name or (name and name in core) for name in named)


def rate_of_part(rate: Row, part: Row, total: Row, archive: Archive) -> bool:
    """Whether a rate's words are its part's: 集中供养率 of 集中供养, but not 失能人员集中供养率, nor 安置率 of 农村退役士兵."""
    core = RATE_WORDS.sub("", rate.statistic.subject)
    if not core:
        return False
    words = archive.rules.programs[part.program].words if part.program else ()
    same = rate.program in ("", part.program) and archive.names.aspects(core, rate.program) == part.aspects
    called = core in words and part.statistic.measure not in LOOSE and part.program != total.program
    said = not part.rest or part.rest == rate.rest or part.rest in rate.statistic.subject
    return same and said and (called or core in part.statistic.subject)


def fits(rate: Row, part: Row, total: Row) -> bool:
    """Whether the share is what part and total give."""
    given = part.value.over(total.value)
    step = Decimal(1).scaleb(int(rate.statistic.value.as_tuple().exponent)) / 2
    return given is not None and given.times(100).meets(rate.value.widened(min(step, ROOM) if step < 1 else step))


def mismatch(rate: Row, found: Sequence[tuple[Row, Row]]) -> Finding | None:
    """The finding for the nearest part; None where something in it is only about so."""
    part, total = found[0]
    given = part.value.over(total.value)
    if given is None or any(r.statistic.bound != "exact" for r in (rate, part, total)):
        return None
    middle = (given.lo + given.hi) * 50
    shown = f"{rounded(middle)}%"
    grave: Severity = "warning" if given.times(100).gap(rate.value) > BY_CHANCE else "hint"
    zh = f"{rate.name}:{in_year(rate)}{subject(part)}{figure(part)}占{subject(total)}{figure(total)}的{shown},文中为{figure(rate)}"
    en = f"{rate.name}: {figure(part)} ({subject(part)}) of {figure(total)} ({subject(total)}) is {shown}, the text says {figure(rate)}"
    slip = explain(rate.statistic.value, "%", given.times(100)) or _slip_of_part(rate, part, total)
    return finding("share_mismatch", grave, (rate, part, total), zh, en, expected=shown, found=figure(rate), slip=slip)


def _slip_of_part(rate: Row, part: Row, total: Row) -> Slip | None:
    wanted = Interval(rate.value.lo * total.value.lo / 100, rate.value.hi * total.value.hi / 100)
    return explain(part.statistic.value, part.statistic.unit, wanted.times(1 / part.factor), ("swapped", "factor"))
