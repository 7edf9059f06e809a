"""What one document or one worker may do wrong costs that document only: it is named, and no other is missing or doubled."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from many_documents import content, make_archive, plant, run

import reportparse as rp
from reportparse.pool import Limits
from reportparse.scale.reading import by_processes
from reportparse.store.build import Inputs, Watch, build
from reportparse.store.entries import versions_of
from reportparse.store.shelf import Shelf

pytestmark = pytest.mark.skipif(os.name != "posix", reason="more than one job takes fork")

LIMITS = Limits(most_seconds=1.5, memory=450 * 1024**2)


def build_at(out: Path, archive: Path, step: Callable[[], None] = lambda: None) -> list[str]:
    """A dataset of all files of a folder; what was said of documents that cannot be read."""
    told: list[str] = []
    watch = Watch(step, lambda error: told.append(error.reason))
    inputs = Inputs(tuple(sorted(archive.iterdir())), (archive,))
    build(inputs, out, rp.Toolkit.default(), versions_of(), True, watch, by_processes(2, LIMITS))
    return told


def reasons(out: Path) -> dict[str, str]:
    return {Path(row["document"]).name: row["reason"] for row in rp.Dataset.open(out).errors()}


FAULTS = {
    "hang": "takes longer than 2 s",
    "spin": "takes longer than 2 s",
    "eat": "takes more than 450 MB of memory",
    "gulp": "MemoryError",
    "abort": "ends the program that reads it (SIGABRT)",
    "leave": "ends the program that reads it (exit status 3)",
    "raise": "ZeroDivisionError: planted",
}


@pytest.mark.usefixtures("faulty")
def test_every_fault_costs_its_document_only(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 24, bad=False)
    build_at(tmp_path / "whole", archive)
    good = rp.Dataset.open(tmp_path / "whole").statistics()
    for n, doing in enumerate(FAULTS):
        plant(archive, f"{n * 3:04}-{doing}.txt", doing)
    told = build_at(tmp_path / "faulty", archive)
    found = reasons(tmp_path / "faulty")
    assert {name.partition("-")[2].removesuffix(".txt") for name in found} == set(FAULTS)
    for name, reason in found.items():
        assert FAULTS[name.partition("-")[2].removesuffix(".txt")] in reason
    assert sorted(told) == sorted(found.values())
    assert rp.Dataset.open(tmp_path / "faulty").statistics() == good
    row = next(r for r in rp.Dataset.open(tmp_path / "faulty").documents() if "abort" in r["document"])
    assert row["status"] == "failed" and row["sha256"] and row["bytes"]


@pytest.mark.usefixtures("faulty")
def test_a_document_that_was_not_to_blame_is_tried_again(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 8, bad=False)
    plant(archive, "0003-0.txt", f"once {tmp_path / 'flag'}")
    assert build_at(tmp_path / "out", archive) == []
    assert (tmp_path / "flag").exists() and len(rp.Dataset.open(tmp_path / "out").reports()) == 9


@pytest.mark.usefixtures("faulty")
def test_a_poison_document_in_a_stream_leaves_the_order(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 9, bad=False)
    plant(archive, "0000-0.txt", "abort")
    plant(archive, "0004-0.txt", "leave")
    paths = sorted(archive.iterdir())
    outcomes = list(rp.parse_many(paths, jobs=3, limits=LIMITS))
    assert [o.path for o in outcomes] == paths
    assert [o.path.name for o in outcomes if o.error] == ["0000-0.txt", "0004-0.txt"]


def workers() -> list[psutil.Process]:
    """The workers of this process: the children of its nurseries."""
    return [child for nursery in psutil.Process().children() for child in nursery.children()]


class Killer:
    """Kills one of the workers, whatever it is doing, each time that so many documents are done."""

    def __init__(self, every: int) -> None:
        self._every, self._dice = every, random.Random(7)
        self.done = self.hit = 0

    def __call__(self) -> None:
        """One more is done."""
        self.done += 1
        if self.done // self._every > self.hit:
            with contextlib.suppress(IndexError, psutil.Error):
                self._dice.choice(workers()).kill()
                self.hit += 1


def test_workers_killed_twenty_times_lose_nothing(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 400)
    build_at(tmp_path / "whole", archive)
    killer = Killer(every=19)
    build_at(tmp_path / "killed", archive, step=killer)
    assert killer.hit >= 20
    assert content(tmp_path / "killed") == content(tmp_path / "whole")


def test_a_nursery_that_is_killed_is_replaced(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 40, bad=False)
    outcomes = rp.parse_many(sorted(archive.iterdir()), jobs=2, limits=Limits(renew_items=5))
    before = set(psutil.Process().children())
    seen = [next(outcomes)]
    (nursery,) = set(psutil.Process().children()) - before
    nursery.kill()
    seen += outcomes
    assert len(seen) == 40 and all(outcome.report for outcome in seen)


def test_a_nursery_that_cannot_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(rp.ReportparseError, match="cannot be started"):
        list(rp.parse_many([tmp_path / "a.txt"] * 2, jobs=2))


def test_a_full_disk_ends_the_run_and_a_later_one_goes_on(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 30)
    long = "".join(f"{n}月,城市低保支出{n + 20}.5万元。\n" for n in range(1, 400))
    (archive / "0015-长.txt").write_text(f"柳溪县2020年工作总结\n{long}", encoding="utf-8")
    run("extract", archive, "-o", tmp_path / "whole")
    out = tmp_path / "full"
    limited = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000));"
        "from reportparse.cli import main; main()"
    )
    arguments = ["extract", str(archive), "-o", str(out), "--jobs", "2"]
    places = os.pathsep.join(p for p in sys.path if p)
    ended = subprocess.run(
        [sys.executable, "-c", limited, *arguments], capture_output=True, env={**os.environ, "PYTHONPATH": places}
    )
    assert ended.returncode == 2 and "File too large" in " ".join(ended.stderr.decode().replace("│", " ").split())
    assert [*out.rglob("reports/*/*.json")]
    assert run(*arguments).exit_code == 3
    assert content(out) == content(tmp_path / "whole")


def test_a_large_document_holds_nobody_up(tmp_path: Path) -> None:
    """While one worker is at it, the others read the rest: all that comes after it is done before it is."""
    archive = make_archive(tmp_path / "archive", 20, bad=False)
    big = archive / "0000-0.txt"
    long = "".join(f"{n}月,城市低保支出{n + 20}.5万元。\n" for n in range(1, 6000))
    big.write_text(f"柳溪县2020年工作总结\n{long}", encoding="utf-8")
    order: list[str] = []
    tools, versions = rp.Toolkit.default(), versions_of()
    shelf = Shelf(tmp_path / "shelf")
    for known in by_processes(2)(sorted(archive.iterdir()), shelf, tools, versions, lambda error: None):
        order.append(Path(known.document).name)
    assert order[-1] == "0000-0.txt"
