"""Zip packages of XML (OpenDocument, OOXML, OFD) opened under limits: nothing is unpacked before its size is known."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnreadableDocument

# A package of this many members is no report: the largest seen, an OFD of 400 pages with pictures, has 2,000.
MAX_MEMBERS = 20_000
# One XML part unpacked. The largest seen, a yearbook's sheet, has 30 MB; as a tree it takes some ten times as much.
MAX_PART = 48 * 1024 * 1024
# All parts that are read, unpacked.
MAX_TOTAL = 160 * 1024 * 1024

_DAMAGED = "open it in the program that wrote it and save it again, or find another copy"
_ENTITY = b"<!ENTITY"
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError,
)  # fmt: skip


class DamagedPart(UnreadableDocument):
    """A part that is broken. Where others can be read without it, it costs a warning, not the document."""


class Package:
    """The parts of a zip package by name."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN_ZIP as error:
            raise self.damaged("its zip directory is broken") from error
        if len(members) > MAX_MEMBERS:
            raise UnreadableDocument(
                name, f"it is a package of {len(members):,} members, more than {MAX_MEMBERS:,}", _DAMAGED
            )
        # Names are looked up without regard to case and kind of slash: writers differ in both.
        self._members = {_plain(member.filename): member for member in reversed(members)}

    def damaged(self, why: str) -> DamagedPart:
        """The error for a package or a part of it that is broken."""
        return DamagedPart(self.name, f"the file is damaged ({why})", _DAMAGED)

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._members

    def names(self) -> list[str]:
        """The names of all parts."""
        return [member.filename for member in self._members.values()]

    def read(self, part: str) -> bytes | None:
        """A part's bytes; None where there is no such part."""
        member = self._members.get(_plain(part))
        if member is None:
            return None
        limit = min(MAX_PART, self._left)
        try:
            if member.flag_bits & 1:
                raise UnreadableDocument(
                    self.name, "it is protected by a password", "open it with the password and save it without"
                )
            with self._zip.open(member) as stream:
                # The size in the directory can lie, so no more than the limit is ever unpacked.
                data = stream.read(limit + 1)
        except _BROKEN_ZIP as error:
            raise self.damaged(f"its part {part} cannot be unpacked") from error
        if len(data) > limit:
            raise UnreadableDocument(
                self.name, f"its part {part} unpacks to more than {limit // (1024 * 1024)} MB", "split the document"
            )
        self._left -= len(data)
        return data

    def xml(self, part: str) -> etree._Element | None:
        """A part as a tree; None where there is no such part."""
        data = self.read(part)
        return None if data is None else parse_xml(data, self.name, part)


def is_package(data: bytes) -> bool:
    """Whether some bytes are a zip. One that lost its end begins like one; one with junk before it ends like one."""
    return data.startswith(b"PK") or zipfile.is_zipfile(io.BytesIO(data))


def parse_xml(data: bytes, name: str, part: str) -> etree._Element:
    """A tree of XML without entities, network or huge depth."""
    check_entities(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_xml(error, name, part) from error


def broken_xml(error: Exception, name: str, part: str) -> DamagedPart:
    """The error for XML that cannot be parsed, in words that are not the parser's."""
    text = str(error)
    if "depth" in text:
        what = "is nested too deeply"
    elif "limit" in text or "too long" in text:
        what = "holds a text or a name of more than 10 MB"
    else:
        what = "is no well-formed XML"
    return DamagedPart(name, f"the file is damaged (its part {part} {what})", _DAMAGED)


def check_entities(data: bytes, name: str) -> None:
    """No office program declares entities; who does wants to blow them up."""
    plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    if _ENTITY in plain:
        raise UnreadableDocument(name, "its XML declares entities of its own", "save it again in an office program")


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace: the same formats come with several namespaces."""
    value: str | None = element.get(name)
    if value is not None:
        return value
    for key, found in element.attrib.items():
        plain = key if isinstance(key, str) else key.decode("utf-8", "replace")
        if plain.endswith("}" + name):
            return found if isinstance(found, str) else found.decode("utf-8", "replace")
    return None


def whole(text: str | None, default: int, most: int) -> int:
    """A number from a file: whole, not negative, not beyond `most`; `default` where it is none."""
    if text is None or not text.isascii() or not text.strip().isdigit() or len(text) > 18:
        return default
    return min(int(text), most)


def beside(part: str, target: str) -> str:
    """A part's name as another part gives it: from the root, or from beside the part."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
