"""Which reports are of one place. 湖山市柏川县 and 柏川县 are; a place that is masked or not named is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportparse.checks.heads import Head

_LAST = re.compile(r"[^省市县区州盟旗镇乡街道\s]+(?:省|自治区|自治州|自治县|市|县|区|州|盟|旗|镇|乡|街道)$")
_MASKED = re.compile(r"[xX×*＊某○]|^(?:全|本|我|该)?[省市县区镇乡]$")


PLACES_KEPT = 1 << 14
"""Names of regions come back with every figure of a report; so many are not looked at twice."""


@lru_cache(PLACES_KEPT)
def place_of(region: str | None) -> str:
    """The last place of a region's name; empty where there is none, or a masked one (XX县)."""
    if not region or _MASKED.search(region):
        return ""
    found = _LAST.search(region)
    return found[0] if found else region


def places_of(heads: Sequence[Head]) -> tuple[list[str], tuple[str, ...]]:
    """The place of each report, and what had to be supposed.

    A report that names no place (2019年民政工作总结) is taken to be of the place of the others, where all that name one
    agree and they are the greater part: whoever checks a folder together has put it together.
    """
    places = [place_of(h.region) for h in heads]
    named = [p for p in places if p]
    nameless = [h.path for h, p in zip(heads, places, strict=True) if not p and not _masked(h)]
    if not nameless or len(set(named)) != 1 or len(named) * 2 <= len(heads):
        return places, ()
    taken = named[0]
    found = [p or ("" if _masked(h) else taken) for h, p in zip(heads, places, strict=True)]
    return found, (f"no place named in {', '.join(nameless)}: taken to be {taken}, like the other reports",)


def _masked(head: Head) -> bool:
    return bool(head.region and _MASKED.search(head.region) and len(head.region) > 2)
