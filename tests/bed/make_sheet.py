"""Writes the spreadsheets of the bed: tests/bed/sheet/*.

    python tests/bed/make_sheet.py

features.xlsx is written with XlsxWriter; LibreOffice (needed for this script only) turns it into .xls and .ods.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

BED = Path(__file__).resolve().parent / "sheet"
MADE = datetime(2024, 1, 1)


def features(path: Path) -> None:
    """Titles, captions, merged headers, formats, hidden parts, errors, formulas, boxes, comments."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE})
    relief(book)
    formats(book)
    hidden = book.add_worksheet("草稿")
    hidden.write_row(0, 0, ["作废", 99999])
    hidden.hide()
    two_tables(book)
    book.close()


def relief(book: Any) -> None:
    """A report sheet as offices make them."""
    sheet = book.add_worksheet("社会救助")
    centred = book.add_format({"align": "center", "bold": True})
    thousands, money = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0.00"})
    percent = book.add_format({"num_format": "0.0%"})
    sheet.merge_range("A1:G1", "云岭区2020年上半年社会救助情况统计表", centred)
    sheet.write("A2", "填报单位:云岭区民政局")
    sheet.write("G2", "单位:万元")
    sheet.merge_range("A3:A4", "镇街", centred)
    sheet.merge_range("B3:D3", "城市低保", centred)
    sheet.merge_range("E3:G3", "农村低保", centred)
    sheet.write_row("B4", ["人数", "资金", "内部编号", "人数", "资金", "占比"])
    for row, (name, *values) in enumerate(
        [("松岗镇", 1234, 1234.5, 71, 980, 67.891, 0.036), ("柏树街道", 56, 78.9, 72, 1080, 1096.956, 0.5)], 4
    ):
        sheet.write(row, 0, name)
        styles = (thousands, money, None, thousands, money, percent)
        for column, (value, style) in enumerate(zip(values, styles, strict=True), 1):
            sheet.write_number(row, column, value, style)
    sheet.write(6, 0, "作废镇")
    sheet.write(6, 1, 88888)
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    sheet.write(7, 0, "合计")
    sheet.write_formula("B8", "=SUM(B5:B6)", thousands, 1290)
    sheet.write_formula("C8", "=B8/0", None, "#DIV/0!")
    sheet.write_formula("F8", "=SUM(F5:F6)", money, 1164.847)
    sheet.write(8, 0, "注:数据截至2020年6月30日。")
    sheet.insert_textbox("I3", "本表含街道办事处代发数")
    sheet.write_comment("A5", "请核对")
    sheet.set_header("&L云岭区民政局&R第&P页")


def formats(book: Any) -> None:
    """One row for each number format."""
    sheet = book.add_worksheet("格式")
    rows: list[tuple[str, float | datetime | str, str]] = [
        ("常规", 1234.5678, ""), ("百分比", 0.036, "0.0%"), ("千分位", 1234.5, "#,##0.00"),
        ("万元", 12345678, '0\\.0,"万"'), ("日期", datetime(2020, 6, 30), "yyyy-mm-dd"),
        ("年月", datetime(2020, 6, 30), 'yyyy"年"m"月"'), ("条件", 1, '[=1]"是";[=0]"否";0'),
        ("文本", "007", "@"), ("负数", -3.5, "0.00_);(0.00)"), ("会计", 1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ '),
        ("科学", 12345, "0.00E+00"), ("户", 120, 'General"户"'), ("隐藏", 77777, ";;;"),
    ]  # fmt: skip
    sheet.write_row(0, 0, ["名称", "数值"])
    for row, (name, value, code) in enumerate(rows, 1):
        style = book.add_format({"num_format": code}) if code else None
        sheet.write(row, 0, name)
        if isinstance(value, datetime):
            sheet.write_datetime(row, 1, value, style)
        elif isinstance(value, str):
            sheet.write_string(row, 1, value, style)
        else:
            sheet.write_number(row, 1, value, style)


def two_tables(book: Any) -> None:
    """Two tables with an empty row between them, years for headers, and two filled cells far apart."""
    sheet = book.add_worksheet("养老")
    sheet.write_row("A1", ["项目", 2019, 2020])
    sheet.write_row("A2", ["养老床位(张)", 4127, 5236])
    sheet.write_row("A4", ["机构", "性质", "床位"])
    sheet.write_row("A5", ["第一福利院", "公办", 310])
    sheet.write("XFD1048576", "远处")


def convert(path: Path, kind: str) -> None:
    """The same file in another format by LibreOffice."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{profile}",
                "--convert-to",
                kind,
                "--outdir",
                str(path.parent),
                str(path),
            ],
            check=True,
            capture_output=True,
        )


def main() -> None:
    """All files."""
    BED.mkdir(exist_ok=True)
    features(BED / "features.xlsx")
    convert(BED / "features.xlsx", "ods")
    convert(BED / "features.xlsx", "xls:MS Excel 97")


if __name__ == "__main__":
    main()
