"""Figures of several reports as rows of series: the same place, program, measure and aspect over the years.

Nothing is merged away: the value for 2018 as printed in 2018 and as quoted in 2019 are two rows of one series.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import chain
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from reportparse.checks.heads import head_of, titles_of
from reportparse.checks.names import Names
from reportparse.checks.places import places_of
from reportparse.checks.rows import Row, rows_of
from reportparse.model.report import Report, Statistic
from reportparse.rulebook import Rulebook

ALIKE = 0.5
"""How alike (Dice, by characters) what is left of two subjects must be to speak of the same thing."""

LOOSE = frozenset({"count", "other", "area", "length", "weight", "duration"})
"""Measures of things of any sort: a program alone does not say what is counted."""

NOT_COUNTED = frozenset({"rate", "points", "ratio", "age"})
"""Measures that are no amounts of anything."""


YEAR_END = (None, (12, 31))
LATE = 11
"""A stock of this month or later stands for the year's end, except where the very day matters."""


class Key(NamedTuple):
    """What rows of one series have in common. `span` is the part of the year: its first day (none for a stock, and
    none from 1 January on) and its last, as month and day."""

    place: str
    program: str
    aspects: tuple[str, ...]
    measure: str
    unit: str
    per: str
    role: str
    span: tuple[tuple[int, int] | None, tuple[int, int]]
    kind: str


@dataclass(frozen=True, eq=False)
class Series:
    """Rows with one key. `own` has for each year the one value that the report of that year gives for it."""

    key: Key
    rows: tuple[Row, ...]

    @cached_property
    def own(self) -> Mapping[int, Row]:
        """Year -> row of the report about that year, of the place's own before one that quotes it, whatever order reports
        are given in; years with several different values are left out."""
        years: dict[int, list[Row]] = defaultdict(list)
        for r in self.rows:
            if r.year and r.year == r.written and r.statistic.role in ("actual", "standard"):
                years[r.year].append(r)
        found: dict[int, Row] = {}
        for year, rows in sorted(years.items()):
            first = next((r for r in rows if not r.quoted), rows[0]).document
            row = the_one([r for r in rows if r.document == first])
            if row:
                found[year] = row
        return found

    @cached_property
    def ambiguous(self) -> int:
        """For how many years a report gives several different values."""
        return len({r.year for r in self.rows if r.year and r.year == r.written} - set(self.own))

    def steps(self, names: Names) -> Iterator[tuple[Row, Row]]:
        """Rows of years that follow upon each other and speak of the same thing."""
        for year, row in self.own.items():
            before = self.own.get(year - 1)
            if before and alike(before, row, names):
                yield before, row


def the_one(rows: Sequence[Row]) -> Row | None:
    """The one value among rows of a report: totals before parts; None where values differ."""
    totals = [r for r in rows if r.total is None] or list(rows)
    first = totals[0]
    return first if all(r.value.meets(first.value) for r in totals) else None


def alike(a: Row, b: Row, names: Names) -> bool:
    """Whether two rows of one key speak of the same thing."""
    if a.rest == b.rest or (a.program in names.decisive and a.statistic.measure not in LOOSE):
        return True
    if a.rest and b.rest:
        common = sum((Counter(a.rest) & Counter(b.rest)).values())
        return 2 * common >= ALIKE * (len(a.rest) + len(b.rest))
    return bool(a.program) and a.statistic.measure not in LOOSE


Line = tuple[int, int, int, int]


def _lines_of(row: Row) -> Iterator[Line]:
    """The sentence of a figure, and its row of a table."""
    evidence = row.statistic.evidence
    yield row.document, 0, *evidence.sentence
    if evidence.table:
        yield row.document, 1, evidence.table.index, evidence.table.row


def _place_in_text(row: Row) -> tuple[int, str]:
    return row.statistic.evidence.start, row.statistic.id


@dataclass(frozen=True, eq=False)
class Archive:
    """All that a check looks at: the reports, their figures as rows, and the rows as series.

    `reports` may lie in a file: go through them once, and keep what is needed, not the reports.
    """

    reports: Sequence[Report]
    names: Names
    rules: Rulebook
    rows: tuple[Row, ...]
    warnings: tuple[str, ...]

    @cached_property
    def by_document(self) -> Mapping[int, tuple[Row, ...]]:
        """The rows of each report, in the order of the text."""
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.document].append(row)
        return {n: tuple(sorted(rows, key=_place_in_text)) for n, rows in found.items()}

    @cached_property
    def _lines(self) -> Mapping[Line, Sequence[Row]]:
        found: dict[Line, list[Row]] = defaultdict(list)
        for rows in self.by_document.values():
            for row in rows:
                for line in _lines_of(row):
                    found[line].append(row)
        return found

    def beside(self, row: Row) -> Sequence[Row]:
        """What stands in the same sentence or the same row of a table, itself too, in the order of the text: whatever can be
        `near`, without looking through the whole report."""
        lines = [self._lines[line] for line in _lines_of(row)]
        if len(lines) == 1:
            return lines[0]
        return sorted(dict.fromkeys(chain(*lines)), key=_place_in_text)

    @cached_property
    def by_id(self) -> Mapping[tuple[int, str], Row]:
        """Report and statistic -> row."""
        return {(r.document, r.statistic.id): r for r in self.rows}

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Actual figures and standards, prior values among them, as series."""
        groups: dict[Key, list[Row]] = defaultdict(list)
        for row in self.rows:
            key = self.key_of(row)
            if key is not None:
                groups[key].append(row)
        return tuple(Series(key, tuple(rows)) for key, rows in _kinds_joined(groups).items())

    @cached_property
    def in_field(self) -> Mapping[tuple[str, str], tuple[Series, ...]]:
        """Place and program above -> the series of that field: those of 结婚 and 离婚 are of 婚姻登记."""
        found: dict[tuple[str, str], list[Series]] = defaultdict(list)
        for series in self.series:
            found[series.key.place, self.field(series.key.program)].append(series)
        return {where: tuple(told) for where, told in found.items()}

    def field(self, program: str) -> str:
        """The program above, else the program itself."""
        line = self.rules.line(program)
        return line[1] if len(line) > 1 else program

    @cached_property
    def series_of(self) -> Mapping[tuple[int, str], Series]:
        """Report and statistic -> its series."""
        return {(row.document, row.statistic.id): series for series in self.series for row in series.rows}

    def key_of(self, row: Row) -> Key | None:
        """The series that a row belongs to; None where place, program or time are not known, or it has no role in one."""
        s = row.statistic
        role = {"actual": "actual", "standard": "standard"}.get(s.role)
        if s.role == "prior":
            role = "standard" if s.per else "actual"
        what = row.program or (f"~{row.rest}" if row.rest else "")
        if role is None or not row.place or not what or s.period.end is None or s.measure in ("points", "ratio", "age"):
            return None
        if row.total is not None and not self._same_field(row):
            return None
        return Key(
            row.place,
            what,
            row.aspects,
            s.measure,
            row.unit,
            s.per or "",
            role,
            YEAR_END if role == "standard" or _about_year_end(s) else span_of(s.period.start, s.period.end),
            s.period.kind,
        )

    def _same_field(self, row: Row) -> bool:
        """Whether a part's total belongs to the same field: 低保 among the trained is no figure of 低保."""
        total = row.total.program.code if row.total and row.total.program else ""
        return not total or not row.program or self.rules.is_under(row.program, total)


M = TypeVar("M")


def once_an_archive(find: Callable[[Archive], M]) -> Callable[[Archive], M]:
    """What several checks want to know of an archive is found once, and forgotten with it."""
    found: WeakKeyDictionary[Archive, M] = WeakKeyDictionary()

    @wraps(find)
    def known(archive: Archive) -> M:
        if archive not in found:
            found[archive] = find(archive)
        return found[archive]

    return known


def span_of(start: dt.date | None, end: dt.date) -> tuple[tuple[int, int] | None, tuple[int, int]]:
    """The part of the year: 1 January is no start worth telling, since a stock has none either."""
    late = start is not None and (start.year, start.month, start.day) != (end.year, 1, 1)
    return ((start.month, start.day) if start and late else None, (end.month, end.day))


def _about_year_end(s: Statistic) -> bool:
    """Whether a stock is one of the year's end: reports are written from November on."""
    return s.period.kind == "as_of" and s.period.end is not None and s.period.end.month >= LATE


def same_day(a: Row, b: Row) -> bool:
    """Whether two figures hold for the same time of their years: 31 December both, or January to June."""
    p, q = a.statistic.period, b.statistic.period
    if p.end is None or q.end is None or a.statistic.role == "standard":
        return p.end == q.end or a.statistic.role == "standard"
    return span_of(p.start, p.end) == span_of(q.start, q.end)


def _kinds_joined(groups: Mapping[Key, Sequence[Row]]) -> dict[Key, list[Row]]:
    """One series of flow and stock where no report tells the two apart: 惠及3104人 one year, 享受3229人 the next."""
    kinds: dict[Key, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, rows in groups.items():
        told = kinds[key._replace(kind="")]
        for row in rows:
            told[row.document].add(key.kind)
    apart = {key for key, found in kinds.items() if any(len(k) > 1 for k in found.values())}
    joined: dict[Key, list[Row]] = defaultdict(list)
    for key, rows in groups.items():
        bare = key._replace(kind="")
        joined[key if bare in apart else bare] += rows
    return joined


def archive_of(reports: Iterable[Report], names: Names, rules: Rulebook) -> Archive:
    """Reports, each once, with their figures as rows; files with the same bytes are one report."""
    told = tuple(reports)
    heads = [head_of(r) for r in told]
    places, warnings = places_of(heads)
    return archive_with(told, titles_of([h.path for h in heads]), places, names, rules, warnings)


def archive_with(
    reports: Sequence[Report],
    titles: Sequence[str],
    places: Sequence[str],
    names: Names,
    rules: Rulebook,
    warnings: tuple[str, ...] = (),
) -> Archive:
    """The archive of reports whose places and titles are known: all of them, or one part."""
    seen: set[str] = set()
    rows: list[Row] = []
    for number, report in enumerate(reports):
        if report.source.sha256 not in seen:
            seen.add(report.source.sha256)
            rows += rows_of(report, number, titles[number], places[number], names, rules)
    return Archive(reports, names, rules, tuple(rows), warnings)
