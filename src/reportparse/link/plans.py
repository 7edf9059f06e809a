"""Plans: what is still to be done or reached, by verb, by time, by heading or by a paragraph that opens with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Role
from reportparse.link.forecasts import HANDED_SIGNS, completed_task, end_of_bracket, handed_task, opens_as_forecast
from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import CARRIED_OVER
from reportparse.link.plan_names import without_what_was_set
from reportparse.link.words import PAIR
from reportparse.model.outline import Section
from reportparse.rulebook import Rulebook

GOAL_BEFORE = re.compile(r"(?:任务|目标|计划|指标)(?:数|量|值|额)?(?:的|为|是|数为|达到|任务)?$")
SET_AT_START = re.compile(r"年初(?:确定|制定|定下|承诺|提出|计划|安排|下达|排定)的[^,。;]{0,16}$")
SET_AND_DONE = re.compile(
    r"[”\"]?(?:的?[^,。;\d]{0,6}(?:计划|任务|目标))?,[^。;]{0,10}?(?:已|实际|完成|建成|(?<=\d)月)"
)
"""年初确定的“新建老年食堂10个”,已建成8个: what the year was to bring."""
BORNE = re.compile(r"(?:承担|承接|负有|担负)[^,。;\d]{0,14}(?:任务|目标|计划)的$")
"""原承担脱贫攻坚任务的25个乡镇: who they are."""
GOAL_IN_BRACKET = re.compile(r"(?:预算|计划|任务|目标|指标)数?\Z")
"""完成预算(58.8亿元)的107.0%."""
SHARE_OF_GOAL = re.compile(
    r"(?:完成|占|达|实现|为|相当于)[^。;]{0,24}(?:任务|目标|计划|指标|总数|总量|总额)?[^,。;]{0,12}的$"
)
GOAL_BEHIND = re.compile(r"的(?:《[^》]{1,12}》)?[^,。;\d]{0,4}(?:任务|目标|计划|指标)")
GOALS_BEHIND = re.compile(r"[和、][\d.]+ ?[%‰]的(?:《[^》]{1,12}》)?[^,。;\d]{0,4}(?:目标|指标)")
"""低于10‰和8‰的《规划》目标."""
GOAL_QUOTED = re.compile(r"(?:以上|以下|以内|左右)?[”\"]的[^,。;\d]{0,6}(?:目标|指标)")
"""提出的“达到80%以上”的目标."""
TASK_DONE = re.compile(r"的?(?:年度|全年)?(?:目标任务|任务目标|任务|目标|计划)(?:数|量)?的[\d.]+ ?%")
"""完成80元目标任务的120%."""
TASK_SET = re.compile(r"完成[^,。;\d]{2,16}(?:确定|下达|安排|分配|交办|规定|布置)的$")
"""超额完成市政府民生实事确定的2500张任务."""
FOR_WHOM = re.compile(r"[^,。;\d]{2,16}(?:实施|发放|提供|开展|进行|建设|改造|完成|办理|配备|安装|购买|缴纳|代缴)")
"""计划为500户困难老人实施适老化改造: 为 is for whom, not how many."""
NAMED_PLANS = ("雨露计划", "滋蕙计划", "春蕾计划", "圆梦计划", "筑巢计划", "行动计划", "关爱计划")
HANDED_DOWN = re.compile(r"(?:安排|下达|分配|分解|布置|交办)(?:给)?[^,。;\d]{0,8}$")
TASK_BEHIND = re.compile(r"(?:的)?[^,。;\d]{0,6}任务(?!完成)")
"""市政府安排我县110户建设任务."""
TASK_SO_FAR = re.compile("的?(?:年度|全年)?任务,?(?:目前|现|年内)?(?:已经?|已全部)(?:完成|开工|竣工)")
"""“两癌”检查8000人任务已完成7145人."""
FULFILLED_TASK = re.compile(r"(?:完成|实现)了[^,。;\d]{0,12}$")
TOWARDS = re.compile(
    r"(?:[距离]|(?:低于|高于|超过|超出|好于|优于)[^,。;\d]{0,12}|完成[^,。;\d]{1,12}|实现[^,。;\d]{1,12}|达到)$"
)
"""超额完成年度减贫1万人的任务, 距90%的目标还有差距: what was set."""
BUDGET = re.compile(r"(?:年初|年度|当年|全年)预算(?:数|安排)?的?$")
"""为年初预算380万元的128%: a goal because something is measured against it."""
BUDGET_IN_BRACKET = re.compile(r"(?:预算|任务|目标|计划)(?:数|额)?\($")
"""完成预算(58.8亿元)的107.0%."""
DONE_OF_GOAL = re.compile(
    r"(?:完成|占|达到?|为)(?:了)?[^,。;\d]{0,10}(?:任务|目标|计划|指标)(?:任务)?(?:数|量|值|额)?$"
)
"""完成全年目标数102.4%, 占年度计划86%."""
OF_GOAL = re.compile(r"(?:任务|目标|计划|指标)(?:任务|数|量|值|额)?的$")
PAIRS = frozenset("、和")
OF_IT = ("的", "(")
COUNTED = frozenset({"persons", "households", "count", "amount", "area", "length"})
DONE_AGAINST = frozenset({"role.planned", "role.goal"})
DONE_SINCE = re.compile(
    r"^[\u4e00-\u9fff]{0,16}[,、](?:(?:截[至止]|到|至)[^,。;]{1,8})?,?(?:目前|现|截至目前|至今|累计|实际|其中)?(?:已经?)?(?:完成|开工|竣工|建成|落成|完工|到位|到岗|上岗|报到|落实|入住|拨付|支付|发放|实现|安置|支出|募集|销售|培训)(?!后|率)[^,。;]{0,8}$"
)
"""What was done of a plan just told."""
WHOLE_REACH = 14
"""Characters behind a figure in which 全覆盖 says what is to be reached."""
ALSO_TO_DO = re.compile(
    r"\s?(?:并|另|再|同时)?(?:新建|新增|新开工|改造|改建|扩建|续建|建设|实施|发放|培训|安置|补助|资助|救助|筹集)"
)
DONE_THERE = re.compile("已|完成|实际|竣工|到位|截[至止]|目前|同比|[比较][上去]年|增长|为[^,。;]{0,12}的")
SO_FAR = re.compile("已|目前|截|至今|累计|实际|现")
WITHIN_GOAL = re.compile(r"的?(?:《[^》]{1,12}》)?(?:目标|红线|计划|年度|预期|控制)[^,。;]{0,4}(?:以内|之内|内)")
PLAN_AFTER = re.compile(r"^[^,。;]{0,20}(?:将于|将在|计划于|拟于|预计于|预计在)")
FULFILLED = re.compile(r"\)|^(?:的)?(?:(?:计划|工作|既定|预期)?(?:任务|目标|指标)|计划数|计划的|预算)")
AT_HAND = re.compile(
    r"(?:^|[,;:])(?:[我本全]?[\u4e00-\u9fff]{0,3})(?:现有|现共有|目前共?有)(?![^,。;]{0,8}基础)[^,。;]{0,16}$"
)
"""现有低保家庭32户: what a plan finds at hand."""
STILL_OWED = re.compile(
    r"(?:^|[,。;:])(?:但|目前|全[县市区乡镇]|我[县市区乡镇局院])?(?:[\u4e00-\u9fff]{0,6}(?:欠账|缺口|缺编|欠款)[^,。;\d]{0,4}|(?:还|尚|仍)有[^,。;\d]{0,6}|曾[^,。;\d]{0,10})$"
)
PAST_OPENING = re.compile(r"\s{0,4}(?:去年|上年|过去一年|前些年)(?!底|末|同期)[,全我县市区,共查]")
"""去年全县查处案件4起, told under what this year is to bring."""
SURVEYED = re.compile(r"经[^,。;\d]{0,10}(?:调查|排查|摸底|统计|核查)")
"""经逐户调查,全县需救济3.9万人: what was found to be needed, told before it is planned to give it."""
LACKING = re.compile(r"[\u4e00-\u9fff]{0,8}(?:没有|尚未|仍未|还没|缺乏|缺少|超龄|不达标|未达标|年久失修|设备老化)")
NO_PLAN = re.compile(
    r"(?:缺口|缺编|空编|截至|截止|目前已|已经?(?:完成|建成|发放|拨付|落实|开工|启动|到位|投入|投放|安排)|实际(?:完成|发放|支出|到位)|完成了|共完成)[^。;]{0,24}$"
)
TARGETED = re.compile(
    r"打算(?!的)|计划(?:(?<=^计划)|(?<=[,;。:、年度季月初底将还们局县市区镇乡级]计划))(?!任务|目标|的|数|指标|生育|内|书)"
    r"|计划(?<![按照据”]计划)(?<!滋蕙计划)(?<!雨露计划)(?<!春蕾计划)(?<!圆梦计划)(?<!筑巢计划)(?<!行动计划)(?:建设|新建|改建|扩建|开工|投资|改造|培训|资助|募集|安置)(?![,。;]|完成|情况|任务|目标|规模|以来|的|项目)|力争(?<!努力争)|力求|拟(?!定|订|写|稿|任)|预计|预期(?<![超于合出及]预期)(?!寿命)|要求(?:在)?(?:(?:今年)?年内|年底前|\d{1,2}月底前|全年|今年)|建议(?=[^,。;\d]{0,14}(?:达到|不低于|不少于|新增|提高到))|有望|争取(?:使|实现|达|全年|年内|在|年底)|承诺(?=:)|年初承诺(?=[建新改完办])|将(?:惠及|全部|如期|按期|重点(?:抓|做|打造|推进|建设|实施|开展|培育|支持|解决|围绕|完成|扶持)|抓好|抓紧|组织实施|持续|深入|大力|着力|于|在(?![^,。;\d]{1,8}(?:发现|滞留|流浪))|达|新(?![^,。;\d建增办设开购招改扩添]{2})|完成|建(?!档)|投入|投资|为|对|向|再|实现|启动|开|全面|继续|提高|组织|争取|培育|改造|不低于|不少于|突破|(?:资助|救助|慰问|扶持|培训)(?!资金|基金|金|款|对象|人员|物资|标准|工作|站|范围|政策|中心))|确保[^,。;]{0,12}(?:达|在)|目标(?:是|为|:)|民生实事[^,。;]{0,4}[“\"]"
)
"""Each of its words begins with a plain character and looks back from behind it: the engine skips to those characters."""
PLANNING_COLON = re.compile(
    r"(?:下达|承担|分配)[^。;:]{0,20}(?:任务|目标)(?:是|为|如下)?:|(?:打算|计划|力争|拟|将|争取|目标是|承诺|预排)(?![^:。;]{0,8}(?:完成情况|执行情况))[^:。;,\d]{0,14}:"
)
TASKS_LISTED = re.compile(r"(?:任务|目标)(?:是|为|:)[^,。;]{1,40}$")
"""年度任务为改造620套、发放租赁补贴240户: the next of a list of tasks."""
TARGET_NOUN = re.compile(
    r"(?:目标任务|任务目标|年度任务|年度目标|全年任务|全年目标)(?:是|为|:)[^,。;\d]{0,10}$|(?:任务|目标)(?:是|为|:)(?:新建|新增|完成|建成|改造|改建|扩建|培训|销售)[^,。;]{0,8}$|(?:下达|承担|分配|确定)[^,。;]{0,10}(?:任务|目标|计划|指标)[^,。;]{0,8}$"
)


PLAN_NAME = re.compile(
    r"计划生育|(?:妥善|统筹|精心|合理|周密|科学)安排|(?:周密|精心|科学|统一|全面|及时|迅速|认真|扎实|超前|提前)部署|部署(?:周密|到位|及时)|安排[^,。;]{0,6}(?:资金|万元|亿元)|安排好|安排(?:灾民|群众|受灾)|[“\"][^”\"]{1,8}计划[”\"]|(?:春蕾|雨露|筑巢|圆梦)计划"
)
"""Names with 计划 that plan nothing."""

NAMED_LIKE_A_PLAN = re.compile(
    r"(?![^计]*(?:工作|任务|目标|年|月|季度|下|今后|未来|打算|设想|思路|主要|总体|初步|具体|发展|学习|整改|部署|安排))[\u4e00-\u9fff“”\"]{2,16}计划"
)
"""营养改善计划, 阳光家园计划: a heading that is a program's name."""
GOALS_MET = re.compile(
    r"(?<!确保)(?<!力争)(?<!全力)(?<!努力)(?<!争取)(?:圆满|全面|超额|顺利|较好地?|如期|提前|基本|已)完成[^,。;]{0,12}(?:任务|目标)"
    r"|完成了?[^,。;]{0,12}(?:任务|目标|计划)[数的]{0,2}\d[\d.]*%"
    r"|(?:任务|目标|计划)[^,。;]{0,4}(?:完成率|(?:圆满|全面|超额|顺利|较好|如期|提前)(?:完成|实现)|(?:的)?(?:完成|执行|落实|进展)情况)"
)
"""民生工程圆满完成各项目标任务: goals that have been met."""


def without_names(title: str) -> str:
    """A heading without the names that plan nothing."""
    if title.rstrip("。.: ").endswith("计划") and NAMED_LIKE_A_PLAN.fullmatch(title.rstrip("。.: ")):
        return ""
    title = without_what_was_set(title)
    title = PLAN_NAME.sub("", title) if "计划" in title or "安排" in title or "部署" in title else title
    return GOALS_MET.sub("", title) if "完成" in title and ("任务" in title or "目标" in title) else title


LAST_YEAR = re.compile("过去的?(?:一年|20\\d\\d年)|去年|上年工作|20\\d\\d年(?:的)?工作回顾")
THIS_YEARS = re.compile("(?:今年|新的一年)[^,。;]{0,6}(?:任务|重点|安排|打算|工作|目标|要[干办抓做实完])")
"""二、今年的任务, behind 一、过去的一年: what a speech of January sets for the year begun."""


def is_plan(scene: Scene, section: Section, rules: Rulebook) -> bool | None:
    """Whether a heading opens plans (True), closes them (False) or says nothing (None)."""
    if rules.cues["past_heading"].search(section.title):
        planning = rules.cues["plan_heading"].search(without_names(section.title))
        return False if planning or section.rank <= 2 else None
    ahead = scene.periods_in(section.title_start, section.title_end)
    if ahead and all(p.relation == "future" for p in ahead) and section.rank <= 2:
        return True
    if section.rank > 2 and section.title.rstrip("。.: ").endswith("行动计划"):
        return None  # 1.安居行动计划: the name of what was done
    return True if rules.cues["plan_heading"].search(without_names(section.title)) else None


def opens_plans(title: str, rules: Rulebook) -> bool:
    """Whether a title or heading names plans and nothing that was done."""
    title = without_names(title)
    return rules.cues["plan_heading"].search(title) is not None and rules.cues["past_heading"].search(title) is None


def planned_sections(scene: Scene, rules: Rulebook) -> list[bool]:
    """For every section whether the nearest heading that says something opens plans; last, for what has no section."""
    title = scene.outline.title or ""
    by_title = opens_plans(title, rules) and "报告" not in title
    found: list[bool] = []
    looked_back = False
    for section in scene.outline.sections:
        said = is_plan(scene, section, rules)
        looked_back = looked_back or LAST_YEAR.search(section.title) is not None
        if not said and looked_back and section.rank <= 2 and THIS_YEARS.search(section.title):
            said = True
        above = found[section.parent] if section.parent >= 0 else by_title
        found.append(above if said is None else said)
    return [*found, by_title]


def target_role(frame: Frame, scene: Scene, before: Role | None, under_plan: bool, planned: bool) -> Role | None:
    """Plans: a planning word in the sentence, a time to come, a plan's heading; 已完成 undoes them."""
    q, lead, rest, measure = frame.quantity, frame.lead, frame.rest, frame.quantity.measure
    if measure == "rate":
        if SHARE_OF_GOAL.search(scene.text[frame.clause[0] : frame.start]) or OF_GOAL.search(lead):
            if under_plan and "已" not in frame.own:
                return Role("target", "role.plan_section")  # 四是完成普查外业任务的90%
            return Role("target", "role.planned") if planned and opens_as_forecast(scene, frame) else None
        if not under_plan and not planned and DONE_OF_GOAL.search(lead):
            return None
        if "控制在" in lead and WITHIN_GOAL.match(rest):
            return Role("target", "role.goal")
    if (
        ("务" in lead or "标" in lead or "划" in lead)
        and not (completed_task(lead) and not frame.tail.startswith(OF_IT))
        and (GOAL_BEFORE.search(lead) or TARGET_NOUN.search(lead))
        and not lead.endswith(NAMED_PLANS)
        and not (lead.endswith("的") and BORNE.search(lead))
        and not (lead.endswith("计划为") and FOR_WHOM.match(rest))
        and (measure != "points" or under_plan or planned)  # 低于控制目标1.13个百分点
    ):
        return Role("target", "role.goal", per=q.per)
    if frame.bracket is not None and (
        (rest.startswith(")的") and BUDGET_IN_BRACKET.search(lead))
        or GOAL_IN_BRACKET.search(scene.text, frame.part[0], frame.bracket[0])
    ):
        return Role("target", "role.goal", per=q.per)
    if frame.tail == "的" and "预算" in lead and BUDGET.search(lead):
        return Role("target", "role.goal", per=q.per)
    if "初" in lead and SET_AT_START.search(lead) and SET_AND_DONE.match(scene.text, frame.end):
        return Role("target", "role.goal", per=q.per)
    spoken = len(rest) > 1  # mostly but the stop of the clause
    if spoken and "任务" in rest and HANDED_DOWN.search(frame.own) and TASK_BEHIND.match(rest):
        return Role("target", "role.goal", per=q.per)
    if before is not None and before.rule == "role.goal":
        if not lead and measure == "persons":
            return before  # 减少贫困人口410户1530人
        if lead[:1] == "、" and TASKS_LISTED.search(scene.text, frame.part[0], frame.lead_start):
            return Role("target", "role.goal", per=q.per)
    if measure in COUNTED and HANDED_SIGNS.search(frame.own) and frame.own[-1].isalpha() and handed_task(frame):
        return Role("target", "role.goal", per=q.per)
    if spoken:
        if ("标" in rest or "务" in rest or "划" in rest) and goal_behind(frame, rest, before):
            return Role("target", "role.goal", per=q.per)
        if ("于" in rest or "在" in rest) and PLAN_AFTER.match(rest):
            return Role("target", "role.plan_after", per=q.per)
    if (
        before is not None
        and before.role == "target"
        and before.rule in DONE_AGAINST
        and done_since(scene, frame, before.rule)
    ):
        return None  # 计划建30所,开工22所
    if planned:
        rule: str | None = "role.planned"
    else:
        rule = plan_rule(scene, frame, before, under_plan) if under_plan or frame.times else None
    if rule is None or NO_PLAN.search(scene.text, frame.part[0], frame.start):
        return None
    return Role("target", rule, per=q.per)


def goal_behind(frame: Frame, rest: str, before: Role | None) -> bool:
    """Whether the words behind a figure say that it was set: 距90%的目标还有差距, “达到80%以上”的目标."""
    own = frame.own
    if rest[:1] == "的" and GOAL_BEHIND.match(rest):
        paired = before is not None and before.rule == "role.goal" and frame.lead in PAIRS
        return paired or (TOWARDS.search(own) is not None and not FULFILLED_TASK.search(own))
    if TASK_SO_FAR.match(rest):
        return True
    if own.endswith("完成") and TASK_DONE.match(rest):
        return True
    if own.endswith("的") and TASK_SET.search(own) and TASK_BEHIND.match(rest):
        return True
    if GOALS_BEHIND.match(rest):
        return TOWARDS.search(own) is not None
    return "“" in own and GOAL_QUOTED.match(rest) is not None


def done_since(scene: Scene, frame: Frame, by: str) -> bool:
    """Whether a figure tells what was done of the plan before it (told by this rule): in its unit, or with a word that says so."""
    if frame.lead.endswith("实现") and "全覆盖" in frame.tail[:WHOLE_REACH]:
        return False  # 力争新建社工站46个,实现84个镇街全覆盖
    said = DONE_SINCE.match(frame.lead)
    if said is None or frame.previous is None:
        return False
    if SO_FAR.search(said[0]):
        return True
    planning = TARGETED.search(scene.text[frame.part[0] : frame.start])
    if (planning is not None and planning[0].startswith("将")) or (planning is None and by == "role.planned"):
        return False  # 将资助学生600名,发放助学金90万元
    before, q = scene.frames[frame.previous].quantity, frame.quantity
    return q.measure in (before.measure, "rate", "amount")


def ends_plan(scene: Scene, frame: Frame, before: Role, role: Role) -> bool:
    """Whether a figure tells what was done of the plan before it: what stands behind it is planned no more."""
    if role.role == "target" or before.role != "target" or before.rule not in DONE_AGAINST:
        return False
    return done_since(scene, frame, before.rule)


def planned_before(scene: Scene, roles: Sequence[Role], frame: Frame) -> bool:
    """今年计划建设3所;新建4处: a part that opens with a thing to do is planned as the part before it, unless that tells what was done."""
    text, start = scene.text, frame.part[0]
    if frame.previous is None or start <= frame.sentence.start or not ALSO_TO_DO.match(text, start):
        return False
    j, first = frame.previous, None
    before = scene.frames[j].part
    while j >= 0 and scene.frames[j].part == before:
        first, j = j, j - 1
    if before[1] != start or first is None or roles[first].rule not in DONE_AGAINST:
        return False
    return not (DONE_THERE.search(text, *before) or DONE_THERE.search(text, *frame.part))


ORDINALS = frozenset("一二三四五六七八九十")


def end_of_planning(text: str, part: tuple[int, int]) -> tuple[int, int] | None:
    """From where to where in a part of a sentence all is planned: behind its first word of planning, in a bracket up to its end."""
    if text.startswith("要", part[0] + 1) and text[part[0]] in ORDINALS:
        return part[0] + 2, part[1]  # 一要…;二要…
    m = TARGETED.search(text[part[0] : part[1]])
    if m is None:
        return None
    begun = part[0] + m.end()
    if m[0] == "计划" and text[begun : begun + 1].isdigit() and (comma := text.find(",", begun, part[1])) > 0:
        return begun, comma  # 年度计划640套,签订协议588户
    return begun, end_of_bracket(text, begun, part[1])


def before_colon(text: str, start: int, end: int) -> int | None:
    """我们打算:…;…;…: planning told before a colon holds for all parts behind it; where the colon ends, or None."""
    m = PLANNING_COLON.search(text, start, end) if text.find(":", start, end) >= 0 else None
    return m.end() if m else None


def falls_short(frame: Frame) -> bool:
    """11个乡镇没有固定康复场所, 欠账还有4.7万元: what is lacking, told before the plans of a section."""
    return STILL_OWED.search(frame.own) is not None or LACKING.match(frame.rest) is not None


TOLD_BELOW = re.compile(r"[^\n]{0,160}?现将[^。;\n]{0,30}(?:报告|汇报|通报)如下")
"""9月上旬,我委组成3个调查组,…。现将情况报告如下: how the report came about, after the day that its figures go to."""


def plan_rule(scene: Scene, frame: Frame, before: Role | None, under_plan: bool) -> str | None:
    """What else makes a figure a plan: a time to come, the heading; None where nothing does."""
    last = frame.times[-1] if frame.times and frame.times[-1].start >= frame.part[0] else None
    if (
        last
        and last.relation == "future"
        and not FULFILLED.search(scene.text[last.end : frame.start])
        and not scene.text.endswith(CARRIED_OVER, 0, last.start)
        and not TOLD_BELOW.match(scene.text, frame.end)
    ):
        return "role.future"
    if (
        under_plan
        and not (before and before.role == "actual" and PAIR.match(frame.lead))
        and not AT_HAND.search(frame.own)
        and not falls_short(frame)
        and not PAST_OPENING.match(scene.text, frame.sentence.start)
        and not ("需" in frame.own and SURVEYED.search(scene.text, frame.sentence.start, frame.start))
    ):
        return "role.plan_section"
    return None
