"""How much of the annotated documents is read right.

    python benchmarks/accuracy.py [DIR...] [--errors N] [--floor benchmarks/floor.json]

Each DIR holds ID.txt and ID.gold.json and is scored by itself (default: corpus and each folder in it). A figure is found
when a statistic overlaps its span with the same value, 万 and 亿 folded in. A found figure is right when its unit,
measure, program (where the gold has none: its subject), period and role are all as annotated. Everything is judged on
what a user gets: the report as JSON. A document's region is right when it is the annotated one, character for character, or null
where that is null.

Figures go to standard output and, with a row per document, to benchmarks/results/accuracy.json. With --floor, the exit
status is 1 when a directory falls below a figure of the floor file.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import takewhile
from pathlib import Path
from typing import Any

import reportparse as rp
from reportparse.rulebook import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
DEFAULT = [CORPUS, *sorted(path for path in CORPUS.iterdir() if path.is_dir())]
RESULTS = ROOT / "benchmarks" / "results" / "accuracy.json"

FIELDS = ("unit", "measure", "program", "period", "role", "bound", "part_of")
"""What is compared of a found figure, each by itself."""
ESSENTIAL = ("unit", "measure", "program", "period", "role")
"""What must agree, all together, for a figure to be right."""
SAME_SUBJECT = 0.5
"""How alike (Dice, by characters) two wordings of a subject must be to count as the same."""

POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
PLAIN_UNITS = {
    **dict.fromkeys(("名", "位", "口"), "人"),
    **dict.fromkeys(("人(次)", "人（次）"), "人次"),
    **dict.fromkeys(("平米", "㎡"), "平方米"),
    "％": "%",
    "块": "元",
}
NUMERAL = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")

Json = dict[str, Any]
Figure = Mapping[str, Any]


@dataclass
class Scored:
    """One document, or the sum of several: counts, and every disagreement in words."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float | None:
        """One count over another, or None where there is nothing to share."""
        return round(self.counts[part] / self.counts[whole], 4) if self.counts[whole] else None

    def figures(self) -> Json:
        """The figures by which we are judged."""
        n = self.counts
        precision = n["found"] / n["predicted"] if n["predicted"] else 0.0
        recall = n["found"] / n["figures"] if n["figures"] else 0.0
        both = precision + recall
        return {
            "documents": n["documents"],
            "figures": n["figures"],
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both, 4) if both else 0.0,
            "right": self.share("right", "figures"),
            **{name: self.share(name, "found") for name in FIELDS},
            "program_related": self.share("program_related", "found"),
            "parts_right": self.share("parts_right", "parts"),
            "accounted": self.share("accounted", "numerals"),
            "region": self.share("region", "documents"),
        }


def base_quantity(figure: Figure) -> tuple[Decimal, str]:
    """Value and unit with the scale before the unit multiplied in: 1.2 万元 -> 12000 元."""
    unit = (figure.get("unit") or "").strip()
    scale = "".join(takewhile(POWERS.__contains__, unit[:-1]))
    value = Decimal(str(figure["value"]).replace(",", "")) * 10 ** sum(POWERS[c] for c in scale)
    unit = unit.removeprefix(scale)
    return value, PLAIN_UNITS.get(unit, unit)


def likeness(a: str, b: str) -> float:
    """The Dice coefficient of two phrases' characters, punctuation aside."""
    bags = [Counter(re.sub(r"\W", "", phrase)) for phrase in (a, b)]
    total = sum(bag.total() for bag in bags)
    return 2 * (bags[0] & bags[1]).total() / total if total else 0.0


def days(period: Mapping[str, Any] | None) -> tuple[str, str | None, str | None]:
    """What counts of a period: a stock has no start, and no period has no days."""
    p = period or {}
    kind = p.get("kind") or "none"
    return kind, p.get("start") if kind == "flow" else None, None if kind == "none" else p.get("end")


def spans_of(statistics: Sequence[Figure]) -> list[tuple[int, int]]:
    """Where statistics stand."""
    return [(s["evidence"]["start"], s["evidence"]["end"]) for s in statistics]


def pair_up(gold: Sequence[Figure], statistics: Sequence[Figure]) -> dict[int, int]:
    """For each gold figure the first statistic, not yet taken, that overlaps it with the same value."""
    values = [base_quantity(s)[0] for s in statistics]
    spans = spans_of(statistics)
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(statistics)))
    for i, g in enumerate(gold):
        try:
            wanted = base_quantity(g)[0]
        except InvalidOperation:  # an annotation that gives no number cannot be found
            continue
        for j in free:
            start, end = spans[j]
            if start < g["end"] and g["start"] < end and values[j] == wanted:
                pairs[i] = j
                del free[j]
                break
    return pairs


def agreement(gold: Figure, got: Figure, total: int | None) -> dict[str, bool]:
    """Field by field, whether a found figure is as annotated; `total` is the gold figure that it is read as a part of."""
    name = (got["program"] or {}).get("name")
    has_total = got["part_of"] is not None
    return {
        "unit": base_quantity(got)[1] == base_quantity(gold)[1],
        "measure": got["measure"] == gold["measure"],
        "program": name == gold["program"]
        if gold["program"]
        else likeness(got["subject"], gold["subject"]) >= SAME_SUBJECT,
        "period": days(got["period"]) == days(gold["period"]),
        "role": got["role"] == gold["role"],
        "bound": got["bound"] == gold["bound"],
        "part_of": (total == gold["part_of"]) if has_total else gold["part_of"] is None,
    }


def line_of(program: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """A program and those above it."""
    found: list[str] = []
    while program and program not in found:
        found.append(program)
        program = parents.get(program)
    return found


def score(name: str, text: str, gold: Json, report: Json, parents: Mapping[str, str | None]) -> Scored:
    """One document against its annotation."""
    figures, statistics = gold["figures"], report["statistics"]
    pairs = pair_up(figures, statistics)
    figure_of = {statistics[j]["id"]: i for i, j in pairs.items()}
    scored = Scored()
    n = scored.counts
    n.update(documents=1, figures=len(figures), predicted=len(statistics), found=len(pairs))
    n["region"] += report["region"] == gold["region"]
    if report["region"] != gold["region"]:
        scored.errors.append(f"{name} | region | wants {gold['region']!r}, has {report['region']!r}")
    for i, g in enumerate(figures):
        n["parts"] += g["part_of"] is not None
        if i not in pairs:
            scored.errors.append(f"{name} | missed | {g['text']!r} = {g['value']} {g['unit']}")
            continue
        s = statistics[pairs[i]]
        total = figure_of.get(s["part_of"])
        agrees = agreement(g, s, total)
        n.update(what for what in FIELDS if agrees[what])
        n["right"] += all(agrees[what] for what in ESSENTIAL)
        n["parts_right"] += g["part_of"] is not None and total == g["part_of"]
        named = (s["program"] or {}).get("name")
        related = named in line_of(g["program"], parents) or g["program"] in line_of(named, parents)
        n["program_related"] += agrees["program"] or related
        for what in FIELDS:
            if not agrees[what]:
                has = (named or s["subject"]) if what == "program" else s[what]
                wants = g.get(what) or g["subject"]
                scored.errors.append(f"{name} | {what} | {g['text']!r} wants {wants!r}, has {has!r}")
    for j in sorted(set(range(len(statistics))) - set(pairs.values())):
        s = statistics[j]
        scored.errors.append(f"{name} | false | {s['evidence']['text']!r} = {s['value']} {s['unit']}")
    covered = spans_of(statistics) + [(entry["start"], entry["end"]) for entry in report["ledger"]]
    for numeral in NUMERAL.finditer(text):
        n["numerals"] += 1
        n["accounted"] += any(start < numeral.end() and numeral.start() < end for start, end in covered)
    return scored


def score_directory(directory: Path, parents: Mapping[str, str | None]) -> dict[str, Scored]:
    """Every annotated document of a directory, by name."""
    scored = {}
    for path in sorted(directory.glob("*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        report = rp.parse(path).model_dump(mode="json", by_alias=True)
        scored[path.stem] = score(path.stem, path.read_bytes().decode(), gold, report, parents)
    return scored


def summed(scored: Mapping[str, Scored]) -> Scored:
    """Several documents as one."""
    total = Scored()
    for one in scored.values():
        total.counts.update(one.counts)
        total.errors += one.errors
    return total


def show(directory: Path, scored: Mapping[str, Scored], errors: int) -> None:
    """The figures of a directory, then its tables by field and by document."""
    total = summed(scored)
    n = total.counts
    print(f"== {directory}")
    for key, value in total.figures().items():
        print(f"{key:18} {value}")
    print(f"\n{'field':18} {'right':>6} {'wrong':>6}  of {n['found']} found")
    for what in FIELDS:
        print(f"{what:18} {n[what]:6} {n['found'] - n[what]:6}")
    columns = ("figures", "found", "false", "right", *FIELDS)
    print(f"\n{'document':14}" + "".join(f"{c:>9}" for c in columns))
    for name, one in scored.items():
        row = {**one.counts, "false": one.counts["predicted"] - one.counts["found"]}
        print(f"{name:14}" + "".join(f"{row.get(c, 0):9}" for c in columns))
    if errors:
        print("\n" + "\n".join(total.errors[:errors]))
    print()


def below(name: str, figures: Json, floor: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The figures of a directory that are under its floor, in words."""
    return [
        f"{name}: {key} is {figures[key]}, the floor is {least}"
        for key, least in floor.get(name, {}).items()
        if (figures[key] or 0) < least
    ]


def main() -> int:
    """Score, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="*", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N disagreements")
    parser.add_argument("--floor", type=Path, help="JSON: directory name -> figure -> the least it may be")
    args = parser.parse_args()
    floor = json.loads(args.floor.read_text(encoding="utf-8")) if args.floor else {}
    programs = load_rulebook().programs
    parents = {p.name: programs[p.parent].name if p.parent else None for p in programs.values()}
    results: Json = {}
    fallen: list[str] = []
    for directory in args.directories:
        scored = score_directory(directory, parents)
        if not scored:
            parser.error(f"{directory} holds no annotated document")
        show(directory, scored, args.errors)
        name, figures = directory.resolve().name, summed(scored).figures()
        results[name] = {**figures, "by_document": {k: v.figures() for k, v in scored.items()}}
        fallen += below(name, figures, floor)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for line in fallen:
        print(f"BELOW THE FLOOR {line}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
