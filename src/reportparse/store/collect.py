"""Documents -> a shelf of reports: only what is new or changed is read; what cannot be read is remembered with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias, overload

from reportparse.api import read
from reportparse.checks import Court, cross_check
from reportparse.checks.heads import Head
from reportparse.decisions.applying import Reviews
from reportparse.errors import ReportparseError, UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.many import OUR_FAULT
from reportparse.model.checked import Checked
from reportparse.model.patch import Decision
from reportparse.model.report import Report
from reportparse.store.decided import reviews_of
from reportparse.store.drawer import Kept, Put
from reportparse.store.entries import Entry, Failure, Versions
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit

_CHUNK = 1 << 20


class Known(NamedTuple):
    """One document of a dataset: where its report lies, or why there is none; what is in the drawer of it."""

    document: str
    sha256: str | None
    versions: Versions | None
    failure: Failure | None
    put: Put | None = None


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

    def kept(self, one: Known) -> Kept | None:
        """The lines of a document's tables, where they were made when it was read."""
        drawer = self.shelf.drawer
        return drawer.kept(one.put) if drawer is not None and drawer.with_lines and one.put is not None else None

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
    judges: Judges | None = None,
) -> Collection:
    """The documents by name, cross-checked where wanted, with what people decided about their figures."""
    ordered = tuple(sorted(laid_in(shelf, known)))
    drawer = shelf.drawer
    assert drawer is not None
    checked = None
    if checks:
        told = [(one.document, one.sha256, one.versions) for one in ordered if one.put and one.sha256 and one.versions]
        reports = Shelved(shelf, told, [drawer.head(one.put) for one in ordered if one.put])
        checked = cross_check(reports, toolkit.checks, toolkit.rules, judges(reports, toolkit) if judges else None)
    return Collection(shelf, ordered, versions, checked, decisions)


class Gone(ReportparseError):
    """A report that was there when the run began."""

    def __init__(self, document: str) -> None:
        super().__init__(f"{document}: its report went out of the dataset while it was written; run the command again")


class Shelved(Sequence[Report]):
    """Reports on a shelf, as cross-checks take them: each is read when it is asked for."""

    def __init__(
        self, shelf: Shelf, known: Sequence[tuple[str, str, Versions]], heads: Sequence[Head] | None = None
    ) -> None:
        self.shelf, self.known = shelf, known
        self.heads = [] if heads is None else heads

    def __len__(self) -> int:
        return len(self.known)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        entry = self.shelf.take(*self.known[index])
        if entry is None or entry.report is None:
            raise Gone(self.known[index][0])
        return entry.report


Judges = Callable[[Shelved, Toolkit], Court | None]
"""Who checks the reports of a dataset part by part; None where one process does as well."""


def laid_in(shelf: Shelf, known: Iterable[Known]) -> Iterator[Known]:
    """The documents with what is wanted of each in the drawer, where whoever read it has not put it there."""
    for one in known:
        if one.put is None and shelf.drawer is not None and one.sha256 and one.versions:
            entry = shelf.take(one.document, one.sha256, one.versions)
            yield one if entry is None else one._replace(put=shelf.drawer.put(entry))
        else:
            yield one


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
    entry = shelf.take(name, sha256, versions) if sha256 else None
    if entry is None:
        read_now = read_entry(path, name, toolkit, versions, Failure("", "", sha256, size))
        if read_now.report is None:
            return Known(name, None, None, read_now.failure)
        entry = shelf.put(read_now)
    assert entry.report is not None
    put = shelf.drawer.put(entry) if shelf.drawer else None
    return Known(name, entry.report.source.sha256, versions, None, put)


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
