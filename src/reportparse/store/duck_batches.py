"""The documents in DuckDB's tables, some at a time: what lets an archive be read back that is larger than memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from reportparse.store.duck import connection, duck_rows
from reportparse.store.duckdb_file import TABLE_OF, TEXTS
from reportparse.store.entries import Entry
from reportparse.store.restored import entries_of_figures, restored_entries
from reportparse.store.tables import Table, Value, lone_table, tables

FIGURES_AT_ONCE = 20_000
DOCUMENTS_AT_ONCE = 1_000

Rows = Iterator[dict[str, Value]]


def database_entries(path: Path) -> Iterator[Entry]:
    """The documents of a database file, with their texts."""
    with closing(connection(path, read_only=True)) as con:
        counted = con.cursor().execute("SELECT document, figures FROM documents ORDER BY rowid").fetchall()
        for batch in batches(counted):

            def rows(name: str, batch: Sequence[str] = batch) -> Rows:
                return _rows_of(con, f'"{TABLE_OF.get(name, name)}"', "rowid", tables()[name], batch)

            texts = {row["document"]: row["text"] for row in _rows_of(con, "texts", "rowid", TEXTS, batch)}
            for entry in restored_entries(rows):
                text = texts.get(entry.document)
                kept = str(text) if text is not None else None
                yield Entry(entry.document, entry.report, kept, entry.sentences, entry.failure, entry.versions)


def parquet_entries(path: Path) -> Iterator[Entry]:
    """The documents of a Parquet file of figures, in the order in which each comes first, whatever the order of its rows."""
    quoted = str(path).replace("'", "''")
    source = f"read_parquet('{quoted}', file_row_number = true)"
    with closing(connection()) as con:
        counted = (
            con.cursor()
            .execute(f"SELECT document, count(*) FROM {source} GROUP BY document ORDER BY min(file_row_number)")
            .fetchall()
        )
        for batch in batches(counted):
            yield from entries_of_figures(_rows_of(con, source, "file_row_number", lone_table(), batch))


def batches(counted: Iterable[tuple[str, int | None]]) -> Iterator[list[str]]:
    """Documents by the number of their figures, so many together as memory has room for."""
    batch: list[str] = []
    figures = 0
    for document, number in counted:
        if batch and (figures + (number or 0) > FIGURES_AT_ONCE or len(batch) == DOCUMENTS_AT_ONCE):
            yield batch
            batch, figures = [], 0
        batch.append(document)
        figures += number or 0
    if batch:
        yield batch


def _rows_of(con: Any, source: str, number: str, table: Table, documents: Sequence[str]) -> Rows:
    """The rows of some documents in the order of the table. From the first name to the last: whole blocks are passed over
    where documents lie in order."""
    names = ", ".join(map(_quoted, documents))
    within = f"document BETWEEN {_quoted(min(documents))} AND {_quoted(max(documents))}"
    chosen = f"(SELECT * FROM {source} WHERE {within} AND document IN ({names}) ORDER BY {number})"
    return duck_rows(con, chosen, table)


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
