"""The time a figure holds for: the words of time that govern it, and whether it is a flow or a stock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reportparse.link import date_words as told
from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.changed_dates import ChangedDates
from reportparse.link.days import period_of
from reportparse.link.days_standing import standing_at
from reportparse.link.frames import Frame, Scene
from reportparse.link.handed_years import times_handed_out
from reportparse.link.leanings import BY_MEANING, KIND_CERTAIN, KIND_OVERRULED, kind_signs
from reportparse.link.part_dates import happened_of, happened_to_some, still_so
from reportparse.link.planned_times import PlannedTimes
from reportparse.link.raised_from import is_raise, raise_before, reached_by_raise
from reportparse.model.mentions import PeriodMention
from reportparse.model.report import Period, ReportPeriod
from reportparse.rulebook import Rulebook

LIKELY, AGAINST = "leaning.kind_likely", "leaning.kind_against"
"""How far learned weights bear a kind out, where they are not certain of it."""
OLD_VALUES = frozenset({"role.quoted_past", "role.from_to"})


class Calendar(ChangedDates):
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
        super().__init__(scene, roles, choices, parts, rules, report)
        self.plans = PlannedTimes(scene, roles, report, self.found, self.times)
        self.handed = times_handed_out(scene, report)

    def run(self) -> list[Dated]:
        """The period of every figure. Parts printed before their total (合计) are dated like the others."""
        for i, frame in enumerate(self.scene.frames):
            self.found.append(self.date(i, frame))
        return self.found

    def date(self, i: int, frame: Frame) -> Dated:
        role = self.roles[i]
        kind_of_role = role.role
        if i in self.handed and kind_of_role in ("actual", "target", "standard"):
            begun, ended = self.handed[i]
            stock, kind = self.stocks.is_stock(i, frame, None)
            if kind not in BY_MEANING and self.borne_out(i, None, "period.distributed", stock) <= -KIND_OVERRULED:
                stock, kind = not stock, "kind.weighed"
            return Dated(
                period_of(None if stock else begun, ended, "as_of" if stock else "flow"), "period.distributed", kind
            )
        if role.rule in OLD_VALUES and (role.rule == "role.quoted_past" or self.named_past(frame)):
            return self.quoted(i, frame)
        if kind_of_role == "threshold" or role.rule == "role.from_to":
            return Dated(period_of(), "period.none")
        if kind_of_role == "change":
            return self.like_changed(i, frame)
        mention, rule = self.times.of(i, frame)
        if kind_of_role == "target":
            part = self.parts[i]
            if role.rule == "role.of_total" and part is not None:
                return Dated(self.found[part.total].period, "period.of_total")
            return self.plans.dated(i, frame, role, mention, rule)
        if kind_of_role == "standard":
            return self.in_force(i, frame, role, mention, rule)
        return self.weighed(i, frame, mention, rule, self.by_rules(i, frame, mention, rule))

    def weighed(self, i: int, frame: Frame, mention: PeriodMention | None, rule: str, dated: Dated) -> Dated:
        """What the rules say of a figure, or the other kind, where learned weights are nearly sure that they are wrong."""
        if dated.kind in BY_MEANING or dated.period.kind == "none" or dated.rule == "period.of_total":
            return dated
        stock = dated.period.kind == "as_of"
        agreed = self.borne_out(i, mention, rule, stock)
        if agreed >= KIND_CERTAIN:
            return dated
        if agreed > -KIND_OVERRULED:
            return Dated(dated.period, dated.rule, dated.kind, LIKELY if agreed >= 0 else AGAINST)
        if not stock and mention is not None:
            event = self.times.is_event(mention)
            if not standing_at(self.scene.text, mention, frame, "kind.weighed", event, None)[1]:
                mention, rule = None, "period.report"
        return Dated(self.settle(mention, not stock), rule, "kind.weighed")

    def borne_out(self, i: int, mention: PeriodMention | None, rule: str, stock: bool) -> int:
        """How far learned weights bear it out that a figure is a stock, or that it is none."""
        signs = kind_signs(self.scene.text, self.scene.frames, i, self.choices[i], mention, rule)
        for_stock = self.rules.stock_leaning(*signs)
        return for_stock if stock else -for_stock

    def by_rules(self, i: int, frame: Frame, mention: PeriodMention | None, rule: str) -> Dated:
        """The period of what was done or stands, by rules alone."""
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
                if part.rule == "part.breakdown" and total.period.kind == "as_of" and happened_to_some(frame):
                    return Dated(self.flow_up_to(total.period.end), "period.of_total", "kind.doing_after")
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
        if not stock:
            return Dated(self.settle(mention, False), rule, kind)
        if kind == "kind.standing" and part is not None and part[0] < i:
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
            or ("标准" in frame.own and told.STANDARD_SET.search(frame.own) is not None)
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
