"""A scanned page as the layout of PDF pages takes it, so that a scan and a PDF of the same page give the same blocks."""

from __future__ import annotations

from array import array

from reportparse.loaders.ocr import Scan
from reportparse.loaders.pdf_chars import Sheet, Stroke, typical_size
from reportparse.model.document import Box


def sheet_of(scan: Scan, width: float, height: float) -> Sheet:
    """A page of width x height points: laid out level, its boxes shown on the page as given."""
    text: list[str] = []
    x0, y0, x1, y1, sureness = array("f"), array("f"), array("f"), array("f"), array("f")
    shown: list[Box] = []
    for line in scan.lines:
        # The end of a line stands behind its last letter and has no width, as in a PDF.
        text.append(line.text + "\n")
        for left, top, right, bottom in (*line.level, _end(line.level[-1])):
            x0.append(left)
            y0.append(top)
            x1.append(right)
            y1.append(bottom)
        shown += [*line.boxes, _end(line.boxes[-1])]
        sureness.extend((*line.sureness, 1.0))
    sheet = Sheet(
        width,
        height,
        "".join(text),
        x0,
        y0,
        x1,
        y1,
        10.0,
        strokes=[Stroke(*rule) for rule in scan.rules],
        turn=90 if scan.lying else 0,
        sureness=sureness,
        shown=shown,
        by_ocr=True,
    )
    sheet.size = typical_size(sheet)
    return sheet


def _end(box: Box) -> Box:
    return box[2], box[1], box[2], box[3]
