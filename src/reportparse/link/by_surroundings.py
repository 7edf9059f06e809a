"""What stands around a program's words and takes them for something else: another subsidy told before, a list of those who
are cared for, an age that the allowance behind it is for, a house that was repaired for a veteran."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice, Part
from reportparse.link.frames import Frame, Scene
from reportparse.rulebook import ELSEWHERE

SUBSIDIES, DISASTER, VETERANS, SOLDIERS = (
    "disability_subsidies",
    "disaster_relief",
    "veterans_benefits",
    "conscript_families",
)
ALLOWANCE, DIBAO, EXTREME, CHARITY = "old_age_allowance", "dibao", "extreme_poverty", "charity"
BARE_SUBSIDY = re.compile(r"残疾人(?:发放)?(?:补贴|补助)(?:资金|金|款)?")
"""为15名残疾人发放补贴: of whatever kind was told before."""
REPAIRS = re.compile(r"(?:修缮|维修|翻修|修理)(?:房屋|住房)")
OF_SOLDIERS = re.compile(r"军人|老兵|烈属|优抚|三属|军属|退役|伤残")
FAMILIES = re.compile(r"(?:现役)?(?:军属|军人家属)(?:户)?")
AT_THE_FIRM = re.compile(r"(?:到|在|进|赴|去|入)[“\"]?\Z")
FIRM = "爱心企业"
OF_OLD = re.compile(
    r"(?:[以之]?[上下]|及以上|[-—–~至到]\d{2,3}周?岁)?的?(?:(?:高龄|户籍|所有|全体|户籍)?(?:老人|老年人|长者)|[,、至到])"
)
PAID_TO_OLD = re.compile(r"发放|享受|领取|补贴|津贴|给予")
OLD = 79
TOWNSPEOPLE = re.compile(r"城[镇市](?:居民|困难居民|贫困居民)")
COUNTRY_PEOPLE = re.compile(r"农村(?:居民|困难居民|贫困居民|人口)|农[村民]")
BARE_EXTREME = re.compile(r"特困")


GRASSROOTS = "grassroots_democracy"
LAND = frozenset({"area", "length", "weight"})
BEHIND_GROUPS = re.compile(
    r"(?:个)?(?:(?:村民|居民)(?:小组|委员会)|村委会|居委会|自然村|村小组)?[,、]?(?:全[村镇乡])?(?:共|现|有|总)*(?:农户|人口|农业人口|总户数|总人口|户数|人数|村民|居民)?(?:共|有|为)*"
)
"""9个村民小组,428户,1736人: the place's people behind its groups."""


ASKED = frozenset({SUBSIDIES, DISASTER, SOLDIERS, CHARITY, DIBAO, EXTREME, GRASSROOTS})
"""The programs that the words around them may take for another one: they and figures of age are asked about."""


def by_surroundings(scene: Scene, frame: Frame, choice: Choice, choices: list[Choice], part: Part | None) -> Choice:
    """The choice as what stands around its words leaves it."""
    code, words, text = choice.code, choice.words, scene.text
    if code == SUBSIDIES and words and BARE_SUBSIDY.fullmatch(text, *words) and subsidy_told(scene, frame):
        return Choice(ELSEWHERE, choice.rule, words)
    if code == DISASTER and words and REPAIRS.search(text, *words) and OF_SOLDIERS.search(frame.own):
        return Choice(VETERANS, choice.rule, words)
    if code == SOLDIERS and words and FAMILIES.fullmatch(text, *words) and among_veterans(scene, frame, choices):
        return Choice(VETERANS, choice.rule, words)
    if (
        code == CHARITY
        and words
        and text[words[0] : words[1]] == FIRM
        and AT_THE_FIRM.search(text, frame.end, words[0])
    ):
        return Choice(ELSEWHERE, choice.rule)
    if code == DIBAO and choice.rule == "program.object" and frame.tail[:1] in ("城", "农"):
        if TOWNSPEOPLE.match(frame.tail):
            return Choice("urban_dibao", choice.rule, words)
        if COUNTRY_PEOPLE.match(frame.tail):
            return Choice("rural_dibao", choice.rule, words)
    if code == EXTREME and words and part is not None and part.total < len(choices):
        whole = choices[part.total].code
        if BARE_EXTREME.fullmatch(text, *words) and whole in (DIBAO, "urban_dibao", "rural_dibao"):
            return Choice(whole, "program.of_total")
    if code == GRASSROOTS and frame.previous is not None and of_the_place(frame, choice):
        return Choice(ELSEWHERE, choice.rule)
    if frame.quantity.measure == "age" and code != ALLOWANCE and frame.quantity.value > OLD:
        return allowance_ahead(scene, frame) or choice
    return choice


def of_the_place(frame: Frame, choice: Choice) -> bool:
    """Whether a place's land or people are told behind its villages and their groups."""
    if choice.rule not in ("program.clause_before", "program.carried", "program.pair"):
        return False
    measure = frame.quantity.measure
    return measure in LAND or (measure in ("households", "persons") and BEHIND_GROUPS.fullmatch(frame.lead) is not None)


def subsidy_told(scene: Scene, frame: Frame) -> bool:
    """Whether an earlier clause of the sentence names a field that is none of civil affairs (发放养老保险补贴工作,…)."""
    said = scene.programs_in(frame.sentence.start, frame.clause[0])
    return bool(said) and said[-1].code == ELSEWHERE


def among_veterans(scene: Scene, frame: Frame, choices: list[Choice]) -> bool:
    """12名伤残军人、3名烈属、军属31户: of those cared for, in one list with them."""
    last = choices[-1].code if frame.previous is not None else None
    return last == VETERANS and ("、" in frame.lead[-6:] or frame.lead[:1] in "、和及")


def allowance_ahead(scene: Scene, frame: Frame) -> Choice | None:
    """80岁以上老人412人,按每人每月50元标准发放高龄津贴: whose age is told is told of the allowance behind."""
    if not OF_OLD.match(scene.text, frame.end):
        return None
    for m in scene.programs_in(frame.end, frame.part[1]):
        if m.code == ALLOWANCE and PAID_TO_OLD.search(scene.text, frame.end, m.end):
            return Choice(ALLOWANCE, "program.object", (m.start, m.end))
        if m.code not in ("", ALLOWANCE, "population"):
            return None
    return None
