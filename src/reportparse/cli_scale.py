"""`--jobs` and `--engine` of `reportparse extract`: who reads the documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportparse.console import say

if TYPE_CHECKING:
    from reportparse.errors import UnreadableDocument
    from reportparse.store.collect import Reader
    from reportparse.toolkit import Toolkit

Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="N", min=1, help="同时工作的进程数。Processes that read at the same time."),
]


def reader(jobs: int) -> Reader:
    """What reads the documents of a dataset."""
    if jobs == 1:
        from reportparse.store.collect import read_documents

        return read_documents
    from reportparse.scale.reading import by_processes

    return by_processes(jobs)


def written_by_processes(
    files: Sequence[Path],
    layout: str,
    out: BinaryIO,
    toolkit: Toolkit,
    jobs: int,
    unread: list[UnreadableDocument],
    step: Callable[[], None],
) -> int:
    """Reports one after the other, read by several processes; what could not be read is named and remembered in `unread`."""
    from reportparse.pool import PoolBroken
    from reportparse.scale.streams import write_by_processes

    def told(error: UnreadableDocument | None) -> None:
        if error is not None:
            say(error)
            unread.append(error)
        step()

    try:
        return write_by_processes(files, layout, out, toolkit, jobs, told)
    except PoolBroken as error:
        raise typer.BadParameter(str(error), param_hint="--jobs") from error
