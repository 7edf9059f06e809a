"""OFD, the fixed-layout format of Chinese offices (GB/T 33190): its text laid out as that of PDF pages is."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.odt_package import Package
from reportparse.loaders.ofd_document import OfdPages, read_package
from reportparse.loaders.pdf_flow import emit
from reportparse.loaders.pdf_margins import without_margins
from reportparse.model.document import Apart, Contents

# Signs that no text holds: private ones, control characters, the sign for an unreadable one. A bullet or two are no harm.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MAX_SHARE = 0.03
_PICTURES = "export it as PDF or as pictures and have these read by OCR (run: pip install 'reportparse[ocr]')"


def read(data: bytes, name: str) -> Contents:
    """The text of an OFD file with pages and boxes; templates, watermarks and annotations apart."""
    package = Package(data, name)
    if "OFD.xml" not in package or "Encryptions.xml" in package:
        _refuse(package)
    pages = read_package(package)
    _check(pages, name)
    kept, margins = without_margins(pages.sheets, pages.found)
    builder = Builder(boxes=True)
    emit(builder, pages.sheets, kept)
    for warning in pages.warnings:
        builder.warn(warning)
    contents = builder.contents()
    if not contents.text.strip():
        raise UnreadableDocument(
            name, "it holds no text beside page headers and numbers", "check whether it is the right file"
        )
    return replace(contents, apart=(*margins, *_apart(pages)))


def _refuse(package: Package) -> None:
    if "Encryptions.xml" in package:
        raise UnreadableDocument(
            package.name, "it is protected by a password", "open it with the password and save it without"
        )
    raise package.damaged("it has no OFD.xml")


def _check(pages: OfdPages, name: str) -> None:
    """Refuses files without text, and those whose text is not what the pages show."""
    text = "".join(sheet.text for sheet in pages.sheets)
    signs = sum(not sign.isspace() for sign in text)
    if not signs:
        if pages.pictures:
            raise UnreadableDocument(name, "its pages are pictures without text", _PICTURES)
        raise UnreadableDocument(name, "it holds no text", "check whether its text was lost when it was saved")
    if len(_NO_TEXT.findall(text)) > max(3, _MAX_SHARE * signs):
        raise UnreadableDocument(name, "its text names shapes of letters instead of letters", _PICTURES)


def _apart(pages: OfdPages) -> list[Apart]:
    behind = [Apart("boilerplate", text.strip()) for text in pages.background]
    return behind + [Apart("comment", text.strip()) for text in pages.comments if text.strip()]
