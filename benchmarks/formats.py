"""Whether all formats read alike: six documents of the corpus in every format, beside the same documents as .txt.

    python benchmarks/formats.py [--formats docx,pdf,scan-pdf,…] [--errors N] [--bed tests/bed/corpus] [--direct]

tests/bed/corpus holds ID.EXT (and ID-scan.EXT) for documents ID of corpus/. Places differ from format to format, so a
figure is found when a statistic has its value in its unit, wherever it stands; all else is judged as accuracy.py does.
Each format is held against the .txt of the same documents: f1 may differ by 0.005 and the share of right figures by
0.02 (scans: 0.03 both).

The table goes to standard output and, with a row per document, to benchmarks/results/formats.json. The exit status is 1
when a format falls below the .txt by more than it may, or a file cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from decimal import InvalidOperation
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import reportparse as rp
from accuracy import CORPUS, ROOT, Json, Scored, base_quantity, score, summed
from reportparse.api import read
from reportparse.loaders.formats import known_formats
from reportparse.model.document import Document
from reportparse.model.report import Source
from reportparse.rulebook import load_rulebook
from reportparse.toolkit import Toolkit

BED = ROOT / "tests" / "bed" / "corpus"
RESULTS = ROOT / "benchmarks" / "results" / "formats.json"
SCAN = "-scan"


class May(NamedTuple):
    """By how much a format may differ from the .txt."""

    f1: float
    right: float


LETTERS = May(0.005, 0.02)
SCANS = May(0.03, 0.03)


def kind_of(path: Path) -> str:
    """The name of a file's format in the table: docx, scan-pdf …"""
    return ("scan-" if path.stem.endswith(SCAN) else "") + path.suffix.lstrip(".")


def document_of(path: Path) -> str:
    """Which document of the corpus a file is."""
    return path.stem.removesuffix(SCAN)


def loose_pairs(gold: Sequence[Mapping[str, Any]], statistics: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """For each gold figure the first statistic, not yet taken, that has its value in its unit."""
    have = [base_quantity(s) for s in statistics]
    free = dict.fromkeys(range(len(statistics)))
    pairs: dict[int, int] = {}
    for i, figure in enumerate(gold):
        try:
            wanted = base_quantity(figure)
        except InvalidOperation:  # an annotation that gives no number cannot be found
            continue
        match = next((j for j in free if have[j] == wanted), None)
        if match is not None:
            pairs[i] = match
            del free[match]
    return pairs


def loose_score(name: str, gold: Json, report: Json, parents: Mapping[str, str | None]) -> Scored:
    """The score where places do not count: every pair is given a place of its own, then accuracy.py judges."""
    pairs = {j: i for i, j in loose_pairs(gold["figures"], report["statistics"]).items()}
    nowhere = -2
    figures = [{**figure, "start": 2 * i, "end": 2 * i + 1} for i, figure in enumerate(gold["figures"])]
    statistics = []
    for j, statistic in enumerate(report["statistics"]):
        start = 2 * pairs[j] if j in pairs else nowhere
        statistics.append({**statistic, "evidence": {**statistic["evidence"], "start": start, "end": start + 1}})
    return score(name, "", {**gold, "figures": figures}, {**report, "statistics": statistics}, parents)


def extract(path: Path, *, direct: bool) -> Json:
    """The report of a file as JSON; `direct` calls the loader in this process, without the door and its fence."""
    if not direct or path.suffix == ".txt":
        return rp.parse(path).model_dump(mode="json", by_alias=True)
    loader = next(form for form in known_formats() if path.suffix in form.suffixes)
    data = path.read_bytes()
    contents = import_module(loader.module).read(data, path.name)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path=str(path), sha256=digest, format=loader.code, bytes=len(data))
    return read(Document(contents, source), Toolkit.default()).model_dump(mode="json", by_alias=True)


class Read(NamedTuple):
    """What came of the files of one format: scores by document, and a line for each that could not be read."""

    scored: dict[str, Scored]
    failed: list[str]


def read_all(paths: Sequence[Path], parents: Mapping[str, str | None], *, direct: bool) -> Read:
    """All files of one format, each scored; one that is refused counts as read empty."""
    scored: dict[str, Scored] = {}
    failed: list[str] = []
    for path in paths:
        name = document_of(path)
        gold = json.loads((CORPUS / f"{name}.gold.json").read_text(encoding="utf-8"))
        try:
            report = extract(path, direct=direct)
        except Exception as error:  # whatever it is, it belongs into the table, and the other formats go on
            failed.append(f"{path.name}: {type(error).__name__}: {error}")
            report = {"statistics": [], "ledger": []}
        scored[name] = loose_score(name, gold, report, parents)
    return Read(scored, failed)


def row_of(kind: str, got: Read, plain: Mapping[str, Scored]) -> Json:
    """One line of the table: the format beside the .txt of the same documents."""
    own, other = summed(got.scored).figures(), summed({name: plain[name] for name in got.scored}).figures()
    may = SCANS if kind.startswith("scan-") else LETTERS
    row: Json = {"format": kind, "documents": len(got.scored), "unread": len(got.failed)}
    verdicts = []
    for what, allowed in zip(("f1", "right"), may, strict=True):
        difference = round(own[what] - other[what], 4)
        row |= {what: own[what], f"txt_{what}": other[what], f"{what}_difference": difference}
        if abs(difference) > allowed:
            verdicts.append(f"{what} {'worse' if difference < 0 else 'better'}")
    return row | {"differs": verdicts}


def show(row: Json) -> None:
    """One line of the table."""
    cells = "".join(f"{row[key]:>8.4f}" for key in ("f1", "txt_f1", "right", "txt_right"))
    differences = "".join(f"{row[f'{what}_difference']:>+9.4f}" for what in ("f1", "right"))
    told = ", ".join(row["differs"]) + (f"  {row['unread']} UNREAD" if row["unread"] else "")
    print(f"{row['format']:10}{row['documents']:>5}{cells}{differences}  {told or 'same'}", flush=True)


def by_document(got: Read, plain: Mapping[str, Scored]) -> Json:
    """Figures of each document, and what is read otherwise than from .txt."""
    return {
        name: {
            "f1": one.figures()["f1"],
            "right": one.figures()["right"],
            "txt_f1": plain[name].figures()["f1"],
            "txt_right": plain[name].figures()["right"],
            "only_here": [e for e in one.errors if e not in plain[name].errors],
            "only_txt": [e for e in plain[name].errors if e not in one.errors],
        }
        for name, one in got.scored.items()
    }


def main() -> int:
    """Read, score, compare, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bed", type=Path, default=BED, help="where the files are")
    parser.add_argument("--formats", default="", help="only these, comma between: docx, pdf, scan-pdf …")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N disagreements a format that .txt has not"
    )
    parser.add_argument(
        "--direct", action="store_true", help="call the loaders in this process, without door and fence"
    )
    args = parser.parse_args()
    files: dict[str, list[Path]] = {}
    for path in sorted(args.bed.iterdir()):
        if (CORPUS / f"{document_of(path)}.gold.json").exists():
            files.setdefault(kind_of(path), []).append(path)
    asked = [kind for kind in args.formats.split(",") if kind] or sorted(files, key=lambda k: ("scan" in k, k))
    if not asked or (unknown := set(asked) - set(files)):
        parser.error(f"no files of {', '.join(sorted(unknown)) if asked else 'any format'} in {args.bed}")
    programs = load_rulebook().programs
    parents = {p.name: programs[p.parent].name if p.parent else None for p in programs.values()}
    names = sorted({document_of(path) for kind in asked for path in files[kind]})
    plain = read_all([CORPUS / f"{name}.txt" for name in names], parents, direct=False).scored
    print(f"{'format':10}{'docs':>5}{'f1':>8}{'txt':>8}{'right':>8}{'txt':>8}{'f1 +-':>9}{'right +-':>9}")
    results: Json = {}
    for kind in asked:
        got = read_all(files[kind], parents, direct=args.direct)
        row = row_of(kind, got, plain)
        show(row)
        details = by_document(got, plain)
        results[kind] = {**row, "failed": got.failed, "by_document": details}
        unread = {document_of(Path(line.partition(":")[0])) for line in got.failed}
        otherwise = [e for name, one in details.items() if name not in unread for e in one["only_here"]]
        for line in [*got.failed, *otherwise[: args.errors]]:
            print("    ", line)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    fallen = [r for r in results.values() if r["unread"] or any("worse" in verdict for verdict in r["differs"])]
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
