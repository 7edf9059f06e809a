"""Ways of telling by which a figure stands or runs: people named bare at the head of a clause, averages of age, what places
take in, elections, those for whom something is done."""

from __future__ import annotations

import re

from reportparse.link.stock_case import Answer, Case

# ---- what stands ----

AVERAGE_AGE = re.compile(r"平均年龄(?:约|为|是|达到?|只有|仅|超过|不到)*$")
OLD_PEOPLE = re.compile(
    r"[\s,;、]*(?:全[县市区镇乡村])?(?:\d{2,3}|[一二三四五六七八九十百]{1,3})周?岁(?:及?以上)?的?(?:高龄)?(?:老人|老年人)(?:共|有|共有)?"
)
OF_THE_PLACE = re.compile(
    r"[\s,;、]*全[县市区镇乡村](?:现|共|现有|共有|有)?[\u4e00-\u9fff“”]{0,8}(?:五保|低保|优抚|特困|孤儿|残疾|困难)[\u4e00-\u9fff]{0,4}(?:对象|户|人员|老人|儿童|家庭|人)?(?:共|有)?"
)
"""全县五保对象1260人: those that the place has."""
DONE_TO_THEM = re.compile(
    "新增|退出|取消|清退|核减|停发|救助|慰问|发放|走访|培训|安置|转移|死亡|受灾|资助|减少|增加|帮扶|排查|核查|审批|纳入"
)
ONLY_SO_MANY = re.compile(r"(?:仅有|只有)[^,。;、\d]{1,6}$")
TAKES_IN = re.compile(r"[,、](?:共|现)?(?:集中供养|收养|供养|收住|吸纳|安置)[^,。;、\d]{0,10}$")
TAKEN_SINCE = re.compile("全年|年内|今年|上半年|累计|新|先后|当年")
HOUSED_IN = re.compile(r"(?:院|所|中心|企业|车间|厂|机构|公司|基地|合作社|床位)(?:总?数)?(?:共|有|现有|达到?)*$")
"""福利企业6家,吸纳残疾职工130人: those who are in the places just told."""
THINGS_PUT = re.compile(r"设在[^。;\d]{2,16}的[^,。;\d]{2,8}有$")
STILL_THERE = re.compile(r"(?:仍|尚|还)有$")
OF_THOSE = re.compile(r",(?:共)?涉及[^,。;\d]{0,6}")
LOAD = re.compile(
    r"(?:院均|所均|平均每[院所家])(?:入住|供养|收住|集中供养|床位)[^,。;\d]{0,6}$"
    r"|(?:人均|平均每(?:人|名)?[^,。;\d]{0,6}?|平均)(?:只有|仅有|服务|负责|管理|联系)[^,。;\d]{1,8}$"
)
"""人均服务救助对象530人: how much each has to do."""
ON_FILE = re.compile(r"(?<!新)建档(?:立卡)?的?(?:困难|特困|贫困|低收入)[^,。;\d]{0,8}$")
SERVICE_FIRMS = re.compile(
    r"(?:物业|家政|养老|中介|法律|托育|殡葬|人力资源|金融)服务(?:企业|公司|机构|组织)$|(?:帮扶|联系|成员|签约|共建|包联)(?:单位|企业|门店|商户|商家)$"
)
PAPERS_BEFORE = re.compile(r"(?:员|师|人员|人|社工)(?:全部|均|都|已)*持证上岗(?:的)?(?:共|有|达)?$")
WITH_PAPERS = re.compile(r"(?:残疾人|社工|护理员|工作人员)?(?:全部|均|都|已)*持证(?:[,。;、]|上岗|$)")
OF_THE_PLACES = re.compile(r"(?:县区|市县|县|乡镇|镇|乡|街道|社区|村|州市|地市)中,?(?:已|现|有|就|仅)")
HELD_SO = re.compile(
    r"[^,。;\d]{0,4},(?:总面积\d[\d.]*万?平方米,可容纳|覆盖[^,。;\d]{0,6}(?=\d[\d.]*[%个])|可容纳|可同时容纳|在册|入住|总床位|现入住)"
)
"""建成避难场所57处,可容纳18.6万人: those that have been built stand."""
SHARE_STATE = re.compile(
    r"(?:以上)?的[\u4e00-\u9fff]{0,8}(?:医院|机构|人员|村|村委会|社区|家庭|农户|乡镇|学校|企业|老人|群众)(?:已|均|都|已经)*(?:为|是|有|建成|达到|实行|实现|拥有|配备|通|用上|住上)|以上实行"
)
"""92%的综合医院建成老年友善医疗机构: how things are."""

ALL_BUILT = re.compile(
    r"[\s,;、]*(?:目前|现|截至目前|至此)?,?全[省市县区镇乡州](?:已|共|累计|总共)?(?:建成|建立|建有|设立|设有)[^,。;\d新]{2,36}"
)
"""全县建成退役军人服务站268个: what a whole place has."""
SIZE_OF = re.compile(
    r",(?:总)?(?:(?:建筑|占地|用地|使用)?面积|占地|(?:设计|设置|规划|可设|设)(?:护理型|护理|养老)?床位)(?:约|达|共|为|近)?"
)
"""福利中心主体工程10月封顶,建筑面积1.18万平方米: the size of a building that is told without a number of its own."""
TAKING_PART = re.compile(
    r"参加[^,。;\d]{0,12}(?:合作医疗|(?:医疗|养老|工伤|失业|生育|社会)保险|医保|社保|新农合)的?(?:人数|职工|居民|农民|人员)?(?:共|达到?|有|为)*$"
)
"""全镇参加新型合作医疗21340人: those insured stand, unless somebody brought them in."""
BROUGHT_TO = re.compile("资助|发动|组织|帮助|动员|新增|新|代缴|补贴|补助|救助")
SERVED_STAFF = re.compile(r"服务(?:管理|保障)?的?(?:军休|离退休|离休|退休)[^,。;、\d]{0,6}$")
"""服务军休干部193人: those in its care."""
ALL_SET = re.compile(
    r"(?:乡镇|镇|乡|街道|村|社区|县区|县|市|区)[^,。;\d]{0,12}(?:全部|均|都)(?:已经?)?(?:设立|成立|建立|建起|建有|配备|配齐|修订|制定|开通|实现|落实|挂牌)"
)
"""14个乡镇残联全部配备专职委员: how things are in all of them."""
SIGNED_UP = re.compile("家庭医生(?:签约(?:服务)?|在签)(?:居民|群众|人数|家庭)?(?:达|到|共|有)*$")
BY_THE_STATE = re.compile(r"国家?抚恤、?补助[^,。;\d]{0,20}$")
IN_WORK = re.compile("封顶|主体工程|奠基|在建|正在")
APART = re.compile(r"(?:标准|收入|水平)[^,。;\d]{0,4}(?:相差|差距)[^,。;\d]{0,4}$")
"""最高与最低标准相差215元."""

# ---- what runs ----

HANDED_TO = re.compile(r"(?:向|对|给)$")
DONE_TO = re.compile(
    r"[^,。;\d]{0,16}?(?:预付|拨付|返还|减征|减半|免征|缓缴|缓征|减免|发放|开展|进行|实施|给予|予以|补助|奖励|奖补|处罚|约谈|通报|警告|检查|抽查|督查|排查|验收|考核|审计|培训|改造|提供)"
)
"""向14家定点医院预付医保资金, 对5218家企业减半征收: those to whom something was done."""
FIRM_DEEDS = re.compile(
    r"(?:激活|减贫|直接登记|本科上线|专科上线|累计减少[^,。;\d]{0,6}|康复(?:训练|救助)?|语训|脱盲)$|资助[^,。;\d]{0,30}(?:参保|参合|参加[^,。;\d]{0,14}(?:保险|医保|养老|医疗))(?:人数|对象)?$"
)
OF_ALL = re.compile("全[市县区镇乡省]$")
"""对全区21家养老机构: all that there are."""
CAME = re.compile(r"(?:参会|参展|进场|到场|入场|参加)(?:的)?(?:用人|招聘)?(?:企业|单位|公司)$")
"""举办招聘会6场,参会企业148家."""
HIT = re.compile(r"(?:袭击|侵袭|席卷)[^,。;\d]{0,8}$")

ELECTED = re.compile(
    r"(?:村委会|居委会|村|社区|行政村)[^,。;\d]{0,8}?(?:进行了?|完成|一次|已|全部|如期|顺利)[^,。;\d]{0,10}(?:选举|换届|成功)"
)
VOTERS = re.compile(r"登记(?:了)?选民$")
WORK_AWAY = re.compile(r"全年[^,。;\d]{0,10}外出务工$")
BROUGHT_IN = re.compile(r"[\s,;、]*(?:新|共|全年|累计)?引进(?![人])")
CALLED = re.compile(
    r"(?:招募|安排|邀请|请)(?:了|来)?[^,。;、\d的]{0,8}(?:志愿者|专家|医生|医师|师傅|教练|老师|律师|讲师|干部)$|承接[^,。;\d]{0,14}项目$"
)
REBUILT = re.compile(r"(?:适老化|无障碍|危房|户厕|旱厕)改造$")
GAVE_OUT = re.compile(
    r"(?:圆了|送出|换上|添置)[^,。;、\d]{0,8}$|(?:^|[,;:])[给为替][^,。;、\d]{2,12}(?:安装|装上|装了|装)[^,。;、\d]{1,12}$"
)
WENT = re.compile(r"[^,。;、\d]{0,14}?(?:参训|参会|参评|参赛|参展|到会|下乡|赴[\u4e00-\u9fff]{2}|日夜|轮守)")
PAID_FOR = re.compile("(?:[\u4e00-\u9fff]{2,4}(?:部门|局|办))?资助")
JOINED = re.compile("[^,。;\\d]{0,8}参(?:加[^,。;\\d]{0,9}(?:合作医疗|保险|医保|农合)|合|保)")
"""资助五保户、低保户9850人参加合作医疗."""
EMPLOYED = re.compile(r"(?<!新增)持证残疾人(?:就业|就业人数|从业人员)(?:达到?|为|有|共)?$")
"""持证残疾人就业33.7万人: those in work."""
TOOK_PART = re.compile("(?:的)?参(?:评|赛|展|演|训|会)")
"""282个参评单位中评出4A级3个."""
FOR_THEM = re.compile(r"[,、;\s]*(?:全[县市区镇乡]|共|已|累计|先后|全年)?(?:为|给|替)[^,。;、\d的]{0,8}$")
OUT_AGAIN = re.compile(r"(?:清退|取消|退出|停发|核减|清理|注销)(?![率])")
HANDED_ENDS = frozenset("向对给\n")
FIRM_ENDS = frozenset("业司构织位店户家\n")
"""What HANDED_TO and SERVICE_FIRMS find ends with one of these, what ELECTED finds begins with one."""
ELECTED_SIGNS = frozenset("村居社行")
FIRM_SIGNS = re.compile("[活贫登上减参康语盲]")
"""Each of what FIRM_DEEDS finds has one of these signs."""
NEXT_OF_THEM = re.compile(r"[,、](?:城市|城镇|农村|城乡)[^,。;、\d]{0,8}")


def by_ways(case: Case) -> Answer:
    """What these ways of telling say; nothing else knows them."""
    q, lead, tail = case.quantity, case.lead, case.tail
    if q.measure == "age":
        return (True, "kind.level") if AVERAGE_AGE.search(lead) else None
    if q.measure == "rate":
        return (True, "kind.rate") if SHARE_STATE.match(tail) and not case.dated else None
    if q.measure == "amount":
        return (True, "kind.level") if "差" in lead and APART.search(lead) else None
    if q.measure == "area" or q.unit == "张":
        if of_what_was_built(case):
            return False, "kind.neighbour"
        return (True, "kind.size") if sized(case) else None
    if q.measure not in ("persons", "households", "count"):
        return None
    return runs(case) or stands(case)


def sized(case: Case) -> bool:
    """Whether a figure is the size of a building that no number tells of, right behind it."""
    frame, text = case.frame, case.known.scene.text
    if not SIZE_OF.fullmatch(text, frame.clause[0] - 1, frame.start):
        return False
    if frame.previous is None:
        return IN_WORK.search(text, frame.sentence.start, frame.start) is not None
    last = case.known.scene.frames[frame.previous]
    if last.part == frame.part:
        return last.quantity.measure == "amount" or case.before == "as_of"
    return True


def of_what_was_built(case: Case) -> bool:
    """新建公墓3处,占地58.5亩: whether the size of what was just counted as built."""
    frame = case.frame
    if frame.previous is None or case.before != "flow" or frame.quantity.measure != "area":
        return False
    last = case.known.scene.frames[frame.previous]
    if last.part != frame.part or last.quantity.measure != "count":
        return False
    return SIZE_OF.fullmatch(case.known.scene.text, frame.clause[0] - 1, frame.start) is not None


WORKED_OVER = re.compile(
    r"(?:进行|开展|实施|完成)[^,。;\d]{0,16}(?:改造|整治|排查|检查|巡查|普查|摸底|清理|整改),范围(?:共|已)?(?:涵盖|覆盖|涉及)[^,。;\d]{0,6}$"
)
"""对老旧小区进行改造,范围涵盖21个社区: where it was done."""


def runs(case: Case) -> Answer:
    """What was done, in words that elsewhere name what stands."""
    q, lead, tail, frame, text = case.quantity, case.lead, case.tail, case.frame, case.known.scene.text
    if q.measure == "count":
        if (("袭" in lead or "席" in lead) and HIT.search(lead)) or lead.endswith("直接登记"):
            return False, "kind.doing"
        if ("参" in lead or "场" in lead) and CAME.search(lead):
            return False, "kind.doing"
        if lead[-1:] in HANDED_ENDS and HANDED_TO.search(lead) and DONE_TO.match(tail) and not OF_ALL.search(lead):
            return False, "kind.doing_after"
        if (tail[:1] in ELECTED_SIGNS and ELECTED.match(tail)) or (
            "引进" in text[frame.clause[0] : frame.start] and BROUGHT_IN.match(text, frame.clause[0])
        ):
            return False, "kind.doing"
        if "参" in tail and TOOK_PART.match(tail):
            return False, "kind.doing_after"
        if "范围" in lead and WORKED_OVER.search(text, frame.sentence.start, frame.start):
            return False, "kind.doing"
        return (False, "kind.doing") if called(lead) or GAVE_OUT.search(lead) else None
    if "持证" in lead and EMPLOYED.search(lead):
        return True, "kind.level"
    if FIRM_SIGNS.search(lead) and FIRM_DEEDS.search(lead):
        return False, "kind.doing"
    if ("选民" in lead and VOTERS.search(lead)) or ("外出" in lead and WORK_AWAY.search(lead)):
        return False, "kind.doing"
    if called(lead) or ("改造" in lead and REBUILT.search(lead)):
        return False, "kind.doing"
    if "参" in tail and PAID_FOR.match(lead) and JOINED.match(tail):
        return False, "kind.doing_after"
    if (case.spoken and WENT.match(tail)) or (
        ("为" in lead or "给" in lead or "替" in lead) and FOR_THEM.fullmatch(lead)
    ):
        return False, "kind.doing_after"
    if (
        case.before == "flow"
        and NEXT_OF_THEM.fullmatch(frame.lead)
        and OUT_AGAIN.search(text, frame.part[0], frame.start)
    ):
        return False, "kind.neighbour"
    return None


def called(lead: str) -> bool:
    """Whether somebody was called in, or a project taken on: the cheap look first."""
    told = "招" in lead or "安" in lead or "请" in lead or "承" in lead
    return told and CALLED.search(lead) is not None


def in_the_year(case: Case) -> bool:
    """Whether the figure's part of a sentence names a span of time that is its own."""
    mention = case.mention
    return mention is not None and mention.start >= case.frame.part[0] and mention.kind == "flow"


def stands(case: Case) -> Answer:
    """Who and what there is."""
    return things_stand(case) if case.quantity.measure == "count" else people_stand(case)


def people_stand(case: Case) -> Answer:
    """Those who are insured, cared for, of an age, or of a place."""
    lead, tail, frame = case.lead, case.tail, case.frame
    if (
        ("签" in lead and SIGNED_UP.search(lead))
        or ("抚恤" in lead and BY_THE_STATE.search(lead))
        or ("参加" in lead and TAKING_PART.search(lead) and not BROUGHT_TO.search(lead))
        or ("服务" in lead and SERVED_STAFF.search(lead))
        or ("岁" in lead and OLD_PEOPLE.fullmatch(lead))
        or ("全" in lead and OF_THE_PLACE.fullmatch(lead) and not DONE_TO_THEM.search(lead + tail[:12]))
        or so_many(lead)
    ):
        return True, "kind.standing"
    if case.before == "as_of" and not TAKEN_SINCE.search(frame.lead):
        last = case.known.scene.frames[case.i - 1]
        if last.quantity.measure == "count" and TAKES_IN.fullmatch(frame.lead) and HOUSED_IN.search(last.own):
            return True, "kind.neighbour"
        if OF_THOSE.fullmatch(frame.lead) and STILL_THERE.search(last.own):
            return True, "kind.neighbour"
    return (True, "kind.standing") if on_paper(lead, tail) else None


def things_stand(case: Case) -> Answer:
    """What has been set up, what serves, what a whole place has."""
    lead, tail = case.lead, case.tail
    if (
        case.spoken
        and ("全部" in tail or "均" in tail or "都" in tail)
        and case.quantity.unit == "个"
        and ALL_SET.match(tail)
    ):
        return True, "kind.place"
    if (
        so_many(lead)
        or on_paper(lead, tail)
        or (lead[-1:] in FIRM_ENDS and SERVICE_FIRMS.search(lead) and not TAKEN_SINCE.search(lead))
    ):
        return True, "kind.standing"
    if "全" in lead and ALL_BUILT.fullmatch(lead) and not in_the_year(case):
        return True, "kind.built"
    if "中" in tail and OF_THE_PLACES.match(tail) and "选" not in tail and "换届" not in tail:
        return True, "kind.place"
    built = ("建" in lead or "设" in lead) and lead.lstrip(",;").startswith(("建成", "设立", "设置", "建有"))
    return (True, "kind.built") if built and HELD_SO.match(case.known.scene.text, case.frame.end) else None


def so_many(lead: str) -> bool:
    """只有…, how many one has to serve, those put somewhere: what there is."""
    return (
        ("有" in lead and ONLY_SO_MANY.search(lead) is not None)
        or ("均" in lead and LOAD.search(lead) is not None)
        or ("设在" in lead and THINGS_PUT.search(lead) is not None)
    )


def on_paper(lead: str, tail: str) -> bool:
    """Those with a file or with papers."""
    return (
        ("建档" in lead and ON_FILE.search(lead) is not None)
        or ("持证" in lead and PAPERS_BEFORE.search(lead) is not None)
        or ("持证" in tail and WITH_PAPERS.match(tail) is not None)
    )
