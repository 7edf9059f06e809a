"""Classes of plain values, for what a report has thousands of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

C = TypeVar("C")


@dataclass_transform(frozen_default=True)
def record(cls: type[C]) -> type[C]:
    """A class of plain values for what is made and asked by the thousand, such as a figure in its surroundings.

    Its fields are read three times as fast as those of a named tuple, and it is made as fast as one. The type checker holds it
    as frozen; at run time nothing does, since that would double the cost of making one.
    """
    return dataclass(slots=True)(cls)
