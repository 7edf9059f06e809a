"""The door: what a file is by its content, the fence around its reader, and what evidence says of its page."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

import reportparse as rp
from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders import Door, Format
from reportparse.loaders.building import Builder, CellPiece, Piece, Turn
from reportparse.loaders.fence import Fence, Keeper
from reportparse.loaders.formats import BUILT_IN
from reportparse.loaders.sniff import sniff
from reportparse.loaders.wire import pack, unpack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
OWN = Format("own", "a test's own format", (".own",), "misbehaving", recognise=lambda data: data.endswith(b"<own>"))


def zipped(*names: str, **contents: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "x"))
    return buffer.getvalue()


def utf16(name: str) -> bytes:
    return OLE + (name + "\0").encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"\r\n%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (utf16("WordDocument"), "doc"),
        (utf16("Workbook"), "xls"),
        (b"{\\rtf1\\ansi\\ansicpg936 ...}", "rtf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (zipped("word/document.xml")[:-20], "docx"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0 JFIF", "jpeg"),
        (b"GIF89a....", "gif"),
        (b"II*\x00....", "tiff"),
        (b"BM\x0a\x00\x00\x00....", "bmp"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        ("<html><body><p>全年救助86户。</p></body></html>".encode(), "html"),
        ("\ufeff\r\n<!DOCTYPE html>\n<title>总结</title>".encode(), "html"),
        ("<html><body>救助</body></html>".encode("utf-16"), "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", "mht"),
        (b'<?xml version="1.0"?><office:document office:mimetype="x">', "odt"),
    ],
)
def test_content_tells_the_format(data: bytes, code: str) -> None:
    kind = sniff(data)
    assert kind is not None
    assert kind.code == code
    assert code in {form.code for form in BUILT_IN}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE, "OLE"),
        (utf16("EncryptedPackage") + utf16("WordDocument"), "password"),
        (utf16("PowerPoint Document"), ".ppt"),
        (zipped("a.txt"), "zip"),
        (zipped("ppt/presentation.xml"), ".pptx"),
        (b"PK\x03\x04 broken", "zip"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "flat XML"),
    ],
)
def test_other_kinds_are_named_and_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        Door().load(data, name="总结.doc")
    assert str(caught.value).startswith("总结.doc: it is ")
    assert kind in str(caught.value)
    assert caught.value.way_out


@pytest.mark.parametrize("text", ["收入<支出,差3万元", "3 < 5", "From 2019年 to 2020年", "<<工作总结>>救助3人"])
def test_a_text_with_signs_of_markup_is_a_text(text: str) -> None:
    assert sniff(text.encode()) is None


@pytest.fixture(scope="module")
def keeper() -> Keeper:
    return Keeper(Fence(silent_seconds=1.5, memory=400 * 1024**2))


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("hang", "takes longer"),
        ("fall", "ends the program"),
        ("swell", "memory"),
        ("raise", "its reader stopped (KeyError"),
        ("refuse", "password"),
    ],
)
def test_no_reader_takes_us_down_and_the_next_file_is_read(keeper: Keeper, word: str, reason: str) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        keeper.read("misbehaving", word.encode(), "总结.x")
    assert reason in caught.value.reason
    assert caught.value.way_out
    assert time.monotonic() - start < 10
    assert keeper.read("misbehaving", "print 发放3万元".encode(), "x").text == "print 发放3万元\n"


def test_a_users_loader_comes_through_the_same_door() -> None:
    door = Door([OWN, *BUILT_IN])
    document = door.load("2020年发放补贴3.6万元。<own>".encode(), name="a.own")
    assert document.source.format == "own"
    assert document.source.pages == 1
    assert ".own" in door.suffixes


def test_evidence_names_page_and_box_and_a_scan_is_no_surer_than_its_letters() -> None:
    builder = Builder(boxes=True, sureness=True)
    builder.page(595, 842)
    first = "2020年全年发放补贴3.6万元,"
    builder.paragraph(
        [
            Piece(first, [(10.0 * i, 5.0, 10.0 * i + 9, 15.0) for i in range(len(first))]),
            Turn(600, 800, by_ocr=True),
            Piece("救助48人。", [(10.0 * i, 50.0, 10.0 * i + 9, 60.0) for i in range(6)], [0.9] * 6),
        ]
    )
    contents = unpack(pack(builder.contents()))
    assert contents == builder.contents()
    money, people = read(contents).statistics
    assert (money.evidence.page, money.evidence.bbox) == (1, (110.0, 5.0, 159.0, 15.0))
    assert (people.evidence.page, people.evidence.bbox) == (2, (20.0, 50.0, 49.0, 60.0))
    assert people.rules[-1] == "quantity.ocr"
    assert people.confidence < 0.91


def test_the_box_of_a_figure_cut_by_a_line_end_is_that_of_its_longer_piece() -> None:
    builder = Builder(boxes=True)
    builder.page(595, 842)
    text = "救助48户"
    rows = [(50.0, 5.0, 59.0, 15.0), (60.0, 5.0, 69.0, 15.0), (70.0, 5.0, 75.0, 15.0), (76.0, 5.0, 81.0, 15.0)]
    builder.paragraph(Piece(text, [*rows, (10.0, 25.0, 19.0, 35.0)]))
    assert builder.contents().box_of(2, 5) == (70.0, 5.0, 81.0, 15.0)
    assert builder.contents().box_of(5, 6) is None


def read(contents: object) -> rp.Report:
    from reportparse import api
    from reportparse.model.document import Contents, Document
    from reportparse.model.report import Source
    from reportparse.toolkit import Toolkit

    assert isinstance(contents, Contents)
    source = Source(path="x", sha256="0", format="x", bytes=0)
    return api.read(Document(contents, source), Toolkit.default())


def test_a_table_of_the_format_is_a_table_of_the_report() -> None:
    builder = Builder()
    builder.paragraph("2021年民政事业统计")
    builder.paragraph("单位:户、人")
    heads = [CellPiece(0, 0, Piece("项目"), row_span=2), CellPiece(0, 1, Piece("2021年"), column_span=2)]
    heads += [CellPiece(1, 1, Piece("户数(户)")), CellPiece(1, 2, Piece("人数(人)"))]
    rows = [("城市低保", "1,204", "2,310"), ("农村低保", "3 105", "5,007")]
    cells = [CellPiece(r, c, Piece(v)) for r, row in enumerate(rows, 2) for c, v in enumerate(row)]
    builder.table([*heads, *cells], header_rows=2)
    report = read(builder.contents())
    found = [(s.program.code if s.program else None, str(s.value), s.unit) for s in report.statistics]
    assert found == [
        ("urban_dibao", "1204", "户"),
        ("urban_dibao", "2310", "人"),
        ("rural_dibao", "3105", "户"),
        ("rural_dibao", "5007", "人"),
    ]
    cell = report.statistics[0].evidence.table
    assert cell is not None
    assert (cell.index, cell.row, cell.column) == (0, 2, 1)


def test_years_over_two_columns_each_reach_the_figures_below() -> None:
    builder = Builder()
    builder.paragraph("2022年社会救助情况")
    cells = [CellPiece(0, 0, Piece("项目"), row_span=2)]
    cells += [CellPiece(0, 1, Piece("2021年"), column_span=2), CellPiece(0, 3, Piece("2022年"), column_span=2)]
    cells += [CellPiece(1, c, Piece(head)) for c, head in enumerate(("户数", "人数", "户数", "人数"), 1)]
    cells += [CellPiece(2, c, Piece(v)) for c, v in enumerate(("农村低保", "4517", "7833", "4402", "7615"))]
    builder.table(cells, header_rows=2)
    found = [(str(s.value), s.unit, s.role, str(s.period.end)) for s in read(builder.contents()).statistics]
    assert found == [
        ("4517", "户", "prior", "2021-12-31"),
        ("7833", "人", "prior", "2021-12-31"),
        ("4402", "户", "actual", "2022-12-31"),
        ("7615", "人", "actual", "2022-12-31"),
    ]


def test_the_missing_extra_is_named(tmp_path: Path) -> None:
    scan = Format("png", "a picture", (".png",), "misbehaving", extra="ocr", needs=("no_such_module",))
    with pytest.raises(UnsupportedFormat, match=r"pip install 'reportparse\[ocr\]'"):
        Door([scan]).load(b"\x89PNG\r\n\x1a\n....", name="a.png")
