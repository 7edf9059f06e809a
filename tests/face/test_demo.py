"""`reportparse demo`: the whole story, in a folder of its own, from documents that travel with the package."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import reportparse as rp
from reportparse.cli import app
from reportparse.demo_steps import DOCUMENTS, PACKED, STEPS, Step, documents

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_the_demo_tells_its_story_and_leaves_what_it_tells_of(tmp_path: Path) -> None:
    folder = tmp_path / "演示 {}"
    result = run("demo", "-o", folder)
    assert result.exit_code == 0
    for number, step in enumerate(STEPS, 1):
        assert f"{number}/{len(STEPS)} {step.zh} {step.en}" in result.stdout
        for name in step.files:
            assert (folder / name).exists()
    assert "7848人次" in result.stdout  # the figure that a preview page's marker cut in two
    assert "发现 10 处矛盾" in result.stdout  # the slips that were planted
    assert "柏川县城市低保(万元): 2017: 1020.5" in result.stdout
    assert "all files are in" in result.stderr
    assert len(rp.Dataset.open(folder / "dataset").reports()) == len(DOCUMENTS)
    assert "[错误 error]" in (folder / "findings.txt").read_text(encoding="utf-8")
    assert "柏川县" in (folder / "review.html").read_text(encoding="utf-8")
    assert "page_marker" in (folder / "explained.txt").read_text(encoding="utf-8")
    again = run("demo", "-o", folder)
    assert again.exit_code == 0 and again.stdout == result.stdout


def test_the_commands_that_the_demo_shows_can_be_typed(tmp_path: Path) -> None:
    told = run("demo", "-o", tmp_path / "a").stdout
    typed = [shlex.split(line.removeprefix("  $ ")) for line in told.splitlines() if line.startswith("  $ ")]
    assert [command[:2] for command in typed] == [["reportparse", step.command[0]] for step in STEPS]
    for command in typed:
        assert run(*command[1:]).exit_code == 0


def test_the_demo_for_a_program(tmp_path: Path) -> None:
    told = json.loads(run("demo", "-o", tmp_path / "a", "--json").stdout)
    assert told["folder"] == str(tmp_path / "a")
    assert [step["zh"] for step in told["steps"]] == [step.zh for step in STEPS]
    assert all(Path(file).exists() for step in told["steps"] for file in step["files"])
    assert run("demo", "-o", tmp_path / "a", "-q").output == ""


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("demo", "-o", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    assert run("demo", "-o", tmp_path / "mine.txt").exit_code == 2


def test_a_step_that_fails_ends_the_story_with_its_exit_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (Step("甲", "a", ("text", "{folder}/none.txt"), ()), Step("乙", "b", ("formats",), ()))
    monkeypatch.setattr("reportparse.demo_steps.STEPS", steps)
    result = run("demo", "-o", tmp_path / "a")
    assert result.exit_code == 3 and "none.txt" in result.stderr and "乙" not in result.stdout


def test_a_further_step_is_one_more_line_of_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = Step("格式", "Formats", ("formats",), ("formats.txt",), keeps="formats.txt")
    monkeypatch.setattr("reportparse.demo_steps.STEPS", (*STEPS[:1], more))
    assert run("demo", "-o", tmp_path / "a").exit_code == 0
    assert "Word" in (tmp_path / "a" / "formats.txt").read_text(encoding="utf-8")


def test_the_demo_opens_nothing_by_itself(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "def hook(event, args):\n"
        "    if event.startswith(('webbrowser', 'socket.connect', 'os.system', 'os.startfile', 'subprocess')): sys.exit(9)\n"
        "sys.addaudithook(hook)\n"
        f"sys.argv = ['reportparse', 'demo', '-q', '-o', {str(tmp_path / 'a')!r}]\n"
        "from reportparse.cli import main; main()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_wheel_takes_along_just_the_documents_of_the_demo() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = told["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed == {f"corpus/{where}": f"reportparse/{PACKED}/{where}" for where in DOCUMENTS.values()}
    found = dict(documents())
    assert {name: (ROOT / "corpus" / where).read_bytes() for name, where in DOCUMENTS.items()} == found
    assert sum(map(len, found.values())) < 100_000
