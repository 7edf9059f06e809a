"""Slips of text recognition inside numerals, where only one reading is left: 5O8户 reads 508户, 18。4万元 18.4万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.model.reading import Edit

_KIND = "ocr"
_READ_AS = {"O": "0", "o": "0", "l": "1", "I": "1"}

_UNIT = r" ?(?:[万亿余多]{0,2}(?:元|户|人|名|个|张|件|次|家|所|套|床|处|项|份|场|对|例|岁|亩|吨)|%|％|[万亿]|年|月)"
# A numeral with a letter for a digit: digits on both sides, or digits before or behind it and a unit at its end. Its
# first character stands alone, so that the engine skips to those; its group 1 is the numeral.
_LETTERS = re.compile(
    r"[0-9lI](?<![A-Za-z0-9.].)(?:(?<=[lI])|(?=[0-9.]*[OolI]))"
    rf"(?<=(?=((?:(?=[0-9OolI]{{2,9}}(?:\.[0-9OolI]{{1,6}})?(?:{_UNIT}))(?=[OolI]{{0,2}}[0-9])[0-9lI][0-9OolI.]{{1,15}}"
    r"|[0-9]{1,6}[OolI][0-9]{1,6})(?![A-Za-z]))).)"
)
_LETTER = re.compile(r"[OolI]")
# A full stop or comma for the decimal point: what follows has a decimal's few digits and a unit that takes decimals.
_POINT = re.compile(r"[。,](?=[0-9]{1,4}(?:[万亿%％]|个百分点|平方米|公里))")
_COMMA_TAIL = re.compile(r",[0-9]{1,2}(?:万元|亿元|[万亿](?![0-9])|[%％]|个百分点)")
_WHOLE_PART = re.compile(r"(?<![0-9.,。])[0-9]{1,6}\Z")
_LOOK_BACK, _LIST_LOOK_BACK = 8, 24


def find_ocr_slips(text: str) -> Iterator[Edit]:
    """Letters read for digits, and full stops or commas read for decimal points."""
    edits = list(_points(text))
    if any(letter in text for letter in _READ_AS):
        edits += _letters(text)
    yield from sorted(edits)


def _letters(text: str) -> Iterator[Edit]:
    for m in _LETTERS.finditer(text):
        for slip in _LETTER.finditer(m[1]):
            yield Edit(m.start() + slip.start(), m.start() + slip.end(), _READ_AS[slip[0]], _KIND)


def _points(text: str) -> Iterator[Edit]:
    for m in _POINT.finditer(text):
        at = m.start()
        # Three digits behind a comma are thousands.
        if m[0] == "," and _COMMA_TAIL.match(text, at) is None:
            continue
        whole = _WHOLE_PART.search(text[max(0, at - _LOOK_BACK) : at])
        # "分别为3,5%" is a list that a comma divides.
        if whole is not None and "分别" not in text[max(0, at - _LIST_LOOK_BACK) : at]:
            yield Edit(at, at + 1, ".", _KIND)
