"""The words that frame what is counted: what is trimmed, what is no noun, what is told of another thing; for `subjects`."""

from __future__ import annotations

import re

ITEM = re.compile(
    r"\s*(?:[①-⑳⑴-⒇]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s?[、.．]|[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、)"
)

ITEM_SIGNS = frozenset("（(0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ \t\n\u3000")

SERVING = frozenset({"为", "向", "对", "给", "替", "按", "人", "户"})

LONGEST = 18
"""Characters of a subject; a longer lead is cut to its last noun phrase."""

FRONT = re.compile(
    r"^(?:的标准|(?:确保|力争)(?=剩余|保持|[^,]{0,2}$)|[、,;:~()（），；：”\"\s—–―─·•-]|/[人户床月年天日生学期·.]+|内(?![部地陆科资外设])|外(?![出来地籍资国部科商贸汇债])|期间|以来|当天|开始|[底末初]?前(?![往期景列沿瞻提进后夕锋哨三两])|左右|二是|一是|三是|\d\)|含|其中|包括(?=[^,]{2})|另有|另外|另|同时|并且|并|且|以及|和|及时|及(?!格)|与|(?:全力|切实|扎实|认真)?(?:做好|抓好|搞好)(?=[^,]{4})|[省市县区镇乡](?:局|里)?(?=下拨|拨付|拨给)|(?:社区|村|镇|乡|街道|辖区|院|校|县|区|市)[内里上]?[现共还]?有(?![线机害色毒轨奖效])(?=[^,]{2})|我(?:区|县|市|镇|乡|局|街道)|(?:全|本)(?:区|县|市|省|镇|乡|国|街道|社区|旗|局)(?!级)|共有|现有|还有|仍有|尚有|"
    r"共计|共(?!驻|青团|享[单设汽车经电]|产党)|目前|现(?![代役任场状行金职存])|已经|已(?!婚|故)|先后|分别|累计|总计|今年|当年|全年|年内|年末|年底|上半年|月末|截止|截至|平均|在(?![校职岗册编院学读园建乡家外籍保])|占到?(?![地用比道])|(?:完成|实现)(?=[^,]{2})|有(?![线机害色毒轨奖效])|将|还(?![款贷本])|又|了|是|为止|止(?=[享领有共全已累参])|为(?=[^,]{4})|[到拟]$)+"
)

FRONT_SIGNS = frozenset(
    "确力的期开前底末初以左及内外二一三含包其另同并且以和及与我全本共现还仍尚累总目已先分今当年上月截平在占完实有将又了是为到拟止切扎认做抓搞省市县区镇乡社村街辖院校—–―─-"
)
"""Each of the words of FRONT begins with one of these."""

BACK = re.compile(
    r"[、,;:(“\"\s控保稳维巩要在力仅只至完共合总累达分为有是约近超突逾增提减下上发扩调降升压缩拥自同环比较净了的由从数按以每人不最已将各计现目](?<=(?=((?:[、,;:(“\"\s]|(?:控制|保持|稳定|维持|巩固)?在|力争|(?<![需重主首只就])要|仅|只有|至|完成(?:全年|年度)?(?:计划|任务|目标)|共有|拥有|共计|共|合计|总计|累计|已经?|达到了?|达|分别为|分别|为|有|是|约为|约|接近|近|超过|超|突破|逾|将|各|(?<![会统审设估预核测累总合])计|现在|目前|增至|(?:提高|增加|减少|下降|上升|发展|扩大|调整|降低|压缩|压减|削减|缩减|缩小|缩短|放宽|上浮|核减|提|降|升|增|减)(?:到|至|为)(?:[人户]均)?|"
    r"同比|环比|(?:比|较)(?:上年|去年|上年末|年初|去年同期|上年同期)|(?:增长|增加|提高|下降|减少|上升|净增|净减|降低)(?:了)?|了|的|(?:由|从)(?:原来|原先|过去|以前)?|自|(?<![人户总])数为|按|以|每人每月|每人每年|每人|每户|每月|人民币|不低于|不少于|不超过|至少|最高)+$)).)"
)
"""Its group 1; the first character stands alone, so that the engine skips to those that can begin one of the words."""

BACK_ENDS = frozenset(
    '、,;:(“"在要争仅有至划务标计共达到了为是约近过破逾比年末初期长加高降少升增减低的由从自按以月人户币于来先去前已经超将各计'
)
"""Each of the words of BACK ends with one of these."""

NOUN_AFTER = re.compile(
    r"^(?:及?以上|及?以下|左右)?+的?+(?!\()([村镇乡县区楼](?=结[成对])|[县市区](?=\([市、区旗县]{1,5}\))|[\u4e00-\u9fff“”\"()]{2,14}?|[村镇乡县区楼])(?=\([市、区旗县]{1,5}\)|中共?有|[仅只共现建设]有|于\d|中,|[和及与同对](?=\d)|中(?:开展|评选|选出|推选|评出|进行|组织|举行|举办|抽查|随机)|[,。;:、(\d]|$|(?<!搬)迁|纳入|创建|创成|建成|建起|评为|被|获评|实施|配齐|配备|都|均|也[在都已全均于将]|仍|因(?!素)|结成|结对|重建|修缮|维修|颁发|缴纳|补缴|修建|入户|上门|新增|新办|办了|先后|遭受|受灾|入住(?!房)|全面|运营|并|生活在|居住|拿到|领取|领到|享受|用于|免费|自愿|分别|全部|申请|参加|开展|发放|送|办理|进行|完成|将|已|正在|达到|通过|提供|被|获|争取|启动|开通|接入|成为|开设|开办|推行|执行|参与|承担|承接|共同|齐心|团结奋斗|解决|追回|落实|送去|送上|讨回|购买|安装|实现|设立|建立|接受)"
)

NO_NOUN_FIRST = frozenset(("", ",", "。", ";", "、", ":", "!", "?", "\n"))
"""What NOUN_AFTER never begins with: mostly a clause ends with its figure."""

NOUN_BETWEEN = re.compile(r"[\u4e00-\u9fff“”\"]{1,14}(?:\([^()]{1,8}\))?中?[、和及的]")
"""3所九年一贯制学校、8所初级中学: the noun between two figures is that of the first."""

NO_NOUN_AFTER = re.compile(
    r"^的?(?:[提升降增调](?:到|至|高|低|整|加|长)|(?:[减扩缩]|减少|下降|扩大|扩展|发展|压缩|缩短)(?:到|至|为)|改为|红线|目标|水平|比例|速度|增速|幅度|标准|任务|以内|之内|之间|受益|签约|报名|不等|保障工作|进行|由|均|因)"
)

AGE = re.compile(r"(?:及|\(含\)|含)?(?:以上|以下)的?")
"""What follows an age limit; the people it picks out are those of the figure before."""

GENERIC = re.compile(
    r"(?:(?:人均|户均|年|月|总|共|已|全年)?(?:使用|所需|安排|争取|到位|累计)?(?:经费|金额|资金|补助|补贴|投入|支出|投资|费用|款项|补助金|面积|建筑面积|占地|产值|利税|租金)"
    r"|惠及(?:群众|居民|人口|学生)?|受益(?:群众|人口)?|到位|兑现|完成|实施|实施项目|项目|参加|结业|成功|办结|审结|结案|化解|整改|涉及(?:人员|群众|居民|农户|资金|金额)?|(?:期末|年末|累计|现有|贷款)?余额|安置|扶持|收养|收住|领取|发放|拨付|征缴|回收|缴纳|接收|解除|调成|追回|收回|到账|挽回|建成|竣工|达标|合格|年龄|累计结余|当期结余|结余)$"
)
"""Words that tell nothing without what they are the money, the heads or the end of."""

GENERIC_ENDS = frozenset(
    "费额金助贴入出资用项积地值税及众民口生益位现成施目加业功结案解改员置持养住取放付缴收纳除回到账建工标格龄余"
)
"""Each of the words of GENERIC ends with one of these."""

LONGEST_BASE = 18
"""Characters of a noun that a generic word is put to: 残疾儿童康复训练 + 经费."""

LONGEST_KIND = 6
"""Characters of a noun that a label is put before: 肢体 + 残疾人."""

LONGEST_LABELLED = 10
"""Characters of the noun of a figure before that a short word of its own is put before: 采纳 + 合理化建议."""

VERBAL = re.compile(
    r"(?:全[国省市区县镇乡村]|辖区?|(?:慰问|帮助|救助|资助|扶持)(?:全[省市县区])?(?:城乡|城镇|农村)|服务|联系|走访|涉及|覆盖|办好|抓好|做好|推进|推动|实施|开展|组织|落实|建立|成立|打造|评选|评为|获得|荣获|命名|设立|造成|导致|安排|调拨|调运|调配|采购|购置|派出|派遣|出动|投放|赠送|开设|引进|招聘|聘请|帮助|解决|符合[^，,。；]{0,6}条件|[有无][^，,。；]{0,4}需求|看到|看出|(?:在|为|对|向)?全体|[拨送分赠发捐交]给|[^，,。；]等|(?:圆满|全面|顺利|如期|提前|高标准|高质量|我们?|计划|力争|预计|确保)(?:完成|办成|实施|实现|建成|办结))[，,]?$"
)
"""Ends of words that are no noun: what is counted stands behind the unit."""

VERBAL_ENDS = frozenset(
    "拨运配购遣动放送致等国省市区县镇乡村辖务系访及盖好进动施展织实立造选为得名设聘请助决到出件求成现结体给，,"
)
"""Each of the words of VERBAL ends with one of these."""

WHOLE_NOUN = re.compile(
    r"[\u4e00-\u9fff]{0,2}[场池馆院所园厅室厂店校库桥塔炉车站点][\u4e00-\u9fff]?(?<![级型类式])|社区|街道|乡镇|[村居]委会|[村居]民小组"
)
"""医院, 游泳池: short, and yet a noun of its own."""
BARE_LABEL = re.compile(r"(?:级|型|类|式|[市县镇乡村]|\)|）)$")

UNITS_OF_GOODS = frozenset({"件", "床", "套", "双", "顶", "袋", "桶", "箱", "条"})
"""夹克衫500件、单衣100件: goods in a list have their own names."""

GIVEN_OUT = re.compile("发放|捐赠?|采购|购置|购买|赠送|送去|送上|下拨|调拨|调运|发送|储备|筹集|募集|接收")
STAGES = frozenset(
    {"开工", "动工", "完工", "竣工", "建成", "封顶", "启动", "交付", "入住", "投用", "倒塌", "损坏", "受损", "坍塌"}
)
"""What happens to a building, one after the other or one instead of the other."""

YEAR_ONLY = re.compile(r"(?:19|20)?\d\d年?")

ATTRIBUTE = re.compile(
    r"(?:(?:民事|刑事|行政|在职|在岗|在校|离退休|退休|城镇|农村|城市|乡村|男性?|女性?|省外|省内县外|省内|县外|县内|境内|境外|公办|民办|公立|民营|财政|个人|企业|"
    r"单位|集体|自筹|博士研究生|硕士研究生|博士|硕士|研究生|正高级?|副高级?|高级职称|中级职称|初级职称|少数民族|中央|省级?|市级?|县级?|线上|线下|全日制|专职|兼职|小学|初中|高中|大学|本科|大专|中专|其他|其它|其余|轻度|中度|重度|一级|二级|三级|四级)[、和及]?){1,3}"
)
"""Labels that are no noun of their own: 民事396件, 在职4.08万人."""

NO_NOUN_SIGNS = frozenset("为向对给替按人户每0123456789")
"""What is no noun though it stands before a figure begins with one of these."""

PER_PEOPLE = re.compile(r"每[十百千万]?(?:名|个|位)?(?:人口?|老人|老年人|户|家庭)(?:平均)?")

TIME_ONLY = re.compile(
    r"(?:[从自在到至])?[^,。;、]{0,8}(?:期间|开始|以来|前后|当天|之际|春节|元旦|中秋|国庆|两节|年[底末])"
)
"""春节期间, 从7月份开始: a time and no noun."""
TIME_ENDS = frozenset("间始来后天际节旦秋庆底末")
"""Each of the words of TIME_ONLY ends with one of these."""

GOAL = re.compile(
    r"(?:控制在|完成|超额完成)?(?:(?:调整|年初)?预算数?"
    r"|(?:(?:年度|全年|[省市县区]?(?:里|局)?下达|上级下达|预期|年初)的?){0,2}(?:目标任务|任务|目标|计划)数?)"
)

SHARE_OF_GOAL = re.compile(r"(?:完成|为|占|达到?)[^,。;]{0,8}(?:预算|计划|任务|目标|指标)(?:目标|任务|数)?的?$")
"""完成年度预算的100.2%,同比增长7.2%: the growth is of what was counted before."""
GOAL_ENDS = frozenset("算数务标划")
"""Each of the words of GOAL ends with one of these."""

BALANCE = re.compile(r"总?(?:收入|支出|结余|资金|金额|投入|(?:占地|建筑)面积|人数|户数|人次数?)$")
"""What a generic word takes the place of: 基金收入…、支出… has 基金支出."""

TOTALLING = frozenset(
    [
        "年均",
        "月均",
        "上年",
        "去年",
        "上年同期",
        "去年同期",
        "同期",
        "占",
        "约占",
        "总数",
        "总量",
        "合计",
        "共计",
        "人数",
        "户数",
        "总人数",
        "金额",
        "统一",
        "分别",
    ]
) | frozenset(
    ["", "提", "调", "减", "增", "升", "降", "计", "合", "比", "过", "压减", "缩减", "压缩", "比现", "比上年", "较上年"]
)

FIELD = re.compile(r"[^\u4e00-\u9fff]{0,6}(?:[一二三四五六七八九]是)?([\u4e00-\u9fff、“”\"]{2,12})(?:方面|工作)[,:]")

PEOPLE = (
    "老年人口|老年人|老人|老兵|军人|士兵|老战士|干部|人口|儿童|居民|人员|对象|群众|妇女|未成年人|残疾人|党员|退役士兵"
)
OF_AGE = re.compile(rf"((?:\(含\)|含|及)?(?:以上|以下)的?[\u4e00-\u9fff]{{0,6}}?(?:{PEOPLE}))")
AGES_OF = re.compile(rf"(?:\(含\)|周岁|岁)?的?([\u4e00-\u9fff]{{0,6}}?(?:{PEOPLE}|学生|孤儿|幼儿))")

GOAL_MET = re.compile("^(?:控制在|完成|超额完成)")
OF_GOAL = frozenset({"的"})

OVER_AGE = re.compile(r"^.{0,12}?(?:以上|以下)的?(?!人口$)")
"""60岁以上老年人: the limit itself is one of old people."""

RELATIVE = frozenset({"rate", "points", "ratio", "age"})
"""Measures of figures that tell of another thing."""

SHORTEST_BASE = 4

BARE_RATE = re.compile(r"[\u4e00-\u9fff]{2,4}率")

PROCEEDS = re.compile(
    r"(?:完成|实现|收缴|收取|积累|缴纳|征收|年?创|上缴|总|合计|共)?(产值|利税|利润|保险?费|罚款|建筑面积|占地面积|销售额|营业额)"
)
"""Words that say what came of a thing, but not of which."""
OF_WHAT_ENDS = frozenset("率值税润费款积额")
"""Each of the words of BARE_RATE and PROCEEDS ends with one of these."""


def joined(base: str, own: str) -> str:
    """城乡居民养老保险参保 + 参保率: what both say is said once."""
    for k in range(min(len(base), len(own) - 1), 0, -1):
        if base.endswith(own[:k]):
            return base + own[k:]
    return base + own


EACH_OWN = re.compile(
    r"每[人户生名例个张副](?:每)?[年月天日]?(发放|给予|给|补助|补贴|奖励|奖补|交|缴纳|缴|补偿)((?:补贴|补助|奖励|津贴|报酬|资金|补助金)?)"
)
"""安置贫困劳动力1412人,每人每月发放补贴500元: of what was told right before."""
OF_NO_NOUN = re.compile(rf"{GOAL.pattern}|^(?:(?:19|20)\d\d年?|\d{{1,2}}月份?|[上下]半年|[一二三四]季度)$")
"""What a list hands out beside nouns: goals, and times (2019年、2020年分别脱贫…)."""
PEOPLE_ENDS = frozenset("师护员工生民兵儿童记任长计")
"""What ends with one of these names people by itself."""
IN_BRACKETS = re.compile(r"(?<=[^（(])[（(][^（()）]*[)）]")
OF_MONEY = re.compile("[支拨缴付款资征]|执行|到位|使用|报销|结算|补偿|预算")
"""到位率, 征缴率: rates of money; 涉案金额1130万元,调解成功率72% is none."""
WHOLE_RATE = re.compile("失业率|死亡率|增长率|入学率|城镇化率|发生率$")
"""Rates that say by themselves what they are of."""
OPEN_BRACKET = re.compile("[(（]")
MANY_HAVE = re.compile(r"^[\u4e00-\u9fff]{2,8}(?:中(?:共|仅|只|还|就)?|[仅只])有(?=[\u4e00-\u9fff]{2})")
"""行政村中共有贫困村48个: what they are, behind of what they are."""
LACKED = re.compile("没有|尚未|仍未")
OVER = ("以上", "以下", "及以上", "及以下")
"""What is behind a limit goes with it."""


def trimmed(lead: str) -> str:
    """The lead without adverbs and connectives at its ends."""
    while lead:
        first, last = lead[0], lead[-1]
        front = FRONT.match(lead) if first in FRONT_SIGNS or not first.isalpha() else None
        start = front.end() if front is not None else 0
        back = BACK.search(lead, start) if last in BACK_ENDS or last.isspace() else None
        if back is not None:
            lead = lead[start : back.start()]
        elif start:
            lead = lead[start:]
        else:
            break
    return lead
