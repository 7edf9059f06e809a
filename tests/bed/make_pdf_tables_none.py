"""A PDF of pages that hold no table, though much on them looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from make_pdf_tables_pages import FONTS

WORDS = "全县民政工作坚持以人民为中心的发展思想围绕中心服务大局扎实推进社会救助养老服务基层治理社会事务等各项工作取得明显成效"


def prose(count: int, start: int = 0) -> str:
    """So many signs of prose with figures in it."""
    parts = [
        WORDS[(start + k) % 20 : (start + k) % 20 + 17] + f"{start * 37 + k * 53}户{k * 3.1:.1f}万元，"
        for k in range(90)
    ]
    return "".join(parts)[:count]


def write_none(path: Path) -> None:
    """Two columns of prose; contents; enumerations; frames, underlines, page rules; a chart; a letter head."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("wqy", FONTS["wqy"]))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for draw in (_two_columns, _contents, _lists, _frames, _chart, _letter):
        canvas.setFont("wqy", 10.5)
        draw(canvas)
        canvas.showPage()
    canvas.save()


def _lines(canvas: object, x: float, y: float, lines: Sequence[str], lead: float = 16) -> float:
    for line in lines:
        canvas.drawString(x, y, line)  # type: ignore[attr-defined]
        y -= lead
    return y


def _two_columns(canvas: object) -> None:
    canvas.line(60, 790, 535, 790)  # type: ignore[attr-defined]
    for x, seed in ((60, 1), (310, 7)):
        _lines(canvas, x, 770, [prose(600, seed)[n * 21 : n * 21 + 21] for n in range(26)])
    canvas.line(60, 60, 535, 60)  # type: ignore[attr-defined]


def _contents(canvas: object) -> None:
    canvas.drawCentredString(297, 780, "目  录")  # type: ignore[attr-defined]
    entries = [
        "第一章 综述",
        "第二章 社会救助",
        "第三章 养老服务",
        "第四章 社会事务",
        "第五章 基层政权",
        "第六章 大事记",
    ]
    for n, entry in enumerate(entries):
        canvas.drawString(70, 750 - 20 * n, entry)  # type: ignore[attr-defined]
        canvas.drawRightString(525, 750 - 20 * n, str(1 + 7 * n))  # type: ignore[attr-defined]
    for n, entry in enumerate(entries):
        canvas.drawString(70, 600 - 20 * n, entry + "…" * (36 - len(entry)))  # type: ignore[attr-defined]
        canvas.drawRightString(525, 600 - 20 * n, str(1 + 7 * n))  # type: ignore[attr-defined]
    for n, entry in enumerate(entries):
        canvas.drawString(70, 440 - 20 * n, f"{n + 1}. {entry[4:]}" + " ." * (60 - len(entry)))  # type: ignore[attr-defined]
        canvas.drawRightString(525, 440 - 20 * n, str(1 + 7 * n))  # type: ignore[attr-defined]


def _lists(canvas: object) -> None:
    y = _lines(canvas, 82, 780, [f"{n}.   {prose(28, n)}" for n in range(1, 6)])
    y = _lines(canvas, 82, y - 10, [f"（{n}）新建养老机构   {n + 2}个，投入资金   {n * 31}万元。" for n in range(1, 6)])
    y = _lines(
        canvas, 82, y - 10, [f"一是救助困难群众{n * 417}人次；二是发放资金{n * 23}.5万元；" for n in range(1, 5)]
    )
    _lines(canvas, 82, y - 10, ["联系人：张某    电话：0000-1234567", "地址：某县某路1号    邮编：000000"])


def _frames(canvas: object) -> None:
    canvas.rect(70, 640, 455, 130)  # type: ignore[attr-defined]
    _lines(canvas, 80, 750, [prose(40, n) for n in range(7)])
    canvas.rect(70, 520, 455, 90)  # type: ignore[attr-defined]
    canvas.rect(74, 524, 447, 82)  # type: ignore[attr-defined]
    _lines(canvas, 80, 590, [prose(39, n) for n in range(4)])
    for n in range(6):
        canvas.drawString(80, 480 - 24 * n, f"姓名                    编号 {n + 10}")  # type: ignore[attr-defined]
        canvas.line(110, 477 - 24 * n, 180, 477 - 24 * n)  # type: ignore[attr-defined]
    canvas.line(60, 330, 535, 330)  # type: ignore[attr-defined]
    canvas.line(60, 333, 535, 333)  # type: ignore[attr-defined]
    _lines(canvas, 80, 300, [prose(38, n) for n in range(5)])


def _chart(canvas: object) -> None:
    for n in range(6):
        canvas.line(100, 500 + 40 * n, 500, 500 + 40 * n)  # type: ignore[attr-defined]
        canvas.drawRightString(92, 496 + 40 * n, str(200 * n))  # type: ignore[attr-defined]
    canvas.line(100, 500, 100, 700)  # type: ignore[attr-defined]
    for n in range(8):
        canvas.rect(120 + 46 * n, 500, 20, 30 + n * 19, fill=1)  # type: ignore[attr-defined]
        canvas.drawCentredString(130 + 46 * n, 484, f"{2015 + n}")  # type: ignore[attr-defined]
    _lines(canvas, 82, 440, [prose(38, n) for n in range(9)])


def _letter(canvas: object) -> None:
    canvas.setFont("wqy", 22)  # type: ignore[attr-defined]
    canvas.drawCentredString(297, 760, "某县民政局文件")  # type: ignore[attr-defined]
    canvas.setFont("wqy", 12)  # type: ignore[attr-defined]
    canvas.drawString(70, 725, "某民发〔2022〕17号")  # type: ignore[attr-defined]
    canvas.drawRightString(525, 725, "签发人：李某")  # type: ignore[attr-defined]
    canvas.line(60, 715, 535, 715)  # type: ignore[attr-defined]
    y = _lines(canvas, 82, 690, [prose(36, n) for n in range(12)], 20)
    canvas.drawRightString(500, y - 10, "某县民政局")  # type: ignore[attr-defined]
    canvas.drawRightString(500, y - 30, "2022年12月30日")  # type: ignore[attr-defined]
