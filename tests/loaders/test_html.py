"""Web pages and web archives: what is text, what stands around it, and what no page may do."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders.html import read
from reportparse.model.document import Contents

BED = Path(__file__).resolve().parent.parent / "bed"
CORPUS = BED.parent.parent / "corpus"

PORTAL_TEXT = """云溪县民政局2019年工作总结
发布时间:2020-01-08 来源:县民政局
全年保障低保对象1080户、2315人[1],共100²户。
一、社会救助
救助315人次;
支出48.6万元。
二、新增86户
四、退出41户
a. 甲项
I. 乙项
1.自己写的号
云溪
附表 单位:万元
| 项目 | 资金 |  |
|  | 2018年 | 2019年 |
| 低保 | 598.2 | 612.4 |
| 合计 | 1,210.6 |  |
"""


def bed(name: str) -> Contents:
    return read((BED / "html" / name).read_bytes(), name)


def page(body: str, head: str = "") -> Contents:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "x.html")


def around(contents: Contents) -> str:
    return "\n".join(apart.text for apart in contents.apart if apart.kind == "boilerplate")


@pytest.mark.parametrize("name", ["portal_false_charset.html", "portal.mht"])
def test_an_article_of_a_portal_comes_out_whole_and_alone(name: str) -> None:
    contents = bed(name)
    assert contents.text == PORTAL_TEXT
    assert [(g.rows, g.columns, g.header_rows) for g in contents.grids] == [(4, 3, 2)]
    kinds = [(block.kind, block.level) for block in contents.blocks]
    assert kinds[0] == ("heading", 1)
    assert kinds[3] == ("heading", 2)
    assert kinds[6:10] == [("item", 1), ("item", 1), ("item", 1), ("item", 2)]
    for left_out in ("首页", "ICP备05001234号", "隐藏7777人", "第1页 共3页", "微信"):
        assert left_out in around(contents)
    for never in ("8888", "9999", "5555", "yún"):
        assert never not in contents.text + around(contents)


def test_a_short_notice_keeps_its_body_and_signature() -> None:
    assert bed("notice.html").text.splitlines() == [
        "关于暂停办理婚姻登记的通知", "因系统升级,5月6日暂停办理1天。", "云溪县民政局", "2019年5月5日",
    ]  # fmt: skip


def test_a_page_saved_by_word() -> None:
    contents = bed("word_gbk.doc")
    assert contents.text.splitlines() == [
        "云溪县民政局2019年工作总结", "一、社会救助", "1. 新增86户;", "• 退出41户[1]。", "资金\t\t48.6万元",
        "| 户数 | 35 |", "| 人数 | 62 |", "[1] 截至年底。",
    ]  # fmt: skip
    assert [block.kind for block in contents.blocks] == [
        "paragraph", "heading", "item", "item", "paragraph", "table", "note",
    ]  # fmt: skip
    assert ("header", "内部资料") in [(apart.kind, apart.text) for apart in contents.apart]
    assert "隐藏7777" in around(contents)


@pytest.mark.parametrize("name", ["excel.xls", "workbook.mht"])
def test_a_sheet_saved_as_a_page(name: str) -> None:
    contents = bed(name)
    assert "| 东街 | 1,234.50 | 3.6% |" in contents.text
    assert "西街" not in contents.text
    assert contents.grids[0].columns == 3
    assert contents.grids[0].cells[0].column_span == 3


@pytest.mark.parametrize("path", sorted([*BED.glob("corpus/*.html"), *BED.glob("corpus/*.mht")]), ids=lambda p: p.name)
def test_the_corpus_reads_as_from_txt(path: Path) -> None:
    wanted = re.findall(r"\d[\d.,]*", _joined((CORPUS / f"{path.stem}.txt").read_text(encoding="utf-8")))
    found = re.findall(r"\d[\d.,]*", _joined(read(path.read_bytes(), path.name).text))
    assert found == wanted


def _joined(text: str) -> str:
    """Without what is layout: page numbers, line ends, the bars of tables."""
    text = re.sub(r"— \d+ —", "", text)
    return re.sub(r"[ \n\u3000]", "", text)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>全年救助35人次</p>".encode("gbk"), "全年救助35人次"),
        ('<meta charset="gbk"><p>全年救助35人次</p>'.encode(), "全年救助35人次"),
        ('<meta charset="iso-8859-1"><p>全年救助35人次,发放低保金六百万元</p>'.encode("gbk"), "全年救助35人次,发放低保金六百万元"),
        ('<meta charset="big5"><p>全年救助</p>'.encode("big5", "ignore"), "全年救助".encode("big5", "ignore").decode("big5")),
        ("<p>全年救助35人次</p>".encode("utf-16"), "全年救助35人次"),
        ("\ufeff<p>全年救助35人次</p>".encode(), "全年救助35人次"),
        ("<p>&#20840;年&nbsp;35&emsp;人</p>".encode(), "全年 35\u2003人"),
    ],
)  # fmt: skip
def test_the_charset_is_found_whatever_is_declared(data: bytes, expected: str) -> None:
    assert read(data, "x.html").text.strip() == expected


def test_inline_elements_never_add_blanks_and_line_ends_of_the_source_never_cut_words() -> None:
    assert (
        page("<p>支出<b>1</b><span>,234</span>\n  <i>.5</i>万元,城乡\n低保</p>").text == "支出1,234 .5万元,城乡低保\n"
    )


def test_lists_print_their_numbers() -> None:
    text = page("<ol reversed><li>甲事项</li><li>乙事项</li></ol><ol style='list-style:upper-roman'><li>丙事项</ol>"
                "<ol start=9 style='list-style-type:simp-chinese-informal'><li>丁事项<li>戊事项<li>己事项</ol>"
                "<ul><li>庚事项</ul><ol style='list-style:none'><li>辛事项</ol>").text  # fmt: skip
    assert text.splitlines() == ["2. 甲事项", "1. 乙事项", "I. 丙事项", "九、丁事项", "十、戊事项", "十一、己事项", "庚事项", "辛事项"]  # fmt: skip


def test_a_layout_table_is_read_as_blocks() -> None:
    long = "全年救助困难群众三百五十人次,发放资金。" * 20
    contents = page(f"<table><tr><td>左栏</td><td><p>{long}</p><p>第二段12人。</p></td></tr></table>")
    assert not contents.grids
    assert contents.text.splitlines() == [long, "第二段12人。"]
    assert "左栏" in around(contents)


def test_huge_spans_are_clamped() -> None:
    contents = page(
        "<table border=1><tr><td colspan=999999 rowspan=999999>甲1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    )
    assert contents.grids[0].rows == 2
    assert all(cell.column_span <= 1100 for cell in contents.grids[0].cells)


def test_the_title_comes_from_the_head_without_the_name_of_the_site() -> None:
    head = "<title>云溪县2019年救助工作总结_政府信息公开_云溪县人民政府网</title>"
    body = "<div class='TRS_Editor'><p>全年救助三百五十人次,发放资金四十八万元。</p></div>"
    assert page(body, head).text.startswith("云溪县2019年救助工作总结\n全年")
    assert page(body.replace("全年", "云溪县2019年救助工作总结</p><p>全年"), head).text.count("总结") == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"<html><body></body></html>",
        b"<html><head><title>x</title></head><body><script>var a='1';</script></body></html>",
        b"<html><frameset><frame src=a.htm></frameset></html>",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n",
        b"<html><body>" + bytes(range(128, 256)) * 40 + b"</body></html>",
        b"<div>" * 200_000 + b"x",
        b"<table>" * 200_000 + b"x",
        b"<b><p>" * 100_000 + b"x",
        b"MIME-Version: 1.0\r\n" + b"\r\nContent-Type: text/html\r\n" * 20_000,
    ],
)
def test_what_cannot_be_read_is_refused_quickly(data: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "x.html")
    assert str(caught.value).startswith("x.html: ")
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "body",
    [
        "<p " + " ".join(f"a{i}=1" for i in range(300_000)) + ">低保12人</p>",
        "<div>" * 2_000 + "低保12人" + "</div>" * 2_000,
        "<font>" * 3_000 + "低保12人",
        "<p>低保12人</p><a <a <a " * 20_000,
        "<p>低保12人</p>" + "<!--" * 200_000,
        "<p>低保12人</p><p title=\"" + "<" * 200_000,
        "<table border=1><tr><td>低保<td>12人" + "<td>" * 50_000 + "</table>",
    ],
    ids=["attributes", "deep", "unclosed", "tags", "comments", "quote", "cells"],
)  # fmt: skip
def test_hostile_pages_are_read_quickly(body: str) -> None:
    began = time.monotonic()
    assert "12人" in page(body).text
    assert time.monotonic() - began < 10


def test_text_below_the_deepest_level_stays_in_order() -> None:
    body = (
        "<div id=zoom>"
        + "".join(f"<div>第{i}层" for i in range(300))
        + "<script>x</script><p>底12人</p>"
        + "</div>" * 300
    )
    assert page(body).text.splitlines() == [*(f"第{i}层" for i in range(300)), "底12人"]


@pytest.mark.parametrize(("ending", "warned"), [("</td></tr></table></body></html>\n", False), ("", True)])
def test_a_page_that_breaks_off_is_told(ending: str, warned: bool) -> None:
    rows = "".join(f"<tr><td>第{n}村<td>{n}户" for n in range(1, 60))
    page = f"<html><head><title>2021年低保情况</title><body><p>2021年低保情况如下:<table>{rows}{ending}"
    assert any("breaks off" in w for w in read(page.encode(), "a").warnings) == warned


def test_the_foot_of_a_table_stands_last_wherever_it_is_written() -> None:
    rows = "<thead><tr><th>项目<th>数</thead><tfoot><tr><td>合计<td>98</tfoot><tbody><tr><td>甲<td>86<tr><td>乙<td>12"
    assert page(f"<table>{rows}</table>").text == "| 项目 | 数 |\n| 甲 | 86 |\n| 乙 | 12 |\n| 合计 | 98 |\n"


def test_text_of_no_size_is_hidden() -> None:
    found = page('<p>救助86人<span style="font-size:0.9em">次</span><span style="font-size: 0px">99户</span></p>')
    assert found.text == "救助86人次\n" and around(found) == "99户"
