"""Marks of notes between a figure and what it counts: 1,234²人, 358[1]户. The mark goes, so that the figure is read.

10⁴亩 is a power and stays; so does what a bracket says in words, and a mark at the end of a sentence, which does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.model.reading import Edit

_KIND = "note_mark"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# What follows has to be a word: after a sign, a mark keeps nothing apart.
_MARK = re.compile(
    rf"(?<=[0-9])(?:[{_RAISED}]{{1,2}}|\[[0-9]{{1,2}}\]|〔[0-9]{{1,2}}〕|［[0-9]{{1,2}}］)(?=[\u4e00-\u9fff])"
)
_SIGNS = (*_RAISED, "[", "〔", "［")
"""Each mark begins with one of these: the cheap look first, for hardly a report has any."""
_POWER_OF_TEN = re.compile(r"(?<![0-9.,])10\Z")


def find_note_marks(text: str) -> Iterator[Edit]:
    """Marks of notes that stand right behind a figure and right before a word."""
    if not any(map(text.__contains__, _SIGNS)):
        return
    for mark in _MARK.finditer(text):
        raised = mark[0][0] in _RAISED
        if not (raised and _POWER_OF_TEN.search(text, max(0, mark.start() - 4), mark.start())):
            yield Edit(mark.start(), mark.end(), "", _KIND)
