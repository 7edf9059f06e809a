"""Datasets read some documents at a time: the same documents as all at once, in every form."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from archive import build_at, make_archive
from typer.testing import CliRunner

import reportparse as rp
from reportparse.cli import app
from reportparse.errors import UnreadableDocument
from reportparse.store import duck_batches
from reportparse.store.duck import connection
from reportparse.store.duck_batches import batches
from reportparse.store.stored import stored_reports

FORMS = ("dataset", "figures.duckdb", "figures.parquet", "figures.jsonl", "figures.json", "figures.zip", "figures.xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in every form."""
    place = tmp_path_factory.mktemp("large")
    archive = make_archive(place / "archive")
    slipped = (
        "柳溪县2021年民政工作总结\n一、社会救助\n2021年末,全县城市低保对象588户、9410人,全年发放低保金409.7万元。\n"
    )
    (archive / "2021.txt").write_text(slipped, encoding="utf-8")
    for form in FORMS:
        build_at(place / form, archive)
    return place


def test_batches_are_as_large_as_memory_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duck_batches, "FIGURES_AT_ONCE", 10)
    monkeypatch.setattr(duck_batches, "DOCUMENTS_AT_ONCE", 3)
    counted = [("a", 4), ("b", 6), ("c", 1), ("d", None), ("e", 0), ("f", 2), ("g", 50), ("h", 1)]
    assert list(batches(counted)) == [["a", "b"], ["c", "d", "e"], ["f"], ["g"], ["h"]]
    assert list(batches([])) == []


@pytest.mark.parametrize("form", ["figures.duckdb", "figures.parquet"])
def test_documents_come_back_one_batch_at_a_time(form: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(rp.Dataset.open(folder / form).entries())
    assert len(whole) == (5 if form.endswith("duckdb") else 4)
    monkeypatch.setattr(duck_batches, "DOCUMENTS_AT_ONCE", 1)
    assert list(rp.Dataset.open(folder / form).entries()) == whole


def test_a_parquet_file_whose_rows_were_stirred_gives_the_same_documents(folder: Path, tmp_path: Path) -> None:
    con = connection()
    source, target = folder / "figures.parquet", tmp_path / "it's stirred.parquet"
    rows = con.execute(f"SELECT count(*) FROM '{source}'").fetchone()[0]
    order = list(range(rows))
    Random(1).shuffle(order)
    con.execute(
        "CREATE TABLE places AS SELECT * FROM (SELECT unnest(?) AS old, unnest(?) AS new)", [list(range(rows)), order]
    )
    quoted = str(target).replace("'", "''")
    con.execute(
        f"COPY (SELECT f.* EXCLUDE file_row_number FROM read_parquet('{source}', file_row_number = true) f "
        f"JOIN places ON old = file_row_number ORDER BY new) TO '{quoted}' (FORMAT parquet)"
    )
    con.close()

    def figures(path: Path) -> dict[str, set[str]]:
        return {r.source.path: {s.id for s in r.statistics} for r in rp.Dataset.open(path).reports()}

    assert figures(target) == figures(source)


def checked_by_command(path: Path) -> Any:
    done = CliRunner().invoke(app, ["check", str(path), "--json", "-q"])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("form", FORMS)
def test_the_command_says_what_the_function_says(form: str, folder: Path) -> None:
    checked = rp.check(rp.Dataset.open(folder / form).reports())
    told = checked_by_command(folder / form)
    assert checked.findings
    assert all(f.message in told for f in checked.findings)
    assert told.count('"message"') == len(checked.findings)


@pytest.mark.parametrize("form", ["dataset", "figures.duckdb", "figures.parquet", "figures.jsonl"])
def test_the_command_makes_no_list_of_all_reports(form: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: rp.Dataset) -> list[rp.Report]:
        raise AssertionError("all reports at once")

    monkeypatch.setattr(rp.Dataset, "reports", refuse)
    assert checked_by_command(folder / form)


def test_lines_are_read_one_by_one_and_a_bad_one_is_named(folder: Path, tmp_path: Path) -> None:
    lines = (folder / "figures.jsonl").read_bytes().split(b"\n")
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"\n".join([lines[0], b"", lines[1], b"{}", lines[2]]))
    reports = stored_reports(path)
    assert next(reports).source.path and next(reports).source.path
    with pytest.raises(UnreadableDocument, match="line 4 is no report"):
        next(reports)
    path.write_bytes(lines[0] + b"\n" + lines[1].replace("低".encode(), b"\xff\xff", 1))
    reports = stored_reports(path)
    with pytest.raises(UnreadableDocument, match="UTF-8"):
        list(reports)


def test_an_empty_file_has_no_reports(tmp_path: Path) -> None:
    for name in ("a.json", "a.jsonl"):
        (tmp_path / name).write_text("\n", "utf-8")
        assert list(stored_reports(tmp_path / name)) == []
