"""Figures that sum up others of several programs: they go by what stands over these."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame
from reportparse.link.told import Told
from reportparse.rulebook import GENERIC

TOTAL_LEAD = re.compile(
    r"^[,、]?(?:两项|三项|两者|以上|上述)?(?:合起来共?|加起来共?|合计|共计|总计|总共|一共|共)[^,。;]{0,4}$"
)
TOTAL_PAID = re.compile(
    r"(?:合计|合并|共计|总计|总共|一共|共)(?:支付|支出|发放|付出|投入|拨付|发|补助|补贴)?[^,。;]{0,4}$|(?:上述|以上)[^,。;]{0,12}$"
)

BOTH_CHANGED = re.compile(
    r"(?:合计|共计|总计|总共|一共|共)(?:调出|调进|调入|新增|新纳入|退出|取消|停发|清退|核减|注销)"
)
"""农村低保90户,城镇低保6户,共调出97户: out of both."""
YEAR_PAID = re.compile(
    r"(?:全年|年内|当年|累计|年初以来|上半年)?(?:共|已|总)?(?:发放|支出|兑现|发|拨付|投入|下拨)(?:各类|补贴|补助|救助|保障|基本生活|生活)?(?:资金|金|款|经费|费)?"
)
"""Money without a word of whose it is."""


ALIKE = re.compile(r"(?:均|都|统一)(?:按照?|为|是|达到?|由|从|提高|执行|调整)[^,。;]{0,8}$")
"""孤儿17人、事实无人抚养儿童49人均按每人每月1850元: of the one and the other."""
BARE_STANDARD = re.compile(",标准(?:由|从|为)?(?:原来的?)?(?:每人|每月){0,2}")
AT_ONCE = "同时享受"
BOTH_AT_ONCE = re.compile("[,、]?(?:其中|有|另有)?")
PAID_AFTER = re.compile(
    r"[,、](?:全年|上半年|半年|年内|当年|累计|每年|年)?(?:共|已|需|补)?(?:发放|支出|兑现|发|拨付|投入|下拨|支付|落实)(?:补发|差额|补贴|补助|供养|基本|生活|救助)*(?:资金|金|款|经费|费|差额)?(?:共|计)?"
)
"""Money behind a list of standards, without a word of whose it is."""


def alike(told: Told, i: int, frame: Frame) -> Choice | None:
    """标准均为每人每月80元, 27人同时享受, and what is paid behind standards that 分别 handed out: of both programs told before."""
    own, tail = frame.own, frame.tail
    both = "同时" in tail and tail.startswith(AT_ONCE) and BOTH_AT_ONCE.fullmatch(frame.lead) is not None
    alike_said = ("均" in own or "都" in own or "统" in own) and ALIKE.search(own) is not None
    if not both and not alike_said and not ("标准" in frame.lead and standard_of_two(told, i, frame)):
        if frame.quantity.measure != "amount" or told.choices[-1].rule not in ("program.distributed", "program.sum"):
            return None
        if PAID_AFTER.fullmatch(frame.lead) is None:
            return None
    codes = [c.code for c in told.same_part(frame) if c.code]
    distinct = list(dict.fromkeys(codes))[:2]
    common = told.rules.common(distinct) if len(distinct) == 2 else None
    if not common or common in GENERIC or common == "social_assistance":
        return None
    return Choice(common, "program.sum", (frame.end, frame.end + len(AT_ONCE)) if both else None)


def standard_of_two(told: Told, i: int, frame: Frame) -> bool:
    """生活补贴3284人、护理补贴4517人,标准由每人每月60元…: the bare standard behind two that were told in one breath."""
    if not BARE_STANDARD.fullmatch(frame.lead):
        return False
    last = told.scene.frames[i - 1]
    return last.lead[:1] == "、" and told.goes_on(frame) and told.scene.frames[i - 2].clause == last.clause


def sum_of(told: Told, i: int, frame: Frame) -> Choice | None:
    """合计 after figures of sister programs: their common program."""
    if not TOTAL_LEAD.match(frame.lead):
        return None
    codes = {told.choices[j].code for j, part in enumerate(told.parts[:i]) if part is not None and part[0] == i}
    named = [c for c in codes if c]
    common = told.rules.common(named) if len(named) > 1 else None
    return Choice(common, "program.sum") if common else None


def paid_together(told: Told, frame: Frame) -> Choice | None:
    """共发放337万元 after figures of two sister programs: what stands over both."""
    in_or_out = frame.quantity.measure in ("persons", "households") and BOTH_CHANGED.fullmatch(frame.own)
    if frame.quantity.measure != "amount" and not in_or_out:
        return None
    if (
        not in_or_out
        and not TOTAL_PAID.search(frame.own)
        and not (YEAR_PAID.fullmatch(frame.own) and only_counted(told, frame))
    ):
        return None
    distinct = list(dict.fromkeys(c.code for c in told.same_part(frame) if c.code))[:2]
    common = told.rules.common(distinct) if len(distinct) == 2 else None
    return Choice(common, "program.sum") if common and common not in GENERIC else None


def only_counted(told: Told, frame: Frame) -> bool:
    """Whether no money was told yet in this part: the programs counted before share the first."""
    earlier = told.scene.frames[: len(told.choices)]
    last = earlier[-len(told.same_part(frame)) :] if told.same_part(frame) else ()
    return all(f.quantity.measure != "amount" for f in last)
