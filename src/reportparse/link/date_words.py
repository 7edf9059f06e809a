"""The words that tell which days are meant: of goals, rates, sides of a change; for `dates`."""

from __future__ import annotations

import re

ON_BOOKS = re.compile(r"^,?(?:我[区县市]|全[区县市])?(?:在册|共有|现有|实有|末)")

YEARLY_GOAL = re.compile(r"全年|年度|民生实事|年(?:目标|任务|计划)")

YEARS_GOAL_BEHIND = re.compile("的?(?:年度|全年|年初|本年度?)[^,。;、\\d]{0,6}(?:目标|任务|计划|指标)")
"""低于4.5%的年度控制目标: what the year was to bring, named behind the number."""
YEARLY_VALUE = re.compile(
    "(?:生产总值|总产值|产值|增加值|收入|零售总额|进出口总额|税收|利税|利润|销售额|销售收入|销量)(?:力争|要|将|预计|确保)?(?:达到?|突破|超过|实现|跨上|迈上|翻到)[^,。;\\d]{0,4}$"
)
"""What is counted anew each year."""
YEAR_TASK = re.compile("任务|目标|实事|年度|全年|预算|指标|年初|级计划|年计划|下达|预计")
"""What is set for the year, and what the year is expected to come to."""

NET = re.compile(r"净(?:增|减)|(?:人数|总数|户数|规模|数量)(?:分别|共|各)?(?:增加|减少|增长|下降)了?$")

PAID_BY = re.compile(r"(?:^|[,、(]|分别|各|均|统一|一律)按照?[^,。;]*$")

PAID_OUT = re.compile(
    r"(?:/[人户]|[、和][^,。;]{0,8}\d[\d.]*[元天月])?的?(?:(?:标准|额度),?)?[^,。;]{0,4}"
    r"(?:发放|兑付|兑现|拨付|资助|补助|补贴|给予|支付|代缴)[^,。;\d]{0,10}(?:,(?:共计?|合计|总计|计)[^,。;\d]{0,6})?\d"
)
"""按每人每月800元兑付补贴…: money paid at a rate, in the time that it was paid."""

STANDING_THINGS = frozenset({"persons", "households", "count", "area"})

LEVEL_GOAL = re.compile(
    r"^(?![^,。;]*(?:新增|新建|新发展|培训|救助|发放|完成|招聘|组织|募集|走访|慰问|开展|举办|实施|参加|转移|输送))[^,。;]*"
    r"(?:达到|增至|增加到|扩大到|发展到|扩到|扩至|扩面[到至]|突破|稳定在|保持在)约?$|拥有[^,。;]{0,8}$|(?<!走访面)(?:扩大|扩展)[到至]约?$|(?:面积|平均|每[百千万]?[户人])[^,。;]{0,8}(?:不低于|不少于)$|(?:总数|总量|规模|人数|户数|床位|数量|累计|集中供养)[^,。;]{0,6}(?:达到?|增至|增加到|提高到|扩大到|突破|稳定在|保持在|超过|不少于)[^,。;]{0,2}$"
)
"""总量突破5000人, 床位达到800张: a number of what stands, to be reached."""

GOAL_APART = re.compile(r"(?:[距离比]|低于|高于|超过)[^,。;\d]{0,10}(?:目标|要求)[^,。;\d]{0,4}$")
"""距规划目标75%还有差距: a level."""
CHECKED_RATE = re.compile(
    r"(?:(?:抽查|核查|检查|复查|走访|巡查|完成)(?!率)|增长|增幅|增速|涨幅|降幅)[^,。;]{0,6}$"
    r"|(?:提高|压缩|压减|降低|提标|下降|减少|增加|上调|上浮)(?:了|约|近|比例|幅度)?[^到至为,。;]{0,2}$"
)
"""Planned shares of what is done in the time, and planned growth: no levels to be reached."""

GIVEN_FROM_ABOVE = frozenset({"period.paragraph", "period.heading", "period.report"})

EACH_OF = frozenset((",每户", ",每人", "、每户", "、每人", ",户均", ",人均"))

DONE_OF = frozenset({"part.done", "part.middle"})

RATE_GOAL = re.compile(
    r"(?:标准|补差|补助|补贴|优待金|津贴|生活费|抚恤金|养老金|慰问金|护理费|低保线|保障线|救助线|上限|每[人户生]每?[月年]?)"
    r"[^,。;]{0,24}(?:提高|上调|调高|增加|提|增|达)(?:到|至)(?:了|约)?(?:每[人户生]每?[月年]?|每[月年])?[^,。;\d]{0,3}$"
    r"|(?:标准|补差|补助|补贴|优待金|津贴)[^,。;]{0,8}(?:均)?不(?:低|少)于(?:每[人户]每?[月年]?)?$"
)
"""低保标准提高到每人每年4800元: a rate to be reached is a level."""

JOINTS = frozenset("、,和")
PENSION_RAISED = re.compile(
    r"养老金[^。;]{0,30}(?:人均月|月人均|人均每月|每人每月)(?:再|又|约)?(?:增加?|调增)(?:[^,。;\d]{2,8})?(?:约|近)?$|(?:每人每月|人均每月)(?:再|又)?(?:调增|增加)[^,。;\d]{0,4}养老金$"
)
"""企业退休人员养老金人均月增189元: what each has been paid more since."""

LEAST = re.compile(r"(?:最少|最低|少)(?:的)?(?:也有|的有|有|只有)?$")
WHILE_IT_LASTS = re.compile("过渡期|过渡性|应急期")
"""过渡期生活救助按每人每天20元发放: paid while it lasts, no standard in force."""

LEFT_OVER = frozenset({"part.rest", "part.adds_up"})

OF_ITS_OWN = frozenset({"period.sentence_own", "period.sentence"})

STILL = re.compile(r"[^,。;]{0,12}(?:正在|正由|尚|仍|还|未|在建|借住|借居|待|滞留)")
"""其余3所正在施工: what is left of what was done."""

THIS_YEAR = frozenset(("今年", "本年", "本年度", "全年", "年度"))

PAIRED = frozenset("、和与及")

STANDARD_SET = re.compile(r"(?<!按)(?<!按照)标准(?:分别)?(?:为|是|定为)[^,。;\d]{0,6}(?:每生)?每学?[期年]$")
"""标准为小学每生每学期500元: a rate that is said to be one is in force."""
YEARLY_RATE = re.compile(r"(?:[年月](?:人均|平均|人平)|筹资|缴费|财政补助)标准[^,。;]{0,6}$")

ALIKE = re.compile(r"(?:同步|相应|一并|同时)(?:调|提|上|增)[^,。;]{0,6}$")

RAISED_RATE = re.compile(r"(?:标准|补贴|补助|津贴|养老金|抚恤金|优待金|生活费|低保线|保障线|救助线)[^,。;]{0,16}$")
"""What is paid by the month or year; raised from a day on, the raise is as of that day."""

PAID_UP_TO = re.compile(r"(?:发放?|兑现|拨付?|缴|支付)[到至]\Z")
"""低保金发放到3月份: from the year's beginning on."""

SPENT = re.compile(r"支出|发放|拨付|投入|下拨|募集")

IN_ALL = re.compile(r"(?:总额|资金|支出|投入|金额|收入)[^,。;\d]{0,4}(?:同比|比[^,。;\d]{1,8})?(?:增加|减少|增长|下降)")

STANDING_MOVED = re.compile(
    r"(?:参保|参合|在册|低保|保障|供养|常住|户籍|从业|在岗|在校|在院|持证|缴费|享受)[^,。;\d]{0,4}(?:人数|人口|总数|户数|总量)(?:[比较同]|净?[增减下])[^,。;\d]{0,12}$"
)
"""参保人数比上年减少7615人: of those who stand, so as they do."""

BY_SHARE = re.compile("[,、(](?:增长|下降|增幅|降幅|涨幅|减幅|上升|降低|提高|增加|减少)(?:了|达|为|约){0,2}")

HANDLED = re.compile("(?:年检|年报|抽查|抽检|迁葬|迁移|平毁|整治)$")
"""登记社会组织274家,已年检251家: what was done in the time to some of those that stand."""

MONTHLY_MORE = re.compile(r"(?:人均月|月人均|人均每月|每人每月|月均)(?:平均)?(?:增加?|提高|上调|涨|增发)了?$")
"""企业退休人员养老金调整,人均月增132元: by how much what is paid each month rose."""

PAID_MONTHLY = re.compile(
    r"调[^,。;\d]{0,14}(?:养老金|退休金|生活费|抚恤金|补贴|津贴|待遇)|(?:养老金|退休金|抚恤金|待遇)[^,。;\d]{0,8}(?:连调|连涨|调整|上调)"
)

CARRIED_OUT = re.compile("(?:的标准)?(?:执行|实施)")

WHOLE_MOVED = re.compile(r"(?:总量|总数|存量)[^,。;\d]{0,12}净(?:增|减)(?:加|少)?了?$")

RATE_REACHED = re.compile(
    r"(?:标准|补[助贴差]|供养金|养老金|生活费|保障线|低保线|优待金|抚恤金|工资|津贴)[^,。;\d]{0,12}(?:达(?:到|至)|(?:拟|力争|争取|确保|预计)[^,。;\d]{0,4}(?:提高|增加|上调|增|提)(?:到|至))[^,。;\d]{0,8}$"
)
"""低保标准达到每人每年4800元: a rate that is to be in force."""


YEAR_SAID = re.compile(r"\d年|[今去本明上前当][年月季]|[〇零一二三四五六七八九]年")

OLD_VALUE = re.compile(r"(?:同期|末|底|初)?[:的为是]?[^每标准\d,。;、:()]{0,6}[\s(]*")
"""由1997年亏损1.5亿元变为…: from the old side's time to its value."""

BY_ITS_NOUN = frozenset({"kind.place", "kind.neighbour"})

YEAR_NAMED = re.compile(r"\d{4} ?年")

IN_FORCE = re.compile("(?:起|开始)?(?:执行|实施|施行|兑现|发放|生效)")
"""Behind 从7月1日起: the rates told before are in force from that day."""
