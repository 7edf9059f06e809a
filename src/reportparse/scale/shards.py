"""Shards: the unit of work of a cluster, whatever drives it. A manifest in, a Parquet file of facts out.

`process_shard` may be run twice, on two machines, or again after a crash: the file is named by what it is made of and
appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reportparse.errors import ReportparseError
from reportparse.loaders import shown_name
from reportparse.pool import Limits
from reportparse.scale.facts import facts, versions_at, write_facts
from reportparse.store.entries import Versions

SHARD_DOCUMENTS = 64
SHARD_BYTES = 64 * 1024**2
"""About a second of reading: long beside what an engine takes to hand a shard out, short beside what a crash loses."""


class Listed(NamedTuple):
    """A document of a shard; size and time of change tell whether it is still the same."""

    path: str
    name: str
    bytes: int
    changed: int


class Manifest(NamedTuple):
    """What a shard is made of. Plain values only: it goes over the network as JSON or as a pickle."""

    documents: tuple[Listed, ...]
    versions: Versions
    lexicon: str | None = None

    @property
    def name(self) -> str:
        """The same for the same documents and versions."""
        return hashlib.sha256(json.dumps(self).encode()).hexdigest()[:32]

    def halves(self) -> tuple[Manifest, Manifest]:
        """Two smaller ones."""
        middle = len(self.documents) // 2
        return self._replace(documents=self.documents[:middle]), self._replace(documents=self.documents[middle:])


def manifests(
    files: Iterable[Path], versions: Versions, lexicon: str | None = None, most: int = SHARD_DOCUMENTS
) -> Iterator[Manifest]:
    """Files in shards, in their order."""
    taken: list[Listed] = []
    for path in files:
        taken.append(_listed(path))
        if len(taken) == most or sum(one.bytes for one in taken) >= SHARD_BYTES:
            yield Manifest(tuple(taken), versions, lexicon)
            taken.clear()
    if taken:
        yield Manifest(tuple(taken), versions, lexicon)


def process_shard(manifest: Manifest, folder: Path, limits: Limits | None = None) -> Path:
    """Read the documents of a manifest; the Parquet file of their facts, one row a document."""
    here = versions_at(manifest.lexicon)
    if manifest.versions != here:
        raise ReportparseError(
            f"this machine has reportparse {here.tool} with lexicon {here.lexicon}, wanted is {manifest.versions.tool} "
            f"with {manifest.versions.lexicon}; install the same version and the same extras on all machines"
        )
    target = shard_file(manifest, folder)
    if not target.exists():
        write_facts(facts(((one.path, one.name) for one in manifest.documents), manifest.lexicon, limits), target)
    return target


def shard_file(manifest: Manifest, folder: Path) -> Path:
    """Where the facts of a manifest lie once they are there."""
    return folder / f"{manifest.name}.parquet"


def _listed(path: Path) -> Listed:
    where, name = os.path.abspath(path), shown_name(path)  # noqa: PTH100 (as the name says: no links are followed)
    try:
        stat = Path(where).stat()
    except (OSError, ValueError):
        return Listed(where, name, 0, 0)  # the door will say why it cannot be opened
    return Listed(where, name, stat.st_size, stat.st_mtime_ns)
