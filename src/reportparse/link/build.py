"""Linked figures -> public statistics, and the ledger that accounts for every other numeral."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from reportparse.link.answers import Linked
from reportparse.link.confidence import doubted
from reportparse.link.scan_doubts import PICTURE, doubts
from reportparse.link.select import Marks, Selection
from reportparse.model.document import Contents
from reportparse.model.making import form, maker, makers
from reportparse.model.mentions import PlaceMention, QuantityMention
from reportparse.model.outline import Outline
from reportparse.model.reading import Edit, Reading
from reportparse.model.report import Evidence, LedgerEntry, LedgerKind, Program, Statistic, TableCell
from reportparse.rulebook import Rulebook

Span = tuple[int, int]

PAGES = frozenset({"page_marker", "page_footer"})
"""Kinds of edits that leave out the number of a page."""

NOISE = frozenset({"page_marker", "page_footer", "line_wrap", "ocr"})
"""Kinds of edits that make a figure `repaired`; one blank before a unit or full-width digits do not."""

ONE = Decimal(1)
WAN = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10_000),
    "万亿元": Decimal(100_000_000),
    "千万元": Decimal(1000),
}

STATISTICS = makers(Statistic)
EVIDENCES = makers(Evidence)
ENTRIES = makers(LedgerEntry)
CELL = maker(TableCell)
STATISTIC_FORM = form(Statistic)
EVIDENCE_FORM = form(Evidence)

ONE_BLANK = re.compile(r"[^\s]+ [^\s\d０-９]+")
NUMERALS = re.compile(r"[0-9０-９][0-9０-９]*(?:(?:[.,．，][0-9０-９]+)+|)")


def figure_spans(reading: Reading, linked: Sequence[Linked]) -> list[Span]:
    """Where the figures stand in the source."""
    origin = reading.origin
    return [(origin[x.quantity.start], origin[x.quantity.end - 1] + 1) for x in linked]


def build_statistics(
    reading: Reading,
    outline: Outline,
    linked: Sequence[Linked],
    spans: Sequence[Span],
    rules: Rulebook,
    region: str | None,
    places: Sequence[PlaceMention],
) -> tuple[Statistic, ...]:
    """The statistics in text order, each with its place in the source; ids count from s1."""
    noisy = noisy_spans(reading.edits, spans)
    codes = {x[1].code or "" for x in linked}  # x[1]: the choice; places are asked faster than names
    programs: dict[str | None, Program] = {
        code: program_of(code, rules.programs[code].name) for code in codes if code in rules.programs
    }
    regions = (
        [region_of(reading, x.quantity.start, places, region) for x in linked] if places else [region] * len(linked)
    )
    evidence = evidence_of(reading, linked, spans, paths_of(outline))
    found = fields_of(linked, evidence, programs, regions)
    for n in noisy:
        found[n]["repaired"] = is_torn(evidence[n].text)
    if reading.contents.pages:
        doubt_pictures(reading.contents, found, linked, spans)
    return tuple(STATISTICS(found))


def doubt_pictures(
    contents: Contents, found: Sequence[dict[str, Any]], linked: Sequence[Linked], spans: Sequence[Span]
) -> None:
    """Figures on pages that were read from pictures are less sure, and say so."""
    for fields, x, span in zip(found, linked, spans, strict=True):
        page = contents.page_at(span[0])
        if page is not None and page.read_by == "ocr":
            text, per = fields["evidence"].text, fields["per"]
            doubted_as, fields["confidence"] = as_read(contents, span, text, x.quantity, per, x.confidence)
            fields["rules"] += doubted_as


def region_of(reading: Reading, at: int, places: Sequence[PlaceMention], region: str | None) -> str | None:
    """Where a figure holds: the place that its clause or row names, else the report's."""
    n = bisect_right(places, at, key=lambda place: place.start) - 1
    if n < 0 or at >= places[n].reach:
        return region
    start, end = reading.span(places[n].start, places[n].end)
    return reading.source[start:end]


def paths_of(outline: Outline) -> dict[int, tuple[str, ...]]:
    """The titles above and of every section, outermost first; those of -1, no section, are none."""
    paths: dict[int, tuple[str, ...]] = {-1: ()}
    for n, section in enumerate(outline.sections):  # a section stands behind its parent
        paths[n] = (*paths[section.parent], section.title) if section.title else paths[section.parent]
    return paths


def noisy_spans(edits: Sequence[Edit], spans: Sequence[Span]) -> set[int]:
    """The places of the figures with noise undone inside them; a blank counts only between digits."""
    found: set[int] = set()
    starts = [a for a, _ in spans]
    for edit in edits:
        if edit.kind == "ocr":  # a letter of the figure itself, be it its first or its last
            n = bisect_right(starts, edit.start) - 1
            if n >= 0 and edit.end <= spans[n][1]:
                found.add(n)
        elif edit.kind in NOISE or edit.kind == "spacing":
            n = bisect_left(starts, edit.start) - 1
            if n >= 0 and edit.end < spans[n][1] and edit.start > spans[n][0]:
                found.add(n)
    return found


def evidence_of(
    reading: Reading, linked: Sequence[Linked], spans: Sequence[Span], paths: Mapping[int, tuple[str, ...]]
) -> list[Evidence]:
    """Where each linked figure stands."""
    source, contents = reading.source, reading.contents
    paged = bool(contents.pages)
    sentence, stretch = None, (0, 0)
    found: list[dict[str, Any]] = []
    for x, (start, end) in zip(linked, spans, strict=True):
        _, _, _, _, _, _, said, section, _, cell = x
        if said != sentence:
            sentence, stretch = said, reading.span(*said)
        page, box = None, None
        if paged and (page := contents.page_at(start)):
            box = contents.box_of(start, min(end, page.end))
        evidence = EVIDENCE_FORM()
        evidence.start = start
        evidence.end = end
        evidence.text = source[start:end]
        evidence.sentence = stretch
        evidence.section = paths[section]
        evidence.page = page and page.number
        evidence.bbox = box
        evidence.table = cell and CELL({"index": cell[0], "row": cell[1], "column": cell[2]})
        found.append(evidence.__dict__)
    return EVIDENCES(found)


def fields_of(
    linked: Sequence[Linked],
    evidence: Sequence[Evidence],
    programs: Mapping[str | None, Program],
    regions: Sequence[str | None],
) -> list[dict[str, Any]]:
    """The linked figures as the contract has them, field by field."""
    ids = {x[0].start: f"s{n}" for n, x in enumerate(linked, 1)}
    found: list[dict[str, Any]] = []
    for (q, choice, subject, role, dated, total, _, _, confidence, _), proof, region in zip(
        linked, evidence, regions, strict=True
    ):
        value, unit, measure, changes = q.value, q.unit, q.measure, role.role == "change"
        rules: tuple[str, ...] = (q.rule, choice.rule, role.rule, dated.rule)
        if dated.kind:
            rules += (dated.kind,)
        if total:
            rules += (total[1],)
        if choice.leaning:
            rules += (choice.leaning,)
        if dated.leaning:
            rules += (dated.leaning,)
        fields = STATISTIC_FORM()
        fields.id = ids[q.start]
        fields.value = value
        fields.unit = unit
        fields.measure = measure
        fields.amount_wan = in_wan(value, unit) if measure == "amount" else None
        fields.program = programs.get(choice.code)
        fields.subject = subject
        fields.period = dated.period
        fields.region = region
        fields.role = role.role
        fields.bound = q.bound
        fields.direction = role.direction if changes else None
        fields.compare = (role.compare or None) if changes else None
        fields.per = role.per or q.per
        fields.part_of = ids.get(total[0]) if total else None
        fields.repaired = False
        fields.evidence = proof
        fields.rules = rules
        fields.confidence = confidence
        found.append(fields.__dict__)
    return found


def as_read(
    contents: Contents, span: Span, text: str, q: QuantityMention, per: str | None, confidence: float
) -> tuple[tuple[str, ...], float]:
    """What it adds to the rules of a figure that it was read from a picture, and how sure that leaves it: no surer than
    the least sure of its letters."""
    form = doubts(text, q.unit, q.measure, q.rule, shared=per is not None)
    sure = min(contents.sureness[span[0] : span[1]], default=1.0) if contents.sureness is not None else 1.0
    return (PICTURE, *form), round(confidence * max(0.0, min(1.0, sure)) * doubted(*form), 2)


@cache
def program_of(code: str, name: str) -> Program:
    """A program; equal ones are one object."""
    return Program(code=code, name=name)


def is_torn(text: str) -> bool:
    """Whether the printed figure holds more than a single blank before its unit."""
    return ONE_BLANK.fullmatch(text) is None


def in_wan(value: Decimal, unit: str) -> Decimal | None:
    """Money in 万元, exact; None for foreign money."""
    factor = WAN.get(unit)
    if factor is None:
        return None
    exact = value * factor
    return exact.quantize(ONE) if exact == exact.to_integral_value() else exact.normalize()


def build_ledger(reading: Reading, selection: Selection, figures: Sequence[Span]) -> tuple[LedgerEntry, ...]:
    """Every numeral of the source that is no statistic, with the reason; none is left out, none is listed twice.

    `figures` are the places of the statistics, in order, none overlapping."""
    source, origin = reading.source, reading.origin
    taken, starts = Marks(len(source)), [start for start, _ in figures]
    found: list[tuple[int, int, LedgerKind]] = []

    def add(start: int, end: int, kind: LedgerKind) -> None:
        before = bisect_left(starts, end) - 1
        if (before < 0 or figures[before][1] <= start) and taken.free(start, end):
            taken.cover(start, end)
            found.append((start, end, kind))

    for damage in reading.damage:
        add(damage.start, damage.end, "masked" if damage.kind == "masked" else "damaged")
    dropped: list[Span] = []
    for start, end, _, repair in reading.edits:
        if repair in PAGES and NUMERALS.search(source, start, end):
            add(start, end, "page_marker")
        elif repair == "boilerplate":
            dropped.append((start, end))
    for first, behind, kind in selection.entries:
        add(origin[first], origin[behind - 1] + 1, kind)
    occupied = sorted([*figures, *[(start, end) for start, end, _ in found]])
    occupied.append((len(source) + 1, len(source) + 2))  # behind all numerals
    n = 0
    for m in NUMERALS.finditer(source):
        start, end = m.span()
        while occupied[n][1] <= start:
            n += 1
        if occupied[n][0] >= end:
            inside = any(a < end and start < b for a, b in dropped)
            found.append((start, end, "boilerplate" if inside else "name"))
    found.sort()
    return tuple(ENTRIES([{"start": a, "end": b, "text": source[a:b], "kind": k} for a, b, k in found]))
