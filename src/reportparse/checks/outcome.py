"""What a check gives back, and how a finding is worded: one Chinese and one English sentence with numbers and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from reportparse.checks.rows import Row
from reportparse.checks.series import Archive
from reportparse.checks.slips import Slip
from reportparse.model.report import Finding, FindingRef, Program, plain_decimal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of one check, and how many relations it looked at or had to leave alone."""

    findings: tuple[Finding, ...]
    checked: int
    uncheckable: int


Check = Callable[[Archive], Outcome]
"""A check: a plain function over all reports."""


def finding(
    kind: str,
    severity: Severity,
    rows: Iterable[Row],
    zh: str,
    en: str,
    *,
    expected: str | None = None,
    found: str | None = None,
    slip: Slip | None = None,
    years: tuple[int, ...] | None = None,
) -> Finding:
    """A finding about these figures, the likeliest to be wrong first.

    Its program is that of the first that has one; its years are theirs, unless `years` says which of
    them are in question. `slip` is the number that explains it.
    """
    told = tuple(dict.fromkeys(rows))
    if slip:
        zh, en = f"{zh}({slip.zh})", f"{en} ({slip.en})"
    return Finding(
        kind=kind,
        severity=severity,
        program=next((r.statistic.program for r in told if r.statistic.program), None),
        years=years if years is not None else tuple(sorted({y for r in told for y in r.years})),
        message=f"{zh}。",
        message_en=f"{en}.",
        statistics=tuple(FindingRef(document=r.path, id=r.statistic.id) for r in told),
        expected=expected,
        found=found,
    )


def figure(row: Row) -> str:
    """A figure as it is printed: 72.9万元, 约300人."""
    s = row.statistic
    bound = {"about": "约", "at_least": "至少", "at_most": "至多"}.get(s.bound, "")
    return f"{bound}{plain_decimal(s.value)}{s.unit}"


def program_name(program: Program | None) -> str:
    """The name of a program; empty where there is none."""
    return program.name if program else ""


def subject(row: Row) -> str:
    """What a figure counts: its program and, where they say more, the words of the text."""
    s, name = row.statistic, program_name(row.statistic.program)
    if not name or not s.subject or s.subject in name or name in s.subject:
        return s.subject if name in s.subject else name or s.subject
    return f"{name}({s.subject})" if row.rest or row.aspects else name


def in_year(row: Row) -> str:
    """2018年, empty where no year is known."""
    return f"{row.year}年" if row.year else ""


def rounded(value: Decimal, places: int = 2) -> str:
    """A computed value for a message: at most so many decimals, no trailing zeros."""
    text = plain_decimal(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_unit(value: Decimal, like: Row) -> str:
    """A computed value in the printed unit of a figure."""
    return f"{rounded(value / like.factor)}{like.statistic.unit}"
