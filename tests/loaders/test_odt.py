"""OpenDocument texts: numbers of lists and headings as printed, tables, what is hidden or apart, hostile files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.odt import read
from reportparse.loaders.odt_lists import Counter, printed
from reportparse.loaders.odt_styles import LevelStyle

BED = Path(__file__).resolve().parent.parent / "bed" / "odt"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def odt(body: str, *, head: str = "", more: dict[str, str] | None = None) -> bytes:
    """A text with this body."""
    content = (
        f"{head}<office:document-content {NAMESPACES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ({"content.xml": content} | (more or {})).items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["odt", "fodt"])
def test_everything_that_a_text_can_hold(kind: str) -> None:
    contents = read((BED / f"features.{kind}").read_bytes(), "a")
    assert contents.text == (
        "云岭区民政局2020年工作总结\n"
        "一、社会救助\n"
        "(一)城乡低保\n"
        "全年发放低保金1080万元，惠及2146人，月均350元。\n"
        "(二)临时救助\n"
        "城市\t120户\n农村   85户 和 乡镇 12户\n"
        "文本框：另有6户待审。\n"
        "二、养老服务\n"
        "一、新建养老机构3家\n（一）公办2家\n其中改造1家\n3. 投入500万元\n①省级200万元\n（二）民办1家\n二、新增床位310张\n"
        "中间一段。\n"
        "三、助餐点52个\n"
        "4 2020年目标\n4.1 床位5236张\n"
        "第1条 职责\n"
        "• 圆点项\n"
        "| 镇街 | 城市 |  | 备注 |\n|  | 户数 | 人数 |  |\n| 松岗镇 | 96 | 96 | 两行 文字 |\n"
        "节内文字。\n"
        "完。\n"
        "不含特困人员。\n"
    )
    headings = [(b.level, contents.text[b.start : b.end]) for b in contents.blocks if b.kind == "heading"]
    assert headings == [(1, "一、社会救助"), (2, "(一)城乡低保"), (2, "(二)临时救助"), (1, "二、养老服务")]
    grid = contents.grids[0]
    assert (grid.rows, grid.columns, grid.header_rows) == (3, 4, 2)
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in grid.cells}
    assert spans[0, 0] == (2, 1) and spans[0, 1] == (1, 2)
    assert contents.blocks[-1].kind == "note"
    assert {(apart.kind, apart.text) for apart in contents.apart} == {
        ("header", "云岭区民政局文件"),
        ("footer", "第3页"),
        ("boilerplate", "一、社会救助\t7"),
        ("comment", "请核对"),
    }


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (1, "一, 二, 三, ...", "一"), (10, "一, 二, 三, ...", "十"), (21, "一, 二, 三, ...", "二十一"),
        (105, "一, 二, 三, ...", "一百〇五"), (12, "壹, 贰, 叁, ...", "壹拾贰"), (20, "①, ②, ③, ...", "⑳"),
        (36, "①, ②, ③, ...", "㊱"), (51, "①, ②, ③, ...", "51"), (11, "甲, 乙, 丙, ...", "甲"), (3, "子, 丑, 寅, ...", "寅"),
        (12, "１, ２, ３, ...", "１２"), (27, "a", "aa"), (2, "A", "B"), (1994, "I", "MCMXCIV"), (5, "", ""), (7, "1", "7"),
    ],
)  # fmt: skip
def test_numbers_in_all_formats(number: int, number_format: str, shown: str) -> None:
    assert printed(number, number_format) == shown


def test_deeper_levels_begin_anew() -> None:
    levels = {1: LevelStyle("1", suffix="."), 2: LevelStyle("1", shown_levels=2)}
    counter = Counter()
    labels = [counter.next(level, levels) for level in (1, 2, 2, 1, 2)]
    assert labels == ["1. ", "1.1 ", "1.2 ", "2. ", "2.1 "]


def test_a_number_never_sticks_to_the_text() -> None:
    counter = Counter()
    assert counter.next(1, {1: LevelStyle("1")}) + "2020年" == "1 2020年"
    assert counter.next(1, {1: LevelStyle("一", suffix="、")}) + "2020年" == "二、2020年"


def test_nested_tables_stand_in_their_cell() -> None:
    inner = (
        "<table:table><table:table-row><table:table-cell><text:p>城市12户</text:p></table:table-cell><table:table-cell>"
        "<text:p>34人</text:p></table:table-cell></table:table-row></table:table>"
    )
    body = f"<table:table><table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row></table:table>"
    assert read(odt(body), "a").text == "| 城市12户 34人 |\n"


def test_huge_repeats_and_spans_are_clamped() -> None:
    cell = (
        '<table:table-cell table:number-columns-spanned="999999999" table:number-rows-spanned="999999999">'
        "<text:p>一<text:s text:c='999999999'/>二</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="999999999">{cell}</table:table-row>'
    contents = read(odt(f"<table:table>{row}</table:table>"), "a")
    assert len(contents.text) < 300 and contents.grids[0].cells[0][2:4] == (1, 1)


def test_a_table_too_large_is_written_as_paragraphs() -> None:
    far = '<table:table-cell table:number-columns-repeated="16000"/><table:table-cell><text:p>远</text:p></table:table-cell>'
    rows = f"<table:table-row>{far}</table:table-row>" * 20
    contents = read(odt(f"<table:table>{rows}</table:table>"), "a")
    assert not contents.grids and contents.text == "远\n" * 20 and contents.warnings


def test_lists_without_an_end_of_continuing() -> None:
    body = (
        '<text:list xml:id="a" text:continue-list="a"><text:list-item><text:p>甲</text:p></text:list-item></text:list>'
    )
    assert read(odt(body), "a").text == "甲\n"


def test_styles_that_inherit_in_a_circle() -> None:
    styles = (
        f"<office:document-styles {NAMESPACES}><office:styles>"
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
        "</office:styles></office:document-styles>"
    )
    assert read(odt('<text:p text:style-name="A">甲</text:p>', more={"styles.xml": styles}), "a").text == "甲\n"


def test_protected_files_are_named() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(UnreadableDocument, match="password"):
        read(odt("<text:p>甲</text:p>", more={"META-INF/manifest.xml": manifest}), "a")


def test_refusals_are_one_clear_line() -> None:
    good = (BED / "features.odt").read_bytes()
    broken = [
        good[: len(good) // 2],
        b"PK\x03\x04",
        b"<office:document",
        b"<a/>",
        odt(""),
        odt("<text:section>" * 300 + "</text:section>" * 300),
        odt("<text:p>&b;</text:p>", head='<!DOCTYPE a [<!ENTITY b "甲">]>'),
    ]
    for data in broken:
        with pytest.raises(UnreadableDocument) as caught:
            read(data, "总结.odt")
        assert "\n" not in str(caught.value) and str(caught.value).startswith("总结.odt: ")


def test_sheets_in_place_of_a_text_are_named() -> None:
    data = f"<office:document {NAMESPACES}><office:body><office:spreadsheet/></office:body></office:document>".encode()
    with pytest.raises(UnsupportedFormat):
        read(data, "a")


def test_a_bomb_of_blanks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportparse.loaders.odt_package.MAX_PART", 100_000)
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        read(odt("<text:p>甲</text:p>" + " " * 1_000_000), "a")


def test_mutations_are_read_or_refused() -> None:
    for kind in ("odt", "fodt"):
        good = (BED / f"features.{kind}").read_bytes()
        for seed in range(40):
            data = bytearray(good)
            for step in range(5):
                data[(seed * 7919 + step * 104729) % len(data)] = (seed * 31 + step * 17) % 256
            try:
                read(bytes(data), "a")
            except UnreadableDocument as error:
                assert "\n" not in str(error)
