"""Totals and their parts, as reports print them: what sum_mismatch and share_mismatch look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from reportparse.checks.intervals import Interval
from reportparse.checks.rows import Row
from reportparse.checks.series import Archive, once_an_archive

MOST_PARTS = 8
"""With more parts than this, subsets of them are not tried: one would fit by chance."""

ONE_LIST = 40
"""Parts further apart than this many characters are two lists."""

Line = tuple[int, int, int]
Label = tuple[str, tuple[str, ...], str, str, str]
Shape = tuple[str, str, tuple[str, ...], frozenset[tuple[str, tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """A total and a list of its parts. `closed`: these parts are all there are, by what the programs mean; `open`: there may be
    others that are not printed (社会组织 of 社会团体 and 民办非企业单位, without 基金会). Not `linked`: only other reports show that it is one."""

    total: Row
    parts: tuple[Row, ...]
    closed: bool = False
    open: bool = False
    linked: bool = True

    @property
    def sum(self) -> Interval:
        """What the parts add up to."""
        return reduce(Interval.__add__, (p.value for p in self.parts))

    @property
    def holds(self) -> bool:
        """Whether they add up to the total, within what is printed."""
        return self.sum.meets(self.total.value)

    @property
    def shape(self) -> Shape:
        """Which parts of what in which place, whatever the measure and the year."""
        return (
            _where(self.total),
            self.total.program,
            self.total.aspects,
            frozenset(_label(p, self.total) for p in self.parts),
        )

    @property
    def ids(self) -> frozenset[tuple[int, str]]:
        """Which figures it is of."""
        return frozenset((r.document, r.statistic.id) for r in self.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def _where(row: Row) -> str:
    """The place; a report without one stands for itself."""
    return row.place or f"report {row.document}"


def _label(part: Row, total: Row) -> tuple[str, tuple[str, ...], str]:
    if part.program != total.program:
        return part.program, (), ""
    return "", part.aspects, "" if part.aspects else part.rest


@once_an_archive
def breakdowns(archive: Archive) -> tuple[Breakdown, ...]:
    """What the text links (其中, 分别, 合计), what is known to be a whole, and what other columns or years show to be one."""
    found: list[Breakdown] = []
    told: set[frozenset[tuple[int, str]]] = set()

    def take(candidates: Iterable[Breakdown]) -> None:
        for b in candidates:
            if b.ids not in told:
                told.add(b.ids)
                found.append(b)

    for rows in archive.by_document.values():
        take(_linked(rows, archive))
    for rows in archive.by_document.values():
        take(_known(rows, archive))
    take(list(_in_tables(found, archive)))
    take(list(_as_elsewhere(found, archive)))
    return tuple(found)


def _in_tables(found: Sequence[Breakdown], archive: Archive) -> Iterator[Breakdown]:
    """A row of totals that holds in one column is one in all columns, and so with columns."""
    done = {(b.total.document, b.total.statistic.id) for b in found}
    for down in (True, False):
        lines: dict[tuple[int, int], dict[int, dict[int, Row]]] = defaultdict(lambda: defaultdict(dict))
        for row in archive.rows:
            if row.statistic.evidence.table:
                (number, index, across), at = _line(row, down)
                lines[number, index][across].setdefault(at, row)
        for (document, table, total), parts in _proven_lines(found, down).items():
            for line_cells in lines[document, table].values():
                whole = line_cells.get(total)
                if whole is None or (document, whole.statistic.id) in done:
                    continue
                rows = tuple(line_cells[at] for at in sorted(parts) if at in line_cells)
                if len(rows) > 1 and all(_addable(p, whole) for p in rows):
                    yield Breakdown(whole, rows)


def _line(row: Row, down: bool) -> tuple[Line, int]:
    """The column of a cell with its row in it; or, not `down`, its row with its column."""
    cell = row.statistic.evidence.table
    assert cell is not None
    across, along = (cell.column, cell.row) if down else (cell.row, cell.column)
    return (row.document, cell.index, across), along


def _proven_lines(found: Sequence[Breakdown], down: bool) -> Mapping[Line, set[int]]:
    """Report, table and row of totals -> the rows of its parts, over all columns in which they add up."""
    proven: dict[Line, set[int]] = defaultdict(set)
    for b in found:
        if len(b.parts) < 2 or not b.holds or not all(r.statistic.evidence.table for r in b.rows):
            continue
        (line, total), *parts = (_line(r, down) for r in b.rows)
        if all(p[0] == line for p in parts):
            proven[*line[:2], total] |= {at for _, at in parts}
    return proven


def _as_elsewhere(found: Sequence[Breakdown], archive: Archive) -> Iterator[Breakdown]:
    """A list that adds up in another report of the place, in one where its figures stand once each without being linked."""
    shapes: dict[str, set[tuple[Label, ...]]] = defaultdict(set)
    for b in found:
        labels = tuple(_label_of(r) for r in b.rows)
        if len(b.parts) > 1 and b.holds and b.total.place and len(set(labels)) == len(labels):
            shapes[b.total.place].add(labels)
    done = {(r.document, r.statistic.id) for b in found for r in b.rows}
    for rows in archive.by_document.values():
        once: dict[Label, list[Row]] = defaultdict(list)
        for r in rows:
            if r.statistic.role == "actual" and r.statistic.per is None:
                once[_label_of(r)].append(r)
        for labels in sorted(shapes.get(rows[0].place, ())):
            told = [once.get(which, []) for which in labels]
            if all(len(r) == 1 and (r[0].document, r[0].statistic.id) not in done for r in told):
                one = [r[0] for r in told]
                if all(_addable(p, one[0]) for p in one[1:]):
                    yield Breakdown(one[0], tuple(one[1:]), linked=False)


def _label_of(row: Row) -> Label:
    return row.program, row.aspects, row.rest, row.statistic.measure, row.unit


def _linked(rows: Sequence[Row], archive: Archive) -> Iterator[Breakdown]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.total is not None:
            groups[row.total.id].append(row)
    for ident, members in groups.items():
        total = archive.by_id[members[0].document, ident]
        parts = [p for p in members if _addable(p, total)]
        if total.statistic.measure not in ("rate", "points", "ratio", "age") and parts:
            yield from _lists(total, parts, archive)


def _addable(part: Row, total: Row) -> bool:
    """Whether a part counts what its total counts: people of people, in the same role, for the same end."""
    a, b = part.statistic, total.statistic
    return (
        (a.measure, part.unit, a.role, a.per) == (b.measure, total.unit, b.role, b.per)
        and (a.period.end is None or b.period.end is None or a.period.end == b.period.end)
        and part.place == total.place
    )


def _lists(total: Row, parts: Sequence[Row], archive: Archive) -> Iterator[Breakdown]:
    """The lists among the parts of a total: one that adds up, else those that stand together."""
    fitting = _fitting(total, parts)
    if fitting:
        yield Breakdown(total, fitting)
        parts = [p for p in parts if p not in fitting]
    together: list[Row] = []
    for part in parts:
        if together and together[-1].distance(part) > ONE_LIST and part.statistic.evidence.table is None:
            yield _with_closure(total, together, archive)
            together = []
        together.append(part)
    if together:
        yield _with_closure(total, together, archive)


def _fitting(total: Row, parts: Sequence[Row]) -> tuple[Row, ...]:
    """The parts that add up to the total: all of them, else the largest choice that does."""
    if Breakdown(total, tuple(parts)).holds and len(parts) > 1:
        return tuple(parts)
    if len(parts) <= MOST_PARTS:
        for size in range(len(parts) - 1, 1, -1):
            for some in combinations(parts, size):
                if Breakdown(total, some).holds:
                    return some
    return ()


def _with_closure(total: Row, parts: Sequence[Row], archive: Archive) -> Breakdown:
    wholes = [
        whole
        for whole in archive.names.wholes
        if whole.of == total.program and not total.aspects and _names_of(parts, whole.aspects) == set(whole.parts)
    ]
    closed = any(total.statistic.measure in whole.closed for whole in wholes)
    return Breakdown(total, tuple(parts), closed, bool(wholes) and not closed)


def _names_of(parts: Sequence[Row], aspects: bool) -> set[str]:
    return {a for p in parts for a in p.aspects} if aspects else {p.program for p in parts}


def _known(rows: Sequence[Row], archive: Archive) -> Iterator[Breakdown]:
    """Wholes of series.toml whose total and parts a report prints once each, linked or not."""
    once: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for r in rows:
        s = r.statistic
        if s.role == "actual" and s.per is None and s.period.end and s.bound == "exact":
            once[r.place, r.program, r.aspects, s.measure, r.unit, s.period.start, s.period.end].append(r)
    for whole in archive.names.wholes:
        for key, totals in once.items():
            place, program, aspects, measure, unit, start, end = key
            if program != whole.of or aspects or totals[0].total is not None or totals[0].rest:
                continue
            wanted = [
                (place, program, (part,), measure, unit, start, end)
                if whole.aspects
                else (place, part, (), measure, unit, start, end)
                for part in whole.parts
            ]
            parts = [once.get(k, []) for k in wanted]
            if len(totals) == 1 and all(len(p) == 1 and p[0].rest == "" for p in parts):
                yield Breakdown(
                    totals[0], tuple(p[0] for p in parts), measure in whole.closed, measure not in whole.closed
                )
