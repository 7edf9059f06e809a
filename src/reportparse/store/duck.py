"""Tables in DuckDB: a .duckdb file with views, a .parquet file of the figures, SQL over any dataset.

Rows go through a file of JSON lines that DuckDB reads with the types we name: exact decimals, nulls, lists and dates,
without a data-frame library in between.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from reportparse.model.report import plain_decimal
from reportparse.store.csv import cell_text
from reportparse.store.exact import bare, kept_apart, put_back, with_digits
from reportparse.store.needed import needed
from reportparse.store.tables import Column, Row, Table, Value

WIDTH = 38
"""Digits of DuckDB's widest DECIMAL."""

MOST_PLACES = 12
"""Digits after the point that a column has at most; what has more is kept in `digits`, and the number is null."""

LARGEST_LINE = 1 << 30
BATCH = 10_000

TYPES: Mapping[str, str] = {
    "text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN",
    "list": "VARCHAR[]", "integers": "BIGINT[]",
}  # fmt: skip


def connection(path: Path | None = None, read_only: bool = False) -> Any:
    """A DuckDB connection: to a file, or in memory. One thread, so that rows stay in order and make the same file."""
    duckdb = needed("duckdb", "store", "a .duckdb or .parquet file, or SQL")
    return duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config={"threads": 1})


class Loading:
    """Rows on their way into DuckDB, several tables at once. Used as a context; `tables` are there at its end.

    The files in between lie in `scratch`, else where the system has room for such. With `parquet` a single table goes there
    and not into the database, which would hold all of it in memory.
    """

    def __init__(
        self, con: Any, shapes: Mapping[str, Table], scratch: Path | None = None, parquet: Path | None = None
    ) -> None:
        self._con, self._shapes, self._scratch, self._parquet = con, shapes, scratch, parquet
        self._stack = ExitStack()
        self._places = {(name, c.name): 0 for name, table in shapes.items() for c in table.decimals}
        self._files: dict[str, TextIO] = {}

    def __enter__(self) -> Loading:
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(dir=self._scratch)))
        for name in self._shapes:
            file = (self._folder / f"{name}.jsonl").open("w", encoding="utf-8")
            self._files[name] = self._stack.enter_context(file)
        return self

    def write(self, name: str, row: Row) -> None:
        """One row more for a table."""
        table = self._shapes[name]
        told: dict[str, Any] = {}
        unfit: dict[str, Value] = {}
        for column in table.columns:
            value = row.get(column.name)
            if isinstance(value, Decimal):
                whole, _, places = bare(value).lstrip("-").partition(".")
                if len(places) > MOST_PLACES or len(whole) > WIDTH - MOST_PLACES:
                    unfit[column.name] = value
                    continue
                self._places[name, column.name] = max(self._places[name, column.name], len(places))
                told[column.name] = plain_decimal(value)
            elif value is not None:
                told[column.name] = value if isinstance(value, bool | int | float | tuple) else cell_text(value)
        if table.decimals:
            told["digits"] = kept_apart(table, row, unfit)
        self._files[name].write(json.dumps(told, ensure_ascii=False) + "\n")

    def __exit__(self, kind: object, *_: object) -> None:
        with self._stack:
            for file in self._files.values():
                file.close()
            for name in self._shapes if kind is None else ():
                self._create(name)

    def _create(self, name: str) -> None:
        table = with_digits(self._shapes[name])
        types = ", ".join(f"'{c.name}': '{self._type(name, c)}'" for c in table.columns)
        source = str(self._folder / f"{name}.jsonl").replace("'", "''")
        names = ", ".join(f'"{c.name}"' for c in table.columns)
        read = (
            f"SELECT {names} FROM read_json('{source}', format = 'newline_delimited', "
            f"columns = {{{types}}}, maximum_object_size = {LARGEST_LINE})"
        )
        if self._parquet is not None:
            target = str(self._parquet).replace("'", "''")
            self._con.execute(f"COPY ({read}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            return
        self._con.execute(f'CREATE TABLE "{name}" AS {read}')
        self._comment(f'TABLE "{name}"', f"{table.about} {table.meaning}")
        for c in table.columns:
            self._comment(f'COLUMN "{name}"."{c.name}"', f"{c.header}: {c.meaning} {c.description}")

    def _comment(self, what: str, text: str) -> None:
        quoted = text.replace("'", "''")
        self._con.execute(f"COMMENT ON {what} IS '{quoted}'")

    def _places_of(self, name: str, column: Column) -> int:
        """Digits after the point. Tables of the same columns have as many: put together, DuckDB would round the others."""
        alike = self._shapes[name].columns
        return max(self._places[other, column.name] for other, table in self._shapes.items() if table.columns is alike)

    def _type(self, name: str, column: Column) -> str:
        if column.kind == "decimal":
            return f"DECIMAL({WIDTH}, {self._places_of(name, column)})"
        return TYPES[column.kind]


def duck_rows(con: Any, source: str, table: Table) -> Iterator[dict[str, Value]]:
    """The rows of a table, or of anything that FROM takes, as they were written. A column that is not there is null."""
    columns = with_digits(table).columns
    cursor = con.cursor()
    there = {told[0] for told in cursor.execute(f"SELECT * FROM {source} LIMIT 0").description}
    names = ", ".join(f'"{c.name}"' if c.name in there else f'NULL AS "{c.name}"' for c in columns)
    cursor.execute(f"SELECT {names} FROM {source}")
    while batch := cursor.fetchmany(BATCH):
        for cells in batch:
            yield put_back({c.name: _value(cell) for c, cell in zip(columns, cells, strict=True)})


def _value(cell: Any) -> Value:
    if isinstance(cell, list):
        return tuple(cell)
    value: Value = Decimal(bare(cell)) if isinstance(cell, Decimal) else cell
    return value


def write_parquet(rows: Iterable[Row], table: Table, path: Path) -> None:
    """One table as a Parquet file."""
    con = connection()
    try:
        with Loading(con, {"figures": table}, path.parent, parquet=path) as loading:
            for row in rows:
                loading.write("figures", row)
    finally:
        con.close()
