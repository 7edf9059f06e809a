"""What goes to screens, pipes and programs: tables, JSON, a bar, or nothing but errors."""

from __future__ import annotations

import json
import os
import re
import shutil
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

NOTHING_TO_TELL = {"serve"}
"""What it prints is one line, the address, for people and programs alike; then it stays until it is ended."""


def test_every_command_takes_json() -> None:
    for name, command in COMMANDS.items():
        assert any("--json" in p.opts for p in command.params) != (name in NOTHING_TO_TELL), name


SILENT = {"text", "formats", "schema", "explain"}
"""They print what they are asked for, and nothing beside it."""


def test_every_command_that_talks_takes_quiet() -> None:
    for name, command in COMMANDS.items():
        assert any("--quiet" in p.opts for p in command.params) != (name in SILENT), name


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


def a_patch(dataset: Path, path: Path) -> Path:
    """A decision on the first figure, and one on a document that is not there."""
    statistic = rp.Dataset.open(dataset).statistics()[0]
    (entry,) = [e for e in rp.Dataset.open(dataset).entries() if e.document == statistic["document"]]
    assert entry.report is not None and entry.text is not None
    evidence = entry.report.statistics[0].evidence
    start, end = evidence.start, evidence.end
    around = {"prefix": entry.text[max(0, start - 32) : start], "suffix": entry.text[end : end + 32]}
    one = {
        "document": entry.document,
        "sha256": entry.report.source.sha256,
        "statistic": entry.report.statistics[0].id,
        "quotation": {"exact": entry.text[start:end], **around, "start": start, "end": end},
        "action": "accept",
        "read": {},
        "note": "",
        "who": "王",
        "when": "2026-01-31T09:00:00Z",
    }
    decisions = [one, {**one, "document": "没有.txt", "sha256": "0" * 64}]
    path.write_text(
        json.dumps({"schema": "reportparse-patch/1", "made": "2026-01-31T10:00:00Z", "decisions": decisions}), "utf-8"
    )
    return path


def test_apply_for_a_program_and_in_silence(dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "ds"
    shutil.copytree(dataset, out)
    patch = a_patch(out, tmp_path / "p.json")
    result = run("apply", out, patch, "--json")
    assert result.exit_code == 3  # for the one without a place, which is named beside it
    told = json.loads(result.stdout)
    assert (told["dataset"], told["applied"], told["known"]) == (str(out), 2, 0)
    (lost,) = told["unplaced"]
    assert (lost["review"], lost["document"], lost["state"]) == (2, "没有.txt", "no_document") and lost["reason"]
    assert "第 2 项复核没有找到对应的数字" in result.stderr and "decisions applied" not in result.stderr
    loud, quiet = run("apply", out, patch), run("apply", out, patch, "-q")
    assert "写入复核 0 项,原已有 2 项 0 decisions applied, 2 were there before" in loud.stderr and loud.stdout == ""
    assert quiet.exit_code == 3 and len(quiet.stderr.splitlines()) == 1 and "没有.txt" in quiet.stderr


def test_a_wrong_patch_is_told_in_two_languages(dataset: Path, tmp_path: Path) -> None:
    told = json.loads(a_patch(dataset, tmp_path / "p.json").read_text("utf-8"))
    del told["decisions"][1]["action"]
    (tmp_path / "p.json").write_text(json.dumps(told), "utf-8")
    said_of = run("apply", dataset, tmp_path / "p.json").stderr
    assert "decision 2, action: 缺少这个字段 the field is missing; add it" in said_of
    (tmp_path / "p.json").write_text("{", "utf-8")
    said_of = run("apply", dataset, tmp_path / "p.json").stderr
    assert "p.json: 不是有效的 JSON it is no valid JSON" in said_of and "请在复核页上重新下载复核文件" in said_of
    assert "打不开 it cannot be opened" in run("apply", dataset, tmp_path / "none.json").stderr


def test_review_for_a_program_and_in_silence(dataset: Path, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    result = run("review", dataset, "-o", page, "--json")
    opened = rp.Dataset.open(dataset)
    checked = opened.checked()
    assert checked is not None and (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {
        "page": str(page),
        "bytes": page.stat().st_size,
        "documents": 5,
        "figures": len(opened.statistics()),
        "findings": len(checked.findings),
        "failed": [],
    }
    loud, quiet = run("review", dataset, "-o", page), run("review", dataset, "-o", page, "-q")
    assert "5 份文件" in loud.stderr and "5 documents" in loud.stderr and loud.stdout == ""
    assert quiet.output == ""
    folder = tmp_path / "档案"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "b.txt").write_bytes(b"")
    result = run("review", folder, "-o", page, "--json", "-q")
    (failed,) = json.loads(result.stdout)["failed"]
    assert (result.exit_code, failed["document"], failed["reason"]) == (3, str(folder / "b.txt"), "the file is empty")


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
