"""Bounds that the words of a whole clause set: 不低于募集总量的80%, 每村至少配备2名, 限额5万元, 六成多, 三百来件."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.link.answers import Role
from reportparse.link.frames import Frame
from reportparse.model.mentions import QuantityMention

AT_LEAST = re.compile(r"(?:不低于|不少于|不得低于|不得少于|至少|起码|年满)[^,。;:、\d]{1,10}\Z")
AT_MOST = re.compile(r"(?:不超过|不高于|不得超过|不到|不足(?!的|问题|之处)|至多)[^,。;:、\d]{1,10}的\Z")
ABOUT = re.compile(r"(?:约为?|大约)[^,。;:、\d]{1,8}的\Z")
WITHIN = re.compile(r"的?(?:目标|红线|计划|年度|预期|控制|范围)[^,。;]{0,4}(?:以内|之内|内)")
WITHIN_SIGNS = frozenset("的目红计年预控范")
"""Each of the words of WITHIN begins with one of these."""
SOME_MORE = re.compile(r"(?:还|有)?多(?=[,。;、)!]|\Z)")
OVER_LIMIT = re.compile("(?:高于|超过|不低于|超出)[^,。;]{0,12}\\Z")
FLOOR = re.compile("(?:起付|标准线|门槛|单笔最高|单次最高|监测线)(?:(?!封顶|限额)[^;。])*\\Z")
"""From where on something is paid, or the most that was: no ceiling."""
FLOOR_REACH = 80
CEILING = "role.ceiling"
CUES = re.compile("[低少足到过高满约于]")


def bounded(text: str, frame: Frame, role: Role) -> QuantityMention:
    """The figure with the bound that its clause sets, where the words right around it set none."""
    q = frame.quantity
    if q.bound != "exact":
        a_few_less = q.bound == "at_least" and "来" in text[q.start : q.end]  # 三百来件
        return replace(q, bound="about") if a_few_less else q
    bound = told(text, frame, role)
    return replace(q, bound=bound) if bound else q


def told(text: str, frame: Frame, role: Role) -> str | None:
    """The bound that the clause sets, if any."""
    own, rest = frame.own, frame.rest
    if role.rule == CEILING and role.role == "threshold":
        if OVER_LIMIT.search(own) and "规定" in rest[:4]:
            return "at_least"
        return None if FLOOR.search(text, max(frame.part[0], frame.start - FLOOR_REACH), frame.start) else "at_most"
    if rest:
        if frame.quantity.measure == "rate" and SOME_MORE.match(rest):
            return "at_least"
        if rest[0] in WITHIN_SIGNS and WITHIN.match(rest):
            return "at_most"
    # the cheap look first: each of the words has one of these
    if ("不" in own or "至" in own or "约" in own or "起码" in own or "年满" in own) and CUES.search(own):
        if AT_LEAST.search(own):
            return "at_least"
        if AT_MOST.search(own):
            return "at_most"
        if ABOUT.search(own):
            return "about"
    return None
