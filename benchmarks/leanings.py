"""Stock or flow by weights of words: learns them from annotated reports, and says what they add to the rules.

    python benchmarks/leanings.py [DIR...] [--fit]

A logistic estimate over the signs of reportparse.link.leanings for every figure that is annotated as an actual value with
a period, and of the sentences that the tests know. Default: corpus and each folder in it but blind. Without --fit the
documents of every writer (the letters before the number in a document's name) are judged by weights learned from others;
the rules have seen them all, so what the weights add to rules on documents that nobody has seen is more than this table
says. --fit writes lexicon/leanings.json.
Figures go to standard output and to benchmarks/results/leanings.json.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from accuracy import pair_up
from reportparse.api import document_from_text, read_with_mentions
from reportparse.link import dates
from reportparse.link.leanings import OVERRULED, signs_of
from reportparse.toolkit import Toolkit
from reportparse.weights import BASE, leaning_by

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DEFAULT = [CORPUS, *sorted(p for p in CORPUS.iterdir() if p.is_dir() and p.name != "blind")]
RESULTS = ROOT / "benchmarks" / "results" / "leanings.json"
WEIGHTS = ROOT / "src" / "reportparse" / "lexicon" / "leanings.json"
SENTENCES = ROOT / "tests" / "data"
TITLE = "云岭县民政局2021年工作总结"
"""What stands over a sentence of the tests that says nothing else."""

ROUNDS, FIRST, RATE, RIDGE = 12, 4, 0.15, 0.0005
"""Rounds over all figures, and after how many the weights are kept; the average of what was kept is what was learned."""
LEAST = 0.2
"""Weights below this say too little to be kept."""
BASE_RATE = 0.01
FOLDS = 5
KINDS = ("flow", "as_of")


class Sample(NamedTuple):
    """One figure: whose it is, its signs, whether the rules and whether the annotation have it as a stock."""

    writer: str
    signs: tuple[str, ...]
    by_rules: bool
    stock: bool


def writer_of(path: Path) -> str:
    """Whose a document is: ha-03 and ha-07 are of one writer."""
    return f"{path.parent.name}/{path.stem.rsplit('-', 1)[0]}"


@contextmanager
def heard(signs: dict[int, tuple[str, ...]]) -> Iterator[None]:
    """The signs of every figure that is weighed, by where it begins in the reading."""

    def kept(text: str, frames: Any, i: int, *rest: Any) -> list[str]:
        found = signs_of(text, frames, i, *rest)
        signs[frames[i].start] = tuple(sorted(set(found)))
        return found

    setattr(dates, "signs_of", kept)  # noqa: B010 - a name that the module imported
    try:
        yield
    finally:
        setattr(dates, "signs_of", signs_of)  # noqa: B010


def weighed(text: str, name: str, tools: Toolkit) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """The figures of a text that are actual values and flow or stand, by rules alone, each with its signs (none in tables)."""
    signs: dict[int, tuple[str, ...]] = {}
    with heard(signs):
        report, reading, _ = read_with_mentions(document_from_text(text, name=name), tools)
    at = {reading.origin[start]: told for start, told in signs.items()}
    for statistic in report.model_dump(mode="json")["statistics"]:
        yield statistic, at.get(statistic["evidence"]["start"], ())


def sample(writer: str, statistic: Mapping[str, Any], signs: tuple[str, ...], role: str, kind: str) -> Iterator[Sample]:
    """The figure as one to learn from, where it is one: an actual value for both, with a kind of time for both."""
    by_rules = statistic["period"]["kind"]
    if signs and role == statistic["role"] == "actual" and {kind, by_rules} <= {*KINDS}:
        yield Sample(writer, signs, by_rules == "as_of", kind == "as_of")


def samples(directories: Sequence[Path]) -> list[Sample]:
    """Every figure of the annotated documents that weights may learn from."""
    tools = Toolkit.default().without_weights()
    found: list[Sample] = []
    for path in sorted(p for directory in directories for p in directory.glob("*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))["figures"]
        told = list(weighed(path.read_text("utf-8"), path.name, tools))
        for i, j in sorted(pair_up(gold, [statistic for statistic, _ in told]).items()):
            found += sample(writer_of(path), *told[j], gold[i]["role"], gold[i]["period"]["kind"])
    return found


def sentences() -> list[Sample]:
    """The figures of the sentences that the tests know, each written for a case that is easily misread."""
    tools = Toolkit.default().without_weights()
    found: list[Sample] = []
    for path in sorted(SENTENCES.glob("sentences*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if "figures" not in case or "known_gap" in case:
                continue
            head = f"{title}\n" if (title := case.get("title", TITLE)) else ""
            told = weighed(head + case["text"], path.name, tools)
            body = [x for x in told if x[0]["evidence"]["start"] >= len(head)]
            for (statistic, signs), line in zip(body, case["figures"], strict=True):
                _, _, role, period, *_ = (part.strip() for part in line.split("|"))
                found += sample("sentences", statistic, signs, role, period.partition(" ")[0])
    return found


def fitted(known: Sequence[Sample]) -> dict[str, int]:
    """Weights by steps down the slope, each sign's own shrinking with what it has moved; an order drawn once and for all."""
    weights: defaultdict[str, float] = defaultdict(float)
    moved: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    base = 0.0
    draw = random.Random(0)
    order = list(range(len(known)))
    for done in range(ROUNDS):
        draw.shuffle(order)
        for n in order:
            signs, stock = known[n].signs, known[n].stock
            z = base + math.fsum([weights[s] for s in signs])
            off = 1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - stock
            for s in signs:
                slope = off + RIDGE * weights[s]
                moved[s] += slope * slope
                weights[s] -= RATE * slope / math.sqrt(moved[s] + 1e-8)
            base -= BASE_RATE * off
        if done >= FIRST:
            for s, w in weights.items():
                total[s] += w
    means = {s: w / (ROUNDS - FIRST) for s, w in sorted(total.items())}
    kept = {s: round(w * 1000) for s, w in means.items() if abs(w) >= LEAST}
    return {BASE: round(base * 1000)} | kept


def folds(writers: Sequence[str]) -> list[set[str]]:
    """The writers in FOLDS groups."""
    known = sorted(set(writers))
    return [set(known[n::FOLDS]) for n in range(FOLDS)]


def held_out(known: Sequence[Sample], always: Sequence[Sample]) -> dict[str, int]:
    """How many are right by rules, by weights that have not seen the writer, and by both together."""
    right = Counter[str]()
    for away in folds([s.writer for s in known]):
        leaning = leaning_by(fitted([*(s for s in known if s.writer not in away), *always]))
        for s in (s for s in known if s.writer in away):
            score = leaning(s.signs)
            together = score > 0 if abs(score) >= OVERRULED else s.by_rules
            right["rules"] += s.by_rules == s.stock
            right["weights"] += (score > 0) == s.stock
            right["together"] += together == s.stock
    return dict(right)


def written(weights: Mapping[str, int]) -> None:
    """One sign a line, so that changes can be read."""
    lines = [f"{json.dumps(sign, ensure_ascii=False)}:{weight}" for sign, weight in sorted(weights.items())]
    WEIGHTS.write_text("{" + ",\n".join(lines) + "}\n", "utf-8")


def main() -> int:
    """Learn or judge; print, store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    known = samples(arguments.directories)
    if not known:
        print("no annotated documents there", file=sys.stderr)
        return 2
    if arguments.fit:
        weights = fitted([*known, *sentences()])
        written(weights)
        print(f"{WEIGHTS.relative_to(ROOT)}: {len(weights)} weights from {len(known)} figures")
        return 0
    right = held_out(known, sentences())
    out = {"figures": len(known), **{name: round(n / len(known), 4) for name, n in right.items()}}
    print("stock or flow of figures whose writer the weights have not seen")
    for name, value in out.items():
        print(f"{name:<10}{value:>10}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(out, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
