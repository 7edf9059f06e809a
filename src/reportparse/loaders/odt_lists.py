"""The automatic numbers of OpenDocument lists and headings as they are printed: 一、 (二) 1.2 ③."""

from __future__ import annotations

import re

from reportparse.loaders.counting import numeral
from reportparse.loaders.list_labels import parted
from reportparse.loaders.odt_styles import MAX_LEVELS, LevelStyle

# The styles by the first sign of what they print.
_STYLES = {
    "一": "hanCounting", "壹": "chineseLegalSimplified", "①": "circlesToFifty", "甲": "stemsAgain", "子": "branchesAgain",
    "１": "decimalFullWidth", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")


class Counter:
    """Counts the items of one list, or the headings of a document, on all levels."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def next(self, level: int, levels: dict[int, LevelStyle], start: int | None = None) -> str:
        """The label of the next item on a level, with the blank that parts it from its text; empty where it has none."""
        level = max(1, min(level, MAX_LEVELS))
        style = levels.get(level, LevelStyle())
        before = self._counts.get(level)
        if start is not None:
            self._counts[level] = start
        else:
            self._counts[level] = style.start if before is None else before + 1
        for deeper in [found for found in self._counts if found > level]:
            del self._counts[deeper]
        return parted(self._label(level, style, levels).rstrip(" "))

    def _label(self, level: int, style: LevelStyle, levels: dict[int, LevelStyle]) -> str:
        if style.bullet:
            # Bullets of symbol fonts are private signs that no other font knows.
            return "•" if "\ue000" <= style.bullet[0] <= "\uf8ff" else style.bullet
        if style.pattern is not None:
            return _PLACE.sub(lambda found: self._shown(int(found[1]), levels), style.pattern).strip()
        if not style.number_format:
            return (style.prefix + style.suffix).strip()
        first = max(1, level - style.shown_levels + 1)
        numbers = [self._shown(number, levels) for number in range(first, level + 1)]
        return (style.prefix + ".".join(number for number in numbers if number) + style.suffix).strip()

    def _shown(self, level: int, levels: dict[int, LevelStyle]) -> str:
        style = levels.get(level, LevelStyle())
        return printed(self._counts.get(level, style.start), style.number_format)


def printed(number: int, number_format: str) -> str:
    """A number in a format of OpenDocument, which shows its first signs.

    >>> printed(12, "一, 二, 三, ..."), printed(3, "①, ②, ③, ..."), printed(4, "i"), printed(28, "a")
    ('十二', '③', 'iv', 'bb')
    """
    if not number_format or number < 0:
        return ""
    return numeral(number, _STYLES.get(number_format[0], "decimal"))
