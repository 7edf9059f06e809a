"""OpenDocument texts: packages (.odt) and single XML files (.fodt)."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.building import Builder
from reportparse.loaders.odt_blocks import Walker
from reportparse.loaders.odt_package import Package, is_package, local, parse_xml
from reportparse.loaders.odt_styles import Styles
from reportparse.model.document import Contents

_PASSWORD = "open it with the password and save it without"


def read(data: bytes, name: str) -> Contents:
    """The text of an OpenDocument file, its lists and headings with their numbers as printed."""
    content, styles = _parts(data, name)
    body = content.find("{*}body/{*}text")
    if body is None:
        raise UnsupportedFormat(name, "it is an OpenDocument file without a text", "save it as .odt and read that")
    builder = Builder()
    walker = Walker(Styles(content, styles), builder)
    _page_texts(styles if styles is not None else content, walker, builder)
    walker.walk(body, builder)
    contents = builder.contents()
    if not contents.text.strip():
        raise UnreadableDocument(name, "it holds no text", "check whether its text was lost when it was saved")
    return contents


def check_encryption(package: Package) -> None:
    """Protected packages list how each part is encrypted."""
    manifest = package.read("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise UnreadableDocument(package.name, "it is protected by a password", _PASSWORD)


def _parts(data: bytes, name: str) -> tuple[etree._Element, etree._Element | None]:
    """The content and the styles; in a single XML file they are one."""
    if not is_package(data):
        return parse_xml(data, name, "content"), None
    package = Package(data, name)
    check_encryption(package)
    content = package.xml("content.xml")
    if content is None:
        raise package.damaged("it has no content.xml")
    return content, package.xml("styles.xml")


def _page_texts(root: etree._Element, walker: Walker, builder: Builder) -> None:
    """Headers and footers of all kinds of pages."""
    for page in root.iterfind("{*}master-styles/{*}master-page"):
        for part in page:
            kind = local(part)
            if kind.startswith("header"):
                builder.apart("header", walker.text_of(part))
            elif kind.startswith("footer"):
                builder.apart("footer", walker.text_of(part))
