"""Shards: the unit of work of a cluster, without one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from many_documents import content, make_archive, plant

import reportparse as rp
from reportparse.pool import Limits
from reportparse.scale.cluster import by_shards
from reportparse.scale.facts import facts_in
from reportparse.scale.reading import by_processes
from reportparse.scale.shards import Manifest, manifests, process_shard
from reportparse.store.build import Inputs, Watch, build
from reportparse.store.collect import Reader, read_documents
from reportparse.store.entries import versions_of

pytest.importorskip("duckdb")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="takes fork")

LIMITS = Limits(most_seconds=1.5)


def build_at(out: Path, archive: Path, read: Reader) -> None:
    watch = Watch(lambda: None, lambda error: None)
    inputs = Inputs(tuple(sorted(archive.iterdir())), (archive,))
    build(inputs, out, rp.Toolkit.default(), versions_of(), True, watch, read)


def here(shards: Iterable[Manifest], folder: Path) -> Iterator[Path]:
    """The simplest engine there is. It hands out its last shard first, and one of them twice."""
    wanted = [*shards]
    for shard in reversed([*wanted, wanted[0]]):
        process_shard(shard, folder, LIMITS)
    yield from (process_shard(shard, folder, LIMITS) for shard in reversed(wanted))


@pytest.mark.usefixtures("faulty")
def test_shards_make_the_same_dataset_as_processes_do(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 20)
    plant(archive, "0003-0.txt", "abort")
    plant(archive, "0007-0.txt", "hang")
    build_at(tmp_path / "processes", archive, by_processes(2, LIMITS))
    build_at(tmp_path / "shards", archive, by_shards(here, most=5))
    assert content(tmp_path / "shards") == content(tmp_path / "processes")
    assert len(rp.Dataset.open(tmp_path / "shards").errors()) == 3


def test_what_was_read_before_is_in_no_shard(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 6, bad=False)
    build_at(tmp_path / "out", archive, by_processes(2))
    (archive / "new.txt").write_text("柳溪县2021年工作总结\n发放低保金12万元。\n", encoding="utf-8")
    seen: list[str] = []

    def watched(shards: Iterable[Manifest], folder: Path) -> Iterator[Path]:
        for shard in shards:
            seen.extend(one.name for one in shard.documents)
            yield process_shard(shard, folder)

    build_at(tmp_path / "out", archive, by_shards(watched))
    assert [Path(name).name for name in seen] == ["new.txt"]
    assert len(rp.Dataset.open(tmp_path / "out").reports()) == 7


def test_a_shard_is_named_by_what_it_is_made_of(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 5, bad=False)
    paths, versions = sorted(archive.iterdir()), versions_of()
    one, two, three = manifests(paths, versions, most=2)
    assert [len(shard.documents) for shard in (one, two, three)] == [2, 2, 1]
    assert next(iter(manifests(paths, versions, most=2))).name == one.name
    assert next(iter(manifests(paths, versions._replace(lexicon="0"), most=2))).name != one.name
    paths[0].write_text("柳溪县2021年工作总结\n发放低保金12万元。\n", encoding="utf-8")
    assert next(iter(manifests(paths, versions, most=2))).name != one.name


def test_a_machine_with_another_version_makes_no_shard(tmp_path: Path) -> None:
    versions = versions_of()._replace(tool="0.0.9")
    (shard,) = manifests(sorted(make_archive(tmp_path / "archive", 1).iterdir()), versions)
    with pytest.raises(rp.ReportparseError, match=r"wanted is 0\.0\.9"):
        process_shard(shard, tmp_path)


def test_what_a_cluster_left_is_gone_when_another_run_ends(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 3)

    def stopped(shards: Iterable[Manifest], folder: Path) -> Iterator[Path]:
        yield process_shard(next(iter(shards)), folder)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_at(tmp_path / "out", archive, by_shards(stopped, most=2))
    assert [*(tmp_path / "out" / ".shards").iterdir()]
    build_at(tmp_path / "out", archive, read_documents)
    build_at(tmp_path / "whole", archive, read_documents)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_shard_that_is_there_is_not_read_again(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 2)
    (shard,) = manifests(sorted(archive.iterdir()), versions_of())
    file = process_shard(shard, tmp_path)
    before = file.stat().st_mtime_ns
    for path in archive.iterdir():
        path.unlink()
    assert process_shard(shard, tmp_path) == file and file.stat().st_mtime_ns == before
    rows = [*facts_in(file)]
    assert [Path(row.document).name for row in rows] == ["0000.txt", "0001.txt", "坏.txt"]
    assert [row.report is None for row in rows] == [False, False, True]
    assert all(row.sha256 and row.size for row in rows)
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".parquet"] == ["archive"]
