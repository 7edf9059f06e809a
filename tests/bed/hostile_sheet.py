"""Hostile .xlsx files: sheets that claim to be endless, odd cells, XML bombs."""

from __future__ import annotations

from hostile_zip import OFFICE, PACKAGE, Build, laughs, outside, packed

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(sheet: str, *, head: str = "", **more: str | bytes) -> bytes:
    """An .xlsx with one sheet; `sheet` stands in its worksheet element."""
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
        '"/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    relation = (
        '<Relationships xmlns="{0}/relationships"><Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relation.format(PACKAGE, OFFICE, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": relation.format(PACKAGE, OFFICE, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {SHEET}>{sheet}</worksheet>",
    }
    members.update({name.replace("__", "/"): data for name, data in more.items()})
    return packed(members)


def cell(place: str, value: str = "12", more: str = "") -> str:
    """A cell of a sheet."""
    return f'<c r="{place}"{more}><v>{value}</v></c>'


def rows(*cells: str, row: str = "1") -> str:
    """A sheet's data: one row."""
    return f'<sheetData><row r="{row}">{"".join(cells)}</row></sheetData>'


def files() -> dict[str, Build]:
    """All of them by name."""
    merged = "".join(f'<mergeCell ref="A{i}:XFD{i + 1}"/>' for i in range(1, 20_000))
    shape = f'<styleSheet {SHEET}><numFmts><numFmt numFmtId="200" formatCode="{{}}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    return {
        "xlsx-dimension.xlsx": lambda: xlsx('<dimension ref="A1:XFD1048576"/>' + rows(cell("A1"))),
        "xlsx-last-cell.xlsx": lambda: xlsx(rows(cell("A1")) + rows(cell("XFD1048576"), row="1048576")),
        "xlsx-corners.xlsx": lambda: xlsx(
            f'<sheetData><row r="1">{cell("A1")}{cell("XFD1")}</row><row r="1048576">{cell("A1048576")}{cell("XFD1048576")}'
            "</row></sheetData>"
        ),
        "xlsx-beyond.xlsx": lambda: xlsx(rows(cell("ZZZZZZ99999999999"), row="99999999999")),
        "xlsx-row-0.xlsx": lambda: xlsx(rows(cell("A0"), cell("0"), cell(""), row="-1")),
        "xlsx-merges.xlsx": lambda: xlsx(rows(cell("A1")) + f"<mergeCells>{merged}</mergeCells>"),
        "xlsx-merge-all.xlsx": lambda: xlsx(
            rows(cell("A1")) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "xlsx-merge-back.xlsx": lambda: xlsx(rows(cell("A1")) + '<mergeCells><mergeCell ref="Z9:A1"/></mergeCells>'),
        "xlsx-shared-out.xlsx": lambda: xlsx(rows(cell("A1", "99999999", ' t="s"'), cell("B1", "-1", ' t="s"'))),
        "xlsx-numbers.xlsx": lambda: xlsx(
            rows(*(cell(f"A{i}", v) for i, v in enumerate(("1e308", "-1e400", "nan", "0x1f", "", "1" * 5000), 1)))
        ),
        "xlsx-format-long.xlsx": lambda: xlsx(
            rows(cell("A1", "3.6", ' s="0"')), **{"xl__styles.xml": shape.format("0" * 100_000)}
        ),
        "xlsx-format-odd.xlsx": lambda: xlsx(
            rows(cell("A1", "45000", ' s="0"')),
            **{"xl__styles.xml": shape.format("[$-804][&gt;=1e9]yyyy;;;@[Red" + "#,##0." * 2000)},
        ),
        "xlsx-date-huge.xlsx": lambda: xlsx(
            rows(cell("A1", "99999999999", ' s="0"')), **{"xl__styles.xml": shape.format("yyyy年m月d日")}
        ),
        "xlsx-entities.xlsx": lambda: xlsx(rows('<c r="A1" t="inlineStr"><is><t>&e9;</t></is></c>'), head=laughs("a")),
        "xlsx-outside.xlsx": lambda: xlsx(rows('<c r="A1" t="inlineStr"><is><t>&x;</t></is></c>'), head=outside("a")),
        "xlsx-many-cells.xlsx": lambda: xlsx(
            "<sheetData>"
            + "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 20 + "</row>" for r in range(1, 600))
            + "</sheetData>"
        ),
        "xlsx-no-sheet.xlsx": lambda: packed({"xl/workbook.xml": f"<workbook {SHEET}/>"}),
        "zip-spaces.xlsx": lambda: xlsx(rows(cell("A1")) + " " * 50_000_000),
    }
