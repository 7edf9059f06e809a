"""The styles of an OpenDocument text: what is hidden, and how lists and headings are numbered."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.odt_package import attribute, local, whole
from reportparse.loaders.raised import Raise

# Styles inherit from each other; a longer chain is a loop or a forgery.
_MAX_CHAIN = 50
# ODF knows ten levels of a list.
MAX_LEVELS = 10
# A start value that no list reaches.
_MAX_NUMBER = 1_000_000


class LevelStyle(NamedTuple):
    """How one level of a list is numbered. `pattern` is a newer way to say it: `第%1%章`."""

    number_format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown_levels: int = 1
    start: int = 1
    bullet: str = ""
    pattern: str | None = None


class _Style(NamedTuple):
    parent: str | None
    display: str | None
    position: str | None
    shown_table: bool


class Styles:
    """All styles of a document by name, those of content.xml before those of styles.xml."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._lists: dict[str, dict[int, LevelStyle]] = {}
        self.outline: dict[int, LevelStyle] = {}
        for root in roots:
            for part in root if root is not None else ():
                if local(part) in ("styles", "automatic-styles"):
                    self._add(part)

    def _add(self, part: etree._Element) -> None:
        for element in part:
            kind, name = local(element), attribute(element, "name") or ""
            if kind == "style":
                family = attribute(element, "family") or ""
                self._styles.setdefault((family, name), _style(element))
            elif kind == "list-style":
                self._lists.setdefault(name, _levels(element))
            elif kind == "outline-style" and not self.outline:
                self.outline = _levels(element)

    def is_hidden(self, family: str, name: str | None) -> bool:
        """Whether text in this style is not shown."""
        for style in self._chain(family, name):
            if style.display is not None:
                return style.display == "none"
        return False

    def raises(self, name: str | None) -> Raise:
        """Whether text in this style stands raised or lowered: `super 58%`, `-33% 58%`."""
        for style in self._chain("text", name):
            if style.position is not None:
                place = style.position.split(" ")[0]
                if place.startswith("sub") or place.startswith("-"):
                    return "sub"
                return "super" if place.startswith("super") or place.strip("0%.") else ""
        return ""

    def is_hidden_table(self, name: str | None) -> bool:
        """Whether a table (a sheet) in this style is not shown."""
        return not all(style.shown_table for style in self._chain("table", name))

    def list_levels(self, name: str | None) -> dict[int, LevelStyle]:
        """The levels of a list style, from 1; empty where there is no such style."""
        return self._lists.get(name or "", {})

    def _chain(self, family: str, name: str | None) -> list[_Style]:
        found: list[_Style] = []
        while name is not None and len(found) < _MAX_CHAIN:
            style = self._styles.get((family, name))
            if style is None:
                break
            found.append(style)
            name = style.parent
        return found


def _style(element: etree._Element) -> _Style:
    display, position, shown = None, None, True
    for properties in element:
        kind = local(properties)
        if kind == "text-properties":
            display, position = attribute(properties, "display"), attribute(properties, "text-position")
        elif kind == "table-properties":
            shown = attribute(properties, "display") != "false"
    return _Style(attribute(element, "parent-style-name"), display, position, shown)


def _levels(element: etree._Element) -> dict[int, LevelStyle]:
    found: dict[int, LevelStyle] = {}
    for level in element:
        kind = local(level)
        number = whole(attribute(level, "level"), 0, 1_000)
        if not 1 <= number <= MAX_LEVELS:
            continue
        if kind in ("list-level-style-number", "outline-level-style"):
            found[number] = LevelStyle(
                (attribute(level, "num-format") or "")[:20],
                (attribute(level, "num-prefix") or "")[:50],
                (attribute(level, "num-suffix") or "")[:50],
                max(1, whole(attribute(level, "display-levels"), 1, MAX_LEVELS)),
                whole(attribute(level, "start-value"), 1, _MAX_NUMBER),
                pattern=_pattern(level),
            )
        elif kind == "list-level-style-bullet":
            found[number] = LevelStyle(bullet=(attribute(level, "bullet-char") or "")[:4])
    return found


def _pattern(level: etree._Element) -> str | None:
    pattern = attribute(level, "num-list-format")
    return pattern[:100] if pattern is not None else None
