"""`reportparse extract`: documents in; a dataset, or reports one after the other, out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportparse.cli_dataset import extract_dataset, is_dataset_output
from reportparse.cli_scale import (
    Address,
    Engine,
    Jobs,
    check_engine,
    judges,
    reader,
    workers_ahead,
    written_by_processes,
)
from reportparse.console import (
    SOME_UNREADABLE,
    AsJson,
    Lexicon,
    Meter,
    Quiet,
    files_in,
    nothing_to_read,
    progress,
    say,
    standard_output,
    toolkit_with,
)
from reportparse.console_words import not_written
from reportparse.errors import UnreadableDocument

if TYPE_CHECKING:
    from reportparse.api import Outcome
    from reportparse.model.report import Report
    from reportparse.pool import Hatchery
    from reportparse.store import Writer

LAYOUTS = ("json", "jsonl", "csv", "xlsx", "parquet", "duckdb", "zip")
"""What --format may be, for completion."""


def _layouts(incomplete: str) -> list[str]:
    return [name for name in LAYOUTS if name.startswith(incomplete)]


def extract(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="文件或文件夹(含子文件夹)。 Files and folders, folders in depth."),
    ],
    out_name: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="写入此文件, 写完才出现。 Write here; appears when complete."
        ),
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            autocompletion=_layouts,
            help="json 便于阅读 pretty, jsonl 每行一份 one a line, csv, xlsx, parquet, duckdb, zip. 默认按 OUT 的后缀; "
            "OUT 没有后缀时是数据集文件夹。 By the suffix of OUT where not given; without one OUT is a dataset's folder.",
        ),
    ] = None,
    as_json: AsJson = False,
    no_check: Annotated[
        bool, typer.Option("--no-check", help="数据集中不写核对结果。 No findings in a dataset.")
    ] = False,
    jobs: Jobs = 1,
    engine: Engine = "local",
    address: Address = None,
    quiet: Quiet = False,
    lexicon: Lexicon = None,
) -> None:
    """读报告, 写出其中每一个数字。 Reads reports and writes every figure in them."""
    layout = _one_layout(layout, as_json)
    output = Path(out_name) if out_name else None
    named_folder = out_name is not None and out_name.endswith(("/", os.sep))
    check_engine(engine, address, output, layout)
    hatchery = workers_ahead(ctx, paths, jobs, engine, lexicon)
    if is_dataset_output(paths, output, layout, named_folder) or engine != "local":
        assert output is not None
        read_by = reader(jobs, engine, address, hatchery)
        checks = not no_check
        extract_dataset(paths, output, lexicon, checks, quiet=quiet, reader=read_by, judges=judges(jobs))
        return
    if output is not None and (named_folder or output.is_dir()):
        inside = output / f"reports.{layout}"
        message = (
            f"{out_name} 是文件夹, 请给出文件名 is a folder, and --format {layout} writes a file; name one: -o {inside}"
        )
        raise typer.BadParameter(message, param_hint="-o")
    _extract_reports(paths, output, layout, lexicon, quiet, jobs, hatchery)


def _extract_reports(
    paths: list[Path],
    output: Path | None,
    layout: str | None,
    lexicon: Path | None,
    quiet: bool,
    jobs: int,
    hatchery: Hatchery | None,
) -> None:
    """Reports one after the other, to OUT or to standard output."""
    from reportparse import parse_many

    files, empty = files_in(paths, quiet)
    name, write = _writer(layout, output, many=len(files) > 1)
    if output and output.resolve() in {f.resolve() for f in files}:
        message = f"{output} 是要读的文件,会被覆盖 is one of the inputs and would be overwritten; name another OUT"
        raise typer.BadParameter(message, param_hint="-o")
    toolkit = toolkit_with(lexicon)
    for folder in empty:
        say(nothing_to_read(folder))

    unread: list[UnreadableDocument] = []
    # Where the reports themselves run over the screen, a bar among them would only be in the way.
    no_bar = quiet or (output is None and sys.stdout.isatty())
    with progress(len(files), no_bar) as meter, _destination(output) as out:
        if jobs > 1 and len(files) > 1:
            read = written_by_processes(files, name, out, toolkit, jobs, unread, meter, hatchery)
        else:
            read = write(_reports(parse_many(files, toolkit=toolkit), unread, meter), out)
    if len(files) > 1 and not quiet:
        say(f"读出 {read} 份,共 {len(files)} 份 read {read} of {len(files)} documents")
    if unread or empty:
        raise typer.Exit(SOME_UNREADABLE)


def _one_layout(layout: str | None, as_json: bool) -> str | None:
    """--json is --format json."""
    if as_json and layout not in (None, "json"):
        raise typer.BadParameter(f"--json 即 is --format json, 与 and not --format {layout}", param_hint="--json")
    return "json" if as_json else layout


def _writer(layout: str | None, output: Path | None, many: bool) -> tuple[str, Writer]:
    """The layout's name and writer: for --format, else for the suffix of OUT, else for as many reports as there are."""
    from reportparse.store import FORMATS
    from reportparse.store.forms import FORMS

    name = layout or (output.suffix.removeprefix(".") if output else "") or ("jsonl" if many else "json")
    if name not in FORMATS:
        raise typer.BadParameter(
            f"{name!r} 不是能写的格式 is no format that can be written; there are: {', '.join(form[1:] for form in FORMS)}",
            param_hint="--format",
        )
    return name, FORMATS[name].many if many else FORMATS[name].one


def _reports(outcomes: Iterable[Outcome], unread: list[UnreadableDocument], meter: Meter) -> Iterator[Report]:
    """The reports among the outcomes; what could not be read is named at once and remembered in `unread`."""
    for outcome in outcomes:
        if outcome.error is not None:
            say(outcome.error)
            unread.append(outcome.error)
            meter.failed()
        if outcome.report is not None:
            yield outcome.report
        meter()


@contextmanager
def _destination(output: Path | None) -> Iterator[BinaryIO]:
    from reportparse.store import output_file

    if output is None:
        with standard_output() as out:
            yield out
        return
    try:
        with output_file(output) as out:
            yield out
    except OSError as error:
        raise typer.BadParameter(not_written(output, error), param_hint="-o") from error
