"""Calls of pdfium that are made for every letter or object of a page, with plain addresses instead of typed pointers.

What ctypes checks and wraps takes as long as such a call itself. A wrong address would end the process, so only handles
that pypdfium2 gave may be passed, for as long as it keeps them open.
"""

from __future__ import annotations

from ctypes import c_float, c_int, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium_c


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function of the library, called as it is, with other types for what goes in and comes out."""
    same = type(function)(cast(function, c_void_p).value)
    same.restype, same.argtypes = result, arguments
    return same


def address(handle: Any) -> int:
    """The address that a handle of pypdfium2 (its `raw`) points to."""
    return cast(handle, c_void_p).value or 0


loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
font_info = _plain(pdfium_c.FPDFText_GetFontInfo, c_int, c_void_p, c_int, c_void_p, c_int, c_void_p)
text_object = _plain(pdfium_c.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
render_mode = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
is_unmapped = _plain(pdfium_c.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
char_angle = _plain(pdfium_c.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
page_object = _plain(pdfium_c.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
form_object = _plain(pdfium_c.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
object_type = _plain(pdfium_c.FPDFPageObj_GetType, c_int, c_void_p)
draw_mode = _plain(pdfium_c.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
object_matrix = _plain(pdfium_c.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
count_segments = _plain(pdfium_c.FPDFPath_CountSegments, c_int, c_void_p)
path_segment = _plain(pdfium_c.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_point = _plain(pdfium_c.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
segment_type = _plain(pdfium_c.FPDFPathSegment_GetType, c_int, c_void_p)
segment_close = _plain(pdfium_c.FPDFPathSegment_GetClose, c_int, c_void_p)
