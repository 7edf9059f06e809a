"""The command line as people meet it: screens and pipes, help, messages that say what to do next."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner, Result

import reportparse as rp
from reportparse import cli_check, cli_panel, console
from reportparse.cli import app
from reportparse.console_words import BEGINNINGS, CHINESE, nearby, not_written, told
from reportparse.errors import UnreadableDocument
from reportparse.store.forms import FORMS

ROOT = Path(__file__).resolve().parents[2]
SERIES = sorted((ROOT / "corpus" / "series").glob("*.txt"))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
REPORT = "临溪县民政局2021年工作总结\n截至年末,全县共有城市低保对象312户、455人,全年发放低保金98.6万元。\n"


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env=environment)


def said(result: Result) -> str:
    """What was said on standard error, out of the box that is drawn around it."""
    return re.sub(r"[╭╮╰╯│─\s]+", " ", result.stderr)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "2021年总结.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("series") / "dataset"
    assert run("extract", *SERIES, "-o", out).exit_code == 0
    return out


# Help


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


# Machine forms


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


# Quiet


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


# Screens


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


# What goes wrong


def test_a_mistyped_command_is_told_with_what_was_meant(document: Path) -> None:
    result = run("extrat", document)
    assert result.exit_code == 2 and "did you mean: extract" in said(result)
    result = run(document)
    assert result.exit_code == 2 and "reportparse extract" in said(result)
    result = run("qqqqq")
    assert result.exit_code == 2 and "没有命令" in said(result) and "did you mean" not in said(result)


@pytest.mark.parametrize("given", ["2012年总结.txt", "2021年总结.doc", "2021年总给.txt"])
def test_a_missing_file_is_told_with_the_names_like_it(document: Path, given: str) -> None:
    result = run("extract", document.with_name(given))
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1
    assert "没有这个文件 there is no such file" in result.stderr and str(document) in result.stderr
    for command in (["text"], ["check"], ["panel"]):
        assert document.name in said(run(*command, document.with_name(given))).replace(" ", "")


def test_a_missing_folder_is_told_with_the_folders_like_it(tmp_path: Path) -> None:
    (tmp_path / "档案").mkdir()
    result = run("extract", tmp_path / "档按" / "2019" / "a.txt")
    assert f"did you mean: {tmp_path / '档案'}" in result.stderr
    assert nearby(tmp_path / "没有一个像的") == []
    assert nearby(Path("/")) == []
    assert nearby(Path("a\0b")) == []


@given(st.text(max_size=20))
def test_any_name_may_be_missing(name: str) -> None:
    nearby(Path(name))
    told(UnreadableDocument(name, "there is no such file", "check the path"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "没有这个文件"), ("[a", "词表有误"), ("[a]\nwords = []", "词表有误"), ("[[unit]]\n", "词表有误")],
)
def test_a_wrong_lexicon_is_told(document: Path, tmp_path: Path, content: str | None, reason: str) -> None:
    lexicon = tmp_path / "my.toml"
    if content is not None:
        lexicon.write_text(content, encoding="utf-8")
    result = run("extract", document, "--lexicon", lexicon)
    assert result.exit_code == 2 and reason in said(result) and "--lexicon" in said(result)


def test_what_is_no_dataset_is_told_with_how_to_make_one(document: Path) -> None:
    result = run("panel", document.parent)
    assert result.exit_code == 2
    assert "这个文件夹不是数据集" in said(result) and "reportparse extract" in said(result)
    assert "数据集没有这种后缀" in said(run("panel", document))


def test_a_check_of_nothing_does_not_say_that_all_is_well(tmp_path: Path) -> None:
    result = run("check", tmp_path / "无")
    assert (result.exit_code, result.stdout) == (3, "")
    assert json.loads(run("check", tmp_path / "无", "--json").stdout)["findings"] == []


def test_a_figure_that_is_not_there_is_told_with_some_that_are(document: Path) -> None:
    result = run("explain", document, "--quote", "999户")
    assert result.exit_code == 2 and "312户" in said(result)


def failing(error: OSError) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize(
    ("code", "way_out"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有写入权限"), (errno.EROFS, "此处只读")]
)
def test_what_cannot_be_written_is_told_with_a_way_out(
    document: Path, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, way_out: str
) -> None:
    error = OSError(code, os.strerror(code))
    for module, name in (
        ("reportparse.store", "output_file"),
        ("reportparse.store.build", "write_folder"),
        ("reportparse.store.panel_tables", "output_file"),
    ):
        monkeypatch.setattr(f"{module}.{name}", failing(error))
    for command in (
        ["extract", document, "-o", tmp_path / "a.json"],
        ["extract", document, "-o", tmp_path / "ds"],
        ["panel", dataset, "-o", tmp_path / "a.csv"],
        ["demo", "-o", tmp_path / "demo"],
    ):
        result = run(*command)
        assert result.exit_code == 2, command
        assert way_out in said(result), command


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk(document: Path) -> None:
    result = run("extract", document, document, "-o", "/dev/full", "--format", "json")
    assert result.exit_code == 2 and "磁盘已满" in said(result)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportparse", "schema"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2 and "标准输出无法写入" in done.stderr.decode()


def test_a_run_that_is_stopped_says_how_to_go_on(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportparse.store.build.read_documents", stopped)
    result = run("extract", document, "-o", tmp_path / "ds")
    assert result.exit_code not in (0, 3) and "再运行同一命令" in result.stderr


def test_no_permission_to_read(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", failing(PermissionError(errno.EACCES, "Permission denied")))
    result = run("extract", document)
    assert result.exit_code == 3 and "打不开 it cannot be opened (Permission denied)" in result.stderr
    assert "请检查路径和权限" in result.stderr


def test_every_error_that_has_chinese_is_one_that_is_raised() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py") if path.name != "console_words.py"
    )
    source = re.sub(r'"\s*\n\s*f?"', "", source)
    for english in [*CHINESE, *BEGINNINGS]:
        if english != "run: pip install 'reportparse[ocr]'":  # put together of the extra's name
            assert english in source, english


def test_what_has_no_chinese_is_told_as_it_is() -> None:
    assert told(UnreadableDocument("a", "it is odd", "look")) == "a: it is odd; look"
    assert told(UnreadableDocument("a", "it is odd", "")) == "a: it is odd; "
    assert told("a: b; c") == "a: b; c"
    assert not_written("a", OSError("odd")) == "a: 无法写入 it cannot be written: odd"


def test_a_message_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console.say(UnreadableDocument("a\x1b[31m\u202eb\udcff\n", "there is no such file", "check the path"))
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and not re.search("[\x00-\x09\x0b-\x1f\u202e]", told)
    assert "\\x1b[31m" in told
