"""The panel: which figure stands for a year, where it comes from, and what has no place."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from archive import build_at, make_archive

import reportparse as rp
from reportparse.store.entries import versions_of
from reportparse.store.panel import Panel
from reportparse.store.panel_tables import json_bytes, note_of, panel_rows, source_rows, write_panel


def dataset_of(folder: Path, **texts: str) -> rp.Dataset:
    """A dataset of some texts."""
    archive = folder / "archive"
    archive.mkdir()
    for name, text in texts.items():
        (archive / f"{name}.txt").write_text(text, encoding="utf-8")
    build_at(folder / "dataset", archive)
    return rp.Dataset.open(folder / "dataset")


def values(panel: Panel, program: str) -> dict[int, str]:
    """Year -> value of one program."""
    return {cell.year: str(cell.value) for cell in panel.cells if cell.line.program == program}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> rp.Dataset:
    folder = tmp_path_factory.mktemp("panel")
    build_at(folder / "dataset", make_archive(folder / "archive"))
    return rp.Dataset.open(folder / "dataset")


def test_the_whole_year_comes_before_the_half(dataset: rp.Dataset) -> None:
    panel = dataset.panel()
    assert values(panel, "城市低保") == {2019: "402.5", 2020: "412.3"}
    (cell,) = [c for c in panel.cells if c.line.program == "城市低保" and c.year == 2020]
    assert cell.covers == "full_year" and cell.vintage == "own"
    assert [str(row.statistic.value) for row in cell.others] == ["203.1"]


def test_a_stock_nearest_to_the_end_of_the_year_comes_first(dataset: rp.Dataset) -> None:
    panel = dataset.panel("persons")
    assert values(panel, "城市低保") == {2019: "980", 2020: "951"}
    assert values(panel, "农村低保") == {2019: "2450", 2020: "2399"}


def test_a_half_year_alone_is_told(tmp_path: Path) -> None:
    panel = dataset_of(tmp_path, a="青浦岭县2021年上半年民政工作总结\n1-6月,发放城市低保金88.8万元。\n").panel()
    (cell,) = panel.cells
    assert cell.covers == "part_year" and "不足全年(至6月30日)" in note_of(cell)


LATER = {
    "y2019": "石塘县2019年民政工作总结\n2019年全年发放城市低保金300.5万元。\n",
    "y2020": "石塘县2020年民政工作总结\n2020年全年发放城市低保金320.5万元。2019年全年发放城市低保金305.5万元。\n",
}


RENAMED = {
    "y2012": "石塘县2012年民政工作总结\n2012年末,全县五保对象861人。\n",
    "y2018": "石塘县2018年民政工作总结\n2018年末,全县特困人员832人。\n",
}


def test_one_program_under_changing_names_shows_what_each_report_calls_it(tmp_path: Path) -> None:
    panel = dataset_of(tmp_path, **RENAMED).panel("persons")
    assert values(panel, "特困供养") == {2012: "861", 2018: "832"}
    assert [(row["year"], row["called"]) for row in source_rows(panel, {})] == [(2012, "五保对象"), (2018, "特困人员")]


def test_the_years_own_report_or_the_latest(tmp_path: Path) -> None:
    dataset = dataset_of(tmp_path, **LATER)
    own, latest = dataset.panel(), dataset.panel(prefer="latest")
    assert values(own, "城市低保") == {2019: "300.5", 2020: "320.5"}
    assert values(latest, "城市低保") == {2019: "305.5", 2020: "320.5"}
    cell = latest.cells[0]
    assert cell.vintage == "later" and note_of(cell).startswith("据2020年报告")
    assert next(source_rows(latest, {}))["others"] == (
        f"300.5万元 ({cell.others[0].path} {cell.others[0].statistic.id})",
    )


def test_a_total_comes_before_its_parts(tmp_path: Path) -> None:
    text = "石塘县2021年民政工作总结\n2021年全年发放城市低保金500万元,其中:县级发放城市低保金120万元,镇级发放城市低保金380万元。\n"
    assert values(dataset_of(tmp_path, a=text).panel(), "城市低保") == {2021: "500"}


def test_targets_standards_and_new_entrants_have_no_place_and_are_counted(tmp_path: Path) -> None:
    text = (
        "石塘县2021年民政工作总结\n2021年末,全县城市低保对象900人。全年新增城市低保对象77人。"
        "城市低保标准为每人每月620元。\n下一步工作计划\n2022年,计划保障城市低保对象950人。\n"
    )
    panel = dataset_of(tmp_path, a=text).panel("persons")
    assert values(panel, "城市低保") == {2021: "900"}
    assert sum(panel.left_out.values()) >= 2


def test_regions_are_never_added_up(tmp_path: Path) -> None:
    dataset = dataset_of(
        tmp_path,
        a="石塘县2021年民政工作总结\n全年发放城市低保金100万元。\n",
        b="青浦岭县2021年民政工作总结\n全年发放城市低保金200万元,农村低保金50万元。\n",
    )
    assert [(c.line.region, c.line.program, c.value) for c in dataset.panel().cells] == [
        ("石塘县", "城市低保", 100), ("青浦岭县", "农村低保", 50), ("青浦岭县", "城市低保", 200),
    ]  # fmt: skip
    by_region = dataset.panel(by="region", programs=["城市低保"])
    assert [(c.line.region, c.value) for c in by_region.cells] == [("石塘县", 100), ("青浦岭县", 200)]
    assert {c.line.region for c in dataset.panel(regions=["石塘县"]).cells} == {"石塘县"}


def test_documents_without_a_place_are_not_mixed(tmp_path: Path) -> None:
    dataset = dataset_of(
        tmp_path,
        a="石塘县2021年民政工作总结\n全年发放城市低保金100万元。\n",
        b="青浦岭县2021年民政工作总结\n全年发放城市低保金200万元。\n",
        c="2021年民政工作总结\n全年发放城市低保金300万元。\n",
        d="2021年民政工作总结\n全年发放城市低保金400万元。\n",
    )
    panel = dataset.panel()
    assert {c.line.region: c.value for c in panel.cells} == {
        "?c.txt": 300,
        "?d.txt": 400,
        "石塘县": 100,
        "青浦岭县": 200,
    }
    assert not any(cell.others for cell in panel.cells)


def test_what_a_subject_singles_out_is_told_in_chinese(tmp_path: Path) -> None:
    text = "石塘县2021年民政工作总结\n年末全县养老床位1480张,其中护理型床位312张。\n"
    panel = dataset_of(tmp_path, a=text).panel("count")
    told = {cell.line.subject: (cell.value, note_of(cell)) for cell in panel.cells}
    assert {subject[:3] for subject in told} == {"", "护理型"}
    assert not any("分项数" in note for _, note in told.values())


def test_every_cell_leads_to_its_sentence(dataset: rp.Dataset) -> None:
    panel = dataset.panel()
    sentences = dataset.sentences(panel)
    reports = {report.source.path: report for report in dataset.reports()}
    rows = list(source_rows(panel, sentences))
    assert len(rows) == len(panel.cells)
    for row in rows:
        figure = reports[str(row["document"])].statistic(str(row["statistic"]))
        assert figure.evidence.text == row["text"] and str(row["text"]) in str(row["sentence"])
        assert row["value"] == figure.amount_wan


def test_findings_are_marked(tmp_path: Path) -> None:
    text = "石塘县2020年民政工作总结\n2020年全年发放城市低保金300万元,比2019年的200万元增长12%。\n"
    panel = dataset_of(tmp_path, y2020=text, y2019="石塘县2019年民政工作总结\n全年发放城市低保金200万元。\n").panel()
    assert any("claim_mismatch" in cell.findings for cell in panel.cells)


def test_a_panel_is_written_in_three_forms(dataset: rp.Dataset, tmp_path: Path) -> None:
    panel = dataset.panel()
    sentences = dataset.sentences(panel)
    write_panel(panel, sentences, versions_of(), tmp_path / "a.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert [row["2019"] for row in rows if row["program"] == "城市低保"] == ["402.5"]
    assert (tmp_path / "a.sources.csv").exists()
    told = json.loads(json_bytes(panel, sentences))
    assert told["panel"][0]["unit"] == "万元" and told["sources"][0]["sentence"]
    assert [row["notes"] for row in panel_rows(panel)] == [row["notes"] for row in told["panel"]]
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    write_panel(panel, sentences, versions_of(), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["逐年", "来源", "说明"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.sources.csv", "a.xlsx"]


def test_an_empty_panel_is_a_table_without_years(tmp_path: Path) -> None:
    panel = dataset_of(tmp_path, a="石塘县2021年民政工作总结\n召开会议3次。\n").panel("area")
    assert panel.years == () and list(panel_rows(panel)) == []


def test_values_are_exact_decimals(dataset: rp.Dataset) -> None:
    assert all(isinstance(cell.value, Decimal) for cell in dataset.panel().cells)
