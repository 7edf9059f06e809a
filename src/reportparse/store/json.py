"""Reports as JSON: one object, an array of them, or a line each. UTF-8, Chinese as Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reportparse.model.report import Report


def write_object(reports: Iterable[Report], out: BinaryIO) -> int:
    """Pretty objects, for the one report of one document; no report, nothing written."""
    count = 0
    for report in reports:
        out.write(_pretty(report) + b"\n")
        count += 1
    return count


def write_array(reports: Iterable[Report], out: BinaryIO) -> int:
    """A JSON array of pretty objects, each written as it comes."""
    count = 0
    for report in reports:
        out.write((b",\n" if count else b"[\n") + _pretty(report))
        count += 1
    out.write(b"\n]\n" if count else b"[]\n")
    return count


def write_lines(reports: Iterable[Report], out: BinaryIO) -> int:
    """One report a line (JSON Lines), each written as it comes."""
    count = 0
    for report in reports:
        out.write(report.model_dump_json(by_alias=True).encode() + b"\n")
        count += 1
    return count


def _pretty(report: Report) -> bytes:
    return report.model_dump_json(by_alias=True, indent=2).encode()
