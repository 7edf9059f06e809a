"""The title: the first line that names a report (工作总结, 统计公报 …), or the first line where none does."""

from __future__ import annotations

import re

KIND = r"(?:总结|小结|报告|公报|汇报|要点|情况|数据|计划|思路|简报|通报|述职|材料|统计|年报|综述)"
TITLE_WORDS = re.compile(KIND)
LONGEST_TITLE = 60
FIRST_LINES = 12

FLAT_TITLE = re.compile(
    rf"[^\n。;!]{{2,50}}?(?:工作)?{KIND}(?:(?:和|及|与|暨)?[^\n。;,!:]{{0,12}}?(?:计划|打算|思路|要点|安排|报告))?(?:\(\S{{1,6}}\))?(?:\.\w{{3,4}})?"
)


def find_title(text: str, *, preview: bool) -> tuple[int, int] | None:
    """The span of the title. In a preview page's flat text the title runs straight into the first sentence."""
    at = 0
    lines: list[tuple[int, int]] = []
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append((start, at + len(line.rstrip())))
        at += len(line) + 1
        if len(lines) >= FIRST_LINES:
            break
    for start, end in lines:
        if end - start <= LONGEST_TITLE and TITLE_WORDS.search(text, start, end) and text[end - 1] not in "。;,:":
            return start, end
        if end - start > LONGEST_TITLE:
            m = FLAT_TITLE.match(text, start, start + 90)
            return (m.start(), m.end()) if m else None
    return lines[0] if lines and lines[0][1] - lines[0][0] <= LONGEST_TITLE else None
