"""What stands around a numeral: dates and codes that are no quantity, bound words, rates per something."""

from __future__ import annotations

import re

# ---- numerals that are no quantity ----

_JOIN = " ?(?:-{1,2}|—{1,2}|–|~|至|到|、|/|和|,) ?"
_CLOCK = "(?:[01]?[0-9]|2[0-4])"
NOT_QUANTITY = re.compile(
    # 2020年, 2019-2020年, 2020年5月3日, 2019-2020学年
    rf"(?:19|20)[0-9]{{2}} ?(?:(?:年度?)?{_JOIN}(?:19|20)?[0-9]{{2}} ?){{0,6}}(?:[两三四五]?年|学年)"
    rf"(?:度|底|末|初| ?[0-9]{{1,2}} ?月(?: ?[0-9]{{1,2}} ?[日号])?)?"
    # 2020/5/3, 2020-05; not 2019.5万
    r"|(?:19|20)[0-9]{2}(?:[-/](?:0?[1-9]|1[0-2])(?:[-/][0-3]?[0-9])?|\.(?:0?[1-9]|1[0-2])\.[0-3]?[0-9])(?![0-9.%]|[ 0-9]?[万亿千百元户人])"
    # 1-5月, 6、7月份, 3月15日-20日
    rf"|[0-9]{{1,2}} ?(?:(?:月份?|日|号)?{_JOIN}[0-9]{{1,2}} ?){{0,11}}(?:月份?|[日号](?!以?内|之内|线|[元圆](?![旦宵])|本[钱銭]))"
    # 80年代, 90后
    r"|[0-9]{2}(?:、[0-9]{2}){0,4} ?(?:年代|后(?![续期勤备]))"
    # 17年底, 19年6月
    r"|[0-9]{2} ?年(?=底|末|初|度|上半年|下半年|前三季|第[一二三四]季| ?[0-9]{1,2} ?月)"
    # 08年
    r"|0[0-9] ?年(?!来|间)"
    # 4.2021年: a list marker glued to a year
    r"|[0-9]{1,2}\.(?:19|20)[0-9]{2} ?年"
    # 8:30, 08:00-17:30, 9时, 8点30分
    rf"|(?:0?[6-9]|1[0-9]|2[0-4]):[0-5][05](?::[0-5][0-9])?(?: ?[-—~至到]{{1,2}} ?{_CLOCK}:[0-5][0-9])?(?![0-9:.])|0[0-9]:[0-5][0-9](?![0-9:])"
    rf"|{_CLOCK} ?(?:时(?!段|常)|点(?:[0-5]?[0-9]分|半|整|前|后|许|左右|钟))(?:[0-5]?[0-9]分)?"
    # telephone numbers
    r"|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9.])|[48]00-?[0-9]{3}-?[0-9]{4}(?![0-9])"
    # 5号, 〔2020〕5号
    r"|[0-9]{1,6} ?号|(?:19|20)[0-9]{2} ?[〕\])】] ?(?:第 ?)?[0-9]{1,4} ?号"
)
DATE_NEXT = frozenset("年月日号-—–~至到、./:时点和, 〕])】后")
"""A date can only be there when one of these follows the first numeral."""

_ORDINAL = re.compile(r"第 ?[0-9一二三四五六七八九十百零]{1,6} ?(?:-|—|~|至|到|、) ?$")


def is_ordinal(folded: str, start: int) -> bool:
    """第 stands before the numeral, or before the range that the numeral ends (第1-3名)."""
    before = folded[start - 10 if start > 10 else 0 : start]
    if "第" not in before:
        return False
    return before.rstrip(" ").endswith("第") or _ORDINAL.search(before) is not None


_BEFORE_MINUS = frozenset(" \n\t(:,、;|长幅率降减为是比达度值额约速余差")


_BURDENS = frozenset("减担背抱肩自胜欠税重增承")
"""为企业减负8600万元: 负 of a word, no minus."""


def is_sign(folded: str, start: int) -> bool:
    """The hyphen before `start` is a minus sign (增长-3.2%), not a dash between two things (10万-20万元); so for 负."""
    if folded[start - 1] == "负":
        return start == 1 or folded[start - 2] not in _BURDENS
    return start == 1 or folded[start - 2] in _BEFORE_MINUS


# ---- bounds ----

_BOUND_WORDS = {
    "at_least": "不低于 不少于 不小于 不下于 不下 高于 多于 大于 超过了 超过 超出 突破了 突破 逾 超 ≥ > 至少 最少 最低 起码",
    "at_most": "不超过 不高于 不多于 不大于 不足 不到 ≤ < 低于 少于 小于 未达到 未达 未超过 至多 最多 最高 最高可达 封顶线为 封顶线 上限为 上限 不超",
    "about": "大约 大概 约 约为 约占 约有 将近 接近 近 大致",
}
# 节约30万元, 最近3个月: one character more makes it another word.
_OTHER_WORD = {
    "约": frozenset("节集预签合制公条契违履特相邀简隐婚"),
    "近": frozenset("最附邻就临亲靠远新"),
    "超": frozenset("赶反"),
    "约为": frozenset("节"),
    "约有": frozenset("节"),
}


def _by_last_character() -> dict[str, tuple[tuple[str, str], ...]]:
    """The bound words by their last character, longest first: 不低于 is tried before 低于."""
    pairs = [(word, bound) for bound, words in _BOUND_WORDS.items() for word in words.split()]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return {last: tuple(p for p in pairs if p[0][-1] == last) for last in {word[-1] for word, _ in pairs}}


_GAPS = frozenset((" ", "\n"))
_BY_LAST = _by_last_character()
_WORDS = [word for words in _BY_LAST.values() for word, _ in words]
BOUND_ENDS = _GAPS.union(_BY_LAST)
BOUND_ALONE = _GAPS.union(word for word in _WORDS if len(word) == 1)
BOUND_PAIRS = frozenset(word[-2:] for word in _WORDS if len(word) > 1)
"""What `bound_before` knows ends with one of the first, and that is one of the second or the last of a pair."""


def bound_before(folded: str, end: int) -> str | None:
    """The bound that the word right before `end` sets: 约, 超过, 不足."""
    last = folded[end - 1 : end]
    if last in _GAPS:
        begin = max(0, end - 3)
        end = begin + len(folded[begin:end].rstrip(" \n"))
        last = folded[end - 1 : end] if end else ""
    if last not in _BY_LAST:
        return None
    for word, bound in _BY_LAST[last]:
        if folded.endswith(word, 0, end):
            other = folded[end - len(word) - 1 : end - len(word)]
            return None if other and other in _OTHER_WORD.get(word, ()) else bound
    return None


AFTER_FIRST = frozenset("以及左上之内封多余( ")
"""The first characters of the words that `bound_after` knows."""

_AFTER = re.compile(
    r" ?(?:\(含\) ?)?(?:"
    r"(?P<at_least>(?:及其?)?以上(?!(?:各项)?(?:数据|统计|资料|指标|均[为是系]|所列|内容)))"
    r"|(?P<at_most>(?:及其?)?以下|以内|之内|封顶)"
    r"|(?P<about>左右|上下(?![级联班功游楼衔一同齐])))"
)
_INSIDE = re.compile(r"内(?![部外容设科涵控需审蒙生心在陆衣地江乡黄])")
_MORE = re.compile(r"[多余](?![了出收支次样种方元年措项个点家名处为于渠部层维形人数额款热震波渔户])(?![0-9])")
_CONTINUOUS = frozenset(("duration", "length", "weight", "area", "ratio", "age", "amount", "other"))


def bound_after(folded: str, end: int, measure: str) -> tuple[str | None, int]:
    """The bound set by the words right behind a quantity, and where the quantity ends (3年多 takes the 多 in)."""
    if match := _AFTER.match(folded, end):
        return match.lastgroup, end
    if measure == "duration" and _INSIDE.match(folded, end):
        return "at_most", end
    if measure in _CONTINUOUS and _MORE.match(folded, end):
        return "at_least", end + 1
    return None, end


# ---- rates per something ----

_WHOM_WORDS = {
    "person": "人 名 位 生 口", "household": "户 家", "bed": "床 张", "person_time": "人次", "household_time": "户次", "time": "次", "village": "村 个村",
    "community": "社区 个社区", "county": "县 个县", "town": "镇 乡镇", "subdistrict": "街道", "institution": "所", "mu": "亩", "square_metre": "平方米",
    "case": "例", "body": "具", "vehicle": "辆", "item": "件", "room": "间", "flat": "套", "building": "栋", "couple": "对", "session": "场 期",
}  # fmt: skip
_WHEN_WORDS = {
    "day": "天 日", "week": "周", "month": "月 个月", "quarter": "季度 季", "year": "年 学年", "term": "学期", "hour": "小时",
}  # fmt: skip
_CODES = {word: code for table in (_WHOM_WORDS, _WHEN_WORDS) for code, words in table.items() for word in words.split()}
_WORD = "|".join(sorted(_CODES, key=len, reverse=True))
THINGS_BESIDE = frozenset({"bed", "item", "room", "flat"})
"""件/床, 床/套: two units of one count of things, no rate."""
PER_FIRST = frozenset("/每")
PER_REACH = 20
_PER_AFTER = re.compile(
    rf" ?[/每] ?({_WORD})(?:(?: ?[·.•・、*/每] ?){{1,2}}({_WORD})|(月|年)(?![份度底末初均]))?+(?! ?[0-9])"
)
# 每人每月, 每名老人每月, 人均每月, 户均; a short verb may come before the numeral (每人每月补助 200元).
_PER_BEFORE = re.compile(
    rf"[每月年日次人户床村](?<=(?=(?:"  # the first character alone: the engine skips to those
    rf"每 ?(?:个|名|位)?({_WORD})(?:[^0-9,。;:、()每均%元]{{0,6}}[、·/]?[每全] ?(?:个|名|位)?({_WORD}))?"
    rf"|(?<!每人每)(?<!每户每)(月|年|日|次)?(人|户|床|村|月|年|日|次)均(?:每?(月|年|日))?)"
    rf"(?:平均|均(?=[为是按]))?[^0-9,。;:、()“”每均共计总合%元户人名]{{0,6}}$).)"
)


def per_name(*words: str | None) -> str | None:
    """人 and 月, in any order -> person_month."""
    codes = [_CODES[word] for word in words if word]
    whom = [code for code in codes if code in _WHOM_WORDS]
    when = [code for code in codes if code in _WHEN_WORDS]
    if when or "time" not in whom:
        return "_".join([*whom[:1], *when[:1]]) or None
    return "_".join(sorted(whom[:2]))  # 每人每次 -> person_time


def per_after(folded: str, end: int) -> tuple[str | None, int]:
    """元/人·月, 元/人月, 元每人每月: what the rate is per, and where its words end."""
    match = _PER_AFTER.match(folded, end)
    if match is None:
        return None, end
    return per_name(*match.groups()), match.end()


def per_before(window: str, start: int) -> tuple[str | None, int]:
    """每人每月 630元: what the words right before the numeral make it a rate per, and where they begin; `window` is the
    text of up to PER_REACH characters before it."""
    match = _PER_BEFORE.search(window.rstrip(" "))
    return (per_name(*match.groups()), start - len(window) + match.start()) if match else (None, start)
