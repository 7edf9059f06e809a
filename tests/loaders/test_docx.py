"""Word documents: the text as printed, numbers and all; what is hidden, deleted or hostile stays out."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.docx import read
from reportparse.loaders.docx_numbering import numbered
from reportparse.loaders.docx_numerals import by_example, numeral
from reportparse.model.document import Contents

BED = Path(__file__).parent.parent / "bed"
make: Any = type("make", (), runpy.run_path(str(BED / "make_docx.py")))
p, r, field, tc, tr, tbl = make.p, make.r, make.field, make.tc, make.tr, make.tbl
level, numbering, style, docx, zipped = make.level, make.numbering, make.style, make.docx, make.zipped


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


# ---- automatic numbers

FORMATS = {
    "decimal": "1 10 11 21",
    "chineseCounting": "一 十 十一 二十一",
    "chineseCountingThousand": "一 十 十一 二十一",
    "japaneseCounting": "一 十 十一 二十一",
    "ideographTraditional": "甲 癸 11 21",
    "ideographDigital": "一 一〇 一一 二一",
    "chineseLegalSimplified": "壹 壹拾 壹拾壹 贰拾壹",
    "decimalEnclosedCircle": "① ⑩ ⑪ 21",
    "decimalEnclosedParen": "⑴ ⑽ ⑾ 21",
    "decimalFullWidth": "１ １０ １１ ２１",
    "decimalZero": "01 10 11 21",
    "upperLetter": "A J K U",
    "lowerLetter": "a j k u",
    "upperRoman": "I X XI XXI",
    "lowerRoman": "i x xi xxi",
    "none": "   ",
    "somethingNew": "1 10 11 21",
}


@pytest.mark.parametrize(("name", "shown"), FORMATS.items())
def test_number_formats(name: str, shown: str) -> None:
    assert " ".join(numeral(n, name) for n in (1, 10, 11, 21)) == shown


def test_large_numbers() -> None:
    assert numeral(100, "chineseCounting") == "一○○"
    assert [numeral(n, "chineseCountingThousand") for n in (100, 103, 110, 1005, 10_010)] == [
        "一百", "一百零三", "一百一十", "一千零五", "一万零一十",
    ]  # fmt: skip
    assert numeral(110, "japaneseCounting") == "百十"
    assert [numeral(n, "lowerLetter") for n in (26, 27, 28, 10**6)] == ["z", "aa", "bb", "1000000"]
    assert numeral(10**6, "upperRoman") == "1000000" and numeral(0, "upperRoman") == "0"
    assert [by_example(7, e) for e in ("001, 002, 003, ...", "一, 十, 一百(简), ...", "?")] == ["007", "七", "7"]


@pytest.mark.parametrize(
    ("number", "suffix", "following", "shown"),
    [
        ("一、", "tab", "工作", "一、工作"),
        ("(一)", "space", "工作", "(一)工作"),
        ("1.", "tab", "工作", "1. 工作"),
        ("1.", "nothing", "工作", "1.工作"),
        ("1.", "nothing", "5万元", "1. 5万元"),
        ("3", "nothing", "2017年", "3 2017年"),
        ("①", "tab", "工作", "①工作"),
        ("①", "tab", "12人", "① 12人"),
        ("第一章", "tab", "总则", "第一章 总则"),
        ("-", "nothing", "20万元", "- 20万元"),
        ("1.", "tab", " 工作", "1. 工作"),
        ("", "tab", "工作", "工作"),
    ],
)
def test_what_parts_a_number_from_its_text(number: str, suffix: str, following: str, shown: str) -> None:
    assert numbered(number, suffix, following) == shown


def test_levels_count_below_one_another_and_start_anew() -> None:
    made = numbering(
        {0: level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%1.%2%3)")},
        {1: (0, "")},
    )
    order = [0, 1, 1, 2, 0, 1, 2]
    body = "".join(p("项", num=(1, at)) for at in order)
    assert [line.split(" ")[0] for line in lines(body, numbering=made)] == [
        "1", "1.1", "1.2", "1.2a)项", "2", "2.1", "2.1a)项",
    ]  # fmt: skip


def test_a_level_may_count_on_and_show_digits_only() -> None:
    made = numbering(
        {
            0: level(0, "chineseCounting", "第%1章")
            + level(1, "decimal", "%1.%2", more="<w:lvlRestart w:val='0'/><w:isLgl/>")
            + level(2, "decimal", "%3", more="<w:lvlRestart w:val='1'/>")
        },
        {1: (0, "")},
    )
    body = "".join(p("项", num=(1, at)) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [line.split(" ")[0] for line in lines(body, numbering=made)] == [
        "第一章", "1.1", "1", "1.2", "2", "第二章", "2.3", "1",
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1、")}</w:lvlOverride>'
    made = numbering({0: level(0, "decimal", "%1、", start=3)}, {1: (0, ""), 2: (0, ""), 3: (0, anew), 4: (0, other)})
    body = "".join(p("项", num=(n, 0)) for n in (1, 1, 2, 3, 3, 1, 4))
    assert lines(body, numbering=made) == ["3、项", "4、项", "5、项", "5、项", "6、项", "7、项", "H、项"]


def test_numbers_and_levels_come_through_styles() -> None:
    styles = (
        style("t1", "标题 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("t2", "自定", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>')
        + style("t3", "再定", based="t2")
        + style("loop", "loop", based="loop")
        + style("ls", "ls", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    )
    made = numbering(
        {
            0: level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="t1"/>')
            + level(1, "chineseCounting", "(%2)", more='<w:pStyle w:val="t2"/>'),
            1: '<w:styleLink w:val="ls"/>' + level(0, "decimal", "%1)"),
            2: '<w:numStyleLink w:val="ls"/>',
        },
        {1: (0, ""), 2: (1, ""), 3: (2, "")},
    )
    body = (
        p("甲", style="t1") + p("乙", style="t2") + p("丙", style="t3") + p("丁", style="t1", num=(0, 0))
        + p("戊", style="loop") + p("己", num=(3, 0)) + p("庚", style="t2", more='<w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    found = contents(body, styles=styles, numbering=made)
    assert found.text.split() == ["一、甲", "(一)乙", "(二)丙", "丁", "戊", "1)己", "(三)庚"]
    assert [(b.kind, b.level) for b in found.blocks] == [
        ("heading", 1), ("heading", 2), ("heading", 2), ("heading", 1), ("paragraph", 0), ("item", 1), ("item", 2),
    ]  # fmt: skip


def test_bullets_and_hidden_numbers() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    bullet = level(0, "bullet", "\uf06c").replace("</w:lvl>", font + "</w:lvl>")
    hidden = level(1, "decimal", "%2.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    made = numbering({0: bullet + hidden}, {1: (0, "")})
    assert lines(p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(9, 0)), numbering=made) == [
        "● 甲",
        "乙",
        "丙",
    ]


def test_a_paragraph_in_a_heading_style_is_no_heading_if_long() -> None:
    found = contents(
        p("发放救助金5万元。" * 20, more='<w:outlineLvl w:val="0"/>') + p("短", more='<w:outlineLvl w:val="2"/>')
    )
    assert [(b.kind, b.level) for b in found.blocks] == [("paragraph", 0), ("heading", 3)]


# ---- tables


def test_merged_cells_stand_once() -> None:
    found = contents(
        tbl(
            tr(tc("地区", merge="restart"), tc("人数", span=2)),
            tr(tc("不印", merge="continue"), "男", "女"),
            tr("甲镇", "1", "2"),
            tr(tc("孤", merge="continue"), "3", "4"),
        )
    )
    assert found.grids[0].cells[0][:4] == (0, 0, 2, 1)
    assert "不印" not in found.text and cells(found)[3, 0] == "孤"


def test_columns_left_out_and_spans_larger_than_the_table() -> None:
    found = contents(
        tbl(
            tr(tc("合计", span=900_000_000), "9"),
            tr("甲", "5", more='<w:gridBefore w:val="1"/>'),
        )
    )
    grid = found.grids[0]
    assert grid.columns <= 5
    assert cells(found)[0, 0] == "合计" and cells(found)[1, 1] == "甲" and cells(found)[1, 2] == "5"


def test_deleted_rows_and_cells_are_out_and_controlled_ones_in() -> None:
    gone = tc("乙").replace("<w:tcPr>", "<w:tcPr><w:cellDel/>")
    found = contents(
        tbl(
            tr("甲", "1"),
            tr("旧", "2", more="<w:del/>"),
            tr("密", "3", more="<w:hidden/>"),
            f"<w:sdt><w:sdtContent>{tr('丙', gone, '4')}</w:sdtContent></w:sdt>",
            tr("丁", f"<w:tc><w:tcPr/>{p('5')}</w:tc>"),
        )
    )
    assert cells(found) == {(0, 0): "甲", (0, 1): "1", (1, 0): "丙", (1, 1): "4", (2, 0): "丁", (2, 1): "5"}


def test_a_table_in_a_table_comes_after_it() -> None:
    inner = tbl(tr("内", "7"))
    found = contents(tbl(tr("外", tc(p("说明") + inner + p("12") + p("35")))) + p("后"))
    assert found.text == "| 外 | 说明 12 35 |\n| 内 | 7 |\n后\n"


def test_a_table_of_one_cell_is_a_frame() -> None:
    found = contents(tbl(tr(tc(p("一段") + p("二段") + tbl(tr("内", "7"))))))
    assert found.text == "一段\n二段\n| 内 | 7 |\n"


def test_a_table_too_large_for_a_grid_is_given_by_lines() -> None:
    rows = [tr(*(["x"] * (3 + i % 2)), more=f'<w:gridBefore w:val="{i}"/>') for i in range(700)]
    found = contents(tbl(*rows))
    assert not found.grids and found.text.startswith("x | x | x\n") and found.warnings


def test_a_number_alone_counts_but_prints_only_in_a_cell() -> None:
    made = numbering({0: level(0, "decimal", "%1.")}, {1: (0, "")})
    body = p("甲", num=(1, 0)) + p(num=(1, 0)) + tbl(tr(tc(p(num=(1, 0))), "乙"))
    assert text(body, numbering=made) == "1. 甲\n| 3. | 乙 |"


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


# ---- what is refused


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "a.docx")
    message = str(caught.value)
    assert message.startswith("a.docx: ") and "\n" not in message and len(message) < 250
    return caught.value


def test_files_without_text_say_so() -> None:
    assert "no text" in refused(docx(p())).reason
    assert "embedded" in refused(docx('<w:altChunk r:id="x"/>')).reason


def test_other_files_are_named() -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    sheet = f'<Relationships {space}><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    assert isinstance(refused(zipped({"_rels/.rels": sheet, "xl/workbook.xml": "<a/>"})), UnsupportedFormat)
    assert "zip" in refused(zipped({"a.txt": "b"})).reason
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(locked).reason
    assert isinstance(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), UnsupportedFormat)


def test_a_file_cut_off_anywhere_is_refused_or_read() -> None:
    whole = (BED / "docx" / "report.docx").read_bytes()
    for size in range(0, len(whole), 97):
        refused(whole[:size])


def test_a_flipped_byte_is_refused_or_gives_the_same_text() -> None:
    whole = (BED / "docx" / "report.docx").read_bytes()
    expected = read(whole, "a.docx").text
    for place in range(0, len(whole), 131):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        try:
            found = read(bytes(broken), "a.docx")
        except UnreadableDocument:
            continue
        assert found.text == expected or found.warnings or found.text.startswith("青川县民政局2019年工作总结\n")


def test_broken_lesser_parts_are_warned_of() -> None:
    data = docx(p("正文5人"), styles="", numbering="")
    files = {"word/styles.xml": "<broken", "word/numbering.xml": "<broken"}
    found = read(_replaced(data, files), "a.docx")
    assert found.text == "正文5人\n" and len(found.warnings) == 2


def test_bombs_are_refused() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "bomb"}">' for i in range(12))
    body = make.SPACES
    main = f"<!DOCTYPE w [{entities}]><w:document {body}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    assert "a.docx" in str(refused(_replaced(docx(p("x")), {"word/document.xml": main})))
    outside = '<!DOCTYPE w SYSTEM "file:///etc/passwd">'
    main = f"{outside}<w:document {body}><w:body>{p('x')}</w:body></w:document>"
    assert "DTD" in refused(_replaced(docx(p("x")), {"word/document.xml": main})).reason
    huge = _replaced(docx(p("x")), {"word/document.xml": b" " * (50 * 1024 * 1024)})
    assert len(huge) < 100_000
    assert "unpacks" in refused(huge).reason


@pytest.mark.parametrize("name", ["w:sdt", "w:ins", "w:smartTag", "w:txbxContent", "mc:AlternateContent", "w:tbl"])
@pytest.mark.parametrize("depth", [60, 300, 20_000])
def test_deep_nesting_is_read_or_refused(name: str, depth: int) -> None:
    around = {
        "w:sdt": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        "w:txbxContent": ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        "mc:AlternateContent": ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        "w:tbl": ("<w:tbl><w:tr><w:tc>", "</w:tc><w:tc/></w:tr></w:tbl>"),
    }.get(name, (f"<{name}>", f"</{name}>"))
    data = docx(around[0] * depth + p("5人") + around[1] * depth)
    try:
        assert "5人" in read(data, "a.docx").text
    except UnreadableDocument:
        assert depth > 30


def test_many_attributes_members_and_wild_numbers() -> None:
    attributes = " ".join(f'a{i}="1"' for i in range(20_000))
    wild = (
        p("甲", more='<w:outlineLvl w:val="-99999999999999999999999"/>', num=(1, 0))
        + f"<w:p {attributes}>{r('5人')}</w:p>"
    )
    made = numbering(
        {0: level(0, "upperLetter", "%1" * 50_000, start=2_000_000_000).replace('w:ilvl="0"', 'w:ilvl="x"')},
        {1: (0, "")},
    )
    found = text(wild, numbering=made)
    assert found.endswith("5人") and len(found) < 2_000
    many = {f"word/media/{i}.png": b"" for i in range(25_000)}
    assert "parts" in refused(zipped(many)).reason


def _replaced(data: bytes, files: dict[str, str | bytes]) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return bytes(zipped({**kept, **files}))
