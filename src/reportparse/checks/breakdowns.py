"""Totals and their parts, as reports print them: what sum_mismatch and share_mismatch look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from reportparse.checks.intervals import Interval
from reportparse.checks.series import Archive, Row

MOST_PARTS = 8
"""With more parts than this, subsets of them are not tried: one would fit by chance."""

ONE_LIST = 40
"""Parts further apart than this many characters are two lists."""

Shape = tuple[str, tuple[str, ...], frozenset[tuple[str, tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """A total and a list of its parts. `closed`: these parts are all there are, by what the programs mean."""

    total: Row
    parts: tuple[Row, ...]
    closed: bool = False

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
        """Which parts of what, whatever the measure and the year."""
        return self.total.program, self.total.aspects, frozenset(_label(p, self.total) for p in self.parts)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def _label(part: Row, total: Row) -> tuple[str, tuple[str, ...], str]:
    if part.program != total.program:
        return part.program, (), ""
    return "", part.aspects, "" if part.aspects else part.rest


def breakdowns(archive: Archive) -> Iterator[Breakdown]:
    """What the text links (其中, 分别, 合计), then what is known to be a whole (低保 of 城市 and 农村) in one report."""
    for rows in archive.by_document.values():
        linked = list(_linked(rows, archive))
        yield from linked
        told = {frozenset(r.statistic.id for r in b.rows) for b in linked}
        for known in _known(rows, archive):
            if frozenset(r.statistic.id for r in known.rows) not in told:
                yield known


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
    measure = total.statistic.measure
    closed = any(
        whole.of == total.program and measure in whole.closed and _names_of(parts, whole.aspects) == set(whole.parts)
        for whole in archive.names.wholes
        if not total.aspects
    )
    return Breakdown(total, tuple(parts), closed)


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
            if program != whole.of or aspects or totals[0].total is not None:
                continue
            wanted = [
                (place, program, (part,), measure, unit, start, end)
                if whole.aspects
                else (place, part, (), measure, unit, start, end)
                for part in whole.parts
            ]
            parts = [once.get(k, []) for k in wanted]
            if len(totals) == 1 and all(len(p) == 1 and p[0].rest == "" for p in parts):
                yield Breakdown(totals[0], tuple(p[0] for p in parts), measure in whole.closed)
