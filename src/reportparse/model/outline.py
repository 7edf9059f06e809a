"""The shape of a document: title, headings, sentences, tables. Offsets are into the reading, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reportparse.model.record import record


@record
class Section:
    """A heading or list item and what stands under it.

    `rank` orders the kinds of markers: 0 title, 1 一、, 2 (一), 3 1., 4 (1), 5 一是, 6 a paragraph's run-in heading.
    `title` is the heading's text without its marker ("" for a list item that has none); `parent` an index or -1;
    the section reaches from `start` to `stop`.
    """

    start: int
    title_start: int
    title_end: int
    stop: int
    rank: int
    title: str
    parent: int


@record
class Sentence:
    """A stretch of prose; `paragraph` numbers the paragraph or list item it belongs to, `section` the innermost section.

    `heading` marks the text of a heading itself.
    """

    start: int
    end: int
    section: int
    paragraph: int
    heading: bool = False


class Cell(NamedTuple):
    """One table cell: the span of its text without surrounding blanks (start == end where it is empty)."""

    start: int
    end: int


class Table(NamedTuple):
    """A table found in the text: rows of cells, and the caption lines above it (title, 单位:万元)."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[int, int]
    section: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands where. `markers` are the spans of list markers (一、 (一) 1. 一是)."""

    title: str | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    markers: tuple[tuple[int, int], ...]

    def path(self, section: int) -> tuple[Section, ...]:
        """The sections from the outermost to this one."""
        found: list[Section] = []
        while section >= 0:
            found.append(self.sections[section])
            section = self.sections[section].parent
        return tuple(reversed(found))
