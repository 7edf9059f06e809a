"""Files that appear whole or not at all."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def output_file(path: Path, *, among_many: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write to that takes the name `path` only once it is complete.

    An error on the way leaves what stood at `path` as it was. Pipes and devices (/dev/stdout) cannot be replaced
    and are written to directly; a link is followed, so that it goes on pointing where it did.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    target = path.resolve()
    with becoming(target, among_many=among_many) as partial, partial.open("wb") as file:
        yield file


@contextmanager
def becoming(target: Path, *, among_many: bool = False) -> Iterator[Path]:
    """A hidden name beside a file, for whoever writes by name; the file takes its place once all is well.

    What killed runs left of the same file goes, unless it is one `among_many` in a folder that is tidied as a whole.
    """
    if not among_many:
        _tidy(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _tidy(target: Path) -> None:
    """Throw out what runs that are no more have left half written of a file."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        process = left.name.removesuffix(".part").rpartition(".")[2]
        if process.isascii() and process.isdigit() and not _runs(int(process)):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    import psutil  # only where something was left: `--help` and short runs do without it

    return psutil.pid_exists(process)
