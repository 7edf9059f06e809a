"""Parts told without a word for it: what was done of a task, what came of those counted, groups of one whole, lists that
go on over semicolons; and where a breakdown would hold more than its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.part_units import compatible, in_base

REACH = 14
"""Figures before, among which a task or the whole of groups is looked for."""
NOTHING = Decimal(0)

OF_TASK = re.compile(
    r"\s*(?:(?:截[至止]|到|至)?[^,。;]{0,12}(?:[月年]底|日|月份?|季度|目前|现在)[止前]?,?)?(?:目前|现|已经?|全[省市县区镇乡]|我[市县区镇乡局]|共|累计|实际|均|全部|其中)*"
    r"(?:开工|动工|竣工|完工|完成|建成|启动)(?:建设|改造|任务|新建)?[^,。;\d]{0,4}"
)
"""…任务1500户。目前已开工918户: what was done, in a sentence of its own."""
TASK = re.compile(r"任务|计划|目标|指标|下达")
ALL_AND_SOME = re.compile(
    r",(?:目前|现)?(?:已经?|均已?)?(?:全部|全面)(?:开工|动工|启动|完成)[^,。;\d]{0,6},已?(?:竣工|完工|建成|完成|入住|交付|验收)[^,。;\d]{0,6}"
)
"""任务46户,目前已全部开工,竣工39户."""
SOME_HAVE = re.compile(r"[^,。;、\d]{0,12},[^,。;]{0,10}(?:已|就|也)有")
HAVE_DONE = re.compile(
    r"[^,。;、\d]{0,8}?(?:搬|迁|入住|住进|完成|开工|动工|竣工|脱贫|就业|上岗|返[乡校]|参加|签|安置|建成|通过|达标|领|办|恢复|修复)"
)
"""188户倒房户,年底前已有171户搬入新居."""
TO_BE_MADE = re.compile(
    r"[^,。;、\d]{0,8},[^,。;]{0,12}(?:前|底|末|内|上半年)(?:要|力争|确保)?(?:建成|完工|竣工|完成|开工|投用)[^,。;\d]{0,6}"
)
"""新建12处,6月底前建成5处, both still to be done."""

OUTCOMES = tuple(
    (re.compile(before + r"[^,。;、\d]{0,6}$"), re.compile(r"\)?[\u4e00-\u9fff]{0,4}," + after + r"[^,。;、\d]{0,6}"))
    for before, after in (
        ("死亡", "(?:已|共|实际|实现)?(?:遗体)?火化(?:遗体)?"),
        (
            "出生(?!缺陷)",
            "(?:其中)?(?:符合(?:生育)?政策|政策内|计划内|合法|计划生育)",
        ),
        ("(?:登记求职|求职登记|求职)", "(?:已|共)?(?:介绍|推荐|职介|成功|就业|录用)"),
        ("(?:报名|参考|应考|应聘|应征)", "(?:已|共|最终)?(?:录取|录用|入围|聘用|入伍|考取|考上)"),
        ("(?:检查|抽查|巡查|排查|稽核)", "(?:已|共)?(?:处理|查处|处罚|取缔|关停)"),
        ("(?:送检|抽检|检测|检验)", "(?:其中)?(?:合格|达标|不合格|阳性)"),
        ("(?:应查|应检|应参|应到|应访|应征)", "(?:实查|实检|实参|实到|实访|实征)"),
    )
)
"""What is counted first, and what came of it: 全年死亡108人,火化96人."""
AN_OUTCOME = re.compile("|".join(after.pattern for _, after in OUTCOMES))

AMONG = re.compile(r"[^,。;、\d]{0,16}中(?![心学医专央国华型级层等介小]),?[\u4e00-\u9fff]{0,6}")
GROUP = re.compile(r"[以之]?[上下]?(?:的|至)?[\u4e00-\u9fff]{0,4}[,、](?:[\u4e00-\u9fff]{1,8})?")
BARE_NOUN = re.compile(r"[,、][\u4e00-\u9fff“”]{2,8}(?<![的有为等级])")
NEXT_GROUP = re.compile(r"[,、](?![为对向给有已其共全])[\u4e00-\u9fff]{2,6}(?<![的有为了])")
"""180名主任中,大专以上86人,高中21人."""
AGED = frozenset({"age"})


def told_before(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """The whole of a figure that no 其中 and no bracket speaks of."""
    frame = scene.frames[i]
    q = frame.quantity
    lead = frame.lead
    if frame.previous is None:
        told = roles[i].role == "actual" and ("工" in lead or "成" in lead or "启" in lead)
        return done_of_task(scene, roles, found, i) if told else None
    last = scene.frames[i - 1]
    if last.quantity.measure in AGED:
        return group_of(scene, roles, found, i)
    if last.quantity.unit != q.unit or last.part != frame.part:
        return None
    of = found[i - 1]
    if of is not None and of.rule == "part.middle":
        return of if roles[i].role == "actual" and next_group(scene, found, i, of) else None
    if not compatible(q, last.quantity):
        return None
    part = Part(i - 1, "part.done")
    if roles[i].role == "target":
        return part if roles[i - 1].role == "target" and TO_BE_MADE.fullmatch(lead) else None
    if roles[i].role != "actual":
        return None
    if "全" in lead and ALL_AND_SOME.fullmatch(lead):
        return part
    if roles[i - 1].role != "actual":
        return None
    if lead[-1:] == "有" and SOME_HAVE.fullmatch(lead) and HAVE_DONE.match(frame.tail):
        return part
    if "," not in lead:
        return None
    if AN_OUTCOME.fullmatch(lead) is None:  # one look for all of them
        return None
    return part if any(a.search(last.own) and b.fullmatch(lead) for a, b in OUTCOMES) else None


def done_of_task(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """The task told in a sentence before of the same paragraph, in the same unit."""
    frame = scene.frames[i]
    lead = frame.lead
    if not OF_TASK.fullmatch(lead):
        return None
    for j in range(i - 1, max(-1, i - 1 - REACH), -1):
        other = scene.frames[j]
        if other.sentence.paragraph != frame.sentence.paragraph:
            return None
        if found[j] is not None or other.quantity.unit != frame.quantity.unit or roles[j].role in ("change", "prior"):
            continue
        planned = roles[j].role == "target" or TASK.search(other.own) is not None
        return Part(j, "part.done") if planned and compatible(frame.quantity, other.quantity) else None
    return None


def group_of(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """180名主任中,36-45岁86人,35岁以下21人: groups by age of those told first."""
    frame = scene.frames[i]
    first = i - 1
    while first > 0 and scene.frames[first - 1].quantity.measure in AGED:
        first -= 1
    if roles[i].role != "actual" or first == 0 or scene.frames[first].previous is None:
        return None
    whole, lead = scene.frames[first - 1], scene.frames[first].lead
    if whole.part != frame.part or roles[first - 1].role != "actual" or whole.quantity.unit != frame.quantity.unit:
        return None
    if AMONG.fullmatch(lead) and compatible(frame.quantity, whole.quantity):
        return Part(first - 1, "part.middle")
    of = found[first - 1]
    return of if of is not None and of.rule == "part.middle" and GROUP.fullmatch(lead) else None


def next_group(scene: Scene, found: Sequence[Part | None], i: int, of: Part) -> bool:
    """Whether a bare noun and its number go on with the groups of a whole, which all together do not exceed it."""
    frames = scene.frames
    if of.total >= i or "中" not in frames[of.total + 1].lead or not NEXT_GROUP.fullmatch(frames[i].lead):
        return False
    told = sum((frames[k].quantity.value for k in range(of.total + 1, i) if found[k] == of), NOTHING)
    return told + frames[i].quantity.value <= frames[of.total].quantity.value


def overfull(scene: Scene, found: Sequence[Part | None], i: int, part: Part) -> bool:
    """企事业单位26个,其中共建单位19个,小区22个: things that would be more than their whole are told beside it."""
    frames, q = scene.frames, scene.frames[i].quantity
    if q.measure != "count" or part.total >= i or not BARE_NOUN.fullmatch(frames[i].lead):
        return False
    total, whole = q.value, frames[part.total]
    for k in range(i - 1, part.total, -1):
        of = found[k]
        if of == part and frames[k].quantity.unit == q.unit and frames[k].part == frames[i].part:
            total += frames[k].quantity.value
    return whole.quantity.unit == q.unit and total > whole.quantity.value


def over_semicolons(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """其中,第一产业增加值18亿元,增长4%;第二产业…;第三产业…: item after item, where they add up to the whole."""
    frames, first = scene.frames, scene.frames[i]
    of = found[i]
    if of is None or of.total >= i:
        return
    listed: list[int] = []
    part = (-1, -1)
    for j in range(i, min(len(frames), i + 3 * REACH)):
        other = frames[j]
        if other.sentence is not first.sentence:
            break
        if other.part != part and roles[j].role == "actual" and other.quantity.unit == first.quantity.unit:
            part = other.part
            listed.append(j)
    total = sum((in_base(frames[j].quantity) for j in listed), NOTHING)
    if len(listed) > 1 and total == in_base(frames[of.total].quantity):
        for j in listed[1:]:
            found[j] = found[j] or of


def opens_with_among(scene: Scene, frame: Frame) -> bool:
    """Whether the figure is the first of a sentence that opens with 其中."""
    return frame.previous is None and "其中" in frame.lead[:4]
