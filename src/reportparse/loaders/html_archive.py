"""Web archives (.mht): the pages in a mail-like file, with the charset that each part names."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from reportparse.errors import UnreadableDocument

# A workbook saved as one file has a part for each sheet; real ones stay under a hundred.
MAX_PAGES = 300
# A page saved with all its pictures has a few hundred parts.
MAX_PARTS = 5_000

_START = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,60}")
_FIELD = re.compile(rb"^(?:mime-version|content-type)\s*:", re.I | re.M)
_FRAMES = re.compile(rb"<frameset[\s>]", re.I)
_BOUNDARY = re.compile(rb"""boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,200})"|([^\s;]{1,200}))""", re.I)
_HEAD = 16_384
_WAY_OUT = "open it in a browser or in Word and save it as a web page or plain text"


def looks_like_archive(data: bytes) -> bool:
    """Whether the file begins with the fields of a mail instead of a tag."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    fields = _START.match(head)
    return fields is not None and _FIELD.search(fields[0]) is not None


def pages_in(data: bytes, name: str) -> Iterator[tuple[bytes, str]]:
    """The page of the archive and the charset it is said to be in; all pages, where the first only frames them."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.lower().count(b"\ncontent-type:") > MAX_PARTS:
        raise UnreadableDocument(name, f"the archive has more than {MAX_PARTS:,} parts", _WAY_OUT)
    try:
        # Headers are asked for by name only, so the old, lenient policy is enough, and the faster one.
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        found = [(_payload(part), part.get_content_charset() or "") for part in pages[:MAX_PAGES]]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableDocument(name, "the web archive is damaged", _WAY_OUT) from error
    if not found:
        raise UnreadableDocument(name, "the archive holds no web page", _WAY_OUT)
    framed = _FRAMES.search(found[0][0])
    yield from found if framed else found[:1]


def is_cut_off(data: bytes) -> bool:
    """Whether the last of the lines that part an archive, which ends in two dashes more, is missing."""
    found = _BOUNDARY.search(data, 0, _HEAD) if b"multipart/" in data[:_HEAD].lower() else None
    return found is not None and b"--" + (found[1] or found[2]) + b"--" not in data


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
