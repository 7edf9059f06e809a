"""Spreadsheets: numbers as displayed, titles and notes beside tables, merged headers, hidden parts, hostile files."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.sheet import read
from reportparse.loaders.sheet_biff import Continued, rk_number
from reportparse.loaders.sheet_formats import BUILT_IN, shown_number, shown_text
from reportparse.loaders.sheet_xls import _Reader
from reportparse.model.document import Contents, GridCell

BED = Path(__file__).resolve().parent.parent / "bed" / "sheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(
    sheet: str, *, styles: str = "", head: str = "", strings: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """A workbook of one sheet; `sheet` is what stands inside its root."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="表" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{RELATION}/styles" Target="styles.xml"/><Relationship Id="r3" Type="{RELATION}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | (more or {})).items():
            archive.writestr(name, data)
    return out.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def cells_of(contents: Contents, number: int = 0) -> dict[tuple[int, int], tuple[str, int, int]]:
    def shown(cell: GridCell) -> tuple[str, int, int]:
        return contents.text[cell.start : cell.end], cell.row_span, cell.column_span

    return {(cell.row, cell.column): shown(cell) for cell in contents.grids[number].cells}


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_report_reads_alike_in_every_kind_of_workbook(kind: str) -> None:
    contents = read((BED / f"features.{kind}").read_bytes(), "a")
    kinds = [(block.kind, contents.text[block.start : block.end].split("\n")[0]) for block in contents.blocks]
    assert kinds[:4] == [
        ("heading", "社会救助"),
        ("paragraph", "云岭区2020年上半年社会救助情况统计表"),
        ("paragraph", "填报单位:云岭区民政局\t单位:万元"),
        ("table", "| 镇街 | 城市低保 |  | 农村低保 |  |  |"),
    ]
    assert kinds[4:6] == [("paragraph", "注:数据截至2020年6月30日。"), ("paragraph", "本表含街道办事处代发数")]
    cells = cells_of(contents)
    assert cells[0, 0] == ("镇街", 2, 1)
    # The hidden column is gone from the span.
    assert cells[0, 1] == ("城市低保", 1, 2) and cells[0, 3] == ("农村低保", 1, 3)
    assert [cells[2, c][0] for c in range(6)] == ["松岗镇", "1,234", "1,234.50", "980", "67.89", "3.6%"]
    assert contents.grids[0].header_rows == 2 and contents.grids[2].header_rows == 1
    # The cached results of formulas; the error is empty.
    assert cells[4, 1][0] == "1,290" and cells[4, 4][0] == "1,164.85" and (4, 2) not in cells
    assert not any(hidden in contents.text for hidden in ("99999", "88888", "77777", "作废", "请核对", "内部编号"))
    assert ("comment", "请核对") in [(apart.kind, apart.text) for apart in contents.apart]
    warnings = "; ".join(contents.warnings)
    assert all(words in warnings for words in ("hidden sheet '草稿'", "hidden rows", "hidden columns", "#DIV/0!"))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_numbers_read_as_displayed(kind: str) -> None:
    cells = cells_of(read((BED / f"features.{kind}").read_bytes(), "a"), 1)
    shown = {cells[row, 0][0]: cells[row, 1][0] for row in range(1, 13) if (row, 1) in cells}
    assert shown == {
        "常规": "1234.5678", "百分比": "3.6%", "千分位": "1,234.50", "万元": "1234.6万", "日期": "2020-06-30",
        "年月": "2020年6月", "条件": "是", "文本": "007", "负数": "(3.50)", "会计": "1,234.50", "科学": "1.23E+04",
        "户": "120户",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (1234567.891, "General", "1234567.891"),
        (510106198001011234.0, "General", "510106198001011000"),
        (0.00001234, "General", "0.00001234"),
        (1e300, "General", "1E+300"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (0.5, "#.##", ".5"),
        (12, "0.0#", "12.0"),
        (12345678, '0!.0,"万"', "1234.6万"),
        (5000, '0!.0000"万"', "0.5000万"),
        (123456789012, '0.00,,"百万"', "123456.79百万"),
        (999, '[>=10000]0!.0,"万";0', "999"),
        (1234567, '[>=10000]0!.0,"万";0', "123.5万"),
        (-7, '[=1]"是";[=0]"否";0', "-7"),
        (0, BUILT_IN[43], " -   "),
        (5, ";;;", ""),
        (0, "0;-0;;@", ""),
        (20200630, '0000"年"00"月"00"日"', "2020年06月30日"),
        (0.75, "# ?/?", "3/4"),
        (1.5, "# ??/??", "1 1/2"),
        (12345, "##0.0E+0", "12.3E+3"),
        (44012, "yyyy/m/d", "2020/6/30"),
        (44012.5, "yyyy-mm-dd hh:mm", "2020-06-30 12:00"),
        (44012, "[$-804]aaaa", "星期二"),
        (44012, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二〇年六月三十日"),
        (12040, "[DBNum2]General", "壹万贰仟零肆拾"),
        (1.25, "[h]:mm", "30:00"),
        (60, "yyyy-m-d", "1900-2-29"),
        (-5, "yyyy-m-d", "-5"),
        (float("nan"), "0", ""),
        (5, "0" * 5000, "5"),
    ],
)
def test_formats(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    assert shown_number(42550, "yyyy-m-d", from_1904=True) == "2020-6-30"


def test_a_format_adds_to_a_text() -> None:
    assert shown_text("一般", '@"户"') == "一般户"
    assert shown_text("合计", "0.00") == "合计"


@pytest.mark.parametrize(
    "code", ['"', "[", "\\", "_", "*", "0.0.0.0", "[DBNum", "E+", "/", "@@", "yyyyyyyyy", "[h", ";;;;;;", "?/0"]
)
def test_broken_formats_do_no_harm(code: str) -> None:
    for value in (0.0, -1.5, 1e308, 5e-324, 44012.7):
        assert isinstance(shown_number(value, code), str)


def test_formulas_without_a_result_are_named_and_never_computed() -> None:
    contents = read(
        xlsx(f'<sheetData><row r="1">{text_cell("A1", "合计")}<c r="B1"><f>1+1</f></c></row></sheetData>'), "a"
    )
    assert contents.text == "合计\n"
    assert "formulas without a stored result are left empty: 1" in contents.warnings[0]


def test_blocks_parted_by_empty_rows_are_tables_of_their_own() -> None:
    contents = read((BED / "features.xlsx").read_bytes(), "a")
    assert [cells_of(contents, number)[0, 0][0] for number in (2, 3)] == ["项目", "机构"]


@pytest.mark.parametrize(("again", "tables"), [("", 1), ("项目", 2)])
def test_an_empty_row_parts_a_table_only_before_a_new_header(again: str, tables: int) -> None:
    def row(number: int, *texts: str) -> str:
        cells = "".join(
            f'<c r="{column}{number}"><v>{text}</v></c>' if text.isdigit() else text_cell(f"{column}{number}", text)
            for column, text in zip("AB", texts, strict=False)
        )
        return f'<row r="{number}">{cells}</row>'

    rows = [row(1, "项目", "户数"), row(2, "城市低保", "120"), row(4, "农村低保", "85"), row(5, "合计", "205")]
    if again:
        rows[2:2] = [row(4, again, "人数")]
        rows[3:] = [row(5, "农村低保", "85"), row(6, "合计", "205")]
    contents = read(xlsx(f"<sheetData>{''.join(rows)}</sheetData>"), "a")
    assert len(contents.grids) == tables


def test_one_sheet_has_no_heading_and_a_text_sheet_is_paragraphs() -> None:
    rows = "".join(f'<row r="{i}">{text_cell(f"A{i}", f"第{i}行")}</row>' for i in (1, 2))
    contents = read(xlsx(f"<sheetData>{rows}</sheetData>"), "a")
    assert [block.kind for block in contents.blocks] == ["paragraph", "paragraph"]


def test_group_labels_above_the_figures_are_no_header() -> None:
    rows = [("指标", "本期"), ("一、养老", ""), ("床位", "5236")]
    xml = "".join(
        f'<row r="{i}">{text_cell(f"A{i}", a)}{text_cell(f"B{i}", b) if b else ""}</row>'
        for i, (a, b) in enumerate(rows, 1)
    )
    assert read(xlsx(f"<sheetData>{xml}</sheetData>"), "a").grids[0].header_rows == 1


def test_shared_strings_without_reading_aids_and_with_escapes() -> None:
    strings = "<si><r><t>城市</t></r><r><t>低保_x000D_</t></r><rPh sb='0' eb='1'><t>chengshi</t></rPh></si>"
    contents = read(xlsx('<sheetData><row><c t="s"><v>0</v></c></row></sheetData>', strings=strings), "a")
    assert contents.text == "城市低保\n"


def test_a_huge_sheet_with_two_cells_is_quick() -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="16384" hidden="1"/></cols><sheetData>'
        f'<row r="1">{text_cell("A1", "首")}</row><row r="1048576">{text_cell("A1048576", "末")}</row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>'
    )
    start = time.perf_counter()
    assert read(xlsx(sheet), "a").text == "首\n末\n"
    assert time.perf_counter() - start < 3


def test_scattered_cells_do_not_make_a_huge_table() -> None:
    def name(number: int) -> str:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters

    rows = "".join(f'<row r="{i}"><c r="{name(i)}{i}"><v>{i}</v></c></row>' for i in range(1, 3001))
    contents = read(xlsx(f"<sheetData>{rows}</sheetData>"), "a")
    assert not contents.grids and "too sparse" in contents.warnings[0]


def test_refusals_are_one_clear_line() -> None:
    good = (BED / "features.xlsx").read_bytes()
    for data in (
        good[: len(good) // 2],
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"abc",
        b"PK\x05\x06" + bytes(18),
    ):
        with pytest.raises(UnreadableDocument) as caught:
            read(data, "表.xlsx")
        assert "\n" not in str(caught.value) and str(caught.value).startswith("表.xlsx: ")


def test_entities_are_refused() -> None:
    head = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(UnreadableDocument, match="entities"):
        read(xlsx(f"<sheetData><row>{text_cell('A1', '&b;')}</row></sheetData>", head=head), "a")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(xlsx("<a>" * 5000 + "</a>" * 5000), "a")


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportparse.loaders.sheet_model.MAX_CELLS", 10)
    rows = "".join(f"<row><c><v>{i}</v></c></row>" for i in range(20))
    with pytest.raises(UnreadableDocument, match="more than 10 filled cells"):
        read(xlsx(f"<sheetData>{rows}</sheetData>"), "a")


def test_binary_workbooks_are_named() -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>'
    )
    with pytest.raises(UnsupportedFormat, match="xlsb"):
        read(xlsx("", more={"_rels/.rels": relations.encode()}), "a")


def test_mutations_are_read_or_refused() -> None:
    for kind in ("xls", "xlsx", "ods"):
        good = (BED / f"features.{kind}").read_bytes()
        for seed in range(40):
            data = bytearray(good)
            for step in range(6):
                data[(seed * 7919 + step * 104729) % len(data)] = (seed * 31 + step * 17) % 256
            try:
                read(bytes(data), "a")
            except UnreadableDocument as error:
                assert "\n" not in str(error)


# --- records of old workbooks ----------------------------------------------------------------------------------------


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def biff5(*sheet: bytes, code_page: int = 936) -> bytes:
    """A workbook of Excel 95 with one sheet."""
    bof = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0))
    title = "表一".encode("gbk")
    formats = record(0x041E, struct.pack("<HB", 164, 4) + b"0.0%")
    styles = record(0x00E0, struct.pack("<HH", 0, 0) + bytes(12)) + record(
        0x00E0, struct.pack("<HH", 0, 164) + bytes(12)
    )
    head = bof + record(0x0042, struct.pack("<H", code_page)) + formats + styles
    place = len(head) + 4 + 7 + len(title) + 4
    head += record(0x0085, struct.pack("<IBBB", place, 0, 0, len(title)) + title) + record(0x000A, b"")
    return head + record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0)) + b"".join(sheet) + record(0x000A, b"")


@pytest.mark.parametrize("code_page", [936, 1252])
def test_workbooks_of_excel_95(code_page: int) -> None:
    label = "低保人数".encode("gbk")
    stream = biff5(
        record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(label)) + label),
        record(0x0203, struct.pack("<HHHd", 0, 1, 1, 0.036)),
        record(0x027E, struct.pack("<HHHI", 0, 2, 0, (123456 << 2) | 3)),
        code_page=code_page,
    )
    sheet = _Reader(stream, "a").read().sheets[0]
    assert sheet.name == "表一"
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (0, 0): "低保人数",
        (0, 1): "3.6%",
        (0, 2): "1234.56",
    }


def test_formula_results_of_all_kinds() -> None:
    def formula(column: int, result: bytes) -> bytes:
        return record(0x0006, struct.pack("<HHH", 0, column, 0) + result + bytes(8))

    stream = biff5(
        formula(0, struct.pack("<d", 7.0)),
        formula(1, b"\0" + bytes(5) + b"\xff\xff"),
        record(0x0207, struct.pack("<H", 4) + "合计".encode("gbk")),
        formula(2, b"\1\0\1" + bytes(3) + b"\xff\xff"),
        formula(3, b"\2\0\7" + bytes(3) + b"\xff\xff"),
    )
    book = _Reader(stream, "a").read()
    assert [cell.text for cell in book.sheets[0].cells.values()] == ["7", "合计", "TRUE"]
    assert book.errors == 1


def test_protected_workbooks_are_named() -> None:
    bof = record(0x0809, struct.pack("<HHHH", 0x0600, 5, 0, 0))
    with pytest.raises(UnreadableDocument, match="password"):
        _Reader(bof + record(0x002F, bytes(54)), "a").read()


def test_numbers_in_four_bytes() -> None:
    assert [rk_number(raw) for raw in ((5 << 2) | 2, ((1 << 30) - 5 << 2) | 2, (12345 << 2) | 3)] == [5, -5, 123.45]


def test_shared_strings_run_on_over_records() -> None:
    wide = "低保金发放".encode("utf-16-le")
    first = struct.pack("<II", 2, 2) + struct.pack("<HB", 5, 1) + wide[:4]
    second = b"\1" + wide[4:] + struct.pack("<HB", 3, 0) + b"ab"
    assert Continued([first, second, b"\0c"]).shared() == ["低保金发放", "abc"]
    assert Continued([first]).shared() == []


def test_numbers_that_nobody_writes_are_broken_bytes() -> None:
    data = (BED / "features.xls").read_bytes()
    stream = data.index(struct.pack("<HH", 0x0203, 14))  # the first cell with a number of its own
    broken = data[: stream + 10] + struct.pack("<d", 9.5e-308) + data[stream + 18 :]
    found = read(broken, "a")
    assert "E-308" not in found.text and any("could not be read: 1" in warning for warning in found.warnings)
