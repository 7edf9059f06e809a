"""What can be read: one entry a format, the module that reads it, and what it needs beyond a plain installation."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from importlib.util import find_spec
from typing import NamedTuple

ENTRY_POINTS = "reportparse.loaders"
"""The group under which a package offers a `Format` of its own."""


class Format(NamedTuple):
    """A format and its loader.

    `module` has a function `read(data: bytes, name: str) -> Contents`. `recognise` tells by a file's bytes whether it
    is of this format; those of the built-in formats lie in `sniff`, which is asked last. `needs` are the modules that
    only the extra brings.
    """

    code: str
    name: str
    suffixes: tuple[str, ...]
    module: str
    recognise: Callable[[bytes], bool] | None = None
    extra: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def missing(self) -> str | None:
        """The extra that has to be installed before this format can be read; None where nothing is missing."""
        return None if all(find_spec(module) for module in self.needs) else self.extra


TEXT = Format("txt", "纯文本 plain text", (".txt",), "reportparse.loaders.text")
_OCR = ("rapidocr", "onnxruntime")
_IMAGE = "reportparse.loaders.image"

BUILT_IN = (
    TEXT,
    Format("doc", "Word 97-2003, 6/95, WPS 文字", (".doc", ".wps", ".dot"), "reportparse.loaders.doc"),
    Format("docx", "Word 文档 document", (".docx", ".docm", ".dotx"), "reportparse.loaders.docx"),
    Format("rtf", "RTF 文档 document", (".rtf",), "reportparse.loaders.rtf"),
    Format("odt", "OpenDocument 文本 text", (".odt", ".fodt"), "reportparse.loaders.odt"),
    Format("html", "网页 web page", (".html", ".htm", ".xhtml"), "reportparse.loaders.html"),
    Format("mht", "网页存档 web archive", (".mht", ".mhtml"), "reportparse.loaders.html"),
    Format("pdf", "PDF", (".pdf",), "reportparse.loaders.pdf"),
    Format("ofd", "OFD 版式文件", (".ofd",), "reportparse.loaders.ofd"),
    Format("xlsx", "Excel 工作簿 workbook", (".xlsx", ".xlsm"), "reportparse.loaders.sheet"),
    Format("xls", "Excel 97-2003, WPS 表格", (".xls", ".et"), "reportparse.loaders.sheet"),
    Format("ods", "OpenDocument 表格 spreadsheet", (".ods",), "reportparse.loaders.sheet"),
    Format("png", "图片 picture", (".png",), _IMAGE, extra="ocr", needs=_OCR),
    Format("jpeg", "图片 picture", (".jpg", ".jpeg"), _IMAGE, extra="ocr", needs=_OCR),
    Format("tiff", "图片 picture", (".tif", ".tiff"), _IMAGE, extra="ocr", needs=_OCR),
    Format("bmp", "图片 picture", (".bmp",), _IMAGE, extra="ocr", needs=_OCR),
    Format("webp", "图片 picture", (".webp",), _IMAGE, extra="ocr", needs=_OCR),
    Format("gif", "图片 picture", (".gif",), _IMAGE, extra="ocr", needs=_OCR),
)


def known_formats() -> tuple[Format, ...]:
    """Those of installed packages first, so that one of them can take the place of ours; then the built-in ones."""
    offered = [entry.load() for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda e: e.name)]
    return (*offered, *BUILT_IN)
