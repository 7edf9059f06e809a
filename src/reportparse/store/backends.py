"""What a dataset's form gives back: the documents in it, and the rows of its tables. One class a kind of form."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from reportparse.errors import ReportparseError
from reportparse.model.patch import Decision
from reportparse.store.csv import read_table
from reportparse.store.decided import decisions_of_rows
from reportparse.store.duck import connection, duck_rows
from reportparse.store.duck_batches import database_entries, parquet_entries
from reportparse.store.duckdb_file import database_rows
from reportparse.store.entries import Entry
from reportparse.store.folder import MARK, folder_decisions, folder_entries, folder_rows
from reportparse.store.package import NAME
from reportparse.store.restored import entries_of_figures, restored_entries
from reportparse.store.rows import rows_of
from reportparse.store.shelf import Place
from reportparse.store.stored import stored_reports
from reportparse.store.tables import Value, document_of_lone, lone_table, tables
from reportparse.store.xlsx_read import xlsx_rows

Rows = Iterator[Mapping[str, Any]]


class NoDataset(ReportparseError):
    """A path where there is no dataset, or one that is not complete."""


class Backend(Protocol):
    """A dataset in one form."""

    def rows(self, table: str) -> Rows:
        """The rows of a table; none where the form does not keep it."""
        ...

    def entries(self) -> Iterator[Entry]:
        """The documents."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided about its figures; none where the form does not keep it."""
        ...


class Folder:
    """A folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def root(self) -> Place:
        """Where its files are."""
        return self.path

    def rows(self, table: str) -> Rows:
        """From its CSV file."""
        return folder_rows(self.root, tables()[table])

    def entries(self) -> Iterator[Entry]:
        """From reports/ and texts/."""
        return folder_entries(self.root)

    def decisions(self) -> tuple[Decision, ...]:
        """From reviews/."""
        return folder_decisions(self.root)


class Packed(Folder):
    """A folder in a zip. It is opened for each question, since another file may have taken its place in between."""

    @property
    def root(self) -> Place:
        """The folder inside."""
        return zipfile.Path(self.path)  # type: ignore[return-value]


class Reports:
    """A .json or .jsonl with reports: the tables are made from them, without sentences."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> Rows:
        """Made from the reports."""
        return (row for entry in self.entries() for name, row in rows_of(entry) if name == table)

    def entries(self) -> Iterator[Entry]:
        """The reports."""
        return (Entry(report.source.path, report) for report in stored_reports(self.path))

    def decisions(self) -> tuple[Decision, ...]:
        """None."""
        return ()


class Sheets:
    """An .xlsx."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> Rows:
        """From its sheet."""
        return xlsx_rows(self.path, tables()[table])

    def entries(self) -> Iterator[Entry]:
        """Restored from the tables."""
        return restored_entries(self.rows)

    def decisions(self) -> tuple[Decision, ...]:
        """From the sheet of reviews."""
        return decisions_of_rows(self.rows("reviews"), str(self.path))


class Database:
    """A .duckdb."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> Rows:
        """From its table."""
        with closing(connection(self.path, read_only=True)) as con:
            yield from database_rows(con, tables()[table])

    def entries(self) -> Iterator[Entry]:
        """Restored from the tables, with their texts."""
        return database_entries(self.path)

    def decisions(self) -> tuple[Decision, ...]:
        """From the table of reviews."""
        return decisions_of_rows(self.rows("reviews"), str(self.path))


class Figures:
    """A .csv or .parquet: one table, the figures, with what is to be known of their documents."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lone(self) -> Iterator[dict[str, Value]]:
        """The rows of the table as it is."""
        if self.path.suffix.lower() == ".csv":
            yield from read_table(lone_table(), self.path.open("rb"))
            return
        quoted = str(self.path).replace("'", "''")
        with closing(connection()) as con:
            yield from duck_rows(con, f"read_parquet('{quoted}')", lone_table())

    def rows(self, table: str) -> Rows:
        """Figures and their documents; the records are made anew, other tables are not in there."""
        if table == "statistics":
            names = [column.name for column in tables()["statistics"].columns]
            return ({name: row[name] for name in names} for row in self.lone())
        if table == "documents":
            return iter({str(row["document"]): document_of_lone(row) for row in self.lone()}.values())
        if table in ("records", "record_values"):
            return (row for entry in self.entries() for name, row in rows_of(entry) if name == table)
        return iter(())

    def entries(self) -> Iterator[Entry]:
        """Reports without ledger and repairs; each says so."""
        if self.path.suffix.lower() == ".parquet":
            return parquet_entries(self.path)
        return entries_of_figures(self.lone())

    def decisions(self) -> tuple[Decision, ...]:
        """None."""
        return ()


FILES: Mapping[str, Callable[[Path], Backend]] = MappingProxyType(
    {
        ".csv": Figures,
        ".duckdb": Database,
        ".json": Reports,
        ".jsonl": Reports,
        ".parquet": Figures,
        ".xlsx": Sheets,
        ".zip": Packed,
    }
)


def is_folder_dataset(path: Path) -> bool:
    """Whether a folder is a dataset, complete or not."""
    return (path / MARK).exists() or ((path / NAME).exists() and (path / "reports").is_dir())


def backend_of(path: Path) -> Backend:
    """A dataset by its path; NoDataset says why there is none."""
    if path.is_dir():
        if (path / NAME).exists():
            return Folder(path)
        if is_folder_dataset(path):
            raise NoDataset(f"{path}: the run that writes this dataset did not end; run the same command again")
        raise NoDataset(f"{path}: there is no dataset in this folder; make one with: reportparse extract … -o {path}/")
    form = FILES.get(path.suffix.lower())
    if form is None:
        raise NoDataset(f"{path}: no form of dataset has this ending; there are: a folder, {', '.join(FILES)}")
    if not path.exists():
        raise NoDataset(f"{path}: there is no such file; check the path")
    return form(path)
