"""The shape of a text: data/outlines.toml says which headings, sentences and tables stand in it; here also the laws."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportparse.cleaning import clean
from reportparse.loaders import document_from_text
from reportparse.model.outline import Outline
from reportparse.model.reading import Reading
from reportparse.outline import outline

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("outlines.toml").read_text(encoding="utf-8")
)["case"]


def shape_of(text: str) -> tuple[Reading, Outline]:
    reading = clean(document_from_text(text, name="text"))
    return reading, outline(reading)


def params(key: str) -> list[Any]:
    """The cases that say something of this; `known_gap` names the parts that come out otherwise."""
    found = []
    for case in CASES:
        if key in case:
            gap = key in case.get("known_gap", {})
            mark = pytest.mark.xfail(strict=True, reason=case["known_gap"][key]) if gap else ()
            found.append(pytest.param(case, id=case["name"], marks=mark))
    return found


@pytest.mark.parametrize("case", params("title"))
def test_title(case: dict[str, Any]) -> None:
    assert (shape_of(case["text"])[1].title or "") == case["title"]


@pytest.mark.parametrize("case", params("sections"))
def test_sections(case: dict[str, Any]) -> None:
    shape = shape_of(case["text"])[1]
    depth = [len(shape.path(i)) - 1 for i in range(len(shape.sections))]
    lines = [f"{'  ' * d}{s.rank} {s.title}".rstrip() for d, s in zip(depth, shape.sections, strict=True)]
    assert lines == case["sections"]


@pytest.mark.parametrize("case", params("reach"))
def test_a_section_ends_where_its_text_ends(case: dict[str, Any]) -> None:
    reading, shape = shape_of(case["text"])
    assert [reading.text[s.start : s.stop].strip()[-4:] for s in shape.sections] == case["reach"]


@pytest.mark.parametrize("case", params("sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    reading, shape = shape_of(case["text"])
    found = [(s.section, reading.text[s.start : s.end].strip()) for s in shape.sentences if not s.heading]
    told = [
        f"{section}: {words}" for section, words in found if len(words) > 1 and words not in markers(reading, shape)
    ]
    assert told == case["sentences"]


@pytest.mark.parametrize("case", params("markers"))
def test_markers(case: dict[str, Any]) -> None:
    assert markers(*shape_of(case["text"])) == case["markers"]


@pytest.mark.parametrize("case", params("tables"))
def test_tables(case: dict[str, Any]) -> None:
    reading, shape = shape_of(case["text"])
    rows = [["|".join(reading.text[c.start : c.end] for c in row) for row in table.rows] for table in shape.tables]
    assert rows == case["tables"]


@pytest.mark.parametrize("case", params("captions"))
def test_captions(case: dict[str, Any]) -> None:
    reading, shape = shape_of(case["text"])
    assert [reading.text[slice(*table.caption)].strip() for table in shape.tables] == case["captions"]


def markers(reading: Reading, shape: Outline) -> list[str]:
    return [reading.text[a:b].strip() for a, b in shape.markers]


def test_names_of_cases_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


WORDS = (
    "一、¦二、¦（一）¦(二)¦1.¦2、¦（1）¦①¦一是¦首先，¦第一部分¦第二章¦低保工作¦社会救助¦。¦，¦；¦：¦！¦\n¦\n\n¦ ¦  ¦    ¦|¦\t¦\t\t¦"
    "全县¦2021年¦工作总结¦公报¦12户¦36.2¦万元¦其中¦单位：万元¦|---|¦│¦┃¦合计¦#¦第1页¦xx"
)
PIECES = st.sampled_from(WORDS.split("¦"))
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_sign_stands_in_one_sentence_or_one_table(text: str) -> None:
    reading, shape = shape_of(text)
    spans = sorted([(s.start, s.end) for s in shape.sentences] + [(t.start, t.end) for t in shape.tables])
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert not [i for i, sign in enumerate(reading.text) if sign.strip() and i not in covered]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sections_are_a_tree(text: str) -> None:
    reading, shape = shape_of(text)
    for i, s in enumerate(shape.sections):
        assert 0 <= s.start <= s.title_start <= s.title_end <= len(reading.text)
        assert s.start <= s.stop <= len(reading.text)
        assert s.parent < i
        if s.parent >= 0:
            above = shape.sections[s.parent]
            assert above.rank < s.rank
            assert above.start <= s.start and s.stop <= above.stop
    for sentence in shape.sentences:
        assert -1 <= sentence.section < len(shape.sections)
    numbers = [s.paragraph for s in shape.sentences]
    assert numbers == sorted(numbers)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_cells_lie_in_their_table_in_order(text: str) -> None:
    _, shape = shape_of(text)
    for table in shape.tables:
        cells = [c for row in table.rows for c in row]
        assert all(table.start <= c.start <= c.end <= table.end for c in cells)
        assert all(a.end <= b.start for a, b in pairwise(cells))


@pytest.mark.parametrize(
    "unit", ["一、", "1.", "（一）", "一是", "|", "\t1", "1、\n", "甲 ", "第一部分", "  1", "单位：", "。"]
)
def test_long_runs_take_time_in_proportion(unit: str) -> None:
    text = (unit * 8_000)[:16_000]
    began = time.perf_counter()
    shape_of(text)
    assert time.perf_counter() - began < 10
