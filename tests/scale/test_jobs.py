"""`--jobs N`: the same bytes whatever N is, and runs that are stopped."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest
from many_documents import ROOT, alive, command, content, make_archive, plant, run

import reportparse as rp
from reportparse.pool import Limits

pytestmark = pytest.mark.skipif(os.name != "posix", reason="more than one job takes fork")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("jobs") / "archive", 60)


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@pytest.mark.parametrize("name", ["dataset", "figures.duckdb"])
def test_a_dataset_is_the_same_by_any_number_of_processes(archive: Path, tmp_path: Path, name: str) -> None:
    if name != "dataset":
        pytest.importorskip("duckdb")
    made = []
    for jobs in (1, 2, 4):
        out = tmp_path / str(jobs) / name
        out.parent.mkdir()
        assert run("extract", archive, "-o", out, "--jobs", jobs).exit_code == 3
        made.append(content(out))
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("layout", ["json", "jsonl"])
def test_a_stream_is_the_same_by_any_number_of_processes(archive: Path, layout: str) -> None:
    one, two, four = (run("extract", archive, "--format", layout, "--jobs", jobs) for jobs in (1, 2, 4))
    assert one.exit_code == 3 and one.stdout.count('"reportparse/1"') == 60 and "坏.txt" in one.stderr
    assert one.stdout_bytes == two.stdout_bytes == four.stdout_bytes
    assert one.stderr == two.stderr == four.stderr


def test_a_file_of_reports_is_the_same(archive: Path, tmp_path: Path) -> None:
    for jobs in (1, 3):
        run("extract", archive, "-o", tmp_path / f"{jobs}.jsonl", "--jobs", jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes() != b""


def test_other_formats_are_read_behind_the_same_fence() -> None:
    bed = ROOT / "tests" / "bed"
    files = [
        bed / "docx" / "report.docx",
        bed / "doc" / "features.doc",
        bed / "doc" / "locked.doc",
        bed / "docx" / "strict.docx",
    ]
    one, two = (run("extract", *files, "--format", "jsonl", "--jobs", jobs) for jobs in (1, 2))
    assert one.exit_code == 3 and one.stdout.count("\n") == 3 and "locked.doc" in one.stderr
    assert (one.stdout_bytes, one.stderr) == (two.stdout_bytes, two.stderr)


def test_outcomes_come_in_the_order_of_their_documents(archive: Path) -> None:
    paths = sorted(archive.iterdir(), reverse=True)
    alone, beside = ([*rp.parse_many(paths, jobs=jobs)] for jobs in (1, 2))
    assert [outcome.path for outcome in beside] == paths
    assert [outcome.report for outcome in beside] == [outcome.report for outcome in alone]
    assert [str(outcome.error) for outcome in beside] == [str(outcome.error) for outcome in alone]


def test_a_lexicon_of_ones_own_is_known_to_all_processes(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[nuandong]\nname = "暖冬行动"\n', encoding="utf-8")
    paths = []
    for n in range(3):
        paths.append(tmp_path / f"{n}.txt")
        paths[-1].write_text(f"柳溪县2020年工作总结\n暖冬行动支出{n + 1}2万元。\n", encoding="utf-8")
    toolkit = rp.Toolkit.with_lexicon(own)
    found = [o.report.statistics[0].program for o in rp.parse_many(paths, toolkit=toolkit, jobs=2) if o.report]
    assert [program and program.name for program in found] == ["暖冬行动"] * 3


def test_a_changed_toolkit_cannot_go_to_other_processes(archive: Path) -> None:
    from dataclasses import replace

    changed = replace(rp.Toolkit.default(), checks={})
    with pytest.raises(ValueError, match="jobs=1"):
        list(rp.parse_many(archive.iterdir(), toolkit=changed, jobs=2))
    with pytest.raises(ValueError, match="1 or more"):
        rp.parse_many([], jobs=0)


def test_whoever_stops_listening_ends_all_processes(archive: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    outcomes = rp.parse_many(sorted(archive.iterdir()) * 20, jobs=2)
    next(outcomes)
    workers = set(psutil.Process().children(recursive=True)) - before
    assert len(workers) >= 3  # the nursery and its two
    outcomes.close()  # type: ignore[attr-defined]
    until(lambda: not alive(workers))


def test_a_run_stopped_by_ctrl_c_goes_on_where_it_stood(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 300)
    run("extract", archive, "-o", tmp_path / "whole")
    out = tmp_path / "stopped"
    hanging = plant(archive, "0150-0.txt", "spin")  # or a fast machine may be done before the signal comes
    child = command("extract", archive, "-o", out, "--jobs", 2, plugin=True)
    until(lambda: out.is_dir() and len([*out.rglob("*.json")]) > 20)
    workers = psutil.Process(child.pid).children(recursive=True)
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=20)
    hanging.unlink()
    assert child.returncode not in (0, 3)
    assert not alive(workers)
    with pytest.raises(rp.ReportparseError, match="did not end"):
        rp.Dataset.open(out)
    there = len([*out.rglob("reports/*/*.json")])
    assert 20 < there < 300
    assert run("extract", archive, "-o", out, "--jobs", 2).exit_code == 3
    assert content(out) == content(tmp_path / "whole")


def test_when_the_run_is_killed_its_processes_go_too_though_they_hang(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "archive", 2)
    plant(archive, "0000-0.txt", "spin")
    child = command("extract", archive, "-o", tmp_path / "out", "--jobs", 2, plugin=True)
    until(lambda: len(psutil.Process(child.pid).children(recursive=True)) == 3)
    workers = psutil.Process(child.pid).children(recursive=True)
    child.kill()
    child.communicate()
    until(lambda: not alive(workers))


def test_workers_are_renewed(archive: Path) -> None:
    paths = sorted(archive.glob("0*.txt"))[:12]
    seen = [o.report for o in rp.parse_many(paths, jobs=2, limits=Limits(renew_items=2))]
    assert [r and r.source.path for r in seen] == [str(p) for p in paths]


@pytest.mark.parametrize(
    "arguments", [["--jobs", "0"], ["--engine", "ray"], ["--address", "auto"], ["--engine", "spark", "-o", "out"]]
)
def test_wrong_usage_is_told(archive: Path, arguments: list[str]) -> None:
    result = run("extract", archive, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is there")
def test_without_ray_it_is_said_what_to_install(archive: Path, tmp_path: Path) -> None:
    result = run("extract", archive, "--engine", "ray", "-o", tmp_path / "out")
    assert result.exit_code == 2 and "reportparse[ray]" in "".join(result.stderr.replace("│", "").split())
    assert not (tmp_path / "out").exists()
