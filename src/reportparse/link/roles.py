"""What a figure is: actual, target, standard, threshold, change or prior; with direction, comparison and per."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.link.frames import Frame, Scene
from reportparse.model.outline import Section
from reportparse.rulebook import Rulebook


class Role(NamedTuple):
    """A figure's role and the rule that gave it. `level`: the figure is what something was raised or lowered to."""

    role: str
    rule: str
    direction: str | None = None
    compare: str | None = None
    per: str | None = None
    level: bool = False


UP = "增速|提幅|增长|增加|提高|上升|上涨|净增|上调|调高|提升|增幅|涨幅|升高|增|多|翻|涨|升"
DOWN = "下降|减少|降低|回落|下滑|净减|下调|缩减|压缩|压减|降幅|减幅|缩短|减|降|少"
FILL = r"(?:了|约|近|达到?|为|幅度|比例|比率|人数|金额|数量|总量|面积|分别|平均|均|累计|超过?|逾|将近|每人每月|每人每年|每人|每月|每户|\s)"
MORE = r"(?:领|支出?|发放?|救助|投入|募集|收入?|征收|完成|销售|办理|安置|筹集|拨付|缴)?"
CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN})){MORE}{FILL}{{0,3}}$")
CHANGE_OVER = re.compile(r"(?:(?P<up>高出|高于|超出|多于|多出)|(?P<down>低于|少于))(?:上年|去年|上年同期|去年同期|全[省市国]平均)[^,。;]{0,4}$")
FIRM_CHANGE = re.compile(r"(?:净增|净减|提高|上调|下调|调高|上升|下降|降低|增长|回落|下滑|涨幅|增幅|降幅|减幅)")
NEW_WORDS = re.compile(r"(?:新增|增设|增补|增挂|减免|减灾|新增加)[^,。;]{0,4}$")
LEVEL = re.compile(
    r"(?:提高|增加|上升|上调|调整|调高|提升|扩大|扩展|下降|降低|减少|缩短|压缩|增长|发展|下调|调减|回升|回落|增|升|涨|降|减|调|提|达)"
    r"(?:到|至|为)(?:了|约|近|每人每月|每人每年|每人|每月|每年|现在的|目前的|现行的|分别为|\d{4}年的?|[\u4e00-\u9fff]{0,6}|\s)$"
)
FROM = re.compile(r"(?:由|从|自)(?!事)(?:原来|原先|原|过去|年初|此前|上年|去年|每人|每月|每年|每户|\d{4}年底?末?|[\u4e00-\u9fff]{0,8}|的|约|近|\s){0,4}$")
RAISED_ANYHOW = re.compile(r"^[\u4e00-\u9fff]{1,5}(?:到|至)[^,。;\d]{0,4}[\d一二两三四五六七八九十百]")
RAISED = re.compile(
    r"^[^,。;\d]{0,8}(?:[、和][^,。;]{1,14}){0,2}?[^,。;\d]{0,6}?(?:提高|增加|上升|上调|调整|调高|提升|扩大|扩展|下降|降低|减少|缩短|压缩|增长|发展|下调|增|升|涨|降|减|调|提|改)"
    r"(?:到|至|为)"
)
COMPARED = re.compile(r"(?:比|较|相比|与|同)[^,。;]{0,16}$")
QUOTED = re.compile(r"(?:同期|末|底)?(?::|的|为|是|分别为|分别是|分别|共有|共|仅|仅为|只有|数|有|达|实际|完成|实现){0,2}[\s(]*$")
ABOVE = re.compile(r"(?:高出|高于|超出|超过|多于|低于|少于|多出|优于)$")
PAIR = re.compile(r"^[、,和及与或\s]*(?:和|及|与)?$")
SHORT_PAIR = re.compile(r"^\)?[、,和及与或至到\-—~\s]{0,3}[^,。;、\d]{0,12}$")

AVERAGE = re.compile(r"(?:人均|户均|户平|人平|次均|床均|平均|折合每[户人]|均)[^,。;]{0,8}$")
STANDARD = re.compile(r"标准|按每|按照每|(?:低保|保障|救助|补助)线|月补[贴助]|额度")
EACH = re.compile(r"每(?:餐|天|日|人|户|名|位|床|生|次|张|个|对|具|例|村|社区|学年|月|年)[^,。;]{0,14}$")
PER_MONTH = re.compile(r"月")
CAP = re.compile(r"(?:封顶线?|起付线?|上限|限额|(?<!户)(?<!人)最高(?:限额|支付|可达|不超过|补助|救助|报销|给予)[^,。;]{0,4}|门槛|起付标准|收入(?:低于|不超过|在|不足))[^,。;]{0,8}$")
FLOOR_PART = re.compile(r"起付(?:标准|线):[^。;]{0,60}$")
LIMIT_NEW = re.compile(r"(?:缩短|压缩|压减|缩减|减少|提速)(?:到|至|为)[^,。;]{0,3}$")
WITHIN = re.compile(r"^(?:之?内|以内)")
OVER_NOUN = re.compile(r"^(?:及|含)?(?:\(含\))?(?:以上|以下|以内)(?:的|救助|补助|项目|工程|采购|支出|大额|家庭|企业|单位|资金|物资|建设)")
AVERAGE_AGE = re.compile(r"平均(?:年龄|寿命)|预期寿命|均龄")

GOAL_BEFORE = re.compile(r"(?:任务|目标|计划|指标)(?:数|量|值|额)?(?:的|为|是|数为|达到|任务)?$")
SHARE_OF_GOAL = re.compile(r"(?:完成|占|达|实现)[^。;]{0,24}(?:任务|目标|计划|指标|总数|总量|总额)?[^,。;]{0,12}的$")
OF_GOAL = re.compile(r"(?:任务|目标|计划|指标)(?:任务|数|量|值|额)?的$")
PLAN_AFTER = re.compile(r"^[^,。;]{0,20}(?:将于|将在|计划于|拟于|预计于|预计在)")
PLAN_OPEN = re.compile(r"^\s*(?:下一步|下步|下一阶段|下阶段|今后|明年|接下来|下半年|[二三四]季度)[^,。;]{0,10}[,将要拟继]")
PLAN_VERB = re.compile(r"打算|计划|将|拟|要|力争|重点|准备|争取|目标|继续|做好|抓好|着力|进一步|预期|力求|着重|努力")
PLAN_OPENING = 30
"""Characters from a sentence's start in which it says that it is about plans."""

NO_PLAN = re.compile(r"(?:截至|截止|目前已|已经?(?:完成|建成|发放|拨付|落实|开工|启动|到位|投入|投放|安排)|实际(?:完成|发放|支出|到位)|完成了|共完成)[^。;]{0,24}$")
TARGETED = re.compile(
    r"(?:(?:^|[,;。:、”]|[年度季月]|将|还|我们|[局县市区镇乡])计划(?!任务|目标|的|数|指标|生育|内|书)|力争|拟(?!定|订|写|稿)|预计|预期|有望|争取(?:使|实现|达|全年|年内|在|年底)|将(?:于|在|达|新|完成|建|投入|投资|为|对|再|实现|启动|开|全面|继续|提高|组织|争取|培育|改造)|确保[^,。;]{0,12}(?:达|在)|目标(?:是|为|:)|民生实事[^,。;]{0,4}[“\"])"
)
TARGET_NOUN = re.compile(r"(?:下达|承担|分配|确定)[^,。;]{0,10}(?:任务|目标|计划|指标)[^,。;]{0,8}$")


def is_plan(scene: Scene, section: Section, rules: Rulebook) -> bool | None:
    """Whether a heading opens plans (True), closes them (False) or says nothing (None)."""
    ahead = scene.periods_in(section.title_start, section.title_end)
    if ahead and all(p.relation == "future" for p in ahead) and section.rank <= 2:
        return True
    if rules.cues["plan_heading"].search(section.title):
        return not rules.cues["past_heading"].search(section.title)
    return False if section.rank <= 2 and rules.cues["past_heading"].search(section.title) else None


def in_plan(scene: Scene, frame: Frame, rules: Rulebook) -> bool:
    """Whether the figure stands under plans."""
    return planned_section(scene, frame.sentence.section, rules)


def planned_section(scene: Scene, section: int, rules: Rulebook) -> bool:
    """Whether the nearest heading over a section that says something opens plans."""
    for above in reversed(scene.outline.path(section)):
        said = is_plan(scene, above, rules)
        if said is not None:
            return said
    return False


def assign_roles(scene: Scene, rules: Rulebook) -> list[Role]:
    """The role of every figure, left to right."""
    roles: list[Role] = []
    plans = plan_lines(scene)
    for i, frame in enumerate(scene.frames):
        before = roles[i - 1] if frame.previous is not None else None
        if before and before.role == "threshold" and frame.quantity.measure == "amount":
            before = last_money(scene, roles, i) or before
        roles.append(role_of(scene, frame, before, rules, any(a <= frame.start < b for a, b in plans)))
    return roles


def plan_lines(scene: Scene) -> list[tuple[int, int]]:
    """Stretches that open with plans though no heading says so: 下一步,将…; 二〇〇四年,打算…: to the end of the line."""
    found: list[tuple[int, int]] = []
    for sentence in scene.outline.sentences:
        opening = scene.text[sentence.start : sentence.start + PLAN_OPENING]
        ahead = scene.periods_in(sentence.start, sentence.start + 3)
        if PLAN_OPEN.match(opening) or (ahead and ahead[0].relation == "future" and PLAN_VERB.search(opening)):
            stop = scene.text.find("\n", sentence.end - 1)
            found.append((sentence.start, stop if stop >= 0 else len(scene.text)))
    return found


def last_money(scene: Scene, roles: Sequence[Role], i: int) -> Role | None:
    """The role of the last money before age limits: 80—89岁每月100元、90—99岁200元."""
    for j in range(i - 1, -1, -1):
        if scene.frames[j].sentence is not scene.frames[i].sentence:
            return None
        if scene.frames[j].quantity.measure == scene.frames[i].quantity.measure:
            return roles[j] if roles[j].role == "standard" else None
    return None


def role_of(scene: Scene, frame: Frame, before: Role | None, rules: Rulebook, plan_paragraph: bool) -> Role:
    """One figure's role: the narrow rules first, the section's last."""
    return (
        threshold_role(scene, frame)
        or prior_role(scene, frame, before)
        or planned_change(change_role(scene, frame, before, rules), scene, frame, before, rules, plan_paragraph)
        or target_role(scene, frame, before, rules, plan_paragraph)
        or standard_role(scene, frame, before)
        or Role("actual", "role.actual", per=average_per(scene, frame), level=is_level(frame, before))
    )


def is_level(frame: Frame, before: Role | None) -> bool:
    """Whether something was raised or lowered to this figure: 增加到…, or the new side of 由…到…."""
    new_side = before is not None and before.rule == "role.from_to" and re.search(r"(?:到|至|为)[^,。;]{0,3}$", frame.lead)
    return bool(new_side) or LEVEL.search(frame.lead) is not None


def threshold_role(scene: Scene, frame: Frame) -> Role | None:
    """Limits of rules: ages, ceilings, deadlines, 五万元以上项目."""
    q = frame.quantity
    lead = scene.clause_lead(frame)
    if q.measure == "age" and not AVERAGE_AGE.search(lead):
        if FROM.search(lead) and RAISED.search(frame.tail + scene.text[frame.tail_end : frame.clause[1]]):
            return Role("prior", "role.from_to")
        return Role("threshold", "role.age_limit")
    if q.measure == "amount" and (CAP.search(lead) or FLOOR_PART.search(scene.text[frame.part[0] : frame.start])):
        return Role("threshold", "role.ceiling", per=q.per)
    after = scene.text[q.end : q.end + 12]
    if q.measure == "duration" and LIMIT_NEW.search(lead):
        return Role("standard", "role.standard", level=True)
    if q.measure == "duration" and WITHIN.match(after):
        return Role("threshold", "role.deadline")
    if q.measure in ("amount", "area", "duration") and OVER_NOUN.match(after) and q.bound in ("at_least", "at_most"):
        return Role("threshold", "role.over_noun")
    return None


def prior_role(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """The old side of 从A提高到B, and last year's value quoted for comparison."""
    q = frame.quantity
    after = scene.text[q.end : frame.clause[1]]
    if FROM.search(scene.text[max(frame.lead_start, frame.part[0]) : q.start]) and (
        RAISED.match(after) or RAISED_ANYHOW.match(after)
    ):
        return Role("prior", "role.from_to", per=q.per)
    for period in () if q.measure == "ratio" else reversed(scene.periods_in(frame.lead_start, frame.start)):
        if period.relation == "past" and not ABOVE.search(scene.text[max(0, period.start - 4) : period.start]) and QUOTED.fullmatch(scene.text[period.end : frame.start]):
            return Role("prior", "role.quoted_past", per=q.per)
        break
    if before and before.role == "prior" and PAIR.match(frame.lead):
        return Role("prior", before.rule, per=q.per or before.per)
    return None


def planned_change(
    change: Role | None, scene: Scene, frame: Frame, before: Role | None, rules: Rulebook, plan_paragraph: bool
) -> Role | None:
    """Planned growth is a target (地区生产总值增长6%左右 among the aims)."""
    if change is None:
        return None
    return target_role(scene, frame, before, rules, plan_paragraph) or change


def change_role(scene: Scene, frame: Frame, before: Role | None, rules: Rulebook) -> Role | None:
    """Growth and decrease: the words of change stand right before the figure."""
    q = frame.quantity
    lead = frame.lead
    m = CHANGE.search(lead) or CHANGE_OVER.search(lead)
    if m is None:
        if before and before.role == "change" and PAIR.match(lead) and q.measure != "ratio":
            return before._replace(rule="role.change_pair", per=q.per)
        if q.measure == "points":
            return Role("change", "role.points", "up", comparison(scene, frame, rules))
        if q.measure == "ratio" and q.unit == "倍" and re.search(r"(?:是|为|达|相当于)[^,。;]{0,16}的?$", lead):
            return Role("change", "role.multiple", "up", comparison(scene, frame, rules))
        return None
    if NEW_WORDS.search(lead):
        return None
    direction = "up" if m.group("up") else "down"
    compared = COMPARED.search(scene.clause_lead(frame)) or rules.cues["yoy"].search(scene.clause_lead(frame))
    relative = q.measure in ("rate", "points", "ratio")
    chained = before is not None and before.role in ("change", "prior")
    chained = chained or (before is not None and before.level)
    if relative or compared or chained or FIRM_CHANGE.search(m.group()):
        return Role("change", "role.change", direction, comparison(scene, frame, rules), q.per)
    return None


def comparison(scene: Scene, frame: Frame, rules: Rulebook) -> str:
    """With what a change compares: the words nearest before it in the sentence; 从…到… and 比年初 are prior."""
    best, at = "", -1
    span = scene.text[frame.sentence.start : frame.start]
    for name in ("yoy", "mom"):
        for m in rules.cues[name].finditer(span):
            if m.end() > at:
                best, at = name, m.end()
    for m in re.finditer(r"(?:比|较)(?:年初|以前|过去|原来|此前|规划|前)|(?:提高|增加|调整|上调)(?:到|至)|由[^,。;]{1,20}(?:到|至)|标准", span):
        if m.end() > at:
            best, at = "prior", m.end()
    for m in re.finditer(r"(?:比|较)(?:19|20)\d\d\s?年", span):
        if m.end() > at:
            best, at = "yoy", m.end()
    return best or "yoy"


def target_role(
    scene: Scene, frame: Frame, before: Role | None, rules: Rulebook, plan_paragraph: bool
) -> Role | None:
    """Plans: a planning word in the sentence, a time to come, a plan's heading; 已完成 undoes them."""
    q = frame.quantity
    span = scene.text[frame.part[0] : frame.start]
    if q.measure == "rate" and (SHARE_OF_GOAL.search(scene.text[frame.clause[0] : frame.start]) or OF_GOAL.search(frame.lead)):
        return None
    if GOAL_BEFORE.search(frame.lead) or TARGET_NOUN.search(frame.lead):
        return Role("target", "role.goal", per=q.per)
    if PLAN_AFTER.match(scene.text[frame.end : frame.clause[1]]):
        return Role("target", "role.plan_after", per=q.per)
    if NO_PLAN.search(span):
        return None
    cue = None
    for cue in TARGETED.finditer(span):
        pass
    if cue is not None:
        return Role("target", "role.planned", per=q.per)
    periods = scene.periods_in(frame.part[0], frame.start)
    if periods and periods[-1].relation == "future":
        return Role("target", "role.future", per=q.per)
    if in_plan(scene, frame, rules) or plan_paragraph:
        if before and before.role == "actual" and PAIR.match(frame.lead):
            return None
        return Role("target", "role.plan_section", per=q.per)
    return None


def standard_role(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """Benefit and fee rates: per head or household, or called 标准; averages are no standards."""
    q = frame.quantity
    if q.measure not in ("amount", "weight"):
        return None
    lead = scene.clause_lead(frame)
    average = AVERAGE.search(lead)
    if before and before.role in ("standard", "prior") and before.rule in ("role.per", "role.standard", "role.standard_pair", "role.from_to"):
        if before.role == "standard" and frame.lead and SHORT_PAIR.match(frame.lead) and not re.search("发放|支出|投入|共", frame.lead):
            return Role("standard", "role.standard_pair", per=q.per or before.per)
        if before.role == "prior" and LEVEL.search(frame.lead) and (before.per or standard_in(scene, frame)):
            return Role("standard", "role.standard", per=q.per or before.per, level=True)
    if average and not STANDARD.search(scene.text[frame.part[0] : frame.start]):
        return None
    if average and LEVEL.search(lead[: average.start()] + "为"):
        return Role("standard", "role.standard", per=average_per(scene, frame), level=True)
    if q.per and (q.per != "person" or EACH.search(lead) or STANDARD.search(lead)):
        return Role("standard", "role.per", per=q.per, level=LEVEL.search(frame.lead) is not None)
    if m := EACH.search(lead):
        return Role("standard", "role.per", per=q.per or each_per(m.group()))
    if q.unit in ("元", "万元") and standard_in(scene, frame):
        return Role("standard", "role.standard", per=q.per or standard_per(scene, frame), level=LEVEL.search(frame.lead) is not None)
    after = scene.text[q.end : q.end + 8]
    if q.unit == "元" and re.match(r"(?:的)?标准", after):
        return Role("standard", "role.standard", per=q.per)
    return None


def standard_in(scene: Scene, frame: Frame) -> bool:
    """Whether 标准 speaks of this figure: in its clause, with no money paid after it (按标准发放资金50万元)."""
    lead = scene.text[frame.clause[0] : frame.start]
    m = re.search(r"标准(?!化)|(?:低保|保障|供养|救助|补助)线|月补[贴助]", lead)
    if not m:
        return False
    return not re.search(r"(?:发放|支出|投入|拨付|共计|累计|资金)[^,]{0,16}$", lead[m.end() :])


def each_per(words: str) -> str:
    """每户 -> household; 每人每月 -> person_month."""
    head = "household" if "每户" in words else "bed" if "每床" in words or "每张" in words else "person"
    time = "_month" if "每月" in words else "_year" if "每年" in words or "学年" in words else ""
    return head + time


def standard_per(scene: Scene, frame: Frame) -> str | None:
    """The per of a standard from its own words: 月标准, 年保障标准."""
    lead = scene.text[frame.clause[0] : frame.start]
    if re.search(r"月(?:保障|供养|补助|补差|救助|发放)?标准|每月", lead):
        return "person_month"
    if re.search(r"年(?:保障|供养|补助|救助)?标准|每年", lead):
        return "person_year"
    return None


def average_per(scene: Scene, frame: Frame) -> str | None:
    """The per of an average: 月人均 person_month, 人均 person, 户均 household, 日均 day."""
    if frame.quantity.per:
        return frame.quantity.per
    m = AVERAGE.search(scene.clause_lead(frame))
    if not m:
        return None
    words = scene.clause_lead(frame)[max(0, m.start() - 4) :]
    month = "月" in words
    if "户" in words and "户次" not in words:
        return "household"
    if "人" in words:
        return "person_month" if month else "person"
    if "次" in words:
        return "household_time" if "户次" in words else "person_time"
    if "日均" in words:
        return "day"
    return "month" if "月均" in words else None


def roles_by_name(roles: Sequence[Role], role: str) -> list[int]:
    """The places of the figures that have this role."""
    return [i for i, r in enumerate(roles) if r.role == role]
