"""Nouns that stand apart from a figure: before a word of time, in the clause before, behind its verb, in the heading above."""

from __future__ import annotations

import re

from reportparse.link.frames import Frame, Scene
from reportparse.link.subject_words import GENERIC, GOAL, joined

LAYING_OUT = frozenset({"投资", "总投资", "启动投资", "计划投资", "投入", "共投资", "筹资", "投入资金", "投资额"})
LAID_OUT_ON = re.compile(
    r"(?:,(?=新|改|修|建|硬化|完成|实施|铺|架|治理|维修|扩|兴|整治|疏浚|购|用于))?(?:用于|在)?([\u4e00-\u9fff“”\"]{4,16}?)(?=[,。;:、(\d\n]|$)"
)
"""投资368万元硬化通村水泥路14.5公里: what the money went into stands behind it."""

EACH = re.compile(r"(?:(?:每|按每)[人生户名村车床学站所社区天]{1,2}){1,2}|每[月年]")
"""每人每月补贴: whom it is paid to stands before."""

CLAUSE_BEFORE = re.compile(r"([\u4e00-\u9fff“”\"《》()、]{4,30}),$")
DOING_FIRST = re.compile(
    r"(?:已|正|拟|将|再|新|并|共|全面|继续|力争|计划){0,2}(?:开工建设|启动建设|完成|建成|开工|新建|建设|改造|启动|实施|推进|开展|组织|举办|落实|做好|建立|配齐|配备|打造|投用|设立)"
)
TOLD_WHOLE = re.compile(r"[\u4e00-\u9fff“”]{4,16}(?=[,。;:])")
"""A verb with its object, told by itself."""
SHORTEST, LONGEST = 4, 16
"""Characters of a noun taken from elsewhere."""

HEADING_NOUN = re.compile(
    r"(?:[一二三四五六七八九十]是|\d{1,2})?(?:关于|抓好|做好|加强|推进|加快|着力|狠抓|扎实推进|切实做好|全力推进|稳步推进|大力推进|积极推进)?([\u4e00-\u9fff“”]{2,12}?)"
    r"(?:工作|情况|方面|建设|管理|进展|完成情况|进展情况|落实情况){0,2}"
)
VERBAL_HEADING = re.compile(
    r"[,、;更有了在抓强促保]|基本|主要|存在|问题|总体|工作|打算|计划|情况|不断|扎实|持续|全面|进一步|有力|成效|提升|深入|取得|安排|进度|攻坚"
)
MIDDLE = re.compile(r"(?:(?<![高初])中|里)(?:仅|只|仍|还|已|现|尚|就|共)?有?$")
PREDICATE = re.compile(r"(?:还|仍|尚|已经?|均|都)?([\u4e00-\u9fff“”]{2,14})(?=[,。;:、(]|$)")
AND_OTHERS = re.compile(r"(?:举办|开展|组织|举行|实施|落实|推进)[^,。;]{2,}等([\u4e00-\u9fff]{2,8})")


def split_by_time(own: str, before: str) -> str:
    """城乡居民储蓄存款年末余额: a word of time in the middle of the noun; what stands before it belongs to it."""
    if len(own) > SHORTEST or not before or not (GENERIC.fullmatch(own) or GOAL.fullmatch(own) or own in BARE):
        return own
    return joined(before, own) if SHORTEST <= len(before) <= LONGEST else own


BARE = frozenset(
    {
        "余额",
        "结余",
        "结存",
        "累计结存",
        "累计结余",
        "总数",
        "总量",
        "完成",
        "任务",
        "计划",
        "目标",
        "存量",
        "产值",
        "收入",
        "支出",
        "人数",
    }
)


def laid_out_on(own: str, rest: str) -> str:
    """投资…硬化通村水泥路: the investment is named by what it is for; "" where nothing is told."""
    if own not in LAYING_OUT:
        return ""
    m = LAID_OUT_ON.match(rest)
    return m[1] + "投资" if m else ""


def without_each(own: str) -> str:
    """每人每月补贴 -> 补贴."""
    return EACH.sub("", own) if "每" in own else own


def clause_before(scene: Scene, frame: Frame) -> str:
    """The noun of the clause before, where that one counts nothing: 开工建设康复托养中心,建筑面积…."""
    if frame.own_start <= frame.part[0] or frame.lead_start >= frame.own_start:
        return ""
    m = CLAUSE_BEFORE.search(scene.text, max(frame.lead_start, frame.part[0]), frame.own_start)
    if m is None or (m.start() and scene.text[m.start() - 1] not in ",;。:\n " and m.start() != frame.part[0]):
        return ""
    noun = m[1]
    doing = DOING_FIRST.match(noun)
    noun = noun[doing.end() :] if doing else noun
    return noun if SHORTEST <= len(noun) <= LONGEST else ""


def object_before(scene: Scene, frame: Frame, own: str) -> str:
    """减征职工医保单位缴费,惠及企业…,减征1.36亿元: the verb, two or three signs, was told with its object before."""
    at = scene.text.find(own, frame.sentence.start, frame.own_start)
    if at < 0:
        return ""
    m = TOLD_WHOLE.match(scene.text, at)
    return m[0] if m else ""


def heading_noun(scene: Scene, frame: Frame) -> str:
    """The noun of the heading right above: (二)保障性安居工程. "" where the heading is a slogan."""
    at = frame.sentence.section
    if at < 0:
        return ""
    section = scene.outline.sections[at]
    m = HEADING_NOUN.fullmatch(section.title.strip(" 。:,;"))
    if m and not VERBAL_HEADING.search(m[1]):
        return m[1]
    named = scene.programs_in(section.title_start, section.title_end)
    if named and not scene.text[section.title_start : named[0].start].strip() and len(named[0].word) >= SHORTEST:
        return named[0].word  # 保障性安居工程超额完成
    return ""


def of_those(own: str, rest: str, base: str = "") -> str:
    """14个乡镇服务站中有5个没有专职人员: what is counted are those that the words behind pick out."""
    noun = base if own in ("中", "里", "中有", "中的") else MIDDLE.sub("", own)
    if noun == own or not noun:
        return ""
    m = PREDICATE.match(rest)
    return f"{m[1]}的{noun}" if m else noun


def without_examples(own: str) -> str:
    """举办“春风行动”等招聘会 -> 招聘会: what the examples are of."""
    m = AND_OTHERS.fullmatch(own)
    return m[1] if m else own
