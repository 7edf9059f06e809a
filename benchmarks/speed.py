"""How fast reports are read, beside jieba's segmentation of the same texts in the same run.

    python benchmarks/speed.py [DIR...] [--rounds 9] [--copies 1000] [--most-ratio 2.0] [--most-help 0.4]
    python benchmarks/speed.py --steps --density --peers

Warm: each round reads all documents (default: corpus and each folder in it) once with `parse` and once with `jieba.lcut`,
taking turns at going first; the ratio is the median over rounds of parse time to jieba time. Cold: whole processes,
median of five. --copies N also reads a folder of N documents in one command and reports the most memory it held.
--steps says where the time of `parse` goes, --density the ratio for texts with many figures, some and none, and --peers how
much longer published recognisers take for a part of the work (extra `bench`; those that are absent are named).
Figures go to standard output and to benchmarks/results/speed.json; the --most-… limits set the exit status.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
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
from speed_peers import beside_peers
from steps import steps

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DEFAULT = [CORPUS, *sorted(path for path in CORPUS.iterdir() if path.is_dir())]
RESULTS = ROOT / "benchmarks" / "results" / "speed.json"
SEED = ROOT.parent / "shared" / "seed"
"""A real report that is no part of this repository; it is measured where it lies beside a checkout."""
NUMERAL = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿几数半]")
REPORT_LENGTH = 2000
"""Characters of a text that is put together of single sentences."""
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


def by_density(texts: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """The ratio for texts with many figures, for a real report with fewer, and for the sentences that have no numeral at all."""
    plain = [s for text in texts for s in re.split("(?<=[。\\n])", text) if not NUMERAL.search(s)]
    without: list[str] = [""]
    for sentence in plain:
        if len(without[-1]) > REPORT_LENGTH:
            without.append("")
        without[-1] += sentence
    seed = [path.read_bytes().decode() for path in sorted(SEED.glob("*.txt"))]
    groups = {
        "given": texts,
        "seed": seed * (len(texts) // 4 + 1),
        "without_figures": [text for text in without if text],
    }
    found = {}
    for name, group in groups.items():
        if group:
            figures = sum(len(rp.parse(text=text).statistics) for text in group)
            per_figure = {"characters_per_figure": round(sum(map(len, group)) / figures, 1)} if figures else {}
            found[name] = {"figures": figures} | per_figure | warm(group, rounds)
    return found


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
    parser.add_argument("--steps", action="store_true", help="also say where the time goes")
    parser.add_argument("--density", action="store_true", help="also the ratio by how many figures the texts have")
    parser.add_argument(
        "--peers", action="store_true", help="also time published recognisers on the same texts; minutes"
    )
    parser.add_argument("--most-ratio", type=float, help="fail when parse takes more than this many times jieba's time")
    parser.add_argument("--most-help", type=float, metavar="SECONDS", help="fail when --help takes longer")
    parser.add_argument("--most-memory", type=float, metavar="MB", help="fail when the folder needs more")
    args = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    documents = [path for directory in args.directories for path in sorted(directory.glob("*.txt"))]
    if not documents:
        parser.error("no documents there")
    texts = [path.read_bytes().decode() for path in documents]
    rounds = max(args.rounds, LEAST_ROUNDS)
    results: dict[str, dict[str, Any]] = {"warm": warm(texts, rounds), "cold_seconds": cold(documents[0])}
    if args.copies:
        results["folder"] = folder(documents, args.copies)
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    if args.steps:
        tables["steps"] = steps(texts, rounds)
    if args.density:
        tables["density"] = by_density(texts, rounds)
    if args.peers:
        tables["peers"] = beside_peers(texts, rounds)
    for part, figures in results.items():
        print(f"== {part}")
        for name, value in figures.items():
            print(f"{name:28} {value:>12,}")
    for part, rows in tables.items():
        print(f"== {part}")
        for name, row in rows.items():
            print(f"{name:28}", *(f"{key} {value}" for key, value in row.items()), sep="  ")
    results |= tables
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
