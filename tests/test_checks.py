"""Cross-checks: cases from data, planted faults in made series, intervals, names over the years, the door and the command."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import json
import re
import sys
import tomllib
from decimal import Decimal
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import reportparse as rp
from check_cases import report_of, reports_of
from reportparse.checks import Archive, Outcome, known_checks, printed
from reportparse.checks.intervals import Interval
from reportparse.checks.names import load_names
from reportparse.checks.places import place_of
from reportparse.checks.registry import BUILT_IN
from reportparse.checks.rows import rest_of
from reportparse.checks.slips import explain
from reportparse.cli import app
from reportparse.rulebook import load_rulebook, shipped

ROOT = Path(__file__).resolve().parent.parent
SERIES = ROOT / "corpus" / "series"
CASES = tomllib.loads((Path(__file__).parent / "data" / "checks.toml").read_text("utf-8"))["case"]
KINDS = {check.__name__ for check in BUILT_IN}


@cache
def benchmark(name: str) -> ModuleType:
    """A module of benchmarks/, which is no package."""
    folder = ROOT / "benchmarks"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_gives_exactly_its_findings(case: dict[str, Any]) -> None:
    found = rp.check(reports_of(case)).findings
    told = [f"{f.kind}, {f.severity}, {f.program.name if f.program else ''}, {f.message}" for f in found]
    assert len(told) == len(case["findings"]), told
    for wanted in case["findings"]:
        kind, severity, program, piece = (w.strip() for w in wanted.split(",", 3))
        assert any(t.startswith(f"{kind}, {severity}, {program}, ") and piece in t for t in told), (wanted, told)


def test_every_kind_is_found_by_a_case() -> None:
    found = {f.split(",")[0] for case in CASES for f in case["findings"]}
    assert found | {"duplicate"} == KINDS


def test_a_finding_speaks_both_languages_and_names_its_figures() -> None:
    for case in CASES:
        reports = reports_of(case)
        ids = {(r.source.path, s.id) for r in reports for s in r.statistics}
        for f in rp.check(reports).findings:
            assert f.message.endswith("。")
            assert f.message_en.endswith(".")
            assert f.statistics
            assert {(s.document, s.id) for s in f.statistics} <= ids
            assert f.years


def test_the_order_of_reports_changes_nothing() -> None:
    for case in CASES:
        reports = reports_of(case)
        assert rp.check(reports).findings == rp.check(reports[::-1]).findings


def test_the_order_changes_nothing_where_a_city_quotes_its_counties() -> None:
    """A figure that stood still is told of the county's own reports, whichever come first."""
    made = benchmark("checks_scale").cities([])
    cities = [[r for reports in islice(made, 9) for r in reports] for _ in range(3)]
    told = [rp.check(reports).findings for reports in cities[1:]]  # the first holds a report twice
    assert told == [rp.check(reports[::-1]).findings for reports in cities[1:]]
    assert {f.kind for findings in told for f in findings} >= {"stale_copy"}


def test_the_county_series() -> None:
    checks = benchmark("checks")
    gold = json.loads((SERIES / "B.findings.json").read_text("utf-8"))
    read = checks.score(gold, rp.check([rp.parse(p) for p in sorted(SERIES.glob("*.txt"))]).findings)
    perfect = checks.score(gold, rp.check(checks.annotated_reports(SERIES)).findings)
    assert (perfect.found, perfect.traps, perfect.others) == (10, 0, 0)
    assert (read.found, read.traps) == (10, 0)
    assert read.others <= 2


def test_every_relation_is_counted_even_where_there_is_none() -> None:
    assert set(rp.check([]).relations) == KINDS
    assert all(c.checked == c.uncheckable == 0 for c in rp.check([]).relations.values())


@settings(max_examples=12, deadline=None)
@given(st.integers(min_value=1000, max_value=9999))
def test_untouched_series_raise_no_error(seed: int) -> None:
    assert not [f for f in rp.check(benchmark("planted").clean_series(seed)).findings if f.severity == "error"]


LEAST = {"drop a digit": 0.7, "swap two": 0.3, "x10": 0.9, "x10,000": 0.9, "one part changed": 0.8}
"""Far below what benchmarks/checks.py prints, for a handful of series only."""


@pytest.mark.parametrize("fault", LEAST)
def test_planted_faults_are_found(fault: str) -> None:
    made = benchmark("planted")
    seen = 0
    for seed in range(10):
        reports, planted = made.plant(made.clean_series(seed), fault, Random(seed))
        where = (reports[planted.report].source.path, planted.statistic)
        seen += any(where in {(s.document, s.id) for s in f.statistics} for f in rp.check(reports).findings)
    assert seen / 10 >= LEAST[fault]


def test_one_fault_is_one_loud_finding() -> None:
    reports = [
        report_of(
            year,
            [
                f"urban_dibao | 城市低保 | {h}户 | stock",
                f"urban_dibao | 城市低保 | {n}人 | stock",
                f"urban_dibao | 标准 | {500 + (year - 2000) * 20}元 | standard, stock, per=person_month",
                f"urban_dibao | 低保金 | {m}万元",
            ],
        )
        for year, h, n, m in ((2019, 1217, 1987, "1013.4"), (2020, 1189, 1931, "1065.9"), (2021, 1142, 152, "1089.0"))
    ]
    found = rp.check(reports).findings
    assert [f.kind for f in found if f.severity != "hint"] == ["households_exceed_persons"]
    assert {f.kind for f in found if f.severity == "hint"} == {"standard_mismatch"}


def test_what_we_may_have_misread_is_a_hint() -> None:
    report = report_of(2020, ["extreme_poverty | 特困 | 1061户 | stock", "extreme_poverty | 特困 | 1049人 | stock"])
    unsure = report.statistics[0].model_copy(update={"confidence": 0.4})
    doubted = report.model_copy(update={"statistics": (unsure, report.statistics[1])})
    assert [f.severity for f in rp.check([report]).findings] == ["error"]
    assert [f.severity for f in rp.check([doubted]).findings] == ["hint"]


def test_the_example_of_a_check_in_the_docs_runs() -> None:
    text = (ROOT / "docs" / "checks.md").read_text("utf-8")
    code = next(block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "def no_beds" in block)
    names: dict[str, Any] = {}
    exec(compile(code, "docs/checks.md", "exec"), names)
    toolkit = dataclasses.replace(rp.Toolkit.default(), checks={"no_beds": names["no_beds"]})
    report = report_of(2020, ["care_beds | 养老床位 | 0张 | stock"])
    checked = rp.check([report], toolkit=toolkit)
    assert [f.kind for f in checked.findings] == ["no_beds"]
    assert set(checked.relations) == {"no_beds"}


def test_reports_of_other_places_are_not_held_against_one_another() -> None:
    one = report_of(2018, ["vagrant_relief | 流浪乞讨人员 | 57人次"])
    two = report_of(2019, ["vagrant_relief | 流浪乞讨人员 | 912人次"])
    elsewhere = two.model_copy(
        update={
            "region": "青川县",
            "statistics": tuple(s.model_copy(update={"region": "青川县"}) for s in two.statistics),
        }
    )
    assert rp.check([one, two]).findings
    assert not rp.check([one, elsewhere]).findings
    masked = one.model_copy(
        update={"region": "XX县", "statistics": tuple(s.model_copy(update={"region": "XX县"}) for s in one.statistics)}
    )
    assert not rp.check([masked, two]).findings


def test_other_places_prove_nothing() -> None:
    adding_up = benchmark("planted").clean_series(1)
    without_foundations = report_of(
        2018,
        [
            "social_organisations | 社会组织 | 534家 | stock",
            "social_organisations | 社会团体 | 181家 | stock, part=0",
            "social_organisations | 民办非企业单位 | 351家 | stock, part=0",
        ],
    )
    of_another_sort = report_of(
        2019, ["extreme_poverty | 特困供养 | 46人 | stock", ".", "extreme_poverty_home | 分散供养 | 86人 | stock"]
    )
    cremated = report_of(
        2020, ["cremations | 火化遗体 | 1046具", "cremations | 火化率 | 68.1%", "cremations | 死亡人口 | 1926人"]
    )
    others = [without_foundations, of_another_sort, cremated]
    assert not rp.check(others).findings
    assert not [f for f in rp.check([*adding_up, *others]).findings if f.severity != "hint"]


def test_a_report_without_a_place_is_taken_to_be_of_the_others_place_and_that_is_said() -> None:
    reports = [
        report_of(year, [f"vagrant_relief | 流浪乞讨人员 | {n}人次"])
        for year, n in ((2018, 57), (2019, 456), (2020, 54))
    ]
    nameless = reports[1].model_copy(
        update={
            "region": None,
            "statistics": tuple(s.model_copy(update={"region": None}) for s in reports[1].statistics),
        }
    )
    checked = rp.check([reports[0], nameless, reports[2]])
    assert [f.kind for f in checked.findings] == ["jump"]
    assert checked.warnings == ("no place named in 2019.txt: taken to be 岭溪县, like the other reports",)


def test_the_same_file_twice_is_one_report_and_told() -> None:
    report = report_of(
        2020, ["extreme_poverty | 特困供养对象 | 1061户 | stock", "extreme_poverty | 特困供养对象 | 1049人 | stock"]
    )
    again = report.model_copy(update={"source": report.source.model_copy(update={"path": "copy/2020.txt"})})
    found = rp.check([report, again]).findings
    assert [f.kind for f in found] == ["households_exceed_persons", "duplicate"]
    assert "同一文件" in found[1].message


def test_last_years_report_under_a_new_title_is_told() -> None:
    lines = [f"care_homes | 养老机构{n} | {30 + n * 7}家 | stock" for n in range(12)]
    last, this = report_of(2019, lines), report_of(2020, [*lines[:11], "care_homes | 养老机构 | 5家 | stock"])
    twice = [f for f in rp.check([last, this]).findings if f.kind == "duplicate"]
    assert [f.severity for f in twice] == ["warning"]
    assert "92%" in twice[0].message


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("72.9万元", "728500", "729500"),
        ("3286万元", "32855000", "32865000"),
        ("1684人次", "1684", "1684"),
        ("8.82万户", "88150", "88250"),
        ("15%", "14.5", "15.5"),
        ("1695000元", "1694999.5", "1695000.5"),
        ("两所", "2", "2"),
        ("0.08亿元", "7500000", "8500000"),
    ],
)
def test_a_printed_figure_is_an_interval(text: str, low: str, high: str) -> None:
    s = report_of(2020, [f"charity | 慈善 | {text}"]).statistics[0]
    assert printed(s) == Interval(Decimal(low), Decimal(high))


def test_words_of_vagueness_widen() -> None:
    about = report_of(2020, ["charity | 慈善 | 约1600人"]).statistics[0]
    more = report_of(2020, ["charity | 慈善 | 1600余人"]).statistics[0]
    assert printed(about).meets(Interval.exactly(1670))
    assert not printed(about).meets(Interval.exactly(1800))
    assert printed(more).meets(Interval.exactly(1690))
    assert not printed(more).meets(Interval.exactly(1500))


@pytest.mark.parametrize(
    ("value", "meant", "kind"),
    [
        ("1061", "1016", "swapped"),
        ("3373", "337.3", "factor"),
        ("38.9", "28.9", "changed"),
        ("168", "1684", "dropped"),
        ("16848", "1684", "extra"),
    ],
)
def test_a_slip_explains_a_number(value: str, meant: str, kind: str) -> None:
    slip = explain(Decimal(value), "万元", Interval.exactly(Decimal(meant)))
    assert slip is not None
    assert (slip.kind, slip.meant) == (kind, Decimal(meant))


def test_half_a_household_explains_nothing() -> None:
    assert explain(Decimal(1142), "户", Interval(Decimal(76), Decimal(152)), ("swapped", "factor")) is None


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_slip_always_gives_what_was_wanted(value: Decimal, wanted: Decimal) -> None:
    slip = explain(value, "元", Interval.exactly(wanted))
    assert slip is None or abs(slip.meant - wanted) <= 5


@pytest.mark.parametrize(
    ("region", "place"),
    [
        ("湖山市柏川县", "柏川县"),
        ("柏川县", "柏川县"),
        ("XX县", ""),
        ("全县", ""),
        (None, ""),
        ("某市", ""),
        ("松阳区", "松阳区"),
    ],
)
def test_places(region: str | None, place: str) -> None:
    assert place_of(region) == place


def test_names_over_the_years_and_their_examples() -> None:
    names, rules, table = load_names(), load_rulebook(), shipped("series.toml")
    assert names.aspect_of
    for aspect, entry in table["aspect"].items():
        for one, other in entry.get("same", []):
            assert names.aspects(one, None) == names.aspects(other, None), (aspect, one, other)
            assert aspect in names.aspects(one, None), (aspect, one)
        for one, other in entry.get("apart", []):
            assert names.aspects(one, None) != names.aspects(other, None), (aspect, one, other)
    codes = {
        *table["decisive"]["programs"],
        *table["topped_up"]["programs"],
        *table["volatile"]["programs"],
        *table["settled"],
    }
    for whole in table["whole"]:
        codes |= {whole["of"]} if whole.get("aspects") else {whole["of"], *whole["parts"]}
        assert not whole.get("aspects") or set(whole["parts"]) <= set(table["aspect"])
    assert codes <= set(rules.programs)
    assert {a for aspects in table["settled"].values() for a in aspects} <= set(table["aspect"])
    assert rest_of("发放农村低保金", "rural_dibao", names, rules) == ""


def test_docs_name_every_check() -> None:
    text = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert {kind for kind in KINDS if f"## {kind}" in text} == KINDS
    for check in BUILT_IN:
        assert check.__doc__
        assert "Meaning" in check.__doc__ or "hint" in check.__doc__


def nothing_to_say(archive: Archive) -> Outcome:
    """A check from elsewhere."""
    return Outcome((), len(archive.rows), 0)


def test_a_check_comes_in_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = metadata.EntryPoint("nothing", "test_checks:nothing_to_say", "reportparse.checks")
    monkeypatch.setattr(metadata, "entry_points", lambda group: [entry] if group == "reportparse.checks" else [])
    assert known_checks()["nothing"].__name__ == "nothing_to_say"
    assert list(known_checks())[:-1] == [check.__name__ for check in BUILT_IN]


def test_the_command_on_documents_and_on_what_extract_wrote(tmp_path: Path) -> None:
    run, stored = CliRunner(), tmp_path / "b.jsonl"
    assert run.invoke(app, ["extract", str(SERIES), "-o", str(stored)]).exit_code == 0
    from_documents = run.invoke(app, ["check", str(SERIES), "--format", "json"])
    from_stored = run.invoke(app, ["check", str(stored), "--format", "json"])
    assert from_documents.exit_code == from_stored.exit_code == 0
    told = json.loads(from_documents.stdout)
    assert told == json.loads(from_stored.stdout)
    assert set(told) == {"findings", "relations"}
    assert set(told["relations"]["jump"]) == {"checked", "uncheckable"}
    assert {"kind", "severity", "program", "years", "message", "statistics", "expected", "found"} <= set(
        told["findings"][0]
    )
    array = tmp_path / "b.json"
    assert run.invoke(app, ["extract", str(SERIES), "-o", str(array)]).exit_code == 0
    assert json.loads(run.invoke(app, ["check", str(tmp_path), "--format", "json"]).stdout)["findings"]
    assert json.loads(run.invoke(app, ["check", str(array), "--format", "json"]).stdout) == told


@pytest.mark.parametrize("name", ["dataset", "b.csv", "b.xlsx"])
def test_the_command_on_datasets(name: str, tmp_path: Path) -> None:
    run, out = CliRunner(), str(tmp_path / name)
    assert run.invoke(app, ["extract", str(SERIES), "-o", out if "." in name else f"{out}/"]).exit_code == 0
    told = json.loads(run.invoke(app, ["check", out, "--format", "json"]).stdout)
    assert told == json.loads(run.invoke(app, ["check", str(SERIES), "--format", "json"]).stdout)


def test_a_workbook_that_is_no_dataset_is_a_document() -> None:
    book = ROOT / "tests" / "bed" / "corpus" / "d2-03.xlsx"
    told = json.loads(CliRunner().invoke(app, ["check", str(book), "--format", "json"]).stdout)
    assert sum(sum(count.values()) for count in told["relations"].values()) > 20


def test_strict_and_text(tmp_path: Path) -> None:
    run = CliRunner()
    faulty = run.invoke(app, ["check", str(SERIES), "--strict"])
    assert faulty.exit_code == 1
    assert "[错误 error] 户数与人数 households_exceed_persons · 特困供养 · 2020" in faulty.stdout
    assert "已核 checked" in faulty.stdout
    clean = tmp_path / "2020.txt"
    clean.write_text("岭溪县2020年民政工作总结\n全年救助流浪乞讨人员57人次。\n", encoding="utf-8")
    assert run.invoke(app, ["check", str(clean), "--strict"]).exit_code == 0


@pytest.mark.parametrize("content", ["{", "[1]", '{"schema": "reportparse/1"}', "\ufeff"])
def test_what_is_no_report_is_named_with_the_reason(content: str, tmp_path: Path) -> None:
    for name in ("x.json", "x.jsonl"):
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        result = CliRunner().invoke(app, ["check", str(file), "--format", "json"])
        assert result.exit_code == 3
        assert name in result.stderr
        assert json.loads(result.stdout)["findings"] == []


def test_a_folder_without_reports_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 3
    assert "no report in this folder" in result.stderr


def test_hostile_figures_do_no_harm() -> None:
    lines = [
        "charity | 慈善 | 0元",
        "charity | 慈善 | 0人",
        "charity | 同比增长 | 0% | change, up, yoy",
        "care_beds | 床位 | 0张 | stock",
    ]
    huge = report_of(2019, [*lines, "charity | 募集 | 99999999999.99亿元"])
    rp.check([report_of(2018, lines), huge, report_of(2020, lines)])


def test_reports_are_told_apart_by_their_folders() -> None:
    report = report_of(
        2020, ["extreme_poverty | 特困供养对象 | 1061户 | stock", "extreme_poverty | 特困供养对象 | 1049人 | stock"]
    )
    others = [
        report.model_copy(
            update={
                "source": report.source.model_copy(
                    update={"path": f"{n}/a.txt", "sha256": hashlib.sha256(n.encode()).hexdigest()}
                )
            }
        )
        for n in "xy"
    ]
    assert any(f.message.startswith("x/a.txt") for f in rp.check(others).findings)
