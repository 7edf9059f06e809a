"""The records of old Excel workbooks (BIFF5 to BIFF8): numbers and strings as they lie in the bytes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CONTINUE = 0x003C
# Strings that cells share; Excel 97 itself took far fewer.
MAX_STRINGS = 1_000_000
# No cell has them: the bytes before were no string.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_CODE_PAGES = {936: "gb18030", 950: "big5", 1200: "utf-16-le", 54936: "gb18030", 65001: "utf-8"}


class Record(NamedTuple):
    """A record: its kind, its bytes, and the bytes of the records that continue it."""

    kind: int
    data: bytes
    more: tuple[bytes, ...] = ()


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """The records from a place on, up to the end of the stream; one cut off in the middle ends it."""
    place, size = start, len(stream)
    while place + 4 <= size:
        kind, length = struct.unpack_from("<HH", stream, place)
        if place + 4 + length > size:
            return
        data = stream[place + 4 : place + 4 + length]
        place += 4 + length
        more = []
        while place + 4 <= size and struct.unpack_from("<H", stream, place)[0] == CONTINUE:
            (length,) = struct.unpack_from("<H", stream, place + 2)
            more.append(stream[place + 4 : place + 4 + length])
            place += 4 + length
        yield Record(kind, data, tuple(more))


def rk_number(raw: int) -> float:
    """A number in four bytes: a whole one of 30 bits or the upper half of a double; both perhaps hundredths."""
    if raw & 2:
        number = float((raw >> 2) - (1 << 30) if raw & 0x80000000 else raw >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))
    return number / 100 if raw & 1 else number


class Strings:
    """Reads strings of one version of the format: 16-bit ones of BIFF8, those of a code page before."""

    def __init__(self, *, wide: bool) -> None:
        self.wide = wide
        self.code_page = 0

    def short(self, data: bytes, place: int) -> str:
        """A string whose length takes one byte."""
        return self._string(data, place + 1, data[place])

    def long(self, data: bytes, place: int, more: Sequence[bytes] = ()) -> str:
        """A string whose length takes two bytes."""
        (length,) = struct.unpack_from("<H", data, place)
        if self.wide and more:
            return Continued([data[place:], *more]).string()
        return self._string(data, place + 2, length)

    def _string(self, data: bytes, place: int, length: int) -> str:
        if not self.wide:
            return self._decoded(data[place : place + length])
        if length == 0:
            return ""
        flags = data[place]
        # Runs of fonts and reading aids stand behind the text; only their counts stand before it.
        place += 1 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
        if flags & 1:
            return data[place : place + 2 * length].decode("utf-16-le", "replace")
        return data[place : place + length].decode("latin-1")

    def _decoded(self, raw: bytes) -> str:
        named = _CODE_PAGES.get(self.code_page)
        if named:
            return raw.decode(named, "replace")
        # Old Chinese programs name a Western code page and write GBK.
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")


class Continued:
    """Strings of BIFF8 that run on over several records: each record that cuts a text says anew how wide it is."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self.sound = True
        """Whether `shared` came out even: as many strings as said, none of them broken, no byte left."""
        self._chunks = chunks
        self._chunk = 0
        self._place = 0

    def string(self) -> str:
        """The next string."""
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        aids = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text = self._characters(length, wide=bool(flags & 1))
        self._skip(4 * runs + aids)
        return text

    def shared(self) -> list[str]:
        """All strings of the table of shared strings; it ends where its bytes do."""
        self._skip(4)
        (count,) = struct.unpack("<I", self._take(4))
        found: list[str] = []
        try:
            for _ in range(min(count, MAX_STRINGS)):
                found.append(self.string())
        except struct.error:
            self.sound = False
            return found
        rest = sum(map(len, self._chunks[self._chunk :])) - self._place
        self.sound = (rest == 0 or count > MAX_STRINGS) and not any(map(_CONTROL.search, found))
        return found

    def _characters(self, count: int, *, wide: bool) -> str:
        out = []
        while count:
            if self._place >= len(self._chunks[self._chunk]):
                if self._chunk + 1 >= len(self._chunks):
                    raise struct.error
                self._chunk, self._place = self._chunk + 1, 0
                wide = bool(self._take(1)[0] & 1)
            width = 2 if wide else 1
            part = self._chunks[self._chunk][self._place : self._place + width * count]
            self._place += len(part)
            out.append(part.decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= max(1, len(part) // width)
        return "".join(out)

    def _take(self, size: int) -> bytes:
        """Bytes that may lie over the border of two records."""
        out = b""
        while len(out) < size:
            if self._chunk >= len(self._chunks):
                raise struct.error
            part = self._chunks[self._chunk][self._place : self._place + size - len(out)]
            self._place += len(part)
            out += part
            if len(out) < size:
                self._chunk, self._place = self._chunk + 1, 0
        return out

    def _skip(self, size: int) -> None:
        while size > 0 and self._chunk < len(self._chunks):
            step = min(size, len(self._chunks[self._chunk]) - self._place)
            self._place += step
            size -= step
            if size:
                self._chunk, self._place = self._chunk + 1, 0
