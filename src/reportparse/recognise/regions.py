"""Whose report it is and which place it is about: every place that its front and its end name, the best of them taken.

Where a place stands tells more than how often: the title, then a masthead, a signature, 在石塘县第十六届人民代表大会, the site;
last what sentences say. 全县 and 我县 tell the level that is meant, so that 省 of 省民政厅 is not taken for a county's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportparse.recognise.places import Place, Words, places_in

OFFICE = (
    r"(?:民政局|民政厅|民政办公室|民政办|民政所|民政|退役军人事务局|人力资源和社会保障局|人社局|医疗保障局|医保局|残疾人联合会|残联|"
    r"乡村振兴局|扶贫办|教育局|住房和城乡建设局|住建局|卫生健康委员会|卫生健康局|卫健委|卫健局|应急管理局|慈善总会|慈善会|红十字会|"
    r"统计局|财政局|人民政府|政府|街道办事处|老龄办|社会事务办|救助管理站|社区居委会|社会工作部)"
)
AN_OFFICE = re.compile(OFFICE)
STREET = "街道"
IN_OFFICES = (STREET, "社区")
"""Levels that names of offices begin with: 青石街道 has a 街道办事处."""

SPACED = re.compile(
    r"(?:(?<=\A[\u4e00-\u9fff])|(?<=\s[\u4e00-\u9fff]))[ \u3000]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff](?:\s|\Z))"
)
"""The blanks of a title whose signs stand apart: 石 塘 县 民政局."""
NATION = re.compile(
    r"\A(?:[0-9]{4}年度?)?(?:中华人民共和国|全国(?!文明|双拥|卫生|先进|模范|示范|试点|性|两会|人大))|\A(?:民政部|国家统计局|国务院)"
)
WHOLE_NATION, NATION_SAID = "全国", 3
"""So often is 全国 said, and no 全省, 全市, where the report is of the whole nation."""
SESSION = re.compile(r"第[一二三四五六七八九十百0-9]{1,4}届")
SOURCE = re.compile(r"(?:来源|机构|机关|单位|主办|供稿)(?:[(][^()]{1,6}[)])?\s?:\s?\Z")
ADDRESSEE = re.compile(r"(?![^:]{0,40}(?:总结|报告|汇报))[^:,。;]{2,40}:\Z|(?:抄送|抄报|主送|报送|报)\s?:")
"""A line that says whom the report goes to: 云岭市民政局:"""
SITE = re.compile(r"(?:人民)?政府(?:门户)?网|(?:人民)?政府信息公开|(?:人民)?政府办公室|民政(?:信息)?网|政务")
MASTHEAD = re.compile(
    r"(?:局|厅|委|委员会|办公室|政府|联合会|总会|协会|文件|办事处|中心|工会|妇联|残联|民政办|[院站处所社馆])(?:文件)?$|(?:总结|报告|公报|汇报|小结|要点|情况|计划|打算|通报|简报|[月季年]报)(?:[(][^()]{1,8}[)])?$"
)
"""What a line ends with that bears an office's name, or is a title itself."""
DATED = re.compile(r"\s*[(]?(?:(?:19|20)\d\d|二[〇○零O]|一九).{0,14}$")
LONGEST_MASTHEAD = 30
CLOSING = 160
"""Characters at the end in which a report is signed."""

HEAD, SIGNED, SAID, MENTIONED, BODY = 90, 80, 50, 40, 25
SITE_SAYS = 60
WITH_OFFICE, SAID_ONCE, RIGHT_LEVEL, WRONG_LEVEL = 5, -20, 20, -45
"""What a place is worth by where it stands, and what its office, its being said once and its level add to that."""
LEAST = 25
"""A place that is worth less is left aside: better no place than a wrong one."""

LEVELS, NATION_LEVEL = "省市县区州盟旗镇乡", "国"
NEW_PLACE = re.compile(r"新(?P<name>[\u4e00-\u9fff]{2,3}?)(?:而|作出|做出)(?:\w{0,4}?)(?:努力|奋斗|贡献)")
"""How speeches end: 为建设富裕文明的新石塘而努力奋斗."""
ACCOUNT = re.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff]{2,3})(?:民政|人社|医保|残联|慈善|应急|司法|统计|发布|工会)(?:\s|$)|发表于(?P<at>[\u4e00-\u9fff]{2,3})",
    re.M,
)
"""What an account of a place is called that puts out a report: 石塘民政."""
NO_PLACE_NAME = re.compile(
    r"智慧|阳光|平安|数字|基层|城乡|全[省市县区国]|今年|中国|农村|社会|家园|局面|时代|征程|篇章|城市|民政|事业|未来|生活|格局|辉煌|业绩|台阶|面貌"
)


class Front(NamedTuple):
    """The parts of a report, folded, that tell whose it is: what stands above its title, the title, what follows; all of it."""

    above: str
    title: str
    opening: str
    text: str


class Candidate(NamedTuple):
    """A place with what it is worth."""

    worth: int
    name: str
    place: Place


def find_publisher(front: Front, words: Words) -> tuple[str | None, str | None]:
    """(publisher, region): each from the title, completed from the lines around it and from the end."""
    title = SPACED.sub("", front.title)
    in_title = list(places_in(title, words, small=True))
    first = office_in(title, in_title)
    if first is None and (found := AN_OFFICE.search(front.opening)):
        first = office_in(front.opening, list(places_in(front.opening[: found.end()], words)))
    publisher, place = first or (None, None)
    region = title_region(title, in_title, words) or find_region(front, title, words)
    if region and publisher and not place and AN_OFFICE.search(title):
        shared = next((level for level in IN_OFFICES if region.endswith(level)), "")
        publisher = region + publisher.removeprefix(shared)
    return publisher, region


def office_in(text: str, places: Sequence[Place]) -> tuple[str, str | None] | None:
    """The first office with the place right before it, and that place; None where no office is named."""
    if (m := AN_OFFICE.search(text)) is None:
        return None
    for place in places:
        name = text[place.start : place.end]
        if place.end == len(text[: m.start()].rstrip()):  # a title may break between them
            return name + m.group(), name
    return m.group(), None


def title_region(title: str, places: Sequence[Place], words: Words) -> str | None:
    """The place of the title: one that stands free or whose office is named before others; none that only something is
    done for (对口支援石塘县)."""
    own = [p for p in places if not elsewhere(title, p, words)]
    best = next((p for p in own if p.office or p.hard), own[0] if own else None)
    return title[best.start : best.end] if best else None


def find_region(front: Front, title: str, words: Words) -> str | None:
    """The place that the report is about, where its title names none."""
    level = level_of(front.text)
    heads = (title, *(line.strip() for line in front.opening.split("\n")))
    if level in ("", NATION_LEVEL) and any(map(NATION.search, heads)):
        return WHOLE_NATION
    found = [judged(c, level, front.text) for c in around(front, words)]
    best = max(found, key=worth_of, default=None)
    if best is None or best.worth < LEAST:
        best = max(of_body(front.text, words, level), key=worth_of, default=None)
    if best is not None and best.worth >= LEAST:
        return shortened(best, front.text)
    return WHOLE_NATION if level == NATION_LEVEL else new_place(front, level)


ROW = re.compile(r"[|\s]*[\u4e00-\u9fff]{2,10}(?:[|\s]+\d[\d.,%]*){2}")
"""青石镇 86 142: a row of a table has its own place, the report another or none."""


def worth_of(candidate: Candidate) -> int:
    """What a candidate is worth."""
    return candidate.worth


def around(front: Front, words: Words) -> Iterator[Candidate]:
    """The places of the lines above the title, below it, and of the end."""
    for line in front.above.split("\n"):
        yield from of_line(line, words, HEAD - 10)
    for line in front.opening.split("\n"):
        if not ROW.match(line):
            yield from of_line(line, words, MENTIONED)
    for line in front.text[-CLOSING:].split("\n"):
        yield from () if ROW.match(line) else (c for c in of_line(line, words, 0) if c.worth >= SITE_SAYS)


def of_line(line: str, words: Words, worth: int) -> Iterator[Candidate]:
    """The places of one line, worth what their surroundings say, at least `worth`."""
    stripped = line.strip()
    if ADDRESSEE.match(stripped):
        return
    bare = DATED.sub("", stripped).rstrip()
    is_head = len(bare) <= LONGEST_MASTHEAD and MASTHEAD.search(bare) is not None
    for place in places_in(stripped, words):
        if elsewhere(stripped, place, words):
            continue
        if SESSION.match(stripped, place.end):
            here = HEAD
        elif is_head and place.hard and place.office:
            here = SIGNED
        elif SITE.match(stripped, place.end) or SOURCE.search(stripped, 0, place.start):
            here = SITE_SAYS
        else:
            here = SAID if place.hard and worth else worth
        if here or worth:
            yield Candidate(max(here, worth) + WITH_OFFICE * place.office, stripped[place.start : place.end], place)


def of_body(text: str, words: Words, level: str) -> Iterator[Candidate]:
    """The places of the whole text that are of the level meant and are said again or with their office."""
    if not level:
        return
    names: dict[str, list[Place]] = {}
    for place in places_in(text, words):
        if place.level.endswith(level) and not elsewhere(text, place, words):
            names.setdefault(text[place.start : place.end], []).append(place)
    for name, places in names.items():
        if len(places) > 1 or places[0].office:
            yield Candidate(BODY + len(places), name, places[0])


def judged(candidate: Candidate, level: str, text: str) -> Candidate:
    """The candidate worth more where it is of the level that 全县, 我县 mean, less where it is not or is only mentioned once."""
    if candidate.worth <= SAID and text.count(candidate.name) < 2:
        candidate = candidate._replace(worth=candidate.worth + SAID_ONCE)
    if not level:
        return candidate
    fits = candidate.place.level.endswith(level) or (level == "区" and candidate.place.level == "自治区")
    return candidate._replace(worth=candidate.worth + (RIGHT_LEVEL if fits else WRONG_LEVEL))


def level_of(text: str) -> str:
    """The level that the report is about, as 全县, 我县 and 县委 tell it; empty where nothing does."""
    told = {
        c: text.count(f"全{c}") + 2 * text.count(f"我{c}") + text.count(f"{c}委、{c}政府") for c in (*LEVELS, STREET)
    }
    best = max(told, key=lambda c: told[c])
    if text.count(WHOLE_NATION) >= max(NATION_SAID, 2 * told[best] + 1):
        return NATION_LEVEL
    return best if told[best] else ""


def elsewhere(text: str, place: Place, words: Words) -> bool:
    """Whether the words before a place say that it is another one than the report's (位于石塘县)."""
    before = words["elsewhere"]
    return any(before.fullmatch(text, n, place.start) for n in range(max(0, place.start - 5), place.start))


def shortened(best: Candidate, text: str) -> str:
    """The name without a word before it that no list knows: 推介石塘县 where 石塘县 is said more often without it."""
    name = best.name
    for n in range(1, len(name) - len(best.place.level) - 1):
        if best.place.masked or name[n - 1] in LEVELS:  # 云岭市石塘县 stays whole
            break
        if text.count(name[n:]) > 2 * text.count(name):
            return name[n:]
    return name


def new_place(front: Front, level: str) -> str | None:
    """A place that is named without its level, which the report speaks of besides: as speeches end (为建设新石塘而努力奋斗), or
    as an account is called whose name the title has too."""
    if not level:
        return None
    names = [m["name"] for m in NEW_PLACE.finditer(front.text)]
    told = [m["name"] or m["at"] for m in ACCOUNT.finditer(front.above + "\n" + front.opening)]
    names += [name for name in told if name in front.title]
    return next((name + level for name in names if not NO_PLACE_NAME.search(name)), None)
