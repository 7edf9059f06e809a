"""Datasets: 2,000 documents to each form and back, and runs that are killed again and again.

    python benchmarks/store.py [--documents 2000] [--kills 3] [--rounds 2] [--seed 1]

The documents are made here: short reports of invented counties, no two alike, some that cannot be read. For every form the table says
how long writing and reading back take and how large it is, as ratios to .jsonl of the same reports (seconds and sizes
of that line are absolute), and whether what comes back is what was written: every report to the digit, for the two
forms that are one table every figure and record.

Then the command is started and killed (SIGKILL) at random moments, `--kills` times in a row, and run to its end; what it made
is held against what a run makes that nobody disturbs: byte for byte, the database row for row. So `--rounds` times a form.
The exit status is 1 where anything differs.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import reportparse as rp
from reportparse.store.tables import tables

RESULTS = Path(__file__).resolve().parent / "results" / "store.json"
FORMS = ("dataset", "figures.zip", "figures.duckdb", "figures.xlsx", "figures.parquet", "figures.csv", "figures.json")
BASE = "figures.jsonl"
ONE_TABLE = (".csv", ".parquet")
KILLED_FORMS = ("dataset", "figures.duckdb", "figures.xlsx", "figures.parquet", "figures.zip", "figures.csv", BASE)

MOST_TRIES = 5

Content = dict[str, bytes] | list[object]


class Line(NamedTuple):
    """One form: seconds to write and to read back, bytes, and whether everything came back."""

    form: str
    write: float
    read: float
    size: int
    same: bool


def made(folder: Path, count: int, seed: int) -> Path:
    """Reports of invented counties over twenty years; every hundredth file cannot be read."""
    dice = random.Random(seed)
    folder.mkdir()
    for n in range(count):
        path = folder / f"{n:05}.txt"
        if n % 100 == 57:
            path.write_bytes(bytes(range(256)) * 8)
            continue
        county = "".join((dice.choice("柏榆桐桂樟楠"), dice.choice("川溪岭浦原滩"), "县"))
        persons, year = dice.randint(300, 9_000), 2005 + n % 20
        money = dice.randint(persons * 200, persons * 480)
        path.write_text(
            f"{county}{year}年民政工作总结\n一、困难群众救助\n"
            f"{year}年末,全县城市低保在册{persons * 6 // 10}户、{persons}人,全年支出{money // 10000}.{money % 10000:04}万元,"
            f"比上年增长{dice.randint(1, 99) / 10}%。农村低保{persons * 2}人,支出{money}.50元。\n"
            f"二、为老服务\n新建日间照料中心{dice.randint(1, 30)}所,新增床位{dice.randint(20, 400)}张。第{n + 1}号。\n",
            encoding="utf-8",
        )
    return folder


def extract(*arguments: object) -> subprocess.Popen[bytes]:
    """The command, started."""
    command = [sys.executable, "-m", "reportparse", "extract", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) if path.is_dir() else path.stat().st_size


def there_and_back(dataset: rp.Dataset, reports: list[rp.Report], path: Path) -> Line:
    """Write a form, read it again, compare."""
    started = time.perf_counter()
    dataset.save(path)
    written = time.perf_counter()
    back = rp.Dataset.open(path).reports()
    read = time.perf_counter()
    if path.suffix in ONE_TABLE:
        same = [(r.statistics, r.records, r.source) for r in back] == [
            (r.statistics, r.records, r.source) for r in reports if r.statistics
        ]
    else:
        same = [r.model_dump_json() for r in back] == [r.model_dump_json() for r in reports]
    return Line(path.name, written - started, read - written, size_of(path), same)


def content(path: Path) -> Content:
    """All that is in a dataset: the bytes of its files, of a database the rows of its tables."""
    if path.suffix == ".duckdb":
        opened = rp.Dataset.open(path)
        return [list(opened.rows(name)) for name in tables()] + [opened.sql("FROM panel").fetchall()]
    files = path.rglob("*") if path.is_dir() else [path]
    return {str(p.relative_to(path.parent)): p.read_bytes() for p in files if p.is_file()}


def killed(archive: Path, out: Path, times: int, seconds: float, dice: random.Random) -> Iterator[float]:
    """Start and kill, again and again; a run that goes on needs less time, so one that came to its end is tried again."""
    kills = 0
    for _ in range(MOST_TRIES * times):
        after = dice.uniform(0.02, 0.8) * seconds
        child = extract(archive, "-o", out)
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            kills += 1
            yield after
        if kills == times:
            return


def interrupted(archive: Path, folder: Path, form: str, args: argparse.Namespace, dice: random.Random) -> list[str]:
    """What differs between a run that nobody disturbs and runs that were killed."""
    started = time.perf_counter()
    whole = folder / "whole" / form
    whole.parent.mkdir(exist_ok=True)
    extract(archive, "-o", whole).wait()
    seconds = time.perf_counter() - started
    wanted = content(whole)
    told = []
    for number in range(args.rounds):
        out = folder / f"killed{number}" / form
        out.parent.mkdir(exist_ok=True)
        moments = ", ".join(f"{at:.2f} s" for at in killed(archive, out, args.kills, seconds, dice))
        extract(archive, "-o", out).wait()
        left = sorted(p.name for p in out.parent.iterdir() if p.name.startswith("."))
        same = content(out) == wanted and not left
        told.append(
            f"{form:16} killed after {moments or '-'} of {seconds:.2f} s: {'same' if same else 'DIFFERS'} {left or ''}"
        )
        shutil.rmtree(out.parent)
    return told


def main() -> int:
    """Measure, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=3, help="kills in a row before a run is left to end")
    parser.add_argument("--rounds", type=int, default=2, help="such rows for each form")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        archive = made(folder / "archive", args.documents, args.seed)
        lines = forms(archive, folder)
        dice = random.Random(args.seed)
        told = [line for form in KILLED_FORMS for line in interrupted(archive, folder, form, args, dice)]
    print("\n".join(told))
    RESULTS.parent.mkdir(exist_ok=True)
    stored = {"forms": [line._asdict() for line in lines], "interrupted": told}
    RESULTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    return int(not all(line.same for line in lines) or any("DIFFERS" in line for line in told))


def forms(archive: Path, folder: Path) -> list[Line]:
    """The first table: every form, written and read back."""
    first = folder / "first"
    for name in ("first run", "run again"):
        started = time.perf_counter()
        extract(archive, "-o", first).wait()
        print(f"{name:16} {time.perf_counter() - started:8.2f} s")
    dataset = rp.Dataset.open(first)
    reports = dataset.reports()
    base, *others = [there_and_back(dataset, reports, folder / name) for name in (BASE, *FORMS)]
    print(f"{'form':16} {'write':>8} {'read':>8} {'size':>8}  same")
    print(f"{base.form:16} {base.write:6.2f} s {base.read:6.2f} s {base.size / 1e6:5.1f} MB  {base.same}")
    for line in others:
        ratios = (line.write / base.write, line.read / base.read, line.size / base.size)
        print(f"{line.form:16} " + " ".join(f"{ratio:8.2f}" for ratio in ratios) + f"  {line.same}")
    return [base, *others]


if __name__ == "__main__":
    sys.exit(main())
