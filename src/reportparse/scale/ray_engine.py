"""Shards as Ray core tasks: on the cores of this machine, or on a cluster that is there already.

Ray runs a task again whose worker or machine went away. A shard whose task goes away each time has a document that takes
its worker with it in spite of the process that reads it apart: it is halved until that document is alone, and named.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportparse.errors import ReportparseError
from reportparse.pool import Limits
from reportparse.scale.cluster import Engine
from reportparse.scale.facts import lost_fact, write_facts
from reportparse.scale.shards import Manifest, process_shard, shard_file
from reportparse.store.needed import needed

AHEAD = 4
"""Shards handed out for each core: enough that none waits, few enough that a million are not all in memory."""

RETRIES = 2
OBJECT_STORE = 100 * 1024**2
"""Bytes for what goes between tasks on this machine: names of files only."""

LOST = "reading it ends the program that reads it, and the machine's worker with it"


def ray_engine(address: str | None = None, cores: int | None = None, limits: Limits | None = None) -> Engine:
    """An engine on the cluster at `address` (`auto`: the one this machine belongs to); without one, on so many cores here.

    Documents and dataset lie where all machines see them under the same path.
    """

    ray = needed("ray", "ray", "--engine ray")  # said at once where it is not there

    def run(shards: Iterable[Manifest], folder: Path) -> Iterator[Path]:
        with _connected(ray, address, cores):
            yield from _done(ray, iter(shards), folder, limits)

    return run


@contextmanager
def _connected(ray: Any, address: str | None, cores: int | None) -> Iterator[None]:
    """Ray, begun here and ended here; one that the caller has begun is used as it is."""
    if ray.is_initialized():
        yield
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # an archive is nobody's business
    quiet = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": False}
    if address:
        try:
            ray.init(address=address, **quiet)
        except (OSError, RuntimeError, ValueError) as error:
            raise ReportparseError(f"there is no Ray cluster at {address} ({error})") from error
    else:
        ray.init(address="local", num_cpus=cores, include_dashboard=False, object_store_memory=OBJECT_STORE, **quiet)
    try:
        yield
    finally:
        ray.shutdown()


def _done(ray: Any, shards: Iterator[Manifest], folder: Path, limits: Limits | None) -> Iterator[Path]:
    """The files of all shards, as they are done."""
    task = ray.remote(num_cpus=1, max_retries=RETRIES)(_shard)
    most = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    again: deque[Manifest] = deque()
    running: dict[Any, Manifest] = {}
    while True:
        while len(running) < most and (shard := again.popleft() if again else next(shards, None)) is not None:
            running[task.remote(shard, str(folder), limits)] = shard
        if not running:
            return
        (reference,), _ = ray.wait([*running], num_returns=1)
        shard = running.pop(reference)
        try:
            yield Path(ray.get(reference))
        except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.NodeDiedError):
            if len(shard.documents) > 1:
                again.extend(shard.halves())
            else:
                yield _given_up(shard, folder)
        except ray.exceptions.RayTaskError as error:
            raise ReportparseError(f"a shard cannot be made: {error.cause or error}") from error


def _shard(manifest: Manifest, folder: str, limits: Limits | None) -> str:
    return str(process_shard(manifest, Path(folder), limits))


def _given_up(shard: Manifest, folder: Path) -> Path:
    """The file of a document that took its worker with it each time."""
    target = shard_file(shard, folder)
    (one,) = shard.documents
    write_facts([lost_fact(one.path, one.name, LOST, shard.lexicon)], target)
    return target
