"""The numbers that headings and list items begin with."""

from __future__ import annotations

import re

_HAN = "一二三四五六七八九十百"
# From the highest down, as official documents number their parts: 第一章, 一、, （一）, 1., （1）, ①.
_LEVELS = (
    (1, re.compile(rf"第[{_HAN}0-9]{{1,4}}(?:部分|[章编篇])")),
    (1, re.compile(rf"[{_HAN}]{{1,3}}[、．.](?!\d)")),
    (2, re.compile(rf"第[{_HAN}0-9]{{1,4}}节")),
    (2, re.compile(rf"[（(][{_HAN}]{{1,3}}[)）]")),
    (3, re.compile(r"[0-9０-９]{1,2}[.．、](?![0-9０-９])")),
    (4, re.compile(r"[（(][0-9０-９]{1,2}[)）]|[0-9]{1,2}[)）]")),
    (5, re.compile("[\u2460-\u2473\u2776-\u277f\u24f5-\u24fe]")),
)
_BULLET = re.compile("[•●○■□◆◇★☆►▶➢✓√·\uf06c\uf06e\uf075\uf0b7\uf0d8\uf0fc]\\s*(?=\\S)|[-–—]\\s+(?=\\S)")


def level_of(text: str) -> int:
    """The level of the number that a text begins with; 0 where it begins with none."""
    return next((level for level, pattern in _LEVELS if pattern.match(text)), 0)


def is_marked(text: str) -> bool:
    """Whether a text begins with the number of a heading or of an item, or with a bullet."""
    return level_of(text) > 0 or _BULLET.match(text) is not None


def is_bullet(text: str) -> bool:
    """Whether a text begins with a bullet."""
    return _BULLET.match(text) is not None
