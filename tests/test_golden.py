"""Three small reports and all that is read from them, to the last field.

A change that is meant to change what is read rewrites the expectations, and the difference is read before it is kept:

    python tests/test_golden.py --rewrite && git diff tests/data/golden
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp

FOLDER = Path(__file__).with_name("data") / "golden"
NAMES = ("clean", "preview", "table")


def read(name: str) -> rp.Report:
    return rp.parse(text=(FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name=f"{name}.txt")


def printed(report: rp.Report) -> str:
    """A line for each statistic, ledger entry, repair and record, so that a difference is a line."""
    fields = []
    for key, value in json.loads(report.model_dump_json()).items():
        lines = [line(x) for x in value] if isinstance(value, list) else []
        fields.append(f"{line(key)}: " + ("[\n  " + ",\n  ".join(lines) + "\n ]" if lines else line(value)))
    return "{\n " + ",\n ".join(fields) + "\n}\n"


def line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    expected: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(printed(read(name)))
    for key in ("statistics", "ledger", "repairs", "records"):  # one by one first: a difference is easier to find
        for got, want in zip(found[key], expected[key], strict=False):
            assert got == want
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_golden_reads_back(name: str) -> None:
    assert rp.Report.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8")) == read(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_give_the_same_report_as_the_text(name: str) -> None:
    report = rp.parse((FOLDER / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    assert report.statistics == read(name).statistics
    assert report.ledger == read(name).ledger


def test_every_golden_report_is_listed() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(NAMES)


if __name__ == "__main__":
    if sys.argv[1:] != ["--rewrite"]:
        sys.exit(str(__doc__))
    for name in NAMES:
        (FOLDER / f"{name}.json").write_text(printed(read(name)), encoding="utf-8")
