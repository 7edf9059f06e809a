"""Which of a program's two sides a plain word means, the town's or the country's: by what was just said, by the heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame
from reportparse.link.told import Told
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import Rulebook

BOTH = re.compile(r"城乡|两项|各类|各项|合计|共")
ALL_OF_IT = frozenset({f"{all_of}{place}" for all_of in "全我" for place in "省市县区镇乡州旗"})
TOWN_OR_COUNTRY = frozenset({"urban_dibao", "rural_dibao", "urban_extreme_poverty", "rural_extreme_poverty"})
TOWN_AND = ("城镇、", "城市、", "城、", "城镇和", "城市和", "城镇与", "城市与", "农村、", "农村和")
SAID_BEFORE = 40
"""Characters before a program's broad name in which its narrow one was said."""
OF_ONE_THING = frozenset({"care_beds", "day_care", "home_care", "cremations", "funeral_subsidy", "elderly_centres"})
"""家庭养老床位…;适老化改造285户: what these are of is too narrow for a word of the whole field that comes behind."""


def place_just_said(told: Told, frame: Frame, code: str) -> str | None:
    """城镇低保户46户、103人,发放低保金4.92万元, under a heading of the country's: what the sentence has just told of the town's."""
    last = told.choices[-1].code if told.goes_on(frame) else None
    return last if last in TOWN_OR_COUNTRY and told.rules.is_under(last, code) else None


def place_in_title(told: Told, frame: Frame, code: str | None) -> str | None:
    """3)农村五保和特困群众救助: the town's or the country's program that a heading of several names, where it is the only one."""
    at = frame.sentence.section
    if at < 0:
        return None
    section = told.scene.outline.sections[at]
    named = {m.code for m in told.scene.programs_in(section.title_start, section.title_end)}
    places = {c for c in named & TOWN_OR_COUNTRY if told.rules.is_under(c, code)}
    return places.pop() if len(places) == 1 else None


@lru_cache(maxsize=8)
def broad_codes(rules: Rulebook) -> frozenset[str]:
    """The programs of which one of town or country is a narrower one."""
    return frozenset(code for narrow in TOWN_OR_COUNTRY for code in rules.line(narrow))


def narrower_before(told: Told, named: Choice, frame: Frame) -> str | None:
    """农村低保专项治理,查处人情保9件: the sentence has said which 低保; so has a paragraph that knows but one."""
    if named.words is None:
        return None
    start = named.words[0]
    if told.scene.text.startswith("城乡", start):
        return None
    if told.scene.text[max(0, start - 2) : start] in ALL_OF_IT:
        return None  # 全县最低生活保障对象3.6万人: whatever the sentence before was about
    said = [
        m
        for m in told.scene.programs_in(frame.sentence.start, start)
        if m.code in TOWN_OR_COUNTRY and told.rules.is_under(m.code, named.code)
    ]
    if said and told.scene.text.endswith(TOWN_AND, 0, said[-1].start):
        return None  # 城镇、农村低保…全部达标,全市发放低保资金…
    earlier = {m.code for m in said}
    if len(earlier) == 1 and start - said[-1].start > SAID_BEFORE:
        earlier = set()
    last_said = {said[-1].code} if said else set()
    if said and said[-1].start >= frame.lead_start and not both_said(told, said, frame):
        return narrower_heading(told, named, said[-1].code)  # 城市低保月人均补差341元,农村低保月人均补差210元
    if len(earlier) > 1 and told.goes_on(frame) and told.choices[-1].code in last_said:
        alone = frame.lead[:1] == "、" or paid_before(told, frame, earlier - last_said)
        earlier = last_said if alone else earlier
    counted = {c for c in told.ground.counted if c in TOWN_OR_COUNTRY and told.rules.is_under(c, named.code)}
    if not earlier and len(counted) > 1 and told.ground.paragraph == frame.sentence.paragraph:
        return None  # 农村低保90户,城镇低保6户…。全镇月低保总额…
    if not earlier:
        earlier = {c for c in told.ground.topics if c in TOWN_OR_COUNTRY and told.rules.is_under(c, named.code)}
        if told.ground.paragraph != frame.sentence.paragraph or named.code in told.ground.topics:
            return None
    return narrower_heading(told, named, earlier.pop()) if len(earlier) == 1 else None


def both_said(told: Told, said: Sequence[ProgramMention], frame: Frame) -> bool:
    """Whether the words before the figure name town and country both: 城市低保、农村低保…共支出低保金."""
    return len({m.code for m in said if m.start >= frame.lead_start}) > 1


def paid_before(told: Told, frame: Frame, codes: set[str]) -> bool:
    """城市低保…户,发放低保金…元,农村低保…户,发放低保金…元: whether the others had money of their own, an average for an average."""
    averaged = told.roles[len(told.choices)].per is not None
    for j in range(len(told.choices) - 1, -1, -1):
        other = told.scene.frames[j]
        if other.sentence is not frame.sentence:
            return False
        same = other.quantity.measure == "amount" and (told.roles[j].per is not None) == averaged
        if same and told.choices[j].code in codes:
            return True
    return False


def narrower_heading(told: Told, named: Choice, heading: str) -> str | None:
    """Under the heading 农村低保 the plain word 低保 means the rural program, unless it says 城乡."""
    if heading in OF_ONE_THING:
        return None
    if not told.rules.is_under(heading, named.code) or named.words is None:
        return None
    words = told.scene.text[max(0, named.words[0] - 2) : named.words[1]]
    full_name = told.rules.programs[named.code].name if named.code else ""
    return None if BOTH.search(words) or full_name in words else heading
