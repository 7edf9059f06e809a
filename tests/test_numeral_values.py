"""Numerals: exact values, and what is no numeral."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hang import ends
from reportparse.model.folding import fold, fold_numbers
from reportparse.numeral_values import chinese_value, find_numerals

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number from 0 on, below 10**12, as it is written with units."""
    if number == 0:
        return "零"
    groups = [(10**8, "亿"), (10**4, "万"), (1, "")]
    text = ""
    for size, unit in groups:
        group, number = divmod(number, size)
        if group:
            text += ("零" if text and group < 1000 else "") + _group(group) + unit
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return text


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_written_numbers_come_back(number: int) -> None:
    assert chinese_value(in_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_financial_numerals_come_back(number: int) -> None:
    financial = in_chinese(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    assert chinese_value(financial) == number


@given(st.integers(min_value=0, max_value=10**9), st.text("0123456789", min_size=1, max_size=6))
def test_points_come_back(whole: int, decimals: str) -> None:
    spoken = in_chinese(whole) + "点" + "".join(DIGITS[int(c)] for c in decimals)
    assert chinese_value(spoken) == Decimal(f"{whole}.{decimals}")


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_grouped_arabic_comes_back(value: Decimal) -> None:
    assert chinese_value(f"{value:,}") == value
    assert [m.value for m in find_numerals(f"{value:,}")] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十七亿四千万", "2740000000"),
        ("一百八十多万", "1800000"),
        ("一万余", "10000"),
        ("十几", "10"),
        ("两千零五", "2005"),
        ("廿八", "28"),
        ("卅六", "36"),
        ("二〇二〇", "2020"),
        ("一万三", "13000"),
        ("八千七", "8700"),
        ("1.2万", "12000"),
        ("1万2千", "12000"),
        ("3万4000", "34000"),
        ("4.78万亿", "4780000000000"),
        ("一点二五万", "12500"),
        ("六点五", "6.5"),
        ("负三十二", "-32"),
        ("三分之一", "0.3333333333333333333333333333"),
        ("二又二分之一", "2.5"),
        ("百分之八十六", None),
        ("一些", None),
        ("十百", None),
        ("二三十", None),
        ("万", None),
        ("", None),
    ],
)
def test_value(text: str, value: str | None) -> None:
    assert chinese_value(text) == (None if value is None else Decimal(value))


def test_vague_numerals_are_lower_bounds() -> None:
    assert [(m.value, m.bound) for m in find_numerals("十余万和三百多万及五千")] == [
        (100000, "at_least"),
        (3000000, "at_least"),
        (5000, "exact"),
    ]


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text) == len(fold_numbers(text))


def test_folding() -> None:
    assert fold("（１２．５％），Ａ：；！　“三”、《章》。") == "(12.5%),A:;! “三”、《章》。"
    assert fold_numbers("三萬兩千個，參加") == "三万两千个,參加"


@given(st.text(alphabet="一二十百千万亿点分之又负余几 0123456789.,-/eE^kK第个", max_size=60))
def test_any_mixture_is_read_without_error(text: str) -> None:
    end = 0
    for mention in find_numerals(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    "unit", ["一", "一 ", "1,", "1.1", "十分之", "一点", "1e", "负", "1/", "分 之 ", "三又", "1万 "]
)
def test_hostile_text_does_not_hang(unit: str) -> None:
    assert ends(lambda: find_numerals(unit * (20_000 // len(unit))))
