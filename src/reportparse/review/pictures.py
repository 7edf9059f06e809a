"""Pictures of the pages that figures stand on, where the original is still at hand and its format has pages to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportparse.errors import UnreadableDocument
from reportparse.loaders import Door
from reportparse.loaders.limits import MAX_BYTES
from reportparse.model.report import Report
from reportparse.store.entries import Entry

SHOWN = frozenset({"pdf", "png", "jpeg", "tiff", "bmp", "webp", "gif"})
"""Formats whose pages can be drawn."""

MOST_BYTES = 24 * 1024 * 1024
"""Of all pictures together: beyond that a page is slow to open and too large for mail."""

MOST_OF_ONE = 6 * 1024 * 1024
"""Of one document: a long scan must not leave nothing for the others."""

GONE = "original_gone"
OTHER = "original_changed"
BROKEN = "original_unread"
LIMIT = "pictures_limit"
"""Why pictures are not there; the words are in words.toml."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pages by the number of their document: what is to be known of them, their pictures, and why some are not there."""

    pages: Mapping[int, list[dict[str, Any]]] = field(default_factory=dict)
    data: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)


def pictures_of(entries: Iterable[Entry], folders: Iterable[Path], door: Door, most: int = MOST_BYTES) -> Pictures:
    """Pictures for the documents among `entries`, which are looked for by their names, here and in `folders`."""
    roots = tuple(folders)
    pages: dict[int, list[dict[str, Any]]] = {}
    data: dict[tuple[int, int], bytes] = {}
    notes: dict[int, str] = {}
    left = most
    for number, entry in enumerate(entries):
        report = entry.report
        if report is None or report.source.format not in SHOWN:
            continue
        original, why = original_of(report, entry.document, roots)
        if original is None:
            notes[number] = why
            continue
        try:
            drawn = door.page_pictures(original, entry.document)
        except UnreadableDocument:
            notes[number] = BROKEN
            continue
        wanted = {s.evidence.page for s in report.statistics}
        room = min(left, MOST_OF_ONE)
        for page in drawn:
            if page.number not in wanted:
                continue
            if len(page.png) > room:
                notes[number] = LIMIT
                break
            room -= len(page.png)
            left -= len(page.png)
            pages.setdefault(number, []).append({"number": page.number, "width": page.width, "height": page.height})
            data[number, page.number] = page.png
        if wanted - {page.number for page in drawn} - {None}:
            notes[number] = LIMIT
    return Pictures(pages, data, notes)


def original_of(report: Report, document: str, roots: Iterable[Path]) -> tuple[bytes | None, str]:
    """The bytes that were read, found again: the file of that name whose digest is the same. Else why there are none."""
    name = Path(document)
    why = GONE
    for path in (name, *(root / name for root in roots), *(root / name.name for root in roots)):
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                continue
            data = path.read_bytes()
        except (OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == report.source.sha256:
            return data, ""
        why = OTHER
    return None, why
