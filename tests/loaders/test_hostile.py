"""No file whatsoever crashes, hangs or feeds garbage into the figures: each is read or refused, in time and memory.

The files come from tests/bed/make_hostile.py, made here one by one and not kept.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest

import reportparse as rp
from reportparse.api import read
from reportparse.loaders import Door
from reportparse.model.document import Document

BED = Path(__file__).resolve().parent.parent / "bed"
sys.path.insert(0, str(BED))
HOSTILE: dict[str, Any] = importlib.import_module("make_hostile").files()

MOST_SECONDS = 20.0
MOST_MEMORY = 1500 * 1024**2
MOST_UNREADABLE = 0.01
"""The share of signs that are no text: replacement, private use, controls, unassigned."""
MOST_STRANGE = 0.25
"""The share of a broken file's stretches of signs that the unbroken one has nowhere. Flipped bytes change some."""
MOST_NEW_FIGURES = 0.25
"""The share of a broken file's figures that the unbroken one does not have; three are forgiven, more with a warning."""
STRETCH = 4
WRITTEN = (".txt", ".html", ".mht", ".rtf")
"""Formats whose bytes are text: broken marks stand in it as they stand in the file, so only Chinese signs are compared."""
LONG = 0.2
"""Seconds below which nothing large was done, and no look at the memory is needed."""
LEAST_READABLE = 40
"""Below this many signs, shares say nothing."""
PICTURES = (".png", ".jpg", ".tif", ".gif", ".bmp", ".webp")


class Listening(Door):
    """The usual door, which keeps what it handed out last: the report does not hold the text."""

    last: Document | None = None

    def load(self, source: Path | bytes, name: str | None = None) -> Document:
        """As the door does it."""
        self.last = None
        self.last = super().load(source, name)
        return self.last


@pytest.fixture(scope="module")
def door() -> Listening:
    """One for all files: the child behind it must survive them, or be replaced."""
    return Listening()


@pytest.fixture(scope="module")
def toolkit(door: Listening) -> rp.Toolkit:
    """The usual one behind that door."""
    return replace(rp.Toolkit.default(), door=door)


class Whole(NamedTuple):
    """What an unbroken file has: its text, its figures with their units."""

    text: str
    figures: frozenset[tuple[str, str]]


@pytest.fixture(scope="module")
def whole(door: Listening, toolkit: rp.Toolkit) -> Callable[[str], Whole]:
    """Reads the unbroken files, each once."""

    @cache
    def of(origin: str) -> Whole:
        document = Door.load(door, importlib.import_module("make_hostile").original(origin), origin)
        return Whole(document.text, figures(read(document, toolkit)))

    return of


def memory_held() -> int:
    """The most that a child of ours ever held, where the system tells; else what it holds now."""
    most = 0
    for process in psutil.Process().children(recursive=True):
        try:
            lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
            most = max(most, *(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")))
        except (OSError, TypeError, psutil.Error):
            continue
    return most


def unreadable_share(text: str) -> float:
    """How much of a text is no text; one sign is forgiven, for a file may end in the middle of one."""
    return max(0, sum(1 for sign in text if is_unreadable(sign)) - 1) / max(len(text), LEAST_READABLE)


def is_unreadable(sign: str) -> bool:
    """Whether a sign is none that anybody writes."""
    code = ord(sign)
    control = code < 0x20 and sign not in "\t\n\r\v\f"
    return control or sign == "\ufffd" or 0xD800 <= code <= 0xF8FF or code >= 0xF0000 or 0x80 <= code < 0xA0


def stretches(text: str, length: int) -> Counter[str]:
    """All stretches of a length, blanks and the bars of tables left out; of length 1 the Chinese signs alone."""
    if length == 1:
        return Counter(sign for sign in text if "\u4e00" <= sign <= "\u9fff")
    plain = "".join(sign for sign in text if not sign.isspace() and sign != "|")
    return Counter(plain[i : i + length] for i in range(len(plain) - length + 1))


def figures(report: rp.Report) -> frozenset[tuple[str, str]]:
    """Values with their units."""
    return frozenset((str(s.value), s.unit) for s in report.statistics)


def strange_share(text: str, whole: str, length: int) -> float:
    """How much of a text the unbroken file does not have."""
    have, known = stretches(text, length), stretches(whole, length)
    if have.total() < LEAST_READABLE:
        return 0.0
    return sum(count for stretch, count in have.items() if stretch not in known) / have.total()


@pytest.mark.parametrize("name", HOSTILE)
def test_read_or_refused(
    name: str, tmp_path: Path, door: Listening, toolkit: rp.Toolkit, whole: Callable[[str], Whole]
) -> None:
    """Each file gives a report or one clear line, in time and memory, and no garbage."""
    hostile = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(hostile.build())
    if name.endswith(PICTURES) and not find_spec("rapidocr"):
        pytest.skip("takes the extra ocr")
    begin, report, refusal = time.monotonic(), None, ""
    try:
        report = rp.parse(path, toolkit=toolkit)
    except rp.ReportparseError as error:
        refusal = str(error)
    taken = time.monotonic() - begin
    assert taken < MOST_SECONDS
    assert taken < LONG or memory_held() < MOST_MEMORY
    if report is None:
        assert "\n" not in refusal and "Traceback" not in refusal and len(refusal) < 600, refusal
        assert not hostile.whole, refusal
        return
    assert door.last is not None
    text = door.last.text
    assert "root:" not in text, "a file outside was read"
    assert unreadable_share(text) < MOST_UNREADABLE, text[:300]
    if hostile.origin and not name.endswith(PICTURES) and "-scan" not in name:
        check_against(whole(hostile.origin), text, report, 1 if name.endswith(WRITTEN) else STRETCH)


def check_against(whole: Whole, text: str, report: rp.Report, length: int) -> None:
    """A broken file gives a part of what the unbroken one gives, give or take a few broken signs."""
    share = strange_share(text, whole.text, length)
    assert share < MOST_STRANGE, f"{share:.2f} of it is new: {text[:300]}"
    have = figures(report)
    values = {value for value, _ in whole.figures}
    # A unit that was lost with its cell is no garbage; a wrong unit is.
    new = {(value, unit) for value, unit in have - whole.figures if unit or value not in values}
    assert report.warnings or len(new) <= max(3, MOST_NEW_FIGURES * len(have)), f"new figures: {sorted(new)}"


@pytest.mark.parametrize("name", [name for name, hostile in HOSTILE.items() if hostile.whole])
def test_the_name_does_not_matter(
    name: str, tmp_path: Path, door: Listening, toolkit: rp.Toolkit, whole: Callable[[str], Whole]
) -> None:
    """A file under the ending of another format is read as what it is."""
    path = tmp_path / name
    path.write_bytes(HOSTILE[name].build())
    assert figures(rp.parse(path, toolkit=toolkit)) == whole(HOSTILE[name].origin).figures
