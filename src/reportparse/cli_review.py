"""`reportparse review`: one page to look through what was read, beside its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportparse.console import (
    SOME_UNREADABLE,
    AsJson,
    Lexicon,
    Quiet,
    files_in,
    nothing_to_read,
    progress,
    say,
    toolkit_with,
    write_json,
)
from reportparse.console_words import not_written, told
from reportparse.errors import ReportparseError, UnreadableDocument

if TYPE_CHECKING:
    from reportparse.store.dataset import Dataset
    from reportparse.store.entries import Entry
    from reportparse.toolkit import Toolkit

EITHER = ".xlsx"
DATASETS = frozenset({".csv", ".duckdb", ".json", ".jsonl", ".parquet", ".zip", EITHER})
"""Endings of datasets; an .xlsx without our sheets is a document like any other."""


def review(
    dataset: Annotated[
        Path,
        typer.Argument(
            metavar="DATASET",
            help="extract 写出的数据集,或一份报告、一个文件夹。 A dataset that extract wrote; or a document, or a folder of them.",
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="写到此文件(.html)。 The page.")],
    images: Annotated[
        bool,
        typer.Option(
            "--images/--no-images",
            help="附上 PDF 和扫描件的页面图像。 Pictures of the pages of PDFs and scans, or none.",
        ),
    ] = True,
    sources: Annotated[
        list[Path] | None,
        typer.Option(
            "--sources", metavar="FOLDER", help="原件现在何处。 Where the originals lie now, if they were moved."
        ),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    lexicon: Lexicon = None,
) -> None:
    """复核页: 一个可离线打开的网页, 左为原文, 右为读出的数字。 A page to look through what was read, beside its evidence."""
    from reportparse.review import Pictures, material_in, material_of, pictures_of, review_page
    from reportparse.store import output_file

    if dataset.resolve() == output.resolve():
        message = f"{output} 是要读的文件,会被覆盖 is the input and would be overwritten; name another FILE"
        raise typer.BadParameter(message, param_hint="-o")
    toolkit = toolkit_with(lexicon)
    unread: list[UnreadableDocument] = []
    try:
        opened = _opened(dataset)
        if opened:
            material = material_in(opened, toolkit)
        else:
            entries = _read(dataset, output, toolkit, unread, quiet)
            material = material_of(dataset.resolve().name, entries, None, toolkit)
    except ReportparseError as error:
        raise typer.BadParameter(told(error), param_hint="DATASET") from error
    if unread and not material.read:
        raise typer.Exit(SOME_UNREADABLE)  # each was named; a page of nothing would only look like success
    roots = (*(sources or ()), dataset.parent)
    shown = pictures_of(material.read, roots, toolkit.door) if images else Pictures()
    page = review_page(material, shown)
    try:
        with output_file(output) as file:
            file.write(page)
    except OSError as error:
        raise typer.BadParameter(not_written(output, error), param_hint="-o") from error
    figures = sum(len(report.statistics) for report in material.reports)
    if as_json:
        failed = [
            {"document": entry.document, "reason": entry.failure.reason, "way_out": entry.failure.way_out}
            for entry in material.failed
            if entry.failure is not None
        ]
        of = {"documents": len(material.read), "figures": figures, "findings": len(material.checked.findings)}
        write_json({"page": str(output), "bytes": len(page), **of, "failed": failed})
    elif not quiet:
        count, size = len(material.read), f"{len(page) / 1e6:.1f} MB"
        say(f"{output}: {count} 份文件,{figures} 个数字 {count} documents, {figures} figures, {size}")
    if unread:
        raise typer.Exit(SOME_UNREADABLE)


def _opened(path: Path) -> Dataset | None:
    """The dataset at a path; None for documents."""
    from reportparse.store.backends import is_folder_dataset
    from reportparse.store.dataset import Dataset

    if path.is_dir():
        return Dataset.open(path) if is_folder_dataset(path) else None
    if path.suffix.lower() not in DATASETS:
        return None
    if path.suffix.lower() == EITHER and not _is_workbook_of_ours(path):
        return None
    return Dataset.open(path)


def _is_workbook_of_ours(path: Path) -> bool:
    from reportparse.store.xlsx_read import is_dataset

    try:
        return is_dataset(path)
    except ReportparseError:
        return False  # what reads datasets of Excel is not installed; documents are read without it


def _read(path: Path, output: Path, toolkit: Toolkit, unread: list[UnreadableDocument], quiet: bool) -> list[Entry]:
    from reportparse.api import read
    from reportparse.store.entries import Entry, Failure

    found, _ = files_in([path], quiet)
    files = [file for file in found if file.resolve() != output.resolve()]  # the page of the run before is no report
    if not files:
        raise nothing_to_read(path)
    entries = []
    with progress(len(files), quiet) as meter:
        for file in files:
            try:
                document = toolkit.door.load(file)
                entries.append(Entry(document.source.path, read(document, toolkit), document.text))
            except UnreadableDocument as error:
                say(error)
                unread.append(error)
                entries.append(Entry(str(file), failure=Failure(error.reason, error.way_out)))
                meter.failed()
            meter()
    return entries
