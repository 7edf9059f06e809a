"""Which figure is a part of which total: 其中, 包括, brackets, 合计, 已…, 占比, and lists that add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportparse.link.answers import Part, Role
from reportparse.link.breakdowns import AMONG, OPENS, PLACE_ITEM, REGROUPED, SPREADING, broken_down, may_regroup
from reportparse.link.done import AT_ONCE, done_at_once, done_of, of_task_behind, second_of_pair
from reportparse.link.done_since import of_total_behind, since
from reportparse.link.frames import Scene
from reportparse.link.listed_below import lists_below, made_up_of
from reportparse.link.named_whole import of_population, of_those
from reportparse.link.part_units import SUMMABLE, compatible, in_base
from reportparse.link.parts_told import opens_with_among, over_semicolons, overfull, told_before
from reportparse.link.words import is_pair

SPENT_ON = re.compile(r"^[,、]?(?:分别|定向|主要)?用于[^,。;\d]{1,14}(?:的|支出)?$")
ACCOUNT = re.compile(r"收入|支出|结余|结转|余额")
"""Both sides of an account add up to nothing that one is a part of."""
SUM = re.compile(r"(?:合计|共计|总计|小计|总共|两项共|共)[^,。;]{0,6}$")
SHARE_OF = re.compile(r"^,?[^,。;]{0,4}占[^,。;]{0,14}?(?:的比例|的比重|的|比)?(?:约|达|为)?$")
RAISED = re.compile(r"[,;](?:全年|共|累计|可)?(?:筹集|提取|上缴|募集|形成)[^,。;]{0,4}公益金")
"""销售320万元,其中电脑票300万元,筹集公益金64万元: what the sales brought, no part of them."""

NOTHING = Decimal(0)
OF_NO_WHOLE = frozenset(("change", "standard", "threshold"))
"""Roles of figures that are no parts."""
EACH_DOES = re.compile("[,;]?(?:为|向|给|对|慰问|救助|发放|走访)")
"""慰问低保户45户;为19户困难户送去米;…: one thing after the other, no list."""
BALANCED = re.compile(r"死亡|自然增|净增|迁出|迁入")
"""出生4630人,死亡2915人,自然增加1715人: what came, went and remained are no parts of one another."""
LEAST_SUM = Decimal(10)
"""A total below this can be the sum of its neighbours by chance, so adding up proves nothing."""

LONGEST_LIST = 12
LEAST_LISTED = 3  # as many as `goes_on` of from_others asks for
LISTED = re.compile(r"[、,;:]?[\u4e00-\u9fff（）()“”0-9-]{1,10}")
"""An item of a list before its figure: 、肢体残疾."""
SHARE_REACH, NEAR = 16, 8
"""Figures before, among which the total of a share is looked for; the nearer ones in any paragraph."""
SHARE_SLACK = Decimal("0.06")
"""Percentage points: a share printed to one place is off by half of its last digit at most."""


def assign_parts(scene: Scene, roles: Sequence[Role]) -> list[Part | None]:
    """For every figure the place of its total and the rule, or None."""
    found: list[Part | None] = [None] * len(scene.frames)
    part, opened, among = (-1, -1), False, -1
    frames = scene.frames
    last = len(frames) - 1
    for i, frame in enumerate(frames):
        role, lead, measure = roles[i], frame.lead, frame.quantity.measure
        if frame.part != part:
            part = begin, stop = frame.part
            among = scene.text.find("中", begin, stop)
            told = scene.text[begin:stop]
            opened = ("其" in told or "包" in told or "含" in told or "分" in told) and (
                OPENS.search(scene.text, begin, stop) is not None
            )
            opened = opened or (may_regroup(told) and REGROUPED.search(scene.text, begin, stop) is not None)
            if not opened:
                said = scene.text[frame.sentence.start : stop]
                opened = "中" in said and ("中," in said or AMONG.match(said) is not None)
                opened = opened or (begin > frame.sentence.start and PLACE_ITEM.match(scene.text, begin) is not None)
                opened = opened or (":" in said and SPREADING.search(said) is not None)
        if "占" in lead and lead[-1] == "占" and (share := share_of(scene, roles, i)):
            found[i] = share
            continue
        if "公益金" in lead and RAISED.match(lead):
            continue
        if role.role in OF_NO_WHOLE or role.rule in ("role.quoted_past", "role.from_to") or measure not in SUMMABLE:
            continue
        goes_on = frame.previous is not None
        if goes_on and found[i - 1] is not None and is_pair(lead) and (second := second_of_pair(scene, found, i)):
            found[i] = second
            continue
        inside, actual = None, role.role == "actual"
        if goes_on:
            if actual and (found[i - 1] is not None or "已" in lead or lead[:1] in AT_ONCE):
                inside = done_at_once(scene, roles, found, i)
            if inside is None and "用于" in lead:
                inside = spent_on(scene, roles, found, i)
        if (
            inside is None
            and (opened or frame.bracket)
            and not (frame.bracket and role.role in ("target", "prior") and not splits_plan(scene, roles, i))
        ):
            inside = broken_down(scene, roles, found, i)
            if inside is not None and overfull(scene, found, i, inside):
                inside = None
        if inside is None and 0 <= among < frame.start:
            inside = of_those(scene, roles, i, frame)
        if measure != "amount":  # money is no part of what was only counted
            if inside is None and goes_on and actual:
                inside = done_of(scene, roles, found, i)
            if inside is None:
                inside = told_before(scene, roles, found, i)
        if inside is None and i < last and roles[i + 1].rule == "role.goal":
            inside = of_task_behind(scene, roles, i)
        if inside is None and actual and measure != "amount" and frame.bracket is None:
            inside = since(scene, roles, found, i)
        if inside is None and i < last and "占" in frames[i + 1].lead:
            inside = of_total_behind(scene, roles, i)
        found[i] = inside
    from_others(scene, roles, found)
    return found


def from_others(scene: Scene, roles: Sequence[Role], found: list[Part | None]) -> None:
    """What figures say of others: that they share, sum up or add up to one of them."""
    frames = scene.frames
    last = len(frames) - 2
    for i, frame in enumerate(frames):
        measure = frame.quantity.measure
        if found[i] is not None and opens_with_among(scene, frame):
            over_semicolons(scene, roles, found, i)
        role = roles[i].role
        if measure == "rate":
            shared(scene, roles, found, i)
            of_population(scene, roles, found, i)
        elif role == "actual" and measure in SUMMABLE:
            goes_on = i < last and frames[i + 2].sentence is frame.sentence
            if goes_on:
                add_up(scene, roles, found, i)
            if "计" in frame.lead or "共" in frame.lead:
                summed(scene, roles, found, i)
            elif goes_on and frame.previous is None and found[i] is None:
                listed_again(scene, roles, found, i)
        elif role == "standard":
            made_up_of(scene, roles, found, i)
    lists_below(scene, roles, found)


def splits_plan(scene: Scene, roles: Sequence[Role], i: int) -> bool:
    """预计收入4371万元(其中待转收入3059万元): a bracket that splits what is planned."""
    bracket = scene.frames[i].bracket
    whole = i > 0 and bracket is not None and roles[i].role == roles[i - 1].role == "target"
    return whole and scene.text.startswith(("其中", "含", "包括"), bracket[0] + 1 if bracket else 0)


def listed_again(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """残疾人11326人,…。一级2012人,二级4387人,三级2610人,四级2317人: a sentence that is but a list, and adds up to a figure before."""
    frames, frame = scene.frames, scene.frames[i]
    end = i
    while end < len(frames) and frames[end].sentence is frame.sentence:
        other = frames[end]
        if other.quantity.unit != frame.quantity.unit or found[end] is not None or roles[end].role != "actual":
            return
        if not LISTED.fullmatch(other.lead):
            return
        end += 1
    if end - i < LEAST_LISTED or scene.text[frames[end - 1].end : frame.sentence.end].strip(" 。;,\n"):
        return
    total = sum((in_base(f.quantity) for f in frames[i:end]), NOTHING)
    for j in range(i - 1, max(-1, i - 1 - LONGEST_LIST), -1):
        whole = frames[j]
        if whole.sentence.paragraph != frame.sentence.paragraph:
            return
        if (
            whole.quantity.unit == frame.quantity.unit
            and roles[j].role == "actual"
            and in_base(whole.quantity) == total
        ):
            for k in range(i, end):
                found[k] = Part(j, "part.adds_up")
            return


def spent_on(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """基金支出1.08亿元,用于住院的7930万元: what a sum is spent on is a part of it."""
    frame = scene.frames[i]
    if frame.quantity.measure != "amount" or not SPENT_ON.match(frame.lead):
        return None
    for j in range(i - 1, max(-1, i - 6), -1):
        other = scene.frames[j]
        if other.sentence is not frame.sentence:
            return None
        if found[j] is None and roles[j].role == "actual" and compatible(frame.quantity, other.quantity):
            return Part(j, "part.spent")
    return None


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
    whole = in_base(q)  # 1.86亿元, 中央、省、市县分别为9240、5360、4000万元
    if whole < LEAST_SUM:
        return
    total = NOTHING
    account = False
    run: list[int] = []
    sentence, measure, unit = frame.sentence, q.measure, q.unit
    sides = ACCOUNT if measure == "amount" else BALANCED
    for j in range(i + 1, len(frames)):
        following = frames[j]
        if following.sentence is not sentence:
            return
        other = following.quantity
        if other.measure != measure or (other.unit != unit and measure != "amount") or roles[j].role != "actual":
            continue
        if following.part != frame.part and EACH_DOES.match(following.own):
            return
        run.append(j)
        total += in_base(other)
        if total > whole:
            return
        account = account or sides.search(following.lead) is not None
        first = found[run[0]]
        if account and (first is None or first.total != i):
            return  # 收入…,支出…,结余…: an account, and no list of parts
        if total == whole and len(run) >= 2:
            for k in run:
                found[k] = found[k] or Part(i, "part.adds_up")
            return
        if len(run) >= LONGEST_LIST:
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
    last = frame.previous
    while last and roles[last].role == "change" and scene.frames[last - 1].part == frame.part:
        last -= 1  # 3108所,比上年增加176所,占总数的80.81%
    part = scene.frames[last].quantity
    if found[last] or part.measure not in SUMMABLE or roles[last].role != "actual":
        return
    for j in range(last - 1, max(-1, last - SHARE_REACH), -1):
        if j < last - NEAR and scene.frames[j].sentence.paragraph != frame.sentence.paragraph:
            return
        total = scene.frames[j].quantity
        if roles[j].role not in ("actual", "target") or total.measure != part.measure or not in_base(total):
            continue
        if roles[j].role == "target" or total.unit != part.unit:
            continue
        share = in_base(part) / in_base(total) * 100
        if abs(share - frame.quantity.value) <= SHARE_SLACK:
            found[last] = Part(j, "part.share")
            return
