"""Help that is whole, examples that run, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from commands import COMMANDS, run
from typer.testing import CliRunner

from reportparse.cli import app
from reportparse.store.forms import FORMS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_examples_in_two_languages(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    examples = result.stdout.partition("Examples:")[2]
    assert f"reportparse {name}" in examples
    command = COMMANDS[name]
    texts = [
        command.help,
        command.epilog.partition("Examples:")[2],
        *(p.help for p in command.params if p.name != "help"),
    ]
    for text in texts:
        assert text and re.search("[\u4e00-\u9fff]", text) and re.search("[A-Za-z]{3}", text), (name, text)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_the_help_are_commands_that_parse(name: str) -> None:
    lines = re.findall(r"\[bold\]reportparse (.*?)\[/bold\]", COMMANDS[name].epilog)
    assert lines
    for line in lines:
        given, *arguments = re.sub(r" > \S+$", "", line).split()
        assert given == name
        with typer.main.get_command(app).make_context("reportparse", [given, *arguments], resilient_parsing=True) as up:
            assert COMMANDS[name].make_context(name, arguments, parent=up, resilient_parsing=False)


@pytest.mark.parametrize("width", [72, 80, 90, 100, 120])
@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_no_line_of_the_help_loses_its_end(name: str | None, width: int) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    assert "…" not in run(*arguments, TERMINAL_WIDTH=str(width), COLUMNS=str(width)).stdout


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "-h"], ["panel", "--help"]])
def test_nor_does_it_in_a_process_of_its_own(arguments: list[str]) -> None:
    for width in ("80", "100"):
        environment = {**os.environ, "TERMINAL_WIDTH": width, "COLUMNS": width}
        command = [sys.executable, "-m", "reportparse", *arguments]
        told = subprocess.run(command, capture_output=True, check=True, env=environment, encoding="utf-8").stdout
        assert "Examples" in told or "To begin with" in told
        assert "…" not in told


def test_completion_is_there_for_shells(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "reportparse", "--show-completion", "bash"],
        capture_output=True,
        text=True,
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "SHELL": "/bin/bash"},
        check=False,
    )
    assert shown.returncode == 0 and "complete" in shown.stdout


@pytest.mark.parametrize(
    ("words", "expected"), [("reportparse ex", {"extract", "explain"}), ("reportparse extract --format j", {"json", "jsonl"}),
                            ("reportparse panel --measure per", {"persons", "person_times"})]
)  # fmt: skip
def test_what_completion_offers(words: str, expected: set[str]) -> None:
    environment = {"_REPORTPARSE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    result = CliRunner().invoke(app, [], prog_name="reportparse", env=environment)
    assert set(result.stdout.split()) == expected


def test_layouts_offered_are_those_that_can_be_written() -> None:
    from reportparse.cli_extract import LAYOUTS

    assert {f".{name}" for name in LAYOUTS} == set(FORMS)
