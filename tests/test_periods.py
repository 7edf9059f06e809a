"""Words of time: sentences and what they mean, in data/periods.toml; here also what must hold for any text."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hang import ends
from reportparse.recognise.periods import Reference, find_periods, report_period, stand_alone_periods

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("periods.toml").read_text(encoding="utf-8")
)
YEAR = Reference(None, dt.date(2020, 1, 1), dt.date(2020, 12, 31))
ALPHABET = "0123456789一二三四五六七八九十〇年月日季度上下半全去今明本当前后同期第个至到-—、,。 \n底末初旬周星天世纪代春夏以来起近每·/.“”"


def days(first: dt.date | None, last: dt.date | None) -> list[str]:
    return [first.isoformat() if first else "", last.isoformat() if last else ""]


@pytest.mark.parametrize("case", CASES["report"], ids=lambda case: case["name"])
def test_words_of_time_in_a_report(case: dict[str, Any]) -> None:
    own = [dt.date.fromisoformat(day) for day in case["report"]]
    text = case["text"]
    found = find_periods(text, Reference(None, *own) if own else Reference())
    assert [[text[m.start : m.end], *days(m.first, m.last), m.kind, m.relation, m.upto] for m in found] == case[
        "expect"
    ]


@pytest.mark.parametrize("case", CASES["alone"], ids=lambda case: case["text"])
def test_periods_of_a_text_by_itself(case: dict[str, Any]) -> None:
    today = dt.date.fromisoformat(case["today"]) if case["today"] else None
    hits = stand_alone_periods(case["text"], today)
    assert [[h.text, *days(h.period.start, h.period.end), h.period.kind] for h in hits] == case["expect"]


@pytest.mark.parametrize("case", CASES["title"], ids=lambda case: f"{case['title']}|{case['opening']}")
def test_what_a_report_is_about(case: dict[str, Any]) -> None:
    assert days(*report_period(case["title"], case["opening"])) == case["expect"]


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=60), st.sampled_from([YEAR, Reference(), Reference(today=dt.date(2020, 2, 29))]))
def test_mentions_are_in_order_and_their_days_too(text: str, reference: Reference) -> None:
    end = 0
    for m in find_periods(text, reference):
        assert end <= m.start < m.end <= len(text)
        assert m.first is None or m.last is None or m.first <= m.last
        assert m.kind == "flow" or m.first is None
        end = m.end


@settings(max_examples=200, deadline=None)
@given(
    st.text(ALPHABET, max_size=60),
    st.sampled_from([None, dt.date(1, 1, 1), dt.date(2024, 2, 29), dt.date(9999, 12, 31)]),
)
def test_hits_are_verbatim_and_in_order(text: str, today: dt.date | None) -> None:
    end = 0
    for hit in stand_alone_periods(text, today):
        assert end <= hit.start < hit.end
        assert hit.text == text[hit.start : hit.end]
        end = hit.end
    report_period(text, text)


@pytest.mark.parametrize("unit", ["年", "1、", "2020年至", "1月1日、", "一", "同期", "第1个", "2020-1-1", "1 月 "])
def test_long_runs_do_not_hang(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    assert ends(lambda: find_periods(text, YEAR))
    assert ends(lambda: stand_alone_periods(text, dt.date(2020, 6, 1)))
