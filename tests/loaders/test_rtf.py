"""RTF: the files of Word, WPS and LibreOffice, and what a broken or hostile one may do."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders.rtf import read
from reportparse.model.document import Contents

BED = Path(__file__).resolve().parent.parent / "bed"
CORPUS = BED.parent.parent / "corpus"
HEAD = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}"


def rtf(body: str, head: str = HEAD) -> Contents:
    return read((head + body + "}").encode("latin-1"), "x.rtf")


def test_a_file_as_word_writes_it() -> None:
    contents = read((BED / "rtf" / "word_gbk.rtf").read_bytes(), "word_gbk.rtf")
    assert contents.text.splitlines() == [
        "云溪县民政局2019年工作总结", "一、社会救助", "全年保障低保对象1080户、2315人,发放低保金612.4万元。",
        "1. 新增86户;", "①其中城市12户;", "• 退出41户。", "联系方式见右。", "联系电话:12349", "附表 单位:万元",
        "| 项目 | 资金 |  |", "|  | 2018年 | 2019年 |", "| 低保 | 598.2 | 612.4 |", "| 合计 |  | 1,210.6 |",
        "又一表:", "| 内含表 | 甲 12 止 |", "二、养老服务", "1月 新建站点4个", "床位5张。", "截至2019年12月底。",
    ]  # fmt: skip
    kinds = "".join(block.kind[0] for block in contents.blocks)
    assert kinds == "phpiiippptpthpn"
    grid = contents.grids[0]
    assert (grid.rows, grid.columns, grid.header_rows) == (4, 3, 2)
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in grid.cells}
    assert spans[0, 0] == (2, 1)
    assert spans[0, 1] == (1, 2)
    assert spans[3, 0] == (1, 2)
    apart = {(a.kind, a.text) for a in contents.apart}
    assert {("header", "内部资料"), ("footer", "3"), ("comment", "请核对户数")} <= apart
    assert not contents.warnings


def test_a_file_as_wps_and_small_tools_write_it() -> None:
    contents = read((BED / "rtf" / "wps_gbk.rtf").read_bytes(), "wps_gbk.rtf")
    assert contents.text.splitlines() == [
        "禾阳区民政局总结", "全区低保3126户、发放低保资金1842.7万元。", "\U0001f2c5结束",
        "一、救助工作", "1. 救助45人;", "2. 支出6万元。", "二、养老工作", "臺灣繁體", "| 户数 | 35 |", "| 人数 | 62 |",
    ]  # fmt: skip


@pytest.mark.parametrize("path", sorted(BED.glob("corpus/*.rtf")), ids=lambda p: p.name)
def test_the_corpus_reads_as_from_txt(path: Path) -> None:
    wanted = _joined((CORPUS / f"{path.stem}.txt").read_text(encoding="utf-8"))
    contents = read(path.read_bytes(), path.name)
    assert _joined(contents.text) == wanted
    assert {apart.kind for apart in contents.apart} == {"header", "footer"}


def _joined(text: str) -> str:
    """Without what is layout: page numbers, line ends, blanks, the bars of tables."""
    return re.sub(r"[\s|]", "", re.sub(r"— \d+ —", "", text))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\'b5\'cd\'b1\'a312\'c8\'cb\par", "低保12人"),
        (r"{\'b5}{\'cd}{\b \'b1\'a3}12\par", "低保12"),  # a double byte over two groups
        (r"\'81@\'81\\\'81\{1\par", b"\x81@\x81\\\x81{1".decode("gbk")),  # second bytes that look like signs of RTF
        (r"\uc1\u20302?\u-10180?\u-8507?1\par", "低\U0001f2c51"),
        (r"\u-10180?x\par", "\ufffdx"),  # half a sign
        (r"{\upr{wrong}{\*\ud\u20302?}}1\par", "低1"),
        (r"100{\super 1}\'bb\'a7\par", "100¹户"),
        (r"1{\v 2}3{\deleted 4}5{\mvf 6}7\par", "1357"),
        (r"a{\*\unknown 99}b{\unknown 1}c\par", "ab1c"),
        (r"1\bin5 }}}}}2\par", "12"),
        (r"a{\field{\*\fldinst HYPERLINK x}{\fldrslt 12}}b\par", "a12b"),
        (r"a\tab 5\line b\emdash\par", "a\t5\nb—"),
        (r"{\object\objemb{\*\objdata 0102}{\result 12}}\par", "12"),
        ("\\par\\plain 12\\\n34\\par", "12\n34"),
    ],
)
def test_control_words(body: str, expected: str) -> None:
    assert rtf(body).text == expected + "\n"


def test_bare_bytes_are_read_in_the_encoding_they_are_in() -> None:
    for encoding in ("gbk", "utf-8"):
        data = HEAD.encode() + "全年发放低保金12万元".encode(encoding) + rb"\par}"
        assert read(data, "x.rtf").text == "全年发放低保金12万元\n"


def test_a_frame_around_paragraphs_is_no_table() -> None:
    inner = r"\itap2\intbl a\nestcell 2\nestcell{\*\nesttableprops\trowd\cellx100\cellx900\nestrow}"
    contents = rtf(rf"\trowd\cellx5000\pard\intbl 1\par {inner}\pard\intbl 3\cell\row\pard 4\par")
    assert contents.text == "1\n| a | 2 |\n3\n4\n"
    assert len(contents.grids) == 1


def test_a_stray_brace_does_not_end_the_document() -> None:
    contents = rtf(r"\pard 12\par }\pard 34\par")
    assert contents.text == "12\n34\n"
    assert "braces do not match" in contents.warnings[0]


def test_a_file_cut_off_is_read_with_a_warning() -> None:
    whole = (BED / "rtf" / "word_gbk.rtf").read_bytes()
    contents = read(whole[: len(whole) * 2 // 3], "x.rtf")
    assert contents.text.startswith("云溪县民政局")
    assert "cut off" in contents.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        rb"{\rtf1}",
        rb"{\rtf1{\pict 0102}}",
        b"{\\rtf1" + b"{" * 1_000_000,
        rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 a;}}\f0" + rb"\'ff\'ff12 " * 500 + b"}",
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "x.rtf")
    assert str(caught.value).startswith("x.rtf: ")


def test_signs_of_symbol_fonts() -> None:
    fonts = HEAD.removesuffix("}") + r"{\f1\fcharset2 Wingdings;}}"
    assert rtf(r"{\f1\'fc}A{\f1\u-3986?}12{\f1\'e9}", fonts).text == "✓A■12➔\n"


@pytest.mark.parametrize(
    "body",
    [
        r"12\par\bin2147483647 " + "x" * 10_000,
        r"12\par\bin-5 \bin99999999999 ",
        r"\trowd " + r"12\cell " * 20_000 + r"\row",
        r"\trowd" + "".join(rf"\cellx{i}" for i in range(20_000)) + r" 12\cell\row",
        "".join(rf"\trowd\cellx{i * 70}\cellx{i * 99 + 999999} 12\cell b\cell\row" for i in range(2_000)),
        r"12{\footnote a" * 500 + "}" * 500,
        "{" * 9_000 + r"12\par" + "}" * 9_000,
        r"12\par{\pict " + "0a" * 2_000_000 + "}",
        r"{\*\listtable" + r"{\list{\listlevel{\leveltext \'02\'00.;}}\listid1}" * 5_000 + r"}12\ls1\par",
        r"\uc999999 12\par\u20302 ",
        r"12{\shp{\*\shpinst{\shptxt b" * 500 + "}}}" * 500,
    ],
    ids=["bin", "binneg", "cells", "edges", "grid", "notes", "groups", "picture", "lists", "repeat", "boxes"],
)
def test_hostile_files_are_read_quickly(body: str) -> None:
    began = time.monotonic()
    assert "12" in rtf(body).text
    assert time.monotonic() - began < 10


def test_signs_for_special_hyphens_and_blanks() -> None:
    assert rtf(r"2018\_2019 86\~\'bb\'a7\par").text == "2018-2019 86 户\n"
