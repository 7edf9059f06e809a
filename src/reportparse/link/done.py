"""What was done of a whole told before: 项目96个,已开工88个; 47名已安置45名; 占全年任务500张的64%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Scene
from reportparse.link.part_units import compatible
from reportparse.link.words import is_pair
from reportparse.rulebook import WITHIN

DONE = re.compile(
    r"^(?:\)|[\u4e00-\u9fff]{1,10})?[,、]"
    r"(?:(?:截[至止]|到|至)?(?:[上下]半年|[一二三四]季度|[\d一二三四五六七八九十]{1,3}月(?:份|底|末|\d{1,2}日)?|年底|年末|目前),?)?"
    r"(?:现|目前|其|尚|项目|现已)?"
    r"(?:已|正在|年检|实际|审结|办结|办复|结案|被?采纳|被?采用|获批|调成|调解成功|(?:经)?(?:评审|审核|评议)?通过|参加年检|已?(?:修复|重建|迁入|搬进|交付)|开工|建成|拨付|化解|完成(?!(?:结扎|上环|取环|人流|引产|孕检|环检))|竣工|入住|查实|属实|实检|采纳|整改|康复|完工|持证|群众满意|通过|结业|就业(?!基地|中心|岗位)|上岗|评定|达标|成功|治愈|好转|脱贫|转化|成交|签约)(?!经济)[^,。;]{0,14}$"
)

DONE_AT_ONCE = re.compile(r"^(?:[\u4e00-\u9fff]{1,16}?)?(?:现?已经?|均已|全部已)[\u4e00-\u9fff]{1,6}$")
"""四十七名已安置四十五名: no comma between the two."""
MIDDLE_AT_ONCE = re.compile(r"^(?:之|当)?[中里],?(?:有|已|仅|共)?[\u4e00-\u9fff]{0,8}$")
DONE_OF_PART = re.compile(r"^,(?:现|目前)?已经?[\u4e00-\u9fff]{1,6}$")
"""其中城镇户口的58人,已安置56人."""

OF_TASK = re.compile(
    r"^,?占(?:全年|年度|全年度|年|市下达|省下达|县下达)?(?:的)?(?:目标)?(?:任务|目标|计划)(?:任务|数)?$"
)

TASK_IN_BRACKET = re.compile(r"^\((?:年度|全年|年)?(?:计划|任务|目标)(?:数|为|任务)?$")

PLANNED = frozenset({"role.planned", "role.goal"})

OTHER_MIDDLE = re.compile("中小学|中心|中学|中等|集中|中央|中级")
MIDDLE_NAMED = re.compile("(?:中心|中学)(?=中,)")
HAS_SOME = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?:中|里|内)?(?:已|就|仅|只)?有$")
"""十四个村有十一个受淹."""

REST_OF = re.compile(r"^[,、]?(?:其余|余下|剩余|剩下)(?:的)?[^,。;、\d]{0,4}$")

AT_ONCE = frozenset("现已均全之当中里")
"""Each of the words of DONE_AT_ONCE and MIDDLE_AT_ONCE begins with one of these."""

MIDDLE = re.compile(r"^[^,。;、]{0,16}(?:中(?![心学医专央国华型级层等介]),?|里,)[^,。;]{0,16}$")


def done_of(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """项目96个,已开工88个: the same things counted again after 已; N名士兵中,M名…."""
    frame = scene.frames[i]
    q = frame.quantity
    lead = frame.lead
    if (
        ("," in lead or "、" in lead)
        and DONE.match(lead)
        and not any(
            m.code != WITHIN and not scene.text.endswith("年检", m.start, m.end)
            for m in scene.programs_in(frame.lead_start, frame.start)
        )
    ):
        for j in range(i - 1, max(-1, i - 4), -1):
            other = scene.frames[j]
            if other.sentence is not frame.sentence or other.part != frame.part:
                break
            same = other.quantity.unit.removesuffix("次") == q.unit.removesuffix("次")
            whole = roles[j].role == "actual" or roles[j].rule in PLANNED
            if same and whole and compatible(q, other.quantity):
                of = found[j]  # 126个,已开工118个、完工43个: both of the 126
                again = of is not None and of.rule == "part.done" and "其中" not in frame.lead and of.total < i
                return of if again else Part(j, "part.done")
    before = scene.frames[i - 1].quantity
    if ("余" in lead or "剩" in lead) and REST_OF.match(lead) and (rest := rest_of(scene, roles, i)) is not None:
        return Part(rest, "part.rest")
    has_some = "有" in lead and lead[-1] == "有" and q.unit == before.unit and HAS_SOME.match(lead)
    if has_some and compatible(q, before) and roles[i - 1].role == "actual":
        return Part(i - 1, "part.middle")
    if "中" not in lead and "里," not in lead:
        return None
    if q.measure != before.measure or roles[i - 1].role != "actual" or not compatible(q, before):
        return None
    if MIDDLE.match(lead) and "其中" not in lead and not OTHER_MIDDLE.search(MIDDLE_NAMED.sub("", lead)):
        return Part(i - 1, "part.middle")
    return None


def second_of_pair(scene: Scene, found: Sequence[Part | None], i: int) -> Part | None:
    """监测对象1138户、3962人,已消除风险702户、2485人: the persons are of the persons."""
    of = found[i - 1]
    if of is None or of.rule != "part.done" or of.total + 1 >= i - 1:
        return None
    whole, q = scene.frames[of.total + 1], scene.frames[i].quantity
    fits = is_pair(whole.lead) and whole.quantity.unit == q.unit and compatible(q, whole.quantity)
    return Part(of.total + 1, "part.done") if fits else None


def of_task_behind(scene: Scene, roles: Sequence[Role], i: int) -> Part | None:
    """建成320张,占全年任务500张的64%: what was done is a part of the task told behind it."""
    if roles[i].role != "actual":
        return None
    behind = scene.frames[i + 1]
    same = behind.sentence is scene.frames[i].sentence and behind.quantity.unit == scene.frames[i].quantity.unit
    fits = same and compatible(scene.frames[i].quantity, behind.quantity)
    told = (OF_TASK.match(behind.lead) and behind.tail.startswith("的")) or TASK_IN_BRACKET.match(behind.lead)
    return Part(i + 1, "part.done") if fits and told else None


def done_at_once(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """47名已安置45名, 265名中有88名: whatever breakdown they stand in, the second is a part of the first."""
    frame = scene.frames[i]
    of = found[i - 1]
    if roles[i - 1].role != "actual" and roles[i - 1].rule != "role.goal":
        return None
    before = scene.frames[i - 1].quantity
    if before.unit != frame.quantity.unit or not compatible(frame.quantity, before):
        return None
    if of is not None and of.rule == "part.done" and (rest := also_done(scene, i, of.total)):
        return rest
    if DONE_AT_ONCE.match(frame.lead) or (
        of is not None and of.rule == "part.breakdown" and DONE_OF_PART.match(frame.lead)
    ):
        return Part(i - 1, "part.done")
    return Part(i - 1, "part.middle") if MIDDLE_AT_ONCE.match(frame.lead) else None


def also_done(scene: Scene, i: int, total: int) -> Part | None:
    """已安置97名,自谋职业21名 of 118名: what is left of the whole beside what was done of it."""
    q, done, whole = (scene.frames[j].quantity for j in (i, i - 1, total))
    adds_up = q.unit == done.unit == whole.unit and q.value + done.value == whole.value
    return Part(total, "part.rest") if adds_up else None


def rest_of(scene: Scene, roles: Sequence[Role], i: int) -> int | None:
    """重建4所,已竣工1所,其余3所: the whole that a part and the rest of it add up to."""
    frame = scene.frames[i]
    wanted = frame.quantity
    for j in range(i - 2, max(-1, i - 5), -1):
        whole, part = scene.frames[j].quantity, scene.frames[i - 1].quantity
        if scene.frames[j].sentence is not frame.sentence:
            return None
        if whole.unit == part.unit == wanted.unit and whole.value == part.value + wanted.value:
            return j if roles[j].role == "actual" else None
    return None
