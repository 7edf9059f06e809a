"""Page headers, footers and page numbers: told from the text by their place and by coming back on other pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reportparse.loaders.pdf_chars import Sheet
from reportparse.loaders.pdf_lines import Line, Stretch, body_size, line_of, rows
from reportparse.loaders.pdf_margins_lone import MOST_PAGES, OUTER, Lone, Setting, is_lone_margin, setting_of
from reportparse.model.document import Apart

# Headers and footers stand within this share of the page's height from its edges.
ZONE = 0.13
# At most this many lines at either edge: a letterhead has two or three.
MAX_LINES = 3
# The same words at heights that differ by less, in points, stand at the same height.
SAME_HEIGHT = 4.0
# A header stands this many letter heights off from the text; lines of a text are some 0.75 apart.
OFF = 0.9
# Or its letters are smaller or larger by this share.
OTHER_SIZE = 0.1

_NUMBER = r"(?:\d{1,4}|[ivxlIVXL]{1,6}|[一二三四五六七八九十百]{1,5})"
_DASH = r"[-–—―－─~～·•.…]{0,3}"
_OF_ALL = rf"(?:\s*[,，、/／|（(]?\s*共\s*{_NUMBER}\s*页\s*[)）]?)?"
PAGE_NUMBER = re.compile(
    rf"{_DASH}\s*(?:第\s*{_NUMBER}\s*页{_OF_ALL}|共\s*{_NUMBER}\s*页\s*[,，、/／|]?\s*第\s*{_NUMBER}\s*页"
    rf"|第?\s*\d{{1,4}}\s*[/／]\s*\d{{1,4}}\s*页?|{_NUMBER})\s*{_DASH}"
    r"|(?:Page|PAGE|page|P)\.?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_BARE = re.compile(r"\d{1,4}|[一二三四五六七八九十百]{1,5}|[A-Za-z]{1,6}")
_DIGITS = re.compile(r"[0-9０-９]+")
_BLANKS = re.compile(r"\s+")


class Edge(NamedTuple):
    """A line near the edge of a page: whether at its top, its rank from the edge, what it is made of.

    `gap` lies between it and the next line towards the page's middle, in letter heights; `off`: it stands off from
    that line, by the gap, by its letters' size or by a rule between them; `ruled`: by a rule.
    """

    page: int
    top: bool
    rank: int
    line: Line
    row: list[Stretch]
    gap: float
    off: bool
    ruled: bool


def without_margins(sheets: Sequence[Sheet], found: Sequence[list[Stretch]]) -> tuple[list[list[Stretch]], list[Apart]]:
    """Each page's stretches without those of headers and footers, and these as text apart."""
    edges = [edge for number, sheet in enumerate(sheets) for edge in _edges_of(number, sheet, found[number])]
    running = _running(edges)
    if len(sheets) <= MOST_PAGES:
        running |= _lone(edges, sheets, found)
    gone: set[tuple[int, int]] = set()
    apart: list[Apart] = []
    by_side: dict[tuple[int, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        by_side[edge.page, edge.top].append(edge)
    for (page, top), side in by_side.items():
        taken = [e for e in side if id(e.line) in running or _is_page_number(e, len(sheets))]
        if not taken:
            continue
        last = max(e.rank for e in taken)
        # What stands outside a line that is apart, towards the page's edge, is apart too.
        for edge in (e for e in side if e.rank <= last):
            gone.update((page, s.start) for s in edge.row)
            apart.append(Apart("header" if top else "footer", edge.line.text.strip(), page + 1))
    kept = [[s for s in stretches if (page, s.start) not in gone] for page, stretches in enumerate(found)]
    apart.sort(key=lambda a: (a.page or 0, a.kind == "footer"))
    return kept, apart


def _edges_of(page: int, sheet: Sheet, found: Sequence[Stretch]) -> list[Edge]:
    height = sheet.span[1]
    upper, lower = ZONE * height, (1 - ZONE) * height
    zone = [s for s in found if s.y1 <= upper or s.y0 >= lower]
    if not zone:
        return []
    result: list[Edge] = []
    for top in (True, False):
        lines = rows([s for s in zone if (s.y1 <= upper) == top])
        if not top:
            lines.reverse()
        for rank, row in enumerate(lines[:MAX_LINES]):
            line = line_of(row, sheet, page)
            result.append(Edge(page, top, rank, line, row, *_distance(line, top, sheet, found)))
    return result


def _distance(line: Line, top: bool, sheet: Sheet, found: Sequence[Stretch]) -> tuple[float, bool, bool]:
    """How far the next line towards the page's middle is, in letter heights; whether this one stands off; by a rule."""
    next_one, gap = None, sheet.span[1]
    for s in found:
        distance = s.y0 - line.y1 if top else line.y0 - s.y1
        if -0.5 * line.size < distance < gap and (s.y0 > line.y0 if top else s.y0 < line.y0):
            next_one, gap = s, distance
    if next_one is None:
        return gap / line.size, True, False
    low, high = (line.y1, next_one.y0) if top else (next_one.y1, line.y0)
    ruled = any(low - 2 <= s.y0 <= high + 2 and s.x1 - s.x0 > 0.4 * sheet.span[0] for s in sheet.strokes)
    other_size = abs(next_one.size - line.size) > OTHER_SIZE * max(line.size, next_one.size)
    return gap / line.size, gap >= OFF * line.size or other_size or ruled, ruled


def _running(edges: Sequence[Edge]) -> set[int]:
    """Lines with the same words, but for digits, at the same height on two or more pages; by identity."""
    groups: dict[tuple[bool, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        words = _DIGITS.sub("0", _BLANKS.sub("", edge.line.text))
        if words.endswith(("。", "；", "，")):  # running text that comes back, as texts of one mould do
            continue
        groups[edge.top, words].append(edge)
    running: set[int] = set()
    for same in groups.values():
        same.sort(key=lambda e: e.line.y0)
        cluster: list[Edge] = []
        ends: list[Edge | None] = [*same, None]
        for here in ends:
            if here is not None and (not cluster or here.line.y0 - cluster[-1].line.y0 < SAME_HEIGHT):
                cluster.append(here)
                continue
            # The first row of a table may come back at one height, too; but it does not stand off from the next.
            if len({e.page for e in cluster}) >= 2 and 2 * sum(e.off for e in cluster) > len(cluster):
                running.update(id(e.line) for e in cluster)
            cluster = [here] if here is not None else []
    return running


def _lone(edges: Sequence[Edge], sheets: Sequence[Sheet], found: Sequence[Sequence[Stretch]]) -> set[int]:
    """Lines at the edge of their page that only its setting tells from the text, from the edge inwards; by identity."""
    settings: dict[int, Setting] = {}
    lone: set[int] = set()
    text_begun: set[tuple[int, bool]] = set()
    for edge in edges:
        sheet, line = sheets[edge.page], edge.line
        if (edge.page, edge.top) in text_begun or _is_page_number(edge, len(sheets)):
            continue
        if edge.row[0].start in sheet.sizes:
            line = replace(line, size=max(sheet.sizes.get(s.start, s.size) for s in edge.row))
        height = max(sheet.span[1], 1.0)
        from_edge = line.y1 / height if edge.top else 1 - line.y0 / height
        tagged = all(s.start in sheet.artifacts for s in edge.row)
        if not tagged and from_edge > OUTER:
            text_begun.add((edge.page, edge.top))
            continue
        if edge.page not in settings:
            settings[edge.page] = setting_of(sheet, rows(found[edge.page]), body_size(found))
        candidate = Lone(line, edge.top, from_edge, edge.gap * edge.line.size, edge.ruled, tagged)
        if is_lone_margin(candidate, settings[edge.page]):
            lone.add(id(edge.line))
        else:
            text_begun.add((edge.page, edge.top))
    return lone


def _is_page_number(edge: Edge, pages: int) -> bool:
    """A line of nothing but a page number, outermost on its page; a bare number must stand off from the text."""
    text = edge.line.text.strip()
    if len(text) > 24 or not PAGE_NUMBER.fullmatch(text) or edge.rank > 1:
        return False
    if not _BARE.fullmatch(text):
        return True
    # "12" at the foot of a page of figures may be a figure: a page's number stands off, and is not far above the count.
    number = int(text) if text.isdecimal() else 1
    return edge.gap > 0.8 and edge.rank == 0 and number <= max(2 * pages, 999)
