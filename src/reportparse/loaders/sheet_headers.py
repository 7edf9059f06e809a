"""How many rows at the top of a sheet's table are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.loaders.building import CellPiece

_NUMBER = re.compile(r"[-－+]?[¥￥$]?\d{1,18}(?:,\d{3}){0,6}(?:\.\d{1,12})?\s*[%％‰]?")
_YEAR = re.compile(r"(?:19[4-9]|20[0-9])\d年?")
_INDEX_LABEL = re.compile(r"\s*(?:甲|乙|丙|丁|栏次|行次|序号|代码|编码|栏\s*目|项目编码)\s*")


def header_rows(cells: Sequence[CellPiece], numbers: set[tuple[int, int]], rows: int) -> int:
    """The rows above the first that has a figure in a column besides the first.

    Years (2019 | 2020) and the numbers of columns (甲 | 1 | 2 | 3) are no figures. 0 where no row has a figure, or the
    first one has.
    """
    by_row: dict[int, list[CellPiece]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in range(rows):
        found = sorted(by_row.get(row, []), key=lambda cell: cell.column)
        figures = [c for c in found if c.column > 0 and _is_figure(c, numbers)]
        if figures and not (_are_years(figures, found) or _are_indexes(figures, found)):
            return _with_spans(row, cells)
    return 0


def _is_figure(cell: CellPiece, numbers: set[tuple[int, int]]) -> bool:
    return (cell.row, cell.column) in numbers or _NUMBER.fullmatch(cell.piece.text.strip()) is not None


def _are_years(figures: list[CellPiece], row: list[CellPiece]) -> bool:
    """2018 | 2019 | 2020: each once, and no other number beside them."""
    texts = [cell.piece.text.strip() for cell in figures]
    return len(set(texts)) == len(texts) and all(_YEAR.fullmatch(text) for text in texts) and len(row) <= len(texts) * 3


def _are_indexes(figures: list[CellPiece], row: list[CellPiece]) -> bool:
    """1 | 2 | 3 …: the columns counted from 1, nothing else in the row but 甲, 乙."""
    texts = [cell.piece.text.strip() for cell in figures]
    others = [cell for cell in row if cell not in figures and cell.piece.text.strip()]
    if not all(_INDEX_LABEL.fullmatch(cell.piece.text) or cell.piece.text.strip() == "1" for cell in others):
        return False
    first = 2 if others and others[0].piece.text.strip() == "1" else 1
    return len(texts) > 1 and texts == [str(number) for number in range(first, first + len(texts))]


def _with_spans(row: int, cells: Sequence[CellPiece]) -> int:
    """A header cell that reaches below the header would cut a row in two: then less is header."""
    reach = max((c.row + c.row_span for c in cells if c.row < row and c.column > 0), default=0)
    if reach > row:
        return 0
    # A lone label right above the figures names a group of them: 一、养老服务.
    while row > 1 and all(c.column == 0 and c.row_span == 1 for c in cells if c.row == row - 1):
        row -= 1
    return row
