"""datapackage.json: what the tables are, held against the standard's own validator and against docs/dataset.md."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from archive import build_at, make_archive
from patches import decide, entry_of, figure, write_patch

import reportparse as rp
from reportparse.store.entries import versions_of
from reportparse.store.tables import tables

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("package")
    build_at(place / "dataset", make_archive(place / "archive"))
    return place / "dataset"


def test_frictionless_accepts_it(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies' warnings are not ours
        frictionless = pytest.importorskip("frictionless")
        report = frictionless.validate(str(folder / "datapackage.json"))
        assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])
        package = frictionless.Package(str(folder / "datapackage.json"))
        rows = package.get_resource("statistics").read_rows()
    assert [row["value"] for row in rows] == [s["value"] for s in rp.Dataset.open(folder).statistics()]


def test_it_says_what_made_it_and_from_what(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["created_by"] == {
        "tool": f"reportparse {versions_of().tool}",
        "lexicon": versions_of().lexicon,
        "schema": "reportparse/1",
    }
    documents = rp.Dataset.open(folder).documents()
    assert [source["sha256"] for source in package["sources"]] == [row["sha256"] for row in documents]
    for source in package["sources"]:
        assert hashlib.sha256(Path(source["document"]).read_bytes()).hexdigest() == source["sha256"]
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and resource["bytes"] == len(data)


def test_every_column_says_what_it_is(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = {(r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]}
    assert all(field["title"] and field["description"] for field in fields.values())
    assert fields["statistics", "amount_wan"]["unit"] == "万元"
    assert {r["name"] for r in package["resources"]} == {name.replace("_", "-") for name in tables()}


def test_the_tables_have_every_field_of_a_statistic() -> None:
    columns = {column.name for column in tables()["statistics"].columns}
    nested = {"program", "period", "evidence"}
    assert set(rp.Statistic.model_fields) - nested <= columns
    assert {"program_code", "period_start", "period_end", "period_kind", "sentence", "page", "bbox_left"} <= columns


def test_the_document_names_every_table_and_column() -> None:
    text = (ROOT / "docs" / "dataset.md").read_text(encoding="utf-8")
    for table in tables().values():
        _, _, section = text.partition(f"### {table.name}\n")
        section = section.partition("\n### ")[0]
        assert section, table.name
        for column in table.columns:
            assert f"| {column.name} |" in section, (table.name, column.name)


def test_frictionless_accepts_decisions_with_and_without_a_place(folder: Path, tmp_path: Path) -> None:
    told = three_kinds(folder)
    copy = rp.Dataset.open(folder).save(tmp_path / "copy")
    copy.apply(write_patch(tmp_path / "p.json", *told))
    assert [row["state"] for row in copy.reviews()] == ["replaced", "stands", "no_document"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frictionless = pytest.importorskip("frictionless")
        report = frictionless.validate(str(copy.path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "note"])


def three_kinds(folder: Path) -> list[dict[str, Any]]:
    """A decision that is replaced, the one that replaces it, and one without a document."""
    entry = entry_of(rp.Dataset.open(folder), "2020.txt")
    s = figure(entry, "598户")
    lost = decide(entry, s, "reject") | {"document": "x", "sha256": "0" * 64}
    return [decide(entry, s, "reject"), decide(entry, s, "edit", {"value": "599", "region": None}), lost]
