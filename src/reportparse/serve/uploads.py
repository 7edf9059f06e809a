"""Documents that are only looked at: read behind the loaders' fence, kept in temporary storage while the server runs."""

from __future__ import annotations

import itertools
import shutil
import threading
from pathlib import Path

from reportparse.api import check, read
from reportparse.errors import UnreadableDocument
from reportparse.store.build import save_entries
from reportparse.store.collect import OUR_FAULT
from reportparse.store.dataset import Dataset
from reportparse.store.entries import Entry, versions_of
from reportparse.toolkit import Toolkit

KEPT = 20
"""Uploads kept at a time; an older one makes room."""

LONGEST_NAME = 100
NAMELESS = "upload"


class Uploads:
    """Read uploads by their numbers. Files on disk are named by the number; what an upload calls itself is only shown."""

    def __init__(self, place: Path, toolkit: Toolkit) -> None:
        self._place, self._toolkit = place, toolkit
        self._numbers = itertools.count(1)
        self._there: list[int] = []
        self._lock = threading.Lock()

    def add(self, data: bytes, name: str) -> int:
        """Read a document; its number. Raises UnreadableDocument with the reason."""
        shown = shown_name(name)
        document = self._toolkit.door.load(data, shown)
        try:
            report = read(document, self._toolkit)
        except Exception as error:  # a document that we stumble over is told like any that cannot be read
            raise UnreadableDocument(shown, f"reading it failed ({type(error).__name__})", OUR_FAULT) from error
        entry = Entry(document.source.path, report, text=document.text, versions=versions_of())
        with self._lock:
            number = next(self._numbers)
            self._folder(number).parent.mkdir()
            save_entries([entry], self._folder(number), self._toolkit, check([report], toolkit=self._toolkit))
            self._there.append(number)
            while len(self._there) > KEPT:
                shutil.rmtree(self._folder(self._there.pop(0)).parent, ignore_errors=True)
        return number

    def dataset(self, number: int) -> Dataset | None:
        """A dataset of the one document; None where there is no such number any more."""
        return Dataset.open(self._folder(number)) if number in self._there else None

    def _folder(self, number: int) -> Path:
        return self._place / str(number) / NAMELESS  # a page shows the last part


def shown_name(name: str) -> str:
    """What an upload calls itself, for people: the last part of it, without signs that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if sign.isprintable()).strip()
    return seen[-LONGEST_NAME:] if seen.strip(".") else NAMELESS
