"""Models made of values that our own code has typed already.

Pydantic's validation of the thousands of figures of a few reports costs as much as finding them. What comes from outside
is validated; what the main path makes itself is put together here, as pydantic's `model_construct` does it, at a tenth
of the cost. A test holds all that is made of the corpus against the validation.
"""

from __future__ import annotations

from collections.abc import Callable
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
