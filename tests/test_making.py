"""What the main path makes without validation is what the validation would have made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from reportparse.model.making import form, maker
from reportparse.model.report import Evidence, Frozen

DOCUMENTS = sorted((Path(__file__).parents[1] / "corpus").rglob("*.txt"))
TABLE = "云岭县民政局2021年统计公报\n项目 | 2020年 | 2021年\n城市低保(户) | 120 | 130\n农村低保(户) | 220 | 230\n"


def models(value: Any) -> list[Frozen]:
    """A model and all models in it."""
    if isinstance(value, Frozen):
        return [value, *(m for v in value.__dict__.values() for m in models(v))]
    return [m for v in value for m in models(v)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("path", [*DOCUMENTS, None], ids=lambda path: path.stem if path else "table")
def test_made_as_validated(path: Path | None) -> None:
    """Fields in the order of the class, each of the very type that strict validation asks for."""
    report = rp.parse(text=path.read_text("utf-8") if path else TABLE)
    for model in models(report):
        assert list(model.__dict__) == list(type(model).model_fields)
        assert type(model).model_validate(dict(model), strict=True, by_name=True) == model


def test_made_models_are_frozen_and_copied_apart() -> None:
    """A made model has all that one of the class has."""
    places = {"start": 0, "end": 1, "text": "5", "sentence": (0, 1), "section": ()}
    fields = {**places, "page": None, "bbox": None, "table": None}
    made = maker(Evidence)(dict(fields))
    assert made == Evidence(**fields) and hash(made) == hash(Evidence(**fields))
    assert made.model_copy(update={"page": 2}).page == 2 and made.page is None
    assert Evidence.model_validate_json(made.model_dump_json()) == made
    with pytest.raises(ValueError):
        made.page = 3  # type: ignore[misc]


def test_forms_are_filled_apart() -> None:
    """What one form holds no other has, and a model made of it keeps it when the form is gone."""
    new = form(Evidence)
    one, other = new(), new()
    for filled, start in ((one, 0), (other, 5)):
        filled.start, filled.end, filled.text, filled.sentence = start, start + 1, "5", (0, 9)
        filled.section, filled.page, filled.bbox, filled.table = (), None, None, None
    made = [maker(Evidence)(filled.__dict__) for filled in (one, other)]
    del one, other
    assert [evidence.start for evidence in made] == [0, 5]
    assert made[1] == Evidence(start=5, end=6, text="5", sentence=(0, 9))
