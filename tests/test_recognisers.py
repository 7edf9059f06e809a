"""The recognisers for any text: the sentences of tests/data/recognisers.toml, one convention after another."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import reportparse as rp

DATA: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("recognisers.toml").read_text(encoding="utf-8")
)
TODAY = dt.date(2019, 7, 10)


def quantities(text: str) -> list[str]:
    """As the data file tells them."""
    told = []
    for hit in rp.quantities(text):
        bound = "" if hit.bound == "exact" else f" {hit.bound}"
        upper = "" if hit.upper is None else f" ..{hit.upper:f}"
        told.append(f"{hit.text} = {hit.value:f} {hit.unit}{bound}{upper}")
    return told


def numbers(text: str) -> list[str]:
    return [f"{h.text} = {h.value:f}" + ("" if h.bound == "exact" else f" {h.bound}") for h in rp.numerals(text)]


def periods(text: str) -> list[str]:
    return [f"{h.text} = {h.period.start} {h.period.end}" for h in rp.periods(text, reference=TODAY)]


READERS: dict[str, Callable[[str], list[str]]] = {"numbers": numbers, "periods": periods}
CASES = [(section, text) for section, sentences in DATA.items() for text in sentences]


@pytest.mark.parametrize(("section", "text"), CASES, ids=[f"{section}-{text}" for section, text in CASES])
def test_what_is_found(section: str, text: str) -> None:
    assert READERS.get(section, quantities)(text) == DATA[section][text]


def test_every_convention_has_its_sentences() -> None:
    assert {section: len(sentences) >= 60 for section, sentences in DATA.items()} == dict.fromkeys(DATA, True)


@pytest.mark.parametrize("sentence", ["预算约300元。", "他说要付近700万元", "票价从80元到120元不等,学生半价"])
def test_words_of_a_bound_stand_outside_the_span_in_a_sentence(sentence: str) -> None:
    hits = rp.quantities(sentence)
    assert hits
    for hit in hits:
        assert hit.text[0].isdecimal()
        assert hit.text[-1] == "元"


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit"),
    [("9000-1万元", "9000", "10000", "元"), ("8亿至12亿元", "8", "12", "亿元"), ("六十几公里", "60", "70", "公里")],
)
def test_the_upper_end_is_in_the_unit_of_the_hit(text: str, value: str, upper: str, unit: str) -> None:
    hit = rp.quantities(text)[0]
    assert (hit.value, hit.upper, hit.unit, hit.bound) == (Decimal(value), Decimal(upper), unit, "at_least")


@pytest.mark.parametrize("text", ["300元以上", "上百元", "约300元", "一百零几万元", "300元", "30至50元"])
def test_no_upper_end_where_the_words_set_none(text: str) -> None:
    assert rp.quantities(text)[-1].upper is None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("和宁市2019年社会救助工作情况\n一季度，在册300户。", "和宁市"),  # 和 begins a name
        ("社会救助工作情况\n3月末在册300户，其中城市100户。", None),  # 其中城市 is no place
        ("2021年工作总结\n一年来，圆满完成了县里交给的任务。", None),
        ("2021年工作总结\n石塘县全年发放低保金300万元。", "石塘县"),
    ],
)
def test_a_region_is_a_place_or_nothing(text: str, region: str | None) -> None:
    assert rp.parse(text=text).region == region
