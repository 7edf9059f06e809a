"""Figures -> a table by year: one row a program of a place, one column a year, and for every cell where it comes from.

Which figure stands for a year, in this order: the one that covers it best (the whole year for a flow, the day nearest to
its end for a stock), a total before a part, what the report of that year says before what later ones quote (or the
other way round, with prefer="latest"), the one that is surer, the one printed first. Nothing is ever added up, and the
figures that lost are named beside the one that won.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from reportparse.checks import Archive, Row
from reportparse.checks.names import Names
from reportparse.model.checked import Checked

Prefer = Literal["own", "latest"]
By = Literal["program", "region"]

AMOUNT = "amount_wan"
MEASURES = (
    AMOUNT, "households", "household_times", "persons", "person_times", "count", "rate", "area", "length", "weight",
    "duration", "other",
)  # fmt: skip
"""What a panel can be of. Money is put into 万元 first, whatever it was printed in."""

Marks = Mapping[tuple[str, str], set[str]]
"""Document and statistic -> kinds of findings that speak of it."""

LOOSE = frozenset({"count", "rate", "area", "length", "weight", "duration", "other"})
"""Measures of things of any sort: the subject tells the rows of one program apart."""


class Line(NamedTuple):
    """What a row of the panel is of."""

    region: str
    program_code: str
    program: str
    subject: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure that stands for a year, and the ones that do not. `findings`: what cross-checks say about it."""

    line: Line
    year: int
    value: Decimal
    chosen: Row
    others: tuple[Row, ...]
    findings: tuple[str, ...]

    @property
    def covers(self) -> str:
        """How it stands for its year: full_year or part_year of a flow, year_end or mid_year of a stock."""
        period = self.chosen.statistic.period
        at_end = period.end is not None and (period.end.month, period.end.day) == (12, 31)
        if period.kind == "flow":
            return "full_year" if at_end and days_covered(self.chosen) > _FULL else "part_year"
        return "year_end" if at_end else "mid_year"

    @property
    def only_a_part(self) -> bool:
        """Whether it is a part of a total of the same row, which itself was not found for this year."""
        total = self.chosen.total
        return bool(
            total is not None
            and not self.chosen.aspects
            and (total.program.code if total.program else "") == self.chosen.program
        )

    @property
    def vintage(self) -> str:
        """Who says so: own, the report about that year; later or earlier, another one."""
        written = self.chosen.written
        return "own" if written in (None, self.year) else "later" if (written or 0) > self.year else "earlier"


_FULL = 350
"""Days from which on a flow is one of a whole year: 1月1日至12月20日 is, 1-11月 is not."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A table by year. `left_out` says how many figures of the measure have no place in it, and why."""

    measure: str
    by: By
    prefer: Prefer
    cells: tuple[Cell, ...]
    left_out: Mapping[str, int]

    @property
    def years(self) -> tuple[int, ...]:
        """All years from the first to the last that has a value."""
        found = {cell.year for cell in self.cells}
        return tuple(range(min(found), max(found) + 1)) if found else ()

    @property
    def lines(self) -> dict[Line, dict[int, Cell]]:
        """The rows: what each is of, and its cells by year."""
        rows: dict[Line, dict[int, Cell]] = defaultdict(dict)
        for cell in self.cells:
            rows[cell.line][cell.year] = cell
        return dict(rows)


def panel_of(
    archive: Archive,
    checked: Checked | None,
    measure: str = AMOUNT,
    *,
    by: By = "program",
    prefer: Prefer = "own",
    programs: Collection[str] = (),
    regions: Collection[str] = (),
) -> Panel:
    """The panel of one measure; only of some programs (code or name) and regions where these are given."""
    marks = findings_by_figure(checked)
    return panel_with(archive, marks, measure, by=by, prefer=prefer, programs=programs, regions=regions)


def panel_with(
    archive: Archive,
    marks: Marks,
    measure: str,
    *,
    by: By = "program",
    prefer: Prefer = "own",
    programs: Collection[str] = (),
    regions: Collection[str] = (),
) -> Panel:
    """The same, where it is known what cross-checks say about each figure."""
    left_out: dict[str, int] = defaultdict(int)
    groups: dict[tuple[Line, int], list[Row]] = defaultdict(list)
    rows = [row for row in archive.rows if row.statistic.measure == ("amount" if measure == AMOUNT else measure)]
    fit = [row for row in rows if not _counted(why_not(row, archive), left_out)]
    together = stocks_and_flows_joined(fit)
    for row in fit:
        line, end = line_of(row, measure, archive, together), row.statistic.period.end
        assert end is not None
        wanted = not programs or {line.program_code, line.program} & set(programs)
        if wanted and (not regions or line.region in regions):
            groups[line, end.year].append(row)
    cells = [_cell(line, year, group, measure, prefer, marks) for (line, year), group in groups.items()]
    order: Callable[[Cell], tuple[object, ...]] = by_program if by == "program" else _by_region
    return Panel(measure, by, prefer, tuple(sorted(cells, key=order)), dict(sorted(left_out.items())))


def why_not(row: Row, archive: Archive) -> str | None:
    """Why a figure has no place in any panel; None where it has one."""
    s = row.statistic
    if s.role not in ("actual", "prior"):
        return "target, standard, threshold or change"
    if s.period.end is None or s.period.kind == "none":
        return "no year"
    if s.per is not None:
        return "a rate per something"
    if s.period.kind == "flow" and s.period.start is not None and s.period.start.year != s.period.end.year:
        return "over several years"
    if row.aspects and row.statistic.measure not in LOOSE:
        return "part of a program's total by its subject (new, left, …)"
    if not row.program and not row.rest:
        return "neither program nor subject"
    above = row.total.program.code if row.total and row.total.program else ""
    if above and row.program and not archive.rules.is_under(row.program, above):
        return "part of a total of another program"
    return None


def _counted(reason: str | None, left_out: dict[str, int]) -> bool:
    if reason is not None:
        left_out[reason] += 1
    return reason is not None


def stocks_and_flows_joined(rows: Iterable[Row]) -> set[tuple[str, ...]]:
    """What is sometimes told as a flow and sometimes as a stock, but never as both in one report, is one row."""
    kinds: dict[tuple[str, ...], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        kinds[_thing(row)][row.document].add(row.statistic.period.kind)
    return {thing for thing, by_document in kinds.items() if all(len(found) == 1 for found in by_document.values())}


def _thing(row: Row) -> tuple[str, ...]:
    return (place_name(row), row.program or f"~{row.rest}", row.statistic.measure, row.unit, *_subject(row))


def _subject(row: Row) -> tuple[str, ...]:
    """What tells rows of one program apart, where it takes more than the measure."""
    return (*row.aspects, row.rest) if row.statistic.measure in LOOSE else ()


def place_name(row: Row) -> str:
    """The place of a figure. Documents that name none are each a place of their own: nobody knows that they are one."""
    return row.place or f"?{row.name}"


def aspect_words(names: Names) -> dict[str, str]:
    """What an aspect is called in Chinese: its first word."""
    words: dict[str, str] = {}
    for word, aspect in names.aspect_of.items():
        words.setdefault(aspect, word)
    return words


def line_of(row: Row, measure: str, archive: Archive, together: Collection[tuple[str, ...]]) -> Line:
    """The row of the panel that a figure belongs to."""
    rule = archive.rules.programs.get(row.program)
    named = rule.name if rule else row.statistic.program.name if row.statistic.program else ""
    kind = "" if _thing(row) in together else row.statistic.period.kind
    subject = row.rest if not row.program or _subject(row) else ""
    if _subject(row):
        words = aspect_words(archive.names)
        subject = " ".join([*(words[aspect] for aspect in row.aspects), row.rest]).strip()
    return Line(place_name(row), row.program, named, subject, "万元" if measure == AMOUNT else row.unit, kind)


def _cell(line: Line, year: int, rows: Sequence[Row], measure: str, prefer: Prefer, marks: Marks) -> Cell:
    ordered = sorted(rows, key=lambda row: rank(row, year, prefer))
    chosen = ordered[0]
    findings = tuple(sorted(marks.get((chosen.path, chosen.statistic.id), ())))
    return Cell(line, year, value_of(chosen, measure), chosen, tuple(ordered[1:]), findings)


def rank(row: Row, year: int, prefer: Prefer) -> tuple[object, ...]:
    """How well a figure stands for a year; the least is the best."""
    s = row.statistic
    written = row.written or year
    own = (0 if written == year else 1, abs(written - year)) if prefer == "own" else (-written, 0)
    end = s.period.end
    assert end is not None
    to_the_end = (dt.date(year, 12, 31) - end).days
    uncovered = 366 - days_covered(row) if s.period.kind == "flow" else 0
    return (
        to_the_end if uncovered < 366 - _FULL or s.period.kind != "flow" else 366 + uncovered,
        s.role == "prior" and written == year,
        row.total is not None,
        *own,
        -s.confidence,
        row.path,
        s.evidence.start,
    )


def days_covered(row: Row) -> int:
    """Days of a flow; a flow without a beginning is one from 1 January on."""
    start, end = row.statistic.period.start, row.statistic.period.end
    assert end is not None
    return (end - (start or dt.date(end.year, 1, 1))).days + 1


def value_of(row: Row, measure: str) -> Decimal:
    """A figure in the unit of its row."""
    s = row.statistic
    if measure == AMOUNT and s.amount_wan is not None:
        return s.amount_wan
    return s.value * row.factor if row.factor != 1 else s.value


def findings_by_figure(checked: Checked | None) -> dict[tuple[str, str], set[str]]:
    """Document and statistic -> kinds of findings that speak of it; hints are none."""
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in checked.findings if checked else ():
        for ref in finding.statistics if finding.severity != "hint" else ():
            marks[ref.document, ref.id].add(finding.kind)
    return marks


def by_program(cell: Cell) -> tuple[object, ...]:
    """The order of cells by place, then by program."""
    line = cell.line
    return (line.region, line.program_code == "", line.program_code, line.subject, line.unit, line.kind, cell.year)


def _by_region(cell: Cell) -> tuple[object, ...]:
    line = cell.line
    return (line.program_code == "", line.program_code, line.subject, line.unit, line.kind, line.region, cell.year)
