"""Stretches of a text that are plans though no heading says so: lines that open with what is to come, second halves, lists of goals."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportparse.link.plans import opens_plans, without_names
from reportparse.model.mentions import PeriodMention
from reportparse.model.outline import Outline
from reportparse.rulebook import Rulebook

PLAN_OPEN = re.compile(
    r"\s*(?:下一步|下步|下一阶段|下阶段|今后|明年|接下来|下半年|展望(?:新年|来年|未来|新的一年)|[二三四]季度)[^,。;]{0,10}[,将要拟继]"
)
PLAN_OPENS = frozenset("下今明接展二三四")
"""Each of the words of PLAN_OPEN begins with one of these."""
PLAN_WORDS = ("下一步", "下步", "下一阶段", "下阶段", "今后", "明年", "接下来", "下半年", "展望", "季度")
"""All of them, or what they hold."""

PLAN_VERB = re.compile(
    r"打算|计划|将(?<!现将)|拟|要|力争|重点|准备|争取|目标|继续|做好|抓好|着力|进一步|预期|力求|着重|努力"
)
TIME_LAG = 3
"""Characters of a sentence at most before the words of time that it opens with."""

PLAN_OPENING = 30
"""Characters from a sentence's start in which it says that it is about plans."""
TO_DO = re.compile(r"要(?<=[上都还也就,。;]要)(?![求素点闻道件么紧强领义害])|确保|力争|务必|必须|着力|努力")
"""Each of its words begins with a plain character: the engine skips to those."""
DONE_SO_FAR = re.compile("已[经完建发拨达]|现有|共有|完成了|全年共|同比")
SO_FAR = re.compile(
    "(?:[,;]|目前|截[至止][^,。;]{0,10})(?:已经?|累计)(?:完成|开工|竣工|建成|到位|拨付|发放|启动|改造|新建|评估|落实)"
)
LOOKS_BACK = re.compile(
    r"\s*(?:年末|截[至止]|目前|全年[^。;]{0,40}(?:同比|[比较][上去]年))|[^。]{0,40}(?:已经?[完建发拨达]|完成了)"
)
"""Behind a plan: what was done, or stands."""
GOALS = re.compile(
    r"(?:(?:主要|总体|发展|年度)(?:预期|奋斗|工作|发展)?目标|(?:预期|奋斗)(?:性)?(?:目标|指标))(?:任务)?(?:是|为|如下)?:"
)
PLAN_OF = re.compile(
    "份?(?:怎[么样]|咋)(?:办|干|抓|做)|份?的?(?:主要|重点)?(?:工作)?的?(?:打算|计划|安排|思路|重点|要点|任务|工作)"
)
"""6月份打算, 2012年怎么办?: the time is that of the plans."""
LONGEST_LINE = 22
YEAR_SLOGAN = re.compile(r"[●○◆◇■□▲△★☆※\s]*20\d\d年?[:,][\u4e00-\u9fff“”]{2,12}!?")
TITLE_LINE = re.compile(r"[^,。;:!?、|]+")
TASKS = re.compile("(?:任务|目标|安排|计划|打算|思路|重点|要点|部署|建议)(?:\\([^)]{1,6}\\))?$")
LOOKED_BACK = re.compile("回顾|总结|完成情况|执行情况")
AIM = "要有新"
FEWEST_TOLD = 3
"""Sentences of a part that can be told by what they say to do."""


def plan_stretches(
    text: str, outline: Outline, periods: Sequence[PeriodMention], rules: Rulebook
) -> tuple[tuple[int, int], ...]:
    """Stretches of plans though no heading says so, and those under a heading that names shortfalls and plans at once."""
    found = {
        *plan_lines(text, outline, periods),
        *plan_titles(text, outline, periods),
        *goal_lists(text, outline),
        *second_halves(text, outline, periods, rules),
        *told_to_do(text, outline, rules),
        *aims(text, outline),
    }
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:  # one inside another says nothing more
            kept.append((start, end))
    return tuple(kept)


def plan_titles(text: str, outline: Outline, periods: Sequence[PeriodMention]) -> list[tuple[int, int]]:
    """A line by itself, without a number, that names next year's tasks: all behind it, up to a line that looks back."""
    if not any(p.relation == "future" or p.rule == "year_ahead" for p in periods):
        return []  # the cheap look first: no line can begin such a stretch
    starts = [p.start for p in periods]
    found: list[tuple[int, int]] = []
    begun = None
    title = len(outline.title or "")
    for sentence in outline.sentences:
        line = text[sentence.start : sentence.end].strip()
        if sentence.heading or sentence.start < title or len(line) > LONGEST_LINE:
            continue
        n = bisect_left(starts, sentence.start)
        if n < len(starts) and starts[n] < sentence.end and periods[n].rule == "year_ahead" and "。" not in line:
            if begun is not None:
                found.append((begun, sentence.start))
            begun = starts[n]  # ▍2025,我们继续出发
            continue
        if n < len(starts) and periods[n].relation == "future" and YEAR_SLOGAN.fullmatch(line):
            if begun is not None:
                found.append((begun, sentence.start))
            begun = starts[n]  # ● 2021年:再启新程
            continue
        if not TITLE_LINE.fullmatch(line):
            continue
        ahead = periods[n] if n < len(starts) and not text[sentence.start : starts[n]].strip() else None
        if ahead and ahead.relation == "future" and TASKS.search(line):
            if begun is not None:
                found.append((begun, sentence.start))
            begun = sentence.start
        elif begun is not None and LOOKED_BACK.search(line):
            found.append((begun, sentence.start))
            begun = None
    return [*found, (begun, len(text))] if begun is not None else found


def goal_lists(text: str, outline: Outline) -> list[tuple[int, int]]:
    """主要预期目标是:…。…: the goals go on to the end of the line, or to a sentence that tells what was done."""
    found: list[tuple[int, int]] = []
    for n, sentence in enumerate(outline.sentences):
        if text.find(":", sentence.start, sentence.end) < 0:
            continue  # the cheap look first
        if m := GOALS.search(text, sentence.start, sentence.end):
            found.append((m.end(), end_of_plans(text, outline, n, text.find("\n", m.end()))))
    return found


def end_of_plans(text: str, outline: Outline, n: int, stop: int) -> int:
    """Where plans that begin in a sentence end: at the end of their line, or where a later sentence looks back."""
    stop = stop if stop >= 0 else len(text)
    for sentence in outline.sentences[n + 1 :]:
        if sentence.start >= stop:
            break
        if LOOKS_BACK.match(text, sentence.start, sentence.end):
            return sentence.start
    return stop


def aims(text: str, outline: Outline) -> list[tuple[int, int]]:
    """第一,在保障水平上要有新提高。…: what an aim opens goes on to the end of the line, or to a sentence that looks back."""
    found: list[tuple[int, int]] = []
    at = text.find(AIM)
    while at >= 0:
        n = bisect_right([s.start for s in outline.sentences], at) - 1
        stop = text.find("\n", at)
        if n >= 0 and text[max(0, at - 1)] in "上中面也都":
            found.append((at, end_of_plans(text, outline, n, stop)))
        at = text.find(AIM, stop) if stop >= 0 else -1
    return found


def second_halves(
    text: str, outline: Outline, periods: Sequence[PeriodMention], rules: Rulebook
) -> list[tuple[int, int]]:
    """存在的不足和明年打算: from the first sentence that speaks of what is to come to the end of the section."""
    sections = outline.sections
    found: list[tuple[int, int]] = []
    for n, section in enumerate(sections):
        title = without_names(section.title)
        if not (rules.cues["plan_heading"].search(title) and rules.cues["past_heading"].search(title)):
            continue
        end = next((s.start for s in sections[n + 1 :] if s.rank <= section.rank), len(text))
        if any(s.start < end and opens_plans(s.title, rules) for s in sections[n + 1 :]):
            continue  # 三季度小结及四季度怎么干, told again under the title: a heading below says where the plans begin
        starts = [p.start for p in periods if p.relation == "future" and section.title_end <= p.start < end]
        for sentence in outline.sentences:
            if section.title_end <= sentence.start < end and (
                PLAN_OPEN.match(text, sentence.start, sentence.end)
                or any(sentence.start <= at < sentence.end for at in starts)
            ):
                found.append((sentence.start, end))
                break
    return found


def told_to_do(text: str, outline: Outline, rules: Rulebook) -> list[tuple[int, int]]:
    """The part of a speech that says what is to be done, sentence upon sentence, though its heading does not."""
    found: list[tuple[int, int]] = []
    for n, section in enumerate(outline.sections):
        if section.rank > 1 or section.title_end < len(text) // 2:
            continue
        if rules.cues["past_heading"].search(section.title) or rules.cues["plan_heading"].search(section.title):
            continue
        end = next((s.start for s in outline.sections[n + 1 :] if s.rank <= section.rank), len(text))
        said = text[section.title_end : end]
        sentences = said.count("。")
        told = len(TO_DO.findall(said))
        if told >= FEWEST_TOLD and told * 2 >= sentences and not DONE_SO_FAR.search(said):
            found.append((section.title_end, end))
    return found


def plan_lines(text: str, outline: Outline, periods: Sequence[PeriodMention]) -> tuple[tuple[int, int], ...]:
    """Stretches that open with plans though no heading says so: 下一步,将…; 二〇〇四年,打算…: to the end of the line."""
    looks_ahead = any(p.relation == "future" for p in periods)
    if not looks_ahead and not any(word in text for word in PLAN_WORDS):
        return ()  # the cheap look first
    found: list[tuple[int, int]] = []
    starts = [p.start for p in periods]
    sections = sorted(s.start for s in outline.sections if s.rank <= 2)
    following = 0  # the first word of time behind the sentence's start
    for i, sentence in enumerate(outline.sentences):
        at = sentence.start
        while at < sentence.end and text[at].isspace():
            at += 1
        if not looks_ahead and text[at] not in PLAN_OPENS:
            continue
        while following < len(starts) and starts[following] < at:
            following += 1
        ahead = periods[following] if following < len(starts) and starts[following] < at + TIME_LAG else None
        if ahead is not None and ahead.relation != "future":
            continue
        if (text[at] in PLAN_OPENS and PLAN_OPEN.match(text, at, at + PLAN_OPENING)) or (
            ahead is not None
            and (
                PLAN_VERB.search(text, at, at + PLAN_OPENING)
                or (ahead.grain == "year" and PLAN_OF.match(text, ahead.end))  # 五、2017年思路减贫1.25万人;…
            )
        ):
            if ahead is not None and (
                ahead.rule == "since" or (ahead.grain in ("day", "month") and not PLAN_OF.match(text, ahead.end))
            ):
                continue  # 从2016年1月1日起,…将…。: one thing, and no more than its sentence
            if ahead is not None and SO_FAR.search(text, ahead.end, sentence.end):
                continue  # 全年计划改造1500户,已完成评估640户: how far a plan has come
            stop = text.find("\n", sentence.end - 1)
            # in a flattened text a line is the whole report: a heading ends the plans too
            n = bisect_right(sections, at)
            if stop >= 0 and text[at:stop].rstrip().endswith(":"):  # 办好以下实事: and then item by item
                stop = sections[n] if n < len(sections) else -1
            while stop >= 0 and text[at:stop].rstrip().endswith(";"):  # 打算:一是…;\n二是…: the list goes on
                stop = text.find("\n", stop + 1)
            ends = [end_of_plans(text, outline, i, stop)]
            ends += [s for s in sections[n : n + 1] if text[at:s].rstrip()[-1:] in ("。", "!")]
            found.append((at, min(ends)))
    return tuple(found)
