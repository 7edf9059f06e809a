"""Whatever a figure holds, every form gives it back: values that hypothesis makes up."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportparse as rp

pytest.importorskip("duckdb")
pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

BASE = rp.parse(text="石塘县2021年民政工作总结\n全年发放城市低保金198.6万元。\n", name="甲.txt")

# Code points that a text of a document can have: no lone surrogates, and not the two that XML has no room for.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12)
some_text = texts.filter(bool)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=None).map(lambda d: Decimal(format(d, "f")))
short_decimals = st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 6)).map(lambda t: Decimal(t[0]).scaleb(-t[1]))
values = st.one_of(short_decimals, decimals.filter(lambda d: len(format(d, "f")) < 300))
days = st.one_of(st.none(), st.dates(dt.date(1, 1, 1)))
# Sixteen digits is what Excel keeps of a number that is no decimal.
floats = st.floats(0, 1e6, allow_subnormal=False).map(lambda x: float(f"{x:.12g}"))


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    figure: dict[str, Any] = BASE.statistics[0].model_dump(by_alias=True)
    cell = draw(st.one_of(st.none(), st.integers(0, 99)))
    figure["evidence"] |= {
        "text": draw(texts),
        "section": draw(st.lists(texts, max_size=3)),
        "page": draw(st.one_of(st.none(), st.integers(1, 900))),
        "bbox": draw(st.one_of(st.none(), st.tuples(floats, floats, floats, floats))),
        "table": None if cell is None else {"index": cell, "row": 0, "column": cell},
    }
    return figure | {
        "value": draw(values),
        "amount_wan": draw(st.one_of(st.none(), values)),
        "subject": draw(texts),
        "region": draw(st.one_of(st.none(), some_text)),
        "unit": draw(texts),
        "per": draw(st.one_of(st.none(), some_text)),
        "period": {"start": draw(days), "end": draw(days), "kind": "none"},
        "rules": draw(st.lists(texts, max_size=3)),
        "repaired": draw(st.booleans()),
        "confidence": draw(st.floats(0, 1).map(lambda x: float(f"{x:.12g}"))),
    }


@settings(max_examples=15, deadline=None)
@given(st.lists(figures(), min_size=1, max_size=8), st.lists(texts, max_size=3))
@pytest.mark.parametrize("name", ["dataset", "a.csv", "a.duckdb", "a.parquet", "a.xlsx"])
def test_every_figure_comes_back(name: str, made: list[dict[str, Any]], warnings: list[str]) -> None:
    told = BASE.model_dump(by_alias=True) | {"warnings": warnings}
    told["statistics"] = [figure | {"id": f"s{n}"} for n, figure in enumerate(made)]
    report = rp.Report.model_validate(told)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "a.jsonl")
        path.write_text(report.model_dump_json(by_alias=True) + "\n", encoding="utf-8")
        (back,) = rp.Dataset.open(path).save(Path(place, name)).reports()
    assert [s.model_dump_json() for s in back.statistics] == [s.model_dump_json() for s in report.statistics]
    if name in ("dataset", "a.duckdb", "a.xlsx"):
        assert back.warnings == report.warnings
