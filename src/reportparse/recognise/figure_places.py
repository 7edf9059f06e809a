"""Places that a report names with a figure, other than its own: 城东街道500人, a table's row of 青石镇."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportparse.model.mentions import PlaceMention
from reportparse.model.outline import Table
from reportparse.recognise.places import Place, Words, places_in

BESIDE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:其中)?(?P<named>[\u4e00-\u9fff]{2,6}(?:街道|[县市区旗镇乡]))(?:有|为|共|共有|达)?(?=[0-9])"
)
"""A place at the beginning of a clause with its figure right behind it."""
LEVEL_AND_FIGURE = re.compile("[道县市区旗镇乡](?:(?<!道)|(?<=街道))(?:有|为|共|共有|达)?(?=[0-9])")
"""Its first character stands alone, so that the engine skips to those."""
LONGEST_BESIDE = 8
"""Characters before the last of a place that BESIDE looks at: 其中 and six of a name."""
CLAUSE_STOP = re.compile("[,。;:!?\\n]")

RANKS = (
    ("全国",),
    ("省", "自治区"),
    ("自治州", "地区", "盟", "州", "市"),
    ("自治县", "自治旗", "县", "区", "旗"),
    ("镇", "乡", "街道", "苏木"),
    ("村", "社区"),
)
"""Levels from the highest down."""
MOST_LABEL = 12
"""Characters of a cell that names a place."""
LEAST_ROWS = 2
"""Rows that name places: with fewer a table is not set out by place."""


def figure_places(text: str, tables: Sequence[Table], region: str | None, words: Words) -> tuple[PlaceMention, ...]:
    """The places beside figures and in the labels of rows, in text order; none where the report's own level is not known."""
    own = rank_of(region or "")
    if region is None or own < 0:
        return ()
    found = [*beside_figures(text, own, words)]
    for table in tables:
        rows = [*of_rows(text, table, own, words)]
        if len(rows) >= LEAST_ROWS:
            found += rows
    return tuple(sorted(p for p in found if not region.endswith(text[p.start : p.end])))


def beside_figures(text: str, own: int, words: Words) -> Iterator[PlaceMention]:
    """Places of running text, of lower rank than the report's own: money that the city hands down is not the city's."""
    floor = 0
    for level in LEVEL_AND_FIGURE.finditer(text):  # few, and quickly found
        at = level.start()
        at = at - 1 if text[at] == "道" else at
        if at < floor:
            continue
        m = BESIDE.search(text, max(floor, at - LONGEST_BESIDE), level.end() + 1)
        if m is None:
            continue
        stop = CLAUSE_STOP.search(text, m.end())
        floor = stop.start() if stop else len(text)
        place = whole(m["named"], words)
        if place and rank_of(place.level) > own:
            yield PlaceMention(*m.span("named"), floor)


def of_rows(text: str, table: Table, own: int, words: Words) -> Iterator[PlaceMention]:
    """Rows whose label is a place and nothing else."""
    for row in table.rows:
        for cell in row[:2]:  # a number may stand before the label
            label = text[cell.start : cell.end]
            place = whole(label, words) if 1 < len(label) <= MOST_LABEL else None
            if place and rank_of(place.level) >= own:
                yield PlaceMention(cell.start, cell.end, row[-1].end)
                break


def whole(label: str, words: Words) -> Place | None:
    """The place that a label is, if it is one."""
    for place in places_in(label, words):
        return place if (place.start, place.end) == (0, len(label)) else None
    return None


def rank_of(name: str) -> int:
    """The rank of a place by its last level; -1 where it has none that is ranked."""
    return next((n for n, levels in enumerate(RANKS) if name.endswith(levels)), -1)
