"""The whole path on short texts: data/sentences*.toml say which figures each holds, and everything about them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp

CASES: list[dict[str, Any]] = [
    case
    for path in sorted(Path(__file__).with_name("data").glob("sentences*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
"""sentences.toml and, for one subject each, sentences_*.toml; the head of the first explains their form."""
TITLE = "云岭县民政局2021年工作总结"
YEAR = ["2021-01-01", "2021-12-31"]
PLAIN = re.compile(r"([-\d.]+)\s?(.*)")
UNCHECKED = "*"


def params(key: str, gap: str = "") -> list[Any]:
    """The cases with this key as parameters; what is known to fail must fail, so that a mark goes when its gap is closed."""
    return [
        pytest.param(
            case, id=case["name"], marks=pytest.mark.xfail(strict=True, reason=case[gap]) if gap in case else ()
        )
        for case in CASES
        if key in case
    ]


ALONE = rp.Toolkit.default().without_weights()
"""The sentences are for the rules: learned weights have read them, and would have them right for no reason."""


@cache
def report_of(text: str) -> rp.Report:
    return rp.parse(text=text, toolkit=ALONE)


def text_of(case: dict[str, Any]) -> str:
    title = case.get("title", TITLE)
    return f"{title}\n{case['text']}" if title else case["text"]


def period_wanted(words: str, case: dict[str, Any]) -> str:
    """`flow` and `as_of` by themselves mean the report's own period."""
    start, end = case.get("report", YEAR) or ("", "")
    return {"flow": f"flow {start}..{end}", "as_of": f"as_of {end}"}.get(words, words).strip()


def wanted(line: str, case: dict[str, Any]) -> dict[str, str]:
    """One line of a case's figures, field by field; what is not named must be empty (bound: exact; any subject)."""
    printed, program, role, period, *rest = (part.strip() for part in line.split("|"))
    text, _, reading = printed.partition(" = ")
    value, unit = PLAIN.fullmatch(reading or text).groups()  # type: ignore[union-attr]  # a malformed line should fail loudly
    found = dict.fromkeys(("direction", "compare", "per", "part_of", "repaired"), "") | {
        "bound": "exact",
        "subject": UNCHECKED,
    }
    for word in (w.strip() for w in rest[0].split(",")) if rest else ():
        if word in ("about", "at_least", "at_most"):
            found["bound"] = word
        elif word in ("up", "down"):
            found["direction"] = word
        elif word in ("yoy", "mom", "prior"):
            found["compare"] = word
        elif word.startswith("?"):
            found[word[1:]] = UNCHECKED
        elif word == "repaired":
            found["repaired"] = "yes"
        else:
            key, _, what = word.partition(" ")
            found[{"of": "part_of", "per": "per", "subject": "subject"}[key]] = what
    return found | {
        "text": text,
        "value": value,
        "unit": unit,
        "program": program,
        "role": role,
        "period": period_wanted(period, case),
    }


def read(statistic: rp.Statistic, report: rp.Report) -> dict[str, str]:
    s = statistic
    period = {
        "none": "none",
        "as_of": f"as_of {s.period.end or ''}",
        "flow": f"flow {s.period.start or ''}..{s.period.end or ''}",
    }
    index = {other.id: str(n) for n, other in enumerate(report.statistics)}
    return {
        "text": s.evidence.text,
        "value": f"{s.value:f}",
        "unit": s.unit,
        "program": s.program.name if s.program else "-",
        "role": s.role,
        "period": period[s.period.kind].strip(),
        "bound": s.bound,
        "direction": s.direction or "",
        "compare": s.compare or "",
        "per": s.per or "",
        "part_of": index[s.part_of] if s.part_of else "",
        "repaired": "yes" if s.repaired else "",
        "subject": s.subject,
    }


@pytest.mark.parametrize("case", params("figures", "known_gap"))
def test_sentence(case: dict[str, Any]) -> None:
    report = report_of(text_of(case))
    body = len(case.get("title", TITLE)) + 1 if case.get("title", TITLE) else 0
    got = [read(s, report) for s in report.statistics if s.evidence.start >= body]
    want = [wanted(line, case) for line in case["figures"]]
    for g, w in zip(got, want, strict=False):
        g.update({key: UNCHECKED for key, value in w.items() if value == UNCHECKED})
    assert got == want


def kinds_wrong(case: dict[str, Any], report: rp.Report) -> list[str]:
    """The figures of a case that are a stock for a flow, or the other way round."""
    head = len(case["title"]) + 1 if case.get("title") else 0
    body = [s for s in report.statistics if s.evidence.start >= head]
    lines = [[part.strip() for part in line.split("|")] for line in case["figures"]]
    return [
        f"{case['name']}: {s.evidence.text} is {s.period.kind}"
        for s, (_, _, _, period, *_) in zip(body, lines, strict=True)
        if period.startswith(("flow", "as_of")) and not period.startswith(s.period.kind)
    ]


def test_learned_weights_overrule_no_rule_where_it_is_right() -> None:
    cases = [case for case in CASES if "figures" in case and "known_gap" not in case]
    assert [
        wrong for case in cases for wrong in kinds_wrong({"title": TITLE} | case, rp.parse(text=text_of(case)))
    ] == []


@pytest.mark.parametrize("case", params("ledger", "ledger_gap"))
def test_what_is_no_figure_is_in_the_ledger_with_its_reason(case: dict[str, Any]) -> None:
    entries = [f"{e.text} {e.kind}" for e in report_of(text_of(case)).ledger]
    assert [line for line in case["ledger"] if line not in entries] == []


@pytest.mark.parametrize("case", params("report"))
def test_the_period_of_the_report(case: dict[str, Any]) -> None:
    period = report_of(text_of(case)).period
    assert [str(day) for day in (period.start, period.end) if day] == case["report"]


@pytest.mark.parametrize("case", params("rule"))
def test_the_rule_that_the_sentence_is_about_is_on_a_trail(case: dict[str, Any]) -> None:
    rules = {rule for s in report_of(text_of(case)).statistics for rule in s.rules}
    assert set(case["rule"].split()) <= rules


def test_names_of_cases_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)
