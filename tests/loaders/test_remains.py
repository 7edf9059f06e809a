"""What is left of broken files is no text: lost beginnings, junk before, lost bits, sheets and pages that went away."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders import Door
from reportparse.loaders.pdf_index import index_fits
from reportparse.loaders.remains import is_noise, remains_of
from reportparse.model.document import Document

BED = Path(__file__).resolve().parent.parent / "bed"
PROSE = "全年保障城市低保对象3512户、5846人，累计发放低保金2845.67万元，增长5.9%。"


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


def bed(name: str) -> bytes:
    return (BED / name).read_bytes()


def warned(found: Document, words: str) -> bool:
    return any(words in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bed("rtf/word_gbk.rtf")[64:], "RTF"),
        (bed("corpus/d2-01.rtf")[300:], "RTF"),
        (bed("pdf/notes.pdf")[1:], "PDF"),
        (bed("corpus/d2-01.mht")[600:], "web archive or a mail"),
        (bed("odt/features.fodt")[100:], "web page or an XML"),
        (bed("html/notice.html").partition(b"<body")[2], "web page or an XML"),
    ],
    ids=["rtf", "long rtf", "pdf", "mht", "fodt", "html"],
)
def test_a_file_without_its_beginning_is_named(door: Door, data: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"what is left of an? {what}") as caught:
        door.load(data, "a")
    assert "\n" not in str(caught.value)


def test_texts_that_speak_of_code_are_texts() -> None:
    for text in (
        PROSE * 20,
        "网页中的<br>和</p>标签,\\par等控制字,以及endobj,共86处。" + PROSE * 5,
        "\n".join(f"| {n} | {n * 3} | {n / 7:.2f}% |" for n in range(200)),
        "C:\\档案\\2019\\低保\\名册.xls\n" * 30,
        "In 2019, 1,024 persons (5.9%) received aid; see https://example.org/a?b=1. " * 20,
    ):
        assert remains_of(text) is None and not is_noise(text), text[:40]


@pytest.mark.parametrize(
    "text",
    [
        bytes(byte & 0x7F for byte in PROSE.encode("gbk") * 5).decode("latin-1"),
        bytes(byte & 0x7F for byte in PROSE.encode() * 5).decode("latin-1"),
        (PROSE * 5).encode("gbk").decode("latin-1"),
        base64.b64encode(PROSE.encode() * 9).decode(),
        "".join(f"={byte:02X}" for byte in PROSE.encode("gbk")) + PROSE,
    ],
    ids=["gbk without its high bits", "utf-8 without its high bits", "gbk as latin", "base64", "quoted"],
)
def test_noise(text: str) -> None:
    assert is_noise(text)


def test_noise_of_any_format_is_refused(door: Door) -> None:
    page = (
        "<html><body><p>" + bytes(byte & 0x7F for byte in PROSE.encode() * 5).decode("latin-1") + "</p></body></html>"
    )
    with pytest.raises(UnreadableDocument, match="hardly a Chinese sign"):
        door.load(page.encode(), "a.html")


@pytest.mark.parametrize("junk", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"MZ junk of a tool "])
def test_junk_before_a_page_or_rtf(door: Door, junk: bytes) -> None:
    found = door.load(junk + bed("html/notice.html"), "a")
    assert found.source.format == "html" and found.text.startswith("关于暂停办理") and warned(found, "first tag")
    found = door.load(junk + bed("rtf/word_gbk.rtf"), "a")
    assert found.source.format == "rtf" and found.text.startswith("云溪县民政局")


def test_a_page_that_breaks_off_is_told(door: Door) -> None:
    page = bed("corpus/d1-02.html")
    assert not warned(door.load(page, "a"), "breaks off")
    assert warned(door.load(page[: int(len(page) * 0.8)], "a"), "breaks off")
    archive = bed("html/portal.mht")
    assert not warned(door.load(archive, "a"), "breaks off")
    assert warned(door.load(archive[: archive.rindex(b"--")], "a"), "the archive breaks off")


def rewritten(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_sheet_whose_part_is_another_one_is_told(door: Door) -> None:
    def cross(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet2.xml"] = parts["docProps/core.xml"]

    found = door.load(rewritten(bed("corpus/d2-03.xlsx"), cross), "a")
    assert warned(found, "holds something else") and "养老机构" in found.text


def test_a_broken_table_of_shared_texts_is_told(door: Door) -> None:
    data = bed("corpus/d2-03.xls")
    place = data.index("重度残疾人".encode("utf-16-le"))
    broken = data[: place - 7] + struct.pack("<H", 60) + data[place - 5 :]
    assert not warned(door.load(data, "a"), "does not come out even")
    assert warned(door.load(broken, "a"), "does not come out even")


def test_pdf_whose_bytes_moved(door: Door) -> None:
    data = bed("pdf/notes.pdf")
    assert index_fits(data) and not warned(door.load(data, "a"), "index")
    cut = len(data) // 2
    assert warned(door.load(data[:cut] + b"~" * 30 + data[cut:], "a"), "index does not fit")


def test_rows_of_rtf_with_more_cells_than_defined(door: Door) -> None:
    head = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}"
    row = r"\trowd\cellx2000\cellx4000\pard\intbl A\cell 86\cell"
    told = "more cells than they define"
    assert not warned(door.load(f"{head}{row}\\row\\pard B\\par}}".encode(), "a"), told)
    assert warned(door.load(f"{head}{row} C\\cell\\row\\pard B\\par}}".encode(), "a"), told)
