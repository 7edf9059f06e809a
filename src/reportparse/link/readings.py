"""A figure with all that the stages gave it, before it becomes a statistic."""

from __future__ import annotations

from typing import NamedTuple

from reportparse.link.dates import Dated
from reportparse.link.programs import Choice
from reportparse.link.roles import Role
from reportparse.model.mentions import QuantityMention


class Linked(NamedTuple):
    """One figure, linked; `total` is (start of the total's figure, rule), offsets into the reading."""

    quantity: QuantityMention
    choice: Choice
    subject: str
    role: Role
    dated: Dated
    total: tuple[int, str] | None
    sentence: tuple[int, int]
    section: int
    confidence: float
    cell: tuple[int, int, int] | None = None
