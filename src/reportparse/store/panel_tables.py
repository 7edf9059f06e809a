"""A panel as two tables, the years side by side and the sources of every cell; written as .csv, .xlsx or .json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportparse.checks import Row as Figure
from reportparse.model.report import plain_decimal
from reportparse.store.csv import cell_text, write_table
from reportparse.store.entries import Versions
from reportparse.store.files import becoming, output_file
from reportparse.store.panel import Cell, Line, Panel
from reportparse.store.tables import Column, Row, Table, Value
from reportparse.store.xlsx import Workbook, write_codebook

Sentences = Mapping[tuple[str, str], str]
"""Document and statistic -> the sentence around it."""

SUFFIXES = (".csv", ".xlsx", ".json")

COVERS = {"full_year": "全年", "part_year": "不足全年", "year_end": "年末", "mid_year": "年中"}

_LINE = (
    Column("region", "text", True, "地区", "地区", "The place.", None),
    Column("program", "text", True, "业务", "业务", "The program.", None),
    Column("program_code", "text", True, "业务代码", "业务的代码", "The program's code.", None),
    Column("subject", "text", True, "对象", "统计的对象", "What is counted, where the program does not say.", None),
    Column("unit", "text", True, "单位", "单位", "The unit of all values of the row.", None),
    Column("kind", "text", True, "时间性质", "flow 时期数,as_of 时点数,空 两者兼有", "flow, as_of; empty: not told apart.", None),
)  # fmt: skip

SOURCES = Table(
    "sources",
    "来源",
    "Where every cell of the panel comes from.",
    "每一格的出处",
    ("region", "program_code", "subject", "unit", "kind", "year"),
    (),
    (
        *_LINE,
        Column("year", "integer", True, "年份", "年份", "The year.", None),
        Column("value", "decimal", True, "数值", "数值", "The value in the panel.", None),
        Column("called", "text", True, "原文对象", "原文的叫法,历年可以不同", "What the text calls it: names change.", None),
        Column("sentence", "text", False, "原句", "所在的句子", "The sentence it stands in, verbatim.", None),
        Column("text", "text", True, "原文", "原文中的写法", "As printed.", None),
        Column("document", "text", True, "文件", "所在文件", "The document.", None),
        Column("statistic", "text", True, "数字编号", "统计数字的编号", "The figure's id.", None),
        Column("period_start", "date", False, "起始日", "时期的第一天", "First day it holds for.", None),
        Column("period_end", "date", False, "截止日", "时期的最后一天,或时点", "Last day it holds for.", None),
        Column("covers", "text", True, "覆盖", "full_year 全年,part_year 不足全年,year_end 年末,mid_year 年中",
               "full_year, part_year, year_end or mid_year.", None),
        Column("vintage", "text", True, "出自", "own 当年报告,later 以后的报告,earlier 以前的报告",
               "own: the report about that year; later or earlier: another one.", None),
        Column("part", "boolean", True, "分项", "是否只是某总数的一部分", "Whether it is only a part of a total.", None),
        Column("confidence", "number", True, "可信度", "0 到 1", "From 0 to 1.", None),
        Column("findings", "list", True, "矛盾", "核对发现的矛盾", "Kinds of findings that speak of it.", None),
        Column("others", "list", True, "未采用", "未采用的其他数值", "Figures that did not stand for the year.", None),
    ),
)  # fmt: skip


def panel_table(panel: Panel) -> Table:
    """The shape of a panel: what each row is of, the years, and what to know of them."""
    years = tuple(Column(str(y), "decimal", False, str(y), f"{y}年", f"{y}.", None) for y in panel.years)
    notes = Column("notes", "text", True, "注", "须知", "What to know about some of the years.", None)
    about = f"{panel.measure} by year; prefer {panel.prefer}."
    return Table("panel", "逐年", about, "逐年数值", tuple(c.name for c in _LINE), (), (*_LINE, *years, notes))


def panel_rows(panel: Panel) -> Iterator[dict[str, Value]]:
    """The rows of a panel."""
    for line, cells in panel.lines.items():
        notes = "; ".join(f"{year}: {note}" for year, cell in sorted(cells.items()) if (note := note_of(cell)))
        yield {**_line(line), **{str(y): cell.value for y, cell in sorted(cells.items())}, "notes": notes}


def note_of(cell: Cell) -> str:
    """What a reader of the table should know about a cell."""
    end = cell.chosen.statistic.period.end
    told = []
    if cell.covers in ("part_year", "mid_year") and end is not None:
        told.append(f"{COVERS[cell.covers]}(至{end.month}月{end.day}日)")
    if cell.vintage != "own":
        told.append(f"据{cell.chosen.written}年报告")
    if cell.only_a_part:
        told.append("分项数")
    return "、".join([*told, *cell.findings])


def source_rows(panel: Panel, sentences: Sentences) -> Iterator[dict[str, Value]]:
    """Where every cell comes from."""
    for cell in panel.cells:
        s = cell.chosen.statistic
        yield {
            **_line(cell.line),
            "year": cell.year,
            "value": cell.value,
            "called": s.subject,
            "sentence": sentences.get((cell.chosen.path, s.id)),
            "text": s.evidence.text,
            "document": cell.chosen.path,
            "statistic": s.id,
            "period_start": s.period.start,
            "period_end": s.period.end,
            "covers": cell.covers,
            "vintage": cell.vintage,
            "part": cell.chosen.total is not None,
            "confidence": s.confidence,
            "findings": cell.findings,
            "others": tuple(_told(row) for row in cell.others),
        }


def _line(line: Line) -> dict[str, Value]:
    return dict(line._asdict())


def _told(row: Figure) -> str:
    s = row.statistic
    return f"{plain_decimal(s.value)}{s.unit} ({row.path} {s.id})"


def sources_path(path: Path) -> Path:
    """Where the sources of a panel in a .csv file go."""
    return path.with_name(f"{path.stem}.sources{path.suffix}")


def csv_bytes(table: Table, rows: Iterator[Row]) -> bytes:
    """A table as the bytes of a CSV file."""
    out = BytesIO()
    write_table(table, rows, out)
    return out.getvalue()


def write_panel(panel: Panel, sentences: Sentences, versions: Versions, path: Path) -> None:
    """A panel and its sources; which form, the ending of the name tells."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        _write(path, csv_bytes(panel_table(panel), panel_rows(panel)))
        _write(sources_path(path), csv_bytes(SOURCES, source_rows(panel, sentences)))
    elif suffix == ".json":
        _write(path, json_bytes(panel, sentences))
    else:
        with becoming(path) as partial:
            _write_workbook(panel, sentences, versions, partial)


def json_bytes(panel: Panel, sentences: Sentences) -> bytes:
    """Panel, sources and what was left out, as JSON; decimals as their digits."""
    told = {
        "measure": panel.measure,
        "by": panel.by,
        "prefer": panel.prefer,
        "panel": [_plain(row) for row in panel_rows(panel)],
        "sources": [_plain(row) for row in source_rows(panel, sentences)],
        "left_out": dict(panel.left_out),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _plain(row: Row) -> dict[str, object]:
    return {
        name: value if value is None or isinstance(value, bool | int | float | tuple) else cell_text(value)
        for name, value in row.items()
    }


def _write(path: Path, data: bytes) -> None:
    with output_file(path) as out:
        _to(out, data)


def _to(out: BinaryIO, data: bytes) -> None:
    out.write(data)


def _write_workbook(panel: Panel, sentences: Sentences, versions: Versions, path: Path) -> None:
    book = Workbook(path)
    shaped = (panel_table(panel), panel_rows(panel)), (SOURCES, source_rows(panel, sentences))
    for table, rows in shaped:
        sheet = book.sheet(table.title, table.columns)
        for row in rows:
            sheet.write(row)
        sheet.close()
    write_codebook(book, [table for table, _ in shaped], versions)
    book.close()
