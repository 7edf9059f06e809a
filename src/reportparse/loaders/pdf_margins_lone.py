"""Headers and footers of a document too short for them to come back: told by what a single page shows.

A line is taken for one only by two signs at once: it stands in the outermost margin, off from the text, and what it is, or
how it is set, speaks against its being text. Whatever a document's head or foot may hold (a number, a date, who signed, to
whom it goes) stays, and so does all that is unsure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.loaders.pdf_lines import Line, Stretch
from reportparse.loaders.pdf_numbers import is_marked

# A document of more pages shows its headers by their coming back.
MOST_PAGES = 2
# Text begins an inch from the edge of a page as a rule, headers stand at half of that; shares of the page's height.
OUTER = 0.085
# White between a header and the text, in heights of the larger letters; less where a rule parts them.
WHITE = 1.5
RULED_WHITE = 0.4
# Letters of a header are at most this large beside those of the text; those of a title at least this.
SMALLER = 0.88
LARGER = 1.12
# No header is longer; a page that holds fewer lines has no body that anything could stand off from.
MAX_SIGNS = 60
LEAST_LINES = 5
# Words of the title that a header repeats: fewer say nothing.
TITLE_SIGNS = 4

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
    """A line near the edge of a page: how far it stands from the edge as a share of the page's height, the white towards
    the text in points, whether a rule lies there, and whether the file itself calls it no text."""

    line: Line
    from_edge: float
    white: float
    ruled: bool
    tagged: bool


class Setting(NamedTuple):
    """What a page's text is like: the size of its letters, how many lines it has, its title without blanks."""

    size: float
    lines: int
    title: str


def setting_of(rows_found: Sequence[Sequence[Stretch]], text: str, size: float) -> Setting:
    """The text of a page whose letters are of this size."""
    large = [s for row in rows_found for s in row if s.size >= LARGER * size]
    return Setting(size, len(rows_found), _BLANKS.sub("", "".join(text[s.start : s.end] for s in large)))


def is_lone_margin(lone: Lone, setting: Setting) -> bool:
    """Whether a line that nothing repeats is a page's header or footer."""
    line, words = lone.line, lone.line.text.strip()
    if lone.from_edge > OUTER or len(words) > 2 * MAX_SIGNS or setting.lines < LEAST_LINES:
        return False
    if lone.white < RULED_WHITE * line.size or (lone.white < WHITE * line.size and not lone.ruled):
        return False
    smaller = line.size <= SMALLER * setting.size
    if _HAS_PAGE.search(words) or (smaller and _PRINTED.match(words)):
        return True
    if len(words) > MAX_SIGNS or _SENTENCE.search(words) or _DOCUMENT.search(words) or is_marked(words):
        return False
    if lone.tagged:
        return True
    bare = _BLANKS.sub("", words)
    if len(bare) >= TITLE_SIGNS and bare in setting.title and line.size < LARGER * setting.size:
        return True
    return smaller and (lone.ruled or lone.white >= WHITE * setting.size)
