"""A PDF opened and read page by page: its text layer where that is sound, else the page's picture by OCR."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import c_void_p, cast
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium_c

from reportparse.errors import UnreadableDocument
from reportparse.loaders.beat import beat
from reportparse.loaders.pdf_chars import MAX_CHARACTERS, Fonts, Sheet, read_sheet
from reportparse.loaders.pdf_health import ailment, broken_signs, is_scan
from reportparse.loaders.pdf_index import index_fits
from reportparse.loaders.pdf_lines import Stretch, stretches
from reportparse.loaders.pdf_margins_lone import MOST_PAGES, told_sizes
from reportparse.loaders.pdf_scans import DAMAGED, Scanning, Unread, at_once, begun
from reportparse.loaders.pdf_shown import shown, with_fields
from reportparse.loaders.pdf_stamps import stamped_stretches
from reportparse.loaders.pdf_strokes import Drawn, drawn_on, laid
from reportparse.loaders.pdf_tags import artifacts
from reportparse.model.document import Apart

# The thickest yearbooks have some 1,500 pages.
MAX_PAGES = 3_000
# A yearbook of 1,500 dense pages.
MAX_ALL_CHARACTERS = 5_000_000
# pdfium takes so many bytes of one string, which are one or two a letter, and drops the rest of it.
LONGEST_RUN = 32_767
# Reading by OCR takes seconds a page.
MAX_OCR_PAGES = 500

_ENCRYPTED = ("it is protected by a password", "open it with the password and save it without")


@dataclass(slots=True)
class PdfPages:
    """The pages of a file: each as a sheet with its stretches; watermarks apart; what to warn of."""

    sheets: list[Sheet] = field(default_factory=list)
    found: list[list[Stretch]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stamps: list[Apart] = field(default_factory=list)


class _Read(NamedTuple):
    """A page read: its sheet and stretches, the words of its watermarks, what to warn of."""

    sheet: Sheet
    found: list[Stretch]
    stamps: Sequence[str] = ()
    warnings: Sequence[str] = ()


def read_pages(data: bytes, name: str) -> PdfPages:
    """All pages of a PDF."""
    result = PdfPages()
    if not index_fits(data):
        result.warnings.append("the file is damaged: its index does not fit it, and parts of it may be missing")
    unread: list[tuple[int, str]] = []
    total = by_ocr = 0
    waiting: deque[tuple[int, Scanning]] = deque()
    reads: list[_Read] = []

    def keep(number: int, read: _Read) -> None:
        nonlocal total
        reads[number] = read
        total += len(read.sheet.text)
        if total > MAX_ALL_CHARACTERS:
            raise UnreadableDocument(
                name, f"it holds more than {MAX_ALL_CHARACTERS:,} characters", "split it into single reports"
            )

    def finish() -> None:
        number, scanning = waiting.popleft()
        try:
            sheet = scanning.sheet()
            keep(
                number, _Read(sheet, stretches(sheet), (), [f"page {number + 1} was read by OCR: {scanning.complaint}"])
            )
        except Unread as reason:
            unread.append((number + 1, str(reason)))
        beat()

    with _opened(data, name) as document:
        for number in range(len(document)):
            beat()
            reads.append(_Read(_empty(document, number), []))
            try:
                read = _read_page(document, number, name, by_ocr < MAX_OCR_PAGES)
            except Unread as reason:
                unread.append((number + 1, str(reason)))
                continue
            if isinstance(read, _Read):
                keep(number, read)
                continue
            by_ocr += 1
            waiting.append((number, read))
            if len(waiting) > at_once():
                finish()
        while waiting:
            finish()
    for number, read in enumerate(reads, 1):
        result.warnings += read.warnings
        result.stamps += [Apart("boilerplate", words, number) for words in read.stamps]
        result.sheets.append(read.sheet)
        result.found.append(read.found)
    unread.sort()
    _judge(result, unread, name)
    return result


def _judge(result: PdfPages, unread: Sequence[tuple[int, str]], name: str) -> None:
    """Refuses a file of which nothing could be read; else warns of pages that could not be."""
    if not any(result.found):
        if unread:
            number, reason = unread[0]
            where = "" if len(result.sheets) == 1 else f"page {number}: "
            raise UnreadableDocument(name, *_refusal(where, reason))
        raise UnreadableDocument(name, "it holds no text", "check that it is the right file")
    result.warnings += [f"page {number} is left out: {reason}" for number, reason in unread]


def _refusal(where: str, reason: str) -> tuple[str, str]:
    cause, _, way_out = reason.partition("; ")
    return where + cause, way_out or DAMAGED


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    """The file opened by pdfium, and closed at the end."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise UnreadableDocument(name, *_ENCRYPTED) from None
        raise UnreadableDocument(name, "it is damaged: it cannot be opened as PDF", DAMAGED) from None
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableDocument(
                name, f"it has {len(document):,} pages, more than {MAX_PAGES:,}", "split it into single reports"
            )
        if len(document) == 0:
            raise UnreadableDocument(name, "it has no pages", DAMAGED)
        yield document
    finally:
        document.close()


def _empty(document: Any, number: int) -> Sheet:
    try:
        width, height = document.get_page_size(number)
    except pypdfium2.PdfiumError:
        width, height = 0.0, 0.0
    none = array("f")
    return Sheet(width, height, "", none, none, none, none, 10.0)


def _read_page(document: Any, number: int, name: str, may_ocr: bool) -> _Read | Scanning:
    """A page, from its text layer where that will do; else the reading of its picture begins."""
    try:
        page = with_fields(document, number)
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise Unread(f"it is damaged; {DAMAGED}") from None
    try:
        if text_page.count_chars() > MAX_CHARACTERS:
            raise Unread(f"it holds more than {MAX_CHARACTERS:,} characters; split it into single reports")
        sheet = read_sheet(page, text_page)
        drawn = drawn_on(page)
        found, stamps = stamped_stretches(sheet, text_page)
        complaint = _complaint(sheet, text_page, drawn, found if stamps else None)
        if complaint is None:
            sheet.strokes = laid(drawn.strokes, sheet)
            if len(document) <= MOST_PAGES:
                sheet.artifacts = artifacts(document, found, text_page)
                sheet.sizes = told_sizes(sheet, found, text_page)
            fonts = Fonts(text_page)
            for stretch in found:
                stretch.font, stretch.bold = fonts.of(stretch.start)
            found, hidden = shown(found, sheet, fonts, drawn.covered)
            stamps = [*stamps, *hidden]
            return _Read(sheet, found, stamps, _doubts(sheet, text_page, drawn, number + 1))
        if not may_ocr:
            raise Unread(f"{complaint}, and {MAX_OCR_PAGES} pages were read by OCR; split it into single reports")
        return begun(page, name, complaint, sheet)
    finally:
        text_page.close()
        page.close()


def _complaint(sheet: Sheet, text_page: Any, drawn: Drawn, unstamped: Sequence[Stretch] | None) -> str | None:
    """Why the page has to be read from its picture; None where its text layer will do.

    `unstamped`: what watermarks leave, where there are any: on a scan they may be all the letters that the page has.
    """
    wrong = ailment(sheet.text, text_page)
    if wrong:
        return f"its text layer {wrong}"
    if drawn.letters and not sheet.text.strip():
        return "its text layer does not say which characters its glyphs are"
    if unstamped is not None:
        signs = sum(s.end - s.start for s in unstamped)
    else:
        signs = sum(not sign.isspace() for sign in sheet.text) if len(sheet.text) < 200 else len(sheet.text)
    return "it is a scan without a text layer" if is_scan(signs, drawn.covered, drawn.paths) else None


def _doubts(sheet: Sheet, text_page: Any, drawn: Drawn, number: int) -> list[str]:
    """What to warn of a page whose text layer is taken."""
    doubts = []
    if cut := _cut_run(text_page):
        doubts.append(f"page {number}: {cut}")
    if broken := broken_signs(sheet.text):
        doubts.append(f"page {number} holds signs that are no characters: {broken}")
    if not sheet.text.strip() and not drawn.objects:
        doubts.append(f"page {number} is empty")
    return doubts


def _cut_run(text_page: Any) -> str | None:
    """A word on a run of letters so long that pdfium may have dropped its end: it does so without a word."""
    count = text_page.count_chars()
    if count < LONGEST_RUN // 2:
        return None
    object_of = pdfium_c.FPDFText_GetTextObject
    before: tuple[int | None, int] = (None, 0)
    for i in range(0, count, LONGEST_RUN // 4):
        here = cast(object_of(text_page, i), c_void_p).value
        before = here, before[1] + 1 if here == before[0] else 1
        if here is None or before[1] != 2:
            continue
        length = sum(cast(object_of(text_page, k), c_void_p).value == here for k in range(count))
        if length >= LONGEST_RUN or 0 <= length - LONGEST_RUN // 2 <= 1:
            return (
                f"a run of {length:,} signs without a break is all that can be read of one ({LONGEST_RUN:,} bytes); "
                "what may follow it there is missing"
            )
    return None
