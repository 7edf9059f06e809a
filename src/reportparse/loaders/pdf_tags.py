"""What a tagged PDF itself says of its letters: which of them are no part of the text (an "artifact", the format calls it)."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_ulong, c_ushort, sizeof
from typing import Any

import pypdfium2.raw as pdfium_c

from reportparse.loaders.pdf_lines import Stretch

# Marks around a letter: writers nest two or three.
MAX_MARKS = 8
_NAME = "Artifact".encode("utf-16-le")


def artifacts(document: Any, found: Sequence[Stretch], text_page: Any) -> frozenset[int]:
    """Where stretches begin that the file calls artifacts; none where it has no tags."""
    if not pdfium_c.FPDFCatalog_IsTagged(document):
        return frozenset()
    return frozenset(s.start for s in found if _is_artifact(pdfium_c.FPDFText_GetTextObject(text_page, s.start)))


def _is_artifact(item: Any) -> bool:
    if not item:
        return False
    name, length = (c_ushort * 32)(), c_ulong()
    for k in range(min(pdfium_c.FPDFPageObj_CountMarks(item), MAX_MARKS)):
        mark = pdfium_c.FPDFPageObj_GetMark(item, k)
        told = pdfium_c.FPDFPageObjMark_GetName(mark, name, sizeof(name), byref(length))
        if told and bytes(name)[: max(length.value - 2, 0)] == _NAME:
            return True
    return False
