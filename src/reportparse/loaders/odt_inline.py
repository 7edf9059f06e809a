"""The text of one OpenDocument paragraph: blanks, tabs and line breaks, fields as shown, notes and boxes set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.odt_package import attribute, local, whole
from reportparse.loaders.odt_styles import Styles
from reportparse.loaders.raised import Raise, add

# A run of blanks longer than a line is made to fill it; none is needed to read the text.
_MAX_BLANKS = 200
_BLANKS = re.compile(r"[ \t\r\n]+")
_DRAWN = frozenset(
    ("frame", "custom-shape", "rect", "ellipse", "circle", "polygon", "polyline", "path", "line", "connector",
     "caption", "g", "regular-polygon")
)  # fmt: skip
# What a paragraph holds that is no text of it.
_SILENT = frozenset(
    ("annotation-end", "bookmark", "change", "change-start", "change-end", "ruby-text", "tracked-changes", "script",
     "hidden-paragraph", "event-listeners", "sender-firstname", "toc-mark-start", "toc-mark", "alphabetical-index-mark",
     "alphabetical-index-mark-start", "user-index-mark")
)  # fmt: skip


@dataclass(slots=True)
class Inline:
    """A paragraph's text, and what hangs on it: notes, comments, drawn boxes with text in them."""

    parts: list[str] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    comments: list[etree._Element] = field(default_factory=list)
    drawn: list[etree._Element] = field(default_factory=list)
    is_hidden: bool = False
    raised: Raise = ""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)


def inline(paragraph: etree._Element, styles: Styles) -> Inline:
    """What a paragraph or a heading holds."""
    found = Inline()
    if styles.is_hidden("paragraph", attribute(paragraph, "style-name")):
        found.is_hidden = True
        return found
    _children(paragraph, styles, found)
    return found


def _children(element: etree._Element, styles: Styles, found: Inline) -> None:
    _add(element.text, found)
    for child in element:
        _child(child, local(child), styles, found)
        _add(child.tail, found)


def _child(child: etree._Element, kind: str, styles: Styles, found: Inline) -> None:
    if kind == "s":
        found.parts.append(" " * whole(attribute(child, "c"), 1, _MAX_BLANKS))
    elif kind == "tab":
        found.parts.append("\t")
    elif kind == "line-break":
        found.parts.append("\n")
    elif kind == "note":
        found.notes.append(child)
    elif kind == "annotation":
        found.comments.append(child)
    elif kind in _DRAWN:
        found.drawn.append(child)
    elif kind == "hidden-paragraph":
        found.is_hidden |= attribute(child, "is-hidden") == "true"
    elif kind not in _SILENT and not _is_hidden(child, kind, styles):
        outer = found.raised
        if kind == "span":
            found.raised = styles.raises(attribute(child, "style-name")) or outer
        _children(child, styles, found)
        found.raised = outer


def _is_hidden(child: etree._Element, kind: str, styles: Styles) -> bool:
    if kind == "hidden-text":
        return attribute(child, "is-hidden") == "true"
    return kind == "span" and styles.is_hidden("text", attribute(child, "style-name"))


def _add(text: str | None, found: Inline) -> None:
    """Character data: line ends of the file and runs of blanks count as one blank, none at the start."""
    if not text:
        return
    plain = _BLANKS.sub(" ", text)
    if plain[0] == " " and (not found.parts or found.parts[-1][-1:] in ("", " ", "\n")):
        plain = plain[1:]
    if plain:
        add(found.parts, plain, found.raised)
