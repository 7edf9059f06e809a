"""Decisions of people: applied, kept, found again when documents are read anew or have changed."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from archive import REPORTS, build_at, files_of, make_archive
from patches import decide, entry_of, figure, quotation_of, write_patch
from typer.testing import CliRunner, Result

import reportparse as rp
from reportparse.cli import app
from reportparse.store.lock import InUse, alone, fcntl
from reportparse.store.reviewed import NotHere

HOLDING = ["dataset", "figures.zip", "figures.duckdb", "figures.xlsx"]
"""The forms that hold decisions."""

NOT_HOLDING = ["figures.csv", "figures.parquet", "figures.json", "figures.jsonl"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def library_for(name: str) -> None:
    if name != "dataset":
        pytest.importorskip("duckdb")
        pytest.importorskip("xlsxwriter")
        pytest.importorskip("python_calamine")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


@pytest.fixture
def dataset(archive: Path, tmp_path: Path) -> rp.Dataset:
    build_at(tmp_path / "dataset", archive)
    return rp.Dataset.open(tmp_path / "dataset")


def three(dataset: rp.Dataset) -> list[dict[str, Any]]:
    """One decision of each kind on the report of 2020."""
    entry = entry_of(dataset, "2020.txt")
    return [
        decide(entry, figure(entry, "598户"), "accept", when="2026-01-31T09:00:00Z"),
        decide(entry, figure(entry, "951人"), "edit", {"value": "9510", "program": "rural_dibao"}, note="漏了一个0"),
        decide(entry, figure(entry, "901.25万元"), "reject", when="2026-01-31T09:00:02Z"),
    ]


def carried(dataset: rp.Dataset) -> list[tuple[Any, ...]]:
    """Which figure of the text carries which decision."""
    text = {(row["document"], row["id"]): row["text"] for row in dataset.statistics()}
    return [
        (row["state"], row["action"], text.get((row["document"], row["statistic"])), row["quoted"])
        for row in dataset.reviews()
    ]


ALL_THREE = [
    ("stands", "accept", "598户", "598户"),
    ("stands", "edit", "951人", "951人"),
    ("stands", "reject", "901.25万元", "901.25万元"),
]


# Round trips.


@pytest.mark.parametrize("name", HOLDING)
def test_apply_extract_again_apply_again(dataset: rp.Dataset, archive: Path, tmp_path: Path, name: str) -> None:
    library_for(name)
    out = tmp_path / name
    build_at(out, archive)
    told = write_patch(tmp_path / "p.json", *three(dataset))
    readings = [r.model_dump_json() for r in rp.Dataset.open(out).reports()]
    result = run("apply", out, told, "--who", "王芳")
    assert (result.exit_code, result.stdout) == (0, "") and "3 decisions applied" in result.stderr
    opened = rp.Dataset.open(out)
    assert carried(opened) == ALL_THREE
    assert {row["who"] for row in opened.reviews()} == {"王芳"}
    assert [r.model_dump_json() for r in opened.reports()] == readings  # what the machine read is as it was
    marks = {row["text"]: row["reviewed"] for row in opened.statistics() if row["reviewed"]}
    assert marks == {"598户": "accept", "951人": "edit", "901.25万元": "reject"}

    files = files_of(out) if name == "dataset" else {"": out.read_bytes()}
    assert "0 decisions applied, 3 were there before" in run("apply", out, told, "--who", "王芳").stderr
    assert (files_of(out) if name == "dataset" else {"": out.read_bytes()}) == files

    build_at(out, archive)
    assert carried(rp.Dataset.open(out)) == ALL_THREE
    if name != "figures.duckdb":  # the same rows make other bytes in DuckDB
        assert (files_of(out) if name == "dataset" else {"": out.read_bytes()}) == files
    assert run("apply", out, told, "--who", "王芳").exit_code == 0
    assert len(rp.Dataset.open(out).reviews()) == 3


@pytest.mark.parametrize("name", HOLDING)
def test_a_text_that_changed_above_moves_ids_and_the_decisions_stay(
    dataset: rp.Dataset, archive: Path, tmp_path: Path, name: str
) -> None:
    library_for(name)
    out = tmp_path / name
    build_at(out, archive)
    told = write_patch(tmp_path / "p.json", *three(dataset))
    rp.Dataset.open(out).apply(told)
    before = [row["statistic"] for row in rp.Dataset.open(out).reviews()]
    above = "柳溪县2020年民政工作总结\n一年来,走访困难群众86户、213人,发放慰问金12.5万元。\n" + "另有说明。" * 9
    changed = REPORTS["2020.txt"].replace("柳溪县2020年民政工作总结\n", above + "\n")
    (archive / "2020.txt").write_text(changed, encoding="utf-8")
    build_at(out, archive)
    again = rp.Dataset.open(out)
    assert carried(again) == ALL_THREE
    assert [row["statistic"] for row in again.reviews()] != before
    assert again.apply(told).new == 0
    assert carried(rp.Dataset.open(out)) == ALL_THREE


def test_a_document_that_was_renamed_keeps_its_decisions(dataset: rp.Dataset, archive: Path, tmp_path: Path) -> None:
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)))
    (archive / "2020.txt").rename(archive / "二〇二〇.txt")
    (archive / "2019.txt").rename(archive / "2020.txt")  # its old name is another document's now
    build_at(dataset.path, archive)
    assert carried(dataset) == ALL_THREE
    assert {Path(row["document"]).name for row in dataset.reviews()} == {"二〇二〇.txt"}


def test_copies_under_other_names_are_ambiguous_and_kept(dataset: rp.Dataset, archive: Path, tmp_path: Path) -> None:
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)))
    shutil.copy(archive / "2020.txt", archive / "甲.txt")
    build_at(dataset.path, archive)
    assert carried(dataset) == ALL_THREE  # one of them has the name
    (archive / "2020.txt").rename(archive / "乙.txt")
    result = run("extract", archive, "-o", dataset.path)
    assert {state for state, *_ in carried(dataset)} == {"ambiguous"}
    assert result.stderr.count("has no place (ambiguous): 2 documents have the same content") == 3
    assert not any(row["reviewed"] for row in dataset.statistics())


def test_a_figure_that_is_gone_is_named_and_comes_back(dataset: rp.Dataset, archive: Path, tmp_path: Path) -> None:
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)))
    (archive / "2020.txt").write_text(REPORTS["2020.txt"].replace("951人", "953人"), encoding="utf-8")
    result = run("extract", archive, "-o", dataset.path)
    assert "decision 2 on '951人'" in result.stderr and "no longer in the document; it is kept" in result.stderr
    assert [state for state, *_ in carried(dataset)] == ["stands", "lost", "stands"]
    (archive / "2020.txt").unlink()
    build_at(dataset.path, archive)
    assert [state for state, *_ in carried(dataset)] == ["no_document"] * 3
    (archive / "2020.txt").write_text(REPORTS["2020.txt"], encoding="utf-8")
    build_at(dataset.path, archive)
    assert carried(dataset) == ALL_THREE


def test_an_unplaced_decision_is_kept_and_told_by_apply(dataset: rp.Dataset, tmp_path: Path) -> None:
    told = three(dataset)
    told[0] |= {"document": "没有.txt", "sha256": "0" * 64}
    result = run("apply", dataset.path, write_patch(tmp_path / "p.json", *told))
    assert result.exit_code == 3
    assert "decision 1 on '598户' in '没有.txt' has no place (no_document)" in result.stderr
    assert [row["state"] for row in dataset.reviews()] == ["no_document", "stands", "stands"]


# The same figure twice.

TWICE = "石塘县2021年民政工作总结\n{above}一、城市低保\n全年共有保障对象45户。\n二、特困人员\n全年共有保障对象45户。\n"
ROW = "本项工作按计划进行,各乡镇均已完成年初确定的任务,全县共救助45人次,群众满意,工作有序,资料齐全,没有投诉。\n"


def twins(tmp_path: Path, text: str) -> tuple[rp.Dataset, Path]:
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "a.txt").write_text(text, encoding="utf-8")
    build_at(tmp_path / "d", folder)
    return rp.Dataset.open(tmp_path / "d"), folder


@pytest.mark.parametrize("nth", [0, 1])
def test_the_same_figure_twice_is_told_apart_by_what_stands_around(tmp_path: Path, nth: int) -> None:
    dataset, folder = twins(tmp_path, TWICE.format(above=""))
    entry = entry_of(dataset, "a.txt")
    dataset.apply(write_patch(tmp_path / "p.json", decide(entry, figure(entry, "45户", nth), "reject")))
    (folder / "a.txt").write_text(TWICE.format(above="走访慰问困难群众45户。\n"), encoding="utf-8")
    build_at(dataset.path, folder)
    after = [s.id for s in dataset.reports()[0].statistics if s.evidence.text == "45户"]
    assert len(after) == 3
    assert [(row["state"], row["statistic"]) for row in dataset.reviews()] == [("stands", after[nth + 1])]


def test_twins_in_an_unchanged_document_are_told_apart_by_their_place(tmp_path: Path) -> None:
    dataset, folder = twins(tmp_path, "石塘县2021年民政工作总结\n" + ROW * 5)
    entry = entry_of(dataset, "a.txt")
    wanted = [figure(entry, "45人次", nth) for nth in (1, 3)]
    dataset.apply(write_patch(tmp_path / "p.json", *(decide(entry, s, "reject") for s in wanted)))
    build_at(dataset.path, folder)
    assert [row["statistic"] for row in dataset.reviews()] == [s.id for s in wanted]


def test_twins_that_moved_are_ambiguous_unless_a_neighbour_tells(tmp_path: Path) -> None:
    text = "石塘县2021年民政工作总结\n{above}新建敬老院7所。\n" + ROW * 5 + "新建公墓3处。\n"
    dataset, folder = twins(tmp_path, text.format(above=""))
    entry = entry_of(dataset, "a.txt")
    middle = decide(entry, figure(entry, "45人次", 2), "reject")
    dataset.apply(write_patch(tmp_path / "p.json", middle))
    (folder / "a.txt").write_text(text.format(above="这一年成绩很大。\n"), encoding="utf-8")
    build_at(dataset.path, folder)
    (row,) = dataset.reviews()
    assert row["state"] == "ambiguous" and "4 figures fit the quotation equally well" in row["reason"]
    neighbours = [decide(entry, figure(entry, told), "accept") for told in ("7所", "3处")]
    dataset.apply(write_patch(tmp_path / "q.json", *neighbours))
    now = [s.id for s in dataset.reports()[0].statistics if s.evidence.text == "45人次"]
    assert (dataset.reviews()[0]["state"], dataset.reviews()[0]["statistic"]) == ("stands", now[2])


def test_neighbours_that_moved_apart_tell_nothing(tmp_path: Path) -> None:
    text = "石塘县2021年民政工作总结\n新建敬老院7所。\n" + ROW * 5 + "新建公墓3处。\n"
    dataset, folder = twins(tmp_path, text)
    entry = entry_of(dataset, "a.txt")
    told = [decide(entry, figure(entry, t, n), "accept") for t, n in (("7所", 0), ("45人次", 2), ("3处", 0))]
    dataset.apply(write_patch(tmp_path / "p.json", *told))
    (folder / "a.txt").write_text(text.replace("7所。\n", "7所。\n" + ROW), encoding="utf-8")
    build_at(dataset.path, folder)
    assert [row["state"] for row in dataset.reviews()] == ["stands", "ambiguous", "stands"]


# What stands, and what it does.


def test_a_later_decision_replaces_an_earlier_one_whatever_the_order(dataset: rp.Dataset, tmp_path: Path) -> None:
    entry = entry_of(dataset, "2020.txt")
    s = figure(entry, "598户")
    late = decide(entry, s, "edit", {"value": "599"}, when="2026-03-01T00:00:00+08:00")
    early = decide(entry, s, "reject", when="2026-02-01T00:00:00Z")
    dataset.apply(write_patch(tmp_path / "late.json", late))
    dataset.apply(write_patch(tmp_path / "early.json", early))
    assert [(row["action"], row["state"]) for row in dataset.reviews()] == [("edit", "stands"), ("reject", "replaced")]
    same = decide(entry, s, "accept", when="2026-02-28T16:00:00Z")  # as late as the first: the last of them stands
    dataset.apply(write_patch(tmp_path / "same.json", same))
    assert [row["state"] for row in dataset.reviews()] == ["replaced", "replaced", "stands"]
    (mark,) = [row["reviewed"] for row in dataset.statistics() if row["text"] == "598户" and row["id"] == s.id]
    assert mark == "accept"


def test_values_as_decided(dataset: rp.Dataset, tmp_path: Path) -> None:
    entry = entry_of(dataset, "2020.txt")
    told = [
        *three(dataset),
        decide(entry, figure(entry, "0.04123亿元"), "edit", {"value": "4123000", "unit": "元", "subject": "低保金"}),
        decide(
            entry,
            figure(entry, "46张"),
            "edit",
            {"period": {"start": None, "end": "2020-12-31", "kind": "as_of"}, "region": "柳溪县", "role": "target"},
        ),
    ]
    dataset.apply(write_patch(tmp_path / "p.json", *told))
    rows = {row["text"]: row for row in dataset.reviewed_statistics() if row["document"].endswith("/2020.txt")}
    assert "901.25万元" not in rows
    assert (rows["951人"]["value"], rows["951人"]["program"], rows["951人"]["reviewed"]) == (
        Decimal("9510"),
        "农村低保",
        "edit",
    )
    assert rows["951人"]["rules"][-1] == "review.edit" and rows["598户"]["rules"][-1] == "review.accept"
    assert (rows["0.04123亿元"]["amount_wan"], rows["0.04123亿元"]["unit"]) == (Decimal("412.3"), "元")
    assert (rows["46张"]["period_kind"], rows["46张"]["region"], rows["46张"]["role"]) == ("as_of", "柳溪县", "target")
    assert rows["1280户"]["reviewed"] is None
    assert rows["30万元"]["part_of"] is None  # what it was a part of is rejected
    report = next(r for r in dataset.reviewed().reports() if r.source.path.endswith("/2020.txt"))
    urban = next(r for r in report.records if r.program and r.program.code == "urban_dibao")
    assert urban.persons is None and urban.amount_wan == Decimal("412.3")  # the persons are another program's now
    assert rp.Report.model_validate_json(report.model_dump_json(by_alias=True)) == report


def test_what_is_part_of_what(tmp_path: Path) -> None:
    text = (
        "石塘县2021年民政工作总结\n全年发放救助金900万元,其中低保金600万元,包括城市低保金200万元。另发慰问金5万元。\n"
    )
    dataset, _ = twins(tmp_path, text)
    entry = entry_of(dataset, "a.txt")
    all_of_it, dibao, urban, gift = (figure(entry, t) for t in ("900万元", "600万元", "200万元", "5万元"))

    def part_of(total: Any) -> dict[str, Any]:
        return {"part_of": {"statistic": total.id, "quotation": quotation_of(entry.text or "", total)}}

    told = [
        decide(entry, dibao, "edit", part_of(all_of_it), when="2026-01-01T00:00:01Z"),
        decide(entry, urban, "edit", part_of(dibao), when="2026-01-01T00:00:02Z"),
        decide(entry, gift, "edit", part_of(all_of_it), when="2026-01-01T00:00:03Z"),
        decide(entry, all_of_it, "edit", part_of(urban), when="2026-01-01T00:00:04Z"),
        decide(entry, gift, "edit", part_of(gift), when="2026-01-01T00:00:05Z"),
    ]
    dataset.apply(write_patch(tmp_path / "p.json", *told))
    assert [row["state"] for row in dataset.reviews()] == ["stands", "stands", "stands", "lost", "lost"]
    assert "is a part of it" in dataset.reviews()[3]["reason"]
    of = {row["text"]: row["part_of"] for row in dataset.reviewed_statistics()}
    assert of == {"900万元": None, "600万元": all_of_it.id, "200万元": dibao.id, "5万元": all_of_it.id}
    dataset.apply(write_patch(tmp_path / "q.json", decide(entry, dibao, "reject", when="2026-01-01T00:00:09Z")))
    of = {row["text"]: row["part_of"] for row in dataset.reviewed_statistics()}
    assert of == {"900万元": None, "200万元": all_of_it.id, "5万元": all_of_it.id}


def test_a_circle_that_a_later_change_of_mind_would_close_is_not_closed(tmp_path: Path) -> None:
    text = "石塘县2021年民政工作总结\n全年发放救助金900万元,其中低保金600万元。\n"
    dataset, _ = twins(tmp_path, text)
    entry = entry_of(dataset, "a.txt")
    whole, part = figure(entry, "900万元"), figure(entry, "600万元")
    assert part.part_of == whole.id
    total = {"part_of": {"statistic": part.id, "quotation": quotation_of(entry.text or "", part)}}
    dataset.apply(
        write_patch(
            tmp_path / "p.json",
            decide(entry, part, "edit", {"part_of": None}, when="2026-01-01T00:00:01Z"),
            decide(entry, whole, "edit", total, when="2026-01-01T00:00:02Z"),
            decide(entry, part, "accept", when="2026-01-01T00:00:03Z"),  # would make it a part of its part again
        )
    )
    assert [row["state"] for row in dataset.reviews()] == ["stands", "stands", "lost"]
    of = {row["text"]: row["part_of"] for row in dataset.reviewed_statistics()}
    assert of == {"900万元": part.id, "600万元": None}


def test_a_total_that_is_not_found_leaves_the_whole_decision_without_a_place(tmp_path: Path) -> None:
    text = "石塘县2021年民政工作总结\n全年发放救助金900万元,其中低保金600万元。\n"
    dataset, _ = twins(tmp_path, text)
    entry = entry_of(dataset, "a.txt")
    total = quotation_of(entry.text or "", figure(entry, "900万元")) | {"exact": "901万元"}
    told = decide(
        entry, figure(entry, "600万元"), "edit", {"value": "6", "part_of": {"statistic": "s1", "quotation": total}}
    )
    dataset.apply(write_patch(tmp_path / "p.json", told))
    (row,) = dataset.reviews()
    assert row["state"] == "lost" and "the total" in row["reason"]
    assert {row["value"] for row in dataset.reviewed_statistics()} == {Decimal(900), Decimal(600)}


def test_what_was_accepted_stays_though_the_machine_reads_otherwise_now(dataset: rp.Dataset, tmp_path: Path) -> None:
    entry = entry_of(dataset, "2020.txt")
    s = figure(entry, "598户")
    told = decide(entry, s, "accept")
    told["read"] |= {"value": "5980", "program": "rural_dibao"}  # what an earlier version read there
    edit = decide(entry, figure(entry, "951人"), "edit", {"subject": "对象"})
    edit["read"] |= {"value": "952"}
    dataset.apply(write_patch(tmp_path / "p.json", told, edit))
    rows = {row["text"]: row for row in dataset.reviewed_statistics() if row["document"].endswith("/2020.txt")}
    assert (rows["598户"]["value"], rows["598户"]["program"]) == (Decimal(5980), "农村低保")
    assert (rows["951人"]["value"], rows["951人"]["subject"]) == (Decimal(952), "对象")
    assert [sorted(row["drift"]) for row in dataset.reviews()] == [["program", "value"], ["value"]]
    marks = {row["text"]: row["reviewed"] for row in dataset.statistics() if row["reviewed"]}
    assert marks["598户"] == "edit"  # nobody accepted what the machine reads now


# Forms.


PAIRS = [
    *(("dataset", then) for then in HOLDING), *((name, "dataset") for name in HOLDING[1:]),
    ("figures.duckdb", "figures.xlsx"), ("figures.xlsx", "figures.zip"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "then"), PAIRS)
def test_decisions_go_along_from_form_to_form(dataset: rp.Dataset, tmp_path: Path, name: str, then: str) -> None:
    library_for(name)
    library_for(then)
    odd = decide(entry_of(dataset, "2019.txt"), figure(entry_of(dataset, "2019.txt"), "612户"), "accept")
    odd |= {"note": "=1+1\r\n\ufffe\x01😀\u2028" + "长" * 9000, "who": "'\""}
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset), odd))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = dataset.save(tmp_path / "one" / name)
    run("extract", one.path, "-o", tmp_path / "two" / then) if name != "figures.xlsx" else one.save(
        tmp_path / "two" / then
    )
    two = rp.Dataset.open(tmp_path / "two" / then)
    assert two.decisions() == dataset.decisions()
    assert carried(two) == carried(dataset)
    if "figures.xlsx" not in (name, then):  # an .xlsx has no room for two signs
        assert two.reviews() == dataset.reviews()
    assert two.reviewed_statistics() == dataset.reviewed_statistics()


@pytest.mark.parametrize("name", NOT_HOLDING)
def test_a_form_without_room_for_decisions_says_so(
    dataset: rp.Dataset, archive: Path, tmp_path: Path, name: str
) -> None:
    library_for(name)
    told = write_patch(tmp_path / "p.json", *three(dataset))
    build_at(tmp_path / name, archive)
    data = (tmp_path / name).read_bytes()
    result = run("apply", tmp_path / name, told)
    assert result.exit_code == 2 and "does not hold decisions" in result.stderr
    assert (tmp_path / name).read_bytes() == data
    dataset.apply(told)
    result = run("extract", dataset.path, "-o", tmp_path / name)
    assert "does not hold the 3 decisions" in result.stderr
    opened = rp.Dataset.open(tmp_path / name)
    assert opened.decisions() == () and opened.reviews() == []
    if Path(name).suffix in (".csv", ".parquet"):
        assert {row["reviewed"] for row in opened.statistics()} == {None, "accept", "edit", "reject"}
        with pytest.raises(NotHere, match="only tells which figures were reviewed"):
            opened.reviewed_statistics()


def test_two_datasets_become_one_with_the_decisions_of_both(dataset: rp.Dataset, archive: Path, tmp_path: Path) -> None:
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)[:2]))
    build_at(tmp_path / "other", archive)
    other = rp.Dataset.open(tmp_path / "other")
    other.apply(write_patch(tmp_path / "q.json", *three(dataset)[1:]))
    for _ in range(2):
        run("extract", dataset.path, other.path, "-o", tmp_path / "both")
        assert carried(rp.Dataset.open(tmp_path / "both")) == ALL_THREE


@pytest.mark.parametrize("name", ["dataset", "figures.duckdb"])
def test_sql_gives_what_the_rows_give(dataset: rp.Dataset, tmp_path: Path, name: str) -> None:
    library_for("figures.duckdb")
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)))
    opened = dataset if name == "dataset" else dataset.save(tmp_path / name)
    query = "SELECT document, id, value, program, part_of, reviewed FROM reviewed_statistics ORDER BY document, start"
    names = ("document", "id", "value", "program", "part_of", "reviewed")
    assert opened.sql(query).fetchall() == [tuple(row[n] for n in names) for row in opened.reviewed_statistics()]
    assert opened.reviewed().sql("SELECT count(*) FROM statistics").fetchall() == [(len(opened.statistics()) - 1,)]
    assert opened.reviewed().sql(query).fetchall() == opened.sql(query).fetchall()
    assert opened.sql("SELECT count(*) FROM reviews WHERE state = 'stands'").fetchall() == [(3,)]


def test_reviewed_values_are_not_saved_as_if_they_were_readings(dataset: rp.Dataset, tmp_path: Path) -> None:
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)))
    with pytest.raises(NotHere, match="the dataset itself"):
        dataset.reviewed().save(tmp_path / "x")
    with pytest.raises(NotHere, match="the dataset itself"):
        dataset.reviewed().apply(tmp_path / "p.json")


def test_a_dataset_of_before_there_were_decisions_takes_them(dataset: rp.Dataset, tmp_path: Path) -> None:
    library_for("figures.duckdb")
    duckdb = pytest.importorskip("duckdb")
    told = write_patch(tmp_path / "p.json", *three(dataset))
    old = dataset.save(tmp_path / "figures.duckdb")
    with duckdb.connect(str(old.path)) as con:
        con.execute("DROP VIEW reviewed_statistics; DROP TABLE reviews; DROP TABLE reviewed_rows")
        con.execute("ALTER TABLE statistics DROP COLUMN reviewed")
    (dataset.path / "reviews.csv").unlink()
    for one in (dataset, old):
        assert (one.reviews(), one.decisions()) == ([], ())
        assert {row["reviewed"] for row in one.statistics()} == {None}
        one.apply(told)
        assert carried(one) == ALL_THREE


def test_panel_and_check_with_decisions_applied(dataset: rp.Dataset, tmp_path: Path) -> None:
    assert (
        run("panel", dataset.path, "--measure", "persons", "--reviewed").stdout
        == run("panel", dataset.path, "--measure", "persons").stdout
    )
    dataset.apply(write_patch(tmp_path / "p.json", *three(dataset)))
    machine = run("panel", dataset.path, "--measure", "amount_wan", "--program", "农村低保").stdout
    decided = run("panel", dataset.path, "--measure", "amount_wan", "--program", "农村低保", "--reviewed").stdout
    assert "901.25" in machine and "901.25" not in decided and "880.6" in decided
    checked = json.loads(run("check", dataset.path, "--format", "json", "--reviewed").stdout)
    assert checked["relations"] != json.loads(run("check", dataset.path, "--format", "json").stdout)["relations"]
    dataset.save(tmp_path / "a.jsonl")
    result = run("check", tmp_path / "a.jsonl", "--reviewed")
    assert result.exit_code == 3 and "it holds no decisions" in result.stderr


# Runs that end on the way, and runs at once.


class Killed(BaseException):
    """As sudden as SIGKILL."""


@pytest.mark.parametrize("name", ["dataset", "figures.zip"])
def test_a_patch_is_applied_whole_or_not_at_all(
    dataset: rp.Dataset, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    told = write_patch(tmp_path / "p.json", *three(dataset))
    out = tmp_path / name
    whole = tmp_path / "whole"
    whole.mkdir()
    build_at(whole / name, archive)
    build_at(out, archive)
    rp.Dataset.open(whole / name).apply(told)
    everything = files_of if name == "dataset" else (lambda path: {"": path.read_bytes()})
    wanted, real, left = everything(whole / name), Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return real(self, target)

    for steps in range(60):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", replace)
            left[0] = steps
            try:
                rp.Dataset.open(out).apply(told)
            except Killed:
                ended = False
            else:
                ended = True
        if ended:
            break
        if steps % 2:  # the next run tidies up, whatever it is
            build_at(out, archive)
            again = rp.Dataset.open(out)
            assert (len(again.decisions()), again.reviews()) in ((0, []), (3, rp.Dataset.open(whole / name).reviews()))
        assert run("apply", out, told).exit_code == 0
        assert everything(out) == wanted, steps
        if out.is_dir():
            shutil.rmtree(out)
        else:
            out.unlink()
        build_at(out, archive)
    assert ended and steps > 1
    assert everything(out) == wanted


@pytest.mark.skipif(fcntl is None, reason="folders cannot be locked")
def test_apply_waits_for_nobody(dataset: rp.Dataset, tmp_path: Path) -> None:
    told = write_patch(tmp_path / "p.json", *three(dataset))
    files = files_of(dataset.path)
    with alone(dataset.path, dataset.path):
        result = run("apply", dataset.path, told)
        assert result.exit_code == 2 and "another run is writing this dataset" in result.stderr
        with pytest.raises(InUse):
            dataset.apply(told)
    assert files_of(dataset.path) == files


@pytest.mark.parametrize("path", ["nothing", "archive", "a.docx", "a.xlsx"])
def test_what_is_no_dataset_is_told_and_nothing_is_made(
    dataset: rp.Dataset, archive: Path, tmp_path: Path, path: str
) -> None:
    told = write_patch(tmp_path / "p.json", *three(dataset))
    before = sorted(tmp_path.rglob("*"))
    result = run("apply", tmp_path / path, told)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_decisions_that_cannot_be_read_are_not_written_over(dataset: rp.Dataset, archive: Path, tmp_path: Path) -> None:
    told = write_patch(tmp_path / "p.json", *three(dataset))
    dataset.apply(told)
    log = dataset.path / "reviews" / "decisions.jsonl"
    log.write_bytes(log.read_bytes()[:-40])
    before = files_of(dataset.path)
    for result in (run("apply", dataset.path, told), run("extract", archive, "-o", dataset.path)):
        assert result.exit_code == 2 and "decisions.jsonl, line 3" in " ".join(result.stderr.split())
        assert files_of(dataset.path) == before
