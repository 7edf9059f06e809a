"""The few errors of our own; each message names the thing, the reason and the way out."""

from __future__ import annotations


class ReportparseError(Exception):
    """Base of all errors that reportparse raises on purpose."""


class UnreadableDocument(ReportparseError):
    """A document that cannot be read: empty, binary, too large, damaged or encrypted."""

    def __init__(self, path: str, reason: str, way_out: str) -> None:
        super().__init__(f"{path}: {reason}; {way_out}")
        self.path, self.reason, self.way_out = path, reason, way_out


class UnsupportedFormat(UnreadableDocument):
    """A document of a kind that no installed loader reads."""


class LexiconError(ReportparseError):
    """A lexicon file with a mistake in it: names the file, the entry and what is wrong."""
