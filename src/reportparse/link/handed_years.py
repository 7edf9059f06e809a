"""Times handed out to the figures of a list: 2011年至2015年支出分别为A、B、C、D、E; 一、二、三季度分别为A、B、C."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from reportparse.link.frames import Frame, Scene
from reportparse.link.lists import cues_in, run_after
from reportparse.model.report import ReportPeriod

LEAST_YEARS = 2
YEAR_IN_LIST = re.compile(r"((?:19|20)\d\d)(?=\s?年|[、,和及至到—-]|[两二三四五]年)")
RANGE_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?年?\s?(?:至|到|[-—~]{1,2})\s?(?:19|20)\d\d\s?年")


PARTS_IN_LIST = re.compile(
    r"((?:1[0-2]|[1-9]|[一二三四])(?:[、,和及](?:1[0-2]|[1-9]|[一二三四])){1,11})(个?月份?|季度)[^,。;\d]{0,10}\Z"
)
"""7、8、9月销量分别为; 一、二、三季度分别为."""
JOINT = re.compile("[、,和及]")
CHINESE = "一二三四"
PAIRED = frozenset("、和及")
MONTHS_OF_QUARTER = 3
Days = tuple[dt.date, dt.date]
Cue = tuple[int, Frame, re.Match[str]]
"""A figure behind words of time and the word that opens a list right before it, with its place."""


def times_handed_out(scene: Scene, report: ReportPeriod) -> dict[int, Days]:
    """The first and last day of each figure that a list of years, quarters or months hands out."""
    frames = scene.frames
    cues = [(i, frames[i], cue) for i, cue in sorted(cues_in(scene).items()) if frames[i].times]
    found = {i: (dt.date(y, 1, 1), dt.date(y, 12, 31)) for i, y in years_handed_out(scene, cues).items()}
    found |= days_handed_out(scene)
    if report.end is None:
        return found
    for i, frame, cue in cues:
        if i in found:
            continue
        words = scene.text[max(frame.part[0], frame.lead_start) : frame.lead_start + cue.start()]
        said = PARTS_IN_LIST.search(words)
        members = run_after(scene.frames, i) if said else []
        if said is None or len(members) < LEAST_YEARS:
            continue
        year = frame.times[-1].last.year if frame.times[-1].last else report.end.year
        parts = [part_of_year(word, said[2], year) for word in JOINT.split(said[1])]
        if len(parts) == len(members):
            found |= {j: days for j, days in zip(members, parts, strict=True) if days is not None}
    return found


APART_ON = re.compile(r"[\u4e00-\u9fff]{0,14}分别(?:于|在)")
"""第一批36个、第二批52个工作站分别于6月20日、12月18日挂牌: each on its own day."""
NEXT_LOT = re.compile(r"[、,和及][\u4e00-\u9fff“”]{0,8}")


def days_handed_out(scene: Scene) -> dict[int, Days]:
    """As many times behind 分别于 as figures before it in one unit, one for each."""
    found: dict[int, Days] = {}
    frames, text = scene.frames, scene.text
    for i, frame in enumerate(frames):
        if not frame.later or frame.previous is None or "分别" not in frame.tail:
            continue
        times = [p for p in frame.later if frame.end <= p.start < frame.clause[1]]
        if not times or not APART_ON.fullmatch(text, frame.end, times[0].start):
            continue
        listed = 1
        while listed < len(times) and text[times[listed - 1].end : times[listed].start] in PAIRED:
            listed += 1
        first = i
        while frames[first].previous is not None and NEXT_LOT.fullmatch(frames[first].lead):
            if frames[first - 1].quantity.unit != frame.quantity.unit or frames[first - 1].part != frame.part:
                break
            first -= 1
        if listed >= LEAST_YEARS and i - first + 1 == listed:
            days = [(p.first, p.last) for p in times[:listed]]
            found |= {first + n: (a, b) for n, (a, b) in enumerate(days) if a is not None and b is not None}
    return found


def part_of_year(word: str, unit: str, year: int) -> Days | None:
    """The days of a month or a quarter by its number."""
    n = CHINESE.index(word) + 1 if word in CHINESE else int(word)
    if unit == "季度":
        if n > len(CHINESE):
            return None
        last = n * MONTHS_OF_QUARTER
        return dt.date(year, last - 2, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
    return dt.date(year, n, 1), dt.date(year, n, calendar.monthrange(year, n)[1])


def years_handed_out(scene: Scene, cues: Sequence[Cue]) -> dict[int, int]:
    """2011年至2015年支出分别为A、B、C、D、E: as many years before 分别 as figures after it, one for each."""
    found: dict[int, int] = {}
    for i, frame, cue in cues:
        members = run_after(scene.frames, i)
        if len(members) < LEAST_YEARS:
            continue
        words = scene.text[max(frame.part[0], frame.lead_start) : frame.lead_start + cue.start()]
        years = [int(year) for year in YEAR_IN_LIST.findall(words)]
        if len(years) == 2 and len(members) == years[1] - years[0] + 1 and RANGE_OF_YEARS.search(words):
            years = list(range(years[0], years[1] + 1))
        if len(years) == len(members) and len(set(years)) == len(years):
            found.update(zip(members, years, strict=True))
    return found
