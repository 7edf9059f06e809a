"""What all commands share: the files they are given, messages, a bar, standard output. Nothing here knows a command.

Data goes to standard output, messages to standard error. Only typer is imported up here: `--help` should answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from reportparse.errors import LexiconError, UnreadableDocument

if TYPE_CHECKING:
    from reportparse.decisions.placing import Placed
    from reportparse.toolkit import Toolkit

Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="FILE", help="自己的词表(TOML),加在内置词表之上。Your own lexicon, on top of ours."
    ),
]
Reviewed = Annotated[
    bool,
    typer.Option("--reviewed", help="用复核后的数值,见 apply。With people's decisions applied; see apply."),
]
USAGE_ERROR = 2
SOME_UNREADABLE = 3
CLOSED_PIPE = 141  # what a shell reports for a program that SIGPIPE ended: 128 + 13


def files_in(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
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


def toolkit_with(lexicon: Path | None) -> Toolkit:
    """The shipped toolkit, or one with a user's lexicon over it."""
    from reportparse.toolkit import Toolkit

    if lexicon is None:
        return Toolkit.default()
    try:
        return Toolkit.with_lexicon(lexicon)
    except LexiconError as error:
        raise typer.BadParameter(str(error), param_hint="--lexicon") from error


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes. A reader that has seen enough (`| head`) ends the program without a word."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _forsake_standard_output()
        raise typer.Exit(CLOSED_PIPE) from None
    except OSError as error:
        say(f"standard output cannot be written: {error.strerror}")
        _forsake_standard_output()
        raise typer.Exit(USAGE_ERROR) from None


def _forsake_standard_output() -> None:
    """Python flushes standard output once more at exit; what is left in it must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def one_document() -> Iterator[None]:
    """For commands about one document: when that one cannot be read, there is nothing else to do."""
    try:
        yield
    except UnreadableDocument as error:
        say(error)
        raise typer.Exit(SOME_UNREADABLE) from None


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
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


def say(message: object) -> None:
    """One line on standard error. Bytes of a file's name that are no UTF-8 are shown as what they are."""
    line = " ".join(str(message).split()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    typer.echo(f"reportparse: {line}", err=True)


def say_unplaced(placed: Iterable[Placed]) -> None:
    """Name every decision that has no figure today: it is kept, and may find one when the documents are read again."""
    from reportparse.decisions.patch import shown

    for one in placed:
        if one.statistic is None:
            quoted, where = shown(one.decision.quotation.exact), shown(one.decision.document)
            say(
                f"decision {one.number + 1} on {quoted} in {where} has no place ({one.state}): {one.reason}; it is kept"
            )
