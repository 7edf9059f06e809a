"""What commands share: the files they are given, messages, a bar, standard output. Nothing here knows a command.

Data goes to standard output, messages to standard error. Only typer is imported up here: `--help` should answer at once.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from reportparse.console_words import NO_FILE, did_you_mean, nearby, told
from reportparse.errors import LexiconError, UnreadableDocument

if TYPE_CHECKING:
    from rich.console import Console

    from reportparse.decisions.placing import Placed
    from reportparse.toolkit import Toolkit

Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="FILE", help="自己的词表(TOML), 加在内置词表之上。 Your own lexicon, on top of ours."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 写到标准输出。 As JSON, to standard output.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="只报错误, 不报进度和小结。 Nothing but errors.")]
Reviewed = Annotated[
    bool,
    typer.Option("--reviewed", help="用复核后的数值, 见 apply。 With people's decisions applied; see apply."),
]
USAGE_ERROR = 2
SOME_UNREADABLE = 3
CLOSED_PIPE = 141  # what a shell reports for a program that SIGPIPE ended: 128 + 13


def examples(*lines: tuple[str, str, str]) -> str:
    """The end of a command's help: what to type, and what it does in Chinese and in English."""
    shown = (f"[bold]{command}[/bold]\n{chinese} {english}" for command, chinese, english in lines)
    return "\n\n".join(["例 Examples:", *shown])


def files_in(paths: Iterable[Path], quiet: bool = False) -> tuple[list[Path], list[Path]]:
    """The files to read, each once, in the order given; a folder's own in sorted order. And folders that have none."""
    files: dict[Path, None] = {}
    empty = []
    for path in paths:
        found = _reports_among(_readable_files(path), quiet) if path.is_dir() else [path]
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


def _reports_among(files: list[Path], quiet: bool) -> list[Path]:
    """Files of a folder without the review pages that were made of it: those are told, and no reports. One that is named
    outright is not passed over, but refused by its loader."""
    from reportparse.loaders.review_pages import is_review_page_at

    pages = [path for path in files if is_review_page_at(path)]
    for page in () if quiet else pages:
        say(f"{page}: 这是复核页,不作为报告读 it is a review page and is passed over")
    return [path for path in files if path not in pages] if pages else files


def nothing_to_read(folder: Path) -> UnreadableDocument:
    """What is said of a folder without documents."""
    reason = "no file in this folder has the ending of a format that is read"
    return UnreadableDocument(str(folder), reason, "name the files to read, or see: reportparse formats")


def toolkit_with(lexicon: Path | None) -> Toolkit:
    """The shipped toolkit, or one with a user's lexicon over it."""
    from reportparse.toolkit import Toolkit

    if lexicon is None:
        return Toolkit.default()
    if not lexicon.exists():
        raise typer.BadParameter(f"{lexicon}: {no_such(lexicon)}", param_hint="--lexicon")
    try:
        return Toolkit.with_lexicon(lexicon)
    except LexiconError as error:
        raise typer.BadParameter(f"词表有误 a mistake in the lexicon: {error}", param_hint="--lexicon") from error


def no_such(path: Path) -> str:
    """What is said of a path where nothing is, with the names that are like it."""
    return f"没有这个文件 {NO_FILE}; 请检查路径 check the path{did_you_mean(nearby(path))}"


def make_sure_of(dataset: Path) -> None:
    """End the command where the dataset that it was given is not there."""
    if not dataset.exists():
        raise typer.BadParameter(f"{dataset}: {no_such(dataset)}", param_hint="DATASET")


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
        say(f"标准输出无法写入 standard output cannot be written: {error.strerror}")
        _forsake_standard_output()
        raise typer.Exit(USAGE_ERROR) from None


def _forsake_standard_output() -> None:
    """Python flushes standard output once more at exit; what is left in it must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(value: Any) -> None:
    """A value on standard output, as --json promises it: in plain letters, to be read by eye as well."""
    with standard_output() as out:
        out.write(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n")


def screen() -> Console | None:
    """A console for tables where someone watches standard output; None in a pipe or a file, which get plain text.

    rich leaves the colours out where NO_COLOR is set or the terminal has none.
    """
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console()


@contextmanager
def one_document() -> Iterator[None]:
    """For commands about one document: when that one cannot be read, there is nothing else to do."""
    try:
        yield
    except UnreadableDocument as error:
        say(error)
        raise typer.Exit(SOME_UNREADABLE) from None


class Meter:
    """How far a run is. Called for each document that is done; `failed` for each that could not be read."""

    def __init__(self) -> None:
        self.done = self.errors = 0
        self._started = time.monotonic()

    def __call__(self) -> None:
        """One more is done."""
        self.done += 1
        self.shown()

    def failed(self) -> None:
        """One could not be read."""
        self.errors += 1
        self.shown()

    @property
    def rate(self) -> float:
        """Documents a second since the start."""
        return self.done / max(time.monotonic() - self._started, 1e-9)

    def shown(self) -> None:
        """Nobody watches."""


@contextmanager
def progress(total: int, quiet: bool = False) -> Iterator[Meter]:
    """A bar on standard error for more than one file, where someone is watching: how far, how fast, how many errors so
    far, how much time is left."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield Meter()
        return
    from rich.console import Console

    with progress_bar(total, Console(stderr=True)) as meter:
        yield meter


@contextmanager
def progress_bar(total: int, console: Console) -> Iterator[Meter]:
    """The bar itself."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} 份/秒 a second"),
        TextColumn("错误 errors {task.fields[errors]}"),
        TextColumn("剩余 left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,  # data goes there, and is none of the bar's business
    )
    with bar:
        task = bar.add_task("读取 Reading", total=total, rate="…", errors=0)

        class Watched(Meter):
            """A meter that someone looks at."""

            def shown(self) -> None:
                """Move the bar."""
                doing = "读取 Reading" if self.done < total else "写出 Writing"
                bar.update(task, description=doing, completed=self.done, rate=f"{self.rate:.1f}", errors=self.errors)

        yield Watched()


def say(message: object) -> None:
    """One line on standard error. Bytes of a file's name that are no UTF-8 are shown as what they are, and so are signs
    that would steer the terminal."""
    line = " ".join(told(message).split()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    # Not typer.echo: it knows another way to standard error than the one that a bar has its lines printed above itself by.
    print(f"reportparse: {''.join(map(_seen, line))}", file=sys.stderr, flush=True)


def _seen(sign: str) -> str:
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode()


def say_unplaced(placed: Iterable[Placed]) -> None:
    """Name every decision that has no figure today: it is kept, and may find one when the documents are read again."""
    from reportparse.decisions.patch import shown

    for one in placed:
        if one.statistic is None:
            quoted, where = shown(one.decision.quotation.exact), shown(one.decision.document)
            say(
                f"第 {one.number + 1} 项复核没有找到对应的数字,仍予保留 "
                f"decision {one.number + 1} on {quoted} in {where} has no place ({one.state}): {one.reason}; it is kept"
            )
