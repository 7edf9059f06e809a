"""`reportparse check`: where numbers contradict one another, and how much was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportparse.console import (
    SOME_UNREADABLE,
    USAGE_ERROR,
    AsJson,
    Lexicon,
    Quiet,
    Reviewed,
    files_in,
    no_such,
    progress,
    say,
    screen,
    standard_output,
    toolkit_with,
    write_json,
)
from reportparse.errors import ReportparseError, UnreadableDocument

if TYPE_CHECKING:
    from reportparse.model.checked import Checked
    from reportparse.model.report import Finding, Report
    from reportparse.toolkit import Toolkit

CONTRADICTED = 1
STORED = frozenset({".json", ".jsonl"})
"""The endings of files with reports; in a folder without documents they are read."""

EITHER = ".xlsx"
DATASETS = frozenset({".csv", ".duckdb", ".parquet", ".zip", EITHER})
"""Other forms of a dataset that `extract` writes; whatever else there is is a document."""

GRADES = {"error": "错误 error", "warning": "警告 warning", "hint": "提示 hint"}
COLOURS = {"error": "bold red", "warning": "bold yellow", "hint": "bold cyan"}
RELATION_HEADERS = ("已核对的关系 Relations looked at", "已核 checked", "无法核对 uncheckable")


def check(
    datasets: Annotated[
        list[Path],
        typer.Argument(
            metavar="DATASET",
            help="报告、文件夹, 或 extract 写出的数据集。 Documents, folders, or datasets that extract wrote.",
        ),
    ],
    layout: Annotated[
        Literal["text", "json"],
        typer.Option("--format", help="text 便于阅读 to be read; json 见文档 as in docs/checks.md."),
    ] = "text",
    strict: Annotated[
        bool,
        typer.Option("--strict", help="有错误或警告时退出码为 1。 Exit status 1 where there are errors or warnings."),
    ] = False,
    reviewed: Reviewed = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    lexicon: Lexicon = None,
) -> None:
    """核对数字: 一份报告之内, 各年之间。 Cross-check figures, within reports and across years."""
    from reportparse import check as cross_check
    from reportparse.checks.spool import NoRoom, Spool

    toolkit = toolkit_with(lexicon)
    unread: list[UnreadableDocument] = []
    read = reviewed_reports_in if reviewed else reports_in
    try:
        reports = Spool(reports_of(datasets, toolkit, unread, read, quiet))
    except NoRoom as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    checked = cross_check(reports, toolkit=toolkit)
    for warning in () if quiet else checked.warnings:
        say(warning)
    if as_json or layout == "json":
        write_json(checked.model_dump(mode="json", include={"findings", "relations"}))
    elif reports or not unread:  # where nothing could be read, a row of noughts would say that all is well
        _print(checked)
    if unread:
        raise typer.Exit(SOME_UNREADABLE)
    if strict and any(f.severity != "hint" for f in checked.findings):
        raise typer.Exit(CONTRADICTED)


def reports_of(
    datasets: Iterable[Path],
    toolkit: Toolkit,
    unread: list[UnreadableDocument],
    read: Callable[[Path, Toolkit], Iterable[Report]],
    quiet: bool,
) -> Iterator[Report]:
    """The reports in datasets and in documents; what cannot be read is named and remembered in `unread`."""
    files, empty = datasets_in(datasets, quiet)
    for folder in empty:
        unread.append(UnreadableDocument(str(folder), "there is no report in this folder", "name the files to read"))
        say(unread[-1])
    with progress(len(files), quiet) as meter:
        for file in files:
            try:
                yield from read(file, toolkit)
            except ReportparseError as error:
                say(error if file.exists() or isinstance(error, UnreadableDocument) else f"{file}: {no_such(file)}")
                unread.append(UnreadableDocument(str(file), str(error), ""))
                meter.failed()
            meter()


def reports_in(path: Path, toolkit: Toolkit) -> Iterable[Report]:
    """The reports of a dataset, or the one of a document. An .xlsx may be either; its sheets tell."""
    from reportparse import parse

    if path.suffix.lower() in STORED:
        from reportparse.store import stored_reports

        return stored_reports(path)
    if path.is_dir() or path.suffix.lower() in DATASETS:
        from reportparse.store.dataset import Dataset

        if path.suffix.lower() != EITHER:
            return (entry.report for entry in Dataset.open(path).entries() if entry.report is not None)
        try:
            stored = Dataset.open(path).reports()
        except ReportparseError:
            stored = []
        if stored:
            return stored
    return [parse(path, toolkit=toolkit)]


def reviewed_reports_in(path: Path, toolkit: Toolkit) -> Iterable[Report]:
    """The reports of a dataset with people's decisions applied; what holds no decisions is refused, not taken as it is."""
    from reportparse.store.backends import is_folder_dataset
    from reportparse.store.dataset import Dataset
    from reportparse.store.forms import WITH_DECISIONS
    from reportparse.store.reviewed import NotHere

    if not is_folder_dataset(path) and path.suffix.lower() not in WITH_DECISIONS:
        raise NotHere(
            f"{path}: it holds no decisions; --reviewed takes a dataset's folder or {', '.join(sorted(WITH_DECISIONS))}"
        )
    return Dataset.open(path).reviewed(toolkit=toolkit).reports()


def datasets_in(paths: Iterable[Path], quiet: bool = False) -> tuple[list[Path], list[Path]]:
    """What to read: a folder that is a dataset; a folder's documents; in one that has none, what extract wrote there."""
    from reportparse.store.backends import is_folder_dataset

    whole: list[Path] = []
    empty: list[Path] = []
    for path in paths:
        if path.is_dir() and is_folder_dataset(path):
            whole.append(path)
            continue
        files, without = files_in([path], quiet)
        for folder in without:
            files += sorted(p for p in folder.iterdir() if p.suffix.lower() in STORED and not p.name.startswith("."))
        whole += files
        empty += [] if files else [path]
    return list(dict.fromkeys(whole)), empty


def _print(checked: Checked) -> None:
    """Findings and counts: as a table and in colours where someone watches, else as plain lines."""
    console = screen()
    if console is None:
        with standard_output() as out:
            out.write("\n".join(as_text(checked)).encode() + b"\n")
        return
    from rich.text import Text

    from reportparse.display.terminal import table
    from reportparse.display.words import kind_words, visible

    for finding in checked.findings:
        first, *rest = told(finding)
        console.print(
            Text(visible(first), COLOURS[finding.severity]), *(Text(visible(line)) for line in rest), sep="\n"
        )
    console.print(Text(summed_up(checked), "bold"))
    rows = (
        [Text(kind_words(kind)), Text(str(count.checked)), Text(str(count.uncheckable))]
        for kind, count in checked.relations.items()
    )
    console.print(table(RELATION_HEADERS, rows, numeric=RELATION_HEADERS[1:]))


def as_text(checked: Checked) -> Iterator[str]:
    """Findings first, Chinese before English; then what was looked at."""
    from reportparse.display.words import kind_words

    for finding in checked.findings:
        yield from told(finding)
    yield summed_up(checked)
    yield "已核对的关系 Relations looked at:"
    for kind, count in checked.relations.items():
        yield f"  {kind_words(kind)}: 已核 checked {count.checked}, 无法核对 uncheckable {count.uncheckable}"


def summed_up(checked: Checked) -> str:
    """How many contradictions there are."""
    loud = sum(f.severity != "hint" for f in checked.findings)
    hints = len(checked.findings) - loud
    return f"发现 {loud} 处矛盾,另有提示 {hints} 条。{loud} findings, {hints} hints."


def told(finding: Finding) -> Iterator[str]:
    """One finding: how grave, what about, what disagrees, where."""
    from reportparse.display.words import kind_words

    about = [finding.program.name] if finding.program else []
    about += [" ".join(map(str, finding.years))] if finding.years else []
    yield " · ".join([f"[{GRADES[finding.severity]}] {kind_words(finding.kind)}", *about])
    yield f"  {finding.message}"
    if finding.message_en:
        yield f"  {finding.message_en}"
    yield ""
