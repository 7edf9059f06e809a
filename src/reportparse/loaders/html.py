"""Web pages: saved by a browser, by Word, Excel or WPS, or out of an archive (.mht); .doc and .xls that are such pages.

What a reader sees of the article comes out as the text; menus, links to share and the imprint are kept apart.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.html_archive import is_cut_off, looks_like_archive, pages_in
from reportparse.loaders.html_blocks import Part, parts_of
from reportparse.loaders.html_content import plan
from reportparse.loaders.html_title import front_of, is_noise
from reportparse.loaders.html_tree import Page, decode_page, parse_page
from reportparse.model.document import Contents

__all__ = ["read"]

_OFFICE = re.compile(r"microsoft|libreoffice|openoffice|\bwps\b|kingsoft|word\.document|excel\.sheet", re.I)
_OFFICE_ROOT = re.compile(r"<html[^>]{0,2000}urn:schemas-microsoft-com:office:", re.I)
_HEAD = 4096
_BEGIN = re.compile(r"<!doctype\s+html|<html[\s>]", re.I)
_END = re.compile(r"</(?:html|body|frameset)\s{0,9}>", re.I)
# Menus of a portal come to some 50,000 signs; more is data that scripts show, of no use to anybody.
_MOST_BOILERPLATE = 500_000


def read(data: bytes, name: str) -> Contents:
    """The contents of a web page or web archive; UnreadableDocument where there is no text to be had."""
    if not data.strip():
        raise UnreadableDocument(name, "the file is empty", "check whether it was copied or downloaded completely")
    build = Builder()
    archived = looks_like_archive(data)
    encodings = [_read_page(build, *page, name) for page in (pages_in(data, name) if archived else [(data, "")])]
    if not any(encodings):
        raise UnreadableDocument(
            name, "the page holds no text", "if it is a picture, a frame or filled in by a script, save what it shows"
        )
    if archived and is_cut_off(data):
        build.warn("the archive breaks off: part of it may be lost")
    contents = build.contents()
    return contents if archived else replace(contents, encoding=encodings[0])


def _read_page(build: Builder, data: bytes, charset: str, name: str) -> str:
    """Adds a page and gives its encoding; empty where there is no text in it. `charset`: as the archive declares it."""
    decoded = decode_page(data, name, charset)
    before = _junk_before(decoded.text)
    if before:
        decoded = decoded._replace(text=decoded.text[before:])
        build.warn("what stands before the page's first tag is left out")
    page = parse_page(decoded, name)
    office = any(_OFFICE.search(page.metas.get(key, "")) for key in ("generator", "progid", "originator"))
    office = office or bool(_OFFICE_ROOT.search(decoded.text, 0, _HEAD))
    parts = _sorted_out(page, parts_of(page.body, plan(page.body, office=office)), office=office)
    if not any(part.inside for part in parts):
        return ""
    if page.broken:
        build.warn(f"{page.broken} characters could not be read as {page.encoding} and stand as \ufffd")
    if _begins_but_never_ends(decoded.text):
        build.warn("the page breaks off: it does not close what it opened, and part of it may be lost")
    for part in parts:
        _add(build, part)
    around = "\n".join(part.text for part in parts if not part.inside and part.kind != "table")
    build.apart("boilerplate", around[:_MOST_BOILERPLATE])
    return page.encoding


def _junk_before(text: str) -> int:
    """How many signs stand before a page that begins late: fields of a web server, messages of its programs."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return 0
    begin = _BEGIN.search(text, 0, _HEAD)
    return begin.start() if begin else 0


def _begins_but_never_ends(text: str) -> bool:
    """A whole page ends with </body></html>, or at least one of them; scripts of counters may stand behind."""
    return "<html" in text[:_HEAD].lower() and _END.search(text) is None


def _sorted_out(page: Page, parts: list[Part], *, office: bool) -> list[Part]:
    """Lines of boilerplate inside the text go out; title and date from outside come in, before the text."""
    if office:
        return parts
    inside = [part for part in parts if part.inside]
    parts = [part._replace(inside=False) if part.inside and is_noise(part) else part for part in parts]
    if inside and not any(part.inside for part in parts):
        parts = [*(part for part in parts if not part.inside), *inside]
    return front_of(page, parts)


def _add(build: Builder, part: Part) -> None:
    if not part.inside:
        return
    if part.kind == "heading":
        build.heading(part.text, part.level)
    elif part.kind == "item":
        build.item(part.text, max(1, part.level))
    elif part.kind == "note":
        build.note(part.text)
    elif part.kind == "table":
        build.table(part.cells, header_rows=part.header_rows)
    elif part.kind == "paragraph":
        build.paragraph(part.text)
    else:
        build.apart(part.kind, part.text)
