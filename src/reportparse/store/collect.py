"""Documents -> a shelf of reports: only what is new or changed is read; what cannot be read is remembered with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reportparse.api import check, read
from reportparse.checks import Spool
from reportparse.decisions.applying import Reviews
from reportparse.errors import UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.many import OUR_FAULT
from reportparse.model.checked import Checked
from reportparse.model.patch import Decision
from reportparse.store.decided import reviews_of
from reportparse.store.entries import Entry, Failure, Versions
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit

_CHUNK = 1 << 20


class Known(NamedTuple):
    """One document of a dataset: where its report lies, or why there is none."""

    document: str
    sha256: str | None
    versions: Versions | None
    failure: Failure | None


@dataclass(frozen=True)
class Collection:
    """The documents of a dataset in the order of their names, and what their figures say against one another."""

    shelf: Shelf
    known: tuple[Known, ...]
    versions: Versions
    checked: Checked | None
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def reviews(self) -> Reviews:
        """What people decided, at the figures as they are read now."""
        known = {one.document: one for one in self.known}
        there = [(one.document, one.sha256) for one in self.known if one.sha256 and one.versions]
        return reviews_of(self.decisions, there, lambda document: next(entries_of(self.shelf, [known[document]])))

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


def collected(
    shelf: Shelf,
    known: Iterable[Known],
    toolkit: Toolkit,
    versions: Versions,
    checks: bool,
    decisions: tuple[Decision, ...] = (),
) -> Collection:
    """The documents by name, cross-checked where wanted, with what people decided about their figures."""
    ordered = tuple(sorted(known))
    reports = (entry.report for entry in entries_of(shelf, ordered) if entry.report is not None)
    checked = check(Spool(reports, shelf.root), toolkit=toolkit) if checks else None
    return Collection(shelf, ordered, versions, checked, decisions)


def read_documents(
    files: Iterable[Path],
    shelf: Shelf,
    toolkit: Toolkit,
    versions: Versions,
    failed: Callable[[UnreadableDocument], None],
) -> Iterator[Known]:
    """Each file: taken from the shelf where it lies there, else read and put there."""
    for path in files:
        known = read_one(path, shelf, toolkit, versions)
        if known.failure is not None:
            failed(UnreadableDocument(known.document, known.failure.reason, known.failure.way_out))
        yield known


Reader: TypeAlias = Callable[
    [Iterable[Path], Shelf, Toolkit, Versions, Callable[[UnreadableDocument], None]], Iterator[Known]
]
"""What reads the documents of a dataset: `read_documents`, or one that lets many processes do it."""


def read_one(path: Path, shelf: Shelf, toolkit: Toolkit, versions: Versions) -> Known:
    """One file. Doing it twice, or by two processes at once, does no harm. Raises OSError where the shelf is full."""
    name = shown_name(path)
    sha256, size = digest_of(path)
    if sha256 and shelf.take(name, sha256, versions):
        return Known(name, sha256, versions, None)
    entry = read_entry(path, name, toolkit, versions, Failure("", "", sha256, size))
    if entry.report is None:
        return Known(name, None, None, entry.failure)
    shelf.put(entry)
    return Known(name, entry.report.source.sha256, versions, None)


def read_entry(path: Path, name: str, toolkit: Toolkit, versions: Versions, known: Failure) -> Entry:
    """One file, read; where it cannot be, what is `known` of it with the reason."""
    try:
        document = toolkit.door.load(path, name)
        return Entry(name, read(document, toolkit), text=document.text, versions=versions)
    except UnreadableDocument as error:
        return Entry(name, failure=known._replace(reason=error.reason, way_out=error.way_out))
    except Exception as error:  # one document must not take the other two thousand with it
        reason = f"reading it failed ({type(error).__name__}: {error})"
        return Entry(name, failure=known._replace(reason=reason, way_out=OUR_FAULT))


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
