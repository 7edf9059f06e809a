"""Reports -> rows of tables. Every field of a report has its column, so that restored.py can make the report again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from reportparse.decisions.applying import Reviews
from reportparse.model.checked import Checked
from reportparse.model.report import Evidence, Record, Report, Statistic
from reportparse.store.decided import marks_of, review_rows
from reportparse.store.entries import Entry
from reportparse.store.tables import Row

Rows = Iterator[tuple[str, Row]]
"""The name of a table, and a row for it."""

NO_MARKS: Mapping[str, str] = MappingProxyType({})


def rows_of(entry: Entry, marks: Mapping[str, str] = NO_MARKS) -> Rows:
    """All rows of one document; `marks` says of its figures, by id, what was decided."""
    yield "documents", document_row(entry)
    report, failure = entry.report, entry.failure
    if failure is not None:
        yield "errors", {"document": entry.document, "reason": failure.reason, "way_out": failure.way_out}
    if report is None:
        return
    for s in report.statistics:
        yield "statistics", statistic_row(s, entry, report, marks)
    for number, record in enumerate(report.records, 1):
        yield "records", record_row(record, entry.document, number)
        yield from _record_values(record, entry.document, number)
    for number, kept in enumerate(report.ledger, 1):
        yield "ledger", {"document": entry.document, "number": number, **kept.model_dump(by_alias=True)}
    for number, repair in enumerate(report.repairs, 1):
        yield "repairs", {"document": entry.document, "number": number, **repair.model_dump()}
    for number, warning in enumerate(report.warnings, 1):
        yield "warnings", {"document": entry.document, "number": number, "warning": warning}


def document_row(entry: Entry) -> Row:
    """One document, read or failed."""
    failure, report = entry.failure, entry.report
    if report is None:
        assert failure is not None
        known = {"sha256": failure.sha256, "bytes": failure.bytes} if failure.bytes is not None else {}
        return {"document": entry.document, "status": "failed", **known}
    source = report.source
    return {
        "document": entry.document,
        "status": "read",
        "title": report.title or None,
        "publisher": report.publisher or None,
        "region": report.region or None,
        "period_start": report.period.start,
        "period_end": report.period.end,
        "figures": len(report.statistics),
        "format": source.format,
        "encoding": source.encoding,
        "pages": source.pages,
        "bytes": source.bytes,
        "sha256": source.sha256,
        "tool": entry.versions.tool if entry.versions else None,
        "lexicon": entry.versions.lexicon if entry.versions else None,
    }


def statistic_row(s: Statistic, entry: Entry, report: Report, marks: Mapping[str, str] = NO_MARKS) -> Row:
    """One figure, every field of it."""
    return {
        "document": entry.document,
        "id": s.id,
        "program": s.program.name if s.program else None,
        "program_code": s.program.code if s.program else None,
        "subject": s.subject,
        "value": s.value,
        "unit": s.unit,
        "sentence": entry.sentence(s),
        "text": s.evidence.text,
        "period_start": s.period.start,
        "period_end": s.period.end,
        "period_kind": s.period.kind,
        "role": s.role,
        "measure": s.measure,
        "amount_wan": s.amount_wan,
        "region": s.region or None,
        "bound": s.bound,
        "direction": s.direction,
        "compare": s.compare,
        "per": s.per or None,
        "part_of": s.part_of,
        **_place(s.evidence),
        "repaired": s.repaired,
        "rules": s.rules,
        "confidence": s.confidence,
        "sha256": report.source.sha256,
        "reviewed": marks.get(s.id),
    }


def _place(evidence: Evidence) -> Row:
    cell, box = evidence.table, evidence.bbox
    return {
        "section": evidence.section,
        "page": evidence.page,
        "start": evidence.start,
        "end": evidence.end,
        "sentence_start": evidence.sentence[0],
        "sentence_end": evidence.sentence[1],
        "table_index": cell.index if cell else None,
        "table_row": cell.row if cell else None,
        "table_column": cell.column if cell else None,
        "bbox_left": box[0] if box else None,
        "bbox_top": box[1] if box else None,
        "bbox_right": box[2] if box else None,
        "bbox_bottom": box[3] if box else None,
    }


def record_row(record: Record, document: str, number: int) -> Row:
    """One wide row."""
    return {
        "document": document,
        "record": number,
        "program": record.program.name if record.program else None,
        "program_code": record.program.code if record.program else None,
        "subject": record.subject,
        "region": record.region or None,
        "period_start": record.period.start,
        "period_end": record.period.end,
        "period_kind": record.period.kind,
        "households": record.households,
        "household_times": record.household_times,
        "persons": record.persons,
        "person_times": record.person_times,
        "amount_wan": record.amount_wan,
        "statistics": record.statistics,
    }


def _record_values(record: Record, document: str, number: int) -> Rows:
    for n, other in enumerate(record.other, 1):
        yield "record_values", {"document": document, "record": number, "number": n, **other.model_dump()}


def finding_rows(checked: Checked) -> Rows:
    """What the cross-checks found, and how much they looked at."""
    for number, f in enumerate(checked.findings, 1):
        yield (
            "findings",
            {
                "finding": number,
                "severity": f.severity,
                "kind": f.kind,
                "program": f.program.name if f.program else None,
                "program_code": f.program.code if f.program else None,
                "years": f.years,
                "message": f.message,
                "message_en": f.message_en,
                "expected": f.expected or None,
                "found": f.found or None,
            },
        )
        for n, ref in enumerate(f.statistics, 1):
            yield (
                "finding_statistics",
                {"finding": number, "number": n, "document": ref.document, "statistic": ref.id},
            )
    for kind, count in checked.relations.items():
        yield "relations", {"kind": kind, "checked": count.checked, "uncheckable": count.uncheckable}


def all_rows(entries: Iterable[Entry], checked: Checked | None, reviews: Reviews) -> Rows:
    """All rows of a dataset: document by document, then the findings, then what people decided."""
    for entry in entries:
        yield from rows_of(entry, marks_of(reviews, entry.document))
    if checked is not None:
        yield from finding_rows(checked)
    yield from review_rows(reviews)
