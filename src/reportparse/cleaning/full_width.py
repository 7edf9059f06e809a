"""Digits and letters printed full width: '４９．８％' reads 49.8%. Full-width punctuation is ordinary Chinese printing
and is folded later without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.model.folding import fold
from reportparse.model.reading import Edit

_CHEAP = re.compile("[０-９Ａ-Ｚａ-ｚ．]")
# A full-width point alone is a repair only where it stands in a number.
_RUN = re.compile(r"[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．％]{0,200}|(?<=[0-9])．(?=[0-9])|．(?=[０-９])")


def find_full_width(text: str) -> Iterator[Edit]:
    """Runs of full-width digits and letters, each as one edit."""
    if _CHEAP.search(text) is None:
        return
    new = tuple.__new__  # past the constructor in Python: a full-width text has thousands
    for m in _RUN.finditer(text):
        yield new(Edit, (m.start(), m.end(), fold(m[0]), "full_width"))
