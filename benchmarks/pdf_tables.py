"""How many cells of the tables in PDFs are found as printed: text, row, column and spans.

    python benchmarks/pdf_tables.py [PDF...] [--scanned] [--pdfplumber] [--show] [--least 0.95]

Each PDF (default: all of tests/bed/pdf_tables) has a JSON of the same name with its true cells. A table over a page
break counts as one. --scanned: the same pages as OCR would give them: no strokes, and boxes of one height a line that
jitter. --pdfplumber: pdfplumber's table finder on the same pages, for comparison. A cell is right if the text (but for
blanks between Chinese signs) and its row and column are; spans are counted apart.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import pypdfium2 as pdfium

from reportparse.loaders.pdf_chars import PdfChar, Stroke, read_sheet
from reportparse.loaders.pdf_strokes import drawn_on
from reportparse.loaders.pdf_tables import FoundTable, find_tables, join, piece, repeats_header

BED = Path(__file__).resolve().parent.parent / "tests" / "bed" / "pdf_tables"
Cell = tuple[int, int, int, int, str]
PageOf = tuple[list[PdfChar], list[Stroke], float, float]


def pages_of(path: Path) -> Iterator[PageOf]:
    """Characters and strokes of each page."""
    document = pdfium.PdfDocument(path)
    for page in document:
        sheet = read_sheet(page, page.get_textpage())
        boxes = zip(sheet.text, sheet.x0, sheet.y0, sheet.x1, sheet.y1, strict=True)
        chars = [PdfChar(text, x0, y0, x1, y1, y1 - y0, False) for text, x0, y0, x1, y1 in boxes]
        yield chars, drawn_on(page).strokes, *page.get_size()


def scanned(page: PageOf, seed: int) -> PageOf:
    """The page as a reader of scans gives it: no strokes, no blanks, shaky boxes, a page not quite level."""
    rng = random.Random(seed)
    lean = rng.uniform(-0.003, 0.003)
    chars = []
    for char in page[0]:
        if char.text.isspace() or char.x1 <= char.x0:
            continue
        dx, dy, more = rng.gauss(0, 0.3), rng.gauss(0, 0.35) + lean * char.x0, rng.uniform(-0.3, 0.3)
        chars.append(
            PdfChar(char.text, char.x0 + dx, char.y0 + dy - more, char.x1 + dx, char.y1 + dy + more, char.size, False)
        )
    return chars, [], page[2], page[3]


def found(pages: Sequence[PageOf]) -> list[tuple[list[int], list[Cell], FoundTable]]:
    """All tables with the pages they stand on, those over a page break joined."""
    tables: list[tuple[list[int], list[Cell], FoundTable]] = []
    last: tuple[FoundTable, Sequence[PdfChar]] | None = None
    for number, (chars, strokes, width, height) in enumerate(pages, 1):
        here = find_tables(chars, strokes, width, height, last[0] if last else None)
        for n, table in enumerate(here):
            cells = [cell_of(chars, cell) for cell in table.cells]
            skipped = None
            if n == 0 and last is not None and at_top(chars, table):
                skipped = repeats_header(*last, table, chars) if join(last[0], table) else None
            if skipped is not None:
                rows = 1 + max(cell[0] + cell[2] - 1 for cell in tables[-1][1])
                moved = [(c[0] + rows - skipped, *c[1:]) for c in cells if c[0] >= skipped]
                tables[-1] = ([*tables[-1][0], number], tables[-1][1] + moved, tables[-1][2])
            else:
                tables.append(([number], cells, table))
        last = (here[-1], chars) if here and at_bottom(chars, here[-1]) else None
    return [(pages_, [c for c in cells if c[4]], table) for pages_, cells, table in tables]


def at_top(chars: Sequence[PdfChar], table: FoundTable) -> bool:
    """Nothing stands above it."""
    return not any(c.y1 < table.box[1] and not c.text.isspace() for c in chars)


def at_bottom(chars: Sequence[PdfChar], table: FoundTable) -> bool:
    """Nothing stands below it."""
    return not any(c.y0 > table.box[3] and not c.text.isspace() for c in chars)


def cell_of(chars: Sequence[PdfChar], cell: Any) -> Cell:
    """A found cell in the form of the true ones."""
    return cell.row, cell.column, cell.row_span, cell.column_span, tidy(piece(chars, cell).text)


def tidy(text: str) -> str:
    """Without blanks beside Chinese signs: they change nothing."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text.strip())


def by_pdfplumber(path: Path) -> list[tuple[list[int], list[Cell], None]]:
    """What pdfplumber's table finder finds with its own settings."""
    import pdfplumber

    tables = []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, 1):
            for table in page.extract_tables():
                cells = [
                    (r, c, 1, 1, tidy(text.replace("\n", "")))
                    for r, row in enumerate(table)
                    for c, text in enumerate(row)
                    if text
                ]
                tables.append(([number], cells, None))
    return tables


def score(true: Sequence[dict[str, Any]], tables: Sequence[tuple[list[int], list[Cell], Any]]) -> list[dict[str, Any]]:
    """For each true table the cells, those right, those with right spans, and the header rows; then what is too much."""
    left = list(tables)
    results = []
    for table in true:
        cells = {(*cell[:2], cell[4]): tuple(cell[2:4]) for cell in table["cells"]}

        def hits(other: Any, cells: Any = cells) -> int:
            return sum((c[0], c[1], c[4]) in cells for c in other[1])

        texts = {cell[4] for cell in table["cells"]}
        near = [t for t in left if t[0][0] == table["pages"][0] and 3 * len(texts & {c[4] for c in t[1]}) > len(texts)]
        best = max(near, key=hits, default=None)
        right = spans = extra = 0
        header = None
        if best is not None:
            left.remove(best)
            right = hits(best)
            spans = sum(cells.get((c[0], c[1], c[4])) == (c[2], c[3]) for c in best[1])
            extra = len(best[1]) - right
            header = best[2].header_rows if best[2] is not None else None
        results.append(
            {
                "pages": table["pages"],
                "kind": table["kind"],
                "cells": len(cells),
                "right": right,
                "spans": spans,
                "wrong": extra,
                "header": header == table["header_rows"],
                "lost": sorted(set(cells) - {(c[0], c[1], c[4]) for c in best[1]}) if best else sorted(cells),
                "made_up": sorted({(c[0], c[1], c[4]) for c in best[1]} - set(cells)) if best else [],
            }
        )
    return [*results, *({"kind": "none such", "pages": t[0], "wrong": len(t[1]), "made_up": t[1]} for t in left)]


def main() -> int:
    """Prints a line a table and the sum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--scanned", action="store_true")
    parser.add_argument("--pdfplumber", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--least", type=float, default=0.0)
    options = parser.parse_args()
    all_cells = all_right = all_spans = 0
    seconds = 0.0
    for path in options.pdfs or sorted(BED.glob("*.pdf")):
        true = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        pages = list(pages_of(path))
        if options.scanned:
            pages = [scanned(page, n) for n, page in enumerate(pages)]
        start = perf_counter()
        tables: Any = by_pdfplumber(path) if options.pdfplumber else found(pages)
        seconds += perf_counter() - start
        for result in score(true, tables):
            shown = "-".join(map(str, result["pages"]))
            if "cells" not in result:
                print(f"{path.name:14} page {shown:4} no table, taken for one: {result['wrong']} cells")
            else:
                all_cells, all_right = all_cells + result["cells"], all_right + result["right"]
                all_spans += result["spans"]
                print(
                    f"{path.name:14} page {shown:4} {result['kind']:11} {result['right']:4} of {result['cells']:4} cells"
                    f" right, {result['wrong']:3} wrong, header {'right' if result['header'] else 'WRONG'}"
                )
            if options.show and (result.get("lost") or result["made_up"]):
                print("    lost", result.get("lost"), "\n    made up", result["made_up"])
    share = all_right / max(all_cells, 1)
    print(f"right: {all_right} of {all_cells} cells ({share:.1%}), spans too {all_spans}; {seconds:.2f} s")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
