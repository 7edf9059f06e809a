"""Pages of a scan are read several at once: in their order, within limits, and one that fails costs no other."""

from __future__ import annotations

import re
import sys
import threading
import time
import types
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders import pdf_pages, pdf_scans
from reportparse.loaders.pdf import read

BED = Path(__file__).parent.parent / "bed" / "pdf"


class Line(NamedTuple):
    text: str
    boxes: tuple[Any, ...]
    sureness: tuple[float, ...]
    level: tuple[Any, ...]


class Page(NamedTuple):
    lines: list[Line]
    rules: list[Any]
    width: float
    height: float
    back: Any = None
    lying: bool = False


class Reader:
    """Stands for the OCR: writes down how many read at once, and says which page it was by its width."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.large_beside_others = False
        self._lock = threading.Lock()

    def scan_page(self, image: Any, width: float, height: float, *, name: str) -> Page:
        large = image.width * image.height > pdf_scans.MAX_BESIDE_OTHERS
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.large_beside_others |= large and self.now > 1
        time.sleep(0.02 if round(width) % 2 else 0.001)
        with self._lock:
            self.large_beside_others |= large and self.now > 1
            self.now -= 1
        if round(width) == 403:
            raise UnreadableDocument(name, "the picture is blank", "look at it")
        text = f"第{round(width) - 400}页全年救助困难群众若干人次发放资金若干万元并按时完成。"
        middle = height / 2
        boxes = tuple((20.0 + 10 * i, middle, 30.0 + 10 * i, middle + 12) for i in range(len(text)))
        return Page([Line(text, boxes, (0.9,) * len(text), boxes)], [], width, height)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    one = Reader()
    module = types.ModuleType("reportparse.loaders.ocr")
    module.available = lambda: True  # type: ignore[attr-defined]
    module.Scan = Page  # type: ignore[attr-defined]
    module.scan_page = one.scan_page  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reportparse.loaders.ocr", module)
    pdf_scans._readers.cache_clear()
    yield one  # type: ignore[misc]
    pdf_scans._readers.cache_clear()


def scan(widths: list[int], height: int = 300) -> bytes:
    """A PDF of pages of these widths, each covered by a picture."""
    picture = "/Resources<</XObject<</I 9 0 R>>>>"
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(widths)))
    parts = [
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        f"2 0 obj\n<</Type/Pages/Kids[{kids}]/Count {len(widths)}>>\nendobj\n",
        "9 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\n"
        "stream\n@\nendstream\nendobj\n",
    ]
    for n, width in enumerate(widths):
        content = f"{width} 0 0 {height} 0 0 cm /I Do"
        parts.append(
            f"{10 + 2 * n} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{picture}"
            f"/Contents {11 + 2 * n} 0 R>>\nendobj\n{11 + 2 * n} 0 obj\n<</Length {len(content)}>>\nstream\n{content}\n"
            "endstream\nendobj\n"
        )
    return ("%PDF-1.4\n" + "".join(parts) + "trailer\n<</Root 1 0 R>>\n%%EOF\n").encode("latin-1")


@pytest.mark.parametrize("at_once", [1, 2])
def test_pages_come_in_their_order(reader: Reader, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    for module in (pdf_scans, pdf_pages):
        monkeypatch.setattr(module, "at_once", lambda: at_once)
    found = read(scan([401, 402, 404, 405, 406, 407]), "a")
    assert re.findall(r"第(\d)页", found.text) == ["1", "2", "4", "5", "6", "7"]
    assert [page.read_by for page in found.pages] == ["ocr"] * 6
    assert reader.most <= at_once and reader.now == 0


def test_a_page_that_fails_is_named_and_costs_no_other(reader: Reader) -> None:
    found = read(scan([401, 403, 404]), "a")
    assert "第1页" in found.text and "第4页" in found.text and len(found.pages) == 3
    assert [w for w in found.warnings if "left out" in w] == [
        "page 2 is left out: it is a scan without a text layer, and the picture is blank; look at it"
    ]


def test_large_pages_are_read_alone(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pdf_scans, pdf_pages):
        monkeypatch.setattr(module, "at_once", lambda: 2)
    read(scan([401, 405, 407, 409, 411, 413], height=2200), "a")
    assert not reader.large_beside_others
    monkeypatch.setattr(pdf_scans, "MAX_BESIDE_OTHERS", 10**9)
    assert read(scan([401, 402]), "a").text.startswith("第1页")


def test_no_more_at_once_than_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, wanted in ((1, 1), (2, 2), (64, pdf_scans.MAX_AT_ONCE)):
        monkeypatch.setattr(pdf_scans.os, "sched_getaffinity", lambda _, n=processors: set(range(n)), raising=False)
        assert pdf_scans.at_once.__wrapped__() == wanted


def test_the_made_file_is_a_scan() -> None:
    assert len(pypdfium2.PdfDocument(scan([401, 402]))) == 2
