"""The cells in a database, made part by part, are those of panels that are made of the whole archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import reportparse as rp
from reportparse.checks import Spool
from reportparse.checks.names import load_names
from reportparse.checks.parts import parts_of
from reportparse.checks.places import places_of
from reportparse.checks.series import archive_of
from reportparse.store.entries import Entry
from reportparse.store.panel import MEASURES, panel_of
from reportparse.store.panel_cells import cells_of
from reportparse.store.panel_tables import source_rows
from reportparse.toolkit import Toolkit

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def entries() -> Iterator[Entry]:
    """Places with some years each, a report twice, and two that name no place and have one title."""
    paths = [*sorted((CORPUS / "series").glob("*.txt")), *sorted(CORPUS.glob("d1-0*.txt"))]
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    texts["twice.txt"] = texts[paths[0].name]
    nameless = "2020年工作总结\n2020年发放低保金{}万元,新增床位{}张。\n"
    texts |= {f"{n}/a/b.txt": nameless.format(n * 7, n + 30) for n in (1, 2)}
    for name, text in texts.items():
        yield Entry(name, rp.parse(text=text, name=name), text)


def test_cells_by_parts_are_the_cells_of_the_whole() -> None:
    reports = [entry.report for entry in entries() if entry.report is not None]
    heads = Spool(reports).heads
    assert len(parts_of(heads, places_of(heads)[0])) > 3
    toolkit = Toolkit.default()
    checked = rp.check(reports)
    archive = archive_of(reports, load_names(), toolkit.rules)
    sentences = {(e.document, s.id): e.sentence(s) for e in entries() if e.report for s in e.report.statistics}
    wanted = [
        {"measure": measure, **row}
        for measure in MEASURES
        for row in source_rows(panel_of(archive, checked, measure), {k: v for k, v in sentences.items() if v})
    ]
    assert list(cells_of(entries, checked, toolkit.rules)) == wanted
    assert any(row["region"] == "?a/b.txt" for row in wanted) and any(row["findings"] for row in wanted)
