"""Limits, ages, floors and ceilings: figures that pick out or forbid, and were no count of anything."""

from __future__ import annotations

import re
from bisect import bisect_left

from reportparse.link.answers import Role
from reportparse.link.changes import is_old_side
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import AVERAGE, EACH

CAP = re.compile(
    r"(?:最高[\u4e00-\u9fff]{0,4}额度|封顶线?|起付线?|上限|限额|最高(?<![户人笔次]最高)(?:限额|支付|可达|不超过|补助|救助|报销|给予)[^,。;]{0,4}|(?:个人|每[户人例具名次])最高(?:救助|补助|减免|补贴|报销|给予)|门槛|起付标准|(?:收入|生活水平|生活费)(?:低于|不超过|在|不足))[^,。;]{0,8}$"
)
CAP_SIGNS = frozenset("封起限高门收生")
"""Each of what CAP finds has one of these signs."""
LIMIT_RAISED = re.compile(
    r"(?:封顶线|起付线|最高(?:[\u4e00-\u9fff]{0,6}(?:额度?|限额|限价))|审批权限|限额|标准线|准入线|收入线|贫困线|上限|门槛)(?:标准)?[^,。;]{0,6}由[^,。;]{0,24}$"
)
ROW_OF = re.compile(r"[^,。;\d]{1,12}(?:的|者)")
"""连续两年不参加年检的, 连续两个月排名末位的: how long something must last for a rule to hold."""
FLOOR_PART = re.compile(r"起付(?:标准|线):[^。;]{0,60}$")
LIMIT_NEW = re.compile(r"(?:缩短|压缩|压减|缩减|减少|提速|压|缩|减)(?:到|至|为)[^,。;]{0,3}$")
NOT_OVER = re.compile("不(?:得|能|应)?(?:超过|高于|超出)$")
"""单笔不超过2000元: what a rule allows."""
MEASURED = re.compile("平均|住院日|用时|实际|响应时间|等候")
"""平均住院日由8.1天缩短到7.6天: measured, no limit."""
ALLOWED_TIME = re.compile("(?:办理|审批|办结|承诺|受理|审核|法定)(?:时限|期限)")
"""平均办理时限压缩到4.5个工作日: an average of what is allowed."""
OVER_BEFORE = re.compile(r"(?:超过|不足|不满|未满|满|低于|高于|少于|多于|达到)$")
OVER_ENDS = frozenset("过足满于到")
"""Each of the words of OVER_BEFORE ends with one of these."""
WITHIN = re.compile(r"^\s?(?:之?内|以内)")
COUNTED_OVER = re.compile(r"(?:及?以[上下])(?:的?[\u4e00-\u9fff]{1,10})?")
"""10人以上集体争议3起: what is counted is picked out by a limit."""
OF_THOSE = re.compile(r"的(?:[市县区村户]|乡镇|街道|社区|单位|地区|地方|机构|学校|企业|项目|县市区|家庭)")
"""进度低于70%的市: a rule picks out those that it speaks to."""
OF_RATE = re.compile("的?(?:补助|补贴|保障|救助|发放)?标准")
OVER_NOUN = re.compile(
    r"^(?:及|含)?(?:\(含\))?(?:以上|以下|以内)(?:的|由|救助|补助|项目|工程|采购|支出|大额|家庭|企业|单位|资金|物资|建设)"
)
OF_ONE = re.compile(
    r"(?:最年长者?|最年轻者?|最大|最长|最小|最高|最低|年纪最轻|年龄最[大长小]者?|现年|年仅|高龄|已经?|享年|终年|高达|平均|今年|如今|现已)的?(?:[\u4e00-\u9fff]{0,4}(?:高达|仅有?|已|达))?(?:已|达)?$"
)
"""年纪最大的97岁: the age of one, no limit."""
OF_SOMEONE = re.compile(
    r"的(?:[\u4e00-\u9fff]{0,8}?(?:[王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]"
    r"(?:大爷|奶奶|大妈|大娘|阿姨|某某?|婆婆|爷爷|老汉|师傅|女士|先生|老太|老人))"
    r"|(?:[\u4e00-\u9fff]{0,4}(?:居民|村民|老人|市民|老党员|退役军人|低保户|五保户|特困人员|老兵))[王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][\u4e00-\u9fff]{1,2})"
)
"""78岁的居民王桂芬: the age of one."""
NAMED_ONE = re.compile(
    r"的?(?:[\u4e00-\u9fff]{0,8}?(?:居民|村民|老人|老党员|社员|职工|会员|学生))?[\u4e00-\u9fff](?:大爷|大妈|大娘|奶奶|爷爷|阿姨|婆婆|伯伯|师傅|某某?)"
)
"""83岁的张大爷, 78岁的居民王奶奶: the age of one who is named."""
YOUNGER = re.compile(r"(?:下降|降低|降|减小|年轻|提高|增加|大|小)了?$")
AVERAGE_AGE = re.compile(r"(?:平均|人均)(?:年龄|寿命)|[预期]期?望?寿命|均龄")
RED_LINE = re.compile(
    r"的(?:规定|要求)[,。;)]|的?(?:(?:法定|规定|国家|政策)(?:要求|上限|下限|标准|比例)|红线|底线|上限|下限|警戒线|控制线)"
)
INCOME_LIMIT = re.compile(r"收入[^,。;]{0,4}$")


RULED_BEFORE = re.compile(r"(?:超过|高于|低于|不足|达到|多于|少于)(?:法定|规定|要求|国家规定|政策规定)的$")
"""超过规定的7个工作日: what a rule allows."""
FORBIDDEN = re.compile(r"不(?:得|能|准|允许)(?:低于|少于|超过|高于|突破|多于)$")
AS_A_LINE = re.compile(
    r"(?:/[年月人户]{1,3})?(?:作)?为(?:[^,。;\d]{0,6})(?:监测|收入|贫困|预警|识别|准入|控制|警戒|最低|底|红|分界|起付|封顶)(?:底|范围|标准)?线"
)
"""以人均纯收入7100元为监测线: what a rule watches by."""
LINED = frozenset({"amount", "area", "rate", "age"})
TO_A_SIZE = re.compile("(?:及?以上)?的?标准")
"""办公用房全部达到300平方米以上标准."""
SERVED_TIME = re.compile(
    r"每(?:人|户|名|位)?(?:每)?[月年周天季][^,。;\d]{0,8}(?:享受|提供|获得|服务)[^,。;\d]{0,10}(?:不少于|不低于|不超过)?$"
)
"""每月可享受不少于30小时的上门服务: what each is entitled to."""
KEPT_WITHIN = re.compile(r"面积[^,。;\d]{0,6}控制在(?:每户|户均|每套|人均)?$")
"""改造面积控制在每户60平方米以内."""
SIZES = frozenset({"张", "人", "床", "户"})
COUNTED_BY_SIZE = frozenset({"个", "家", "所", "处"})
SIZED = re.compile(
    r"(?:的|床位的?|规模的?)?[\u4e00-\u9fff]{0,6}(?:机构|企业|院|所|站|村|社区|学校|单位|组织|公司|工厂)(?:有|共)?"
)
RULED = frozenset({"rate", "amount", "duration", "area", "count", "persons"})
LIMITED = frozenset({"age", "amount", "area", "duration"})
"""Measures that rules set limits for."""


def threshold_role(scene: Scene, frame: Frame) -> Role | None:
    """Limits of rules: ages, ceilings, deadlines, 五万元以上项目."""
    q = frame.quantity
    if q.bound in ("at_least", "at_most") and q.measure != "age" and COUNTED_OVER.fullmatch(frame.tail):
        return Role("threshold", "role.over_noun")
    if q.measure == "area" and "控制在" in frame.own and KEPT_WITHIN.search(frame.own):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.measure == "duration" and "每" in frame.own and SERVED_TIME.search(frame.own):
        return Role("standard", "role.standard", per=q.per, level=True)
    if q.measure in RULED and lead_forbids(frame):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.measure == "rate" and RED_LINE.match(frame.tail) and "控制" not in frame.own:
        return Role("threshold", "role.ceiling")
    if q.measure in LINED and "线" in frame.rest and AS_A_LINE.match(frame.rest):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.unit in SIZES and sorted_by_size(scene, frame):
        return Role("threshold", "role.over_noun")
    if frame.own.endswith("的") and RULED_BEFORE.search(frame.own):
        return Role("threshold", "role.ceiling", per=q.per)
    if (
        q.measure == "rate"
        and frame.own[-1:] in OVER_ENDS
        and OVER_BEFORE.search(frame.own)
        and OF_THOSE.match(frame.tail)
    ):
        return Role("threshold", "role.over_noun")
    if q.measure == "area" and q.bound == "at_least" and frame.own.endswith("达到") and TO_A_SIZE.match(frame.tail):
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
    if q.measure == "age" and not AVERAGE_AGE.search(said) and not of_one(frame) and not YOUNGER.search(lead):
        if is_old_side(scene, frame):
            return Role("prior", "role.from_to")
        if q.bound == "exact" and frame.tail[:1] == "的" and OF_SOMEONE.match(frame.tail):
            return None
        return Role("threshold", "role.age_limit")
    if q.measure == "amount" and (
        (not CAP_SIGNS.isdisjoint(lead) and CAP.search(lead))
        or ("起付" in (said := scene.text[frame.part[0] : frame.start]) and FLOOR_PART.search(said))
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
        and not (
            MEASURED.search(scene.text, frame.clause[0], frame.start)
            and not ALLOWED_TIME.search(scene.text, frame.clause[0], frame.start)
        )
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


def start_of(frame: Frame) -> int:
    return frame.start


def sorted_by_size(scene: Scene, frame: Frame) -> bool:
    """50~99张养老机构42个: a span of sizes by which what is counted behind it is sorted."""
    if frame.quantity.rule != "quantity.range":
        return False
    i = bisect_left(scene.frames, frame.start, key=start_of)
    last = i if frame.quantity.bound == "at_most" else i + 1
    if last + 1 >= len(scene.frames):
        return False
    end, counted = scene.frames[last], scene.frames[last + 1]
    if end.quantity.rule != "quantity.range" or end.quantity.unit not in SIZES:
        return False
    return (
        counted.quantity.unit in COUNTED_BY_SIZE
        and counted.clause == end.clause
        and SIZED.fullmatch(counted.lead) is not None
    )


def lead_forbids(frame: Frame) -> bool:
    """比例不得低于50%: what a rule forbids, whatever was done."""
    return frame.own.endswith(("于", "过", "破")) and FORBIDDEN.search(frame.own) is not None


def raised_limit(scene: Scene, frame: Frame) -> bool:
    """年度封顶线由3万元调整为5万元, 最高额度由6000元上调为8000元: both sides are of a limit."""
    said = scene.text[frame.part[0] : frame.start]
    return "由" in said and LIMIT_RAISED.search(said) is not None


def of_one(frame: Frame) -> bool:
    """Whether an age is somebody's, and no limit."""
    return OF_ONE.search(frame.own) is not None or (
        frame.quantity.bound == "exact" and NAMED_ONE.match(frame.tail) is not None
    )
