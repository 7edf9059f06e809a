"""What the report itself is about decides where a clause leaves it open: a village's 低保, a report on aid for pupils."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.rulebook import ELSEWHERE

DIBAO, URBAN_DIBAO, RURAL_DIBAO, PUPILS_AID = "dibao", "urban_dibao", "rural_dibao", "education_assistance"

OF_A_STREET = re.compile(r"街道|社区(?:居委会|工作站|居民)|居委会|社区(?=(?:19|20)\d\d|[上下]半年|年度|年终)")
URBAN_SAID = re.compile("城[市镇](?:居民)?(?:最低生活保障|低保)")
"""A street office's report that names 城市低保 and never says 农村 means it by 低保 too."""

OF_A_VILLAGE = re.compile(
    r"村(?:党支部|党总支|支部|支部?委员?会|支两委|“?两委”?|民委员会|委会)|[\u4e00-\u9fff]{2}村(?:\d{4}年|[上下]半年|工作)"
)
OF_A_TOWNSHIP = re.compile(r"(?<![县市城])乡(?!村|镇)|[\u4e00-\u9fff]{2}镇(?!街|村|江)")
RURAL_SAID, TOWN_SAID = "农村低保", re.compile("城[市镇乡区](?:居民)?(?:最低生活保障|低保)|居民低保|城乡")
"""A township's report that names 农村低保 and never the town's means it by 低保 too."""
BY_THE_VILLAGE = re.compile("[全我本]村")
"""全村低保户26户: no village has people of the town's."""

VISITS, WARMTH, CHARITY, CHARITABLE = "holiday_relief", "送温暖", "charity", "慈善"
VISITING = re.compile("慰问|走访|看望|温暖|送[去上到]|筹集|筹措|募|捐|发放|救济|救助|受助|帮扶资金")
"""What a report on 送温暖 counts as that: unions tell all that they do for people in need under such a title."""
DONATED = re.compile("捐[资款助]")

MEALS = re.compile("营养改善计划|营养膳食|膳食补助")
AIDED = re.compile(
    r"资助|补助|补贴|免除|减免|免费|助学|奖学|生活费|学费|住宿费|教科书|营养|受助|贷款|补偿|公用经费|享受"
)
"""What a report on aid for pupils counts as aid, whatever schools they go to."""


VETERANS, FUNERALS, MARTYRS = "退役军人", "funerals", "martyrs"
PARTY = "party_building"
OF_PLACES = frozenset({"grassroots_democracy", "communities", "place_names"})
BY_WORDS = frozenset({"program.named", "program.beside"})


class Field:
    """A report's own field, asked once for every figure."""

    def __init__(self, scene: Scene, title: Choice) -> None:
        self.scene = scene
        named, text = scene.outline.title or "", scene.text
        street = OF_A_STREET.search(named) is not None
        self.urban_only = street and "农村" not in text and URBAN_SAID.search(text) is not None
        self.of_village = not street and OF_A_VILLAGE.search(named) is not None
        self.rural_only = (
            OF_A_TOWNSHIP.search(named) is not None and RURAL_SAID in text and TOWN_SAID.search(text) is None
        )
        self.of_visits = title.code == VISITS and WARMTH in named
        self.of_pupils = title.code == PUPILS_AID
        self.of_veterans = VETERANS in named
        self.asks = self.of_village or self.of_visits or self.of_pupils or self.of_veterans

    def settled(self, frame: Frame, choice: Choice) -> Choice:
        """The choice of a figure as the report's own field has it; only 低保 may change where the field does not ask."""
        if self.of_village and choice.code == PARTY and choice.rule == "program.title":
            choice = Choice(None, "program.none")  # a village's branch reports on all that the village did
        if self.of_pupils and choice.rule not in BY_WORDS and self.of_meals(frame):
            return Choice(ELSEWHERE, "program.none")
        if self.of_veterans and choice.code == FUNERALS and choice.rule in BY_WORDS:
            said = self.scene.text[frame.clause[0] : frame.clause[1]]
            return replace(choice, code=MARTYRS) if "祭扫" in said else choice  # 清明接待祭扫群众, told by their office
        if choice.code == DIBAO:
            if self.urban_only:
                return replace(choice, code=URBAN_DIBAO)
            if (
                self.of_village
                or self.rural_only
                or BY_THE_VILLAGE.search(self.scene.text, frame.clause[0], frame.start)
            ):
                return replace(choice, code=RURAL_DIBAO)
        elif self.of_visits and choice.code == VISITS and choice.rule == "program.title":
            if not VISITING.search(self.scene.text, frame.sentence.start, frame.sentence.end):
                return Choice(None, "program.none")
        elif self.of_pupils and choice.code == CHARITY:
            said = self.scene.text[frame.clause[0] : frame.start]
            if DONATED.search(said) and CHARITABLE not in said:
                return Choice(PUPILS_AID, "program.title")
        elif self.of_pupils and choice.code in (None, ELSEWHERE):
            at = max(frame.clause[0], frame.lead_start)
            if AIDED.search(self.scene.text, at, frame.clause[1]):
                return Choice(PUPILS_AID, "program.title")
        return choice

    def of_meals(self, frame: Frame) -> bool:
        """Whether a part of a sentence is about the schools' meals, which are for all pupils."""
        return MEALS.search(self.scene.text, frame.part[0], frame.start) is not None
