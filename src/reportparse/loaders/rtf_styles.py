"""The style sheet of an RTF file: which styles are headings, and of which level, and which are lines of its contents."""

from __future__ import annotations

import re
from collections.abc import Callable

# Word fits nine levels of headings.
HEADING_LEVELS = 9
_CONTENTS_NAME = re.compile(r"\s*(?:toc|目录|contents)\s?[1-9]\b", re.I)
_STYLE_NAME = re.compile(r"\s*(?:heading|标题)\s?([1-9])\b", re.I)


class StyleSheet:
    """Takes the words and names of the styles as they come."""

    def __init__(self) -> None:
        self.levels: dict[int, int] = {}
        """The heading level of each paragraph style that is one of a heading."""
        self.contents: set[int] = set()
        """The styles of a table of contents."""
        self._number = 0
        self._level: int | None = None
        self._name = bytearray()

    def word(self, name: str, number: int | None) -> None:
        """A control word of a style."""
        if name == "s":
            self._number = number or 0
        elif name == "outlinelevel":
            self._level = number
        elif name == "u" and number is not None:
            self._name += chr(number % 65536).encode("gb18030", "replace")

    def text(self, data: bytes) -> None:
        """A part of a style's name."""
        self._name += data

    def end(self, decode: Callable[[bytes], str]) -> None:
        """A style is complete."""
        name = decode(bytes(self._name))
        named = _STYLE_NAME.match(name)
        level = int(named[1]) if named else 0
        if self._level is not None:
            level = self._level + 1
        if _CONTENTS_NAME.match(name):
            self.contents.add(self._number)
        elif self._number and 0 < level <= HEADING_LEVELS:
            self.levels[self._number] = level
        self._number, self._level = 0, None
        self._name.clear()
