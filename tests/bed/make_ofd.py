"""Writes the .ofd files of the bed: six documents of the corpus, and one file with what the format can do.

    python tests/bed/make_ofd.py

A small writer of our own: lines of characters with a step for each (`g 12 5.6` where steps repeat), ruled tables, a page
header, page numbers. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

BED = Path(__file__).resolve().parent
FIXED_DATE = (2024, 1, 1, 0, 0, 0)
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

# Millimetres.
WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
BODY, TITLE, SMALL = 5.6, 7.8, 4.2
LEADING = 1.75
SONG, HEI = "1", "2"
# What may not begin a line.
_NO_START = "，。、；：！？）》”’％%,.;:!?)"


def width_of(sign: str) -> float:
    """Width in parts of the size."""
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5


def deltas(text: str, size: float) -> str:
    """The steps from each character to the next, equal ones counted."""
    steps = [f"{width_of(sign) * size:g}" for sign in text[:-1]]
    words = []
    for step, same in groupby(steps):
        count = len(list(same))
        words += [f"g {count} {step}"] if count > 2 else [step] * count
    return " ".join(words)


@dataclass
class Pages:
    """Pages under way: finished ones, and the objects and the height reached on the open one."""

    header: str
    done: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    y: float = TOP
    count: int = 10

    def text(self, text: str, x: float, y: float, size: float = BODY, font: str = SONG) -> None:
        """A line of text; `y` is the line it stands on."""
        self.count += 1
        self.objects.append(
            f'<ofd:TextObject ID="{self.count}" Boundary="{x:g} {y - size:g} {RIGHT - x + 20:g} {size * 1.4:g}" '
            f'Font="{font}" Size="{size:g}"><ofd:TextCode X="0" Y="{size:g}" DeltaX="{deltas(text, size)}">'
            f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line."""
        self.count += 1
        self.objects.append(
            f'<ofd:PathObject ID="{self.count}" Boundary="{x0:g} {y0:g} {max(x1 - x0, 0.3):g} {max(y1 - y0, 0.3):g}" '
            f'LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    def room(self, height: float) -> None:
        """A new page where there is not so much room left."""
        if self.y + height > BOTTOM:
            self.close()

    def close(self) -> None:
        """The open page ends."""
        number = len(self.done) + 1
        self.text(self.header, LEFT, 22, SMALL)
        mark = f"— {number} —"
        self.text(mark, WIDTH / 2 - 6, 280, SMALL)
        self.done.append("".join(self.objects))
        self.objects, self.y = [], TOP


def wrapped(text: str, first: float, room: float, size: float) -> list[str]:
    """Lines that fit; the first one begins further in."""
    lines, line, used = [], "", first
    for sign in text:
        step = width_of(sign) * size
        if used + step > room and sign not in _NO_START:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + sign, used + step
    return [*lines, line]


def paragraph(pages: Pages, text: str, *, size: float = BODY, font: str = SONG, indent: bool = True) -> None:
    """A paragraph, over as many lines and pages as it takes."""
    inset = 2 * size if indent else 0.0
    for index, line in enumerate(wrapped(text, inset, RIGHT - LEFT, size)):
        pages.room(size * LEADING)
        pages.y += size * LEADING
        pages.text(line, LEFT + (inset if index == 0 else 0.0), pages.y, size, font)


def centred(pages: Pages, text: str, size: float, font: str) -> None:
    """A title."""
    for line in wrapped(text, 0.0, RIGHT - LEFT, size):
        pages.room(size * LEADING)
        pages.y += size * LEADING
        pages.text(line, (WIDTH - sum(width_of(sign) * size for sign in line)) / 2, pages.y, size, font)


def table(pages: Pages, rows: Sequence[Sequence[str]], size: float = SMALL) -> None:
    """A ruled table that breaks between rows."""
    columns = max(len(row) for row in rows)
    shares = [max(sum(map(width_of, row[c])) if c < len(row) else 0 for row in rows) + 2 for c in range(columns)]
    edges = [LEFT]
    for share in shares:
        edges.append(edges[-1] + share / sum(shares) * (RIGHT - LEFT))
    height = size * 1.8
    pages.y += size
    open_top = True
    for row in rows:
        if pages.y + height > BOTTOM:
            pages.close()
            open_top = True
        if open_top:
            pages.line(LEFT, pages.y, RIGHT, pages.y)
            open_top = False
        for column, text in enumerate(row):
            if text:
                pages.text(text, edges[column] + 1.2, pages.y + height - 0.5 * size, size)
        for edge in edges:
            pages.line(edge, pages.y, edge, pages.y + height)
        pages.y += height
        pages.line(LEFT, pages.y, RIGHT, pages.y)
    pages.y += size


def document(pages: Sequence[str], *, common: str = "", extra: str = "", page_extra: str = "") -> dict[str, str]:
    """The parts of a document, by names below its folder."""
    listed = "".join(f'<ofd:Page ID="{900 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    parts = {
        "Document.xml": f"{HEAD}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{extra}</ofd:Document>",
        "PublicRes.xml": f'{HEAD}<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:Fonts>'
        f'<ofd:Font ID="{SONG}" FontName="宋体"/><ofd:Font ID="{HEI}" FontName="黑体"/></ofd:Fonts></ofd:Res>',
    }
    for i, objects in enumerate(pages):
        body = objects if objects.startswith("<ofd:Layer") else f'<ofd:Layer ID="{800 + i}">{objects}</ofd:Layer>'
        parts[f"Pages/Page_{i}/Content.xml"] = (
            f"{HEAD}<ofd:Page {NAMESPACE}>{page_extra}<ofd:Content>{body}</ofd:Content></ofd:Page>"
        )
    return parts


def package(documents: Iterable[dict[str, str]], more: dict[str, bytes] | None = None) -> bytes:
    """The bytes of a file with these documents."""
    members: dict[str, bytes] = {}
    bodies = ""
    for index, parts in enumerate(documents):
        bodies += (
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>{index:032x}</ofd:DocID></ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_{index}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        )
        members |= {f"Doc_{index}/{name}": text.encode() for name, text in parts.items()}
    root = f'{HEAD}<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.0">{bodies}</ofd:OFD>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in ({"OFD.xml": root.encode()} | members | (more or {})).items():
            info = zipfile.ZipInfo(name, FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def corpus_file(name: str) -> bytes:
    """A document of the corpus."""
    sys.path.insert(0, str(BED))
    from make_corpus import PLANS, parts_of

    pages = Pages(PLANS[name].header)
    for part in parts_of(name):
        if part.kind == "title":
            centred(pages, part.printed, TITLE, HEI)
        elif part.kind == "line":
            centred(pages, part.printed, SMALL, SONG)
        elif part.kind == "table":
            table(pages, part.rows)
        else:
            paragraph(pages, part.printed, font=HEI if part.kind == "heading" else SONG)
    pages.close()
    return package([document(pages.done)])


def features_file() -> bytes:
    """Two documents; a template behind the pages, a watermark, a remark, a signature, an attached file; odd letters."""
    first = Pages("某区民政局文件")
    centred(first, "2022年养老服务工作总结", TITLE, HEI)
    paragraph(first, "全年新增养老床位120张，发放高龄津贴187.2万元，惠及3120人。")
    first.close()
    scaled = (
        '<ofd:TextObject ID="600" Boundary="28 100 150 12" CTM="2 0 0 2 0 0" Font="1" Size="2.8">'
        '<ofd:TextCode X="0" Y="2.8" DeltaX="g 11 2.8">救助流浪乞讨人员二百零三</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject ID="601" Boundary="28 120 150 12" Font="1" Size="5.6"><ofd:CGTransform CodePosition="0" '
        'CodeCount="4" GlyphCount="4"><ofd:Glyphs>71 72 73 74</ofd:Glyphs></ofd:CGTransform>'
        '<ofd:TextCode X="0" Y="5.6" DeltaX="5.6 5.6 5.6">人次全年</ofd:TextCode></ofd:TextObject>'
    )
    signs = "供养金82.5万元"
    places = [sum(map(width_of, signs[:i])) for i in range(len(signs))]
    apart = "".join(
        f'<ofd:TextObject ID="{700 + i}" Boundary="{28 + 5.6 * places[i]:g} 140 6 8" Font="1" Size="5.6">'
        f'<ofd:TextCode X="0" Y="5.6">{sign}</ofd:TextCode></ofd:TextObject>'
        for i, sign in enumerate(signs)
    )
    layers = (
        '<ofd:Layer ID="801" Type="Background"><ofd:TextObject ID="602" Boundary="60 200 90 12" Font="1" Size="10">'
        '<ofd:TextCode X="0" Y="10" DeltaX="g 3 10">背景文字</ofd:TextCode></ofd:TextObject></ofd:Layer>'
        f'<ofd:Layer ID="800">{first.done[0]}{scaled}{apart}</ofd:Layer>'
    )
    parts = document(
        [layers],
        common='<ofd:TemplatePage ID="500" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        extra="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        page_extra='<ofd:Template TemplateID="500" ZOrder="Background"/>',
    )
    parts["Tpls/Tpl_0/Content.xml"] = (
        f'{HEAD}<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="501"><ofd:TextObject ID="502" '
        'Boundary="60 150 90 12" Font="1" Size="8"><ofd:TextCode X="0" Y="8" DeltaX="g 3 8">内部资料</ofd:TextCode>'
        "</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"
    )
    parts["Annots/Annotations.xml"] = (
        f'{HEAD}<ofd:Annotations {NAMESPACE}><ofd:Page PageID="900"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc>'
        "</ofd:Page></ofd:Annotations>"
    )
    parts["Annots/Page_0/Annotation.xml"] = (
        f'{HEAD}<ofd:PageAnnot {NAMESPACE}><ofd:Annot ID="1" Type="Highlight"><ofd:Remark>请核对这个数字</ofd:Remark>'
        '</ofd:Annot><ofd:Annot ID="2" Type="Watermark"><ofd:Appearance Boundary="0 0 210 297"><ofd:TextObject '
        'ID="3" Boundary="10 10 90 12" Font="1" Size="8"><ofd:TextCode X="0" Y="8" DeltaX="g 2 8">仅供内部</ofd:TextCode>'
        "</ofd:TextObject></ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )
    parts["Attachs/Attachments.xml"] = (
        f'{HEAD}<ofd:Attachments {NAMESPACE}><ofd:Attachment ID="1" Name="附表" Format="xlsx"><ofd:FileLoc>a.xlsx'
        "</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"
    )
    second = Pages("附件")
    paragraph(second, "附件列明资金合计96.5万元。")
    second.close()
    return package(
        [parts, document(second.done)], {"Doc_0/Signs/Sign_0/SignedValue.dat": b"\x30\x82\x01\x0a" + bytes(64)}
    )


def main() -> None:
    """All files."""
    sys.path.insert(0, str(BED))
    from make_corpus import PLANS

    (BED / "ofd").mkdir(exist_ok=True)
    (BED / "ofd" / "features.ofd").write_bytes(features_file())
    for name in PLANS:
        (BED / "corpus" / f"{name}.ofd").write_bytes(corpus_file(name))


if __name__ == "__main__":
    main()
