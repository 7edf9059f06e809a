"""What is known while the walk over the figures goes on: the scene, the earlier stages' answers, the programs so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportparse.link.answers import Choice, Part, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.ground import Ground
from reportparse.rulebook import ELSEWHERE, WITHIN, Rulebook

COLON_REACH = 16
"""Characters before a colon in which the subject of the list behind it stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """The state of the walk; only `choices` grows, one answer for each figure."""

    scene: Scene
    rules: Rulebook
    ground: Ground
    roles: Sequence[Role]
    parts: Sequence[Part | None]
    choices: list[Choice] = field(default_factory=list)

    def context(self, frame: Frame) -> Choice:
        """What governs where the clause names nothing: the figure before, the paragraph's topic, the heading."""
        led = self.before_colon(frame) if ":" in frame.lead else None
        if led is not None:
            return led
        return self.choices[frame.previous] if frame.previous is not None else self.ground.above(frame)

    def before_colon(self, frame: Frame) -> Choice | None:
        """孤儿基本生活费标准:集中供养…: what the words before a colon say of the list behind it."""
        colon = self.scene.text.rfind(":", frame.sentence.start, frame.start)
        if colon < 0 or (frame.previous is not None and self.scene.frames[frame.previous].end > colon - COLON_REACH):
            return None
        mentions = self.scene.programs_in(max(frame.sentence.start, colon - COLON_REACH), colon)
        last = next((m for m in reversed(mentions) if m.code not in (ELSEWHERE, WITHIN)), None)
        return Choice(last.code, "program.colon", (last.start, last.end)) if last else None

    def wide(self, frame: Frame, context: Choice) -> tuple[str | None, ...]:
        """The programs within which a word of the figure may have its meaning, nearest first."""
        ground = self.ground
        topic = ground.topic if ground.paragraph == frame.sentence.paragraph else None
        return context.code, topic, ground.heading(frame).code, ground.title.code

    def total(self, i: int) -> int | None:
        """The place of the figure's total, where it has been read already."""
        part = self.parts[i]
        return part[0] if part is not None and part[0] < i else None

    def goes_on(self, frame: Frame) -> bool:
        """Whether a figure stands before this one in its part."""
        return frame.previous is not None and self.scene.frames[frame.previous].start >= frame.part[0]

    def same_part(self, frame: Frame) -> list[Choice]:
        """The choices already made in this part of the sentence, the last first."""
        found = []
        for j in range(len(self.choices) - 1, -1, -1):
            other = self.scene.frames[j]
            if other.sentence is not frame.sentence or other.start < frame.part[0]:
                break
            found.append(self.choices[j])
        return found

    def same_sentence(self, frame: Frame) -> list[Choice]:
        """The choices already made in this sentence, the last first."""
        found = []
        for j in range(len(self.choices) - 1, -1, -1):
            if self.scene.frames[j].sentence is not frame.sentence:
                break
            found.append(self.choices[j])
        return found
