"""Goes over the body of an OpenDocument text: headings, lists, tables, boxes and notes in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.building import Builder, CellPiece
from reportparse.loaders.odt_inline import inline
from reportparse.loaders.odt_lists import Counter
from reportparse.loaders.odt_package import attribute, local, whole
from reportparse.loaders.odt_styles import LevelStyle, Styles
from reportparse.loaders.odt_tables import TableTooLarge, read_table

_INDEXES = frozenset(
    ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
     "bibliography")
)  # fmt: skip
# What stands in the body but is no text of it.
_SILENT = frozenset(("tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "index-title"))
_MAX_NUMBER = 1_000_000
# Lists that later ones can continue; a report has some hundreds.
_MAX_LISTS = 20_000


class Out(Protocol):
    """Where blocks go: the document, or a cell that takes their text only."""

    def heading(self, run: str, level: int) -> None:
        """A heading with its number."""

    def paragraph(self, run: str) -> None:
        """A paragraph."""

    def item(self, run: str, level: int = 1) -> None:
        """An item of a list with its number."""

    def table(self, cells: Sequence[CellPiece], *, header_rows: int = 0) -> None:
        """A table."""


class _Lines:
    """Takes blocks as lines: the text of a cell, of a note, of a page header."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def heading(self, run: str, level: int) -> None:
        self.lines.append(run)

    def paragraph(self, run: str) -> None:
        self.lines.append(run)

    def item(self, run: str, level: int = 1) -> None:
        self.lines.append(run)

    def table(self, cells: Sequence[CellPiece], *, header_rows: int = 0) -> None:
        self.lines += [cell.piece.text for cell in sorted(cells, key=lambda c: (c.row, c.column))]


class _List:
    """The list that is being read: its levels, its counter, and the label that the item's first paragraph takes."""

    def __init__(self, counter: Counter, levels: dict[int, LevelStyle], level: int) -> None:
        self.counter, self.levels, self.level = counter, levels, level
        self.awaits = False
        self.start: int | None = None

    def label(self) -> str:
        if not self.awaits:
            return ""
        self.awaits = False
        return self.counter.next(self.level, self.levels, self.start)


class Walker:
    """Reads the body of one document."""

    def __init__(self, styles: Styles, builder: Builder) -> None:
        self.styles, self.builder = styles, builder
        self.headings = Counter()
        self.by_id: dict[str, Counter] = {}
        self.by_style: dict[str, Counter] = {}

    def walk(self, elements: Iterable[etree._Element], out: Out, within: _List | None = None) -> None:
        """All blocks below an element, or in several."""
        for child in elements:
            kind = local(child)
            if kind == "p":
                self._paragraph(child, out, within)
            elif kind == "h":
                self._heading(child, out, within)
            elif kind == "list":
                self._list(child, out, within)
            elif kind == "numbered-paragraph":
                self._numbered(child, out)
            elif kind == "table":
                self._table(child, out)
            elif kind in _INDEXES:
                self.builder.apart("boilerplate", self.text_of(child))
            elif kind == "annotation":
                self.builder.apart("comment", self.text_of(child))
            elif kind in ("image", "desc", "title", "creator", "date") or kind in _SILENT or _is_hidden_section(child):
                continue
            elif kind:
                self.walk(child, out, within)

    def text_of(self, elements: Iterable[etree._Element]) -> str:
        """The text below an element, or in several, a line for each block."""
        lines = _Lines()
        self.walk(elements, lines)
        return "\n".join(line for line in lines.lines if line.strip())

    def _paragraph(self, element: etree._Element, out: Out, within: _List | None) -> None:
        text, hung = self._text(element)
        if text.strip():
            label = within.label() if within is not None else ""
            if within is not None and label:
                out.item(label + text.lstrip(" "), within.level)
            else:
                out.paragraph(text)
        self._after(hung, out)

    def _heading(self, element: etree._Element, out: Out, within: _List | None) -> None:
        level = max(1, whole(attribute(element, "outline-level"), 1, 100))
        text, hung = self._text(element)
        # An empty heading prints no number and counts none.
        if text.strip():
            if within is not None:
                label = within.label()
            elif attribute(element, "is-list-header") == "true" or level not in self.styles.outline:
                label = ""
            else:
                label = self.headings.next(level, self.styles.outline, _start(element))
            out.heading(label + text.lstrip(" ") if label else text, level)
        self._after(hung, out)

    def _text(self, element: etree._Element) -> tuple[str, list[etree._Element]]:
        found = inline(element, self.styles)
        for note in found.notes:
            self._note(note)
        for comment in found.comments:
            self.builder.apart("comment", self.text_of(comment))
        return "" if found.is_hidden else found.text, found.drawn

    def _after(self, hung: list[etree._Element], out: Out) -> None:
        """The boxes that hang on a paragraph follow it."""
        for box in hung:
            self.walk(box, out)

    def _note(self, element: etree._Element) -> None:
        """A footnote. Its mark is left out of the running text, where it would stick to a figure."""
        for body in element.iterchildren("{*}note-body"):
            self.builder.note(self.text_of(body))

    def _list(self, element: etree._Element, out: Out, within: _List | None) -> None:
        name = attribute(element, "style-name")
        if within is None:
            counter = self._counter(element, name or "")
            levels, level = self.styles.list_levels(name), 1
        else:
            counter, level = within.counter, within.level + 1
            levels = self.styles.list_levels(name) if name else within.levels
        for child in element:
            inside = _List(counter, levels, level)
            if local(child) == "list-item":
                inside.awaits, inside.start = True, _start(child)
            self.walk(child, out, inside)

    def _counter(self, element: etree._Element, style: str) -> Counter:
        """A list's own counter, or that of the list that it continues."""
        continued = attribute(element, "continue-list")
        counter = self.by_id.get(continued) if continued else None
        if counter is None and attribute(element, "continue-numbering") == "true":
            counter = self.by_style.get(style)
        counter = counter or Counter()
        if len(self.by_id) < _MAX_LISTS:
            self.by_id[attribute(element, "id") or ""] = counter
            self.by_style[style] = counter
        return counter

    def _numbered(self, element: etree._Element, out: Out) -> None:
        """A paragraph that says by itself which list it belongs to."""
        name = attribute(element, "style-name")
        counter = self.by_id.setdefault(attribute(element, "list-id") or f"style {name}", Counter())
        level = max(1, whole(attribute(element, "level"), 1, 100))
        inside = _List(counter, self.styles.list_levels(name), level)
        inside.awaits, inside.start = True, _start(element)
        self.walk(element, out, inside)

    def _table(self, element: etree._Element, out: Out) -> None:
        if self.styles.is_hidden_table(attribute(element, "style-name")):
            return
        try:
            cells, header_rows = read_table(element, self.text_of)
        except TableTooLarge:
            self.builder.warn("a table is too large or too sparse; its cells are written as paragraphs")
            for cell in element.iter("{*}table-cell"):
                self.walk(cell, out)
            return
        out.table(cells, header_rows=header_rows)


def _start(element: etree._Element) -> int | None:
    value = attribute(element, "start-value")
    return None if value is None else whole(value, 1, _MAX_NUMBER)


def _is_hidden_section(element: etree._Element) -> bool:
    if local(element) != "section":
        return False
    display = attribute(element, "display")
    return display == "none" or (display == "condition" and attribute(element, "is-hidden") == "true")
