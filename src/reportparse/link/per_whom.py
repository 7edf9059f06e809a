"""Whom a rate is for: per head, household or bed, per month or year, by the words around it; and sums that each gets once."""

from __future__ import annotations

import re

from reportparse.link.frames import Frame, Scene
from reportparse.link.words import AVERAGE

PER_HEAD_TIME = re.compile(r"(?:标准|补助|补贴)(?:为|是)?(?:每?人)?(?:每)?([年月])$")
"""供养标准为人年6240元."""
GIVEN_ONCE = re.compile(
    r"(?:给予|奖励|按照?|享受|补助|补贴|发给|每人)[^,。;\d共总累资金]{0,14}一次性[^,。;\d共总累]{0,10}(?:补助|补贴|奖励|慰问|救助|安置费|奖金|慰问金|补助金|生活费)$"
    r"|一次性(?:给予|奖励|补助|补贴|发给)[^,。;\d共总累资]{0,10}$"
)
"""给予一般群众一次性补助1000元: what each gets, once."""
ONCE_BEHIND = re.compile(
    r"(?:[、和至到—~-][^,。;、\d]{0,8}\d[\d.]*万?元)?(?:不等)?的?(?:标准)?(?:给予|发放)?的?一次性[^,。;\d]{0,8}(?:奖励|补助|补贴|慰问|救助|补偿|奖金)"
)
MOST_ONCE = {"元": 100_000, "万元": 50}
"""What one gets once is not more than this; more is what all of them got."""
MONTHLY = re.compile(r"月人均|月(?:保障|供养|补助|补差|救助|发放)?标准|每月")
YEARLY = re.compile(r"年人均|年(?:保障|供养|补助|救助)?标准|每年")


def given_once(frame: Frame) -> bool:
    """Whether a sum is what each of those told gets once, and not what was spent."""
    q = frame.quantity
    if q.value > MOST_ONCE[q.unit] or (q.unit == "万元" and q.value * 10 != (q.value * 10).to_integral_value()):
        return False  # 14.16万元 is what was spent
    if "一次性" in frame.own and GIVEN_ONCE.search(frame.own):
        return True
    return "一次性" in frame.rest and "给予" in frame.own and ONCE_BEHIND.match(frame.rest) is not None


def each_per(words: str) -> str:
    """每户 -> household; 每人每月 -> person_month."""
    if "每餐" in words or "每天" in words or "每日" in words:
        return "meal" if "每餐" in words else "person_day"
    head = "household" if "每户" in words else "bed" if "每床" in words or "每张" in words else "person"
    time = "_month" if "每月" in words else "_year" if "每年" in words or "学年" in words or "全年" in words else ""
    return head + time


def short_per(lead: str) -> str:
    """一户500元 -> household; 月享 -> person_month; 分散的一年 -> person_year."""
    head = "household" if "户" in lead else "person"
    return head + ("_year" if "年" in lead else "_month" if "月" in lead else "")


def standard_per(scene: Scene, frame: Frame) -> str | None:
    """The per of a standard from its own words: 月标准, 年保障标准."""
    lead = scene.text[frame.clause[0] : frame.start]
    if lead.endswith(("年", "月")) and (told := PER_HEAD_TIME.search(lead)):
        return "person_year" if told[1] == "年" else "person_month"
    if MONTHLY.search(lead):
        return "person_month"
    if YEARLY.search(lead):
        return "person_year"
    return None


AVERAGE_OF = re.compile(r"平均每一?(人|名|位|户|家|个月|月|天|日)[^每均]*$")
AVERAGED_PER = {
    **dict.fromkeys("人名位", "person"),
    **dict.fromkeys("户家", "household"),
    **dict.fromkeys(("个月", "月"), "month"),
    **dict.fromkeys("天日", "day"),
}


def average_per(scene: Scene, frame: Frame) -> str | None:
    """The per of an average: 月人均 person_month, 人均 person, 户均 household, 日均 day."""
    if frame.quantity.per:
        return frame.quantity.per
    if "平均每" in frame.own and (of := AVERAGE_OF.search(frame.own)):
        return AVERAGED_PER[of[1]]
    m = AVERAGE.search(frame.own) if "均" in frame.own or "平" in frame.own or "折合" in frame.own else None
    if not m or frame.quantity.measure in ("age", "rate"):
        return None
    words = frame.own[max(0, m.start() - 4) :]
    month = "月" in words
    if "户" in words and "户次" not in words:
        return "household"
    if "人" in words:
        return "person_month" if month else "person"
    if "次" in words:
        return "household_time" if "户次" in words else "person_time"
    if "日均" in words:
        return "day"
    return "month" if "月均" in words else None
