"""`reportparse apply`: decisions of the review page into the dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportparse.console import (
    SOME_UNREADABLE,
    USAGE_ERROR,
    AsJson,
    Lexicon,
    Quiet,
    no_such,
    say,
    say_unplaced,
    toolkit_with,
    write_json,
)
from reportparse.console_words import not_written
from reportparse.errors import ReportparseError


def apply(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="extract 写出的数据集。 A dataset that extract wrote.")
    ],
    patches: Annotated[
        list[Path], typer.Argument(metavar="PATCH", help="复核页存下的文件。 Files that the review page saved.")
    ],
    who: Annotated[
        str,
        typer.Option(
            "--who",
            metavar="NAME",
            help="复核人, 用于没有写明复核人之处。 Who decided, where the patch does not say.",
        ),
    ] = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
    lexicon: Lexicon = None,
) -> None:
    """把复核意见写入数据集; 程序的读数始终保留。 Put decisions into a dataset; the machine's readings stay."""
    from reportparse.store.apply import apply as apply_patches
    from reportparse.store.apply import patch_at

    toolkit = toolkit_with(lexicon)
    try:
        if not dataset.exists():
            raise ReportparseError(f"{dataset}: {no_such(dataset)}")
        read = [patch_at(path, toolkit, who) for path in patches]
        applied = apply_patches(read, dataset, toolkit)
    except ReportparseError as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    except OSError as error:
        say(not_written(error.filename or dataset, error))
        raise typer.Exit(USAGE_ERROR) from None
    say_unplaced(applied.unplaced)
    if as_json:
        write_json({"dataset": str(dataset), **applied.told()})
    elif not quiet:
        zh, en = f"写入复核 {applied.new} 项", f"{applied.new} decisions applied"
        if applied.known:
            zh, en = f"{zh},原已有 {applied.known} 项", f"{en}, {applied.known} were there before"
        say(f"{dataset}: {zh} {en}")
    if applied.unplaced:
        raise typer.Exit(SOME_UNREADABLE)
