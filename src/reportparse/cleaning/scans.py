"""Slips that a recognition network makes on pictures of text, mended where the figure can be read in one way only.

Text that people typed has other slips: nothing here touches a page that was not read from its picture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reportparse.cleaning.draft import Draft
from reportparse.model.document import Contents
from reportparse.model.per_mille import by_thousand
from reportparse.model.reading import Damage, Edit

_KIND = "ocr"
Stretch = tuple[int, int]

# What is counted in whole pieces. Words that only begin like a unit (人均, 户籍, 元月) are none.
_WHOLE = (
    r" ?[余多]?(?:人(?![民均日年])|户(?![籍均])|名(?!单)|个(?!百分点|亿|[人户家]均)|件|张(?!床)|张床|家(?![均庭])|所|套|例|对|项(?!目)|项目"
    r"|份|场次|床)"
)
# Thousands read as 1.234.567: a decimal has one point. A single one is left, as are four groups (an address on the net).
_GROUPS = re.compile(
    r"(?<![0-9A-Za-z.,，])[1-9][0-9]{0,2}(?:[.．][0-9]{3}){2}(?:[.．][0-9]{1,2})?(?![0-9A-Za-z]|[.,，．][0-9])"
)
# 1.234,567: what stands before thousands is thousands.
_BEFORE_COMMA = re.compile(r"(?<![0-9A-Za-z.,，])[1-9][0-9]{0,2}[.．][0-9]{3},[0-9]{3}(?![0-9A-Za-z]|[.,，．][0-9]{3})")
# 12.345人: people are not counted in thousandths. Behind a break or a full stop "3.105人" may be the third of a list.
_PIECES = re.compile(rf"(?<=[\u4e00-\u9fff：:（(])[1-9][0-9]{{0,2}}[.．][0-9]{{3}}(?={_WHOLE})")
# 12.345元: money has two places; a price of few 元, or one by the piece (0.538元/度), may have more.
_YUAN = re.compile(r"(?<=[\u4e00-\u9fff：:（(])[1-9][0-9]{1,2}[.．][0-9]{3}(?= ?元(?![/／每一旦宵月]))")
# 4,829.414人次 and 4,177.235元: neither has three places, so behind a comma of thousands the point is one, too.
_BEHIND_COMMA = re.compile(
    rf"(?<![0-9A-Za-z.,，])[1-9][0-9]{{0,2}}(?:[,，][0-9]{{3}}){{1,2}}[.．][0-9]{{3}}(?={_WHOLE}| ?元(?![/／每一旦宵月]))"
)
# What is shared out has fractions of people and of 元.
_SHARED = re.compile(r"[均每率比倍][^，。；,;\n]*\Z")
_LOOK_BACK = 12
_POINT = re.compile("[.．]")

# ‰ is no sign that the network finds: it reads % and a ring. So it reads a % with a speck behind it, too: only where a
# rate is meant that is printed by the thousand, the ring is one. A full stop before a comma is none.
_PER_MILLE = re.compile(r"(?<=[0-9])[%％](?:[0oO○〇](?![0-9A-Za-z.%％])|。(?=[，。；、,;）)]))")
# Letters without a shape, as where a font lacks its digits, are boxes: read as such, as noughts, or not at all.
_LOST_UNIT = r"(?= ?(?:[万亿]?元(?![旦宵月])|年(?!代)|户|人(?![民均])|名|个|件|张|家|所|[%％]))"
_NOUGHTS = re.compile(rf"(?<![0-9A-Za-z.,:：，．/'’-])(?<![0-9] )0{{2,9}}(?:\.0{{1,4}})?{_LOST_UNIT}")
_BOXES = re.compile(rf"(?<=[\u4e00-\u9fff])(?:[□☑口]{{2,9}}|[□☑口]?\.[□☑口]{{0,4}}|☑){_LOST_UNIT}")

_DIGITS = re.compile(r"[0-9][0-9.]*\Z")


def scanned(contents: Contents) -> list[Stretch]:
    """The stretches of a document that were read from pictures; pages that follow each other are one."""
    found: list[Stretch] = []
    for page in contents.pages:
        if page.read_by == "ocr":
            start = found.pop()[0] if found and found[-1][1] == page.start else page.start
            found.append((start, page.end))
    return found


def in_draft(stretches: Sequence[Stretch], draft: Draft) -> list[Stretch]:
    """The same stretches in the text as it stands now."""
    return [(bisect_left(draft.origin, start), bisect_left(draft.origin, end)) for start, end in stretches]


def find_scan_slips(text: str, stretches: Sequence[Stretch]) -> Iterator[Edit]:
    """Commas read as points in figures that can have none, and ‰ read as % and a ring."""
    for start, end in stretches:
        yield from sorted({*_commas(text, start, end), *_per_mille(text, start, end)})


def find_lost_digits(text: str, stretches: Sequence[Stretch]) -> Iterator[Damage]:
    """Figures of nothing but noughts or boxes, as 00户: no count is written so, and what was printed cannot be told."""
    for start, end in stretches:
        found = [m for pattern in (_NOUGHTS, _BOXES) for m in pattern.finditer(text, start, end)]
        yield from (Damage(m.start(), m.end(), "damaged") for m in found)


def _commas(text: str, start: int, end: int) -> Iterator[Edit]:
    for m in _GROUPS.finditer(text, start, end):
        first, second = list(_POINT.finditer(text, m.start(), m.end()))[:2]
        yield _comma(first.start())
        yield _comma(second.start())
    for m in _BEFORE_COMMA.finditer(text, start, end):
        yield _comma(_point(m))
    for pattern in (_PIECES, _YUAN, _BEHIND_COMMA):
        for m in pattern.finditer(text, start, end):
            if _SHARED.search(text[max(start, m.start() - _LOOK_BACK) : m.start()]) is None:
                yield _comma(_point(m))


def _point(m: re.Match[str]) -> int:
    return m.start() + next(_POINT.finditer(m[0])).start()


def _comma(at: int) -> Edit:
    return Edit(at, at + 1, ",", _KIND)


def _per_mille(text: str, start: int, end: int) -> Iterator[Edit]:
    for m in _PER_MILLE.finditer(text, start, end):
        digits = _DIGITS.search(text[max(start, m.start() - _LOOK_BACK) : m.start()])
        if digits is None or not by_thousand(text[max(start, m.start() - 3 * _LOOK_BACK) : m.start() - len(digits[0])]):
            continue
        # The sign takes the ring's place, so that the figure's evidence holds all that was read for it.
        yield Edit(m.start(), m.start() + 1, "", _KIND)
        yield Edit(m.start() + 1, m.end(), "‰", _KIND)
