"""How many planted faults the cross-checks find, and how often they cry wolf.

    python benchmarks/checks.py [--series DIR] [--corpus DIR] [--made N]

First the county series in corpus/series, whose faults and traps are known (B.findings.json): once as we read it, once with
the annotations taken as a perfect reading, so that only the checks are measured. A fault is found when a finding names its
kind (or one that may fairly name it), its year and its program. A trap is reported when a finding above `hint` names it.

Then all other annotated documents, each by itself and again both ways: nobody planted anything there, so what is reported
above `hint` is a false alarm or a fault of the office; each is printed, to be looked at.

Then made series (planted.py, fixed seeds): one fault each, of five kinds; found when a finding speaks of that very figure.
And the same series untouched: everything reported there is a false alarm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import reportparse as rp
from planted import FAULTS, clean_series, plant
from reportparse.rulebook import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "checks.json"
ALSO = {"restated": {"stock_identity"}, "jump": {"unit_slip"}, "cumulative_decrease": {"duplicate"}}
"""Kinds that may fairly name the same fault."""

WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
DOWN = re.compile("下降|下滑|(?<!增)减|降|回落|缩短|少|跌")

REACH = 12
"""The word that gives a change its direction stands no more characters before it."""

Json = dict[str, Any]


class Score(NamedTuple):
    """What became of a series with known faults."""

    found: int
    faults: int
    traps: int
    others: int
    hints: int
    missed: tuple[str, ...]


def annotated_reports(folder: Path) -> list[rp.Report]:
    """The annotations of a folder (ID.gold.json) as reports: a perfect reading."""
    return [annotated_report(path) for path in sorted(folder.glob("*.gold.json"))]


def annotated_report(path: Path) -> rp.Report:
    """One annotated document as a report; sentences are found by their full stops."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(f"{gold['id']}.txt").read_text(encoding="utf-8")
    codes = {rule.name: code for code, rule in load_rulebook().programs.items()}
    return rp.Report(
        source=rp.Source(
            path=f"{gold['id']}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            format="txt",
            bytes=len(text.encode()),
        ),
        region=gold["region"],
        period=rp.ReportPeriod(**gold["report_period"]),
        statistics=tuple(annotated(f, n, text, gold["region"], codes) for n, f in enumerate(gold["figures"])),
    )


def annotated(f: Json, number: int, text: str, region: str, codes: Mapping[str, str]) -> rp.Statistic:
    """One annotated figure as a statistic. The direction of a change is in its words, or right before it in the text."""
    said = re.split("[,,、。;;((]", text[max(0, f["start"] - REACH) : f["start"]])[-1]
    start, end = text.rfind("。", 0, f["start"]) + 1, text.find("。", f["end"])
    value, change = Decimal(f["value"]), f["role"] == "change"
    return rp.Statistic(
        id=f"g{number}",
        value=value,
        unit=f["unit"],
        measure=f["measure"],
        amount_wan=value * WAN[f["unit"]] if f["unit"] in WAN else None,
        program=rp.Program(code=codes[f["program"]], name=f["program"]) if f["program"] else None,
        subject=f["subject"] or "",
        period=rp.Period(**f["period"]),
        region=region,
        role=f["role"],
        bound=f["bound"],
        direction=("down" if DOWN.search(f["subject"] + said) else "up") if change else None,
        compare=f.get("compare"),
        per=f.get("per"),
        part_of=None if f["part_of"] is None else f"g{f['part_of']}",
        repaired=bool(f.get("repaired")),
        evidence=rp.Evidence(
            start=f["start"], end=f["end"], text=f["text"], sentence=(start, end if end > 0 else len(text))
        ),
        confidence=1,
    )


def names(gold: Json, finding: rp.Finding) -> bool:
    """Whether a finding names a fault or a trap: kind, year, program."""
    program = finding.program.name if finding.program else None
    return (
        finding.kind in {gold["kind"]} | ALSO.get(gold["kind"], set())
        and bool(set(finding.years) & set(gold["years"]))
        and (not program or program == gold["program"] or gold["program"] in finding.message)
    )


def score(gold: Json, findings: Sequence[rp.Finding]) -> Score:
    """Faults found, traps and others reported above hint."""
    loud = [f for f in findings if f.severity != "hint"]
    faults = gold["findings"]
    planted = {(g["kind"], g["program"], y) for g in faults for y in g["years"]}
    traps = [t for t in gold["traps"] if not any((t["kind"], t["program"], y) in planted for y in t["years"])]
    found = [g for g in faults if any(names(g, f) for f in findings)]
    return Score(
        found=len(found),
        faults=len(faults),
        traps=sum(any(names(t, f) for f in loud) for t in traps),
        others=sum(not any(names(g, f) for g in faults) for f in loud),
        hints=len(findings) - len(loud),
        missed=tuple(g["kind"] for g in faults if g not in found),
    )


def print_series(folder: Path) -> Json:
    """The table over a series with known faults."""
    results: Json = {}
    for gold_path in sorted(folder.glob("*.findings.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        documents = [text_of(p) for p in sorted(folder.glob("*.gold.json"))]
        print(f"{gold_path.stem.partition('.')[0]}: known faults\n{'':24}found  traps  others  hints  missed")
        for label, reports in (
            ("as we read it", [rp.parse(p) for p in documents]),
            ("annotations", annotated_reports(folder)),
        ):
            checked = rp.check(reports)
            s = score(gold, checked.findings)
            results[label] = s._asdict()
            print(
                f"{label:22}{s.found:>4}/{s.faults:<3}{s.traps:>5}{s.others:>8}{s.hints:>7}  {' '.join(s.missed) or 'none'}"
            )
        print(f"\n{'relations':32}checked  uncheckable")
        for kind, count in checked.relations.items():
            print(f"{kind:30}{count.checked:>9}{count.uncheckable:>13}")
    return results


def print_single(corpus: Path, series: Path) -> Json:
    """What is found in single documents in which nothing was planted."""
    gold = [p for p in sorted(corpus.rglob("*.gold.json")) if p.parent != series]
    results: Json = {"documents": len(gold)}
    print(f"\n{len(gold)} single documents, nothing planted")
    for label, read in (("as we read it", lambda p: rp.parse(text_of(p))), ("annotations", annotated_report)):
        findings = [f for path in gold for f in rp.check([read(path)]).findings]
        loud = [f for f in findings if f.severity != "hint"]
        results[label] = {"above_hint": len(loud), "hints": len(findings) - len(loud)}
        print(f"{label:20}{len(loud)} above hint, {len(findings) - len(loud)} hints")
        for f in loud:
            print(f"  {f.severity} {f.kind}: {f.message}")
    return results


def text_of(gold: Path) -> Path:
    """The text of an annotation."""
    return gold.with_name(gold.name.replace(".gold.json", ".txt"))


def print_made(count: int) -> Json:
    """The table over made series: rate of detection by kind of fault, false alarms on the untouched."""
    results: Json = {}
    print(f"\n{count} made series, one fault each\n{'':20}detected  above hint  names the true number")
    for fault in FAULTS:
        told = loud = explained = 0
        for seed in range(count):
            reports, planted = plant(clean_series(seed), fault, Random(seed))
            where = (reports[planted.report].source.path, planted.statistic)
            about = [f for f in rp.check(reports).findings if where in {(s.document, s.id) for s in f.statistics}]
            told += bool(about)
            loud += any(f.severity != "hint" for f in about)
            explained += any(planted.before in f.message for f in about)
        results[fault] = {"detected": told / count, "above_hint": loud / count, "explained": explained / count}
        print(f"{fault:20}{told / count:>8.1%}{loud / count:>12.1%}{explained / count:>14.1%}")
    clean = [f for seed in range(count) for f in rp.check(clean_series(seed)).findings]
    alarms = sum(f.severity != "hint" for f in clean)
    figures = sum(len(r.statistics) for seed in range(count) for r in clean_series(seed))
    results["untouched"] = {"above_hint": alarms, "hints": len(clean) - alarms, "figures": figures}
    print(f"untouched: {alarms} false alarms and {len(clean) - alarms} hints in {count} series, {figures:,} figures")
    return results


def main() -> None:
    """Print both tables and keep their figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--series", type=Path, default=ROOT / "corpus" / "series")
    options.add_argument("--corpus", type=Path, default=ROOT / "corpus", help="single documents, in depth")
    options.add_argument("--made", type=int, default=100, metavar="N", help="made series of each kind (default: 100)")
    chosen = options.parse_args()
    results = {
        "series": print_series(chosen.series),
        "single": print_single(chosen.corpus, chosen.series),
        "made": print_made(chosen.made),
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
