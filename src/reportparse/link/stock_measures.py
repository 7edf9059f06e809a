"""Whether a figure stands by what it measures: weights, hours, times, money; rates by their names."""

from __future__ import annotations

import re
from decimal import Decimal

from reportparse.link import measure_words as told
from reportparse.link.stock_case import PAIRED, Answer, Case
from reportparse.link.words import is_pair

PRICED = re.compile(r"(?:均价|价格|电价|水价|单价|药价|工资|赤字|债务|欠款|存款)[^。;]{0,30}$")
"""均价从1.3万元降至700元: what it is now."""

WORTH = re.compile(r"[,、]?(?:总)?(?:价值|估值|市值)(?:约|达|共|为)?")
"""库存棉被2.1万床,总价值1360万元: what stands is worth so much as long as it stands."""
NEEDS = re.compile(r"(?:约|还|尚|仍|共)?需(?:要)?(?:资金|投资|经费|投入)?约?$")
"""资金缺口较大,约需1800万元."""


def by_measure(case: Case) -> Answer:
    """Weights, distances, hours, times and money; rates."""
    lead, tail, measure, frame, i = case.lead, case.tail, case.quantity.measure, case.frame, case.i
    if measure == "age":
        return True, "kind.measure"
    if measure == "weight" and "产" in lead and told.OUTPUT.search(lead):
        return False, "kind.unit"
    if measure == "weight" and balance(lead):
        return True, "kind.unit"
    if measure == "length" and told.WEATHER.search(lead):
        return False, "kind.doing"
    if measure == "duration":
        return duration_stands(case), "kind.unit"
    if measure in ("person_times", "household_times", "amount"):
        if case.known.roles[i].rule == "role.per_month":
            return True, "kind.level"
        if case.known.roles[i].rule == "role.average":
            said = case.known.scene.text[frame.clause[0] : frame.start]
            return (
                case.dated or "补差" not in said,
                "kind.level",
            )  # 月人均补差由38元提高到48元: over the time, as any of them
        if measure == "amount" and "尚未" in tail and told.UNPAID.match(tail):
            return True, "kind.remaining"
        if measure == "amount" and frame.lead in PAIRED and case.before == "as_of":
            return case.known.scene.frames[i - 1].quantity.measure == "amount", "kind.neighbour"
        if measure == "amount" and case.before == "as_of" and WORTH.fullmatch(frame.lead):
            return True, "kind.neighbour"
        if (
            measure == "amount"
            and case.known.roles[i].level
            and PRICED.search(case.known.scene.text, frame.clause[0], frame.start)
        ):
            return True, "kind.level"
        if (
            measure == "amount"
            and "需" in lead
            and NEEDS.search(lead)
            and case.known.tells_of_shortfalls(frame, case.mention)
        ):
            return True, "kind.shortfall"
        stands = measure == "amount" and (
            balance(lead) or (tail[:1] in told.SHORTFALL_SIGNS and told.SHORTFALL.match(tail))
        )
        return bool(stands) and not told.FILLED.search(lead), "kind.unit"
    if measure == "rate":
        return rate_stands(case)
    return None


def balance(lead: str) -> bool:
    """Whether the words are those of what is left or owed: the cheap look first."""
    return told.BALANCE_SIGNS.search(lead) is not None and told.BALANCE.search(lead) is not None


def duration_stands(case: Case) -> bool:
    """Hours served run, but those counted up since nobody says when stand at a day, and so do terms of office."""
    frame, mention = case.frame, case.mention
    if told.TENURE.search(frame.own):
        return True
    if told.SERVED.search(frame.own):
        return mention is None or mention.start < frame.part[0]
    if "平均" not in frame.own or frame.previous is None:
        return False
    last = case.known.scene.frames[frame.previous].quantity
    return last.measure == "duration" and case.before == "as_of"


def rate_stands(case: Case) -> tuple[bool, str]:
    """Rates of a state stand at a day; of events they run; a share follows its numerator."""
    i, frame, lead, mention = case.i, case.frame, case.lead, case.mention
    if not told.RATE_NOUN.search(lead) and case.known.told_before(i):  # 覆盖率提高4.4个百分点,升至93.1%
        lead = case.known.scene.text[frame.part[0] : frame.start]
    if frame.previous is not None and told.SHARE_ALONE.fullmatch(lead) and case.before == "flow":
        whole = case.known.scene.frames[frame.previous].quantity
        happened = whole.unit.lstrip("万亿") in told.EVENT_UNITS or whole.measure == "amount"
        return not happened, "kind.share"  # 已办结27起,占比45%
    if told.EVENT_RATE.search(lead) or told.FLOW_SHARE.search(lead):
        return False, "kind.rate"
    if "占" in lead and told.SHARE.search(lead) and frame.previous is not None:
        of_age = case.known.scene.frames[frame.previous].quantity.measure == "age"  # 60岁以上的占37.4%
        return of_age or case.before == "as_of", "kind.share"
    if (
        lead.endswith("的")
        and case.before != "none"
        and "占" in case.known.scene.text[frame.part[0] : frame.start]
        and frame.previous is not None
    ):
        shared = i - 2 if i > 1 and case.known.scene.frames[i - 2].part == frame.part else i - 1
        return case.known.found[shared].period.kind == "as_of", "kind.share"  # 占全市3.7万名残疾人的5.8%
    if told.STATE_RATE.search(lead) or told.STATE_RATE.search(frame.tail[:6]):
        return True, "kind.rate"
    if is_pair(frame.lead) and frame.previous is not None:
        before = case.known.scene.frames[frame.previous].quantity.measure
        if before == "rate" and case.before != "none":
            return case.before == "as_of", "kind.neighbour"
    if frame.previous is not None and told.LABEL_ONLY.fullmatch(lead):
        before = case.known.scene.frames[frame.previous].quantity.measure
        if before == "rate" and case.before == "as_of" and case.known.roles[i - 1].role == "actual":
            return True, "kind.neighbour"
    if (part := printed_share(case)) is not None:
        return case.known.found[part].period.kind == "as_of", "kind.share"
    if mention is not None and mention.start >= frame.part[0] and mention.kind == "as_of":
        return "完成" not in case.known.scene.text[frame.clause[0] : frame.start], "kind.dated"
    if case.known.tells_of_shortfalls(frame, mention):
        return True, "kind.shortfall"
    return False, "kind.rate_unknown"


LOOKED_BACK = 6
"""Figures before a share among which its two sides are looked for."""
ROUNDING = Decimal("0.5")


def printed_share(case: Case) -> int | None:
    """现有对象559人,其中已消除风险348人,风险消除率62.25%: the figure that the share is of, where both sides are printed."""
    i, frame, rate = case.i, case.frame, case.quantity
    frames = case.known.scene.frames
    exponent = rate.value.as_tuple().exponent
    allowed = ROUNDING.scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    first = i
    while first > 0 and i - first < LOOKED_BACK and frames[first - 1].sentence is frame.sentence:
        first -= 1
    for part in range(i - 1, first, -1):
        for whole in range(part - 1, first - 1, -1):
            q, of = frames[part].quantity, frames[whole].quantity
            if q.unit != of.unit or not 0 < q.value < of.value:
                continue
            if abs(q.value * 100 / of.value - rate.value) <= allowed:
                return part
    return None
