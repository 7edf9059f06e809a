"""How far words of time reach in special cases: deadlines, years since when a later part sums up."""

from __future__ import annotations

from reportparse.link.frames import Frame, Scene
from reportparse.link.governing_words import SUMMED_UP
from reportparse.model.mentions import PeriodMention


def is_deadline(text: str, p: PeriodMention) -> bool:
    """6月底前, 10月底以前."""
    return p.upto or "前" in text[p.end - 1 : p.end + 3]


def counted_since(scene: Scene, p: PeriodMention, frame: Frame) -> bool:
    """2015年以来,…;累计退出贫困村13个: what a later part sums up, since the year that the sentence opens with."""
    text = scene.text
    opens = p.grain == "year" and p.start <= frame.sentence.start + 1 and text.endswith("以来", p.start, p.end)
    return opens and SUMMED_UP.search(text, frame.clause[0], frame.start) is not None
