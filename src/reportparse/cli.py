"""The `reportparse` command: arguments and messages; the work is done by api and store.

Data goes to standard output, messages to standard error, both in UTF-8 whatever the locale. Exit status: 0 all read,
1 findings under `check --strict`, 2 wrong usage, 3 some inputs could not be read (each named with the reason; the rest are written).

Only typer is imported up here, and with it rich. Whatever reads or writes reports (pydantic, the dictionaries, the
lexicon) is imported by the command that needs it, because `reportparse --help` should answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportparse import __version__
from reportparse.cli_check import check
from reportparse.cli_dataset import extract_dataset, is_dataset_output
from reportparse.cli_panel import panel
from reportparse.cli_scale import Address, Engine, Jobs, check_engine, reader, workers_ahead, written_by_processes
from reportparse.console import (
    SOME_UNREADABLE,
    Lexicon,
    files_in,
    one_document,
    progress,
    say,
    standard_output,
    toolkit_with,
)
from reportparse.errors import UnreadableDocument

if TYPE_CHECKING:
    from reportparse.api import Outcome
    from reportparse.model.report import Report
    from reportparse.store import Writer

app = typer.Typer(
    name="reportparse",
    help="从存档的政府工作报告中读出每一个统计数字。Reads every figure out of archived Chinese government work reports.",
    epilog="数据写到标准输出,消息写到标准错误。Data goes to standard output, messages to standard error.\n\n"
    "退出码 Exit status: 0 全部读出 all read; 1 有矛盾 findings (check --strict); 2 用法有误 wrong usage; 3 部分文件无法读取 some inputs could not be read.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # a traceback goes into a bug report, where boxes are in the way
    context_settings={"help_option_names": ["-h", "--help"]},
)

OnePath = Annotated[Path, typer.Argument(metavar="PATH", help="一份报告。One report.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportparse {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="版本号。Version.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog="例 Examples:\n\nreportparse extract 总结.txt\n\n"
    "reportparse extract 档案/ -o 数据集/\n\n"
    "reportparse extract 档案/ -o figures.xlsx\n\n"
    "reportparse extract a.txt b.txt --format json"
)
def extract(
    ctx: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="文件或文件夹(含子文件夹)。Files and folders, folders in depth."),
    ],
    out_name: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="OUT", help="写入此文件,写完才出现。Write here; appears when complete."),
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="json|jsonl|csv|xlsx|parquet|duckdb|zip",
            help="json 便于阅读 pretty; jsonl 每行一份 one a line. 默认按 OUT 的后缀;没有后缀的 OUT 是数据集文件夹。"
            "Default: by the suffix of OUT; an OUT without one is a dataset's folder.",
        ),
    ] = None,
    no_check: Annotated[
        bool, typer.Option("--no-check", help="数据集中不写核对结果。No findings in a dataset.")
    ] = False,
    jobs: Jobs = 1,
    engine: Engine = "local",
    address: Address = None,
    lexicon: Lexicon = None,
) -> None:
    """读报告,写出其中每一个数字。Read reports and write every figure in them."""
    output = Path(out_name) if out_name else None
    named_folder = out_name is not None and out_name.endswith(("/", os.sep))
    check_engine(engine, address, output)
    hatchery = workers_ahead(ctx, paths, jobs, engine, lexicon)
    if is_dataset_output(paths, output, layout, named_folder) or engine != "local":
        assert output is not None
        extract_dataset(paths, output, lexicon, checks=not no_check, read=reader(jobs, engine, address, hatchery))
        return
    from reportparse import parse_many

    files, empty = files_in(paths)
    name, write = _writer(layout, output, many=len(files) > 1)
    if output and output.resolve() in {f.resolve() for f in files}:
        raise typer.BadParameter(f"{output} is one of the inputs and would be overwritten", param_hint="-o")
    toolkit = toolkit_with(lexicon)
    for folder in empty:
        reason = "no file in this folder has the ending of a format that is read"
        say(UnreadableDocument(str(folder), reason, "name the files to read, or see: reportparse formats"))

    unread: list[UnreadableDocument] = []
    with progress(len(files)) as step, _destination(output) as out:
        if jobs > 1 and len(files) > 1:
            read = written_by_processes(files, name, out, toolkit, jobs, unread, step, hatchery)
        else:
            read = write(_reports(parse_many(files, toolkit=toolkit), unread, step), out)
    if len(files) > 1:
        say(f"read {read} of {len(files)} documents")
    if unread or empty:
        raise typer.Exit(SOME_UNREADABLE)


@app.command(epilog="例 Example:\n\nreportparse text 总结.txt > 总结.utf8.txt")
def text(path: OnePath) -> None:
    """读入的原文,位置即对此文而言。The text as it was loaded: the text that offsets point into."""
    from reportparse.toolkit import Toolkit

    with one_document():
        loaded = Toolkit.default().door.load(path).text
    with standard_output() as out:
        out.write(loaded.encode())


@app.command(epilog="例 Example:\n\nreportparse formats")
def formats() -> None:
    """能读的格式,以及缺少的附加组件。What can be read here, and which extra is missing."""
    from reportparse.loaders.formats import known_formats

    with standard_output() as out:
        for form in known_formats():
            state = "可读 readable" if not form.missing else f"缺少 missing: pip install 'reportparse[{form.missing}]'"
            out.write(f"{form.code}\t{' '.join(form.suffixes)}\t{form.name}\t{state}\n".encode())


@app.command(epilog="例 Example:\n\nreportparse schema > report.schema.json")
def schema() -> None:
    """报告的 JSON Schema。The JSON Schema of a report."""
    import json

    from reportparse.model.report import Report

    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Report.model_json_schema(mode="serialization", by_alias=True),
    }
    with standard_output() as out:
        out.write(json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n")


@app.command(
    epilog="例 Examples:\n\nreportparse explain 总结.txt --quote 72.9万元\n\nreportparse explain 总结.txt --at 412"
)
def explain(
    path: OnePath,
    at: Annotated[
        int | None, typer.Option("--at", metavar="OFFSET", min=0, help="原文中的位置。A place in the text.")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="TEXT", help="原文中的数字。A figure as it stands in the text.")
    ] = None,
    lexicon: Lexicon = None,
) -> None:
    """说明某个数字是怎样读出来的。Tell in words how a figure was read."""
    import reportparse as rp

    where = at if quote is None else quote
    if where is None or (at is not None and quote is not None):
        raise typer.BadParameter("say which figure: either --at OFFSET or --quote TEXT", param_hint="--at / --quote")
    toolkit = toolkit_with(lexicon)
    with one_document():
        report = rp.parse(path, toolkit=toolkit)
    try:
        told = rp.explain(report, at=where)
    except LookupError as error:
        raise typer.BadParameter(str(error), param_hint="--at / --quote") from error
    with standard_output() as out:
        out.write(told.encode() + b"\n")


app.command(epilog="例 Examples:\n\nreportparse check 档案/\n\nreportparse check figures.jsonl --format json")(check)
app.command(
    epilog="例 Examples:\n\nreportparse panel 数据集/\n\nreportparse panel 数据集/ --measure persons -o 逐年.xlsx --plot 逐年.svg"
)(panel)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An archive's names and figures are Chinese; a C locale must not turn them into errors.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


def _writer(layout: str | None, output: Path | None, many: bool) -> tuple[str, Writer]:
    """The layout's name and writer: for --format, else for the suffix of OUT, else for as many reports as there are."""
    from reportparse.store import FORMATS
    from reportparse.store.forms import FORMS

    name = layout or (output.suffix.removeprefix(".") if output else "") or ("jsonl" if many else "json")
    if name not in FORMATS:
        raise typer.BadParameter(
            f"{name!r} is no format that can be written; there are: {', '.join(form[1:] for form in FORMS)}",
            param_hint="--format",
        )
    return name, FORMATS[name].many if many else FORMATS[name].one


def _reports(
    outcomes: Iterable[Outcome], unread: list[UnreadableDocument], step: Callable[[], None]
) -> Iterator[Report]:
    """The reports among the outcomes; what could not be read is named at once and remembered in `unread`."""
    for outcome in outcomes:
        if outcome.error is not None:
            say(outcome.error)
            unread.append(outcome.error)
        if outcome.report is not None:
            yield outcome.report
        step()


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
        raise typer.BadParameter(f"{output} cannot be written: {error.strerror}", param_hint="-o") from error
