"""Models made of values that our own code has typed already.

Pydantic's validation of the thousands of figures of a few reports costs as much as finding them. What comes from outside
is validated; what the main path makes itself is put together here, as pydantic's `model_construct` does it, at a tenth
of the cost. A test holds all that is made of the corpus against the validation.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)

_SLOTS = [
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
]


def maker(model: type[M]) -> Callable[[dict[str, Any]], M]:
    """What makes a model of its fields: all of them, by name, in the order of the class, each of its own type."""
    new = object.__new__
    set_fields, set_known, set_extra, set_private = _SLOTS
    known = set(model.model_fields)  # one for all: whoever copies a model copies its set as well

    def make(fields: dict[str, Any]) -> M:
        made = new(model)
        set_fields(made, fields)
        set_known(made, known)
        set_extra(made, None)
        set_private(made, None)
        return made

    return make


def makers(model: type[M]) -> Callable[[list[dict[str, Any]]], list[M]]:
    """What makes many models of their fields, as `maker` makes one: step by step for all of them, past a loop in Python."""
    new = object.__new__
    set_fields, set_known, set_extra, set_private = _SLOTS
    known = set(model.model_fields)

    def make_all(fields: list[dict[str, Any]]) -> list[M]:
        made: list[M] = list(map(new, repeat(model, len(fields))))
        deque(map(set_fields, made, fields), 0)
        deque(map(set_known, made, repeat(known)), 0)
        deque(map(set_extra, made, repeat(None)), 0)
        deque(map(set_private, made, repeat(None)), 0)
        return made

    return make_all


def form(model: type[BaseModel]) -> type[Any]:
    """A plain class to fill in the fields of a model, all of them in the order of the class; `__dict__` of a filled form is
    what a maker takes. Setting an attribute of a plain object costs a fifth of setting a key of a dictionary, and its
    dictionary shares the names of the fields with all others of its class."""
    return type(f"{model.__name__}Form", (), {})
