"""The main path from outside: what goes in, what comes out, what is refused, and that nothing is shared or changed."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

import reportparse as rp

TEXT = """\
云岭县民政局2021年工作总结
一、社会救助
截至11月底，全县现有城市低保对象302户、515人，1-11月累计发放低保金268.4万元。
二、2022年计划
新建农村幸福院8所。
"""


def test_a_report_has_its_head() -> None:
    report = rp.parse(text=TEXT)
    assert report.title == "云岭县民政局2021年工作总结"
    assert (report.publisher, report.region) == ("云岭县民政局", "云岭县")
    assert report.period == rp.ReportPeriod(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31))
    assert report.schema_ == "reportparse/1"
    assert not report.findings and not report.warnings


def test_a_text_a_path_and_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    reports = [rp.parse(text=TEXT), rp.parse(path), rp.parse(str(path)), rp.parse(path.read_bytes(), name="总结.txt")]
    assert len({report.model_dump_json(exclude={"source"}) for report in reports}) == 1
    assert reports[1].source.path == str(path)
    assert reports[3].source.path == "总结.txt"
    assert {report.source.sha256 for report in reports[1:]} == {reports[0].source.sha256}


def test_an_old_encoding_gives_the_same_figures(tmp_path: Path) -> None:
    path = tmp_path / "旧.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert rp.parse(path).statistics == rp.parse(text=TEXT).statistics


@pytest.mark.parametrize("arguments", [{}, {"source": "a.txt", "text": "甲"}])
def test_exactly_one_source(arguments: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either"):
        rp.parse(**arguments)  # type: ignore[arg-type]  # wrong on purpose


def test_an_empty_text_is_a_report_without_figures() -> None:
    report = rp.parse(text="")
    assert (report.title, report.statistics, report.ledger, report.records) == (None, (), (), ())


@pytest.mark.parametrize("missing", ["没有.txt", "."])
def test_what_cannot_be_read_is_an_error_of_our_own(tmp_path: Path, missing: str) -> None:
    with pytest.raises(rp.UnreadableDocument) as caught:
        rp.parse(tmp_path / missing)
    assert caught.value.reason and caught.value.way_out
    assert isinstance(caught.value, rp.ReportparseError)


def test_many_go_on_after_one_that_cannot_be_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(TEXT, encoding="utf-8")
    outcomes = list(rp.parse_many([bad, good, str(good)]))
    assert [(o.path, o.report is None, o.error is None) for o in outcomes] == [
        (bad, True, False),
        (good, False, True),
        (good, False, True),
    ]


def test_many_are_read_one_by_one_as_they_are_asked_for(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text(TEXT, encoding="utf-8")
    asked: list[int] = []

    def sources() -> object:
        for n in range(3):
            asked.append(n)
            yield good

    outcomes = rp.parse_many(sources())  # type: ignore[arg-type]  # any iterable of paths
    assert asked == []
    next(iter(outcomes))
    assert asked == [0]


def test_money_in_ten_thousands_is_exact() -> None:
    report = rp.parse(text="发放低保金1.35亿元、36.25万元、348216.05元、0.07元，另支出2918万，折合12.5万美元。")
    wan = {s.evidence.text: s.amount_wan for s in report.statistics}
    assert wan["1.35亿元"] == Decimal(13500) and wan["36.25万元"] == Decimal("36.25")
    assert wan["348216.05元"] == Decimal("34.821605") and wan["0.07元"] == Decimal("0.000007")
    assert wan["2918万"] == Decimal(2918)
    assert wan["12.5万美元"] is None


def test_values_are_printed_plainly() -> None:
    printed = json.loads(rp.parse(text="发放低保金0.0000001亿元、100000000元、1.50万元。").model_dump_json())
    assert [(s["value"], s["amount_wan"]) for s in printed["statistics"]] == [
        ("0.0000001", "0.001"),
        ("100000000", "10000"),
        ("1.50", "1.5"),
    ]


def test_a_report_prints_under_the_names_of_the_contract() -> None:
    printed = json.loads(rp.parse(text=TEXT).model_dump_json())
    assert set(printed) == {
        "schema", "source", "title", "publisher", "region", "period", "statistics", "records", "ledger", "repairs",
        "findings", "warnings",
    }  # fmt: skip
    assert set(printed["ledger"][0]) == {"start", "end", "text", "as"}
    assert printed["statistics"][0]["period"] == {"start": None, "end": "2021-11-30", "kind": "as_of"}


def test_a_report_never_changes() -> None:
    report = rp.parse(text=TEXT)
    with pytest.raises(ValidationError):
        report.title = "另一个"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        report.statistics[0].value = Decimal(1)  # type: ignore[misc]


def test_a_statistic_by_its_id() -> None:
    report = rp.parse(text=TEXT)
    assert report.statistic(report.statistics[1].id) is report.statistics[1]
    with pytest.raises(KeyError):
        report.statistic("none")


def test_section_and_sentence_of_the_evidence() -> None:
    report = rp.parse(text=TEXT)
    first, last = report.statistics[0].evidence, report.statistics[-1].evidence
    assert first.section == ("社会救助",) and last.section == ("2022年计划",)
    assert TEXT[slice(*last.sentence)].strip() == "新建农村幸福院8所。"


def test_the_place_in_a_table() -> None:
    report = rp.parse(text="项目 | 户数（户） | 人数（人）\n城市低保 | 302 | 515\n农村低保 | 902 | 1803\n")
    places = [
        (s.evidence.table.index, s.evidence.table.row, s.evidence.table.column)
        for s in report.statistics
        if s.evidence.table
    ]
    assert places == [(0, 1, 1), (0, 1, 2), (0, 2, 1), (0, 2, 2)]


@pytest.mark.parametrize(
    ("opening", "publisher", "region"),
    [
        ("松湾区民政局2022年工作总结", "松湾区民政局", "松湾区"),
        ("2022年度青石镇人民政府民政工作总结", "青石镇人民政府", "青石镇"),
        ("民政局2022年工作总结\n2022年，松湾区民政局扎实工作。", "松湾区民政局", "松湾区"),
        ("工作总结", None, None),
        pytest.param(
            "松湾区2022年民政事业统计公报", None, "松湾区",
            marks=pytest.mark.xfail(strict=True, reason="民政 of 民政事业 is taken for an office: 松湾区民政"),
        ),
    ],
)  # fmt: skip
def test_publisher_and_region(opening: str, publisher: str | None, region: str | None) -> None:
    report = rp.parse(text=opening + "\n新建幸福院6所。")
    assert (report.publisher, report.region) == (publisher, region)


def test_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[warm_winter]\nname = "暖冬行动"\nwords = ["送炭补贴"]\n', encoding="utf-8")
    tools = rp.Toolkit.with_lexicon(path)
    text = "2021年，全县发放送炭补贴25.5万元。"
    [own] = rp.parse(text=text, toolkit=tools).statistics
    [plain] = rp.parse(text=text).statistics
    assert own.program == rp.Program(code="warm_winter", name="暖冬行动")
    assert plain.program != own.program, "the shipped toolkit is not changed"
    assert rp.Toolkit.default() is rp.Toolkit.default()


@pytest.mark.parametrize(
    "content",
    [
        "[broken",
        '[mine]\nwords = ["甲乙"]\n',
        '[mine]\nname = "甲"\nparent = "none"\n',
        '[mine]\nname = "甲"\ncolour = 1\n',
    ],
)
def test_a_mistaken_lexicon_names_its_mistake(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(rp.LexiconError, match=r"own\.toml"):
        rp.Toolkit.with_lexicon(path)


def test_threads_may_share_a_toolkit() -> None:
    alone = rp.parse(text=TEXT).model_dump_json()
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: rp.parse(text=TEXT).model_dump_json(), range(12))) == {alone}


def test_windows_line_ends_move_nothing() -> None:
    text = TEXT.replace("\n", "\r\n")
    report = rp.parse(text=text)
    assert [s.evidence.text for s in report.statistics] == [s.evidence.text for s in rp.parse(text=TEXT).statistics]
    assert all(text[s.evidence.start : s.evidence.end] == s.evidence.text for s in report.statistics)


def test_stand_alone_functions() -> None:
    assert [(hit.text, hit.value) for hit in rp.numerals("共一百二十户")] == [("一百二十", Decimal(120))]
    assert [(hit.text, hit.value, hit.unit) for hit in rp.quantities("发放36.5万元")] == [
        ("36.5万元", Decimal("36.5"), "万元")
    ]
    [hit] = rp.periods("去年3月", dt.date(2022, 5, 1))
    assert (hit.text, hit.period.start, hit.period.end) == ("去年3月", dt.date(2021, 3, 1), dt.date(2021, 3, 31))
