"""`reportparse panel`: one table by year, every cell traceable to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportparse.console import (
    AsJson,
    Lexicon,
    Quiet,
    Reviewed,
    make_sure_of,
    say,
    screen,
    standard_output,
    toolkit_with,
)
from reportparse.console_words import not_written, told
from reportparse.errors import ReportparseError

if TYPE_CHECKING:
    from rich.console import Console

    from reportparse.store.dataset import Dataset
    from reportparse.store.panel import Panel


def _measures(incomplete: str) -> list[str]:
    from reportparse.store.panel import MEASURES  # for completion only

    return [name for name in MEASURES if name.startswith(incomplete)]


def panel(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="extract 写出的数据集。 A dataset that extract wrote.")
    ],
    measure: Annotated[
        str,
        typer.Option(
            "--measure",
            metavar="MEASURE",
            autocompletion=_measures,
            help="amount_wan(万元), households, persons, person_times, count, rate, area, length, weight, duration, other",
        ),
    ] = "amount_wan",
    by: Annotated[
        Literal["program", "region"],
        typer.Option(
            "--by", help="先按业务, 还是先按地区排列。 Rows by program within each region, or the other way round."
        ),
    ] = "program",
    prefer: Annotated[
        Literal["own", "latest"],
        typer.Option(
            "--prefer", help="采用当年报告的数, 还是最近报告的数。 The year's own report, or the latest that says so."
        ),
    ] = "own",
    programs: Annotated[
        list[str] | None,
        typer.Option("--program", metavar="PROGRAM", help="只要这些业务(代码或名称)。 Only these, by code or name."),
    ] = None,
    regions: Annotated[
        list[str] | None, typer.Option("--region", metavar="REGION", help="只要这些地区。 Only these places.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help=".csv(另有 .sources.csv)、.xlsx 或 .json。 Else CSV to standard output.",
        ),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="另画一幅图:.svg 或 .png。 Also draw a picture.")
    ] = None,
    reviewed: Reviewed = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    lexicon: Lexicon = None,
) -> None:
    """逐年表: 每格可查到原句。 A table by year, every cell traceable to its sentence."""
    from reportparse.store.dataset import Dataset
    from reportparse.store.panel import MEASURES
    from reportparse.store.panel_tables import SUFFIXES
    from reportparse.store.plot import PICTURES

    _one_of(measure, MEASURES, "--measure")
    if output is not None:
        _one_of(output.suffix.lower(), SUFFIXES, "-o")
    if plot is not None:
        _one_of(plot.suffix.lower(), PICTURES, "--plot")
    if as_json and output is not None:
        raise typer.BadParameter(
            "写到标准输出, 不与 -o 同用 goes to standard output, and not with -o", param_hint="--json"
        )
    make_sure_of(dataset)
    toolkit = toolkit_with(lexicon)
    try:
        opened = Dataset.open(dataset).reviewed(toolkit=toolkit) if reviewed else Dataset.open(dataset)
        made = opened.panel(
            measure, by=by, prefer=prefer, programs=programs or (), regions=regions or (), toolkit=toolkit
        )
        _write(opened, made, output, as_json)
        if plot is not None:
            _draw(made, plot)
    except ReportparseError as error:
        raise typer.BadParameter(told(error), param_hint="DATASET") from error
    except OSError as error:
        raise typer.BadParameter(not_written(error.filename or output or plot, error), param_hint="-o") from error
    if not quiet:
        _tell(made)


def _one_of(given: str, there_are: Sequence[str], option: str) -> None:
    if given not in there_are:
        raise typer.BadParameter(f"{given!r} 不在其中 is none of: {', '.join(there_are)}", param_hint=option)


def _write(dataset: Dataset, panel: Panel, output: Path | None, as_json: bool) -> None:
    from reportparse.store.entries import versions_of
    from reportparse.store.panel_tables import csv_bytes, json_bytes, panel_rows, panel_table, write_panel

    if output is not None:
        write_panel(panel, dataset.sentences(panel), versions_of(), output)
        return
    console = None if as_json else screen()
    if console is not None:
        _print(panel, console)
        return
    with standard_output() as out:
        if as_json:
            out.write(json_bytes(panel, dataset.sentences(panel)))
        else:
            out.write(csv_bytes(panel_table(panel), panel_rows(panel)).removeprefix(b"\xef\xbb\xbf"))


LEFT_OUT_ON_SCREEN = frozenset({"program_code", "kind"})
"""Columns for programs; a screen is narrow."""


def _print(panel: Panel, console: Console) -> None:
    """The panel as a table for the screen."""
    from rich.text import Text

    from reportparse.display.terminal import table
    from reportparse.display.words import visible
    from reportparse.store.csv import cell_text
    from reportparse.store.panel_tables import panel_rows, panel_table

    shown = [column for column in panel_table(panel).columns if column.name not in LEFT_OUT_ON_SCREEN]
    rows = ([Text(visible(cell_text(row.get(column.name)))) for column in shown] for row in panel_rows(panel))
    headers = [column.header for column in shown]
    console.print(table(headers, rows, numeric=[c.header for c in shown if c.kind == "decimal"]))


def _draw(panel: Panel, path: Path) -> None:
    from reportparse.store.plot import draw

    beyond = draw(panel, path)
    if beyond:
        say(f"{path}: {beyond} further rows are not in the picture; choose with --program or --region")


def _tell(panel: Panel) -> None:
    """How much is in the table, and what has no place in it."""
    say(f"{len(panel.lines)} 行,{len(panel.cells)} 格 {len(panel.lines)} rows, {len(panel.cells)} cells")
    for reason, count in panel.left_out.items():
        say(f"未列入 left out: {count} figures, {reason}")
