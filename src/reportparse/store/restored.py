"""Rows of tables -> reports: the way back, for the forms of a dataset that keep tables only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reportparse.model.checked import Checked, RelationCount
from reportparse.model.report import (
    Evidence,
    Finding,
    FindingRef,
    LedgerEntry,
    Period,
    Program,
    Record,
    RecordValue,
    Repair,
    Report,
    ReportPeriod,
    Source,
    Statistic,
    TableCell,
)
from reportparse.records import records_of
from reportparse.store.entries import Entry, Failure, Versions
from reportparse.store.tables import document_of_lone

Get = Callable[[str], Iterable[Mapping[str, Any]]]
"""The rows of a table by its name."""

Grouped = Mapping[str, list[Mapping[str, Any]]]

NOT_WHOLE = "read back from a table of figures: its ledger and repairs are not in there"
"""What a report says that was restored from its figures alone."""


def restored_entries(rows: Get) -> Iterator[Entry]:
    """The documents behind a dataset's tables, in the order of the table of documents."""
    of = {
        name: _by_document(rows(name))
        for name in ("statistics", "records", "record_values", "ledger", "repairs", "warnings", "errors")
    }
    for document in rows("documents"):
        name = document["document"]
        for error in of["errors"].get(name, []):
            failure = Failure(error["reason"], error["way_out"], document["sha256"], document["bytes"])
            yield Entry(name, failure=failure)
        if document["status"] == "read":
            yield _entry(document, {table: grouped.get(name, []) for table, grouped in of.items()})


def entries_of_figures(rows: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """The documents behind a lone table of figures. What is no figure is missing, and each report says so."""
    for _, figures in _by_document(rows).items():
        statistics = tuple(_statistic(row) for row in figures)
        entry = _entry(document_of_lone(figures[0]), {"statistics": figures, "warnings": [{"warning": NOT_WHOLE}]})
        assert entry.report is not None
        yield Entry(
            entry.document,
            entry.report.model_copy(update={"records": records_of(statistics)}),
            sentences=entry.sentences,
            versions=entry.versions,
        )


def restored_checked(rows: Get) -> Checked:
    """What the cross-checks had found when the dataset was written."""
    refs: dict[int, list[FindingRef]] = defaultdict(list)
    for row in rows("finding_statistics"):
        refs[row["finding"]].append(FindingRef(document=row["document"], id=row["statistic"]))
    findings = tuple(
        Finding(
            kind=row["kind"],
            severity=row["severity"],
            program=_program(row),
            years=row["years"],
            message=row["message"],
            message_en=row["message_en"],
            statistics=tuple(refs[row["finding"]]),
            expected=row["expected"],
            found=row["found"],
        )
        for row in rows("findings")
    )
    counts = {
        row["kind"]: RelationCount(checked=row["checked"], uncheckable=row["uncheckable"]) for row in rows("relations")
    }
    return Checked(findings=findings, relations=counts)


def _by_document(rows: Iterable[Mapping[str, Any]]) -> Grouped:
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["document"]].append(row)
    return grouped


def _entry(document: Mapping[str, Any], of: Grouped) -> Entry:
    report = Report(
        source=Source(
            path=document["document"], **{k: document[k] for k in ("sha256", "format", "encoding", "pages", "bytes")}
        ),
        title=document["title"],
        publisher=document["publisher"],
        region=document["region"],
        period=ReportPeriod(start=document["period_start"], end=document["period_end"]),
        statistics=tuple(_statistic(row) for row in of["statistics"]),
        records=tuple(_records(of.get("records", []), of.get("record_values", []))),
        ledger=tuple(
            LedgerEntry(start=row["start"], end=row["end"], text=row["text"], kind=row["as"])
            for row in of.get("ledger", [])
        ),
        repairs=tuple(Repair(**_without(row, "document", "number")) for row in of.get("repairs", [])),
        warnings=tuple(row["warning"] for row in of.get("warnings", [])),
    )
    versions = Versions(document["tool"], document["lexicon"]) if document["tool"] and document["lexicon"] else None
    sentences = {row["id"]: row["sentence"] for row in of["statistics"] if row["sentence"] is not None}
    return Entry(document["document"], report, sentences=sentences, versions=versions)


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in names}


def _program(row: Mapping[str, Any]) -> Program | None:
    return Program(code=row["program_code"], name=row["program"] or "") if row["program_code"] else None


def _period(row: Mapping[str, Any]) -> Period:
    return Period(start=row["period_start"], end=row["period_end"], kind=row["period_kind"])


_AS_IS = (
    "id", "subject", "value", "unit", "measure", "amount_wan", "region", "role", "bound", "direction", "compare",
    "per", "part_of", "repaired", "rules", "confidence",
)  # fmt: skip


def _statistic(row: Mapping[str, Any]) -> Statistic:
    as_is = {name: row[name] for name in _AS_IS}
    return Statistic(program=_program(row), period=_period(row), evidence=_evidence(row), **as_is)


def _evidence(row: Mapping[str, Any]) -> Evidence:
    cell = None
    if row["table_index"] is not None:
        cell = TableCell(index=row["table_index"], row=row["table_row"], column=row["table_column"])
    box = None
    if row["bbox_left"] is not None:
        box = (row["bbox_left"], row["bbox_top"], row["bbox_right"], row["bbox_bottom"])
    return Evidence(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        sentence=(row["sentence_start"], row["sentence_end"]),
        section=row["section"],
        page=row["page"],
        bbox=box,
        table=cell,
    )


def _records(rows: Iterable[Mapping[str, Any]], values: Iterable[Mapping[str, Any]]) -> Iterator[Record]:
    other: dict[int, list[RecordValue]] = defaultdict(list)
    for value in values:
        other[value["record"]].append(RecordValue(**_without(value, "document", "record", "number")))
    names = ("subject", "region", "households", "household_times", "persons", "person_times", "amount_wan")
    for row in rows:
        as_is = {name: row[name] for name in names}
        yield Record(
            program=_program(row),
            period=_period(row),
            other=tuple(other[row["record"]]),
            statistics=row["statistics"],
            **as_is,
        )
