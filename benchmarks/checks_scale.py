"""Cross-checks of archives that grow: seconds, peak memory, how time grows, and whether planted faults are still found.

    python benchmarks/checks_scale.py [--sizes 10000 100000 1000000] [--whole 10000 100000] [--rounds 1] [--forms parquet duckdb]

An archive is made up from seeds, as reports and not as texts: counties with six annual reports of 42 figures, eight to a
city, whose own reports quote three figures of each; a fault (planted.py) in every fourth county; a report in fifty that
names no place, and one in a hundred that is there twice, once with the same bytes and once revised. It is written to a
.jsonl, of which the smaller archives are the beginning.

Each line is a process of its own that reads the file and checks it: "stored" as `reportparse check` does it, figures in a
temporary file and only one city's in memory; "whole" as `rp.check` does it with a list of reports. Both must say the
same, finding by finding (`same`). The exponent is that of processor time between two sizes: 1 is linear, n log n is 1.10
from 10,000 to 100,000 and 1.08 on to 1,000,000. The exit status is 1 where answers differ or an exponent is above `--most`.

With `--forms` every archive is also written as a dataset of these forms (`Dataset.save`, which checks it once), and the command
`reportparse check FILE --json` is run on each and on the .jsonl: clock, processor, peak memory, and whether its findings
are those of the .jsonl.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import reportparse as rp
from planted import FAULTS, YEARS, Writer, clean_series, plant
from reportparse.store.stored import stored_reports

RESULTS = Path(__file__).resolve().parent / "results" / "checks_scale.json"
SYLLABLES = "柏榆桐桂樟楠槐柳松枫梅兰竹菊荷莲芦苇萍藻"
IN_A_CITY = 8
QUOTED = 3
"""So many figures of each county stand in its city's report, too."""

FAULTY = 4
NAMELESS = 50
TWICE = 100
"""Every so manieth county has a fault; a report without a place; a report that is there twice."""

Json = dict[str, Any]
Fault = tuple[str, str, str]
"""What was planted, in which file, and in which figure (none for a report that is there twice)."""


def place_name(number: int, kind: str) -> str:
    """The name of a place: three syllables, another one for every number."""
    size = len(SYLLABLES)
    return "".join(SYLLABLES[number // size**n % size] for n in range(3)) + kind


def cities(faults: list[Fault]) -> Iterator[list[rp.Report]]:
    """City by city, its counties' reports and its own; what is planted goes to `faults`."""
    for city in count():
        quoted: list[list[rp.Report]] = []
        for number in range(city * IN_A_CITY, (city + 1) * IN_A_CITY):
            clean = clean_series(number, place_name(number, "县"))
            quoted.append(clean)
            yield county(number, clean, faults)
        yield [city_report(place_name(city, "市"), n, quoted) for n in range(len(YEARS))]


def county(number: int, clean: Sequence[rp.Report], faults: list[Fault]) -> list[rp.Report]:
    """The reports of one county, with what is planted there."""
    reports = list(clean)
    if number % FAULTY == 0:
        fault = FAULTS[number // FAULTY % len(FAULTS)]
        reports, planted = plant(clean, fault, Random(number))
        faults.append((fault, reports[planted.report].source.path, planted.statistic))
    if number % NAMELESS == 1:
        report = reports[0]
        figures = tuple(s.model_copy(update={"region": None}) for s in report.statistics)
        reports.append(renamed(report, "无名", region=None, statistics=figures[::2]))
    if number % TWICE == 2:
        same = renamed(reports[-1], "副本", same_bytes=True)
        revised = renamed(reports[0], "修订", statistics=reports[0].statistics[:-1])
        faults += [("same bytes", same.source.path, ""), ("revised", revised.source.path, "")]
        reports += [same, revised]
    return reports


def renamed(report: rp.Report, mark: str, *, same_bytes: bool = False, **fields: Any) -> rp.Report:
    """A report under another name."""
    path = report.source.path.replace(".txt", f"{mark}.txt")
    sha256 = report.source.sha256 if same_bytes else hashlib.sha256(path.encode()).hexdigest()
    source = report.source.model_copy(update={"path": path, "sha256": sha256})
    return report.model_copy(update={"source": source, **fields})


def city_report(place: str, n: int, counties: Sequence[Sequence[rp.Report]]) -> rp.Report:
    """What a city says of its counties in one year."""
    writer = Writer(YEARS[n], place)
    for reports in counties:
        for s in [s for s in reports[n].statistics if s.role == "actual" and not s.part_of][:QUOTED]:
            writer.at += 40
            evidence = s.evidence.model_copy(update={"start": writer.at, "end": writer.at + len(s.evidence.text)})
            ident = f"s{len(writer.told)}"
            writer.told.append(s.model_copy(update={"id": ident, "evidence": evidence}))
        writer.stop()
    return writer.report()


def write_archives(sizes: Sequence[int], folder: Path) -> list[tuple[Path, list[Fault], int]]:
    """The archives as .jsonl, the faults in each, and the number of its figures."""
    faults: list[Fault] = []
    made: list[tuple[Path, list[Fault], int]] = []
    figures = written = 0
    lines = folder / f"{max(sizes)}.jsonl"
    with lines.open("wb") as out:
        for reports in cities(faults):
            for report in reports:
                written += out.write(report.model_dump_json(by_alias=True).encode() + b"\n")
                figures += len(report.statistics)
            for size in [s for s in sorted(sizes) if s <= figures and len(made) < len(sizes)][len(made) :]:
                out.flush()
                path = folder / f"{size}.jsonl"
                if path != lines:
                    with lines.open("rb") as whole:
                        path.write_bytes(whole.read(written))
                made.append((path, list(faults), figures))
            if len(made) == len(sizes):
                return made
    raise AssertionError


def run(path: Path, how: str) -> Json:
    """Read and check one archive; for the process of its own."""
    started = time.perf_counter()
    reports: Sequence[rp.Report]
    if how == "stored":
        from reportparse.checks import Spool  # not in the versions before it, which this file can measure, too

        reports = Spool(stored_reports(path))
    else:
        reports = list(stored_reports(path))
    read = time.perf_counter()
    checked = rp.check(reports)
    seconds = time.perf_counter() - read
    told = sorted(f.model_dump_json() for f in checked.findings)
    counts = checked.model_dump_json(include={"relations", "warnings"})
    about = {(s.document, s.id) for f in checked.findings for s in f.statistics}
    twice = "".join(f.message for f in checked.findings if f.kind == "duplicate")
    return {
        "read": read - started,
        "check": seconds,
        "seconds": read - started + seconds,
        "cpu": time.process_time(),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "findings": len(told),
        "above_hint": sum(f.severity != "hint" for f in checked.findings),
        "relations": sum(c.checked for c in checked.relations.values()),
        "answer": hashlib.sha256("\n".join([*told, counts]).encode()).hexdigest(),
        "about": sorted(about),
        "twice": twice,
    }


def measured(path: Path, how: str, faults: Sequence[Fault], rounds: int) -> Json:
    """Medians of some processes."""
    command = [sys.executable, __file__, "--child", str(path), "--how", how]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(rounds)]
    last = runs[-1]
    about, twice = {tuple(a) for a in last.pop("about")}, last.pop("twice")
    found = sum((file, ident) in about if ident else file in twice for _, file, ident in faults)
    middle = {name: statistics.median(r[name] for r in runs) for name in ("read", "check", "seconds", "cpu", "peak_mb")}
    return {**last, **middle, "planted": len(faults), "found": found}


WRITE = "import sys, reportparse as rp; rp.Dataset.open(sys.argv[1]).save(sys.argv[2])"


def watched(command: Sequence[str], out: Path) -> Json:
    """A command, run to its end: seconds of the clock and of the processor, its peak memory."""
    started = time.perf_counter()
    with out.open("wb") as stdout:
        child = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024}


def by_command(archive: Path, forms: Sequence[str], place: Path) -> Iterator[Json]:
    """One archive in each form, written and checked."""
    answer = ""
    for form in ("jsonl", *forms):
        path = place / archive.with_suffix(f".{form}").name if form != "jsonl" else archive
        told = place / "told.json"
        if form != "jsonl":
            yield {"what": f"write .{form}", **watched([sys.executable, "-c", WRITE, str(archive), str(path)], told)}
        line = watched([sys.executable, "-m", "reportparse", "check", str(path), "--json"], told)
        found = hashlib.sha256(told.read_bytes()).hexdigest()
        answer = answer or found
        yield {"what": f"check .{form}", **line, "same": found == answer}


def main() -> int:
    """Measure, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--whole", type=int, nargs="*", default=[10_000, 100_000], help="sizes checked in memory, too")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--most", type=float, default=1.15, help="the largest exponent that is passed")
    parser.add_argument("--forms", nargs="*", default=[], choices=["parquet", "duckdb"], help="by the command, too")
    parser.add_argument("--keep", type=Path, help="a folder for the archives; those that lie there are used")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--how", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(run(args.child, args.how)))
        return 0
    with tempfile.TemporaryDirectory() as place:
        archives = kept_archives(args.sizes, args.keep or Path(place))
        lines = [
            {"size": size, "how": how, "figures": figures, **measured(path, how, faults, args.rounds)}
            for size, (path, faults, figures) in zip(sorted(args.sizes), archives, strict=True)
            for how in ("stored", *(["whole"] if size in args.whole else []))
        ]
        good = told(lines, args.most)
        for size, (path, _, figures) in zip(sorted(args.sizes), archives, strict=True) if args.forms else ():
            for line in by_command(path, args.forms, Path(place)):
                print(
                    f"{figures:<10,} {line['what']:14}{line['seconds']:9.1f}{line['cpu']:9.1f}{line['peak_mb']:9.0f}"
                    f"  {line.get('same', '')}",
                    flush=True,
                )
                good = good and line.get("same", True)
                lines.append({"size": size, "figures": figures, **line})
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    return int(not good)


def kept_archives(sizes: Sequence[int], folder: Path) -> list[tuple[Path, list[Fault], int]]:
    """The archives, made where they are not there yet."""
    index = folder / "archives.json"
    if not index.exists():
        made = write_archives(sizes, folder)
        index.write_text(json.dumps([(p.name, faults, n) for p, faults, n in made], ensure_ascii=False), "utf-8")
    return [(folder / name, faults, n) for name, faults, n in json.loads(index.read_text("utf-8"))]


def told(lines: Sequence[Json], most: float) -> bool:
    """The table; whether all is as it should be."""
    good = True
    before: dict[str, Json] = {}
    answers: dict[int, str] = {}
    print("figures    how     read s  check s    cpu s  peak MB  exponent  findings  planted found  same")
    for line in lines:
        last = before.get(line["how"])
        exponent = growth(last, line) if last else None
        line["exponent"] = exponent
        line["same"] = answers.setdefault(line["size"], line["answer"]) == line["answer"]
        good = good and line["same"] and (exponent is None or exponent <= most)
        print(
            f"{line['figures']:<10,} {line['how']:7}{line['read']:7.1f}{line['check']:9.1f}"
            f"{line['cpu']:9.1f}{line['peak_mb']:9.0f}"
            f"{exponent if exponent is not None else float('nan'):10.2f}{line['findings']:10,}"
            f"{line['planted']:9,}{line['found']:6,}  {line['same']}"
        )
        before[line["how"]] = line
    return good


def growth(a: Json, b: Json) -> float:
    """The exponent of processor time between two sizes."""
    return math.log(b["cpu"] / a["cpu"]) / math.log(b["figures"] / a["figures"])


if __name__ == "__main__":
    sys.exit(main())
