"""Headings that speak of ideas, goals and arrangements that were made, and plan nothing."""

from __future__ import annotations

import re

SET_WORDS = "思路|目标任务|工作目标|工作重点|主要目标|努力方向|要点|安排|部署"
MADE_CLEAR = re.compile(
    rf"(?:明确|理清|厘清|明晰|细化|拓宽|拓展|开拓|打开|转变|更新|创新|革新|改进|优化|完善|调整|梳理|紧扣|紧盯|围绕|瞄准|锁定|对照|抓住|抓准|把握|突出|聚焦|找准|认准|统一|分解|强化)[^,。;:!?\s]{{0,6}}?(?:{SET_WORDS})(?!的?打算)"
)
"""理清工作思路, 明确目标任务, 以创新思路抓好…: what was done about them."""
MADE_WELL = re.compile(
    rf"(?:{SET_WORDS})(?:到位|得力|有力|扎实|精心|及时|稳妥|严密|全面|明确|清晰|清楚|科学|合理|周密|有序|落实|得当|细致|超前|更?新|更?宽|更?清)"
)
"""安排到位, 努力方向明确: how well."""
SET_SIGNS = re.compile("[路务标点向排署]")
"""Each of the words of SET_WORDS ends with one of these."""


def without_what_was_set(title: str) -> str:
    """A heading without the ideas, goals and arrangements that it says were made clear, or made well."""
    if not SET_SIGNS.search(title):
        return title
    return MADE_WELL.sub("", MADE_CLEAR.sub("", title))
