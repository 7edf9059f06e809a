"""The documents of an OFD package: their pages in order, templates, annotations, attached files."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnreadableDocument
from reportparse.loaders.beat import beat
from reportparse.loaders.odt_package import Package, attribute, beside, local
from reportparse.loaders.ofd_geometry import POINTS, numbers
from reportparse.loaders.ofd_page import PageReader, Resources, TooMuch, resources_of
from reportparse.loaders.pdf_chars import Sheet
from reportparse.loaders.pdf_lines import Stretch, line_of, rows

# The thickest yearbooks have some 1,500 pages.
MAX_PAGES = 3_000
# A package holds one document; some hold an appendix more.
MAX_DOCUMENTS = 50
# Characters of all pages: a yearbook of 1,500 dense pages.
MAX_ALL_CHARACTERS = 5_000_000
_A4 = (210.0, 297.0)
_SPLIT = "split it into single reports"


class OfdPages:
    """What a package holds: pages with their stretches, and the texts that are no part of the running text."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.found: list[list[Stretch]] = []
        self.background: list[str] = []
        self.comments: list[str] = []
        self.warnings: list[str] = []
        self.pictures = 0
        self.characters = 0


def read_package(package: Package) -> OfdPages:
    """All documents of a package, one after the other."""
    root = package.xml("OFD.xml")
    if root is None:
        raise package.damaged("it has no OFD.xml")
    pages = OfdPages()
    bodies = [element for element in root if local(element) == "DocBody"]
    for body in bodies[:MAX_DOCUMENTS]:
        location = _text(body, "DocRoot")
        if location:
            _Document(package, beside("OFD.xml", location), pages).read()
    if len(bodies) > MAX_DOCUMENTS:
        pages.warnings.append(f"it holds {len(bodies):,} documents; the first {MAX_DOCUMENTS} are read")
    return pages


class _Document:
    """One document of a package."""

    def __init__(self, package: Package, part: str, pages: OfdPages) -> None:
        self.package, self.part, self.pages = package, part, pages
        root = package.xml(part)
        if root is None:
            raise package.damaged(f"its part {part} is missing")
        self.root: etree._Element = root
        common = root.find("{*}CommonData")
        self.common: etree._Element = common if common is not None else root
        self.resources = self._resources()
        self.templates = {
            attribute(t, "ID") or "": self._at(attribute(t, "BaseLoc") or "")
            for t in self.common.iterchildren("{*}TemplatePage")
        }
        self.read_templates: dict[str, PageReader] = {}

    def read(self) -> None:
        """Its pages, then what hangs on it."""
        entries = list(self.root.iterfind("{*}Pages/{*}Page"))
        if len(entries) + len(self.pages.sheets) > MAX_PAGES:
            raise UnreadableDocument(self.package.name, f"it has more than {MAX_PAGES:,} pages", _SPLIT)
        for entry in entries:
            beat()
            self._page(self._at(attribute(entry, "BaseLoc") or ""))
        self._annotations()
        self._attachments()

    def _page(self, part: str) -> None:
        root = self.package.xml(part)
        number = len(self.pages.sheets) + 1
        if root is None:
            self.pages.warnings.append(f"page {number} is missing from the file")
            return
        reader = PageReader(*self._size(root), self.resources)
        try:
            for name in [attribute(t, "TemplateID") or "" for t in root.iterchildren("{*}Template")]:
                template = self._template(name)
                reader.strokes += template.strokes if template is not None else []
            body, behind = _layers(root)
            reader.read(body)
            self._background(behind, reader)
        except TooMuch as reason:
            raise UnreadableDocument(self.package.name, f"page {number} has {reason}", _SPLIT) from None
        self.pages.pictures += reader.pictures
        self.pages.characters += reader.length
        if self.pages.characters > MAX_ALL_CHARACTERS:
            raise UnreadableDocument(self.package.name, f"it holds more than {MAX_ALL_CHARACTERS:,} characters", _SPLIT)
        sheet, found = reader.sheet()
        self.pages.sheets.append(sheet)
        self.pages.found.append(found)
        self.pages.background += reader.outside[:MAX_PAGES]

    def _template(self, name: str) -> PageReader | None:
        """A template, read once: its lines rule the pages, its text stands apart once."""
        if name not in self.templates or len(self.read_templates) > MAX_PAGES:
            return None
        if name not in self.read_templates:
            root = self.package.xml(self.templates[name])
            reader = PageReader(*self._size(root), self.resources)
            self.read_templates[name] = reader
            if root is not None:
                body, behind = _layers(root)
                reader.read([*behind, *body])
                _keep(reader, self.pages.background)
        return self.read_templates[name]

    def _background(self, layers: list[etree._Element], page: PageReader) -> None:
        if layers:
            reader = PageReader(page.width, page.height, self.resources)
            reader.read(layers)
            page.strokes += reader.strokes
            _keep(reader, self.pages.background)

    def _size(self, root: etree._Element | None) -> tuple[float, float]:
        """Width and height in points: the page's own, or the document's."""
        areas = [root.find("{*}Area")] if root is not None else []
        for area in [*areas, self.common.find("{*}PageArea")]:
            box = numbers(_text(area, "PhysicalBox"), 4) if area is not None else None
            if box and box[2] > 0 and box[3] > 0:
                return box[2] * POINTS, box[3] * POINTS
        return _A4[0] * POINTS, _A4[1] * POINTS

    def _resources(self) -> Resources:
        places = [element.text or "" for element in self.common if local(element) in ("PublicRes", "DocumentRes")]
        return resources_of(self.package.xml(self._at(place.strip())) for place in places[:100])

    def _at(self, location: str) -> str:
        """A part that this document names: from its own folder, or by writers who err from the root."""
        part = beside(self.part, location)
        return part if part in self.package else beside("OFD.xml", location)

    def _annotations(self) -> None:
        """Remarks and watermarks that were put on the pages."""
        part = self._at(_text(self.root, "Annotations") or "")
        root = self.package.xml(part) if part in self.package else None
        for entry in root.iterchildren("{*}Page") if root is not None else ():
            location = beside(part, _text(entry, "FileLoc") or "")
            page = self.package.xml(location if location in self.package else self._at(_text(entry, "FileLoc") or ""))
            for annotation in page.iterchildren("{*}Annot") if page is not None else ():
                self._annotation(annotation)

    def _annotation(self, annotation: etree._Element) -> None:
        reader = PageReader(*self._size(None), self.resources)
        try:
            for appearance in annotation.iterchildren("{*}Appearance"):
                reader.read(appearance)
        except TooMuch:
            return
        mark = attribute(annotation, "Type") == "Watermark"
        _keep(reader, self.pages.background if mark else self.pages.comments)
        for remark in annotation.iterchildren("{*}Remark"):
            if (remark.text or "").strip() and len(self.pages.comments) < MAX_PAGES:
                self.pages.comments.append((remark.text or "")[:10_000])

    def _attachments(self) -> None:
        part = self._at(_text(self.root, "Attachments") or "")
        root = self.package.xml(part) if part in self.package else None
        count = sum(1 for element in root if local(element) == "Attachment") if root is not None else 0
        if count:
            self.pages.warnings.append(f"files attached to it are not read: {count}")


def _layers(root: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """The layers of a page: those of its text, and those behind it."""
    body: list[etree._Element] = []
    behind: list[etree._Element] = []
    for layer in _content(root):
        (behind if attribute(layer, "Type") == "Background" else body).append(layer)
    return body, behind


def _content(root: etree._Element) -> Iterator[etree._Element]:
    for content in root.iterchildren("{*}Content"):
        yield from content


def _keep(reader: PageReader, kept: list[str]) -> None:
    """A text by rows, each text once."""
    sheet, found = reader.sheet()
    text = "\n".join(line_of(row, sheet, 0).text for row in rows(found))
    if text.strip() and text not in kept and len(kept) < MAX_PAGES:
        kept.append(text)


def _text(element: etree._Element, name: str) -> str | None:
    found = element.find("{*}" + name)
    return found.text.strip() if found is not None and found.text else None
