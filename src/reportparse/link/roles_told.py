"""Rates that are told by what stands beside them: goods of a standard, other places in a bracket, averages reached by a rise, the
next pair of a raise; and what is paid out in all each year."""

from __future__ import annotations

import re

from reportparse.link.answers import Role
from reportparse.link.frames import Frame, Scene

YEARS_SUM = re.compile(
    r"每年(?:共|约|都|可|要|需|平均)?(?:发放|支出|拨付|投入|安排|筹集|列支|支付|落实|拿出|补助)(?![^,。;]{0,8}(?:每人|人均|标准))[^,。;、\d]{0,14}$"
)
"""每年发放城乡低保金近2600万元: what is paid to all of them in a year."""
LARGE = frozenset({"万元", "亿元"})
GOODS = re.compile(r"[\u4e00-\u9fff]{0,4}[、和及]")
OF_STANDARD = re.compile(r"[\u4e00-\u9fff]{1,5}(?:[、和及]\d[\d.]*[\u4e00-\u9fff]{1,6}){0,3}的?标准")
"""每人每月150元、30斤米、1斤油的标准: the goods of a standard."""
OTHER_PLACES = re.compile(r"\((?:其中)?[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){0,4}(?:为|是)?")
"""达到每人每月565元(东川、石岭515元): the standard of other places."""
NO_PLACE = re.compile(
    "补[差助贴]|均|增|减|提|高|原|比|上年|去年|同期|省|中央|财政|含|自筹|最|月|年|共|计|每|占|[个户人]|标准"
)
REACHED = re.compile(r",(?:分别|已|现|均){0,2}(?:达到?|升至|提高到|增加到)(?:了)?(?:每人每月)?")
HEAD_AVERAGE = re.compile(r"月人均|人均月|人均每月|人月均|人均|户均")
"""月人均补助水平分别比上年提高了18元和11元,达到216元和95元: the head is told before the rise."""
NEXT_RAISED = re.compile(r",[\u4e00-\u9fff]{2,10}(?:由|从)(?:原来的?)?")
"""城镇由每月270元调整为310元,农村从170元…"""


def years_sum(frame: Frame) -> Role | None:
    """What all get together each year, told like a rate."""
    q = frame.quantity
    if q.per not in (None, "year") or q.unit not in LARGE or "每年" not in frame.own or not YEARS_SUM.search(frame.own):
        return None
    return Role("actual", "role.actual", per="year")


def beside_rate(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """The role of goods or of other places' money right behind a rate."""
    q = frame.quantity
    if before is None or before.role != "standard" or frame.previous is None:
        return None
    if q.measure == "weight" and before.per and GOODS.fullmatch(frame.lead) and OF_STANDARD.match(scene.text, q.end):
        return Role("standard", "role.standard_pair", per=before.per)
    if (
        q.measure == "amount"
        and frame.lead[:1] == "("
        and q.unit == scene.frames[frame.previous].quantity.unit
        and OTHER_PLACES.fullmatch(frame.lead)
        and not NO_PLACE.search(frame.lead)
    ):
        return Role("standard", "role.standard_pair", per=q.per or before.per)
    return None


def reached_average(scene: Scene, frame: Frame) -> str | None:
    """Per whom an average is that may have been reached by the rise told right before it."""
    if not REACHED.fullmatch(frame.lead):
        return None
    said = HEAD_AVERAGE.search(scene.text, frame.part[0], frame.lead_start)
    if said is None:
        return None
    head = "household" if "户" in said[0] else "person"
    return f"{head}_month" if "月" in said[0] else head


def next_raise(scene: Scene, roles: list[Role], i: int) -> str | None:
    """城镇从每月270元调整为310元,农村从170元调整为190元: the per of the raise before, of the same part."""
    frame = scene.frames[i]
    if i < 2 or roles[i - 2].rule != "role.from_to" or roles[i - 1].role != "standard":
        return None
    if scene.frames[i - 2].part != frame.part or not NEXT_RAISED.fullmatch(frame.lead):
        return None
    same = scene.frames[i - 1].quantity.unit == frame.quantity.unit
    return roles[i - 1].per if same else None
