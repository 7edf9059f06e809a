"""The time a figure holds for: the words of time that govern it, and whether it is a flow or a stock."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.plans import plan_lines
from reportparse.link.words import QUOTED, STANDARD
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, PeriodKind, ReportPeriod
from reportparse.rulebook import Rulebook

COMPARING = re.compile(r"(?:比|较|与|同|同比|相比)[^,。;]{0,3}$")
OF_NOUN = re.compile(
    r"^(?:的)?(?:冬季|秋季|春季|夏秋季|冬|秋|春)?(?:退役|退伍|复员|入伍|新兵|毕业|转业|符合|应届|招生|入学|申报|立项|结转|建成的|新申报|中央|省级|冬季|秋季|在建)"
)
BUILT = re.compile(
    r"(?:建成|建设|建立|设立|成立|开设|开通|设置|配备|培育|悬挂|组建|发展|创建|注册|登记|安装|打造)[^,。;]{0,4}"
)
CUMULATED = re.compile(r"(?:累计|已|共|总计)[^,。;]{0,6}$|累计[^,。;]{0,16}$")
DOING_FOR = re.compile(r"^[^,。;]{0,30}?(?:为|向|对|给|替|组织|帮助|资助|救助|慰问|培训)[^,。;]{0,6}$")
DONE_VERBS = (
    r"(?:拨付|代缴|支付|分得|获得|得到|拿到|领到|申请|创建|获评|被评为|启动|开工|竣工|完工|达标|发放|"
    r"送去|送上|赠送|报销|兑现|提供|购买|办理|迁入|入住|参加|完成|落实|开展|获得|领到|实施|配备|"
    r"减免|受益|注销|通过)"
)
DONE_AFTER = re.compile(r"^[^,。;、\d]{0,24}?" + DONE_VERBS)
DONE_IN_CLAUSE = re.compile(r"^[^,。;]{0,24}?" + DONE_VERBS)
STATE_RATE = re.compile(
    r"(?:入驻率|标准化率|签约率|控制率|适配率|注册率|化率(?<!火化率)|覆盖率|失业率|贫困发生率|空置率|覆盖面|参保率|参合率|入学率|供养率|达标率|建成率|普及率|拥有率|持证率|占比|比例|比重|占|建档率|入住率|巩固率|城镇化率|自理率|利用率|配备率|在册|以上的|知晓率|绿化率|结构|到位率)"
)
EVENT_RATE = re.compile(
    r"(?:参选率|火化率|办结率|开工率|完成率|完成|合格率|年检率|通过率|发放率|兑现率|及时率|满意率|满意度|投票率|处置率|回复率|办复率|受理率|就业率|评估率|成功率|增长|执行率|社会化)"
)
GOAL_AFTER = re.compile(r"(?:的)?(?:年度)?(?:目标|任务|指标|预算|计划(?:任务|目标|的|数|[,。;\d]))")
FIRM_DOING = re.compile(
    r"(?:应检|实检|参检|核减|核增|核销|新签|新申报|新登记|新增|新建|新设|新成立|新批|新审批|新纳入|新办|新发展|新核准|注销|撤销|取消|退出|停发|停保|清退|调出|抽查|检查|查处|整改|年检|评估|受理|办理|补领|发放|接收)[^,。;]{0,12}$"
)
STANDING_END = re.compile(
    r"(?:[共现还仍尚建设配拥只]有|仅|不足|空置|有|达到?|总数达?为?|数为|人数为|约为|为)(?:约|近|了)?$"
)
PLACES = re.compile(
    r"(?:站点|网点|中心|站|机构|院|所|点|设施|场所|基地|超市|公墓|社区|村|乡镇|街道|镇|队伍|工作室|床位|床|协会|组织|医院|学校|单位|部门|企业|公司|合作社|社团|馆|食堂|窗口|平台|厂)[^\u4e00-\u9fff]{0,3}$"
)
HAPPENED_TO = re.compile(r"受灾|遭受|开展|完成|参加")
ON_BOOKS = re.compile(r"^,?(?:我[区县市]|全[区县市])?(?:在册|共有|现有|实有|末)")
YEARLY_GOAL = re.compile(r"全年|年度|民生实事")
NET = re.compile(r"净(?:增|减)")

LEVEL_GOAL = re.compile(r"(?:提到|降到|降至|升至|达到?|保持在?|稳定在|控制在|提高到|上升到|不低于|达|在)[^,。;]{0,6}$")


HAPPENED = re.compile(
    r"^(?:不同程度|全部|均|都|陆续|先后|普遍){0,2}(?:缺粮|缺水|饮水|受困|转移|受灾|受益|参加|参与|死亡|遇难|通过|参保|就业|再就业|脱贫|报名|毕业|获|得到|接受|完成|落实|实现|退出|新)"
)
CLAUSE_MARK = re.compile("[,;:。]")
AIDED = re.compile(r"(?:资助|代缴|补助|帮助)[^,。;]{0,20}参[保合]")
AVERAGED = re.compile(r"(?:日均|月均|年均)[^,。;]{0,8}$")
BALANCE = re.compile(r"(?:储金|储粮|存粮|积累|结余|余额|结存|欠款|债务|存款|缺口|逾期|结转)[^,。;]{0,4}$")
WHOLE_PLACE = re.compile(r"全[区县市镇乡省]$")
ADMIN_UNIT = re.compile(r"^(?:镇|乡|街道|村|社区|县|区|市)")
EVENT_UNITS = frozenset(
    {"次", "场", "期", "批", "例", "起", "件", "份", "篇", "班", "届", "对", "具", "轮", "趟", "封"}
)
"""Units of what happens, never of what stands."""


SHORT_SPAN = 26
"""Days: a shorter span is an event's, told in its own sentence."""

LINE_OPENING = 12
"""Characters from a line's start in which its own time is named."""


GIVEN_FROM_ABOVE = frozenset({"period.paragraph", "period.heading", "period.report"})


@lru_cache(maxsize=4096)
def period_of(start: dt.date | None = None, end: dt.date | None = None, kind: PeriodKind = "none") -> Period:
    """A period; equal ones are one object, since a report has few."""
    return Period(start=start, end=end, kind=kind)


class Calendar:
    """Settles periods figure by figure, left to right."""

    def __init__(
        self,
        scene: Scene,
        roles: Sequence[Role],
        choices: Sequence[Choice],
        parts: Sequence[Part | None],
        rules: Rulebook,
        report: ReportPeriod,
    ) -> None:
        self.scene, self.roles, self.choices, self.parts = scene, roles, choices, parts
        self.rules, self.report = rules, report
        self.found: list[Dated] = []
        self.carried: tuple[int, PeriodMention, str | None] | None = None
        self.stretches = plan_lines(scene)
        self.starts = [frame.start for frame in scene.frames]
        self.plans = {
            i: p for i, s in enumerate(scene.outline.sections) if (p := self.heading_period(s.title_start, s.title_end))
        }

    def run(self) -> list[Dated]:
        """The period of every figure. Parts printed before their total (合计) are dated like the others."""
        for i, frame in enumerate(self.scene.frames):
            self.found.append(self.date(i, frame))
        return self.found

    def heading_period(self, start: int, end: int) -> PeriodMention | None:
        """The time a heading names (四季度打算, 2022年工作安排)."""
        mentions = self.scene.periods_in(start, end)
        return mentions[-1] if mentions else None

    def date(self, i: int, frame: Frame) -> Dated:
        role = self.roles[i]
        if role.rule == "role.from_to" and (quoted := self.named_past(frame)):
            return self.quoted(i, frame) if quoted else Dated(period_of(), "period.none")
        if role.role == "threshold" or role.rule == "role.from_to":
            return Dated(period_of(), "period.none")
        if role.rule == "role.quoted_past":
            return self.quoted(i, frame)
        if role.role == "change":
            return self.like_changed(i, frame)
        mention, rule = self.governing(i, frame)
        if role.role == "target":
            return self.planned(frame, role, mention, rule)
        if role.role == "standard":
            return self.in_force(frame, role, mention, rule)
        part = self.parts[i]
        if (
            part is not None
            and part[0] < i
            and rule != "period.sentence_own"
            and not self.being_in_flow(frame, part[0])
        ):
            total = self.found[part[0]]
            if total.period.kind != "none" and self.roles[part[0]].role == "actual":
                return Dated(total.period, "period.of_total")
        stock = self.is_stock(i, frame, mention)
        return Dated(self.settle(mention, stock), rule)

    def governing(self, i: int, frame: Frame) -> tuple[PeriodMention | None, str]:
        """The words of time that govern a figure, nearest first: clause, sentence, paragraph, heading."""
        sentence = frame.sentence
        own = [
            p for p in self.scene.periods_in(sentence.start, frame.start) if self.governs(p) and self.reaches(p, frame)
        ]
        if own:
            mention = own[-1]
            self.carried = (sentence.paragraph, mention, self.choices[i].code)
            return mention, "period.sentence_own" if mention.start >= frame.lead_start else "period.sentence"
        target = self.roles[i].role == "target"
        stop = self.scene.text.find("(", frame.end, frame.clause[1])
        later = [
            p
            for p in self.scene.periods_in(frame.end, stop if stop >= 0 else frame.clause[1])
            if self.governs(p) and (target or p.relation != "future")
        ]
        if later:
            return later[0], "period.clause_after"
        if self.carried and self.carried[0] == sentence.paragraph and self.lasts(self.carried[1]):
            _, mention, program = self.carried
            mine = self.choices[i].code
            if mention.relation not in ("past", "future") and (
                program is None
                or mine is None
                or self.rules.is_under(mine, program)
                or self.rules.is_under(program, mine)
            ):
                return mention, "period.paragraph"
        if target and (ahead := self.line_opening(frame)):
            return ahead, "period.line"
        for section in reversed(self.scene.outline.path(sentence.section)):
            at = self.scene.outline.sections.index(section)
            if at in self.plans:
                return self.plans[at], "period.heading"
        return None, "period.report"

    @staticmethod
    def lasts(p: PeriodMention) -> bool:
        """Whether words of time reach on into the next sentence: not a day or a few."""
        if p.grain == "day":
            return False
        return p.first is None or p.last is None or (p.last - p.first).days >= SHORT_SPAN

    def line_opening(self, frame: Frame) -> PeriodMention | None:
        """The time ahead that a paragraph of plans opens with: 二〇〇四年,打算这样着手:一是…."""
        for start, stop in self.stretches:
            if start <= frame.start < stop:
                ahead = self.scene.periods_in(start, start + LINE_OPENING)
                return ahead[0] if ahead and ahead[0].relation == "future" else None
        return None

    def governs(self, p: PeriodMention) -> bool:
        """Whether the mention dates what follows: not 比上年…, not 2019年秋季退役士兵."""
        text = self.scene.text
        if COMPARING.search(text[max(0, p.start - 5) : p.start]) and p.relation in ("past", "own"):
            return p.upto
        if p.first is None and p.last is None:
            return False
        if OF_NOUN.match(text[p.end : p.end + 8]) and p.grain in ("year", "half", "other", "quarter", "months"):
            return False
        if GOAL_AFTER.match(text[p.end : p.end + 6]):
            return False
        return not (p.relation == "past" and QUOTED.fullmatch(text[p.end : p.end + 4].rstrip("0123456789.")))

    def reaches(self, p: PeriodMention, frame: Frame) -> bool:
        """Whether words of time still govern at a figure: 从…起 to its part's end, a bracket's inside it only."""
        if p.relation == "since":
            return p.start >= frame.part[0]
        if p.start < frame.clause[0] and self.closes_clause(p):
            return False
        between = self.scene.text[p.end : frame.start]
        if p.start and self.scene.text[p.start - 1] == "(" and between.startswith(")"):
            return p.start >= frame.part[0]
        if ")" in between and between.find(")") < (between.find("(") if "(" in between else len(between)):
            return False
        return not (p.relation == "past" and p.start < frame.part[0])

    def settle(self, mention: PeriodMention | None, stock: bool) -> Period:
        """Days of a stock or a flow under these words of time, or under the report's own."""
        if mention is None:
            if stock:
                return period_of(end=self.report.end, kind="as_of")
            return period_of(start=self.report.start, end=self.report.end, kind="flow")
        if stock:
            return period_of(end=mention.last, kind="as_of")
        first = mention.first
        if mention.kind == "as_of" or mention.upto or first is None or self.dates_a_stock(mention):
            first = self.year_start(mention.last)
        return period_of(start=first, end=mention.last, kind="flow")

    def dates_a_stock(self, mention: PeriodMention) -> bool:
        """6月份在册…: a month that dates what is on the books says nothing of the money paid beside it."""
        return mention.grain == "month" and ON_BOOKS.match(self.scene.text[mention.end : mention.end + 6]) is not None

    def year_start(self, day: dt.date | None) -> dt.date | None:
        """Where a flow up to a day begins: the report's start when they share the year, else the year's."""
        if day is None:
            return None
        if self.report.start and self.report.start.year == day.year and self.report.start <= day:
            return self.report.start
        return dt.date(day.year, 1, 1)

    def closes_clause(self, p: PeriodMention) -> bool:
        """Whether a figure stands before these words in their own clause: they date that one, not what follows."""
        start = max(self.scene.text.rfind(stop, 0, p.start) for stop in ",;。:\n") + 1
        return bisect_left(self.starts, p.start) > bisect_left(self.starts, start)

    def named_past(self, frame: Frame) -> bool:
        """由2021年的99.2%升至…: the old side with its own time."""
        return any(
            p.relation == "past" and QUOTED.fullmatch(self.scene.text[p.end : frame.start])
            for p in self.scene.periods_in(frame.lead_start, frame.start)
        )

    def quoted(self, i: int, frame: Frame) -> Dated:
        """Last year's value: the days of the past words before it; 同期 is the report's span a year back."""
        for p in reversed(self.scene.periods_in(frame.sentence.start, frame.start)):
            if p.relation == "past":
                changed = self.like_changed(i, frame, any_role=True)
                stock = changed.period.kind == "as_of"
                return Dated(
                    self.settle(p._replace(upto=False), (stock and p.kind == "as_of") or stock), "period.quoted_past"
                )
        if i and self.roles[i - 1].role == "prior":
            return self.found[i - 1]
        return Dated(period_of(), "period.none")

    def like_changed(self, i: int, frame: Frame, *, any_role: bool = False) -> Dated:
        """A change holds for the time of the figure that changed: the last actual one of its program in reach."""
        own = [p for p in self.scene.periods_in(frame.lead_start, frame.start) if self.governs(p)]
        for j in range(i - 1, max(-1, i - 6), -1):
            other = self.scene.frames[j]
            if other.sentence.paragraph != frame.sentence.paragraph:
                break
            if self.roles[j].role in ("actual", "standard") and self.choices[j].code == self.choices[i].code:
                if other.sentence is not frame.sentence and own:
                    break
                period = self.found[j].period
                if self.roles[j].role == "standard" and period.kind == "as_of" and period.start is None:
                    return Dated(period, "period.of_changed")
                return Dated(period, "period.of_changed")
            if other.sentence is not frame.sentence:
                break
        if not any_role and (ahead := self.changed_ahead(i, frame)):
            return ahead
        mention, rule = self.governing(i, frame)
        if "标准" in frame.own and not any_role and (mention is None or mention.relation != "since"):
            return Dated(period_of(end=self.report.end, kind="as_of"), "period.report")
        if any_role:
            return Dated(self.settle(mention, self.is_stock(i, frame, mention)), rule)
        if mention is not None and mention.relation == "since" and mention.first and STANDARD.search(frame.lead):
            return Dated(period_of(end=mention.first, kind="as_of"), rule)
        stock = mention is not None and mention.kind == "as_of"
        if NET.search(frame.lead):
            stock = self.is_stock(i, frame, mention)
        return Dated(self.settle(mention, stock), rule)

    def changed_ahead(self, i: int, frame: Frame) -> Dated | None:
        """较上年增加41家,年末总数478家: the change is told before the figure that it changes."""
        if i + 1 >= len(self.scene.frames) or (frame.previous is not None and frame.lead_start >= frame.part[0]):
            return None
        other = self.scene.frames[i + 1]
        same = other.part == frame.part and self.roles[i + 1].role == "actual"
        if not same or not (other.quantity.unit == frame.quantity.unit or frame.quantity.measure in ("rate", "points")):
            return None
        return Dated(self.date(i + 1, other).period, "period.of_changed")

    def planned(self, frame: Frame, role: Role, mention: PeriodMention | None, rule: str) -> Dated:
        """Targets: things to do are flows of the plan's time, levels to reach are as of its end; no date, no period."""
        if role.rule == "role.goal" and YEARLY_GOAL.search(self.scene.text[frame.clause[0] : frame.start]):
            return self.goal(frame, role)
        given = rule in GIVEN_FROM_ABOVE and role.rule in ("role.goal", "role.planned")
        if mention is None or (given and mention.relation != "future"):
            return self.goal(frame, role)
        level = frame.quantity.measure == "rate" and (
            LEVEL_GOAL.search(frame.lead) is not None or STATE_RATE.search(frame.lead) is not None
        )
        if level or (mention.kind == "as_of" and frame.quantity.measure == "rate"):
            return Dated(period_of(end=mention.last, kind="as_of"), rule)
        first = mention.first
        if first is None and mention.last is not None:
            done = self.report.end if self.report.end and self.report.end < mention.last else None
            first = done + dt.timedelta(days=1) if done else self.year_start(mention.last)
        return Dated(period_of(start=first, end=mention.last, kind="flow"), rule)

    def goal(self, frame: Frame, role: Role) -> Dated:
        """A year's task (完成全年任务4亿元) holds for the report's year; other plans without a date have none."""
        if (
            role.rule in ("role.goal", "role.planned")
            and self.report.end
            and re.search("任务|目标|实事|年度", self.scene.text[frame.part[0] : frame.start])
        ):
            year = self.report.end.year
            return Dated(
                period_of(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31), kind="flow"), "period.goal_year"
            )
        return Dated(period_of(), "period.none")

    def in_force(self, frame: Frame, role: Role, mention: PeriodMention | None, rule: str) -> Dated:
        """Standards: rates by month or year are in force as of their start or the report's end; one-off payments are flows."""
        per = role.per or ""
        lasting = (
            per.endswith(("month", "year", "day", "meal"))
            and "学年" not in self.scene.text[frame.clause[0] : frame.start]
        )
        lasting = lasting or role.level or (not per and role.rule != "role.per")
        if not lasting:
            return Dated(self.settle(mention, False), rule)
        if mention is not None and mention.relation == "since" and mention.first:
            return Dated(period_of(end=mention.first, kind="as_of"), rule)
        if mention is not None and (mention.kind == "as_of" or mention.upto):
            return Dated(period_of(end=mention.last, kind="as_of"), rule)
        return Dated(period_of(end=self.report.end, kind="as_of"), "period.report")

    def is_stock(self, i: int, frame: Frame, mention: PeriodMention | None) -> bool:
        """Whether a figure stands at a day: by its unit, the nearest verb, the program's nature, the words of time."""
        q = frame.quantity
        lead, tail = frame.own, frame.rest
        if q.measure in ("person_times", "household_times", "amount", "duration"):
            return q.measure == "amount" and BALANCE.search(lead) is not None
        if q.measure == "rate":
            return self.rate_is_stock(i, frame, lead)
        if q.unit in EVENT_UNITS:
            return False
        if AVERAGED.search(lead):
            return False
        if self.roles[i].level:
            return True
        dated = mention is not None and mention.start >= frame.part[0] and (mention.kind == "as_of" or mention.upto)
        if FIRM_DOING.search(lead) and not CUMULATED.search(lead):
            return False
        verb = self.last_verb(frame)
        if verb is not None:
            start, word = verb
            if AIDED.search(lead):
                return False
            if word in self.rules.standing or (
                word == "登记" and q.measure == "persons" and start + len(word) < len(lead)
            ):
                return True
            built = BUILT.search(lead)
            return (
                built is not None
                and "新" not in lead[: built.start()]
                and (dated or CUMULATED.search(lead[:start]) is not None)
            )
        if WHOLE_PLACE.search(lead) and ADMIN_UNIT.match(tail) and not HAPPENED_TO.search(tail):
            return True
        if DOING_FOR.match(lead) and DONE_IN_CLAUSE.match(tail):
            return False
        if STANDING_END.search(lead) and not (lead.endswith("有") and (DONE_AFTER.match(tail) or HAPPENED.match(tail))):
            return True
        before = self.kind_before(i, frame)
        listed = frame.lead[:1] in "、和及" and not CLAUSE_MARK.search(frame.lead)
        joined = before != "none" and (listed or not self.has_words(lead)) and frame.lead_start >= frame.part[0]
        if joined and self.scene.frames[i - 1].quantity.measure in ("persons", "households", "count"):
            return before == "as_of"
        if (DONE_AFTER.match(tail) and not dated and "全部" not in tail[:12]) or HAPPENED.match(tail):
            return False
        if (
            q.measure == "area"
            and frame.previous is not None
            and frame.lead_start >= frame.part[0]
            and before != "none"
        ):
            return before == "as_of"
        if dated or PLACES.search(lead) or (q.measure == "area" and "均" in lead):
            return True
        rule = self.rules.programs.get(self.choices[i].code or "")
        return rule.stock if rule else q.measure in ("persons", "households")

    def kind_before(self, i: int, frame: Frame) -> str:
        """The kind of period of the figure before in the sentence; none where there is no such, or it is not yet dated."""
        return self.found[i - 1].period.kind if frame.previous is not None and i <= len(self.found) else "none"

    def last_verb(self, frame: Frame) -> tuple[int, str] | None:
        """The last word of doing or being in the figure's clause that is not merely part of a program's name."""
        lead = frame.own
        last = None
        for m in self.rules.activity.finditer(lead):
            if not self.in_program_name(frame, m.start(), m.end()):
                last = (m.start(), m.group())
        return last

    def being_in_flow(self, frame: Frame, total: int) -> bool:
        """Whether a part of a flow says of itself that it stands (其中享受定期补助的…)."""
        verb = self.last_verb(frame)
        return self.found[total].period.kind == "flow" and verb is not None and verb[1] in self.rules.standing

    def in_program_name(self, frame: Frame, start: int, end: int) -> bool:
        """Whether the verb is only part of a program's name (临时救助, 结婚登记)."""
        at = frame.own_start
        return any(m.start < at + start and at + end <= m.end for m in self.scene.programs_in(at, frame.start))

    @staticmethod
    def has_words(lead: str) -> bool:
        return re.search(r"[\u4e00-\u9fff]{2}", re.sub("其中|以及|分别", "", lead)) is not None

    def rate_is_stock(self, i: int, frame: Frame, lead: str) -> bool:
        """Rates of a state stand at a day; of events they run; a share follows its numerator."""
        if EVENT_RATE.search(lead):
            return False
        if re.search("占(?!比)", lead) and frame.previous is not None:
            return self.kind_before(i, frame) == "as_of"
        return bool(STATE_RATE.search(lead) or STATE_RATE.search(frame.tail[:6]))
