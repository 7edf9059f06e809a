"""A document of the corpus as .docx: headings, automatic numbers, real tables, a page header, page numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from corpus_parts import PLANS, Part, is_band

FIXED_DATE = (2024, 1, 1, 0, 0, 0)
FONT = "Noto Serif CJK SC"
LEVELS = {"一、": ("chineseCounting", "%1、"), "(一)": ("chineseCounting", "(%2)"), "1、": ("decimal", "%3、")}


def write_docx(name: str, parts: Sequence[Part], path: Path, *, automatic: bool = True) -> None:
    """The document with python-docx; `automatic` numbers are the word processor's own, else they are typed."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    for style_name, size in (("Normal", 12), ("Title", 18), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[style_name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
    lists = numbering(document)
    for part in parts:
        if part.kind == "table":
            docx_table(document, part.rows)
            continue
        look = {"title": "Title", "heading": "Heading 2" if part.numbered == "(一)" else "Heading 1"}.get(part.kind)
        own = automatic and part.numbered
        paragraph = document.add_paragraph(part.text if own else part.printed, style=look)
        if own:
            number(paragraph, lists, list(LEVELS).index(part.numbered))
        elif part.kind in ("paragraph", "item"):
            paragraph.paragraph_format.first_line_indent = Pt(24)
        if part.kind in ("title", "line"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.header.paragraphs[0].text = PLANS[name].header
    page_number(section.footer.paragraphs[0])
    document.core_properties.title = parts[0].text
    document.save(str(path))
    fix_dates(path)


def numbering(document: object) -> int:
    """A list of three levels, one for each kind of number, added to the document; its id."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    root = document.part.numbering_part.element  # type: ignore[attr-defined]
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for i, (form, text) in enumerate(LEVELS.values()):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(i))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:suff", "nothing"), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    first = root.find(qn("w:num"))
    root.insert(list(root).index(first), abstract) if first is not None else root.append(abstract)
    return int(root.add_num(90).numId)


def number(paragraph: object, list_id: int, level: int) -> None:
    """Makes the paragraph an entry of the list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_id


def docx_table(document: object, rows: Sequence[tuple[str, ...]]) -> None:
    """A real table: a header row that repeats on each page; a row with a first cell only is merged into one cell."""
    from docx.oxml import OxmlElement

    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")  # type: ignore[attr-defined]
    for i, row in enumerate(rows):
        for cell, text in zip(table.rows[i].cells, row, strict=True):
            cell.text = text
        if is_band(row):
            table.cell(i, 0).merge(table.cell(i, len(row) - 1)).text = row[0]
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def page_number(paragraph: object) -> None:
    """第 PAGE 页 共 NUMPAGES 页, as fields."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]
    for text, code in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(text)  # type: ignore[attr-defined]
        if code:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), code)
            run = OxmlElement("w:r")
            shown = OxmlElement("w:t")
            shown.text = "1"
            run.append(shown)
            simple.append(run)
            paragraph._p.append(simple)  # type: ignore[attr-defined]


def fix_dates(path: Path) -> None:
    """Writes a zip anew with one date for all members, so that the same input gives the same bytes."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members:
            info = zipfile.ZipInfo(member, FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
