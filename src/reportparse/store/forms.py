"""The forms a dataset can be written in, by the ending of its name; each file appears once it is complete."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportparse.model.report import Report
from reportparse.store.collect import Collection
from reportparse.store.csv import write_table
from reportparse.store.decided import LOG, marks_of
from reportparse.store.drawer import FOLDER as DRAWER
from reportparse.store.duck import write_parquet
from reportparse.store.duckdb_file import write_duckdb
from reportparse.store.files import output_file
from reportparse.store.folder import write_folder
from reportparse.store.json import write_array, write_lines
from reportparse.store.needed import needed
from reportparse.store.rows import all_rows, document_row, statistic_row
from reportparse.store.tables import Row, lone_row, lone_table
from reportparse.store.xlsx import write_xlsx
from reportparse.toolkit import Toolkit

FIRST_OF_ALL = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip: the same dataset is the same bytes."""

NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {".duckdb": ("duckdb",), ".parquet": ("duckdb",), ".xlsx": ("xlsxwriter",)}
)
"""Modules without which a form cannot be written."""

SCRATCH = "scratch"
"""Where in its working folder a file is made."""

Write = Callable[[Collection, Toolkit, Path], None]
"""Writes a collection to a file that nobody reads yet."""


def make_sure_of(path: Path) -> None:
    """MissingLibrary where a form needs what is not installed: to be said before an hour of reading, not after."""
    for module in NEEDS.get(path.suffix.lower(), ()):
        needed(module, "store", f"a {path.suffix.lower()} file")


def write_dataset(collection: Collection, toolkit: Toolkit, path: Path) -> None:
    """A dataset in the form that the ending of its name says.

    Everything unfinished lies in the collection's own folder, so that a run that is killed leaves nothing elsewhere.
    """
    scratch = collection.shelf.root / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    partial = scratch / path.name
    FORMS[path.suffix.lower()](collection, toolkit, partial)
    partial.replace(path)


def _xlsx(collection: Collection, _: Toolkit, path: Path) -> None:
    rows = all_rows(collection.entries(), collection.checked, collection.reviews)
    write_xlsx(rows, collection.versions, path)


def _csv(collection: Collection, _: Toolkit, path: Path) -> None:
    with path.open("wb") as out:
        write_table(lone_table(), _figures(collection), out)


def _parquet(collection: Collection, _: Toolkit, path: Path) -> None:
    write_parquet(_figures(collection), lone_table(), path)


def _figures(collection: Collection) -> Iterator[Row]:
    for entry in collection.entries():
        if entry.report is not None:
            document = document_row(entry)
            marks = marks_of(collection.reviews, entry.document)
            for s in entry.report.statistics:
                yield lone_row(statistic_row(s, entry, entry.report, marks), document)


def _reports(write: Callable[[Iterator[Report], Any], int]) -> Write:
    def written(collection: Collection, _: Toolkit, path: Path) -> None:
        with path.open("wb") as out:
            write((entry.report for entry in collection.entries() if entry.report is not None), out)

    return written


def _zip(collection: Collection, _: Toolkit, path: Path) -> None:
    """The folder, packed: the collection's shelf becomes one first."""
    folder = collection.shelf.root
    (folder / LOG).unlink(missing_ok=True)  # from a run that was ended: what it knew is not what we were given
    write_folder(collection, folder)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        unfinished = {path.parent, folder / DRAWER}
        for file in sorted(p for p in folder.rglob("*") if p.is_file() and unfinished.isdisjoint(p.parents)):
            info = zipfile.ZipInfo(file.relative_to(folder).as_posix(), FIRST_OF_ALL)
            info.compress_type = zipfile.ZIP_DEFLATED
            with file.open("rb") as data, packed.open(info, "w") as out:
                shutil.copyfileobj(data, out)


FORMS: Mapping[str, Write] = MappingProxyType(
    {
        ".csv": _csv,
        ".duckdb": write_duckdb,
        ".json": _reports(write_array),
        ".jsonl": _reports(write_lines),
        ".parquet": _parquet,
        ".xlsx": _xlsx,
        ".zip": _zip,
    }
)

WHOLE = frozenset(FORMS) - {".csv", ".parquet"}
"""Forms that hold all of a report; the others are one table, the figures."""

WITH_DECISIONS = WHOLE - {".json", ".jsonl"}
"""Forms that hold what people decided, as a folder does."""

__all__ = ["FORMS", "WHOLE", "output_file", "write_dataset"]
