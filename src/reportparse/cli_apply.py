"""`reportparse apply`: decisions of the review page into the dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportparse.console import SOME_UNREADABLE, USAGE_ERROR, Lexicon, say, say_unplaced, toolkit_with
from reportparse.errors import ReportparseError


def apply(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="extract 写出的数据集。A dataset that extract wrote.")
    ],
    patches: Annotated[
        list[Path], typer.Argument(metavar="PATCH", help="复核页存下的文件。Files that the review page saved.")
    ],
    who: Annotated[
        str,
        typer.Option(
            "--who",
            metavar="NAME",
            help="复核人,用于没有写明复核人之处。Who decided, where the patch does not say.",
        ),
    ] = "",
    lexicon: Lexicon = None,
) -> None:
    """把复核意见写入数据集;程序的读数始终保留。Put decisions into a dataset; the machine's readings stay."""
    from reportparse.store.apply import apply as apply_patches
    from reportparse.store.apply import patch_at

    toolkit = toolkit_with(lexicon)
    try:
        read = [patch_at(path, toolkit, who) for path in patches]
        applied = apply_patches(read, dataset, toolkit)
    except ReportparseError as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    except OSError as error:
        say(f"{dataset} cannot be written: {error.strerror}")
        raise typer.Exit(USAGE_ERROR) from None
    say_unplaced(applied.unplaced)
    known = f", {applied.known} were there before" if applied.known else ""
    say(f"{dataset}: {applied.new} decisions applied{known}")
    if applied.unplaced:
        raise typer.Exit(SOME_UNREADABLE)
