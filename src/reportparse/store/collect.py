"""Documents -> a shelf of reports: only what is new or changed is read; what cannot be read is remembered with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportparse.api import check, read
from reportparse.checks import Spool
from reportparse.errors import UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.model.checked import Checked
from reportparse.store.entries import Entry, Failure, Versions
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit

_CHUNK = 1 << 20
OUR_FAULT = "that is a fault of reportparse: please report it, with the document if possible"


class Known(NamedTuple):
    """One document of a dataset: where its report lies, or why there is none."""

    document: str
    sha256: str | None
    versions: Versions | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of a dataset in the order of their names, and what their figures say against one another."""

    shelf: Shelf
    known: tuple[Known, ...]
    versions: Versions
    checked: Checked | None

    def entries(self) -> Iterator[Entry]:
        """Every document, one at a time in memory."""
        return entries_of(self.shelf, self.known)


def entries_of(shelf: Shelf, known: Iterable[Known]) -> Iterator[Entry]:
    """The documents as they lie on the shelf."""
    for one in known:
        entry = shelf.take(one.document, one.sha256, one.versions) if one.sha256 and one.versions else None
        if entry is not None:
            yield entry
        else:
            lost = Failure("its report is no longer in the dataset", "read the document again")
            yield Entry(one.document, failure=one.failure or lost)


def collected(shelf: Shelf, known: Iterable[Known], toolkit: Toolkit, versions: Versions, checks: bool) -> Collection:
    """The documents by name, cross-checked where wanted."""
    ordered = tuple(sorted(known))
    reports = (entry.report for entry in entries_of(shelf, ordered) if entry.report is not None)
    return Collection(shelf, ordered, versions, check(Spool(reports, shelf.root), toolkit=toolkit) if checks else None)


def read_documents(
    files: Iterable[Path],
    shelf: Shelf,
    toolkit: Toolkit,
    versions: Versions,
    failed: Callable[[UnreadableDocument], None],
) -> Iterator[Known]:
    """Each file: taken from the shelf where it lies there, else read and put there."""
    for path in files:
        name = shown_name(path)
        sha256, size = digest_of(path)
        if sha256 and shelf.take(name, sha256, versions):
            yield Known(name, sha256, versions, None)
            continue
        try:
            document = toolkit.door.load(path)
            entry = Entry(name, read(document, toolkit), text=document.text, versions=versions)
            shelf.put(entry)
            yield Known(name, document.source.sha256, versions, None)
        except OSError:
            raise  # the dataset cannot be written: no fault of the document
        except UnreadableDocument as error:
            failed(error)
            yield Known(name, None, None, Failure(error.reason, error.way_out, sha256, size))
        except Exception as error:  # one document must not take the other two thousand with it
            reason = f"reading it failed ({type(error).__name__}: {error})"
            failed(UnreadableDocument(name, reason, OUR_FAULT))
            yield Known(name, None, None, Failure(reason, OUR_FAULT, sha256, size))


def keep_entries(entries: Iterable[Entry], shelf: Shelf, versions: Versions) -> Iterator[Known]:
    """Documents that were read before, from another dataset."""
    for entry in entries:
        if entry.report is None:
            yield Known(entry.document, None, None, entry.failure)
            continue
        own = (
            entry
            if entry.versions
            else Entry(entry.document, entry.report, entry.text, entry.sentences, None, versions)
        )
        assert own.report is not None
        shelf.put(own)
        yield Known(own.document, own.report.source.sha256, own.versions, None)


def digest_of(path: Path) -> tuple[str | None, int | None]:
    """SHA-256 and size of a file; nothing where it cannot be opened (the door will say why)."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except (OSError, ValueError):
        return None, None
    return digest.hexdigest(), size
