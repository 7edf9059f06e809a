"""A second opinion on a reading: the same documents read by LibreOffice, where it is installed, beside our own text.

    python benchmarks/second_opinion.py FILE.doc … [--soffice PATH] [--seconds 90] [--numerals 8] [--least 0.95]

For .doc, .wps, .docx, .rtf and .odt. LibreOffice is no need of reportparse and no judge of it: where the two differ, one of
them is wrong, and the document has to be looked at. The table says how alike the texts are (pairs of neighbouring
characters in common, from 0 to 1; blanks, line ends and the bars of tables do not count) and how many numerals each has
that the other has not; below a document those numerals stand.

The exit status is 0, or 1 where a document is less alike than `--least`, has numerals on one side only, or was read by one
side only, or 2 where soffice is not there. Each document gets a profile folder of its own and is given up after
`--seconds`; nothing of it stays behind.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import psutil

from reportparse.errors import ReportparseError
from reportparse.loaders import Door

ENDINGS = (".doc", ".wps", ".docx", ".rtf", ".odt")
ABSENT = "soffice (LibreOffice) is not there: no second opinion. Install it, or say where it is with --soffice."
# The byte order mark that the filter writes, what it puts for pictures, and what only one side parts cells with.
_NOT_COMPARED = re.compile(r"[\s|\ufeff\ufffc\u200b\u00ad]+")
_NUMERAL = re.compile(r"\d+(?:[.．,，:：/]\d+)*")


class Opinion(NamedTuple):
    """What LibreOffice made of a document: its text, or why there is none."""

    text: str | None
    why: str = ""


class Compared(NamedTuple):
    """Two texts of one document beside each other."""

    alike: float
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]


class Row(NamedTuple):
    """A line of the table; `compared` is None where one side could not read the document, which `why` tells."""

    name: str
    compared: Compared | None
    why: str = ""


def find_soffice(named: str = "") -> str | None:
    """The program: the one that is named, else the one on the path."""
    return shutil.which(named or "soffice")


def opinion_of(document: Path, soffice: str, seconds: float) -> Opinion:
    """The text that LibreOffice reads; every process that it started is ended in the end."""
    with tempfile.TemporaryDirectory(prefix="second-opinion-", ignore_cleanup_errors=True) as folder:
        # A plain name: names of old archives are no Unicode, and a file beside it must not lock or join it.
        copy = Path(folder, "document" + document.suffix.lower())
        shutil.copyfile(document, copy)
        made = Path(folder, "out", "document.txt")
        command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"]
        command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(made.parent), str(copy)]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return Opinion(None, f"took longer than {seconds:g} s")
        finally:
            _end(process)
        if not made.exists():
            return Opinion(None, "could not read it")
        return Opinion(made.read_text(encoding="utf-8-sig", errors="replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started: soffice is a script around the program."""
    if process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            try:
                child.kill()
            except psutil.Error:  # it ended by itself
                continue
        process.kill()
    process.wait()


def compare(ours: str, theirs: str) -> Compared:
    """How alike two texts are, and the numerals that only one of them has, in their order."""
    one, two = (_NOT_COMPARED.sub("", text) for text in (ours, theirs))
    left, right = (Counter(pairwise(text)) for text in (one, two))
    total = left.total() + right.total()
    alike = 2 * (left & right).total() / total if total else float(one == two)
    return Compared(alike, _missing(ours, theirs), _missing(theirs, ours))


def _missing(here: str, there: str) -> tuple[str, ...]:
    """The numerals of a text that another one has not, or not so often."""
    left = Counter(_NUMERAL.findall(there))
    missing = []
    for numeral in _NUMERAL.findall(here):
        if left[numeral]:
            left[numeral] -= 1
        else:
            missing.append(numeral)
    return tuple(missing)


def row_of(document: Path, door: Door, soffice: str, seconds: float) -> Row:
    """A document read by both sides."""
    theirs = opinion_of(document, soffice, seconds)
    try:
        ours = door.load(document).text
    except ReportparseError as error:
        return Row(document.name, None, f"{error}; LibreOffice {theirs.why or 'read it'}")
    if theirs.text is None:
        return Row(document.name, None, f"LibreOffice {theirs.why}; reportparse read it")
    return Row(document.name, compare(ours, theirs.text))


def show(row: Row, width: int, most: int) -> None:
    """A line of the table, and below it the numerals that one side has alone."""
    if row.compared is None:
        print(f"{row.name:{width}}       -      -      -  {row.why}", flush=True)
        return
    alike, ours, theirs = row.compared
    print(f"{row.name:{width}}  {alike:6.4f} {len(ours):6} {len(theirs):6}", flush=True)
    for what, numerals in (("only reportparse", ours), ("only LibreOffice", theirs)):
        if numerals and most:
            print(f"    {what}: {' '.join(numerals[:most])}{' …' if len(numerals) > most else ''}")


def is_doubtful(row: Row, least: float) -> bool:
    """Whether somebody should look at a document."""
    return (
        row.compared is None or row.compared.alike < least or bool(row.compared.only_ours or row.compared.only_theirs)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read by both, compare, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help=f"documents ({', '.join(ENDINGS)})")
    parser.add_argument("--soffice", default="", help="the program, where it is not on the path")
    parser.add_argument("--seconds", type=float, default=90, help="what LibreOffice may take for a document")
    parser.add_argument("--numerals", type=int, default=8, metavar="N", help="show N numerals that one side has alone")
    parser.add_argument("--least", type=float, default=0.95, help="below this a document is doubtful")
    args = parser.parse_args(arguments)
    if others := [str(path) for path in args.files if path.suffix.lower() not in ENDINGS or not path.is_file()]:
        parser.error(f"no document of these kinds: {', '.join(others)}")
    soffice = find_soffice(args.soffice)
    if soffice is None:
        print(ABSENT, file=sys.stderr)
        return 2
    width = max(len(path.name) for path in args.files)
    print(f"{'document':{width}}   alike   ours theirs")
    door, doubtful = Door(), 0
    for path in args.files:
        row = row_of(path, door, soffice, args.seconds)
        show(row, width, args.numerals)
        doubtful += is_doubtful(row, args.least)
    print(f"documents: {len(args.files)}, to be looked at: {doubtful}")
    return 1 if doubtful else 0


if __name__ == "__main__":
    raise SystemExit(main())
