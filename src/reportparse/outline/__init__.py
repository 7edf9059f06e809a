"""Reading -> Outline: title, heading tree, sentences, tables. One file a kind of shape."""

from __future__ import annotations

from reportparse.model.outline import Outline
from reportparse.model.reading import Reading
from reportparse.outline.grids import grid_tables, outside
from reportparse.outline.headings import find_markers, sections_of
from reportparse.outline.sentences import sentences_of
from reportparse.outline.table_stacked import stacked_runs
from reportparse.outline.tables import find_tables, lines_of
from reportparse.outline.title import find_title


def outline(reading: Reading) -> Outline:
    """The shape of the text: what is title, heading, sentence and table."""
    text = reading.folded
    title = find_title(text, preview=reading.preview)
    body = title[1] if title else 0
    lines = lines_of(text)
    stacked = stacked_runs(text, lines)
    markers = find_markers(text, body)
    if stacked:  # a cell heads nothing
        markers = [m for m in markers if not any(run.start <= m.start < run.end for run in stacked)]
    sections = sections_of(text, markers, body, [(run.start, run.end) for run in stacked])
    tables = find_tables(text, sections, lines, stacked)
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
