"""Years handed out to the figures of a list: 2011年至2015年支出分别为A、B、C、D、E."""

from __future__ import annotations

import re

from reportparse.link.frames import Scene
from reportparse.link.lists import cue_in, run_after

LEAST_YEARS = 2
YEAR_IN_LIST = re.compile(r"((?:19|20)\d\d)(?=\s?年|[、,和及至到—-])")
RANGE_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?年?\s?(?:至|到|[-—~]{1,2})\s?(?:19|20)\d\d\s?年")


def years_handed_out(scene: Scene) -> dict[int, int]:
    """2011年至2015年支出分别为A、B、C、D、E: as many years before 分别 as figures after it, one for each."""
    found: dict[int, int] = {}
    for i, frame in enumerate(scene.frames):
        cue = cue_in(frame.lead) if frame.times else None
        members = run_after(scene.frames, i) if cue else []
        if cue is None or len(members) < LEAST_YEARS:
            continue
        words = scene.text[max(frame.part[0], frame.lead_start) : frame.lead_start + cue.start()]
        years = [int(year) for year in YEAR_IN_LIST.findall(words)]
        if len(years) == 2 and len(members) == years[1] - years[0] + 1 and RANGE_OF_YEARS.search(words):
            years = list(range(years[0], years[1] + 1))
        if len(years) == len(members) and len(set(years)) == len(years):
            found.update(zip(members, years, strict=True))
    return found
