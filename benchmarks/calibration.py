"""What the confidence of a statistic means: how often those of each confidence are right, on annotated reports.

    python benchmarks/calibration.py [DIR...] [--fit]

Right is as in accuracy.py: unit, measure, program (or subject), period and role all as annotated; a statistic that the
annotation does not have is wrong. Default: corpus and each folder in it. Two tables: with the weights that
are shipped, and with weights fitted on nine tenths of the documents and judged on the last tenth, ten times over. The
second says what to expect of documents that the weights have not seen. --fit writes lexicon/confidence.toml anew.
Figures go to standard output and to benchmarks/results/calibration.json.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import leanings
import reportparse as rp
from accuracy import ESSENTIAL, agreement, pair_up
from reportparse.surety import Trail, surety, traits

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DEFAULT = [CORPUS, *sorted(p for p in CORPUS.iterdir() if p.is_dir())]
RESULTS = ROOT / "benchmarks" / "results" / "calibration.json"
WEIGHTS = ROOT / "src" / "reportparse" / "lexicon" / "confidence.toml"

BINS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
RIDGE = 2.0
"""How strongly weights are held near nothing: a trait seen twice tells little."""
CAUTION = 1.04
"""Taken from every estimate (in log-odds): chosen so that over the annotated documents what is said to be 0.9 sure is right 97 %
of the time."""
FOLDS = 10
STEPS = 25


class Sample(NamedTuple):
    """One statistic: its document, what is weighed of it, and whether it is right."""

    document: str
    trail: Trail
    right: bool
    confidence: float


def samples(directories: Sequence[Path]) -> list[Sample]:
    """Every statistic of the annotated documents, as it is read where the weights of words have not seen the document's writer."""
    paths = sorted(p for directory in directories for p in directory.glob("*.txt"))
    known, always = leanings.samples(directories), leanings.sentences()
    found = []
    for away in leanings.folds([leanings.writer_of(path) for path in paths]):
        tools = rp.Toolkit.default()
        tools = leanings.with_weights(tools, *leanings.fitted([*(s for s in known if s.writer not in away), *always]))
        found += [s for path in paths if leanings.writer_of(path) in away for s in samples_of(path, tools)]
    return found


def samples_of(path: Path, tools: rp.Toolkit) -> list[Sample]:
    """Every statistic of one annotated document."""
    gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))["figures"]
    statistics = rp.parse(path, toolkit=tools).model_dump(mode="json")["statistics"]
    pairs = {j: i for i, j in pair_up(gold, statistics).items()}
    found = []
    for j, s in enumerate(statistics):
        fields = agreement(gold[pairs[j]], s, None) if j in pairs else {}
        right = bool(fields) and all(fields[name] for name in ESSENTIAL)
        found.append(Sample(path.stem, trail_of(s), right, s["confidence"]))
    return found


def trail_of(statistic: Mapping[str, Any]) -> Trail:
    """What reportparse.surety weighs, told from the report."""
    quantity, program, role, period, *rest = statistic["rules"]
    kind = next((rule for rule in rest if rule.startswith("kind.")), "")
    of_kind = next((rule for rule in rest if rule.startswith("leaning.kind")), "")
    of_program = next((rule for rule in rest if rule.startswith("leaning.program")), "")
    named = statistic["program"] is not None
    length = 0 if named else len(statistic["subject"])
    return Trail(quantity, program, named, role, period, kind, statistic["measure"], length, of_kind, of_program)


def fitted(known: Sequence[Sample]) -> tuple[dict[str, float], float]:
    """Weights and base of the logistic estimate that fits best, by Newton's steps, weights held near nothing."""
    names = sorted({trait for s in known for trait in traits(s.trail)})
    place = {name: n for n, name in enumerate(names)}
    rows = [([*{place[t] for t in traits(s.trail)}, len(names)], float(s.right)) for s in known]
    w = [0.0] * (len(names) + 1)
    for _ in range(STEPS):
        slope = [RIDGE * x for x in w[:-1]] + [0.0]
        curve = [[0.0] * len(w) for _ in w]
        for n in range(len(names)):
            curve[n][n] = RIDGE
        for at, right in rows:
            p = 1 / (1 + math.exp(-math.fsum(w[n] for n in at)))
            for n in at:
                slope[n] += p - right
                line = curve[n]
                for m in at:
                    line[m] += p * (1 - p)
        step = solved(curve, slope)
        w = [x - s for x, s in zip(w, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return {name: round(w[n], 3) for name, n in place.items()}, round(w[-1], 3)


def solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    rows = [[*row, x] for row, x in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        head = rows[i]
        for r in range(i + 1, size):
            if factor := rows[r][i] / head[i]:
                rows[r] = [a - factor * b for a, b in zip(rows[r], head, strict=True)]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows[i][size] - math.fsum(rows[i][k] * out[k] for k in range(i + 1, size))) / rows[i][i]
    return out


def held_out(known: Sequence[Sample]) -> list[tuple[float, bool]]:
    """For every statistic the confidence under weights that have not seen its document."""
    documents = sorted({s.document for s in known})
    judged = []
    for fold in range(FOLDS):
        away = set(documents[fold::FOLDS])
        weights, base = fitted([s for s in known if s.document not in away])
        sure = surety(weights, base, CAUTION)
        judged += [(sure(s.trail), s.right) for s in known if s.document in away]
    return judged


def table(judged: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """By confidence: how many statistics, their share, how many of them right."""
    rows = []
    for above, least in zip((math.inf, *BINS), BINS, strict=False):
        inside = [right for sure, right in judged if least <= sure < above]
        rows.append(
            {
                "from": least,
                "statistics": len(inside),
                "share": round(len(inside) / len(judged), 4),
                "right": round(sum(inside) / len(inside), 4) if inside else 0.0,
            }
        )
    return rows


def summary(judged: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """What 0.9 promises: the share of statistics that reach it, how many of those are right, how many errors lie below."""
    high = [right for sure, right in judged if sure >= 0.9]
    wrong = [sure for sure, right in judged if not right]
    return {
        "share_at_0.9": round(len(high) / len(judged), 4),
        "right_at_0.9": round(sum(high) / len(high), 4) if high else 0.0,
        "errors_below_0.9": round(sum(sure < 0.9 for sure in wrong) / len(wrong), 4) if wrong else 1.0,
    }


def shown(name: str, judged: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """Print one table; the same as data."""
    print(f"{name}\n{'confidence from':>16}{'statistics':>12}{'share':>8}{'right':>8}")
    rows = table(judged)
    for row in rows:
        print(f"{row['from']:>16.2f}{row['statistics']:>12}{row['share']:>8.1%}{row['right']:>8.1%}")
    short = summary(judged)
    print(
        f"at 0.9 and above: {short['share_at_0.9']:.1%} of the statistics, {short['right_at_0.9']:.1%} of them right; "
        f"{short['errors_below_0.9']:.1%} of all errors lie below\n"
    )
    return {"table": rows, **short}


def written(known: Sequence[Sample]) -> None:
    """Fit on all that is known and write the weights as TOML."""
    weights, base = fitted(known)
    lines = [
        "# How much each rule on a figure's trail says for or against it, in log-odds; see reportparse.surety.",
        f"# Made by benchmarks/calibration.py --fit from {len(known)} figures of {len({s.document for s in known})} annotated reports.",
        f"base = {base}",
        f"caution = {CAUTION}",
        "",
        "[weights]",
        *(f'"{name}" = {weight}' for name, weight in sorted(weights.items()) if weight),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Measure, print, store; with --fit write the weights anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    # what is put aside must not be fitted on
    known = samples([path for path in arguments.directories if not (arguments.fit and path.name == "blind")])
    if not known:
        print("no annotated documents there", file=sys.stderr)
        return 2
    if arguments.fit:
        written(known)
        print(f"{WEIGHTS.relative_to(ROOT)} written; run again to see what it gives")
        return 0
    out = {"statistics": len(known), "shipped": shown("as shipped", [(s.confidence, s.right) for s in known])}
    if len({s.document for s in known}) >= FOLDS:
        out["held_out"] = shown("documents that the weights have not seen", held_out(known))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(out, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
