"""PDF: the text layer by pdfium where it says what the page shows, else the page's picture by OCR."""

from __future__ import annotations

from dataclasses import replace

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.pdf_flow import emit
from reportparse.loaders.pdf_margins import without_margins
from reportparse.loaders.pdf_pages import read_pages
from reportparse.model.document import Contents


def read(data: bytes, name: str) -> Contents:
    """The contents of a PDF; UnreadableDocument where it is protected, damaged, without text or over a limit."""
    pages = read_pages(data, name)
    kept, apart = without_margins(pages.sheets, pages.found)
    builder = Builder(boxes=True, sureness=any(sheet.by_ocr for sheet in pages.sheets))
    emit(builder, pages.sheets, kept)
    for warning in pages.warnings:
        builder.warn(warning)
    contents = builder.contents()
    if not contents.text.strip():
        raise UnreadableDocument(
            name, "it holds no text beside page headers and numbers", "check that it is the right file"
        )
    return replace(contents, apart=(*apart, *pages.stamps))
