"""A dataset as a folder: reports/ and texts/ are what was read, reviews/ what people decided about it; the tables and
datapackage.json are made from them.

The tables are replaced together. They are written to .new/ first, with datapackage.json last, which says that .new/ is
complete; then the old datapackage.json goes, the tables and the decisions take their places, the new one comes. A run that is ended on the
way leaves either the old tables or a complete .new/, and the next run moves that in before it does anything else.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from reportparse.model.patch import Decision
from reportparse.store.collect import Collection, Known, entries_of
from reportparse.store.csv import TableFile, read_table
from reportparse.store.decided import LOG, decisions_of_log, log_of, marks_of, review_rows
from reportparse.store.entries import Entry, Failure, Versions
from reportparse.store.package import NAME, Written, described, source, source_of
from reportparse.store.rows import finding_rows, rows_of
from reportparse.store.shelf import Place, Shelf
from reportparse.store.tables import Row, Table, Value, tables

NEW = ".new"
MARK = ".reportparse"
"""The file that says that a folder is a dataset of ours, from the first moment on."""
SHARDS = ".shards"
"""Where a run by a cluster gathers what its machines have read, until it is on the shelf (scale/cluster.py)."""


def write_folder(collection: Collection, folder: Path) -> None:
    """The tables of a collection whose shelf is this folder."""
    new = folder / NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    sources: list[dict[str, object]] = []
    written = write_tables(collection, lambda name: (new / name).open("wb"), sources.append)
    if collection.decisions:
        (new / LOG).parent.mkdir()
        (new / LOG).write_bytes(log_of(collection.decisions))
    complete = new / f"{NAME}.part"
    complete.write_bytes(described(written, sources, collection.versions))
    complete.replace(new / NAME)
    finish(folder)
    shutil.rmtree(folder / SHARDS, ignore_errors=True)
    collection.shelf.keep_only((k.sha256, k.versions) for k in collection.known if k.sha256 and k.versions)


def finish(folder: Path) -> None:
    """Move in tables that a run has written completely."""
    new = folder / NEW
    if not (new / NAME).exists():
        return
    (folder / NAME).unlink(missing_ok=True)
    for path in sorted(new.glob("*.csv")):
        path.replace(folder / path.name)
    if (new / LOG).exists():
        (folder / LOG).parent.mkdir(exist_ok=True)
        (new / LOG).replace(folder / LOG)
    (new / NAME).replace(folder / NAME)
    shutil.rmtree(new, ignore_errors=True)


def write_tables(
    collection: Collection, open_file: Callable[[str], BinaryIO], told: Callable[[dict[str, object]], None]
) -> dict[str, Written]:
    """All tables at once, document by document; `told` hears of each source."""
    with ExitStack() as stack:
        counted = {
            table.name: Counted(stack.enter_context(open_file(f"{table.name}.csv"))) for table in tables().values()
        }
        files = {table.name: TableFile(table, counted[table.name]) for table in tables().values()}
        rows = dict.fromkeys(files, 0)

        def put(name: str, row: Row) -> None:
            files[name].write(row)
            rows[name] += 1

        for one in collection.known:
            marks = marks_of(collection.reviews, one.document)
            kept = None if marks else collection.kept(one)
            if kept is not None:
                told(source(kept.title, one.document, one.sha256))
                for name, (number, lines) in kept.lines.items():
                    files[name].append(lines)
                    rows[name] += number
                continue
            for entry in entries_of(collection.shelf, [one]):
                told(source_of(entry))
                for name, row in rows_of(entry, marks):
                    put(name, row)
        for name, row in finding_rows(collection.checked) if collection.checked else ():
            put(name, row)
        for name, row in review_rows(collection.reviews):
            put(name, row)
        for file in files.values():
            file.close()
    return {name: Written(c.size, c.digest.hexdigest(), rows[name]) for name, c in counted.items()}


class Counted(io.BufferedIOBase):
    """A file that knows size and digest of what went into it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self.size, self.digest = out, 0, hashlib.sha256()

    def write(self, data: Any) -> int:
        """Write, count, digest."""
        self.size += memoryview(data).nbytes
        self.digest.update(data)
        return self._out.write(data)

    def writable(self) -> bool:
        """It is."""
        return True


def known_before(folder: Place) -> Iterator[Known]:
    """The documents that the tables of a folder speak of."""
    if not (folder / "documents.csv").exists():
        return
    errors = {str(row["document"]): row for row in folder_rows(folder, tables()["errors"])}
    for row in folder_rows(folder, tables()["documents"]):
        document, sha256, size = str(row["document"]), row["sha256"], row["bytes"]
        digest = str(sha256) if sha256 else None
        if row["status"] == "read":
            yield Known(document, digest, Versions(str(row["tool"]), str(row["lexicon"])), None)
        else:
            error = errors[document]
            failure = Failure(
                str(error["reason"]), str(error["way_out"]), digest, size if isinstance(size, int) else None
            )
            yield Known(document, None, None, failure)


def still_there(known: Iterable[Known], read: set[str], folders: Iterable[Path]) -> Iterator[Known]:
    """What stays of a dataset beside the documents just read: all but what is gone from the folders that were read."""
    roots = tuple(folders)
    for one in known:
        gone = any(Path(one.document).is_relative_to(root) for root in roots)
        if one.document not in read and not gone:
            yield one


def folder_rows(folder: Place, table: Table) -> Iterator[dict[str, Value]]:
    """The rows of one table of a folder. A dataset of before people could decide has no table of that."""
    if table.name == "reviews" and not (folder / f"{table.name}.csv").exists():
        return
    yield from read_table(table, (folder / f"{table.name}.csv").open("rb"))


def folder_decisions(folder: Place) -> tuple[Decision, ...]:
    """What people decided about a folder's figures, in the order in which it was applied."""
    log = folder / LOG
    return decisions_of_log(log.read_bytes(), str(log)) if log.exists() else ()


def folder_entries(folder: Place) -> Iterator[Entry]:
    """The documents of a folder."""
    return entries_of(Shelf(folder), known_before(folder))
