"""Pages drawn as small grey pictures, to be looked at beside what was read. Runs behind the fence, like every reader.

A page is drawn in 16 shades: letters stay clear, and a page of print takes some 50 KB. The PNG is written here, so that PDFs
need no further library; pictures need Pillow, which the extra that reads them brings.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2

from reportparse.errors import UnreadableDocument
from reportparse.loaders.beat import beat

MOST_PAGES = 40
"""A work report has fewer; of a yearbook the first ones must do."""

DPI = 110
"""Small print can be read, and a page of A4 fits a screen."""

MOST_PIXELS = 4_000_000
"""A poster is drawn smaller."""

SHADES = 16


class PagePicture(NamedTuple):
    """A page: its number from 1, its size in points, as boxes have it, and its picture."""

    number: int
    width: float
    height: float
    png: bytes


class _Grey(NamedTuple):
    width: int
    height: int
    rows: list[bytes]


def read(data: bytes, name: str) -> bytes:
    """The pages of a file, packed."""
    pages = _of_pdf(data, name) if data.startswith(b"%PDF") or b"%PDF-" in data[:1024] else _of_picture(data, name)
    return json.dumps([[n, w, h, base64.b64encode(png(grey)).decode()] for n, w, h, grey in pages]).encode()


def unpack(body: bytes) -> tuple[PagePicture, ...]:
    """What `read` packed; ValueError or TypeError for bytes that it did not."""
    return tuple(
        PagePicture(int(n), float(w), float(h), base64.b64decode(coded, validate=True))
        for n, w, h, coded in json.loads(body)
    )


def _of_pdf(data: bytes, name: str) -> Iterator[tuple[int, float, float, _Grey]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(name, f"it cannot be drawn ({error})", "open it in its own program") from error
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        whole = bytes(bitmap.buffer)
        rows = [whole[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)]
        yield number + 1, round(width, 2), round(height, 2), _Grey(bitmap.width, bitmap.height, rows)
        beat()


def _of_picture(data: bytes, name: str) -> Iterator[tuple[int, float, float, _Grey]]:
    from reportparse.loaders.image import pages_of  # needs Pillow, which PDFs do without

    for number, image, width, height in pages_of(data, name):
        if number > MOST_PAGES:
            return
        scale = min(1.0, DPI / 72 * width / image.width, (MOST_PIXELS / (image.width * image.height)) ** 0.5)
        grey = image.convert("L").resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
        whole = grey.tobytes()
        rows = [whole[y * grey.width : (y + 1) * grey.width] for y in range(grey.height)]
        yield number, width, height, _Grey(grey.width, grey.height, rows)
        beat()


_SHADE = bytes(min(SHADES - 1, (value + 8) // 17) for value in range(256))


def png(grey: _Grey) -> bytes:
    """A PNG of 16 shades, two pixels a byte."""
    lines = bytearray()
    for row in grey.rows:
        shades = row.translate(_SHADE)
        if len(shades) % 2:
            shades += b"\0"
        lines.append(0)  # no filter: flat white paper needs none
        lines += bytes(a << 4 | b for a, b in zip(shades[::2], shades[1::2], strict=True))
    head = struct.pack(">IIBBBBB", grey.width, grey.height, 4, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
