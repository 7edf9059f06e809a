"""Pages with tables, and how reportlab prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

MARGIN = 60.0


@dataclass
class Table:
    """A table: its kind (ruled, open-sided, column-rules, row-rules, three-line, open) and its cells row by row."""

    kind: str
    rows: list[list[str]]
    header_rows: int = 1
    caption: list[str] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    align: str = "right"
    valign: str = "TOP"
    breaks_after: int = 0  # the page turns after so many rows of the body
    repeat_header: bool = True
    partial_rules: list[tuple[int, int, int]] = field(default_factory=list)  # below row, from column, to column

    def cells(self) -> list[tuple[int, int, int, int, str]]:
        """The true cells that hold text: row, column, row span, column span, text."""
        result = []
        for r, row in enumerate(self.rows):
            for c, text in enumerate(row):
                if text in ("", "<", "^"):
                    continue
                wide = next((k for k in range(1, len(row) - c) if row[c + k] != "<"), len(row) - c)
                below = (k for k in range(1, len(self.rows) - r) if self.rows[r + k][c] != "^")
                result.append((r, c, next(below, len(self.rows) - r), wide, text))
        return result

    def spans(self) -> list[tuple[int, int, int, int]]:
        """Merged cells: first row and column, last row and column."""
        return [(r, c, r + tall - 1, c + wide - 1) for r, c, tall, wide, _ in self.cells() if tall * wide > 1]

    def plain(self, r: int, c: int) -> str:
        """What is printed at a place."""
        return "" if self.rows[r][c] in ("<", "^") else self.rows[r][c]


@dataclass
class Page:
    """What stands on a page, and how large."""

    parts: list[str | Table]
    size: float = 10.5
    padding: float = 3.0
    landscape: bool = False
    latin: str = ""  # the font of figures, where the main one has none
    rotate: int = 0

    @property
    def tables(self) -> list[Table]:
        """Its tables."""
        return [part for part in self.parts if isinstance(part, Table)]


FONTS = {
    "wqy": "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "droid": "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
}


def write_pdf(path: Path, pages: list[Page], font: str) -> None:
    """The pages as a PDF. A table with `breaks_after` goes on at the top of the next page."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont(font, FONTS[font]))
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    rest: list[object] = []
    for page in pages:
        width, height = (841.9, 595.3) if page.landscape or page.rotate else (595.3, 841.9)
        if page.rotate:  # laid out on its side, shown upright by /Rotate
            canvas.setPageSize((width, height))  # reportlab swaps them itself
            canvas.setPageRotation(page.rotate)
            canvas.translate(height, 0)
            canvas.rotate(90)
        else:
            canvas.setPageSize((width, height))
            canvas.setPageRotation(0)
        y = height - MARGIN
        flows, rest = [*rest, *_flows(page, font, width - 2 * MARGIN)], []
        for flow in flows:
            if isinstance(flow, tuple):
                flow, later = flow
                rest = [later]
            _, tall = flow.wrap(width - 2 * MARGIN, height)
            y -= tall
            if y < MARGIN:
                raise ValueError("the page is too short for what stands on it")
            flow.drawOn(canvas, MARGIN, y)
            y -= 8
        canvas.showPage()
    canvas.save()


def _flows(page: Page, font: str, width: float) -> list[object]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    base = ParagraphStyle("base", fontName=font, fontSize=page.size, leading=page.size * 1.5, wordWrap="CJK")
    body = ParagraphStyle("body", parent=base, firstLineIndent=2 * page.size)
    middle = ParagraphStyle("middle", parent=base, alignment=1)
    right = ParagraphStyle("right", parent=base, alignment=2)
    flows: list[object] = []
    for part in page.parts:
        if isinstance(part, str):
            flows.append(Paragraph(_latin(part, page), body))
            continue
        for line in part.caption:
            flows.append(Paragraph(_latin(line, page), right if line.startswith("单位") else middle))
        if part.breaks_after:
            cut = part.header_rows + part.breaks_after
            head = part.rows[: part.header_rows] if part.repeat_header else []
            below = Table(**{**part.__dict__, "rows": [*head, *part.rows[cut:]], "header_rows": len(head)})
            above = Table(**{**part.__dict__, "rows": part.rows[:cut]})
            flows.append((_printed(above, page, base), _printed(below, page, base)))
        else:
            flows.append(_printed(part, page, base))
    return flows


def _latin(text: str, page: Page) -> str:
    return re.sub(r"[!-~]+", rf'<font name="{page.latin}">\g<0></font>', text) if page.latin else text


def _printed(table: Table, page: Page, base: object) -> object:
    from reportlab.lib.colors import black
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as Flow

    tight = ParagraphStyle("cell", parent=base, leading=page.size * 1.2)
    sides = {"left": 0, "center": 1, "right": 2}

    def cell(r: int, c: int) -> object:
        text = table.plain(r, c)
        label = c == 0 and table.align == "right"
        words = r >= table.header_rows and not any(sign.isdigit() for sign in text) and table.align == "right"
        side = 1 if r < table.header_rows and table.align != "left" else 0 if label or words else sides[table.align]
        return Paragraph(_latin(text, page), ParagraphStyle("c", parent=tight, alignment=side))

    last = (-1, table.header_rows - 1)
    style: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), table.valign),
        ("VALIGN", (0, 0), last, "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), page.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), page.padding + 1),
    ]
    style += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in table.spans()]
    if table.kind == "ruled":
        style.append(("GRID", (0, 0), (-1, -1), 0.6, black))
    if table.kind == "column-rules":
        style += [("BOX", (0, 0), (-1, -1), 1, black), ("LINEAFTER", (0, table.header_rows), (-2, -1), 0.5, black)]
        style += [("GRID", (0, 0), last, 0.5, black)]
    if table.kind == "open-sided":
        style += [("INNERGRID", (0, 0), (-1, -1), 0.5, black), ("LINEABOVE", (0, 0), (-1, 0), 1, black)]
    if table.kind == "row-rules":
        style += [("LINEABOVE", (0, 0), (-1, -1), 0.5, black)]
    if table.kind == "three-line":
        style += [("LINEABOVE", (0, 0), (-1, 0), 1.2, black)]
        if table.header_rows:
            style += [("LINEBELOW", (0, table.header_rows - 1), last, 0.6, black)]
        style += [("LINEBELOW", (c0, r), (c1, r), 0.5, black) for r, c0, c1 in table.partial_rules]
    if table.kind in ("open-sided", "row-rules", "three-line"):
        style.append(("LINEBELOW", (0, -1), (-1, -1), 1.2, black))
    content = [[cell(r, c) for c in range(len(row))] for r, row in enumerate(table.rows)]
    return Flow(content, colWidths=table.widths, style=style)
