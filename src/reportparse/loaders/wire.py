"""Contents as bytes and back: what the fence's child hands over. Plain data only, so that a child that a hostile file has
taken over can say nothing but wrong text."""

from __future__ import annotations

import json
import struct
from array import array
from dataclasses import fields
from typing import Any

from reportparse.model.document import Apart, Block, Contents, Grid, GridCell, Page

_LENGTHS = struct.Struct("<QQQ")
_ROWS = {"blocks": Block, "pages": Page, "apart": Apart}
_ARRAYS = ("boxes", "sureness")


def pack(contents: Contents) -> bytes:
    """The contents as bytes: their numbers a character as arrays, all else as JSON."""
    plain = {f.name: getattr(contents, f.name) for f in fields(contents) if f.name not in _ARRAYS}
    # A lone surrogate is no text in UTF-8, but JSON can escape it.
    head = json.dumps(plain, ensure_ascii=True).encode()
    arrays = [b"" if (a := getattr(contents, name)) is None else a.tobytes() for name in _ARRAYS]
    return b"".join([_LENGTHS.pack(len(head), *map(len, arrays)), head, *arrays])


def unpack(data: bytes) -> Contents:
    """The contents that `pack` made bytes of; ValueError, KeyError or TypeError for bytes that nobody packed."""
    lengths = _LENGTHS.unpack_from(data)
    if sum(lengths) + _LENGTHS.size != len(data):
        raise ValueError("the lengths do not fit")
    at = _LENGTHS.size
    plain: dict[str, Any] = json.loads(data[at : at + lengths[0]])
    for name, kind in _ROWS.items():
        plain[name] = tuple(kind(*row) for row in plain[name])
    plain["grids"] = tuple(
        Grid(start, end, rows, columns, tuple(GridCell(*cell) for cell in cells), head)
        for start, end, rows, columns, cells, head in plain["grids"]
    )
    plain["warnings"] = tuple(plain["warnings"])
    at += lengths[0]
    for name, length in zip(_ARRAYS, lengths[1:], strict=True):
        numbers = array("f")
        numbers.frombytes(data[at : at + length])
        plain[name] = numbers if length else None
        at += length
    return Contents(**plain)
