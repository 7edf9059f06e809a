"""What will be wanted of a document once all are read, made while its report is at hand: by each process in a file of its own.

The tables of a folder are put together from the lines of each document, and cross-checks begin with the heads of all reports;
both would otherwise be made by one process at the end, out of JSON read again. The files are those of one run, and gone
with it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reportparse.checks.heads import Head, head_of
from reportparse.store.csv import Lines
from reportparse.store.entries import Entry
from reportparse.store.rows import rows_of
from reportparse.store.tables import tables

FOLDER = ".drawer"


class Put(NamedTuple):
    """Where something lies: the name of a file, and the byte it begins at."""

    file: str
    start: int


class Kept(NamedTuple):
    """What the tables need of a document: its title, and of each table the number of rows and their lines."""

    title: str | None
    lines: Mapping[str, tuple[int, bytes]]


class Drawer:
    """A folder with such files, `with_lines` or with heads only."""

    def __init__(self, root: Path, with_lines: bool) -> None:
        self.folder, self.with_lines = root / FOLDER, with_lines
        self._file: BinaryIO | None = None
        self._writer = 0

    def put(self, entry: Entry) -> Put:
        """Add a document that was read, as the shelf has it."""
        assert entry.report is not None
        lines = lines_of(entry) if self.with_lines else {}
        head = head_of(entry.report)
        told = {
            "title": entry.report.title,
            "head": [head.path, head.sha256, head.region, sorted(head.regions)],
            "lines": [[name, rows, len(data)] for name, (rows, data) in lines.items()],
        }
        file = self._own_file()
        start = file.tell()
        file.write(json.dumps(told).encode() + b"\n")
        for _, data in lines.values():
            file.write(data)
        file.flush()
        return Put(Path(file.name).name, start)

    def kept(self, put: Put) -> Kept:
        """What lies there, but for the report."""
        with (self.folder / put.file).open("rb") as file:
            file.seek(put.start)
            told = json.loads(file.readline())
            lines = {name: (rows, file.read(size)) for name, rows, size in told["lines"]}
        return Kept(told["title"], lines)

    def head(self, put: Put) -> Head:
        """What must be known of all reports before any is checked."""
        with (self.folder / put.file).open("rb") as file:
            file.seek(put.start)
            path, sha256, region, regions = json.loads(file.readline())["head"]
        return Head(path, sha256, region, frozenset(regions))

    def clear(self) -> None:
        """Nothing is left, of this run or an earlier one."""
        if self._file is not None:
            self._file.close()
            self._file = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _own_file(self) -> BinaryIO:
        """The file of this process; a worker has what its parent had before it was forked."""
        if self._file is None or self._writer != os.getpid():
            self._writer = os.getpid()
            number = sum(1 for _ in self.folder.glob(f"{self._writer}-*"))  # processes come by the same id again
            self._file = (self.folder / f"{self._writer}-{number}").open("xb")
        return self._file


@contextmanager
def drawer_at(root: Path, with_lines: bool) -> Iterator[Drawer]:
    """An empty drawer, gone when all is done."""
    drawer = Drawer(root, with_lines)
    drawer.clear()
    drawer.folder.mkdir(parents=True)
    try:
        yield drawer
    finally:
        drawer.clear()


def lines_of(entry: Entry) -> dict[str, tuple[int, bytes]]:
    """The lines of one document in each table, where nobody has decided anything about it."""
    lines: dict[str, Lines] = {}
    for name, row in rows_of(entry):
        if name not in lines:
            lines[name] = Lines(tables()[name])
        lines[name].write(row)
    return {name: (made.rows, made.taken()) for name, made in lines.items()}
