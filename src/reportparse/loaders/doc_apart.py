"""What stands beside the main text of a Word file: notes, headers and footers, comments, text boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from reportparse.loaders.building import Builder
from reportparse.loaders.doc_file import (
    BOX_TEXTS,
    COMMENT_TEXTS,
    DRAWINGS,
    ENDNOTE_TEXTS,
    HEADER_BOX_TEXTS,
    HEADER_SHAPES,
    HEADERS,
    NOTE_TEXTS,
    SHAPES,
    WordFile,
    u16,
    u32,
)
from reportparse.loaders.doc_story import Stories
from reportparse.model.document import ApartKind

# The header story begins with six texts that part notes from the page; then come six for each section.
_SEPARATORS = 6
_HEADER_KINDS: tuple[ApartKind, ...] = ("header", "header", "footer", "footer", "header", "footer")
# Shapes in groups in groups; Word's own limit is not published, nobody nests this deep.
_DEEPEST_GROUP = 32
_GROUP, _SHAPE, _SHAPE_ID, _DRAWING = 0xF003, 0xF004, 0xF00A, 0xF002


def hang_boxes(stories: Stories, file: WordFile) -> None:
    """Say where the text boxes of the main text hang."""
    stories.hang((anchor, start, end) for anchor, start, end in _boxes(stories, file, "boxes", "main"))


def write_apart(stories: Stories, builder: Builder, file: WordFile) -> None:
    """Notes to the end of the text; headers, footers and comments apart."""
    for story, part in (("footnotes", NOTE_TEXTS), ("endnotes", ENDNOTE_TEXTS)):
        for start, end in _texts(stories, file, story, part):
            if note := stories.plain(start, end):
                builder.note(note)
    seen: set[tuple[ApartKind, str]] = set()
    for kind, start, end in _headers(stories, file):
        text = stories.plain(start, end)
        # A section that goes on with the headers of the one before repeats them.
        if (kind, text) not in seen:
            seen.add((kind, text))
            builder.apart(kind, text)
    for start, end in _texts(stories, file, "comments", COMMENT_TEXTS):
        builder.apart("comment", stories.plain(start, end))


def _headers(stories: Stories, file: WordFile) -> Iterator[tuple[ApartKind, int, int]]:
    first, last = stories.spans["headers"]
    places = _places(file.part(HEADERS), 0)
    if sorted(places) != places:
        places = []
    kinds: list[tuple[ApartKind, int, int]] = []
    for i, (start, end) in enumerate(pairwise(places)):
        if i >= _SEPARATORS and start < end:
            kind = _HEADER_KINDS[(i - _SEPARATORS) % len(_HEADER_KINDS)]
            kinds.append((kind, min(first + start, last), min(first + end, last)))
    if not kinds and first < last:
        kinds.append(("header", first, last))
    yield from kinds
    for anchor, start, end in _boxes(stories, file, "header_boxes", "headers"):
        yield next((k for k, a, b in kinds if a <= anchor < b), "header"), start, end


def _texts(stories: Stories, file: WordFile, story: str, part: int) -> Iterator[tuple[int, int]]:
    """The stretches of a story that its list of texts names; all of it where the list is damaged."""
    first, last = stories.spans[story]
    if first == last:
        return
    places = [p for p in _places(file.part(part), 0) if first + p <= last]
    # The list ends with the place behind the last text and, one sign later, the end of the story.
    if len(places) < 2 or sorted(places) != places:
        yield first, last
        return
    for start, end in pairwise(places):
        if start < end:
            yield first + start, first + end


def _boxes(stories: Stories, file: WordFile, story: str, anchored_in: str) -> Iterator[tuple[int, int, int]]:
    """Anchor, start and end of each text box. One whose anchor is not found hangs at the end."""
    first, last = stories.spans[story]
    if first == last:
        return
    base, end_of_anchors = stories.spans[anchored_in]
    shapes = file.part(SHAPES if story == "boxes" else HEADER_SHAPES)
    places = _places(shapes, 26)
    anchors = {u32(shapes, 4 * len(places) + 26 * i): base + p for i, p in enumerate(places[:-1])}
    groups = _groups(file.part(DRAWINGS))
    table = file.part(BOX_TEXTS if story == "boxes" else HEADER_BOX_TEXTS)
    starts = _places(table, 22)
    if len(starts) < 2 or sorted(starts) != starts:
        yield end_of_anchors - 1, first, last
        return
    for i, (start, end) in enumerate(pairwise(starts)):
        entry = 4 * len(starts) + 22 * i
        shape, spare = u32(table, entry + 14), u16(table, entry + 8)
        if spare or start >= end:
            continue  # a place kept for a box that is no more
        anchor = anchors.get(shape, anchors.get(groups.get(shape, 0), end_of_anchors - 1))
        yield anchor, min(first + start, last), min(first + end, last)


def _places(plc: bytes, size: int) -> list[int]:
    """The positions at the head of a table of positions and entries of some size."""
    count = (len(plc) - 4) // (4 + size)
    return list(struct.unpack_from(f"<{count + 1}I", plc)) if count >= 1 else []


def _groups(drawings: bytes) -> dict[int, int]:
    """Which group each shape belongs to: the outermost, for that is what is anchored in the text."""
    found: dict[int, int] = {}
    if not drawings:
        return found
    at = 8 + u32(drawings, 4)  # the settings that all drawings share
    while at + 9 <= len(drawings):
        size = u32(drawings, at + 5)
        if u16(drawings, at + 3) == _DRAWING:
            for kind, start, end in _records(drawings, at + 9, at + 9 + size):
                if kind == _GROUP:
                    for inner, first, last in _records(drawings, start, end):
                        if inner == _GROUP:
                            ids = list(_ids(drawings, first, last, 0))
                            found.update(dict.fromkeys(ids[1:], ids[0]) if ids else {})
        at += 9 + size
    return found


def _ids(data: bytes, start: int, end: int, depth: int) -> Iterator[int]:
    """The numbers of the shapes in a group; the first is the group's own."""
    for kind, first, last in _records(data, start, end):
        if kind == _SHAPE:
            yield from (u32(data, a) for k, a, _ in _records(data, first, last) if k == _SHAPE_ID)
        elif kind == _GROUP and depth < _DEEPEST_GROUP:
            yield from _ids(data, first, last, depth + 1)


def _records(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and end of each record of a drawing between two places."""
    end = min(end, len(data))
    while start + 8 <= end:
        size = u32(data, start + 4)
        yield u16(data, start + 2), start + 8, min(start + 8 + size, end)
        start += 8 + size
