"""Which figure is a part of which by their programs: those of a program below the one just counted, causes of an outlay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Scene
from reportparse.link.part_units import KIN
from reportparse.link.spent_among import spent_on_causes
from reportparse.rulebook import Rulebook

CHILD_STOP = re.compile(r"新增|退出|取消|发放|标准")
LABELLED = frozenset({"extreme_poverty_institution", "extreme_poverty_home", "urban_dibao", "rural_dibao"})
"""Programs that exist only as a share of the one above them."""
CARED_FOR = frozenset({"extreme_poverty_institution", "extreme_poverty_home"})
IN_NEED = frozenset({"rural_extreme_poverty", "urban_extreme_poverty"})
"""农村特困人员1342人,集中供养358人: told by where they live, and then by how they are kept."""


def with_children(
    scene: Scene, roles: Sequence[Role], codes: Sequence[str | None], parts: Sequence[Part | None], rules: Rulebook
) -> list[Part | None]:
    """五保对象1427人,集中供养463人: a program below the one just counted, people of people, is its part, unmarked."""
    out = list(parts)
    for i, code in enumerate(codes):
        if code not in LABELLED or out[i] is not None or roles[i].role != "actual":
            continue
        frame = scene.frames[i]
        q = frame.quantity
        if q.measure not in KIN or CHILD_STOP.search(frame.lead):
            continue
        for j in range(i - 1, max(-1, i - 4), -1):
            other = scene.frames[j]
            if other.sentence is not frame.sentence or other.part != frame.part:
                break
            before = out[j]
            if codes[j] in CARED_FOR and codes[i] in CARED_FOR and codes[i] != codes[j]:
                continue
            if other.quantity.measure != q.measure or roles[j].role != "actual" or (before and before.total == i):
                continue
            below = rules.is_under(codes[i], codes[j]) or (codes[i] in CARED_FOR and codes[j] in IN_NEED)
            if codes[i] != codes[j] and below and q.value < other.quantity.value:
                out[i] = Part(j, "part.child_program")
            break
    spent_on_causes(scene, roles, out)  # after the programs: a cause has its own
    return out
