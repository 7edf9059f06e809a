"""Classes of plain values, for what a report has thousands of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

C = TypeVar("C")

FIELDS: dict[type[Any], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}
"""Of each class of records the names of its fields, and what reads all of them."""


@dataclass_transform(frozen_default=True)
def record(cls: type[C]) -> type[C]:
    """A class of plain values for what is made and asked by the thousand, such as a figure in its surroundings.

    Its fields are read three times as fast as those of a named tuple, and it is made as fast as one. The type checker holds it
    as frozen; at run time nothing does, since that would double the cost of making one.
    """
    made = dataclass(slots=True)(cls)
    names = tuple(made.__slots__)  # type: ignore[attr-defined]
    FIELDS[made] = names, attrgetter(*names)
    return made


def replace(of: C, **changes: Any) -> C:
    """A record with some fields changed, as that of `dataclasses`, in a third of its time."""
    kind = type(of)
    names, read = FIELDS[kind]
    return kind(**{**dict(zip(names, read(of), strict=True)), **changes})
