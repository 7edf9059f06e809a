"""What a figure is: actual, target, standard, threshold, change or prior: the narrow rules first, the section's last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportparse.link.answers import Part, Role
from reportparse.link.changes import NEW_SIDE, change_role, prior_role
from reportparse.link.forecasts import foretold
from reportparse.link.frames import Frame, Scene
from reportparse.link.per_whom import average_per, standard_per
from reportparse.link.plans import (
    before_colon,
    end_of_planning,
    ends_plan,
    planned_before,
    planned_sections,
    target_role,
)
from reportparse.link.roles_narrow import narrow_role, raised_rates
from reportparse.link.roles_told import beside_rate, next_raise, reached_average, years_sum
from reportparse.link.standards import RATED, standard_role
from reportparse.link.standards_told import rate_told, with_head
from reportparse.link.thresholds import LIMITED, threshold_role
from reportparse.link.words import LEVEL, RANGE_SIGNS
from reportparse.rulebook import Rulebook

BREAKDOWNS = frozenset({"part.breakdown", "part.bracket"})
DONE = re.compile("已|完成|开工|竣工|实际|到位|建成了")

NEW_DATED = re.compile(r"(?:到|至|为)(?:\d{4} ?年|今年|去年|本年)[^,。;\d]{0,4}$")
"""减少到2008年底的19.9万人."""
LISTED = re.compile(r"[、和及][^,。;、\d]{0,8}")
PLANNED_RULES = frozenset({"role.planned", "role.plan_section"})

PAIRED = frozenset("、和及")
ACTUAL = Role("actual", "role.actual")
OF_PLANNED = Role("target", "role.of_total")


def assign_roles(scene: Scene, rules: Rulebook) -> list[Role]:
    """The role of every figure, left to right."""
    roles: list[Role] = []
    part, told, stop, planned, moved = (-1, -1), None, 0, False, False
    under_plan = planned_sections(scene, rules)
    for i, frame in enumerate(scene.frames):
        before = roles[i - 1] if frame.previous is not None else None
        if before and before.role == "threshold" and frame.quantity.measure == "amount":
            before = last_money(scene, roles, i) or before
        if frame.part != part:  # asked once a part: a stretch of plans begins with a sentence and ends with a line
            part, told, stop = frame.part, None, frame.part[1]
            if said := end_of_planning(scene.text, frame.part):
                told, stop = said
            elif frame.part[0] > frame.sentence.start:
                told = before_colon(scene.text, frame.sentence.start, frame.part[0])
                if told is None and (planned_before(scene, roles, frame) or foretold(scene, frame)):
                    told = frame.part[0]
            else:
                told = before_colon(scene.text, *frame.part)  # 下达目标任务为:新开工860套,基本建成720套
            planned = under_plan[frame.sentence.section] or scene.in_plans(frame.start)
        role = role_of(scene, frame, before, rules, planned, told is not None and told <= frame.start < stop)
        roles.append(role)
        moved = moved or role.rule == "role.from_to"
        if told is not None and before is not None and ends_plan(scene, frame, before, role):
            said = end_of_planning(scene.text, (frame.end, frame.part[1]))  # 计划选派213人,已到岗190人,到岗率89.2%
            told, stop = said or (None, frame.part[1])
    return with_rates(scene, raised_rates(scene, roles)) if moved else roles


def with_totals(scene: Scene, roles: list[Role], parts: Sequence[Part | None]) -> list[Role]:
    """年度任务2600套,其中公租房1200套: what a plan is broken down into is planned too, unless it is told as done."""
    out = roles
    for i, part in enumerate(parts):
        if part is None or part.rule not in BREAKDOWNS or part.total >= i:
            continue
        if out[i].role == "actual" and out[part.total].role == "target" and not DONE.search(scene.frames[i].own):
            out = list(out) if out is roles else out
            out[i] = replace(OF_PLANNED, per=out[i].per)
        elif out[i].rule in PLANNED_RULES and out[part.total].role == "actual":
            out = list(out) if out is roles else out
            out[i] = Role("actual", "role.of_total")  # 计划改造160户,竣工121户,其中五保户18户
    for i in range(len(out) - 1 if out is not roles else 0):
        frame, following = scene.frames[i], scene.frames[i + 1]
        if out[i].role != "actual" or frame.bracket is None or following.bracket != frame.bracket:
            continue
        if out[i + 1] == OF_PLANNED and following.lead in PAIRED and not DONE.search(frame.own):
            out[i] = OF_PLANNED  # 新建120户(集中安置点8个、48户)
    return out


def with_rates(scene: Scene, roles: list[Role]) -> list[Role]:
    """城市低保标准由420元提高到每人每月460元: both sides of a raise are paid per the same."""
    out = roles
    for i, role in enumerate(roles):
        if role.rule != "role.from_to" or i + 1 == len(roles) or scene.frames[i].quantity.measure != "amount":
            continue
        if i + 2 < len(roles) and roles[i + 1].rule == "role.from_to" and roles[i - 1].rule != "role.from_to":
            out = with_rates_in_turn(scene, roles, out, i)
            continue
        new, frame = roles[i + 1], scene.frames[i]
        if new.role != "standard" or scene.frames[i + 1].quantity.unit != frame.quantity.unit:
            continue
        per = role.per or new.per or next_raise(scene, out, i) or standard_per(scene, frame)
        if per and (role.per != per or new.per is None):
            out = list(out) if out is roles else out
            out[i], out[i + 1] = replace(role, per=per), replace(new, per=new.per or per)
    return out


def with_rates_in_turn(scene: Scene, roles: list[Role], out: list[Role], i: int) -> list[Role]:
    """由每人每月550元、每人每年4000元提高到590元和4320元: of several old sides the first is that of the first new one."""
    end = i
    while end < len(roles) and roles[end].rule == "role.from_to":
        end += 1
    pairs = list(zip(range(i, end), range(end, 2 * end - i), strict=True))
    sentence = scene.frames[i].sentence
    if pairs[-1][1] >= len(roles) or any(
        roles[new].role != "standard" or scene.frames[new].sentence is not sentence for _, new in pairs
    ):
        return out
    out = list(out) if out is roles else out
    for old, new in pairs:
        per = scene.frames[new].quantity.per or roles[old].per or standard_per(scene, scene.frames[old])
        if per:
            out[old], out[new] = replace(roles[old], per=roles[old].per or per), replace(roles[new], per=per)
    return out


def last_money(scene: Scene, roles: Sequence[Role], i: int) -> Role | None:
    """The role of the last money before age limits: 80—89岁每月100元、90—99岁200元."""
    for j in range(i - 1, -1, -1):
        if scene.frames[j].sentence is not scene.frames[i].sentence:
            return None
        if scene.frames[j].quantity.measure == scene.frames[i].quantity.measure:
            return roles[j] if roles[j].role == "standard" else None
    return None


def goes_on(scene: Scene, frame: Frame) -> bool:
    """Whether a figure is the next of a list in the unit of the one before."""
    if frame.previous is None or not LISTED.fullmatch(frame.lead):
        return False
    return scene.frames[frame.previous].quantity.unit == frame.quantity.unit


def role_of(scene: Scene, frame: Frame, before: Role | None, rules: Rulebook, under_plan: bool, planned: bool) -> Role:
    """One figure's role: the narrow rules first, the section's last. Planned growth is a target, no change.

    `under_plan`: its heading or line is one of plans; `planned`: a word of planning stands before it in its part.
    """
    q, lead, own = frame.quantity, frame.lead, frame.own
    measure = q.measure
    limited = measure in LIMITED or measure == "rate" or q.bound != "exact"
    told = threshold_role(scene, frame) if limited else None
    if told is None and before is not None:
        if before.rule == "role.ceiling":
            if goes_on(scene, frame) or (measure == "area" and q.rule == "quantity.range" and lead in RANGE_SIGNS):
                told = Role("threshold", "role.ceiling", per=q.per or before.per)  # 限额为特困3万元、低保2万元
        elif lead == ",控制在" and before.role == "actual" and q.bound == "at_most":
            told = Role("threshold", "role.ceiling")  # 登记失业率2.87%,控制在4%以内: the line that it stayed under
    if told is None and (
        frame.times
        or (before is not None and (before.role == "prior" or before.rule == "role.from_to"))
        or ("由" in lead or "从" in lead or "自" in lead)
    ):
        told = prior_role(scene, frame, before)
    if told:
        return told
    narrow = narrow_role(scene, frame, before)
    if narrow is not None and (narrow.role == "threshold" or narrow.rule == "role.points"):
        return narrow
    change = change_role(scene, frame, before, rules)
    told = target_role(frame, scene, before, under_plan, planned) or change or narrow
    if told is None and measure in RATED:
        told = rate_told(scene, frame) or years_sum(frame) or beside_rate(scene, frame, before)
        told = told or standard_role(scene, frame, before)
        told = with_head(scene, frame, told) if told is not None else None
    if told:
        return told
    averaged = q.per or "均" in own or "平" in own or "折合" in own
    per = average_per(scene, frame) if averaged else None
    level = is_level(frame, before) if "到" in lead or "至" in lead or "为" in lead else False
    if per is None and before is not None:
        if before.per and before.role == "actual" and lead in PAIRED:
            same = frame.previous is not None and scene.frames[frame.previous].quantity.unit == q.unit
            per = before.per if same else None  # 城镇、农村居民人均收入分别为24065元、7200元
        elif before.role == "change" and measure == "amount":
            per = reached_average(scene, frame)
    return Role("actual", "role.actual", per=per, level=level) if per or level else ACTUAL


def is_level(frame: Frame, before: Role | None) -> bool:
    """Whether something was raised or lowered to this figure: 增加到…, or the new side of 由…到…."""
    lead = frame.lead
    new_side = (
        before is not None and before.rule == "role.from_to" and (NEW_SIDE.search(lead) or NEW_DATED.search(lead))
    )
    return bool(new_side) or LEVEL.search(lead) is not None
