"""What a figure is: actual, target, standard, threshold, change or prior: the narrow rules first, the section's last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Role
from reportparse.link.changes import change_role, prior_role
from reportparse.link.frames import Frame, Scene
from reportparse.link.plans import plan_lines, target_role
from reportparse.link.standards import average_per, standard_role, threshold_role
from reportparse.link.words import LEVEL
from reportparse.rulebook import Rulebook

NEW_SIDE = re.compile(r"(?:到|至|为)[^,。;]{0,3}$")


def assign_roles(scene: Scene, rules: Rulebook) -> list[Role]:
    """The role of every figure, left to right."""
    roles: list[Role] = []
    plans = plan_lines(scene)
    for i, frame in enumerate(scene.frames):
        before = roles[i - 1] if frame.previous is not None else None
        if before and before.role == "threshold" and frame.quantity.measure == "amount":
            before = last_money(scene, roles, i) or before
        roles.append(role_of(scene, frame, before, rules, any(a <= frame.start < b for a, b in plans)))
    return roles


def last_money(scene: Scene, roles: Sequence[Role], i: int) -> Role | None:
    """The role of the last money before age limits: 80—89岁每月100元、90—99岁200元."""
    for j in range(i - 1, -1, -1):
        if scene.frames[j].sentence is not scene.frames[i].sentence:
            return None
        if scene.frames[j].quantity.measure == scene.frames[i].quantity.measure:
            return roles[j] if roles[j].role == "standard" else None
    return None


def role_of(scene: Scene, frame: Frame, before: Role | None, rules: Rulebook, plan_paragraph: bool) -> Role:
    """One figure's role: the narrow rules first, the section's last."""
    return (
        threshold_role(scene, frame)
        or prior_role(scene, frame, before)
        or planned_change(change_role(scene, frame, before, rules), scene, frame, before, rules, plan_paragraph)
        or target_role(scene, frame, before, rules, plan_paragraph)
        or standard_role(scene, frame, before)
        or Role("actual", "role.actual", per=average_per(scene, frame), level=is_level(frame, before))
    )


def planned_change(
    change: Role | None, scene: Scene, frame: Frame, before: Role | None, rules: Rulebook, plan_paragraph: bool
) -> Role | None:
    """Planned growth is a target (地区生产总值增长6%左右 among the aims)."""
    if change is None:
        return None
    return target_role(scene, frame, before, rules, plan_paragraph) or change


def is_level(frame: Frame, before: Role | None) -> bool:
    """Whether something was raised or lowered to this figure: 增加到…, or the new side of 由…到…."""
    new_side = before is not None and before.rule == "role.from_to" and NEW_SIDE.search(frame.lead)
    return bool(new_side) or LEVEL.search(frame.lead) is not None
