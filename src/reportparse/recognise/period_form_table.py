"""The patterns of period_forms, beside the functions that read them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from reportparse.recognise import period_centuries as centuries
from reportparse.recognise import period_everyday as everyday
from reportparse.recognise import period_forms as read
from reportparse.recognise import period_lunar
from reportparse.recognise.period_calendar import Span
from reportparse.recognise.period_grammar import CHINESE_YEAR, COUNT, DASH, DAY, FRESH, MONTH, words
from reportparse.recognise.period_parts import DIGITS, Match
from reportparse.wordtrie import word_pattern

WEEK = "(?:个|一个?)?(?:周|星期|礼拜)"

Rule = Callable[[Match, dt.date], "Span | None"]


class Form(NamedTuple):
    """A pattern and what it means; only texts in which `hint` is found are searched for it."""

    pattern: re.Pattern[str]
    rule: Rule
    hint: re.Pattern[str] | None = None


def _forms() -> dict[Rule, str]:
    digits = "".join(sorted(DIGITS))
    year = f"(?P<year_said>(?:{FRESH}(?:[12][0-9]{{3}}|{CHINESE_YEAR}|[0-9]{{2}}|[{digits}]{{2}}) ?年|{word_pattern(words().relative_years)})的?)"
    near = "(?P<month_near>(?:[上下]{1,3}|[本这当])(?:一?个|一)?)月份?"
    month = f"(?:{near}|{year}?{FRESH}(?P<month_said>{MONTH}) ?月份?)"
    plain_month = f"{year}?{FRESH}(?P<month>{MONTH}) ?月份?"
    nth = f"(?:第(?P<nth>{COUNT})|最后一)"
    weekday = "(?P<weekday>[一二三四五六日天])"
    way = "(?P<way>(?:之|以)?[前后])"
    name = word_pattern(words().eras)
    day_of = f"(?:第(?P<nth>{COUNT})|最后一|头一)天"
    calendar_unit = "半|一?个?季|一个?月"  # 上半年, 下一季度: of the calendar, not counted from today
    rolling_way = (
        f"(?<![之以最今往前月年日天周然随此午先落])后(?![天半]|.{{1,2}}季)|过去|最近|近|前(?!半|[^天日周星礼]{{1,4}}[月季])|前(?=一个?月)|上(?!{calendar_unit})"
        f"|未来|今后|接下来|往后|下(?!{calendar_unit})"
    )
    closing = r"(?=[上下中早晚]午?|凌晨|之?[前后]|[至到~—-]|[的起开召]|\W|$)"
    half_year = "(?P<half>[上下前后]半年|[全整]年)"
    return {
        read.week: (
            f"(?P<ways>[上下]{{1,3}}|[这本]){WEEK}(?P<weekday>[一二三四五六日天末])?(?![年岁边围转密])"
            f"(?:(?<=[一二三四五六日天])(?:{DASH})(?:周|星期|礼拜)(?P<until>[一二三四五六日天]))?"
        ),
        everyday.weekday: (
            "(?<![0-9一二两三四五六七八九十几数每逢全各上下这本至到—~-])(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
            f"(?![年岁报刊记]|(?:{DASH})(?:周|星期|礼拜))"
        ),
        everyday.weekdays: f"(?<![每逢上下这本个])(?:周|星期|礼拜){weekday}(?:{DASH})(?:周|星期|礼拜)(?P<until>[一二三四五六日天])",
        read.weekend: "(?<![上下这本])周末",
        read.week_of_month: f"{month}的?{nth}个?(?:周|星期|礼拜){weekday}?",
        read.week_of_year: f"{year}(?:第(?P<nth>{COUNT}|[二三四五]十[一二三四五六七八九])|最后一)个?(?:周|星期|礼拜){weekday}?",
        read.near_month: (
            f"{near}(?P<month_said>)?(?:的?(?:(?P<day>{DAY})[日号]|(?P<day_alone>[1-3]?[0-9])(?=\\W|$)(?![.%~—-]))"
            "|(?P<part>[上中下]旬|[初中底末](?![学央国])))?(?!球)"
        ),
        everyday.month_begin: "(?<![0-9一二三四五六七八九十个份本这当上下每])月初(?![一二三四五六七八九十])",
        everyday.month_middle: f"{plain_month}中(?![旬上下学央国])",
        everyday.near_quarter: "(?P<ways>[上下]{1,2}|[本这当])(?:一?个|一)?季度(?P<part>[初中末底])?",
        everyday.quarter_middle: f"{year}?第?(?P<quarter>[一二三四1-4])季度中(?![的上下])",
        everyday.half_year: f"{FRESH}(?P<year>(?:19|20)[0-9]{{2}}){half_year}",
        read.near_day: f"(?P<more>大{{0,3}})(?P<near_day>{word_pattern(tuple(read.DAYS_AWAY))})",
        read.bare_day: (
            f"{FRESH}(?<![月年.期第每])(?P<day>[1-3]?[0-9](?=日(?![内以间制均龄报元])|号{closing})|{DAY}(?=[日号]{closing}))[日号]"
        ),
        everyday.days_of_month: f"{FRESH}(?<![月年.期第每])(?P<day>{DAY})[日号]?(?:{DASH})(?P<last_day>{DAY})[日号]{closing}",
        read.ago: (
            f"{FRESH}(?<![月第])(?!0)(?P<count>{COUNT}|[1-9][0-9]{{2}}|(?<![上下前后过个])半)(?:个?(?P<unit>天|日|周|星期|礼拜|年)|(?P<months>个月)|(?<=半)月)"
            f"(?P<and_half>半)?{way}(?!半)"
        ),
        read.vague_years: f"(?=[一二三四五六七八九十几1-9]){FRESH}(?:(?P<tens>[一二三四五六七八九]?十|[1-9]0)[几多]|几十)年{way}",
        read.nth_year: f"第(?P<nth>{COUNT})年(?!级)",
        read.near_year: "(?P<way>[上下])一年",
        read.rolling: f"(?P<way>{rolling_way})的?(?P<count>{COUNT}|半)个?(?P<unit>天|日|周|星期|礼拜|月|年|季度)(?![级内])",
        centuries.century: (
            "(?<!公元前)(?<!前)(?P<century>[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[上本下这]个?)世纪(?:(?P<decade>[0-9]0|[一二三四五六七八九]?十|[〇零一二三四五六七八九][〇零])年代"
            "(?P<part>[初中末后早晚]期?)?|(?P<edge>[初末]|中[叶期]))?"
        ),
        centuries.decades: (
            f"{FRESH}(?P<first>(?:19|20)?[0-9]0|[一二三四五六七八九]十)(?:{DASH})(?P<last>(?:19|20)?[0-9]0|[一二三四五六七八九]十)年代"
        ),
        read.reign: f"(?P<era>{name})(?P<year>{COUNT}|元)年(?:(?P<month>{MONTH})月)?",
        read.loose_date: f"{FRESH}(?<![/-])(?P<year>[12][0-9]{{3}})[ .\\-/·](?P<month>[01]?[0-9])[ .\\-/·](?P<day>[0-3]?[0-9])(?![0-9])",
        read.day_first: f"{FRESH}(?P<day>[0-3]?[0-9])/(?P<month>[01]?[0-9])/(?P<year>[12][0-9]{{3}})(?![0-9])",
        read.dotted: f"{FRESH}(?P<month>[01]?[0-9])·(?P<day>[0-3]?[0-9])(?![0-9])",
        read.month_and_number: f"{plain_month}(?P<day>[1-3]?[0-9])(?![0-9日号.,个人元次户件前后~—-])",
        read.first_days: f"{month}的?(?P<way>[前头]|最?后)(?P<count>{COUNT})[天日]",
        everyday.days_of_year: f"{year}(?P<way>[前头]|最?后)(?P<count>{COUNT}|[1-3][0-9]{{2}})[天日]",
        read.last_months: f"{year}(?:最?后|末)(?P<count>{COUNT})个?月",
        everyday.last_quarters: f"{year}?(?<!之)(?<!以)最?后(?P<count>[一二两三1-3])个?季度",
        everyday.month_of_year: f"{year}(?:第(?P<nth>{COUNT})个|首)月",
        read.day_list: f"{plain_month}(?P<day>{DAY})[日号](?:[,、和]{DAY}[日号]){{1,9}}",
        read.year_range: f"{FRESH}(?P<first>(?:19|20)[0-9]{{2}}) ?[-—~至到]{{1,2}} ?(?P<last>(?:19|20)[0-9]{{2}})(?![0-9年])",
        everyday.years_between: f"{FRESH}(?P<first>(?:19|20)[0-9]{{2}})[与和](?P<last>(?:19|20)[0-9]{{2}})年之?间",
        everyday.short_years: (
            f"(?:(?<=从)|(?<![\\w.]))(?P<first>[0-9]{{2}}|[{digits}]{{2}})年(?:{DASH})(?P<last>[0-9]{{2}}|[{digits}]{{2}})年"
            "(?![前后内间龄期级代多以来])"
        ),
        everyday.day_to_day: (
            f"{FRESH}(?P<year>[12][0-9]{{3}})(?P<sign>[./])(?P<month>[01]?[0-9])(?P=sign)(?P<day>[0-3]?[0-9])(?:{DASH})"
            "(?P<last_month>[01]?[0-9])(?P=sign)(?P<last_day>[0-3]?[0-9])(?![0-9./])"
        ),
        everyday.bare_month: (
            f"{FRESH}(?<![\\w.])(?P<year>(?:19|20)[0-9]{{2}})[/.](?P<month>0?[1-9]|1[0-2])(?=[至到]|[^\\w/.%]|\\.(?![0-9])|$)"
        ),
        everyday.now: "(?<=从)(?:现在|目前|当前)(?=(?:起|开始)?[到至])",
        read.year_dawn: f"{year}伊始",
        read.q_quarter: f"{year}?[Qq](?P<quarter>[1-4])(?:季度)?(?![0-9])",
        read.season: f"{year}?(?P<season>[春夏秋冬])[天季](?!节)",
        everyday.near_season: "(?P<way>[上下这今])一?个?(?P<season>[春夏秋冬])[天季](?!节)",
        everyday.pair_of_days: "(?P<pair>前昨|昨前|昨今|今明|明后)两?天",
        everyday.three_days: "(?P<three>前昨今|昨今明|今明后)三?天",
        everyday.pair_of_years: "(?P<pair>前去|去今|今明|明后)两年",
        everyday.day_of_month: f"{month}的?{day_of}",
        everyday.day_of_year: f"{year}的?{day_of}",
        everyday.compact: f"{FRESH}(?P<year>(?:19|20)[0-9]{{2}})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?![0-9.元])",
    }


# What a text must hold for a form to be in it: most texts hold few of these, and looking for one of them costs little.
_HINTS: dict[Rule, str] = {
    read.week: "周|星期|礼拜",
    everyday.weekday: "周|星期|礼拜",
    everyday.weekdays: "周|星期|礼拜",
    read.weekend: "周末",
    read.week_of_month: "周|星期|礼拜",
    read.week_of_year: "周|星期|礼拜",
    everyday.month_begin: "月初",
    everyday.month_middle: "月中|月份中",
    everyday.near_quarter: "季度",
    everyday.quarter_middle: "季度中",
    everyday.half_year: "半年|全年|整年",
    everyday.days_of_month: "[日号]",
    read.vague_years: "年",
    read.nth_year: "第",
    read.near_year: "一年",
    centuries.century: "世纪",
    centuries.decades: "年代",
    read.reign: "年",
    everyday.days_of_year: "年",
    everyday.last_quarters: "季度",
    everyday.month_of_year: "月",
    read.first_days: "月",
    read.last_months: "月",
    read.day_list: "月",
    read.month_and_number: "月",
    everyday.years_between: "年",
    everyday.short_years: "年",
    everyday.bare_month: "[/.]",
    everyday.day_to_day: "[/.]",
    read.day_first: "/",
    read.dotted: "·",
    everyday.now: "从",
    read.year_dawn: "伊始",
    read.q_quarter: "[Qq][1-4]",
    read.season: "[春夏秋冬]",
    everyday.near_season: "[春夏秋冬]",
    everyday.day_of_month: "天",
    everyday.day_of_year: "天",
}


@cache
def forms() -> tuple[Form, ...]:
    """All forms, compiled once."""
    decade = (
        "(?P<century>)?(?P<decade>(?:19|20)?[0-9]0|[一二三四五六七八九]十|(?:[一二][九零〇])?[〇零一二三四五六七八九][〇零])年代"
        "(?P<part>[初中末后早晚]期?)?"
    )
    hints = {rule: re.compile(hint) for rule, hint in _HINTS.items()}
    compiled = [Form(re.compile(pattern), rule, hints.get(rule)) for rule, pattern in _forms().items()]
    return (
        *compiled,
        Form(re.compile(f"{FRESH}{decade}"), centuries.century, re.compile("年代")),
        Form(period_lunar.pattern(), period_lunar.lunar, period_lunar.HINT),
    )


def short_year_alone() -> re.Pattern[str]:
    """A year of two digits before a part of it, or alone where no duration is written so: 零七年, 九零年, 07年."""
    digit = "[〇零○一二三四五六七八九]"
    return re.compile(
        f"{FRESH}(?P<short>{digit}{digit}|0[0-9]|[6-9][0-9])年(?![代级来多后内]|以(?!后|前)|前(?![0-9一二两三四五六七八九十]))"
    )
