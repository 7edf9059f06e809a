"""The tables of a dataset, as tables.toml has them: names, kinds, Chinese headers and meanings of all columns."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

Kind = Literal["text", "integer", "number", "decimal", "date", "boolean", "list", "integers"]
Value = str | int | float | Decimal | dt.date | bool | tuple[str | int, ...] | None
Row = Mapping[str, Value]
"""A row by the names of its columns; what is not there is None."""


class Column(NamedTuple):
    """One column. `required`: never empty, so that an empty text in it is a text and not a null."""

    name: str
    kind: Kind
    required: bool
    header: str
    meaning: str
    description: str
    unit: str | None


class Reference(NamedTuple):
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `key` are the columns that name a row."""

    name: str
    title: str
    about: str
    meaning: str
    key: tuple[str, ...]
    refers: tuple[Reference, ...]
    columns: tuple[Column, ...]

    @property
    def decimals(self) -> tuple[Column, ...]:
        """Its columns of exact decimals."""
        return tuple(column for column in self.columns if column.kind == "decimal")

    def with_columns(self, more: tuple[Column, ...]) -> Table:
        """The same table with further columns at its end."""
        return Table(self.name, self.title, self.about, self.meaning, self.key, self.refers, (*self.columns, *more))


@cache
def tables() -> Mapping[str, Table]:
    """All tables by name, in the order in which they are shown."""
    text = (resources.files("reportparse") / "store" / "tables.toml").read_text("utf-8")
    return {name: _table(name, entry) for name, entry in tomllib.loads(text).items()}


def _table(name: str, entry: Mapping[str, object]) -> Table:
    told: dict[str, object] = dict(entry)
    columns = told.pop("columns")
    refers = told.pop("refers")
    key = told.pop("key")
    assert isinstance(columns, list) and isinstance(refers, list) and isinstance(key, list)
    return Table(
        name=name,
        title=str(told["title"]),
        about=str(told["about"]),
        meaning=str(told["meaning"]),
        key=tuple(key),
        refers=tuple(Reference(tuple(r["columns"]), r["table"]) for r in refers),
        columns=tuple(_column(*c) for c in columns),
    )


def _column(name: str, kind: str, header: str, meaning: str, description: str, unit: str | None = None) -> Column:
    plain: Kind = kind.removesuffix("!")  # type: ignore[assignment]
    return Column(name, plain, kind.endswith("!"), header, meaning, description, unit)


_OF_DOCUMENT = {
    "title": "document_title",
    "publisher": "publisher",
    "region": "document_region",
    "period_start": "document_start",
    "period_end": "document_end",
    "format": "format",
    "encoding": "encoding",
    "pages": "pages",
    "bytes": "bytes",
    "tool": "tool",
    "lexicon": "lexicon",
}
"""Columns of documents that stand beside each figure where the figures are the only table: under which name."""


@cache
def lone_table() -> Table:
    """The table of figures by itself (.csv, .parquet): with what is to be known of the document beside each figure."""
    known = {column.name: column for column in tables()["documents"].columns}
    more = tuple(
        known[name]._replace(
            name=renamed, header="文件" + known[name].header if name != renamed else known[name].header
        )
        for name, renamed in _OF_DOCUMENT.items()
    )
    return tables()["statistics"].with_columns(more)


def lone_row(statistic: Row, document: Row) -> dict[str, Value]:
    """A row of the lone table."""
    return {**statistic, **{renamed: document.get(name) for name, renamed in _OF_DOCUMENT.items()}}


def document_of_lone(row: Row) -> dict[str, Value]:
    """The document's row that a row of the lone table was made with."""
    own = {name: row.get(renamed) for name, renamed in _OF_DOCUMENT.items()}
    return {**own, "document": row["document"], "sha256": row["sha256"], "status": "read"}
