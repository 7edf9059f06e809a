"""Times told behind a figure: the deadline of what is planned, and those that say when a thing began and not when it was paid."""

from __future__ import annotations

import re

from reportparse.link.frames import Frame, Scene
from reportparse.model.mentions import PeriodMention

DUE = re.compile(r",(?:确保|力争|争取|并|计划|预计|要求|必须|务必|并?于|均|全部|拟)?(?:在|于)?\Z")
DUE_BY = re.compile(
    r"(?:之?前|内)?(?:全部|全面|基本|正式|建成|主体|完成){0,2}(?:竣工|完工|投入使用|投入运营|投入运行|投用|启用|建成|交付|完成|开放|入住|到位|办结)(?:使用|并?投用|验收)?(?=[,。;:]|\Z)"
)
"""新建2个,10月底前投入运营."""
STARTED = re.compile(r"(?:份|底|初|上旬|中旬|下旬)?(?:已|正式|全面|顺利|相继)?(?:开工|动工|启动|奠基|破土|进场)")
"""总投资1260万元的项目4月开工."""


def due_behind(scene: Scene, frame: Frame) -> PeriodMention | None:
    """The deadline that the next clause sets for a thing to be done, where no figure stands between."""
    stop = min(frame.part[1], frame.tail_end)
    for p in frame.later:
        if p.start >= stop:
            return None
        if p.start < frame.clause[1]:
            continue
        text = scene.text
        if p.last is None or not DUE_BY.match(text, p.end) or not (p.upto or "前" in text[p.end - 1 : p.end + 1]):
            return None
        between = text[frame.clause[1] - 1 : p.start]
        return p if DUE.fullmatch(between) else None
    return None


def only_begun(text: str, p: PeriodMention, frame: Frame) -> bool:
    """Whether a time behind money says when the work began that it is for."""
    return frame.quantity.measure == "amount" and STARTED.match(text, p.end) is not None
