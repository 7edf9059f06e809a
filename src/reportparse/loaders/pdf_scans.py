"""Pages of a PDF read from their pictures: pdfium draws them one after another, the engines read two at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

import pypdfium2

from reportparse.errors import UnreadableDocument
from reportparse.loaders.pdf_chars import Sheet
from reportparse.loaders.pdf_health import garbled
from reportparse.loaders.remains import is_noise

if TYPE_CHECKING:
    from PIL import Image

# A page is at most 200 inches by 200, says the format; A0 is 3,400 points long.
MAX_SIDE = 14_400.0
# Letters of body text are some 30 pixels high at this resolution, which is what recognition is best at.
OCR_DPI = 200
# A3 at 200 dpi has 8 million pixels.
MAX_PIXELS = 16_000_000
# Each page that is read at once takes an engine and, at A4 and 200 dpi (4 million pixels), some 400 MB; the fence ends a
# child of more than 1,400. So what is larger is read alone.
MAX_AT_ONCE = 2
MAX_BESIDE_OTHERS = 5_000_000

DAMAGED = "check whether it was copied or downloaded completely, or open it in its own program and save it anew"
_INSTALL = "run: pip install 'reportparse[ocr]'"


class Unread(Exception):
    """A page that cannot be read, and why."""


class Scanning:
    """A page whose picture is being read. `complaint`: why its text layer would not do."""

    def __init__(self, complaint: str, reading: Future[Sheet]) -> None:
        self.complaint, self._reading = complaint, reading

    def sheet(self) -> Sheet:
        """What was read, as soon as it is there; Unread where it is nothing to rely on."""
        try:
            sheet = self._reading.result()
        except UnreadableDocument as refusal:  # other pages of the file may still be readable
            raise Unread(f"{self.complaint}, and {refusal.reason}; {refusal.way_out}") from None
        if garbled(sheet.text) or is_noise(sheet.text):  # what the page shows is garbage, too
            raise Unread(f"{self.complaint}, and its picture shows no readable text; {DAMAGED}")
        return sheet


@cache
def at_once() -> int:
    """How many pages are read at once here: no more than there are processors for this process."""
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MAX_AT_ONCE, able))


_entrance = Lock()
_seats = BoundedSemaphore(MAX_AT_ONCE)


def _seated(read: Callable[[], Sheet], seats: int) -> Sheet:
    """Reads as soon as so many seats are free."""
    with _entrance:  # who waits for two must not be kept from the second by another who does
        for _ in range(seats):
            _seats.acquire()
    try:
        return read()
    finally:
        _seats.release(seats)


@cache
def _readers() -> ThreadPoolExecutor:
    # Threads are enough: the network computes outside Python's lock. They stay, and so do their engines.
    return ThreadPoolExecutor(at_once(), thread_name_prefix="scan")


def begun(page: Any, name: str, complaint: str, layer: Sheet) -> Scanning:
    """Has the page's picture read."""
    try:
        # Only here: the extra brings an engine of several hundred megabytes, which most documents do not need.
        from reportparse.loaders.ocr import available, scan_page
        from reportparse.loaders.ocr_sheet import sheet_of
    except ImportError:
        raise Unread(f"{complaint}; {_INSTALL}") from None
    if not available():
        raise Unread(f"{complaint}; {_INSTALL}")
    width, height = layer.width, layer.height
    image = _picture(page, width, height, complaint)
    seats = MAX_AT_ONCE if image.width * image.height > MAX_BESIDE_OTHERS else 1
    return Scanning(
        complaint, _given(lambda: sheet_of(scan_page(image, width, height, name=name), width, height), seats)
    )


def _given(read: Callable[[], Sheet], seats: int) -> Future[Sheet]:
    if at_once() > 1:
        return _readers().submit(_seated, read, seats)
    done: Future[Sheet] = Future()
    try:
        done.set_result(read())
    except UnreadableDocument as refusal:
        done.set_exception(refusal)
    return done


def _picture(page: Any, width: float, height: float, complaint: str) -> Image.Image:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise Unread(f"{complaint}, and no page is {width:.0f} x {height:.0f} points large; {DAMAGED}")
    scale = min(OCR_DPI / 72, (MAX_PIXELS / (width * height)) ** 0.5)
    try:
        image: Image.Image = page.render(scale=scale).to_pil().copy()
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        raise Unread(f"{complaint}, and its picture cannot be made; {DAMAGED}") from None
    return image
