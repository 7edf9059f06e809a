"""Figures as rows: what a check knows of each, whatever it is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportparse.checks.intervals import Interval, base_unit, printed
from reportparse.checks.names import Names
from reportparse.checks.places import place_of
from reportparse.model.report import Report, Statistic
from reportparse.rulebook import Rulebook

SAME_BREATH = 30
"""Figures no more characters apart than this are said in one breath."""

_NO_WORDS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One figure of one report. `rest` is what its subject says beyond program, aspects and empty words."""

    document: int
    name: str
    path: str
    statistic: Statistic
    value: Interval
    unit: str
    factor: Decimal
    place: str
    program: str
    aspects: tuple[str, ...]
    rest: str
    written: int | None
    """The year that the report is about."""
    total: Statistic | None
    """What it is a part of."""
    year: int | None
    """The year that the figure holds for."""
    middle: Decimal
    """The value in base units; its printed end where the other is open."""
    quoted: bool
    """Whether the report is about another place than the figure: a city tells of its counties."""

    @property
    def years(self) -> tuple[int, ...]:
        """The year it holds for, else that of its report."""
        year = self.year or self.written
        return (year,) if year else ()

    def near(self, other: Row, reach: int = SAME_BREATH) -> bool:
        """Whether both stand in one sentence, no more than `reach` characters apart, or in one row of a table."""
        a, b = self.statistic.evidence, other.statistic.evidence
        if self.document != other.document:
            return False
        if a.table and b.table:
            return (a.table.index, a.table.row) == (b.table.index, b.table.row)
        return a.sentence == b.sentence and self.distance(other) <= reach

    def distance(self, other: Row) -> int:
        """Characters between two figures of one report."""
        a, b = self.statistic.evidence, other.statistic.evidence
        return max(a.start - b.end, b.start - a.end, 0)


def rows_of(report: Report, number: int, name: str, place: str, names: Names, rules: Rulebook) -> Iterator[Row]:
    """The figures of one report as rows."""
    by_id = {s.id: s for s in report.statistics}
    for s in report.statistics:
        program = s.program.code if s.program else ""
        unit, factor = base_unit(s)
        value, end = printed(s), s.period.end
        yield Row(
            document=number,
            name=name,
            path=report.source.path,
            statistic=s,
            value=value,
            unit=names.unit(unit) if s.measure == "count" else unit,
            factor=factor,
            place=place if s.region in (None, report.region) else place_of(s.region) if place else "",
            program=program,
            aspects=names.aspects(s.subject, program),
            rest=rest_of(s.subject, program, names, rules),
            written=report.period.end.year if report.period.end else None,
            total=by_id.get(s.part_of or ""),
            year=end.year if end else None,
            middle=value.middle,
            quoted=s.region not in (None, report.region),
        )


SUBJECTS_KEPT = 1 << 16
"""Subjects come back from report to report; what was made of so many is kept."""


@lru_cache(SUBJECTS_KEPT)
def rest_of(subject: str, program: str, names: Names, rules: Rulebook) -> str:
    """What a subject says beyond its program, its aspects and words that say nothing."""
    rest = subject
    for word in _words_of(program, rules):
        if word in subject:  # as printed: what two removals bring together is no word
            rest = rest.replace(word, "")
    return _NO_WORDS.sub("", names.ignored.sub("", names.aspect_words.sub("", rest)))


@lru_cache(maxsize=1 << 10)
def _words_of(program: str, rules: Rulebook) -> tuple[str, ...]:
    """The words of a program and those above it, longest first; of the same length in a fixed order, for one may overlap
    another."""
    words = {w for code in rules.line(program) for w in rules.programs[code].words}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
