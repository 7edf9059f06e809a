"""Households and people told right behind the villages or quarters that they live in: of no program, and of the place."""

from __future__ import annotations

import re

from reportparse.link.frames import Scene

PLACES = re.compile(
    r"余?个?(?:村民小组|居民小组|村民组|自然村|自然屯|自然寨|行政村|建制村|村委会|居委会|村组|社区居委会|社区|小组|组|村|屯)"
)
NO_WORDS = re.compile(r"[,、]?(?:共有?|有|约|计|总计|合计|近)?$")
COUNTED = frozenset({"households", "persons"})
WHOLE = re.compile("[全我本][省市县区乡镇村州旗]|全街道|街道|辖区|社区|乡|镇|村")
OF_THE_WHOLE = {"我": "全", "本": "全"}
VILLAGE, VILLAGERS = "全村", "村民"
LONGEST_CHAIN = 3
"""Figures between the places and the people: 1860户、7400人."""


def lives_there(scene: Scene, i: int) -> bool:
    """Whether a figure tells the households or people of the places counted right before: 7个村民小组,412户、1563人."""
    frames = scene.frames
    for j in range(i, max(i - LONGEST_CHAIN, 0), -1):
        frame = frames[j]
        if frame.quantity.measure not in COUNTED or frame.previous is None:
            return False
        before = frames[j - 1]
        if before.quantity.measure == "count":
            said = PLACES.match(before.tail)
            return said is not None and NO_WORDS.fullmatch(before.tail, said.end()) is not None
        if not NO_WORDS.fullmatch(frame.lead):
            return False
    return False


def whose(scene: Scene, i: int) -> str:
    """The people of such a figure, by the place that the sentence begins with: 全村户数, 街道人口."""
    frame = scene.frames[i]
    m = WHOLE.search(scene.text, frame.sentence.start, frame.start)
    place = m[0] if m else ""
    place = OF_THE_WHOLE.get(place[:1], place[:1]) + place[1:]
    if frame.quantity.measure == "households":
        return VILLAGERS + "户数" if place == VILLAGE else place + "户数"
    return place + (VILLAGERS if place == VILLAGE else "人口")
