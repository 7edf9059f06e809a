"""A dataset as a DuckDB database: the tables, the texts, and the views `records` and `panel`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportparse.decisions.applying import Reviews, reviewed
from reportparse.store.collect import Collection
from reportparse.store.decided import marks_of
from reportparse.store.duck import Loading, connection, duck_rows
from reportparse.store.entries import Entry
from reportparse.store.panel_cells import cells_of
from reportparse.store.panel_tables import SOURCES
from reportparse.store.rows import all_rows, statistic_row
from reportparse.store.tables import Column, Row, Table, Value, tables
from reportparse.toolkit import Toolkit

TABLE_OF = MappingProxyType({"records": "record_rows"})
"""What a table is called in DuckDB, where a view has its name."""

TEXTS = Table(
    "texts",
    "全文",
    "The text of every document as loaded: what offsets point into.",
    "每份文件读入的全文,位置即对此文而言",
    ("document",),
    (),
    (
        Column("document", "text", True, "文件", "文件的路径", "The document, by its path.", None),
        Column("text", "text", True, "全文", "全文", "Its text.", None),
    ),
)

CELLS = Table(
    "panel_cells",
    "逐年数值",
    "The figure that stands for each year, for every measure.",
    "每一年所采用的数值",
    ("measure", *SOURCES.key),
    (),
    (Column("measure", "text", True, "计量", "计量的种类", "The measure.", None), *SOURCES.columns),
)

REVIEWED = replace(
    tables()["statistics"],
    name="reviewed_rows",
    title="改后数字",
    about="The figures that people decided on, and what moved with them, with the decisions applied.",
    meaning="经过复核的统计数字及随之变动的数字,按复核后的内容",
    refers=(),
)

VIEWS = MappingProxyType(
    {
        "records": (
            ("record_rows", "documents"),
            "CREATE VIEW records AS SELECT r.*, year(r.period_end) AS year, d.title, d.publisher, "
            "coalesce(r.region, d.region) AS place FROM record_rows r JOIN documents d USING (document)",
        ),
        "reviewed_statistics": (
            ("statistics", REVIEWED.name),
            "CREATE VIEW reviewed_statistics AS SELECT * FROM statistics s WHERE s.reviewed IS DISTINCT FROM 'reject' "
            "AND NOT EXISTS (SELECT 1 FROM reviewed_rows r WHERE r.document = s.document AND r.id = s.id) "
            "UNION ALL BY NAME SELECT * FROM reviewed_rows",
        ),
        "panel": (
            ("panel_cells",),
            "CREATE VIEW panel AS SELECT measure, region, program, program_code, subject, unit, kind, year, value, "
            "called, covers, vintage, findings, document, statistic, sentence FROM panel_cells",
        ),
    }
)
"""Views: the tables that they need, and how they are made."""

SHAPES: Mapping[str, Table] = MappingProxyType(
    {TABLE_OF.get(name, name): table for name, table in tables().items()}
    | {"texts": TEXTS, "panel_cells": CELLS, REVIEWED.name: REVIEWED}
)


def write_duckdb(collection: Collection, toolkit: Toolkit, path: Path) -> None:
    """The whole dataset as a database file."""
    con = connection(path)
    try:
        with Loading(con, SHAPES, path.parent) as loading:
            for name, row in all_rows(collection.entries(), collection.checked, collection.reviews):
                loading.write(TABLE_OF.get(name, name), row)
            for row in text_rows(collection):
                loading.write("texts", row)
            for row in cells_of(collection.entries, collection.checked, toolkit.rules, path.parent):
                loading.write("panel_cells", row)
            for row in reviewed_rows(collection.entries(), collection.reviews, toolkit):
                loading.write(REVIEWED.name, row)
        for _, view in VIEWS.values():
            con.execute(view)
    finally:
        con.close()


def text_rows(collection: Collection) -> Iterator[Row]:
    """The texts of all documents."""
    for entry in collection.entries():
        if entry.text is not None:
            yield {"document": entry.document, "text": entry.text}


def reviewed_rows(entries: Iterable[Entry], reviews: Reviews, toolkit: Toolkit) -> Iterator[Row]:
    """The figures that people decided on, as decided, and those whose total was rejected; those rejected are none."""
    for entry in entries if reviews.standing else ():
        standing = reviews.of(entry.document)
        if entry.report is not None and standing:
            marks = marks_of(reviews, entry.document)
            was = {s.id: s for s in entry.report.statistics}
            report = reviewed(entry.report, standing, toolkit.rules)
            for s in report.statistics:
                if s != was[s.id]:
                    yield statistic_row(s, entry, report, marks)


def database_rows(con: Any, table: Table) -> Iterator[dict[str, Value]]:
    """The rows of a table of a database file. One of before people could decide has no table of that."""
    if (
        table.name == "reviews"
        and not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'reviews'").fetchall()
    ):
        return
    yield from duck_rows(con, f'"{TABLE_OF.get(table.name, table.name)}"', table)


def loaded(con: Any, rows: Iterable[tuple[str, Row]], shapes: Mapping[str, Table]) -> None:
    """Tables from rows, and the views that can be made of them."""
    with Loading(con, shapes) as loading:
        for name, row in rows:
            loading.write(name, row)
    for needs, view in VIEWS.values():
        if set(needs) <= set(shapes):
            con.execute(view)
