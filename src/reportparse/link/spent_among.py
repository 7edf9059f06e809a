"""What a charity spent, told as a whole and then cause by cause: 支出救助款物1031.8万元。助医方面,…支出256.9万元。助学方面,…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Scene
from reportparse.link.part_units import in_base

SPENT = re.compile(
    r"(?:支出|使用|发放|投入|拨付)(?:慈善)?(?:各类)?(?:救助|善款|款物|慈善|资金|项目|物资)[^,。;、\d]{0,6}$|(?:救助|公益|慈善|项目)(?:款物|资金|项目)?(?:总)?支出$"
)
CAUSE = re.compile(
    r"[\s—\-·●◆]*(?:[一二三四五六七八]是|[(]?[一二三四五六七八\d][)、.])?(?:“[^”]{2,8}”(?:项目)?|(?:慈善)?(?:助[医学困老残孤]|扶[贫老]|济困|安老|赈灾|救灾|大病救助|情系[\u4e00-\u9fff]{2}))(?:方面|项目|工作|行动|活动)?[,:。]"
)
"""助医方面, 一是助学。, “慈福助学”,: a cause opens the sentence."""
PAID = re.compile(r"(?:支出|拨付|发放|计|合计|共|投入|资助|元|款|金)[^,。;\d]{0,8}$|[、,]$")
LONGEST = 40


def spent_on_causes(scene: Scene, roles: Sequence[Role], found: list[Part | None]) -> None:
    """Money of sentences that open with a cause, behind a whole that was spent, as long as it holds them all."""
    frames = scene.frames
    whole: int | None = None
    left = None
    cause = (-1, False)
    for i, frame in enumerate(frames):
        if frame.quantity.measure != "amount" or roles[i].role != "actual":
            continue
        if whole is not None and (frame.sentence.section != frames[whole].sentence.section or i - whole > LONGEST):
            whole = None
        if found[i] is None and frame.bracket is None and SPENT.search(frame.own):
            whole, left = i, in_base(frame.quantity)
            continue
        if whole is None or found[i] is not None or frame.bracket is not None:
            continue
        if frame.sentence.start != cause[0]:
            opened = CAUSE.match(scene.text, frame.sentence.start, frame.sentence.end) is not None
            cause = (frame.sentence.start, opened)
        value = in_base(frame.quantity)
        if cause[1] and left is not None and value <= left and roles[i].per is None and PAID.search(frame.own or ","):
            found[i] = Part(whole, "part.spent")
            left -= value
