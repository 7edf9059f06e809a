"""What a page may do in the browser: run its own scripts, and nothing that a document could bring in."""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype\s*=\s*["']?application/json\b""", re.IGNORECASE)
"""Blocks of data are no scripts and run in no case. A page has one for each document; with the digests of all, the header
would be longer than browsers take."""


def policy_of(html: str) -> str:
    """The Content-Security-Policy of a page: its scripts by their digests, requests to us only."""
    bodies = (body for attributes, body in _SCRIPT.findall(html) if not _DATA.search(attributes))
    scripts = " ".join(dict.fromkeys(f"'sha256-{digest_of(body)}'" for body in bodies)) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def digest_of(script: str) -> str:
    """The digest of a script as a browser sees it, which knows one kind of line end only."""
    seen = script.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(seen.encode()).digest()).decode()
