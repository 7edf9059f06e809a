"""Numbers of lists that an RTF file defines but does not print: a few writers leave out `\\listtext`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from reportparse.loaders.doc_numerals import BULLET, numeral
from reportparse.loaders.list_labels import parted
from reportparse.loaders.rtf_fonts import Fonts
from reportparse.loaders.rtf_tokens import tokens

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LEVELS = 9
# Tables of lists in files of this century run to a few hundred; what lies beyond is not read.
_MOST_BYTES = 4_000_000
_MOST_LEVELS = 20_000


@dataclass(slots=True)
class _Level:
    style: int = 0
    start: int = 1
    pattern: list[int | str] = field(default_factory=list)
    """Signs, and for each number in it the level that it counts."""


class Lists:
    """The lists of a document, counting as its paragraphs come."""

    def __init__(self, data: bytes, fonts: Fonts) -> None:
        self._levels: dict[int, list[_Level]] = {}
        self._list_of: dict[int, int] = {}
        self._counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._fonts = fonts
        self._read(data)

    def number(self, override: int, depth: int) -> str:
        """The number of the next paragraph of a list (`\\ls`) at a depth (`\\ilvl`); empty where nothing defines it."""
        levels = self._levels.get(self._list_of.get(override, -1), [])
        if not 0 <= depth < len(levels):
            return ""
        counts = self._counts[self._list_of[override]]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].style == BULLET:
            return "•"
        text = ""
        for part in levels[depth].pattern:
            if isinstance(part, str):
                text += part
            elif part < len(levels):
                text += numeral(counts.get(part, levels[part].start), levels[part].style)
        return text

    def _read(self, data: bytes) -> None:
        start = data.find(b"\\listtable")
        overrides = data.find(b"\\listoverridetable")
        if start >= 0:
            self._read_levels(data[start : start + _MOST_BYTES])
        if overrides >= 0:
            self._read_overrides(data[overrides : overrides + _MOST_BYTES])

    def _read_levels(self, data: bytes) -> None:
        depth = in_text = 0
        length = False
        levels: list[_Level] = []
        pending = bytearray()
        total = 0
        for token in tokens(data):
            if token.kind == "{":
                depth += 1
            elif token.kind == "}":
                depth -= 1
                if in_text > depth:
                    if levels:
                        _settle(levels[-1], pending, self._fonts)
                    pending.clear()
                    in_text = 0
                if depth < 0:
                    return
            elif token.kind == "word":
                if token.name == "list":
                    levels = []
                elif token.name == "listlevel" and total < _MOST_LEVELS:
                    levels.append(_Level())
                    total += 1
                elif token.name == "listid" and token.number is not None:
                    self._levels.setdefault(token.number, levels[:_LEVELS])
                elif levels and token.name == "levelnfc":
                    levels[-1].style = token.number or 0
                elif levels and token.name == "levelstartat":
                    levels[-1].start = token.number or 0
                elif levels and token.name == "leveltext":
                    in_text, length = depth, False
                elif levels and in_text and token.name == "u" and token.number is not None:
                    _settle(levels[-1], pending, self._fonts)
                    levels[-1].pattern.append(chr(token.number % 65536))
            elif in_text and levels and token.data:
                if not length and token.kind == "byte":
                    length = True  # the first byte says how long the text is
                elif token.kind == "byte" and token.data[0] < _LEVELS:
                    _settle(levels[-1], pending, self._fonts)
                    levels[-1].pattern.append(token.data[0])
                else:
                    pending += token.data

    def _read_overrides(self, data: bytes) -> None:
        depth, last = 0, -1
        for token in tokens(data):
            depth += {"{": 1, "}": -1}.get(token.kind, 0)
            if depth < 0:
                return
            if token.kind == "word" and token.number is not None:
                if token.name == "listid":
                    last = token.number
                elif token.name == "ls":
                    self._list_of[token.number] = last


def _settle(level: _Level, pending: bytearray, fonts: Fonts) -> None:
    """The bytes of a level's text become signs; after a \\u they repeat it for old programs, and so does a `?`."""
    data = bytes(pending).replace(b";", b"")
    pending.clear()
    if not data:
        return
    text = fonts.decode(data, fonts.page)
    last = level.pattern[-1] if level.pattern else None
    if isinstance(last, str) and len(last) == 1 and last > "\x7f" and text[:1] in (last, "?"):
        text = text[1:]
    if text:
        level.pattern.append(text)


def printed_number(raw: str) -> str:
    """A list's number with one blank after it, none after 、 ) or ①; the signs of bullet fonts as bullets."""
    return parted(" ".join(_PRIVATE.sub("•", raw).split()))
