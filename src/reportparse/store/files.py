"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def output_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write to that takes the name `path` only once it is complete.

    An error on the way leaves what stood at `path` as it was. Pipes and devices (/dev/stdout) cannot be replaced
    and are written to directly; a link is followed, so that it goes on pointing where it did.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
