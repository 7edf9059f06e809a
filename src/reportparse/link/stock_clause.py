"""Whether a figure stands by the words of its clause: those that leave no doubt, having, what is done behind it, verbs."""

from __future__ import annotations

from reportparse.link import stock_words as told
from reportparse.link.measure_words import EVENT_UNITS
from reportparse.link.spans import begun_before
from reportparse.link.stock_case import Answer, Case
from reportparse.model.mentions import PeriodMention

OPENING = 3
"""Characters from the start of a sentence in which the day stands that it opens with."""

HIRED = ("聘用人员", "聘用教师", "聘用职工", "招聘人员", "选派干部")
"""现有在编人员17人,聘用人员23人: a kind of staff."""


def by_firm_words(case: Case) -> Answer:
    """Words that leave no doubt, and units of what happens."""
    lead, tail, q, i = case.lead, case.tail, case.quantity, case.i
    if ("可" in lead or "距" in lead) and told.HOLDS.search(lead):
        return True, "kind.standing"
    if "等" in lead and told.AND_OTHERS.search(lead) and not told.HAPPENED.match(tail):
        return True, "kind.standing"
    if "未" in lead and told.UNDONE.search(lead) and q.measure in ("persons", "households", "count"):
        return True, "kind.remaining"
    if q.unit in ("份", "人") and "档" in lead and told.FILES_KEPT.search(lead):
        return True, "kind.standing"
    if case.known.roles[i].rule == "role.net":
        return False, "kind.doing"
    if "累计" in lead and told.EVER_SINCE.search(lead):
        return True, "kind.standing"
    if ("存" in lead or "储" in lead or "藏" in lead) and told.STORED.search(lead):
        return True, "kind.standing"
    if q.unit in EVENT_UNITS:
        return q.unit == "对" and told.PAIRED_OFF.search(lead) is not None and "新" not in lead, "kind.unit"
    if "均" in lead and told.AVERAGED.search(lead):
        return False, "kind.average"
    if case.known.roles[i].level:
        return True, "kind.level"
    return None


def by_heads(case: Case) -> Answer:
    """Whose heads they are, what remains, what is still to be done, what was done without doubt."""
    lead, tail, q, dated, frame = case.lead, case.tail, case.quantity, case.dated, case.frame
    if dated and lead.endswith("有") and told.ENDS_WITH_HAVING.search(lead):
        return True, "kind.standing"
    served = ("为" in lead or "给" in lead or "向" in lead) and told.FOR_THEM.search(lead) is not None
    if served and told.GIVEN_THERE.search(case.known.scene.text, frame.end, frame.clause[1]):
        return False, "kind.doing_after"  # 为补贴对象2106人、…1865人发放补贴
    if lead[-1:] in ("象", "有", "辖") and told.HEADS_OF.search(lead) and not told.FRESH.search(lead):
        return True, "kind.standing"
    if (lead[-1:] in told.REMAINING_ENDS and told.REMAINING.search(lead) and not told.TURNED.match(tail)) or (
        "的" in lead and told.NEEDED.search(lead)
    ):
        return True, "kind.remaining"
    if (
        q.measure in ("persons", "households")
        and ("高" in lead or "调" in lead or "低" in lead)
        and told.RATED_ANEW.search(lead)
    ):
        return False, "kind.doing"
    if ("需" in lead or "应" in lead or "待" in lead) and told.TO_BE_DONE.search(lead):
        return True, "kind.remaining"
    if (
        (told.FIRM_SIGNS.search(lead) and told.FIRM_DOING.search(lead))
        or (told.GONE_SIGNS.search(lead) and told.GONE.search(lead))
    ) and not (told.CUMULATED.search(lead) and not told.OUT_OF.search(lead)):
        return False, "kind.doing"
    if (lead.endswith("由") and told.MADE_UP.match(tail)) or (
        lead.endswith(("达", "到")) and told.PLACES_REACH.search(lead)
    ):
        return True, "kind.standing"
    if (lead[:1] in told.BUILDS_FIRST or lead[:1].isspace()) and told.BUILDS.match(lead):
        return False, "kind.doing"
    return None


def by_having(case: Case) -> Answer:
    """What there is, what was taken in, who was paid."""
    lead, tail, q, measure, frame, dated = (
        case.lead,
        case.tail,
        case.quantity,
        case.quantity.measure,
        case.frame,
        case.dated,
    )
    if lead[-1:] in told.PLACE_SIGNS and told.IN_PLACES.search(lead) and told.PLACE_NOUN.match(tail):
        return True, "kind.place"
    if "纳入" in lead and told.NOW_IN.search(lead):
        return True, "kind.standing"
    if ("纳入" in lead and told.TAKEN_IN.search(lead)) or (
        lead.endswith("有")
        and (
            told.SPAN_HAS.search(lead)
            or (
                (told.ALL_SPAN_HAS.search(lead) or (not dated and lead.endswith(("共有", "分别有", "先后有"))))
                and (told.HAPPENED.match(tail) or told.DONE_AFTER.match(tail))
            )
        )
    ):
        return False, "kind.during"
    if "元" in tail and q.measure in ("persons", "households") and told.PAID_TO.match(tail):
        return False, "kind.doing_after"
    if "有" in lead and told.NOW_HAS.search(lead) and not (told.HAPPENED.match(tail) or told.DONE_AFTER.match(tail)):
        return True, "kind.standing"
    if ("每" in lead and told.PER_HEAD.search(lead)) or (
        measure == "area" and told.GROUNDS.search(lead) and not case.known.last_verb(frame, lead)
    ):
        return True, "kind.standing"
    if "有" in lead and (told.HAVING.search(lead) or told.HAVING_PLACES.search(lead)) and not told.HAPPENED.match(tail):
        return True, "kind.standing"
    return None


def by_what_follows(case: Case) -> Answer:
    """What was done with those counted, told behind them."""
    lead, tail, q, frame = case.lead, case.tail, case.quantity, case.frame
    if frame.lead in ("、", ",") and q.measure in ("persons", "households") and case.after_money_paid():
        return False, "kind.neighbour"
    if frame.lead[:1] in "、和及" and q.measure in ("weight", "count") and case.after_money_paid():
        return False, "kind.neighbour"
    if ("受" in tail or "遭" in tail) and told.STRUCK.match(tail):
        return False, "kind.doing_after"
    if "的" in lead and told.GAVE.search(case.known.scene.text, frame.clause[0], frame.start):
        return False, "kind.doing"
    if q.measure in ("persons", "households") and told.PAID_SIGNS.search(tail) and told.PAID_OUT.match(tail):
        return False, "kind.doing_after"
    if ("未" in tail or "没有" in tail) and told.NOT_YET.match(tail):
        return True, "kind.remaining"
    if told.SERVED_SIGNS.search(lead, 0, 3) and told.SERVED_ALL.match(lead) and told.DONE_IN_CLAUSE.match(tail):
        return False, "kind.doing_after"
    if "慰问" in lead and told.VISITED.search(lead):
        return False, "kind.doing"
    return None


def by_verb(case: Case) -> Answer:
    """The last verb of the clause."""
    lead, q, frame, mention, dated = case.lead, case.quantity, case.frame, case.mention, case.dated
    verb = case.known.last_verb(frame, lead)
    if verb is not None:
        start, word = verb
        if word in told.NOUNLIKE and told.ENJOYED.search(lead):
            return True, "kind.standing"
        if told.AIDED.search(lead):
            return False, "kind.doing"
        if word in case.known.rules.standing or (
            word == "登记" and q.measure == "persons" and start + len(word) < len(lead) and "选民" not in lead
        ):
            return True, "kind.standing"
        built = told.BUILT.search(lead)
        if built is None:
            return False, "kind.doing"
        at_day = mention is not None and case.known.scene.text[mention.start : mention.end] in told.AT_THE_END
        if mention is not None and mention.start - frame.sentence.start < OPENING and opens_a_day(mention):
            at_day = at_day or "年" in case.known.scene.text[mention.end - 2 : mention.end]
        cumulated = (
            dated
            or at_day
            or told.NETWORK.match(frame.tail) is not None
            or told.CUMULATED.search(lead[:start]) is not None
        )
        if mention is not None and since_a_time(case, dated):
            cumulated = False  # 2018年以来,…共建成2个殡仪馆
        return "新" not in lead[: built.start()] and cumulated, "kind.built"
    return None


def opens_a_day(mention: PeriodMention) -> bool:
    """到2020年底,养老机构84所;建成农村幸福院612个: whether a sentence opens with a day, which is that of all its parts."""
    return mention.upto or mention.kind == "as_of"


def since_a_time(case: Case, dated: bool) -> bool:
    """Whether the words of time name the day since when: 2018年以来, 自去年启动…以来,截至今年8月."""
    mention = case.mention
    if mention is None:
        return False
    if dated:
        return begun_before(case.known.scene, mention) is not None
    return mention.relation == "since" and mention.rule != "lasting"


def by_opening(case: Case) -> Answer:
    """A clause that opens with doing, for someone, or of a whole place."""
    lead, tail, q, frame = case.lead, case.tail, case.quantity, case.frame
    hired = case.before == "as_of" and lead.endswith(HIRED)
    if lead and not hired and case.begins_with_doing() and not told.TURNED_INTO.search(lead):
        return False, "kind.doing"
    if lead[-1:] in "为给向" and told.FOR_ALL.fullmatch(lead) and q.measure in ("persons", "households"):
        return False, "kind.doing_after"  # 全区为12146名低保人员,发放…
    if (
        lead.startswith(("对", "为", "向", "给"))
        and tail[:1] == ","
        and told.NEXT_PAID.match(case.known.scene.text, frame.end)
    ):
        return False, "kind.doing_after"
    short = told.SERVING_SIGNS.search(lead[-told.SHORT_SERVING :]) is not None and tail[:1] not in told.STOPS
    if short and len(own := told.LIST_MARK.sub("", lead)) <= told.SHORT_SERVING and told.SERVING_SIGNS.match(own):
        return False, "kind.doing_after"  # 为623名农民工追回工资
    if (
        "全" in lead
        and told.WHOLE_PLACE.search(lead)
        and (told.ADMIN_UNIT.match(tail) or q.unit in told.ESTABLISHMENTS)
        and (told.OF_ALL.match(tail) or not told.HAPPENED_TO.search(tail))
    ):
        return True, "kind.place"
    if told.DOING_SIGNS.search(lead) and told.DOING_FOR.match(lead) and told.DONE_IN_CLAUSE.match(tail):
        return False, "kind.doing_after"
    if (
        lead[-1:] in told.STANDING_SIGNS
        and told.STANDING_END.search(lead)
        and not (
            lead.rstrip("约近").endswith("有")
            and ("受灾" in tail or told.DONE_AFTER.match(tail) or told.HAPPENED.match(tail))
        )
    ):
        return True, "kind.standing"
    return None
