"""Tables of Word documents: merged, deleted, nested, ragged and too large ones."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from reportparse.loaders.docx import read
from reportparse.model.document import Contents

make: Any = type("make", (), runpy.run_path(str(Path(__file__).parent.parent / "bed" / "make_docx.py")))
p, tc, tr, tbl, level, numbering = make.p, make.tc, make.tr, make.tbl, make.level, make.numbering
docx = make.docx


def contents(body: str, **parts: Any) -> Contents:
    return read(docx(body, **parts), "a.docx")


def text(body: str, **parts: Any) -> str:
    return contents(body, **parts).text.removesuffix("\n")


def cells(found: Contents, table: int = 0) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): found.text[c.start : c.end] for c in found.grids[table].cells}


def test_merged_cells_stand_once() -> None:
    found = contents(
        tbl(
            tr(tc("地区", merge="restart"), tc("人数", span=2)),
            tr(tc("不印", merge="continue"), "男", "女"),
            tr("甲镇", "1", "2"),
            tr(tc("孤", merge="continue"), "3", "4"),
        )
    )
    assert found.grids[0].cells[0][:4] == (0, 0, 2, 1)
    assert "不印" not in found.text and cells(found)[3, 0] == "孤"


def test_columns_left_out_and_spans_larger_than_the_table() -> None:
    found = contents(
        tbl(
            tr(tc("合计", span=900_000_000), "9"),
            tr("甲", "5", more='<w:gridBefore w:val="1"/>'),
        )
    )
    grid = found.grids[0]
    assert grid.columns <= 5
    assert cells(found)[0, 0] == "合计" and cells(found)[1, 1] == "甲" and cells(found)[1, 2] == "5"


def test_deleted_rows_and_cells_are_out_and_controlled_ones_in() -> None:
    gone = tc("乙").replace("<w:tcPr>", "<w:tcPr><w:cellDel/>")
    found = contents(
        tbl(
            tr("甲", "1"),
            tr("旧", "2", more="<w:del/>"),
            tr("密", "3", more="<w:hidden/>"),
            f"<w:sdt><w:sdtContent>{tr('丙', gone, '4')}</w:sdtContent></w:sdt>",
            tr("丁", f"<w:tc><w:tcPr/>{p('5')}</w:tc>"),
        )
    )
    assert cells(found) == {(0, 0): "甲", (0, 1): "1", (1, 0): "丙", (1, 1): "4", (2, 0): "丁", (2, 1): "5"}


def test_a_table_in_a_table_comes_after_it() -> None:
    inner = tbl(tr("内", "7"))
    found = contents(tbl(tr("外", tc(p("说明") + inner + p("12") + p("35")))) + p("后"))
    assert found.text == "| 外 | 说明 12 35 |\n| 内 | 7 |\n后\n"


def test_a_table_of_one_cell_is_a_frame() -> None:
    found = contents(tbl(tr(tc(p("一段") + p("二段") + tbl(tr("内", "7"))))))
    assert found.text == "一段\n二段\n| 内 | 7 |\n"


def test_a_table_too_large_for_a_grid_is_given_by_lines() -> None:
    rows = [tr(*(["x"] * (3 + i % 2)), more=f'<w:gridBefore w:val="{i}"/>') for i in range(700)]
    found = contents(tbl(*rows))
    assert not found.grids and found.text.startswith("x | x | x\n") and found.warnings


def test_a_number_alone_counts_but_prints_only_in_a_cell() -> None:
    made = numbering({0: level(0, "decimal", "%1.")}, {1: (0, "")})
    body = p("甲", num=(1, 0)) + p(num=(1, 0)) + tbl(tr(tc(p(num=(1, 0))), "乙"))
    assert text(body, numbering=made) == "1. 甲\n| 3. | 乙 |"
