"""A dataset with people's decisions applied: the same questions, answered with the values as decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from reportparse.api import check
from reportparse.decisions.applying import Reviews, reviewed
from reportparse.errors import ReportparseError
from reportparse.model.checked import Checked
from reportparse.model.patch import Decision
from reportparse.store.backends import Backend, Rows
from reportparse.store.decided import marks_of, reviews_of
from reportparse.store.entries import Entry
from reportparse.store.rows import finding_rows, rows_of
from reportparse.toolkit import Toolkit

CHECKED = frozenset({"findings", "finding_statistics", "relations"})


class NotHere(ReportparseError):
    """What a form of dataset cannot give, with the way out."""


class Reviewed:
    """A dataset in one form, with decisions applied. Figures that were rejected are not there; findings are made anew."""

    def __init__(self, base: Backend, toolkit: Toolkit) -> None:
        self._base, self._toolkit = base, toolkit

    @cached_property
    def reviews(self) -> Reviews:
        """The decisions at their figures."""
        return reviews_in(self._base)

    @cached_property
    def checked(self) -> Checked:
        """The cross-checks over the values as decided."""
        return check((e.report for e in self.entries() if e.report is not None), toolkit=self._toolkit)

    def rows(self, table: str) -> Rows:
        """Made from the documents, but for what people said."""
        if table == "reviews":
            return self._base.rows(table)
        if table in CHECKED:
            return (row for name, row in finding_rows(self.checked) if name == table)
        return self._made(table)

    def _made(self, table: str) -> Iterator[Mapping[str, Any]]:
        for entry in self.entries():
            for name, row in rows_of(entry, marks_of(self.reviews, entry.document)):
                if name == table:
                    yield row

    def entries(self) -> Iterator[Entry]:
        """The documents, their reports as decided."""
        for entry in self._base.entries():
            standing = self.reviews.of(entry.document)
            if entry.report is not None and standing:
                yield replace(entry, report=reviewed(entry.report, standing, self._toolkit.rules))
            else:
                yield entry

    def decisions(self) -> tuple[Decision, ...]:
        """As they are."""
        return self._base.decisions()


def reviews_in(base: Backend) -> Reviews:
    """The decisions of a dataset at its figures. NotHere where its form kept that there were some, but not what they were."""
    decisions = base.decisions()
    if not decisions:
        if any(row.get("reviewed") for row in base.rows("statistics")):
            raise NotHere(
                "this form of dataset only tells which figures were reviewed, not what was decided; "
                "open the folder, .zip, .duckdb or .xlsx that it was made from"
            )
        return Reviews()
    wanted = {d.sha256 for d in decisions}, {d.document for d in decisions}
    entries = {
        entry.document: entry
        for entry in base.entries()
        if entry.report is not None and (entry.report.source.sha256 in wanted[0] or entry.document in wanted[1])
    }
    there = [(name, entry.report.source.sha256) for name, entry in entries.items() if entry.report is not None]
    return reviews_of(decisions, there, entries.get)
