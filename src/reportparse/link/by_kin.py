"""What the figures around a figure and its own nouns make of its program: people of a place, a home's inmates, rates of beds."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice
from reportparse.link.carrying import heading_or_title
from reportparse.link.frames import Frame
from reportparse.link.ground import NOTHING
from reportparse.link.inhabitants import inhabited
from reportparse.link.told import Told
from reportparse.rulebook import ELSEWHERE, WITHIN

HOMES = "care_homes"
KEPT, IN_A_HOME = "extreme_poverty", "extreme_poverty_institution"
NOT_YET_HOUSED = frozenset({None, HOMES, KEPT, "rural_extreme_poverty"})
"""What the people of a home are read as where the words before them name the home, or those who are kept there."""
LIVE_IN = re.compile(
    r"(?:敬老院|养老院|福利院|供养机构)(?:集中)?(?:入住|供养|居住|收住|收养|住|入院)(?:了|着|的)?(?:有|共)?$"
    r"|(?:入住|住进|住在|住|进|在)(?:[乡镇县区市]|中心)?(?:敬老院|养老院|福利院|供养机构)(?:集中)?(?:供养|居住|生活)?(?:的|率)?(?:有|共)?$"
)
"""五保老人67人,乡敬老院入住21人."""

OF_PLACES = frozenset({"communities", "grassroots_democracy", "place_names"})


PRINTED = re.compile(
    r"(?:印|编|发放|散发|张贴|悬挂|发出|制作|制发|派发|下发|赠阅)[^,。;]{0,10}"
    r"(?:宣传(?:资料|册|单|品|画|页|彩页|折页|手册|材料|挂图)|折页|明白纸|政策简介|传单|简报|标语|横幅)[^,。;]{0,3}$"
)
"""印发政策明白纸6万份: printed matter makes a matter known, whatever it is about."""
MADE_KNOWN = re.compile("宣传|宣讲|讲座|咨询")
"""开展殡葬改革宣传活动12场,发放宣传资料3000份: what was handed out there is of what was made known."""
SHEETS = frozenset({"份", "册", "张", "条", "幅", "期", "本", "套"})
PUBLICITY = "publicity"
VETERANS = "veterans_benefits"
PREACHED = ("宣讲", "宣讲会", "宣讲活动", "巡回宣讲")
"""老兵宣讲团…开展红色宣讲126场: what was held makes known, whoever speaks."""
HELD = frozenset({"场", "场次"})
SHORTEST_RATE = 3
"""Characters of 入住率."""

HOW_FULL = re.compile("(?:入住|空置|使用)率[^,。;]{0,3}$")
"""公租房2846套,其中已入住2703套,入住率95%: of what was told before."""

MOST_PARTS, LEAST_PARTS = 8, 2
"""How many figures behind a total are looked at, and how many programs its parts must have."""
FROM_BEFORE = frozenset({"program.paragraph", "program.carried", "program.siblings"})
BUILT = frozenset(
    {
        None,
        ELSEWHERE,
        "care_homes",
        "care_beds",
        "day_care",
        "happiness_homes",
        "elderly_care",
        "elderly_centres",
        "home_care",
        "housing_assistance",
        "disaster_relief",
        "disaster_reduction",
        "infrastructure",
        "communities",
        "community_funds",
        "cemeteries",
        "funerals",
        "martyrs",
        "vagrant_relief",
        "place_names",
        "child_welfare",
        "retired_officers",
        "charity",
        "extreme_poverty_institution",
        "veterans_benefits",
        "grassroots_democracy",
    }
)
"""Programs that have houses, roads or stones of their own, whose works are told without their name."""
WORKS = re.compile(
    r"\s*(?:同时|今年|全年|共|累计|先后|已|还|,)*"
    r"(?:新建|改建|扩建|修建|新修|改造|安装|架设|铺设|敷设|硬化|绿化|拓宽|疏浚|栽植|种植|开工建设|修通|新增公共|完成造林|完成技改)"
    r"[\u4e00-\u9fff]{2,12}"
)

GROUPS = re.compile("(?:家庭|群众|[户等]|对象|人员|残幼|病残)(?:[分各]别)?[有为共]?$")
ASSISTANCE = "social_assistance"
ADDED = re.compile("(?:每[人户]|再|另|额外|各)")
"""低保、特困等五类户再加1万元: of what the others are given."""


CARE = "elderly_care"


def old_people(told: Told, frame: Frame) -> str | None:
    """全省60岁及以上老年人口682万人, under a heading or a title of care for the old: those whom it is for."""
    text = told.scene.text
    begun, end = frame.clause
    if text.find("老年人", begun, end) < 0 and text.find("老人", begun, end) < 0:
        return None
    over = told.ground.heading(frame)
    if over.rule == "program.heading_mixed":
        section = told.scene.outline.sections[frame.sentence.section]
        return (
            CARE
            if any(m.code == CARE for m in told.scene.programs_in(section.title_start, section.title_end))
            else None
        )
    over = over if over.code else told.ground.title
    return CARE if over.code == CARE else None


def among_kin(told: Told, i: int, frame: Frame, choice: Choice) -> Choice:
    """The choice of a figure, put right by the figures that stand around it and by its own nouns."""
    code, words, measure, unit = choice.code, choice.words, frame.quantity.measure, frame.quantity.unit
    if code == ASSISTANCE and words is not None and (aid := aid_to_groups(told, i, frame, words)):
        return aid
    if not code:
        if code is None and (over := over_its_parts(told, i)):
            return over
        if old := old_people(told, frame):
            return Choice(old, choice.rule, words)
    if words is None and works_of_its_own(told, frame, choice):
        return heading_or_title(told, frame)
    if unit in HELD and code == VETERANS and frame.own.endswith(PREACHED):
        return Choice(PUBLICITY, choice.rule)
    if unit in SHEETS and code != PUBLICITY and PRINTED.search(frame.own):
        known = told.goes_on(frame) and code == told.choices[-1].code and code not in (None, ELSEWHERE)
        of_that = known and MADE_KNOWN.search(told.scene.frames[i - 1].own)
        return choice if of_that else Choice(PUBLICITY, choice.rule)
    if (
        code in OF_PLACES
        and frame.previous is not None
        and choice.rule != "program.beside"
        and inhabited(told.scene, i)
    ):
        return NOTHING
    if (
        measure == "rate"
        and code == HOMES
        and told.goes_on(frame)
        and told.choices[-1].code in (None, ELSEWHERE)
        and HOW_FULL.search(frame.own)
        and not told.scene.programs_in(frame.own_start, frame.start - SHORTEST_RATE)
    ):
        return Choice(told.choices[-1].code, "program.carried")
    if "院" in frame.own and measure in ("persons", "rate") and code in NOT_YET_HOUSED and housed(told, i, frame):
        return Choice(IN_A_HOME, choice.rule, words)
    return choice


def aid_to_groups(told: Told, i: int, frame: Frame, words: tuple[int, int]) -> Choice | None:
    """其中低保家庭2380户、特困家庭864户 of those visited: the groups that a service went to are counted by the service."""
    if not GROUPS.search(told.scene.text, words[0], max(words[1], frame.start)):
        return None
    total = told.total(i)
    if total is not None:
        code = told.choices[total].code
    elif frame.quantity.measure == "amount" and told.goes_on(frame) and ADDED.search(frame.own):
        code = told.choices[-1].code
    else:
        return None
    service = told.rules.programs.get(code or "")
    if service is None or service.stock or code == ASSISTANCE:
        return None
    return Choice(code, "program.of_total")


def housed(told: Told, i: int, frame: Frame) -> bool:
    """Whether those in a home are of the kept that the sentence has told of."""
    if not LIVE_IN.search(frame.own):
        return False
    for j in range(i - 1, max(-1, i - 4), -1):
        other = told.scene.frames[j]
        if other.sentence.paragraph != frame.sentence.paragraph:
            return False
        if other.quantity.measure in ("persons", "households") and told.choices[j].code:
            return told.choices[j].code in NOT_YET_HOUSED and told.choices[j].code != HOMES
    return False


def works_of_its_own(told: Told, frame: Frame, choice: Choice) -> bool:
    """发放高龄津贴126万元。新建文化广场6个: whether a sentence or part opens with works that a benefit or a service never builds."""
    if choice.code in BUILT or choice.rule not in FROM_BEFORE or told.goes_on(frame):
        return False
    if not WORKS.match(told.scene.text, frame.part[0], frame.start):
        return False
    return not told.scene.programs_in(frame.part[0], min(frame.tail_end, frame.clause[1]))


def over_its_parts(told: Told, i: int) -> Choice | None:
    """救助困难群众2.6万人次,其中低保…、特困…、临时救助…: a total without a name is of what stands over its parts."""
    codes: list[str] = []
    frames = told.scene.frames
    for j, part in enumerate(told.parts[i + 1 : i + MOST_PARTS], i + 1):
        if part is None or part.total != i:
            continue
        named = [m.code for m in told.scene.programs_in(frames[j].lead_start, frames[j].start) if m.code != WITHIN]
        if not named or not named[-1]:
            return None
        codes.append(named[-1])
    if len(set(codes)) < LEAST_PARTS:
        return None
    common = told.rules.common(codes)
    return Choice(common, "program.sum") if common else None
