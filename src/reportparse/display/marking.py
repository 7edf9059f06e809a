"""A text cut at the edges of its figures, so that each piece can be shown with what was read there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reportparse.errors import UnreadableDocument
from reportparse.loaders import Door, document_from_text
from reportparse.model.report import Report, Statistic


class Piece(NamedTuple):
    """A stretch of the text, and the figures that it is a part of: none, one, or several that share their words."""

    text: str
    statistics: tuple[Statistic, ...]


def pieces(report: Report, text: str) -> Iterator[Piece]:
    """The whole text in pieces, in order."""
    starting: dict[int, list[Statistic]] = {}
    edges = {0, len(text)}
    for s in report.statistics:
        start, end = s.evidence.start, min(s.evidence.end, len(text))
        if start < end:
            starting.setdefault(start, []).append(s)
            edges |= {start, end}
    open_: list[Statistic] = []
    places = sorted(edges)
    for place, stop in pairwise(places):
        open_ = [s for s in open_ if s.evidence.end > place] + starting.get(place, [])
        yield Piece(text[place:stop], tuple(open_))


def text_behind(report: Report) -> str | None:
    """The text that a report's offsets point into, read again from its source; None where that is gone or has changed."""
    path = Path(report.source.path)
    try:
        if not path.is_file():
            return None
        loaded = Door().load(path)
    except (OSError, ValueError, UnreadableDocument):
        return None
    return loaded.text if loaded.source.sha256 == report.source.sha256 else None


def checked_text(report: Report, text: str) -> str:
    """A text that someone says is that of the report; ValueError where its figures do not stand in it."""
    for s in report.statistics:
        if text[s.evidence.start : s.evidence.end] != s.evidence.text:
            told = f"{s.evidence.text!r} does not stand at {s.evidence.start}"
            raise ValueError(f"this is not the text of the report: {told}; give the text that was read, to the letter")
    if not report.statistics and document_from_text(text).source.sha256 != report.source.sha256:
        raise ValueError("this is not the text of the report; give the text that was read, to the letter")
    return text
