"""Reports that were written before, read again: a .json with one report or an array of them, a .jsonl with one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from reportparse.errors import UnreadableDocument
from reportparse.model.report import Report

SUFFIXES = frozenset({".json", ".jsonl"})
"""The endings of files that hold reports."""

_WAY_OUT = "give a file that `reportparse extract` wrote, or the documents themselves"


def stored_reports(path: Path) -> Iterator[Report]:
    """The reports in a file, one after the other; UnreadableDocument says what is wrong with one that has none."""
    try:
        if path.suffix.lower() != ".jsonl":
            text = path.read_text("utf-8")
            yield from _reports(text, str(path), "it ") if text.strip() else ()
            return
        with path.open(encoding="utf-8", newline="\n") as lines:  # U+0085 and \r end no line of JSON Lines
            yield from _reports_by_line(lines, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableDocument(str(path), f"it cannot be read as UTF-8 text ({error})", _WAY_OUT) from error


def _reports_by_line(lines: TextIO, name: str) -> Iterator[Report]:
    """One line after the other, for a file may be larger than memory."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from _reports(line, name, f"line {number} ")


def _reports(text: str, name: str, where: str) -> Iterator[Report]:
    """The report or reports in a piece of JSON; decimals are read from their digits, never as floats."""
    try:
        yield Report.model_validate_json(text)  # one report, which is what nearly every line is: no second look at it
        return
    except ValidationError:
        pass  # an array, or no report at all: below
    try:
        found = json.loads(text)
        yield from (
            Report.model_validate_json(json.dumps(one)) for one in (found if isinstance(found, list) else [found])
        )
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise UnreadableDocument(
            name, f"{where}is no report of schema reportparse/1 ({field}: {first['msg']})", _WAY_OUT
        ) from error
    except ValueError as error:
        raise UnreadableDocument(name, f"{where}is not valid JSON ({error})", _WAY_OUT) from error
