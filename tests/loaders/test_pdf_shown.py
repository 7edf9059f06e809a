"""PDF pages set in other ways than from left to right, and what of a page can be seen."""

from __future__ import annotations

import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reportparse.loaders.ofd import read as read_ofd
from reportparse.loaders.pdf import read
from reportparse.model.document import Contents

helpers: Any = type("helpers", (), runpy.run_path(str(Path(__file__).parent / "test_ofd.py")))
LINES = (
    "全年保障城市低保对象3,512户、5,846人，累计发",
    "放低保金2845.67万元；增长5.9%。全县共有126个",
    "村完成年度复核，新增对象418户、692人，退出377户。",
)
TEXT = "".join(LINES)


def shown(text: str, x: float, y: float, size: float = 12, more: str = "") -> str:
    """A string at a place of the page, from its lower left corner."""
    return f"BT /F {size} Tf {more} 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def pdf(content: str, *, page: str = "", more: Sequence[str] = ()) -> bytes:
    """A PDF of one page in a font that every reader of Chinese knows; objects 8 and on as given."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{page}>>",
        f"<</Length {len(content)}>>\nstream\n{content}endstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 4>>/FontDescriptor 7 0 R/DW 1000/W[1 94 500 814 939 500]>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 752"
        "/Descent -271/StemV 58>>",
        *more,
    ]
    out, places = "%PDF-1.5\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("latin-1")


def body() -> str:
    return "".join(shown(line, 72, 700 - 20 * i) for i, line in enumerate(LINES))


def contents(content: str, *, page: str = "", more: Sequence[str] = ()) -> Contents:
    return read(pdf(content, page=page, more=more), "a")


def apart(found: Contents) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in found.apart]


def test_plain() -> None:
    found = contents(body())
    assert found.text == TEXT + "\n" and found.warnings == () and found.apart == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    found = contents(body(), page=f"/Rotate {turn}")
    assert found.text == TEXT + "\n"
    first, last = found.box_of(0, 1), found.box_of(5, 6)
    assert first is not None and last is not None
    steps = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}
    across, down = last[0] - first[0], last[1] - first[1]
    assert (round(across / 60), round(down / 60)) == steps[turn]


def test_letters_set_one_below_another() -> None:
    columns = "".join(
        shown(sign, 520 - 24 * column, 780 - 16 * row)
        for column, line in enumerate(LINES)
        for row, sign in enumerate(line)
    )
    found = contents(columns)
    assert found.text == TEXT + "\n" and not found.grids
    box = found.box_of(0, 1)
    assert box is not None and 515 < box[0] < 525 and box[1] < 80
    start = found.text.index("3,512")
    whole = found.box_of(start, start + 5)
    assert whole is not None and whole[3] - whole[1] > 4 * 16  # all of its five signs


def test_ofd_set_one_below_another() -> None:
    columns = "".join(
        f'<ofd:TextObject Boundary="{150 - 9 * n} 40 8 200" Size="5"><ofd:TextCode X="0" Y="5" DeltaY="g 99 5">{line}'
        "</ofd:TextCode></ofd:TextObject>"
        for n, line in enumerate(LINES)
    )
    assert read_ofd(helpers.ofd(columns), "a").text == TEXT + "\n"


def test_what_lies_beyond_the_page_is_apart() -> None:
    found = contents(body() + shown("页外99户", -300, 600) + shown("页下98户", 72, -60))
    assert found.text == TEXT + "\n"
    assert apart(found) == [("boilerplate", "页外99户"), ("boilerplate", "页下98户")]


def test_letters_drawn_with_nothing_are_apart_but_for_a_scan() -> None:
    assert apart(contents(body() + shown("隐藏99户", 72, 500, more="3 Tr"))) == [("boilerplate", "隐藏99户")]
    # All letters of a page drawn so: its text layer, over outlines.
    assert contents("3 Tr " + body()).text == TEXT + "\n"


def test_fields_that_are_filled_in_are_read() -> None:
    form = "/Annots[8 0 R]"
    stream = shown("86", 0, 2)
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(86)/F 4/Rect[72 500 172 520]/AP<</N 9 0 R>>>>"
    look = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 5 0 R>>>>/Length {len(stream)}>>\nstream\n"
        f"{stream}endstream"
    )
    assert contents(body(), page=form, more=[field, look]).text == f"{TEXT}\n86\n"


def test_raised_figures_become_signs() -> None:
    line = (
        shown("低保对象100", 72, 500)
        + shown("1", 138, 504, 7)
        + shown("户，占地120m", 142, 500)
        + shown("2", 208, 504, 7)
    )
    assert contents(body() + line).text.endswith("低保对象100¹户，占地120m2\n")


def test_points_in_figures_that_are_set_apart() -> None:
    steps, x = "", 72.0
    for sign in "救助3,512户、2845.67万元":
        steps += shown(sign, x, 500)
        x += 14.5 if sign > "\u2e80" else 7.2
    assert contents(body() + steps).text.endswith("救助3,512户、2845.67万元\n")


def test_an_empty_page_and_broken_signs_are_told() -> None:
    assert contents(body() + shown("\ue123\ue124", 72, 300)).warnings == (
        "page 1 holds signs that are no characters: 2",
    )
