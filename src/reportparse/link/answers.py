"""What each stage of the linker answers about a figure: its role, program, list member, time; and all of them together."""

from __future__ import annotations

from typing import NamedTuple

from reportparse.model.mentions import ProgramMention, QuantityMention
from reportparse.model.record import record
from reportparse.model.report import Period


@record
class Role:
    """A figure's role and the rule that gave it. `level`: the figure is what something was raised or lowered to."""

    role: str
    rule: str
    direction: str | None = None
    compare: str | None = None
    per: str | None = None
    level: bool = False


class Part(NamedTuple):
    """The place of a figure's total among the figures, and the rule."""

    total: int
    rule: str


class Share(NamedTuple):
    """What a figure of a 分别 list belongs to: words before 分别, an earlier figure (its place), or a bare label.

    `kin` is the program whose sister the words may name (城市、农村低保: 低保 is the kin of 城市).
    """

    mention: ProgramMention | None
    figure: int | None
    kin: str | None = None
    label: str = ""


@record
class Choice:
    """A program (None: nothing was said; "": a field outside the taxonomy) and the rule that chose it; `words` is the
    mention's span, `leaning` how far learned weights bear it out, where they are not certain."""

    code: str | None
    rule: str
    words: tuple[int, int] | None = None
    leaning: str = ""

    def by(self, rule: str) -> Choice:
        """The same program, chosen by another rule."""
        return Choice(self.code, rule, self.words)


@record
class Dated:
    """A figure's period and the rule that gave it; `kind` is the rule that told a stock from a flow, where one was asked,
    `leaning` how far learned weights bear it out, where they are not certain."""

    period: Period
    rule: str
    kind: str = ""
    leaning: str = ""


class Linked(NamedTuple):
    """One figure, linked; `total` is (start of the total's figure, rule); all offsets into the reading."""

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
