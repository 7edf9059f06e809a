"""Whether a figure stands at a day or runs over a span: by its unit, the nearest verb, the program's nature, the words
of time beside it. The steps are asked in turn, the surest first; the first that has an answer gives it."""

from __future__ import annotations

from collections.abc import Sequence

from reportparse.link import stock_words as told
from reportparse.link.answers import Choice, Dated, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.stock_beside import by_kind_of_things, by_list, by_nature, by_neighbour, by_place
from reportparse.link.stock_case import Case, Known
from reportparse.link.stock_clause import by_firm_words, by_having, by_heads, by_opening, by_verb, by_what_follows
from reportparse.link.stock_deeds import by_deeds
from reportparse.link.stock_flows import by_what_was_done
from reportparse.link.stock_follows import by_those_before
from reportparse.link.stock_measures import by_measure
from reportparse.link.stock_places import by_description
from reportparse.link.stock_staff import by_staff
from reportparse.link.stock_told import by_what_is_told
from reportparse.link.stock_ways import by_ways
from reportparse.model.mentions import PeriodMention
from reportparse.rulebook import Rulebook

STEPS = (
    by_what_is_told,
    by_those_before,
    by_what_was_done,
    by_description,
    by_ways,
    by_measure,
    by_firm_words,
    by_staff,
    by_deeds,
    by_heads,
    by_having,
    by_what_follows,
    by_verb,
    by_opening,
    by_neighbour,
    by_list,
    by_place,
    by_kind_of_things,
)


STEPS_OF_RATES = (by_what_is_told, by_those_before, by_ways, by_measure)
STEPS_OF_MONEY = (by_those_before, by_description, by_ways, by_measure)
STEPS_OF_HEADS = tuple(step for step in STEPS if step is not by_measure)
STEPS_OF = {
    "rate": STEPS_OF_RATES,
    "amount": STEPS_OF_MONEY,
    "persons": STEPS_OF_HEADS,
    "households": STEPS_OF_HEADS,
    "count": STEPS_OF_HEADS,
}
"""The steps that know a measure; the last of those of rates and of money always has an answer."""


class Stocks:
    """Answers for one figure at a time."""

    def __init__(
        self, scene: Scene, roles: Sequence[Role], choices: Sequence[Choice], rules: Rulebook, found: Sequence[Dated]
    ) -> None:
        self.known = Known(scene, roles, choices, rules, found)

    def is_stock(self, i: int, frame: Frame, mention: PeriodMention | None) -> tuple[bool, str]:
        """Whether a figure stands at a day, and what told."""
        case = Case(self.known, i, frame, mention)
        for step in STEPS_OF.get(frame.quantity.measure, STEPS):
            answer = step(case)
            if answer is not None:
                return answer
        return by_nature(case)

    def being_in_flow(self, frame: Frame, total: int) -> bool:
        """Whether a part of a flow says of itself that it stands (其中享受定期补助的…)."""
        verb = self.known.last_verb(frame, frame.own)
        if verb is None or told.OF_PEOPLE.match(frame.own, verb[0]):
            return False
        return self.known.found[total].period.kind == "flow" and verb[1] in self.known.rules.standing
