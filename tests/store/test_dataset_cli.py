"""Datasets and panels on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive import make_archive
from typer.testing import CliRunner, Result

import reportparse as rp
from reportparse.cli import app


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


@pytest.mark.parametrize("name", ["dataset", "data.set/"])
def test_a_name_without_an_ending_is_a_folder(archive: Path, tmp_path: Path, name: str) -> None:
    out = f"{tmp_path}/{name}"
    result = run("extract", archive, "-o", out)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "3 of 4 documents read" in result.stderr and "坏.txt" in result.stderr
    assert len(rp.Dataset.open(out).reports()) == 3


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".duckdb", ".zip"])
def test_the_ending_says_the_form(archive: Path, tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("duckdb")
    out = tmp_path / f"figures{suffix}"
    assert run("extract", archive, "-o", out).exit_code == 3
    assert len(rp.Dataset.open(out).reports()) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archive", out.name]


def test_a_dataset_becomes_another_form_without_reading(archive: Path, tmp_path: Path) -> None:
    run("extract", archive, "-o", tmp_path / "dataset")
    for path in archive.iterdir():
        path.unlink()
    result = run("extract", tmp_path / "dataset", "-o", tmp_path / "figures.jsonl")
    assert result.exit_code == 3  # one of its documents could not be read, then as now
    lines = (tmp_path / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["title"][:3] for line in lines] == ["柳溪县"] * 3


def test_no_check_leaves_the_findings_out(archive: Path, tmp_path: Path) -> None:
    run("extract", archive, "-o", tmp_path / "dataset", "--no-check")
    assert rp.Dataset.open(tmp_path / "dataset").checked() is None


@pytest.mark.parametrize(
    "arguments", [["--format", "xlsx"], ["--format", "csv", "-o", "a.xlsx"], ["-o", "a.docx"], ["-o", "nowhere/a.xlsx"]]
)
def test_wrong_usage_is_told(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("extract", archive, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [p.name for p in tmp_path.iterdir()] == ["archive"]


def test_a_full_folder_is_wrong_usage(archive: Path) -> None:
    assert run("extract", archive, "-o", archive).exit_code == 2


def test_a_panel_on_standard_output(archive: Path, tmp_path: Path) -> None:
    run("extract", archive, "-o", tmp_path / "dataset")
    result = run("panel", tmp_path / "dataset", "--program", "农村低保")
    assert result.exit_code == 0
    header, *rows = result.stdout.splitlines()
    assert header == "region,program,program_code,subject,unit,kind,2019,2020,notes"
    assert rows == ["柳溪县,农村低保,rural_dibao,,万元,,880.6,901.25,"]
    assert "left out" in result.stderr


def test_a_panel_with_its_sources_and_picture(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    run("extract", archive, "-o", tmp_path / "dataset")
    result = run(
        "panel", tmp_path / "dataset", "--measure", "persons", "--by", "region", "--prefer", "latest", "--region", "柳溪县",
        "-o", tmp_path / "a.csv", "--plot", tmp_path / "a.svg",
    )  # fmt: skip
    assert (result.exit_code, result.stdout) == (0, "")
    assert {"a.csv", "a.sources.csv", "a.svg"} <= {p.name for p in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "arguments", [["--measure", "wealth"], ["-o", "a.docx"], ["--plot", "a.gif"], ["-o", "nowhere/a.csv"]]
)
def test_a_panel_asked_for_wrongly(archive: Path, tmp_path: Path, arguments: list[str]) -> None:
    run("extract", archive, "-o", tmp_path / "dataset")
    assert run("panel", tmp_path / "dataset", *arguments).exit_code == 2


def test_no_dataset_is_wrong_usage(archive: Path) -> None:
    assert run("panel", archive).exit_code == 2
