"""Rates and limits: what is paid per head or month, what a rule allows, and the averages that are neither."""

from __future__ import annotations

import re

from reportparse.link.answers import Role
from reportparse.link.changes import is_old_side
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import AVERAGE, EACH, LEVEL, STANDARD
from reportparse.model.mentions import QuantityMention

PAY_RAISED = re.compile(
    r"(?:标准|月补[贴助]|抚恤金|养老金|优待金|补助金|生活费|津贴|补贴)[^,。;]{0,10}"
    r"(?:上调|提高|增加|调高|上浮|调增)[^,。;]{0,6}\d[^,。;]{0,8},[^,。;]{0,8}$"
)
SHORT_PAIR = re.compile(r"^\)?[、,和及与或至到\-—~\s]{0,3}[^,。;、\d]{0,12}$")
CAP = re.compile(
    r"(?:封顶线?|起付线?|上限|限额|最高(?<![户人]最高)(?:限额|支付|可达|不超过|补助|救助|报销|给予)[^,。;]{0,4}|门槛|起付标准|收入(?:低于|不超过|在|不足))[^,。;]{0,8}$"
)
LIMIT_RAISED = re.compile(
    r"(?:封顶线|起付线|最高(?:额度|限额|限价)|限额|标准线|准入线|收入线|贫困线|上限|门槛)(?:标准)?[^,。;]{0,6}由[^,。;]{0,24}$"
)
ROW_OF = re.compile(r"[^,。;\d]{1,12}(?:的|者)")
"""连续两年不参加年检的, 连续两个月排名末位的: how long something must last for a rule to hold."""
FLOOR_PART = re.compile(r"起付(?:标准|线):[^。;]{0,60}$")
LIMIT_NEW = re.compile(r"(?:缩短|压缩|压减|缩减|减少|提速|压|缩|减)(?:到|至|为)[^,。;]{0,3}$")
NOT_OVER = re.compile("不(?:得|能|应)?(?:超过|高于|超出)$")
"""单笔不超过2000元: what a rule allows."""
MEASURED = re.compile("平均|住院日|用时|实际|响应时间|等候")
"""平均住院日由8.1天缩短到7.6天: measured, no limit."""
OVER_BEFORE = re.compile(r"(?:超过|不足|不满|未满|满|低于|高于|少于|多于|达到)$")
EACH_MONTH = re.compile(
    r"(?<![全半今本当去上两几\d一二三四五六七八九十])(?:月|年)(?:享|领|补|发|领到|领取)[^,。;]{0,6}$|月月[^,。;]{0,8}$|(?:一人|一户|户户|人人)[^,。;]{0,10}$|(?:的|每[人户])一年$"
)
WITHIN = re.compile(r"^\s?(?:之?内|以内)")
COUNTED_OVER = re.compile(r"(?:及?以[上下])(?:的?[\u4e00-\u9fff]{2,10})?")
"""10人以上集体争议3起: what is counted is picked out by a limit."""
OF_THOSE = re.compile(r"的(?:[市县区村户]|乡镇|街道|社区|单位|地区|地方|机构|学校|企业|项目|县市区|家庭)")
"""进度低于70%的市: a rule picks out those that it speaks to."""
OVER_NOUN = re.compile(
    r"^(?:及|含)?(?:\(含\))?(?:以上|以下|以内)(?:的|由|救助|补助|项目|工程|采购|支出|大额|家庭|企业|单位|资金|物资|建设)"
)
MOST_OR_LEAST = re.compile(r"(?:最多|最少|最高|最低|多|少)的(?:达|送|也有|只有|为)?$|(?:最多|最少)$")
"""最多的五千元,最少的三百元: what one of those helped got."""
OF_ONE = re.compile(r"(?:最年长者|最大|最长|最小|年纪最轻|现年|年仅|高龄|已经?|享年)的?(?:已|达)?$")
"""年纪最大的97岁: the age of one, no limit."""
YOUNGER = re.compile(r"(?:下降|降低|降|减小|年轻|提高|增加|大|小)了?$")
AVERAGE_AGE = re.compile(r"(?:平均|人均)(?:年龄|寿命)|[预期]期?望?寿命|均龄")
SHARE_PAID = re.compile(
    r"(?<!实际)(?<!住院费用)(?<!综合)(?<!总)(?:救助|报销|补助|支付|资助|分担)比例(?!.*达)[^。;]{0,40}$"
)
SHARE_BY = re.compile(r"按(?:照)?[^,。;\d]{0,12}(?:\d[\d.]*%[至到~—-])?$")
SHARE_GIVEN = re.compile(
    r"(?:[至到~—-]\d[\d.]*%)?(?:的比例|的标准)?(?:给予|予以|进行)(?:救助|报销|补助|补贴|资助|奖励|减免|补偿)"
)
"""按自付部分的10%至30%给予救助: the share that a rule pays."""
NAMED = re.compile(r"标准(?!化)|(?:低保|保障|供养|救助|补助)线|月补[贴助]|定为")
AVERAGE_PAID = re.compile(r"(?:人|户|次|人次)均(?:实际)?(?:补助|补差|支出|发放|救助)(?:水平|金额|额)?[^标,。;]{0,6}$")
RAISED_TO = re.compile(
    r"^,?(?:[\d一二三四五六七八九十]{1,2}月(?:份|\d{1,2}日)?起)?(?:[^,。;\d]{0,6}(?:再|又)?(?:提|调|增|升)(?:高)?)?(?:到|至|达到|为)$"
)
BY_RATE = re.compile(r"按(?:照)?[^,。;\d]{0,6}$")
GIVEN_AT_RATE = re.compile(
    r"(?:[、和及][^,。;、\d]{0,6}\d[\d.]*万?元){0,3}(?:的标准)?(?:一次性|分别)?(?:给予|予以)?(?:一次性)?(?:资助|补助|奖励|救助|发放|拨付|兑付|补贴|奖补)"
)
"""按本科4000元、专科3000元一次性资助."""
PAID_ON_AVERAGE = re.compile(r"人均(?:养老金|报酬|工资|收入|待遇|退休费)[^,。;]{0,4}由[^,。;]{1,24}$")
EACH_MONTH_PAID = re.compile(
    r"(?<![按逐当上本全每\d])(?:每?月)(?:均)?(?:发放|支出|拨付|支付|发)(?![^,。;]{0,8}标准)[^,。;每]{0,10}$"
)
IN_ALL = 10_000
"""元: what is paid by the month and is more than this goes to all, and not to each."""
SUMMED_UP = re.compile(r"(?:[,、]|共|总|合)计[^,。;]{0,4}$")
LISTED_WITH = re.compile(r"[、和及][^,。;、\d]{1,6}")
"""每人每年供给原粮五百斤、零用钱一百二十元: each of a list is given at the same rate."""
MORE_PAID = re.compile(r"(?:^|,)[^,。;\d]{0,14}(?:再|另)(?:加|添|增|给|发|补)(?:发|给|助|贴)?$")
"""每户补贴一万元,镇里再添两千元: a rate on top of a rate."""
RED_LINE = re.compile(
    r"的(?:规定|要求)[,。;)]|的?(?:(?:法定|规定|国家|政策)(?:要求|上限|下限|标准|比例)|红线|底线|上限|下限|警戒线|控制线)"
)
INCOME_LIMIT = re.compile(r"收入[^,。;]{0,4}$")
PAID_AFTER = re.compile(r"(?:发放|支出|投入|拨付|共计|累计|资金|金额)[^,]{0,16}$")
PAID = re.compile("发放|支出|投入|共|计$")
MONTHLY = re.compile(r"月(?:保障|供养|补助|补差|救助|发放)?标准|每月")
YEARLY = re.compile(r"年(?:保障|供养|补助|救助)?标准|每年")
STANDARD_AFTER = re.compile(r"(?:[、和]\d[\d.]*元?){0,4}的?标准")


RULED_BEFORE = re.compile(r"(?:超过|高于|低于|不足|达到|多于|少于)(?:法定|规定|要求|国家规定|政策规定)的$")
"""超过规定的7个工作日: what a rule allows."""
FORBIDDEN = re.compile(r"不(?:得|能|准|允许)(?:低于|少于|超过|高于|突破|多于)$")
RULED = frozenset({"rate", "amount", "duration", "area", "count", "persons"})
LIMITED = frozenset({"age", "amount", "area", "duration"})
"""Measures that rules set limits for."""

RATED = frozenset({"amount", "weight", "rate"})
"""Measures of what is paid, or of the share of it."""


def threshold_role(scene: Scene, frame: Frame) -> Role | None:
    """Limits of rules: ages, ceilings, deadlines, 五万元以上项目."""
    q = frame.quantity
    if q.bound in ("at_least", "at_most") and q.measure != "age" and COUNTED_OVER.fullmatch(frame.tail):
        return Role("threshold", "role.over_noun")
    if q.measure in RULED and lead_forbids(frame):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.measure == "rate" and RED_LINE.match(frame.tail) and "控制" not in frame.own:
        return Role("threshold", "role.ceiling")
    if frame.own.endswith("的") and RULED_BEFORE.search(frame.own):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.measure == "rate" and OVER_BEFORE.search(frame.own) and OF_THOSE.match(frame.tail):
        return Role("threshold", "role.over_noun")
    if q.measure not in LIMITED:
        return None
    lead = frame.own
    if q.measure == "duration" and lead.endswith("连续") and ROW_OF.match(frame.tail):
        return Role("threshold", "role.over_noun")
    if q.measure == "amount" and raised_limit(scene, frame):
        return (
            Role("prior", "role.from_to") if is_old_side(scene, frame) else Role("threshold", "role.ceiling", per=q.per)
        )
    if q.measure == "amount" and q.bound == "at_most" and INCOME_LIMIT.search(lead):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.bound == "at_most" and q.measure != "age" and NOT_OVER.search(lead) and not AVERAGE.search(lead):
        return Role("threshold", "role.ceiling", per=q.per)
    said = scene.text[frame.clause[0] : frame.start] if q.measure == "age" else ""
    if q.measure == "age" and not AVERAGE_AGE.search(said) and not OF_ONE.search(lead) and not YOUNGER.search(lead):
        if is_old_side(scene, frame):
            return Role("prior", "role.from_to")
        return Role("threshold", "role.age_limit")
    if q.measure == "amount" and (
        CAP.search(lead) or ("起付" in (said := scene.text[frame.part[0] : frame.start]) and FLOOR_PART.search(said))
    ):
        return Role("threshold", "role.ceiling", per=q.per)
    after = scene.text[q.end : q.end + 12]
    if (
        q.measure == "amount"
        and q.bound == "at_most"
        and "每" in lead
        and EACH.search(lead)
        and not AVERAGE.search(lead)
    ):
        return Role("threshold", "role.ceiling", per=q.per)
    if after.startswith("的") and q.measure != "age" and OVER_BEFORE.search(lead):
        return Role("threshold", "role.over_noun")
    if (
        q.measure == "duration"
        and LIMIT_NEW.search(lead)
        and not MEASURED.search(scene.text, frame.clause[0], frame.start)
    ):
        return Role("standard", "role.standard", level=True)
    if q.measure == "duration" and WITHIN.match(after):
        return Role("threshold", "role.deadline")
    if q.measure != "age" and q.bound in ("at_least", "at_most") and OVER_NOUN.match(after):
        return Role("threshold", "role.over_noun")
    return None


def lead_forbids(frame: Frame) -> bool:
    """比例不得低于50%: what a rule forbids, whatever was done."""
    return frame.own.endswith(("于", "过", "破")) and FORBIDDEN.search(frame.own) is not None


def raised_limit(scene: Scene, frame: Frame) -> bool:
    """年度封顶线由3万元调整为5万元, 最高额度由6000元上调为8000元: both sides are of a limit."""
    said = scene.text[frame.part[0] : frame.start]
    return "由" in said and LIMIT_RAISED.search(said) is not None


def in_all(frame: Frame) -> bool:
    """月发放低保金207626元, behind the people: what is paid to all of them in a month."""
    q = frame.quantity
    if q.measure != "amount" or "月" not in frame.own or frame.previous is None:
        return False
    return (q.unit != "元" or q.value > IN_ALL) and EACH_MONTH_PAID.search(frame.own) is not None


def standard_role(scene: Scene, frame: Frame, before: Role | None) -> Role | None:
    """Benefit and fee rates: per head or household, or called 标准; averages are no standards."""
    q = frame.quantity
    if (
        q.measure == "rate"
        and is_round(q)
        and "比例" in (said := scene.text[frame.part[0] : frame.start])
        and SHARE_PAID.search(said)
    ):
        return Role("standard", "role.standard")
    if (
        q.measure == "rate"
        and "按" in (said := scene.text[frame.clause[0] : frame.start])
        and SHARE_BY.search(said)
        and SHARE_GIVEN.match(scene.text, q.end)
    ):
        return Role("standard", "role.standard")
    if q.measure not in ("amount", "weight"):
        return None
    lead = frame.own
    average = AVERAGE.search(lead) if "均" in lead or "平" in lead or "折合" in lead else None
    if before and before.role == "standard" and SUMMED_UP.search(frame.lead):
        return None  # 每户补助1.2万元,计42万元
    if (
        before
        and before.role in ("standard", "prior")
        and before.rule in ("role.per", "role.standard", "role.standard_pair", "role.from_to")
    ):
        if (
            before.role == "standard"
            and (frame.lead or aged(scene, frame))
            and SHORT_PAIR.match(frame.lead)
            and not PAID.search(frame.lead)
            and same_unit(scene, frame)
        ):
            return Role("standard", "role.standard_pair", per=q.per or before.per)
        if before.role == "standard" and LISTED_WITH.fullmatch(frame.lead) and not PAID.search(frame.lead):
            return Role("standard", "role.standard_pair", per=q.per or before.per)
        if before.role == "standard" and MORE_PAID.search(frame.lead):
            return Role("standard", "role.standard_pair", per=q.per or before.per)
        if before.role == "prior" and PAID_ON_AVERAGE.search(scene.text[frame.part[0] : frame.start]):
            # 月人均养老金由968元提高到1079元: an average is no rate, but stands as one does
            return Role("actual", "role.average", per=q.per or before.per, level=True)
        if (
            before.role == "prior"
            and LEVEL.search(frame.lead)
            and (before.per or standard_in(scene, frame) or said_standard(scene, frame))
        ):
            return Role("standard", "role.standard", per=q.per or before.per, level=True)
    if average and (AVERAGE_PAID.search(lead) or not STANDARD.search(scene.text[frame.part[0] : frame.start])):
        return None
    raised = before is not None and before.role in ("change", "standard") and same_unit(scene, frame)
    if raised and RAISED_TO.search(frame.lead) and of_standard(scene, frame, before):
        return Role("standard", "role.standard", per=q.per or (before.per if before else None), level=True)
    if average and LEVEL.search(lead[: average.start()] + "为"):
        return Role("standard", "role.standard", per=average_per(scene, frame), level=True)
    if in_all(frame):
        return Role("actual", "role.per_month", per="month", level=True)
    if q.per and (q.per != "person" or EACH.search(lead) or STANDARD.search(lead)):
        return Role("standard", "role.per", per=q.per, level=LEVEL.search(frame.lead) is not None)
    if "每" in lead and (m := EACH.search(lead)):
        return Role("standard", "role.per", per=q.per or each_per(m.group()))
    if q.unit in ("元", "万元") and "按" in lead and BY_RATE.search(lead) and GIVEN_AT_RATE.match(scene.text, q.end):
        return Role("standard", "role.per", per=q.per)
    if q.unit == "元" and MOST_OR_LEAST.search(frame.lead):
        return Role("standard", "role.per", per=q.per)
    if q.unit == "元" and EACH_MONTH.search(lead):
        return Role("standard", "role.per", per=q.per or short_per(lead))
    if q.unit in ("元", "万元") and standard_in(scene, frame):
        return Role(
            "standard",
            "role.standard",
            per=q.per or standard_per(scene, frame),
            level=LEVEL.search(frame.lead) is not None,
        )
    after = scene.text[q.end : q.end + 30]
    if q.unit == "元" and STANDARD_AFTER.match(after):
        return Role("standard", "role.standard", per=q.per)
    return None


def is_round(q: QuantityMention) -> bool:
    """Whether a share has no decimals: rules set 70%, reports measure 82.4%."""
    return q.value == q.value.to_integral_value()


def of_standard(scene: Scene, frame: Frame, before: Role | None) -> bool:
    """Whether what was raised to this figure is a rate: the words of the part say so, or the figure before it was one."""
    said = scene.text[frame.part[0] : frame.start]
    if before is not None and before.role == "standard" and before.level:
        return True
    return bool(STANDARD.search(frame.own) or standard_in(scene, frame) or EACH.search(said) or PAY_RAISED.search(said))


def aged(scene: Scene, frame: Frame) -> bool:
    """90—99周岁200元: the figure before is an age limit."""
    return frame.previous is not None and scene.frames[frame.previous].quantity.measure == "age"


def said_standard(scene: Scene, frame: Frame) -> bool:
    """城市标准由780元提高到815元,农村由590元提高到625元: the sentence has said what is raised."""
    return NAMED.search(scene.text, frame.sentence.start, frame.start) is not None and frame.quantity.unit == "元"


def same_unit(scene: Scene, frame: Frame) -> bool:
    """Whether the figure before is in the same unit, or no money (每人口粮300公斤、款360元)."""
    before = scene.frames[frame.previous].quantity if frame.previous is not None else None
    return before is None or before.unit == frame.quantity.unit or before.measure != "amount"


def standard_in(scene: Scene, frame: Frame) -> bool:
    """Whether 标准 speaks of this figure: in its clause, with no money paid after it (按标准发放资金50万元)."""
    lead = scene.text[frame.clause[0] : frame.start]
    m = NAMED.search(lead)
    if not m:
        return False
    return not PAID_AFTER.search(lead[m.end() :])


def each_per(words: str) -> str:
    """每户 -> household; 每人每月 -> person_month."""
    if "每餐" in words or "每天" in words or "每日" in words:
        return "meal" if "每餐" in words else "person_day"
    head = "household" if "每户" in words else "bed" if "每床" in words or "每张" in words else "person"
    time = "_month" if "每月" in words else "_year" if "每年" in words or "学年" in words else ""
    return head + time


def short_per(lead: str) -> str:
    """一户500元 -> household; 月享 -> person_month; 分散的一年 -> person_year."""
    head = "household" if "户" in lead else "person"
    return head + ("_year" if "年" in lead else "_month" if "月" in lead else "")


def standard_per(scene: Scene, frame: Frame) -> str | None:
    """The per of a standard from its own words: 月标准, 年保障标准."""
    lead = scene.text[frame.clause[0] : frame.start]
    if MONTHLY.search(lead):
        return "person_month"
    if YEARLY.search(lead):
        return "person_year"
    return None


def average_per(scene: Scene, frame: Frame) -> str | None:
    """The per of an average: 月人均 person_month, 人均 person, 户均 household, 日均 day."""
    if frame.quantity.per:
        return frame.quantity.per
    m = AVERAGE.search(frame.own) if "均" in frame.own or "平" in frame.own or "折合" in frame.own else None
    if not m or frame.quantity.measure == "age":
        return None
    words = frame.own[max(0, m.start() - 4) :]
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
