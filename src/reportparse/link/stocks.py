"""Whether a figure stands at a day or runs over a span: by its unit, the nearest verb, the program's nature, the words
of time beside it."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.link import stock_words as told
from reportparse.link.answers import Choice, Dated, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import is_pair
from reportparse.model.mentions import PeriodMention
from reportparse.rulebook import Rulebook

OVER = ("以上", "以下", "及以上", "及以下")
PAIRED = ("和", "、", "及")
NEWLY_MADE = frozenset({"kind.doing", "kind.built"})
LISTED_KINDS = frozenset({"kind.standing", "kind.neighbour", "kind.place", "kind.level"})


class Stocks:
    """Answers for one figure at a time; `found` holds the periods settled so far, and grows as the calendar walks."""

    def __init__(
        self, scene: Scene, roles: Sequence[Role], choices: Sequence[Choice], rules: Rulebook, found: Sequence[Dated]
    ) -> None:
        self.scene, self.roles, self.choices = scene, roles, choices
        self.rules, self.found = rules, found
        self.lacking: dict[int, bool] = {}

    def is_stock(self, i: int, frame: Frame, mention: PeriodMention | None) -> tuple[bool, str]:
        """Whether a figure stands at a day, and what told: its unit, the nearest verb, the program's nature, the words of
        time."""
        q = frame.quantity
        lead, tail, measure = self.lead_of(i, frame), self.rest_of(i, frame), q.measure
        if measure == "weight" and "产" in lead and told.OUTPUT.search(lead):
            return False, "kind.unit"
        if measure == "weight" and told.BALANCE.search(lead):
            return True, "kind.unit"
        if measure == "length" and told.WEATHER.search(lead):
            return False, "kind.doing"
        if measure == "duration":
            return self.duration_is_stock(i, frame, mention), "kind.unit"
        if measure in ("person_times", "household_times", "amount"):
            if self.roles[i].rule in ("role.average", "role.per_month"):
                return True, "kind.level"
            if measure == "amount" and "尚未" in tail and told.UNPAID.match(tail):
                return True, "kind.remaining"
            if measure == "amount" and frame.lead in PAIRED and self.kind_before(i, frame) == "as_of":
                return self.scene.frames[i - 1].quantity.measure == "amount", "kind.neighbour"
            stands = measure == "amount" and (told.BALANCE.search(lead) or told.SHORTFALL.match(tail))
            return bool(stands) and not told.FILLED.search(lead), "kind.unit"
        if measure == "rate":
            return self.rate_is_stock(i, frame, lead, mention)
        if self.roles[i].rule == "role.net":
            return False, "kind.doing"
        if "累计" in lead and told.EVER_SINCE.search(lead):
            return True, "kind.standing"
        if ("存" in lead or "储" in lead or "藏" in lead) and told.STORED.search(lead):
            return True, "kind.standing"
        if q.unit in told.EVENT_UNITS:
            return q.unit == "对" and told.PAIRED_OFF.search(lead) is not None and "新" not in lead, "kind.unit"
        if "均" in lead and told.AVERAGED.search(lead):
            return False, "kind.average"
        if self.roles[i].level:
            return True, "kind.level"
        dated = mention is not None and mention.start >= frame.part[0] and (mention.kind == "as_of" or mention.upto)
        if dated and lead.endswith("有") and told.ENDS_WITH_HAVING.search(lead):
            return True, "kind.standing"
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
        if "建" in lead and told.BUILDS.match(lead):
            return False, "kind.doing"
        if lead[-1:] in told.PLACE_SIGNS and told.IN_PLACES.search(lead) and told.PLACE_NOUN.match(tail):
            return True, "kind.place"
        if "纳入" in lead and told.NOW_IN.search(lead):
            return True, "kind.standing"
        if ("纳入" in lead and told.TAKEN_IN.search(lead)) or (
            lead.endswith("有")
            and (
                told.SPAN_HAS.search(lead)
                or (told.ALL_SPAN_HAS.search(lead) and (told.HAPPENED.match(tail) or told.DONE_AFTER.match(tail)))
            )
        ):
            return False, "kind.during"
        if "元" in tail and q.measure in ("persons", "households") and told.PAID_TO.match(tail):
            return False, "kind.doing_after"
        if (
            "有" in lead
            and told.NOW_HAS.search(lead)
            and not (told.HAPPENED.match(tail) or told.DONE_AFTER.match(tail))
        ):
            return True, "kind.standing"
        if ("每" in lead and told.PER_HEAD.search(lead)) or (
            measure == "area" and told.GROUNDS.search(lead) and not self.last_verb(frame)
        ):
            return True, "kind.standing"
        if (
            "有" in lead
            and (told.HAVING.search(lead) or told.HAVING_PLACES.search(lead))
            and not told.HAPPENED.match(tail)
        ):
            return True, "kind.standing"
        if frame.lead in ("、", ",") and q.measure in ("persons", "households") and self.after_money_paid(i, frame):
            return False, "kind.neighbour"
        if frame.lead[:1] in "、和及" and q.measure in ("weight", "count") and self.after_money_paid(i, frame):
            return False, "kind.neighbour"
        if ("受" in tail or "遭" in tail) and told.STRUCK.match(tail):
            return False, "kind.doing_after"
        if "的" in lead and told.GAVE.search(self.scene.text, frame.clause[0], frame.start):
            return False, "kind.doing"
        if (
            q.measure in ("persons", "households")
            and not told.PAID_SIGNS.isdisjoint(tail)
            and told.PAID_OUT.match(tail)
        ):
            return False, "kind.doing_after"
        if "未" in tail and told.NOT_YET.match(tail):
            return True, "kind.remaining"
        if told.SERVED_ALL.match(lead) and told.DONE_IN_CLAUSE.match(tail):
            return False, "kind.doing_after"
        verb = self.last_verb(frame)
        if verb is not None:
            start, word = verb
            if word in told.NOUNLIKE and told.ENJOYED.search(lead):
                return True, "kind.standing"
            if told.AIDED.search(lead):
                return False, "kind.doing"
            if word in self.rules.standing or (
                word == "登记" and q.measure == "persons" and start + len(word) < len(lead)
            ):
                return True, "kind.standing"
            built = told.BUILT.search(lead)
            if built is None:
                return False, "kind.doing"
            at_day = mention is not None and self.scene.text[mention.start : mention.end] in told.AT_THE_END
            cumulated = (
                dated
                or at_day
                or told.NETWORK.match(frame.tail) is not None
                or told.CUMULATED.search(lead[:start]) is not None
            )
            return "新" not in lead[: built.start()] and cumulated, "kind.built"
        if lead and self.begins_with_doing(lead) and not told.TURNED_INTO.search(lead):
            return False, "kind.doing"
        if lead[-1:] in "为给向" and told.FOR_ALL.fullmatch(lead) and q.measure in ("persons", "households"):
            return False, "kind.doing_after"  # 全区为12146名低保人员,发放…
        short = not told.SERVING_SIGNS.isdisjoint(lead[-told.SHORT_SERVING :]) and tail[:1] not in told.STOPS
        if short and len(own := told.LIST_MARK.sub("", lead)) <= told.SHORT_SERVING and own[:1] in told.SERVING_SIGNS:
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
        before = self.kind_before(i, frame)
        listed = frame.lead[:1] in "、和及" and not told.CLAUSE_MARK.search(frame.lead)
        listed = listed or (frame.lead[-1:] in told.NOUN_ENDS and told.NOUN_BETWEEN.fullmatch(frame.lead) is not None)
        joined = before != "none" and (listed or not self.has_words(lead)) and frame.lead_start >= frame.part[0]
        if joined and self.scene.frames[i - 1].quantity.measure in ("persons", "households", "count"):
            return before == "as_of", "kind.neighbour"
        if (told.DONE_AFTER.match(tail) and not dated and "全部" not in tail[:12]) or told.HAPPENED.match(tail):
            return False, "kind.doing_after"
        if (
            q.measure == "area"
            and frame.previous is not None
            and frame.lead_start >= frame.part[0]
            and before != "none"
        ):
            return before == "as_of", "kind.neighbour"
        if "受灾" in tail or "遭灾" in tail:
            return False, "kind.doing_after"
        if dated:
            return (False, "kind.loss") if told.LOSS.search(lead) else (True, "kind.dated")
        if before == "flow" and q.unit in told.OF_PLACES and self.next_of_new(i, frame):
            return False, "kind.neighbour"
        if (
            told.PLACES.search(lead)
            or (told.PLACE_AFTER.match(tail) and lead[-1:] not in ("到", "给", "向", "对", "往"))
            or (q.measure == "area" and "均" in lead)
        ):
            return True, "kind.place"
        if (
            mention is not None
            and mention.start >= frame.own_start
            and told.DURING.match(self.scene.text, mention.start)
        ):
            return False, "kind.during"
        if self.tells_of_shortfalls(frame, mention):
            return True, "kind.shortfall"
        if before == "as_of" and self.found[i - 1].kind in LISTED_KINDS and told.KINDS_OF_PEOPLE.search(lead):
            return True, "kind.neighbour"
        if before == "as_of" and self.found[i - 1].kind in LISTED_KINDS and self.of_things(q.unit, lead):
            return True, "kind.neighbour"
        if q.unit in told.HANDED_OUT:
            return False, "kind.unit"
        if q.unit == "项" and told.ALL_SO.match(tail):
            return True, "kind.place"
        staff = q.measure in ("persons", "count") and lead[-1:] in told.STAFF_ENDS and told.STAFF.search(lead)
        if staff or ("有" in tail and told.HAS_AFTER.match(tail)):
            return True, "kind.standing"
        if told.ENDS_DOING.search(lead):
            return False, "kind.doing"
        if "持证" in tail and told.IN_OFFICE.match(tail):
            return True, "kind.standing"
        choice = self.choices[i]  # a program that only the title gives says nothing of what is counted
        rule = self.rules.programs.get(choice.code or "") if choice.rule != "program.title_unit" else None
        if rule is None and q.unit in told.ESTABLISHMENTS:
            return True, "kind.measure"
        return (rule.stock, "kind.program") if rule else (q.measure in ("persons", "households"), "kind.measure")

    @staticmethod
    def of_things(unit: str, lead: str) -> bool:
        """Whether things are counted: by a unit of theirs, or by a noun where the unit is one of anything."""
        return unit in told.THINGS or (unit in ("个", "条") and told.THING.search(lead) is not None)

    def begins_with_doing(self, lead: str) -> bool:
        """开发公益性岗位, 先后组建志愿者队伍: a clause that begins with a word of doing, whatever it is elsewhere."""
        opened = told.BEFORE_DOING.match(lead)
        return self.rules.cues["opening"].match(lead, opened.end() if opened else 0) is not None

    def tells_of_shortfalls(self, frame: Frame, mention: PeriodMention | None) -> bool:
        """存在问题, or a sentence that says what is lacking: it tells how things stand, unless it gives a time."""
        if mention is not None and mention.start >= frame.part[0]:
            return False
        at = frame.sentence.section
        said = self.lacking.get(at)
        if said is None:
            sections, up = self.scene.outline.sections, at
            said = False
            while up >= 0 and not said:
                said = told.SHORTFALLS.search(sections[up].title) is not None
                up = sections[up].parent
            self.lacking[at] = said
        return said or told.LACKING.search(self.scene.text, frame.sentence.start, frame.sentence.end) is not None

    def duration_is_stock(self, i: int, frame: Frame, mention: PeriodMention | None) -> bool:
        """Hours served run, but those counted up since nobody says when stand at a day, and so do terms of office."""
        if told.TENURE.search(frame.own):
            return True
        if told.SERVED.search(frame.own):
            return mention is None or mention.start < frame.part[0]
        if "平均" not in frame.own or frame.previous is None:
            return False
        last = self.scene.frames[frame.previous].quantity
        return last.measure == "duration" and self.kind_before(i, frame) == "as_of"

    def after_money_paid(self, i: int, frame: Frame) -> bool:
        """新增小额信贷1.05亿元、2214户: those that money went to."""
        if frame.previous is None or self.roles[i - 1].role != "actual":
            return False
        return self.scene.frames[i - 1].quantity.measure == "amount" and self.kind_before(i, frame) == "flow"

    def next_of_new(self, i: int, frame: Frame) -> bool:
        """新增企业3家,研发中心1家: whether a place is the next of what was made or added."""
        new = self.found[i - 1].kind in NEWLY_MADE and self.scene.frames[i - 1].quantity.unit in told.OF_PLACES
        return new and told.NEXT_OF_A_LIST.fullmatch(frame.lead) is not None

    def lead_of(self, i: int, frame: Frame) -> str:
        """The words of a clause before its figure; a limit among them parts nothing: 新增产值亿元以上企业6家."""
        frames = self.scene.frames
        if frame.previous is not None and self.roles[i - 1].role == "threshold" and frame.own.startswith(OVER):
            return self.scene.text[frames[i - 1].own_start : frame.start]
        return frame.own

    def rest_of(self, i: int, frame: Frame) -> str:
        """What stands behind a figure in its clause; behind both where households and people are told as a pair."""
        frames = self.scene.frames
        if i + 1 < len(frames) and frame.quantity.measure == "households":
            following = frames[i + 1]
            if following.clause == frame.clause and is_pair(following.lead) and following.quantity.measure == "persons":
                return following.rest
        return frame.rest

    def kind_before(self, i: int, frame: Frame) -> str:
        """The kind of period of the figure before in the sentence; none where there is no such, or it is not yet dated."""
        return self.found[i - 1].period.kind if frame.previous is not None and i <= len(self.found) else "none"

    def last_verb(self, frame: Frame) -> tuple[int, str] | None:
        """The last word of doing or being in the figure's clause that is not merely part of a program's name."""
        lead = frame.own
        for m in reversed([*self.rules.activity.finditer(lead)]):
            alone = "涉及" not in lead[: m.start()]  # 涉及在建项目38个 counts what was done
            if m.group() == "在建" and frame.lead[:1] not in "、和及" and alone:
                return m.start(), m.group()
            of_a_noun = told.OF_A_NOUN.match(lead, m.end())
            if of_a_noun and "项目" in of_a_noun[0] and told.JUST_DONE.search(lead, 0, m.start()):
                of_a_noun = None  # 已审批项目17个
            if of_a_noun or (m.group() in told.NOUNLIKE and told.PLACE_OF_IT.match(lead, m.end())):
                continue
            if (
                told.ALL_THAT.search(lead, 0, m.start())
                and told.ATTRIBUTIVE.match(lead, m.end())
                and told.PLACES.search(lead)
                and "新" not in m.group()
            ):
                continue  # 提供住宿的社会服务机构4.5万个
            if not self.in_program_name(frame, m.start(), m.end()):
                return m.start(), m.group()
        return None

    def being_in_flow(self, frame: Frame, total: int) -> bool:
        """Whether a part of a flow says of itself that it stands (其中享受定期补助的…)."""
        verb = self.last_verb(frame)
        if verb is None or told.OF_PEOPLE.match(frame.own, verb[0]):
            return False
        return self.found[total].period.kind == "flow" and verb[1] in self.rules.standing

    def in_program_name(self, frame: Frame, start: int, end: int) -> bool:
        """Whether the verb is only part of a program's name (临时救助, 结婚登记)."""
        at = frame.own_start
        return any(
            m.code and m.start < at + start and at + end <= m.end for m in self.scene.programs_in(at, frame.start)
        )

    @staticmethod
    def has_words(lead: str) -> bool:
        return told.WORD.search(told.JOINTS.sub("", lead)) is not None

    def told_before(self, i: int) -> bool:
        """Whether the figure before is a change of this one, or its old side."""
        return self.scene.frames[i].previous is not None and self.roles[i - 1].role in ("change", "prior")

    def rate_is_stock(self, i: int, frame: Frame, lead: str, mention: PeriodMention | None) -> tuple[bool, str]:
        """Rates of a state stand at a day; of events they run; a share follows its numerator."""
        if not told.RATE_NOUN.search(lead) and self.told_before(i):  # 覆盖率提高4.4个百分点,升至93.1%
            lead = self.scene.text[frame.part[0] : frame.start]
        if told.EVENT_RATE.search(lead) or told.FLOW_SHARE.search(lead):
            return False, "kind.rate"
        if "占" in lead and told.SHARE.search(lead) and frame.previous is not None:
            of_age = self.scene.frames[frame.previous].quantity.measure == "age"  # 60岁以上的占37.4%
            return of_age or self.kind_before(i, frame) == "as_of", "kind.share"
        if told.STATE_RATE.search(lead) or told.STATE_RATE.search(frame.tail[:6]):
            return True, "kind.rate"
        if is_pair(frame.lead) and frame.previous is not None:
            before = self.scene.frames[frame.previous].quantity.measure
            if before == "rate" and self.kind_before(i, frame) != "none":
                return self.kind_before(i, frame) == "as_of", "kind.neighbour"
        if frame.previous is not None and told.LABEL_ONLY.fullmatch(lead):
            before = self.scene.frames[frame.previous].quantity.measure
            if before == "rate" and self.kind_before(i, frame) == "as_of" and self.roles[i - 1].role == "actual":
                return True, "kind.neighbour"
        if mention is not None and mention.start >= frame.part[0] and mention.kind == "as_of":
            return "完成" not in self.scene.text[frame.clause[0] : frame.start], "kind.dated"
        if self.tells_of_shortfalls(frame, mention):
            return True, "kind.shortfall"
        return False, "kind.rate_unknown"
