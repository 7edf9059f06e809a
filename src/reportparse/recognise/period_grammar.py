"""The shape of words of time in reports: one compiled pattern for a phrase, others for what may stand around it.

A phrase is a year, a part of a year, or both, with an edge (末, 底, 初) at its end: 2020年, 1-5月, 去年四季度末.
Words without a number of their own (目前, 同期, 五年来, 春节) are phrases too. Patterns assume folded text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportparse.wordtrie import word_pattern

# Month, day and count numerals, Arabic or Chinese. No Chinese numeral here is longer than three characters.
MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
COUNT = "(?:[1-9][0-9]?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
QUARTER = "[一二三四1-4]"
# A year needs four digits; two only where a month or an edge follows, else 15年 is a duration.
YEAR = "(?:1[89]|20)[0-9]{2}"
CHINESE_YEAR = "[一二][〇零○Oo0九八][〇零○Oo0一二三四五六七八九]{2}"
SHORT_YEAR = (
    "(?:[0-3][0-9](?=年 ?(?:(?:1[0-2]|0?[1-9]) ?月|[底末初]|[上下]半年|全年|度(?![过假日])))|0[0-9](?=年(?![级代])))"
)
# 97年3月, 九七年打算, as reports of those years write; 七八年 alone is seven or eight of them.
OLD_YEAR = (
    "(?:[6-9][0-9]|[七八九][〇零一二三四五六七八九])(?=年 ?(?:(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]) ?月|[上下]半年"
    "|的?(?:工作)?(?:打算|安排|计划(?!生育)|要点|思路|设想)))"
)
# 年 that belongs to the next word: 年龄, 年满, 年均 … after a year word.
NOT_YEAR_WORD = "(?![龄满轻限代级画货糕])"
# 初, 底, 终, 月 that belong to the next word: 年初步, 底数, 年终奖.
NOT_BEGIN = "(?![步始级次审定见衷心期选核评具中])"
NOT_END = "(?![数线层子端])"
EDGE = f"(?:初{NOT_BEGIN}|[底末]{NOT_END}|终(?![于奖止身端点审]))"
# A numeral that begins here: no digit before it, save a list marker such as 1. at the start of a sentence.
FRESH = "(?<![0-9〇零一二三四五六七八九十百千万亿几两])(?<!(?<![人户总件])数)(?:(?<![0-9][.])|(?<=[\\n。;:、 ][0-9][.])|(?<=\\A[0-9][.]))"


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The vocabulary of lexicon/periods.toml, frozen."""

    relative_years: dict[str, int]
    governed_years: dict[str, int]
    now: tuple[str, ...]
    festivals: tuple[str, ...]
    day_names: tuple[str, ...]
    day_name_follow: tuple[str, ...]
    festival_months: dict[str, int]
    eras: dict[str, int]


@cache
def words() -> PeriodWords:
    """The vocabulary, read once."""
    data = tomllib.loads(files("reportparse").joinpath("lexicon/periods.toml").read_text(encoding="utf-8"))
    lists = data["words"]
    return PeriodWords(
        relative_years=data["relative_years"],
        governed_years=data["governed_years"],
        now=tuple(lists["now"]),
        festivals=tuple(lists["festivals"]),
        day_names=tuple(lists["day_names"]),
        day_name_follow=tuple(lists["day_name_follow"]),
        festival_months=data["festival_months"],
        eras=data["eras"],
    )


# What may join two phrases to a range, and two numbers within one.
DASH = "[-—–~～―─－]{1,2}|(?<=[0-9])一(?=[0-9])|至|到"
JOIN = f" ?(?:{DASH}) ?"
# The time of a day, which is left out of dates: 6月18日凌晨至20日, 六月十八日晚八时至二十日.
HOURS = (
    "(?:凌晨|清晨|早晨|早上|上午|中午|午后|下午|傍晚|晚上|深夜|夜间|夜里|[晚夜晨])?"
    "(?: ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[时点](?:[0-9]{1,2} ?分|半)?许?)?"
)


def _year() -> str:
    relative, governed = word_pattern(words().relative_years), word_pattern(words().governed_years)
    return (
        f"(?P<years>(?=1[89]|20|[一二][〇零○Oo0九八]){FRESH}(?<![〔\\[])(?P<year_from>{YEAR}|{CHINESE_YEAR})(?: ?年?度?{JOIN}|、)"
        f"(?P<year_to>{YEAR}|{CHINESE_YEAR}) ?(?P<school>学)?年(?!代)度?(?! ?(?:{MONTH} ?月|[底末初])))"
        "|(?P<year>(?=[0-36-9][0-9]|[一二七八九][〇零○Oo0一二三四五六七八九])"
        f"{FRESH}(?<![〔\\[])(?:{YEAR}|{CHINESE_YEAR}|{SHORT_YEAR}|{OLD_YEAR}) ?年(?!代)度?)"
        f"|(?P<relative>(?<![以证说声晚目当之])(?:{relative}){NOT_YEAR_WORD})"
        f"|(?P<governed>(?<!相)(?:(?!是)|(?<![^\n。;!?,)])(?=是))(?:{governed}){NOT_YEAR_WORD})"
    )


def _part(fresh: str) -> str:
    """A part of a year: months, a month and its days, quarters, halves, the first months."""
    comma = f"(?:{JOIN}|、)"
    days = (
        f" ?(?:(?P<day_from>{DAY}) ?(?:[日号]{HOURS})?{comma}(?P<day_to>{DAY}) ?[日号](?![内以间制均])"
        f"|(?P<day>{DAY}) ?[日号](?!均))"
    )
    numeral = f"(?=[0-9一二三四五六七八九十元]){fresh}" if fresh else ""
    ordinal = f"(?=[第首一二三四1-4]){fresh}" if fresh else ""
    rest = f"(?P<month_part>[上中]?[上中下]旬|初{NOT_BEGIN})|(?P<month_edge>[底末]{NOT_END})"
    return (
        f"(?P<months>{numeral}(?<![周拜])(?<!星期)(?P<month_from>{MONTH}) ?(?:月份?)?{JOIN}(?P<month_to>{MONTH}) ?月(?![龄均])份?"
        f"(?: ?(?P<until_day>{DAY}) ?[日号])?(?P<until_edge>[底末]{NOT_END})?)"
        f"|(?P<month_list>{numeral}{MONTH}(?:(?: ?月)?、{MONTH}){{1,3}} ?(?:[两二三]个?)?月(?![^,。;\n]{{0,16}}(?:分别|各)|[底末初]| ?[0-9])份?)"
        f"|(?P<month>{numeral}(?P<month_number>{MONTH}) ?月(?![龄均嫂饼大内余多]|以[上内下])(?!一(?![日号至到十]))份?(?:{days}| ?(?:{rest}))?)"
        f"|(?P<quarters>{ordinal}第?(?P<quarter_from>{QUARTER})个?(?:季度?)?{comma}第?(?P<quarter_to>{QUARTER})个?季度"
        f"(?P<quarters_edge>[底末])?)"
        f"|(?P<quarter>{ordinal}第?(?P<quarter_number>{QUARTER}|首)(?<![^第][二三四](?=个季))个?季度(?P<quarter_edge>[底末初])?)"
        f"|(?P<first_quarters>(?:[前头]|(?<![第一二两三四每逐各后这近上下按])(?=[两三]个季度(?!的?第)))(?P<quarter_count>[一二两三123])个?季度?(?P<first_edge>[底末])?)"
        f"|(?P<first_months>[前头](?P<month_count>{COUNT}) ?个?月(?![龄内后前]))"
        f"|(?P<rest_months>(?<![\u4e00-\u9fff])后(?:(?P<rest_count>{COUNT})|几) ?个月(?![龄内后前里以之]))"
        f"|(?P<half>[上下前后]半年度?(?P<half_edge>[末底])?)"
    )


def _special() -> str:
    """Phrases that stand without a year of their own."""
    names, follow = word_pattern(words().day_names), word_pattern(words().day_name_follow)
    named = "".join(sorted({re.escape(word[0]) for word in words().day_names}))
    number = "(?:[一二两三四五六七八九十]{1,3}|[1-9][0-9]?)"
    return (
        f"(?P<iso>(?=[12][0-9]{{3}}[-/.]){FRESH}(?:19|20)[0-9]{{2}}(?P<dash>[-/.])[0-9]{{1,2}}(?P=dash)[0-9]{{1,2}}(?![0-9]|[-/.][0-9]))"
        f"|(?P<iso_month>(?=20[0-9]{{2}}-){FRESH}20[0-9]{{2}}-(?:0[1-9]|1[0-2])(?![-0-9年月日号.%]))"
        f"|(?P<reign>民国 ?(?P<reign_year>{number}|元) ?年)"
        f"|(?P<coming>(?:今后|未来|接下来)的?(?P<coming_years>{number})个?年(?!级))"
        f"|(?P<lasting>(?:最近|近|过去|这)的?(?P<recent>{number}|半|几)个?多?年(?!时间)多?(?:以来|来|间|里)?"
        f"|(?=[一二两三四五六七八九十1-9半多几近][一二两三四五六七八九十0-9]{{0,2}} ?年)"
        f"{FRESH}(?P<count>{number}|半|多|几|近) ?年多?(?:以来|来(?![自到说年访信客])|(?=累计)"
        "|(?<=[三四五345]年)(?<!第.年)"
        f"[里间](?!隔)))"
        f'|(?P<plan>(?=十)(?<![一二三四五六七八九])十(?P<plan_number>[一二三四五六七])五(?=[”"’」』期时以末初规开的五,。;、和与及 ]|$)'
        '(?:[”"’」』]?(?P<plan_part>期间|时期|以来|末|初|五年)|(?P<plan_goals>(?=[”"’」』]?的?(?:发展|民政|工作)?(?:主要|总体|预期|重点|发展){1,2}(?:目标|任务)(?:[\n:。]|$))))?)'
        '|(?P<early_plan>(?=[六七八九十]五)(?<![一二三四五六七八九十])(?P<early_number>[六七八九十])五(?=[”"’」』末]|期间|时期|以来)[”"’」』]?(?P<early_part>期间|时期|以来|末|初|五年))'
        "|(?P<same>(?P<olden>历史|往年|历年)?同期(?!声))"
        f"|(?P<now>(?<![项科节栏书剧题名])(?:{word_pattern(words().now)})(?!期|(?<=今)年))"
        "|(?P<whole>全年(?![龄级])|(?<![0-9一二三四五六七八九十两几半多每近])年内)"
        "|(?P<this_quarter>(?P<which_quarter>[当本]|[上下]一?个?)季度?(?P<this_quarter_edge>[末底])?(?![节风])"
        "|(?<![每一二三四])季度?末)"
        "|(?P<this_month>(?P<which_month>[当本]|(?<!以)[上下]个?)月份?(?P<this_month_edge>[底末])?(?!球)"
        "|(?<![个每])月[底末](?![线数]))"
        "|(?P<winter>今冬明春|去冬今春|(?P<winter_year>[去今明])年?(?P<winter_season>[春夏秋冬])(?:季|天)?(?![节荒汛令]))"
        f'|(?P<day_name>(?<=[“"‘「])(?:(?:{names})|(?:1[0-2]|[1-9])[·.•](?:3[01]|[12][0-9]|[1-9]))'
        '(?=[”"’」]|[\u4e00-\u9fff]{2,8}(?:[”"’」]当[天日]|日[”"’」]))'
        f"|(?=[{named}]){FRESH}(?:{names})(?=(?:{follow})))"
        f"|(?P<festival>{word_pattern(words().festivals)})"
    )


@cache
def head() -> re.Pattern[str]:
    """Where a phrase begins. Of the alternatives the first that fits wins, so longer forms stand first.

    The name of the outermost group says which form it is.
    """
    edge = f"(?P<edge>(?=年)(?<![0-9一二三四五六七八九十两半每历逐同个])年(?P<edge_word>{EDGE}))"
    return re.compile(f"(?={_beginning()})(?:{_special()}|{_year()}|{_part(FRESH)}|{edge})")


def _beginning() -> str:
    """The signs that a phrase can begin with. 年 and 月, where the walk asks most often, begin one only before few others."""
    known = words()
    listed = (known.relative_years, known.governed_years, known.now, known.festivals, known.day_names)
    told = [word for group in listed for word in group]
    forms = "民0123456789一二两三四五六七八九十元半多几近最过这历往同全当本上下季今去明第首前头后未接"
    signs = {word[0] for word in told}.union(forms) - {"年", "月"}
    behind = {"年": set("初底末终内"), "月": set("底末")}
    for word in told:
        behind.get(word[0], set()).add(word[1:2])
    return "|".join([one_of(signs), *(sign + one_of(few) for sign, few in behind.items())])


@cache
def tail() -> re.Pattern[str]:
    """What may follow a year: a part of it, its edge, 同期, 全年."""
    return re.compile(
        f" ?的?(?:{_part('')}|(?P<season>(?P<season_name>[春夏秋冬])[季天]?(?P<term>学期)?(?![节运荒汛令]|(?<=冬)春))"
        f"|(?P<same>(?P<olden>历史)?同(?:期|一天|日|一时期|一日))|(?P<edge>年?(?P<edge_word>{EDGE}))|(?P<whole>全年|年内|期间|一年(?=[,来里中])))"
    )


# All that can stand in a phrase before its first anchor, and how far back that can be.
BEFORE_ANCHOR = "0123456789〇零○Oo一二两三四五六七八九十元首 -—–~～―─至到、第个前头上下半今去本当明来后未接大同次翌全最近过这的几多历史往度学是民国新"
BEFORE_SIGNS = frozenset(BEFORE_ANCHOR)
BEFORE_ANCHOR_LENGTH = 14


@cache
def anchor() -> re.Pattern[str]:
    """A cheap scan for what every phrase has: 年, 月 or 季, or a word of its own.

    Its first character stands alone: only then the engine can skip to those characters. Most of them begin other words,
    so the second one is looked at before the words are tried.
    """
    known = [*words().now, *words().festivals, *words().day_names, "同期"]
    own = [word for word in known if not set(word) & set("年月季")]
    own += [f"十{plan}五" for plan in "一二三四五六七"]
    own += [f"{plan}五{behind}" for plan in "六七八九十" for behind in '期时以末”"’」』']
    own += [year + season for year in "去今明" for season in "春夏秋冬"]
    firsts, seconds = one_of(word[0] for word in [*own, *'年月季12“"‘「']), one_of(word[1] for word in own)
    quoted = '(?<=[“"‘「])(?=[0-9]{1,2}[·.•][0-9])'
    dated = "(?:0(?<=20)|9(?<=19))[0-9]{2}[-/.][0-9]"
    return re.compile(
        f"{firsts}(?:(?<=[年月季])|(?={seconds})(?<=(?=(?:{'|'.join(map(re.escape, own))})).)|{dated}|{quoted})"
    )


def one_of(signs: Iterable[str]) -> str:
    """A class of these characters."""
    return f"[{''.join(map(re.escape, sorted(set(signs))))}]"


JOINER = re.compile(f"{HOURS}(?:起|开始)?{JOIN}")
"""6月17日8时至6月20日20时, 6月18日凌晨至6月20日: hours are no days."""
SINCE = re.compile("(?:份)?(?:起(?![草伏火义点步来床诉源飞家码到底初])|开始|以来|以后|之后|来(?=[,、 ]))")
_STARTED = "启动|实施|实行|开展|开业|建立|成立|运行|组建|开工|推行|施行|启用|开办|挂牌|试点|创办|设立"
SINCE_STARTED = re.compile(
    f"(?!.{{0,20}}(?:大|会|开放|建国)以来)[^,。;:\\n0-9]{{0,24}}?(?:{_STARTED})[^,。;:\\n0-9]{{0,20}}以来"
)
"""2019年启动居家适老化改造以来, 2019年3月慈善超市开业以来."""
UNTIL = re.compile("(?:止|为止|(?:之|以)?前(?![述期列往后夕]))")
JOINER_FIRST, SINCE_FIRST, UNTIL_FIRST = (
    frozenset("0123456789一二三四五六七八九十 起开-—–~～―─－至到凌清早上中午下傍晚深夜晨"),
    frozenset("份起开以之来"),
    frozenset("止为之以前"),
)
"""What the three begin with: the cheap look before each, for hardly any phrase is followed by one."""

UPTO_WORDS = ("截至", "截止", "截止到", "截至到", "截止至", "直到", "直至", "迄")
UPTO_ENDS = frozenset(word[-1] for word in UPTO_WORDS).union("到至 ,")
"""What stands right before a phrase that such a word, or 到 and 至, goes before."""
