"""What governs a figure whose own words name no program: the paragraph's topic, its heading, the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice
from reportparse.link.frames import Frame, Scene
from reportparse.link.headings import heading_programs
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN, Rulebook

BY_TITLE = ("program.title", "program.title_unit")

NOTHING = Choice(None, "program.none")


OWN_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
NOUN_BEHIND = re.compile(r"的?[\u4e00-\u9fff]{2,12}")
ECHO_REACH = 12
"""Characters behind a figure in which it may say that it still speaks of the same."""

FIELD = re.compile(r"[\s;、]*(?:[一二三四五六]是)?(?:在)?[^,。;:\d]{2,16}方面[,:]")
FIELD_REACH = 26
"""Characters of a part of a sentence in which 方面 ends the words for its field."""
OF_PLACES = frozenset({"grassroots_democracy", "communities", "place_names"})
"""Whoever is counted in the next sentence is not counted as a place."""

PRAISE_HEAD = re.compile(r"(?:[一二三四五六七八九十\d]是|今年(?:以来)?|全年|[全我][省市县区镇乡])*,?")
"""Before the program that a sentence begins with."""
PRAISE_REACH = 80
"""Characters of a sentence that praises a field and counts nothing."""

ECHOES = {"training": "of_training", "petitions": "of_petitions", "grassroots_democracy": "of_villages"}
"""Programs that are told in passing, anywhere: a later sentence is of them only where its words are."""


class Ground:
    """The headings and the title of a document, and the topic of the paragraph that the walk is in."""

    def __init__(self, scene: Scene, rules: Rulebook, title: Choice) -> None:
        self.scene, self.rules, self.title = scene, rules, title
        self.headings = heading_programs(scene, rules)
        self.topic: str | None = None
        self.topics: list[str] = []
        self.counted: set[str] = set()
        self.paragraph = -1
        self.told_to = 0

    def note(self, frame: Frame, choice: Choice) -> None:
        """Keep the program of a figure that opens a sentence, a part or a paragraph."""
        code, paragraph = choice.code, frame.sentence.paragraph
        self.told_to = frame.end
        if not code:
            if code is not None and choice.words is not None and frame.previous is None:  # of another field
                self.topic = None if self.paragraph == paragraph else self.topic
            return
        if self.paragraph != paragraph:
            self.counted = {code}
            if choice.rule not in BY_TITLE and (frame.bracket is None or frame.previous is None):
                self.topics, self.topic, self.paragraph = [code], code, paragraph
            return
        self.counted.add(code)
        if frame.previous is None or frame.lead_start < frame.part[0]:
            if choice.rule not in BY_TITLE:
                before = self.topics[-1]
                self.topics.append(code)
                self.topic = code if before == code else self.topic_of(self.topics)
        elif self.topics[-1] != code and choice.rule in ("program.named", "program.distributed"):
            common = self.rules.common([self.topics[-1], code])  # 城市低保2100户,农村低保5600户: both are the topic
            if common and common not in GENERIC and common not in (self.topics[-1], code):
                self.topic = common

    def topic_of(self, topics: Sequence[str]) -> str:
        """The paragraph's topic: the last sentence's; after two sister programs in turn, what stands over both."""
        if len(topics) > 1 and topics[-1] != topics[-2]:
            if topics[-1] not in GENERIC and self.rules.is_under(topics[-1], topics[-2]):
                return topics[-2]
            common = self.rules.common(topics[-2:])
            if common and common not in GENERIC and common not in topics[-2:]:
                return common
        return topics[-1]

    def heading(self, frame: Frame) -> Choice:
        """What the heading over a figure's sentence names."""
        section = frame.sentence.section
        return self.headings[section] if section >= 0 else NOTHING

    def echoes(self, code: str | None, frame: Frame) -> bool:
        """Whether a figure that names nothing may be of a program told before its sentence or part."""
        group = ECHOES.get(code or "")
        if group is None:
            return True
        said = NOUN_BEHIND.match(frame.tail)
        if not OWN_WORDS.search(frame.own + (said[0] if said else "")):
            return True
        return self.rules.cues[group].search(frame.own + frame.tail[:ECHO_REACH]) is not None

    def praised(self, frame: Frame) -> str | None:
        """医疗救助利民惠民。按人均12元…: the program that the sentence before begins with, where it counts nothing."""
        at, text = frame.sentence.start, self.scene.text
        if frame.previous is not None or at < 2 or text[at - 1] != "。":
            return None
        far = max(0, at - PRAISE_REACH)
        before = max(text.rfind("。", far, at - 1), text.rfind("\n", far, at - 1)) + 1
        if not before or self.told_to > before:
            return None
        said = [m for m in self.scene.programs_in(before, at) if m.code != WITHIN]
        if not said or not PRAISE_HEAD.fullmatch(text, before, said[0].start):
            return None
        first = said[0].code
        of_one = all(self.rules.is_under(m.code, first) for m in said)
        return first if of_one and first not in GENERIC and first not in ECHOES and first != ELSEWHERE else None

    def runs_in(self, frame: Frame) -> bool:
        """Whether the heading over a figure stands in its own line."""
        if frame.sentence.section < 0:
            return False
        section = self.scene.outline.sections[frame.sentence.section]
        return self.scene.text.find("\n", section.title_end, frame.sentence.start) < 0

    def strays(self, code: str | None, frame: Frame) -> bool:
        """Whether a service carried over a semicolon lies outside what the heading or the title is about."""
        rule = self.rules.programs.get(code or "")
        if rule is None or rule.stock:
            return False
        heading = self.heading(frame).code
        over = heading if heading and heading not in GENERIC else self.title.code
        return bool(over) and over not in GENERIC and not self.rules.is_under(code, over)

    def field_said(self, frame: Frame) -> Choice | None:
        """医疗救助方面,全年救助困难群众…: the program of the words that a part of a sentence opens with."""
        text, start = self.scene.text, frame.part[0]
        if text.find("方面", start, start + FIELD_REACH) < 0 or (said := FIELD.match(text, start)) is None:
            return None
        codes = [m.code for m in self.scene.programs_in(start, said.end()) if m.code in self.rules.programs]
        return Choice(codes[-1], "program.paragraph") if len(set(codes)) == 1 else None

    def above(self, frame: Frame) -> Choice:
        """What governs a sentence that names nothing: the paragraph's topic where it lies under the heading's."""
        if (told := self.field_said(frame)) is not None:
            return told
        heading = self.heading(frame)
        heading_says = heading.code is not None and heading.code not in GENERIC
        titled = self.title.code is not None and self.title.code not in GENERIC
        here = self.topic is not None and self.paragraph == frame.sentence.paragraph and self.echoes(self.topic, frame)
        here = here and not (self.topic in OF_PLACES and frame.quantity.measure in ("persons", "households"))
        over = heading.code if heading_says else (self.title.code or None) if titled else None
        if (praised := self.praised(frame)) and (
            over is None or self.rules.is_under(praised, over) or self.runs_in(frame)
        ):
            return Choice(praised, "program.paragraph")
        if here and (over is None or self.rules.is_under(self.topic, over)):
            return Choice(self.topic, "program.paragraph")
        if heading.code is not None and not (heading.code in GENERIC and titled):
            return heading
        return NOTHING if heading.rule == "program.heading_mixed" else self.title
