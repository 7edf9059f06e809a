"""Statistics -> wide records: what shares a row, what stays out, and that nothing is summed or overwritten."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

import reportparse as rp
from reportparse.records import records_of

YEAR = rp.Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31), kind="flow")
END = rp.Period(end=dt.date(2021, 12, 31), kind="as_of")
JUNE = rp.Period(end=dt.date(2021, 6, 30), kind="as_of")
DIBAO = rp.Program(code="dibao", name="城乡低保")
FLOOD = rp.Program(code="disaster_relief", name="灾害救助")


def statistic(number: int, value: str, unit: str, measure: Any, **fields: Any) -> rp.Statistic:
    filled: dict[str, Any] = {"program": DIBAO, "subject": "低保对象", "period": END, "region": "云岭县"} | fields
    evidence = rp.Evidence(start=number, end=number + 1, text="1", sentence=(0, 100))
    return rp.Statistic(
        id=f"s{number}", value=Decimal(value), unit=unit, measure=measure, evidence=evidence, confidence=0.9, **filled
    )


def money(number: int, value: str, **fields: Any) -> rp.Statistic:
    return statistic(number, value, "万元", "amount", amount_wan=Decimal(value), **({"period": YEAR} | fields))


def test_stocks_and_flows_that_end_on_one_day_share_a_row() -> None:
    [row] = records_of(
        [
            statistic(1, "1204", "户", "households"),
            statistic(2, "2307", "人", "persons"),
            money(3, "968.4"),
            statistic(4, "51", "人次", "person_times", period=YEAR),
            statistic(5, "20", "户次", "household_times", period=YEAR),
        ]
    )
    assert (row.households, row.persons, row.amount_wan) == (Decimal(1204), Decimal(2307), Decimal("968.4"))
    assert (row.person_times, row.household_times) == (Decimal(51), Decimal(20))
    assert row.statistics == ("s1", "s2", "s3", "s4", "s5")
    assert (row.program, row.subject, row.region) == (DIBAO, "低保对象", "云岭县")
    assert row.period == YEAR, "the flow says from when"
    assert row.other == ()


@pytest.mark.parametrize(
    "difference",
    [{"period": JUNE}, {"program": FLOOD}, {"region": "青石镇"}, {"program": None}],
    ids=["another day", "another program", "another place", "no program"],
)
def test_what_does_not_belong_together_has_rows_of_its_own(difference: dict[str, Any]) -> None:
    rows = records_of([statistic(1, "12", "户", "households"), statistic(2, "30", "人", "persons", **difference)])
    assert [row.statistics for row in rows] == [("s1",), ("s2",)]


def test_without_a_program_the_subject_parts_the_rows() -> None:
    subjects = ("公租房", "棚户区", "公租房")
    rows = records_of(
        [statistic(n, "1", "户", "households", program=None, subject=s) for n, s in enumerate(subjects, 1)]
    )
    assert [(row.subject, row.statistics) for row in rows] == [("公租房", ("s1", "s3")), ("棚户区", ("s2",))]


@pytest.mark.parametrize(
    "kept_out",
    [
        {"part_of": "s9"},
        {"role": "target"},
        {"role": "standard"},
        {"role": "change", "direction": "up", "compare": "yoy"},
        {"role": "prior"},
        {"role": "threshold"},
        {"per": "person_month"},
        {"period": rp.Period()},
    ],
    ids=["part", "target", "standard", "change", "prior", "threshold", "average", "no time"],
)
def test_what_is_no_total_stays_out(kept_out: dict[str, Any]) -> None:
    assert records_of([statistic(1, "12", "人", "persons", **kept_out)]) == ()


@pytest.mark.parametrize("measure", ["rate", "points", "ratio", "age"])
def test_what_cannot_be_added_stays_out(measure: str) -> None:
    assert records_of([statistic(1, "12", "%", measure)]) == ()


def test_the_first_of_a_measure_fills_the_column_and_the_rest_is_kept() -> None:
    [row] = records_of([statistic(1, "12", "人", "persons"), statistic(2, "5", "人", "persons", subject="新增")])
    assert row.persons == 12
    assert [(x.subject, x.value, x.unit, x.statistic) for x in row.other] == [("新增", Decimal(5), "人", "s2")]


def test_counts_and_foreign_money_have_no_column() -> None:
    [row] = records_of([statistic(1, "3", "所", "count"), statistic(2, "5", "美元", "amount")])
    assert row.amount_wan is None
    assert [x.statistic for x in row.other] == ["s1", "s2"]


def test_no_statistics_no_records() -> None:
    assert records_of([]) == ()


def test_records_of_a_report() -> None:
    report = rp.parse(
        text="云岭县民政局2021年工作总结\n年末全县现有低保对象1204户、2307人，其中城市311户、515人；全年发放低保金968.4万元，同比增长6.2%。"
    )
    [row] = report.records
    assert row.program is not None and row.program.name == "城乡低保"
    assert (row.households, row.persons, row.amount_wan) == (Decimal(1204), Decimal(2307), Decimal("968.4"))
    assert row.period.end == dt.date(2021, 12, 31)
    assert [report.statistic(id).part_of for id in row.statistics] == [None] * 3
