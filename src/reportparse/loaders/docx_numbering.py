"""The automatic numbers of lists and headings, as Word prints them: 一、 (一) 1. 1.1 ① and bullets.

A paragraph names a list (`num`) and a level. Several lists may share one definition (`abstractNum`); they then count on
together, unless a list says with which number it starts anew.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportparse.loaders.counting import numeral
from reportparse.loaders.docx_names import (
    FALLBACK,
    ILVL,
    PSTYLE,
    RPR,
    VANISH,
    Element,
    W,
    child,
    switched,
    value,
    whole,
)
from reportparse.loaders.docx_styles import Styles
from reportparse.loaders.symbols import bullet, plain_signs

LEVELS = 9
# "%1." and the like have a few dozen signs; a longer pattern is hostile.
MAX_PATTERN = 200
# How often a list's definition may point to a style that points to another list.
MAX_LINKS = 8
PLACE = re.compile(r"%([1-9])")
# How Word names some number formats where it names them by example.
EXAMPLES = {
    "一, 十, 一○○": "chineseCounting",
    "一, 十, 一百": "chineseCountingThousand",
    "一, 一〇, 一〇〇": "ideographDigital",
    "壹, 贰, 叁": "chineseLegalSimplified",
    "壹, 貳, 參": "ideographLegalTraditional",
    "甲, 乙, 丙": "ideographTraditional",
    "①, ②, ③": "decimalEnclosedCircle",
}


class Level(NamedTuple):
    """How one level of a list is printed. `restart`: after which level, from 1, it starts anew; 0 never."""

    start: int = 1
    style: str = "decimal"
    example: str = ""
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    digits_only: bool = False
    hidden: bool = False
    paragraph_style: str | None = None

    def shown(self, number: int, *, digits_only: bool) -> str:
        """A number of this level in its format."""
        if digits_only and self.style not in ("none", "bullet"):
            return str(number)
        return by_example(number, self.example) if self.example else numeral(number, self.style)


class List_(NamedTuple):
    """A list: the definition it counts with, its levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts the lists of one file, paragraph by paragraph in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        for element in () if root is None else root:
            if element.tag == W + "abstractNum":
                self._definitions.setdefault(element.get(W + "abstractNumId", ""), element)
            elif element.tag == W + "num":
                self._nums.setdefault(whole(element.get(W + "numId")) or 0, element)
        self._lists: dict[int, List_ | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def number(self, num_id: int, ilvl: int | None, style_ids: tuple[str, ...] = ()) -> tuple[str, str, int] | None:
        """Counts one paragraph of a list; what is printed before it, what parts the two, and its level from 0.

        Without a level of its own, a paragraph has the one that names its style. None where there is no such list.
        """
        a_list = self._list(num_id)
        if a_list is None:
            return None
        at = _level_of(a_list, ilvl, style_ids)
        level = a_list.levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(a_list.definition, [None] * LEVELS)
        before = counts[at]
        if at in a_list.starts and (num_id, at) not in self._started:
            # A list starts anew once; when its level begins again later on, it does so with the level's own start.
            self._started.add((num_id, at))
            counts[at] = a_list.starts[at]
        else:
            counts[at] = _start(a_list, at) if before is None else before + 1
        for upper in range(at):  # levels left out count as if each had come once
            if counts[upper] is None:
                counts[upper] = _start(a_list, upper)
        for lower in range(at + 1, LEVELS):
            restart = a_list.levels.get(lower, Level()).restart
            if restart is None or at < restart:
                counts[lower] = None
        return ("" if level.hidden else _printed(a_list, level, counts)), level.suffix, at

    def _list(self, num_id: int) -> List_ | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: int) -> List_ | None:
        num = self._nums.get(num_id)
        key = value(num, W + "abstractNumId")
        definition = self._definitions.get(key or "")
        for _ in range(MAX_LINKS):
            link = value(definition, W + "numStyleLink")
            linked = None if link is None else self._nums.get(self._styles.num_of(link) or 0)
            if linked is None:
                break
            key = value(linked, W + "abstractNumId")
            definition = self._definitions.get(key or "")
        if num is None or key is None or definition is None:
            return None
        levels = {}
        for element in definition.iterchildren(W + "lvl"):
            levels[whole(element.get(ILVL), highest=LEVELS - 1) or 0] = _read_level(element)
        starts = {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = whole(override.get(ILVL), highest=LEVELS - 1) or 0
            own = child(override, W + "lvl")
            if own is not None:
                levels[at] = _read_level(own)
            start = whole(value(override, W + "startOverride"))
            if start is not None:
                starts[at] = start
        return List_(key, levels, starts)


def by_example(number: int, example: str) -> str:
    """A number in a format given by an example, as in "001, 002, 003, …" or "一, 十, 一百(简), …"."""
    for start, style in EXAMPLES.items():
        if example.startswith(start):
            return numeral(number, style)
    first = example.split(",")[0].strip()
    return str(number).zfill(len(first)) if first.isdigit() and len(first) < 10 else str(number)


def _level_of(a_list: List_, ilvl: int | None, style_ids: tuple[str, ...]) -> int:
    for style_id in style_ids:
        for at, level in a_list.levels.items():
            if level.paragraph_style == style_id:
                return at
    return min(ilvl or 0, LEVELS - 1)


def _start(a_list: List_, at: int) -> int:
    return a_list.levels.get(at, Level()).start


def _printed(a_list: List_, level: Level, counts: list[int | None]) -> str:
    if level.style == "bullet":
        return level.pattern

    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        count = counts[at]
        number = _start(a_list, at) if count is None else count  # a lower level than its own: no file should
        return a_list.levels.get(at, Level()).shown(number, digits_only=level.digits_only)

    return PLACE.sub(shown, level.pattern)


def _read_level(element: Element) -> Level:
    run = child(element, RPR)
    fonts = child(run, W + "rFonts")
    named = () if fonts is None else (fonts.get(W + "ascii"), fonts.get(W + "hAnsi"), fonts.get(W + "eastAsia"))
    font = next(filter(None, named), None) or ""
    text = child(element, W + "lvlText")
    pattern = ("" if text is None else text.get(W + "val") or "")[:MAX_PATTERN]
    style, example = _format(element)
    if child(element, W + "lvlPicBulletId") is not None:
        style, pattern = "bullet", "•"
    start = whole(value(element, W + "start"))
    return Level(
        start=0 if start is None else start,
        style=style,
        example=example,
        pattern=bullet(pattern, font) if style == "bullet" else plain_signs(pattern, font),
        suffix=value(element, W + "suff") or "tab",
        restart=whole(value(element, W + "lvlRestart")),
        digits_only=bool(switched(element, W + "isLgl")),
        hidden=bool(switched(run, VANISH)),
        paragraph_style=value(element, PSTYLE),
    )


def _format(level: Element) -> tuple[str, str]:
    """The number format, and the example that stands for it where it is one that Word's own list does not have."""
    plain = ""
    for found in level.iter(W + "numFmt"):
        style = found.get(W + "val") or "decimal"
        if style == "custom":
            return "decimal", (found.get(W + "format") or "")[:MAX_PATTERN]
        if found.getparent().tag != FALLBACK or not plain:
            plain = style
    return plain or "decimal", ""
