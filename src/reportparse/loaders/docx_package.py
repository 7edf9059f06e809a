"""The parts of a .docx: a zip file with XML in it, taken apart within limits.

Nothing is trusted: sizes are counted while unpacking, no DTD and no entity is let in, nothing outside the file is
followed, macros and pictures are never unpacked at all.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.docx_names import STRICT, Element

# A page of text is some 20 KB of XML; 48 MB are over 2,000 pages. lxml needs about ten times that in memory.
MAX_PART_BYTES = 48 * 1024 * 1024
# Of all parts that are read together (text, styles, numbering, notes, comments, headers and footers).
MAX_ALL_BYTES = 64 * 1024 * 1024
# A report with a picture on each page has a few hundred members.
MAX_MEMBERS = 20_000
# A report has three headers and footers a section.
MAX_RELATIONS = 50_000

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
SAVE_AGAIN = "open it in Word or WPS and save it again as .docx"
# Which other Office program a package belongs to, by the folder of its main part.
OTHERS = {"xl": "a spreadsheet (.xlsx)", "ppt": "slides (.pptx)", "visio": "a drawing (.vsdx)"}


class Relation(NamedTuple):
    """What a part points to inside the file: the last word of its type ("styles", "header") and the other part."""

    kind: str
    part: str


class Package:
    """The parts of one file, read when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.may_raise = False
        """The same for raised and lowered text."""
        self.may_hide = False
        """Whether hidden text is spoken of in any part read so far: in most files it is not, and that saves looking."""
        self._left = MAX_ALL_BYTES
        self._parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._zip = _opened(data, name)
        # Some writers spell folders with backslashes or other capitals.
        self._members = {_plain(info.filename): info for info in self._zip.infolist()}
        self.main = self._main_part()
        self.relations = self._relations(self.main)

    def root(self, part: str) -> Element | None:
        """The root element of a part; None where there is no such part."""
        data = self._bytes(part)
        return None if data is None else self._parsed(data, part)

    def related(self, kind: str) -> str | None:
        """The part of a kind that belongs to the main one: by its relation, else by its usual name."""
        for relation in self.relations.values():
            if relation.kind == kind:
                return relation.part
        usual = f"{posixpath.dirname(self.main)}/{kind.lower()}.xml"
        return usual if usual in self._members else None

    def has_pictures(self) -> bool:
        """Whether pictures lie in the file."""
        return any("/media/" in name for name in self._members)

    def _parsed(self, data: bytes, part: str) -> Element:
        try:
            root = etree.fromstring(data, self._parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise _damaged(self.name, f"the XML of {part} is broken") from error
        info = root.getroottree().docinfo
        # The format forbids DTDs, and with them entities; the parser expands none and stops at a bomb of them.
        if info.internalDTD is not None:
            raise UnreadableDocument(self.name, f"{part} declares a DTD, which no .docx may", SAVE_AGAIN)
        odd = info.encoding not in (None, "UTF-8")
        self.may_hide = self.may_hide or odd or b"vanish" in data
        self.may_raise = self.may_raise or odd or b"vertAlign" in data
        if any(space in STRICT for space in root.nsmap.values()):
            _rename(root)
        return root

    def _main_part(self) -> str:
        for relation in self._relations("").values():
            if relation.kind == "officeDocument" and relation.part in self._members:
                other = OTHERS.get(relation.part.split("/")[0])
                if other:
                    raise UnsupportedFormat(self.name, f"it is {other}, no text document", "give it its own ending")
                return relation.part
        if "word/document.xml" in self._members:
            return "word/document.xml"
        raise UnreadableDocument(self.name, "it is a zip file without a Word document in it", SAVE_AGAIN)

    def _relations(self, part: str) -> dict[str, Relation]:
        """The parts that a part points to, by id. What lies outside the file is left out: it is never followed."""
        folder, base = posixpath.split(part)
        try:
            root = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        except UnreadableDocument:
            root = None  # the usual names still lead to the parts
        found: dict[str, Relation] = {}
        for element in () if root is None else root:
            if len(found) >= MAX_RELATIONS:
                break
            target = element.get("Target")
            if target and element.get("TargetMode") != "External":
                place = _plain(posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))))
                found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], place)
        return found

    def _bytes(self, part: str) -> bytes | None:
        info = self._members.get(part)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableDocument(
                self.name, "it is protected by a password", "open it with the password and save it without"
            )
        most = min(MAX_PART_BYTES, self._left)
        try:
            with self._zip.open(info) as member:
                data = member.read(most + 1)
        except BROKEN_ZIP as error:
            raise _damaged(self.name, f"{part} cannot be unpacked") from error
        if len(data) > most:
            limit = MAX_PART_BYTES // (1024 * 1024)
            raise UnreadableDocument(
                self.name, f"{part} unpacks to more than {limit} MB", "split it into single reports"
            )
        self._left -= len(data)
        return data


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableDocument(
                name, "it is protected by a password", "open it with the password and save it without"
            )
        raise UnsupportedFormat(name, "it is an old Office file, no .docx", "give it the ending .doc")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ZIP as error:
        raise _damaged(name, "its zip directory cannot be read, as in a file cut off") from error
    if len(archive.filelist) > MAX_MEMBERS:
        raise UnreadableDocument(name, f"it has more than {MAX_MEMBERS:,} parts", SAVE_AGAIN)
    return archive


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged(name: str, what: str) -> UnreadableDocument:
    return UnreadableDocument(name, f"it is damaged: {what}", "fetch it again, or let Word or WPS repair it")


def _rename(root: Element) -> None:
    """Gives "strict" names their usual namespaces."""
    for element in root.iter("*"):
        space, _, local = element.tag[1:].rpartition("}")
        if space in STRICT:
            element.tag = STRICT[space] + local
        for key in element.keys():  # noqa: SIM118  # an element itself runs over its children
            space, _, local = key[1:].rpartition("}")
            if key[0] == "{" and space in STRICT:
                element.set(STRICT[space] + local, element.attrib.pop(key))
