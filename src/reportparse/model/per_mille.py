"""Rates that are printed by the thousand: of births, deaths, marriages and the like."""

from __future__ import annotations

import re

# Up to the figure nothing may say that a change or a share is meant, which are printed by the hundred.
_RATE = re.compile(r"(?:出生|死亡|自然增长|结婚|离婚|迁移|迁入|迁出)率[^\n。；;升降增减高低比重占率]{0,16}\Z")
_LOOK_BACK = 24


def by_thousand(before: str) -> bool:
    """Whether a figure behind this text is a rate that is counted by the thousand: "离婚率为", "结婚率、离婚率分别为5.2‰、"."""
    return _RATE.search(before[-_LOOK_BACK:]) is not None
