"""The cells of the panels of a whole archive, made part by part: the figures of one part are in memory, all rows in a file."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reportparse.checks import Archive, Spool
from reportparse.checks.heads import titles_of
from reportparse.checks.names import load_names
from reportparse.checks.parts import parts_of
from reportparse.checks.places import places_of
from reportparse.checks.series import archive_with
from reportparse.model.checked import Checked
from reportparse.rulebook import Rulebook
from reportparse.store.entries import Entry
from reportparse.store.panel import MEASURES, by_program, findings_by_figure, panel_with
from reportparse.store.panel_tables import source_rows
from reportparse.store.tables import Row


class Placed(NamedTuple):
    """A cell by its place among all: where its row lies in the file, and which figure stands for it."""

    measure: int
    order: tuple[object, ...]
    start: int
    figure: tuple[str, str]


def cells_of(
    entries: Callable[[], Iterator[Entry]], checked: Checked | None, rules: Rulebook, scratch: Path | None = None
) -> Iterator[Row]:
    """The cells of the panels of all measures, in the order of those."""
    reports = Spool((entry.report for entry in entries() if entry.report is not None), scratch)
    marks = findings_by_figure(checked)
    placed: list[Placed] = []
    with tempfile.TemporaryFile(dir=scratch) as file:
        for archive in archives_of(reports, rules):
            for number, measure in enumerate(MEASURES):
                panel = panel_with(archive, marks, measure)
                for cell, row in zip(panel.cells, source_rows(panel, {}), strict=True):
                    figure = (cell.chosen.path, cell.chosen.statistic.id)
                    placed.append(Placed(number, by_program(cell), file.tell(), figure))
                    pickle.dump(row, file, pickle.HIGHEST_PROTOCOL)
        placed.sort()
        sentences = sentences_of(entries(), {one.figure for one in placed})
        for one in placed:
            file.seek(one.start)
            yield {"measure": MEASURES[one.measure], **pickle.load(file), "sentence": sentences.get(one.figure)}


def archives_of(reports: Spool, rules: Rulebook) -> Iterator[Archive]:
    """The parts of an archive that share no row of a panel."""
    places, warnings = places_of(reports.heads)
    titles = titles_of([head.path for head in reports.heads])
    # A document that names no place has rows under its title, which it may have in common with others.
    heads = [head._replace(path=title) for head, title in zip(reports.heads, titles, strict=True)]
    for part in parts_of(heads, places):
        told = [reports[n] for n in part]
        yield archive_with(told, [titles[n] for n in part], [places[n] for n in part], load_names(), rules, warnings)


def sentences_of(entries: Iterable[Entry], wanted: Container[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The sentences of some figures, by document and id."""
    return {
        (entry.document, s.id): sentence
        for entry in entries
        for s in (entry.report.statistics if entry.report else ())
        if (entry.document, s.id) in wanted and (sentence := entry.sentence(s)) is not None
    }
