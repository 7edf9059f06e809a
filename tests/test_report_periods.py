"""The time that a whole report is about: titles, datelines and signatures as data (data/report_periods.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import reportparse as rp

CASES = tomllib.loads((Path(__file__).parent / "data" / "report_periods.toml").read_text("utf-8"))["report"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split("\n")[0] for case in CASES])
def test_report_period(case: dict[str, str]) -> None:
    """The first and last day that the report is about."""
    period = rp.parse(text=case["text"]).period
    assert f"{period.start} {period.end}" == case["period"]


@pytest.mark.parametrize(
    "text",
    [
        "石塘县民政局工作总结\n我局认真履职,发放低保金300万元。",
        "石塘县民政局工作总结\n今年以来,发放低保金300万元。\n2019年8月3日",
        "20xx年石塘县民政局工作总结\n发放低保金300万元。\n2019年1月3日",
    ],
)
def test_unsure_is_null(text: str) -> None:
    """No year, a masked year, a year that is not over: nothing is guessed."""
    period = rp.parse(text=text).period
    assert (period.start, period.end) == (None, None)
