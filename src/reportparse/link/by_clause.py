"""What the rest of the clause says of a figure whatever stands before it: taken into a program, struck, or done for veterans."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.rulebook import ELSEWHERE, WITHIN

OF_VETERANS = re.compile("退役军人(?:事务|工作|服务|保障)")
FOR_WORK = re.compile("就业|创业|招聘会|适应性培训|技能培训|学历提升|就业意向")
"""In a report of their bureau it is veterans who are trained and found work."""
TRAINING, DEMOBILISED, COMMUNITIES, DISASTER = "training", "demobilised", "communities", "disaster_relief"
TAKEN_INTO = re.compile(r"[^,。;\d]{1,16}?纳入了?")
OF_PLACES = frozenset({None, "", "grassroots_democracy", "place_names", "communities"})
STRUCK = re.compile(r"[^,。;]{0,40}?(?:受灾|遭灾)")
"""六个县、八十三个乡镇不同程度受灾: places and people counted as struck are of the disaster."""


def by_its_clause(scene: Scene, frame: Frame, choice: Choice, of_veterans: bool) -> Choice:
    """What is taken into a program, struck by a disaster, or done for veterans in their own bureau's report."""
    text, tail = scene.text, frame.tail
    if "纳入" in tail and (taken := TAKEN_INTO.match(text, frame.end)):
        into = scene.programs_in(taken.end() - 3, taken.end() + 2)
        if into and into[0].code not in (WITHIN, ELSEWHERE):
            return Choice(into[0].code, "program.object", (into[0].start, into[0].end))
    if choice.code in OF_PLACES and "灾" in frame.rest and STRUCK.match(text, frame.end):
        return Choice(DISASTER, "program.object")
    if choice.code is None and frame.own.endswith("辖") and tail.startswith("社区"):
        return Choice(COMMUNITIES, "program.object")
    if of_veterans and choice.code in (TRAINING, ELSEWHERE, None):
        at = frame.sentence.section
        heading = scene.outline.sections[at].title if at >= 0 else ""
        if FOR_WORK.search(text, frame.clause[0], frame.end) or (choice.code and FOR_WORK.search(heading)):
            return Choice(DEMOBILISED, "program.title_unit")
    return choice
