"""Cleaning: a table of small texts, the laws that hold for every text, and speed."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hang import ends
from reportparse.cleaning import clean
from reportparse.loaders import document_from_text
from reportparse.model.reading import Reading

TABLE = Path(__file__).parent / "data" / "cleaning.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


def read(text: str) -> Reading:
    return clean(document_from_text(text))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_table(case: dict[str, Any]) -> None:
    reading = read(case["before"])
    if "after" in case:
        assert reading.text == case["after"]
    for piece in case.get("contains", ()):
        assert piece in reading.text
    for piece in case.get("lacks", ()):
        assert piece not in reading.text
    if "kinds" in case:
        assert sorted({edit.kind for edit in reading.edits}) == sorted(case["kinds"])
    damage = [[reading.source[d.start : d.end], d.kind] for d in reading.damage]
    assert damage == case.get("damage", [])
    assert reading.preview == case.get("preview", False)
    check_laws(reading)


def check_laws(reading: Reading) -> None:
    """What the later steps rely on, for any text whatever."""
    source, text, origin = reading.source, reading.text, reading.origin
    assert len(text) == len(reading.folded) == len(origin) - 1
    assert origin[len(text)] == len(source)
    assert all(a < b for a, b in pairwise(origin))
    assert apply_edits(reading) == unify_line_ends(text)
    done = 0
    for edit in reading.edits:
        assert done <= edit.start < edit.end <= len(source)
        assert source[edit.start : edit.end] != edit.after
        done = edit.end
    touched = {i for edit in reading.edits for i in range(edit.start, edit.end)}
    for i, character in enumerate(text):
        if origin[i] not in touched:
            assert unify_line_ends(source[origin[i]]) == character
    for damage in reading.damage:
        assert 0 <= damage.start < damage.end <= len(source)


def apply_edits(reading: Reading) -> str:
    pieces, done = [], 0
    for edit in reading.edits:
        pieces += (reading.source[done : edit.start], edit.after)
        done = edit.end
    return unify_line_ends("".join([*pieces, reading.source[done:]]))


def unify_line_ends(text: str) -> str:
    for sign in ("\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"):
        text = text.replace(sign, "\n")
    return text


# Pieces that the passes look for, thrown together at random, find more than random characters do.
WORDS = (
    "低保 救助 人 户 万元 亿元 发放 共有 % ％ 年 月 日 、 ， 。 ； ： , . - — － ( ) （ ） 《 》 | \t \n \r\n \r 　 "
    "1、 2、 3、 12 345 2019 ２０１９ ６．５ xx ×× *** __ O l 第 页 共 第2页共5页 -3- 一、 二、 （一） 其中 "
    "萬 戶 發 於 會員 由会员分享，可在线阅读，下载 文库首页> 配套讲稿: 文档编号: 上传时间: 限制150内 最新 .docx cwl "
    "\ufeff \u200b \u2028 \udc80 \ud83d 😀 二十三 五百 至 分别为"
)
PIECES = st.sampled_from([*WORDS.split(" "), " ", "  ", " " * 5, "\n- 3 -\n", "\n- 配套讲稿:\n"])
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=60).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_laws_hold_for_any_text(text: str) -> None:
    reading = read(text)
    check_laws(reading)
    assert read(text) == reading


@given(st.text(alphabet="甲乙丙丁，。（）：；0123456789户人元", max_size=300))
def test_plain_text_without_blanks_and_breaks_is_left_alone_but_for_points(text: str) -> None:
    assert {edit.kind for edit in read(text).edits} <= {"ocr"}


def test_undoing_the_repairs_gives_the_source_back() -> None:
    source = "全镇共有低保户３５\n2 户,发放補貼4O6 元。"
    reading = read(source)
    text, shift = reading.text, 0
    for edit in reading.edits:
        at = edit.start + shift
        assert text[at : at + len(edit.after)] == edit.after
        text = text[:at] + source[edit.start : edit.end] + text[at + len(edit.after) :]
    assert text == source


def test_offsets_lead_back_into_a_file_with_windows_line_ends() -> None:
    source = "一、低保工作\r\n全年救助201\r\n9户困难家庭。\r\n"
    reading = read(source)
    at = reading.text.index("2019户")
    start, end = reading.span(at, at + 5)
    assert source[start:end] == "201\r\n9户"
    assert "\r" not in reading.text


def test_a_clean_text_costs_no_edit_and_no_copy_of_its_offsets() -> None:
    reading = read("全年发放低保金1862.4万元，惠及3105户、4870人。\n临时救助612人次。\n")
    assert not reading.edits
    assert isinstance(reading.origin, range)


@pytest.mark.parametrize(
    "hostile",
    [
        "1 " * 50_000,
        "《" * 20_000 + "》由" * 20_000,
        "1、\n" * 20_000,
        "第1页" * 20_000,
        " " * 100_000 + "1",
        "\n" * 100_000,
        "X" * 100_000,
        "- 3 " * 30_000,
        "甲 万元" * 20_000,
        "１．" * 50_000,
        "\n".join(f"{i}、" + "甲" * 120 for i in range(1, 900)),
    ],
    ids=range(11),
)
def test_hostile_text_does_not_hang(hostile: str) -> None:
    found = []
    assert ends(lambda: found.append(read(hostile)))
    reading = found[0]
    assert len(reading.origin) == len(reading.text) + 1


def test_the_table_covers_every_kind() -> None:
    kinds = Counter(kind for case in CASES for kind in case.get("kinds", ()))
    every = {
        "page_marker",
        "page_footer",
        "boilerplate",
        "line_wrap",
        "spacing",
        "full_width",
        "traditional",
        "ocr",
        "note_mark",
    }
    assert set(kinds) == every
