"""Parts that stand farther off: lists line by line below their total, and what a rate is made up of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Scene
from reportparse.link.part_units import in_base

LONGEST = 14
MADE_UP = re.compile(
    r"(?:[,(](?:其中)?[:,]?)[^,。;、\d]{0,4}(?:财政|个人|中央|省级?|市级?|县级?|政府|集体|单位)[^,。;、\d]{0,6}$"
)
NEXT_OF = re.compile(
    r"[、,和](?:其中)?[^,。;、\d]{0,4}(?:财政|个人|中央|省级?|市级?|县级?|政府|集体|单位)[^,。;、\d]{0,6}$"
)


def lists_below(scene: Scene, roles: Sequence[Role], found: list[Part | None]) -> None:
    """13826人,按类别分:, and then a line for each: those below that add up to it exactly."""
    sentence, opens, last = None, False, -1
    if ":" not in scene.text:
        return
    for i, frame in enumerate(scene.frames):
        if frame.sentence is not sentence:  # looked for once a sentence: there is hardly ever one
            sentence = frame.sentence
            opens = scene.text[sentence.end - 1] == ":"
            last = scene.text.rfind(":\n", sentence.start, sentence.end + 2)
        if not opens and last < frame.end:
            continue
        colon = scene.text.find(":", frame.end, frame.sentence.end + 1)
        if colon < 0 or roles[i].role != "actual" or frame.bracket is not None:
            continue
        if (
            i + 1 < len(scene.frames)
            and scene.frames[i + 1].start < colon
            and scene.frames[i + 1].quantity.unit == frame.quantity.unit
            and roles[i + 1].role == "actual"
        ):
            continue
        run: list[int] = []
        total = Decimal(0)
        whole = in_base(frame.quantity)
        for j in range(i + 1, min(len(scene.frames), i + 1 + 3 * LONGEST)):
            other = scene.frames[j]
            if other.start < colon or other.quantity.unit != frame.quantity.unit or roles[j].role != "actual":
                continue
            if other.sentence.section != frame.sentence.section or len(run) >= LONGEST:
                break
            run.append(j)
            total += in_base(other.quantity)
            if total >= whole:
                break
        if total == whole and len(run) > 1:
            for k in run:
                found[k] = found[k] or Part(i, "part.adds_up")


def made_up_of(scene: Scene, roles: Sequence[Role], found: list[Part | None], i: int) -> None:
    """筹资标准每人860元,其中财政补助580元、个人缴费280元: those who bear a rate, where their shares add up to it."""
    frames = scene.frames
    if (
        i + 2 >= len(frames)
        or frames[i + 2].sentence is not frames[i].sentence
        or frames[i].quantity.measure != "amount"
    ):
        return
    if not MADE_UP.fullmatch(frames[i + 1].lead):
        return
    run, total = [i + 1], in_base(frames[i + 1].quantity)
    whole = in_base(frames[i].quantity)
    while total < whole and run[-1] + 1 < len(frames) and NEXT_OF.fullmatch(frames[run[-1] + 1].lead):
        run.append(run[-1] + 1)
        total += in_base(frames[run[-1]].quantity)
    if total == whole and len(run) > 1 and all(roles[k].role == "standard" for k in run):
        for k in run:
            found[k] = found[k] or Part(i, "part.adds_up")
