"""Rates told without 标准 or 每人: in a bracket (500元/人), to each kind of people (分别奖励), per head and month by whom they go
to; and sums per month, which go to all of them."""

from __future__ import annotations

import re

from reportparse.link.answers import Role
from reportparse.link.frames import Frame, Scene

MONTH_SUM = re.compile(
    r"(?:每月|月(?<![\d一二三四五六七八九十当本上全个每]月))[^,。;、\d每]{0,10}(?:总额|总量|共计|合计|总计|共(?:发放|支出|发|需)?)(?:为|达到?|约|了)*$"
)
"""月低保金总额达到86430元, 每月补助共计7800元: what all get together."""
BY_KINDS = re.compile(
    r"(?:^|[,。;:、\s])(?:并|还|再|另)?(?:对|给|为|凡)[^,。;]{2,36}(?:分别|各)(?:一次性)?(?:给予|予以)?(?:一次性)?(?:奖励|补助|补贴|资助|救助|发放|奖补|慰问)?(?:学费|奖金|助学金|慰问金)?$"
)
"""对考取本科、高中的学生分别奖励800元、500元: what each kind is given."""
GIVEN_BEHIND = re.compile(
    r"(?:[、和及]\d[\d.]*万?元){0,4}(?:的)?(?:一次性)?(?:[\u4e00-\u9fff]{0,4})(?:奖励|补助|补贴|资助|奖金|奖补|慰问金)"
)
GIVES = re.compile(r"奖励|补助|补贴|资助|救助|发放|奖补|慰问")
COUNTED = re.compile(r"\d ?[万余多]{0,2}(?:人|名|位|户)")
"""为12名、36名学生分别发放…: those counted were paid so much in all."""
AVERAGED = re.compile(r"均")
TO_EACH = re.compile(r"\d周?岁[^,。;\d]{0,8}(?:老人|老年人|长者)")
MOST_EACH = 5000
"""元: no allowance to one person is larger by the month."""
BY_FLOOR = re.compile(r"按(?:照)?[^,。;\d]{0,10}(?:不低于|不少于|至少)$")
STANDARD_BEHIND = re.compile(r"的?标准")
OF_ANOTHER = re.compile(
    r"标准[^,。;\d]{0,24}(?:不低于|不少于|按照?|为|达到|相当于)[^,。;\d]{0,14}(?:标准|工资|收入|支出|水平)的$"
)
"""基本生活标准不低于低保标准的1.3倍, 不低于最低工资标准的30%: a rate that is a multiple or a share of another."""
LEAST_BEFORE_MOST = re.compile(r"[,、]?(?:的)?最[高多](?:的|为|达|给予|救助|补助)?\d")
YEARLY_MOST = re.compile(r"(?:年|年度|每年|人均|每人)(?:补助|补贴|救助|资助)(?:标准)?最高$")
LEAST_ENDS = ("最低", "最少")
MOST_AFTER = re.compile(r"[,、]最[高多](?:的|为|达)?")
"""支付帮扶金107.2万元,最低2000元、最高10000元: the ends of what each was given."""
HEAD_YEAR = re.compile(r"人[·/]?(年|月)(?:为|达到?|约)?$")


def rate_told(scene: Scene, frame: Frame) -> Role | None:
    """The role of money that one of these forms tells of."""
    q, own = frame.quantity, frame.own
    if q.measure != "amount":
        return None
    if ("月" in own and ("计" in own or "总" in own or "共" in own)) and MONTH_SUM.search(own):
        return Role("actual", "role.per_month", per="month", level=True)
    if q.per == "person" and frame.bracket is not None and scene.text[q.end : q.end + 1] == "/":
        return None if AVERAGED.search(own) else Role("standard", "role.per", per=q.per)
    if own.endswith(("低于", "少于", "至少")) and BY_FLOOR.search(own) and STANDARD_BEHIND.match(scene.text, q.end):
        return Role("standard", "role.standard", per=q.per or ("person_month" if "每月" in own else None))
    if q.unit in ("元", "万元") and ("分别" in own or "各" in own) and BY_KINDS.search(own) and not COUNTED.search(own):
        if q.unit == "万元" and "奖" not in scene.text[frame.own_start : frame.clause[1]]:
            return None  # 对两类对象分别发放12万元、8万元: so much in all
        told = GIVES.search(own[-8:]) is not None or GIVEN_BEHIND.match(scene.text, q.end) is not None
        if told and COUNTED.search(scene.text, frame.clause[0], frame.start) is None:
            return Role("standard", "role.per", per=q.per)
    return None


def of_another(frame: Frame, before: Role | None) -> Role | None:
    """The role of a multiple or a share of another rate, and of those listed behind it."""
    if frame.quantity.measure not in ("rate", "ratio"):
        return None
    if frame.own.endswith("的") and OF_ANOTHER.search(frame.own):
        return OF_A_RATE
    return OF_A_RATE if before is OF_A_RATE and frame.lead == "、" else None


OF_A_RATE = Role("standard", "role.standard")


def least_and_most(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """The role of the least and the most that was given, told together."""
    q = frame.quantity
    if q.unit not in ("元", "万元"):
        return None
    if "最高" in frame.own and YEARLY_MOST.search(frame.own):
        return Role("standard", "role.per", per=q.per)  # 年补助最高2.4万元
    if frame.lead.endswith(LEAST_ENDS) and LEAST_BEFORE_MOST.match(scene.text, q.end):
        return Role("standard", "role.per", per=q.per)
    if before is not None and before.rule == "role.per" and MOST_AFTER.fullmatch(frame.lead):
        return Role("standard", "role.per", per=q.per or before.per)
    return None


def with_head(scene: Scene, frame: Frame, role: Role) -> Role:
    """每月发放长寿补贴100元 to the old of an age, 标准为人年5400元: per head too."""
    q = frame.quantity
    if role.role != "standard":
        return role
    if role.per in (None, "person") and "人" in frame.own and (m := HEAD_YEAR.search(frame.own)):
        return Role(role.role, role.rule, per="person_year" if m[1] == "年" else "person_month", level=role.level)
    if role.per != "month" or q.unit != "元" or q.value > MOST_EACH:
        return role
    said = scene.text[frame.part[0] : frame.start]
    if TO_EACH.search(said) and not COUNTED.search(said):
        return Role(role.role, role.rule, per="person_month", level=role.level)
    return role
