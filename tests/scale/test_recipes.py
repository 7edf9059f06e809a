"""The recipes of docs/scale.md do what it says."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from many_documents import ROOT, make_archive

import reportparse as rp
from reportparse.scale.cluster import gather
from reportparse.scale.facts import COLUMNS, Fact

pytestmark = pytest.mark.skipif(os.name != "posix", reason="takes fork")
TEXT = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def block(language: str, containing: str) -> str:
    """A piece of code of the document."""
    (found,) = [code for code in re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL) if containing in code]
    return str(found)


def defined(containing: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(block("python", containing), "docs/scale.md", "exec"), names)
    return names


def test_the_unit_of_work_needs_no_engine(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    archive = make_archive(tmp_path / "archive", 3)
    (tmp_path / "shards").mkdir()
    defined("run_somehow")["run_somehow"](sorted(archive.iterdir()), tmp_path / "shards", tmp_path / "out")
    dataset = rp.Dataset.open(tmp_path / "out")
    assert len(dataset.reports()) == 3 and len(dataset.errors()) == 1
    rows = duckdb.sql(block("sql", "FROM").replace("shards/", f"{tmp_path}/shards/")).fetchall()
    assert sorted(row[1] for row in rows) == sorted(str(s.value) for r in dataset.reports() for s in r.statistics)


def test_the_columns_of_the_recipe_are_those_of_facts() -> None:
    schema = re.search(r'^SCHEMA = "(.*)"$', block("python", "mapInArrow"), re.MULTILINE)
    assert schema
    assert [column.split()[0] for column in schema[1].split(", ")] == list(Fact._fields)
    assert [column.split()[0] for column in COLUMNS.split(", ")] == list(Fact._fields)


def test_the_function_for_spark_on_arrow_batches(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    archive = make_archive(tmp_path / "archive", 3)
    batch = pa.RecordBatch.from_pylist([{"path": str(path)} for path in sorted(archive.iterdir())])
    (read,) = defined("mapInArrow")["read"]([batch])
    assert [reason is None for reason in read.column("reason").to_pylist()] == [True, True, True, False]


def test_a_bucket_is_read_and_written_through_fsspec(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    pytest.importorskip("duckdb")
    archive = make_archive(tmp_path / "archive", 5)  # and one that cannot be read
    store = fsspec.filesystem("memory")
    for path in archive.iterdir():
        store.pipe_file(f"/archive/2020/{path.name}", path.read_bytes())
    read_bucket = defined("fsspec")["read_bucket"]
    read_bucket("memory://archive/2020", "memory://facts", at_once=4)
    assert [PurePosixPath(name).name for name in sorted(store.find("/facts"))] == [
        "000000000.parquet",
        "000000004.parquet",
    ]
    for path in archive.iterdir():  # what is there already is not read again
        store.rm_file(f"/archive/2020/{path.name}")
        store.pipe_file(f"/archive/2020/{path.name}", b"")
    read_bucket("memory://archive/2020", "memory://facts", at_once=4)
    store.get("/facts", str(tmp_path / "facts"), recursive=True)
    gather(sorted((tmp_path / "facts").rglob("*.parquet")), tmp_path / "out")
    dataset = rp.Dataset.open(tmp_path / "out")
    assert sorted(d["document"] for d in dataset.documents()) == sorted(
        f"memory:///archive/2020/{path.name}" for path in archive.iterdir()
    )
    assert len(dataset.reports()) == 5 and len(dataset.errors()) == 1


@pytest.mark.filterwarnings("ignore")  # Spark's own
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not there")
def test_spark_makes_the_same_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql")
    pytest.importorskip("pyarrow")
    archive = make_archive(tmp_path / "archive", 12)
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        defined("mapInArrow")["run"](spark, [str(path) for path in sorted(archive.iterdir())], str(tmp_path / "facts"))
    finally:
        spark.stop()
    gather(sorted((tmp_path / "facts").glob("*.parquet")), tmp_path / "spark")
    assert len(rp.Dataset.open(tmp_path / "spark").reports()) == 12
