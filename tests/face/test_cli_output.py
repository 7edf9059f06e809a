"""What goes to screens, pipes and programs: tables, JSON, a bar, or nothing but errors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from commands import COMMANDS, REPORT, run, said
from rich.console import Console

import reportparse as rp
from reportparse import cli_check, cli_panel


def test_every_command_takes_json() -> None:
    for name, command in COMMANDS.items():
        assert any("--json" in p.opts for p in command.params), name


def test_json_is_what_format_json_is(document: Path, dataset: Path) -> None:
    assert run("extract", document, "--json").stdout == run("extract", document, "--format", "json").stdout
    assert run("check", dataset, "--json").stdout == run("check", dataset, "--format", "json").stdout
    assert json.loads(run("check", dataset, "--json").stdout)["findings"]
    assert run("schema", "--json").stdout == run("schema").stdout


def test_json_against_another_format_is_wrong_usage(document: Path, tmp_path: Path) -> None:
    assert run("extract", document, "--json", "--format", "jsonl").exit_code == 2
    result = run("extract", document, "--json", "-o", f"{tmp_path}/ds/")
    assert result.exit_code == 2 and "reports.json" in said(result).replace(" ", "")
    assert not (tmp_path / "ds").exists()


def test_a_panel_as_json_is_the_same_as_in_a_file(dataset: Path, tmp_path: Path) -> None:
    printed = run("panel", dataset, "--json")
    run("panel", dataset, "-o", tmp_path / "panel.json")
    assert printed.stdout == (tmp_path / "panel.json").read_text(encoding="utf-8")
    assert json.loads(printed.stdout)["panel"]
    assert run("panel", dataset, "--json", "-o", tmp_path / "b.json").exit_code == 2


def test_text_as_json_has_the_text_and_its_source(document: Path) -> None:
    told = json.loads(run("text", document, "--json").stdout)
    assert told["text"] == run("text", document).stdout == REPORT
    assert told["source"] == rp.parse(document).source.model_dump(mode="json")


def test_formats_as_json_are_those_of_the_table() -> None:
    told = json.loads(run("formats", "--json").stdout)
    assert [form["code"] for form in told] == [line.split("\t")[0] for line in run("formats").stdout.splitlines()]
    assert {"code": "txt", "name": "纯文本 plain text", "suffixes": [".txt"], "readable": True, "extra": None} in told


def test_an_explanation_as_json(document: Path) -> None:
    told = json.loads(run("explain", document, "--quote", "98.6万元", "--json").stdout)
    (found,) = told["statistics"]
    assert found["statistic"]["value"] == "98.6" and told["ledger"] == []
    assert [r["rule"] for r in found["rules"]] == found["statistic"]["rules"]
    assert all(r["told"] for r in found["rules"])
    dated = json.loads(run("explain", document, "--at", str(REPORT.index("2021")), "--json").stdout)
    assert dated["statistics"] == [] and dated["ledger"][0]["as"] == "date"


def test_quiet_says_nothing_but_errors(document: Path, dataset: Path, tmp_path: Path) -> None:
    twice = tmp_path / "two"
    twice.mkdir()
    (twice / "a.txt").write_text(REPORT, encoding="utf-8")
    (twice / "b.txt").write_text(REPORT, encoding="utf-8")
    for arguments in (
        ["extract", twice],
        ["extract", twice, "-o", tmp_path / "ds"],
        ["check", twice],
        ["panel", dataset],
    ):
        loud, quiet = run(*arguments), run(*arguments, "-q")
        assert quiet.stderr == "" and quiet.stdout == loud.stdout
        assert quiet.exit_code == loud.exit_code == 0
        assert loud.stderr or arguments[0] == "check"
    (twice / "c.txt").write_bytes(b"")
    result = run("extract", twice, "--quiet")
    assert result.exit_code == 3 and len(result.stderr.splitlines()) == 1 and "c.txt" in result.stderr


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a command shows on a screen, with colours or without."""

    def shown(*arguments: str | Path, colour: bool) -> str:
        out = StringIO()
        made = Console(file=out, width=200, force_terminal=True, color_system="standard", no_color=not colour)
        for module in (cli_check, cli_panel, sys.modules["reportparse.cli_about"], sys.modules["reportparse.cli_demo"]):
            monkeypatch.setattr(module, "screen", lambda: made)
        assert run(*arguments).exit_code == 0
        return out.getvalue()

    return shown


def test_a_screen_gets_tables(screen: Callable[..., str], dataset: Path) -> None:
    checked = screen("check", dataset, colour=True)
    assert "\x1b[1;31m[错误 error]" in checked and "Relations looked at" in checked
    assert "发现 10 处矛盾" in checked
    panel = screen("panel", dataset, colour=True)
    assert "农村低保" in panel and "3056.3" in panel and "rural_dibao" not in panel
    assert "\x1b[32m可读 readable" in screen("formats", colour=True)


def test_no_color_leaves_the_colours_out(screen: Callable[..., str], dataset: Path) -> None:
    for command in (["check", dataset], ["formats"], ["panel", dataset]):
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]", screen(*command, colour=False))


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo terminals elsewhere")
@pytest.mark.parametrize("no_color", [True, False])
def test_a_real_terminal(dataset: Path, no_color: bool) -> None:
    code, told = on_a_terminal("check", str(dataset), **({"NO_COLOR": "1"} if no_color else {}))
    assert code == 0 and "Relations looked at" in told
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-9]", told)) is not no_color


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo terminals elsewhere")
def test_on_a_terminal_a_bar_shows_rate_errors_and_time_left_and_goes(tmp_path: Path) -> None:
    for i in range(30):
        (tmp_path / f"{i}.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    code, told = on_a_terminal("extract", str(tmp_path), "-o", str(tmp_path / "out.jsonl"))
    assert code == 3
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)
    assert re.search(r"31/31 [\d.]+ 份/秒 a second 错误 errors 1 剩余 left", plain)
    assert re.search(r"(?m)^reportparse: .*a\.txt", plain)  # above the bar, not across it
    assert "\x1b[?25h" in told  # the cursor is back
    quiet = on_a_terminal("extract", str(tmp_path), "-o", str(tmp_path / "out.jsonl"), "-q")[1]
    assert "Reading" not in quiet and "a.txt" in quiet


def on_a_terminal(*arguments: str, **environment: str) -> tuple[int, str]:
    """Run the command with a terminal for all its streams."""
    import pty

    process, terminal = pty.fork()
    if process == 0:
        os.environ.update({"TERM": "xterm-256color", "COLUMNS": "160", **environment})
        os.execv(sys.executable, [sys.executable, "-m", "reportparse", *arguments])
    told = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        told += piece
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), told.decode().replace("\r\n", "\n").replace("\r", "\n")


def test_a_pipe_gets_no_colours_and_no_tables(dataset: Path) -> None:
    for arguments in (["check", str(dataset)], ["formats"], ["panel", str(dataset)], ["extrct"]):
        done = subprocess.run(
            [sys.executable, "-m", "reportparse", *arguments], capture_output=True, check=False, env={**os.environ, "TERM": "xterm"}
        )  # fmt: skip
        assert b"\x1b" not in done.stdout + done.stderr
