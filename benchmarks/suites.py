"""Our recognisers and the published ones on public test cases, in one run: exact span and value, and speed.

    python benchmarks/suites.py [DIR] [--errors N] [--rounds 5] [--only SUITE...]

A row is one kind of mention of one suite (suites/*.jsonl). Of every recogniser: F1, and its characters per second as a
ratio to ours. A mention counts when start, end and value are as in the suite; a range when both ends are, whether it is
one mention or two with a dash or 至 between. Columns with "given" are handed the mention and only read its value: some
packages look for none, and JioNLP's tests are of that sort. The last row has no annotation: the lines of the corpus, to
compare speed on the text of reports. Figures go to standard output and to benchmarks/results/suites.json.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import re
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import reportparse as rp
from peers import Absent, Finder, Found, Peer, load
from suite_cases import Case, Score, read_cases

ROOT = Path(__file__).resolve().parent.parent
SUITES = ROOT / "benchmarks" / "suites"
RESULTS = ROOT / "benchmarks" / "results" / "suites.json"
RUNNING = "corpus (speed only)"
SCALES = {"万": 10_000, "亿": 100_000_000}
RANGE_WORDS = re.compile(" ?(?:-{1,2}|—{1,2}|–|~|～|至|到)? ?")


# ---- ours ----


class Hit(NamedTuple):
    """What our functions find, in full."""

    start: int
    end: int
    value: Decimal
    bound: str
    upper: Decimal | None = None


def in_full(value: Decimal, unit: str) -> Decimal:
    """36.57 亿元 -> 3657000000; only sums of money keep their 万 and 亿."""
    return value * SCALES.get(unit[:1], 1) if len(unit) > 1 else value


def _is_money(hit: Any) -> bool:
    return bool(hit.measure == "amount")


def _is_dimension(hit: Any) -> bool:
    return bool(hit.unit and hit.unit != "%" and hit.measure != "amount")


def numerals(text: str) -> list[Hit]:
    """`rp.numerals`."""
    return [Hit(h.start, h.end, h.value, h.bound) for h in rp.numerals(text)]


def quantities(wanted: Callable[[Any], bool]) -> Callable[[str], list[Hit]]:
    """`rp.quantities`, of one kind."""
    return lambda text: [
        Hit(h.start, h.end, in_full(h.value, h.unit), h.bound, None if h.upper is None else in_full(h.upper, h.unit))
        for h in rp.quantities(text)
        if wanted(h)
    ]


def singly(find: Callable[[str], list[Hit]]) -> Finder:
    """Each hit with its value."""
    return lambda text, today: [Found(hit.start, hit.end, (hit.value,)) for hit in find(text)]


def in_pairs(find: Callable[[str], list[Hit]]) -> Finder:
    """A range is two hits of ours, from (at_least) and to (at_most), or one that says how far up it goes (几十万)."""

    def found(text: str, today: dt.date | None) -> list[Found]:
        hits = find(text)
        pairs = [
            (first, last)
            for first, last in pairwise(hits)
            if (first.bound, last.bound) == ("at_least", "at_most")
            and RANGE_WORDS.fullmatch(text[first.end : last.start])
        ]
        paired = {hit for pair in pairs for hit in pair}
        ranges = [Found(first.start, last.end, ((first.value, last.value),)) for first, last in pairs]
        return ranges + [Found(hit.start, hit.end, ((hit.value, hit.upper),)) for hit in hits if hit not in paired]

    return found


def our_periods(text: str, today: dt.date | None) -> list[Found]:
    """`rp.periods`, told from the day of the case."""
    hits = rp.periods(text, reference=today)
    return [Found(h.start, h.end, ((_iso(h.period.start), _iso(h.period.end)),)) for h in hits]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def ours() -> Peer:
    """The three functions that read any text."""
    return Peer(
        "reportparse",
        rp.__version__,
        {
            "number": singly(numerals),
            "number_range": in_pairs(numerals),
            "percent": singly(quantities(lambda hit: bool(hit.unit == "%"))),
            "currency": singly(quantities(_is_money)),
            "currency_range": in_pairs(quantities(_is_money)),
            "dimension": singly(quantities(_is_dimension)),
            "dimension_range": in_pairs(quantities(_is_dimension)),
            "period": our_periods,
        },
    )


# ---- rows ----


Work = Callable[[Case], Sequence[Found]]


def works(peer: Peer, kind: str) -> dict[str, Work]:
    """The columns a recogniser has for a kind: what it finds, and what it reads in a given mention."""
    columns: dict[str, Work] = {}
    if finder := peer.finds.get(kind):
        columns[peer.name] = lambda case: list(finder(case.text, case.today))
    if reader := peer.reads.get(kind):

        def read(case: Case) -> list[Found]:
            values = [(want, reader(case.text[want.start : want.end], case.today)) for want in case.wants]
            return [Found(want.start, want.end, (value,)) for want, value in values if value is not None]

        columns[f"{peer.name}, given"] = read
    return columns


def score(work: Work, cases: Sequence[Case]) -> Score:
    """One recogniser on one row. An exception counts as nothing found."""
    total = Score()
    for case in cases:
        try:
            found = work(case)
        except Exception as error:  # of a foreign package: counted and told
            found = []
            total.raised += 1
            total.errors.append(f"{case.text}: raised {type(error).__name__}: {error}")
        total.add(case, found)
    return total


def speeds(columns: Mapping[str, Work], cases: Sequence[Case], rounds: int) -> dict[str, float]:
    """Characters per second of each column: the median over rounds in which all take turns."""
    taken: dict[str, list[float]] = {name: [] for name in columns}
    for turn in range(rounds):
        names = list(columns)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            begin = perf_counter()
            for case in cases:
                try:
                    columns[name](case)
                except Exception:  # told by `score`
                    continue
            taken[name].append(perf_counter() - begin)
    characters = {
        name: sum(w.end - w.start for c in cases for w in c.wants)
        if name.endswith(", given")
        else sum(len(c.text) for c in cases)
        for name in columns
    }
    return {name: characters[name] / max(median(times), 1e-9) for name, times in taken.items()}


def row(peers: Sequence[Peer], kind: str, cases: Sequence[Case], rounds: int) -> dict[str, dict[str, Any]]:
    """All columns of one row. Scoring comes first and warms everything up."""
    columns = {name: work for peer in peers for name, work in works(peer, kind).items()}
    scores = {name: score(work, cases) for name, work in columns.items()}
    speed = speeds(columns, cases, rounds)
    base = speed[peers[0].name]
    return {
        name: {
            "f1": s.f1,
            "right": s.right,
            "wrong": s.wrong,
            "missed": s.missed,
            "raised": s.raised,
            "characters_per_second": round(speed[name]),
            "speed_ratio": round(speed[name] / base, 3),
            "errors": s.errors,
        }
        for name, s in scores.items()
    }


def running_text() -> list[Case]:
    """The lines of the corpus' documents."""
    lines = [line for path in sorted((ROOT / "corpus").glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return [Case(line, dt.date(2021, 1, 1)) for line in lines if line.strip()]


def speed_row(peers: Sequence[Peer], kind: str) -> dict[str, dict[str, Any]]:
    """Speed on the text of reports, of what finds mentions in it."""
    finders = [Peer(peer.name, peer.version, peer.finds) for peer in peers]
    keys = ("characters_per_second", "speed_ratio", "raised")
    return {name: {key: cell[key] for key in keys} for name, cell in row(finders, kind, running_text(), 1).items()}


# ---- the table ----


def main() -> int:
    """Score, print, store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, default=SUITES, metavar="DIR")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N errors of ours a row")
    parser.add_argument("--rounds", type=int, default=5, help="of the clock")
    parser.add_argument("--only", nargs="*", metavar="SUITE", help="these files only, and no running text")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)  # what peers log and warn of would only cost them time
    warnings.simplefilter("ignore")
    loaded = load()
    peers = [ours(), *(peer for peer in loaded if isinstance(peer, Peer))]
    suites = {path.stem: read_cases(path) for path in sorted(args.directory.glob("*.jsonl"))}
    kinds = {(stem, kind): cases for stem, texts in suites.items() for kind, cases in texts.items()}
    if args.only:
        kinds = {(stem, kind): cases for (stem, kind), cases in kinds.items() if stem in args.only}
    rows = {f"{stem} {kind}": row(peers, kind, cases, args.rounds) for (stem, kind), cases in kinds.items()}
    counts = {f"{stem} {kind}": sum(len(case.wants) for case in cases) for (stem, kind), cases in kinds.items()}
    if not args.only:
        rows |= {f"{RUNNING} {kind}": speed_row(peers, kind) for kind in ("number", "currency", "period")}
    show(rows, counts, args.errors)
    versions = {peer.name: peer.version for peer in peers}
    absent = {peer.name: peer.reason for peer in loaded if isinstance(peer, Absent)}
    print("\nversions:", ", ".join(f"{name} {version}" for name, version in versions.items()))
    for name, reason in absent.items():
        print(f"absent: {name}: {reason}")
    print("given: handed the mention, reads only its value; its f1 is no score of finding.")
    if not args.only:
        RESULTS.parent.mkdir(exist_ok=True)
        stored = {"versions": versions, "absent": absent, "cases": counts, "rows": rows}
        RESULTS.write_text(json.dumps(stored, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def show(rows: Mapping[str, Mapping[str, Mapping[str, Any]]], cases: Mapping[str, int], errors: int) -> None:
    """The table: f1 and, behind it, speed as a ratio to ours."""
    names = sorted({name: None for columns in rows.values() for name in columns}, key=lambda n: n.endswith(", given"))
    print(f"{'':32} {'cases':>5}", *(f"{name:>23}" for name in names))
    for label, columns in rows.items():
        cells = []
        for name in names:
            cell = columns.get(name)
            if cell is None:
                cells.append(f"{'-':>23}")
            else:
                f1 = f"{cell['f1']:.3f}" if "f1" in cell else "    "
                speed = "" if name == names[0] and "f1" in cell else f"x{cell['speed_ratio']:.3f}"
                cells.append(f"{f1:>14} {speed:>8}")
        print(f"{label:32} {cases.get(label, ''):>5}", *cells)
        for error in list(columns[names[0]].get("errors", ()))[:errors]:
            print("      ", error)


if __name__ == "__main__":
    sys.exit(main())
