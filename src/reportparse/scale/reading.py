"""The documents of a dataset, read by several processes of this machine straight onto its shelf."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from reportparse.errors import UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.many import BY_ITSELF, recipe, toolkit_by
from reportparse.pool import Allow, Hatchery, Limits, Lost, Pool
from reportparse.pool.worker import Work
from reportparse.store.collect import Known, Reader, digest_of, read_one
from reportparse.store.drawer import Drawer, Put
from reportparse.store.entries import Failure, Versions
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit


def by_processes(jobs: int, limits: Limits | None = None, hatchery: Hatchery | None = None) -> Reader:
    """A reader for `build`. Documents come as they are done; a dataset puts them in order at its end."""

    def read(
        files: Iterable[Path],
        shelf: Shelf,
        toolkit: Toolkit,
        versions: Versions,
        failed: Callable[[UnreadableDocument], None],
    ) -> Iterator[Known]:
        place = str(Path(str(shelf.root)).absolute())
        lines = shelf.drawer.with_lines if shelf.drawer else None
        arguments = {**recipe(toolkit), "shelf": place, "versions": versions, "lines": lines}
        paths: dict[int, Path] = {}

        def items() -> Iterator[bytes]:
            for index, path in enumerate(files):
                paths[index] = path
                yield os.fsencode(path)

        with Pool("reportparse.scale.reading:shelving_job", arguments, jobs, limits, hatchery) as pool:
            for index, told in pool.run(items()):
                path = paths.pop(index)
                known = lost_document(path, told) if isinstance(told, Lost) else unpacked(told)
                if known.failure is not None:
                    failed(UnreadableDocument(known.document, known.failure.reason, known.failure.way_out))
                yield known

    return read


def shelving_job(arguments: dict[str, Any], allow: Allow) -> Work:
    """A worker's job: a path in; its report and text go onto the shelf, what is known of it comes out."""
    toolkit = toolkit_by(arguments, allow)
    root, lines, versions = Path(arguments["shelf"]), arguments["lines"], Versions(*arguments["versions"])
    shelf = Shelf(root, None if lines is None else Drawer(root, lines))

    def work(item: bytes) -> bytes:
        return packed(read_one(Path(os.fsdecode(item)), shelf, toolkit, versions))

    return work


def lost_document(path: Path, told: Lost) -> Known:
    """A document of which a worker died."""
    return Known(shown_name(path), None, None, Failure(told.reason, BY_ITSELF, *digest_of(path)))


def packed(known: Known) -> bytes:
    """What is known of a document as bytes."""
    return json.dumps(known).encode()


def unpacked(data: bytes) -> Known:
    """The way back."""
    document, sha256, versions, failure, put = json.loads(data)
    return Known(
        document,
        sha256,
        Versions(*versions) if versions else None,
        Failure(*failure) if failure else None,
        Put(*put) if put else None,
    )
