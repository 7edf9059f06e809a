"""Broken files lose nothing without a word: what is missing is named, what is no text stays out, refusals say why."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders import Door, doc, rtf, sheet
from reportparse.loaders.sheet_xls import _Reader
from reportparse.model.document import Contents

BED = Path(__file__).resolve().parent.parent / "bed"
sys.path.insert(0, str(BED))
import make_hostile  # noqa: E402

BROKEN = make_hostile.files()


def broken(name: str, read: Callable[[bytes, str], Contents]) -> Contents:
    """One of the broken files of the bed as its reader has it."""
    return read(BROKEN[name].build(), name)


def of_corpus(name: str) -> bytes:
    return (BED / "corpus" / name).read_bytes()


@pytest.fixture(scope="module")
def door() -> Door:
    return Door()


# --- .xls ------------------------------------------------------------------------------------------------------------


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls(
    *sheets: bytes, texts: tuple[str, ...] = ("户数", "人数"), shift: int = 0, listed: int | None = None
) -> _Reader:
    """A workbook of Excel 97: sheets S0, S1 … of these records. `shift`: by how much its list of places is wrong."""
    shared = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    tail = record(0x00FC, struct.pack("<II", len(texts), len(texts)) + shared) + record(0x000A)
    bodies = [record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + each for each in sheets]
    count = len(sheets) if listed is None else listed
    place = len(head) + 14 * count + len(tail) + shift
    bounds = b""
    for number, body in enumerate(bodies[:count]):
        bounds += record(0x0085, struct.pack("<IBBBB", place, 0, 0, 2, 0) + b"S%d" % number)
        place += len(body)
    return _Reader(head + bounds + tail + b"".join(bodies), "a")


def row(number: int, last: int) -> bytes:
    """A row that says that it is filled from its first column to the one before `last`."""
    return record(0x0208, struct.pack("<HHH6xI", number, 0, last, 0))


def text_cell(at_row: int, column: int, text: int) -> bytes:
    return record(0x00FD, struct.pack("<HHHI", at_row, column, 0, text))


def number_cell(at_row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", at_row, column, 0, value))


END = record(0x000A)
GOOD = row(0, 2) + text_cell(0, 0, 0) + number_cell(0, 1, 86) + END
ALSO = row(0, 2) + text_cell(0, 0, 1) + number_cell(0, 1, 135) + END


def damage(reader: _Reader) -> list[str]:
    return reader.read().damage


def test_a_sound_workbook_is_not_suspected() -> None:
    assert damage(xls(GOOD, ALSO)) == []
    # A writer that states one width for all rows, and one that leaves a text of a cleared cell behind.
    assert damage(xls(row(0, 9) + GOOD[20:], ALSO)) == []
    assert damage(xls(GOOD, texts=("户数", "旧"))) == []
    for name in ("corpus/d2-03.xls", "sheet/features.xls"):
        assert not [w for w in sheet.read((BED / name).read_bytes(), name).warnings if "damaged" in w]


def test_a_sheet_that_breaks_off_is_named() -> None:
    told = damage(xls(GOOD, row(0, 2) + text_cell(0, 0, 1) + b"\x03\x02\xff\x7f" + bytes(20)))
    assert told == ["the sheet 'S1' is damaged: it breaks off, and what follows is missing"]
    contents = broken("d2-03-noise-700.xls", sheet.read)
    assert any("'数据解读' is damaged" in warning for warning in contents.warnings)
    assert "结婚登记" in contents.text


def test_a_sheet_that_is_not_where_the_list_says_is_named() -> None:
    book = xls(GOOD, ALSO, shift=4).read()
    assert [w for w in book.damage if "does not begin where" in w and "'S0'" in w]
    assert [w for w in book.damage if "does not begin where" in w and "'S1'" in w]
    assert "that its list does not name, and that are not read: 1" in damage(xls(GOOD, ALSO, listed=1))[0]


def test_a_lost_cell_is_suspected_by_its_row() -> None:
    # The text's cell has become a record of another kind, which nobody reads.
    lost = GOOD.replace(b"\xfd\x00\x0a\x00", b"\xdd\x00\x0a\x00")
    assert damage(xls(lost, ALSO)) == ["the sheet 'S0' may be damaged: cells seem to be missing in its rows 1"]
    assert "rows 14" in str(broken("d2-03-flip-12.xls", sheet.read).warnings)


def test_cells_without_their_text_and_broken_records_are_counted() -> None:
    told = damage(xls(row(0, 2) + text_cell(0, 0, 7) + number_cell(0, 1, 5) + record(0x0203, b"\0\0") + END))
    assert told == [
        "the sheet 'S0' is damaged: records of it that could not be read: 1",
        "the sheet 'S0' is damaged: cells whose text is not in the file: 1",
    ]


def test_a_workbook_with_nothing_left_is_refused_as_damaged() -> None:
    for name in ("xls-sheet-loop.xls", "xls-no-end.xls", "d2-03-moved.xls", "xlsx-shared-out.xlsx"):
        with pytest.raises(UnreadableDocument, match="damaged"):
            broken(name, sheet.read)


# --- .xlsx -----------------------------------------------------------------------------------------------------------


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A package with one part changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(old.read(name)) if name == part else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def test_a_broken_sheet_does_not_cost_the_others() -> None:
    whole = of_corpus("d2-03.xlsx")
    cut = sheet.read(with_part(whole, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) * 6 // 10]), "a")
    assert "the sheet '统计数据' is damaged and read up to its row 12" in cut.warnings[0]
    assert "| 养老机构 | 家 | 41 | 43 |" in cut.text and "老年助餐点净增35个" in cut.text and "离婚登记" not in cut.text
    empty = sheet.read(with_part(whole, "xl/worksheets/sheet1.xml", lambda xml: b"<"), "a")
    assert "the sheet '统计数据' is damaged and left out" in empty.warnings[0]


def test_a_sheet_that_the_package_lacks_is_named() -> None:
    whole = of_corpus("d2-03.xlsx")
    for part, change in (
        ("xl/worksheets/sheet2.xml", lambda xml: None),
        ("xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"sheet2.xml", b"sheet9.xml")),
        ("xl/workbook.xml", lambda xml: xml.replace(b'r:id="rId2"', b'r:id="rId99"')),
    ):
        contents = sheet.read(with_part(whole, part, change), "a")
        assert contents.warnings == ("the sheet '数据解读' is missing from the file",), part
        assert "养老机构" in contents.text


def test_missing_shared_texts_are_counted() -> None:
    contents = sheet.read(with_part(of_corpus("d2-03.xlsx"), "xl/sharedStrings.xml", lambda xml: None), "a")
    assert "the sheet '统计数据' is damaged: cells whose text is not in the file" in contents.warnings[0]


# --- .doc ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["doc-text-huge.doc", "doc-text-minus.doc"])
def test_headers_stay_out_of_a_text_whose_count_is_broken(name: str) -> None:
    whole = doc.read(of_corpus("d1-04.doc"), "a")
    contents = broken(name, doc.read)
    assert contents.text == whole.text and contents.apart == whole.apart
    assert "counts of characters are damaged" in contents.warnings[0] and not whole.warnings


@pytest.mark.parametrize(("count", "kept"), [(60, False), (0x7FFFFFF0, True), (696 + 40, True), (0, True)])
def test_a_count_that_does_not_add_up_is_warned_of(count: int, kept: bool) -> None:
    data = bytearray(of_corpus("d1-04.doc"))
    at = data.index(b"\xec\xa5") + 0x4C
    data[at : at + 4] = struct.pack("<I", count)
    contents = doc.read(bytes(data), "a")
    assert "counts of characters are damaged" in contents.warnings[0]
    assert not kept or contents.text == doc.read(of_corpus("d1-04.doc"), "a").text


def test_a_table_whose_formatting_is_lost_is_warned_of() -> None:
    assert "some of its formatting is missing" in str(broken("d2-03-noise-700.doc", doc.read).warnings)


def test_zeros_where_text_was_are_warned_of() -> None:
    data = of_corpus("d1-04.doc")
    at = data.index("孤儿".encode("utf-16-le"))
    assert "zeros where text was" in str(doc.read(data[:at] + bytes(60) + data[at + 60 :], "a").warnings)
    rich = of_corpus("d2-03.rtf")
    at = rich.rindex(b"trowd")
    assert "zeros where text was" in str(rtf.read(rich[:at] + bytes(60) + rich[at + 60 :], "a").warnings)


# --- .rtf ------------------------------------------------------------------------------------------------------------

FONTS = (
    r"{\f0\froman\fprq2\fcharset0 Times New Roman;}",
    r"{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}",
    r"{\f2\fswiss{\*\falt Arial} Liberation Sans;}",
    r"{\f3\fnil\fcharset134\u40657 ?\u20307 ?;}",
)
ENTRIES = "".join(FONTS)
COLOURS = r"{\colortbl;\red0\green0\blue0;}"
STYLES = r"{\stylesheet{\s0\snext0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}}"
BODY = r"\pard\plain\f1\fs24 \'c8\'ab\'c4\'ea\'be\'c8\'d6\'fa;86\'bb\'a7\par\pard\f0 A; b; c\par}"


@pytest.mark.parametrize(
    "tables",
    [
        r"\fonttbl" + ENTRIES + "}" + COLOURS + STYLES,
        r"{\fonttbl" + ENTRIES + COLOURS + STYLES,
        r"{\fonxtbl" + ENTRIES + "}" + COLOURS + STYLES,
        ENTRIES + COLOURS + STYLES,
        r"{\fonttbl" + FONTS[0][1:] + "".join(FONTS[1:]) + "}" + COLOURS + STYLES,
        r"{\fonttbl" + FONTS[0][:-1] + "".join(FONTS[1:]) + "}" + COLOURS + STYLES,
        r"{\fonttbl" + FONTS[0] + "}" + "".join(FONTS[1:]) + "}" + COLOURS + STYLES,
        r"{\fonttbl" + ENTRIES + "}" + COLOURS[1:] + STYLES,
        r"{\fonttbl" + ENTRIES + "}" + COLOURS + STYLES[1:],
        r"{\fonttbl" + ENTRIES + "}" + COLOURS + STYLES[:-1],
        r"\f0\froman Times;\f1\fnil\fcharset134 SimSun;",
    ],
)
def test_names_of_fonts_and_styles_stay_out_of_the_text(tables: str) -> None:
    contents = rtf.read((r"{\rtf1\ansi" + tables + BODY).encode("ascii"), "a")
    assert contents.text == "全年救助;86户\nA; b; c\n"
    assert "damaged" in contents.warnings[0]


@pytest.mark.parametrize(
    "body",
    [
        r"\f1\fcharset134 \'c8\'ab\'c4\'ea\par",  # a writer that says the character set in the text
        r"\f1\fcharset134 " + r"\'c8\'ab\'c4\'ea" * 60 + r";\par",
        r"{\f1\froman \'c8\'ab\'c4\'ea}\par",
    ],
)
def test_text_behind_a_word_of_the_font_table_is_kept(body: str) -> None:
    head = r"{\rtf1\ansi{\fonttbl{\f1\fcharset134 SimSun;}}\pard"
    assert rtf.read((head + body + "}").encode("ascii"), "a").text.startswith("全年")


def test_remains_of_control_words_are_warned_of() -> None:
    assert "remains of its control words" in str(broken("d2-03-flip-1.rtf", rtf.read).warnings)
    head = r"{\rtf1\ansi{\fonttbl{\f0 A;}}\pard\plain\fs24\lang1033 COVID-19 pm10 A4 "
    assert not rtf.read((head + r"page2 see fig3\par}").encode("ascii"), "a").warnings
    for remains in ("fs24", "lang1033", "ang1033", "u20307?"):
        assert rtf.read((head + remains + r" 8\par}").encode("ascii"), "a").warnings, remains


# --- what refusals say -----------------------------------------------------------------------------------------------


def test_a_zip_with_junk_before_it_is_read(door: Door) -> None:
    junk = bytes(range(256)) * 40
    for name in ("d1-04.docx", "d2-03.xlsx", "d2-03.odt", "d2-03.ofd"):
        whole = door.load(of_corpus(name), name)
        assert door.load(junk + of_corpus(name), name).text == whole.text
    assert door.load(BROKEN["zip-junk-before.docx"].build(), "a").source.format == "docx"


@pytest.mark.parametrize("name", ["d2-03-cut-60.doc", "d2-03-cut-60.xls", "ole-head-alone.doc", "ole-fat-loop.doc"])
def test_a_broken_container_is_called_damaged(name: str, door: Door) -> None:
    with pytest.raises(UnreadableDocument, match="damaged or cut off"):
        door.load(BROKEN[name].build(), name)


def test_junk_under_the_head_of_a_picture_is_called_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportparse.loaders import image

    monkeypatch.setattr(image, "available", lambda: True)
    with pytest.raises(UnreadableDocument, match="damaged"):
        image.read(BROKEN["image-junk.webp"].build(), "a")
    # A picture that is as long as it says and claims too many pixels is too large, whatever is in it.
    size = (0xFFFF).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<L", 10) + bytes(4) + size + size
    riff = b"RIFF" + struct.pack("<L", 4 + len(chunk)) + b"WEBP" + chunk
    with pytest.raises(UnreadableDocument, match=r"million pixels|no picture|damaged") as large:
        image.read(riff, "a")
    assert "shorter" not in str(large.value)
