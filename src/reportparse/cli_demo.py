"""`reportparse demo`: the whole story on documents that come with the package. Opens nothing, fetches nothing."""

from __future__ import annotations

import io
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportparse.console import AsJson, Quiet, say, screen, standard_output, write_json
from reportparse.console_words import not_written

if TYPE_CHECKING:
    from rich.console import Console

    from reportparse.demo_steps import Step

MARK = ".reportparse-demo"
"""The file that says that a folder is a demo of ours, and may be gone over again."""


def demo(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FOLDER", help="写入此文件夹。 The folder to write into."),
    ] = Path("reportparse-demo"),
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """用自带的六份报告演示全过程, 不到一分钟, 不打开任何窗口。 The whole story on six reports that come with it."""
    from reportparse.demo_steps import STEPS

    started = time.monotonic()
    console = screen()
    try:
        _lay_out(folder)
        done = []
        for number, step in enumerate(STEPS, 1):
            typed = [part.format(folder=folder) for part in step.command]
            _run(context, typed, folder / step.keeps if step.keeps else None)
            done.append(_told(folder, step, typed))
            if not (quiet or as_json):
                _print(f"{number}/{len(STEPS)}", step, done[-1], console)
    except OSError as error:
        raise typer.BadParameter(not_written(error.filename or folder, error), param_hint="-o") from error
    if as_json:
        write_json({"folder": str(folder), "steps": done})
    elif not quiet:
        seconds = time.monotonic() - started
        say(
            f"用时 {seconds:.0f} 秒, 文件都在 {folder}/ 中, 可随时删除 {seconds:.0f} s; all files are in {folder}/, to be deleted at will"
        )


def _lay_out(folder: Path) -> None:
    """The documents, in a folder that is new, empty, or a demo from before."""
    from reportparse.demo_steps import documents

    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        message = f"{folder} 里有别的东西,请换一个新文件夹 this folder has other things in it; name a new one"
        raise typer.BadParameter(message, param_hint="-o")
    archive = folder / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    for name, data in documents():
        (archive / name).write_bytes(data)


def _run(context: typer.Context, typed: list[str], keeps: Path | None) -> None:
    """One command, as if it were typed. One that fails ends the story, with its exit status."""
    commands: Any = context.find_root().command
    with _printing_to(keeps):
        status = commands.main(args=typed, prog_name="reportparse", standalone_mode=False)
    if status:
        raise typer.Exit(status)


@contextmanager
def _printing_to(keeps: Path | None) -> Iterator[None]:
    """Standard output into a file, where what a command prints is to be kept."""
    if keeps is None:
        yield
        return
    with keeps.open("wb") as file, io.TextIOWrapper(file, "utf-8") as out, redirect_stdout(out):
        yield


def _told(folder: Path, step: Step, typed: list[str]) -> dict[str, Any]:
    """A step for a program to read, and for us to print."""
    return {
        "zh": step.zh,
        "en": step.en,
        "command": ["reportparse", *typed],
        "told": [told._asdict() for told in step.tell(folder)],
        "files": [str(folder / name) for name in step.files],
    }


def _print(number: str, step: Step, done: dict[str, Any], console: Console | None) -> None:
    """A step for people: what it is, what to type, what it showed, where the files are."""
    lines = [
        ("bold", f"{number} {step.zh} {step.en}"),
        ("dim", f"  $ {shlex.join(done['command'])}"),
        *(("", f"  {told[language]}") for told in done["told"] for language in ("zh", "en")),
        ("green", f"  → {'、'.join(done['files'])}"),
        ("", ""),
    ]
    if console is not None:
        from rich.text import Text

        for style, line in lines:
            console.print(Text(line, style))
        return
    with standard_output() as out:
        out.write("".join(f"{line}\n" for _, line in lines).encode())
