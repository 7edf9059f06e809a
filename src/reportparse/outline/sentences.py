"""Sentences: stretches between full stops, line ends, headings and list markers; table lines are not among them."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, pairwise

from reportparse.model.outline import Section, Sentence, Table
from reportparse.outline.headings import Marker

STOP = re.compile(
    r"[。!?\n.](?:(?<!\.)|(?<=[\u4e00-\u9fff%]\.)(?<![一二三四五六七八九十]\.)(?<!/[人户]\.)(?= {0,2}[\u4e00-\u9fff]))"
)
"""A full stop of ASCII ends a sentence between words, unlike one behind a list marker (一.) or in a rate (元/人.月).
The sign stands alone before all that is asked of it, so that the engine skips to such signs."""


def sentences_of(
    text: str, sections: Sequence[Section], markers: Sequence[Marker], tables: Sequence[Table]
) -> tuple[Sentence, ...]:
    """Every sentence with its innermost section and its paragraph (a line, or a marked item within a line)."""
    heads = {(s.title_start, s.title_end) for s in sections if s.title_end > s.title_start}
    head_starts = {start for start, _ in heads}
    stops = [m.end() for m in STOP.finditer(text)]
    new_paragraph = {end for end in stops if text[end - 1] == "\n"}
    new_paragraph.update([m.start for m in markers])
    cuts = {0, len(text), *stops, *new_paragraph, *chain.from_iterable(heads)}
    cuts.update(edge for table in tables for edge in (table.start, table.end))
    edges = sorted(cuts)
    section_starts = [s.start for s in sections]
    spans = sorted([(t.start, t.end) for t in tables], reverse=True)
    behind_tables = 0  # the furthest end of the tables that begin before a place
    found: list[Sentence] = []
    paragraph = 0
    section, settled = -1, -1  # up to where the next sentences lie in the same section
    for start, end in pairwise(edges):
        if start in new_paragraph:
            paragraph += 1
        while spans and spans[-1][0] <= start:
            behind_tables = max(behind_tables, spans.pop()[1])
        if start < behind_tables or text[start:end].isspace():
            continue
        if start >= settled:
            section = section_at(sections, section_starts, start)
            settled = changes_at(sections, section_starts, section, start)
        found.append(Sentence(start, end, section, paragraph, start in head_starts and (start, end) in heads))
    return tuple(found)


def changes_at(sections: Sequence[Section], starts: Sequence[int], section: int, at: int) -> int:
    """Where the innermost section of this place may be another one: the next one's start, or its own end."""
    following = bisect_right(starts, at)
    start = starts[following] if following < len(starts) else sys.maxsize
    return min(start, sections[section].stop) if section >= 0 else start


def section_at(sections: Sequence[Section], starts: Sequence[int], at: int) -> int:
    """The innermost section that holds this place, or -1."""
    i = bisect_right(starts, at) - 1
    while i >= 0 and not sections[i].start <= at < sections[i].stop:
        i = sections[i].parent if sections[i].parent >= 0 and sections[sections[i].parent].stop > at else i - 1
    return i
