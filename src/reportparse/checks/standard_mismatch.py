"""A benefit's rate times its people times the months against the money paid out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from reportparse.checks.intervals import Interval
from reportparse.checks.outcome import Outcome, Severity, figure, finding, in_unit, rounded, subject
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.model.report import Finding

FACTOR = Decimal(3)
"""People come and go, standards are raised in between: only what is off by more is told."""

LEAST_MONEY = Decimal(10_000)
"""Less than this many 元 is what one household gets, not what a program costs."""

BESIDE = 80
"""Of several numbers of people, those this near to the money count."""

YEAR = 12
MONTHS = {"person_month": 1, "household_month": 1, "person_year": YEAR, "household_year": YEAR}
HEADS = {"person": "persons", "household": "households"}


class Due(NamedTuple):
    """What would be paid at the lowest and the highest of the standards, and the figures behind it."""

    low: Decimal
    high: Decimal
    heads: tuple[Row, ...]
    standards: tuple[Row, ...]
    months: int


def standard_mismatch(archive: Archive) -> Outcome:
    """Standard x people x months is more than three times, or less than a third of, the money paid out.

    Meaning: within one report, of one program: 23名, 每人每月1300元, 全年8.6万元. With several standards (集中, 分散) the money
    must be out of reach of all of them, and too much for people of a neighbouring program in the same sentence, too.
    Tolerance: a factor of 3. 低保 is topped up, not paid in full: too little money is only a hint there. Uncheckable:
    standard, people or the months of the money are not printed. Severity: warning.
    """
    findings: list[Finding] = []
    checked = uncheckable = 0
    for rows in archive.by_document.values():
        rates = [r for r in rows if is_standard(r)]
        for money in (r for r in rows if is_payment(r, archive)):
            due = due_for(money, rates, rows, archive)
            if due is None:
                uncheckable += 1
                continue
            checked += 1
            if money.value.lo > due.high * FACTOR or money.value.hi * FACTOR < due.low:
                findings.append(mismatch(money, due, archive))
    return Outcome(tuple(findings), checked, uncheckable)


def is_payment(row: Row, archive: Archive) -> bool:
    """Whether a figure is a program's money over some time."""
    s = row.statistic
    money = s.measure == "amount" and s.role == "actual" and s.per is None and s.period.kind == "flow"
    return money and row.program in archive.names.decisive and not row.rest and row.value.hi >= LEAST_MONEY


def due_for(money: Row, rates: Sequence[Row], rows: Sequence[Row], archive: Archive) -> Due | None:
    """What standards and people of the report give for the time of this money."""
    months = months_of(money)
    standards = [r for r in rates if same_field(r, money, archive) and r.place == money.place]
    if not months or not standards or set(money.aspects) & {"joined", "left", "one_off", "new_year", "monthly"}:
        return None
    if money.aspects and any(r.total is money.statistic and r.aspects == money.aspects for r in rows):
        return None  # 共43.32万元,其中百岁老人6.9万元: whatever it is called, it was paid to more than those
    heads = heads_of(money, standards[0], rows, archive)
    if not heads or not known_to_all(standards, (money, *heads)):
        return None
    number = reduce(Interval.__add__, (r.value for r in heads))
    monthly = (
        [r.value.lo / MONTHS[r.statistic.per or ""] for r in standards],
        [r.value.hi / MONTHS[r.statistic.per or ""] for r in standards],
    )
    others = sum((r.value.hi for r in told_with(money, heads, archive)), Decimal(0))
    low, high = min(monthly[0]) * number.lo * months, max(monthly[1]) * (number.hi + others) * months
    return Due(low, high, heads, tuple(standards), months)


def months_of(money: Row) -> int:
    """How many months the money was paid for; 0 where that is not known."""
    start, end = money.statistic.period.start, money.statistic.period.end
    if not start or not end or start.day != 1 or (end - start).days < 27:
        return 0
    return (end.year - start.year) * YEAR + end.month - start.month + 1


def is_standard(row: Row) -> bool:
    """Whether a figure is a benefit's rate per month or year."""
    s = row.statistic
    return s.measure == "amount" and s.role == "standard" and s.per in MONTHS


def same_field(standard: Row, money: Row, archive: Archive) -> bool:
    """Whether a standard is of the money's program, of one below it or, for 两项补贴, of the one above."""
    under = archive.rules.is_under
    return under(standard.program, money.program) or (
        under(money.program, standard.program) and standard.program == "disability_subsidies"
    )


def known_to_all(standards: Sequence[Row], told: Sequence[Row]) -> bool:
    """Whether the standards are not just the one of some of the people: 百岁老人每月500元 says nothing of the others."""
    named = {aspect for row in told for aspect in row.aspects}
    return any(set(r.aspects) <= named for r in standards) or len({r.aspects for r in standards}) > 1


def heads_of(money: Row, standard: Row, rows: Sequence[Row], archive: Archive) -> tuple[Row, ...]:
    """The people of the money's program, nearest first; where they are not printed, those of the parts that make it up."""
    measure = HEADS[(standard.statistic.per or "").split("_")[0]]
    told = [r for r in rows if r.statistic.measure == measure and paid_to(r, money)]
    own = [r for r in told if (r.program, r.aspects) == (money.program, money.aspects)]
    if len({r.value for r in own}) > 1:
        own = [r for r in own if r.near(money, BESIDE)]
    if own:
        return (min(own, key=money.distance),)
    for whole in archive.names.wholes:
        if whole.of != money.program or money.aspects:
            continue
        parts = [
            [r for r in told if (r.program == whole.of and r.aspects == (p,) if whole.aspects else r.program == p)]
            for p in whole.parts
        ]
        if all(len(p) == 1 for p in parts):
            return tuple(p[0] for p in parts)
    return ()


def told_with(money: Row, heads: Sequence[Row], archive: Archive) -> list[Row]:
    """People of a neighbouring program in the sentence of heads and money: 孤儿14名、事实无人抚养儿童63名,发放176.3万元."""
    sentence = money.statistic.evidence.sentence
    return [
        r
        for r in archive.beside(money)
        if r.statistic.evidence.sentence == sentence == heads[0].statistic.evidence.sentence
        and r.statistic.measure == heads[0].statistic.measure
        and r.program
        and not archive.rules.is_under(r.program, money.program)
        and archive.field(r.program) == archive.field(money.program)
        and r.total is None
        and paid_to(r, money)
    ]


def paid_to(row: Row, money: Row) -> bool:
    """Whether a figure can be of those whom the money was paid to: of the same place and day."""
    s = row.statistic
    same = s.period.end == money.statistic.period.end and row.place == money.place
    return same and s.role == "actual" and s.bound == "exact" and s.per is None


def mismatch(money: Row, due: Due, archive: Archive) -> Finding:
    """The finding for money that standard and people do not give."""
    short = money.value.hi * FACTOR < due.low
    severity: Severity = "hint" if short and money.program in archive.names.topped_up else "warning"
    much = due.low if short else due.high
    heads, rates = "、".join(figure(r) for r in due.heads), "、".join(figure(r) for r in due.standards)
    times = rounded(much / money.value.hi if short else money.value.lo / much, 1)
    zh = (
        f"{money.name}:{subject(money)}{heads},标准{rates},{due.months}个月约需{in_unit(much, money)},"
        f"文中支出{figure(money)},相差{times}倍"
    )
    en = (
        f"{money.name}: {subject(money)} with {heads} at {rates} for {due.months} months comes to about "
        f"{in_unit(much, money)}, the text says {figure(money)}: {times} times apart"
    )
    rows = (money, *due.heads, *due.standards)
    return finding("standard_mismatch", severity, rows, zh, en, expected=in_unit(much, money), found=figure(money))
