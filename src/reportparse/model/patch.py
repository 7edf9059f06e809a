"""What people decide about figures: the patch file of the review page (schema reportparse-patch/1).

A patch comes from outside, so everything in it is bounded and checked; an unknown field is a mistake and not passed over.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from reportparse.model.report import Bound, Frozen, Measure, Period, Role

CONTEXT = 32
"""Code points that a quotation has before and behind the figure, at most."""

LONGEST = 10_000
"""Characters of any text in a patch: no subject, note or name is longer."""

MOST_DIGITS = 400
FIRST_YEAR, LAST_YEAR = 2000, 2199
"""When decisions can have been made; a time at the end of the calendar cannot be put into another zone."""

Action = Literal["accept", "edit", "reject"]


def _in_utc(when: dt.datetime) -> dt.datetime:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise ValueError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
    return when.astimezone(dt.UTC)


def _in_order(period: Period) -> Period:
    if period.start and period.end and period.end < period.start:
        raise ValueError("the period ends before it starts")
    return period


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Words = Annotated[str, Field(max_length=LONGEST)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Offset = Annotated[int, Field(ge=0, le=1 << 40)]
Digits = Annotated[str, Field(pattern=rf"^-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?$")]
"""An exact decimal by its plain digits: no exponent, which could stand for more digits than there is memory."""


class Quotation(Frozen):
    """A place in a text: what stands there, what stands around it, and where. Offsets are code points."""

    exact: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    prefix: Annotated[str, Field(max_length=CONTEXT)] = ""
    suffix: Annotated[str, Field(max_length=CONTEXT)] = ""
    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _as_long_as_it_says(self) -> Quotation:
        if self.end - self.start != len(self.exact):
            raise ValueError("start and end are not as far apart as exact is long (in code points)")
        return self


class Total(Frozen):
    """The figure that another one is a part of."""

    statistic: Words
    quotation: Quotation


class Fields(Frozen):
    """Fields of a statistic and their values; those that are given are in `model_fields_set`."""

    value: Digits = "0"
    unit: Words = ""
    measure: Measure = "other"
    program: Annotated[str, Field(min_length=1, max_length=LONGEST)] | None = None
    subject: Words = ""
    period: Annotated[Period, AfterValidator(_in_order)] = Period()
    region: Words | None = None
    role: Role = "actual"
    bound: Bound = "exact"
    direction: Literal["up", "down"] | None = None
    compare: Literal["yoy", "mom", "prior"] | None = None
    per: Words | None = None

    def given(self) -> dict[str, Any]:
        """The fields that are given, `part_of` aside, as a statistic has them; `program` stays a code."""
        told = {name: getattr(self, name) for name in Fields.model_fields if name in self.model_fields_set}
        if "value" in told:
            told["value"] = Decimal(told["value"])
        return {name: (value or None) if name in ("region", "per") else value for name, value in told.items()}


F = TypeVar("F", bound=Fields)


class Changes(Fields):
    """What an edit sets."""

    part_of: Total | None = None


class Reading(Fields):
    """What the machine said when it was decided."""

    part_of: Words | Total | None = None


def _none_for_nothing(told: F | None) -> F | None:
    return told if told is not None and told.model_fields_set else None


class Decision(Frozen):
    """One figure, and what somebody said about it."""

    document: Words
    sha256: Digest
    statistic: Words
    quotation: Quotation
    action: Action
    changes: Annotated[Changes | None, AfterValidator(_none_for_nothing)] = None
    read: Annotated[Reading | None, AfterValidator(_none_for_nothing)] = None
    note: Words = ""
    who: Words = ""
    when: Moment

    @model_validator(mode="after")
    def _changes_belong_to_edits(self) -> Decision:
        if self.action == "edit" and self.changes is None:
            raise ValueError("an edit has no changes")
        if self.action != "edit" and self.changes is not None:
            raise ValueError(f"action {self.action} has changes, which only an edit may have")
        return self

    def line(self) -> str:
        """Its one and only spelling as a line of JSON: two decisions with the same line are the same decision."""
        told = {
            **self.model_dump(mode="json", exclude={"changes", "read"}),
            "changes": self.changes.model_dump(mode="json", exclude_unset=True) if self.changes else None,
            "read": self.read.model_dump(mode="json", exclude_unset=True) if self.read else None,
        }
        # Two signs that XML, and so Excel, cannot hold are written as escapes.
        line = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return line.replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


class Patch(Frozen):
    """What was decided in one sitting."""

    schema_: Literal["reportparse-patch/1"] = Field(alias="schema")
    made: Moment
    decisions: tuple[Decision, ...]
