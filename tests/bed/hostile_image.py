"""Hostile pictures: huge ones in few bytes, loops, junk. All small, since recognising letters takes its time."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image, ImageDraw

Build = Callable[[], bytes]


def written(picture: Image.Image, form: str, **options: object) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def shown(width: int = 320, height: int = 64) -> Image.Image:
    """A line of big figures."""
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).text((16, 10), "Total 1234.5", fill=0, font_size=36)
    return picture


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a .png."""
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *more: bytes, depth: int = 1, colour: int = 0) -> bytes:
    """A .png of declared size."""
    head = struct.pack(">LLBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def tiff(entries: list[tuple[int, int, int, int]], following: int = 0) -> bytes:
    """A .tif of one directory that names where the next one is."""
    body = b"".join(struct.pack("<HHLL", *entry) for entry in entries)
    return struct.pack("<2sHLH", b"II", 42, 8, len(entries)) + body + struct.pack("<L", following) + bytes(64)


def resized(data: bytes, mark: bytes, offset: int, form: str, *size: int) -> bytes:
    """A picture whose declared size is changed."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.index(mark) + offset, *size)
    return bytes(changed)


def files() -> dict[str, Build]:
    """All of them by name."""
    fields = [(256, 4, 1, 100), (257, 4, 1, 100), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
    huge = [(256, 4, 1, 2_000_000_000), (257, 4, 1, 2_000_000_000), *fields[2:], (279, 4, 1, 0xFFFFFFFF)]
    rows = zlib.compress(bytes(50_000 * 6251), 9)
    return {
        "image-bomb.png": lambda: png(50_000, 50_000, rows),
        "image-declared.png": lambda: png(0x7FFFFFFF, 0x7FFFFFFF, zlib.compress(b"\0" * 100)),
        "image-16-bit.png": lambda: png(30_000, 30_000, zlib.compress(bytes(1_000_000)), depth=16, colour=6),
        "image-none.png": lambda: png(0, 0, b""),
        "image-text-bomb.png": lambda: png(
            8, 8, zlib.compress(bytes(16)), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000_000)))
        ),
        "image-chunks.png": lambda: png(8, 8, zlib.compress(bytes(16)), *[chunk(b"tEXt", b"a\0b")] * 20_000),
        "image-junk.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "image-chunk-huge.png": lambda: b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
        "image-1x1.png": lambda: written(Image.new("L", (1, 1)), "PNG"),
        "image-line.png": lambda: written(Image.new("1", (30_000, 1)), "PNG"),
        "image-white.png": lambda: written(Image.new("L", (200, 200), 255), "PNG"),
        "image-black.png": lambda: written(Image.new("1", (200, 200)), "PNG"),
        "image-palette.png": lambda: written(shown().convert("P"), "PNG", transparency=0),
        "image-declared.gif": lambda: resized(written(shown(), "GIF"), b"GIF8", 6, "<HH", 65535, 65535),
        "image-frames.gif": lambda: written(
            shown(), "GIF", save_all=True, append_images=[shown(320, 64 - i % 2) for i in range(100)]
        ),
        "image-junk.gif": lambda: b"GIF89a" + bytes(range(256)) * 20,
        "image-declared.jpg": lambda: resized(written(shown(), "JPEG"), b"\xff\xc0", 5, ">HH", 65535, 65535),
        "image-junk.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
        "image-exif.jpg": lambda: b"\xff\xd8\xff\xe1\xff\xffExif\0\0" + b"\xff" * 900 + written(shown(), "JPEG")[2:],
        "image-loop.tif": lambda: tiff(fields, 8),
        "image-declared.tif": lambda: tiff(huge),
        "image-empty.tif": lambda: tiff([]),
        "image-pages.tif": lambda: written(
            Image.new("1", (40, 40)), "TIFF", save_all=True, append_images=[Image.new("1", (40, 40))] * 300
        ),
        "image-junk.tif": lambda: b"MM\0*" + bytes(range(256)) * 20,
        "image-declared.bmp": lambda: resized(written(shown(), "BMP"), b"BM", 18, "<ll", 2_000_000_000, -2_000_000_000),
        "image-junk.webp": lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8X" + bytes(range(256)) * 20,
    }
