"""Plans: what is still to be done or reached, by verb, by time, by heading or by a paragraph that opens with them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportparse.link.answers import Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import PAIR
from reportparse.model.mentions import PeriodMention
from reportparse.model.outline import Outline, Section
from reportparse.rulebook import Rulebook

GOAL_BEFORE = re.compile(r"(?:任务|目标|计划|指标)(?:数|量|值|额)?(?:的|为|是|数为|达到|任务)?$")
GOAL_IN_BRACKET = re.compile(r"(?:预算|计划|任务|目标|指标)数?\Z")
"""完成预算(58.8亿元)的107.0%."""
SHARE_OF_GOAL = re.compile(
    r"(?:完成|占|达|实现|为|相当于)[^。;]{0,24}(?:任务|目标|计划|指标|总数|总量|总额)?[^,。;]{0,12}的$"
)
GOAL_BEHIND = re.compile(r"的[^,。;\d]{0,4}(?:任务|目标|计划|指标)")
HANDED_DOWN = re.compile(r"(?:安排|下达|分配|分解|布置|交办)(?:给)?[^,。;\d]{0,8}$")
TASK_BEHIND = re.compile(r"(?:的)?[^,。;\d]{0,6}任务(?!完成)")
"""市政府安排我县110户建设任务."""
FULFILLED_TASK = re.compile(r"完成了[^,。;\d]{0,12}$")
TOWARDS = re.compile(r"(?:[距离]|完成[^,。;\d]{1,12}|实现[^,。;\d]{1,12}|达到)$")
"""超额完成年度减贫1万人的任务, 距90%的目标还有差距: what was set."""
BUDGET = re.compile(r"(?:年初|年度|当年|全年)预算(?:数|安排)?的?$")
"""为年初预算380万元的128%: a goal because something is measured against it."""
OF_GOAL = re.compile(r"(?:任务|目标|计划|指标)(?:任务|数|量|值|额)?的$")
DONE_AGAINST = frozenset({"role.planned", "role.goal"})
DONE_SINCE = re.compile(
    r"^[,、](?:(?:截[至止]|到|至)[^,。;]{1,8})?,?(?:目前|现|截至目前|至今|累计|实际|其中)?(?:已经?)?(?:完成|开工|竣工|建成|完工|到位|落实|入住|拨付|支付|发放|实现|安置|支出|募集|销售|培训)(?!后|率)[^,。;]{0,8}$"
)
"""What was done of a plan just told."""
SO_FAR = re.compile("已|目前|截|至今|累计|实际|现")
WITHIN_GOAL = re.compile(r"的?(?:目标|红线|计划|年度|预期|控制)[^,。;]{0,4}(?:以内|之内|内)")
PLAN_AFTER = re.compile(r"^[^,。;]{0,20}(?:将于|将在|计划于|拟于|预计于|预计在)")
PLAN_OPEN = re.compile(
    r"\s*(?:下一步|下步|下一阶段|下阶段|今后|明年|接下来|下半年|[二三四]季度)[^,。;]{0,10}[,将要拟继]"
)
PLAN_OPENS = frozenset("下今明接二三四")
"""Each of the words of PLAN_OPEN begins with one of these."""

PLAN_VERB = re.compile(r"打算|计划|将|拟|要|力争|重点|准备|争取|目标|继续|做好|抓好|着力|进一步|预期|力求|着重|努力")
TIME_LAG = 3
"""Characters of a sentence at most before the words of time that it opens with."""

PLAN_OPENING = 30
"""Characters from a sentence's start in which it says that it is about plans."""
FULFILLED = re.compile(r"\)|^(?:的)?(?:任务|目标|指标|计划数|预算)")
NO_PLAN = re.compile(
    r"(?:缺口|缺编|空编|截至|截止|目前已|已经?(?:完成|建成|发放|拨付|落实|开工|启动|到位|投入|投放|安排)|实际(?:完成|发放|支出|到位)|完成了|共完成)[^。;]{0,24}$"
)
TARGETED = re.compile(
    r"打算(?!的)|计划(?:(?<=^计划)|(?<=[,;。:、”年度季月初底将还们局县市区镇乡级]计划))(?!任务|目标|的|数|指标|生育|内|书)|力争|力求|拟(?!定|订|写|稿)|预计|预期(?!寿命)|有望|争取(?:使|实现|达|全年|年内|在|年底)|将(?:于|在|达|新|完成|建|投入|投资|为|对|再|实现|启动|开|全面|继续|提高|组织|争取|培育|改造)|确保[^,。;]{0,12}(?:达|在)|目标(?:是|为|:)|民生实事[^,。;]{0,4}[“\"]"
)
PLANNING_COLON = re.compile(
    r"(?:打算|计划|力争|拟|将|争取|目标是)(?![^:。;]{0,8}(?:完成情况|执行情况))[^:。;,\d]{0,14}:"
)
TO_DO = re.compile(r"(?:上|都|还|也|就|必须|务必|[,。;])要(?![求素点闻道件么紧强领义害])|确保|力争|务必|必须|着力|努力")
DONE_SO_FAR = re.compile("已[经完建发拨达]|现有|共有|完成了|全年共|同比")
FEWEST_TOLD = 3
"""Sentences of a part that can be told by what they say to do."""

TARGET_NOUN = re.compile(
    r"(?:任务|目标)(?:是|为|:)(?:新建|新增|完成|建成|改造|改建|扩建|培训|销售)[^,。;]{0,8}$|(?:下达|承担|分配|确定)[^,。;]{0,10}(?:任务|目标|计划|指标)[^,。;]{0,8}$"
)


PLAN_NAME = re.compile(
    r"计划生育|(?:妥善|统筹|精心|合理)安排|安排好|安排(?:灾民|群众|受灾)|[“\"][^”\"]{1,8}计划[”\"]|(?:春蕾|雨露|筑巢|圆梦)计划"
)
"""Names with 计划 that plan nothing."""

GOALS_MET = re.compile(
    r"(?<!确保)(?<!力争)(?<!全力)(?<!努力)(?<!争取)(?:圆满|全面|超额|顺利|较好地?|如期|提前|基本|已)完成[^,。;]{0,12}(?:任务|目标)"
    r"|(?:任务|目标|计划)[^,。;]{0,4}(?:(?:圆满|全面|超额|顺利|较好|如期|提前)(?:完成|实现)|(?:的)?(?:完成|执行|落实|进展)情况)"
)
"""民生工程圆满完成各项目标任务: goals that have been met."""


def without_names(title: str) -> str:
    """A heading without the names that plan nothing."""
    title = PLAN_NAME.sub("", title) if "计划" in title or "安排" in title else title
    return GOALS_MET.sub("", title) if "完成" in title and ("任务" in title or "目标" in title) else title


def is_plan(scene: Scene, section: Section, rules: Rulebook) -> bool | None:
    """Whether a heading opens plans (True), closes them (False) or says nothing (None)."""
    if rules.cues["past_heading"].search(section.title):
        planning = rules.cues["plan_heading"].search(without_names(section.title))
        return False if planning or section.rank <= 2 else None
    ahead = scene.periods_in(section.title_start, section.title_end)
    if ahead and all(p.relation == "future" for p in ahead) and section.rank <= 2:
        return True
    return True if rules.cues["plan_heading"].search(without_names(section.title)) else None


def planned_sections(scene: Scene, rules: Rulebook) -> list[bool]:
    """For every section whether the nearest heading that says something opens plans; last, for what has no section."""
    title = PLAN_NAME.sub("", scene.outline.title or "")
    by_title = (
        bool(rules.cues["plan_heading"].search(title))
        and not rules.cues["past_heading"].search(title)
        and "报告" not in title
    )
    found: list[bool] = []
    for section in scene.outline.sections:
        said = is_plan(scene, section, rules)
        above = found[section.parent] if section.parent >= 0 else by_title
        found.append(above if said is None else said)
    return [*found, by_title]


def plan_stretches(
    text: str, outline: Outline, periods: Sequence[PeriodMention], rules: Rulebook
) -> tuple[tuple[int, int], ...]:
    """Stretches of plans though no heading says so, and those under a heading that names shortfalls and plans at once."""
    found = {
        *plan_lines(text, outline, periods),
        *second_halves(text, outline, periods, rules),
        *told_to_do(text, outline, rules),
    }
    return tuple(sorted(found))


def second_halves(
    text: str, outline: Outline, periods: Sequence[PeriodMention], rules: Rulebook
) -> list[tuple[int, int]]:
    """存在的不足和明年打算: from the first sentence that speaks of what is to come to the end of the section."""
    sections = outline.sections
    found: list[tuple[int, int]] = []
    for n, section in enumerate(sections):
        title = without_names(section.title)
        if not (rules.cues["plan_heading"].search(title) and rules.cues["past_heading"].search(title)):
            continue
        end = next((s.start for s in sections[n + 1 :] if s.rank <= section.rank), len(text))
        starts = [p.start for p in periods if p.relation == "future" and section.title_end <= p.start < end]
        for sentence in outline.sentences:
            if section.title_end <= sentence.start < end and (
                PLAN_OPEN.match(text, sentence.start, sentence.end)
                or any(sentence.start <= at < sentence.end for at in starts)
            ):
                found.append((sentence.start, end))
                break
    return found


def told_to_do(text: str, outline: Outline, rules: Rulebook) -> list[tuple[int, int]]:
    """The part of a speech that says what is to be done, sentence upon sentence, though its heading does not."""
    found: list[tuple[int, int]] = []
    for n, section in enumerate(outline.sections):
        if section.rank > 1 or section.title_end < len(text) // 2:
            continue
        if rules.cues["past_heading"].search(section.title) or rules.cues["plan_heading"].search(section.title):
            continue
        end = next((s.start for s in outline.sections[n + 1 :] if s.rank <= section.rank), len(text))
        said = text[section.title_end : end]
        sentences = said.count("。")
        told = len(TO_DO.findall(said))
        if told >= FEWEST_TOLD and told * 2 >= sentences and not DONE_SO_FAR.search(said):
            found.append((section.title_end, end))
    return found


def plan_lines(text: str, outline: Outline, periods: Sequence[PeriodMention]) -> tuple[tuple[int, int], ...]:
    """Stretches that open with plans though no heading says so: 下一步,将…; 二〇〇四年,打算…: to the end of the line."""
    found: list[tuple[int, int]] = []
    starts = [p.start for p in periods]
    sections = sorted(s.start for s in outline.sections if s.rank <= 2)
    looks_ahead = any(p.relation == "future" for p in periods)
    for sentence in outline.sentences:
        at = sentence.start
        while at < sentence.end and text[at].isspace():
            at += 1
        if not looks_ahead and text[at] not in PLAN_OPENS:
            continue
        n = bisect_left(starts, at)
        ahead = periods[n] if n < len(starts) and starts[n] < at + TIME_LAG else None
        if ahead is not None and ahead.relation != "future":
            continue
        if (text[at] in PLAN_OPENS and PLAN_OPEN.match(text, at, at + PLAN_OPENING)) or (
            ahead is not None and PLAN_VERB.search(text, at, at + PLAN_OPENING)
        ):
            stop = text.find("\n", sentence.end - 1)
            # in a flattened text a line is the whole report: a heading ends the plans too
            n = bisect_right(sections, at)
            if stop >= 0 and text[at:stop].rstrip().endswith(":"):  # 办好以下实事: and then item by item
                stop = sections[n] if n < len(sections) else -1
            while stop >= 0 and text[at:stop].rstrip().endswith(";"):  # 打算:一是…;\n二是…: the list goes on
                stop = text.find("\n", stop + 1)
            ends = [stop if stop >= 0 else len(text)]
            ends += [s for s in sections[n : n + 1] if text[at:s].rstrip()[-1:] in ("。", "!")]
            found.append((at, min(ends)))
    return tuple(found)


def target_role(frame: Frame, scene: Scene, before: Role | None, under_plan: bool, planned: bool) -> Role | None:
    """Plans: a planning word in the sentence, a time to come, a plan's heading; 已完成 undoes them."""
    q = frame.quantity
    if q.measure == "rate" and (
        SHARE_OF_GOAL.search(scene.text[frame.clause[0] : frame.start]) or OF_GOAL.search(frame.lead)
    ):
        return None
    lead = frame.lead
    if q.measure == "rate" and "控制在" in lead and WITHIN_GOAL.match(frame.rest):
        return Role("target", "role.goal")
    if ("务" in lead or "标" in lead or "划" in lead) and (GOAL_BEFORE.search(lead) or TARGET_NOUN.search(lead)):
        return Role("target", "role.goal", per=q.per)
    if frame.tail == "的" and "预算" in lead and BUDGET.search(lead):
        return Role("target", "role.goal", per=q.per)
    if frame.bracket and GOAL_IN_BRACKET.search(scene.text, frame.part[0], frame.bracket[0]):
        return Role("target", "role.goal", per=q.per)
    rest = frame.rest
    if "任务" in rest and HANDED_DOWN.search(frame.own) and TASK_BEHIND.match(rest):
        return Role("target", "role.goal", per=q.per)
    if (
        rest[:1] == "的"
        and GOAL_BEHIND.match(rest)
        and TOWARDS.search(frame.own)
        and not FULFILLED_TASK.search(frame.own)
    ):
        return Role("target", "role.goal", per=q.per)
    if ("于" in rest or "在" in rest) and PLAN_AFTER.match(rest):
        return Role("target", "role.plan_after", per=q.per)
    if before is not None and before.role == "target" and before.rule in DONE_AGAINST and done_since(scene, frame):
        return None  # 计划建30所,开工22所
    rule = "role.planned" if planned else None
    if rule is None and (under_plan or frame.times):
        rule = plan_rule(scene, frame, before, under_plan)
    return (
        Role("target", rule, per=q.per) if rule and not NO_PLAN.search(scene.text, frame.part[0], frame.start) else None
    )


def done_since(scene: Scene, frame: Frame) -> bool:
    """Whether a figure tells what was done of the plan before it: in its unit, or with a word that says so."""
    said = DONE_SINCE.match(frame.lead)
    if said is None or frame.previous is None:
        return False
    before, q = scene.frames[frame.previous].quantity, frame.quantity
    return q.measure in (before.measure, "rate", "amount") or SO_FAR.search(said[0]) is not None


def end_of_planning(text: str, part: tuple[int, int]) -> int | None:
    """Where the first word of planning in a part of a sentence ends: what follows is planned."""
    m = TARGETED.search(text[part[0] : part[1]])
    return part[0] + m.end() if m else None


def before_colon(text: str, start: int, end: int) -> int | None:
    """我们打算:…;…;…: planning told before a colon holds for all parts behind it; where the colon ends, or None."""
    m = PLANNING_COLON.search(text, start, end)
    return m.end() if m else None


def plan_rule(scene: Scene, frame: Frame, before: Role | None, under_plan: bool) -> str | None:
    """What else makes a figure a plan: a time to come, the heading; None where nothing does."""
    last = frame.times[-1] if frame.times and frame.times[-1].start >= frame.part[0] else None
    if last and last.relation == "future" and not FULFILLED.search(scene.text[last.end : frame.start]):
        return "role.future"
    if under_plan and not (before and before.role == "actual" and PAIR.match(frame.lead)):
        return "role.plan_section"
    return None
