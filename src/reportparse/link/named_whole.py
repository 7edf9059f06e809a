"""A sentence that opens with …中, goes on about those told before by that noun or its verb: 改造户中,五保户1.2万户; 受助人员中,…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.part_units import compatible, in_base

FARTHEST = 14
"""Figures before, at most, in which the whole is looked for."""

THOSE = re.compile(
    r"[\s\-—·●◆•]*(?:截?[至到止][^,。;]{1,12},)?在?(?!其中|[^,。;]{0,10}(?:工作|过程|活动|调查|检查|换届|选举|行动|集|年|期|之)中)(?:全[省市县区镇乡]|这些|上述|以上)?"
    r"([\u4e00-\u9fff]{2,8}?)(?:总数|人数|总人数|总额)?(?:当)?中(?![心学小医专央国华型级层等介]),?"
)
"""The noun that a sentence, or a part of it, opens with; no figure stands before it."""
KEPT_NOUN = re.compile(r"(?:对象|人员|户|人|者|家庭|群众|项目|单位|企业|机构|村|社区)$")
VERB_OF = {
    "受助": "救助",
    "参训": "培训",
    "受训": "培训",
    "受灾": "受灾",
    "参保": "参保",
    "获助": "资助",
    "受资助": "资助",
    "倒房": "倒塌",
}
"""Those who …, and the verb by which they were counted."""
OF_ALL = re.compile(
    r"占(?:全[省市县区州]|辖区|街道|全镇|全乡)?(?:总人口|户籍(?:总)?人口|常住(?:总)?人口|人口总数)(?:总?数)?的?(?:约|近)?$"
)
"""60岁以上老人9740人,占总人口的19.8%."""
POPULATION = re.compile(r"(?:总人口|户籍人口|常住人口|人口|常住|户籍)[^,。;\d]{0,6}$")
FAR = 60
SLACK = 6
"""Hundredths of a per cent by which a printed share may be off."""


def of_those(scene: Scene, roles: Sequence[Role], i: int, frame: Frame) -> Part | None:
    """The figure before, in the unit, that the noun at the head of the part speaks of."""
    if frame.bracket is not None or roles[i].role != "actual":
        return None
    said = THOSE.match(scene.text, frame.part[0], frame.start)
    if said is None or any(f.start < said.end() and f.end > frame.part[0] for f in scene.frames[max(0, i - 3) : i]):
        return None
    stem = KEPT_NOUN.sub("", said[1])
    words = {said[1], stem, VERB_OF.get(stem, stem)} - {""}
    for j in range(i - 1, max(-1, i - FARTHEST), -1):
        other = scene.frames[j]
        if other.sentence.section != frame.sentence.section:
            return None
        if other.start > said.start() or roles[j].role not in ("actual", "target"):
            continue
        told = scene.text[other.own_start : min(other.end + 6, said.start())]
        fits = other.quantity.unit == frame.quantity.unit and compatible(frame.quantity, other.quantity)
        if fits and (any(len(w) > 1 and w in told for w in words) or paired_with(scene, j, words)):
            return Part(j, "part.named")
    return None


def paired_with(scene: Scene, j: int, words: set[str]) -> bool:
    """监测对象1036户3228人: whether the figure before, right at this one, has the noun."""
    other = scene.frames[j]
    if other.previous is None or other.lead not in ("", "、", ",", "和"):
        return False
    return any(len(w) > 1 and w in scene.frames[other.previous].own for w in words)


def of_population(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """9740人,占总人口的19.8%: a part of all who live there, told however far before, if the share fits."""
    frame = scene.frames[i]
    if frame.previous is None or "口" not in frame.lead or not OF_ALL.search(frame.lead):
        return
    last = frame.previous
    part = scene.frames[last].quantity
    if found[last] is not None or part.measure != "persons" or roles[last].role != "actual":
        return
    for j in range(last - 1, max(-1, last - FAR), -1):
        total = scene.frames[j].quantity
        if total.unit != part.unit or total.value <= part.value or not lives_there(scene, j):
            continue
        if abs(in_base(part) / in_base(total) * 10_000 - frame.quantity.value * 100) <= SLACK:
            found[last] = Part(j, "part.share")
        return


def lives_there(scene: Scene, j: int) -> bool:
    """人口4.93万人; or 1.86万户、4.93万人: all who live in a place."""
    frame = scene.frames[j]
    if POPULATION.search(frame.own):
        return True
    paired = frame.lead in ("、", ",", "") and frame.previous is not None
    return paired and scene.frames[j - 1].quantity.measure == "households" and scene.frames[j - 1].own in ("", ",")
