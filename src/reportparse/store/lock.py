"""One run at a time for one dataset: two that write into one folder would take each other's files away.

The folder itself is locked, so that no file is left behind: the system gives the lock back when a run ends, however it
ends. Where folders cannot be locked (Windows, some network drives) runs are not kept apart.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from reportparse.errors import ReportparseError

fcntl: Any = import_module("fcntl") if os.name == "posix" else None


class InUse(ReportparseError):
    """A dataset that another run is writing at this moment."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"{out}: another run is writing this dataset; wait until it has ended, or name another OUT")


@contextmanager
def alone(folder: Path, out: Path) -> Iterator[None]:
    """A folder, made where there is none, for this run only. Raises InUse where another run has it."""
    handle = _locked(folder, out)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path, out: Path) -> int | None:
    """The open folder with the lock on it. A run that ends may take the folder away while we open it: then once more."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        if fcntl is None:
            return None
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise InUse(out) from None
        except OSError:
            os.close(handle)
            return None
        if _still_there(folder, handle):
            return handle
        os.close(handle)


def _still_there(folder: Path, handle: int) -> bool:
    """Whether the folder that was opened is the one that has the name now."""
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
