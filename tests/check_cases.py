"""The notation of tests/data/checks.toml: a few words a figure become the reports that the checks look at."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any

import reportparse as rp
from reportparse.model.report import TableCell
from reportparse.rulebook import load_rulebook

PLACE = "岭溪县"


def reports_of(case: dict[str, Any]) -> list[rp.Report]:
    """The reports of a case, by year."""
    return [report_of(int(year), lines) for year, lines in sorted(case["reports"].items())]


def report_of(year: int, lines: list[str]) -> rp.Report:
    """One year's report of the same county."""
    told: list[rp.Statistic] = []
    at = sentence = 0
    for line in lines:
        if line == ".":
            at, sentence = at + 30, at + 30
            continue
        gap = re.search(r"gap=(\d+)", line)
        told.append(statistic(line, f"s{len(told)}", year, at + (int(gap[1]) if gap else 3), sentence))
        at = told[-1].evidence.end
    name = f"{year}.txt"
    return rp.Report(
        source=rp.Source(path=name, sha256=hashlib.sha256(f"{lines}".encode()).hexdigest(), format="txt", bytes=1),
        region=PLACE,
        period=rp.ReportPeriod(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31)),
        statistics=tuple(told),
    )


def statistic(line: str, ident: str, year: int, at: int, sentence: int) -> rp.Statistic:
    """One line as a figure."""
    code, subject, printed, *more = (field.strip() for field in line.split("|"))
    words = [w.strip() for w in more[0].split(",")] if more else []
    named = dict(w.split("=") for w in words if "=" in w)
    hit = rp.quantities(printed)[0]
    role = next((w for w in words if w in ("prior", "target", "standard", "change")), "actual")
    if role == "change":
        words.remove("change")
    wan = {"元": hit.value / 10_000, "万元": hit.value, "亿元": hit.value * 10_000}.get(hit.unit)
    return rp.Statistic(
        id=ident,
        value=hit.value,
        unit=hit.unit,
        measure=hit.measure,
        amount_wan=wan if hit.measure == "amount" else None,
        program=None if code == "-" else rp.Program(code=code, name=load_rulebook().programs[code].name),
        subject=subject,
        period=period_of(words, named, int(named.get("year", year))),
        region=PLACE,
        role=role,
        bound=hit.bound,
        direction=next((w for w in words if w in ("up", "down")), None),
        compare=next((w for w in words if w in ("yoy", "mom", "prior")), None) if role == "change" else None,
        per=named.get("per"),
        part_of=f"s{named['part']}" if "part" in named else None,
        evidence=rp.Evidence(
            start=at, end=at + len(printed), text=printed, sentence=(sentence, sentence + 500), table=cell_of(named)
        ),
        confidence=1,
    )


def cell_of(named: dict[str, str]) -> TableCell | None:
    """The cell of a line that has one."""
    row, _, column = named.get("cell", "").partition(".")
    return TableCell(index=0, row=int(row), column=int(column)) if row else None


def period_of(words: list[str], named: dict[str, str], year: int) -> rp.Period:
    """The time that a line's words give."""
    if "undated" in words:
        return rp.Period()
    end = dt.date.fromisoformat(f"{year}-{named.get('end', '12-31')}")
    return (
        rp.Period(end=end, kind="as_of")
        if "stock" in words
        else rp.Period(start=dt.date(year, 1, 1), end=end, kind="flow")
    )
