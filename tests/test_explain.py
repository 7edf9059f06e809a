"""Explaining how a figure was read: by place, by its text, and in words for every rule there is."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import reportparse as rp
from reportparse.explanation import RULES

TEXT = """\
云岭县民政局2021年工作总结
全县现有低保对象1204户、2307人，其中城市311户、515人。全年发放临时救助金17
1.9万元，救助512人次；拨付xx万元。全年新建幸福院6所，改造6所。
"""
REPORT = rp.parse(text=TEXT)
SOURCE = Path(rp.__file__).parent
DATA = Path(__file__).with_name("data")
SENTENCES = tomllib.loads(DATA.joinpath("sentences.toml").read_text(encoding="utf-8"))["case"]
RULE_NAME = re.compile(r"(?:quantity|program|role|period|kind|leaning|part|table)\.[a-z_]+")


def test_by_the_printed_text() -> None:
    told = rp.explain(REPORT, "311户")
    assert "311户" in told and "城市低保" in told and "part.breakdown" in told
    assert "1204户" in told, "the total is named"


def test_by_any_place_inside_the_figure() -> None:
    start = TEXT.index("512人次")
    assert len({rp.explain(REPORT, at) for at in range(start, start + len("512人次"))}) == 1


def test_a_place_beside_the_figure_is_not_in_it() -> None:
    with pytest.raises(LookupError):
        rp.explain(REPORT, TEXT.index("512人次") - 1)


def test_by_the_text_without_its_line_break_or_by_the_value() -> None:
    assert rp.explain(REPORT, "171.9万元") == rp.explain(REPORT, "17\n1.9万元")
    assert "line_wrap" in rp.explain(REPORT, "171.9万元"), "the repair inside it is told"


def test_a_figure_printed_twice_is_told_twice() -> None:
    assert len(rp.explain(REPORT, "6所").split("\n\n")) == 2


def test_what_is_no_figure_is_told_with_its_reason() -> None:
    assert "date" in rp.explain(REPORT, "2021年")
    assert "masked" in rp.explain(REPORT, TEXT.index("xx万元"))


@pytest.mark.parametrize(
    "at",
    [
        "999户", 0, -1, 10_000,
        pytest.param("", marks=pytest.mark.xfail(strict=True, reason="nothing is taken for the text of every ledger entry")),
    ],
)  # fmt: skip
def test_nothing_there_names_the_way_out(at: int | str) -> None:
    with pytest.raises(LookupError, match="offset"):
        rp.explain(REPORT, at)


@pytest.mark.parametrize("field", ["value", "unit", "role", "subject"])
def test_every_statistic_can_be_explained(field: str) -> None:
    for s in REPORT.statistics:
        assert str(getattr(s, field)) in rp.explain(REPORT, s.evidence.start)


def rules_in_use() -> set[str]:
    """The rules on the trails of every sentence that the tests know."""
    found: set[str] = set()
    for case in SENTENCES:
        title = case.get("title", "云岭县民政局2021年工作总结")
        found.update(rule for s in rp.parse(text=f"{title}\n{case['text']}").statistics for rule in s.rules)
    return found


def rules_in_code() -> set[str]:
    """The names of rules that stand as constants in the steps that make statistics."""
    files = [*SOURCE.joinpath("link").glob("*.py"), *SOURCE.joinpath("recognise").glob("*.py")]
    constants = [
        n.value for f in files for n in ast.walk(ast.parse(f.read_text("utf-8"))) if isinstance(n, ast.Constant)
    ]
    return {c for c in constants if isinstance(c, str) and RULE_NAME.fullmatch(c)}


def test_every_rule_of_the_code_has_an_explanation() -> None:
    assert sorted(rules_in_code() - set(RULES)) == []


def test_every_rule_on_a_trail_has_an_explanation() -> None:
    assert sorted(rules_in_use() - set(RULES)) == []


def test_no_explanation_is_of_a_rule_that_is_gone() -> None:
    assert sorted(set(RULES) - rules_in_code() - {"quantity"}) == []
