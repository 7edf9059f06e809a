"""Limits, ages, floors and ceilings: figures that pick out or forbid, and were no count of anything."""

from __future__ import annotations

import re
from bisect import bisect_left

from reportparse.link.answers import Role
from reportparse.link.changes import is_old_side
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import AVERAGE, EACH
from reportparse.model.mentions import QuantityMention

CAP = re.compile(
    r"(?:最高[\u4e00-\u9fff]{0,4}额度|封顶线?|起付线?|上限|限额|最高(?<![户人笔次]最高)(?:限额|支付|可达|不超过|补助|救助|报销|给予)[^,。;]{0,4}|(?:个人|每[户人例具名次])最高(?:救助|补助|减免|补贴|报销|给予)|门槛|起付标准|(?:收入|生活水平|生活费)(?:低于|不超过|在|不足))[^,。;]{0,8}$"
)
CAP_SIGNS = re.compile("[封起限高门收生]")
"""Each of what CAP finds has one of these signs."""
LIMIT_RAISED = re.compile(
    r"(?:封顶线|起付线|最高(?:[\u4e00-\u9fff]{0,6}(?:额度?|限额|限价))|审批权限|限额|标准线|准入线|收入线|贫困线|上限|门槛|(?:救助|报销|补助|支付|年度|累计|保障|支出)[\u4e00-\u9fff]{0,4}限额)(?:标准)?[^,。;]{0,6},?由[^,。;]{0,24}$"
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
FORBIDDEN = re.compile(
    r"不(?:得|能|准|允许)(?:低于|少于|超过|高于|突破|多于)$|(?:面积|收入|年龄|资产)[^,。;\d]{0,2}须(?:在|满|低于|高于|达到)?$"
)
FORBIDDEN_ENDS = frozenset("于过破须在满到\n")
"""Each of the words of FORBIDDEN ends with one of these."""
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
HOME_OF = re.compile(r"(?:[至到~—-]{1,2}\d{1,2}人)?(?:(?:及?以上)的?)?户(?!均|数|籍|口)")
"""1至3人户控制在…平方米: homes of so many."""
SIZES = frozenset({"张", "人", "床", "户"})
COUNTED_BY_SIZE = frozenset({"个", "家", "所", "处"})
SIZED = re.compile(
    r"(?:的|床位的?|规模的?)?[\u4e00-\u9fff]{0,6}(?:机构|企业|院|所|站|村|社区|学校|单位|组织|公司|工厂)(?:有|共)?"
)
RULED = frozenset({"rate", "amount", "duration", "area", "count", "persons"})
BOUNDED = frozenset({"at_least", "at_most"})
LIMITED = frozenset({"age", "amount", "area", "duration"})
"""Measures that rules set limits for."""


def threshold_role(scene: Scene, frame: Frame) -> Role | None:
    """Limits of rules: ages, ceilings, deadlines, 五万元以上项目."""
    q, own, tail = frame.quantity, frame.own, frame.tail
    measure, end = q.measure, own[-1:]
    if q.bound in BOUNDED and measure == "amount" and tail.startswith("以") and is_old_side(scene, frame):
        return None  # 收入由1800元以下调整为2100元以下
    if q.bound in BOUNDED and measure != "age" and COUNTED_OVER.fullmatch(tail):
        return Role("threshold", "role.over_noun")
    if q.unit == "人" and HOME_OF.match(scene.text, q.end):
        return Role("threshold", "role.over_noun")
    if (
        measure == "area"
        and "控制在" in own
        and (KEPT_WITHIN.search(own) or "面积标准" in scene.text[frame.part[0] : frame.start])
    ):
        return Role("threshold", "role.ceiling", per=q.per)
    if measure == "duration" and "每" in own and SERVED_TIME.search(own):
        return Role("standard", "role.standard", per=q.per, level=True)
    if end in FORBIDDEN_ENDS and measure in RULED and FORBIDDEN.search(own):
        return Role("threshold", "role.ceiling", per=q.per)  # 比例不得低于50%: what a rule forbids, whatever was done
    if measure == "rate" and RED_LINE.match(tail) and "控制" not in own:
        return Role("threshold", "role.ceiling")
    if "线" in frame.rest and measure in LINED and AS_A_LINE.match(frame.rest):
        return Role("threshold", "role.ceiling", per=q.per)
    if q.rule == "quantity.range" and q.unit in SIZES and sorted_by_size(scene, frame):
        return Role("threshold", "role.over_noun")
    if end == "的" and RULED_BEFORE.search(own):
        return Role("threshold", "role.ceiling", per=q.per)
    if measure == "amount":
        return limit_of_money(scene, frame)
    if measure == "rate":
        of_those = end in OVER_ENDS and OVER_BEFORE.search(own) and OF_THOSE.match(tail)
        return Role("threshold", "role.over_noun") if of_those else None
    return limit_of_size(scene, frame) if measure in LIMITED else None


def limit_of_money(scene: Scene, frame: Frame) -> Role | None:
    """Ceilings and floors of what is paid, and sums that pick out what is counted."""
    q, own, text = frame.quantity, frame.own, scene.text
    said = text[frame.part[0] : frame.start]
    if "由" in said and LIMIT_RAISED.search(said):
        # 年度封顶线由3万元调整为5万元, 最高额度由6000元上调为8000元: both sides are of a limit
        old = is_old_side(scene, frame)
        return Role("prior", "role.from_to") if old else Role("threshold", "role.ceiling", per=q.per)
    at_most = q.bound == "at_most"
    if (
        (CAP_SIGNS.search(own) and CAP.search(own))
        or ("起付" in said and FLOOR_PART.search(said))
        or (at_most and (INCOME_LIMIT.search(own) or (rules_most(own) and not AVERAGE.search(own))))
    ):
        return Role("threshold", "role.ceiling", per=q.per)
    if text.startswith("的", q.end) and not OF_RATE.match(text, q.end) and OVER_BEFORE.search(own):
        return Role("threshold", "role.over_noun")
    return over_noun(text, q)


def rules_most(own: str) -> bool:
    """Whether the words before a sum say what a rule allows, or what each gets."""
    return NOT_OVER.search(own) is not None or ("每" in own and EACH.search(own) is not None)


def over_noun(text: str, q: QuantityMention) -> Role | None:
    """五万元以上的项目: a bound that picks out what stands behind it."""
    if q.bound not in BOUNDED:
        return None
    after = text[q.end : q.end + 12]
    return Role("threshold", "role.over_noun") if OVER_NOUN.match(after) and not OF_RATE.match(after) else None


def limit_of_size(scene: Scene, frame: Frame) -> Role | None:
    """Limits of ages, areas and times."""
    q, own, text, tail = frame.quantity, frame.own, scene.text, frame.tail
    measure = q.measure
    if measure == "age":
        if AVERAGE_AGE.search(text[frame.clause[0] : frame.start]) or of_one(frame) or YOUNGER.search(own):
            return None
        if is_old_side(scene, frame):
            return Role("prior", "role.from_to")
        if q.bound == "exact" and tail[:1] == "的" and OF_SOMEONE.match(tail):
            return None
        return Role("threshold", "role.age_limit")
    if measure == "area" and q.bound == "at_least" and own.endswith("达到") and TO_A_SIZE.match(tail):
        return Role("threshold", "role.over_noun")
    if measure == "duration" and own.endswith("连续") and ROW_OF.match(tail):
        return Role("threshold", "role.over_noun")
    ruled = measure == "area" and "面积标准" in text[frame.part[0] : frame.start]
    if q.bound == "at_most" and NOT_OVER.search(own) and (ruled or not AVERAGE.search(own)):
        return Role("threshold", "role.ceiling", per=q.per)
    if text.startswith("的", q.end) and not OF_RATE.match(text, q.end) and OVER_BEFORE.search(own):
        return Role("threshold", "role.over_noun")
    if measure == "duration":
        measured = MEASURED.search(text, frame.clause[0], frame.start) and not ALLOWED_TIME.search(
            text, frame.clause[0], frame.start
        )
        if LIMIT_NEW.search(own) and not measured:
            return Role("standard", "role.standard", level=True)
        if WITHIN.match(text[q.end : q.end + 12]):
            return Role("threshold", "role.deadline")
    return over_noun(text, q)


def start_of(frame: Frame) -> int:
    return frame.start


def sorted_by_size(scene: Scene, frame: Frame) -> bool:
    """50~99张养老机构42个: a span of sizes by which what is counted behind it is sorted."""
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


def of_one(frame: Frame) -> bool:
    """Whether an age is somebody's, and no limit."""
    return OF_ONE.search(frame.own) is not None or (
        frame.quantity.bound == "exact" and NAMED_ONE.match(frame.tail) is not None
    )
