"""What parts the number or bullet of a list item from its text: 一、全年 and ①全年, but 1. 全年, and never 1.5 for 1. 5."""

from __future__ import annotations

_RINGS = frozenset(chr(code) for code in (*range(0x2460, 0x2500), *range(0x2776, 0x2794)))
_CLOSING = frozenset("、,，。:：;；)）]］】〕〉》」』}｝．·") | _RINGS
"""Signs that end a label so plainly that no blank belongs behind them; numbers in rings and brackets among them."""
_SIGNED = frozenset("-－–—−+＋.．")


def parted(label: str) -> str:
    """A label and the blank between it and its text, where the two would run together or read badly without one.

    >>> parted("一、"), parted("①"), parted("1.")
    ('一、', '①', '1. ')
    """
    return label if not label or label[-1] in _CLOSING or label[-1] == " " else label + " "


def joined(label: str, text: str, *, gap: bool) -> str:
    """Label and text as one would type them. `gap`: the file wants something (a tab, a blank) between the two.

    Where it wants nothing, a figure still never stands against a figure, nor against what would be its sign.

    >>> joined("1.", "全年", gap=True), joined("一、", "全年", gap=True), joined("1.", "5万元", gap=False)
    ('1. 全年', '一、全年', '1. 5万元')
    """
    if not label or not text or text[0].isspace():
        return label + text
    last = label[-1]
    glued = text[0].isnumeric() and (last.isalnum() or last in _SIGNED)
    wanted = gap and last not in _CLOSING and not last.isspace()
    return f"{label} {text}" if glued or wanted else label + text
