"""Tables in PDFs and scans: ruled, three-line, without rules, over page breaks; and what is none."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from reportparse.loaders.pdf_chars import PdfChar, Stroke
from reportparse.loaders.pdf_tables import FoundTable, find_tables, join, piece, repeats_header

ROOT = Path(__file__).resolve().parents[2]
BED = ROOT / "tests" / "bed" / "pdf_tables"


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pdf_tables_benchmark", ROOT / "benchmarks" / "pdf_tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


benchmark = _benchmark()


def text(words: str, x: float, y: float, size: float = 10.0) -> list[PdfChar]:
    """A word printed at a place, Chinese signs as wide as high, the others half as wide."""
    chars = []
    for sign in words:
        wide = size if sign >= "\u2e80" else size / 2
        chars.append(PdfChar(sign, x, y, x + wide, y + size, size, False))
        x += wide
    return chars


def page(rows: list[list[str]], xs: list[float], y: float = 100.0, pitch: float = 18.0) -> list[PdfChar]:
    """Rows of words at the places of their columns."""
    return [
        c for n, row in enumerate(rows) for x, words in zip(xs, row, strict=True) for c in text(words, x, y + n * pitch)
    ]


def grid(xs: list[float], ys: list[float]) -> list[Stroke]:
    """All lines of a grid."""
    across = [Stroke(xs[0], y, xs[-1], y) for y in ys]
    return across + [Stroke(x, ys[0], x, ys[-1]) for x in xs]


def cells(chars: list[PdfChar], table: FoundTable) -> dict[tuple[int, int], str]:
    """The texts of a table by row and column."""
    return {(c.row, c.column): t for c in table.cells if (t := piece(chars, c).text)}


def found(chars: list[PdfChar], strokes: list[Stroke] | None = None) -> list[FoundTable]:
    """The tables of a page."""
    return find_tables(chars, strokes or [], 595, 842)


ROWS = [["项目", "户数", "金额"], ["城市低保", "1204", "76.5"], ["农村低保", "318", "8.25"], ["特困供养", "89", "3.0"]]
XS = [60.0, 160.0, 240.0]


@pytest.mark.parametrize("name", ["office", "report", "other", "varied"])
@pytest.mark.parametrize(("kind", "least"), [("printed", 0.98), ("scanned", 0.94)])
def test_bed(name: str, kind: str, least: float) -> None:
    true = json.loads((BED / f"{name}.json").read_text(encoding="utf-8"))
    pages = list(benchmark.pages_of(BED / f"{name}.pdf"))
    if kind == "scanned":
        pages = [benchmark.scanned(page, n) for n, page in enumerate(pages)]
    results = benchmark.score(true, benchmark.found(pages))
    right = sum(r.get("right", 0) for r in results)
    assert right >= least * sum(r.get("cells", 0) for r in results)
    assert not [r for r in results if r["kind"] == "none such"]


def test_four_pages() -> None:
    """Ruled with merged header cells, without rules, three-line, and one over a page break: each cell right."""
    true = json.loads((BED / "office.json").read_text(encoding="utf-8"))
    results = benchmark.score(true, benchmark.found(list(benchmark.pages_of(BED / "office.pdf"))))
    assert [(r["right"], r["spans"], r["wrong"], r["header"]) for r in results] == [
        (len(t["cells"]), len(t["cells"]), 0, True) for t in true
    ]
    assert [r["pages"] for r in results] == [[1, 1], [2, 2], [2, 2], [3, 4]]


@pytest.mark.parametrize("scanned", [False, True])
def test_no_tables(scanned: bool) -> None:
    """Two columns of prose, contents, enumerations, frames, underlines, page rules, a chart, a letter head."""
    for n, here in enumerate(benchmark.pages_of(BED / "none.pdf")):
        assert find_tables(*(benchmark.scanned(here, n) if scanned else here)) == []


def test_columns_without_rules() -> None:
    chars = page(ROWS, XS)
    (table,) = found(chars)
    assert cells(chars, table) == {(r, c): words for r, row in enumerate(ROWS) for c, words in enumerate(row)}
    assert table.header_rows == 1


def test_two_rows_are_no_table() -> None:
    assert found(page([["收入", "1204"], ["支出", "318"]], XS[:2])) == []


def test_merged_cell_is_a_missing_stroke() -> None:
    xs, ys = [50.0, 150.0, 230.0, 310.0], [90.0, 115.0, 140.0, 165.0]
    strokes = [s for s in grid(xs, ys) if s.x0 != s.x1 or s.x0 != 230.0]
    strokes.append(Stroke(230.0, 115.0, 230.0, 165.0))  # not through the first row
    chars = (
        text("地区", 60, 97) + text("2021年", 200, 97) + page([["东区", "12", "34"], ["西区", "5", "6"]], XS, 120, 25)
    )
    (table,) = found(chars, strokes)
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}
    assert spans[0, 1] == (1, 2)
    assert cells(chars, table)[2, 2] == "6"
    assert table.ruled


def test_strokes_that_do_not_quite_meet() -> None:
    rng = random.Random(5)
    strokes = [
        Stroke(*(v + rng.uniform(-0.8, 0.8) for v in s)) for s in grid([50, 150, 230, 310], [95, 115, 133, 151, 170])
    ]
    chars = page(ROWS, XS)
    (table,) = found(chars, strokes)
    assert cells(chars, table)[3, 2] == "3.0"


def test_frame_of_a_paragraph_is_no_table() -> None:
    chars = [c for n in range(5) for c in text("一年来全县共救助困难群众1204人次发放资金76.5万元", 60, 100 + 16 * n)]
    assert found(chars, grid([50, 500], [90, 200])) == []


def test_caption_and_unit_stay_outside() -> None:
    above = text("表3 社会救助情况", 120, 60) + text("单位：户、万元", 200, 80)
    chars = above + page(ROWS, XS)
    (table,) = found(chars)
    assert table.captioned
    assert min(i for c in table.cells for i in c.chars) >= len(above)


def test_wrapped_label_is_one_cell() -> None:
    chars = page([["项目", "户数", "金额"], ["城市低保", "1204", "76.5"]], XS)
    chars += (
        page([["孤儿和事实无人", "20", "1.5"]], XS, 136)
        + text("抚养儿童", 60, 148)
        + page([["合计", "1224", "78.0"]], XS, 166)
    )
    (table,) = found(chars)
    assert cells(chars, table)[2, 0] == "孤儿和事实无人抚养儿童"
    assert cells(chars, table)[3, 1] == "1224"


def test_figures_in_one_cell_are_not_glued() -> None:
    strokes = grid([50, 150, 240], [90, 130, 170])
    chars = (
        text("年份", 60, 95)
        + text("人数", 160, 95)
        + text("男 980", 60, 135)
        + text("980", 160, 135)
        + text("1080", 160, 150)
    )
    (table,) = found(chars, strokes)
    assert "980 1080" in cells(chars, table).values()


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("1,234,5", "67", "1,234,567"),
        ("3,188.", "42", "3,188.42"),
        ("100.0", "%", "100.0%"),
        ("12,080", "980", "12,080 980"),
        ("1080", "980", "1080 980"),
    ],
)
def test_figure_cut_by_the_edge_of_its_cell(first: str, second: str, whole: str) -> None:
    chars = (
        text("年份", 60, 95)
        + text("人数", 160, 95)
        + text("男", 60, 135)
        + text(first, 160, 135)
        + text(second, 160, 150)
    )
    (table,) = found(chars, grid([50, 150, 240], [90, 130, 170]))
    assert cells(chars, table)[1, 1] == whole


def test_header_of_two_levels() -> None:
    chars = text("2021年", 190, 70) + text("2022年", 350, 70) + text("项目", 60, 80)
    xs = [60.0, 160.0, 240.0, 320.0, 400.0]
    chars += page([["户数", "人数", "户数", "人数"]], xs[1:], 90)
    chars += page(
        [
            ["低保", "1204", "2106", "1190", "1958"],
            ["特困", "963", "988", "951", "972"],
            ["孤儿", "12", "13", "14", "15"],
        ],
        xs,
        110,
    )
    (table,) = found(chars)
    spans = {piece(chars, c).text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells if c.row == 0}
    assert spans == {"项目": (0, 0, 2, 1), "2021年": (0, 1, 1, 2), "2022年": (0, 3, 1, 2)}
    assert table.header_rows == 2


def test_goes_on_over_the_page() -> None:
    first_chars, second_chars = (
        page(ROWS, XS, 700),
        page([ROWS[0], *[[f"乡镇{n}", str(n), f"{n}.5"] for n in range(1, 5)]], XS, 60),
    )
    (first,), (second,) = found(first_chars), found(second_chars)
    assert join(first, second)
    assert repeats_header(first, first_chars, second, second_chars) == 1
    other = page([["区划", "面积", "人口"], *[[f"乡镇{n}", str(n), f"{n}.5"] for n in range(1, 5)]], XS, 60)
    assert not join(first, found(other)[0])
    captioned = text("表9 又一张表", 130, 40) + second_chars
    assert not join(first, found(captioned)[0])
    moved = page(ROWS, [200.0, 300.0, 380.0])
    assert not join(first, found(moved)[0])


def test_last_row_alone_on_the_next_page() -> None:
    (first,) = found(page(ROWS, XS, 700))
    chars = page([["合计", "1611", "87.75"]], XS, 60)
    assert found(chars) == []
    (second,) = find_tables(chars, [], 595, 842, first)
    assert join(first, second)
    assert cells(chars, second) == {(0, 0): "合计", (0, 1): "1611", (0, 2): "87.75"}


@pytest.mark.parametrize("seed", range(2))
def test_hostile_pages_take_bounded_time(seed: int) -> None:
    rng = random.Random(seed)
    strokes = [
        Stroke(x, y, x + 200 * (n % 2), y + 200 * (1 - n % 2))
        for n in range(20_000)
        for x, y in [(rng.random() * 600, rng.random() * 800)]
    ]
    chars = [
        c
        for _ in range(9_000)
        for c in text(rng.choice("1表。-"), rng.random() * 600, rng.random() * 800, rng.choice([1, 5, 10]))
    ]
    lines = [Stroke(0, n * 0.3, 600, n * 0.3) for n in range(3_000)]
    start = time.monotonic()
    for drawn in (strokes, lines, grid([n * 3.1 for n in range(150)], [n * 4.1 for n in range(150)])):
        find_tables(chars, drawn, 600, 800)
    assert time.monotonic() - start < 30


def test_broken_coordinates() -> None:
    bad = float("nan"), float("inf"), 1e30
    chars = [PdfChar("1", b, 0, 1, b, b, False) for b in bad] + [PdfChar("1", 0, 0, b, b, 10, False) for b in bad]
    strokes = [Stroke(b, 0, 1, 1) for b in bad] + [Stroke(0, 0, b, 0) for b in bad]
    assert found(chars * 20, strokes * 20) == []
    assert found([]) == []
