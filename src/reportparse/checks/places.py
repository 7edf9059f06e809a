"""Which reports are of one place. 湖山市柏川县 and 柏川县 are; a place that is masked or not named is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.model.report import Report

_LAST = re.compile(r"[^省市县区州盟旗镇乡街道\s]+(?:省|自治区|自治州|自治县|市|县|区|州|盟|旗|镇|乡|街道)$")
_MASKED = re.compile(r"[xX×*＊某○]|^(?:全|本|我|该)?[省市县区镇乡]$")


def place_of(region: str | None) -> str:
    """The last place of a region's name; empty where there is none, or a masked one (XX县)."""
    if not region or _MASKED.search(region):
        return ""
    found = _LAST.search(region)
    return found[0] if found else region


def places_of(reports: Sequence[Report]) -> tuple[list[str], tuple[str, ...]]:
    """The place of each report, and what had to be supposed.

    A report that names no place (2019年民政工作总结) is taken to be of the place of the others, where all that name one
    agree and they are the greater part: whoever checks a folder together has put it together.
    """
    places = [place_of(r.region) for r in reports]
    named = [p for p in places if p]
    nameless = [r.source.path for r, p in zip(reports, places, strict=True) if not p and not _masked(r)]
    if not nameless or len(set(named)) != 1 or len(named) * 2 <= len(reports):
        return places, ()
    taken = named[0]
    found = [p or ("" if _masked(r) else taken) for r, p in zip(reports, places, strict=True)]
    return found, (f"no place named in {', '.join(nameless)}: taken to be {taken}, like the other reports",)


def _masked(report: Report) -> bool:
    return bool(report.region and _MASKED.search(report.region) and len(report.region) > 2)
