"""`reportparse extract … -o OUT` where OUT is a dataset: a folder, or a file of one of the forms in store/forms.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportparse.console import SOME_UNREADABLE, USAGE_ERROR, files_in, progress, say, toolkit_with
from reportparse.errors import ReportparseError, UnreadableDocument

if TYPE_CHECKING:
    from reportparse.store.collect import Reader

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
            raise typer.BadParameter(f"--format {layout} needs a file: -o NAME.{layout}", param_hint="-o")
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


def extract_dataset(paths: Sequence[Path], output: Path, lexicon: Path | None, checks: bool, read: Reader) -> None:
    """Read what is new or changed, take what was read before, write the dataset, tell what it holds."""
    from reportparse.store.build import Inputs, Watch, build
    from reportparse.store.dataset import Dataset
    from reportparse.store.entries import versions_of
    from reportparse.store.lock import InUse

    stored = [path for path in paths if is_dataset(path)]
    if output.resolve() in {path.resolve() for path in stored}:
        raise typer.BadParameter(f"{output} is one of the inputs; name the documents to add to it", param_hint="-o")
    given = [path for path in paths if path not in stored]
    files, empty = files_in(given)
    if output.resolve() in {file.resolve() for file in files}:
        raise typer.BadParameter(f"{output} is one of the inputs and would be overwritten", param_hint="-o")
    toolkit = toolkit_with(lexicon)
    for folder in empty:
        reason = "no file in this folder has the ending of a format that is read"
        say(UnreadableDocument(str(folder), reason, "name the files to read, or see: reportparse formats"))
    try:
        with progress(len(files)) as step:
            entries = (entry for path in stored for entry in Dataset.open(path).entries())
            folders = tuple(path for path in given if path.is_dir())
            inputs = Inputs(tuple(files), folders, entries)
            made = build(inputs, output, toolkit, versions_of(lexicon), checks, Watch(step, say), read)
    except InUse as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    except ReportparseError as error:
        raise typer.BadParameter(str(error), param_hint="-o") from error
    except OSError as error:
        raise typer.BadParameter(f"{output} cannot be written: {error.strerror}", param_hint="-o") from error
    failed = sum(one.failure is not None for one in made.known)
    findings = f", {len(made.checked.findings)} findings" if made.checked else ""
    say(f"{output}: {len(made.known) - failed} of {len(made.known)} documents read{findings}")
    if failed or empty:
        raise typer.Exit(SOME_UNREADABLE)
