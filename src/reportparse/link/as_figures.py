"""Whether a numeral is a figure by the words around it, and in which unit, where those words leave it out."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.link.bare_sums import RANGE_SIGNS, TO_MONEY, is_money, low_end
from reportparse.model.mentions import QuantityMention

FIRMS = re.compile(
    r"(?:企业|单位|商户|工商户|市场主体|店铺|经营户|合作社|厂家)(?:总?数)?(?:仍有|还有|尚有|共有|已有|有|发展到|增加到|增至|达到?|净增|新增|共)?[^,。;\u4e00-\u9fff]{0,2}$"
)
FIRMS_MOVED = re.compile(
    r"(?:企业|公司|市场主体|个体工商户|工商户)[^,。;\d]{0,6}\d+户,(?:比|较|同比)[^,。;\d]{0,10}(?:净?增加?|减少?|多|少)了?$"
)
"""规模以上工业企业发展到68户,比上年净增11户."""
FIRMS_AFTER = re.compile(r"^(?:[\u4e00-\u9fff]{0,4})(?:企业|单位|商户|工商户|市场主体)")
RATIO_BEFORE = re.compile(
    r"(?:收入比|之比|性别比|系数|指数)(?:由|从)?(?:上年|去年|\d{4}年)?的?(?:[\d.]{1,8})?(?:缩小[到至为]|扩大[到至为]|下降[到至为]|降[到至为]|升[到至为]|为|达到?|是)?$"
)
RATIO_QUOTED = re.compile(
    r"(?:收入比|之比|性别比|系数)[^,。;]{0,12},(?:比|较)?(?:上年|去年|\d{4}年)(?:同期)?的?(?:为|是)?$"
)
"""收入比为1.97,上年为2.00."""
MONEY_DONE = re.compile(
    r"[万亿]元,(?:比|较)[^,。;\d]{2,8}(?:多|少|增加|减少|增|减)了?$"
    r"|(?:资金|经费|销售|投资|收入|募集|支出|捐款|善款)[^,。;\d]{0,8}[\d.]{1,8}[万亿],(?:实际|已经?|全年)?(?:完成|实现|到位|支出|销售|募集)[^,。;\d]{0,3}$"
)
"""销售任务800万,完成926万: both of money."""
SESSION_NAMED = re.compile(r"(?:理事会|委员会|常委会|人大|政协|代表大会|监事会|班子)")
STARTED_ONE = re.compile(r"(?:^|[,。;:])(?:再|新|另)?(?:办|建|修|盖|打|开)(?:了)?$|(?:剩下|剩余|余下|其余|另外)的?$")
"""新办一个厂; 剩下的一个村在三月底前完成."""
HOLES = re.compile(r"(?:井|塘|水库|沼气池|水窖|水池|蓄水池|堰|窑|灶)(?:共|约|达)?$")
"""整修山塘8口: what has a mouth is counted by it too."""
PEOPLE_AFTER = re.compile(
    r"^(?:余)?(?:\d{1,3}周?岁(?:及|\(含\))?以[上下]的?)?[\u4e00-\u9fff“”\"]{0,6}?(?:群众|老人|老年人|人员|居民|学生|职工|农民|农牧民|市民|村民|人口|对象|儿童|党员|干部|志愿者|残疾人|妇女|劳动力|贫困户主|游客|患者|各族人民|人民(?![币政银法检团])|父老乡亲|家乡父老)"
)
HEADS_BEFORE = re.compile(
    r"(?:人口|人数|家庭户|户数|农户)(?:总?数|总计|共计|合计|共|已|分别|净?增加|减少|达到?|为|约|近|超过|突破|至|到|了|[\d.]+万[和、])*$"
)
"""总人口48.5万, 参保人数增加1.3万和2.6万: people in tens of thousands, their unit left out."""
HEADS_AFTER_HOMES = re.compile(r"(?:余|多)?[\u4e00-\u9fff]{0,4}(?:人口|贫困人员|群众|对象)")
"""9525户29103贫困人口: heads behind their households."""
HOMES_AFTER = re.compile(
    r"^(?:余)?(?:贫困|困难|建档立卡|低保|移民|受灾|老年人|老人|残疾人|低收入|特殊|特困|军人)?(?:农户|贫困户|困难户|低保户|牧户|住户|家庭|农牧户)"
)
"""惠及2.3万农户."""
TIMES_BEFORE = re.compile(r"人次(?:数|达到?|为|约|共|近)?$")
"""总诊疗人次3.7亿: the unit stands before the number."""
BEHIND_MONEY = re.compile(
    r"(?:元,[^,。;\d]{0,8}|(?:收入|工资|补助|补贴|花了?|交|领|挣|卖)[^,。;\d]{0,4})(?:多|少|增加|减少|涨|高)?了?(?<![牌碑匾板砖屏地田石布表])$"
)
"""人均纯收入4180元,比去年多了460块."""
AFTER_BARE = frozenset(",、;。)(")
PEOPLE_BEFORE = re.compile(
    r"(?:老人|老年人|对象|人员|儿童|孤儿|未成年人|残疾人|患者|协理员|志愿者|职工|学生|群众|军人|老兵|父母|妇女|五保户|低保户|特困户|贫困户|困难户|烈属户)$"
)
"""低保对象341,老人9326: people printed without their unit, right behind their noun."""
NUMBERED = "一二三四五六七八九十"
NOT_ONE = re.compile("(?:没有|没|无|未有|不)(?:让|使|出现|发生|落下|漏掉|掉|遗漏)?$")
NAMING_UNITS = frozenset("门台元里方都原")
NAMED_COUNTY = re.compile("[县区市镇乡](?![级属直内外域办])")
COUNTING = frozenset("有共达为计余约的出现近超了")
POINTS_BEHIND = re.compile(r"(?:[、和][\d.]{1,6}个){0,6}[、和][\d.]{1,6}个百分点")
"""高于目标4个、3个、3个百分点."""
MOVED_HEADS = re.compile(r"\d[\d.]*万(人|户)[,、][^,。;\d]{0,10}(?:新增|净增|净减|增加|减少|下降|增长|增|减)了?$")
"""2.23万人,较上月末新增0.49万."""
GROUPS = re.compile(f"[{NUMBERED}]{{1,3}}组(?:[到至、和—-][{NUMBERED}]{{1,3}}组)+")
SPANS_NAMED = frozenset({"一个", "这个"})
SINCE_AGES = ("不遇", "一遇", "未遇", "未见", "罕见", "难遇")
"""遭受50年不遇的冰冻: how rare a thing is, in words."""
YEARS_GONE = re.compile("(?![以之]?[上下内外前后]|的|期|制|级|左右)[\u4e00-\u9fff]{2}")
"""Behind years that open a clause: what was done in them, or what they were."""
PHASE = re.compile(r"[一二三四五六七八九十]期$|[一二三四五六七八九]类$")
SESSIONS = re.compile(r"举办|培训|班|开办|开设|编印|出刊|简报|讲座|编发")
ONE_AT_END = re.compile(r"[\u4e00-\u9fff](?<![是第统唯同另])一[^一]{1,2}[,。;、)]")
COUNTING_ONE = re.compile(
    r"(?:新建|新增|建成|建立|设立|建有|共有|现有|成立|创建|举办|召开|开展|投入|购置|购买|配备|改造|维修|组建|增加|取消|撤销|新设|打造|接收|安置|发生|获得|评为|命名|收养|办理|登记|其中|养老机构|敬老院|福利院|幸福院|中心|孤儿|有|为|资助|救助|帮扶|引进|聘请|培训|制定|修建)(?:了)?[^,。;]{0,8}$"
)


def counts_nothing(text: str, q: QuantityMention) -> bool:
    """没有一名学生失学, 五年历程不易, 三组到八组: words with a numeral in them, and no count."""
    if text[q.start] not in NUMBERED:
        return q.unit == "年" and text.startswith(SINCE_AGES, q.end)
    if q.unit in NAMING_UNITS and q.number_end == q.start + 1 and NAMED_COUNTY.match(text, q.end):
        return text[q.start - 1 : q.start] not in COUNTING  # 三门县, 五台县
    if q.unit == "年" and text[q.start - 2 : q.start] in SPANS_NAMED:
        return True  # 是上一个五年的4.2倍
    if q.value == 1 and NOT_ONE.search(text[max(0, q.start - 6) : q.start]):
        return True
    if q.unit == "组" and any(m.start() <= q.start < m.end() for m in GROUPS.finditer(text, max(0, q.start - 8))):
        return True
    if q.unit == "年" and text.startswith(SINCE_AGES, q.end):
        return True
    opens = q.unit == "年" and (q.start == 0 or text[q.start - 1] in ",。;:\n")
    return opens and YEARS_GONE.match(text, q.end) is not None


def as_figure(text: str, q: QuantityMention) -> QuantityMention | None:
    """The mention as a figure, its unit completed where the words do (3347万 of money); None where it is no figure."""
    if counts_nothing(text, q):
        return None
    if q.unit == "人" and text[q.end - 1] == "口" and HOLES.search(text[max(0, q.start - 10) : q.start]):
        return replace(q, unit="口", measure="count", rule="quantity.holes")
    if q.rule == "quantity.bare_one":
        before = text[max(0, q.start - 16) : q.start]
        if q.unit == "期" and not SESSIONS.search(before):
            return None  # 建成福利中心一期
        counted = (not before.endswith("是") and COUNTING_ONE.search(before)) or ONE_AT_END.match(
            text[q.start - 1 : q.end + 1]
        )
        counted = counted or STARTED_ONE.search(before)
        return q if counted else None
    if q.unit == "届" and text[q.start] in NUMBERED and SESSION_NAMED.match(text, q.end):
        return None  # 受二届理事会委托
    if (
        text[q.start] in NUMBERED
        and PHASE.match(text[q.start : q.end])
        and not SESSIONS.search(text[max(0, q.start - 10) : q.start])
    ):
        return None
    if q.unit == "个" and POINTS_BEHIND.match(text, q.end):
        return replace(q, unit="个百分点", measure="points", rule="quantity.list")
    if q.unit == "户" and (
        FIRMS.search(text[max(0, q.start - 12) : q.start])
        or FIRMS_AFTER.match(text[q.end : q.end + 8])
        or FIRMS_MOVED.search(text[max(0, q.start - 32) : q.start])
    ):
        return replace(q, measure="count", rule="quantity.firms")
    if (
        q.unit == "块"
        and BEHIND_MONEY.search(text[max(0, q.start - 24) : q.start])
        and text[q.end : q.end + 1] in AFTER_BARE
    ):
        return replace(q, unit="元", measure="amount", rule="quantity.money_without_unit")
    if q.unit == "年" and text.endswith("周年", q.start, q.end):
        return None  # 建党100周年: the name of a day
    if q.unit or q.measure != "other":
        return q
    if RATIO_BEFORE.search(text[max(0, q.start - 24) : q.start]) or (
        text[q.start - 1 : q.start] in "为年期是" and RATIO_QUOTED.search(text[max(0, q.start - 36) : q.start])
    ):
        return replace(q, measure="ratio", rule="quantity.ratio")
    scale = text[q.end - 1]
    if scale not in "万亿" and text[q.end : q.end + 1] in RANGE_SIGNS and (money := low_end(text, q)) is not None:
        return money
    if scale in "万亿" and (heads := HEADS_BEFORE.search(text[max(0, q.start - 16) : q.start])):
        homes = "户" in heads[0]
        return replace(
            q,
            unit="户" if homes else "人",
            measure="households" if homes else "persons",
            rule="quantity.people_without_unit",
        )
    if scale == "万" and (moved := MOVED_HEADS.search(text[max(0, q.start - 28) : q.start])):
        homes = moved[1] == "户"
        return replace(
            q,
            unit="户" if homes else "人",
            measure="households" if homes else "persons",
            rule="quantity.people_without_unit",
        )
    if text[q.start - 1 : q.start] == "户" and HEADS_AFTER_HOMES.match(text, q.end):
        return replace(q, unit="人", measure="persons", rule="quantity.people_without_unit")
    if scale in "万亿" and HOMES_AFTER.match(text[q.end : q.end + 8]):
        return replace(q, unit="户", measure="households", rule="quantity.people_without_unit")
    if q.value == q.value.to_integral_value() and text[q.end : q.end + 1] in AFTER_BARE:
        if TIMES_BEFORE.search(text[max(0, q.start - 5) : q.start]):
            return replace(q, unit="人次", measure="person_times", rule="quantity.people_without_unit")
        people = PEOPLE_BEFORE.search(text[max(0, q.start - 8) : q.start])
        if people is not None:
            homes = people[0].endswith("户")
            return replace(
                q,
                unit="户" if homes else "人",
                measure="households" if homes else "persons",
                rule="quantity.people_without_unit",
            )
    if scale in "万亿" and PEOPLE_AFTER.match(text[q.end : q.end + 20]):
        return replace(q, unit="人", measure="persons", rule="quantity.people_without_unit")
    if scale in "万亿" and (is_money(text, q) or MONEY_DONE.search(text[max(0, q.start - 32) : q.start])):
        factor = 10**8 if scale == "亿" else 10**4
        bound = "at_most" if q.bound == "exact" and TO_MONEY.search(text[max(0, q.start - 12) : q.start]) else q.bound
        return replace(
            q,
            value=q.value / factor,
            unit=f"{scale}元",
            measure="amount",
            bound=bound,
            rule="quantity.money_without_unit",
        )
    return None
