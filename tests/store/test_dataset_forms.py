"""Every form of a dataset gives back what went into it: dates, decimals, nulls, and whatever old texts hold."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from archive import build_at, make_archive

import reportparse as rp
from reportparse.store.forms import FORMS
from reportparse.store.needed import MissingLibrary
from reportparse.store.restored import NOT_WHOLE
from reportparse.store.tables import tables
from reportparse.store.xlsx import lines_of

EVERY = ["dataset", *(f"figures{suffix}" for suffix in FORMS)]
ONE_TABLE = [".csv", ".parquet"]
REPORTS_ONLY = [".json", ".jsonl"]
LIBRARIES = {".duckdb": "duckdb", ".parquet": "duckdb", ".xlsx": "python_calamine"}

DECIMALS = [
    "98.60", "0.000", "-12.5", "0.10", "1000", "12345678901234.5", "123456789012345678.90", "0.1234567890123456789",
    "9" * 60, "9" * 30 + ".123456", "0.000000000000000000000000000001", "50.26512",
]  # fmt: skip
TEXTS = [
    "=1+1", "-3%", "@x", "a\nb", "a\r\nb", "\r", " x ", "'引\"号", "http://a.cn", "_x0041_", "\t", "😀𠮷", "1", "001",
    "null", "true", "a\x00b", "a\x01\x1f", "\ufeffx", "\x85\u2028", "<a&b>", "3.50", "2020-01-01",
]  # fmt: skip
DATES = ["0001-01-01", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "2020-02-29", "9999-12-31"]


def library_for(name: str) -> None:
    """Skip where the form's library is not installed."""
    suffix = Path(name).suffix
    if suffix in LIBRARIES:
        pytest.importorskip(LIBRARIES[suffix])
        pytest.importorskip("xlsxwriter")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> rp.Dataset:
    folder = tmp_path_factory.mktemp("forms")
    build_at(folder / "dataset", make_archive(folder / "archive"))
    return rp.Dataset.open(folder / "dataset")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> rp.Dataset:
    """A report with values that forms are known to spoil."""
    path = tmp_path_factory.mktemp("odd") / "odd.jsonl"
    base = rp.parse(text="柳溪县2021年民政工作总结\n全年发放低保金198.60万元。\n", name="甲.txt")
    figure = base.statistics[0].model_dump(by_alias=True)
    figures: list[dict[str, Any]] = []
    for n, digits in enumerate(DECIMALS):
        figures.append({**figure, "id": f"v{n}", "value": digits, "amount_wan": digits if n % 2 else None})
    for n, text in enumerate(TEXTS):
        evidence = {**figure["evidence"], "text": text, "section": [text, ""], "bbox": (0.1, 2.25, 3e-7, 1e20)}
        region = text if n % 2 else None
        figures.append({**figure, "id": f"t{n}", "subject": text, "region": region, "evidence": evidence, "rules": []})
    for n, day in enumerate(DATES):
        figures.append({**figure, "id": f"d{n}", "period": {"start": None, "end": day, "kind": "as_of"}, "subject": ""})
    told = {**base.model_dump(by_alias=True), "statistics": figures, "warnings": TEXTS, "title": None}
    told["repairs"] = [{"kind": "ocr", "start": 0, "end": 0, "before": "", "after": text} for text in TEXTS]
    report = rp.Report.model_validate_json(rp.Report.model_validate(told).model_dump_json(by_alias=True))
    path.write_text(report.model_dump_json(by_alias=True) + "\n", encoding="utf-8")
    return rp.Dataset.open(path)


def dumped(reports: list[rp.Report]) -> list[str]:
    """Reports to the digit: 98.60 is not 98.6 here."""
    return [report.model_dump_json(by_alias=True) for report in reports]


@pytest.mark.parametrize("name", EVERY)
def test_reports_come_back_to_the_digit(dataset: rp.Dataset, name: str, tmp_path: Path) -> None:
    library_for(name)
    back = dataset.save(tmp_path / name)
    if Path(name).suffix not in ONE_TABLE:
        assert dumped(back.reports()) == dumped(dataset.reports())
        return
    assert {r.warnings for r in back.reports()} == {(NOT_WHOLE,)}
    for was, now in zip(dataset.reports(), back.reports(), strict=True):
        assert now.model_copy(update={"ledger": was.ledger, "repairs": was.repairs, "warnings": was.warnings}) == was


@pytest.mark.parametrize("name", [name for name in EVERY if Path(name).suffix not in REPORTS_ONLY])
def test_tables_come_back_row_by_row(dataset: rp.Dataset, name: str, tmp_path: Path) -> None:
    library_for(name)
    back = dataset.save(tmp_path / name)
    kept = ["statistics", "records", "record_values"] if Path(name).suffix in ONE_TABLE else list(tables())
    for table in kept:
        assert list(back.rows(table)) == list(dataset.rows(table)), table
    figure = back.statistics()[0]
    assert figure["sentence"] and figure["text"] in figure["sentence"]
    assert isinstance(figure["value"], Decimal) and isinstance(figure["period_end"], dt.date)
    assert figure["page"] is None and figure["rules"]


@pytest.mark.parametrize("name", EVERY)
def test_odd_values_survive(odd: rp.Dataset, name: str, tmp_path: Path) -> None:
    library_for(name)
    back = odd.save(tmp_path / name).reports()[0]
    was = odd.reports()[0]
    for old, new in zip(was.statistics, back.statistics, strict=True):
        assert new.model_dump_json() == old.model_dump_json()
    if Path(name).suffix not in ONE_TABLE:
        assert back.model_dump_json() == was.model_dump_json()


@pytest.mark.parametrize("name", ["dataset", *(name for name in EVERY if not name.endswith(".duckdb"))])
def test_the_same_documents_make_the_same_bytes(dataset: rp.Dataset, name: str, tmp_path: Path) -> None:
    library_for(name)
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        path = dataset.save(tmp_path / folder / name).path
        files = [path] if path.is_file() else [p for p in sorted(path.rglob("*")) if p.is_file()]
        made.append([p.read_bytes() for p in files])
        assert [p.name for p in (tmp_path / folder).iterdir()] == [name]
    assert made[0] == made[1]


@pytest.mark.parametrize("sign", ["长", "𠮷", "a𠮷", "x"])
def test_a_text_too_long_for_excel_goes_on_in_a_sheet_of_its_own(odd: rp.Dataset, tmp_path: Path, sign: str) -> None:
    library_for(".xlsx")
    openpyxl = pytest.importorskip("openpyxl")
    report = odd.reports()[0]
    s = report.statistics[0]
    evidence = s.evidence.model_copy(update={"text": sign * 70_000, "section": (sign * 40_000, "二")})
    long = report.model_copy(
        update={
            "statistics": (s.model_copy(update={"evidence": evidence, "rules": ("r",) * 30_000}),),
            "records": (),
            "warnings": (
                sign * 35_000,
                sign * 35_000,
                "短",
                "甲" * 32_761 + "…【长文1】",
            ),  # one that looks as if it had been cut
        }
    )
    path = tmp_path / "long.jsonl"
    path.write_text(long.model_dump_json(by_alias=True), encoding="utf-8")
    saved = rp.Dataset.open(path).save(tmp_path / "long.xlsx")
    assert dumped(saved.reports()) == dumped([long])
    book = openpyxl.load_workbook(saved.path)
    cells = [c.value for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    assert max(len(text.encode("utf-16-le")) // 2 for text in cells) == 32_767  # Excel refuses a longer one
    assert book.sheetnames[-2:] == ["长文", "说明"]
    number = [row[0].value for row in book["长文"].iter_rows(min_row=2)]
    assert len(set(number)) == 5  # a text that stands twice is kept once
    assert "长文编号" in {row[1].value for row in book["说明"].iter_rows()}


def test_rows_in_excel_are_as_high_as_the_lines_in_them() -> None:
    assert [lines_of(text, 10) for text in ("", "abc", "一二三四五六", "一\n二\n三", "一二三四五六\n七")] == [
        1,
        1,
        2,
        3,
        3,
    ]


def test_numbers_in_excel_are_numbers_and_keep_their_places(odd: rp.Dataset, tmp_path: Path) -> None:
    library_for(".xlsx")
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(odd.save(tmp_path / "odd.xlsx").path)
    assert book.sheetnames[0] == "统计数字" and book.sheetnames[-1] == "说明"
    sheet = book["统计数字"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
    header = [cell.value for cell in sheet[1]]
    value = {row[1].value: row[header.index("数值")] for row in sheet.iter_rows(min_row=2)}
    assert (value["v0"].value, value["v0"].number_format) == (98.6, "0.00")
    assert value["v6"].value == "123456789012345678.90"  # more than Excel holds
    words = {tuple(cell.value for cell in row[:3]) for row in book["说明"].iter_rows(min_row=2)}
    assert ("统计数字", "数值", "value") in words and ("业务汇总", "户数", "households") in words


def test_csv_opens_in_excel(dataset: rp.Dataset, tmp_path: Path) -> None:
    data = dataset.save(tmp_path / "a.csv").path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdocument,id,program,subject,value,unit,sentence,")
    assert "402.50" in data.decode("utf-8-sig")


def test_sql_runs_over_every_form(dataset: rp.Dataset, tmp_path: Path) -> None:
    library_for(".duckdb")
    queries = {
        "SELECT sum(amount_wan) FROM statistics WHERE program = '农村低保' AND part_of IS NULL": Decimal("1781.85"),
        "SELECT sum(value) FROM panel WHERE measure = 'amount_wan' AND program = '农村低保'": Decimal("1781.85"),
        "SELECT count(DISTINCT year) FROM records WHERE title LIKE '柳溪县%'": 2,
        "SELECT len(section) FROM statistics LIMIT 1": 1,
    }
    for name in ("dataset", "a.duckdb", "a.jsonl", "a.parquet"):
        opened = dataset if name == "dataset" else dataset.save(tmp_path / name)
        for query, answer in queries.items():
            assert opened.sql(query).fetchall() == [(answer,)], (name, query)
    assert (
        dataset.sql("SELECT text FROM texts WHERE document LIKE '%2019.txt'")
        .fetchall()[0][0]
        .startswith("柳溪县2019年")
    )


def test_data_frames_keep_types(odd: rp.Dataset) -> None:
    pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    frame = odd.to_pandas()
    assert list(frame["value"][:2]) == [Decimal("98.60"), Decimal("0.000")]
    assert frame["page"].isna().all() and str(frame["page"].dtype) == "Int64"
    assert frame["period_end"].isna().sum() == 0
    wide = odd.to_polars()
    assert wide["value"].dtype == polars.String  # sixty digits: no number of polars holds them
    figures = odd.to_polars("documents")
    assert figures["bytes"].dtype == polars.Int64


def test_polars_decimals_are_decimals(dataset: rp.Dataset) -> None:
    polars = pytest.importorskip("polars")
    frame = dataset.to_polars()
    assert frame["amount_wan"].dtype == polars.Decimal(38, 2)
    assert frame["amount_wan"].drop_nulls().to_list()[0] == Decimal("402.50")
    assert frame["period_end"].dtype == polars.Date


@pytest.mark.parametrize(
    ("module", "action", "extra"),
    [
        ("duckdb", lambda d, p: d.save(p / "a.parquet"), "store"),
        ("duckdb", lambda d, p: d.sql("SELECT 1"), "store"),
        ("xlsxwriter", lambda d, p: d.save(p / "a.xlsx"), "store"),
        ("pandas", lambda d, p: d.to_pandas(), "frames"),
        ("polars", lambda d, p: d.to_polars(), "frames"),
    ],
)
def test_a_missing_library_is_named_with_the_way_out(
    dataset: rp.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, action: Any, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingLibrary, match=rf"{module}.*pip install 'reportparse\[{extra}\]'"):
        action(dataset, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "told"),
    [("nothing", "no dataset|no form"), ("a.docx", "no form of dataset"), ("a.duckdb", "no such file")],
)
def test_what_is_no_dataset_is_told(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(rp.ReportparseError, match=told):
        rp.Dataset.open(tmp_path / name)


def test_an_unknown_table_is_told(dataset: rp.Dataset) -> None:
    with pytest.raises(ValueError, match=r"'figures'.*statistics, records"):
        dataset.to_pandas("figures")
