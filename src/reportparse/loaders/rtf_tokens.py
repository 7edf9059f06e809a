"""RTF bytes to tokens, in one pass that never goes back: braces, control words, bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """`kind`: "{" and "}", "word" (a control word), "symbol" (a control symbol), "byte" (one written \\'hh), "text"."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


_REST = rb"""
    |\\([A-Za-z]{1,40})(-?[0-9]{1,10})?[ ]?   # 2, 3: a control word with its number
    |\\'([0-9A-Fa-f]{2})                      # 4: a byte
    |\\([^A-Za-z])                            # 5: a control symbol
    |([{}])                                   # 6
    |[\r\n\x00]+|\\                           # line ends mean nothing; a lone backslash at the end neither
"""
_PLAIN = re.compile(rb"([^\\{}\r\n\x00]++)" + _REST, re.VERBOSE)
# Where a file has bare double bytes, the second may look like a brace or a backslash.
_DOUBLE = re.compile(rb"((?:[^\\{}\r\n\x00\x81-\xfe]++|[\x81-\xfe][\x40-\xfe]?+)++)" + _REST, re.VERBOSE)
_DOUBLE_PAGES = re.compile(rb"\\ansicpg(?:936|950|932|949)\b")
_HEAD = 4096
# The specification ends here; more is a slip of the writer or an attack.
_HIGHEST = 2**31 - 1

OPEN, CLOSE = Token("{"), Token("}")


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens in order. The bytes after `\\bin` are passed over by their count, which may lie."""
    pattern = _DOUBLE if _DOUBLE_PAGES.search(data, 0, _HEAD) and not _is_utf8(data) else _PLAIN
    place, end = 0, len(data)
    while place < end:
        found = pattern.match(data, place)
        if found is None:  # a byte that fits nowhere
            place += 1
            continue
        place = found.end()
        group = found.lastindex
        if group == 1:
            yield Token("text", data=found[1])
        elif group in (2, 3):
            number = None if found[3] is None else max(-_HIGHEST, min(_HIGHEST, int(found[3])))
            name = found[2].decode("ascii")
            if name == "bin":
                place += max(0, min(number or 0, end - place))
            else:
                yield Token("word", name, number)
        elif group == 4:
            yield Token("byte", data=bytes((int(found[4], 16),)))
        elif group == 5:
            yield Token("symbol", found[5].decode("latin-1"))
        elif group == 6:
            yield OPEN if found[6] == b"{" else CLOSE


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def raw_encoding(data: bytes) -> str:
    """The encoding of bytes beyond ASCII that stand in the file bare, against all rules; empty where the font says it."""
    return "utf-8" if _is_utf8(data) else ""
