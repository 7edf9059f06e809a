"""What a PDF page shows beside its own text, and what of its text it does not show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from reportparse.loaders.pdf_chars import Fonts, Sheet
from reportparse.loaders.pdf_lines import Stretch

# Letters that are drawn with nothing lie over a scan, whose text they are; over less of a picture they are hidden.
SCAN_COVER = 0.5
# And where they are most of a page, its visible letters are drawn in another way.
MOST_HIDDEN = 0.5
# Fields to fill in and words that somebody set on the page; a form has some hundred.
MAX_NOTES = 2_000
_WRITTEN = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT)


def with_fields(document: Any, number: int) -> Any:
    """A page, with what was filled into its fields or written on it as part of its text."""
    page = document[number]
    if not _is_written_on(page):
        return page
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_PRINT)
    page.close()
    return document[number]


def _is_written_on(page: Any) -> bool:
    for i in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, i)
        if note:
            kind = pdfium_c.FPDFAnnot_GetSubtype(note)
            pdfium_c.FPDFPage_CloseAnnot(note)
            if kind in _WRITTEN:
                return True
    return False


def outside(found: Sequence[Stretch], sheet: Sheet) -> list[Stretch]:
    """The stretches that lie beyond the edges of the page."""
    width, height = sheet.span
    return [s for s in found if s.x1 <= 0 or s.x0 >= width or s.y1 <= 0 or s.y0 >= height]


def shown(found: list[Stretch], sheet: Sheet, fonts: Fonts, covered: float) -> tuple[list[Stretch], list[str]]:
    """The stretches that can be seen, and the words of the others: outside the page, or drawn with nothing."""
    unseen = {id(s) for s in outside(found, sheet)}
    if fonts.unseen and covered < SCAN_COVER:
        blank = [s for s in found if s.start in fonts.unseen]
        if _signs(blank) < MOST_HIDDEN * _signs(found):
            unseen |= {id(s) for s in blank}
    if not unseen:
        return found, []
    kept = [s for s in found if id(s) not in unseen]
    return kept, [sheet.text[s.start : s.end] for s in found if id(s) in unseen]


def _signs(found: Sequence[Stretch]) -> int:
    return sum(s.end - s.start for s in found)
