"""What the styles of a .docx say that matters for its text: heading levels, list numbers, hidden text, contents lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportparse.loaders.docx_names import (
    BASED_ON,
    ILVL,
    NAME,
    NUM_ID,
    NUMPR,
    OUTLINE,
    PPR,
    RPR,
    STYLE,
    VAL,
    VANISH,
    VERT_ALIGN,
    Element,
    W,
    child,
    switched,
    value,
    whole,
)

# Word allows a chain of 11 styles based on one another; a longer one is a mistake or a circle.
MAX_CHAIN = 32
HEADING = re.compile(r"(?:heading|标题)\s?([1-9])(?!\d)")
BODY_LEVEL = 9  # the outline level that says: no heading


class ParagraphStyle(NamedTuple):
    """A paragraph style with all that it is based on. `level` 0: no heading. `ids`: itself and those down to the one
    that has the number, as levels of a list name the style they belong to."""

    level: int = 0
    num_id: int | None = None
    ilvl: int | None = None
    ids: tuple[str, ...] = ()
    hidden: bool = False
    contents_list: bool = False


class Styles:
    """The styles of one file, worked out when asked for. Without a styles part only the usual names of headings count."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default: str | None = None
        for style in () if root is None else root.iterchildren(STYLE):
            key = style.get(W + "styleId", "")
            self._elements.setdefault(key, style)
            if style.get(W + "type") == "paragraph" and style.get(W + "default", "0") in ("1", "true", "on"):
                self._default = key
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._hides: dict[str, bool | None] = {}
        self._raises: dict[str, str | None] = {}

    def paragraph(self, key: str | None) -> ParagraphStyle:
        """The paragraph style with that id; the default one for None or an id that is not there."""
        found = self._paragraphs.get(key)
        if found is None:
            found = self._paragraphs[key] = self._worked_out(key)
        return found

    def hides(self, key: str) -> bool | None:
        """Whether a character style hides its text; None where it does not say."""
        if key not in self._hides:
            said = (switched(child(style, RPR), VANISH) for _, style in self._chain(key))
            self._hides[key] = next((one for one in said if one is not None), None)
        return self._hides[key]

    def raises(self, key: str) -> str | None:
        """Whether a character style raises or lowers its text: superscript, subscript, baseline; None: it does not say."""
        if key not in self._raises:
            said = (value(child(style, RPR), VERT_ALIGN) for _, style in self._chain(key))
            self._raises[key] = next((one for one in said if one is not None), None)
        return self._raises[key]

    def num_of(self, key: str) -> int | None:
        """The list that a style for lists stands for."""
        for _, style in self._chain(key):
            number = whole(value(child(child(style, PPR), NUMPR), NUM_ID))
            if number is not None:
                return number
        return None

    def _chain(self, key: str) -> list[tuple[str, Element]]:
        chain: list[tuple[str, Element]] = []
        seen: set[str] = set()
        next_key: str | None = key
        while next_key is not None and next_key not in seen and len(chain) < MAX_CHAIN:
            style = self._elements.get(next_key)
            if style is None:
                break
            chain.append((next_key, style))
            seen.add(next_key)
            next_key = value(style, BASED_ON)
        return chain

    def _worked_out(self, key: str | None) -> ParagraphStyle:
        used = self._default if key is None or key not in self._elements else key
        chain = [] if used is None else self._chain(used)
        level: int | None = _named_level(key or "") if key not in self._elements else None
        num_id = ilvl = hidden = None
        ids: list[str] = []
        contents_list = False
        for style_id, style in chain:
            name = (value(style, NAME) or "").lower()
            properties = child(style, PPR)
            level = _level(properties, name) if level is None else level
            contents_list = contents_list or (name.startswith(("toc ", "目录 ")) and name[-1:].isdigit())
            hidden = switched(child(style, RPR), VANISH) if hidden is None else hidden
            numbering = child(properties, NUMPR)
            if num_id is None:
                ids.append(style_id)
                ilvl = whole(value(numbering, ILVL), highest=8) if ilvl is None else ilvl
                num_id = whole(value(numbering, NUM_ID))
        return ParagraphStyle(level or 0, num_id, ilvl, tuple(ids), bool(hidden), contents_list)


def outline_level(outline: Element) -> int | None:
    """The heading level that a `w:outlineLvl` gives; 0: no heading; None: it says nothing."""
    level = whole(outline.get(VAL), highest=BODY_LEVEL)
    return None if level is None else (level + 1) % (BODY_LEVEL + 1)


def _level(properties: Element | None, name: str) -> int | None:
    outline = child(properties, OUTLINE)
    own = None if outline is None else outline_level(outline)
    return _named_level(name) if own is None else own


def _named_level(name: str) -> int | None:
    match = HEADING.fullmatch(name.lower().strip())
    return int(match[1]) if match else None
