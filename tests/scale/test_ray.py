"""Ray on this machine: the same dataset as processes make, though workers are killed and documents kill them."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from many_documents import MARK, PLUGIN, content, make_archive, plant
from typer.testing import CliRunner

import reportparse as rp
from reportparse.cli import app
from reportparse.pool import Limits
from reportparse.scale.cluster import by_shards
from reportparse.scale.ray_engine import LOST, ray_engine
from reportparse.scale.reading import by_processes
from reportparse.scale.shards import manifests
from reportparse.store.build import Inputs, Watch, build
from reportparse.store.collect import Reader
from reportparse.store.entries import versions_of

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own

LIMITS = Limits(most_seconds=3.0)


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    """One Ray for all tests, whose workers find the faulty loader."""
    with pytest.MonkeyPatch.context() as patched:
        rp.Toolkit.default()
        patched.syspath_prepend(str(PLUGIN))
        patched.setenv("PYTHONPATH", os.pathsep.join([str(PLUGIN), os.environ.get("PYTHONPATH", "")]))
        patched.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(
            address="local", num_cpus=2, include_dashboard=False, object_store_memory=100 * 1024**2, log_to_driver=False
        )
        yield
        ray.shutdown()


def build_at(out: Path, archive: Path, read: Reader) -> None:
    watch = Watch(lambda: None, lambda error: None)
    inputs = Inputs(tuple(sorted(archive.iterdir())), (archive,))
    build(inputs, out, rp.Toolkit.default(), versions_of(), True, watch, read)


def ray_workers() -> list[psutil.Process]:
    """The processes in which Ray runs a task of ours at this moment."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "ray::_shard" in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def killing(times: int, ended: threading.Event, hit: list[int]) -> None:
    dice = random.Random(5)
    while len(hit) < times and not ended.wait(0.3):
        try:
            victim = dice.choice(ray_workers())
            victim.kill()
            hit.append(victim.pid)
            time.sleep(1.0)
        except (IndexError, psutil.Error):
            continue


def test_the_same_dataset_with_workers_killed_and_a_poison_document(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 120)
    plant(archive, "0050-0.txt", "abort")
    build_at(tmp_path / "here", archive, by_processes(2, LIMITS))
    ended, hit = threading.Event(), list[int]()
    killer = threading.Thread(target=killing, args=(2, ended, hit))
    killer.start()
    try:
        build_at(tmp_path / "ray", archive, by_shards(ray_engine(limits=LIMITS), most=16))
    finally:
        ended.set()
        killer.join()
    assert hit, "no worker was killed in the middle"
    assert content(tmp_path / "ray") == content(tmp_path / "here")
    assert {Path(row["document"]).name for row in rp.Dataset.open(tmp_path / "ray").errors()} == {
        "0050-0.txt",
        "坏.txt",
    }


def test_a_document_that_takes_its_ray_worker_with_it_is_alone_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportparse.scale.ray_engine.RETRIES", 0)  # each takes Ray seconds to start another worker
    archive = make_archive(tmp_path / "archive", 3, bad=False)
    plant(archive, "0001-0.txt", "fell_all")
    build_at(tmp_path / "ray", archive, by_shards(ray_engine(limits=LIMITS), most=2))
    (error,) = rp.Dataset.open(tmp_path / "ray").errors()
    assert Path(error["document"]).name == "0001-0.txt" and error["reason"] == LOST
    assert len(rp.Dataset.open(tmp_path / "ray").reports()) == 3


def test_a_shard_that_cannot_be_made_ends_the_run_with_a_message(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 1)
    run = ray_engine()(manifests(sorted(archive.iterdir()), versions_of()), tmp_path / "nowhere")
    with pytest.raises(rp.ReportparseError, match="cannot be made"):
        list(run)


def test_the_command(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 12)
    for engine in ("ray", "local"):
        result = CliRunner().invoke(app, ["extract", str(archive), "-o", str(tmp_path / engine), "--engine", engine])
        assert result.exit_code == 3 and "12 of 13 documents read" in result.stderr
    assert content(tmp_path / "ray") == content(tmp_path / "local")
    assert MARK not in (archive / "0000.txt").read_text(encoding="utf-8")
