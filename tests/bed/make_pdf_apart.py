"""Makes the PDF files of tests/bed/pdf with what is no running text: headers of single pages, watermarks, footnotes.

Run from the repository's root: python tests/bed/make_pdf_apart.py (needs what make_pdf.py needs)
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from make_pdf import HERE, SANS, SECTIONS, SERIF, SONG, drawn, field, indented, plain_docx, styled, write
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

BODY = (
    "　　全年保障城市低保对象3,512户、5,846人，累计发放低保金",
    "2845.67万元；保障农村低保对象8,127户、14,260人，累计发放",
    "低保金4,316.5万元。城市低保标准由每人每月680元提高到720",
    "元，增长5.9%。",
    "　　年末在册特困供养人员1,093人，其中集中供养387人，集中",
    "供养率35.4%。全年支出供养资金1,206.48万元，照料护理补贴",
    "86.2万元。",
)
SITE = "清河县民政局门户网站"
CUT = (
    "　　全县有养老机构14家、床位1,860张，入住老人1,024人。对",
    "4家民办机构发放运营补贴38.6万元，完成消防整改项目11个，",
    "投入资金215万元。全年开展服务质量检查56次，发现并整改问",
)


def main() -> None:
    """All files."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    drawn("lone_header", header_page)
    drawn("lone_print", printed_page)
    drawn("lone_letter", letter_page)
    drawn("lone_plain", plain_page)
    drawn("stamps", slanting_page, strewn_page, flat_page)
    drawn("slanting_labels", labels_page)
    drawn("notes", first_notes_page, second_notes_page)
    drawn("no_notes", no_notes_page)
    with tempfile.TemporaryDirectory() as folder:
        tagged(Path(folder))


def title(pen: Any, text: str, y: float, size: float = 22) -> None:
    """A line in the middle of the page."""
    pen.setFont(SONG, size)
    pen.drawCentredString(297, y, text)


def body(pen: Any, y: float, times: int = 1) -> None:
    """Paragraphs in letters of 16 points."""
    pen.setFont(SONG, 16)
    write(pen, 70, y, BODY * times)


def header_page(pen: Any) -> None:
    """A running title in small letters over a rule, a page number among words, a small line at the foot."""
    pen.setFont(SONG, 9)
    pen.drawString(70, 798, "清河县民政局年度工作总结汇编")
    pen.line(70, 792, 525, 792)
    title(pen, "2021年工作总结", 740)
    body(pen, 690)
    write(pen, 380, 440, ("清河县民政局", "2021年12月31日"))
    pen.setFont(SONG, 9)
    pen.drawString(70, 40, "清河县民政局办公室编")
    pen.drawRightString(525, 40, "第1页 共1页")


def printed_page(pen: Any) -> None:
    """What a browser prints: time and title at the head, address and page number at the foot."""
    pen.setFont(SONG, 8)
    pen.drawString(26, 815, "2022/1/5 10:22")
    pen.drawCentredString(297, 815, "2021年工作总结_清河县民政局")
    pen.drawString(26, 20, "https://www.example.org/gzzj/202201/t2022.html")
    pen.drawRightString(570, 20, "1/1")
    title(pen, "2021年工作总结", 760)
    body(pen, 700)


def letter_page(pen: Any) -> None:
    """An official document with all that its head and foot hold, printed near the page's edges; only its number goes."""
    pen.setFont(SONG, 12)
    pen.drawString(70, 812, "000126")
    pen.drawString(70, 796, "机密★1年")
    pen.drawString(70, 780, "特急")
    title(pen, "清河县民政局文件", 720, 36)
    pen.setFont(SONG, 16)
    pen.drawCentredString(297, 680, "清民发〔2021〕126号")
    pen.setStrokeColorRGB(1, 0, 0)
    pen.line(70, 670, 525, 670)
    pen.setStrokeColorRGB(0, 0, 0)
    title(pen, "关于二〇二一年工作情况的报告", 630)
    body(pen, 580)
    write(pen, 380, 330, ("清河县民政局", "2021年12月31日"))
    pen.setFont(SONG, 12)
    pen.line(70, 82, 525, 82)
    pen.drawString(76, 68, "抄送：县政府办公室，县财政局。")
    pen.line(70, 62, 525, 62)
    pen.drawString(76, 48, "清河县民政局办公室")
    pen.drawRightString(520, 48, "2021年12月31日印发")
    pen.line(70, 42, 525, 42)
    pen.drawCentredString(297, 22, "— 1 —")


def plain_page(pen: Any) -> None:
    """Text to the very edges: a first line and a signature off from the rest, in its letters; a small date; no header."""
    pen.setFont(SONG, 16)
    pen.drawString(70, 805, "清河县民政局工作情况")
    body(pen, 740, 3)
    pen.drawString(400, 60, "清河县民政局")
    pen.setFont(SONG, 12)
    pen.drawString(400, 30, "二〇二一年十二月三十一日")


def slanting(pen: Any, words: str, x: float, y: float, size: float, angle: float) -> None:
    """Words that run upwards to the right, with their middle there."""
    pen.saveState()
    pen.setFont(SONG, size)
    pen.translate(x, y)
    pen.rotate(angle)
    pen.drawCentredString(0, 0, words)
    pen.restoreState()


def slanting_page(pen: Any) -> None:
    """Large slanting words, drawn before the text and as dark as it."""
    slanting(pen, "内部资料 注意保存", 300, 560, 60, 40)
    body(pen, 760, 2)


def strewn_page(pen: Any) -> None:
    """The site's name, steep and pale, all over the page, more of it than of the text; drawn after that."""
    body(pen, 760)
    pen.setFillColorRGB(0.85, 0.85, 0.85)
    for x in range(90, 560, 90):
        for y in range(60, 820, 120):
            slanting(pen, SITE, x, y, 12, 60)


def flat_page(pen: Any) -> None:
    """Large pale words that do not slant, over the lines; a pale heading that lies over none stays."""
    body(pen, 760, 2)
    pen.setFillColorRGB(0.6, 0.6, 0.6)
    title(pen, "下步工作打算", 300)
    pen.setFillColorRGB(0.8, 0.8, 0.8)
    title(pen, "样本文件", 650, 80)
    pen.setFillColorRGB(0, 0, 0)


def labels_page(pen: Any) -> None:
    """Small slanting labels below a chart, and a line that only leans: nothing of it is a watermark."""
    body(pen, 760)
    for n, label in enumerate(("城市低保", "农村低保", "特困供养", "临时救助")):
        slanting(pen, label, 150 + 90 * n, 300, 10, 45)
    leaning = pen.beginText()
    leaning.setFont(SONG, 16)
    leaning.setTextTransform(1, 0, 0.25, 1, 70, 500)
    leaning.textOut("以上数据均为年末数，共涉及2,468人。")
    pen.drawText(leaning)


def first_notes_page(pen: Any) -> None:
    """A sentence with a raised 1 beside a figure, cut by the page's end; below it a short rule and two notes."""
    pen.setFont(SONG, 16)
    write(pen, 70, 760, CUT)
    pen.setFont(SONG, 16)
    pen.drawString(70, 676, "题93处，涉及老人412人")
    x = 70 + pdfmetrics.stringWidth("题93处，涉及老人412人", SONG, 16)
    pen.setFont(SONG, 8)
    pen.drawString(x, 684, "1")
    pen.setFont(SONG, 16)
    pen.drawString(x + 5, 676, "和床位215")
    x += 5 + pdfmetrics.stringWidth("和床位215", SONG, 16)
    pen.setFont(SONG, 8)
    pen.drawString(x, 684, "2")
    pen.setFont(SONG, 16)
    pen.drawString(x + 5, 676, "张，全部问题已经于当年")
    pen.line(70, 120, 200, 120)
    pen.setFont(SONG, 10.5)
    write_close(
        pen,
        104,
        ("1含代管的企业职工39人，由各乡镇于2021年6月核对，数据以县级系统", "的登记为准。", "2不含停用的12张。"),
    )
    pen.setFont(SONG, 10.5)
    pen.drawCentredString(297, 40, "— 1 —")


def second_notes_page(pen: Any) -> None:
    """The sentence ends here; notes in brackets below white, without a rule."""
    pen.setFont(SONG, 16)
    write(pen, 70, 760, ("整改完毕。", *BODY))
    pen.setFont(SONG, 10.5)
    write_close(pen, 104, ("[1] 按常住人口计算，合计15人。", "[2] 不含往年结转的86.2万元。"))
    pen.drawCentredString(297, 40, "— 2 —")


def no_notes_page(pen: Any) -> None:
    """A list in small letters right below the text, and one in the letters of the text: no notes."""
    body(pen, 760)
    pen.setFont(SONG, 16)
    write(pen, 70, 200, ("1.城乡低保3,512户；", "2.特困供养1,093人；"))
    pen.setFont(SONG, 12)
    write_close(pen, 150, ("1.临时救助412人；", "2.孤儿保障15人。"))


def write_close(pen: Any, y: float, lines: tuple[str, ...]) -> None:
    """Lines of small letters."""
    for n, line in enumerate(lines):
        pen.drawString(70, y - 15 * n, line)


def tagged(work: Path) -> None:
    """A page whose header, in the letters of the text, only the file's tags tell from it."""
    document = plain_docx()
    styled(document.sections[0].header.paragraphs[0].add_run("民政工作资料选"), SERIF, 16)
    number = document.sections[0].footer.paragraphs[0]
    field(number, "PAGE")
    paragraph = document.add_paragraph()
    styled(paragraph.add_run("工作情况"), SANS, 16)
    for heading, text in SECTIONS[0][1]:
        indented(document, heading, SERIF)
        indented(document, text, SERIF)
    document.save(str(work / "tagged.docx"))
    export = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    home = f"-env:UserInstallation={(work / 'office').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", export, "--outdir", str(HERE), str(work / "tagged.docx")]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
