"""Plain text files: bytes to the exact decoded text, line ends and all, so that offsets are offsets into the file."""

from __future__ import annotations

import re

from reportparse.errors import UnreadableDocument
from reportparse.loaders.encodings import decode
from reportparse.loaders.limits import MAX_CONTROL_SHARE, MAX_TEXT_BYTES
from reportparse.loaders.remains import remains_of
from reportparse.model.document import Contents

_SAVE_UTF8 = "open it in the program that wrote it and save it as plain text in UTF-8"
_AGAIN = "fetch it again, or have the program that wrote it repair it"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read(data: bytes, name: str) -> Contents:
    """The text in `data`; UnreadableDocument where it is empty, binary, or in no encoding of Chinese text."""
    if len(data) > MAX_TEXT_BYTES:
        limit = MAX_TEXT_BYTES // (1024 * 1024)
        raise UnreadableDocument(
            name, f"it has {len(data):,} bytes, more than {limit} MB of text", "split it into single reports"
        )
    decoded = decode(data)
    if decoded is None:
        raise UnreadableDocument(name, "its bytes are not text in UTF-8, UTF-16, GB18030 or Big5", _SAVE_UTF8)
    text, encoding, broken = decoded
    if not text.strip("\ufeff \t\r\n\v\f\u3000\xa0"):
        raise UnreadableDocument(name, "it holds only white space", "check whether the text was lost when it was saved")
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > len(text) * MAX_CONTROL_SHARE:
        raise UnreadableDocument(name, f"it is binary data, not text ({controls} control characters)", _SAVE_UTF8)
    if rest := remains_of(text):
        raise UnreadableDocument(name, f"it is what is left of {rest} whose beginning is missing or damaged", _AGAIN)
    warnings = (f"{broken} characters could not be read as {encoding} and stand as \ufffd",) if broken else ()
    return Contents(text, warnings=warnings, encoding=encoding)
