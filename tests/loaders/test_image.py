"""Pictures as documents: their pages, their size on paper, tables in them, and pictures that are broken or bombs."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import reportparse
from reportparse.errors import UnreadableDocument
from reportparse.loaders import image
from reportparse.loaders.ocr import OcrLine, Scan, available
from reportparse.model.document import Contents

SCANS = Path(__file__).parent.parent / "bed" / "scans"

needs_engine = pytest.mark.skipif(not available(), reason="the extra `ocr` is not installed")


def file_of(picture: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Image.Image, float, float]]:
    """What is given to recognition, which is left out and says that every page holds 低保42户."""
    pages: list[tuple[Image.Image, float, float]] = []

    def scan(picture: Image.Image, width: float, height: float, *, name: str) -> Scan:
        pages.append((picture, width, height))
        boxes = tuple((10.0 + 10 * i, 20.0, 20.0 + 10 * i, 30.0) for i in range(5))
        line = OcrLine("低保42户", boxes, (0.9, 0.9, 0.4, 0.9, 0.9), boxes)
        return Scan([line], [], width, height, np.array([[1.0, 0, 0], [0, 1, 0]]))

    monkeypatch.setattr(image, "available", lambda: True)
    monkeypatch.setattr(image, "scan_page", scan)
    return pages


Seen = list[tuple[Image.Image, float, float]]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"])
def test_every_format_is_opened(format: str, seen: Seen) -> None:
    contents = image.read(file_of(Image.new("L", (620, 877), 240), format), "x")
    assert contents.text == "低保42户\n"
    assert contents.pages[0].read_by == "ocr"
    assert contents.box_of(2, 4) == (30, 20, 50, 30)
    assert contents.sureness is not None and contents.sureness[2] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("dpi", "size"), [((200, 200), (595.44, 841.68)), ((72, 72), (595.06, 842.0)), (None, (595.06, 842.0))]
)
def test_the_size_on_paper(dpi: tuple[int, int] | None, size: tuple[float, float], seen: Seen) -> None:
    page = Image.new("L", (1654, 2338), 240) if dpi == (200, 200) else Image.new("L", (2472, 3498), 240)
    image.read(file_of(page, "PNG", **({"dpi": dpi} if dpi else {})), "x")
    assert seen[0][1:] == pytest.approx(size, abs=0.5)


def test_the_pages_of_a_tiff_in_their_order(seen: Seen) -> None:
    pages = [Image.new("L", (300 + 10 * i, 200), 240) for i in range(3)]
    contents = image.read(file_of(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "x")
    assert [page.width for page, _, _ in seen] == [300, 310, 320]
    assert [page.number for page in contents.pages] == [1, 2, 3]


def test_a_broken_page_of_a_tiff_is_left_out_with_a_warning(seen: Seen) -> None:
    pages = [Image.effect_noise((300, 200), 50) for _ in range(2)]
    data = file_of(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_adobe_deflate")
    contents = image.read(data[:90] + b"\xff" * 60 + data[150:], "x")
    assert contents.text == "低保42户\n"
    assert [w for w in contents.warnings if w.startswith("page 1 is damaged and was left out")]


def test_an_animation_is_its_first_picture(seen: Seen) -> None:
    frames = [Image.new("L", (100, 100), 10 * i) for i in range(3)]
    contents = image.read(file_of(frames[0], "GIF", save_all=True, append_images=frames[1:]), "x")
    assert len(contents.pages) == 1 and "only its first picture" in contents.warnings[0]


def test_a_photograph_is_turned_as_the_camera_says(seen: Seen) -> None:
    exif = Image.Exif()
    exif[274] = 6
    image.read(file_of(Image.new("RGB", (400, 300), "white"), "JPEG", exif=exif.tobytes()), "x")
    assert seen[0][0].size == (300, 400)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "F"])
def test_all_kinds_of_pixels(mode: str) -> None:
    from reportparse.loaders.ocr_upright import plain

    ready = plain(Image.new(mode, (700, 30)))
    assert ready.image.mode == "L" and ready.image.size == (700, 30)


def png(width: int, height: int, *, body: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png(60_000, 60_000, body=zlib.compress(bytes(100_000))), "more than 80 million pixels"),
        (png(11_000, 9_000, body=zlib.compress(bytes(100_000))), "more than 80 million pixels"),
        (png(500, 500, body=b"junk"), "damaged"),
        (png(500, 3), "only 500 x 3 pixels"),
        (b"\x89PNG\r\n\x1a\n", "damaged|no picture"),
        (b"II*\x00\xff\xff\xff\xff", "damaged|no picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "no picture"),
        (b"", "no picture"),
    ],
)
def test_broken_pictures_and_bombs_are_refused(data: bytes, reason: str, seen: Seen) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as refusal:
        image.read(data, "x.png")
    assert "\n" not in str(refusal.value) and not seen


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"])
def test_pictures_cut_off_anywhere_are_refused_or_read(format: str, seen: Seen) -> None:
    data = file_of(Image.effect_noise((120, 90), 60).convert("RGB"), format)
    for end in range(0, len(data), max(1, len(data) // 25)):
        try:
            assert isinstance(image.read(data[:end], "x"), Contents)
        except UnreadableDocument as refusal:
            assert str(refusal).startswith("x: ")


def test_too_many_pages_are_refused(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MAX_PAGES", 2)
    pages = [Image.new("1", (20, 20)) for _ in range(3)]
    with pytest.raises(UnreadableDocument, match="it has 3 pages, more than 2"):
        image.read(file_of(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "x")


def test_without_the_extra_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableDocument, match=r"pip install 'reportparse\[ocr\]'"):
        image.read((SCANS / "notice.png").read_bytes(), "notice.png")


@needs_engine
def test_a_page_of_text_has_headings_and_joined_paragraphs() -> None:
    contents = image.read((SCANS / "notice.png").read_bytes(), "notice.png")
    kinds = [(block.kind, contents.text[block.start : block.end][:6]) for block in contents.blocks]
    assert kinds == [
        ("heading", "青禾县民政局"),
        ("heading", "一、社会救助"),
        ("paragraph", "全年发放城市"),
        ("heading", "二、养老服务"),
        ("paragraph", "新增养老床位"),
    ]
    assert "2,318户、3907人" in contents.text
    assert contents.boxes is not None and len(contents.boxes) == 4 * len(contents.text)
    assert contents.sureness is not None and len(contents.sureness) == len(contents.text)


@needs_engine
def test_a_ruled_table_is_a_table() -> None:
    contents = image.read((SCANS / "table.png").read_bytes(), "table.png")
    assert contents.text.splitlines()[1:] == [
        "| 项目 | 2021年 | 2022年 | 单位 |",
        "| 城市低保 | 2,406 | 2,318 | 户 |",
        "| 特困供养 | 303 | 298 | 人 |",
        "| 临时救助 | 86.5 | 91.25 | 万元 |",
    ]
    (grid,) = contents.grids
    assert (grid.rows, grid.columns, grid.header_rows) == (4, 4, 1)


@needs_engine
def test_two_columns_are_read_one_after_the_other() -> None:
    contents = image.read((SCANS / "columns.png").read_bytes(), "columns.png")
    first, low, second, old = contents.text.translate(str.maketrans(",", "，")).split()
    assert (first, second) == ("一、社会救助", "二、养老服务")
    assert low == "全年保障城市低保对象2，318户、3，907人，发放低保金1286.45万元，临时救助512人次。"
    assert old == "新增养老床位160张，入住率58.3%，发放高龄津贴215.6万元，惠及老人4，820名。"


@needs_engine
def test_figures_of_a_scan_are_mended_where_it_is_certain() -> None:
    report = reportparse.parse(SCANS / "figures.png")
    found = {(str(s.value), s.unit): s for s in report.statistics}
    for value in ("3.05", "12.4", "2.8"):
        rate = found[value, "‰"]
        assert rate.repaired and rate.evidence.text == f"{value}%0"
        assert "quantity.ocr_per_mille" in rate.rules
    assert ("4.2", "%") in found and ("95.6", "%") in found
    assert found["3127405", "元"].confidence > found["3.05", "‰"].confidence
    assert [(repair.kind, repair.before, repair.after) for repair in report.repairs] == [("ocr", "%0", "‰")] * 3


@needs_engine
def test_a_picture_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text was found"):
        image.read(file_of(Image.new("RGB", (400, 300), "white"), "PNG"), "x.png")
