"""Whether a page's text layer says what the page shows; where it does not, the page has to be read from its picture."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from reportparse.loaders.pdf_calls import address, is_unmapped

# Shares of a page's characters from which on its text layer is not to be trusted.
MAX_BROKEN = 0.03
MAX_CID = 0.02
MAX_UNMAPPED = 0.03
# In Chinese prose some 97 of 100 characters belong to the few thousand that every character set of the first hour holds.
MIN_COMMON = 0.75
# And more than half to the 400 below, frequent in any text; a text shifted by a wrong code table has some 10.
MIN_FREQUENT = 0.15
# Fewer characters than this say nothing about a text.
ENOUGH = 20
ENOUGH_FOR_FREQUENT = 150
# A page with hardly a character whose picture covers this much of it is a scan.
SCAN_CHARACTERS = 30
SCAN_COVER = 0.5
# Letters drawn as outlines are hundreds of paths a page.
DRAWN_LETTERS = 300

_CID = re.compile(r"\(cid:\d+\)")
_BROKEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_BULLETS = re.compile("[\uf020-\uf0ff]")  # signs of symbol fonts, as bullets are
_LEADERS = re.compile(r"[.…·_\-—=\s]{3,}")
# Whole runs: a match a sign would take longer than all else that is asked of a page.
_ORDINARY = re.compile("[0-9A-Za-z\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]+")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然"
    "前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无"
    "系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组"
    "见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增"
    "争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八"
    "離說這個國會學為來時們對經動種發無與關還現實點業縣號區產政應開萬務勞東長門問間總員過進運達選議護貧費資質負責財"
)


def _first_level(encoding: str, rows: range, *columns: range) -> str:
    """The characters that the bytes of these rows and columns stand for."""
    codes = (bytes((row, column)) for row in rows for part in columns for column in part)
    return "".join(code.decode(encoding, "ignore") for code in codes)


# The first levels, by frequency, of the mainland's character set and of Taiwan's: 3,755 and 5,401 characters.
_COMMON = frozenset(
    _first_level("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    + _first_level("big5", range(0xA4, 0xC7), range(0x40, 0x7F), range(0xA1, 0xFF))
)


def ailment(text: str, text_page: Any) -> str | None:
    """What is wrong with a page's text layer, as the second half of "its text layer …"; None where it is sound."""
    signs = len(text) - text.count(" ") - text.count("\r") - text.count("\n")
    if signs < ENOUGH:
        return None
    bullets = len(_BULLETS.findall(text)) if _BULLETS.search(text) else 0
    broken = broken_signs(text)
    if broken + _unassigned(text) > MAX_BROKEN * signs or bullets > 0.2 * signs:
        return "holds signs that are no characters"
    if _unmapped(text_page, len(text)) > MAX_UNMAPPED:
        return "does not say which characters its glyphs are"
    return garbled(text)


def broken_signs(text: str) -> int:
    """How many signs of a text are no characters; bullets of symbol fonts are not counted."""
    return len(_BROKEN.findall(text)) - len(_BULLETS.findall(text)) if _BROKEN.search(text) else 0


def is_scan(signs: int, covered: float, paths: int) -> bool:
    """Whether a page with so few characters, covered by pictures to this share, is a scan, or has its letters drawn."""
    return signs < SCAN_CHARACTERS and (covered >= SCAN_COVER or paths >= DRAWN_LETTERS)


def _unassigned(text: str) -> int:
    odd = {sign for sign in set(text) - _COMMON if sign > "\u02af" and unicodedata.category(sign) == "Cn"}
    return sum(map(text.count, odd))


def _unmapped(text_page: Any, count: int) -> float:
    """The share of glyphs that the font gives no character for; asked of some first, of all where one is met."""
    handle = address(text_page.raw)
    step = max(1, count // 64)
    if 1 not in [is_unmapped(handle, i) for i in range(0, count, step)]:
        return 0.0
    return float(sum(is_unmapped(handle, i) == 1 for i in range(count)) / count)


def garbled(text: str) -> str | None:
    """What shows by the characters alone that they are others than those printed."""
    if text.count("(cid:") > 2 and 7 * len(_CID.findall(text)) > MAX_CID * len(text):
        return "names glyphs instead of characters"
    plain = _LEADERS.sub("", text)
    if len(plain) < ENOUGH:
        return None
    if len(_LATIN_1.findall(plain)) > 0.25 * len(plain):
        return "is garbled"
    if sum(map(len, _ORDINARY.findall(plain))) < 0.35 * len(plain):
        return "is garbled"
    ideographs = "".join(_IDEOGRAPHS.findall(plain))
    if len(ideographs) < ENOUGH:
        return None
    if sum(map(_COMMON.__contains__, ideographs)) < MIN_COMMON * len(ideographs):
        return "is garbled"
    if len(ideographs) >= ENOUGH_FOR_FREQUENT:
        frequent = sum(map(_FREQUENT.__contains__, ideographs))
        if frequent < MIN_FREQUENT * len(ideographs):
            return "is garbled"
    return None
