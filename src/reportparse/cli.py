"""The `reportparse` command: arguments and messages; the work is done by api and store.

Data goes to standard output, messages to standard error, both in UTF-8 whatever the locale. Exit status: 0 all read,
2 wrong usage, 3 some inputs could not be read (each named with the reason; the rest are written).

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
from reportparse.errors import LexiconError, UnreadableDocument

if TYPE_CHECKING:
    from reportparse.api import Outcome
    from reportparse.model.report import Report
    from reportparse.store import Writer
    from reportparse.toolkit import Toolkit

USAGE_ERROR = 2
SOME_UNREADABLE = 3
CLOSED_PIPE = 141  # what a shell reports for a program that SIGPIPE ended: 128 + 13

app = typer.Typer(
    name="reportparse",
    help="从存档的政府工作报告中读出每一个统计数字。Reads every figure out of archived Chinese government work reports.",
    epilog="数据写到标准输出,消息写到标准错误。Data goes to standard output, messages to standard error.\n\n"
    "退出码 Exit status: 0 全部读出 all read; 2 用法有误 wrong usage; 3 部分文件无法读取 some inputs could not be read.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # a traceback goes into a bug report, where boxes are in the way
    context_settings={"help_option_names": ["-h", "--help"]},
)

Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="FILE", help="自己的词表(TOML),加在内置词表之上。Your own lexicon, on top of ours."
    ),
]
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
    "reportparse extract 档案/ -o figures.jsonl\n\n"
    "reportparse extract a.txt b.txt --format json"
)
def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="文件或文件夹(含子文件夹)。Files and folders, folders in depth."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="写入此文件,写完才出现。Write here; appears when complete."),
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="json|jsonl",
            help="json 便于阅读 pretty; jsonl 每行一份 one a line. 默认按 OUT 的后缀,否则一份为 json,多份为 jsonl。"
            "Default: by the suffix of OUT, else json for one report and jsonl for several.",
        ),
    ] = None,
    lexicon: Lexicon = None,
) -> None:
    """读报告,写出其中每一个数字。Read reports and write every figure in them."""
    from reportparse import parse_many

    files, empty = _files(paths)
    write = _writer(layout, output, many=len(files) > 1)
    if output and output.resolve() in {f.resolve() for f in files}:
        raise typer.BadParameter(f"{output} is one of the inputs and would be overwritten", param_hint="-o")
    toolkit = _toolkit(lexicon)
    for folder in empty:
        reason = "no file in this folder has the ending of a format that is read"
        _say(UnreadableDocument(str(folder), reason, "name the files to read, or see: reportparse formats"))

    unread: list[UnreadableDocument] = []
    with _progress(len(files)) as step, _destination(output) as out:
        read = write(_reports(parse_many(files, toolkit=toolkit), unread, step), out)
    if len(files) > 1:
        _say(f"read {read} of {len(files)} documents")
    if unread or empty:
        raise typer.Exit(SOME_UNREADABLE)


@app.command(epilog="例 Example:\n\nreportparse text 总结.txt > 总结.utf8.txt")
def text(path: OnePath) -> None:
    """读入的原文,位置即对此文而言。The text as it was loaded: the text that offsets point into."""
    from reportparse.toolkit import Toolkit

    with _one_document():
        loaded = Toolkit.default().door.load(path).text
    with _standard_output() as out:
        out.write(loaded.encode())


@app.command(epilog="例 Example:\n\nreportparse formats")
def formats() -> None:
    """能读的格式,以及缺少的附加组件。What can be read here, and which extra is missing."""
    from reportparse.loaders.formats import known_formats

    with _standard_output() as out:
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
    with _standard_output() as out:
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
    toolkit = _toolkit(lexicon)
    with _one_document():
        report = rp.parse(path, toolkit=toolkit)
    try:
        told = rp.explain(report, at=where)
    except LookupError as error:
        raise typer.BadParameter(str(error), param_hint="--at / --quote") from error
    with _standard_output() as out:
        out.write(told.encode() + b"\n")


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An archive's names and figures are Chinese; a C locale must not turn them into errors.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files to read, each once, in the order given; a folder's own in sorted order. And folders that have none."""
    files: dict[Path, None] = {}
    empty = []
    for path in paths:
        found = _readable_files(path) if path.is_dir() else [path]
        files.update(dict.fromkeys(found))
        if not found:
            empty.append(path)
    return list(files), empty


def _readable_files(folder: Path) -> list[Path]:
    """What a folder holds to read, in depth; hidden files, open documents' locks (~$…) and what merely lies beside
    reports is passed over."""
    from reportparse.loaders.formats import known_formats

    suffixes = {suffix for form in known_formats() for suffix in form.suffixes}
    inside = (Path(where, name) for where, _, names in os.walk(folder) for name in names)
    return sorted(p for p in inside if p.suffix.lower() in suffixes and not p.name.startswith((".", "~$")))


def _writer(layout: str | None, output: Path | None, many: bool) -> Writer:
    """The writer for --format, else for the suffix of OUT, else for as many reports as there are."""
    from reportparse.store import FORMATS

    name = layout or (output.suffix.removeprefix(".") if output else "") or ("jsonl" if many else "json")
    if name not in FORMATS:
        raise typer.BadParameter(
            f"{name!r} is no format that can be written; there are: {', '.join(FORMATS)}", param_hint="--format"
        )
    return FORMATS[name].many if many else FORMATS[name].one


def _toolkit(lexicon: Path | None) -> Toolkit:
    from reportparse.toolkit import Toolkit

    if lexicon is None:
        return Toolkit.default()
    try:
        return Toolkit.with_lexicon(lexicon)
    except LexiconError as error:
        raise typer.BadParameter(str(error), param_hint="--lexicon") from error


def _reports(
    outcomes: Iterable[Outcome], unread: list[UnreadableDocument], step: Callable[[], None]
) -> Iterator[Report]:
    """The reports among the outcomes; what could not be read is named at once and remembered in `unread`."""
    for outcome in outcomes:
        if outcome.error is not None:
            _say(outcome.error)
            unread.append(outcome.error)
        if outcome.report is not None:
            yield outcome.report
        step()


@contextmanager
def _destination(output: Path | None) -> Iterator[BinaryIO]:
    from reportparse.store import output_file

    if output is None:
        with _standard_output() as out:
            yield out
        return
    try:
        with output_file(output) as out:
            yield out
    except OSError as error:
        raise typer.BadParameter(f"{output} cannot be written: {error.strerror}", param_hint="-o") from error


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes. A reader that has seen enough (`| head`) ends the program without a word."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _forsake_standard_output()
        raise typer.Exit(CLOSED_PIPE) from None
    except OSError as error:
        _say(f"standard output cannot be written: {error.strerror}")
        _forsake_standard_output()
        raise typer.Exit(USAGE_ERROR) from None


def _forsake_standard_output() -> None:
    """Python flushes standard output once more at exit; what is left in it must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _one_document() -> Iterator[None]:
    """For commands about one document: when that one cannot be read, there is nothing else to do."""
    try:
        yield
    except UnreadableDocument as error:
        _say(error)
        raise typer.Exit(SOME_UNREADABLE) from None


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error for more than one file, where someone is watching; a step moves it on."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _say(message: object) -> None:
    """One line on standard error. Bytes of a file's name that are no UTF-8 are shown as what they are."""
    line = " ".join(str(message).split()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    typer.echo(f"reportparse: {line}", err=True)
