"""What an RTF reader collects: the running text, or that of a note, a header, a text box, each a story of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reportparse.loaders.building import Builder
from reportparse.loaders.rtf_tables import MAX_CELLS, Content, Definition, Row, add_table, row_of, text_of

StoryKind = Literal["main", "note", "header", "footer", "comment", "box"]


class Paragraph(NamedTuple):
    """A finished paragraph."""

    text: str
    level: int = 0
    """Of a heading; 0 where it is none."""
    item: int = 0
    """How deep in a list; 0 where it is in none."""


@dataclass(slots=True)
class _Rows:
    """The rows of one depth of tables, and the cell that is being filled."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Content] = field(default_factory=list)
    content: Content = field(default_factory=list)

    def end_cell(self) -> None:
        # Word allows 63 cells a row; what comes after far more still is read, in the last of them.
        if len(self.cells) < MAX_CELLS:
            self.cells.append(self.content)
        else:
            self.cells[-1].extend(self.content)
        self.content = []

    def end_row(self, definition: Definition) -> None:
        if text_of(self.content):
            self.end_cell()
        if self.cells:
            self.rows.append(row_of(definition, self.cells))
        self.cells, self.content = [], []


class Story:
    """One stream of paragraphs and tables. `depth` of a paragraph: 0 outside tables, 1 in a table, 2 in a nested one."""

    def __init__(self, kind: StoryKind) -> None:
        self.kind: StoryKind = kind
        self.text: list[str] = []
        """The paragraph that is being read."""
        self.number = ""
        """Its printed number."""
        self.blocks: list[Paragraph | list[Row]] = []
        self.in_row = False
        """Whether a row was begun and not ended: writers leave out `\\intbl`."""
        self.definition, self.nested_definition = Definition(), Definition()
        self._outer, self._inner = _Rows(), _Rows()
        self._boxes: list[Story] = []

    def add(self, paragraph: Paragraph, depth: int) -> None:
        """A paragraph ends."""
        if depth == 0:
            self.end_tables()
            if paragraph.text.strip():
                self.blocks.append(paragraph)
        elif paragraph.text.strip():
            (self._inner if depth > 1 else self._outer_now()).content.append(paragraph.text)
        self._set_boxes(depth)

    def end_cell(self, *, nested: bool) -> None:
        """`\\cell` or `\\nestcell`."""
        (self._inner if nested else self._outer_now()).end_cell()

    def end_row(self, definition: Definition, *, nested: bool) -> None:
        """`\\row` or `\\nestrow`."""
        if nested:
            self._inner.end_row(definition)
        else:
            self._outer_now().end_row(definition)
            self.in_row = False

    def end_tables(self) -> None:
        """A paragraph outside all tables, or the end: the table that was open is complete."""
        rows = self._outer_now()
        if rows.cells or rows.content:  # the file ends inside a row
            rows.end_row(self.definition)
        if rows.rows:
            self.blocks.append(rows.rows)
        self._outer = _Rows()
        self.in_row = False

    def box(self, story: Story) -> None:
        """A text box that hangs on the paragraph being read: it is printed after it."""
        self._boxes.append(story)

    def plain(self) -> str:
        """All of it as lines."""
        lines: list[str] = []
        for block in self.blocks:
            lines.append(block.text if isinstance(block, Paragraph) else text_of([block]))
        return "\n".join(line for line in lines if line.strip())

    def build(self, build: Builder) -> None:
        """All of it as blocks."""
        for block in self.blocks:
            if not isinstance(block, Paragraph):
                add_table(build, block)
            elif block.level:
                build.heading(block.text, block.level)
            elif block.item:
                build.item(block.text, block.item)
            else:
                build.paragraph(block.text)

    def _outer_now(self) -> _Rows:
        """The outer table, after the nested one that ended in it."""
        if self._inner.cells or self._inner.content:
            self._inner.end_row(Definition())
        if self._inner.rows:
            self._outer.content.append(self._inner.rows)
        self._inner = _Rows()
        return self._outer

    def _set_boxes(self, depth: int) -> None:
        boxes, self._boxes = self._boxes, []
        for story in boxes:
            if depth:
                (self._inner if depth > 1 else self._outer_now()).content.append(story.plain())
            else:
                self.blocks += story.blocks
