"""Two runs at once on one dataset, and what runs that were killed leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from archive import build_at, files_of, make_archive

import reportparse as rp
from reportparse.store.files import output_file
from reportparse.store.lock import InUse, alone

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders cannot be locked")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


@pytest.mark.parametrize("name", ["dataset", "figures.csv", "figures.zip"])
def test_two_runs_at_once_are_kept_apart(archive: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    lying = out if name == "dataset" else tmp_path / f".{name}.work"
    command = [sys.executable, "-m", "reportparse", "extract", str(archive), "-o", str(out)]
    with alone(lying, out):
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        assert second.returncode == 2 and second.stdout == ""
        (line,) = second.stderr.splitlines()
        assert str(out) in line and "another run is writing this dataset" in line
        with pytest.raises(InUse):
            build_at(out, archive)
        assert list(lying.iterdir()) == []
    build_at(out, archive)
    assert len(rp.Dataset.open(out).reports()) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archive", name]


def test_many_runs_at_once_end_in_one_whole_dataset(archive: Path, tmp_path: Path) -> None:
    told: list[str] = []

    def run(out: Path) -> None:
        try:
            build_at(out, archive)
            told.append("done")
        except InUse:
            told.append("in use")

    for name in ("dataset", "figures.zip"):
        threads = [threading.Thread(target=run, args=(tmp_path / name,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert "done" in told and len(told) == 6
        told.clear()
        build_at(tmp_path / "alone" if name == "dataset" else tmp_path / "alone.zip", archive)
    assert files_of(tmp_path / "dataset") == files_of(tmp_path / "alone")
    assert (tmp_path / "figures.zip").read_bytes() == (tmp_path / "alone.zip").read_bytes()


def test_a_folder_that_a_run_takes_away_is_made_again(tmp_path: Path) -> None:
    work = tmp_path / "work"
    with alone(work, tmp_path):
        work.rmdir()
        with alone(work, tmp_path):  # the one that was taken away is nobody's any more
            assert work.is_dir()


def test_what_a_killed_run_left_of_a_file_goes(tmp_path: Path) -> None:
    out = tmp_path / "figures.jsonl"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, running, other = (
        tmp_path / f".figures.jsonl.{name}.part" for name in (str(ended.pid), str(os.getppid()), "mine")
    )
    for path in (left, running, other):
        path.write_bytes(b"half")
    with output_file(out) as file:
        file.write(b"whole")
    assert (out.read_bytes(), left.exists(), running.exists(), other.exists()) == (b"whole", False, True, True)
