"""The datapackage.json of a dataset: what the tables are, where they come from, what made them (Frictionless Data Package)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from reportparse.model.report import SCHEMA
from reportparse.store.entries import Entry, Versions
from reportparse.store.tables import Column, Kind, Table, tables

NAME = "datapackage.json"

TYPES: Mapping[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "decimal": "number",
    "date": "date",
    "boolean": "boolean",
    "list": "array",
    "integers": "array",
}


class Written(NamedTuple):
    """A table's file: size, digest and number of rows."""

    bytes: int
    sha256: str
    rows: int


def source_of(entry: Entry) -> dict[str, Any]:
    """A document as a source of the package."""
    sha256 = entry.report.source.sha256 if entry.report else entry.failure.sha256 if entry.failure else None
    return source(entry.report.title if entry.report else None, entry.document, sha256)


def source(title: str | None, document: str, sha256: str | None) -> dict[str, Any]:
    """The same, of what is known of a document."""
    told = {"title": title or document, "document": document, "sha256": sha256}
    return {key: value for key, value in told.items() if value is not None}


def described(written: Mapping[str, Written], sources: Iterable[Mapping[str, Any]], versions: Versions) -> bytes:
    """The descriptor as the bytes of a file."""
    package = {
        "profile": "tabular-data-package",
        "name": "reportparse-dataset",
        "title": "Figures of government work reports 政府工作报告中的统计数字",
        "created_by": {"tool": f"reportparse {versions.tool}", "lexicon": versions.lexicon, "schema": SCHEMA},
        "resources": [_resource(table, written[table.name]) for table in tables().values()],
        "sources": list(sources),
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"


def _resource(table: Table, file: Written) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": f"{table.about} {table.meaning}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": {
            "fields": [_field(column, column.name in table.key) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(reference.columns),
                    "reference": {
                        "resource": reference.table.replace("_", "-"),
                        "fields": list(tables()[reference.table].key),
                    },
                }
                for reference in table.refers
            ],
        },
    }


def _field(column: Column, is_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "title": column.header,
        "description": f"{column.description} {column.meaning}",
    }
    if column.unit:
        field["unit"] = column.unit
    # A text that is never null may be empty, which in CSV looks the same as a missing value.
    if column.required and (is_key or column.kind != "text"):
        field["constraints"] = {"required": True}
    return field
