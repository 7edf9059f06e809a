"""The command line: what goes where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import reportparse as rp
from reportparse.cli import app
from reportparse.store import output_file, write_array, write_lines

REPORT = """\
临溪县民政局2021年上半年工作总结
一、社会救助
截至6月底,全县共有城市低保对象312户、455人,1-6月累计发放低保金98.6万元。
二、养老服务
新建农村幸福院3所,新增床位46张。
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def python(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, check=False, **options)


def evidence(report: dict[str, Any]) -> list[str]:
    return [s["evidence"]["text"] for s in report["statistics"]]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "上半年.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder as archives are: years in folders, and other things lying beside the reports."""
    for name in ("2020/乙.txt", "2020/甲.TXT", "2019/全年.txt", "2019/全年.gold.json", "2019/.隐藏.txt", "说明.md"):
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT, encoding="utf-8")
    return tmp_path / "archive"


def test_one_report_is_pretty_json(document: Path) -> None:
    result = run("extract", document)
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["schema"] == "reportparse/1"
    assert "\n  " in result.stdout
    assert "低保" in result.stdout
    assert evidence(report) == ["312户", "455人", "98.6万元", "3所", "46张"]
    for s in report["statistics"]:
        assert REPORT[s["evidence"]["start"] : s["evidence"]["end"]] == s["evidence"]["text"]
    assert result.stderr == ""


def test_the_output_reads_back_as_the_report(document: Path) -> None:
    assert rp.Report.model_validate_json(run("extract", document).stdout) == rp.parse(document)


def test_a_folder_is_read_in_depth_and_in_order(archive: Path) -> None:
    result = run("extract", archive)
    assert result.exit_code == 0
    paths = [json.loads(line)["source"]["path"] for line in result.stdout.splitlines()]
    assert paths == [str(archive / name) for name in ("2019/全年.txt", "2020/乙.txt", "2020/甲.TXT")]
    assert "3 of 3" in result.stderr


def test_a_file_named_twice_is_read_once(document: Path) -> None:
    assert json.loads(run("extract", document, document).stdout)["schema"] == "reportparse/1"


def test_several_reports_as_json_are_an_array(archive: Path) -> None:
    reports = json.loads(run("extract", archive, "--format", "json").stdout)
    assert len(reports) == 3


def test_one_report_as_a_line(document: Path) -> None:
    lines = run("extract", document, "--format", "jsonl").stdout.splitlines()
    assert [evidence(json.loads(line)) for line in lines] == [["312户", "455人", "98.6万元", "3所", "46张"]]


@pytest.mark.parametrize(("name", "lines"), [("out.json", 1), ("out.jsonl", 3)])
def test_the_format_follows_the_suffix_of_the_output(archive: Path, tmp_path: Path, name: str, lines: int) -> None:
    out = tmp_path / name
    result = run("extract", archive, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert isinstance(json.loads(text if lines == 1 else text.splitlines()[0]), list if lines == 1 else dict)
    assert lines == 1 or len(text.splitlines()) == lines


def test_what_cannot_be_read_is_named_and_the_rest_is_written(document: Path, tmp_path: Path) -> None:
    binary, empty, missing = tmp_path / "扫描.txt", tmp_path / "空.txt", tmp_path / "没有.txt"
    binary.write_bytes(bytes(range(256)) * 64)
    empty.write_bytes(b"")
    result = run("extract", binary, document, empty, missing)
    assert result.exit_code == 3
    assert [evidence(json.loads(line))[0] for line in result.stdout.splitlines()] == ["312户"]
    *named, summary = result.stderr.splitlines()
    assert [path.name in line for path, line in zip((binary, empty, missing), named, strict=True)] == [True] * 3
    assert "1 of 4" in summary


def test_a_folder_without_reports_is_named(tmp_path: Path) -> None:
    result = run("extract", tmp_path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert str(tmp_path) in result.stderr


@pytest.mark.parametrize("arguments", [["--format", "dbf"], ["-o", "out.dbf"], ["--format", "JSON LINES"]])
def test_an_unknown_format_is_wrong_usage_that_names_what_there_is(document: Path, arguments: list[str]) -> None:
    result = run("extract", document, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "json" in result.stderr and "jsonl" in result.stderr
    assert not Path("out.dbf").exists()


def test_an_input_is_never_overwritten(document: Path) -> None:
    result = run("extract", document, "-o", document, "--format", "json")
    assert result.exit_code == 2
    assert document.read_text(encoding="utf-8") == REPORT


def test_an_output_that_cannot_be_written_is_wrong_usage(document: Path, tmp_path: Path) -> None:
    result = run("extract", document, "-o", tmp_path / "no such folder" / "out.json")
    assert result.exit_code == 2
    assert "out.json" in result.stderr.replace("\n", "").replace("│", "").replace(" ", "")


def test_no_path_is_wrong_usage() -> None:
    assert run("extract").exit_code == 2


def test_a_mistaken_lexicon_is_wrong_usage(document: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "own.toml"
    lexicon.write_text("[broken", encoding="utf-8")
    result = run("extract", document, "--lexicon", lexicon)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "own.toml" in result.stderr


def test_a_lexicon_of_ones_own_adds_a_program(tmp_path: Path) -> None:
    document, lexicon = tmp_path / "a.txt", tmp_path / "own.toml"
    document.write_text("2021年,全县为暖冬行动发放木炭补贴25.5万元。", encoding="utf-8")
    lexicon.write_text('[warm_winter]\nname = "暖冬行动"\n', encoding="utf-8")
    report = json.loads(run("extract", document, "--lexicon", lexicon).stdout)
    assert report["statistics"][0]["program"] == {"code": "warm_winter", "name": "暖冬行动"}


def test_text_is_the_text_that_offsets_point_into(tmp_path: Path) -> None:
    path = tmp_path / "旧.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
    result = run("text", path)
    assert result.exit_code == 0
    loaded = result.stdout_bytes.decode("utf-8")
    for s in json.loads(run("extract", path).stdout)["statistics"]:
        assert loaded[s["evidence"]["start"] : s["evidence"]["end"]] == s["evidence"]["text"]


@pytest.mark.parametrize("command", [["text"], ["explain", "--at", "0"]])
def test_one_unreadable_document_is_named(tmp_path: Path, command: list[str]) -> None:
    result = run(*command, tmp_path / "没有.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "没有.txt" in result.stderr and len(result.stderr.splitlines()) == 1


def test_schema_describes_what_extract_prints(document: Path) -> None:
    described = json.loads(run("schema").stdout)
    report = json.loads(run("extract", document).stdout)
    assert list(described["properties"]) == list(report)
    statistic = described["$defs"]["Statistic"]["properties"]
    assert list(statistic) == list(report["statistics"][0])
    assert statistic["value"]["type"] == "string"


def test_explain_tells_how_a_figure_was_read(document: Path) -> None:
    quoted = run("explain", document, "--quote", "98.6万元")
    assert quoted.exit_code == 0
    assert "98.6万元" in quoted.stdout
    assert run("explain", document, "--at", str(REPORT.index("98.6"))).stdout == quoted.stdout


@pytest.mark.parametrize("arguments", [[], ["--at", "3", "--quote", "312户"], ["--at", "-1"], ["--quote", "999户"]])
def test_explain_wants_one_figure_that_is_there(document: Path, arguments: list[str]) -> None:
    result = run("explain", document, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_version() -> None:
    assert run("--version").stdout == f"reportparse {rp.__version__}\n"


def test_output_is_utf8_in_a_c_locale(document: Path) -> None:
    locale = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    environment = {**os.environ, **locale}
    result = python("-m", "reportparse", "extract", document, document.with_name("没有.txt"), env=environment)
    assert result.returncode == 3
    assert "临溪县" in result.stdout.decode("utf-8")
    assert "没有.txt" in result.stderr.decode("utf-8")
    assert "统计" in python("-m", "reportparse", "--help", env=environment).stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="pipes close differently elsewhere")
def test_a_reader_that_has_seen_enough_hears_no_complaint(tmp_path: Path) -> None:
    for i in range(60):
        (tmp_path / f"{i}.txt").write_text(REPORT, encoding="utf-8")
    command = [sys.executable, "-m", "reportparse", "extract", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 141


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError), output_file(out) as file:
        file.write(b"half of it")
        raise RuntimeError
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]
    assert out.read_text(encoding="utf-8") == "before"


def test_a_link_goes_on_pointing_where_it_did(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    link.symlink_to(target)
    with output_file(link) as file:
        file.write(b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"


@pytest.mark.parametrize("write", [write_array, write_lines])
def test_each_report_is_written_as_it_comes(write: Any) -> None:
    out = BytesIO()
    sizes = []

    def reports() -> Iterator[rp.Report]:
        for _ in range(3):
            sizes.append(len(out.getvalue()))
            yield rp.parse(text=REPORT)

    assert write(reports(), out) == 3
    assert 0 == sizes[0] < sizes[1] < sizes[2]


def test_no_report_is_an_empty_array() -> None:
    out = BytesIO()
    assert write_array([], out) == 0
    assert json.loads(out.getvalue()) == []
