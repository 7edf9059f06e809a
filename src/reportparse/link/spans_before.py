"""From when to when something went on, told in the sentence before: 换届从三月开始,到五月二十日结束。全乡选出…."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import NEAR
from reportparse.model.mentions import PeriodMention

GONE = ("过去的",)
HEAD = 4
"""Characters before words of time in which the sentence before them ends."""


def years_before(scene: Scene, starts: Sequence[int], frame: Frame) -> PeriodMention | None:
    """五年来,综合实力跃上新台阶。累计投入11.8亿元,…: the years that a sentence without a figure opens with, for what its paragraph
    tells until another sentence opens with a time of its own."""
    text, at = scene.text, frame.sentence.start
    begin = text.rfind("\n", 0, at) + 1
    opening = [p for p in scene.periods_in(begin, at) if opens_sentence(text, begin, p.start)]
    if not opening or opening[-1].rule != "lasting" or opening[-1].grain != "years":
        return None
    stop = text.find("。", opening[-1].end)
    counted = bisect_left(starts, opening[-1].end) < bisect_left(starts, stop)
    return None if counted or stop > at else opening[-1]


def opens_sentence(text: str, begin: int, at: int) -> bool:
    """Whether words stand at the head of a sentence."""
    before = text[max(begin, at - HEAD) : at].rstrip()
    if before.endswith(GONE):
        return True  # 刚刚过去的2021年,我们主要做了以下工作
    return not before.strip("、. \u3000") or before[-1:] in "。;"


def span_before(scene: Scene, starts: Sequence[int], frame: Frame) -> PeriodMention | None:
    """The span that ends the sentence before, where that counts nothing itself; `starts` are the places of all figures."""
    at = frame.sentence.start
    said = scene.periods_in(max(0, at - NEAR), at)
    if not said or said[-1].rule != "begun_and_ended":
        return None
    end = said[-1].end
    if (
        "\n" in scene.text[end:at]
        or scene.text.count("。", end, at) > 1
        or bisect_left(starts, end) < bisect_left(starts, at)
    ):
        return None
    return said[-1]
