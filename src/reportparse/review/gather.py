"""What a page holds, as plain data: an index of the dataset, and for each document what was read in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reportparse import __version__
from reportparse.api import check
from reportparse.checks.names import load_names
from reportparse.checks.series import archive_of
from reportparse.explanation import in_two_languages
from reportparse.model.checked import Checked
from reportparse.model.report import Finding, Report
from reportparse.review.years import Curves, curves_of
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

Plain = dict[str, Any]
"""What JSON can say."""

Place = tuple[int, int]
"""A figure: the number of its document among those read, and its own number there, both from 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """All that a page is made of. `read` has the entries with a report, in the order of the dataset."""

    name: str
    read: tuple[Entry, ...]
    failed: tuple[Entry, ...]
    checked: Checked
    curves: Curves
    programs: tuple[tuple[str, str], ...]
    decided: tuple[Mapping[str, Any], ...] = ()
    """Rows of the dataset's table of reviews: what people decided before."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports of the entries."""
        return tuple(entry.report for entry in self.read if entry.report is not None)


def material_of(
    name: str,
    entries: Iterable[Entry],
    checked: Checked | None,
    tools: Toolkit,
    decided: Iterable[Mapping[str, Any]] = (),
) -> Material:
    """Entries of a dataset, held against one another where they were not yet."""
    found = tuple(entries)
    read = tuple(entry for entry in found if entry.report is not None)
    reports = [entry.report for entry in read if entry.report is not None]
    return Material(
        name=name,
        read=read,
        failed=tuple(entry for entry in found if entry.report is None),
        checked=checked or check(reports, toolkit=tools),
        curves=curves_of(archive_of(reports, load_names(), tools.rules)),
        programs=tuple((code, rule.name) for code, rule in tools.rules.programs.items()),
        decided=tuple(decided),
    )


def index_of(material: Material, pages: Mapping[int, list[Plain]], notes: Mapping[int, str]) -> Plain:
    """What the page must know before any document is opened; `pages` and `notes` by the number of the document."""
    places = {
        (report.source.path, s.id): (d, i)
        for d, report in enumerate(material.reports)
        for i, s in enumerate(report.statistics)
    }
    rules = sorted({rule for report in material.reports for s in report.statistics for rule in s.rules})
    return {
        "schema": "reportparse-review/1",
        "name": material.name,
        "tool": __version__,
        "documents": [
            _summary(entry, report, pages.get(d, []), notes.get(d))
            for d, (entry, report) in enumerate(zip(material.read, material.reports, strict=True))
        ],
        "failed": [
            {"document": e.document, "reason": e.failure.reason, "way_out": e.failure.way_out}
            for e in material.failed
            if e.failure is not None
        ],
        "findings": [_finding(finding, places) for finding in material.checked.findings],
        "relations": {kind: [c.checked, c.uncheckable] for kind, c in material.checked.relations.items()},
        "curves": [
            {"unit": curve.unit, "points": [list(point) for point in curve.points]} for curve in material.curves.all
        ],
        "decided": [
            [*places[row["document"], row["statistic"]], json.loads(row["decision"])]
            for row in material.decided
            if row["state"] == "stands" and (row["document"], row["statistic"]) in places
        ],
        "programs": [list(program) for program in material.programs],
        "rules": {rule: list(in_two_languages(rule)) for rule in rules},
    }


def _summary(entry: Entry, report: Report, pages: list[Plain], note: str | None) -> Plain:
    return {
        "document": entry.document,
        "sha256": report.source.sha256,
        "title": report.title,
        "publisher": report.publisher,
        "region": report.region,
        "period": report.period.model_dump(mode="json"),
        "format": report.source.format,
        "figures": len(report.statistics),
        "whole": entry.text is not None,
        "pages": pages,
        "note": note,
    }


def _finding(finding: Finding, places: Mapping[tuple[str, str], Place]) -> Plain:
    told = finding.model_dump(mode="json", exclude={"statistics", "program"})
    told["program"] = finding.program.name if finding.program else None
    told["figures"] = [
        list(places[ref.document, ref.id]) for ref in finding.statistics if (ref.document, ref.id) in places
    ]
    return told


def document_of(entry: Entry, number: int, curves: Curves) -> Plain:
    """What was read in one document. Where the text was not kept, the sentences stand for it."""
    report = entry.report
    assert report is not None
    told: Plain = {
        "statistics": [s.model_dump(mode="json") for s in report.statistics],
        "curves": [curves.of.get((number, i)) for i in range(len(report.statistics))],
        "records": [record.model_dump(mode="json") for record in report.records],
        "ledger": [[e.start, e.end, e.kind] for e in report.ledger],
        "repairs": [[r.start, r.end, r.kind, r.after] for r in report.repairs],
        "warnings": list(report.warnings),
    }
    if entry.text is not None:
        return {"text": entry.text, **told}
    sentences = {s.evidence.sentence: entry.sentence(s) for s in report.statistics}
    kept = [[start, text] for (start, _), text in sorted(sentences.items()) if text]
    return {"text": None, "sentences": kept, **told}
