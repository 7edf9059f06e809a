"""Who lives in a place: 辖13个社区、4.6万户、11.4万人 are of no program, and are called by the place that has them."""

from __future__ import annotations

import re

from reportparse.link.frames import Frame, Scene

PLACES = re.compile(
    r"(?:(?:城市|农村|行政|自然|村民|建制|居民)?(?:社区|居委会|居民委员会|村委会|村民委员会|小组|街道|[乡镇村屯]))+[\uff08(]?"
)
PLACES_BEFORE = re.compile(r"(?:社区|居委会|居民委员会|村委会|村民委员会|小组|街道|[乡镇村屯])$")
PEOPLE = re.compile(
    r"[,、和及]?(?:共有|现有|共|有|计|合计|全[乡镇村县区市]|全街道|辖区内?|服务)?(?:常住|户籍|农业|农村|乡村|总)?"
    r"(?:人口总数|人口|总户数|户数|农户|住户|户籍)?(?:总数)?(?:为|达|有|共|约|近|总计|共计)?"
)
WHOSE = re.compile(
    r"辖区|[我全本](?:[乡镇村县区市]|街道)|街道|(?:[\u4e00-\u9fff]{2,6}[村镇乡])(?=现?下?辖|共?有|位于|地处)"
)
"""A place that the sentence names before it counts: 我乡辖16个村…,4870户."""


def inhabited(scene: Scene, i: int) -> bool:
    """Whether a figure is the households or people of villages or communities told right before it."""
    frame, before = scene.frames[i], scene.frames[i - 1]
    if frame.previous is None or frame.quantity.measure not in ("persons", "households"):
        return False
    if before.quantity.measure == "households":
        return (
            frame.quantity.measure == "persons" and PEOPLE.fullmatch(frame.lead) is not None and inhabited(scene, i - 1)
        )
    if before.quantity.unit != "个":
        return False
    place = PLACES.match(frame.lead)
    if place is None and not PLACES_BEFORE.search(before.own):
        return False
    return PEOPLE.fullmatch(frame.lead, place.end() if place else 0) is not None


def people_of(scene: Scene, frame: Frame) -> str:
    """The people of such a figure, by the place that the sentence names before them: 全乡户数, 街道居民; "" where it names none."""
    m = None
    for found in WHOSE.finditer(scene.text, frame.sentence.start, frame.start):
        m = found if m is None or found[0] == "辖区" else m
    if m is None:
        return ""
    place = m[0].removeprefix("我") if m[0].endswith("街道") else m[0]
    place = "全" + place[1:] if place[0] in "我本" else place
    if place.endswith(("街道", "辖区")):
        return place + "居民"
    village = "村民" if place.endswith("村") else ""
    if frame.quantity.measure == "households":
        return place + village + "户数"
    return place + (village or "人口")
