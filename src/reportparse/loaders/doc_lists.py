"""Automatic numbers as printed: the lists of the file, and the counting through the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportparse.loaders.doc_file import LIST_USES, LISTS, WordFile, u16, u32
from reportparse.loaders.doc_formatting import Paragraph
from reportparse.loaders.doc_numerals import BULLET, NOTHING, numeral
from reportparse.loaders.symbols import bullet

_LEVELS = 9
_LIST_SIZE, _USE_SIZE, _LEVEL_HEAD = 28, 16, 28
# The longest text Word takes for a number.
_LONGEST_NUMBER = 64


class Level(NamedTuple):
    """A level of a list: where it starts, how its number looks, what stands around it.

    In `template` the signs 0 to 8 stand for the numbers of those levels. `restart_above`: it starts anew after an
    item of a level lower than this.
    """

    start: int
    code: int
    template: str
    follow: str
    legal: bool
    restart_above: int


class Use(NamedTuple):
    """What paragraphs refer to: a list, and for some levels a start or a whole level of its own."""

    list_id: int
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


class Lists:
    """The lists of one file, and how far each is counted."""

    def __init__(self, file: WordFile) -> None:
        self._lists = _read_lists(file)
        self._uses = _read_uses(file)
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._old_count = 0

    def number(self, paragraph: Paragraph) -> str | None:
        """The number or bullet of the next paragraph, with what parts it from the text; None where it has none."""
        if paragraph.old_number:
            return self._old(paragraph.old_number)
        self._old_count = 0
        at = paragraph.list_number - 1
        if not 0 <= at < len(self._uses):
            return None
        use, level = self._uses[at], paragraph.list_level
        levels = self._lists.get(use.list_id, ())
        if not levels:
            return None
        counts = self._counts.setdefault(use.list_id, [None] * _LEVELS)
        own = [use.levels.get(i) or levels[min(i, len(levels) - 1)] for i in range(_LEVELS)]
        self._count(at, use, level, own, counts)
        return _shown(own, counts, level)

    def _count(self, at: int, use: Use, level: int, own: list[Level], counts: list[int | None]) -> None:
        """One more item of a level."""
        before = counts[level]
        if level in use.starts and (at, level) not in self._begun:
            self._begun.add((at, level))
            before = None
            start = use.starts[level]
        else:
            start = use.starts.get(level, own[level].start)
        counts[level] = start if before is None else before + 1
        for i in range(level):
            if counts[i] is None:
                counts[i] = use.starts.get(i, own[i].start)
        for i in range(level + 1, _LEVELS):
            if level < own[i].restart_above:
                counts[i] = None

    def _old(self, data: bytes) -> str:
        """A number of Word 6 or 95: they keep how it looks with each paragraph, and count by the row."""
        if len(data) and data[0] == len(data) - 1:
            data = data[1:]  # the operand comes with its length
        before, after = data[1:2], data[2:3]
        letters = data[20:].split(b"\0")[0]
        first = before[0] if before else 0
        last = after[0] if after else 0
        text = [letters[:first], letters[first : first + last]]
        pre, post = (t.decode("gbk", "ignore") if any(b > 127 for b in t) else t.decode("latin-1") for t in text)
        code = data[0] if data else NOTHING
        if code in (BULLET, NOTHING) or code > 0x3B:
            return bullet(pre + post).strip() + " "
        self._old_count = self._old_count + 1 if self._old_count else max(u16(data, 10), 1)
        return pre + numeral(self._old_count, code) + post + " "


def _shown(levels: list[Level], counts: list[int | None], level: int) -> str:
    this = levels[level]
    if this.code == BULLET:
        return bullet(this.template).strip() + " " if this.template.strip() else ""
    out = []
    for sign in this.template:
        if ord(sign) < _LEVELS:
            shown = levels[ord(sign)]
            code = 0 if this.legal and shown.code != NOTHING else shown.code
            out.append(numeral(counts[ord(sign)] or 0, code))
        else:
            out.append(sign)
    text = "".join(out)
    return text + this.follow if text.strip() else ""


def _read_lists(file: WordFile) -> dict[int, tuple[Level, ...]]:
    """The levels of each list by its number. They lie behind the stated end of the part that lists the lists."""
    size = file.part_length(LISTS)
    data = file.part(LISTS, beyond=len(file.table)) if size else b""
    count = min(u16(data, 0), (len(data) - 2) // _LIST_SIZE)
    at = 2 + _LIST_SIZE * count
    lists: dict[int, tuple[Level, ...]] = {}
    for i in range(count):
        head = 2 + _LIST_SIZE * i
        levels: list[Level] = []
        for number in range(1 if data[head + 26] & 1 else _LEVELS):
            level, at = _level(data, at, number)
            if level is None:
                return lists
            levels.append(level)
        lists[u32(data, head)] = tuple(levels)
    return lists


def _read_uses(file: WordFile) -> list[Use]:
    data = file.part(LIST_USES)
    count = min(u32(data, 0), max(len(data) - 4, 0) // _USE_SIZE)
    at = 4 + _USE_SIZE * count
    uses: list[Use] = []
    for i in range(count):
        head = 4 + _USE_SIZE * i
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        at += 4
        for _ in range(min(data[head + 12], _LEVELS)):
            start, flags = u32(data, at), u32(data, at + 4)
            number = min(flags & 15, _LEVELS - 1)
            at += 8
            if flags & 0x20:
                level, at = _level(data, at, number)
                if level is None:
                    break
                levels[number] = level
                start = level.start
            if flags & 0x10:
                starts[number] = start
        uses.append(Use(u32(data, head), starts, levels))
    return uses


def _level(data: bytes, at: int, number: int) -> tuple[Level | None, int]:
    """A level of a list, and where the next begins; None where the data ends."""
    if at + _LEVEL_HEAD > len(data):
        return None, at
    flags, after = data[at + 5], data[at + 15]
    text_at = at + _LEVEL_HEAD + data[at + 24] + data[at + 25]
    length = u16(data, text_at)
    template = data[text_at + 2 : text_at + 2 + 2 * min(length, _LONGEST_NUMBER)].decode("utf-16-le", "replace")
    restart = data[at + 26] if flags & 8 else number
    level = Level(
        start=u32(data, at),
        code=data[at + 4],
        template=template,
        follow=("\t", " ", "")[after] if after < 3 else "",
        legal=bool(flags & 4),
        restart_above=restart,
    )
    return level, text_at + 2 + 2 * length
