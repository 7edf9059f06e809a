"""Files in, documents out. One door: content decides the format, never the name; every reader but that of plain text
works behind a fence."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders import text
from reportparse.loaders.fence import CHECK_DAMAGED, Keeper
from reportparse.loaders.formats import TEXT, Format, known_formats
from reportparse.loaders.limits import MAX_BYTES, MAX_GARBAGE_SHARE
from reportparse.loaders.remains import is_noise
from reportparse.loaders.sniff import sniff
from reportparse.model.document import Contents, Document
from reportparse.model.report import Source

if TYPE_CHECKING:
    from reportparse.loaders.page_pictures import PagePicture

__all__ = ["Door", "Format", "document_from_text", "known_formats"]

BROKEN = re.compile("[\ufffd\ud800-\udfff\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""What stands for a sign that could not be read, or is none."""

_EMPTY = "check whether it was copied or downloaded completely"


class Door:
    """Reads files of all the given formats. Costs nothing until the first file that needs the fence."""

    def __init__(self, formats: Sequence[Format] | None = None, keeper: Keeper | None = None) -> None:
        self.formats = tuple(formats) if formats is not None else known_formats()
        self._keeper = keeper or Keeper()

    @property
    def suffixes(self) -> frozenset[str]:
        """The endings that files of these formats usually have, in small letters, with the point."""
        return frozenset(suffix for form in self.formats for suffix in form.suffixes)

    def load(self, source: Path | bytes, name: str | None = None) -> Document:
        """The document in a file or in bytes; `name` is what messages and the report's source call it.

        Raises UnreadableDocument (UnsupportedFormat among them) with the reason and the way out.
        """
        if isinstance(source, bytes):
            return self._load_bytes(source, name or "<bytes>")
        path = Path(source)
        shown = name or shown_name(path)
        return self._load_bytes(_read(path, shown), shown)

    def page_pictures(self, data: bytes, name: str) -> tuple[PagePicture, ...]:
        """The first pages of a PDF or a picture, drawn small; UnreadableDocument says why they cannot be."""
        from reportparse.loaders import page_pictures  # brings pdfium, which reading behind the fence does without

        return self._keeper.answer(page_pictures.__name__, data, name, page_pictures.unpack)

    def _load_bytes(self, data: bytes, name: str) -> Document:
        _check_size(len(data), name)
        form = self.format_of(data, name)
        contents = text.read(data, name) if form is TEXT else self._read_behind_fence(form, data, name)
        if is_noise(contents.text):
            raise UnreadableDocument(
                name, "there is hardly a Chinese sign in it, and what stands there is no text", CHECK_DAMAGED
            )
        source = Source(
            path=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=form.code,
            encoding=contents.encoding,
            pages=max((page.number for page in contents.pages), default=None),
            bytes=len(data),
        )
        return Document(contents, source)

    def _read_behind_fence(self, form: Format, data: bytes, name: str) -> Contents:
        if form.missing:
            raise UnsupportedFormat(
                name,
                f"it is a {form.code} picture, which takes text recognition",
                f"run: pip install 'reportparse[{form.extra}]'",
            )
        contents = self._keeper.read(form.module, data, name)
        text = contents.text
        if not text.strip():
            raise UnreadableDocument(name, "there is no text in it", "see in its own program whether it is empty")
        # No reader may hand on garbage for text, whatever it thinks of the file.
        if sum(1 for _ in BROKEN.finditer(text)) > MAX_GARBAGE_SHARE * len(text):
            raise UnreadableDocument(name, "its signs cannot be read: the text in it is damaged", CHECK_DAMAGED)
        return contents

    def format_of(self, data: bytes, name: str) -> Format:
        """The format of some bytes; UnreadableDocument where they are empty, UnsupportedFormat where nobody reads it."""
        if not data:
            raise UnreadableDocument(name, "the file is empty", _EMPTY)
        for form in self.formats:
            if form.recognise is not None and form.recognise(data):
                return form
        kind = sniff(data)
        if kind is None:
            return TEXT
        if kind.code is None:
            raise UnsupportedFormat(name, f"it is {kind.name}, which is not read", kind.way_out)
        found = next((form for form in self.formats if form.code == kind.code), None)
        if found is None:
            raise UnsupportedFormat(name, f"it is {kind.name}, for which no loader is at hand", "save it as .txt")
        return found


def document_from_text(text: str, name: str = "<text>") -> Document:
    """A document of a text that is already a string; lone surrogates in it do no harm."""
    data = text.encode("utf-8", errors="surrogatepass")
    _check_size(len(data), name)
    source = Source(path=name, sha256=hashlib.sha256(data).hexdigest(), format="txt", bytes=len(data))
    return Document(Contents(text), source)


def shown_name(path: Path) -> str:
    """A path as text that can be written: names of old archives are often GBK bytes, which no UTF-8 output can hold."""
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument(name, "it is a folder", "give the files in it one by one")
        # Asked before reading: a file far too large must not be pulled into memory first.
        _check_size(path.stat().st_size, name)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(name, "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableDocument(name, f"it cannot be opened ({reason})", "check the path and the rights") from error


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise UnreadableDocument(name, f"it has {size:,} bytes, more than {limit} MB", "split it into single reports")
