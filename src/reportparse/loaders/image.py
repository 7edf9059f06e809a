"""Scans and photographs: .png .jpg .tif .bmp .webp .gif, one page each, those of a TIFF in their order."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from reportparse.errors import UnreadableDocument
from reportparse.loaders.beat import beat
from reportparse.loaders.building import Builder
from reportparse.loaders.ocr import available, missing, scan_page
from reportparse.loaders.ocr_sheet import sheet_of
from reportparse.loaders.pdf_flow import emit
from reportparse.loaders.pdf_lines import stretches
from reportparse.loaders.pdf_margins import without_margins
from reportparse.model.document import Contents

# Pillow can do more, among it formats that call other programs (EPS); these are what scanners and cameras write.
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
# A sheet of A3 at 600 dpi has 70 million; four bytes each and their copies must stay within the reader's memory.
MAX_PIXELS = 80_000_000
# At three seconds a page, what is read in the time that a file gets.
MAX_PAGES = 200
# Thinner than this and the picture is a line, a separator or a mistake; the network needs some height.
LEAST_SIDE = 8

# Where a file does not say how large it is on paper, its long side is that of A4.
A4_LONG = 842.0
# Cameras write 72 or 96 whatever they took; scanners say between 75 and 1200.
_LEAST_DPI, _MOST_DPI = 60.0, 1300.0
_LONGEST_PAGE = 2500.0

_DAMAGED = "check whether it was copied completely, or open it in a picture viewer and save it anew"
# What Pillow raises on broken files, by the plugin: it promises only OSError, its parsers know better.
_BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, struct.error)


class _Page(NamedTuple):
    image: Image.Image
    width: float
    height: float


def read(data: bytes, name: str) -> Contents:
    """The text of a picture, with a box and a sureness for every character."""
    if not available():
        raise missing(name)
    builder = Builder(boxes=True, sureness=True)
    sheets = []
    for page in _pages(data, name, builder):
        scan = scan_page(page.image, page.width, page.height, name=name)
        sheets.append(sheet_of(scan, page.width, page.height))
        beat()
    if not any(sheet.text for sheet in sheets):
        raise UnreadableDocument(
            name, "no text was found in the picture", "check that it shows a page, sharp and large enough to read"
        )
    # From here on as a page of a PDF goes.
    kept, apart = without_margins(sheets, [stretches(sheet) for sheet in sheets])
    emit(builder, sheets, kept)
    return replace(builder.contents(), apart=tuple(apart))


def pages_of(data: bytes, name: str) -> Iterator[tuple[int, Image.Image, float, float]]:
    """The pages to look at: number, picture, width and height in points."""
    for number, page in enumerate(_pages(data, name, Builder()), 1):
        yield number, page.image, page.width, page.height


def _pages(data: bytes, name: str, builder: Builder) -> Iterator[_Page]:
    """The pages; a broken one among whole ones is left out with a warning."""
    image = _open(data, name)
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MAX_PAGES:
        raise UnreadableDocument(name, f"it has {count:,} pages, more than {MAX_PAGES}", "split it into single reports")
    if getattr(image, "is_animated", False) and image.format in ("GIF", "WEBP", "PNG"):
        builder.warn("it is an animation; only its first picture was read")
    for number in range(count):
        try:
            image.seek(number)
            if _is_preview(image):
                continue
            _check_size(image, data, name)
            page = _page(image)
        except (*_BROKEN, Image.DecompressionBombError) as error:
            if count == 1:
                raise UnreadableDocument(name, f"the picture is damaged ({_word(error)})", _DAMAGED) from error
            builder.warn(f"page {number + 1} is damaged and was left out ({_word(error)})")
            continue
        yield page


def _open(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures and of odd tags on the standard streams; sizes are checked here.
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise UnreadableDocument(name, "it is no picture that can be read", _DAMAGED) from error
    except Image.DecompressionBombError as error:
        raise _too_large(data, name) from error
    except _BROKEN as error:
        raise UnreadableDocument(name, f"the picture is damaged ({_word(error)})", _DAMAGED) from error


def _check_size(image: Image.Image, data: bytes, name: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(data, name)
    if min(image.size) < LEAST_SIDE:
        raise UnreadableDocument(
            name, f"the picture is only {image.width} x {image.height} pixels", "scan the page at 200 dpi or more"
        )


def _too_large(data: bytes, name: str) -> UnreadableDocument:
    # A WebP says at its start how long it is. Where that is a lie, so is the number of its pixels.
    if data.startswith(b"RIFF") and int.from_bytes(data[4:8], "little") + 8 > len(data):
        return UnreadableDocument(name, "the picture is damaged (it is shorter than it says)", _DAMAGED)
    return UnreadableDocument(
        name, f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels", "save it at 300 dpi"
    )


def _is_preview(image: Image.Image) -> bool:
    """A small copy of another page, as some scanners put into a TIFF."""
    tags = getattr(image, "tag_v2", {})
    return bool(int(tags.get(254, 0)) & 1)


def _page(image: Image.Image) -> _Page:
    """A page the way up that its file says, with its size in points."""
    dpi = _dpi(image)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of broken EXIF and TIFF tags, which say nothing of the picture
        image.load()
        upright = ImageOps.exif_transpose(image)
    if upright.size != image.size:
        dpi = (dpi[1], dpi[0])
    width, height = upright.width * 72 / dpi[0], upright.height * 72 / dpi[1]
    return _Page(upright, round(width, 2), round(height, 2))


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Pixels an inch across and down; where the file does not say or cannot be believed, as if it showed an A4 page."""
    guess = max(image.size) / (A4_LONG / 72)
    stated = image.info.get("dpi")
    try:
        x, y = (float(value) for value in stated)  # type: ignore[union-attr]  # None, or whatever the file says
    except (TypeError, ValueError, ZeroDivisionError):
        return guess, guess
    likely = all(_LEAST_DPI <= value <= _MOST_DPI for value in (x, y))
    if not likely or max(image.width / x, image.height / y) * 72 > _LONGEST_PAGE:
        return guess, guess
    return x, y


def _word(error: Exception) -> str:
    """An error's message on one line."""
    return " ".join(str(error).split())[:120] or type(error).__name__
