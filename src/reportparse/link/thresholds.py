"""Limits, ages, floors and ceilings: figures that pick out or forbid, and were no count of anything."""

from __future__ import annotations

import re

from reportparse.link.answers import Role
from reportparse.link.changes import is_old_side
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import AVERAGE, EACH

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
OVER_ENDS = frozenset("过足满于到")
"""Each of the words of OVER_BEFORE ends with one of these."""
WITHIN = re.compile(r"^\s?(?:之?内|以内)")
COUNTED_OVER = re.compile(r"(?:及?以[上下])(?:的?[\u4e00-\u9fff]{2,10})?")
"""10人以上集体争议3起: what is counted is picked out by a limit."""
OF_THOSE = re.compile(r"的(?:[市县区村户]|乡镇|街道|社区|单位|地区|地方|机构|学校|企业|项目|县市区|家庭)")
"""进度低于70%的市: a rule picks out those that it speaks to."""
OF_RATE = re.compile("的?(?:补助|补贴|保障|救助|发放)?标准")
OVER_NOUN = re.compile(
    r"^(?:及|含)?(?:\(含\))?(?:以上|以下|以内)(?:的|由|救助|补助|项目|工程|采购|支出|大额|家庭|企业|单位|资金|物资|建设)"
)
OF_ONE = re.compile(r"(?:最年长者|最大|最长|最小|年纪最轻|现年|年仅|高龄|已经?|享年)的?(?:已|达)?$")
"""年纪最大的97岁: the age of one, no limit."""
YOUNGER = re.compile(r"(?:下降|降低|降|减小|年轻|提高|增加|大|小)了?$")
AVERAGE_AGE = re.compile(r"(?:平均|人均)(?:年龄|寿命)|[预期]期?望?寿命|均龄")
RED_LINE = re.compile(
    r"的(?:规定|要求)[,。;)]|的?(?:(?:法定|规定|国家|政策)(?:要求|上限|下限|标准|比例)|红线|底线|上限|下限|警戒线|控制线)"
)
INCOME_LIMIT = re.compile(r"收入[^,。;]{0,4}$")


RULED_BEFORE = re.compile(r"(?:超过|高于|低于|不足|达到|多于|少于)(?:法定|规定|要求|国家规定|政策规定)的$")
"""超过规定的7个工作日: what a rule allows."""
FORBIDDEN = re.compile(r"不(?:得|能|准|允许)(?:低于|少于|超过|高于|突破|多于)$")
RULED = frozenset({"rate", "amount", "duration", "area", "count", "persons"})
LIMITED = frozenset({"age", "amount", "area", "duration"})
"""Measures that rules set limits for."""


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
    if (
        q.measure == "rate"
        and frame.own[-1:] in OVER_ENDS
        and OVER_BEFORE.search(frame.own)
        and OF_THOSE.match(frame.tail)
    ):
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
    if after.startswith("的") and q.measure != "age" and not OF_RATE.match(after) and OVER_BEFORE.search(lead):
        return Role("threshold", "role.over_noun")
    if (
        q.measure == "duration"
        and LIMIT_NEW.search(lead)
        and not MEASURED.search(scene.text, frame.clause[0], frame.start)
    ):
        return Role("standard", "role.standard", level=True)
    if q.measure == "duration" and WITHIN.match(after):
        return Role("threshold", "role.deadline")
    if (
        q.measure != "age"
        and q.bound in ("at_least", "at_most")
        and OVER_NOUN.match(after)
        and not OF_RATE.match(after)
    ):
        return Role("threshold", "role.over_noun")
    return None


def lead_forbids(frame: Frame) -> bool:
    """比例不得低于50%: what a rule forbids, whatever was done."""
    return frame.own.endswith(("于", "过", "破")) and FORBIDDEN.search(frame.own) is not None


def raised_limit(scene: Scene, frame: Frame) -> bool:
    """年度封顶线由3万元调整为5万元, 最高额度由6000元上调为8000元: both sides are of a limit."""
    said = scene.text[frame.part[0] : frame.start]
    return "由" in said and LIMIT_RAISED.search(said) is not None
