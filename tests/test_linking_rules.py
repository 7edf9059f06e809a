"""Rules that linking stands on and that no short text reaches by itself: titles, plans of five years, markers, cells.

What a sentence can show is in data/sentences_linking.toml.
"""

from __future__ import annotations

import pytest

from reportparse.cleaning.page_markers import find_page_markers
from reportparse.model.folding import fold
from reportparse.outline.tables import cells_of
from reportparse.outline.title import find_title
from reportparse.recognise.report_period import report_period

PAGE = "全县民政工作围绕中心服务大局" * 9 + "。"
"""A line as long as a page of a preview."""


@pytest.mark.parametrize(
    ("plan", "first", "last"),
    [
        ("“十一五”", 2006, 2010),
        ("十二五", 2011, 2015),
        ("“十三五”时期", 2016, 2020),
        ("“十四五”期间", 2021, 2025),
        ("十五五", 2026, 2030),
    ],
)
def test_the_years_of_a_five_year_plan(plan: str, first: int, last: int) -> None:
    found = report_period(f"云岭县民政局{plan}工作总结", "")
    assert [str(day) for day in found] == [f"{first}-01-01", f"{last}-12-31"]


@pytest.mark.parametrize(
    "title",
    [
        "云岭县民政局工作总结",
        "云岭县民政局“十三五”规划",  # the plan itself, not what came of it
        "云岭县十五里社区工作总结",
    ],
)
def test_titles_that_are_about_no_five_years(title: str) -> None:
    assert report_period(title, "") == (None, None)


def test_a_year_of_its_own_comes_before_the_plan_of_five_years() -> None:
    found = report_period("云岭县民政局2020年工作总结暨“十四五”规划思路", "")
    assert [str(day) for day in found] == ["2020-01-01", "2020-12-31"]


def title_of(text: str) -> str | None:
    text = fold(text)
    span = find_title(text, preview=False)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    "about",
    [
        "发布日期：2022-01-18",
        "来源：云岭县民政局",
        "作者：王某  责任编辑：李某",
        "浏览次数：318",
        "点击：12次",
    ],
)
def test_the_line_above_what_a_site_says_of_its_page_is_the_title(about: str) -> None:
    assert title_of(f"云岭县民政事业这一年\n{about}\n全县工作总结如下\n") == "云岭县民政事业这一年"


def test_the_path_through_a_site_is_no_title() -> None:
    text = "首页 > 政务公开 > 统计数据\n发布日期：2022-01-18\n云岭县民政局2021年工作总结\n正文。"
    assert title_of(text) == "云岭县民政局2021年工作总结"


def test_what_a_site_says_of_its_page_is_no_title_though_it_holds_a_word_of_one() -> None:
    assert title_of("信息来源：县统计局统计年报\n云岭县民政局2021年工作总结\n正文。") == "云岭县民政局2021年工作总结"


def test_a_sentence_above_a_source_is_no_title() -> None:
    sentence = "全县民政系统坚持以人民为中心的发展思想" * 4
    text = f"{sentence}\n来源：云岭县民政局\n云岭县民政局2021年工作总结\n正文。"
    assert title_of(text) != sentence


def markers(text: str) -> list[str]:
    return [text[edit.start : edit.end].strip() for edit in find_page_markers(text, preview=True)]


def test_the_next_page_begins_before_the_number_of_a_heading() -> None:
    text = f"云岭县工作总结\n1、{PAGE}\n2、{PAGE}3、二、下步工作安排\n"
    assert markers(text) == ["1、", "2、", "3、"]


def test_a_number_out_of_turn_before_a_heading_is_no_page() -> None:
    text = f"云岭县工作总结\n1、{PAGE}\n2、{PAGE}7、二、下步工作安排\n"
    assert "7、" not in markers(text)


def test_a_list_number_before_plain_words_is_no_page() -> None:
    text = f"云岭县工作总结\n1、{PAGE}\n2、{PAGE}3、下步工作安排\n"
    assert "3、" not in markers(text)


def test_no_page_within_a_line_where_no_line_begins_with_one() -> None:
    assert markers(f"云岭县工作总结\n{PAGE}3、二、下步工作安排\n") == []


def cells(line: str, *, inside: bool) -> list[str]:
    return [line[cell.start : cell.end] for cell in cells_of(line, 0, len(line), inside=inside)]


def test_a_tab_at_the_start_is_an_empty_cell_inside_a_table() -> None:
    assert cells("\t户数\t人数", inside=True) == ["", "户数", "人数"]
    assert cells("\t户数\t人数", inside=False) == ["户数", "人数"]


def test_blanks_at_the_start_are_no_cell() -> None:
    assert cells("　　低保\t312\t455", inside=True) == ["低保", "312", "455"]


def test_a_tab_at_the_end_is_an_empty_cell_inside_a_table() -> None:
    assert cells("低保\t312\t", inside=True) == ["低保", "312", ""]
