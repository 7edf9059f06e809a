"""The automatic numbers of Word documents: formats, levels, lists that count on, numbers through styles."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from reportparse.loaders.counting import numeral
from reportparse.loaders.docx import read
from reportparse.loaders.docx_numbering import by_example
from reportparse.loaders.list_labels import joined
from reportparse.model.document import Contents

make: Any = type("make", (), runpy.run_path(str(Path(__file__).parent.parent / "bed" / "make_docx.py")))
p, level, numbering, style, docx = make.p, make.level, make.numbering, make.style, make.docx


def contents(body: str, **parts: Any) -> Contents:
    return read(docx(body, **parts), "a.docx")


def text(body: str, **parts: Any) -> str:
    return contents(body, **parts).text.removesuffix("\n")


def lines(body: str, **parts: Any) -> list[str]:
    return text(body, **parts).split("\n")


FORMATS = {
    "decimal": "1 10 11 21",
    "chineseCounting": "一 十 十一 二十一",
    "chineseCountingThousand": "一 十 十一 二十一",
    "japaneseCounting": "一 十 十一 二十一",
    "ideographTraditional": "甲 癸 11 21",
    "ideographDigital": "一 一〇 一一 二一",
    "chineseLegalSimplified": "壹 壹拾 壹拾壹 贰拾壹",
    "decimalEnclosedCircle": "① ⑩ ⑪ 21",
    "decimalEnclosedParen": "⑴ ⑽ ⑾ 21",
    "decimalFullWidth": "１ １０ １１ ２１",
    "decimalZero": "01 10 11 21",
    "upperLetter": "A J K U",
    "lowerLetter": "a j k u",
    "upperRoman": "I X XI XXI",
    "lowerRoman": "i x xi xxi",
    "none": "   ",
    "somethingNew": "1 10 11 21",
}


@pytest.mark.parametrize(("name", "shown"), FORMATS.items())
def test_number_formats(name: str, shown: str) -> None:
    assert " ".join(numeral(n, name) for n in (1, 10, 11, 21)) == shown


def test_large_numbers() -> None:
    assert numeral(100, "chineseCounting") == "一○○"
    assert [numeral(n, "chineseCountingThousand") for n in (100, 103, 110, 1005, 10_010)] == [
        "一百", "一百零三", "一百一十", "一千零五", "一万零一十",
    ]  # fmt: skip
    assert numeral(110, "japaneseCounting") == "百十"
    assert [numeral(n, "lowerLetter") for n in (26, 27, 28, 10**6)] == ["z", "aa", "bb", "1000000"]
    assert numeral(10**6, "upperRoman") == "1000000" and numeral(0, "upperRoman") == "0"
    assert [by_example(7, e) for e in ("001, 002, 003, ...", "一, 十, 一百(简), ...", "?")] == ["007", "七", "7"]


@pytest.mark.parametrize(
    ("number", "suffix", "following", "shown"),
    [
        ("一、", "tab", "工作", "一、工作"),
        ("(一)", "space", "工作", "(一)工作"),
        ("1.", "tab", "工作", "1. 工作"),
        ("1.", "nothing", "工作", "1.工作"),
        ("1.", "nothing", "5万元", "1. 5万元"),
        ("3", "nothing", "2017年", "3 2017年"),
        ("①", "tab", "工作", "①工作"),
        ("①", "tab", "12人", "① 12人"),
        ("第一章", "tab", "总则", "第一章 总则"),
        ("-", "nothing", "20万元", "- 20万元"),
        ("1.", "tab", " 工作", "1. 工作"),
        ("", "tab", "工作", "工作"),
    ],
)
def test_what_parts_a_number_from_its_text(number: str, suffix: str, following: str, shown: str) -> None:
    assert joined(number, following, gap=suffix != "nothing") == shown


def test_levels_count_below_one_another_and_start_anew() -> None:
    made = numbering(
        {0: level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%1.%2%3)")},
        {1: (0, "")},
    )
    order = [0, 1, 1, 2, 0, 1, 2]
    body = "".join(p("项", num=(1, at)) for at in order)
    assert [line.split(" ")[0] for line in lines(body, numbering=made)] == [
        "1", "1.1", "1.2", "1.2a)项", "2", "2.1", "2.1a)项",
    ]  # fmt: skip


def test_a_level_left_out_counts_as_if_it_had_come_once() -> None:
    made = numbering(
        {0: level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")}, {1: (0, "")}
    )
    body = "".join(p("项", num=(1, at)) for at in (2, 1, 0, 2))
    assert [line.split(" ")[0] for line in lines(body, numbering=made)] == ["1.1.1", "1.2", "2", "2.1.1"]


def test_a_level_may_count_on_and_show_digits_only() -> None:
    made = numbering(
        {
            0: level(0, "chineseCounting", "第%1章")
            + level(1, "decimal", "%1.%2", more="<w:lvlRestart w:val='0'/><w:isLgl/>")
            + level(2, "decimal", "%3", more="<w:lvlRestart w:val='1'/>")
        },
        {1: (0, "")},
    )
    body = "".join(p("项", num=(1, at)) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [line.split(" ")[0] for line in lines(body, numbering=made)] == [
        "第一章", "1.1", "1", "1.2", "2", "第二章", "2.3", "1",
    ]  # fmt: skip


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1、")}</w:lvlOverride>'
    made = numbering({0: level(0, "decimal", "%1、", start=3)}, {1: (0, ""), 2: (0, ""), 3: (0, anew), 4: (0, other)})
    body = "".join(p("项", num=(n, 0)) for n in (1, 1, 2, 3, 3, 1, 4))
    assert lines(body, numbering=made) == ["3、项", "4、项", "5、项", "5、项", "6、项", "7、项", "H、项"]


def test_numbers_and_levels_come_through_styles() -> None:
    styles = (
        style("t1", "标题 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("t2", "自定", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>')
        + style("t3", "再定", based="t2")
        + style("loop", "loop", based="loop")
        + style("ls", "ls", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    )
    made = numbering(
        {
            0: level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="t1"/>')
            + level(1, "chineseCounting", "(%2)", more='<w:pStyle w:val="t2"/>'),
            1: '<w:styleLink w:val="ls"/>' + level(0, "decimal", "%1)"),
            2: '<w:numStyleLink w:val="ls"/>',
        },
        {1: (0, ""), 2: (1, ""), 3: (2, "")},
    )
    body = (
        p("甲", style="t1") + p("乙", style="t2") + p("丙", style="t3") + p("丁", style="t1", num=(0, 0))
        + p("戊", style="loop") + p("己", num=(3, 0)) + p("庚", style="t2", more='<w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    found = contents(body, styles=styles, numbering=made)
    assert found.text.split() == ["一、甲", "(一)乙", "(二)丙", "丁", "戊", "1)己", "(三)庚"]
    assert [(b.kind, b.level) for b in found.blocks] == [
        ("heading", 1), ("heading", 2), ("heading", 2), ("heading", 1), ("paragraph", 0), ("item", 1), ("item", 2),
    ]  # fmt: skip


def test_bullets_and_hidden_numbers() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    bullet = level(0, "bullet", "\uf06c").replace("</w:lvl>", font + "</w:lvl>")
    hidden = level(1, "decimal", "%2.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    made = numbering({0: bullet + hidden}, {1: (0, "")})
    assert lines(p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(9, 0)), numbering=made) == [
        "● 甲",
        "乙",
        "丙",
    ]


def test_a_paragraph_in_a_heading_style_is_no_heading_if_long() -> None:
    found = contents(
        p("发放救助金5万元。" * 20, more='<w:outlineLvl w:val="0"/>') + p("短", more='<w:outlineLvl w:val="2"/>')
    )
    assert [(b.kind, b.level) for b in found.blocks] == [("paragraph", 0), ("heading", 3)]


def test_a_list_starts_anew_once() -> None:
    anew = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    made = numbering({0: level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")}, {1: (0, anew)})
    body = "".join(p("项", num=(1, at)) for at in (0, 1, 1, 0, 1))
    assert [line.split(" ")[0] for line in lines(body, numbering=made)] == ["1", "1.3", "1.4", "2", "2.1"]
