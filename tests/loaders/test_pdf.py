"""PDF: text in reading order, paragraphs, headers apart, the health of the text layer, hostile files."""

from __future__ import annotations

import re
import sys
import types
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders import pdf_pages
from reportparse.loaders.pdf import read
from reportparse.loaders.pdf_chars import radicals
from reportparse.loaders.pdf_health import garbled, is_scan
from reportparse.loaders.pdf_margins import PAGE_NUMBER
from reportparse.loaders.pdf_numbers import is_marked, level_of
from reportparse.loaders.pdf_paragraphs import joint
from reportparse.model.document import Contents

BED = Path(__file__).parent.parent / "bed" / "pdf"


def contents(name: str) -> Contents:
    return read((BED / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def blocks(found: Contents) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, found.text[block.start : block.end]) for block in found.blocks]


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra is not installed."""
    module = types.ModuleType("reportparse.loaders.ocr")
    module.available = lambda: False  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reportparse.loaders.ocr", module)


class FakeLine(NamedTuple):
    """A line as the OCR gives it."""

    text: str
    boxes: tuple[Any, ...]
    sureness: tuple[float, ...]
    level: tuple[Any, ...] = ()


def fake_line(text: str, x: float, y: float, size: float = 16.0) -> FakeLine:
    boxes = tuple((x + i * size, y, x + (i + 1) * size, y + size) for i in range(len(text)))
    return FakeLine(text, boxes, (0.9,) * len(text), boxes)


class FakeScan(NamedTuple):
    """A page as the OCR gives it: level, without rules."""

    lines: list[FakeLine]
    rules: tuple[Any, ...] = ()
    lying: bool = False


@pytest.fixture
def with_ocr(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """An OCR that reads the lines given."""

    def install(*lines: FakeLine) -> None:
        module = types.ModuleType("reportparse.loaders.ocr")
        module.available = lambda: True  # type: ignore[attr-defined]
        module.scan_page = lambda image, width, height, name: FakeScan(list(lines))  # type: ignore[attr-defined]
        module.Scan = FakeScan  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "reportparse.loaders.ocr", module)

    return install


class TestReport:
    def test_title_on_two_lines_is_one_heading(self) -> None:
        title = "清河县民政局关于二〇二一年工作情况和二〇二二年工作安排的报告"
        assert blocks(contents("report"))[0] == ("heading", 1, title)

    def test_headings_have_the_level_of_their_number(self) -> None:
        headings = [(level, text) for kind, level, text in blocks(contents("report")) if kind == "heading"][1:]
        assert headings[:3] == [(1, "一、社会救助工作"), (2, "（一）城乡低保"), (2, "（二）特困供养")]
        assert len(headings) == 8

    def test_paragraphs_are_whole(self) -> None:
        found = blocks(contents("report"))
        assert ("item", 3, "1．继续做好日常管理，每季度核对一次数据。") in found
        (low,) = [text for _, _, text in found if text.startswith("全年保障城市低保")]
        assert "动态管理率达到100%。" in low
        assert "4,316.5万元。城市低保标准由每人每月680元提高到720元，增长5.9%。全县共有126个村" in low
        assert found[-1] == ("paragraph", 0, "清河县民政局")

    def test_headers_and_page_numbers_are_apart(self) -> None:
        found = contents("report")
        assert [(a.kind, a.text.replace(" ", ""), a.page) for a in found.apart] == [
            ("header", "清河县民政局文件", 1),
            ("footer", "—1—", 1),
            ("header", "清河县民政局文件", 2),
            ("footer", "—2—", 2),
        ]
        assert "文件" not in found.text

    def test_pages_cover_the_text_and_boxes_lie_on_them(self) -> None:
        found = contents("report")
        assert [page.number for page in found.pages] == [1, 2]
        assert found.pages[0].end == found.pages[1].start
        start = found.text.index("2845.67")
        page, box = found.page_at(start), found.box_of(start, start + 7)
        assert page is not None and box is not None
        assert 0 < box[0] < box[2] < page.width and 0 < box[1] < box[3] < page.height
        assert 40 < box[2] - box[0] < 80 and 10 < box[3] - box[1] < 22

    def test_each_character_has_a_box(self) -> None:
        found = contents("report")
        assert found.boxes is not None and len(found.boxes) == 4 * len(found.text)
        assert found.sureness is None


class TestColumns:
    def test_left_column_before_the_right_and_the_title_first(self) -> None:
        found = blocks(contents("columns"))
        assert found[0][2] == "清河县民政工作简报第七期（总第一百零三期）社会救助与养老服务专刊"
        assert [text for kind, _, text in found[1:] if kind == "heading"] == [
            "一、社会救助工作",
            "（一）城乡低保",
            "（二）特困供养",
            "二、养老服务工作",
            "（一）机构养老",
            "（二）居家养老",
            "三、存在的问题",
            "（一）基层力量薄弱",
        ]

    def test_paragraph_runs_on_in_the_next_column(self) -> None:
        paragraphs = [text for kind, _, text in blocks(contents("columns")) if kind == "paragraph"]
        assert len(paragraphs) == 5
        assert all(text.endswith("。") for text in paragraphs)


class TestLines:
    def test_number_and_words_cut_by_a_line_end(self) -> None:
        first, second = (text for _, _, text in blocks(contents("lines")))
        assert first == (
            "全年发放城乡低保金、特困供养金和临时救助金合计1284.56万元，比上年增加103.2万元，惠及困难群众8,415人。"
            "其中XX市第一中心医院开展Medical Aid项目36次。"
        )
        assert second == "各类养老机构入住老人1,024人，床位利用率达到55.1%。"

    def test_signs(self) -> None:
        assert [text for _, _, text in blocks(contents("signs"))] == [
            "一、社会救助",
            "扫描件里看不见的文字有2,020个。",
            "救助困难群众62户。",
            "全县1096户，共2845.6人。",
            "民政工作面向长远，①②㎡不变。",
            "城市低保\t3512\t5846",
        ]

    @pytest.mark.parametrize("name", ["rotated", "sideways"])
    def test_turned_pages(self, name: str) -> None:
        found = contents(name)
        assert "2,468人" in found.text
        start = found.text.index("2,468")
        box = found.box_of(start, start + 5)
        page = found.pages[0]
        assert box is not None and 0 < box[0] < box[2] < page.width and 0 < box[1] < box[3] < page.height
        assert (box[3] - box[1] > box[2] - box[0]) == (name == "sideways")

    @pytest.mark.parametrize(
        ("before", "after", "between"),
        [
            ("共12", "84.56万元", ""),
            ("发放资金", "3万元", ""),
            ("public", "service", " "),
            ("in", "2019", " "),
            ("The money spent,", "2019 and", " "),
            ("共有XX", "人", ""),
            ("民政", "部门", ""),
        ],
    )
    def test_joint(self, before: str, after: str, between: str) -> None:
        assert joint(before, after) == between

    def test_radicals_only(self) -> None:
        assert radicals("⺠⼯⾯⻓⻔豈①㎡％ⅱ") == "民工面长门豈①㎡％ⅱ"

    @pytest.mark.parametrize(
        ("text", "level"),
        [
            ("一、工作", 1),
            ("（三）低保", 2),
            ("12．救助", 3),
            ("1.5万元", 0),
            ("（1）", 4),
            ("③其他", 5),
            ("十年来", 0),
        ],
    )
    def test_levels(self, text: str, level: int) -> None:
        assert level_of(text) == level

    def test_bullets(self) -> None:
        assert is_marked("● 低保") and is_marked("\uf0b7低保") and not is_marked("—6月")

    @pytest.mark.parametrize(
        "text",
        ["3", "- 3 -", "— 12 —", "第 3 页", "第3页 共12页", "3/12", "·5·", "Page 3 of 5", "－3－", "第三页", "iv"],
    )
    def test_page_numbers(self, text: str) -> None:
        assert PAGE_NUMBER.fullmatch(text)

    @pytest.mark.parametrize("text", ["3.6", "12,345", "3%", "2021年", "第3章", "3户"])
    def test_no_page_numbers(self, text: str) -> None:
        assert not PAGE_NUMBER.fullmatch(text)


class TestTables:
    def test_table_over_the_page_break_is_one(self) -> None:
        found = contents("table")
        (grid,) = found.grids
        assert (grid.rows, grid.columns) == (31, 3)
        cells = [found.text[cell.start : cell.end] for cell in grid.cells]
        assert cells[:6] == ["项目", "人数", "金额（万元）", "第1项补助", "149", "61.65"]
        assert cells[-3:] == ["第30项补助", "4,122", "1750.90"]
        assert len(cells) == 93
        assert [kind for kind, _, _ in blocks(found)] == ["paragraph", "table", "paragraph"]

    def test_its_rows_stand_on_their_pages(self) -> None:
        found = contents("table")
        first, last = found.page_at(found.text.index("第1项补助")), found.page_at(found.text.index("第30项补助"))
        assert first is not None and last is not None
        assert (first.number, last.number) == (1, 2)
        start = found.text.index("1750.90")
        box = found.box_of(start, start + 7)
        assert box is not None and box[1] < 400


@pytest.mark.usefixtures("without_ocr")
class TestWithoutOcr:
    def test_scan(self) -> None:
        with pytest.raises(
            UnreadableDocument, match=r"scan without a text layer; run: pip install 'reportparse\[ocr\]'"
        ):
            contents("scan")

    def test_garbage_layer(self) -> None:
        with pytest.raises(UnreadableDocument, match=r"text layer is garbled; run: pip install 'reportparse\[ocr\]'"):
            contents("garbage")

    def test_digits_without_characters(self) -> None:
        with pytest.raises(UnreadableDocument, match="holds signs that are no characters; run: pip install"):
            contents("digitless")

    def test_cid_marks(self) -> None:
        with pytest.raises(UnreadableDocument, match="names glyphs instead of characters; run: pip install"):
            contents("cid")

    def test_readable_pages_are_kept(self) -> None:
        found = contents("mixed")
        assert "1284.56万元" in found.text and "cid" not in found.text
        assert len(found.pages) == 3
        assert [w.split(":")[0] for w in found.warnings] == ["page 2 is left out", "page 3 is left out"]
        assert "pip install 'reportparse[ocr]'" in found.warnings[0]


class TestWithOcr:
    def test_scan(self, with_ocr: Callable[..., None]) -> None:
        with_ocr(
            fake_line("全年发放低保金2845.6", 90, 100),
            fake_line("7万元，共5846人。", 58, 130),
            fake_line("完", 90, 160),
        )
        found = contents("scan")
        assert found.text.splitlines()[0] == "全年发放低保金2845.67万元，共5846人。"
        assert found.pages[0].read_by == "ocr"
        assert found.warnings == ("page 1 was read by OCR: it is a scan without a text layer",)
        start = found.text.index("5846")
        assert found.sureness is not None and found.sureness[start] == pytest.approx(0.9)
        assert found.box_of(start, start + 4) == (58 + 5 * 16, 130, 58 + 9 * 16, 146)

    def test_places_are_those_of_the_slanting_page(self, with_ocr: Callable[..., None]) -> None:
        line = fake_line("共5846人。", 90, 100)
        given = tuple((x0, y0 + i, x1, y1 + i) for i, (x0, y0, x1, y1) in enumerate(line.boxes))
        with_ocr(line._replace(boxes=given, level=line.boxes))
        assert contents("scan").box_of(1, 3) == (106, 101, 138, 118)

    def test_garbage_on_the_picture_too(self, with_ocr: Callable[..., None]) -> None:
        with_ocr(fake_line("(cid:12)(cid:13)(cid:14)(cid:15)", 90, 100))
        with pytest.raises(UnreadableDocument, match="its picture shows no readable text"):
            contents("cid")

    def test_empty_scan(self, with_ocr: Callable[..., None]) -> None:
        with_ocr()
        with pytest.raises(UnreadableDocument, match="no text"):
            contents("scan")


class TestHealth:
    def test_ordinary_texts(self) -> None:
        corpus = Path(__file__).parents[2] / "corpus"
        texts = sorted(corpus.glob("**/*.txt"))
        assert texts
        assert [path.name for path in texts if garbled(path.read_text(encoding="utf-8"))] == []

    def test_traditional_and_english_texts(self) -> None:
        assert garbled("全年發放低保金二千萬元，辦理結婚登記三千對，養老機構新增床位五百張，困難群眾得到救助。") is None
        assert garbled("The bureau paid 2,845 million yuan in 2021, an increase of 3.6% over the year before.") is None
        assert garbled("目录 一、工作………………………………1 二、安排................2") is None

    @pytest.mark.parametrize(
        "text", ["È«Äê·¢·ÅµÍ±£½ð¹²¼Æ¶þÇ§Íò", "锟斤拷锟斤拷烫烫烫屯屯屯" * 3 + "齄齇龘靐龖" * 8, "!\"#$%&'()*+" * 5]
    )
    def test_garbage(self, text: str) -> None:
        assert garbled(text)

    def test_scan(self) -> None:
        assert is_scan(3, 0.9, 0) and is_scan(0, 0, 800)
        assert not is_scan(500, 1.0, 0) and not is_scan(0, 0.1, 3)


class TestRefusals:
    def test_protected(self) -> None:
        with pytest.raises(UnreadableDocument, match="protected by a password; open it with the password"):
            contents("locked")

    def test_owner_password_does_not_matter(self) -> None:
        assert contents("owner").text == contents("lines").text

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<", b"\0" * 5000])
    def test_damaged(self, data: bytes) -> None:
        with pytest.raises(UnreadableDocument, match="it is damaged"):
            read(data, "x.pdf")

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
    def test_truncated(self, share: float) -> None:
        data = (BED / "report.pdf").read_bytes()
        try:
            found = read(data[: int(len(data) * share)], "x.pdf")
        except UnreadableDocument as refusal:
            assert "\n" not in str(refusal)
        else:
            assert found.text in contents("report").text or garbled(found.text) is None

    def test_bytes_changed(self) -> None:
        data = bytearray((BED / "signs.pdf").read_bytes())
        for step in range(60):
            changed = bytearray(data)
            for place in range(step * 7 % 97, len(changed), 97):
                changed[place] ^= 1 << step % 8
            try:
                read(bytes(changed), "x.pdf")
            except UnreadableDocument:
                continue

    def test_too_many_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf_pages, "MAX_PAGES", 2)
        with pytest.raises(UnreadableDocument, match="3 pages, more than 2; split it"):
            contents("mixed")

    def test_too_many_characters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf_pages, "MAX_ALL_CHARACTERS", 50)
        with pytest.raises(UnreadableDocument, match="more than 50 characters"):
            contents("lines")


def handmade(page: str, content: bytes, *more: tuple[str, bytes], packed: bool = False) -> bytes:
    """A PDF of one page, objects 5 and on as given; pdfium finds them without a table of places."""
    if packed:
        content = zlib.compress(content)
    parts = [
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page.encode() + b">>\nendobj\n",
    ]
    for number, (head, body) in enumerate([("/Filter/FlateDecode" if packed else "", content), *more], 4):
        length = f"{number} 0 obj\n<</Length {len(body)}{head}>>\nstream\n".encode()
        parts.append(length + body + b"\nendstream\nendobj\n")
    return b"".join([*parts, b"trailer\n<</Root 1 0 R>>\n%%EOF\n"])


FONT = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


class TestHostile:
    def test_plain(self) -> None:
        found = read(handmade(FONT + "/MediaBox[0 0 600 800]", b"BT /F 12 Tf 50 700 Td (paid 1,024 yuan) Tj ET"), "x")
        assert found.text == "paid 1,024 yuan\n"

    def test_origin_elsewhere(self) -> None:
        page = FONT + "/MediaBox[100 200 700 1000]/CropBox[100 200 500 900]"
        found = read(handmade(page, b"BT /F 12 Tf 150 800 Td (1,024 yuan) Tj ET"), "x")
        box = found.box_of(0, 5)
        assert box is not None
        assert box[0] == pytest.approx(50, abs=2) and 85 < box[1] < box[3] < 105
        assert (found.pages[0].width, found.pages[0].height) == (400, 700)

    def test_form_that_holds_itself(self) -> None:
        form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
        page = "/MediaBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>>>"
        with pytest.raises(UnreadableDocument, match="no text"):
            read(handmade(page, b"/X Do", (form, b"/X Do")), "x")

    def test_ten_thousand_lines_and_letters_at_one_place(self) -> None:
        rules = b"".join(b"0 %d m 600 %d l S\n" % (i % 800, i % 800) for i in range(5000))
        letters = b"BT /F 12 Tf 50 700 Td " + b"(a) Tj -7 0 Td " * 5000 + b"ET"
        found = read(handmade(FONT + "/MediaBox[0 0 600 800]", rules + letters, packed=True), "x")
        assert set(found.text) <= {"a", "\n", " ", "|", "\t"}

    @pytest.mark.parametrize("box", ["[0 0 0 0]", "[0 0 1e9 1e9]", "[5 5 1 1]", "[a b c d]", "[0 0 1 99999999]"])
    def test_page_sizes(self, box: str) -> None:
        data = handmade(FONT + f"/MediaBox{box}", b"BT /F 12 Tf 50 70 Td (1,024 yuan) Tj ET")
        with suppress(UnreadableDocument):
            assert "1,024" in read(data, "x").text

    def test_picture_on_a_huge_page(self, with_ocr: Callable[..., None]) -> None:
        with_ocr(fake_line("共5846人。", 90, 100))
        image = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        page = "/MediaBox[0 0 90000 90000]/Resources<</XObject<</X 5 0 R>>>>"
        with pytest.raises(UnreadableDocument, match=r"points large|no text"):
            read(handmade(page, b"90000 0 0 90000 0 0 cm /X Do", (image, b"\0")), "x")

    def test_odd_matrices(self) -> None:
        content = b"BT /F 0 Tf 50 700 Td (zero) Tj /F 12 Tf 1e30 0 0 1e30 0 0 Tm (huge) Tj 0 0 0 0 0 0 Tm (flat) Tj ET"
        try:
            text = read(handmade(FONT + "/MediaBox[0 0 600 800]", content), "x").text
        except UnreadableDocument:
            return
        assert re.fullmatch(r"[a-z\s|]*", text)
