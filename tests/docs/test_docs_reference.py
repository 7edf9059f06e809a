"""Nothing is undocumented, in neither language: commands, options, fields, values, columns, checks, Python names."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import typer
from blocks import ROOT
from pydantic import BaseModel

import reportparse as rp
from reportparse.checks import known_checks
from reportparse.cli import app
from reportparse.model import patch as patch_models
from reportparse.model import report as report_models
from reportparse.model.reading import Edit
from reportparse.store.tables import tables

sys.path.insert(0, str(ROOT / "scripts"))
import reference

DOCS = ROOT / "docs"
ENDS = (".md", ".zh.md")
WORDS = tomllib.loads((ROOT / "scripts" / "reference_words.toml").read_text("utf-8"))
MODELS: list[type[BaseModel]] = [
    *(getattr(rp, name) for name in rp.__all__ if hasattr(getattr(rp, name), "model_fields")),
    report_models.RecordValue, report_models.TableCell, report_models.FindingRef,
    patch_models.Patch, patch_models.Decision, patch_models.Quotation, patch_models.Changes, patch_models.Reading, patch_models.Total,
]  # fmt: skip
BASES = {"Frozen", "Fields"}
"""Models that only others are made of."""


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, down to the next of its level or above."""
    text = (DOCS / page).read_text("utf-8")
    marks = heading.partition(" ")[0]
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(marks)}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no {heading}"
    return found[1]


def test_the_made_pages_are_as_they_are_made() -> None:
    for path, text in reference.pages().items():
        assert path.read_text("utf-8") == text, f"run scripts/reference.py: {path.name} is not what it makes"


@pytest.mark.parametrize("end", ENDS)
def test_every_command_argument_and_option_is_documented(end: str) -> None:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        told = section(f"reference/commands{end}", f"## {name}")
        for parameter in command.params:
            if parameter.name == "help":
                continue
            option = parameter.param_type_name == "option"
            for form in [*parameter.opts, *parameter.secondary_opts] if option else [parameter.metavar]:
                assert (f"`{form}`" if option else f"| {form} |") in told, (name, form)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_a_model_is_documented(model: type[BaseModel], end: str) -> None:
    told = section(f"reference/report{end}", f"### {model.__name__}")
    rows = re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|$", told, re.MULTILINE)
    assert {name for name, _ in rows} == {field.alias or name for name, field in model.model_fields.items()}
    for name, meaning in rows:
        assert bool(re.search("[\u4e00-\u9fff]{1,}", meaning)) or end == ".md", (name, meaning)


def test_no_model_of_the_contract_is_left_out() -> None:
    every = {
        name
        for module in (report_models, patch_models)
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, report_models.Frozen)
    }
    assert every - BASES <= {model.__name__ for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_value_of_a_field_is_explained(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        values = literal_values(field.annotation)
        if values and "schema" not in name:
            asked = field.alias or name
            assert set(values) == set(WORDS["values"][asked]), (model.__name__, name)


def literal_values(annotation: Any) -> tuple[str, ...]:
    """The words that a field chooses from."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for inner in get_args(annotation) if (found := literal_values(inner))), ())


def test_every_kind_of_repair_is_explained() -> None:
    told = re.search(r"Kinds: ([\w, ]+)\.", Edit.__doc__ or "")
    assert told and set(told[1].split(", ")) == set(WORDS["values"]["repair"])


@pytest.mark.parametrize("end", ENDS)
def test_every_table_and_column_is_documented(end: str) -> None:
    for table in tables().values():
        told = section(f"dataset{end}", f"### {table.name}")
        _head, *rows = re.findall(r"^\| (\w+) \|", told, re.MULTILINE)
        assert rows == [column.name for column in table.columns]


@pytest.mark.parametrize("end", ENDS)
def test_every_check_is_documented(end: str) -> None:
    for kind in known_checks():
        told = section(f"checks{end}", f"## {kind}")
        for word in ("tolerance", "uncheckable") if end == ".md" else ("容差", "无法核对"):
            assert f"- {word}" in told, (kind, word)


@pytest.mark.parametrize("end", ENDS)
def test_every_public_name_is_documented(end: str) -> None:
    text = (DOCS / f"reference/python{end}").read_text("utf-8")
    models = {model.__name__ for model in MODELS}
    for name in set(rp.__all__) - models - {"__version__"}:
        assert f"\n## {name}\n" in text
    for method in (m for m in vars(rp.Dataset) if not m.startswith("_") and m != "path"):
        assert f"\n### Dataset.{method}\n" in text


def without(words: dict[str, Any], *path: str) -> dict[str, Any]:
    """The words, save one entry."""
    head, *rest = path
    if not rest:
        return {name: value for name, value in words.items() if name != head}
    return words | {head: without(words[head], *rest)}


@pytest.mark.parametrize("path", [("Statistic", "bound"), ("Statistic", ""), ("values", "repair"), ("python", "parse")])
def test_what_has_no_words_is_found(path: tuple[str, ...]) -> None:
    with pytest.raises(KeyError, match=re.escape(path[-1]) or path[0]):
        reference.pages(without(WORDS, *path))


def test_words_for_what_is_not_there_are_found() -> None:
    with pytest.raises(ValueError, match="Statistic colour"):
        reference.pages(WORDS | {"Statistic": WORDS["Statistic"] | {"colour": ["颜色", "its colour"]}})


def test_pages_are_in_both_languages() -> None:
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if "decisions" not in path.parts}
    english = {page for page in pages if not page.endswith(".zh.md")}
    assert {page.removesuffix(".md") + ".zh.md" for page in english} == pages - english
    for page in pages - english:
        chinese = len(re.findall("[\u4e00-\u9fff]", Path(DOCS / page).read_text("utf-8")))
        assert chinese > 80, page


def test_no_place_is_left_to_be_filled_in() -> None:
    for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        assert not re.search(r"@@[A-Z]+@@", path.read_text("utf-8")), path.name
