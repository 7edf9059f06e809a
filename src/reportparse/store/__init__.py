"""Reports to files and streams. Knows reports, and nothing of how they were made.

A writer takes reports one by one and writes each as it comes, so that a thousand documents need no more memory
than one. `FORMATS` names the formats there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from reportparse.model.report import Report
from reportparse.store.files import output_file
from reportparse.store.json import join_array, join_lines, line, pretty, write_array, write_lines, write_object
from reportparse.store.stored import stored_reports

Writer = Callable[[Iterable[Report], BinaryIO], int]
"""Writes reports as they come and tells how many there were."""


class Format(NamedTuple):
    """How reports are laid out: the report of `one` document, the reports of `many`."""

    one: Writer
    many: Writer


class Pieces(NamedTuple):
    """The same in two steps, for many documents: each report laid out by itself, and what is laid out put together."""

    piece: Callable[[Report], bytes]
    join: Callable[[Iterable[bytes], BinaryIO], int]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {"json": Format(write_object, write_array), "jsonl": Format(write_lines, write_lines)}
)

PIECES: Mapping[str, Pieces] = MappingProxyType({"json": Pieces(pretty, join_array), "jsonl": Pieces(line, join_lines)})

__all__ = [
    "FORMATS",
    "PIECES",
    "Format",
    "Pieces",
    "Writer",
    "output_file",
    "stored_reports",
    "write_array",
    "write_lines",
    "write_object",
]
