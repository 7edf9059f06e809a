"""Reports as JSON: one object, an array of them, or a line each. UTF-8, Chinese as Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from reportparse.model.report import Report


def write_object(reports: Iterable[Report], out: BinaryIO) -> int:
    """Pretty objects, for the one report of one document; no report, nothing written."""
    count = 0
    for report in reports:
        out.write(pretty(report) + b"\n")
        count += 1
    return count


def write_array(reports: Iterable[Report], out: BinaryIO) -> int:
    """A JSON array of pretty objects, each written as it comes."""
    return join_array(map(pretty, reports), out)


def write_lines(reports: Iterable[Report], out: BinaryIO) -> int:
    """One report a line (JSON Lines), each written as it comes."""
    return join_lines(map(line, reports), out)


def join_array(objects: Iterable[bytes], out: BinaryIO) -> int:
    """Objects that are laid out already, as an array."""
    count = 0
    for laid_out in objects:
        out.write((b",\n" if count else b"[\n") + laid_out)
        count += 1
    out.write(b"\n]\n" if count else b"[]\n")
    return count


def join_lines(lines: Iterable[bytes], out: BinaryIO) -> int:
    """Lines that are laid out already."""
    count = 0
    for laid_out in lines:
        out.write(laid_out + b"\n")
        count += 1
    return count


def line(report: Report) -> bytes:
    """A report on one line."""
    return report.model_dump_json(by_alias=True).encode()


def pretty(report: Report) -> bytes:
    """A report to be read by eye."""
    return report.model_dump_json(by_alias=True, indent=2).encode()
