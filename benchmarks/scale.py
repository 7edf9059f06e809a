"""Many processes: how much faster, in how much memory.

    python benchmarks/scale.py [--documents 2000] [--rounds 5] [--many 20000] [--least-ratio 1.8] [--most-memory 400]

The documents are made of those of the corpus, over and over, so many to a document that it is as long as a report is, each
with a last line of its own, so that no two are alike.

Speed: each round runs `reportparse extract` with --jobs 1 and with --jobs 2, taking turns at going first, whole processes
from nothing to the last byte, for reports one a line (.jsonl) and for a dataset's folder with and without cross-checks; the
ratio is the median over rounds of the first time to the second. `others` is the share of all cores that others had during each
round: with others at work, two processes cannot have two cores, and the ratio says little. --patience waits up to so many
seconds before each run for a moment of rest. CPU seconds, which others disturb less, are of the process and all its children,
and of the supervisor alone, which is what does not get faster by more jobs.

Memory: --many documents by --jobs 2; resident memory of every worker and of the process that supervises them is
looked at ten times a second. Figures go to standard output and to benchmarks/results/scale.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psutil

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "scale.json"
LEAST_ROUNDS = 5
LOOK = 0.1
REST, RESTING = 2.0, 10.0
"""Seconds that are looked at, and percent of all cores that may be busy in them, for a machine at rest."""
LENGTH = 2300
"""Characters of a document: the real report that we know has 2,364."""

FORMS = {"reports.jsonl": (), "dataset --no-check": ("--no-check",), "dataset": ()}


def made(folder: Path, count: int) -> Path:
    """An archive of so many documents."""
    folder.mkdir()
    texts = cycle([path.read_bytes().decode().rstrip() for path in sorted((ROOT / "corpus").rglob("*.txt"))])
    for n in range(count):
        text = next(texts)
        while len(text) < LENGTH:
            text += "\n" + next(texts)
        place = folder / f"{n // 1000:03}"
        place.mkdir(exist_ok=True)
        (place / f"{n:06}.txt").write_bytes(f"{text}\n档案第{n + 1}号。\n".encode())
    return folder


def extract(archive: Path, out: Path, jobs: int, *more: str) -> subprocess.Popen[bytes]:
    """The command, started."""
    command = [sys.executable, "-m", "reportparse", "extract", str(archive), "-o", str(out), "--jobs", str(jobs), *more]
    # An installation has its byte code; some machines that build things are told not to keep it.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, env=env)


class Taken(NamedTuple):
    """Seconds of one run: on the clock, of all CPUs, of the supervisor's."""

    clock: float
    cpu: float
    own: float
    busy: float


def busy_seconds() -> float:
    """CPU seconds that the machine has spent on anything."""
    times = psutil.cpu_times()
    return float(sum(times[:3]) + sum(times[5:8]))  # user, nice, system; irq, softirq, steal; not idle, iowait


def wait_for_rest(patience: float) -> None:
    """Until others leave the machine alone for a moment, or patience is at its end."""
    end = time.monotonic() + patience
    while time.monotonic() < end and psutil.cpu_percent(REST) > RESTING:
        pass


def taken_by(archive: Path, place: Path, form: str, jobs: int) -> Taken:
    """How long one run takes."""
    out = place / form.partition(" ")[0]
    before, busy, started = os.times(), busy_seconds(), time.perf_counter()
    child = extract(archive, out, jobs, *FORMS[form])
    watched, own = psutil.Process(child.pid), 0.0
    while child.poll() is None:
        with suppress(psutil.Error):
            own = sum(watched.cpu_times()[:2])
        time.sleep(LOOK)
    if child.returncode:
        raise SystemExit(f"exit status {child.returncode}")
    clock, after = time.perf_counter() - started, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    shutil.rmtree(out) if out.is_dir() else out.unlink()
    return Taken(clock, cpu, own, busy_seconds() - busy)


def speed(archive: Path, place: Path, form: str, rounds: int, patience: float) -> dict[str, Any]:
    """Both numbers of jobs in turns."""
    pairs = []
    for number in range(rounds):
        taken = {}
        for jobs in (1, 2) if number % 2 else (2, 1):
            wait_for_rest(patience)
            taken[jobs] = taken_by(archive, place, form, jobs)
        pairs.append((taken[1], taken[2]))
    cores = psutil.cpu_count() or 1
    return {
        "jobs_1_seconds": round(median(one.clock for one, _ in pairs), 2),
        "jobs_2_seconds": round(median(two.clock for _, two in pairs), 2),
        "ratio": round(median(one.clock / two.clock for one, two in pairs), 3),
        "ratios": [round(one.clock / two.clock, 3) for one, two in pairs],
        "others": [[round(max(0.0, run.busy - run.cpu) / run.clock / cores, 2) for run in pair] for pair in pairs],
        "jobs_1_cpu_seconds": round(median(one.cpu for one, _ in pairs), 2),
        "jobs_2_cpu_seconds": round(median(two.cpu for _, two in pairs), 2),
        "jobs_2_supervisor_cpu": round(median(two.own for _, two in pairs), 2),
    }


def memory(archive: Path, place: Path, count: int) -> dict[str, Any]:
    """The most resident memory of a worker and of the supervisor, in one run over many documents."""
    out = place / "many.jsonl"
    started = time.perf_counter()
    child = extract(archive, out, 2)
    main = psutil.Process(child.pid)
    most_worker = most_main = 0
    workers: set[int] = set()
    while child.poll() is None:
        try:
            most_main = max(most_main, main.memory_info().rss)
            for worker in (w for nursery in main.children() for w in nursery.children()):
                workers.add(worker.pid)
                most_worker = max(most_worker, worker.memory_info().rss)
        except psutil.Error:
            pass
        time.sleep(LOOK)
    taken = time.perf_counter() - started
    with out.open("rb") as lines:
        reports = sum(1 for _ in lines)
    if child.returncode or reports != count:
        raise SystemExit(f"{count} documents gave {reports} reports and exit status {child.returncode}")
    return {
        "documents": count,
        "seconds": round(taken, 1),
        "documents_per_second": round(count / taken, 1),
        "workers": len(workers),
        "most_worker_mb": round(most_worker / 1e6, 1),
        "most_supervisor_mb": round(most_main / 1e6, 1),
    }


def main() -> int:
    """Measure, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument(
        "--rounds", type=int, default=LEAST_ROUNDS, help=f"paired rounds, at least {LEAST_ROUNDS} to count"
    )
    parser.add_argument("--many", type=int, default=20_000, help="documents of the run for memory; 0 leaves it out")
    parser.add_argument("--patience", type=float, default=0.0, metavar="SECONDS", help="wait so long for rest")
    parser.add_argument("--forms", nargs="*", default=list(FORMS), choices=list(FORMS))
    parser.add_argument("--least-ratio", type=float, help="fail when .jsonl by two jobs is less than this much faster")
    parser.add_argument("--most-memory", type=float, metavar="MB", help="fail when a worker has more")
    args = parser.parse_args()
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        archive = made(place / "archive", args.documents)
        extract(made(place / "first", 1), place / "first.jsonl", 2).wait()  # compiles what is not compiled yet
        for form in args.forms:
            results[form] = speed(archive, place, form, args.rounds, args.patience)
            show(form, results[form])
        if args.many:
            results["memory"] = memory(made(place / "many", args.many), place, args.many)
            show("memory", results["memory"])
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    over = []
    if args.least_ratio and results["reports.jsonl"]["ratio"] < args.least_ratio:
        over.append(f"two jobs are {results['reports.jsonl']['ratio']} times as fast, the least is {args.least_ratio}")
    if args.most_memory and args.many and results["memory"]["most_worker_mb"] > args.most_memory:
        over.append(f"a worker had {results['memory']['most_worker_mb']} MB, the limit is {args.most_memory}")
    for line in over:
        print(f"OVER THE LIMIT {line}", file=sys.stderr)
    return int(bool(over))


def show(part: str, figures: dict[str, Any]) -> None:
    """A part of the table."""
    print(f"== {part}")
    for name, value in figures.items():
        print(f"{name:28} {value!s:>12}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
