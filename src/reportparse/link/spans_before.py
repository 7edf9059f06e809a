"""From when to when something went on, told in the sentence before: 换届从三月开始,到五月二十日结束。全乡选出…."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import NEAR
from reportparse.model.mentions import PeriodMention


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
