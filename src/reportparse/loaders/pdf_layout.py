"""Reading order: which parts of a PDF page are columns, what runs across them, and where their edges are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reportparse.loaders.pdf_chars import Sheet
from reportparse.loaders.pdf_lines import Line, Stretch, line_of, rows
from reportparse.model.document import Box

# A page is cut into at most this many strips when gutters are looked for.
STRIPS = 400
# Columns within columns: newspapers have two steps.
MAX_DEPTH = 3
# Fewer lines than this on one side of a gap are no column.
COLUMN_LINES = 3
# Lines of a column of prose fill this share of its width, and hold as many characters; cells of a table do not.
PROSE_FILL = 0.6
PROSE_CHARACTERS = 7


@dataclass(slots=True)
class Place:
    """Where a table found on the page stands: its number among them, its box."""

    number: int
    box: Box


@dataclass(slots=True)
class Region:
    """A column, or a part of the page that is not parted: its edges, its lines and tables from top to bottom."""

    page: int
    left: float
    right: float
    column: bool = False
    items: list[Line | Place] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Its lines without the tables."""
        return [item for item in self.items if isinstance(item, Line)]


def regions(
    sheet: Sheet,
    page: int,
    found: Sequence[Stretch],
    tables: Sequence[Box],
    found_rows: Sequence[Sequence[Stretch]] | None = None,
) -> list[Region]:
    """The parts of a page in reading order. `found_rows`: the rows of all that is found, where they are known."""
    stand_ins = [Stretch(-1 - i, -1 - i, *box, size=sheet.size) for i, box in enumerate(tables)]
    result: list[Region] = []
    everything = [*found, *stand_ins]
    width = max((s.x1 for s in everything), default=0.0) - min((s.x0 for s in everything), default=0.0)
    for part in _parts(everything, sheet.size, 0):
        items: list[tuple[float, Line | Place]] = []
        for stand_in in (s for s in part if s.start < 0):
            number = -1 - stand_in.start
            items.append((tables[number][1], Place(number, tables[number])))
        whole = found_rows is not None and len(part) == len(found) and not tables
        for row in found_rows if whole and found_rows is not None else rows([s for s in part if s.start >= 0]):
            line = line_of(row, sheet, page)
            items.append(((line.y0 + line.y1) / 2, line))
        items.sort(key=lambda pair: pair[0])
        left, right = _edges([item for _, item in items if isinstance(item, Line)])
        column = len(part) < len(everything) and right - left < 0.6 * width
        result.append(Region(page, left, right, column, [item for _, item in items]))
    return result


def settle_edges(parts: Sequence[Region]) -> None:
    """A part takes the edges of a fuller one that it lies in: the last page of a text, or one where all lines stand in.

    A column takes those of a column, for it also lies within the edges of pages that are not parted.
    """
    full = [(r.left, r.right, len(r.lines)) for r in parts if len(r.lines) >= 5]
    for region in parts:
        lines = region.lines
        if not lines or (region.column and len(lines) >= 8):
            continue
        size = lines[0].size
        around = [e for e in full if e[0] - 4 <= region.left < e[0] + 8 * size and region.right <= e[1] + 4]
        if around:
            chosen = min(around, key=lambda e: e[1] - e[0]) if region.column else max(around, key=lambda e: e[2])
            region.left, region.right = min(chosen[0], region.left), max(chosen[1], region.right)


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Where lines begin and end. One line that sticks out does not count where there are many."""
    if not lines:
        return 0.0, 0.0
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    outliers = len(lines) // 12
    return starts[outliers], ends[-1 - outliers]


def _parts(items: list[Stretch], size: float, depth: int) -> list[list[Stretch]]:
    """Stretches parted into columns, each with what runs across between them, in reading order."""
    gutter = _gutter(items, size) if depth < MAX_DEPTH else None
    if gutter is None:
        return [items] if items else []
    across = sorted((s for s in items if s.x0 < gutter < s.x1), key=lambda s: s.y0)
    beside = sorted((s for s in items if not s.x0 < gutter < s.x1), key=lambda s: s.y0)
    result: list[list[Stretch]] = []
    open_part: list[Stretch] = []  # what is not parted, until the next columns begin
    at = 0
    for crossing in [*across, None]:
        band: list[Stretch] = []
        limit = float("inf") if crossing is None else (crossing.y0 + crossing.y1) / 2
        while at < len(beside) and (beside[at].y0 + beside[at].y1) / 2 < limit:
            band.append(beside[at])
            at += 1
        left, right = [s for s in band if s.x1 <= gutter], [s for s in band if s.x1 > gutter]
        if _prose(left) and _prose(right):
            if open_part:
                result.append(open_part)
                open_part = []
            result += _parts(left, size, depth + 1) + _parts(right, size, depth + 1)
        else:
            open_part += band
        if crossing is not None:
            open_part.append(crossing)
    if open_part:
        result.append(open_part)
    return result


def _gutter(items: Sequence[Stretch], size: float) -> float | None:
    """The middle of the upright gap that parts most of the page's stretches; None where there is no such gap."""
    if not items:
        return None
    left, right = min(s.x0 for s in items), max(s.x1 for s in items)
    width = right - left
    middle = left + 0.25 * width
    if width < 20 * size or sum(s.x0 > middle and s.x1 - s.x0 > 3 * size for s in items) < COLUMN_LINES:
        return None
    strips = STRIPS
    begin, end = [0.0] * (strips + 2), [0.0] * (strips + 2)
    for s in items:
        begin[min(strips, int((s.x0 - left) / width * strips))] += s.y1 - s.y0
        end[min(strips, int((s.x1 - left) / width * strips) + 1)] += s.y1 - s.y0
    begun, ended = list(accumulate(begin)), list(accumulate(end))
    total = begun[-1]

    def score(i: int) -> float:
        return min(ended[i], total - begun[i]) - 0.2 * (begun[i] - ended[i])

    inner = range(strips // 6, strips - strips // 6)
    best = max(score(i) for i in inner)
    if best <= 0:
        return None
    first = next(i for i in inner if score(i) == best)
    last = first
    while last + 1 in inner and score(last + 1) == best:
        last += 1
    if (last - first + 1) * width / strips < 0.5 * size:
        return None
    return left + (first + last + 1) / 2 * width / strips


def _prose(items: Sequence[Stretch]) -> bool:
    """Whether these look like lines of running text: several, most of them full and long."""
    lines = rows([s for s in items if s.start >= 0])
    if len(lines) < COLUMN_LINES:
        return False
    width = max(s.x1 for s in items) - min(s.x0 for s in items)
    fills = sorted(sum(s.x1 - s.x0 for s in line) / width for line in lines)
    counts = sorted(sum(s.end - s.start for s in line) for line in lines)
    middle = len(lines) // 2
    return fills[middle] >= PROSE_FILL and counts[middle] >= PROSE_CHARACTERS
