"""People counted inside an aid, a training or a home: they go by the whole that they are a part of, or by what they enjoy."""

from __future__ import annotations

import re

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame
from reportparse.link.told import Told
from reportparse.model.mentions import ProgramMention

JOINTS = frozenset("、和及与")
PEOPLE = frozenset({"persons", "households"})
ASSISTANCE = "social_assistance"
HOUSED, KEPT = "extreme_poverty_institution", frozenset({"extreme_poverty", "rural_extreme_poverty"})
AT_HOME = "extreme_poverty_home"
SENT_TO = re.compile(
    r"(?:老人|对象|人员)?(?:已|被|全部)?(?:送到|送入|送往|送进|入住|住进|住在|住|安置到|安置在)[^,。;\d]{0,8}(?:敬老院|养老院|福利院|供养机构|供养中心|光荣院)"
)
LOOKED_AFTER = re.compile(r"(?:老人|对象|人员)?(?:分别|全部|都|均)?由[^,。;\d]{0,10}(?:照顾|看护|照料|照看|赡养|供养)")
ENJOYING = re.compile(r"(?:享受|纳入|领取|在享|保障)[^,。;、]{0,4}$")
"""全市享受城乡低保的残疾人: counted as what they enjoy."""
ENJOY = ("享受", "纳入", "领取", "在享")


def kept_where(told: Told, i: int, frame: Frame) -> Choice | None:
    """五保老人11名,有4名送到敬老院,余下7名由亲房照顾: those of a whole who live in a home, those whom others look after."""
    total = told.total(i)
    if total is None or frame.quantity.measure != "persons" or told.choices[total].code not in KEPT:
        return None
    if SENT_TO.match(frame.tail):
        return Choice(HOUSED, "program.of_total")
    return Choice(AT_HOME, "program.of_total") if LOOKED_AFTER.match(frame.tail) else None


def aided_kinds(told: Told, i: int, mention: ProgramMention) -> Choice | None:
    """危房改造3600户,其中五保户、低保户分别为412、1730户: kinds of people handed out to the parts of an aid."""
    total, split = told.total(i), told.parts[i]
    if total is None or split is None:
        return None
    over, kind = told.rules.programs.get(told.choices[total].code or ""), told.rules.programs.get(mention.code)
    people = kind is not None and (kind.stock or kind.code == ASSISTANCE)
    apart = over is not None and over.aid and not told.rules.is_under(mention.code, over.code)
    return Choice(told.choices[total].code, "program.of_total") if people and apart else None


def trained_too(told: Told, named: Choice, i: int, frame: Frame) -> Choice | None:
    """培训4370人次,其中退役军人118人次: whoever is counted among those trained was trained."""
    total = told.total(i)
    over = told.choices[total].code if total is not None else None
    heads = frame.quantity.measure in ("persons", "person_times")
    return Choice(over, "program.of_total") if over == "training" and heads and named.code else None


def among_the_aided(told: Told, i: int, frame: Frame) -> Choice | None:
    """享受医疗救助1049人(低保834人、优抚33人): a group of any people in the bracket of an aid is counted as aided."""
    total, split = told.total(i), told.parts[i]
    if total is None or split is None or split.rule != "part.bracket" or frame.quantity.measure == "amount":
        return None
    over = told.rules.programs.get(told.choices[total].code or "")
    return Choice(over.code, "program.of_total") if over and over.aid else None


def enjoyed(told: Told, frame: Frame, words: tuple[int, int]) -> bool:
    """享受农村低保14503人、特困供养1120人: counted as what they enjoy, the next of a list too."""
    text, start = told.scene.text, frame.clause[0]
    listed = frame.lead[:1] in JOINTS and text.startswith(ENJOY, start)
    return listed or text.startswith(ENJOY, words[0]) or ENJOYING.search(text, start, words[0]) is not None


def many_aided(told: Told, i: int, frame: Frame) -> Choice | None:
    """改造危房3600户,其中五保户、低保户和其他贫困户412户: a list of people in need among those whom an aid went to."""
    total = told.total(i)
    over = told.rules.programs.get(told.choices[total].code or "") if total is not None else None
    return Choice(over.code, "program.of_total") if over and over.aid and frame.quantity.measure in PEOPLE else None
