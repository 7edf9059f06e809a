"""The report as users see it: frozen pydantic models, one per object of the public contract (schema reportparse/1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA: Literal["reportparse/1"] = "reportparse/1"

Measure = Literal[
    "households",
    "household_times",
    "persons",
    "person_times",
    "amount",
    "count",
    "rate",
    "points",
    "ratio",
    "duration",
    "area",
    "length",
    "weight",
    "age",
    "other",
]
Role = Literal["actual", "target", "standard", "threshold", "change", "prior"]
Bound = Literal["exact", "about", "at_least", "at_most"]
PeriodKind = Literal["flow", "as_of", "none"]
LedgerKind = Literal[
    "date", "list_marker", "page_marker", "document_number", "name", "boilerplate", "idiom", "damaged", "masked"
]


def plain_decimal(value: Decimal) -> str:
    """A decimal as its plain digits: never an exponent, never rounded."""
    return format(value, "f")


ExactDecimal = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json")]


class Frozen(BaseModel):
    """A model that never changes after it is made and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Frozen):
    """The time a figure holds for: `flow` over start..end, `as_of` a stock at end (start is null), or `none`."""

    start: dt.date | None = None
    end: dt.date | None = None
    kind: PeriodKind = "none"


class ReportPeriod(Frozen):
    """The time the whole report is about; nulls where the report hides or lacks its year."""

    start: dt.date | None = None
    end: dt.date | None = None


class Program(Frozen):
    """A program of the taxonomy: its code and its Chinese name."""

    code: str
    name: str


class TableCell(Frozen):
    """Where in a table a figure stands: the table's number in the document, row and column, all from 0."""

    index: int
    row: int
    column: int


class Evidence(Frozen):
    """The exact place of a figure. Offsets are Unicode code points into the source text as loaded, end exclusive.

    `text` is verbatim, noise included; `sentence` is the span of the sentence around it; `section` the
    headings above it, outermost first; `page` and `bbox` only where the format has pages.
    """

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    section: tuple[str, ...] = ()
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    table: TableCell | None = None


class Statistic(Frozen):
    """One figure of the text. `value` is exact and in `unit`; `amount_wan` is the same money in 万元, else null."""

    id: str
    value: ExactDecimal
    unit: str
    measure: Measure
    amount_wan: ExactDecimal | None = None
    program: Program | None = None
    subject: str = ""
    period: Period = Period()
    region: str | None = None
    role: Role = "actual"
    bound: Bound = "exact"
    direction: Literal["up", "down"] | None = None
    compare: Literal["yoy", "mom", "prior"] | None = None
    per: str | None = None
    part_of: str | None = None
    repaired: bool = False
    evidence: Evidence
    rules: tuple[str, ...] = ()
    confidence: float = Field(ge=0, le=1)


class RecordValue(Frozen):
    """A value of a record that has no column of its own."""

    subject: str
    value: ExactDecimal
    unit: str
    measure: Measure
    statistic: str


class Record(Frozen):
    """The wide row: actual totals of one program whose periods end on the same day.

    `other` holds the values of further measures (count, rate, …); `statistics` the ids behind the row.
    """

    program: Program | None
    subject: str
    region: str | None
    period: Period
    households: ExactDecimal | None = None
    household_times: ExactDecimal | None = None
    persons: ExactDecimal | None = None
    person_times: ExactDecimal | None = None
    amount_wan: ExactDecimal | None = None
    other: tuple[RecordValue, ...] = ()
    statistics: tuple[str, ...] = ()


class LedgerEntry(Frozen):
    """A numeral that is no statistic, and why (`as`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    start: int
    end: int
    text: str
    kind: LedgerKind = Field(alias="as")


class Repair(Frozen):
    """One change made in reading: source[start:end] == before was read as `after`."""

    kind: str
    start: int
    end: int
    before: str
    after: str


class FindingRef(Frozen):
    """One statistic that a finding speaks of."""

    document: str
    id: str


class Finding(Frozen):
    """A contradiction within a report or across years; `message` says it in one Chinese sentence with the numbers,
    `message_en` in one of English. `severity`: error, the arithmetic cannot hold; warning, very unlikely; hint, look."""

    kind: str
    severity: Literal["error", "warning", "hint"]
    program: Program | None = None
    years: tuple[int, ...] = ()
    message: str
    message_en: str = ""
    statistics: tuple[FindingRef, ...] = ()
    expected: str | None = None
    found: str | None = None


class Source(Frozen):
    """The file behind a report. `encoding` is set for text files, `pages` where the format has pages."""

    path: str
    sha256: str
    format: str
    encoding: str | None = None
    pages: int | None = None
    bytes: int


class Report(Frozen):
    """One document read: every figure in `statistics`, every other numeral in `ledger`, every change in `repairs`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["reportparse/1"] = Field(default=SCHEMA, alias="schema")
    source: Source
    title: str | None = None
    publisher: str | None = None
    region: str | None = None
    period: ReportPeriod = ReportPeriod()
    statistics: tuple[Statistic, ...] = ()
    records: tuple[Record, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()

    def statistic(self, id: str) -> Statistic:
        """The statistic with this id; KeyError where there is none."""
        for s in self.statistics:
            if s.id == id:
                return s
        raise KeyError(id)

    def show(self, text: str | None = None) -> None:
        """Show it: the text with every figure marked, and a table. HTML in a notebook, plain text anywhere else.

        The text is read again from the source file; where that is gone, or the report is of a text, give it here.
        """
        # Upwards, and only here: a report that nobody looks at loads nothing to look at it with (decision 22).
        from reportparse.display import show

        show(self, text)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from reportparse.display import report_html  # upwards: see show

        return report_html(self)


class NumeralHit(Frozen):
    """A numeral in a text: `value` is exact, `text` verbatim."""

    start: int
    end: int
    text: str
    value: ExactDecimal
    bound: Bound = "exact"


class QuantityHit(Frozen):
    """A numeral with its unit. `value` is in `unit`; `measure` says what kind of thing the unit counts.

    `upper` is set beside bound at_least where the words say how far it goes, in `unit` too: the other end of a range
    (3-5万元: 5), the next step of a vague numeral (十几: 20, 三百多: 400, 几十: 100).
    """

    start: int
    end: int
    text: str
    value: ExactDecimal
    unit: str
    measure: Measure
    bound: Bound = "exact"
    upper: ExactDecimal | None = None
    per: str | None = None


class PeriodHit(Frozen):
    """Words of time resolved to days; `kind` says whether they name a span (flow) or a day of stock (as_of)."""

    start: int
    end: int
    text: str
    period: Period
