"""Whether a PDF's index stands where the file says: pdfium mends a file whose bytes moved or are missing without a word."""

from __future__ import annotations

import re

# The mark of a PDF may stand behind junk, and the places in it count from the mark or from the first byte.
_WINDOW = 1024
_START = re.compile(rb"startxref\s{1,9}(\d{1,12})")
# A table, or an object that holds one; white space before it is common.
_INDEX = re.compile(rb"\s{0,9}(?:xref\b|\d{1,9}\s{1,3}\d{1,5}\s{1,3}obj\b)")


def index_fits(data: bytes) -> bool:
    """Whether the last index of the file is at the place that the file's end names.

    >>> index_fits(b"%PDF-1.4 xref startxref 9 %%EOF")
    True
    >>> index_fits(b"%PDF-1.4 lost xref startxref 9 %%EOF")
    False
    """
    found = None
    end = data.rfind(b"startxref")
    while end >= 0 and found is None:
        found = _START.match(data, end)
        end = data.rfind(b"startxref", 0, end)
    if found is None:
        return False
    place = int(found[1])
    begin = max(data.find(b"%PDF-", 0, _WINDOW), 0)
    return any(_INDEX.match(data, at) is not None for at in {place, place + begin})
