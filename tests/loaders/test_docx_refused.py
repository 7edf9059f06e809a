"""Word documents that are refused, and hostile ones: bombs, cut ends, deep nesting, wild numbers."""

from __future__ import annotations

import io
import runpy
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.docx import read
from reportparse.model.document import Contents

BED = Path(__file__).parent.parent / "bed"
make: Any = type("make", (), runpy.run_path(str(BED / "make_docx.py")))
p, r, level, numbering, docx, zipped = make.p, make.r, make.level, make.numbering, make.docx, make.zipped


def contents(body: str, **parts: Any) -> Contents:
    return read(docx(body, **parts), "a.docx")


def text(body: str, **parts: Any) -> str:
    return contents(body, **parts).text.removesuffix("\n")


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "a.docx")
    message = str(caught.value)
    assert message.startswith("a.docx: ") and "\n" not in message and len(message) < 250
    return caught.value


def test_files_without_text_say_so() -> None:
    assert "no text" in refused(docx(p())).reason
    assert "embedded" in refused(docx('<w:altChunk r:id="x"/>')).reason


def test_other_files_are_named() -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    sheet = f'<Relationships {space}><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    assert isinstance(refused(zipped({"_rels/.rels": sheet, "xl/workbook.xml": "<a/>"})), UnsupportedFormat)
    assert "zip" in refused(zipped({"a.txt": "b"})).reason
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(locked).reason
    assert isinstance(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), UnsupportedFormat)


def test_a_file_cut_off_anywhere_is_refused_or_read() -> None:
    whole = (BED / "docx" / "report.docx").read_bytes()
    for size in range(0, len(whole), 97):
        refused(whole[:size])


def test_a_flipped_byte_is_refused_or_gives_the_same_text() -> None:
    whole = (BED / "docx" / "report.docx").read_bytes()
    expected = read(whole, "a.docx").text
    for place in range(0, len(whole), 131):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        try:
            found = read(bytes(broken), "a.docx")
        except UnreadableDocument:
            continue
        assert found.text == expected or found.warnings or found.text.startswith("青川县民政局2019年工作总结\n")


def test_broken_lesser_parts_are_warned_of() -> None:
    data = docx(p("正文5人"), styles="", numbering="")
    files = {"word/styles.xml": "<broken", "word/numbering.xml": "<broken"}
    found = read(_replaced(data, files), "a.docx")
    assert found.text == "正文5人\n" and len(found.warnings) == 2


def test_bombs_are_refused() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "bomb"}">' for i in range(12))
    body = make.SPACES
    main = f"<!DOCTYPE w [{entities}]><w:document {body}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    assert "a.docx" in str(refused(_replaced(docx(p("x")), {"word/document.xml": main})))
    outside = '<!DOCTYPE w SYSTEM "file:///etc/passwd">'
    main = f"{outside}<w:document {body}><w:body>{p('x')}</w:body></w:document>"
    assert "DTD" in refused(_replaced(docx(p("x")), {"word/document.xml": main})).reason
    huge = _replaced(docx(p("x")), {"word/document.xml": b" " * (50 * 1024 * 1024)})
    assert len(huge) < 100_000
    assert "unpacks" in refused(huge).reason


@pytest.mark.parametrize("name", ["w:sdt", "w:ins", "w:smartTag", "w:txbxContent", "mc:AlternateContent", "w:tbl"])
@pytest.mark.parametrize("depth", [60, 300, 20_000])
def test_deep_nesting_is_read_or_refused(name: str, depth: int) -> None:
    around = {
        "w:sdt": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        "w:txbxContent": ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        "mc:AlternateContent": ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        "w:tbl": ("<w:tbl><w:tr><w:tc>", "</w:tc><w:tc/></w:tr></w:tbl>"),
    }.get(name, (f"<{name}>", f"</{name}>"))
    data = docx(around[0] * depth + p("5人") + around[1] * depth)
    try:
        assert "5人" in read(data, "a.docx").text
    except UnreadableDocument:
        assert depth > 30


def test_fields_within_fields_take_no_time() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    began = time.monotonic()
    body = p(r("共5人") + mark("begin") * 30_000 + r("码") + mark("end") * 30_000 + r("完"))
    assert read(docx(body), "a.docx").text == "共5人完\n"
    assert time.monotonic() - began < 5


def test_many_attributes_members_and_wild_numbers() -> None:
    attributes = " ".join(f'a{i}="1"' for i in range(20_000))
    wild = (
        p("甲", more='<w:outlineLvl w:val="-99999999999999999999999"/>', num=(1, 0))
        + f"<w:p {attributes}>{r('5人')}</w:p>"
    )
    made = numbering(
        {0: level(0, "upperLetter", "%1" * 50_000, start=2_000_000_000).replace('w:ilvl="0"', 'w:ilvl="x"')},
        {1: (0, "")},
    )
    found = text(wild, numbering=made)
    assert found.endswith("5人") and len(found) < 2_000
    many = {f"word/media/{i}.png": b"" for i in range(25_000)}
    assert "parts" in refused(zipped(many)).reason


def _replaced(data: bytes, files: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return bytes(zipped({**kept, **files}))
