"""Programs, and stock or flow, by weights of words: learns them from annotated reports, and says what they add to the rules.

    python benchmarks/leanings.py [DIR...] [--fit]

Logistic estimates over the signs of reportparse.link.leanings: whether a figure stands or flows (of those annotated as an
actual value), and which of the programs at hand it is of. Learned from annotated documents and from the sentences that the
tests know. Default: corpus and each folder in it but blind. Without --fit the documents of every writer (the letters before
the number in a document's name) are judged by weights learned from others; the rules have seen them all, so what the weights
add to rules on documents that nobody has seen is more than this table says. --fit writes lexicon/leanings.json.
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
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from accuracy import pair_up
from reportparse.api import document_from_text, read_with_mentions
from reportparse.link import dates, programs
from reportparse.link.leanings import KIND_OVERRULED, PROGRAM_OVERRULED, AtHand, kind_signs
from reportparse.rulebook import ELSEWHERE
from reportparse.toolkit import Toolkit
from reportparse.weights import BASE, kind_names, leaning_by, leanings_by, program_names

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
BASE_RATE, SETTLED = 0.01, 0.001
LEAST = 0.2
"""Weights below this say too little to be kept."""
FOLDS = 5
KINDS = ("flow", "as_of")

Weights = tuple[dict[str, int], dict[str, dict[str, int]]]
"""Of the kind, and of programs by sign."""


class Sample(NamedTuple):
    """One figure: whose it is; its signs, and whether rules and annotation have it as a stock (() where neither asks);
    its signs, programs at hand, that of the rules and that of the annotation ("" for none)."""

    writer: str
    of_kind: tuple[str, ...]
    by_rules: bool
    stock: bool
    of_program: tuple[str, ...]
    answers: tuple[str, ...]
    chosen: str
    code: str


class Heard(NamedTuple):
    """What is weighed of the figures of a document, by where each begins in the reading."""

    kinds: dict[int, tuple[str, ...]]
    programs: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]


def writer_of(path: Path) -> str:
    """Whose a document is: ha-03 and ha-07 are of one writer."""
    return f"{path.parent.name}/{path.stem.rsplit('-', 1)[0]}"


@contextmanager
def heard(by_place: Heard) -> Iterator[None]:
    """The signs of every figure that is weighed."""

    class Listening(AtHand):
        def signs(self, i: int, last: str | None, chosen: str) -> Any:
            signs, others = super().signs(i, last, chosen)
            if signs is not None:
                names = tuple(program_names(signs)), tuple(sorted({*others, chosen}))
                by_place.programs[self.frames[i].start] = names
            return signs, others

    def told_kind(text: str, frames: Any, i: int, *rest: Any) -> Any:
        said = kind_signs(text, frames, i, *rest)
        by_place.kinds[frames[i].start] = tuple(sorted(set(kind_names(*said))))
        return said

    programs.AtHand, dates.kind_signs = Listening, told_kind
    try:
        yield
    finally:
        programs.AtHand, dates.kind_signs = AtHand, kind_signs


def read(
    text: str, name: str
) -> Iterator[tuple[dict[str, Any], tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]]]:
    """The figures of a text as rules alone read them, each with what is weighed of it (nothing in tables)."""
    told = Heard({}, {})
    with heard(told):
        document = document_from_text(text, name=name)
        report, reading, _ = read_with_mentions(document, Toolkit.default().without_weights())
    kinds = {reading.origin[start]: signs for start, signs in told.kinds.items()}
    choices = {reading.origin[start]: signs for start, signs in told.programs.items()}
    for statistic in report.model_dump(mode="json")["statistics"]:
        start = statistic["evidence"]["start"]
        yield statistic, kinds.get(start, ()), choices.get(start, ((), ()))


def samples_of(writer: str, figure: Any, role: str, kind: str, program: str | None) -> Iterator[Sample]:
    """What a figure, as it is read, teaches where it is annotated so; `program` is a name, "" for none, None where it is not told."""
    statistic, of_kind, (of_program, answers) = figure
    by_rules = statistic["period"]["kind"]
    if not (role == statistic["role"] == "actual" and {kind, by_rules} <= {*KINDS}):
        of_kind = ()
    code = {rule.name: rule.code for rule in Toolkit.default().rules.programs.values()}.get(program or "", ELSEWHERE)
    if program is None or code not in answers:
        of_program = ()
    chosen = (statistic["program"] or {"code": ELSEWHERE})["code"]
    if of_kind or of_program:
        yield Sample(writer, of_kind, by_rules == "as_of", kind == "as_of", of_program, answers, chosen, code)


def samples(directories: Sequence[Path]) -> list[Sample]:
    """Every figure of the annotated documents that weights may learn from."""
    found: list[Sample] = []
    for path in sorted(p for directory in directories for p in directory.glob("*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))["figures"]
        told = list(read(path.read_text("utf-8"), path.name))
        for i, j in sorted(pair_up(gold, [statistic for statistic, *_ in told]).items()):
            one = gold[i]
            found += samples_of(writer_of(path), told[j], one["role"], one["period"]["kind"], one["program"] or "")
    return found


def sentences() -> list[Sample]:
    """The figures of the sentences that the tests know, each written for a case that is easily misread."""
    found: list[Sample] = []
    for path in sorted(SENTENCES.glob("sentences*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if "figures" not in case or "known_gap" in case:
                continue
            head = f"{title}\n" if (title := case.get("title", TITLE)) else ""
            body = [x for x in read(head + case["text"], path.name) if x[0]["evidence"]["start"] >= len(head)]
            for figure, line in zip(body, case["figures"], strict=True):
                _, program, role, period, *_ = (part.strip() for part in line.split("|"))
                name = None if program == "*" else program.strip("-")
                found += samples_of("sentences", figure, role, period.partition(" ")[0], name)
    return found


def drawn(known: Sequence[Sample]) -> Iterator[tuple[int, Sample]]:
    """The round and the sample, round for round; the order is drawn once and for all."""
    draw, order = random.Random(0), list(range(len(known)))
    for done in range(ROUNDS):
        draw.shuffle(order)
        for n in order:
            yield done, known[n]


class Slope:
    """Weights that go down a slope, the steps of each shrinking with what it has moved."""

    def __init__(self) -> None:
        self.weights: defaultdict[Any, float] = defaultdict(float)
        self.moved: defaultdict[Any, float] = defaultdict(float)
        self.total: defaultdict[Any, float] = defaultdict(float)
        self.kept = 0

    def step(self, key: Any, off: float) -> None:
        """One step for one weight."""
        slope = off + RIDGE * self.weights[key]
        self.moved[key] += slope * slope
        self.weights[key] -= RATE * slope / math.sqrt(self.moved[key] + 1e-8)

    def keep(self) -> None:
        """What the weights are now goes into the average."""
        self.kept += 1
        for key, weight in self.weights.items():
            self.total[key] += weight

    def learned(self) -> dict[Any, int]:
        """The averages in thousandths, without those that say too little."""
        means = {key: weight / self.kept for key, weight in sorted(self.total.items())}
        return {key: round(mean * 1000) for key, mean in means.items() if abs(mean) >= LEAST}


def fitted(known: Sequence[Sample]) -> Weights:
    """The weights of stock or flow, and of programs."""
    return fitted_kind([s for s in known if s.of_kind]), fitted_programs([s for s in known if s.of_program])


def fitted_kind(known: Sequence[Sample]) -> dict[str, int]:
    """Weights for a stock."""
    slope, base, last = Slope(), 0.0, 0
    for done, sample in drawn(known):
        if done != last and done > FIRST:
            slope.keep()
        last = done
        z = base + math.fsum([slope.weights[s] for s in sample.of_kind])
        off = 1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - sample.stock
        for sign in sample.of_kind:
            slope.step(sign, off)
        base -= BASE_RATE * off
    slope.keep()
    return {BASE: round(base * 1000)} | slope.learned()


def fitted_programs(known: Sequence[Sample]) -> dict[str, dict[str, int]]:
    """Weights for each program, learned from those that are at hand where the figure stands."""
    slope, last = Slope(), 0
    for done, sample in drawn(known):
        if done != last and done > FIRST:
            slope.keep()
        last = done
        signs, answers = sample.of_program, sample.answers
        z = [math.fsum([slope.weights[s, answer] for s in signs]) for answer in answers]
        shares = [math.exp(x - max(z)) for x in z]
        for answer, share in zip(answers, shares, strict=True):
            off = share / math.fsum(shares) - (answer == sample.code)
            if abs(off) > SETTLED:
                for sign in signs:
                    slope.step((sign, answer), off)
    slope.keep()
    table: dict[str, dict[str, int]] = {}
    for (sign, answer), weight in slope.learned().items():
        table.setdefault(sign, {})[answer] = weight
    return table


def with_weights(tools: Toolkit, kind: Mapping[str, int], of_programs: Mapping[str, Mapping[str, int]]) -> Toolkit:
    """The toolkit with these weights."""
    rules = replace(tools.rules, stock_leaning=leaning_by(kind), program_leanings=leanings_by(of_programs))
    return replace(tools, rules=rules)


def folds(writers: Sequence[str]) -> list[set[str]]:
    """The writers in FOLDS groups."""
    known = sorted(set(writers))
    return [set(known[n::FOLDS]) for n in range(FOLDS)]


def held_out(known: Sequence[Sample], always: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """How many are right by rules, by weights that have not seen the writer, and by both together (any rule may be overruled)."""
    right = {"stock or flow": Counter[str](), "program": Counter[str]()}
    for away in folds([s.writer for s in known]):
        kind, of_programs = fitted([*(s for s in known if s.writer not in away), *always])
        for s in (s for s in known if s.writer in away):
            if s.of_kind:
                score = kind.get(BASE, 0) + sum(kind.get(sign, 0) for sign in s.of_kind)
                together = score > 0 if abs(score) >= KIND_OVERRULED else s.by_rules
                count(right["stock or flow"], s.stock, s.by_rules, score > 0, together)
            if s.of_program:
                rows = [of_programs.get(sign, {}) for sign in s.of_program]
                scores = {answer: sum(row.get(answer, 0) for row in rows) for answer in s.answers}
                best = max(s.answers, key=lambda answer: (scores[answer], answer))
                wrong = scores.get(s.chosen, 0) - scores[best] <= -PROGRAM_OVERRULED
                count(right["program"], s.code, s.chosen, best, best if wrong else s.chosen)
    return {
        name: {"figures": n["all"], **{key: round(n[key] / n["all"], 4) for key in ("rules", "weights", "together")}}
        for name, n in right.items()
    }


def count(right: Counter[str], wanted: object, rules: object, weights: object, together: object) -> None:
    """One figure more, and who has it right."""
    right["all"] += 1
    right["rules"] += rules == wanted
    right["weights"] += weights == wanted
    right["together"] += together == wanted


def written(weights: Weights, known: Sequence[Sample]) -> str:
    """The file's text: one sign a line, so that changes can be read. Those met most often stand first: they lie side by side
    in memory then, and are found sooner by a tenth."""
    met = [Counter(sign for s in known for sign in s.of_kind), Counter(sign for s in known for sign in s.of_program)]
    tables = zip(("stock", "programs"), weights, met, strict=True)
    parts = [
        f'"{name}":{{\n'
        + ",\n".join(
            f"{json.dumps(sign, ensure_ascii=False)}:{json.dumps(table[sign], separators=(',', ':'))}"
            for sign in sorted(table, key=lambda sign: (-often[sign], sign))
        )
        + "}"
        for name, table, often in tables
    ]
    return "{" + ",\n".join(parts) + "}\n"


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
        learned_from = [*known, *sentences()]
        kind, of_programs = fitted(learned_from)
        WEIGHTS.write_text(written((kind, of_programs), learned_from), "utf-8")
        pairs = sum(map(len, of_programs.values()))
        print(
            f"{WEIGHTS.relative_to(ROOT)}: {len(kind)} weights of the kind, {pairs} of programs, from {len(known)} figures"
        )
        return 0
    out = held_out(known, sentences())
    print(f"{'writers not seen':<16}{'figures':>10}{'rules':>10}{'weights':>10}{'together':>10}")
    for name, row in out.items():
        print(f"{name:<16}{row['figures']:>10}{row['rules']:>10}{row['weights']:>10}{row['together']:>10}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(out, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
