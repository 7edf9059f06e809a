"""The words around a figure that name a program: in its own clause, in the noun behind it, in what the clause does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.link.headings import meaning, settled
from reportparse.link.told import Told
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN, Rulebook

ADJACENT_REACH = 2
"""Characters between a word that counts only beside its figure (村委会96个) and that figure."""

BESIDE = 10
"""Characters after the unit within which a noun still belongs to the figure (23名散居孤儿)."""

WITHIN_REACH = 10
"""Characters between 城市/集中/… and the figure (集中供养标准每人每月): beyond them it modifies something else."""

RECIPIENT = re.compile(r"(?:向|为|对|给|替|组织)[^,。;]{0,16}$")
GIVEN = re.compile(
    r"(?:等|群众|对象|人员|家庭|户|的|、|和)*[^,。;]{0,12}?(?:发放|下发|拨付|送去|送上|赠送|提供|开展|办理|减免|给予|购买|发给|报销|兑现|支付|定制|配备)"
)
OF_THAT = re.compile("的|为(?:月|年)?(?:人均|平均)?|(?:月|年)?(?:人均|平均)|(?:对象|人员|老人|户)的?[月年]?|[月年]")
"""农村为月人均补差: the town's or the country's own."""
CLEARING = frozenset({"整治", "治理", "清理", "专项整治"})
OF_A_PLACE = frozenset({"urban_dibao", "rural_dibao", "urban_extreme_poverty", "rural_extreme_poverty"})
MANY = 3
"""So many groups of people in one list."""
COORDINATE = re.compile(r"[”\"]?(?:[、和及与]|以及)[“\"]?")
BY_UNIT = "个"
ELECTED = re.compile(r"[^,。;]{0,14}(?:换届|选举(?!成功))")
"""1684个村委会换届选举全部完成: an election, not a count of them."""
OF_FORCES, VISITING = "dual_support", ("走访", "慰问", "看望")
VISITS, DISASTER = "holiday_relief", "disaster_relief"
HOMES = "care_homes"
ASSISTANCE = "social_assistance"
"""Its words are mostly whole lists of people: 低保、特困等."""

OF_ALL = re.compile("[^,。;、]{0,8}等(?:各项|各类|各种)?")
"""临时救济、精简退职人员救助等|农村社会救济金: what stands over the kinds in a list."""
JOINTS = frozenset("、和及与")

SERVICE_REACH = 6
"""Characters between a service and those it is done for: 走访慰问 + 低保户."""

AND_SUCH = re.compile("(?:资金|补助|救助)?等")
IN_ALL = re.compile(
    "(?:各类|各项|多项)?(?:补贴|补助|资金|救助金|款项|保障金|民生资金|惠民资金)?(?:资金)?(?:共计|合计|总计|共)"
)
LISTED = re.compile(r"[^,。;、]{0,6}(?:、|和|及|与|以及)[^,。;、]{0,4}")
"""Between two kinds of a list: the end of the first, a joint, the beginning of the next."""

LISTS = re.compile(r"\([^()\d]{3,40};")
SPLITS = re.compile(r"\([^()\d]{0,12}\d[^()]{0,80}?[、,;][^()]{0,40}?\d")
"""A bracket of several figures splits what stands before it."""
OF_SOME = re.compile(r"\((?:其中|含|包括|内含)[^()\d]{0,12}\d")
"""贫困人口2316人(含低保人数402人): the bracket tells of some of them."""

YARDSTICK = re.compile(
    r"(?:低于|高于|按照|按|达到?|相当于|从|由|超过|不足|大于|小于|等于|参照|为|是)"
    r"(?:当年|当地|上年|年度|全[市县省]|本[市县区]|我[市县区]|同期)?((?:城乡|城市|城镇|农村)?(?:居民)?(?:低保|最低生活保障|低收入)[^,。;]{0,6}标准的?)$"
)

OF_THEIRS = re.compile("(?:人口|居民|群众|住户|家庭)?的")
PARTED = re.compile(r"[、,(:]|发放|开展|为|给|由|用于|纳入|共|达")


def pick(told: Told, mentions: Sequence[ProgramMention], frame: Frame, context: Choice) -> Choice | None:
    """The mention of a clause that its figure speaks of: the last; but what is done beats whom it is done for."""
    within = told.rules.within
    if len(mentions) == 1 and (only := mentions[0]).word not in within:  # mostly
        return Choice(only.code, "program.named", (only.start, only.end))
    found: list[tuple[ProgramMention, str]] = []
    for m in mentions:
        code: str | None = m.code
        if m.word in within:
            wide = told.wide(frame, context)
            around = (found[-1][1], *wide) if found and found[-1][1] else wide
            code = meaning(m, around, told.rules, adjacent=frame.start - m.end <= ADJACENT_REACH)
            if m.code == WITHIN and frame.start - m.end > WITHIN_REACH and m.end >= frame.clause[0]:
                continue
        if code is not None:
            found.append((m, code))
    if not found:
        return None
    if len(found) == 1:
        mention, said = found[0]
        return Choice(said, "program.named", (mention.start, mention.end))
    if found[-1][1] == ASSISTANCE and OF_ALL.fullmatch(told.scene.text, found[-2][0].end, found[-1][0].start):
        return Choice(ASSISTANCE, "program.named", (found[-1][0].start, found[-1][0].end))
    strong = [x for x in found if x[1] not in GENERIC] or found
    if strong[-1][1] == ELSEWHERE and not any(x[1] for x in strong):
        strong = found  # 局机关开展警示教育: an activity of its own behind a word of another field
    mention, said = last_word(told.scene, told.rules, strong) if len(strong) > 1 else strong[0]
    return Choice(said, "program.named", (mention.start, mention.end))


def last_word(scene: Scene, rules: Rulebook, found: Sequence[tuple[ProgramMention, str]]) -> tuple[ProgramMention, str]:
    """The last of the mentions, what stands over the last two where 和 joins them, or the service before people."""
    first = len(found) - 1
    while first and is_people(rules, found[first - 1][1]) and coordinated(scene, found[first - 1][0], found[first][0]):
        first -= 1
    mention, code = found[-1]
    if len(found) - first >= MANY and is_people(rules, code):
        groups = [c for _, c in found[first:]]
        return mention, rules.common(groups) or ELSEWHERE  # 五保、低保、孤儿、残疾人: of all of them together
    if len(found) > 2 and (over := of_all_kinds(scene, rules, found)) is not None:
        return mention, over
    visited = first and is_visit(*found[first - 1], code)
    if visited and found[first][0].start - found[first - 1][0].end <= SERVICE_REACH:
        return found[first - 1]  # 春节走访慰问计生特殊家庭
    if first and is_people(rules, code):
        before_m, before = found[first - 1]
        rule = rules.programs.get(before)
        wider = before_m.word in CLEARING and rules.is_under(code, before)  # 整治违规墓地
        if rule and not rule.stock and not wider and found[first][0].start - before_m.end <= SERVICE_REACH:
            return before_m, before
    if code:
        before_m, before = found[-2]
        if coordinated(scene, before_m, mention):
            return mention, rules.common([before, code]) or code
        if before in OF_A_PLACE and rules.is_under(before, code) and before_m.end == mention.start:
            return before_m, before  # 农村低保月人均补差
        if rules.is_under(before, code) and OF_THAT.fullmatch(scene.text, before_m.end, mention.start):
            return mention, before
    return mention, code


def is_visit(mention: ProgramMention, code: str, whose: str) -> bool:
    """走访慰问 + 计生特殊家庭, “八一”前走访 + 军人家属: visits, whoever is visited."""
    return (code == VISITS and whose in (ELSEWHERE, DISASTER)) or (
        code == OF_FORCES and mention.word.endswith(VISITING)
    )


def of_all_kinds(scene: Scene, rules: Rulebook, found: Sequence[tuple[ProgramMention, str]]) -> str | None:
    """临时救济金、农村低保、五保生活补助以及医疗救助金等共计: three kinds and more, closed by 等, are told as one."""
    such = AND_SUCH.match(scene.text, found[-1][0].end)
    if not such:
        return None
    first = len(found) - 1
    while first and LISTED.fullmatch(scene.text, found[first - 1][0].end, found[first][0].start):
        first -= 1
    codes = list(dict.fromkeys(code for _, code in found[first:]))
    common = rules.common(codes) if len(codes) > 2 else None
    if len(codes) > 2 and not common and ELSEWHERE not in codes and IN_ALL.match(scene.text, such.end()):
        return ELSEWHERE  # 残疾人两项补贴、高龄津贴、孤儿基本生活费等共计
    return common if common and common not in codes else None


def is_people(rules: Rulebook, code: str) -> bool:
    """Whether the figures of a program are its people or places, not what is done for them."""
    rule = rules.programs.get(code)
    return rule is not None and rule.stock


def coordinated(scene: Scene, a: ProgramMention, b: ProgramMention) -> bool:
    """Whether only 和 or 、 stands between two mentions."""
    return COORDINATE.fullmatch(scene.text, a.end, b.start) is not None


def weak_recipient(scene: Scene, rules: Rulebook, named: Choice, frame: Frame, context: Choice) -> bool:
    """向低保、特困等群众发放补贴: those who receive are not the program, where a heading names one."""
    if named.words is None or context.code is None or context.code == ELSEWHERE:
        return False
    start, end = named.words
    rule = rules.programs.get(named.code or "")
    above = rules.programs.get(context.code)
    if (
        rule is None
        or above is None
        or not (rule.stock or rule.code == ASSISTANCE)
        or rules.is_under(named.code, context.code)
    ):
        return False
    if above.stock and (rules.is_under(context.code, named.code) or named.code == HOMES):
        return False  # 为五保对象发放棉衣;为敬老院配备电视机
    listed = frame.lead[:1] in JOINTS and scene.frames[frame.previous or 0].clause == frame.clause
    if listed and frame.previous is not None and (above.stock or above.parent == rule.parent):
        return False  # 为孤儿86人、事实无人抚养儿童120人发放…
    text = scene.text
    return (
        RECIPIENT.search(text[frame.clause[0] : start]) is not None
        and GIVEN.match(text[end : frame.clause[1]]) is not None
    )


MEASURED_BY = frozenset({"ratio", "rate"})


def without_yardstick(scene: Scene, frame: Frame, found: list[ProgramMention]) -> list[ProgramMention]:
    """特困人员基本生活标准不低于低保标准的1.3倍: what a standard is measured by is not what it is of."""
    if not frame.own.endswith(("标准的", "标准")):
        return found
    yardstick = YARDSTICK.search(scene.text, frame.own_start, frame.start)
    return [m for m in found if yardstick is None or m.start < yardstick.start(1)]


def beside(scene: Scene, frame: Frame) -> ProgramMention | None:
    """A mention in the noun right after the unit: 23名孤儿, 7所乡镇敬老院."""
    stop = min(frame.end + BESIDE, frame.clause[1], frame.tail_end)
    for m in scene.programs_in(frame.end - 1, stop):
        if m.start < frame.end and (m.word[0] != BY_UNIT or ELECTED.match(scene.text, m.end)):
            continue  # 14|个村委会: a word may begin with the unit
        between = scene.text[frame.end : m.start]
        if m.code == WITHIN and OF_THEIRS.match(scene.text, m.end):
            break  # 1.2万农村人口的饮水安全问题
        if not between or not PARTED.search(between):
            return compound(scene, m, stop)
        break
    return None


def compound(scene: Scene, first: ProgramMention, stop: int) -> ProgramMention:
    """31名福利院孤儿: of nouns that stand right behind one another the last is counted."""
    last = first
    for m in scene.programs_in(first.end, stop):
        verb = scene.text[m.end : m.end + 1].isdigit()  # 31所敬老院集中供养412人
        if m.start != last.end or m.code in (ELSEWHERE, WITHIN) or verb:
            break
        last = m
    return last


def kept_out(told: Told) -> bool:
    """Whether the figure whose turn it is is a part of one that a word of another field names."""
    total = told.total(len(told.choices))
    return total is not None and not told.choices[total].code and told.choices[total].rule == "program.named"


def object_after(told: Told, frame: Frame, stop: int, context: Choice) -> Choice | None:
    """What the rest of the clause does: 为3120名老人发放高龄津贴, 投资近900万元改造敬老院.

    `stop` is the end of what may be looked at: the clause's, or the next member's of a list.
    """
    rules = told.rules
    bracket = told.scene.text.find("(", frame.end, frame.clause[1])
    if bracket == frame.end and LISTS.match(told.scene.text, bracket):
        return None  # 3项(提升公墓管护水平;整治噪声扰民)
    if bracket == frame.end and (SPLITS.match(told.scene.text, bracket) or OF_SOME.match(told.scene.text, bracket)):
        return None  # 救助资金137万元(城市低保28万元、农村低保65万元…)
    if bracket == frame.end and kept_out(told):
        return None  # 参保94081人,其中贫困人员6948人(包括特困、低保)
    behind = [
        m
        for m in told.scene.programs_in(frame.end, stop)
        if m.code != WITHIN or bracket < 0 or m.start < bracket  # (城市1683人…) splits the figure, it does not name it
    ]
    found = pick(told, behind, frame, context)
    if found is None or found.words is None:
        return None
    services = [
        (m, c)
        for m in behind
        if (c := settled(m, context.code, rules)) and not rules.programs[c].stock and c not in GENERIC
    ]
    if services and found.code and is_people(rules, found.code):
        m, c = services[-1]
        found = Choice(c, "program.object", (m.start, m.end))
    return found.by("program.object")
