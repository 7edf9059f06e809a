"""Programs that headings and the title name, and what a word means where another program governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Scene
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import BESIDE_FIGURE, ELSEWHERE, GENERIC, WITHIN, Rulebook


def heading_programs(scene: Scene, rules: Rulebook) -> list[Choice]:
    """The program of every section: its own words', else its parent's; several unrelated ones give none."""
    found: list[Choice] = []
    nothing = Choice(None, "program.none")
    led = nothing
    for section in scene.outline.sections:
        above = found[section.parent] if section.parent >= 0 else nothing
        if section.rank == ITEM_RANK:
            if scene.text.startswith(FIRST, section.start):
                led = said_before(scene, rules, section.start, above)
            if led.code and (not above.code or rules.is_under(led.code, above.code)):
                above = led
        mentions = scene.programs_in(section.title_start, section.title_end)
        if not mentions:
            found.append(above)
            continue
        named = [m for m in mentions if m.code != WITHIN or settled(m, above.code, rules)]
        codes = list(dict.fromkeys(settled(m, above.code, rules) for m in named))
        strong = [c for c in codes if c is not None and c not in GENERIC and c != ELSEWHERE]
        if len(strong) == 1 and above.code and narrows(rules, above.code, strong[0], section.title):
            found.append(above)
        elif len(strong) == 1:
            found.append(Choice(strong[0], "program.heading"))
        elif strong:
            common = rules.common(strong)
            found.append(Choice(common, "program.heading") if common else Choice(None, "program.heading_mixed"))
        elif codes and codes[0]:
            found.append(Choice(codes[0], "program.heading"))
        elif codes:
            found.append(Choice(ELSEWHERE, "program.heading_elsewhere"))
        else:
            found.append(above)
    return found


ITEM_RANK = 5
FIRST = ("一是", "一要", "第一,", "首先,")
LEAD = re.compile(r"[^。\n0-9]{4,60}[。:;,]?$")
"""What stands before the first of a list of items, in the same line: no figures, or those govern."""


def said_before(scene: Scene, rules: Rulebook, start: int, above: Choice) -> Choice:
    """The program that the words before 一是 name: 低保工作有新进展。一是标准提高,…;二是…."""
    lead = LEAD.search(scene.text, max(0, start - 62), start)
    mentions = scene.programs_in(lead.start(), start) if lead else ()
    codes = {settled(m, above.code, rules) for m in mentions}
    strong = [c for c in codes if c is not None and c not in GENERIC]
    return (
        Choice(strong[0], "program.heading")
        if len(strong) == 1 and strong[0] != ELSEWHERE
        else Choice(None, "program.none")
    )


BROAD = ("dibao", "extreme_poverty")


def narrows(rules: Rulebook, above: str, code: str, title: str) -> bool:
    """(一)城市低保工作 / 二是健全低保工作机制: the broad word under a heading of town or country means that one."""
    return code in BROAD and above != code and rules.is_under(above, code) and "城乡" not in title


FOUNDATION = re.compile(r"(?:公益|慈善|福利|教育|发展|救助)基金会[^,。]{0,8}(?:报告|总结|年报|小结)")
UNIT = re.compile(r"([\u4e00-\u9fff]{1,8}(?:站|院|馆|处|所|中心))(?=[\s\d〇二一关]|(?:上|下)半年|半年|工作|年度|第|$)")
"""The name of an office of one field: all that it tells of itself, its staff and its rooms too, is of that field."""

OFFICES = re.compile("(?:基层|乡镇|街道)?民政(?:服务|工作|事务)?(?:所|站|办|办公室|科|股|中心|窗口)")
"""石桥镇民政所2014年工作总结: whose report it is; where they are built a title says so."""
CHARITY, PUBLICITY = "charity", "publicity"


def title_program(title: str, rules: Rulebook, found: Sequence[ProgramMention]) -> Choice:
    """The program that the title itself names (慈善总会, 社会救助工作总结): the last resort."""
    if "建设" not in title:
        found = [m for m in found if not OFFICES.fullmatch(m.word)]
    if FOUNDATION.search(title):
        return Choice(CHARITY, "program.title")  # of a foundation's own report: what it does, not what it is
    if unit := UNIT.search(title):
        inside = [m.code for m in found if unit.start(1) <= m.start and m.end <= unit.end(1)]
        if inside and inside[-1] not in (ELSEWHERE, WITHIN) and inside[-1] not in GENERIC:
            return Choice(inside[-1], "program.title_unit")
    codes = {m.code for m in found if m.code not in (WITHIN, PUBLICITY)}  # a 调研报告 or 简报 is about something else
    codes = {code for code in codes if code not in GENERIC} or codes  # 救助管理工作简报 is no 宣传
    code = rules.common(codes) if codes and ELSEWHERE not in codes else None
    if len(codes) == 1:
        code = codes.pop()
    return Choice(None, "program.none") if code is None else Choice(code, "program.title")


STUDENT_AID = "education_assistance"
STAGES = frozenset({"学前教育", "普通高中", "中等职业", "职业教育学校", "义务教育阶段", "普通高等学校", "中职学校"})


def of_student_aid(title: Choice, mentions: tuple[ProgramMention, ...]) -> tuple[ProgramMention, ...]:
    """The mentions of a document; in a report on aid to students 学前教育 and 普通高中 only say at which stage it was given."""
    if title.code != STUDENT_AID:
        return mentions
    return tuple(m for m in mentions if m.code != ELSEWHERE or m.word not in STAGES)


def settled(mention: ProgramMention, context: str | None, rules: Rulebook, *, adjacent: bool = False) -> str | None:
    """The code of a mention; a word like 城市 or 集中 only where its program governs, one like 村委会 only beside its figure."""
    for of, code in rules.within.get(mention.word, ()):
        if rules.is_under(context, of) or (adjacent and of == BESIDE_FIGURE):
            return code
    return None if mention.code == WITHIN else mention.code


def meaning(
    mention: ProgramMention, wide: Sequence[str | None], rules: Rulebook, *, adjacent: bool = False
) -> str | None:
    """The code of a mention with several programs around it, nearest first: a word that has its meaning only inside
    one looks further than a word with a meaning of its own."""
    if mention.code != WITHIN:
        return settled(mention, wide[0], rules, adjacent=adjacent)
    for context in wide:
        if (code := settled(mention, context, rules, adjacent=adjacent)) is not None:
            return code
    return None
