"""Figures destroyed or masked beyond reading: 'xx户', '20xx9人', '发放 万元', '202021年', '202100床'. They are named, never
guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportparse.model.reading import Damage

_B = r"[ \u00a0\u3000]{0,2}"
# Units that a masked figure may have. Words that only begin like one (人民政府, 元旦, 户籍) are kept out, and so are
# those that a masked name has as well (XX区, XX村, XX家园).
_UNIT = (
    r"(?:[万亿千百余多]{0,3}(?:元(?![旦宵月])|户(?![籍口外主])|人次|户次|人(?![民大社员力事才口士])|名(?![单称])|个(?![人别])|张|件|次(?!会)|家(?![园庭具属长])|所(?!有)|"
    r"套|床|处(?![长理级])|项(?!目)|份(?!额)|场|期(?!间)|批|对(?![象于口])|例|岁|亩|平方米|公里|吨|天|小时)|项目|[万亿]|%|％|个百分点)"
)
_DATE = r"(?:年|月|日|季度)"
_MASKED = re.compile(
    rf"(?<![A-Za-z*_])(?:[0-9]{{0,4}}(?:[xXＸ×✕]{{1,6}}|[*＊]{{1,6}}|[_＿]{{2,12}}|□{{1,6}})[0-9xX×*.．]{{0,8}}{_B}(?:{_UNIT}|{_DATE}))"
)
_DIGITS_BEFORE_MASK = 4
_MASK = re.compile("[xXＸ×✕*＊_＿□]")
# 3×4米 is a product, 2*8小时 as well: a single sign between digits masks nothing.
_PRODUCT = re.compile(r"[0-9][×xX*＊✕][0-9]")
_LONG_MASK = re.compile(r"[xXＸ×✕*＊_＿□]{2}")

# The number was deleted: its unit stands behind a blank, or right behind a word that calls for a number.
_CALLS = re.compile(
    r"(?:发放|支出|投入|拨付|下拨|筹集|募集|争取|支付|资助|救助|保障|惠及|共有|现有|共计|合计|总计|累计|新增|达到|增长|下降|提高|上升|减少|占比|"
    r"达|为|有|计|约|近|共|资金|补贴|补助|经费|金额|善款|[救补供慰低][助养问保]金|总额)\Z"
)
_LONGEST_CALL = 4
# 近亿元 and 达到万元 are said of themselves; only of money given is a bare 万元 a figure with its digits lost.
_CALLS_MONEY = re.compile(r"(?:发放|支出|投入|拨付|下拨|筹集|募集|争取|支付|资金|补贴|补助|经费|金额|善款|总额)\Z")
_END = r"(?=[，。、；,;:：）)\n]|其中|和|及|以上|左右|\Z)"
_LONELY_UNITS = (
    re.compile(rf"[ \u00a0\u3000](?<![0-9].)(?:余|多|近)?{_UNIT}{_END}"),
    re.compile(rf"[万亿%％个](?<![0-9].)(?:(?<=[万亿])元|(?<=[%％])|(?<=个)百分点){_END}"),
)

_YEAR_RUN = re.compile(r"(?:19|20)[0-9]{3,8}年")
_LONG_YEAR = re.compile("年(?<=[0-9]{5}年)")
"""The cheap look for one: by its plain sign, of which there are fewer than digits."""
_OWN_YEAR = re.compile(r"(?:19|20)(?<![0-9]..)[0-9]{2}(?=[ ]?年)", re.DOTALL)
_DIGITS = frozenset("0123456789")
_LONGEST_RUN = 12
_UNIT_BEHIND = re.compile(rf"{_B}(?:{_UNIT}|米|公斤|斤|条|座|栋|间|辆|台|起|宗|具|头|块|册|本|篇|门|顶|枚|只|株|棵|级)")
_TITLE_LENGTH = 300
_MORE_LEFT, _MORE_RIGHT = re.compile(r"[0-9.]\Z|[0-9][,，]\Z"), re.compile(r"[0-9]|[.,，][0-9]")


def find_damage(text: str, known: Iterable[Damage] = ()) -> Iterator[Damage]:
    """Every figure that cannot be read, in order; `known` were found elsewhere."""
    found = [*_masked(text), *_deleted(text), *_overwritten(text), *known]
    done = 0
    for damage in sorted(found, key=lambda d: (d.start, -d.end)):
        if damage.start >= done:
            yield damage
            done = damage.end


def _masked(text: str) -> Iterator[Damage]:
    if _MASK.search(text) is None:
        return
    done = 0
    for sign in _MASK.finditer(text):
        start = sign.start()
        if start < done:
            continue
        while start > done and sign.start() - start < _DIGITS_BEFORE_MASK and text[start - 1] in _DIGITS:
            start -= 1
        m = next(filter(None, (_MASKED.match(text, at) for at in range(start, sign.end()))), None)
        if m is None:
            continue
        done = m.end()
        if _PRODUCT.search(m[0]) is None or _LONG_MASK.search(m[0]):
            yield Damage(m.start(), m.end(), "masked")


def _deleted(text: str) -> Iterator[Damage]:
    for m in (m for unit in _LONELY_UNITS for m in unit.finditer(text)):
        start = m.start()
        while start and text[start - 1] in " \u00a0\u3000":
            start -= 1
        glued_money = start == m.start() and m[0][-1] == "元" and text[start] in "万亿"
        call = (_CALLS_MONEY if glued_money else _CALLS).search(text[max(0, start - _LONGEST_CALL) : start])
        if call is not None:
            yield Damage(start - len(call[0]), m.end(), "masked")


def _overwritten(text: str) -> Iterator[Damage]:
    """A year written over other digits: by a careless replacement of all 19s by 2019s, say."""
    for m in _YEAR_RUN.finditer(text) if _LONG_YEAR.search(text) else ():
        if not _has_more(text, m.start(), m.end()):
            yield Damage(m.start(), m.end(), "damaged")
    years = frozenset(_OWN_YEAR.findall(text[:_TITLE_LENGTH]))
    for start, end in sorted({run for year in years for run in _runs_with(text, year)}):
        # The year has eaten digits of the number; a round number (202000元) may be true, but is no safer to believe.
        if not _has_more(text, start, end):
            unit = _UNIT_BEHIND.match(text, end)
            if unit is not None:
                yield Damage(start, unit.end(), "damaged")


def _runs_with(text: str, year: str) -> Iterator[tuple[int, int]]:
    """The runs of more digits than a year's that hold this one."""
    at = text.find(year)
    while at >= 0:
        start, end = at, at + len(year)
        while start and text[start - 1] in _DIGITS:
            start -= 1
        while end < len(text) and text[end] in _DIGITS:
            end += 1
        if len(year) < end - start <= _LONGEST_RUN:
            yield start, end
        at = text.find(year, end)


def _has_more(text: str, start: int, end: int) -> bool:
    """The digits are a piece of a longer number: 1,202,300 or 12.02300."""
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    return _MORE_LEFT.search(left) is not None or _MORE_RIGHT.match(right) is not None
