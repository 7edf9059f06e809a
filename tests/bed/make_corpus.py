"""Six annotated documents of the corpus in every format an archive holds.

    python tests/bed/make_corpus.py [--only docx,pdf,…]

Writes tests/bed/corpus/ID.EXT, one for each document and format, so that what is read of them can be held against
corpus/ID.gold.json. The .docx is written here, with headings, automatic numbers, real tables, a page header and page
numbers; LibreOffice (needed for this script only, never by a test) turns it into .doc, .rtf, .odt, .html and .pdf; the
scans are the pages of the .pdf rendered at 200 dpi, a little noisy and half a degree askew.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from PIL import Image
from PIL.Image import Resampling

BED = Path(__file__).resolve().parent / "corpus"
SOURCE = BED.parent.parent.parent / "corpus"

Kind = Literal["title", "line", "heading", "item", "paragraph", "table"]


@dataclass(frozen=True)
class Part:
    """A block of a document. `numbered` is which automatic number it has ('' for none) and `typed` how it prints."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    numbered: Literal["", "一、", "(一)", "1、"] = ""
    typed: str = ""

    @property
    def printed(self) -> str:
        """The text with its number."""
        return self.typed + self.text


@dataclass(frozen=True)
class Plan:
    """How a document of the corpus is taken: where its lines were broken by hand, whether its numbers are automatic."""

    header: str
    joined: bool = False  # lines of the .txt are pieces of paragraphs
    automatic: bool = False  # numbers become the word processor's own
    run_in: bool = True  # a numbered line goes on after its heading, so it is a paragraph and no heading
    web_page: str = ""  # the encoding of a hand-made web page; '' for LibreOffice's
    subtitles: tuple[str, ...] = field(default=())  # short lines that are headings without a number


PLANS = {
    "d1-02": Plan("清江区民政局文件", joined=True, automatic=True),
    "d1-04": Plan("和安市民政局", web_page="gb18030"),
    "d2-01": Plan("芦汀区社会服务发展统计公报", automatic=True, web_page="utf-8"),
    "d2-02": Plan("椴江市民政局文件", automatic=True),
    "d2-03": Plan("岚浦区民政局", web_page="gb18030", subtitles=("数据解读",)),
    "d3-02": Plan("青柏市慈善总会", web_page=""),
}

NUMBER = re.compile(
    r"(?:(?P<major>[一二三四五六七八九十]+、)|(?P<minor>[(（][一二三四五六七八九十]+[)）])|(?P<item>\d+、))"
)
PAGE_MARK = re.compile(r"—\s*\d+\s*—")
FIXED_DATE = (2024, 1, 1, 0, 0, 0)


def parts_of(name: str) -> list[Part]:
    """The document as blocks; the page marks between its lines are left out, they become real page numbers."""
    plan = PLANS[name]
    lines = [line.rstrip("\r") for line in (SOURCE / f"{name}.txt").read_bytes().decode().split("\n")]
    lines = [line for line in lines if line.strip() and not PAGE_MARK.fullmatch(line.strip())]
    parts = [Part("title", lines[0])]
    rows: list[tuple[str, ...]] = []
    for line in joined(lines[1:]) if plan.joined else lines[1:]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            parts.append(Part("table", rows=tuple(rows)))
            rows = []
        parts.append(part_of(line, plan))
    return parts


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs of lines that were broken at a fixed width; a new one begins at a number or after a short line."""
    width = max(len(line) for line in lines)
    paragraph, last = "", ""
    for line in lines:
        if paragraph and (NUMBER.match(line) or len(last) < width - 6):
            yield paragraph
            paragraph = ""
        paragraph, last = paragraph + line, line
    yield paragraph


def part_of(line: str, plan: Plan) -> Part:
    """A line as a heading, an item, a paragraph, with its number set apart where the plan makes it automatic."""
    number = NUMBER.match(line)
    if line.startswith(("发布时间", "信息来源")):
        return Part("line", line)
    if line in plan.subtitles:
        return Part("heading", line)
    if number is None:
        return Part("paragraph", line)
    run_in = len(line) > 30
    kind: Kind = "item" if number["item"] else "paragraph" if run_in else "heading"
    if not plan.automatic:
        return Part(kind, line)
    numbered: Literal["一、", "(一)", "1、"] = "一、" if number["major"] else "(一)" if number["minor"] else "1、"
    return Part(kind, line[number.end() :], numbered=numbered, typed=number.group())


# --- .docx -----------------------------------------------------------------------------------------------------------

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


def is_band(row: Sequence[str]) -> bool:
    """Whether a row is one title over all columns."""
    return bool(row[0]) and not any(row[1:])


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


# --- by LibreOffice --------------------------------------------------------------------------------------------------

FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "xls": "xls", "html": "html", "pdf": "pdf"}


def convert(path: Path, extension: str, folder: Path) -> None:
    """The file in another format, written into the folder under its own stem."""
    command = ["soffice", "--headless", "-env:UserInstallation=file:///tmp/lo_bed", "--convert-to", FILTERS[extension]]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)


# --- .html, as a government site serves it ---------------------------------------------------------------------------

PAGE = """<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title} - {site}</title>
<style>.TRS_Editor p {{ line-height: 2; text-indent: 2em }} table {{ border-collapse: collapse }}</style>
<script>var hits = 1024; document.title = document.title + "";</script>
</head>
<body>
<div class="header"><h2>{site}门户网站</h2>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/tjsj/">统计数据</a></li></ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>
<div class="article">
<h1>{title}</h1>
<div class="TRS_Editor">
{body}
</div>
</div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/a1.html">民政服务热线</a></li><li><a href="/a2.html">办事指南</a></li></ul></div>
<div class="footer">主办：{site} 版权所有 <a href="/map">网站地图</a></div>
</body>
</html>
"""


def write_page(name: str, parts: Sequence[Part], path: Path) -> None:
    """The document as a page of a site, with the site's own text around it."""
    body = "\n".join(page_part(part) for part in parts[1:])
    encoding = PLANS[name].web_page
    charset = "gb2312" if encoding == "gb18030" else encoding
    title = html.escape(parts[0].text)
    page = PAGE.format(charset=charset, title=title, site=PLANS[name].header, body=body)
    path.write_bytes(page.encode(encoding))


def page_part(part: Part) -> str:
    """A block as HTML."""
    if part.kind == "table":
        return "<table border=1>\n" + "\n".join(page_row(row, i == 0) for i, row in enumerate(part.rows)) + "\n</table>"
    text = html.escape(part.printed, quote=False).replace("  ", "&nbsp; ")
    if part.kind == "heading":
        return f"<p><strong>{text}</strong></p>"
    return f"<p>{text}</p>"


def page_row(row: Sequence[str], head: bool) -> str:
    """A row of a table as HTML."""
    if is_band(row):
        return f"<tr><td colspan={len(row)}>{html.escape(row[0])}</td></tr>"
    tag = "th" if head else "td"
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"


def write_archive(page: Path, path: Path) -> None:
    """The page as a browser saves it with all that belongs to it: one part of HTML, one of style."""
    from email import policy
    from email.message import MIMEPart

    html_part, style_part, whole = MIMEPart(policy.SMTP), MIMEPart(policy.SMTP), MIMEPart(policy.SMTP)
    html_part.set_content(page.read_bytes(), maintype="text", subtype="html", cte="base64")
    html_part["Content-Location"] = "http://mz.example/2024/t1.html"
    style_part.set_content("td { border: 1px solid #1234ab }", subtype="css", cte="quoted-printable")
    style_part["Content-Location"] = "http://mz.example/style.css"
    whole["From"] = "<Saved by a browser>"
    whole["Subject"] = page.stem
    whole["MIME-Version"] = "1.0"
    whole["Content-Type"] = 'multipart/related; type="text/html"; boundary="----=_Part_of_the_bed"'
    whole.attach(html_part)
    whole.attach(style_part)
    path.write_bytes(whole.as_bytes())


# --- .xlsx -----------------------------------------------------------------------------------------------------------


def write_xlsx(parts: Sequence[Part], path: Path) -> None:
    """The document as a workbook: figures are numbers that a format shows with separators, the rest are lines of text."""
    import xlsxwriter  # type: ignore[import-untyped]  # ships no types

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("统计数据")
    columns = max(len(row) for part in parts for row in part.rows)
    bold = book.add_format({"bold": True})
    at = 0
    for part in parts:
        if part.kind == "heading":
            sheet, at = book.add_worksheet(part.text), 0
        if part.kind != "table":
            sheet.merge_range(at, 0, at, columns - 1, part.printed, bold if part.kind == "title" else None)
            at += 1
            continue
        for row in part.rows:
            if is_band(row):
                sheet.merge_range(at, 0, at, columns - 1, row[0], bold)
            else:
                for column, text in enumerate(row):
                    write_cell(book, sheet, at, column, text)
            at += 1
    book.close()
    fix_dates(path)


def write_cell(book: object, sheet: object, row: int, column: int, text: str) -> None:
    """A cell; a number is stored as one and shown as printed."""
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        decimals = len(text.partition(".")[2])
        shape = ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
        look = book.add_format({"num_format": shape})  # type: ignore[attr-defined]
        sheet.write_number(row, column, float(Decimal(text.replace(",", ""))), look)  # type: ignore[attr-defined]
    elif text:
        sheet.write_string(row, column, text)  # type: ignore[attr-defined]


# --- .ofd ------------------------------------------------------------------------------------------------------------


def ofd(name: str) -> bytes:
    """The document by the small writer that make_ofd.py has."""
    sys.path.insert(0, str(BED.parent))
    from make_ofd import corpus_file

    return corpus_file(name)


# --- scans -----------------------------------------------------------------------------------------------------------

DPI = 200
SKEW_DEGREES = 0.5
NOISE = 5.0
JPEG_QUALITY = 38


PICTURES = {"d1-02": "tif", "d1-04": "jpg", "d2-03": "png", "d3-02": "png"}
"""Documents of one page that are kept as a picture too, and in which format."""


def pages_askew(pdf: Path) -> list[Image.Image]:
    """The pages in grey, half a degree askew."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return [page.rotate(SKEW_DEGREES, resample=Resampling.BICUBIC, fillcolor=255) for page in pages]


def noisy(page: Image.Image, seed: int) -> Image.Image:
    """The page as a scanner sees it: paper not quite white, ink not quite black, and noise."""
    import numpy as np

    noise = np.random.default_rng(seed).normal(0, NOISE, (page.height, page.width))
    grey = np.asarray(page, dtype=np.float32) * 0.9 + 20 + noise
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def write_scans(name: str, pdf: Path, folder: Path) -> None:
    """An image-only PDF and, for documents of one page, that page as a picture."""
    pages = pages_askew(pdf)
    first, *rest = [noisy(page, seed) for seed, page in enumerate(pages, start=20240101)]
    path = folder / f"{name}-scan.pdf"
    first.save(path, save_all=True, append_images=rest, resolution=DPI, quality=JPEG_QUALITY, creationDate=None)
    extension = PICTURES.get(name)
    path = folder / f"{name}-scan.{extension}"
    if extension == "jpg":
        first.save(path, quality=JPEG_QUALITY, dpi=(DPI, DPI))
    elif extension == "tif":  # as a fax or a bureau's scanner writes it: black and white
        pages[0].point(lambda grey: 255 * (grey > 150)).convert("1").save(path, compression="group4", dpi=(DPI, DPI))
    elif extension == "png":  # noise would not compress: a page of four greys, as "clean scan" programs write it
        pages[0].quantize(4).save(path, optimize=True, dpi=(DPI, DPI))


# --- all of it -------------------------------------------------------------------------------------------------------


def make(name: str, only: set[str], folder: Path) -> None:
    """All formats of one document."""
    parts = parts_of(name)
    tabular = any(part.kind == "table" for part in parts)
    with tempfile.TemporaryDirectory() as scratch:
        made, typed = Path(scratch) / f"{name}.docx", Path(scratch) / "typed" / f"{name}.docx"
        typed.parent.mkdir()
        write_docx(name, parts, made)
        # LibreOffice writes no Chinese automatic numbers into web pages: there they are typed, as sites do.
        write_docx(name, parts, typed, automatic=False)
        jobs: dict[str, Callable[[], object]] = {
            "docx": lambda: shutil.copyfile(made, folder / made.name),
            "doc": lambda: convert(made, "doc", folder),
            "rtf": lambda: convert(made, "rtf", folder),
            "odt": lambda: convert(made, "odt", folder),
            "html": lambda: (
                write_page(name, parts, folder / f"{name}.html")
                if PLANS[name].web_page
                else convert(typed, "html", folder)
            ),
            "pdf": lambda: convert(made, "pdf", folder),
            "scan": lambda: write_scans(name, folder / f"{name}.pdf", folder),
        }
        jobs["ofd"] = lambda: (folder / f"{name}.ofd").write_bytes(ofd(name))
        if tabular:
            jobs["xlsx"] = lambda: write_xlsx(parts, folder / f"{name}.xlsx")
            jobs["xls"] = lambda: convert(folder / f"{name}.xlsx", "xls", folder)
        if PLANS[name].web_page:
            jobs["mht"] = lambda: write_archive(folder / f"{name}.html", folder / f"{name}.mht")
        for extension, job in jobs.items():
            if not only or extension in only:
                job()


def main() -> None:
    """Make the bed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", default="", help="formats, comma between (docx doc rtf odt html mht pdf xlsx xls scan ofd)"
    )
    only = set(filter(None, parser.parse_args().only.split(",")))
    BED.mkdir(parents=True, exist_ok=True)
    for name in PLANS:
        make(name, only, BED)
        print(name, *sorted(path.suffix for path in BED.glob(f"{name}*")))
    print(sum(path.stat().st_size for path in BED.iterdir()) // 1024, "KB")


if __name__ == "__main__":
    main()
