"""The words around a figure that name a program: in its own clause, in the noun behind it, in what the clause does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.link.headings import settled
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN, Rulebook

ADJACENT_REACH = 2
"""Characters between a word that counts only beside its figure (村委会96个) and that figure."""

BESIDE = 10
"""Characters after the unit within which a noun still belongs to the figure (23名散居孤儿)."""

WITHIN_REACH = 10
"""Characters between 城市/集中/… and the figure (集中供养标准每人每月): beyond them it modifies something else."""

RECIPIENT = re.compile(r"(?:向|为|对|给|替|组织)[^,。;]{0,16}$")
GIVEN = re.compile(
    r"(?:等|群众|对象|人员|家庭|户|的|、|和)*[^,。;]{0,12}?(?:发放|下发|拨付|送去|送上|赠送|提供|开展|办理|减免|给予|购买|发给|报销|兑现|支付|定制|配备)"
)
COORDINATE = re.compile(r"[”\"]?(?:[、和及与]|以及)[“\"]?")
PARTED = re.compile(r"[、,(:]|发放|开展|为|给|由|用于|纳入|共|达")


def pick(
    scene: Scene, rules: Rulebook, mentions: Sequence[ProgramMention], frame: Frame, context: Choice
) -> Choice | None:
    """The mention of a clause that its figure speaks of: the last; but what is done beats whom it is done for."""
    if not mentions:
        return None
    settled_: list[tuple[ProgramMention, str]] = []
    for m in mentions:
        base = settled_[-1][1] if settled_ and settled_[-1][1] else context.code
        code = settled(m, base, rules, adjacent=frame.start - m.end <= ADJACENT_REACH)
        if code is None or (m.code == WITHIN and frame.start - m.end > WITHIN_REACH):
            continue
        settled_.append((m, code))
    if not settled_:
        return None
    strong = [(m, c) for m, c in settled_ if c not in GENERIC] or settled_
    mention, code = strong[-1]
    if len(strong) > 1 and code:
        before_m, before = strong[-2]
        rule = rules.programs.get(code)
        rule_before = rules.programs.get(before)
        if rule and rule_before and rule.stock and not rule_before.stock and mention.start - before_m.end <= 6:
            mention, code = before_m, before
        elif coordinated(scene, before_m, mention) and (common := rules.common([before, code])):
            code = common
    return Choice(code, "program.named", (mention.start, mention.end))


def coordinated(scene: Scene, a: ProgramMention, b: ProgramMention) -> bool:
    """Whether only 和 or 、 stands between two mentions."""
    return COORDINATE.fullmatch(scene.text, a.end, b.start) is not None


def weak_recipient(scene: Scene, rules: Rulebook, named: Choice, frame: Frame, context: Choice) -> bool:
    """向低保、特困等群众发放补贴: those who receive are not the program, where a heading names one."""
    if named.words is None or context.code is None or context.code == ELSEWHERE:
        return False
    start, end = named.words
    rule = rules.programs.get(named.code or "")
    above = rules.programs.get(context.code)
    if rule is None or above is None or not rule.stock or rules.is_under(named.code, context.code):
        return False
    if above.stock and rules.is_under(context.code, named.code):
        return False
    text = scene.text
    return (
        RECIPIENT.search(text[frame.clause[0] : start]) is not None
        and GIVEN.match(text[end : frame.clause[1]]) is not None
    )


def beside(scene: Scene, frame: Frame) -> ProgramMention | None:
    """A mention in the noun right after the unit: 23名孤儿, 7所乡镇敬老院."""
    stop = min(frame.end + BESIDE, frame.clause[1], frame.tail_end)
    for m in scene.programs_in(frame.end, stop):
        between = scene.text[frame.end : m.start]
        if not between or not PARTED.search(between):
            return m
        break
    return None


def object_after(scene: Scene, rules: Rulebook, frame: Frame, context: Choice) -> Choice | None:
    """What the rest of the clause does: 为3120名老人发放高龄津贴, 投资近900万元改造敬老院."""
    bracket = scene.text.find("(", frame.end, frame.clause[1])
    behind = [
        m
        for m in scene.programs_in(frame.end, frame.clause[1])
        if m.code != WITHIN or bracket < 0 or m.start < bracket  # (城市1683人…) splits the figure, it does not name it
    ]
    found = pick(scene, rules, behind, frame, context)
    if found is None or found.words is None:
        return None
    services = [
        (m, c)
        for m in behind
        if (c := settled(m, context.code, rules)) and not rules.programs[c].stock and c not in GENERIC
    ]
    if services and found.code and rules.programs.get(found.code) and rules.programs[found.code].stock:
        m, c = services[-1]
        found = Choice(c, "program.object", (m.start, m.end))
    return found._replace(rule="program.object")
