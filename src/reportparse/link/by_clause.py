"""What the rest of the clause says of a figure whatever stands before it: taken into a program, struck, or done for veterans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.rulebook import ELSEWHERE, WITHIN, Rulebook

OF_VETERANS = re.compile("退役军人(?:事务|工作|服务|保障)")
FOR_WORK = re.compile("就业|创业|招聘会|适应性培训|技能培训|学历提升|就业意向")
"""In a report of their bureau it is veterans who are trained and found work."""
REDUCTION, STORED = "disaster_reduction", "储备"
"""An emergency bureau's stores are kept against disasters; what it hands out of them is relief."""
COMMUNITIES, DEMOCRACY, VETERANS = "communities", "grassroots_democracy", "veterans_benefits"
OF_THEIR_CARDS = frozenset({None, ELSEWHERE, COMMUNITIES, "conscript_families"})
"""优待证申领率达到90%: what else a sentence about their cards may seem to be of."""
TRAINING, DEMOBILISED, DISASTER = "training", "demobilised", "disaster_relief"
TAKEN_INTO = re.compile(r"[^,。;\d]{0,16}?纳入了?")
DAMAGED = re.compile("(?:其中)?(?:冲垮|冲毁|冲走|倒塌|损坏|损毁|毁坏|压塌|震塌|刮倒|淹没)")
"""冲垮敬老院两所: what a disaster destroyed is counted as its damage."""
EITHER = re.compile("[或和与及、]|或者|以及")
EITHER_REACH = 10
ENJOYS = re.compile(",(?:全部|均|都|已|正在)?(享受)了?")
"""共有5211人,享受最低生活保障: people, and what they have behind a comma."""
UNDER = re.compile("辖区?有?$")
PLACES_UNDER = re.compile("(?:城市)?(?:社区)?(居民委员会|居委会|村民委员会|村委会)|社区")
"""What a town has under it: committees are of 基层民主, communities of 社区建设."""
TOWNS_UNDER = re.compile("(?:个)?(?:乡镇|镇|乡|街道|行政村|建制村|自然村|村(?![民委]))")
OF_PLACES = frozenset({None, "", "grassroots_democracy", "place_names", "communities"})
STRUCK = re.compile(r"[^,。;]{0,40}?(?:受灾|遭灾)")
"""六个县、八十三个乡镇不同程度受灾: places and people counted as struck are of the disaster."""


OF_THE_STATE = re.compile("医疗救助")
OF_CHARITY = re.compile("慈善|红十字")
OF_EMERGENCIES = re.compile("应急管理|应急局")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose report it is, where that decides what words mean."""

    veterans: bool
    """It is veterans who are trained and found work, and whose cards are told of."""
    charity: bool
    """Whose own report speaks of its own gifts."""
    emergency: bool


def publisher(title: str) -> Publisher:
    """The publisher that a title names."""
    return Publisher(
        OF_VETERANS.search(title) is not None,
        OF_CHARITY.search(title) is not None,
        OF_EMERGENCIES.search(title) is not None,
    )


OF_VETERANS_TOO, MEDICAL_AID, CHARITY = "veterans_medical", "medical_assistance", "charity"
LAST_OF_MANY = re.compile(r"[、和及与](?:重点)?优抚对象[^,。;\d]{0,4}(?:医疗|大病)")
URGENT, TEMPORARY = "urgent_assistance", "temporary_assistance"
OF_EITHER_TYPE = re.compile("支出型[^,。;]{0,16}急难型$")
"""其中支出型641户次、急难型344户次: both kinds of temporary aid, one after the other."""
ACCIDENT = re.compile("事故|交通安全")
AFTER_CALAMITY = re.compile("(?:地震|洪水|[洪旱水雪震风]灾|灾害|台风|泥石流)(?:发生)?(?:之|过)?后")
"""地震发生后,临时生活救助1.6万人: of those whom it struck."""
CALAMITY = re.compile("灾|洪|旱|台风|地震|暴雨|冰雹|雪")


def of_accidents(scene: Scene, frame: Frame, words: tuple[int, int]) -> bool:
    """生产安全事故27起,…直接经济损失63.8万元: the losses of accidents are no disaster's."""
    said = scene.text[frame.sentence.start : frame.start]
    return not CALAMITY.search(scene.text, *words) and ACCIDENT.search(said) is not None and not CALAMITY.search(said)


OFFICES = re.compile(
    "(?:内设|职能|业务)?(?:科室|股室|处室|内设机构|直属机构|(?:直属|下属|局属)?事业单位)(?:[,。;、(]|$)"
)
"""等9个科室: a bureau's own offices."""
OFFICE_SIGNS = frozenset("内职业科股处直下局事")
"""Each of the words of OFFICES begins with one of these."""
BEDS = "care_beds"
BARE_BEDS = re.compile(r"(?:实有|拥有|核定|编制|开放|设计|设置|新增|增加|总)?床位(?:总?数)?|总床位数?|张床位")
HOUSES = re.compile("(儿童福利院)|救助(?:管理)?站")
OF_OLD_PEOPLE = re.compile("养老|敬老|老年|老人|社会福利")
"""救助站有床位36张: beds of another house."""
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


OF_CLAUSES = frozenset({DISASTER, OF_VETERANS_TOO, MEDICAL_AID, URGENT, TEMPORARY})
"""The programs that `by_its_words` knows; nearly all figures are of others."""


def by_its_clause(scene: Scene, frame: Frame, choice: Choice, of: Publisher, rules: Rulebook) -> Choice:
    """What is taken into a program, struck by a disaster, or done for veterans in their own bureau's report."""
    text, tail, code, rest = scene.text, frame.tail, choice.code, frame.rest
    if "纳入" in tail and (taken := TAKEN_INTO.match(text, frame.end)):
        into = scene.programs_in(taken.end() - 3, taken.end() + 2)
        if into and into[0].code not in (WITHIN, ELSEWHERE):
            beside = scene.programs_in(into[0].end, into[0].end + EITHER_REACH)
            joined = beside and EITHER.fullmatch(text, into[0].end, beside[0].start) is not None
            code = rules.common((into[0].code, beside[0].code)) if joined else None  # 纳入低保或特困供养
            return Choice(code or into[0].code, "program.object", (into[0].start, into[0].end))
    if "享受" in tail and tail[0] == "," and choice.words is None and (enjoy := ENJOYS.match(text, frame.end)):
        what = scene.programs_in(enjoy.start(1), frame.part[1])
        if what and what[0].start <= enjoy.end() and text[what[0].end : what[0].end + 1] in (",", "。", ";", "\n", ""):
            return Choice(what[0].code, "program.object", (what[0].start, what[0].end))
    if choice.words is not None and code not in (DISASTER, ELSEWHERE) and DAMAGED.match(frame.own):
        return Choice(DISASTER, choice.rule, choice.words)
    if "灾" in rest and code in OF_PLACES and STRUCK.match(text, frame.end):
        return Choice(DISASTER, "program.object")
    if "辖" in frame.own and UNDER.search(frame.own) is not None:
        if TOWNS_UNDER.match(tail):
            return Choice(ELSEWHERE, choice.rule) if code else choice  # 我县辖12个乡镇
        if place := PLACES_UNDER.match(tail):
            if place[1]:
                return Choice(DEMOCRACY, "program.object")  # 辖7个社区居委会
            if not code:
                return Choice(COMMUNITIES, "program.object")
    if code in OF_CLAUSES and (said := by_its_words(scene, frame, choice, of)) is not None:
        return said
    if rest and rest[0] in OFFICE_SIGNS and OFFICES.match(rest):
        return Choice(ELSEWHERE, choice.rule, choice.words)
    if code == BEDS and (said := of_beds(scene, frame, choice)) is not None:
        return said
    if not of.veterans:
        return choice
    if choice.code in OF_THEIR_CARDS and "优待证" in text[frame.part[0] : frame.end] and not FOR_WORK.search(frame.own):
        return Choice(VETERANS, "program.title_unit")
    if choice.code in (TRAINING, ELSEWHERE, None):
        at = frame.sentence.section
        heading = scene.outline.sections[at].title if at >= 0 else ""
        if FOR_WORK.search(text, frame.part[0], frame.end) or (choice.code and FOR_WORK.search(heading)):
            return Choice(DEMOBILISED, "program.title_unit")
    return choice


def by_its_words(scene: Scene, frame: Frame, choice: Choice, of: Publisher) -> Choice | None:
    """What the clause makes of the programs in OF_CLAUSES."""
    text = scene.text
    if choice.code == DISASTER and choice.words and of_accidents(scene, frame, choice.words):
        return Choice(ELSEWHERE, choice.rule, choice.words)
    if choice.code == OF_VETERANS_TOO and LAST_OF_MANY.search(text, frame.clause[0], frame.start):
        return Choice(MEDICAL_AID, choice.rule, choice.words)  # 五保户、低保户和优抚对象医疗救助
    if (
        choice.code == TEMPORARY
        and choice.words
        and "后" in text[frame.sentence.start : choice.words[0]]
        and AFTER_CALAMITY.search(text, frame.sentence.start, choice.words[0])
    ):
        return Choice(DISASTER, choice.rule, choice.words)
    if of.emergency and choice.code == DISASTER and STORED in text[frame.clause[0] : frame.end]:
        return Choice(REDUCTION, choice.rule, choice.words)
    if of.charity and choice.code == MEDICAL_AID and not OF_THE_STATE.search(text, *(choice.words or (0, 0))):
        if choice.rule in ("program.carried", "program.pair"):
            return choice
        return Choice(CHARITY, choice.rule, choice.words)  # 大病救助874人, told by a charity: out of its own funds
    if choice.code == URGENT and OF_EITHER_TYPE.search(text, frame.clause[0], frame.start):
        return Choice(TEMPORARY, choice.rule, choice.words)
    return None


def of_beds(scene: Scene, frame: Frame, choice: Choice) -> Choice | None:
    """What bare beds are of, where they are no beds for the old."""
    if choice.words and BARE_BEDS.fullmatch(scene.text, *choice.words):
        said = scene.text[frame.part[0] : frame.start]
        if (house := HOUSES.search(said)) and not OF_OLD_PEOPLE.search(said):
            return Choice("child_welfare" if house[1] else "vagrant_relief", choice.rule, choice.words)
    return Choice(ELSEWHERE, choice.rule, choice.words) if hospital_beds(scene, frame, choice) else None
