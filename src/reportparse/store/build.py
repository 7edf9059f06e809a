"""Documents -> a dataset. What was read before is not read again; what was begun is gone on with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from reportparse.decisions.patch import newly
from reportparse.errors import ReportparseError, UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.model.checked import Checked
from reportparse.model.patch import Decision
from reportparse.store.backends import backend_of
from reportparse.store.collect import Collection, Judges, Known, Reader, collected, keep_entries, read_documents
from reportparse.store.drawer import FOLDER as DRAWER
from reportparse.store.drawer import drawer_at
from reportparse.store.entries import Entry, Versions, versions_of
from reportparse.store.folder import MARK, finish, folder_decisions, known_before, still_there, write_folder
from reportparse.store.forms import FORMS, WITH_DECISIONS, make_sure_of, write_dataset
from reportparse.store.lock import alone
from reportparse.store.shelf import Shelf
from reportparse.store.xlsx_read import is_dataset as is_workbook_of_ours
from reportparse.toolkit import Toolkit

WITH_TEXTS = frozenset({".duckdb", ".zip"})
"""Files that a later run can go on from: they have reports, texts and versions."""


class Inputs(NamedTuple):
    """What a dataset is made of: files to read, the folders among which they were found, documents of other datasets and
    what was decided about them."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...] = ()
    entries: Iterable[Entry] = ()
    decisions: tuple[Decision, ...] = ()


class Watch(NamedTuple):
    """Who is told while it is made: of each document that is done, of each that cannot be read."""

    step: Callable[[], None]
    failed: Callable[[UnreadableDocument], None]


def is_file_form(out: Path) -> bool:
    """Whether a name is that of a file form; anything without an ending is a folder."""
    return out.suffix.lower() in FORMS and not out.is_dir()


def build(
    inputs: Inputs,
    out: Path,
    toolkit: Toolkit,
    versions: Versions,
    checks: bool,
    watch: Watch,
    reader: Reader | None = None,
    judges: Judges | None = None,
) -> Collection:
    """Read the documents that are new or changed, and write the dataset: a folder, or a file by its ending."""
    with shelf_of(out) as shelf, drawer_at(shelf.root, as_tables(out)) as shelf.drawer:
        if is_file_form(out):
            _seed(shelf, out, versions)
        before = _decided_before(out)
        decisions = (*before, *newly(inputs.decisions, before))
        known: dict[str, Known] = {}
        for one in (reader or read_documents)(inputs.files, shelf, toolkit, versions, watch.failed):
            known[one.document] = one
            watch.step()
        for one in keep_entries(inputs.entries, shelf, versions):
            known.setdefault(one.document, one)
        if not is_file_form(out):
            folders = [Path(shown_name(folder)) for folder in inputs.folders]
            known.update({k.document: k for k in still_there(known_before(out), set(known), folders)})
        collection = collected(shelf, known.values(), toolkit, versions, checks, decisions, judges)
        write(collection, out, toolkit)
        return collection


def save_entries(
    entries: Iterable[Entry], out: Path, toolkit: Toolkit, checked: Checked, decisions: tuple[Decision, ...] = ()
) -> None:
    """Documents that were read before as a new dataset."""
    versions = versions_of()
    with shelf_of(out) as shelf:
        known = tuple(sorted(keep_entries(entries, shelf, versions)))
        write(Collection(shelf, known, versions, checked, decisions), out, toolkit)


@contextmanager
def shelf_of(out: Path) -> Iterator[Shelf]:
    """Where the documents of a dataset lie while it is written, for this run only."""
    if is_file_form(out):
        folder = _work_folder(out)
        with alone(folder, out):
            yield Shelf(folder)
    else:
        _make_sure_it_is_ours(out)
        with alone(out, out):
            (out / MARK).write_text("A dataset of reportparse; see datapackage.json.\n", encoding="utf-8")
            finish(out)
            yield Shelf(out)


def as_tables(out: Path) -> bool:
    """Whether a form has the lines of CSV tables in it."""
    return not is_file_form(out) or out.suffix.lower() == ".zip"


def write(collection: Collection, out: Path, toolkit: Toolkit) -> None:
    """A collection as the dataset that its shelf was made for."""
    if is_file_form(out):
        write_dataset(collection, toolkit, out)
        shutil.rmtree(collection.shelf.root, ignore_errors=True)
    else:
        write_folder(collection, out)


def _work_folder(out: Path) -> Path:
    """Where a file is made, beside it: what was read lies there until the file is complete."""
    make_sure_of(out)
    if not out.parent.is_dir():
        raise ReportparseError(f"{out}: there is no folder {out.parent}; make it first")
    return out.with_name(f".{out.name}.work")


def _make_sure_it_is_ours(out: Path) -> None:
    """A folder with other things in it is left alone."""
    # In this order: a run that has just begun writes the mark first, so that whatever is there has the mark beside it.
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).exists():
        raise ReportparseError(f"{out}: this folder has other things in it; name a new one for the dataset")


def _seed(shelf: Shelf, out: Path, versions: Versions) -> None:
    """What a file has that was written before, so that only new documents are read."""
    if (
        out.suffix.lower() not in WITH_TEXTS
        or not out.exists()
        or any(path.name != DRAWER for path in shelf.root.iterdir())
    ):
        return
    for entry in backend_of(out).entries():
        if entry.report is not None and entry.text is not None and entry.versions == versions:
            shelf.put(entry)


def _decided_before(out: Path) -> tuple[Decision, ...]:
    """What people decided about the figures that this dataset held so far: a run never loses that."""
    if not is_file_form(out):
        return folder_decisions(out)
    suffix = out.suffix.lower()
    if suffix not in WITH_DECISIONS or not out.exists() or (suffix == ".xlsx" and not is_workbook_of_ours(out)):
        return ()
    return backend_of(out).decisions()
