"""PDF: what is no running text (headers of single pages, watermarks, footnotes) goes apart, and nothing else does."""

from __future__ import annotations

import sys
import types
import zlib
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders import Door
from reportparse.loaders.pdf import read
from reportparse.loaders.pdf_lines import Line
from reportparse.loaders.pdf_margins import PAGE_NUMBER
from reportparse.loaders.pdf_margins_lone import Lone, Setting, is_lone_margin
from reportparse.model.document import Contents

BED = Path(__file__).parent.parent / "bed" / "pdf"
FONT = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>{}>>/MediaBox[0 0 600 800]"


def contents(name: str) -> Contents:
    return read((BED / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def apart(found: Contents) -> list[tuple[str, str, int | None]]:
    return [(a.kind, a.text.replace(" ", ""), a.page) for a in found.apart]


def texts(found: Contents, kind: str = "paragraph") -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if b.kind == kind]


def handmade(content: bytes, resources: str = "", *more: tuple[str, bytes]) -> bytes:
    """A PDF of one page, objects 5 and on as given; pdfium finds them without a table of places."""
    page = "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R" + FONT.format(resources) + ">>\nendobj\n"
    parts = [
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        page.encode(),
    ]
    for number, (head, body) in enumerate([("/Filter/FlateDecode", zlib.compress(content)), *more], 4):
        parts.append(
            f"{number} 0 obj\n<</Length {len(body)}{head}>>\nstream\n".encode() + body + b"\nendstream\nendobj\n"
        )
    return b"".join([*parts, b"trailer\n<</Root 1 0 R>>\n%%EOF\n"])


def lone(
    text: str,
    *,
    size: float = 9.0,
    from_edge: float = 0.05,
    white: float = 40.0,
    ruled: bool = False,
    tagged: bool = False,
    title: str = "清河县民政局2021年工作总结",
) -> bool:
    """Whether a line at the head of a page, off from its text, is taken for a header."""
    line = Line(0, text, [], 70, 40, 300, 40 + size, size, "", False)
    setting = Setting(16.0, 20, title)
    return is_lone_margin(Lone(line, True, from_edge, white, ruled, tagged), setting)


class TestLonePages:
    def test_running_title_page_number_and_editor_go(self) -> None:
        found = contents("lone_header")
        assert apart(found) == [
            ("header", "清河县民政局年度工作总结汇编", 1),
            ("footer", "清河县民政局办公室编\t第1页共1页", 1),
        ]
        assert texts(found)[-2:] == ["清河县民政局", "2021年12月31日"]
        assert texts(found, "heading") == ["2021年工作总结"]

    def test_what_a_browser_prints_goes(self) -> None:
        found = contents("lone_print")
        assert [kind for kind, _, _ in apart(found)] == ["header", "footer"]
        assert "http" not in found.text and "10:22" not in found.text and found.text.startswith("2021年工作总结\n")

    def test_head_and_foot_of_an_official_document_stay(self) -> None:
        found = contents("lone_letter")
        assert apart(found) == [("footer", "—1—", 1)]
        for words in ("000126", "机密★1年", "特急", "清民发〔2021〕126号", "抄送：县政府", "2021年12月31日印发"):
            assert words in found.text

    def test_text_to_the_edges_stays(self) -> None:
        found = contents("lone_plain")
        assert found.apart == ()
        assert texts(found)[0] == "清河县民政局工作情况"
        assert texts(found)[-2:] == ["清河县民政局", "二〇二一年十二月三十一日"]

    def test_header_that_only_the_tags_tell(self) -> None:
        found = contents("tagged")
        assert apart(found) == [("header", "民政工作资料选", 1), ("footer", "1", 1)]
        assert found.text.startswith("工作情况\n")

    def test_small_line_off_from_the_text(self) -> None:
        assert lone("清河县民政志资料")
        assert lone("清河县民政志资料", white=8.0, ruled=True)
        assert not lone("清河县民政志资料", white=8.0)
        assert not lone("清河县民政志资料", from_edge=0.11)

    def test_small_line_that_may_be_the_title(self) -> None:
        assert not lone("清河县民政局工作总结", title="")
        assert lone("清河县民政局工作总结", title="", ruled=True)

    def test_line_in_the_letters_of_the_text(self) -> None:
        assert not lone("清河县民政志资料", size=16.0, ruled=True)
        assert lone("清河县民政局", size=16.0)  # the title below says the same once more

    @pytest.mark.parametrize(
        "text",
        [
            "清民发〔2021〕126号",
            "机密★1年",
            "特急",
            "附件1",
            "签发人：王某",
            "抄送：县财政局",
            "2021年12月31日",
            "二〇二一年十二月三十一日",
            "（征求意见稿）",
            "第12期",
            "各乡镇人民政府：",
            "全年保障5,846人。",
            "一、社会救助",
            "①含代管人员",
            "注：按年末数计算",
            "数据来源：县统计局",
            "单位：万元",
            "联系人：王某",
        ],
    )
    def test_head_foot_and_text_of_a_document_stay(self, text: str) -> None:
        assert not lone(text)
        assert not lone(text, ruled=True, tagged=True)

    @pytest.mark.parametrize(
        "text", ["— 3 —", "第1页 共1页", "第 1 页，共 1 页", "1/1", "1 / 1", "共1页 第1页", "第1页/共1页", "第1/1页"]
    )
    def test_page_numbers(self, text: str) -> None:
        assert PAGE_NUMBER.fullmatch(text)


class TestStamps:
    def test_watermarks_are_apart(self) -> None:
        found = contents("stamps")
        assert apart(found) == [
            ("boilerplate", "内部资料注意保存", 1),
            ("boilerplate", "清河县民政局门户网站", 2),
            ("boilerplate", "样本文件", 3),
        ]

    def test_text_below_them_is_whole(self) -> None:
        found = contents("stamps")
        assert [text[-4:] for text in texts(found)] == [".9%。", "2万元。"] * 5
        assert not set("样本网站存") & set(found.text)
        assert texts(found, "heading") == ["下步工作打算"]  # pale, but over nothing

    def test_slanting_labels_and_leaning_letters_stay(self) -> None:
        found = contents("slanting_labels")
        assert found.apart == ()
        assert "以上数据均为年末数，共涉及2,468人。" in found.text and "特困供养\t临时救助" in found.text

    def test_scan_with_its_mark_as_letters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = types.ModuleType("reportparse.loaders.ocr")
        module.available = lambda: False  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "reportparse.loaders.ocr", module)
        marks = b"".join(b"0.7 0.7 -0.7 0.7 50 %d Tm (internal copy) Tj " % y for y in range(50, 700, 50))
        image = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        content = b"q 600 0 0 800 0 0 cm /X Do Q 0.8 g BT /F 12 Tf " + marks + b"ET"
        with pytest.raises(UnreadableDocument, match="scan without a text layer"):
            read(handmade(content, "/XObject<</X 5 0 R>>", (image, b"\xff")), "x")

    def test_page_of_nothing_but_slanting_text_stays(self) -> None:
        content = b"BT /F 24 Tf 0.9 0.4 -0.4 0.9 50 300 Tm (paid 1,024 yuan) Tj ET"
        assert "1,024" in read(handmade(content), "x").text

    def test_thousands_of_marks(self) -> None:
        marks = b"".join(b"0.7 0.7 -0.7 0.7 %d %d Tm (a%d) Tj " % (i % 590, i % 780, i) for i in range(5000))
        read(handmade(b"BT /F 12 Tf " + marks + b"ET"), "x")


class TestNotes:
    def test_sentence_runs_on_over_notes_and_page(self) -> None:
        found = contents("notes")
        assert "涉及老人412人和床位215张，全部问题已经于当年整改完毕。" in found.text
        assert texts(found)[0].startswith("全县有养老机构") and texts(found)[0].endswith("整改完毕。")

    def test_notes_stand_at_the_end_each_whole(self) -> None:
        assert texts(contents("notes"), "note") == [
            "1 含代管的企业职工39人，由各乡镇于2021年6月核对，数据以县级系统的登记为准。",
            "2 不含停用的12张。",
            "[1] 按常住人口计算，合计15人。",
            "[2] 不含往年结转的86.2万元。",
        ]

    def test_their_places_are_on_their_page(self) -> None:
        found = contents("notes")
        for words, number in (("39人", 1), ("12张", 1), ("合计15人", 2), ("1,206.48", 2), ("412人", 1)):
            start = found.text.index(words)
            page, box = found.page_at(start), found.box_of(start, start + len(words))
            assert page is not None and page.number == number
            assert box is not None and (box[1] > 700) == (found.text.index(words) > found.text.index("1 含代管"))

    def test_each_character_has_a_box(self) -> None:
        found = contents("notes")
        assert found.boxes is not None and len(found.boxes) == 4 * len(found.text)
        assert found.pages[-1].end == len(found.text)

    def test_pages_are_counted_once(self) -> None:
        assert Door().load(BED / "notes.pdf").source.pages == 2

    def test_lists_are_no_notes(self) -> None:
        found = contents("no_notes")
        assert texts(found, "note") == []
        assert len(texts(found, "item")) == 4


class TestLongRuns:
    def test_what_pdfium_drops_is_told(self) -> None:
        found = read(handmade(b"BT /F 1 Tf 50 700 Td (" + b"7" * 50_000 + b") Tj ET"), "x")
        (warning,) = (each for each in found.warnings if "index" not in each)  # the file is made by hand, without one
        assert warning.startswith("page 1: a run of 32,767 signs") and "missing" in warning

    def test_many_runs_are_whole_and_without_a_word(self) -> None:
        lines = b"".join(b"1 0 0 1 50 %d Tm (" % (700 - i) + b"7" * 1_000 + b") Tj " for i in range(50))
        found = read(handmade(b"BT /F 1 Tf " + lines + b"ET"), "x")
        assert all("index" in each for each in found.warnings) and found.text.count("7") == 50_000
