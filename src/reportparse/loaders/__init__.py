"""Files in, documents out. Content decides the format, never the name. Today plain text is read; all else is refused
with a word on what the file is and what its owner can do."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.limits import MAX_BYTES
from reportparse.loaders.sniff import sniff
from reportparse.loaders.text import read_text
from reportparse.model.document import Contents, Document
from reportparse.model.report import Source

__all__ = ["document_from_text", "load"]


def load(path_or_bytes: Path | bytes, *, name: str | None = None) -> Document:
    """The document in a file or in bytes; `name` is what messages and the report's source call it."""
    if isinstance(path_or_bytes, bytes):
        return _load_bytes(path_or_bytes, name or "<bytes>")
    path = Path(path_or_bytes)
    shown = name or shown_name(path)
    return _load_bytes(_read(path, shown), shown)


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


def _load_bytes(data: bytes, name: str) -> Document:
    _check_size(len(data), name)
    kind = sniff(data)
    if kind is not None:
        raise UnsupportedFormat(name, f"it is {kind.name}, and only plain text is read", kind.way_out)
    return read_text(data, name, hashlib.sha256(data).hexdigest())


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
        raise UnreadableDocument(
            name, f"it has {size:,} bytes, more than {limit} MB of text", "split it into single reports"
        )
