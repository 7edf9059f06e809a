"""Word documents: the text as printed; what is hidden, deleted or a code stays out."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reportparse.loaders.docx import read
from reportparse.model.document import Contents

BED = Path(__file__).parent.parent / "bed"
make: Any = type("make", (), runpy.run_path(str(BED / "make_docx.py")))
p, r, field, tr, tbl, level = make.p, make.r, make.field, make.tr, make.tbl, make.level
numbering, style, docx, zipped = make.numbering, make.style, make.docx, make.zipped


def contents(body: str, **parts: Any) -> Contents:
    return read(docx(body, **parts), "a.docx")


def text(body: str, **parts: Any) -> str:
    return contents(body, **parts).text.removesuffix("\n")


def lines(body: str, **parts: Any) -> list[str]:
    return text(body, **parts).split("\n")


def cells(found: Contents, table: int = 0) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): found.text[c.start : c.end] for c in found.grids[table].cells}


# ---- whole files


@pytest.mark.parametrize("name", ["report.docx", "strict.docx"])
def test_a_report_reads_as_printed(name: str) -> None:
    found = read((BED / "docx" / name).read_bytes(), name)
    assert found.text.split("\n")[:13] == [
        "青川县民政局2019年工作总结",
        "一、社会救助",
        "(一)城乡低保",
        "全年保障低保对象1080户、2315人,发放低保金612.4万元。",
        "1. 新增86户;",
        "①其中城市12户;",
        "2. 退出41户。",
        "(二)医疗救助",
        "1. 救助315人次;",
        "2. 支出48.6万元。",
        "二、养老服务",
        "新建日间照料中心4个。",
        "联系电话:12349",
    ]
    assert found.text.endswith("\n截至2019年12月底。\n")
    assert found.blocks[-1].kind == "note"
    assert [(b.level, found.text[b.start : b.end]) for b in found.blocks if b.kind == "heading"] == [
        (1, "一、社会救助"),
        (2, "(一)城乡低保"),
        (2, "(二)医疗救助"),
        (1, "二、养老服务"),
    ]
    grid = found.grids[0]
    assert (grid.rows, grid.columns, grid.header_rows) == (4, 4, 2)
    assert cells(found)[2, 0] == "1" and cells(found)[3, 3] == "48.6"
    spans = {found.text[c.start : c.end]: (c.row_span, c.column_span) for c in grid.cells}
    assert spans["序号"] == (2, 1) and spans["资金"] == (1, 2)
    assert [(a.kind, a.text) for a in found.apart] == [
        ("boilerplate", "一、社会救助\t2"),
        ("header", "内部资料"),
        ("footer", "第3页"),
        ("comment", "请核对户数"),
    ]
    assert found.warnings == ()


def test_templates_macro_files_and_odd_folders_are_documents_too() -> None:
    data = docx(p("正文5人"), main="Main2")
    assert read(data, "a.dotx").text == "正文5人\n"
    macro = _replaced(data, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 never looked at"})
    assert read(macro, "a.docm").text == "正文5人\n"
    with zipfile.ZipFile(io.BytesIO(docx(p("正文5人")))) as archive:
        turned = {name.replace("/", "\\").capitalize(): archive.read(name) for name in archive.namelist()}
    assert read(zipped(turned), "a.docx").text == "正文5人\n"


def test_a_part_in_another_encoding_reads_as_well() -> None:
    hidden = r("密", "<w:vanish/>")
    main = f'<?xml version="1.0" encoding="UTF-16"?><w:document {make.SPACES}><w:body>{p(hidden + r("明"))}</w:body></w:document>'
    assert read(_replaced(docx(p("x")), {"word/document.xml": main.encode("utf-16")}), "a.docx").text == "明\n"


def test_what_another_program_wrote_reads_too() -> None:
    found = read((BED / "docx" / "writer.docx").read_bytes(), "writer.docx")
    assert found.text.startswith(
        "一、双拥工作\n全年走访慰问驻军部队4次,发放慰问金12.5万元。\n1. 安置退役士兵38名;\n2. 发放优待金206.7万元。\n"
    )
    assert found.blocks[0].kind == "heading"
    assert cells(found)[2, 2] == "1,118"


# ---- text of a paragraph


def test_insertions_count_and_deletions_do_not() -> None:
    gone = "<w:r><w:delText>980</w:delText></w:r>"
    body = p(
        r("救助") + f"<w:del>{gone}</w:del><w:ins>{r('1080')}</w:ins>" + r("人")
        + f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>"
    )  # fmt: skip
    assert text(body) == "救助1080人新"


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_is_not_counted() -> None:
    parts = {"numbering": numbering({0: level(0, "decimal", "%1、")}, {1: (0, "")})}
    body = p("甲", num=(1, 0)) + p("乙", num=(1, 0), mark="<w:del/>") + p("丙", num=(1, 0)) + p("丁", num=(1, 0))
    assert lines(body, **parts) == ["1、甲", "2、乙丙", "3、丁"]


def test_text_before_a_table_stays_before_it_though_its_mark_is_deleted() -> None:
    assert text(p("表前", mark="<w:del/>") + tbl(tr("甲", "1"))) == "表前\n| 甲 | 1 |"


def test_hidden_text_is_out_by_run_by_style_and_by_paragraph() -> None:
    styles = (
        style("h", "h", "<w:rPr><w:vanish/></w:rPr>", kind="character")
        + style("hp", "hp", "<w:rPr><w:vanish/></w:rPr>")
        + style("hq", "hq", based="hp")
    )
    body = (
        p(r("共5") + r("密", "<w:vanish/>") + r("密", '<w:rStyle w:val="h"/>') + r("户", '<w:vanish w:val="0"/>'))
        + p(r("密") + r("显", '<w:vanish w:val="false"/>'), style="hq")
        + p(r("全密", "<w:vanish/>"), mark="<w:vanish/>")
        + p("尾")
    )
    assert lines(body, styles=styles) == ["共5户", "显", "尾"]


def test_a_hidden_mark_runs_a_heading_into_the_text_and_keeps_its_number() -> None:
    parts = {"numbering": numbering({0: level(0, "decimal", "%1.", suffix="space")}, {1: (0, "")})}
    body = p("低保。", num=(1, 0), mark="<w:vanish/><w:specVanish/>") + p("发放5万元。") + p("医疗。", num=(1, 0))
    assert lines(body, **parts) == ["1. 低保。发放5万元。", "2. 医疗。"]


def test_signs_of_their_own() -> None:
    body = p(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        "<w:t>e</w:t><w:cr/><w:t>f</w:t><w:lastRenderedPageBreak/></w:r>"
    )
    assert text(body) == "a\tb\nc-d\u00ade\nf"


def test_signs_of_symbol_fonts() -> None:
    def sym(font: str, code: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    body = p(
        sym("Wingdings", "F06E") + sym("Wingdings", "F0FE") + sym("Wingdings 2", "F0A3") + sym("Symbol", "F0B7")
        + sym("Wingdings", "F083") + sym("Symbol", "F035") + sym("宋体", "25CB") + sym("Wingdings", "F034")
        + r("8") + r("\uf06c")
    )  # fmt: skip
    found = contents(body)
    assert found.text == "■☑□•③5○ 8●\n"
    assert len(found.warnings) == 1


def test_fields_give_their_results_and_not_their_codes() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("MERGEFIELD n", "7") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("有")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    body = p(
        r("共")
        + field("=SUM(A1)", "35.2")
        + r("万元")
        + nested
        + f'<w:fldSimple w:instr="DATE">{r("5月")}</w:fldSimple>'
    )
    assert text(body) == "共35.2万元有5月"


def test_fields_that_print_without_a_result() -> None:
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(
        field(r"eq \o\ac(○,3)", None) + r("甲") + field(r"EQ \f(1,2)", None) + r("乙") + box
        + field("XE &quot;词&quot;", None) + field(r"eq \o\ac(○,\s\do1(4))", None) + field(r'SYMBOL 183 \f "Symbol"', None)
    )  # fmt: skip
    assert text(body) == "③甲1/2乙☑④•"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    found = contents(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("救助5人")) + p("发放6万元"))
    assert found.text == "救助5人\n发放6万元\n"
    assert found.warnings


def test_a_field_may_run_over_paragraphs() -> None:
    body = (
        p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT</w:instrText>'
          '<w:fldChar w:fldCharType="separate"/></w:r>' + r("一"))
        + p(r("二") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )  # fmt: skip
    assert lines(body) == ["一", "二"]


def test_links_controls_and_ruby() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('di')}</w:rt><w:rubyBase>{r('低')}</w:rubyBase></w:ruby></w:r>"
    body = (
        p(
            f"<w:hyperlink>{r('网址')}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>{r('5户')}</w:sdtContent></w:sdt>{ruby}"
        )
        + f"<w:sdt><w:sdtContent>{p('控件段')}<w:sdt><w:sdtContent>{p('内层')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        + f'<w:customXml w:element="x">{p("自定义")}</w:customXml>'
    )
    assert lines(body) == ["网址5户低", "控件段", "内层", "自定义"]


def test_formulas_keep_their_numbers_apart() -> None:
    body = p(
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>12</m:t></m:r></m:num><m:den><m:r><m:t>35</m:t></m:r>"
        "</m:den></m:f><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    assert text(body) == "x=12/35 10^8"


def test_art_letters_and_old_boxes_are_text() -> None:
    body = p('<w:r><w:pict><v:shape><v:textpath string="民政局文件"/></v:shape></w:pict></w:r>') + p("正文")
    assert lines(body) == ["民政局文件", "正文"]


def test_a_box_in_a_box_file_held_twice_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框内5万元')}</w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    only_old = f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>'
    assert lines(p(r("前") + f"<w:r>{both}</w:r>" + r("后"))) == ["前后", "框内5万元"]
    assert lines(p(f"<w:r>{only_old}</w:r>") + p("后")) == ["框内5万元", "后"]


# ---- notes and what stands apart


def test_notes_come_last_once_and_only_if_something_points_to_them() -> None:
    def mark(kind: str, key: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'

    def notes(kind: str) -> str:
        ids = {1: "甲注", 2: "乙注" + "", 3: "无人指"}
        return "".join(f'<w:{kind} w:id="{k}">{p(r(v) + mark(kind, k))}</w:{kind}>' for k, v in ids.items())

    body = p(r("120") + mark("footnote", 2) + r("人") + mark("endnote", 1) + mark("footnote", 2)) + p(
        f"<w:del>{mark('footnote', 1)}</w:del>" + r("完")
    )
    found = contents(body, footnotes=notes("footnote"), endnotes=notes("endnote"))
    assert found.text == "120人\n完\n乙注\n甲注\n"
    assert [b.kind for b in found.blocks] == ["paragraph", "paragraph", "note", "note"]


def test_parts_that_are_not_read_are_named() -> None:
    drawing = "<w:r><w:drawing><a:graphic><c:chart/></a:graphic></w:drawing></w:r>"
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    found = contents(p(r("图") + drawing + sheet) + '<w:altChunk r:id="x"/>')
    assert len(found.warnings) == 3


def _replaced(data: bytes, files: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return bytes(zipped({**kept, **files}))
