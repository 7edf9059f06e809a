"""The words that tell how far words of time reach, and the days that a speech is held on: for `governing`."""

from __future__ import annotations

import datetime as dt
import re

from reportparse.link.frames import Scene
from reportparse.model.report import ReportPeriod

COMPARING = re.compile(r"(?:比|较|与|同|同比|相比)[^,。;\n]{0,3}\Z|(?:[好优快高低多少慢大小]于|超过|接近|持平于)\Z")

DAY_SAID = re.compile(
    r"(?:[日号]|\d[”\"’])(?:第[一二三四五六七八九十\d]{1,3}[个次])?(?:全国|国际|世界|我国|中国|全省|传统)?\Z"
)
"""5月15日全国助残日: the day is said before its name."""

GIVEN = frozenset("放发送付拨给")
"""What ends a verb of giving, right before the name of a feast: 发放春节慰问金."""

SET_THEN = re.compile("(?:[\u4e00-\u9fff]{0,4})(?:承诺|确定|下达|部署|制定|提出|排定|签订|公布)")
"""年初承诺, 年初市里确定: when it was set, not when it holds."""

OF_NOUN = re.compile(
    r"^(?:的)?(?:冬季|秋季|春季|夏秋季|冬|秋|春)?(?:考核|考评|评优|退役(?!军人)|退伍|复员|入伍|新兵|毕业|转业|符合|应届|招生|入学|申报|立项|结转|建成的|新申报|中央|省级|冬季|秋季|在建)"
)

OLD_SIDE = re.compile(r"(?:的?(?:每[人户生床位名年月天日亩]){0,2}(?:约|近)?)[\d一二两三四五六七八九十百]")
"""由年初的12630户调整为…: this time dates the old side alone."""

GOAL_AFTER = re.compile(r"(?:的)?(?:年度)?(?:目标|任务|指标|预算|计划(?:任务|目标|的|数|[,。;\d]))(?!:)")

DEADLINE = re.compile(
    r"(?:之?前|内)?(?:要|将|可|能|须|全部|基本|全面|陆续|按期|如期|正式|顺利|主体|已经?){0,2}"
    r"(?:完工|竣工|完成|建成|投用|投入使用|投入运营|启用|开工|动工|奠基|入住|搬入|到位|兑现|发放到位|结束|完毕|交付)(?:完毕|使用|到位)?了?,(?!新|可)"
)
"""陵园主体11月完工,…: when one thing ends says nothing of what follows."""

DISASTER = re.compile("受灾|灾害|暴雨|降雨|降水|洪水|洪涝|冰雹|地震|台风|雪灾|冰冻|泥石流|滑坡|龙卷风|大风|火灾|汛期")
"""What a disaster did and what was done about it is told sentence upon sentence after its day."""

STRUCK_SO = re.compile(
    r"[^,。;]{0,6}(?:灾害|灾情|受灾|造成|致使|导致)|[^,。;]{0,10}(?:紧急|连夜|当[日晚夜]|第一时间|迅即|应急响应)"
)

AID_AFTER = re.compile("灾后|重建|补助|资金|款|拨|安排|冬春|入冬|恢复|住房|新房|救济|全年|至今|以来")

EMERGENCY = re.compile("连夜|当[日晚夜]|紧急|第一时间|灾害期间|受灾期间|应急响应|抢险救|冒雨")
"""What was done while it struck: no aid of the months after."""

THIS_DISASTER = re.compile(
    r"(?:这次|此次|本次|这场|该次)[^,。;]{0,6}(?:灾|暴雨|降雨|洪水|台风|地震|冰雹|火灾)"
    r"|(?:洪灾|水灾|雪灾|灾害|抗洪|抗灾|救灾|台风|暴雨|地震)期间"
)
"""这次洪灾全镇倒房…: the disaster whose days were told last."""

SHORT_SPAN = 26
"""Days: a shorter span is an event's, told in its own sentence."""

FOUNDED = ("建于", "成立于", "创办于", "创建于", "始于", "组建于", "开办于", "落成于")

NAMED_TOGETHER = frozenset(("和“", "、“", "及“", "与“"))

AND_ANOTHER = re.compile(r"”[^,。;]{0,8}[和、及与]“\d")
"""“4·17”风雹和“7·3”暴雨两次: two days named together date nothing."""

CARRIED_OVER = ("结转", "结转到", "结转至", "结转入")
"""结转下年支出: money of this year that the next one spends."""

LEFT_OVER = re.compile("年?度?末?(?:累计|滚存)?(?:结余|结转|余额|净结余)")
"""上年结余2156万元: the year before, of this figure alone."""

OF_PEOPLE = re.compile(
    r"(?:(?:[之以]?前|[之以]后)(?:参加工作|参军|入伍|退役|退伍|复员|出生|转业|参战)|(?:参加工作|参军|入伍|出生|参战)的|(?:生育|出生)(?:对象|妇女|家庭|儿童))[^,。;\d]{0,12}\d"
    r"|(?:仍)?(?:健在|在世|在编|在岗)的[^,。;\d]{2,16}(?:每[人户]|\d)"
)
"""Which people are meant: 1954年10月31日前入伍的在乡复员军人126人."""

OF_THINGS = re.compile(
    r"(?:[之以]?[前后])?(?:安装|建成|修建|兴建|建设|建造|购置|购买|配备|投用|投入使用|开业|运营|启用|揭牌|落成|竣工|设立|成立|发放|签订)的[^,。;\d]{2,12}[,。;]"
)
"""Which things are meant: 更换2012年之前安装的健身器材."""
DEFINING_SIGNS = frozenset("之以前后参入出生仍健在安修兴建购配投开运启揭落竣设成发签")
"""What OF_PEOPLE and OF_THINGS find begins with one of these."""

SERVED_BEFORE = frozenset("为给对向替")
SERVED_OF = re.compile(r"[^,。;\d]{0,8}的 ?[\d一二三四五六七八九十百千万余多]+ ?[名位人户]")
"""为2016—2018年的63名退役士兵发放…: whose money it is."""

NAMED_BY_TIME = ("款", "粮")
"""春荒款, 冬荒粮: money and grain that are named by a time."""

QUOTES = frozenset('“"‘')

CLOSED = frozenset('”"’')

WIDE = frozenset({"year", "years", "half"})

UP_TO = frozenset(("至", "止", "到"))

SPOKEN = frozenset({"去年", "今年", "过去一年"})

LINE_OPENING = 12
"""Characters from a line's start in which its own time is named."""

THIS_YEAR = frozenset(("今年", "本年", "年内", "今年以来", "当年"))

NEAR = 60
"""Characters before 今年 in which the day stands that the sentence counts up to."""

HELD = re.compile(r"((?:19|20)\d\d) ?年 ?([1-4]) ?月")

SPOKEN_AT = re.compile("讲话|报告|致辞|发言")

DATELINE = 160
"""Characters after the title of a speech in which its day stands."""


PUBLISHED_AT = re.compile(r"(?:日期|时间)[:\s]{1,3}((?:19|20)\d\d)(?:年|-|/|\.)0?([1-4])(?:月|-|/|\.)\d")

PAGE_HEAD = 700
"""Characters of a page in which the day stands that it was published on."""

NEWS = re.compile(r"记者|本报讯|\d日讯|据悉")


def held_after(scene: Scene, report: ReportPeriod) -> bool:
    """Whether this is a speech, report or piece of news of the first months after the year that it tells of."""
    title = scene.outline.title or ""
    if report.end is None:
        return False
    if SPOKEN_AT.search(title):
        at = max(scene.text.find(title), 0)
        day = HELD.search(scene.text, at, at + len(title) + DATELINE)
    else:
        head = scene.text[:PAGE_HEAD]
        told = "记者" in head or "据悉" in head or ("讯" in head and NEWS.search(head) is not None)
        news = told or "召开" in title
        day = PUBLISHED_AT.search(scene.text, 0, PAGE_HEAD) if news else None
    return day is not None and int(day[1]) == report.end.year + 1


def a_year_on(day: dt.date) -> dt.date:
    """The same day of the next year; the last day of a month stays the last."""
    after = day + dt.timedelta(days=1)
    if after.day == 1:
        return after.replace(year=after.year + 1) - dt.timedelta(days=1)
    return day.replace(year=day.year + 1)


ARREARS = re.compile(r"补(?:发|缴|交|付)了?(?:[\u4e00-\u9fff]{0,4})\Z")
"""补发1-4月差额: the months of this money alone."""

DONE_SINCE_BEGIN = re.compile("完成|已|实际|开工|新增|全年|下达|安排|计划|确定|目标|任务")

NAMES_MONEY = re.compile("(?:救济|救助|慰问)?(?:款|粮款|口粮|粮食|资金|慰问金|慰问品|救济|救灾)")
"""春荒款, 冬荒救济: the season names what was given, and no time."""

PROMISED = re.compile("(?:承诺|确定|下达|安排|部署|制定|提出|签订|预定|分解|交办|公布)(?:的|要)")

OF_A_DAY = re.compile('[日号] ?(?:是|为)?[“"]?(?:全国|国际|世界|第[一二三四五六七八九十\\d]{1,4}[个届次])')
"""5月17日全国助残日: the days say when."""

WHOLE_IS = re.compile(r"(?:是|为|占|相当于|达到?)\Z")

WHOLE_SHARE = re.compile(r"[^,。;\d]{0,16}的 ?\d[\d.]* ?%")
"""是去年外出务工总数的106.2%: the time of what it is compared with."""

WHOLE_BEFORE = re.compile(r"占[^,。;\d]{0,6}\Z")

WHOLE_AFTER = re.compile(r"[^,。;\d]{0,16}的 ?\d")
"""占全县2014年末农业人口总数的2.63%: the date of the whole."""

SUMMED_UP = re.compile("累计|先后|共计|总共|已累计")

STANDS_NOW = re.compile("现有|目前|如今|现在|至今|现共|今年")

FAR = 300
"""Characters before a sentence of annals in which its year is named."""

WITHIN_A_TOTAL = ("其中", "其中,", "其中:", "其中在", "其中,在")
