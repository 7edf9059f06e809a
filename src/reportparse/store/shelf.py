"""Reports kept one file each, by the digest of their documents: what makes a run go on where another one stopped.

reports/ab/abcd…-1234.json is the report, texts/ab/abcd…-1234.source the text that its offsets point into; the last part of
the name stands for the versions of tool and lexicon. A file takes its name once it is complete, so that whatever is
there can be used, no matter how the run before ended.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from reportparse.model.report import Report
from reportparse.store.drawer import Drawer
from reportparse.store.entries import Entry, Versions
from reportparse.store.files import output_file

SENTENCES = ".sentences.json"
TEXT = ".source"
"""No ending of a format that is read: a dataset that lies among the documents must not be taken for documents."""

Place: TypeAlias = Path
"""A folder, or the same inside a zip (zipfile.Path)."""


class Shelf:
    """The reports and texts of a dataset's folder. While one is written, a drawer is beside it."""

    def __init__(self, root: Place, drawer: Drawer | None = None) -> None:
        self.root, self.drawer = root, drawer

    def take(self, document: str, sha256: str, versions: Versions) -> Entry | None:
        """The document as it was read before, under the name it has now; None where it was not, or with other versions."""
        name = name_of(sha256, versions)
        path = self.root / "reports" / sha256[:2] / f"{name}.json"
        try:
            report = Report.model_validate_json(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, KeyError, ValidationError):
            return None  # not there, or cut short when the machine stopped: it will be read again
        source = report.source.model_copy(update={"path": document})
        text = _text_if_there(self.root / "texts" / sha256[:2] / f"{name}{TEXT}")
        told = _text_if_there(self.root / "texts" / sha256[:2] / f"{name}{SENTENCES}") if text is None else None
        return Entry(
            document,
            report.model_copy(update={"source": source}),
            text=text,
            sentences=json.loads(told) if told else None,
            versions=versions,
        )

    def put(self, entry: Entry) -> Entry:
        """Keep a report and its text; the report last, since it says that all is there. What `take` would give is given back."""
        assert entry.report is not None and entry.versions is not None
        sha256 = entry.report.source.sha256
        name = name_of(sha256, entry.versions)
        beside = self.root / "texts" / sha256[:2]
        if entry.text is not None:
            _write(beside / f"{name}{TEXT}", entry.text.encode("utf-8", "surrogatepass"))
        elif entry.sentences:
            told = json.dumps(entry.sentences, ensure_ascii=False)
            _write(beside / f"{name}{SENTENCES}", told.encode("utf-8", "surrogatepass"))
        report = entry.report.model_dump_json(by_alias=True).encode()
        _write(self.root / "reports" / sha256[:2] / f"{name}.json", report + b"\n")
        # Not the report itself: a decimal may lose the exponent that does not show in its digits, which checks would see.
        return replace(entry, report=Report.model_validate_json(report))

    def keep_only(self, kept: Iterable[tuple[str, Versions]]) -> None:
        """Throw out what no document of the dataset has any more, and what broken runs left half written."""
        names = {name_of(sha256, versions) for sha256, versions in kept}
        for folder in (self.root / "reports", self.root / "texts"):
            for path in sorted(folder.rglob("*"), reverse=True):
                if path.is_dir():
                    if not any(path.iterdir()):
                        path.rmdir()
                elif path.name.startswith(".") or path.name.partition(".")[0] not in names:
                    path.unlink()


def name_of(sha256: str, versions: Versions) -> str:
    """What the files of one document are called."""
    return f"{sha256}-{versions.fingerprint}"


def _text_if_there(path: Place) -> str | None:
    """A text to the letter: line ends stay as they are."""
    try:
        return path.read_bytes().decode("utf-8", "surrogatepass")
    except (FileNotFoundError, KeyError):
        return None


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with output_file(path, among_many=True) as file:
        file.write(data)
