"""What goes wrong, and whether one is told what to do next."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ROOT, run, said
from hypothesis import given
from hypothesis import strategies as st

from reportparse import console
from reportparse.console_words import BEGINNINGS, CHINESE, nearby, not_written, told
from reportparse.errors import UnreadableDocument


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
    for command in (["text"], ["check"], ["panel"], ["serve"]):
        assert document.name in said(run(*command, document.with_name(given))).replace(" ", "")
    assert document.name in said(run("apply", document.with_name(given), document)).replace(" ", "")


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
