"""The time a figure holds for: the words of time that govern it, and whether it is a flow or a stock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from reportparse.link import date_words as told
from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.days import is_long, period_of, year_start
from reportparse.link.days_standing import standing_at
from reportparse.link.frames import Frame, Scene
from reportparse.link.governing import Governing
from reportparse.link.handed_years import years_handed_out
from reportparse.link.part_dates import happened_of, still_so
from reportparse.link.planned_times import PlannedTimes
from reportparse.link.raised_from import is_raise, is_rate_set, raise_before, reached_by_raise
from reportparse.link.spans import begun_before, ended_by
from reportparse.link.stocks import Stocks
from reportparse.link.words import STANDARD
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, ReportPeriod
from reportparse.rulebook import Rulebook


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
        self.own_day, self.own_days = period_of(None, report.end, "as_of"), period_of(report.start, report.end, "flow")
        self.found: list[Dated] = []
        self.stocks = Stocks(scene, roles, choices, rules, self.found)
        self.times = Governing(scene, roles, choices, rules, report)
        self.plans = PlannedTimes(scene, roles, report, self.found, self.times)
        self.handed = years_handed_out(scene)

    def run(self) -> list[Dated]:
        """The period of every figure. Parts printed before their total (合计) are dated like the others."""
        for i, frame in enumerate(self.scene.frames):
            self.found.append(self.date(i, frame))
        return self.found

    def date(self, i: int, frame: Frame) -> Dated:
        role = self.roles[i]
        if i in self.handed and role.role in ("actual", "target", "standard"):
            year = self.handed[i]
            stock, kind = self.stocks.is_stock(i, frame, None)
            first = None if stock else dt.date(year, 1, 1)
            return Dated(
                period_of(first, dt.date(year, 12, 31), "as_of" if stock else "flow"), "period.distributed", kind
            )
        if role.rule == "role.quoted_past" or (role.rule == "role.from_to" and self.named_past(frame)):
            return self.quoted(i, frame)
        if role.role == "threshold" or role.rule == "role.from_to":
            return Dated(period_of(), "period.none")
        if role.role == "change":
            return self.like_changed(i, frame)
        mention, rule = self.times.of(i, frame)
        if role.role == "target":
            part = self.parts[i]
            if role.rule == "role.of_total" and part is not None:
                return Dated(self.found[part.total].period, "period.of_total")
            return self.plans.dated(i, frame, role, mention, rule)
        if role.role == "standard":
            return self.in_force(i, frame, role, mention, rule)
        if (
            frame.quantity.measure == "amount"
            and reached_by_raise(frame)
            and (raised := raise_before(i, self.scene.frames, self.roles, self.found))
            and is_raise(self.scene.frames[i - 1])
        ):
            return raised
        part = self.parts[i]
        if (
            part is not None
            and part[0] < i
            and not (part.rule in told.LEFT_OVER and still_so(frame))
            and not (mention is not None and rule in told.OF_ITS_OWN and mention.start > self.scene.frames[part[0]].end)
            and not self.stocks.being_in_flow(frame, part[0])
        ):
            total = self.found[part[0]]
            if total.period.kind != "none" and self.roles[part[0]].role == "actual":
                before = self.parts[i - 1]
                if before is not None and before == (part.total - 1, part.rule) and frame.lead in told.JOINTS:
                    return Dated(self.found[i - 1].period, "period.of_total")  # 脱贫退出742户、2019人
                if part.rule in told.DONE_OF and total.period.kind == "as_of":  # 应重建104户,已有98户搬进新居
                    stock, kind = self.stocks.is_stock(i, frame, None)
                    to_be_done = total.kind == "kind.remaining" and kind == "kind.doing"
                    inspected = "年检" in frame.own or "参检" in frame.own  # 社会组织226家,参加年检219家
                    if happened_of(frame):
                        stock, kind, to_be_done = False, "kind.doing", True
                    handled = kind == "kind.doing" and told.HANDLED.search(frame.own) is not None
                    if not stock and (to_be_done or inspected or handled or kind == "kind.doing_after"):
                        if mention is not None and mention.kind == "flow" and not mention.upto:
                            return Dated(self.settle(mention, False), rule, kind)
                        return Dated(self.flow_up_to(total.period.end), "period.of_total", kind)
                return Dated(total.period, "period.of_total")
        stock, kind = self.stocks.is_stock(i, frame, mention)
        if stock and kind == "kind.standing" and part is not None and part[0] < i:
            counted = self.found[part[0]].period.kind  # 共接收8236人,其中…2015年只有1320人
            stock = counted != "flow" or self.stocks.being_in_flow(frame, part[0])
        if stock and part is not None and part.rule == "part.done" and kind in ("kind.standing", "kind.built"):
            # 计划新建10个,已建成4个; 需重建874户,已建成841户
            whole = self.found[part.total] if part.total < i else None
            stock = whole is not None and whole.period.kind == "as_of" and whole.kind != "kind.remaining"
        if stock and kind in told.BY_ITS_NOUN and (like := self.listed_before(i, frame)):
            return Dated(like, "period.sentence")
        if stock and mention is not None:
            last = self.found[i - 1].period.kind if 0 < i <= len(self.found) and frame.previous == i - 1 else None
            event = self.times.is_event(mention)
            stock, keeps = standing_at(self.scene.text, mention, frame, kind, event, last)
            mention, rule = (mention, rule) if keeps else (None, "period.report")
        return Dated(self.settle(mention, stock), rule, kind)

    def listed_before(self, i: int, frame: Frame) -> Period | None:
        """其中甲镇6户20人;乙镇8户27人: the time of the item before, where that was of a flow."""
        if not self.scene.text.startswith("其中", frame.sentence.start) or frame.part[0] == frame.sentence.start:
            return None
        for j in range(i - 1, -1, -1):
            other = self.scene.frames[j]
            if other.sentence is not frame.sentence:
                return None
            if other.part != frame.part and other.quantity.unit == frame.quantity.unit:
                period = self.found[j].period
                return period if period.kind == "flow" and self.roles[j].role == "actual" else None
        return None

    def settle(self, mention: PeriodMention | None, stock: bool) -> Period:
        """Days of a stock or a flow under these words of time, or under the report's own."""
        if mention is None:
            return self.own_day if stock else self.own_days
        if stock:
            return period_of(None, mention.last, "as_of")
        first = mention.first
        text, at = self.scene.text, mention.start
        paid = (
            first is not None and text[at - 1 : at] in ("到", "至") and told.PAID_UP_TO.search(text, max(0, at - 4), at)
        )
        if mention.kind == "as_of" or mention.upto or first is None or paid or self.dates_a_stock(mention):
            first = begun_before(self.scene, mention) or year_start(self.report, mention.last)
            if mention.last == self.report.end and is_long(self.report) and self.names_year(mention):
                first = self.report.start  # 截止2010年底, in a report on five years
            if first and self.times.up_to(mention) and self.of_a_quarter():
                first = first.replace(month=1, day=1)  # a quarter's report counts 截至9月30日 from the year's start
        last, end = ended_by(self.scene, mention) or self.times.told_up_to(mention), self.own_days.end
        counted = last != mention.last  # 截至7月16日,7月1日以来…
        if last and end and last < end and self.times.begins(mention) and not counted:
            last = end  # from that day on: 自秋季学期起
        return period_of(first, last, "flow")

    def names_year(self, mention: PeriodMention) -> bool:
        return told.YEAR_NAMED.match(self.scene.text, mention.start) is not None

    def of_a_quarter(self) -> bool:
        """Whether the report tells of a quarter that is not the first."""
        start, end = self.report.start, self.report.end
        return start is not None and end is not None and start.month in (4, 7, 10) and end.month == start.month + 2

    def flow_up_to(self, day: dt.date | None) -> Period:
        """What was done up to the day of a stock."""
        return period_of(year_start(self.report, day), day, "flow")

    def dates_a_stock(self, mention: PeriodMention) -> bool:
        """6月份在册…: a month that dates what is on the books says nothing of the money paid beside it."""
        return (
            mention.grain == "month" and told.ON_BOOKS.match(self.scene.text[mention.end : mention.end + 6]) is not None
        )

    def named_past(self, frame: Frame) -> bool:
        """由2021年的99.2%升至…: the old side with its own time."""
        return any(
            self.is_past(p) and told.OLD_VALUE.fullmatch(self.scene.text[p.end : frame.start])
            for p in frame.times_since(frame.lead_start)
        )

    def is_past(self, p: PeriodMention) -> bool:
        """Whether a time lies before the report's, or names an earlier one of its years."""
        if p.relation == "past" or p.last is None or self.report.end is None:
            return p.relation == "past"
        named = told.YEAR_NAMED.match(self.scene.text, p.start) is not None
        return named and p.relation != "since" and p.last.year < self.report.end.year

    def quoted(self, i: int, frame: Frame) -> Dated:
        """Last year's value: the days of the past words before it; 同期 is the report's span a year back."""
        for p in reversed(frame.times):
            if p.rule == "years_back":
                break  # 由五年前的21家…: no day is said
            if self.is_past(p):
                changed = self.like_changed(i, frame, any_role=True)
                stock = changed.period.kind == "as_of"
                return Dated(self.settle(replace(p, upto=False), stock), "period.quoted_past")
        if i and self.roles[i - 1].role == "prior":
            return self.found[i - 1]
        return Dated(period_of(), "period.none")

    def like_changed(self, i: int, frame: Frame, *, any_role: bool = False) -> Dated:
        """A change holds for the time of the figure that changed: the last actual one of its program in reach."""
        own = any(self.times.governs(p) for p in frame.times_since(frame.lead_start))
        if not any_role and own and told.RAISED_RATE.search(frame.own):
            last = frame.times[-1]
            if last.first and self.times.begins(last) and self.times.governs(last):
                return Dated(period_of(None, last.first, "as_of"), "period.sentence_own")
        if not any_role and (begun := self.raised_from(i, frame, own)):
            return Dated(period_of(None, begun, "as_of"), "period.sentence")
        raised = not any_role and "月" in frame.own
        if raised and told.PENSION_RAISED.search(self.scene.text, frame.part[0], frame.start):
            mention, rule = self.times.of(i, frame)
            day = mention.first if mention is not None and self.times.begins(mention) else None
            return Dated(period_of(None, day or self.report.end, "as_of"), rule if day else "period.report")
        if i and frame.lead in told.PAIRED and self.roles[i - 1].role == "change" and frame.previous == i - 1:
            return self.found[i - 1]  # 分别提高5元、40元
        if i and frame.previous == i - 1 and self.roles[i - 1].role == "change" and told.BY_SHARE.fullmatch(frame.lead):
            return self.found[i - 1]  # 资助总额增加118.7万元,增长9.6%
        if not any_role and frame.quantity.measure == "amount" and (more := self.more_each_month(i, frame)):
            return more
        if not any_role and "净" in frame.own and told.WHOLE_MOVED.search(frame.own):
            mention, rule = self.times.of(i, frame)
            return Dated(self.settle(mention, True), rule, "kind.level")
        if not any_role and frame.previous is None and (ahead := self.raised_ahead(i, frame)):
            return ahead
        for j in range(i - 1, max(-1, i - 6), -1):
            other = self.scene.frames[j]
            if other.sentence.paragraph != frame.sentence.paragraph:
                break
            if self.roles[j].role == "standard" and told.IN_ALL.search(frame.own):
                continue  # 每生每年2000元。…资助总额增加118.7万元
            if self.roles[j].role in ("actual", "standard") and self.choices[j].code == self.choices[i].code:
                if other.sentence is not frame.sentence and own:
                    break
                return Dated(self.found[j].period, "period.of_changed")
            if other.sentence is not frame.sentence:
                break
        if not any_role and (ahead := self.changed_ahead(i, frame)):
            return ahead
        mention, rule = self.times.of(i, frame)
        if "标准" in frame.own and not any_role and (mention is None or mention.relation != "since"):
            if mention is not None and mention.first and self.times.begins(mention):
                return Dated(period_of(None, mention.first, "as_of"), rule)
            if mention is not None and mention.upto:
                return Dated(period_of(None, mention.last, "as_of"), rule)  # 截至10月底,…标准分别提高6.5%
            return Dated(period_of(None, self.report.end, "as_of"), "period.report")
        if any_role:
            stock, kind = self.stocks.is_stock(i, frame, mention)
            return Dated(self.settle(mention, stock), rule, kind)
        if mention is not None and mention.first and self.times.begins(mention) and STANDARD.search(frame.lead):
            return Dated(period_of(None, mention.first, "as_of"), rule)
        stock, kind = mention is not None and mention.kind == "as_of", ""
        if stock and told.SPENT.search(frame.own):
            stock = False  # 截至10月底,支出资金同比增长36%
        if frame.quantity.measure in ("persons", "households") and told.STANDING_MOVED.search(frame.own):
            stock, kind = True, "kind.level"
        elif told.NET.search(frame.lead):
            stock, kind = self.stocks.is_stock(i, frame, mention)
        return Dated(self.settle(mention, stock), rule, kind)

    def raised_from(self, i: int, frame: Frame, own: bool) -> dt.date | None:
        """从1月1日起调整养老金,月人均增加132元: the day from which a raise holds; that of the raise before it too."""
        if not is_raise(frame):
            return None
        if own:
            last = frame.times[-1]
            return last.first if self.times.begins(last) and self.times.governs(last) else None
        before = raise_before(i, self.scene.frames, self.roles, self.found)
        if before is not None and self.scene.frames[i - 1].part == frame.part:
            return before.period.end
        return self.opening_start(frame)

    def more_each_month(self, i: int, frame: Frame) -> Dated | None:
        """养老金…人均月增132元: as of the day that it is in force from, or of the report's end."""
        said = self.scene.text[frame.sentence.start : frame.start]
        if not told.MONTHLY_MORE.search(frame.own) or "收入" in frame.own or not told.PAID_MONTHLY.search(said):
            return None
        begun = next((p.first for p in frame.times_since(frame.part[0]) if self.times.begins(p)), None)
        return Dated(period_of(None, begun or self.report.end, "as_of"), "period.report")

    def raised_ahead(self, i: int, frame: Frame) -> Dated | None:
        """养老金标准每人每月提高13元,达到136元: the size of a raise, told before the standard that it led to."""
        if i + 1 >= len(self.scene.frames) or "标准" not in frame.own:
            return None
        other = self.scene.frames[i + 1]
        same = other.part == frame.part and other.quantity.unit == frame.quantity.unit
        if not same or self.roles[i + 1].role != "standard" or not self.roles[i + 1].level:
            return None
        return Dated(self.date(i + 1, other).period, "period.of_changed")

    def changed_ahead(self, i: int, frame: Frame) -> Dated | None:
        """较上年增加41家,年末总数478家: the change is told before the figure that it changes."""
        if i + 1 >= len(self.scene.frames) or (frame.previous is not None and frame.lead_start >= frame.part[0]):
            return None
        other = self.scene.frames[i + 1]
        same = other.part == frame.part and self.roles[i + 1].role == "actual"
        if not same or not (other.quantity.unit == frame.quantity.unit or frame.quantity.measure in ("rate", "points")):
            return None
        return Dated(self.date(i + 1, other).period, "period.of_changed")

    def executed_from(self, frame: Frame) -> dt.date | None:
        """标准由590元提高到630元,…,均从7月1日起执行: the day told behind the rates of its part."""
        text = self.scene.text
        for p in frame.later:
            if p.start >= frame.part[1]:
                return None
            if p.start >= frame.end and p.first and self.times.begins(p) and told.IN_FORCE.match(text, p.end):
                return p.first
        return None

    def since_years(self, mention: PeriodMention) -> bool:
        """2018年以来,…标准提高到…: over years, so what is in force is that of now."""
        return mention.grain == "year" and self.scene.text.startswith(("以来", "来"), mention.end - 2)

    def opening_start(self, frame: Frame) -> dt.date | None:
        """自7月1日起,甲标准提高到…;乙标准调整为…: the day that the sentence opens with, of all rates set in it."""
        if frame.part[0] == frame.sentence.start or not (is_rate_set(frame) or is_raise(frame)):
            return None
        first = frame.times[0] if frame.times else None
        if first is None or first.start > frame.sentence.start + 2 or not self.times.begins(first):
            return None
        return first.first

    def is_money_paid(self, i: int) -> bool:
        """Whether a figure is money that was paid over a time."""
        money = self.scene.frames[i].quantity.measure == "amount" and self.roles[i].role == "actual"
        return money and self.found[i].period.kind == "flow"

    def start_before(self, frame: Frame) -> dt.date | None:
        """The day that the sentence names for something else to begin (从1月1日起…;…标准同步调至1139元)."""
        return next((p.first for p in reversed(frame.times) if p.first and self.times.begins(p)), None)

    def in_force(self, i: int, frame: Frame, role: Role, mention: PeriodMention | None, rule: str) -> Dated:
        """Standards: rates by month or year are in force as of their start or the report's end; one-off payments are flows."""
        per = role.per or ""
        lasting = (
            per.endswith(("month", "year", "day", "meal"))
            and "学年" not in self.scene.text[frame.clause[0] : frame.start]
            and not ("执行" not in frame.rest and told.WHILE_IT_LASTS.search(self.scene.text, *frame.part))
        )
        lasting = (
            lasting
            or told.YEARLY_RATE.search(frame.own) is not None
            or role.level
            or (not per and role.rule != "role.per")
        )
        if (
            role.rule == "role.standard_pair"
            and frame.previous == i - 1 < len(self.found)
            and (frame.lead in told.PAIRED or (frame.lead[:1] == "、" and self.found[i - 1].period.kind == "flow"))
        ):
            return self.found[i - 1]  # 本科4000元、专科3000元 are paid over one time
        part = self.parts[i]
        if part is not None and part.total < i and self.roles[part.total].role == "standard":
            return Dated(self.found[part.total].period, "period.of_total")  # 筹资标准860元,其中财政补助580元
        if role.rule == "role.standard_pair" and told.LEAST.search(frame.lead) and frame.previous == i - 1:
            return self.found[i - 1]  # 最多的五千元,最少的三百元
        if told.PAID_BY.search(frame.own) and told.PAID_OUT.match(self.scene.text, frame.end, frame.part[1]):
            return Dated(self.settle(mention, False), rule)
        if per == "person_day" and "按" in frame.own and not told.CARRIED_OUT.match(frame.tail):
            return Dated(self.settle(mention, False), rule)  # 按每人每天20元给予过渡期生活救助: for a time
        if not lasting:
            if frame.previous == i - 1 < len(self.found) and frame.lead in told.EACH_OF and self.is_money_paid(i - 1):
                return Dated(self.found[i - 1].period, "period.sentence")  # 兑现2019年度优待金766万元,每户18600元
            return Dated(self.settle(mention, False), rule)
        if reached_by_raise(frame) and (raised := raise_before(i, self.scene.frames, self.roles, self.found)):
            return raised
        if mention is not None and mention.first and self.times.begins(mention):
            day = mention.last if self.since_years(mention) else mention.first
            return Dated(period_of(None, day, "as_of"), rule)
        if mention is None and (begun := self.opening_start(frame)):
            return Dated(period_of(None, begun, "as_of"), "period.sentence")
        if not (mention is not None and mention.start >= frame.part[0]) and (begun := self.executed_from(frame)):
            return Dated(period_of(None, begun, "as_of"), "period.clause_after")
        if told.ALIKE.search(frame.own) and (start := self.start_before(frame)):
            return Dated(period_of(None, start, "as_of"), "period.sentence")
        if mention is not None and (mention.kind == "as_of" or mention.upto):
            return Dated(period_of(None, mention.last, "as_of"), rule)
        return Dated(period_of(None, self.report.end, "as_of"), "period.report")
