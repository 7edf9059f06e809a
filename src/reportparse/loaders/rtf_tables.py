"""Tables of RTF: rows that each bring the right edges of their cells, put together to one grid."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportparse.loaders.building import Builder, CellPiece, Piece
from reportparse.loaders.table_edges import columns_of

# Word's own limit is 63 cells a row; other writers' files with more are read up to here, as is a row that an attack
# makes long.
MAX_CELLS = 500
# Places of a grid; beyond, the rows are read as lines.
MAX_PLACES = 500_000
# Edges closer than this are one: 60 twips are a millimetre, and no cell with text is so narrow.
_SAME_EDGE = 60
_NO_EDGE = 1_000  # the width of a cell whose edge the file does not give


@dataclass(slots=True)
class Definition:
    """What `\\trowd` … `\\cellx` say of a row: its left edge and, for each cell, right edge and merging."""

    left: int = 0
    header: bool = False
    edges: list[int] = field(default_factory=list)
    flags: list[frozenset[str]] = field(default_factory=list)
    pending: set[str] = field(default_factory=set)

    def take(self, name: str, number: int | None) -> None:
        """A control word that may be one of a row's."""
        if name == "cellx":
            self.cell(number or 0)
        elif name in ("clmgf", "clmrg", "clvmgf", "clvmrg"):
            self.pending.add(name)
        elif name == "trleft":
            self.left = number or 0
        elif name == "trhdr":
            self.header = True

    def cell(self, edge: int) -> None:
        """`\\cellx`: the cell whose merging was said before ends at this edge."""
        if len(self.edges) < MAX_CELLS:
            # An edge never lies left of the one before; where it does, the file is wrong.
            self.edges.append(max(edge, (self.edges[-1] if self.edges else self.left) + 1))
            self.flags.append(frozenset(self.pending))
        self.pending = set()


Content = list["str | list[Row]"]
"""What a cell holds, in order: paragraphs, and nested tables as their rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finished row: its definition and what each cell holds."""

    left: int
    header: bool
    edges: tuple[int, ...]
    flags: tuple[frozenset[str], ...]
    cells: tuple[Content, ...]
    forced: bool = False
    """Whether it has more cells than it defines."""


def row_of(definition: Definition, cells: list[Content]) -> Row:
    """A row of what stood between `\\cell`s; cells without an edge get one, edges without a cell are empty cells."""
    edges, flags = list(definition.edges), list(definition.flags)
    while len(edges) < len(cells):
        edges.append((edges[-1] if edges else definition.left) + _NO_EDGE)
        flags.append(frozenset())
    empty: list[Content] = [[] for _ in range(len(edges) - len(cells))]
    forced = len(cells) > len(definition.edges) > 0
    return Row(definition.left, definition.header, tuple(edges), tuple(flags), (*cells, *empty), forced)


def text_of(content: Content) -> str:
    """A cell's text: a line for each paragraph and each row of a nested table."""
    lines: list[str] = []
    for part in content:
        lines += [part] if isinstance(part, str) else ["\t".join(map(text_of, row.cells)) for row in part]
    return "\n".join(lines).strip()


def add_table(build: Builder, rows: list[Row]) -> None:
    """The rows as a table; one with a single cell in each row is a frame around paragraphs and tables."""
    if all(len(row.edges) == 1 for row in rows):
        for row in rows:
            for part in row.cells[0]:
                if isinstance(part, str):
                    build.paragraph(part)
                else:
                    add_table(build, part)
        return
    if any(row.forced for row in rows):
        build.warn("rows of a table hold more cells than they define: cells may stand in the wrong row or column")
    grid = columns_of([row.edges for row in rows], _SAME_EDGE)
    if len(rows) * max(1, len(grid)) > MAX_PLACES:
        build.warn("a table is too large for a grid; its rows are read as lines")
        for row in rows:
            build.paragraph("\t".join(text_of(cell).replace("\n", " ") for cell in row.cells))
        return
    headers = next((number for number, row in enumerate(rows) if not row.header), len(rows))
    build.table(_cells(rows, grid), header_rows=headers if headers < len(rows) else min(headers, 1))


def _cells(rows: list[Row], columns: dict[int, int]) -> list[CellPiece]:
    cells: list[CellPiece] = []
    above: dict[tuple[int, int], int] = {}  # first column and width -> the cell that `\clvmrg` goes on with
    for number, row in enumerate(rows):
        column = _first_column(row, columns)
        last = -1
        now: dict[tuple[int, int], int] = {}
        for edge, flags, content in zip(row.edges, row.flags, row.cells, strict=True):
            text = text_of(content)
            width = columns[edge] + 1 - column
            if "clmrg" in flags and last >= 0:
                cells[last] = cells[last]._replace(column_span=cells[last].column_span + width)
                _write(cells, last, text)
                column += width
                continue
            place = column, width
            if "clvmrg" in flags and (going := _above(above, column)) is not None:
                cells[going] = cells[going]._replace(row_span=number + 1 - cells[going].row)
                _write(cells, going, text)
                now[place] = last = going
            else:
                cells.append(CellPiece(number, column, Piece(text), 1, width))
                last = len(cells) - 1
                if "clvmgf" in flags:
                    now[place] = last
            column += width
        above = now
    return cells


def _first_column(row: Row, columns: dict[int, int]) -> int:
    """A row that begins further right than the table does leaves columns free on its left."""
    free = next((columns[edge] + 1 for edge in reversed(columns) if edge <= row.left), 0)
    return min(free, columns[row.edges[0]]) if row.edges else free


def _above(above: dict[tuple[int, int], int], column: int) -> int | None:
    return next((cell for (first, _), cell in above.items() if first == column), None)


def _write(cells: list[CellPiece], at: int, text: str) -> None:
    """Text in a cell that is merged away is not seen in Word; where it exists it is kept in the cell that it joined."""
    if text:
        kept = cells[at].piece.text
        cells[at] = cells[at]._replace(piece=Piece(f"{kept} {text}".strip()))
