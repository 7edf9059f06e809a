"""A dataset read back, whatever its form: reports, tables, data frames, SQL, panels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportparse.api import check
from reportparse.checks import Spool
from reportparse.checks.names import load_names
from reportparse.checks.series import archive_of
from reportparse.display import dataset_html
from reportparse.model.checked import Checked
from reportparse.model.patch import Decision
from reportparse.model.report import Report
from reportparse.store.apply import Applied, apply, patch_at
from reportparse.store.backends import Backend, Database, backend_of
from reportparse.store.build import save_entries
from reportparse.store.duck import connection
from reportparse.store.duckdb_file import (
    CELLS,
    REVIEWED,
    SHAPES,
    TABLE_OF,
    loaded,
    reviewed_rows,
)
from reportparse.store.entries import Entry
from reportparse.store.frames import pandas_frame, polars_frame
from reportparse.store.panel import AMOUNT, By, Panel, Prefer, panel_of
from reportparse.store.panel_cells import cells_of, sentences_of
from reportparse.store.restored import restored_checked
from reportparse.store.reviewed import NotHere, Reviewed, reviews_in
from reportparse.store.tables import Row, Table, tables
from reportparse.toolkit import Toolkit

if TYPE_CHECKING:
    import pandas
    import polars

Rows = list[dict[str, Any]]


class Dataset:
    """What `reportparse extract` wrote, opened again: `Dataset.open(path)` for a folder or a file of any form.

    Nothing is read until it is asked for, and nothing is kept in between.
    """

    def __init__(self, path: Path, backend: Backend) -> None:
        self.path = path
        self._backend = backend

    @staticmethod
    def open(path: str | Path) -> Dataset:
        """The dataset at a path. Raises ReportparseError with the reason where there is none."""
        return Dataset(Path(path), backend_of(Path(path)))

    def __repr__(self) -> str:
        return f"Dataset.open({str(self.path)!r})"

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        documents = self.documents()
        if all("figures" in row for row in documents):
            figures = sum(row["figures"] or 0 for row in documents)
        else:  # a lone table of figures, which knows less of its documents
            figures = sum(1 for _ in self.rows("statistics"))
        return dataset_html(str(self.path), documents, figures, self.checked())

    def entries(self) -> Iterator[Entry]:
        """Every document: its report and text, or why there is none."""
        return self._backend.entries()

    def reports(self) -> list[Report]:
        """The reports, as when they were read. From a .csv or .parquet they come without ledger and repairs, and say so."""
        return [entry.report for entry in self.entries() if entry.report is not None]

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """The rows of a table, one by one."""
        return self._backend.rows(_table(table).name)

    def statistics(self) -> Rows:
        """Every figure, one a row."""
        return self._all("statistics")

    def records(self) -> Rows:
        """The wide rows."""
        return self._all("records")

    def documents(self) -> Rows:
        """Every document, those that failed among them."""
        return self._all("documents")

    def ledger(self) -> Rows:
        """Every numeral that is no statistic."""
        return self._all("ledger")

    def repairs(self) -> Rows:
        """Every change made to read the texts."""
        return self._all("repairs")

    def findings(self) -> Rows:
        """What cannot be true together, as found when the dataset was written."""
        return self._all("findings")

    def warnings(self) -> Rows:
        """What readers had to say."""
        return self._all("warnings")

    def reviews(self) -> Rows:
        """What people decided about figures, every decision; those that are replaced or have no place say so."""
        return self._all("reviews")

    def reviewed_statistics(self, *, toolkit: Toolkit | None = None) -> Rows:
        """Every figure with people's decisions applied: edits in place, rejected ones left out, `reviewed` says which."""
        return self.reviewed(toolkit=toolkit).statistics()

    def reviewed(self, *, toolkit: Toolkit | None = None) -> Dataset:
        """The same dataset with people's decisions applied: `.reviewed().reports()`, `.panel(…)`, `.to_pandas()` …

        Nothing is written, and the machine's reading stays what `self` gives. Records and findings are made anew.
        """
        return Dataset(self.path, Reviewed(self._backend, toolkit or Toolkit.default()))

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions as they were made, in the order in which they were applied."""
        return self._backend.decisions()

    def apply(self, *patches: str | Path, who: str = "", toolkit: Toolkit | None = None) -> Applied:
        """Add the decisions of patch files to this dataset; `who` signs those that name nobody.

        All of them are taken or, where one is not as it should be, none: PatchError says what is wrong.
        """
        tools = toolkit or Toolkit.default()
        self._as_written("apply decisions to")
        return apply([patch_at(Path(path), tools, who) for path in patches], self.path, tools)

    def errors(self) -> Rows:
        """Documents that could not be read, with the reason."""
        return self._all("errors")

    def _all(self, table: str) -> Rows:
        return [dict(row) for row in self.rows(table)]

    def checked(self) -> Checked | None:
        """The cross-checks as they were when the dataset was written; None where it has none."""
        checked = restored_checked(self.rows)
        return checked if checked.relations else None

    def to_pandas(self, table: str = "statistics") -> pandas.DataFrame:
        """A table as a pandas frame; decimals stay decimal.Decimal."""
        return pandas_frame(_table(table), self.rows(table))

    def to_polars(self, table: str = "statistics") -> polars.DataFrame:
        """A table as a polars frame; decimals are polars decimals."""
        return polars_frame(_table(table), self.rows(table))

    def sql(self, query: str) -> Any:
        """A query by DuckDB over the tables, and over the views `records`, `panel` and `reviewed_statistics`; a DuckDB relation.

        `.fetchall()` gives rows, `.df()` a pandas frame.
        """
        if isinstance(self._backend, Database):  # a reviewed one is not: its tables are others
            return connection(self.path, read_only=True).sql(query)
        con = connection()
        asked = {name for name in SHAPES if re.search(rf"\b{name}\b", query)}
        if re.search(r"\brecords\b", query):
            asked |= {"record_rows", "documents"}
        if re.search(r"\bpanel\b", query):
            asked.add("panel_cells")
        if re.search(r"\breviewed_statistics\b", query):
            asked |= {"statistics", REVIEWED.name}
        shapes = {name: table for name, table in SHAPES.items() if name in asked}
        loaded(con, self._rows_for_sql(shapes), shapes)
        return con.sql(query)

    def _rows_for_sql(self, shapes: Mapping[str, Table]) -> Iterator[tuple[str, Row]]:
        for name in tables():
            duck_name = TABLE_OF.get(name, name)
            if duck_name in shapes:
                yield from ((duck_name, row) for row in self.rows(name))
        if "texts" in shapes:
            for entry in self.entries():
                if entry.text is not None:
                    yield "texts", {"document": entry.document, "text": entry.text}
        if CELLS.name in shapes:
            rows = cells_of(self.entries, self.checked(), Toolkit.default().rules)
            yield from ((CELLS.name, row) for row in rows)
        if REVIEWED.name in shapes and not isinstance(self._backend, Reviewed):
            changed = reviewed_rows(self.entries(), reviews_in(self._backend), Toolkit.default())
            yield from ((REVIEWED.name, row) for row in changed)

    def panel(
        self,
        measure: str = AMOUNT,
        *,
        by: By = "program",
        prefer: Prefer = "own",
        programs: Collection[str] = (),
        regions: Collection[str] = (),
        toolkit: Toolkit | None = None,
    ) -> Panel:
        """A table by year of one measure, every cell with the figure behind it; see docs/dataset.md for the rule."""
        tools = toolkit or Toolkit.default()
        archive = archive_of(self.reports(), load_names(), tools.rules)
        return panel_of(archive, self.checked(), measure, by=by, prefer=prefer, programs=programs, regions=regions)

    def sentences(self, panel: Panel) -> dict[tuple[str, str], str]:
        """The sentence behind every cell of a panel, where it was kept."""
        wanted = {(cell.chosen.path, cell.chosen.statistic.id) for cell in panel.cells}
        return sentences_of(self.entries(), wanted)

    def save(self, path: str | Path, *, toolkit: Toolkit | None = None) -> Dataset:
        """The same documents in another form, by the ending of its name (or a folder); nothing is read again."""
        self._as_written("save")
        tools = toolkit or Toolkit.default()
        reports = (entry.report for entry in self.entries() if entry.report is not None)
        checked = self.checked() or check(Spool(reports), toolkit=tools)
        save_entries(self.entries(), Path(path), tools, checked, self.decisions())
        return Dataset.open(path)

    def _as_written(self, wish: str) -> None:
        """NotHere for a dataset with decisions applied: in another file they would look like the machine's readings."""
        if isinstance(self._backend, Reviewed):
            raise NotHere(f"{wish} the dataset itself, which carries the decisions along, not its reviewed() values")


def _table(name: str) -> Table:
    found = tables().get(name)
    if found is None:
        raise ValueError(f"there is no table {name!r}; there are: {', '.join(tables())}")
    return found
