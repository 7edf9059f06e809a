"""The frame of the project: what the documents promise, what the package declares, how light it starts."""

from __future__ import annotations

import ast
import inspect
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import reportparse as rp
from reportparse.cli import app
from reportparse.store.forms import FORMS

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
HEAVY = ("jieba", "spacy", "pydantic", "opencc", "chardet", "regex", "reportparse.api", "reportparse.rulebook")
DECLARED_AHEAD = {"regex", "onnxruntime", "jieba"}
"""Declared, though nothing imports them: docs/decisions/0003-dependencies.md says why. rapidocr runs on onnxruntime
without asking for it, and of jieba we read the dictionary alone."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def setup_commands(readme: str) -> list[str]:
    """The lines of a README that set the project up."""
    return [line for line in read(readme).splitlines() if line.startswith("python3 -m venv")]


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a fresh Python has loaded after `arguments`."""
    command = [sys.executable, "-X", "importtime", *arguments]
    told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_gives_exactly_two_setup_commands(readme: str) -> None:
    commands = setup_commands(readme)
    assert len(commands) == 2
    assert commands == setup_commands(READMES[0])
    assert "reportparse extract corpus/d1-01.txt" in commands[0]
    assert "pytest" in commands[1]


def test_ci_runs_the_very_test_command_of_the_readme() -> None:
    assert setup_commands(READMES[0])[1] in [line.strip() for line in read(".ci/run").splitlines()]


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_knows_every_command_option_and_format(readme: str) -> None:
    text = read(readme)
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(commands) == {
        "extract", "check", "panel", "review", "apply", "serve", "explain", "text", "formats", "schema", "demo",
    }  # fmt: skip
    for name, command in commands.items():
        assert f"reportparse {name}" in text
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert any(option in text for option in parameter.opts), (name, parameter.opts)
    for suffix in FORMS:
        assert f"`{suffix}`" in text


@pytest.mark.parametrize("readme", READMES)
def test_the_python_of_a_readme_runs(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", read(readme), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, readme, "exec"), {})


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/reportparse/__init__.py"
    assert f"## {rp.__version__}" in read("CHANGELOG.md")


@pytest.mark.parametrize("name", sorted(rp.__all__))
def test_a_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(rp, name)
    if name != "__version__":
        assert not inspect.ismodule(value)
        assert inspect.getdoc(value)


def test_public_functions_are_not_hidden_by_modules_of_the_same_name() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rp.__path__)}
    assert modules & set(rp.__all__) == set()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = rp.no_such_name
    assert set(dir(rp)) == set(rp.__all__)


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("-c", "import reportparse") & {*HEAVY, "typer", "rich"}


def test_help_loads_nothing_heavy() -> None:
    assert not loaded_by("-m", "reportparse", "--help") & set(HEAVY)


MODULES = {
    "opencv-python-headless": "cv2",
    "opencv-python": "cv2",
    "pillow": "PIL",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "python-multipart": "python_multipart",
}
"""Packages whose module has another name."""


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    named = [
        *PROJECT["project"]["dependencies"],
        *(d for extra in extras if extra not in ("bench", "browser", "docs", "test", "dev") for d in extras[extra]),
    ]
    declared = {re.split(r"[<>=\[ ]", d, maxsplit=1)[0].lower() for d in named}
    declared = {MODULES.get(d, d) for d in declared}
    imported = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
            elif (  # how the store imports what only an extra brings
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "needed"
                and isinstance(node.args[0], ast.Constant)
            ):
                imported.add(str(node.args[0].value).partition(".")[0])
    imported -= sys.stdlib_module_names | {"reportparse"}
    assert imported <= declared
    assert declared - imported <= DECLARED_AHEAD


def test_every_directory_of_the_corpus_has_a_floor() -> None:
    floor = json.loads(read("benchmarks/floor.json"))
    corpus = ROOT / "corpus"
    annotated = {path.name for path in (corpus, *corpus.iterdir()) if any(path.glob("*.gold.json"))}
    assert set(floor) == annotated | {"seed"}  # the real report, measured where it lies beside a checkout
    assert all(0 < least <= 1 for figures in floor.values() for least in figures.values())


def test_the_table_of_layers_has_the_floors_of_the_contract() -> None:
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    floors = [set(floor.split(" | ")) for floor in contract["layers"]]
    rows = [line.split("|")[2] for line in read("docs/decisions/0001-layers.md").splitlines() if line.startswith("| ")]
    told = [set(re.findall(r"`(\w+)`", part)) for row in rows for part in row.split(", then ")]
    assert [rooms for rooms in told if rooms] == floors


def test_every_decision_says_what_and_why() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert decisions
    for number, path in enumerate(decisions, 1):
        assert path.name.startswith(f"{number:04}-")
        assert {"## Decision", "## Why"} <= set(path.read_text(encoding="utf-8").splitlines())
