"""The main path on one screen: load, clean, outline, recognise, link, record; and check. many.py does it for many documents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import localcontext
from pathlib import Path
from typing import NamedTuple

from reportparse.checks import cross_check
from reportparse.cleaning import clean, repairs_of
from reportparse.errors import UnreadableDocument
from reportparse.link import Found, link
from reportparse.loaders import document_from_text
from reportparse.model.checked import Checked
from reportparse.model.document import Document
from reportparse.model.making import maker
from reportparse.model.outline import Outline
from reportparse.model.reading import Reading
from reportparse.model.report import SCHEMA, NumeralHit, PeriodHit, QuantityHit, Report, ReportPeriod
from reportparse.numeral_values import ARITHMETIC
from reportparse.outline import outline
from reportparse.recognise.figure_places import figure_places
from reportparse.recognise.periods import Reference, dateline, report_period, report_periods, stand_alone_periods
from reportparse.recognise.programs import find_programs
from reportparse.recognise.quantities import find_quantities
from reportparse.recognise.regions import Front, find_publisher
from reportparse.recognise.stand_alone import stand_alone_numerals, stand_alone_quantities
from reportparse.records import records_of
from reportparse.toolkit import Toolkit

MASKED_YEAR = re.compile(r"(?:19|20)[\dxX×*＊]{0,2}[xX×*＊]|[xX×*＊]{2,4}\s?年")
ADDRESS = re.compile(r"政府工作报告|代表大会|人民代表|全体会议上|预算草案")
LOOKING_BACK = re.compile(r"回顾|过去|工作情况|执行情况|完成情况|主要工作|工作总结")
HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
REPORT = maker(Report)
OPENING = 300
"""Characters after the title in which a report says whose and of when it is."""
FURTHER = 1500
"""Characters in which a dated page may say how far its figures go."""
CLOSING = 120
"""Characters at the end in which it is signed and dated."""


class Outcome(NamedTuple):
    """What became of one input of `parse_many`: a report, or the error that says why there is none."""

    path: Path
    report: Report | None
    error: UnreadableDocument | None


def parse(
    source: str | Path | bytes | None = None,
    *,
    text: str | None = None,
    name: str | None = None,
    toolkit: Toolkit | None = None,
) -> Report:
    """Read one document: a path, its bytes, or a text already at hand (`text=`).

    Every figure comes back as a statistic, every other numeral in the ledger, every change in the repairs.
    Raises UnreadableDocument (UnsupportedFormat among them) with the reason and the way out; ValueError when not
    exactly one of `source` and `text` is given.
    """
    tools = toolkit or Toolkit.default()
    if (source is None) == (text is None):
        raise ValueError("give either a path or bytes, or text=…")
    if text is not None:
        return read(document_from_text(text, name=name or "<text>"), tools)
    assert source is not None
    return read(tools.door.load(Path(source) if isinstance(source, str) else source, name), tools)


def read(document: Document, tools: Toolkit) -> Report:
    """The main path: a document becomes a report."""
    return read_with_mentions(document, tools)[0]


def read_with_mentions(document: Document, tools: Toolkit) -> tuple[Report, Reading, Found]:
    """The main path, with what it met on the way: words of time and of programs too, at their places in the reading."""
    reading = clean(document)
    shape = outline(reading)
    with localcontext(ARITHMETIC):
        found = recognise(reading, shape, tools)
        statistics, ledger = link(reading, shape, found, tools.rules, tools.unit_names, tools.cut)
    report = REPORT(
        {
            "schema_": SCHEMA,
            "source": document.source,
            "title": shape.title,
            "publisher": found.publisher,
            "region": found.region,
            "period": found.report,
            "statistics": statistics,
            "records": records_of(statistics),
            "ledger": ledger,
            "repairs": repairs_of(reading),
            "findings": (),
            "warnings": document.warnings,
        }
    )
    return report, reading, found


def recognise(reading: Reading, shape: Outline, tools: Toolkit) -> Found:
    """All mentions in the text: times first, since the report's own period settles what bare months mean."""
    text, title = reading.folded, shape.title or ""
    opening = opening_of(reading, shape)
    start, end = own_period(reading, shape, opening)
    words = tools.rules.places
    front = Front(above_title(reading, shape)[-OPENING:], title, opening, text)
    publisher, region = find_publisher(front, words)
    return Found(
        quantities=tuple(find_quantities(text, tools.units)),
        periods=report_periods(text, Reference(None, start, end, dateline(opening), annals=end is None)),
        programs=tuple(find_programs(text, tools.rules)),
        title_programs=tuple(find_programs(title, tools.rules)),
        report=ReportPeriod(start=start, end=end),
        publisher=publisher,
        region=region and as_printed(reading, region),
        places=figure_places(text, shape.tables, region, words),
    )


def own_period(reading: Reading, shape: Outline, opening: str) -> tuple[dt.date | None, dt.date | None]:
    """The time the report is about: by its title and opening, else by its main headings (一、2023年工作回顾)."""
    title = "".join((shape.title or "").split())  # 政 府 工 作 报 告
    opening = above_title(reading, shape)[-OPENING:] + opening  # a newsletter's date may stand above its title
    start, end = report_period(title, opening, reading.folded[-CLOSING:], reading.folded[:FURTHER])
    if end is not None and ADDRESS.search(title) and start == dt.date(end.year, 1, 1):
        # An address to the people's congress in January is dated by its own year and reports on the one before.
        for section in shape.sections:
            if section.rank > 2 or not LOOKING_BACK.search(section.title):
                continue
            before = report_period(section.title, "")
            if before[1] is not None and before[1].year == end.year - 1:
                return before
    if end is not None or MASKED_YEAR.search(title):
        return start, end
    for section in shape.sections:
        if section.rank <= 2 and section.title:
            start, end = report_period(section.title, "")
            if end is not None:
                return start, end
    return None, None


def above_title(reading: Reading, shape: Outline) -> str:
    """What stands above the title."""
    return "" if shape.title is None else reading.folded[: max(0, reading.text.find(shape.title))]


def as_printed(reading: Reading, name: str) -> str:
    """A name in the characters that the document itself has for it (雲嶺縣)."""
    at = reading.folded.find(name)
    if at < 0:  # a title whose signs stand apart
        return name
    printed = "".join([reading.source[n] for n in reading.origin[at : at + len(name)]])
    return printed if HAN_ONLY.fullmatch(printed) else name


def opening_of(reading: Reading, shape: Outline) -> str:
    """The first characters of the body, after the title."""
    at = reading.text.find(shape.title) + len(shape.title) if shape.title and shape.title in reading.text else 0
    return reading.folded[at : at + OPENING]


def check(reports: Iterable[Report], *, toolkit: Toolkit | None = None) -> Checked:
    """Hold the figures of reports against one another, within each and across years: what cannot be true together.

    Also says how many relations of each kind were checked and how many could not be. `Report.findings` stays empty:
    most of what is found needs more than one report. More reports than fit in memory: `check(Spool(reports))`.
    """
    tools = toolkit or Toolkit.default()
    return cross_check(reports if isinstance(reports, Sequence) else tuple(reports), tools.checks, tools.rules)


def numerals(text: str) -> tuple[NumeralHit, ...]:
    """Every numeral of a text, Arabic, full-width or Chinese, with its exact value."""
    with localcontext(ARITHMETIC):
        return tuple(stand_alone_numerals(text))


def quantities(text: str) -> tuple[QuantityHit, ...]:
    """Every numeral with a unit, percentages and money among them; value exact in the unit."""
    with localcontext(ARITHMETIC):
        return tuple(stand_alone_quantities(text))


def periods(text: str, reference: dt.date | None = None) -> tuple[PeriodHit, ...]:
    """Words of time resolved to days; `reference` is the day that 今天 stands for (needed for bare months and 去年)."""
    return tuple(stand_alone_periods(text, reference))
