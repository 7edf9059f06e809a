"""Hostile .pdf files, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

Build = Callable[[], bytes]

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
SHOWN = b"BT /F 12 Tf 50 700 Td (Total 123.4 in 2023) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


def squeezed(data: bytes, times: int = 1, more: bytes = b"") -> bytes:
    """A stream object, deflated, and deflated again."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[" + b"/FlateDecode" * times + b"]" + more)


def pdf(
    objects: Sequence[bytes] = (), trailer: bytes = b"", *, root: bytes = b"<</Type/Catalog/Pages 2 0 R>>"
) -> bytes:
    """A file of objects 1, 2, …: those not given are a page with a line of text."""
    whole = [root, PAGES, PAGE, stream(SHOWN), FONT, stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")]
    whole[1 : 1 + len(objects)] = [
        given or usual for given, usual in zip(objects, [*whole[1:], *objects], strict=False)
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(whole, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(whole) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(whole) + 1, trailer, start)
    return bytes(out)


def form(content: bytes, names: bytes) -> bytes:
    """A form that draws others."""
    return stream(
        content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<<%s>>/Font<</F 5 0 R>>>>" % names
    )


def doubling(levels: int) -> bytes:
    """Each form draws the next one ten times: ten to the power of `levels` lines of text."""
    forms = [form(b"/N Do " * 10, b"/N %d 0 R" % (7 + i)) for i in range(levels)]
    return pdf([b"", b"", stream(b"/X Do"), b"", *forms, form(SHOWN, b"")])


def image(
    width: int, height: int, more: bytes = b"/BitsPerComponent 8/ColorSpace/DeviceGray", data: bytes = b"\0" * 100
) -> bytes:
    """A page that shows a picture of a declared size."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d%s" % (width, height, more)
    small = PAGE.replace(b"0 0 595 842", b"0 0 200 100")  # recognising letters on a whole page takes seconds
    return pdf([b"", small, stream(b"q 180 0 0 80 10 10 cm /X Do Q"), b"", stream(data, head)])


def many_pages(count: int) -> bytes:
    """The same page again and again."""
    return pdf([b"<</Type/Pages/Kids[" + b"3 0 R " * count + b"]/Count %d>>" % count])


def page_tree(depth: int) -> bytes:
    """A tree of pages that is a line."""
    steps = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent 2 0 R>>" % (8 + i) for i in range(depth)]
    return pdf([b"<</Type/Pages/Kids[7 0 R]/Count 1>>", b"", b"", b"", b"", *steps, PAGE])


def files() -> dict[str, Build]:
    """All of them by name."""
    locked = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%s>/U<%s>>>/ID[<00><00>]" % (
        b"5a" * 32,
        b"a5" * 32,
    )
    box = PAGE.replace(b"0 0 595 842", b"%s")
    type3 = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[1]"
        b"/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return {
        "pdf-plain.pdf": lambda: pdf(),
        "pdf-kids-loop.pdf": lambda: pdf([b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>"]),
        "pdf-kids-none.pdf": lambda: pdf([b"<</Type/Pages/Kids[]/Count 1000000000>>"]),
        "pdf-kids-minus.pdf": lambda: pdf([b"<</Type/Pages/Kids[3 0 R]/Count -7>>"]),
        "pdf-kids-wrong.pdf": lambda: pdf([b"<</Type/Pages/Kids[1 0 R 4 0 R 99 0 R null (x)]/Count 5>>"]),
        "pdf-deep-tree.pdf": lambda: page_tree(3000),
        "pdf-form-loop.pdf": lambda: pdf([b"", b"", stream(b"/X Do"), b"", form(b"/X Do " + SHOWN, b"/X 6 0 R")]),
        "pdf-form-bomb.pdf": lambda: doubling(8),
        "pdf-form-bomb-small.pdf": lambda: doubling(3),
        "pdf-type3-loop.pdf": lambda: pdf(
            [b"", b"", stream(SHOWN.replace(b"Total", b"AAAA")), type3, stream(b"BT /F 9 Tf (A) Tj ET")]
        ),
        "pdf-box-huge.pdf": lambda: pdf([b"", box % b"0 0 1000000000 1000000000"]),
        "pdf-box-scan-huge.pdf": lambda: pdf([b"", box % b"0 0 1000000000 1000000000", stream(b"0 0 9 9 re f")]),
        "pdf-box-empty.pdf": lambda: pdf([b"", box % b"0 0 0 0"]),
        "pdf-box-odd.pdf": lambda: pdf([b"", box % b"-1e38 nan (x) 9"]),
        "pdf-box-back.pdf": lambda: pdf([b"", box % b"595 842 0 0"]),
        "pdf-user-unit.pdf": lambda: pdf(
            [b"", PAGE.replace(b"/Type/Page", b"/Type/Page/UserUnit 100000000/Rotate 45")]
        ),
        "pdf-length-loop.pdf": lambda: pdf([b"", b"", b"<</Length 4 0 R>>\nstream\n" + SHOWN + b"\nendstream"]),
        "pdf-length-huge.pdf": lambda: pdf([b"", b"", b"<</Length 99999999999>>\nstream\n" + SHOWN + b"\nendstream"]),
        "pdf-object-loop.pdf": lambda: pdf([b"", b"", b"", b"6 0 R", b"5 0 R"]),
        "pdf-prev-loop.pdf": lambda: pdf(trailer=b"/Prev 15"),
        "pdf-xref-wrong.pdf": lambda: pdf().replace(b"00000 n", b"00000 f"),
        "pdf-no-xref.pdf": lambda: pdf()[: pdf().index(b"xref")],
        "pdf-no-root.pdf": lambda: pdf(root=b"null"),
        "pdf-root-loop.pdf": lambda: pdf(root=b"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>"),
        "pdf-content-bomb.pdf": lambda: pdf([b"", b"", squeezed(b"q " * 30_000_000)]),
        "pdf-content-bomb-twice.pdf": lambda: pdf([b"", b"", squeezed(b" " * 100_000_000, 2)]),
        "pdf-content-text.pdf": lambda: pdf(
            [b"", b"", squeezed(b"BT /F 9 Tf 50 700 Td " + b"(123.4) Tj " * 20_000 + b"ET")]
        ),
        "pdf-content-shapes.pdf": lambda: pdf(
            [b"", b"", squeezed(SHOWN.replace(b"Total", b"Total " * 40) + b" 0 0 m 9 9 l S" * 30_000)]
        ),
        "pdf-content-deep.pdf": lambda: pdf([b"", b"", squeezed(b"[" * 500_000 + SHOWN)]),
        "pdf-array-deep.pdf": lambda: pdf([b"", PAGE[:-2] + b"/A" + b"[" * 100_000 + b"]" * 100_000 + b">>"]),
        "pdf-dictionary-deep.pdf": lambda: pdf([b"", PAGE[:-2] + b"/A<<" * 50_000 + b">>" * 50_000 + b">>"]),
        "pdf-filters.pdf": lambda: pdf([b"", b"", stream(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 5000 + b"]")]),
        "pdf-predictor.pdf": lambda: pdf(
            [
                b"",
                b"",
                squeezed(SHOWN, 1, b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99/BitsPerComponent 64>>"),
            ]
        ),
        "pdf-image-huge.pdf": lambda: image(200_000, 200_000),
        "pdf-image-minus.pdf": lambda: image(-5, 0),
        "pdf-image-jpx.pdf": lambda: image(100, 100, b"/Filter/JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + b"\xff" * 300),
        "pdf-image-jbig.pdf": lambda: image(
            100, 100, b"/Filter/JBIG2Decode/BitsPerComponent 1", b"\0\0\0\0\x30\0\1\xff\xff" * 9
        ),
        "pdf-image-dct.pdf": lambda: image(
            100, 100, b"/Filter/DCTDecode", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff" + b"\x01" * 90
        ),
        "pdf-pages-200.pdf": lambda: many_pages(200),
        "pdf-encrypted.pdf": lambda: pdf(trailer=locked),
        "pdf-encrypted-odd.pdf": lambda: pdf(trailer=b"/Encrypt<</Filter/Nobody/V 9/R 99>>"),
        "pdf-script.pdf": lambda: pdf(
            root=b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(1);)>>/AA<</WC<</S/Launch/F(x)>>>>>>"
        ),
        "pdf-digits.pdf": lambda: pdf([b"", b"", squeezed(b"BT /F 1 Tf 50 700 Td (" + b"9" * 50_000 + b") Tj ET")]),
        "pdf-same-place.pdf": lambda: pdf([b"", b"", squeezed(b"BT /F 9 Tf 1 0 0 1 50 700 Tm (12) Tj ET " * 5000)]),
        "pdf-matrix.pdf": lambda: pdf([b"", b"", stream(b"1e38 0 0 1e-38 1e38 -1e38 cm " * 40 + SHOWN)]),
        "pdf-head-alone.pdf": lambda: b"%PDF-1.7\n",
        "pdf-head-late.pdf": lambda: b"\n" * 500 + pdf(),
    }
