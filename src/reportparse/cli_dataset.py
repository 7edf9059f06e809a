"""`reportparse extract … -o OUT` where OUT is a dataset: a folder, or a file of one of the forms in store/forms.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportparse.console import (
    SOME_UNREADABLE,
    USAGE_ERROR,
    Meter,
    files_in,
    nothing_to_read,
    progress,
    say,
    say_unplaced,
    toolkit_with,
)
from reportparse.console_words import not_written, told
from reportparse.errors import ReportparseError, UnreadableDocument

if TYPE_CHECKING:
    from reportparse.store.collect import Judges, Reader

STREAMS = frozenset({"json", "jsonl"})
"""Formats that are written as the reports come, to standard output too."""

PACKED = frozenset({".duckdb", ".zip"})
"""Files that, given as PATH, are datasets and no documents."""


def is_dataset_output(paths: Sequence[Path], output: Path | None, layout: str | None, named_folder: bool) -> bool:
    """Whether OUT is a dataset: a folder's name (no ending, or a slash behind it), or a file of tables."""
    from reportparse.store.forms import FORMS

    if layout is not None:
        if layout in STREAMS or f".{layout}" not in FORMS:
            return False
        if output is None or output.suffix.lower() != f".{layout}":
            raise typer.BadParameter(f"--format {layout} 要写文件 needs a file: -o NAME.{layout}", param_hint="-o")
        return True
    if output is None or any(is_dataset(path) for path in paths):
        return output is not None
    suffix = output.suffix.lower()
    if suffix in FORMS:
        return suffix.removeprefix(".") not in STREAMS
    return named_folder or output.is_dir() or (not suffix and not output.exists())


def is_dataset(path: Path) -> bool:
    """Whether a PATH is a dataset and no document."""
    from reportparse.store.backends import is_folder_dataset

    return is_folder_dataset(path) if path.is_dir() else path.suffix.lower() in PACKED and path.is_file()


def extract_dataset(
    paths: Sequence[Path],
    output: Path,
    lexicon: Path | None,
    checks: bool,
    quiet: bool,
    reader: Reader | None,
    judges: Judges | None,
) -> None:
    """Read what is new or changed, take what was read before, write the dataset, tell what it holds."""
    from reportparse.store.build import Inputs, Watch, build
    from reportparse.store.dataset import Dataset
    from reportparse.store.entries import versions_of
    from reportparse.store.forms import FORMS, WITH_DECISIONS
    from reportparse.store.lock import InUse

    stored = [path for path in paths if is_dataset(path)]
    if output.resolve() in {path.resolve() for path in stored}:
        message = f"{output} 是要读的数据集,请给出要加入的文件 is one of the inputs; name the documents to add to it"
        raise typer.BadParameter(message, param_hint="-o")
    given = [path for path in paths if path not in stored]
    files, empty = files_in(given, quiet)
    if output.resolve() in {file.resolve() for file in files}:
        message = f"{output} 是要读的文件,会被覆盖 is one of the inputs and would be overwritten; name another OUT"
        raise typer.BadParameter(message, param_hint="-o")
    toolkit = toolkit_with(lexicon)
    for folder in empty:
        say(nothing_to_read(folder))
    try:
        with progress(len(files), quiet) as meter:
            entries = (entry for path in stored for entry in Dataset.open(path).entries())
            decisions = tuple(decision for path in stored for decision in Dataset.open(path).decisions())
            folders = tuple(path for path in given if path.is_dir())
            inputs = Inputs(tuple(files), folders, entries, decisions)
            watch = Watch(meter, told_by(meter))
            made = build(inputs, output, toolkit, versions_of(lexicon), checks, watch, reader, judges)
    except InUse as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    except ReportparseError as error:
        raise typer.BadParameter(told(error), param_hint="-o") from error
    except OSError as error:
        raise typer.BadParameter(not_written(output, error), param_hint="-o") from error
    except KeyboardInterrupt:
        say(f"{output}: 已停止,再运行同一命令即接着做 stopped; run the same command again to go on")
        raise
    if output.suffix.lower() in FORMS and output.suffix.lower() not in WITH_DECISIONS and made.decisions:
        lost = len(made.decisions)
        zh, en = f"此格式不存 {lost} 项复核,请保留原数据集", f"this form does not hold the {lost} decisions"
        say(f"{output}: {zh} {en}; keep the dataset that they are in")
    say_unplaced(made.reviews.placed)
    failed = sum(one.failure is not None for one in made.known)
    if not quiet:
        read, of = len(made.known) - failed, len(made.known)
        zh, en = f"读出 {read} 份,共 {of} 份", f"{read} of {of} documents read"
        if made.checked:
            zh, en = f"{zh},矛盾 {len(made.checked.findings)} 处", f"{en}, {len(made.checked.findings)} findings"
        say(f"{output}: {zh} {en}")
    if failed or empty:
        raise typer.Exit(SOME_UNREADABLE)


def told_by(meter: Meter) -> Callable[[UnreadableDocument], None]:
    """What is done with a document that cannot be read: it is named, and counted on the bar."""

    def failed(error: UnreadableDocument) -> None:
        say(error)
        meter.failed()

    return failed
