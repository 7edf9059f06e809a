"""The tree of a web page to a row of parts: headings, paragraphs, items and tables as a browser would print them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from reportparse.loaders.building import CellPiece
from reportparse.loaders.html_lists import numbers_of, office_number
from reportparse.loaders.html_tables import Table, cells_in_order, table_of
from reportparse.loaders.html_tree import Node
from reportparse.loaders.raised import add

PartKind = Literal["heading", "paragraph", "item", "note", "table", "header", "footer", "comment"]

_BLOCKS_WRITTEN = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre
section summary table tbody td tfoot th thead tr ul frameset noframes
"""
BLOCKS = frozenset(_BLOCKS_WRITTEN.split())
"""Elements that stand on lines of their own. All others run with the text and never add a blank."""

# What a browser shows in a box of its own or not at all: no part of a text, wherever it stands.
_UNPRINTED_WRITTEN = """
rt rp button select textarea input datalist noscript iframe object embed applet audio video canvas svg
map progress meter frame noframes xml
"""
UNPRINTED = frozenset(_UNPRINTED_WRITTEN.split())

# A CMS lets people set a whole page as a heading; no heading of a report has so many signs.
_LONGEST_HEADING = 150
_MOST_TABS = 20

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NEWLINE = "\x01"  # a line end of the source, no text: controls are taken out before
_NEWLINES = re.compile(f" *+{_NEWLINE}[ {_NEWLINE}]*+")
_UNSEEN = re.compile(r"display:none|visibility:hidden|mso-hide:(?:all|screen)|font-size:0(?:px|pt|em|rem|%)?(?:;|!|$)")
_TABS = re.compile(r"mso-tab-count:(\d{1,3})")
_OUTLINE = re.compile(r"mso-outline-level:([1-9])")
_OFFICE_PART = re.compile(r"mso-element:(footnote|endnote|header|footer|comment)(?=;|$)")
_LIBRE_NOTE = re.compile(r"sd(?:foot|end)note\d+")


class Part(NamedTuple):
    """A block of the page. `inside`: it belongs to the text, not to what stands around it."""

    kind: PartKind
    text: str
    level: int = 0
    cells: tuple[CellPiece, ...] = ()
    header_rows: int = 0
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the text is: nodes (by id) in which it begins, and nodes that are no part of it."""

    start_inside: bool
    ins: frozenset[int]
    outs: frozenset[int]
    office: bool


@dataclass(frozen=True, slots=True)
class _Context:
    inside: bool
    pre: bool = False
    level: int = 0
    """How many lists stand around."""


def parts_of(root: Node, plan: Plan) -> list[Part]:
    """All blocks below `root` in order, those outside the text too."""
    walker = _Walker(plan)
    walker.walk(root, _Context(plan.start_inside))
    walker.flush()
    return walker.parts


def hidden(node: Node) -> bool:
    """Whether an element says of itself that it is not shown."""
    if "hidden" in node.attributes:
        return True
    style = node.style()
    return bool(style) and _UNSEEN.search(style) is not None


class _Walker:
    """Collects the running text until a block ends. `flat`: tables are read cell by cell, for text inside a cell."""

    def __init__(self, plan: Plan, *, flat: bool = False) -> None:
        self.parts: list[Part] = []
        self._plan, self._flat = plan, flat
        self._buffer: list[str] = []
        self._inside = plan.start_inside
        self._kind: PartKind = "paragraph"
        self._level = 0
        self._prefix = ""

    def walk(self, node: Node, context: _Context) -> None:
        """The children of an element; an element inside a line leaves the line open."""
        for child in node.children:
            if isinstance(child, str):
                self._words(child, context)
            else:
                self._element(child, context)

    def flush(self) -> None:
        """The block ends here."""
        text = _printed("".join(self._buffer), keep_line_ends=self._plan.office)
        self._buffer.clear()
        if not text:
            return
        kind, level = self._kind, self._level
        if kind == "heading" and len(text) > _LONGEST_HEADING:
            kind, level = "paragraph", 0
        text = self._prefix + (text.lstrip(" \u3000") if self._prefix else text)
        self.parts.append(Part(kind, text, level, inside=self._inside))
        if self._kind == "item":  # what follows in the same item is a paragraph
            self._kind, self._level = "paragraph", 0
        self._prefix = ""

    def _words(self, text: str, context: _Context) -> None:
        if context.inside != self._inside:
            self.flush()
            self._inside = context.inside
        text = _CONTROLS.sub("", text)
        if context.pre:
            for place, line in enumerate(text.replace("\r", "").split("\n")):
                if place:
                    self._line_end()
                self._buffer.append(line.replace(" ", "\xa0"))
        else:
            add(self._buffer, _BLANKS.sub(_blank, text))

    def _line_end(self) -> None:
        if self._kind in ("heading", "item"):
            self._buffer.append("\n")
        else:
            self.flush()

    def _element(self, node: Node, context: _Context) -> None:
        tag = node.tag
        if tag == "br":
            self._line_end()
            return
        if tag in UNPRINTED or tag == "del" or "msocomanchor" in node.get("class"):
            return
        inside = context.inside and id(node) not in self._plan.outs and not hidden(node)
        style = node.style()
        context = replace(
            context,
            inside=inside or id(node) in self._plan.ins,
            pre=tag in ("pre", "listing", "xmp") or "white-space:pre" in style or (context.pre and tag not in BLOCKS),
        )
        if context.inside != self._inside:
            self.flush()
            self._inside = context.inside
        block = (tag in BLOCKS and "display:inline;" not in style + ";") or "display:block" in style
        if block:
            self._block(node, style, context)
        elif tag in ("sup", "sub"):
            self._raised(node, context)
        elif "mso-list:ignore" in style:
            number = office_number(node)
            self._buffer.append(number)
            if number.strip() and self._kind == "paragraph":
                self._kind, self._level = "item", context.level + 1
        elif tabs := _TABS.search(style):
            self._buffer.append("\t" * min(int(tabs[1]), _MOST_TABS))
        else:
            self.walk(node, context)

    def _block(self, node: Node, style: str, context: _Context) -> None:
        self.flush()
        self._inside = context.inside
        apart = self._office_part(node, style)
        if apart is not None:
            self._whole(node, apart, context)
        elif node.tag == "table" and not self._flat:
            self._table(node, context)
        elif node.tag in ("ol", "ul", "menu", "dir"):
            self._list(node, context)
        else:
            kind, level, prefix = self._kind, self._level, self._prefix
            outline = _OUTLINE.search(style)
            if re.fullmatch("h[1-6]", node.tag) or (outline and self._plan.office):
                self._kind, self._level = "heading", int(outline[1] if outline else node.tag[1])
            self.walk(node, context)
            self.flush()
            # An item's number waits for its first words, so a block inside it must not put it back once used.
            if self._kind == "heading" or prefix == self._prefix:
                self._kind, self._level = (kind, level) if kind != "item" or prefix else ("paragraph", 0)
        self.flush()

    def _office_part(self, node: Node, style: str) -> PartKind | None:
        if found := _OFFICE_PART.search(style):
            return {"header": "header", "footer": "footer", "comment": "comment"}.get(found[1], "note")  # type: ignore[return-value]
        if node.tag == "div" and _LIBRE_NOTE.fullmatch(node.get("id")):
            return "note"
        if self._plan.office and node.tag == "div" and node.get("title") in ("header", "footer"):
            return "header" if node.get("title") == "header" else "footer"
        return None

    def _whole(self, node: Node, kind: PartKind, context: _Context) -> None:
        """A part that is one, however many paragraphs it has: a footnote, a page's header."""
        text = self._plain(node)
        if text:
            self.parts.append(Part(kind, text, inside=context.inside))

    def _plain(self, node: Node) -> str:
        walker = _Walker(replace(self._plan, start_inside=True), flat=True)
        walker.walk(node, _Context(inside=True))
        walker.flush()
        return "\n".join(part.text for part in walker.parts if part.inside)

    def _table(self, node: Node, context: _Context) -> None:
        outside = not context.inside
        if outside and any(id(inner) in self._plan.ins for inner in node.nodes()):
            table: Table | None = None  # the text is in one of its cells
        else:
            table = table_of(node, self._plain, hidden)
        if table is None:
            for child in cells_in_order(node):
                self._element(child, context)
                self.flush()
            return
        if table.caption:
            self.parts.append(Part("paragraph", table.caption, inside=context.inside))
        self.parts.append(Part("table", "", 0, table.cells, table.header_rows, context.inside))

    def _list(self, node: Node, context: _Context) -> None:
        numbers = numbers_of(node, office=self._plan.office)
        kind, level, prefix = self._kind, self._level, self._prefix
        context = replace(context, level=context.level + 1)
        for child in node.children:
            if isinstance(child, Node) and child.tag == "li":
                self.flush()
                self._kind, self._level, self._prefix = "item", context.level, numbers.get(id(child), "")
                self._element_of_list(child, context)
                if self._flat and self._prefix:  # the number is all there is in a cell
                    self.parts.append(Part("item", self._prefix.strip(), inside=self._inside))
                self._prefix = ""
            elif isinstance(child, Node):
                self._kind, self._level = "paragraph", 0
                self._element(child, context)
            else:
                self._words(child, context)
        self.flush()
        self._kind, self._level, self._prefix = ("paragraph", 0, "") if kind == "item" else (kind, level, prefix)

    def _element_of_list(self, item: Node, context: _Context) -> None:
        inside = context.inside and id(item) not in self._plan.outs and not hidden(item)
        self._inside = inside or id(item) in self._plan.ins
        self.walk(item, replace(context, inside=self._inside))
        self.flush()

    def _raised(self, node: Node, context: _Context) -> None:
        """A raised or lowered figure right after a figure would change it: 100 with the note 1 is not 1001."""
        mark = len(self._buffer)
        self.walk(node, context)
        raised = "".join(self._buffer[mark:])
        del self._buffer[mark:]
        add(self._buffer, raised, "super" if node.tag == "sup" else "sub")


def _blank(found: re.Match[str]) -> str:
    return _NEWLINE if "\n" in found[0] or "\r" in found[0] else " "


def _printed(raw: str, *, keep_line_ends: bool) -> str:
    """The text of a block as printed: runs of blanks are one, a line end of the source is a blank.

    Between two Chinese signs it is none, where people wrote the page; office programs only break lines at blanks.
    """

    def between(found: re.Match[str]) -> str:
        before, after = raw[found.start() - 1 : found.start()], raw[found.end() : found.end() + 1]
        return "" if not before or not after or (not keep_line_ends and _wide(before) and _wide(after)) else " "

    text = _NEWLINES.sub(between, raw) if _NEWLINE in raw else raw
    text = re.sub(" {2,}", " ", text).replace("\xa0", " ")
    lines = [line.strip(" \t").rstrip("\u3000 \t") for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def _wide(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef" or (sign != "" and sign in "“”‘’…—")
