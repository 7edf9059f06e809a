"""Rates and limits: what is paid per head or month, what a rule allows, and the averages that are neither."""

from __future__ import annotations

import re

from reportparse.link.answers import Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.per_whom import (
    MONTHLY,
    MOST_ONCE,
    YEARLY,
    average_per,
    each_per,
    given_once,
    short_per,
    standard_per,
)
from reportparse.link.words import AVERAGE, EACH, LEVEL, PAIR, STANDARD
from reportparse.model.mentions import QuantityMention

PAY_RAISED = re.compile(
    r"(?:标准|月补[贴助]|抚恤金|养老金|优待金|补助金|生活费|津贴|补贴)[^,。;]{0,10}"
    r"(?:上调|提高|增加|调高|上浮|调增)[^,。;]{0,6}\d[^,。;]{0,8},[^,。;]{0,8}$"
)
SHORT_PAIR = re.compile(r"^\)?[、,和及与或至到\-—~\s]{0,3}[^,。;、\d]{0,12}$")
EACH_MONTH = re.compile(
    r"(?<![全半今本当去上两几\d一二三四五六七八九十])(?:月|年)(?:享|领|补|发|领到|领取)(?![^,。;]{0,6}[计共])[^,。;]{0,6}$|月月[^,。;]{0,8}$|(?:一人|一户|户户|人人)[^,。;]{0,10}$|(?:的|每[人户])一年$"
)
MOST_OR_LEAST = re.compile(r"(?:最多|最少|最高|最低|多|少)的(?:达|送|也有|只有|为)?$|(?:最多|最少)$")
"""最多的五千元,最少的三百元: what one of those helped got."""
SHARE_PAID = re.compile(
    r"(?<!实际)(?<!住院费用)(?<!综合)(?<!总)(?:救助|报销|补助|支付|资助|分担)比例(?!.*达)[^。;]{0,40}$"
)
SHARE_BY = re.compile(r"按(?:照)?[^,。;\d]{0,12}(?:\d[\d.]*%[至到~—-])?$")
SHARE_GIVEN = re.compile(
    r"(?:[至到~—-]\d[\d.]*%)?(?:的?比例|的标准)?(?:减免|(?:按月|按季|按年|逐月)(?:发给|发放|计发|支付)|(?:(?:给予|予以|进行)(?:[\u4e00-\u9fff]{0,2})(?:救助|报销|补助|补贴|资助|奖励|减免|补偿))|(?:按[月季年])?(?:救济|发给)(?!金))"
)
"""按自付部分的10%至30%给予救助: the share that a rule pays."""
NAMED = re.compile(r"标准(?!化)|低保线|保障线|供养线|救助线|补助线|月补[贴助]|定为")
AVERAGE_PAID = re.compile(
    r"(?:人|户|次|人次)均(?:实际)?月?(?:补助|补差|支出|发放|救助)(?:水平|金额|额)?[^标,。;]{0,6}$"
)
RAISED_TO = re.compile(
    r"^,?(?:[\d一二三四五六七八九十]{1,2}月(?:份|\d{1,2}日)?起)?(?:[^,。;\d]{0,6}(?:再|又)?(?:提|调|增|升)(?:高)?)?(?:到|至|达到|为)$"
)
BY_RATE = re.compile(r"按(?:照)?[^,。;\d]{0,6}$")
GIVEN_AT_RATE = re.compile(
    r"(?:[、和及][^,。;、\d]{0,6}\d[\d.]*万?元){0,3}(?:的标准)?(?:一次性|分别)?(?:给予|予以)?(?:一次性)?(?:资助|补助|奖励|救助|发放|拨付|兑付|补贴|奖补)"
)
"""按本科4000元、专科3000元一次性资助."""
PAID_ON_AVERAGE = re.compile(
    r"人均(?:月)?(?:养老金|报酬|工资|收入|待遇|退休费|补助水平|补差|补助额)[^,。;]{0,4}[由从][^,。;]{1,24}$"
)
EACH_MONTH_PAID = re.compile(
    r"(?<![按逐当上本全每\d])(?:每?月)(?:均)?(?:发放|支出|拨付|支付|需要?|发)(?![^,。;]{0,8}标准)[^,。;每]{0,10}$"
)
IN_ALL = 10_000
"""元: what is paid by the month and is more than this goes to all, and not to each."""
MONTH_SUM = re.compile(
    r"月(?<![\d上当本全个两几半末按一二三四五六七八九十]月)(?!份)[^,。;、\d均标]{0,14}(?:总额|总金额)(?:约|达|达到|为|共)?$"
)
"""每月最低生活保障金总额40522元: what is paid to all of them in a month."""
PAID_MONTHLY = re.compile(
    r"(?:保障金|生活费|养老金|抚恤金|补助金|救助金|优待金|供养金|津贴|补贴|补助|低保金|工资)(?:标准)?(?:每?人)?每?月$"
)
"""保障金月1143元."""
RAISED_BENEFIT = re.compile(
    r"(?:优待金|抚恤金|津贴|养老金|生活费|生活补助|救助金|护理费)(?:标准)?(?:已|再|又)?(?:提高|调整|增加|上调|提)(?:到|至|为)$"
)
"""优待金提高到9600元: what each is paid, though no 标准 is said."""
BENEFIT_RAISED = re.compile(
    r"(?:生活费|优待金|抚恤金|津贴|护理费|补贴|补助金|救助金|伙食费|长寿金)[^,。;\d]{0,6}由[^。;]{1,40}$"
)
"""孤儿基本生活费由1800元提高到1950元."""
EACH_ALIKE = re.compile(r"(?:慰问金|补助|补贴|救助金|奖金|红包)(?:各|每[人户])$")
NEXT_IN_ROW = re.compile(r"(?:/[人户][·./]?[月年]?)?[、和]")
ON_AVERAGE = re.compile("平均每[^每]*$")
RATE_HEAD = 16
RATE_HEADS = re.compile(r"标准(?:分别)?(?:为|是)?(?:每人每[月年])?$")
RATE_TAKEN = re.compile(
    r"(?:就餐|用餐|乘车|购药|购票|门票|收费|缴费|租金|票价)[^,。;\d]{0,4}(?:优惠|减免|打折|让利|减收)(?:比例)?(?:达|为)?$"
)
"""60岁以上老人就餐优惠20%: what each is let off."""
RAISED_SHARE = re.compile(
    r"(?:缴费|缴存|单位缴费|筹资|计提|返还|补贴|报销|支付|救助|补偿|资助)(?:比例|费率)[^,。;\d]{0,4}由[^,。;]{1,12}(?:提高|上调|调整|降低|下调|降|升|调)[到至为]$"
)
"""缴费比例由18%降至16%: the share that a rule sets."""
SUMMED_UP = re.compile(r"(?:[,、]|共|总|合)计[^,。;]{0,4}$|[,、](?:总)?金额(?:为|达|共)?$")
LISTED_WITH = re.compile(r"[、和及][^,。;、\d]{1,6}")
"""每人每年供给原粮五百斤、零用钱一百二十元: each of a list is given at the same rate."""
MORE_PAID = re.compile(r"(?:^|,)[^,。;\d]{0,14}(?:再|另)(?:加|添|增|给|发|补)(?:发|给|助|贴)?$")
"""每户补贴一万元,镇里再添两千元: a rate on top of a rate."""
PAID_AFTER = re.compile(r"(?:发放|支出|投入|拨付|共计|累计|资金|金额)[^,]{0,16}$")
PAID_ALL = re.compile(r"^(?:的?标准)?(?:兑现|拨付|兑付|支付|下发|补发|发)(?:了)?[^,。;、\d]{0,8}(?:金|款|费|补[贴助])$")
"""按每户600元兑现优待金12600元: all that was paid at the rate."""
PAID = re.compile("发放|支出|投入|拨款|全年|共|计$")
STANDARD_AFTER = re.compile(r"(?:[、和至到~—-]{1,2}\d[\d.]*元?){0,4}(?:不等)?的?标准")


LIMITED = frozenset({"age", "amount", "area", "duration"})
"""Measures that rules set limits for."""

RATED = frozenset({"amount", "weight", "rate"})
"""Measures of what is paid, or of the share of it."""


def in_all(frame: Frame) -> bool:
    """月发放低保金207626元, behind the people: what is paid to all of them in a month."""
    q = frame.quantity
    if q.measure != "amount" or "月" not in frame.own:
        return False
    if "额" in frame.own and MONTH_SUM.search(frame.own):
        return True
    if frame.previous is None:
        return False
    return (q.unit != "元" or q.value > IN_ALL) and EACH_MONTH_PAID.search(frame.own) is not None


def rate_before_colon(scene: Scene, frame: Frame) -> str:
    """每人每月供养标准为:集中供养910元,分散供养720元: the words before the colon that say the amounts behind it are rates."""
    colon = scene.text.rfind(":", frame.sentence.start, frame.start)
    if colon < 0 or PAID.search(scene.text, colon, frame.start):
        return ""
    head = scene.text[max(frame.sentence.start, colon - RATE_HEAD) : colon]
    return head if RATE_HEADS.search(head) else ""


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
    if q.measure == "rate" and RATE_TAKEN.search(frame.own):
        return Role("standard", "role.standard")
    if (
        q.measure == "rate"
        and before is not None
        and before.rule == "role.from_to"
        and RAISED_SHARE.search(scene.text[frame.part[0] : frame.start])
    ):
        return Role("standard", "role.standard", level=True)
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
            and not PAID_ALL.search(frame.lead)
            and not (
                average and frame.lead[0:1] == "," and AVERAGE_PAID.search(frame.lead)
            )  # 标准420元,月人均补差265元
            and same_unit(scene, frame)
        ):
            told_here = MONTHLY.search(frame.lead) or YEARLY.search(frame.lead)
            own = standard_per(scene, frame) if told_here or before.per is None else None
            return Role("standard", "role.standard_pair", per=q.per or own or before.per)
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
    if "平均每" in lead and ON_AVERAGE.search(lead):
        return None  # 平均每位逝者减免860元
    if (
        before
        and before.role == "actual"
        and before.per
        and q.per == before.per
        and (NEXT_IN_ROW.fullmatch(frame.lead) or PAIR.match(frame.lead))
    ):
        return None
    if in_all(frame):
        return Role("actual", "role.per_month", per="month", level=True)
    if q.per and (q.per != "person" or EACH.search(lead) or STANDARD.search(lead)):
        per = f"person_{q.per}" if q.per in ("month", "year") and "人均" in lead else q.per
        return Role("standard", "role.per", per=per, level=LEVEL.search(frame.lead) is not None)
    if "每" in lead and (m := EACH.search(lead)):
        return Role("standard", "role.per", per=q.per or each_per(m.group()))
    if q.unit in ("元", "万元") and "按" in lead and BY_RATE.search(lead) and GIVEN_AT_RATE.match(scene.text, q.end):
        return Role("standard", "role.per", per=q.per)
    if q.unit == "元" and lead.endswith("月") and PAID_MONTHLY.search(lead):
        return Role("standard", "role.per", per=q.per or "person_month")
    if q.measure == "amount" and "各" in frame.lead and frame.previous is not None and EACH_GIVEN.search(frame.lead):
        return Role("standard", "role.per", per=q.per)
    if q.unit in MOST_ONCE and given_once(frame):
        return Role("standard", "role.per", per=q.per)
    if q.unit == "元" and MOST_OR_LEAST.search(frame.lead):
        return Role("standard", "role.per", per=q.per)
    if q.unit == "元" and EACH_MONTH.search(lead):
        return Role("standard", "role.per", per=q.per or short_per(lead))
    if q.unit in ("元", "万元") and (head := rate_before_colon(scene, frame)):
        return Role(
            "standard", "role.standard", per=q.per or (each_per(head) if "每" in head else standard_per(scene, frame))
        )
    if q.unit == "元" and RAISED_BENEFIT.search(lead):
        return Role("standard", "role.standard", per=q.per or standard_per(scene, frame), level=True)
    if q.unit == "元" and EACH_ALIKE.search(lead):
        return Role("standard", "role.per", per=q.per or "person")
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


EACH_GIVEN = re.compile(
    r"(?:^|[,、])各(?:自|给予|予以)?(?:扶持|补助|奖励|资助|补贴|救助|发放|拨付|给予|捐赠|捐资|奖补)(?:资金)?$"
)
"""创业基地2个,各扶持5万元: what each gets."""


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
    if frame.quantity.unit != "元":
        return False
    said = scene.text[frame.sentence.start : frame.start]
    return NAMED.search(said) is not None or BENEFIT_RAISED.search(said) is not None


def same_unit(scene: Scene, frame: Frame) -> bool:
    """Whether the figure before is in the same unit, or no money (每人口粮300公斤、款360元); money is no second of a share."""
    before = scene.frames[frame.previous].quantity if frame.previous is not None else None
    if before is not None and before.measure == "rate" != frame.quantity.measure:
        return False
    return before is None or before.unit == frame.quantity.unit or before.measure != "amount"


def standard_in(scene: Scene, frame: Frame) -> bool:
    """Whether 标准 speaks of this figure: in its clause, with no money paid after it (按标准发放资金50万元)."""
    lead = scene.text[frame.clause[0] : frame.start]
    m = NAMED.search(lead)
    if not m:
        return False
    return not PAID_AFTER.search(lead[m.end() :])
