"""Reports in a terminal: tables by rich, plain where nobody watches or NO_COLOR is set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportparse.display.marking import pieces
from reportparse.display.words import HEADERS, NUMERIC, figure_cells, one_line, summary_of, visible
from reportparse.model.report import Report

STYLES = {
    "actual": "bold green",
    "target": "bold blue",
    "standard": "bold magenta",
    "threshold": "bold yellow",
    "change": "bold dark_orange",
    "prior": "dim",
}


WHOLE = frozenset({"性质", "时间"})
"""Columns whose cells are never cut in two: they are short."""


def print_report(report: Report, text: str | None, console: Console) -> None:
    """Title, summary, the text with its figures marked where it is at hand, and the table of figures."""
    console.print(Text(visible(one_line(report.title or report.source.path)), "bold"))
    for line in summary_of(report):
        console.print(Text(visible(line), "dim"))
    if text is not None:
        console.print()
        console.print(marked_text(report, text))
        console.print()
    if report.statistics:
        console.print(figures_table(report))
    for warning in report.warnings:
        console.print(Text(f"⚠ {visible(one_line(warning))}"))


def marked_text(report: Report, text: str) -> Text:
    """The text, its figures in the colours of their roles."""
    made = Text()
    for piece in pieces(report, text):
        made.append(visible(piece.text), STYLES[piece.statistics[0].role] if piece.statistics else "")
    return made


def figures_table(report: Report) -> Table:
    """All figures of a report."""
    styled = (
        [_cell(header, cell, s.role) for header, cell in zip(HEADERS, figure_cells(s), strict=True)]
        for s in report.statistics
    )
    return table(HEADERS, styled, numeric=NUMERIC)


def _cell(header: str, cell: str, role: str) -> Text:
    return Text(visible(cell), STYLES[role] if header == "性质" else "")


def table(headers: Sequence[str], rows: Iterable[Sequence[Text]], numeric: Iterable[str] = ()) -> Table:
    """A table with as few lines as it takes to read it."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    right = frozenset(numeric)
    for header in headers:
        whole = header in right or header in WHOLE
        made.add_column(header, justify="right" if header in right else "left", overflow="fold", no_wrap=whole)
    for row in rows:
        made.add_row(*row)
    return made
