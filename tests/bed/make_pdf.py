"""Makes the PDF files of tests/bed/pdf. Needs LibreOffice, reportlab, python-docx, Pillow and the Noto CJK fonts.

Run from the repository's root: python tests/bed/make_pdf.py
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

HERE = Path(__file__).parent / "pdf"
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
SONG = "STSong-Light"
A4 = (595.0, 842.0)
PICTURE_FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"

TITLE = ("清河县民政局关于二〇二一年工作情况", "和二〇二二年工作安排的报告")
SECTIONS = (
    (
        "一、社会救助工作",
        (
            (
                "（一）城乡低保",
                "全年保障城市低保对象3,512户、5,846人，累计发放低保金2845.67万元；保障农村低保对象8,127户、14,260人，"
                "累计发放低保金4,316.5万元。城市低保标准由每人每月680元提高到720元，增长5.9%。全县共有126个村完成年度复核，"
                "新增对象418户、692人，退出对象377户、581人，动态管理率达到100%。",
            ),
            (
                "（二）特困供养",
                "年末在册特困供养人员1,093人，其中集中供养387人，集中供养率35.4%。全年支出供养资金1,206.48万元，"
                "照料护理补贴86.2万元。县中心敬老院改造完成，新增护理床位60张，护理型床位占比升至52%。",
            ),
        ),
    ),
    (
        "二、养老服务工作",
        (
            (
                "（一）机构养老",
                "全县有养老机构14家、床位1,860张，入住老人1,024人。对4家民办机构发放运营补贴38.6万元，"
                "完成消防整改项目11个，投入资金215万元。全年开展服务质量检查56次，发现并整改问题93处。",
            ),
            (
                "（二）居家养老",
                "建成城区日间照料中心9个、农村幸福院47所，为2,315名高龄老人提供上门服务31,400人次。"
                "发放80周岁以上老人高龄津贴11,208人、672.48万元，百岁老人15人，每人每月补贴500元。",
            ),
        ),
    ),
    (
        "三、存在的问题",
        (
            (
                "（一）基层力量薄弱",
                "全县16个乡镇（街道）现有民政工作人员41人，人均服务对象超过700人，9个乡镇没有专职人员。"
                "信息系统中仍有1.2万条记录需要核对，预计到2022年6月底完成。",
            ),
        ),
    ),
)
MONEY = (
    ("项目", "人数", "金额（万元）"),
    *((f"第{n}项补助", f"{n * 137 + 12:,}", f"{n * 58.25 + 3.4:.2f}") for n in range(1, 31)),
)


def main() -> None:
    """All files."""
    HERE.mkdir(exist_ok=True)
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report(work / "report.docx")
        two_columns(work / "columns.docx")
        long_table(work / "table.docx")
        to_pdf(work, ["report.docx", "columns.docx", "table.docx"])
    drawn("lines", lines_page)
    drawn("signs", signs_page)
    drawn("rotated", rotated_page)
    drawn("sideways", sideways_page)
    other_characters("garbage", lambda code: (code * 7919) % 20000 + 0x4E00 if 0x4E00 < code < 0xA000 else code)
    other_characters("digitless", lambda code: 0 if 0x30 <= code <= 0x39 else code)
    drawn("cid", cid_page)
    drawn("scan", scan_page)
    drawn("mixed", lines_page, scan_page, cid_page)
    drawn("owner", lines_page, password="")
    drawn("locked", lines_page, password="open")


def report(path: Path) -> None:
    """A report with a title on two lines, headings in three fonts, a header, page numbers; three pages."""
    document = plain_docx()
    section = document.sections[0]
    section.header.paragraphs[0].text = "清河县民政局文件"
    number = section.footer.paragraphs[0]
    number.alignment = 1
    number.add_run("— ")
    field(number, "PAGE")
    number.add_run(" —")
    for line in TITLE:
        paragraph = document.add_paragraph()
        paragraph.alignment = 1
        styled(paragraph.add_run(line), SANS, 22, bold=True)
    paragraph = document.add_paragraph()
    styled(paragraph.add_run("各乡镇人民政府、县直各单位："), SERIF, 16)
    for name, parts in SECTIONS:
        indented(document, name, SANS)
        for heading, text in parts:
            indented(document, heading, SERIF, bold=True)
            indented(document, text, SERIF)
            indented(document, "1．继续做好日常管理，每季度核对一次数据。", SERIF)
    signed = document.add_paragraph()
    signed.alignment = 2
    styled(signed.add_run("清河县民政局"), SERIF, 16)
    document.save(str(path))


def two_columns(path: Path) -> None:
    """A title across the page, the text below it in two columns."""
    document = plain_docx(size=10.5)
    paragraph = document.add_paragraph()
    paragraph.alignment = 1
    styled(paragraph.add_run("清河县民政工作简报第七期（总第一百零三期）社会救助与养老服务专刊"), SANS, 15, bold=True)
    document.add_section(0)
    columns = document.sections[1]._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "420")
    for name, parts in SECTIONS:
        indented(document, name, SANS, size=10.5)
        for heading, text in parts:
            indented(document, heading, SERIF, size=10.5)
            indented(document, text + text, SERIF, size=10.5)
    document.save(str(path))


def long_table(path: Path) -> None:
    """A paragraph, a ruled table that runs over the page's end with its header repeated, a paragraph."""
    document = plain_docx()
    indented(document, "现将各项补助的发放情况报告如下，数据截至2021年12月31日。", SERIF)
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for row in MONEY:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    indented(document, "以上共计30项，人数和金额均按实际发放数统计。", SERIF)
    document.save(str(path))


def lines_page(pen: Any) -> None:
    """Lines cut inside numbers and words, drawn by hand."""
    pen.setFont(SONG, 16)
    write(
        pen,
        90,
        760,
        (
            "　　全年发放城乡低保金、特困供养金和临时救助金合计12",
            "84.56万元，比上年增加103.2万元，惠及困难群众8,4",
            "15人。其中XX市第一中心医院开展Medical",
            "Aid项目36次。",
            "　　各类养老机构入住老人1,024人，床位利用率达到55.",
            "1%。",
        ),
    )


def signs_page(pen: Any) -> None:
    """Letters drawn twice, hidden ones, letters placed one by one, radicals, two words far apart on one line."""
    pen.setFont(SONG, 16)
    for shift in (0, 0.4, 0.8):
        pen.drawString(90 + shift, 760, "一、社会救助")
    hidden = pen.beginText(90, 720)
    hidden.setTextRenderMode(3)
    hidden.textOut("扫描件里看不见的文字有2,020个。")
    pen.drawText(hidden)
    visible = pen.beginText(90, 680)
    visible.setTextRenderMode(0)
    visible.textOut("救 助 困 难 群 众 6 2 户 。")
    pen.drawText(visible)
    x = 90.0
    for part in ("全县", "1096", "户，共", "2845.6", "人。"):
        pen.drawString(x, 640, part)
        x += pdfmetrics.stringWidth(part, SONG, 16) + 4
    pen.drawString(90, 600, "⺠政⼯作⾯向⻓远，①②㎡不变。")
    pen.drawString(90, 560, "城市低保")
    pen.drawString(300, 560, "3512")
    pen.drawString(420, 560, "5846")


def rotated_page(pen: Any) -> None:
    """A page that is shown turned by 90 degrees; its text is written for that."""
    pen.setPageRotation(90)
    pen.translate(A4[0], 0)
    pen.rotate(90)
    pen.setFont(SONG, 16)
    pen.drawString(100, 500, "横向页面共有2,468人。")


def sideways_page(pen: Any) -> None:
    """A page whose lettering runs upwards though the page is not turned."""
    pen.translate(A4[0], 0)
    pen.rotate(90)
    pen.setFont(SONG, 16)
    write(pen, 100, 500, ("　　侧放的一页共有2,468人，是把横表排在竖页上得来的，", "文字由下往上读。"))


def cid_page(pen: Any) -> None:
    """Names of glyphs where characters should be."""
    pen.setFont("Helvetica", 8)
    marks = "".join(f"(cid:{n})" for n in range(1000, 1200))
    write(pen, 60, 780, [marks[i : i + 100] for i in range(0, len(marks), 100)])


def scan_page(pen: Any) -> None:
    """A picture of text, without a text layer."""
    picture = Image.new("L", (1240, 1754), 255)
    brush = ImageDraw.Draw(picture)
    font = ImageFont.truetype(PICTURE_FONT, 44, index=2)
    lines = ("全年发放低保金2845.67万元，", "惠及困难群众5846人。", "新增养老床位60张。")
    for n, line in enumerate(lines):
        brush.text((180, 200 + 90 * n), line, font=font, fill=0)
    data = io.BytesIO()
    picture.convert("1").save(data, "PNG")
    data.seek(0)
    pen.drawImage(ImageReader(data), 0, 0, *A4)


def other_characters(name: str, code_for: Callable[[int], int]) -> None:
    """The report with a text layer that says other characters than the page shows, as broken code tables make it.

    The tables of places are not put right: readers find the objects themselves.
    """
    data = (HERE / "report.pdf").read_bytes()

    def entry(match: re.Match[bytes]) -> bytes:
        return match[1] + b"<%04X>" % code_for(int(match[2], 16))

    for stream in reversed(list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))):
        try:
            table = zlib.decompress(stream[1])
        except zlib.error:
            continue
        if b"beginbfchar" in table:
            table = re.sub(rb"(<[0-9A-F]+> )<([0-9A-F]{4})>", entry, table)
            data = data[: stream.start(1)] + zlib.compress(table) + data[stream.end(1) :]
    (HERE / f"{name}.pdf").write_bytes(data)


def write(pen: Any, x: float, y: float, lines: Sequence[str], step: float = 28) -> None:
    """Lines below each other; a full-width blank at the beginning moves the line instead of being drawn."""
    for line in lines:
        inset = len(line) - len(line.lstrip("　"))
        pen.drawString(x + inset * pen._fontsize, y, line.lstrip("　"))
        y -= step


def drawn(name: str, *pages: Any, password: str | None = None) -> None:
    """A file of drawn pages. A password of "" only keeps from changing the file, any other from opening it."""
    lock = None
    if password is not None:
        lock = StandardEncryption(password, ownerPassword="owner", canModify=0, strength=128)
    pen = canvas.Canvas(str(HERE / f"{name}.pdf"), pagesize=A4, invariant=1, encrypt=lock)
    for page in pages:
        page(pen)
        pen.showPage()
    pen.save()


def plain_docx(size: float = 16) -> Any:
    """An empty A4 document in the serif font."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = Pt(size)
    style.font.name = SERIF
    style.element.rPr.rFonts.set(qn("w:eastAsia"), SERIF)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    return document


def indented(document: Any, text: str, font: str, *, size: float = 16, bold: bool = False) -> None:
    """A paragraph whose first line stands in by two letters."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    styled(paragraph.add_run(text), font, size, bold=bold)


def styled(run: Any, font: str, size: float, *, bold: bool = False) -> None:
    """A run in a font for Chinese and Latin alike."""
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
    run._element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)


def field(paragraph: Any, code: str) -> None:
    """A field such as the page's number."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def to_pdf(work: Path, names: Sequence[str]) -> None:
    """Word documents to PDF by LibreOffice."""
    home = f"-env:UserInstallation={(work / 'office').as_uri()}"
    files = [str(work / name) for name in names]
    subprocess.run(
        ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(HERE), *files],
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    main()
