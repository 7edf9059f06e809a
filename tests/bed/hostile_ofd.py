"""Hostile .ofd files: XML bombs, endless steps, pages that lead nowhere."""

from __future__ import annotations

from hostile_zip import TEXT, Build, laughs, nested, outside, packed, with_field

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(page: str, *, head: str = "", pages: int = 1, box: str = "0 0 210 297", document: str = "") -> bytes:
    """An .ofd whose pages all show one content."""
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_0/Content.xml"/>' for i in range(pages))
    document = document or (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    return packed(
        {
            "OFD.xml": f'{head}<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": document,
            "Doc_0/Pages/Page_0/Content.xml": f"{head}<ofd:Page {OFD}><ofd:Content><ofd:Layer>{page}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
        }
    )


def ofd_text(text: str = TEXT, size: str = "5", deltas: str = "g 30 5") -> str:
    """A line of text of an .ofd."""
    return (
        f'<ofd:TextObject ID="9" Boundary="20 20 160 8" Font="1" Size="{size}"><ofd:TextCode X="0" Y="5" '
        f'DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def files() -> dict[str, Build]:
    """All of them by name."""
    turning = (
        f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="../Doc_0/Document.xml"/><ofd:Page ID="2" '
        'BaseLoc="../../../../etc/passwd"/><ofd:Page ID="3" BaseLoc="http://127.0.0.1:9/"/></ofd:Pages></ofd:Document>'
    )
    return {
        "ofd-entities.ofd": lambda: ofd(ofd_text("&e9;"), head=laughs("a")),
        "ofd-outside.ofd": lambda: ofd(ofd_text("&x;"), head=outside("a")),
        "ofd-repeat.ofd": lambda: ofd(ofd_text(deltas="g 2000000000 5")),
        "ofd-deltas.ofd": lambda: ofd(ofd_text(deltas="g g g -1 nan 1e400 g 5")),
        "ofd-deep.ofd": lambda: ofd(nested("ofd:PageBlock", ofd_text(), 20_000)),
        "ofd-box.ofd": lambda: ofd(ofd_text(size="1e300"), box="0 0 1e300 nan"),
        "ofd-box-short.ofd": lambda: ofd(ofd_text(size="-5"), box="7"),
        "ofd-pages.ofd": lambda: ofd(ofd_text(), pages=50_000),
        "ofd-turning.ofd": lambda: ofd(ofd_text(), document=turning),
        "ofd-no-pages.ofd": lambda: ofd("", pages=0),
        "zip-spaces.ofd": lambda: ofd(ofd_text() + " " * 50_000_000),
        "zip-encrypted-flag.ofd": lambda: with_field(ofd(ofd_text()), 8, "<H", 1),
    }
