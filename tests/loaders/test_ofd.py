"""OFD: order, pages and boxes, templates and remarks apart, steps and matrices of letters, hostile files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reportparse.errors import UnreadableDocument
from reportparse.loaders.ofd import read
from reportparse.loaders.ofd_geometry import deltas

BED = Path(__file__).resolve().parent.parent / "bed"
CORPUS = BED.parent.parent / "corpus"
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 72 / 25.4


def ofd(*pages: str, resources: str = "", head: str = "", more: dict[str, str] | None = None) -> bytes:
    """A file with pages of these objects."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    parts = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f"<ofd:Res {NAMESPACE}>{resources}</ofd:Res>",
    }
    for i, objects in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f"{head}<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (parts | (more or {})).items():
            archive.writestr(name, text)
    return out.getvalue()


def line(text: str, y: float = 50, x: float = 20, steps: str = "g 99 5", more: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 160 8" Size="5" {more}><ofd:TextCode X="0" Y="5" DeltaX="{steps}">{text}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", ["d1-02", "d2-01", "d3-02"])
def test_documents_of_the_corpus_read_as_their_text(name: str) -> None:
    contents = read((BED / "corpus" / f"{name}.ofd").read_bytes(), "a")
    kept = [row for row in (CORPUS / f"{name}.txt").read_text("utf-8").splitlines() if "—" not in row[:2]]
    assert squeezed(contents.text) == squeezed("".join(kept))
    assert len(contents.pages) == 2 and len(contents.boxes or ()) == 4 * len(contents.text)
    assert {apart.kind for apart in contents.apart} == {"header", "footer"}


def test_a_table_with_ruling_lines() -> None:
    contents = read((BED / "corpus" / "d2-03.ofd").read_bytes(), "a")
    grid = contents.grids[0]
    assert (grid.rows, grid.columns) == (18, 4)
    texts = {(c.row, c.column): contents.text[c.start : c.end] for c in grid.cells}
    assert [texts[4, column] for column in range(4)] == ["养老机构床位", "张", "5,236", "5,180"]


def test_everything_that_a_file_can_hold() -> None:
    contents = read((BED / "ofd" / "features.ofd").read_bytes(), "a")
    for sentence in (
        "187.2万元，惠及3120人。",
        "救助流浪乞讨人员二百零三",
        "人次全年",
        "供养金82.5万元",
        "资金合计96.5万元。",
    ):
        assert sentence in contents.text
    assert not any(words in contents.text for words in ("内部资料", "背景文字", "仅供内部", "请核对"))
    apart = {(found.kind, found.text) for found in contents.apart}
    assert {("boilerplate", "内部资料"), ("boilerplate", "背景文字"), ("comment", "请核对这个数字")} <= apart
    assert contents.warnings == ("files attached to it are not read: 1",)
    assert len(contents.pages) == 2


def test_boxes_are_in_points_from_the_top_left() -> None:
    contents = read(ofd(line("全年120张", steps="5 5 g 2 2.5 2.5")), "a")
    assert contents.text == "全年120张\n"
    x0, y0, x1, y1 = contents.box_of(2, 5) or (0, 0, 0, 0)
    assert (x0, x1) == pytest.approx((30 * MM, 37.5 * MM), abs=0.1)
    assert 50 * MM < y0 < 52 * MM and 55 * MM < y1 < 56.5 * MM
    assert contents.pages[0].width == pytest.approx(210 * MM)


def test_a_matrix_moves_and_scales() -> None:
    moved = '<ofd:TextObject Boundary="20 50 90 20" CTM="2 0 0 2 10 0" Size="2.5"><ofd:TextCode X="0" Y="2.5" DeltaX="2.5">全年</ofd:TextCode></ofd:TextObject>'
    contents = read(ofd(moved), "a")
    box = contents.box_of(0, 2)
    assert box is not None and (box[0], box[2]) == pytest.approx((30 * MM, 40 * MM), abs=0.1)


def test_pieces_of_a_line_in_any_order_read_from_left_to_right() -> None:
    objects = line("万元", x=45, steps="5") + line("发放", x=20, steps="5") + line("187.2", x=30.5, steps="g 4 2.6")
    assert read(ofd(objects), "a").text == "发放187.2万元\n"


def test_graphics_put_together_from_others_and_hidden_text() -> None:
    resources = (
        f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>{line("合成救助金")}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    page = '<ofd:CompositeObject ResourceID="7" Boundary="0 0 100 100"/>' + line("看不见", 90, more='Visible="false"')
    assert read(ofd(page, resources=resources), "a").text == "合成救助金\n"


def test_steps() -> None:
    assert deltas("g 3 2.5 1", 10) == [2.5, 2.5, 2.5, 1.0]
    assert deltas("g 999999999999 2", 4) == [2.0] * 4
    assert (
        deltas("g", 4) == [] and deltas("g x y 3", 4) == [3.0] and deltas("nan inf 1e99 5", 9) == [0.0, 0.0, 0.0, 5.0]
    )


def test_graphics_that_hold_themselves_end() -> None:
    inner = '<ofd:CompositeObject ResourceID="7" Boundary="0 0 1 1"/>' * 9
    resources = (
        f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{line("圈")}{inner}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    with pytest.raises(UnreadableDocument, match="objects"):
        read(ofd(inner, resources=resources), "a")


def test_forged_numbers_do_no_harm() -> None:
    for wrong in ("nan", "1e308", "-1e9", "x", ""):
        page = (
            f'<ofd:TextObject Boundary="{wrong} {wrong} 1 1" CTM="{wrong} 0 0 1 0 0" Size="{wrong}" HScale="{wrong}">'
            f'<ofd:TextCode X="{wrong}" Y="{wrong}" DeltaX="{wrong}">甲乙</ofd:TextCode></ofd:TextObject>'
        )
        contents = read(ofd(page + line("正文", 90)), "a")
        assert "正文" in contents.text


def test_refusals_are_one_clear_line() -> None:
    good = (BED / "ofd" / "features.ofd").read_bytes()
    picture = '<ofd:ImageObject ResourceID="3" Boundary="0 0 210 297"/>'
    broken = {
        "damaged": [good[: len(good) // 2], b"PK\x03\x04", ofd(line("甲"), more={"OFD.xml": "<a"})],
        "password": [ofd(line("甲"), more={"Encryptions.xml": "<e/>"})],
        "pictures": [ofd(picture)],
        "no text": [ofd(""), ofd()],
        "shapes of letters": [ofd(line("\ue001\ue002\ue003\ue004\ue005金额"))],
        "entities": [ofd(line("&b;"), head='<!DOCTYPE a [<!ENTITY b "甲">]>')],
    }
    for words, files in broken.items():
        for data in files:
            with pytest.raises(UnreadableDocument, match=words) as caught:
                read(data, "通知.ofd")
            assert "\n" not in str(caught.value) and str(caught.value).startswith("通知.ofd: ")


def test_a_missing_page_is_named() -> None:
    pages = "".join(f'<ofd:Page BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in (0, 9))
    document = f"<ofd:Document {NAMESPACE}><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    data = ofd(line("第一页"), more={"Doc_0/Document.xml": document})
    contents = read(data, "a")
    assert contents.text == "第一页\n" and contents.warnings == ("page 2 is missing from the file",)


def test_mutations_are_read_or_refused() -> None:
    good = (BED / "ofd" / "features.ofd").read_bytes()
    for seed in range(60):
        data = bytearray(good)
        for step in range(5):
            data[(seed * 7919 + step * 104729) % len(data)] = (seed * 31 + step * 17) % 256
        try:
            read(bytes(data), "a")
        except UnreadableDocument as error:
            assert "\n" not in str(error)
