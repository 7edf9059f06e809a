"""Six annotated documents of the corpus in every format an archive holds.

    python tests/bed/make_corpus.py [--only docx,pdf,…]

Writes tests/bed/corpus/ID.EXT, one for each document and format, so that what is read of them can be held against
corpus/ID.gold.json. The .docx is written here, with headings, automatic numbers, real tables, a page header and page
numbers; LibreOffice (needed for this script only, never by a test) turns it into .doc, .rtf, .odt, .html and .pdf; the
scans are the pages of the .pdf rendered at 200 dpi, a little noisy and half a degree askew.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from corpus_docx import fix_dates, write_docx
from corpus_parts import PLANS, Part, is_band, parts_of
from corpus_web import write_archive, write_page
from PIL import Image
from PIL.Image import Resampling

__all__ = ["PLANS", "parts_of"]

BED = Path(__file__).resolve().parent / "corpus"

# --- by LibreOffice --------------------------------------------------------------------------------------------------

FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "xls": "xls", "html": "html", "pdf": "pdf"}


def convert(path: Path, extension: str, folder: Path) -> None:
    """The file in another format, written into the folder under its own stem."""
    profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/lo_bed"
    command = ["soffice", "--headless", profile, "--convert-to", FILTERS[extension]]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)


# --- .xlsx -----------------------------------------------------------------------------------------------------------


def write_xlsx(parts: Sequence[Part], path: Path) -> None:
    """The document as a workbook: figures are numbers that a format shows with separators, the rest are lines of text."""
    import xlsxwriter  # type: ignore[import-untyped]  # ships no types

    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2024, 1, 1)})
    sheet = book.add_worksheet("统计数据")
    columns = max(len(row) for part in parts for row in part.rows)
    bold = book.add_format({"bold": True})
    at = 0
    for part in parts:
        if part.kind == "heading":
            sheet, at = book.add_worksheet(part.text), 0
        if part.kind != "table":
            sheet.merge_range(at, 0, at, columns - 1, part.printed, bold if part.kind == "title" else None)
            at += 1
            continue
        for row in part.rows:
            if is_band(row):
                sheet.merge_range(at, 0, at, columns - 1, row[0], bold)
            else:
                for column, text in enumerate(row):
                    write_cell(book, sheet, at, column, text)
            at += 1
    book.close()
    fix_dates(path)


def write_cell(book: object, sheet: object, row: int, column: int, text: str) -> None:
    """A cell; a number is stored as one and shown as printed."""
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        decimals = len(text.partition(".")[2])
        shape = ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
        look = book.add_format({"num_format": shape})  # type: ignore[attr-defined]
        sheet.write_number(row, column, float(Decimal(text.replace(",", ""))), look)  # type: ignore[attr-defined]
    elif text:
        sheet.write_string(row, column, text)  # type: ignore[attr-defined]


# --- .ofd ------------------------------------------------------------------------------------------------------------


def ofd(name: str) -> bytes:
    """The document by the small writer that make_ofd.py has."""
    sys.path.insert(0, str(BED.parent))
    from make_ofd import corpus_file

    return corpus_file(name)


# --- scans -----------------------------------------------------------------------------------------------------------

DPI = 200
SKEW_DEGREES = 0.5
NOISE = 5.0
FIXED = time.gmtime(1704067200)
"""The date in files that have one, so that the same input gives the same bytes."""
JPEG_QUALITY = 38


PICTURES = {"d1-02": "tif", "d1-04": "jpg", "d2-03": "png", "d3-02": "png"}
"""Documents of one page that are kept as a picture too, and in which format."""


def pages_askew(pdf: Path) -> list[Image.Image]:
    """The pages in grey, half a degree askew."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return [page.rotate(SKEW_DEGREES, resample=Resampling.BICUBIC, fillcolor=255) for page in pages]


def noisy(page: Image.Image, seed: int) -> Image.Image:
    """The page as a scanner sees it: paper not quite white, ink not quite black, and noise."""
    import numpy as np

    noise = np.random.default_rng(seed).normal(0, NOISE, (page.height, page.width))
    grey = np.asarray(page, dtype=np.float32) * 0.9 + 20 + noise
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def write_scans(name: str, pdf: Path, folder: Path) -> None:
    """An image-only PDF and, for documents of one page, that page as a picture."""
    pages = pages_askew(pdf)
    first, *rest = [noisy(page, seed) for seed, page in enumerate(pages, start=20240101)]
    path = folder / f"{name}-scan.pdf"
    first.save(
        path, save_all=True, append_images=rest, resolution=DPI, quality=JPEG_QUALITY, creationDate=FIXED, modDate=FIXED
    )
    extension = PICTURES.get(name)
    path = folder / f"{name}-scan.{extension}"
    if extension == "jpg":
        first.save(path, quality=JPEG_QUALITY, dpi=(DPI, DPI))
    elif extension == "tif":  # as a fax or a bureau's scanner writes it: black and white
        pages[0].point(lambda grey: 255 * (grey > 150)).convert("1").save(path, compression="group4", dpi=(DPI, DPI))
    elif extension == "png":  # noise would not compress: a page of four greys, as "clean scan" programs write it
        pages[0].quantize(4).save(path, optimize=True, dpi=(DPI, DPI))


# --- all of it -------------------------------------------------------------------------------------------------------


def make(name: str, only: set[str], folder: Path) -> None:
    """All formats of one document."""
    parts = parts_of(name)
    tabular = any(part.kind == "table" for part in parts)
    with tempfile.TemporaryDirectory() as scratch:
        made, typed = Path(scratch) / f"{name}.docx", Path(scratch) / "typed" / f"{name}.docx"
        typed.parent.mkdir()
        write_docx(name, parts, made)
        # LibreOffice writes no Chinese automatic numbers into web pages: there they are typed, as sites do.
        write_docx(name, parts, typed, automatic=False)
        jobs: dict[str, Callable[[], object]] = {
            "docx": lambda: shutil.copyfile(made, folder / made.name),
            "doc": lambda: convert(made, "doc", folder),
            "rtf": lambda: convert(made, "rtf", folder),
            "odt": lambda: convert(made, "odt", folder),
            "html": lambda: (
                write_page(name, parts, folder / f"{name}.html")
                if PLANS[name].web_page
                else convert(typed, "html", folder)
            ),
            "pdf": lambda: convert(made, "pdf", folder),
            "scan": lambda: write_scans(name, folder / f"{name}.pdf", folder),
        }
        jobs["ofd"] = lambda: (folder / f"{name}.ofd").write_bytes(ofd(name))
        if tabular:
            jobs["xlsx"] = lambda: write_xlsx(parts, folder / f"{name}.xlsx")
            jobs["xls"] = lambda: convert(folder / f"{name}.xlsx", "xls", folder)
        if PLANS[name].web_page:
            jobs["mht"] = lambda: write_archive(folder / f"{name}.html", folder / f"{name}.mht")
        for extension, job in jobs.items():
            if not only or extension in only:
                job()


def main() -> None:
    """Make the bed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", default="", help="formats, comma between (docx doc rtf odt html mht pdf xlsx xls scan ofd)"
    )
    only = set(filter(None, parser.parse_args().only.split(",")))
    BED.mkdir(parents=True, exist_ok=True)
    for name in PLANS:
        make(name, only, BED)
        print(name, *sorted(path.suffix for path in BED.glob(f"{name}*")))
    print(sum(path.stat().st_size for path in BED.iterdir()) // 1024, "KB")


if __name__ == "__main__":
    main()
