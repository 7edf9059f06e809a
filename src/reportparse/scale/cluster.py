"""The documents of a dataset, read in shards by whatever engine there is, and brought onto its shelf here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reportparse.errors import UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.many import recipe
from reportparse.scale.facts import entry_of, facts_in
from reportparse.scale.shards import SHARD_DOCUMENTS, Manifest, manifests
from reportparse.store.build import Inputs, Watch, build
from reportparse.store.collect import Collection, Known, Reader, digest_of
from reportparse.store.entries import Versions, versions_of
from reportparse.store.folder import SHARDS
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit

Engine = Callable[[Iterable[Manifest], Path], Iterator[Path]]
"""Turns manifests into Parquet files in a folder that all machines see; files come in any order, every document is in
exactly one of them."""


def by_shards(engine: Engine, most: int = SHARD_DOCUMENTS) -> Reader:
    """A reader for `build`."""

    def read(
        files: Iterable[Path],
        shelf: Shelf,
        toolkit: Toolkit,
        versions: Versions,
        failed: Callable[[UnreadableDocument], None],
    ) -> Iterator[Known]:
        lexicon = recipe(toolkit)["lexicon"]
        folder = Path(str(shelf.root)).absolute() / SHARDS
        folder.mkdir(parents=True, exist_ok=True)
        new: list[Path] = []
        for path in files:
            before = _on_the_shelf(path, shelf, versions)
            if before is None:
                new.append(path)
            else:
                yield before
        for file in engine(manifests(new, versions, lexicon, most), folder):
            for known in shelved(file, shelf, versions):
                if known.failure is not None:
                    failed(UnreadableDocument(known.document, known.failure.reason, known.failure.way_out))
                yield known
        shutil.rmtree(folder, ignore_errors=True)

    return read


def shelved(file: Path, shelf: Shelf, versions: Versions) -> Iterator[Known]:
    """The documents of a Parquet file, put onto a shelf."""
    for fact in facts_in(file):
        entry = entry_of(fact)
        if entry.report is None:
            yield Known(entry.document, None, None, entry.failure)
        else:
            shelf.put(entry)
            yield Known(entry.document, entry.report.source.sha256, versions, None)


def _on_the_shelf(path: Path, shelf: Shelf, versions: Versions) -> Known | None:
    """A document that was read before. Where nothing was, no file is opened for this."""
    if not (shelf.root / "reports").exists():
        return None
    name, (sha256, _) = shown_name(path), digest_of(path)
    return Known(name, sha256, versions, None) if sha256 and shelf.take(name, sha256, versions) else None


def gather(files: Iterable[Path], out: Path, *, checks: bool = True, toolkit: Toolkit | None = None) -> Collection:
    """A dataset of Parquet files of facts, whichever engine wrote them: a folder, or a file by its ending."""
    entries = (entry_of(fact) for file in files for fact in facts_in(file))
    watch = Watch(lambda: None, lambda error: None)
    return build(Inputs((), (), entries), out, toolkit or Toolkit.default(), versions_of(), checks, watch)
