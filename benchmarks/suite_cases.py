"""Cases of the public suites and how an answer is held against them: exact span and value."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from peers import Found, Value

NEAR = Decimal("1e-9")  # how far, in proportion, a value may lie from the true one: some packages use floats


class Want(NamedTuple):
    """A mention as the suite has it: its place and every accepted value."""

    start: int
    end: int
    values: tuple[Value, ...]


@dataclass
class Case:
    """A text, the day it is read on, and the mentions of one kind in it."""

    text: str
    today: dt.date | None
    wants: list[Want] = field(default_factory=list)


def read_cases(path: Path) -> dict[str, list[Case]]:
    """The cases of one file by kind."""
    kinds: dict[str, dict[tuple[str, str | None], Case]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        today = dt.date.fromisoformat(row["ref"]) if row.get("ref") else None
        texts = kinds.setdefault(row["kind"], {})
        case = texts.setdefault((row["text"], row.get("ref")), Case(row["text"], today))
        if row["start"] is not None:
            case.wants.append(Want(row["start"], row["end"], tuple(accepted(row))))
    return {kind: list(texts.values()) for kind, texts in kinds.items()}


def accepted(row: Mapping[str, Any]) -> Iterator[Value]:
    """The values that count as right for a mention."""
    if row["kind"] == "period":
        yield row["period_start"], row["period_end"]
        yield from ((first, last) for first, last in row.get("alts", ()))
    elif row["kind"].endswith("_range"):
        low, high = (Decimal(part) for part in row["value"].strip("[]").split(","))
        yield low, high
    elif row["value"] is not None:
        yield Decimal(row["value"])


def same(value: Value, wanted: Value) -> bool:
    """Whether two values are the same, to nine digits."""
    if isinstance(value, Decimal) and isinstance(wanted, Decimal):
        return abs(value - wanted) <= abs(wanted) * NEAR
    if isinstance(value, tuple) and isinstance(wanted, tuple):
        return all(same(a, b) if isinstance(a, Decimal) else a == b for a, b in zip(value, wanted, strict=True))  # type: ignore[arg-type]
    return False


@dataclass
class Score:
    """Right, wrong and missed mentions, and what went wrong in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    raised: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of precision and recall."""
        whole = 2 * self.right + self.wrong + self.missed
        return round(2 * self.right / whole, 4) if whole else 1.0

    def add(self, case: Case, found: Sequence[Found]) -> None:
        """Hold what was found against what is there."""
        left = list(found)
        for want in case.wants:
            hit = next((f for f in left if f[:2] == want[:2] and _any_same(f.values, want.values)), None)
            if hit:
                left.remove(hit)
                self.right += 1
            else:
                self.missed += 1
                self.errors.append(f"{case.text}: wants {_told(case, want)}, has {[_told(case, f) for f in found]}")
        self.wrong += len(left)
        self.errors += [f"{case.text}: not wanted {_told(case, f)}" for f in left if case.wants == []]


def _any_same(values: Sequence[Value], wanted: Sequence[Value]) -> bool:
    return not wanted or any(same(value, want) for value in values for want in wanted)


def _told(case: Case, mention: Found | Want) -> str:
    values = [str(value) if isinstance(value, Decimal) else "~".join(map(str, value)) for value in mention.values]
    return f"{case.text[mention.start : mention.end]!r} = {' or '.join(values)}"
