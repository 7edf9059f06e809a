"""What an .xls says of itself held against what was read of it: so that no sheet, row or text is lost without a word.

Old workbooks have no checksums. But each sheet begins and ends with a record of its own at a place that the workbook's
list names, each row says from which column to which it is filled, and each shared text is there for some cell.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field

# The record that begins a sheet of cells: kind, length, version of the format (BIFF5 or BIFF8), kind of sheet.
_WORKSHEET_BEGINS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x10\x00")
# Of what stands at a place that the list names less is asked: writers differ. Kind 5 is the workbook itself.
_BEGINS = re.compile(rb"\x09\x08[\x04-\x20]\x00..(?!\x05\x00)", re.S)
# Nothing that is counted or measured is smaller or larger; bytes that are no number mostly are.
LEAST_NUMBER, MOST_NUMBER = 1e-100, 1e100
# Named in a warning; more do not make it clearer.
_MOST_NAMED = 5


def begins_sheet(stream: bytes, place: int) -> bool:
    """Whether a sheet begins at a place."""
    return _BEGINS.match(stream, place) is not None


def unlisted_sheets(stream: bytes, listed: set[int]) -> int:
    """How many sheets of cells begin at places that the workbook's list does not name."""
    return sum(1 for found in _WORKSHEET_BEGINS.finditer(stream) if found.start() not in listed)


@dataclass(slots=True)
class SheetCheck:
    """One sheet: what its rows say, and which of their cells came."""

    begins: bool = True
    ends: bool = False
    """Whether its last record was reached."""
    broken: int = 0
    """Records that could not be read."""
    without_text: int = 0
    """Cells whose shared text is not in the file."""
    _stated: dict[int, tuple[int, int]] = field(default_factory=dict)
    _came: dict[int, tuple[int, int]] = field(default_factory=dict)

    def row(self, data: bytes) -> None:
        """A row says from which column to which it is filled."""
        row, first, behind = struct.unpack_from("<HHH", data)
        if first < behind:
            self._stated[row] = (first, behind - 1)

    def cell(self, data: bytes, *, several: bool) -> None:
        """A record of one cell or of several beside each other, be they empty, came."""
        if len(data) < 4:
            return
        row, first = struct.unpack_from("<HH", data)
        last = struct.unpack_from("<H", data, len(data) - 2)[0] if several else first
        left, right = self._came.get(row, (first, last))
        self._came[row] = (min(left, first), max(right, last))

    def short_rows(self) -> list[int]:
        """The rows, from 1, that say that they are filled further than they are."""
        return sorted(
            row + 1
            for row, (first, last) in self._stated.items()
            if (came := self._came.get(row)) is None or came[0] > first or came[1] < last
        )

    def warnings(self, name: str, *, spare_texts: bool) -> list[str]:
        """What is wrong with the sheet. `spare_texts`: the workbook has texts that no cell shows.

        Some writers state the same width for all rows, and some leave texts behind when a cell is cleared; both
        together mean that a cell is lost.
        """
        if not self.begins:
            return [f"the sheet {name!r} is damaged and left out: it does not begin where the workbook says"]
        found = []
        if not self.ends:
            found.append(f"the sheet {name!r} is damaged: it breaks off, and what follows is missing")
        if self.broken:
            found.append(f"the sheet {name!r} is damaged: records of it that could not be read: {self.broken}")
        if self.without_text:
            found.append(f"the sheet {name!r} is damaged: cells whose text is not in the file: {self.without_text}")
        if self.ends and spare_texts and (rows := self.short_rows()):
            named = ", ".join(map(str, rows[:_MOST_NAMED])) + (" …" if len(rows) > _MOST_NAMED else "")
            found.append(f"the sheet {name!r} may be damaged: cells seem to be missing in its rows {named}")
        return found
