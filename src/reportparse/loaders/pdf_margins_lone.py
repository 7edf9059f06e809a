"""Headers and footers of a document too short for them to come back: told by what a single page shows.

A line is taken for one only by two signs at once: it stands in the outermost margin, off from the text, and what it is, or
how it is set, speaks against its being text. Whatever a document's head or foot may hold (a number, a date, who signed, to
whom it goes) stays, and so does all that is unsure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from reportparse.loaders.pdf_chars import Sheet, letter_size
from reportparse.loaders.pdf_lines import Line, Stretch, body_size
from reportparse.loaders.pdf_numbers import is_marked

# A document of more pages shows its headers by their coming back.
MOST_PAGES = 2
# Text begins an inch from the edge of a page as a rule, headers stand at half of that; shares of the page's height.
OUTER = 0.085
# White between a header and the text, in heights of the larger letters; less where a rule parts them.
WHITE = 1.5
RULED_WHITE = 0.4
# Letters of a header are at most this large beside those of the text; those of a title at least this.
SMALLER = 0.9
LARGER = 1.12
# No header is longer; a page that holds fewer lines has no body that anything could stand off from.
MAX_SIGNS = 60
LEAST_LINES = 5
# Words of the title that a header repeats: fewer say nothing.
TITLE_SIGNS = 4
# Where a title stands: among the first lines of a page, a head of two or three lines above it.
TITLE_LINES = 6
# So many stretches of the text are asked for their letters' size: boxes are often higher than letters are large.
SAMPLE = 8

_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_HAS_PAGE = re.compile(
    rf"第\s*{_NUMBER}\s*页|共\s*{_NUMBER}\s*页|(?:^|\s)\d{{1,4}}\s*[/／]\s*\d{{1,4}}$|(?:^|\s)[-—–]\s*\d{{1,4}}\s*[-—–]$"
    r"|(?:^|\s)[Pp]age\s*\d{1,4}"
)
_PRINTED = re.compile(r"(?:https?|file)://|\d{2,4}[/-]\d{1,2}[/-]\d{1,2},?\s+(?:[上下]午\s?)?\d{1,2}:\d{2}")
_SENTENCE = re.compile("[。；，：！？;:!?]$")
# What the head and the foot of an official document hold, and the remarks of tables and letters.
_DOCUMENT = re.compile(
    r"[〔［\[【(（]\s*\d{4}\s*[〕］\]】)）]|号(?:\s|$)|^附[件表录注]|密|[特加平]急|签发|会签|抄[送报]|印发|主题词|主送"
    r"|[年月]\s*[\d一二三四五六七八九十]{1,3}\s*[月日]|[〇○零一二三四五六七八九]{4}年|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|盖\s?章|联系[人电]|电\s?话|单位[:：]|制表|填表|填报|审核|负责人|来源|^[（(].*[)）]$|^[备附]?注|^[*＊※①-⑳]|第\s*\S{1,4}\s*期"
)
_BLANKS = re.compile(r"\s+")


class Lone(NamedTuple):
    """A line near the edge of a page: whether at its top, how far it stands from the edge as a share of the page's height,
    the white towards the text in points, whether a rule lies there, and whether the file itself calls it no text."""

    line: Line
    top: bool
    from_edge: float
    white: float
    ruled: bool
    tagged: bool


class Setting(NamedTuple):
    """What a page's text is like: the size of its letters, how many lines it has, its title without blanks."""

    size: float
    lines: int
    title: str


def setting_of(sheet: Sheet, rows_found: Sequence[Sequence[Stretch]], size: float) -> Setting:
    """What the text of a page is like. `size`: that of most letters by their boxes, where the file told no better one."""
    told = [s for row in rows_found for s in row if s.start in sheet.sizes and not _outermost(s, sheet)]
    if told:
        size = body_size([[replace(s, size=sheet.sizes[s.start]) for s in told]])
    large = [s for row in rows_found[:TITLE_LINES] for s in row if sheet.sizes.get(s.start, s.size) >= LARGER * size]
    return Setting(size, len(rows_found), _BLANKS.sub("", "".join(sheet.text[s.start : s.end] for s in large)))


def told_sizes(sheet: Sheet, found: Sequence[Stretch], text_page: Any) -> dict[int, float]:
    """The sizes of letters as the file tells them: of what stands outermost, and of some of the text."""
    step = max(1, len(found) // SAMPLE)
    asked = [s for k, s in enumerate(found) if k % step == 0 or _outermost(s, sheet)]
    return {s.start: letter_size(text_page, s.start) or s.size for s in asked}


def _outermost(s: Stretch, sheet: Sheet) -> bool:
    return s.y1 <= OUTER * sheet.span[1] or s.y0 >= (1 - OUTER) * sheet.span[1]


def is_lone_margin(lone: Lone, setting: Setting) -> bool:
    """Whether a line that nothing repeats is a page's header or footer."""
    line, words = lone.line, lone.line.text.strip()
    if lone.tagged and setting.lines >= LEAST_LINES:
        return not _is_document(words)
    if lone.from_edge > OUTER or lone.white < RULED_WHITE * line.size or len(words) > 2 * MAX_SIGNS:
        return False
    if lone.white < WHITE * line.size and not lone.ruled:
        return False
    smaller = line.size <= SMALLER * setting.size
    if _HAS_PAGE.search(words) or (smaller and _PRINTED.match(words)):
        return True
    if setting.lines < LEAST_LINES or _is_document(words):
        return False
    bare = _BLANKS.sub("", words)
    if len(bare) >= TITLE_SIGNS and bare in setting.title and line.size < LARGER * setting.size:
        return True
    if lone.top and not setting.title and not lone.ruled:  # it may be the title, set small
        return False
    return smaller and (lone.ruled or lone.white >= WHITE * setting.size)


def _is_document(words: str) -> bool:
    """Whether a line may be part of a document's head, foot or text."""
    return bool(len(words) > MAX_SIGNS or _SENTENCE.search(words) or _DOCUMENT.search(words)) or is_marked(words)
