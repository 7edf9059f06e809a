"""Slips on pages read from pictures: what is mended, what is only doubted, and that typed pages are left alone."""

from __future__ import annotations

from array import array
from decimal import Decimal
from typing import Literal

import pytest

from hang import ends
from reportparse.cleaning import clean
from reportparse.link.build import as_read
from reportparse.link.scan_doubts import doubts
from reportparse.model.document import Contents, Document, Page
from reportparse.model.mentions import QuantityMention
from reportparse.model.reading import Reading
from reportparse.model.report import Source


def read(*pages: str, by: Literal["text", "ocr"] = "ocr", sure: float = 1.0) -> Reading:
    """Pages as a loader hands them over, cleaned."""
    places, start = [], 0
    for number, text in enumerate(pages, 1):
        places.append(Page(number, start, start + len(text), 595, 842, by))
        start += len(text)
    contents = Contents("".join(pages), pages=tuple(places), sureness=array("f", [sure] * start))
    return clean(Document(contents, Source(path="x.png", sha256="", format="png", bytes=1)))


MENDED = [
    ("累计发放1.234.567元。", "累计发放1,234,567元。"),
    ("累计发放1.234.567.89元。", "累计发放1,234,567.89元。"),
    ("全年支出12.345.678万元，", "全年支出12,345,678万元，"),
    ("服务群众1.234,567人次。", "服务群众1,234,567人次。"),
    ("城乡低保12.345人，", "城乡低保12,345人，"),
    ("服务群众4,829.414人次，累计发放1,204,177.235元。", "服务群众4,829,414人次，累计发放1,204,177,235元。"),
    ("特困供养3.105户。", "特困供养3,105户。"),
    ("救助（12.480人次）", "救助（12,480人次）"),
    ("发放棉被2.500余件。", "发放棉被2,500余件。"),
    ("筹集善款32.944元。", "筹集善款32,944元。"),
    ("人口自然增长率4.14%0。", "人口自然增长率4.14‰。"),
    ("结婚率为19.8%o，比上年低。", "结婚率为19.8‰，比上年低。"),
    ("死亡率为8.40%。，其中", "死亡率为8.40‰，其中"),
    ("结婚率、离婚率分别为5.2%0、2.1%o。", "结婚率、离婚率分别为5.2‰、2.1‰。"),
]


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_what_can_be_read_in_one_way_only_is_mended(before: str, after: str) -> None:
    reading = read(before)
    assert reading.text == after
    assert {edit.kind for edit in reading.edits} == {"ocr"}
    assert reading.source == before


@pytest.mark.parametrize("before", [before for before, _ in MENDED])
def test_typed_pages_are_left_alone(before: str) -> None:
    assert read(before, by="text").text == before


@pytest.mark.parametrize(
    "text",
    [
        "投入资金12.345万元。",  # may be either
        "福彩销量1.234亿元。",
        "电价为0.538元。",
        "气价为3.215元/立方米。",
        "户均3.125人。",
        "平均每个社区12.345人。",
        "占地12.345亩。",
        "做法：\n3.105人参加培训。",  # the third of a list
        "学习班。2.120人到场。",
        "系统地址192.168.100.200。",
        "全年支出1,234.567万元。",
        "提高1.234个百分点。",
        "折合12.345人民币。",
        "同比增长5%。共有低保户",
        "同比增长5%0.3个百分点",
        "增长率为4.14%。\n",
        "增长3%05",
        "入住率为93.5%0，",  # percentages are frequent, and specks look like rings
        "离婚率下降5.2%0。",
        "出生率为9，入住率为95%0。",
        "累计支出4,177.235万元。",
        "人均支出4,177.235元。",
    ],
)
def test_what_may_be_read_in_two_ways_is_left(text: str) -> None:
    assert not read(text).edits


def test_only_the_pages_read_from_pictures_are_touched() -> None:
    contents = Contents("低保1.234人。\n低保1.234人。\n", pages=(Page(1, 0, 10, 1, 1), Page(2, 10, 20, 1, 1, "ocr")))
    reading = clean(Document(contents, Source(path="x.pdf", sha256="", format="pdf", bytes=1)))
    assert reading.text == "低保1.234人。\n低保1,234人。\n"


def test_places_are_right_behind_a_shorter_text() -> None:
    reading = read("低 保 对 象 共有10 户。\n", "出生率4.14%0，低保1.234人。")
    assert reading.text.endswith("出生率4.14‰，低保1,234人。")
    at = reading.text.index("4.14‰")
    start, end = reading.span(at, at + 5)
    assert reading.source[start:end] == "4.14%0"


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("保障00户、000人。", ["00", "000"]),
        ("支出000.00万元", ["000.00"]),
        ("增长.%，", ["."]),
        ("发放口口万元", ["口口"]),
        ("改造☑户", ["☑"]),
        ("共1 000户", []),
        ("下降0%", []),
        ("增长0.00%", []),
        ("早上8:00人多", []),
        ("00年代", []),
        ("总人口万人以上", []),
        ("共100户", []),
    ],
)
def test_digits_without_a_shape_are_damage_and_no_noughts(text: str, damaged: list[str]) -> None:
    reading = read(text)
    found = [reading.source[d.start : d.end] for d in reading.damage]
    assert [f for f in found if f in damaged] == damaged
    assert bool(found) == bool(damaged)


def test_typed_noughts_are_left() -> None:
    assert not read("保障00户", by="text").damage


@pytest.mark.parametrize(
    ("printed", "unit", "measure", "rule", "expected"),
    [
        ("4.14%0", "‰", "rate", "quantity", ["per_mille"]),
        ("3.2%", "%", "rate", "quantity", []),
        ("12.345万元", "万元", "amount", "quantity", ["thousands"]),
        ("0.345万元", "万元", "amount", "quantity", []),
        ("1,012.345万元", "万元", "amount", "quantity", []),
        ("57.06人", "人", "persons", "quantity", ["whole"]),
        ("1.2万人", "人", "persons", "quantity", []),
        ("58.3", "", "count", "quantity.bare", ["lost_sign"]),
        ("0", "", "count", "quantity.bare", ["alone"]),
        ("10", "", "count", "quantity.bare", []),
    ],
)
def test_forms_that_are_confused_are_named(
    printed: str, unit: str, measure: str, rule: str, expected: list[str]
) -> None:
    found = doubts(printed, unit, measure, rule, shared=False)
    assert [name.removeprefix("quantity.ocr_") for name in found] == expected


def test_an_average_may_have_a_point() -> None:
    assert not doubts("2.5人", "人", "persons", "quantity", shared=True)


def test_confidence_takes_the_letters_sureness_and_the_forms_doubt() -> None:
    reading = read("销量12.345万元", sure=0.8)
    figure = QuantityMention(2, 10, 8, Decimal("12.345"), "万元", "amount")
    rules, confidence = as_read(reading.contents, (2, 10), "12.345万元", figure, None, 0.9)
    assert rules == ("quantity.ocr", "quantity.ocr_thousands")
    assert confidence == pytest.approx(0.9 * 0.8 * 0.9, abs=0.01)


@pytest.mark.parametrize(
    "hostile", ["1.234" * 20_000, "0" * 100_000, "1.234.567" * 10_000, "口" * 100_000, "5%。" * 30_000]
)
def test_hostile_pages_do_not_hang(hostile: str) -> None:
    assert ends(lambda: read(hostile))
