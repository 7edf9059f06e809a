"""Reports put aside in a temporary file: checks come back to them place by place, and only so many are in memory at once."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

from reportparse.checks.heads import Head, head_of
from reportparse.errors import ReportparseError
from reportparse.model.report import Report

IN_MEMORY = 1 << 26
"""Bytes up to which no file is needed: 64 MB, some 100,000 figures."""


class NoRoom(ReportparseError):
    """Reports could not be put aside."""

    def __init__(self, folder: Path | str, error: OSError) -> None:
        super().__init__(
            f"{folder}: the reports to check are put aside there, which failed ({error.strerror or error}); "
            f"make room there, or set TMPDIR to a folder that has some"
        )


class Spool(Sequence[Report]):
    """Reports by number, as they were given. The file has no name and is gone with the object; it lies in `folder`, else
    where the system has room for such files (TMPDIR).

    Pickled, and not as JSON, because every decimal must come back with the exponent that it had; nobody else can
    write into the file.
    """

    def __init__(self, reports: Iterable[Report], folder: Path | None = None) -> None:
        self._file: Any = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None)  # noqa: SIM115 (closed with the object)
        weakref.finalize(self, self._file.close)
        self._ends = array("Q", [0])
        self.heads: list[Head] = []
        """What `head_of` says of each: asked while they pass, so that the file is read once less."""
        for report in reports:
            self.heads.append(head_of(report))
            self._write(pickle.dumps(report, pickle.HIGHEST_PROTOCOL), folder)

    def _write(self, data: bytes, folder: Path | None) -> None:
        try:
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise NoRoom(folder or tempfile.gettempdir(), error) from error
        self._ends.append(self._file.tell())

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        start = self._ends[number]
        self._file.seek(start)
        report: Report = pickle.loads(self._file.read(self._ends[number + 1] - start))
        return report

    def __iter__(self) -> Iterator[Report]:
        return (self[number] for number in range(len(self)))
