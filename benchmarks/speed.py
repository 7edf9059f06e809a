"""How fast reports are read, beside jieba's segmentation of the same texts in the same run.

    python benchmarks/speed.py [DIR...] [--rounds 9] [--copies 1000] [--most-ratio 2.0] [--most-help 0.4]

Warm: each round reads all documents (default: corpus and each folder in it) once with `parse` and once with `jieba.lcut`,
taking turns at going first; the ratio is the median over rounds of parse time to jieba time. Cold: whole processes,
median of five. --copies N also reads a folder of N documents in one command and reports the most memory it held.
Figures go to standard output and to benchmarks/results/speed.json; the --most-… limits set the exit status.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import jieba

import reportparse as rp

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DEFAULT = [CORPUS, *sorted(path for path in CORPUS.iterdir() if path.is_dir())]
RESULTS = ROOT / "benchmarks" / "results" / "speed.json"
COLD_RUNS = 5
LEAST_ROUNDS = 5
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def warm(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Characters per second of both once everything is loaded, and the median ratio of their times."""

    def parse() -> None:
        for text in texts:
            rp.parse(text=text)

    def segment() -> None:
        for text in texts:
            jieba.lcut(text)

    parse(), segment()
    parsed, segmented = [], []
    for i in range(rounds):
        turns = [(parse, parsed), (segment, segmented)]
        for work, times in turns if i % 2 else reversed(turns):
            times.append(seconds(work))
    characters = sum(map(len, texts))
    return {
        "characters": characters,
        "rounds": rounds,
        "parse_characters_per_second": round(characters / median(parsed)),
        "jieba_characters_per_second": round(characters / median(segmented)),
        "ratio": round(median(p / s for p, s in zip(parsed, segmented, strict=True)), 3),
    }


def process(*arguments: str) -> float:
    """The median time of a whole Python process."""
    command = [sys.executable, *arguments]
    return round(
        median(seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(COLD_RUNS)), 3
    )


def cold(document: Path) -> dict[str, float]:
    """Whole processes, from nothing to the last byte out."""
    segment = f"import jieba, pathlib; jieba.lcut(pathlib.Path({str(document)!r}).read_text('utf-8'))"
    return {
        "python_itself": process("-c", "pass"),
        "import_reportparse": process("-c", "import reportparse"),
        "help": process("-m", "reportparse", "--help"),
        "extract_one_document": process("-m", "reportparse", "extract", str(document)),
        "jieba_one_document": process("-c", segment),
    }


def folder(documents: Sequence[Path], copies: int) -> dict[str, float]:
    """One command over a folder of many documents: its time and the most memory it held."""
    with tempfile.TemporaryDirectory() as scratch:
        for i, document in enumerate(islice(cycle(documents), copies)):
            shutil.copyfile(document, Path(scratch) / f"{i:06}.txt")
        out = Path(scratch) / "out.jsonl"
        start = perf_counter()
        command = [sys.executable, "-m", "reportparse", "extract", scratch, "-o", str(out)]
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        elapsed = perf_counter() - start
        with out.open("rb") as lines:
            reports = sum(1 for _ in lines)
    if child.returncode or reports != copies:
        raise SystemExit(f"reading {copies} copies gave {reports} reports and exit status {child.returncode}")
    return {
        "copies": copies,
        "seconds": round(elapsed, 2),
        "documents_per_second": round(copies / elapsed, 1),
        "most_memory_mb": round(usage.ru_maxrss * MAXRSS_UNIT / 1e6, 1),
    }


def main() -> int:
    """Measure, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="*", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=9, help=f"paired rounds, at least {LEAST_ROUNDS}")
    parser.add_argument("--copies", type=int, default=0, metavar="N", help="also read a folder of N documents")
    parser.add_argument("--most-ratio", type=float, help="fail when parse takes more than this many times jieba's time")
    parser.add_argument("--most-help", type=float, metavar="SECONDS", help="fail when --help takes longer")
    parser.add_argument("--most-memory", type=float, metavar="MB", help="fail when the folder needs more")
    args = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    documents = [path for directory in args.directories for path in sorted(directory.glob("*.txt"))]
    if not documents:
        parser.error("no documents there")
    texts = [path.read_bytes().decode() for path in documents]
    results: dict[str, dict[str, Any]] = {
        "warm": warm(texts, max(args.rounds, LEAST_ROUNDS)),
        "cold_seconds": cold(documents[0]),
    }
    if args.copies:
        results["folder"] = folder(documents, args.copies)
    for part, figures in results.items():
        print(f"== {part}")
        for name, value in figures.items():
            print(f"{name:28} {value:>12,}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    limits = [
        ("ratio", results["warm"]["ratio"], args.most_ratio),
        ("help", results["cold_seconds"]["help"], args.most_help),
        ("memory", results.get("folder", {}).get("most_memory_mb", 0), args.most_memory),
    ]
    over = [f"{name} is {value}, the limit is {most}" for name, value, most in limits if most and value > most]
    for line in over:
        print(f"OVER THE LIMIT {line}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
