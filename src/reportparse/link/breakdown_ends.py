"""Where a breakdown has turned to something else: to people behind a semicolon, back to what was counted before its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part
from reportparse.link.frames import Scene
from reportparse.link.part_units import KIN


def turned_away(scene: Scene, found: Sequence[Part | None], i: int, cue: int, best: int) -> bool:
    """发放低保金4532万元;特困人员1105人,其中集中供养302人,供养金1023万元: of the people behind the semicolon, not of that money."""
    frame = scene.frames[i]
    if scene.frames[best].end > frame.part[0] or cue < frame.part[0]:
        return False
    first = i
    while first and scene.frames[first - 1].start > cue:
        first -= 1
    of = found[first] if first < i else None
    return of is not None and scene.frames[of.total].start >= frame.part[0]


DOES = re.compile(
    r"[,、]?(?:并|另|还|又|共|已|先后)?(?:完成[^,。;、\d]{0,6}(?:任务|计划|目标)|创建|争创|打造|培育|新建|改建|扩建|建成|创成|举办|开展|组织|培训|发放|救助|帮扶|走访|评选|维修|改造|配备|招聘|聘用)"
)


def added_up(scene: Scene, found: Sequence[Part | None], i: int, cue: int, best: int) -> bool:
    """建成服务站268个,其中县级1个、乡镇级16个、村级251个,创建示范站12个: what is done behind parts that make up the whole is none."""
    frames = scene.frames
    if DOES.match(frames[i].lead) is None:
        return False
    parts = [
        frames[k].quantity.value
        for k in range(best + 1, i)
        if frames[k].start > cue and (of := found[k]) is not None and of.total == best
    ]
    return len(parts) > 1 and sum(parts) == frames[best].quantity.value


def turned_back(scene: Scene, found: Sequence[Part | None], i: int, cue: int, best: int) -> bool:
    """工会318个,职工2.4万人,其中会员2.1万人,停产企业37家: of people, and no longer of what was counted before them."""
    frames, back = scene.frames, False
    if frames[i].quantity.measure != "count":
        return left_behind(scene, found, i, cue)
    for k in range(i - 1, -1, -1):
        if frames[k].start < cue:
            return back
        of = found[k]
        if of is not None and of.total == best:
            return False  # 其中道路事故31起24人,工矿事故7起5人: both by turns
        back = back or (of is not None and best < of.total < k and frames[k].quantity.measure != "count")
    return back


def left_behind(scene: Scene, found: Sequence[Part | None], i: int, cue: int) -> bool:
    """…其中会员2.1万人,停产企业37家,下岗职工4612人: whether the list has turned to places of its own before people."""
    frames = scene.frames
    if frames[i].quantity.measure not in KIN:
        return False
    for k in range(i - 1, -1, -1):
        if frames[k].start < cue:
            return False
        if frames[k].bracket is not None:
            continue  # 新建120户(集中安置点8个),维修50户
        if found[k] is None and frames[k].quantity.measure == "count" and frames[k].part == frames[i].part:
            return any(found[j] is not None for j in range(k - 1, -1, -1) if frames[j].start > cue) and not any(
                (of := found[j]) is not None and frames[of.total].quantity.unit == frames[k].quantity.unit
                for j in range(k - 1, -1, -1)
                if frames[j].start > cue
            )
    return False
