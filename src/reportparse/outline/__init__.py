"""Reading -> Outline: title, heading tree, sentences, tables. One file a kind of shape."""

from __future__ import annotations

from reportparse.model.outline import Outline
from reportparse.model.reading import Reading
from reportparse.outline.grids import grid_tables, outside
from reportparse.outline.headings import find_markers, sections_of
from reportparse.outline.sentences import sentences_of
from reportparse.outline.tables import find_tables
from reportparse.outline.title import find_title


def outline(reading: Reading) -> Outline:
    """The shape of the text: what is title, heading, sentence and table."""
    text = reading.folded
    title = find_title(text, preview=reading.preview)
    body = title[1] if title else 0
    markers = find_markers(text, body)
    sections = sections_of(text, markers, body)
    tables = find_tables(text, sections)
    if reading.contents.grids:
        grids = grid_tables(reading, sections)
        tables = tuple(sorted([*grids, *outside(tables, grids)]))
    sentences = sentences_of(text, sections, markers, tables)
    return Outline(
        title=reading.text[title[0] : title[1]].strip() if title else None,
        sections=sections,
        sentences=sentences,
        tables=tables,
        markers=tuple((m.start, m.end) for m in markers),
    )
