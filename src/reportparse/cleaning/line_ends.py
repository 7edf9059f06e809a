"""Ends of lines: '\\r\\n', a lone '\\r' and page breaks read as '\\n', so that no later pass has to know them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.cleaning.draft import SILENT
from reportparse.model.reading import Edit

_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")


_CHEAP = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029\u00ad\u200b-\u200f\u2060\ufeff]")


def find_line_signs(text: str) -> Iterator[Edit]:
    """Line ends of other systems as '\\n' ('\\r\\n' loses its first half); signs without width are left out."""
    if _CHEAP.search(text) is not None:
        yield from sorted((*_line_ends(text), *_invisible(text)))


def _line_ends(text: str) -> Iterator[Edit]:
    for m in _LINE_END.finditer(text):
        if m[0] == "\r\n":
            yield Edit(m.start(), m.start() + 1, "", SILENT)
        else:
            yield Edit(m.start(), m.end(), "\n", SILENT)


def _invisible(text: str) -> Iterator[Edit]:
    # Web pages leave them in a text, even inside numbers.
    for m in _INVISIBLE.finditer(text):
        yield Edit(m.start(), m.end(), "", "spacing")
