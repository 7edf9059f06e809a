"""What reading a document costs by format, beside the bare library doing the least it can with the same bytes.

    python benchmarks/loaders.py [--formats docx,pdf,…] [--rounds 7] [--bed tests/bed/corpus] [--strict]

Time: loader and bare library read the same files in one process, taking turns at going first; milliseconds are medians
over rounds per document, the ratio is the median of the rounds' ratios. `door` is the whole way that a user goes, through
the child process. Memory: one new process each for loader and bare library, the most it ever held after reading all files;
`idle` is what it held with its modules loaded and nothing read.

The table goes to standard output and to benchmarks/results/loaders.json. With --strict the exit status is 1 when a format
is slower than it may be: .pdf of running text 1.5 times pypdfium2 with boxes, .docx 1.5 times python-docx opening it. A
.pdf with tables is shown by itself (pdf-table): finding their cells is work that the bare library does not do.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from reportparse.loaders import Door
from reportparse.loaders.formats import Format, known_formats

ROOT = Path(__file__).resolve().parent.parent
BED = ROOT / "tests" / "bed" / "corpus"
CORPUS = ROOT / "corpus"
RESULTS = ROOT / "benchmarks" / "results" / "loaders.json"
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
LEAST_ROUNDS = 3
SLOW_ROUNDS = 1
"""Rounds where a document takes seconds (scans): medians would cost minutes and say the same."""
MAY_TAKE = {"pdf": 1.5, "docx": 1.5}
"""How many times the bare library's time a format may take."""

Work = Callable[[bytes], object]


# --- the bare libraries ----------------------------------------------------------------------------------------------


def bare_docx(data: bytes) -> object:
    """python-docx opens the package and parses its parts; no text is taken out."""
    import docx

    return docx.Document(io.BytesIO(data))


def bare_pdf(data: bytes) -> object:
    """pypdfium2: the text of each page and a box for each character."""
    import pypdfium2

    pages = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        letters = page.get_textpage()
        pages.append((letters.get_text_range(), [letters.get_charbox(i) for i in range(letters.count_chars())]))
        letters.close()
        page.close()
    document.close()
    return pages


def bare_doc(data: bytes) -> object:
    """olefile reads all streams; nothing is understood."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as container:
        return [container.openstream(stream).read() for stream in container.listdir()]


def bare_rtf(data: bytes) -> object:
    """striprtf: the text alone."""
    from striprtf import striprtf

    return striprtf.rtf_to_text(data.decode("latin-1"), errors="ignore")


def bare_xml(data: bytes) -> object:
    """zipfile and lxml parse every XML member (.odt, .ofd)."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]


def bare_html(data: bytes) -> object:
    """selectolax: the text of the whole page, boilerplate and all."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(data.decode("gb18030", "replace")).text()


def bare_mht(data: bytes) -> object:
    """email: the parts decoded."""
    from email import message_from_bytes

    return [part.get_payload(decode=True) for part in message_from_bytes(data).walk()]


def bare_sheet(data: bytes) -> object:
    """python-calamine: all cells of all sheets as Python values."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


_engines: list[Any] = []


def recognised(picture: Any) -> object:
    """rapidocr as it comes."""
    from rapidocr import RapidOCR

    if not _engines:
        _engines.append(RapidOCR(params={"Global.log_level": "critical"}))
    return _engines[0](picture)


def bare_image(data: bytes) -> object:
    """rapidocr on the picture as it is."""
    import numpy as np
    from PIL import Image

    return recognised(np.asarray(Image.open(io.BytesIO(data)).convert("RGB")))


def bare_scan(data: bytes) -> object:
    """pypdfium2 renders each page at 200 dpi, rapidocr reads it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found = [recognised(page.render(scale=200 / 72).to_numpy()) for page in document]
    document.close()
    return found


class Bare(NamedTuple):
    """What a format is held against."""

    name: str
    work: Work


BARE = {
    "txt": Bare("bytes.decode", lambda data: data.decode("utf-8")),
    "doc": Bare("olefile", bare_doc),
    "docx": Bare("python-docx", bare_docx),
    "rtf": Bare("striprtf", bare_rtf),
    "odt": Bare("zipfile+lxml", bare_xml),
    "ofd": Bare("zipfile+lxml", bare_xml),
    "html": Bare("selectolax", bare_html),
    "mht": Bare("email", bare_mht),
    "xlsx": Bare("calamine", bare_sheet),
    "xls": Bare("calamine", bare_sheet),
    **dict.fromkeys(("pdf", "pdf-table"), Bare("pypdfium2 boxes", bare_pdf)),
    "scan-pdf": Bare("pdfium+rapidocr", bare_scan),
    **dict.fromkeys(("scan-png", "scan-jpg", "scan-tif"), Bare("rapidocr", bare_image)),
}


# --- measuring -------------------------------------------------------------------------------------------------------


def kind_of(path: Path) -> str:
    """The name of a file's format in the table: docx, scan-pdf …; a .pdf with a table is a kind of its own."""
    kind = ("scan-" if path.stem.endswith("-scan") else "") + path.suffix.lstrip(".")
    plain = CORPUS / f"{path.stem}.txt"
    return "pdf-table" if kind == "pdf" and plain.exists() and "\n|" in plain.read_text(encoding="utf-8") else kind


def loader_of(kind: str) -> Work:
    """The loader of a format, called without door and fence."""
    suffix = "." + kind.removeprefix("scan-").removesuffix("-table")
    form: Format = next(form for form in known_formats() if suffix in form.suffixes)
    read = import_module(form.module).read
    return lambda data: read(data, "bed" + suffix)


def seconds(work: Work, files: Sequence[bytes]) -> float:
    """How long all files take."""
    start = perf_counter()
    for data in files:
        work(data)
    return perf_counter() - start


def times(kind: str, files: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Milliseconds a document of loader, bare library and door, and the ratio of the first two."""
    loader, bare, door = loader_of(kind), BARE[kind].work, Door()
    works: dict[str, Work] = {"ours": loader, "bare": bare, "door": lambda data: door.load(data, "bed")}
    for work in works.values():
        work(files[0])  # modules, models and the child are loaded
    if kind.startswith("scan-"):
        rounds = SLOW_ROUNDS
    taken: dict[str, list[float]] = {name: [] for name in works}
    for i in range(rounds):
        for name in works if i % 2 else reversed(works):
            taken[name].append(seconds(works[name], files))
    found = {f"{name}_ms": round(1000 * median(each) / len(files), 2) for name, each in taken.items()}
    ratio = median(o / b for o, b in zip(taken["ours"], taken["bare"], strict=True))
    return {**found, "ratio": round(ratio, 2)}


def peak(kind: str, who: str, bed: Path) -> dict[str, float]:
    """Megabytes of a new process that reads all files of a format, at most and before it begins."""
    command = [sys.executable, __file__, "--bed", str(bed), "--formats", kind, "--peak", who]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    idle, most = json.loads(told.stdout.splitlines()[-1])
    return {f"{who}_mb": most, f"{who}_idle_mb": idle}


def tell_peak(kind: str, who: str, files: Sequence[bytes]) -> None:
    """In the new process: print what it holds before and after."""
    work = loader_of(kind) if who == "ours" else BARE[kind].work
    idle = most_held()
    seconds(work, files)
    print(json.dumps([idle, most_held()]))


def most_held() -> float:
    """The most memory this process ever held, in MB."""
    try:
        # Not ru_maxrss where this is there: that begins with what the parent held when it started us.
        line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) * 1024 / 1e6, 1)
    except (OSError, StopIteration):
        import resource

        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / 1e6, 1)


def files_by_kind(bed: Path) -> dict[str, list[Path]]:
    """The files of the bed by format, and the same documents as text."""
    found: dict[str, list[Path]] = {}
    for path in sorted(bed.iterdir()):
        found.setdefault(kind_of(path), []).append(path)
    names = sorted({path.stem.removesuffix("-scan") for paths in found.values() for path in paths})
    plain = [CORPUS / f"{name}.txt" for name in names]
    return {"txt": [path for path in plain if path.exists()], **{k: v for k, v in found.items() if k in BARE}}


def main() -> int:
    """Measure, print, store; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bed", type=Path, default=BED, help="where the files are")
    parser.add_argument("--formats", default="", help="only these, comma between: docx, pdf, scan-pdf …")
    parser.add_argument("--rounds", type=int, default=7, help=f"paired rounds, at least {LEAST_ROUNDS}; one for scans")
    parser.add_argument("--strict", action="store_true", help="fail when a format is slower than it may be")
    parser.add_argument("--peak", choices=("ours", "bare"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    files = files_by_kind(args.bed)
    asked = [kind for kind in args.formats.split(",") if kind] or sorted(files, key=lambda k: ("scan" in k, k))
    if unknown := set(asked) - set(files):
        parser.error(f"no files of {', '.join(sorted(unknown))} in {args.bed}")
    if args.peak:
        tell_peak(asked[0], args.peak, [path.read_bytes() for path in files[asked[0]]])
        return 0
    print(
        f"{'format':10}{'docs':>5}{'KB':>6}{'ms':>10}{'door ms':>10}{'bare ms':>10}{'ratio':>8}{'MB':>8}{'bare MB':>9}  bare"
    )
    results: dict[str, dict[str, Any]] = {}
    for kind in asked:
        results[kind] = row = measured(kind, files[kind], args)
        print(line_of(kind, row), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    over = [k for k, row in results.items() if row.get("ratio", 0) > MAY_TAKE.get(k, float("inf"))]
    for kind in over:
        print(f"OVER THE LIMIT {kind}: {results[kind]['ratio']} times the bare library, the limit is {MAY_TAKE[kind]}")
    return 1 if args.strict and over else 0


def measured(kind: str, paths: Sequence[Path], args: argparse.Namespace) -> dict[str, Any]:
    """All figures of one format, or the fault that kept them from being taken."""
    data = [path.read_bytes() for path in paths]
    row: dict[str, Any] = {
        "documents": len(paths),
        "kb": sum(map(len, data)) // 1024 // len(data),
        "bare": BARE[kind].name,
    }
    try:
        row |= times(kind, data, max(args.rounds, LEAST_ROUNDS))
        row |= peak(kind, "ours", args.bed) | peak(kind, "bare", args.bed)
    except Exception as error:  # the other formats go on
        row["fault"] = f"{type(error).__name__}: {error}"
    return row


def line_of(kind: str, row: dict[str, Any]) -> str:
    """One line of the table."""
    start = f"{kind:10}{row['documents']:>5}{row['kb']:>6}"
    if "fault" in row:
        return f"{start}  {row['fault']}"
    figures = "".join(f"{row[key]:>10.2f}" for key in ("ours_ms", "door_ms", "bare_ms"))
    return f"{start}{figures}{row['ratio']:>8.2f}{row['ours_mb']:>8.0f}{row['bare_mb']:>9.0f}  {row['bare']}"


if __name__ == "__main__":
    sys.exit(main())
