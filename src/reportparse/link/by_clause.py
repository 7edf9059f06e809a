"""What the rest of the clause says of a figure whatever stands before it: taken into a program, struck, or done for veterans."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.rulebook import ELSEWHERE, WITHIN

OF_VETERANS = re.compile("退役军人(?:事务|工作|服务|保障)")
FOR_WORK = re.compile("就业|创业|招聘会|适应性培训|技能培训|学历提升|就业意向")
"""In a report of their bureau it is veterans who are trained and found work."""
TRAINING = "training"
DEMOBILISED = "demobilised"
COMMUNITIES = "communities"
DISASTER = "disaster_relief"
TAKEN_INTO = re.compile(r"[^,。;\d]{1,16}?纳入了?")
OF_PLACES = frozenset({None, "", "grassroots_democracy", "place_names", "communities"})
STRUCK = re.compile(r"[^,。;]{0,40}?(?:受灾|遭灾)")
"""六个县、八十三个乡镇不同程度受灾: places and people counted as struck are of the disaster."""


OF_VETERANS_TOO = "veterans_medical"
MEDICAL_AID = "medical_assistance"
LAST_OF_MANY = re.compile(r"[、和及与](?:重点)?优抚对象[^,。;\d]{0,4}(?:医疗|大病)")
ACCIDENT = re.compile("事故|交通安全")
CALAMITY = re.compile("灾|洪|旱|台风|地震|暴雨|冰雹|雪")


def of_accidents(scene: Scene, frame: Frame, words: tuple[int, int]) -> bool:
    """生产安全事故27起,…直接经济损失63.8万元: the losses of accidents are no disaster's."""
    said = scene.text[frame.sentence.start : frame.start]
    return not CALAMITY.search(scene.text, *words) and ACCIDENT.search(said) is not None and not CALAMITY.search(said)


OFFICES = re.compile(
    "(?:内设|职能|业务)?(?:科室|股室|处室|内设机构|直属机构|(?:直属|下属|局属)?事业单位)(?:[,。;、]|$)"
)
"""等9个科室: a bureau's own offices."""
OFFICE_SIGNS = frozenset("内职业科股处直下局事")
"""Each of the words of OFFICES begins with one of these."""
BEDS = "care_beds"
BARE_BEDS = re.compile(r"(?:实有|拥有|核定|编制|开放|设计|设置|新增|增加|总)?床位(?:总?数)?|总床位数?|张床位")
MEDICAL = re.compile("卫生|医疗机构|医院|诊所|诊疗|门诊|住院|就医|病床|精神疾病")
OF_THE_OLD = re.compile("养老|敬老|福利|光荣院|托老|供养|老年|老人|民政|照料|护理型|收养|儿童|救助站")
"""Where the sentence or its heading has one of these, beds are not those of hospitals alone."""


def hospital_beds(scene: Scene, frame: Frame, choice: Choice) -> bool:
    """卫生机构实有床位18416张: bare beds in a sentence about medicine are no beds for the old."""
    if choice.code != BEDS or not choice.words or not BARE_BEDS.fullmatch(scene.text, *choice.words):
        return False
    at = frame.sentence.section
    heading = scene.outline.sections[at].title if at >= 0 else ""
    said = scene.text[frame.sentence.start : frame.end]
    return MEDICAL.search(said) is not None and not OF_THE_OLD.search(said) and not OF_THE_OLD.search(heading)


def by_its_clause(scene: Scene, frame: Frame, choice: Choice, of_veterans: bool) -> Choice:
    """What is taken into a program, struck by a disaster, or done for veterans in their own bureau's report."""
    text, tail = scene.text, frame.tail
    if "纳入" in tail and (taken := TAKEN_INTO.match(text, frame.end)):
        into = scene.programs_in(taken.end() - 3, taken.end() + 2)
        if into and into[0].code not in (WITHIN, ELSEWHERE):
            return Choice(into[0].code, "program.object", (into[0].start, into[0].end))
    if choice.code in OF_PLACES and "灾" in frame.rest and STRUCK.match(text, frame.end):
        return Choice(DISASTER, "program.object")
    if choice.code is None and frame.own.endswith("辖") and tail.startswith("社区"):
        return Choice(COMMUNITIES, "program.object")
    if choice.code == DISASTER and choice.words and of_accidents(scene, frame, choice.words):
        return Choice(ELSEWHERE, choice.rule, choice.words)
    if choice.code == OF_VETERANS_TOO and LAST_OF_MANY.search(text, frame.clause[0], frame.start):
        return Choice(MEDICAL_AID, choice.rule, choice.words)  # 五保户、低保户和优抚对象医疗救助
    if frame.rest[:1] in OFFICE_SIGNS and OFFICES.match(frame.rest):
        return Choice(ELSEWHERE, choice.rule, choice.words)
    if hospital_beds(scene, frame, choice):
        return Choice(ELSEWHERE, choice.rule, choice.words)
    if of_veterans and choice.code in (TRAINING, ELSEWHERE, None):
        at = frame.sentence.section
        heading = scene.outline.sections[at].title if at >= 0 else ""
        if FOR_WORK.search(text, frame.clause[0], frame.end) or (choice.code and FOR_WORK.search(heading)):
            return Choice(DEMOBILISED, "program.title_unit")
    return choice
