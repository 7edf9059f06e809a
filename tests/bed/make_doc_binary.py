"""Makes .doc files that LibreOffice does not write: 8-bit pieces, fast-saved files, Word 95, passwords.

A small writer of compound files and of the few parts of a Word file that its text needs.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SECTOR, FREE, END, FAT_SECTOR = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAM_MIN = 4096  # shorter streams would live in the small-sector chain, which is not written here

IN_TABLE, CELL_ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of some streams (fewer than 60,000 bytes in all)."""
    names = sorted(streams, key=lambda n: (len(n), n.upper()))
    chains: list[int] = []
    body = b""
    entries = []
    for i, name in enumerate(names):
        data = streams[name].ljust(STREAM_MIN, b"\0")
        count = -(-len(data) // SECTOR)
        first = len(chains)
        chains += [*range(first + 1, first + count), END]
        body += data.ljust(count * SECTOR, b"\0")
        entries.append(_entry(name, 2, FREE, i + 2 if i + 1 < len(names) else FREE, FREE, first, len(data)))
    directory = _entry("Root Entry", 5, FREE, FREE, 1, END, 0) + b"".join(entries)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    start = len(chains)
    count = len(directory) // SECTOR
    chains += [*range(start + 1, start + count), END]
    chains.append(FAT_SECTOR)
    fat_at = len(chains) - 1
    assert len(chains) <= 128
    fat = struct.pack("<128I", *chains, *[FREE] * (128 - len(chains)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, start, 0, STREAM_MIN, END, 0, END, 0)
    return head + struct.pack("<109I", fat_at, *[FREE] * 108) + body + directory + fat


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw) + 2, kind, 1, left, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


class Part(NamedTuple):
    """A piece of the text: its characters, how they are written, what is changed for all of it."""

    text: str
    encoding: str = "utf-16-le"
    change: bytes | int = b""


@dataclass
class Draft:
    """A Word file to be. Pieces in the order of the text; `order`: in which they lie in the file.

    `paragraphs`: modifiers of each paragraph by its number. `runs`: start, end, modifiers, counted as Word counts.
    """

    parts: list[Part]
    order: list[int] | None = None
    paragraphs: dict[int, bytes] = field(default_factory=dict)
    runs: list[tuple[int, int, bytes]] = field(default_factory=list)
    lengths: dict[int, int] = field(default_factory=dict)
    tables: dict[int, bytes] = field(default_factory=dict)
    styles: bytes = b""
    data: bytes = b""
    flags: int = 0
    language: int = 0x0804
    old: bool = False

    def streams(self) -> dict[str, bytes]:
        """The streams of the file."""
        return _Writer(self).streams()

    def file(self) -> bytes:
        """The file."""
        return compound(self.streams())


def _encoded(part: Part) -> bytes:
    """The bytes of a piece; "wide:gbk" is the way of Word 95 to keep a pair of bytes in 16 bits, lead byte high."""
    if not part.encoding.startswith("wide:"):
        return part.text.encode(part.encoding)
    chars = [c.encode(part.encoding[5:]) for c in part.text]
    return b"".join(struct.pack("<H", int.from_bytes(c, "big")) for c in chars)


class _Writer:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.raw = [_encoded(p) for p in draft.parts]
        self.wide = [p.encoding == "utf-16-le" or p.encoding.startswith("wide:") for p in draft.parts]
        self.sizes = [len(r) // (2 if w else 1) for r, w in zip(self.raw, self.wide, strict=True)]
        self.cps = [sum(self.sizes[:i]) for i in range(len(self.sizes) + 1)]

    def streams(self) -> dict[str, bytes]:
        draft = self.draft
        head = 0x300 if draft.old else 0x400
        word, fcs = bytearray(head), [0] * len(self.raw)
        for i in draft.order or range(len(self.raw)):
            fcs[i] = len(word)
            word += self.raw[i]
        end = len(word)
        word += bytes(-len(word) % SECTOR)
        table = word if draft.old else bytearray(b"\0" * 16)
        pages = [len(word) // SECTOR, len(word) // SECTOR + 1]
        word += self._page(fcs, paragraphs=False) + self._page(fcs, paragraphs=True)
        parts = dict(draft.tables)
        number = "H" if draft.old else "I"
        for part, page in zip((12, 13), pages, strict=True):
            parts[part] = struct.pack(f"<2I{number}", head, end, page)
        if not draft.old or draft.order or len(draft.parts) > 1:
            parts[33] = self._clx(fcs)
        if draft.styles:
            parts[1] = draft.styles
        places = {}
        for part, data in parts.items():
            places[part] = (len(table), len(data))
            table += data
        self._fib(word, head, end, places)
        more = {"Data": draft.data} if draft.data else {}
        return {"WordDocument": bytes(word)} | ({} if draft.old else {"1Table": bytes(table)} | more)

    def _fib(self, word: bytearray, head: int, end: int, places: dict[int, tuple[int, int]]) -> None:
        draft = self.draft
        flags = draft.flags | (0 if draft.old else 0x1200)
        version = 0x68 if draft.old else 0xC1
        struct.pack_into("<7H", word, 0, 0xA5DC if draft.old else 0xA5EC, version, 0, draft.language, 0, flags, version)
        struct.pack_into("<2I", word, 0x18, head, end)
        if not draft.old:
            struct.pack_into("<H", word, 0x20, 14)
            struct.pack_into("<H", word, 0x3E, 22)
            struct.pack_into("<H", word, 0x98, 0x5D)
        lengths = draft.lengths or {0: self.cps[-1]}
        for story, length in lengths.items():
            struct.pack_into("<I", word, (0x34 if draft.old else 0x4C) + 4 * story, length)
        for part, place in places.items():
            at = 0x58 + 8 * part + (10 if part >= 38 else 0) if draft.old else 0x9A + 8 * part
            struct.pack_into("<2I", word, at, *place)

    def _clx(self, fcs: list[int]) -> bytes:
        changes, pieces = b"", b""
        for part, fc, wide in zip(self.draft.parts, fcs, self.wide, strict=True):
            change = 0
            if isinstance(part.change, int):
                change = part.change
            elif part.change:
                change = (self._known(changes) << 1) | 1
                changes += b"\x01" + struct.pack("<H", len(part.change)) + part.change
            where = fc if wide or self.draft.old else fc * 2 | 0x40000000
            pieces += struct.pack("<HIH", 0, where, change)
        plc = struct.pack(f"<{len(self.cps)}I", *self.cps) + pieces
        return changes + b"\x02" + struct.pack("<I", len(plc)) + plc

    @staticmethod
    def _known(changes: bytes) -> int:
        count = at = 0
        while at < len(changes):
            count, at = count + 1, at + 3 + struct.unpack_from("<H", changes, at + 1)[0]
        return count

    def _page(self, fcs: list[int], *, paragraphs: bool) -> bytes:
        """One formatting page: stretches of the file with the modifiers of their paragraph or run."""
        stretches: list[tuple[int, int, bytes]] = []
        number = 0
        for i, fc in enumerate(fcs):
            width = 2 if self.wide[i] else 1
            cuts, kinds = [0], [self._change(number, self.cps[i], paragraphs)]
            for at in range(self.sizes[i]):
                sign = self.raw[i][at * width : at * width + width].rstrip(b"\0")
                if sign in (b"\r", b"\x07"):
                    number += 1
                change = self._change(number, self.cps[i] + at + 1, paragraphs)
                if sign in (b"\r", b"\x07") if paragraphs else change != kinds[-1]:
                    cuts.append(at + 1)
                    kinds.append(change)
            cuts.append(self.sizes[i])
            stretches += [
                (fc + a * width, fc + b * width, k) for a, b, k in zip(cuts, cuts[1:], kinds, strict=False) if b > a
            ]
        return self._packed(sorted(stretches), paragraphs)

    def _change(self, number: int, cp: int, paragraphs: bool) -> bytes:
        if paragraphs:
            return self.draft.paragraphs.get(number, b"\0\0")
        return next((c for a, b, c in self.draft.runs if a <= cp < b), b"")

    def _packed(self, stretches: list[tuple[int, int, bytes]], paragraphs: bool) -> bytes:
        page = bytearray(SECTOR)
        count = len(stretches)
        box = (7 if self.draft.old else 13) if paragraphs else 1
        places = [s[0] for s in stretches] + [stretches[-1][1]]
        struct.pack_into(f"<{count + 1}I", page, 0, *places)
        at = 511
        known: dict[bytes, int] = {}
        for i, (_, _, change) in enumerate(stretches):
            if change and change not in known:
                data = bytes([len(change)]) + change
                if paragraphs:
                    data = bytes([(len(change) + 1) // 2]) + change.ljust((len(change) + 1) // 2 * 2, b"\0")
                    data = data if self.draft.old else (b"\0" + data)
                at = (at - len(data)) // 2 * 2
                page[at : at + len(data)] = data
                known[change] = at // 2
            page[4 * (count + 1) + box * i] = known.get(change, 0)
        assert 4 * (count + 1) + box * count <= at, "more than one page of formatting"
        page[511] = count
        return bytes(page)


def style_sheet(*styles: tuple[int, int, int, bytes, bytes]) -> bytes:
    """Styles: Word's number, the one it is based on, 1 for paragraphs or 2 for characters, their modifiers."""
    out = struct.pack("<H9H", 18, len(styles), 10, 1, 91, 15, 0, 0, 0, 0)
    for built_in, base, kind, paragraph, characters in styles:
        updates = [struct.pack("<H", 0) + paragraph, characters] if kind == 1 else [characters]
        std = struct.pack("<5H", built_in, base << 4 | kind, len(updates), 0, 0)
        std += struct.pack("<H", 1) + "s".encode("utf-16-le") + b"\0\0"
        for update in updates:
            std += struct.pack("<H", len(update)) + update + b"\0" * (len(update) % 2)
        out += struct.pack("<H", len(std)) + std
    return out


def row(*edges: int, flags: tuple[int, ...] = (), old: bool = False, more: bytes = b"") -> bytes:
    """The modifiers of a row's end: where its cells begin and end, how they are merged."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H", f).ljust(10 if old else 20, b"\0") for f in flags or (0,) * count)
    body = bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + cells
    code = b"\xbe" if old else b"\x08\xd6"
    start = b"\0\0\x18\x01\x19\x01" if old else b"\0\0" + IN_TABLE + CELL_ROW_END
    return start + code + struct.pack("<H", len(body) + 1) + body + more


def old_number(form: int, before: bytes, after: bytes, start: int = 1) -> bytes:
    """The modifiers of a numbered paragraph of Word 95."""
    look = bytes([form, len(before), len(after)]).ljust(10, b"\0") + struct.pack("<H", start)
    look = look.ljust(20, b"\0") + (before + after).ljust(32, b"\0")
    return b"\0\0\x0d\x0a" + b"\x0c" + bytes([len(look)]) + look


def drafts() -> dict[str, Draft]:
    """The files by their names."""
    cell, old_cell = b"\0\0" + IN_TABLE, b"\0\0\x18\x01"
    wide_row = row(0, 2000, 4000)
    grid = "甲\x07乙\x07\x07丙\x07丁\x07\x07"
    old_rows = {2: old_cell, 3: old_cell, 5: old_cell, 6: old_cell} | dict.fromkeys(
        (4, 7), row(0, 2000, 4000, old=True)
    )
    return {
        "fast_saved": Draft(
            [
                Part("第一段12"),
                Part("34元。\r"),
                Part("删去的话", change=DELETED),
                Part("又一处", change=0x41 << 1 | 0x0100),
                Part("第三段3,456人。\r"),
                Part("low income: 78% \x96 \x93ok\x94\r", "latin-1"),
            ],
            order=[4, 0, 5, 2, 1, 3],
            flags=4,
        ),
        "narrow_gbk": Draft([Part("2003年民政工作总结\r救助1234户,“低保”金56.7万元。\r", "gbk")]),
        "word95_gbk": Draft(
            [Part("1998年民政工作总结\r发放救济款123万元。\r" + grid + "表后。\r", "gbk")],
            old=True,
            paragraphs=old_rows,
        ),
        "word95_wide": Draft(
            [
                Part("1997年民政工作总结\r发放救济款123万元。\r" + grid, "wide:gbk"),
                Part("后来一段45.6。\r", "wide:gbk"),
            ],
            old=True,
            order=[1, 0],
            flags=0x1004,
            paragraphs=old_rows,
        ),
        "word95_numbers": Draft(
            [Part("救灾\r低保\r双拥\r正文\r优抚\r", "gbk")],
            old=True,
            paragraphs=dict.fromkeys((0, 1, 2), old_number(0, b"(", b")", 3)) | {4: old_number(1, b"", b".")},
            runs=[(5, 7, b"\x5c\x01")],
        ),
        "tables": Draft(
            [Part("a\x07b\x07c\x07\x07d\x07\x07e\x07f\x07g\x07\x07h\x07i\x07\x07after\r", "cp1252")],
            paragraphs=dict.fromkeys((0, 1, 2, 4, 6, 7, 8, 10, 11), cell)
            | {3: row(0, 1000, 2000, 3000, flags=(0x60, 0, 0), more=b"\x04\x34\x01")}
            | {5: row(0, 3010), 9: row(0, 1000, 2000, 3000, flags=(0, 1, 2))}
            | {12: b"\0\0" + b"\x46\x66" + struct.pack("<I", 4)},
            data=b"\0\0\0\0" + struct.pack("<H", len(wide_row) - 2) + wide_row[2:],
        ),
        "marks": Draft(
            [
                Part("带圈\x13 EQ \\o\\ac(○,3)\x15项,\x13 EQ \\f(1,2)\x14\x15以上\r"),
                Part('符号\x13 SYMBOL 163 \\f "Symbol"\x155,(完,\x13 lone 12\r'),
                Part("藏\r窗体顶端\r𠮷林78件\x0b次行\r"),
                Part("\x13 EMBED Excel.Sheet.8 \x14\x01\x15末\r"),
            ],
            styles=style_sheet(
                (0, 0xFFF, 1, b"", b""), (254, 0, 1, b"", HIDDEN), (1, 3, 1, b"", b""), (2, 2, 1, b"", b"")
            ),
            paragraphs={2: b"\x01\0", 3: b"\x01\0", 4: b"\x02\0"},
        ),
        "locked": Draft([Part("secret\r")], flags=0x100),
        "locked95": Draft([Part("secret\r", "cp1252")], flags=0x100, old=True),
    }


def main(out: Path) -> None:
    """All files."""
    for name, draft in drafts().items():
        (out / f"{name}.doc").write_bytes(draft.file())
    (out / "old_works.wps").write_bytes(compound({"CONTENTS": b"old", "SPELLING": b""}))
    (out / "locked.docx").write_bytes(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}))
