"""The same pages as a .docx, for LibreOffice to print."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from make_pdf_tables_pages import Page, Table

SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def write_docx(path: Path, pages: list[Page]) -> None:
    """Each page as one, but that a table runs over its end where `breaks_after` says so."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    broken = False
    for number, page in enumerate(pages):
        if number and not broken:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        broken = False
        for part in page.parts:
            if isinstance(part, str):
                paragraph = document.add_paragraph(part)
                paragraph.paragraph_format.first_line_indent = Pt(21)
                continue
            for _ in range(4 if part.breaks_after else 0):  # so that the page turns inside the table
                document.add_paragraph(page.parts[0]).paragraph_format.first_line_indent = Pt(21)
            for line in part.caption:
                side = "right" if line.startswith("单位") else "center"
                document.add_paragraph(line).alignment = SIDES[side]
            _add_table(document, part)
            broken = broken or bool(part.breaks_after)
            if not broken:
                document.add_paragraph("")
    document.save(str(path))


def _add_table(document: object, table: Table) -> None:
    grid = document.add_table(len(table.rows), len(table.rows[0]))  # type: ignore[attr-defined]
    grid.autofit = False
    if table.kind == "ruled":
        grid.style = "Table Grid"
    for r, row in enumerate(table.rows):
        for c in range(len(row)):
            cell = grid.cell(r, c)
            cell.width = Pt(table.widths[c])
            paragraph = cell.paragraphs[0]
            text = table.plain(r, c)
            paragraph.text = text
            if r < table.header_rows:
                paragraph.alignment = SIDES["center"]
            elif c and any(sign.isdigit() for sign in text):
                paragraph.alignment = SIDES[table.align]
            if table.kind == "three-line":
                _border(cell, top=r == 0, bottom=r in (table.header_rows - 1, len(table.rows) - 1))
        if r < table.header_rows and table.repeat_header:
            mark = OxmlElement("w:tblHeader")
            grid.rows[r]._tr.get_or_add_trPr().append(mark)
    for r0, c0, r1, c1 in table.spans():
        text = grid.cell(r0, c0).text
        merged = grid.cell(r0, c0).merge(grid.cell(r1, c1))
        for extra in merged.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        merged.paragraphs[0].text = text


def _border(cell: object, *, top: bool, bottom: bool) -> None:
    borders = OxmlElement("w:tcBorders")
    for side, wanted in (("top", top), ("bottom", bottom)):
        if wanted:
            edge = OxmlElement(f"w:{side}")
            edge.set(qn("w:val"), "single")
            edge.set(qn("w:sz"), "8")
            borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)  # type: ignore[attr-defined]
