"""Hostile .doc and .xls files: OLE containers with loops and lies, and files under a password."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from pathlib import Path

Build = Callable[[], bytes]

CORPUS = Path(__file__).resolve().parent / "corpus"
SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(streams: Mapping[str, bytes], next_of: Mapping[int, int] | None = None) -> bytes:
    """A container of a few streams; `next_of` overrides which sector comes after which."""
    padded = {name: data + bytes(max(4096 - len(data), -len(data) % SECTOR)) for name, data in streams.items()}
    chain: list[int] = [FAT, END]  # sector 0 is the table itself, sector 1 the directory
    places = {}
    for name, data in padded.items():
        places[name] = len(chain)
        count = -(-len(data) // SECTOR)
        chain += [*range(len(chain) + 1, len(chain) + count), END]
    for sector, after in (next_of or {}).items():
        chain[sector] = after
    table = struct.pack("<128L", *(chain + [FREE] * 128)[:128])
    entries = [entry("Root Entry", 5, END, 0, child=1)]
    for i, name in enumerate(padded, 1):
        entries.append(entry(name, 2, places[name], len(padded[name]), right=i + 1 if i < len(padded) else FREE))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    return (
        header()
        + table
        + directory
        + b"".join(data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0") for data in padded.values())
    )


def header(shift: int = 9, directory: int = 1, fats: int = 1) -> bytes:
    """The first sector."""
    fields = (0x3E, 3, 0xFFFE, shift, 6, 0, 0, 0, fats, directory, 0, 4096, END, 0, END, 0)
    start = MAGIC + bytes(16) + struct.pack("<HHHHHHLLLLLLLLLL", *fields)
    return start + struct.pack("<109L", 0, *[FREE] * 108)


def entry(
    name: str, kind: int, start: int, size: int, *, left: int = FREE, right: int = FREE, child: int = FREE
) -> bytes:
    """An entry of the directory."""
    coded = name.encode("utf-16-le") + b"\0\0"
    return (
        coded.ljust(64, b"\0")
        + struct.pack("<HBBLLL", len(coded), kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<LQ", start, size)
    )


def patched(name: str, find: bytes, put: bytes, shift: int = 0) -> bytes:
    """A file of the bed with bytes overwritten at a fixed distance from the first place of others."""
    data = bytearray((CORPUS / name).read_bytes())
    at = data.index(find) + shift
    data[at : at + len(put)] = put
    return bytes(data)


def header_patched(name: str, offset: int, form: str, value: int) -> bytes:
    """A file of the bed with a field of its first sector set."""
    data = bytearray((CORPUS / name).read_bytes())
    struct.pack_into(form, data, offset, value)
    return bytes(data)


def table_sector(name: str) -> int:
    """Where the first sector of the allocation table stands in a file of the bed."""
    data = (CORPUS / name).read_bytes()
    return SECTOR * (1 + int(struct.unpack_from("<L", data, 76)[0]))


def table_patched(name: str, change: Callable[[int, int], int]) -> bytes:
    """A file of the bed whose allocation table is changed entry by entry."""
    data = bytearray((CORPUS / name).read_bytes())
    at = table_sector(name)
    entries = struct.unpack_from("<128L", data, at)
    struct.pack_into("<128L", data, at, *(change(i, each) for i, each in enumerate(entries)))
    return bytes(data)


def directory_patched(name: str, offset: int, form: str, value: int) -> bytes:
    """A file of the bed with a field of every entry of its directory's first sector set."""
    data = bytearray((CORPUS / name).read_bytes())
    at = SECTOR * (1 + struct.unpack_from("<L", data, 48)[0])
    for i in range(4):
        struct.pack_into(form, data, at + 128 * i + offset, value)
    return bytes(data)


def records_of_xls(*records: tuple[int, bytes]) -> bytes:
    """An .xls of raw records after the one that begins a workbook."""
    begin = struct.pack("<HHHHHHLL", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    return ole({"Workbook": begin + b"".join(struct.pack("<HH", code, len(data)) + data for code, data in records)})


def files() -> dict[str, Build]:
    """All of them by name."""
    doc, xls = "d1-04.doc", "d2-03.xls"
    fib = b"\xec\xa5"
    return {
        "ole-head-alone.doc": lambda: MAGIC,
        "ole-no-sectors.doc": lambda: header(),
        "ole-shift-31.doc": lambda: header(31) + bytes(4096),
        "ole-shift-0.doc": lambda: header(0) + bytes(4096),
        "ole-fats-huge.doc": lambda: header(fats=0x7FFFFFFF) + bytes(4096),
        "ole-no-stream.doc": lambda: ole({}),
        "ole-empty-word.doc": lambda: ole({"WordDocument": b""}),
        "ole-junk-word.doc": lambda: ole({"WordDocument": bytes(range(256)) * 20, "1Table": bytes(range(256)) * 20}),
        "ole-fib-alone.doc": lambda: ole(
            {"WordDocument": fib + b"\xc1\x00" + b"\xff" * 1500, "1Table": b"\xff" * 5000}
        ),
        "ole-stream-loop.doc": lambda: ole({"WordDocument": fib + b"\xc1\x00" + bytes(5000)}, {4: 2}),
        "ole-fat-loop.doc": lambda: table_patched(doc, lambda i, each: 3 if each < 0xFFFFFF00 else each),
        "ole-fat-self.doc": lambda: table_patched(doc, lambda i, each: i if each < 0xFFFFFF00 else each),
        "ole-fat-free.doc": lambda: table_patched(doc, lambda i, each: FREE),
        "ole-fat-out.doc": lambda: table_patched(doc, lambda i, each: 0x00FFFFFF if i % 3 == 0 else each),
        "ole-directory-loop.doc": lambda: directory_patched(doc, 72, "<L", 1),
        "ole-directory-self.doc": lambda: directory_patched(doc, 76, "<L", 0),
        "ole-size-huge.doc": lambda: directory_patched(doc, 120, "<Q", 0x7FFFFFFF),
        "ole-start-out.doc": lambda: directory_patched(doc, 116, "<L", 0x00FFFFFF),
        "ole-difat-loop.doc": lambda: header_patched(doc, 68, "<L", 0),
        "doc-encrypted.doc": lambda: patched(doc, fib, b"\x01\x13", 10),
        "doc-text-huge.doc": lambda: patched(doc, fib, b"\xff\xff\xff\x7f", 0x4C),
        "doc-text-minus.doc": lambda: patched(doc, fib, b"\xff\xff\xff\xff", 0x4C),
        "doc-pieces-out.doc": lambda: patched(doc, fib, b"\xff\xff\xff\x7f\xff\xff\xff\x7f", 0x1A2),
        "doc-pieces-none.doc": lambda: patched(doc, fib, bytes(8), 0x1A2),
        "doc-version-0.doc": lambda: patched(doc, fib, b"\0\0", 2),
        "doc-fields-full.doc": lambda: patched(doc, fib, b"\xff" * 600, 0x9A),
        "docx-encrypted.docx": lambda: ole(
            {"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>", "EncryptedPackage": bytes(5000)}
        ),
        "xls-encrypted.xls": lambda: records_of_xls((0x2F, b"\1\0\1\0\1\0" + bytes(48)), (0x0A, b"")),
        "xls-no-end.xls": lambda: records_of_xls((0x85, b"\xff" * 90)),
        "xls-record-cut.xls": lambda: ole({"Workbook": struct.pack("<HH", 0x0809, 0xFFFF) + b"\0\6" * 2100}),
        "xls-sheet-loop.xls": lambda: records_of_xls((0x85, struct.pack("<LHBB", 0, 0, 1, 0) + b"a"), (0x0A, b"")),
        "xls-strings-huge.xls": lambda: records_of_xls(
            (0xFC, struct.pack("<LLHB", 0x7FFFFFFF, 0x7FFFFFFF, 0xFFFF, 1)), (0x0A, b"")
        ),
        "xls-merges.xls": lambda: records_of_xls(
            (0xE5, struct.pack("<H", 0xFFFF) + b"\0\0\xff\xff\0\0\xff\0" * 500), (0x0A, b"")
        ),
        "xls-continued.xls": lambda: records_of_xls(*[(0x3C, b"\xff" * 8000)] * 7, (0x0A, b"")),
        "ole-fat-loop.xls": lambda: table_patched(xls, lambda i, each: 3 if each < 0xFFFFFF00 else each),
        "ole-size-huge.xls": lambda: directory_patched(xls, 120, "<Q", 0x7FFFFFFF),
    }
