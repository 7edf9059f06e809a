"""Hostile zip packages: bombs of size, number and names. And what the other hostile_*.py need to write packages."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

Build = Callable[[], bytes]

TEXT = "全年发放低保金123.4万元。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of some members, always the same bytes for the same members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def docx_members(document: str | bytes, **more: str | bytes) -> dict[str, str | bytes]:
    """The least a .docx needs; names of further members with `__` for `/`."""
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    members: dict[str, str | bytes] = {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document}
    members.update({name.replace("__", "/"): data for name, data in more.items()})
    return members


def docx(body: str, *, head: str = "", **more: str | bytes) -> bytes:
    """A .docx of a body; `head` stands before its root element."""
    return packed(docx_members(f"{head}<w:document {W}><w:body>{body}</w:body></w:document>", **more))


def para(text: str = TEXT) -> str:
    """A paragraph of a .docx."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs(name: str) -> str:
    """The entity bomb: ten to the ninth times a word."""
    steps = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY e0 "九九">{steps}]>'


def outside(name: str) -> str:
    """An entity that names a file outside, and a DTD in the network."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE {name} SYSTEM "http://127.0.0.1:9/x.dtd" ['
        '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "file:///etc/hosts"> %p;]>'
    )


def nested(tag: str, inner: str, depth: int, attributes: str = "") -> str:
    """Something inside many elements of one kind."""
    return f"<{tag}{attributes}>" * depth + inner + f"</{tag}>" * depth


def overlapping(data: bytes, copies: int) -> bytes:
    """Central directory entries that all point to the one local header, each under a name of its own."""
    at = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[at : data.find(b"PK\x01\x02", at + 4) if data.find(b"PK\x01\x02", at + 4) > 0 else end]
    length = struct.unpack_from("<H", entry, 28)[0]
    entries = []
    for i in range(copies):
        changed = bytearray(entry)
        changed[46 : 46 + length] = f"word/{i:08}".encode()[:length].ljust(length, b"x")
        entries.append(bytes(changed))
    directory = data[at:end] + b"".join(entries)
    total = data[at:end].count(b"PK\x01\x02") + copies
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(directory), at, 0)
    return data[:at] + directory + closing


def with_field(data: bytes, offset: int, form: str, value: int) -> bytes:
    """A field of every central directory entry, and of its local header, set to a value (offset in the central one)."""
    changed = bytearray(data)
    for mark, back in ((b"PK\x01\x02", 0), (b"PK\x03\x04", 2)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into(form, changed, at + offset - back, value)
            at = data.find(mark, at + 4)
    return bytes(changed)


def nest(levels: int, width: int) -> bytes:
    """Zips in zips; innermost ten megabytes of nothing."""
    data = packed({"0.txt": bytes(10_000_000)})
    for level in range(levels):
        data = packed({f"{level}-{i}.zip": data for i in range(width)})
    return data


def files() -> dict[str, Build]:
    """All of them by name."""
    plain = docx(para())
    return {
        "zip-empty.docx": lambda: b"PK\x05\x06" + bytes(18),
        "zip-nested.zip": lambda: nest(3, 10),
        "zip-nested-in-docx.docx": lambda: packed(docx_members("x", word__embeddings__a=nest(2, 10))),
        "zip-spaces.docx": lambda: docx(para() + " " * 150_000_000),
        "zip-long-word.docx": lambda: docx(para("一" * 20_000_000)),
        "zip-bomb-beside.docx": lambda: docx(para(), word__media__a=bytes(120_000_000)),
        "zip-many-members.docx": lambda: packed(docx_members("x") | {f"word/{i}.xml": b"" for i in range(20_000)}),
        "zip-overlapping.docx": lambda: overlapping(plain, 30_000),
        "zip-declares-4gb.docx": lambda: with_field(plain, 24, "<L", 0xFFFFFFFE),
        "zip-declares-0.docx": lambda: with_field(plain, 24, "<L", 0),
        "zip-packed-4gb.docx": lambda: with_field(plain, 20, "<L", 0xFFFFFFFE),
        "zip-method-99.docx": lambda: with_field(plain, 10, "<H", 99),
        "zip-encrypted-flag.docx": lambda: with_field(plain, 8, "<H", 1),
        "zip-bad-crc.docx": lambda: with_field(plain, 16, "<L", 1),
        "zip-names.docx": lambda: packed(
            docx_members("x") | {"../../../../tmp/x": "x", "/etc/x": "x", "word/\x00": "x"}
        ),
        "zip-long-name.docx": lambda: packed(docx_members("x") | {"word/" + "a" * 65_000: "x"}),
        "zip-junk-before.docx": lambda: bytes(range(256)) * 40 + plain,
        "zip-junk-after.docx": lambda: plain + bytes(range(256)) * 300,
        "zip-no-directory.docx": lambda: plain[: plain.index(b"PK\x01\x02")],
    }
