"""Folding: one character for one character, so that offsets never move.

`fold` serves the main path; `fold_numbers` serves the stand-alone functions, which must also read traditional
characters (on the main path the cleaning step has repaired those already).
"""

from __future__ import annotations

import re

# U+FF01..U+FF5E are ASCII printed full width, in the same order, this far away.
_FULL_WIDTH_OFFSET = 0xFEE0

# Printed variants of one sign. Corner brackets quote as “ ” do; other quotation marks, 。 、 《 》 and the long dashes stay: grammar tells them apart.
_SIGNS = {
    "￥": "¥",
    "￡": "£",
    "￠": "¢",
    "﹪": "%",
    "﹙": "(",
    "﹚": ")",
    "﹣": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "﹐": ",",
    "﹒": ".",
    "﹕": ":",
    "﹔": ";",
    "﹑": "、",
    "｡": "。",
    "､": "、",
    "〜": "~",
    "∶": ":",
    "―": "—",
    "∕": "/",
    "⁄": "/",
    "µ": "μ",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
}

# Blanks of every width read as a plain blank. Line breaks and tabs stay: they carry structure.
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_TRADITIONAL = "萬億貳叄陸點兩倆個塊幾餘負雙對圓銖鎊盧歐韓澳門幣錢鎂臺達噸頓畝頃裡裏時鐘鍾週歲間戶張條項處層樓輛條隻條畫雲錠趟約過僅"
_SIMPLIFIED = "万亿贰叁陆点两俩个块几余负双对圆铢镑卢欧韩澳门币钱镁台达吨顿亩顷里里时钟钟周岁间户张条项处层楼辆条只条画云锭趟约过仅"


def _punctuation_table() -> dict[int, str]:
    table = {code: chr(code - _FULL_WIDTH_OFFSET) for code in range(0xFF01, 0xFF5F)}
    table.update({ord(blank): " " for blank in _BLANKS})
    table.update({ord(sign): plain for sign, plain in _SIGNS.items()})
    return table


_PUNCTUATION = _punctuation_table()
_PUNCTUATED = re.compile("[" + "".join(re.escape(chr(code)) for code in _PUNCTUATION) + "]")
_NUMBERS = _PUNCTUATION | {ord(t): s for t, s in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)} | {ord("○"): "〇"}


_SHORT = 30
"""Characters of a text up to which a table over all of them is faster."""


def fold(text: str) -> str:
    """`text` with letters, digits and punctuation in half width: always as long as it was.

    >>> fold("（１）城乡低保，１２．５％")
    '(1)城乡低保,12.5%'
    """
    if len(text) <= _SHORT:
        return text.translate(_PUNCTUATION)
    # faster than a table over all characters: a long text has few kinds of signs
    for sign in set(_PUNCTUATED.findall(text)):
        text = text.replace(sign, _PUNCTUATION[ord(sign)])
    return text


def fold_numbers(text: str) -> str:
    """`fold`, with the traditional characters of numerals and units made simplified as well.

    >>> fold_numbers("三萬六千個")
    '三万六千个'
    """
    return text.translate(_NUMBERS)
