"""Which figure is a part of which total: 其中, 包括, brackets, 合计, 已…, 占比, and lists that add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportparse.link.answers import Part, Role
from reportparse.link.breakdowns import KIN, OPENING_SIGN, SPREADING, SUMMABLE, broken_down, compatible, in_base
from reportparse.link.frames import Scene
from reportparse.rulebook import WITHIN, Rulebook

DONE = re.compile(
    r"^(?:\)|[\u4e00-\u9fff]{1,6})?[,、](?:现|目前|截至目前|其|尚|项目|现已)?"
    r"(?:已|正在|年检|实际|审结|办结|办复|结案|被?采纳|被?采用|获批|调成|调解成功|(?:经)?(?:评审|审核|评议)?通过|参加年检|已?(?:修复|重建|迁入|搬进|交付)|开工|建成|拨付|化解|完成|竣工|入住|查实|属实|实检|采纳|整改|康复|完工|持证|群众满意|通过|结业|就业|上岗|评定|达标|成功|治愈|好转|脱贫|转化|成交|签约)(?!经济)[^,。;]{0,14}$"
)
DONE_AT_ONCE = re.compile(r"^(?:现?已经?|均已|全部已)[\u4e00-\u9fff]{1,6}$")
"""四十七名已安置四十五名: no comma between the two."""
DONE_OF_PART = re.compile(r"^,(?:现|目前)?已经?[\u4e00-\u9fff]{1,6}$")
"""其中城镇户口的58人,已安置56人."""
OF_TASK = re.compile(
    r"^,?(?:占|完成)(?:全年|年度|全年度|年|市下达|省下达|县下达)?(?:的)?(?:目标)?(?:任务|目标|计划)(?:任务|数)?$"
)
PLANNED = frozenset({"role.planned", "role.goal"})
MIDDLE_AT_ONCE = re.compile(r"^(?:之|当)?[中里],?(?:有|已|仅|共)?[\u4e00-\u9fff]{0,8}$")
HAS_SOME = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?:中|里|内)?(?:已|就|仅|只)?有$")
"""十四个村有十一个受淹."""
REST_OF = re.compile(r"^[,、]?(?:其余|余下|剩余|剩下)(?:的)?[^,。;、\d]{0,4}$")
AT_ONCE = frozenset(",现已均全之当中里")
"""Each of the words of DONE_AT_ONCE and MIDDLE_AT_ONCE begins with one of these."""

SPENT_ON = re.compile(r"^[,、]?(?:分别)?用于[^,。;\d]{1,14}(?:的|支出)?$")
ACCOUNT = re.compile(r"收入|支出|结余|结转|余额")
"""Both sides of an account add up to nothing that one is a part of."""
MIDDLE = re.compile(r"^[^,。;、]{0,16}中(?![心学医专央国华型级层等介]),?[^,。;]{0,16}$")
SUM = re.compile(r"(?:合计|共计|总计|小计|总共|两项共|共)[^,。;]{0,6}$")
SHARE_OF = re.compile(r"^,?[^,。;]{0,4}占[^,。;]{0,14}?(?:的比例|的比重|的|比)?(?:约|达|为)?$")

CHILD_STOP = re.compile(r"新增|退出|取消|发放|标准")
LABELLED = frozenset({"extreme_poverty_institution", "extreme_poverty_home", "urban_dibao", "rural_dibao"})
"""Programs that exist only as a share of the one above them."""

NOTHING = Decimal(0)
LEAST_SUM = 10
"""A total below this can be the sum of its neighbours by chance, so adding up proves nothing."""

LONGEST_LIST = 12
SHARE_SLACK = Decimal("0.06")
"""Percentage points: a share printed to one place is off by half of its last digit at most."""


def assign_parts(scene: Scene, roles: Sequence[Role]) -> list[Part | None]:
    """For every figure the place of its total and the rule, or None."""
    found: list[Part | None] = [None] * len(scene.frames)
    part, opened = (-1, -1), False
    for i, frame in enumerate(scene.frames):
        if frame.part != part:
            part = frame.part
            opened = OPENING_SIGN.search(scene.text, *part) is not None or (
                ":" in (said := scene.text[frame.sentence.start : part[1]]) and SPREADING.search(said) is not None
            )
        if frame.lead[-1:] == "占" and (share := share_of(scene, roles, i)):
            found[i] = share
            continue
        if (
            roles[i].role in ("change", "standard", "threshold")
            or roles[i].rule == "role.quoted_past"
            or frame.quantity.measure not in SUMMABLE
        ):
            continue
        goes_on = frame.previous is not None
        inside = (done_at_once(scene, roles, found, i) or spent_on(scene, roles, found, i)) if goes_on else None
        if (
            inside is None
            and (opened or frame.bracket)
            and not (frame.bracket and roles[i].role in ("target", "prior"))
        ):
            inside = broken_down(scene, roles, found, i)
        found[i] = inside or (done_of(scene, roles, found, i) if goes_on else None) or of_task_behind(scene, roles, i)
    for i, frame in enumerate(scene.frames):
        if frame.quantity.measure == "rate":
            shared(scene, roles, found, i)
        elif roles[i].role == "actual" and frame.quantity.measure in SUMMABLE:
            if i + 2 < len(scene.frames) and scene.frames[i + 2].sentence is frame.sentence:
                add_up(scene, roles, found, i)
            if "计" in frame.lead or "共" in frame.lead:
                summed(scene, roles, found, i)
    return found


def of_task_behind(scene: Scene, roles: Sequence[Role], i: int) -> Part | None:
    """建成320张,占全年任务500张的64%: what was done is a part of the task told behind it."""
    if i + 1 >= len(scene.frames) or roles[i].role != "actual" or roles[i + 1].rule != "role.goal":
        return None
    behind = scene.frames[i + 1]
    same = behind.sentence is scene.frames[i].sentence and behind.quantity.unit == scene.frames[i].quantity.unit
    fits = same and compatible(scene.frames[i].quantity, behind.quantity)
    return Part(i + 1, "part.done") if fits and OF_TASK.match(behind.lead) and behind.tail.startswith("的") else None


def done_of(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """项目96个,已开工88个: the same things counted again after 已; N名士兵中,M名…."""
    frame = scene.frames[i]
    q = frame.quantity
    if frame.previous is None or roles[i].role != "actual" or q.measure == "amount":
        return None
    if DONE.match(frame.lead) and not any(m.code != WITHIN for m in scene.programs_in(frame.lead_start, frame.start)):
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
    before = scene.frames[frame.previous].quantity
    if REST_OF.match(frame.lead) and (rest := rest_of(scene, roles, i)) is not None:
        return Part(rest, "part.rest")
    if q.unit == before.unit and HAS_SOME.match(frame.lead) and compatible(q, before) and roles[i - 1].role == "actual":
        return Part(frame.previous, "part.middle")
    if "中" not in frame.lead:
        return None
    if q.measure != before.measure or roles[i - 1].role != "actual" or not compatible(q, before):
        return None
    if MIDDLE.match(frame.lead) and "其中" not in frame.lead:
        return Part(frame.previous, "part.middle")
    return None


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


def done_at_once(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """47名已安置45名, 265名中有88名: whatever breakdown they stand in, the second is a part of the first."""
    frame = scene.frames[i]
    if frame.lead[:1] not in AT_ONCE or frame.previous is None:
        return None
    if roles[i].role != "actual" or roles[i - 1].role != "actual":
        return None
    before = scene.frames[i - 1].quantity
    if before.unit != frame.quantity.unit or not compatible(frame.quantity, before):
        return None
    of = found[i - 1]
    if DONE_AT_ONCE.match(frame.lead) or (
        of is not None and of.rule == "part.breakdown" and DONE_OF_PART.match(frame.lead)
    ):
        return Part(i - 1, "part.done")
    return Part(i - 1, "part.middle") if MIDDLE_AT_ONCE.match(frame.lead) else None


def spent_on(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """基金支出1.08亿元,用于住院的7930万元: what a sum is spent on is a part of it."""
    frame = scene.frames[i]
    if frame.quantity.measure != "amount" or "用于" not in frame.lead or not SPENT_ON.match(frame.lead):
        return None
    for j in range(i - 1, max(-1, i - 6), -1):
        other = scene.frames[j]
        if other.sentence is not frame.sentence:
            return None
        if found[j] is None and roles[j].role == "actual" and compatible(frame.quantity, other.quantity):
            return Part(j, "part.spent")
    return None


def with_children(
    scene: Scene, roles: Sequence[Role], codes: Sequence[str | None], parts: Sequence[Part | None], rules: Rulebook
) -> list[Part | None]:
    """五保对象1427人,集中供养463人: a program below the one just counted, people of people, is its part, unmarked."""
    out = list(parts)
    for i, frame in enumerate(scene.frames):
        if codes[i] not in LABELLED or out[i] is not None or roles[i].role != "actual":
            continue
        q = frame.quantity
        if q.measure not in KIN or CHILD_STOP.search(frame.lead):
            continue
        for j in range(i - 1, max(-1, i - 4), -1):
            other = scene.frames[j]
            if other.sentence is not frame.sentence or other.part != frame.part:
                break
            before = out[j]
            if other.quantity.measure != q.measure or roles[j].role != "actual" or (before and before.total == i):
                continue
            if codes[i] != codes[j] and rules.is_under(codes[i], codes[j]) and q.value < other.quantity.value:
                out[i] = Part(j, "part.child_program")
            break
    return out


def share_of(scene: Scene, roles: Sequence[Role], i: int) -> Part | None:
    """已有7个社区挂牌,国家级占2个: the same unit after 占."""
    frame = scene.frames[i]
    if frame.previous is None or roles[i].role != "actual":
        return None
    before = scene.frames[frame.previous].quantity
    same = before.unit == frame.quantity.unit and compatible(frame.quantity, before) and roles[i - 1].role == "actual"
    return Part(frame.previous, "part.share") if same else None


def add_up(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """A list after a figure that adds up to it exactly is its breakdown, marked or not; other measures are skipped."""
    frames, frame = scene.frames, scene.frames[i]
    q = frame.quantity
    if q.value < LEAST_SUM:
        return
    total = NOTHING
    run: list[int] = []
    for j in range(i + 1, len(frames)):
        other = frames[j].quantity
        if frames[j].sentence is not frame.sentence:
            return
        if other.measure != q.measure or other.unit != q.unit or roles[j].role != "actual":
            continue
        if q.measure == "amount" and ACCOUNT.search(frames[j].lead):
            return
        run.append(j)
        total += other.value
        if total == q.value and len(run) >= 2:
            for k in run:
                found[k] = found[k] or Part(i, "part.adds_up")
            return
        if total > q.value or len(run) >= LONGEST_LIST:
            return


def summed(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """合计 after its parts: those right before it that add up to it."""
    frame = scene.frames[i]
    if not SUM.search(frame.lead):
        return
    total = NOTHING
    run: list[int] = []
    for j in range(i - 1, -1, -1):
        other = scene.frames[j]
        if other.sentence.paragraph != frame.sentence.paragraph or len(run) >= LONGEST_LIST:
            return
        if other.quantity.measure != frame.quantity.measure or roles[j].role != "actual":
            continue
        total += in_base(other.quantity)
        run.append(j)
        if total == in_base(frame.quantity) and len(run) >= 2:
            for k in run:
                found[k] = found[k] or Part(i, "part.summed")
            return
        if total > in_base(frame.quantity):
            return


def shared(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """占比N% right after a figure: it is a part of the total that gives that share."""
    frame = scene.frames[i]
    if frame.previous is None or "占" not in frame.lead or not SHARE_OF.match(frame.lead):
        return
    part = scene.frames[frame.previous].quantity
    if found[frame.previous] or part.measure not in SUMMABLE or roles[frame.previous].role != "actual":
        return
    for j in range(frame.previous - 1, max(-1, frame.previous - 8), -1):
        total = scene.frames[j].quantity
        if roles[j].role not in ("actual", "target") or total.measure != part.measure or not in_base(total):
            continue
        if roles[j].role == "target" or total.unit != part.unit:
            continue
        share = in_base(part) / in_base(total) * 100
        if abs(share - frame.quantity.value) <= SHARE_SLACK:
            found[frame.previous] = Part(j, "part.share")
            return
