"""Forms of figures that recognition is known to confuse: a figure of such a form on a scan is less sure, by a named rule."""

from __future__ import annotations

import re

PICTURE = "quantity.ocr"
"""On the trail of every figure that was read from a picture."""

WHOLE = frozenset({"persons", "person_times", "households", "household_times"})
"""Measures that are counted in whole pieces; where 万 or 千 stands in the figure, it may have a point."""

_THREE_PLACES = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.．][0-9]{3}(?![0-9])")
_POINT = re.compile(r"[0-9][.．] ?[0-9]")
_LARGE = re.compile("[百千万亿]")
_ALONE = re.compile("[01lO]")


def doubts(printed: str, unit: str, measure: str, quantity_rule: str, *, shared: bool) -> tuple[str, ...]:
    """The rules that a figure as it was read gives rise to; none for most. `shared`: it is a rate or an average."""
    found: list[str] = []
    bare = quantity_rule == "quantity.bare"
    if unit == "‰":
        found.append("quantity.ocr_per_mille")
    if _THREE_PLACES.search(printed):
        found.append("quantity.ocr_thousands")
    if measure in WHOLE and not shared and _POINT.search(printed) and not _LARGE.search(printed):
        found.append("quantity.ocr_whole")
    if bare and _POINT.search(printed):
        found.append("quantity.ocr_lost_sign")
    if bare and _ALONE.fullmatch(printed):
        found.append("quantity.ocr_alone")
    return tuple(found)
