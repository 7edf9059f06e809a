"""Pages that `reportparse review` wrote are web pages full of figures, but no reports: they are known by a sign in them."""

from __future__ import annotations

from pathlib import Path

SIGN = b'<meta name="generator" content="reportparse review">'
"""Stands at the beginning of review/template.html. A browser that saves the page keeps it."""

WINDOW = 2048
"""Bytes that are looked through: browsers put a comment with the page's address before what they save."""

ENDINGS = frozenset({".html", ".htm", ".xhtml"})


def is_review_page(data: bytes) -> bool:
    """Whether some bytes are a review page."""
    return SIGN in data[:WINDOW]


def is_review_page_at(path: Path) -> bool:
    """Whether there is a review page at a path; what cannot be opened is for the loader to tell."""
    if path.suffix.lower() not in ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            return is_review_page(file.read(WINDOW))
    except OSError:
        return False
