"""The time of changes, raises and values of before: that of the figure that changed, or the day a raise is in force from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reportparse.link import date_words as told
from reportparse.link.answers import Dated
from reportparse.link.days import period_of
from reportparse.link.frames import Frame
from reportparse.link.raised_from import is_raise, is_rate_set, raise_before
from reportparse.link.settling import Settling
from reportparse.link.words import STANDARD
from reportparse.model.mentions import PeriodMention


class ChangedDates(Settling):
    """Settles the periods of changes; those told before what they change ask for its period ahead."""

    def date(self, i: int, frame: Frame) -> Dated:
        """The period of any figure: the calendar knows it."""
        raise NotImplementedError

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
                stock = changed.period.kind == "as_of" or p.kind == "as_of" or self.of_a_state(i, frame, p)
                return Dated(self.settle(replace(p, upto=False), stock), "period.quoted_past")
        if i and self.roles[i - 1].role == "prior":
            return self.found[i - 1]
        return Dated(period_of(), "period.none")

    def of_a_state(self, i: int, frame: Frame, p: PeriodMention) -> bool:
        """护理型床位占比由上年的52%提高到58.4%: whether the old side of a move is a level, the new side being dated later."""
        moved = self.roles[i].rule == "role.from_to" and frame.quantity.measure in (
            "rate",
            "persons",
            "households",
            "count",
        )
        return moved and self.stocks.is_stock(i, frame, p)[0]

    def like_changed(self, i: int, frame: Frame, *, any_role: bool = False) -> Dated:
        """A change holds for the time of the figure that changed: the last actual one of its program in reach."""
        if not any_role and "年均" in frame.own:
            mention, rule = self.times.of(i, frame)
            if mention is not None and mention.grain == "years" and mention.first is not None:
                return Dated(self.settle(mention, False), rule)  # 五年来,…年均增长7.2%
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

    def opening_start(self, frame: Frame) -> dt.date | None:
        """自7月1日起,甲标准提高到…;乙标准调整为…: the day that the sentence opens with, of all rates set in it."""
        if frame.part[0] == frame.sentence.start or not (is_rate_set(frame) or is_raise(frame)):
            return None
        first = frame.times[0] if frame.times else None
        if first is None or first.start > frame.sentence.start + 2 or not self.times.begins(first):
            return None
        return first.first
