"""The stories of a Word file (main text, notes, headers ...) as blocks: lines, tables, and text boxes where they hang."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.doc_file import SECTIONS, STORIES, WordFile, u32
from reportparse.loaders.doc_formatting import Formatting, Run
from reportparse.loaders.doc_lists import Lists
from reportparse.loaders.doc_marks import Edits, printed, put_symbols, resolve_fields
from reportparse.loaders.doc_pieces import TextOfFile
from reportparse.loaders.doc_tables import MAX_PLACES, Line, cells_of, join_number, places, rows_of
from reportparse.loaders.raised import signs

_EMBEDDED = re.compile("\x13[ \xa0]?EMBED ")
_MARKS = re.compile("[\r\x07\x0c]")
# Authors give whole paragraphs the style of a heading, for the look of it. No heading is longer than this.
_LONGEST_HEADING = 120
# Writers differ in whether they count the mark at the very end.
_COUNT_SLACK = 2
# Paragraphs and cells: a thousand pages have 30,000 lines, 500 pages of dense tables 200,000 cells.
_MAX_LINES = 300_000


class Stories:
    """The text of one file, ready to be read story by story."""

    def __init__(self, file: WordFile, text: TextOfFile) -> None:
        self._formatting = Formatting(file, text)
        self.embedded = bool(_EMBEDDED.search(text.text))
        self._lists = Lists(file)
        if text.text.count("\r") + text.text.count("\x07") > _MAX_LINES:
            reason = f"it claims more than {_MAX_LINES:,} paragraphs and cells"
            raise UnreadableDocument(file.name, reason, "split it, or check whether it is damaged")
        body, self.miscounted = _body_end(file, text.text)
        self.spans = _spans(file, body, len(text.text))
        runs = list(self._formatting.runs())
        symbols = [(r.start, r.end, r.symbol) for r in runs if r.symbol]
        self._text = self._cleaned(put_symbols(text.text, symbols, file) if symbols else text.text, runs)
        sections = file.part(SECTIONS)
        self._section_ends = {u32(sections, 4 * i) - 1 for i in range(1, (len(sections) - 4) // 16 + 1)}
        # Where text boxes hang: position of the anchor in the main text, and the box's stretch of the text.
        self._boxes: list[tuple[int, int, int]] = []

    @property
    def damaged(self) -> bool:
        """Whether some of the formatting is missing."""
        return self._formatting.damaged

    def hang(self, boxes: Iterable[tuple[int, int, int]]) -> None:
        """Text boxes by the position of their anchors; `write` puts each behind the block it hangs on."""
        self._boxes = sorted(boxes, reverse=True)

    def write(self, builder: Builder, start: int, end: int) -> None:
        """The blocks of a stretch of the text."""
        table: list[Line] = []
        for line in self.lines(start, end):
            if line.look.depth or line.mark == "\x07":
                table.append(line)
                continue
            if table:
                _write_table(builder, table)
                self._hanging(builder, line.start)
                table = []
            _write_line(builder, line)
            self._hanging(builder, line.end)
        if table:
            _write_table(builder, table)
            self._hanging(builder, end)

    def plain(self, start: int, end: int) -> str:
        """A stretch of the text as lines, without structure."""
        return "\n".join(t for t in (line.full.strip() for line in self.lines(start, end)) if t)

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """The paragraphs between two places of the text, each counted in its list as it comes."""
        at = start
        for match in _MARKS.finditer(self._text, start, end):
            mark, place = match.group(), match.start()
            if mark == "\x0c" and place not in self._section_ends:
                continue
            yield self._line(at, place, mark)
            at = place + 1
        if at < end and printed(self._text[at:end]).strip():
            yield self._line(at, end - 1, "")

    def _line(self, start: int, end: int, mark: str) -> Line:
        look = self._formatting.paragraph(end)
        raw = self._text[start : end if mark else end + 1]
        text = printed(raw).strip("\n") if raw else ""
        return Line(text, self._lists.number(look) or "", mark, start, end + 1, look)

    def _hanging(self, builder: Builder, end: int) -> None:
        """The text boxes that hang before a place and are not written yet."""
        while self._boxes and self._boxes[-1][0] < end:
            _, first, last = self._boxes.pop()
            boxes, self._boxes = self._boxes, []
            self.write(builder, first, last)
            self._boxes = boxes

    def _cleaned(self, text: str, runs: Sequence[Run]) -> str:
        edits = Edits()
        for run in runs:
            if run.deleted or run.hidden:
                # A cell cannot go away by a change of text: its end mark stays, or the row would be one cell short.
                for part in re.finditer("[^\x07]+", text[run.start : run.end]):
                    edits.blank(run.start + part.start(), run.start + part.end())
            if run.raised and not (run.deleted or run.hidden):
                edits.put(run.start, run.end, _raised(text, run))
        self._hide_by_style(text, runs, edits)
        for start, end in self.spans.values():
            resolve_fields(text, edits, start, end)
        return edits.apply(text)

    def _hide_by_style(self, text: str, runs: Sequence[Run], edits: Edits) -> None:
        """Paragraphs whose style hides them, but for the runs that say they are not hidden."""
        if not self._formatting.hides_by_style:
            return
        shown = sorted((r.start, r.end) for r in runs if r.hidden is False)
        at = near = 0
        for match in _MARKS.finditer(text):
            start, at = at, match.end()
            if self._formatting.paragraph(match.start()).hidden:
                end = at if match.group() == "\r" else match.start()
                while near < len(shown) and shown[near][0] < end:
                    edits.blank(start, min(shown[near][0], end))
                    start = max(start, shown[near][1])
                    near += 1
                edits.blank(start, end)


def _raised(text: str, run: Run) -> str:
    """Raised letters of the text as they are read: figures that touch others become signs of their own."""
    own = text[run.start : run.end]
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    if (before.isdecimal() and own[:1].isdecimal()) or (own[-1:].isdecimal() and after.isdecimal()):
        return signs(own, "super" if run.raised == 1 else "sub")
    return own


def _write_line(builder: Builder, line: Line) -> None:
    if not line.text.strip():
        return  # an empty paragraph, even a numbered one, prints nothing worth reading
    text = join_number(line.number, line.text)
    if line.look.contents:
        builder.apart("boilerplate", text)
    elif line.look.outline and len(text) <= _LONGEST_HEADING:
        builder.heading(text, line.look.outline)
    elif line.number:
        builder.item(text, line.look.list_level + 1)
    else:
        builder.paragraph(text)


def _write_table(builder: Builder, lines: Sequence[Line], depth: int = 1) -> None:
    """A table, and behind it those that stand in its cells.

    A table of one cell is a frame around text: what is in it reads as if it stood free.
    """
    rows = rows_of(lines, depth)
    if len(rows) == 1 and len(rows[0].cells) == 1:
        for inner, group in groupby(rows[0].cells[0], key=lambda line: line.look.depth > depth):
            if inner:
                _write_table(builder, list(group), depth + 1)
            else:
                for line in group:
                    _write_line(builder, line)
        return
    cells, header, uncut = cells_of(rows, depth)
    if uncut:
        builder.warn("a table in it does not say where its rows end: cells may stand in the wrong row or column")
    if places(cells) > MAX_PLACES:
        builder.warn("a table in it is too large for a grid, and is given line by line")
        for line in lines:
            _write_line(builder, line)
        return
    builder.table(cells, header_rows=header)
    for row in rows:
        for cell in row.cells:
            for inner, group in groupby(cell, key=lambda line: line.look.depth > depth):
                if inner:
                    _write_table(builder, list(group), depth + 1)


def _spans(file: WordFile, body: int, size: int) -> dict[str, tuple[int, int]]:
    """Where each story begins and ends, the main text ending at `body`."""
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for story, length in zip(STORIES, (body, *file.lengths[1:]), strict=True):
        end = min(at + length, size)
        spans[story] = (at, end)
        at = end
    return spans


def _body_end(file: WordFile, text: str) -> tuple[int, bool]:
    """Where the main text ends, and whether the counts of the file contradict each other.

    The counts of all stories make up the length of the text, and one mark more where there is any beside the main one.
    The main text ends with the mark of a paragraph: that tells which count to believe. Where none can be believed, all
    is main text, for what is lost is worse than a header too much.
    """
    stated, others, size = file.lengths[0], sum(file.lengths[1:]), len(text)
    if not any(file.lengths):
        return size, False
    left = size - others - (1 if others else 0)
    if abs(stated - left) <= _COUNT_SLACK:
        return stated, False
    ends = [end for end in (stated, left) if 0 < end <= size and _MARKS.match(text, end - 1)]
    return (ends[0] if ends else size), True
