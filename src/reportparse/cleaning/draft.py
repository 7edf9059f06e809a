"""The text between two passes, and where each of its characters stood in the source.

Passes run one after another, each on the text that the passes before have cleaned: a footer inside a split number is
gone when the lines are joined. The draft carries the edits of every pass back to the source.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from reportparse.model.reading import Edit

# Changes too plain to tell: the sign that ends a line is read as "\n", whatever the system it was written on.
SILENT = "line_end"

PLACES = array("I", range(1 << 13))
"""The places of a text of common length: a stretch of an array is copied at once, that of a range number by number, and
an array tells a place sooner than a range."""


class Draft:
    """Holds a text while it is cleaned. Every character of it is one character of the source, in the same order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self.origin: Sequence[int] = range(len(source) + 1)
        # For every changed character of the source: what it reads as ("" for left out), and the kind of repair.
        self._changes: dict[int, tuple[str, str]] = {}

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out the edits of one pass (offsets in the current text, in order). An edit that overlaps one before it,
        or that would add characters, is left out: a character of the text must stay one character of the source."""
        pieces: list[str] = []
        kept: list[tuple[int, int]] = []
        done = 0
        for start, end, after, kind in edits:
            if start < done or start >= end or len(after) > end - start:
                continue
            pieces += (self.text[done:start], after)
            kept.append((done, start + len(after)))
            self._note(start, end, after, kind)
            done = end
        if not done:
            return
        pieces.append(self.text[done:])
        kept.append((done, len(self.text) + 1))
        signs, self.text = len(self.text), "".join(pieces)
        before = PLACES if isinstance(self.origin, range) and signs < len(PLACES) else self.origin
        if len(self.text) == signs and before is self.origin:  # nothing is left out: all stands where it stood
            return
        origin = array("I")
        for start, end in kept:
            origin.extend(before[start:end])
        self.origin = origin

    def _note(self, start: int, end: int, after: str, kind: str) -> None:
        text, origin = self.text, self.origin
        if len(after) == end - start:  # sign by sign, as most are: nothing is left out
            for place, new, old in zip(origin[start:end], after, text[start:end], strict=True):
                if new != old:
                    self._changes[place] = (new, kind)
            return
        for i in range(start, end):
            new = after[i - start] if i - start < len(after) else ""
            if new != text[i]:
                self._changes[origin[i]] = (new, kind)
                if not new and self._changes.get(origin[i] - 1) == (
                    "",
                    SILENT,
                ):  # the \r of a line end goes with its \n
                    self._changes[origin[i] - 1] = ("", kind)

    def edits(self) -> tuple[Edit, ...]:
        """All changes so far in source offsets: neighbours of one kind are one edit."""
        found: list[Edit] = []
        new_edit = tuple.__new__  # past the constructor in Python: a full-width text has thousands
        start, end, kind = 0, 0, SILENT
        after: list[str] = []
        for place in sorted(self._changes):
            new, this = self._changes[place]
            if place == end and this == kind:
                after.append(new)
            else:
                if kind != SILENT:
                    found.append(new_edit(Edit, (start, end, "".join(after), kind)))
                start, kind, after = place, this, [new]
            end = place + 1
        if kind != SILENT:
            found.append(Edit(start, end, "".join(after), kind))
        return tuple(found)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the source."""
        return self.origin[start], self.origin[end - 1] + 1
