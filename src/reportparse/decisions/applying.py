"""Placed decisions -> which of them stand, and reports with their values as decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, localcontext
from typing import Any

from reportparse.decisions.placing import Placed
from reportparse.link.build import in_wan
from reportparse.model.patch import MOST_DIGITS, Action
from reportparse.model.report import Program, Report, Statistic
from reportparse.records import records_of
from reportparse.rulebook import Rulebook

RULE = "review."
"""Stands before the action at the end of the trail of a figure whose values are decided."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """All decisions of a dataset, by their numbers, and which stands: document -> id of the figure -> decision."""

    placed: tuple[Placed, ...] = ()
    standing: Mapping[str, Mapping[str, Placed]] = field(default_factory=dict)

    def of(self, document: str) -> Mapping[str, Placed]:
        """The decisions that stand for figures of one document, by the figure's id."""
        return self.standing.get(document, {})


ENOUGH = Context(prec=2 * MOST_DIGITS + 10)
"""The longest value that a patch can have, times a factor of money, without rounding."""


def settled(placed: Iterable[Placed], totals: Mapping[str, Mapping[str, str | None]]) -> Reviews:
    """Of several decisions on one figure the latest stands, of equally late ones the last; the others are kept.

    `totals` says of the documents that have decisions which figure is a part of which. A decision that would make a
    figure a part of itself has no place.
    """
    by_number = {one.number: one for one in placed}
    standing: dict[str, dict[str, Placed]] = {}
    for one in sorted(by_number.values(), key=lambda p: (p.decision.when, p.number)):
        if one.document is None or one.statistic is None:
            continue
        there = standing.setdefault(one.document, {})
        if _in_a_circle(one, totals[one.document], there):
            by_number[one.number] = Placed(
                one.number, one.decision, "lost", "what it would be a part of is a part of it"
            )
            continue
        before = there.get(one.statistic)
        if before is not None:
            by_number[before.number] = replace(before, state="replaced")
        there[one.statistic] = one
    return Reviews(tuple(by_number[number] for number in sorted(by_number)), standing)


def _in_a_circle(one: Placed, totals: Mapping[str, str | None], there: Mapping[str, Placed]) -> bool:
    """Whether what the figure would be a part of is, by all that stands so far, a part of it."""
    seen: set[str] = set()
    at = one.statistic
    deciding: Placed | None = one
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = deciding.total if deciding is not None and sets_total(deciding) else totals.get(at)
        deciding = there.get(at) if at is not None else None
    return False


def sets_total(placed: Placed) -> bool:
    """Whether a decision says what its figure is a part of."""
    changes = placed.decision.changes
    return changes is not None and "part_of" in changes.model_fields_set


def mark_of(placed: Placed | None) -> Action | None:
    """What the table of figures says of one: accepted is only what the machine reads now as it did then."""
    if placed is None:
        return None
    return "edit" if placed.decision.action == "accept" and placed.drift else placed.decision.action


def reviewed(report: Report, standing: Mapping[str, Placed], rules: Rulebook) -> Report:
    """The report with the decisions applied: what was rejected is left out, the records are made anew."""
    if not standing:
        return report
    gone = {id for id, placed in standing.items() if placed.decision.action == "reject"}
    decided = [decided_figure(s, standing.get(s.id), rules) for s in report.statistics]
    above = {s.id: s.part_of for s in decided}
    kept = tuple(
        s.model_copy(update={"part_of": _first_kept(s.part_of, above, gone)}) if s.part_of in gone else s
        for s in decided
        if s.id not in gone
    )
    return report.model_copy(update={"statistics": kept, "records": records_of(kept)})


def _first_kept(total: str | None, above: Mapping[str, str | None], gone: set[str]) -> str | None:
    """What a part belongs to once its total is rejected: what that one was a part of."""
    seen: set[str] = set()
    while total in gone and total not in seen:
        assert total is not None
        seen.add(total)
        total = above.get(total)
    return None if total in gone else total


def decided_figure(s: Statistic, placed: Placed | None, rules: Rulebook) -> Statistic:
    """A figure as decided. A field that nobody changed has the value that was looked at, whatever the machine reads now."""
    action = mark_of(placed)
    if placed is None or action is None or action == "reject":
        return s
    decision = placed.decision
    read = decision.read.given() if decision.read else {}
    told: dict[str, Any] = {name: read[name] for name in placed.drift}
    told |= decision.changes.given() if decision.changes else {}
    if "program" in told:
        code = told["program"]
        rule = rules.programs.get(code)
        told["program"] = Program(code=code, name=rule.name if rule else code) if code else None
    if sets_total(placed):
        told["part_of"] = placed.total
    made = s.model_copy(update={**told, "rules": (*s.rules, f"{RULE}{action}")})
    return made.model_copy(update={"amount_wan": money_of(made)}) if differs(made, s) else made


def differs(one: Statistic, other: Statistic) -> bool:
    """Whether two figures are other money: its amount in 万元 must be worked out anew."""
    return (one.value, one.unit, one.measure) != (other.value, other.unit, other.measure)


def money_of(s: Statistic) -> Decimal | None:
    """What a figure is in 万元, where it is money."""
    with localcontext(ENOUGH):
        return in_wan(s.value, s.unit) if s.measure == "amount" else None
