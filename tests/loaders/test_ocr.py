"""Reading pictures of text: what stands where, how sure, level or not; and what happens where the extra is missing."""

from __future__ import annotations

import socket
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from reportparse.errors import UnreadableDocument
from reportparse.loaders import ocr_engine
from reportparse.loaders.ocr import available, missing, scan_page
from reportparse.loaders.ocr_characters import edges, width_class
from reportparse.loaders.ocr_doubts import doubted
from reportparse.loaders.ocr_engine import Engine, Recognised, recognised
from reportparse.loaders.ocr_level import apply, skew, then, turned
from reportparse.loaders.ocr_lines import PageLine, one_size
from reportparse.loaders.ocr_rules import rules, without
from reportparse.loaders.ocr_second_look import MOST_LOOKS, with_rings

SCANS = Path(__file__).parent.parent / "bed" / "scans"
NOTICE = [
    "青禾县民政局2022年工作总结",
    "一、社会救助",
    "全年发放城市低保金1286.45万元，保障2,318户、",
    "3907人；农村低保对象8810人，同比下降3.2%。",
    "二、养老服务",
    "新增养老床位160张，入住率58.3%。",
]

needs_engine = pytest.mark.skipif(not available(), reason="the extra `ocr` is not installed")


def bars(angle: float = 0.0) -> Image.Image:
    """A page of grey bars as lines of text are from afar."""
    page = Image.new("L", (600, 400), 250)
    draw = ImageDraw.Draw(page)
    for y in range(40, 360, 30):
        for x in range(60, 540, 14):
            draw.rectangle((x, y, x + 10, y + 11), fill=30)
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=250)


def plain(lines: list[str]) -> list[str]:
    """Lines with commas and the like as their Chinese forms: which of them a font shows is hard to tell."""
    return [line.translate(str.maketrans(",;:()", "，；：（）")) for line in lines]


# What needs no engine


@pytest.mark.parametrize("angle", [-5, -1.3, -0.7, 0, 0.7, 2.5, 5])
def test_the_skew_of_a_page_is_found(angle: float) -> None:
    assert skew(bars(angle)) == pytest.approx(-angle, abs=0.11)


def test_no_skew_is_told_of_an_empty_page() -> None:
    assert skew(Image.new("L", (600, 400), 250)) == 0.0
    assert skew(Image.new("1", (3, 3), 1)) == 0.0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 0.7, -3.5])
def test_places_find_their_way_back_from_a_turned_page(degrees: float) -> None:
    page = Image.new("L", (300, 200), 255)
    ImageDraw.Draw(page).rectangle((40, 30, 47, 37), fill=0)
    sheet = turned(page, degrees)
    rows, columns = np.nonzero(np.asarray(sheet.image) < 128)
    middle = np.array([columns.mean() + 0.5, rows.mean() + 0.5])
    assert apply(sheet.back, middle) == pytest.approx([44, 34], abs=0.6)
    again = turned(sheet.image, -degrees)
    assert apply(then(again.back, sheet.back), np.array(again.image.size) / 2) == pytest.approx([150, 100], abs=1)


def test_rules_are_found_and_letters_are_none() -> None:
    page = bars()
    draw = ImageDraw.Draw(page)
    for y in (60, 180, 300):
        draw.line((50, y, 557, y), fill=20, width=2)
    for x in (51, 556):
        draw.line((x, 60, x, 300), fill=20, width=2)
    found = rules(page)
    across = [r for r in found if r[2] - r[0] > r[3] - r[1]]
    down = [r for r in found if r not in across]
    assert [round(r[1], -1) for r in across] == [60, 180, 300]
    assert sorted(round(r[0], -1) for r in down) == [50, 560]
    assert rules(bars()) == []
    assert np.asarray(without(page, found))[:, 50:55].min() > 200


def test_letters_are_parted_where_the_paper_is_white() -> None:
    ink = np.zeros(100)
    ink[2:38], ink[42:58], ink[62:98] = 200, 200, 200
    found = edges("民8政", (0.2, 0.5, 0.8), ink)
    assert [(round(a, 2), round(b, 2)) for a, b in found] == [(0.02, 0.4), (0.4, 0.59), (0.59, 0.98)]


def test_letters_without_places_share_the_line_by_their_widths() -> None:
    found = edges("低保12", (), np.zeros(60))
    assert [round(b - a, 3) for a, b in found] == [0.333, 0.333, 0.167, 0.167]
    assert [width_class(sign) for sign in "民。，5.%"] == [1, 1, 1, 0.5, 0.5, 0.5]


def test_blanks_stand_between_their_neighbours() -> None:
    info = SimpleNamespace(word_cols=[[1, 3], [9]], confs=[0.9, 0.8, 0.5, 0.7], line_txt_len=10.0)
    read = recognised("低保 8", info)
    assert read.sureness == (0.9, 0.8, 0.5, 0.7)
    assert read.centres == pytest.approx((0.15, 0.35, 0.65, 0.95))


def test_where_the_library_gives_no_places_the_line_keeps_its_sureness() -> None:
    info = SimpleNamespace(word_cols=[[1]], confs=[0.9, 0.7], line_txt_len=10.0)
    read = recognised("低保金", info)
    assert read.centres == () and read.sureness == pytest.approx((0.8, 0.8, 0.8))


def test_ink_that_no_letter_stands_for_is_doubted() -> None:
    ink = np.zeros(100)
    for start in (2, 22, 42, 62, 82):
        ink[start : start + 16] = 200
    sure = (0.99, 0.99, 0.99, 0.99)
    centres = (0.1, 0.3, 0.7, 0.9)
    assert doubted("二〇八年", sure, centres, ink) == (0.99, 0.5, 0.5, 0.99)
    ink[42:58] = 0
    assert doubted("二〇八年", sure, centres, ink) == sure


def even(text: str, *, wide_after: int = -1) -> tuple[float, ...]:
    """Middles of letters that stand evenly but for one step four times as wide."""
    steps = np.cumsum([4.0 if i - 1 == wide_after else 1.0 for i in range(len(text))])
    return tuple((steps / (steps.max(initial=0) + 1)).tolist())


def test_digits_too_far_apart_are_doubted() -> None:
    # A range sign was printed between 19 and 63.
    sure = (1.0,) * 5
    ink = np.zeros(100)
    ink[50] = 200
    assert doubted("1963岁", sure, even("1963岁", wide_after=1), ink) == (1.0, 0.5, 0.5, 1.0, 1.0)
    assert doubted("1963岁", sure, even("1963岁"), ink) == sure
    assert doubted("963岁", sure[:4], even("963岁", wide_after=0), ink) == sure[:4]


@pytest.mark.parametrize(
    ("text", "point", "doubt"), [("32.944元", 0.98, True), ("32.944元", 1.0, False), ("32.94元", 0.9, False)]
)
def test_a_point_of_thousands_is_doubted_unless_it_is_sure(text: str, point: float, doubt: bool) -> None:
    sure = tuple(point if sign == "." else 1.0 for sign in text)
    ink = np.zeros(100)
    ink[50] = 200
    found = doubted(text, sure, even(text), ink)
    assert found[2] == (0.5 if doubt else point)


class FakeEngine(Engine):
    """Reads what it is told, and keeps the widths of the pictures."""

    def __init__(self, text: str, sure: float = 0.8) -> None:
        super().__init__(None)
        self.text, self.sure, self.widths = text, sure, list[int]()

    def read_line(self, pixels: np.ndarray) -> Recognised:
        self.widths.append(pixels.shape[1])
        return Recognised(self.text, (self.sure,) * len(self.text), even(self.text))


def looked_at(text: str, second: str) -> Recognised:
    read = Recognised(text, (0.99,) * len(text), even(text))
    return with_rings(FakeEngine(second), np.full((40, 400), 255, np.uint8), read)


@pytest.mark.parametrize("ring", ["0", "o", "O", "○"])
def test_a_ring_seen_on_a_second_look_is_put_behind_the_percent_sign(ring: str) -> None:
    found = looked_at("出生率4.14%，", f"率4.14%{ring}，")
    assert found.text == f"出生率4.14%{ring}，"
    assert len(found.sureness) == len(found.centres) == len(found.text)
    assert found.sureness == (0.99,) * 7 + (0.8, 0.8, 0.99)
    assert list(found.centres) == sorted(found.centres)


def test_a_ring_where_none_belongs_is_a_doubt() -> None:
    found = looked_at("入住率4.14%，", "率4.14%0，")
    assert found.text == "入住率4.14%，" and found.sureness[7] == 0.5
    ink = np.zeros(100)
    ink[50] = 200
    for text, sure in (("入住率5%0，", 0.5), ("出生率5%0，", 1.0)):
        assert doubted(text, (1.0,) * len(text), even(text), ink)[4] == sure


@pytest.mark.parametrize("second", ["率4.14%，", "率4.14%0.5个", "率4.74%0，", "率4.14，", "4.14%。2021年", ""])
def test_a_second_look_that_shows_no_ring_changes_nothing(second: str) -> None:
    assert looked_at("出生率4.14%，", second).text == "出生率4.14%，"


def test_second_looks_are_few_and_only_at_percentages() -> None:
    picture = np.full((40, 400), 255, np.uint8)
    for text, looks in (("低保12户", 0), ("4.14%0", 0), ("增长5%，" * 40, MOST_LOOKS)):
        reader = FakeEngine("")
        with_rings(reader, picture, Recognised(text, (1.0,) * len(text), even(text)))
        assert len(reader.widths) == looks
    reader = FakeEngine("")
    with_rings(reader, picture, Recognised("增长5%", (1.0,) * 4, ()))
    assert not reader.widths


def test_sizes_measured_twice_are_one_and_short_lines_take_the_usual_one() -> None:
    def line(text: str, size: float, certain: bool = True) -> PageLine:
        return PageLine(Recognised(text, (), ()), np.zeros((0, 4, 2)), 0.0, size, certain)

    sizes = [line("标题很大的字", 32), line("正文正文", 22), line("正文正文", 23), line("一", 17, False)]
    assert [found.size for found in one_size(sizes)] == [32, 22.5, 22.5, 22.5]


def test_without_the_extra_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert not available()
    with pytest.raises(UnreadableDocument, match=r"^总结\.png: .*; run: pip install 'reportparse\[ocr\]'$"):
        scan_page(Image.new("L", (100, 100), 255), 100, 100, name="总结.png")
    assert "\n" not in str(missing("总结.png"))


def test_an_engine_that_does_not_start_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(ocr_engine, "available", lambda: True)
    monkeypatch.setattr(ocr_engine, "_build", fail)
    monkeypatch.setattr(ocr_engine, "_free", [])
    with pytest.raises(UnreadableDocument, match=r"does not start \(libGL"), ocr_engine.engine("总结.png"):
        pass


# What needs it


@needs_engine
def test_a_scan_is_read_without_the_net(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(ocr_engine, "_free", [])
    lines = scan_page(Image.open(SCANS / "notice.png"), 480, 250).lines
    assert plain([line.text for line in lines]) == plain(NOTICE)


@needs_engine
def test_every_letter_has_a_box_and_a_sureness() -> None:
    image = Image.open(SCANS / "notice.png")
    width, height = image.width * 0.48, image.height * 0.48
    for line in scan_page(image, width, height).lines:
        assert len(line.text) == len(line.boxes) == len(line.sureness) == len(line.level)
        assert all(0 <= s <= 1 for s in line.sureness)
        assert all(0 <= x0 <= x1 <= width and 0 <= y0 <= y1 <= height for x0, y0, x1, y1 in line.boxes)
        middles = [(box[0] + box[2]) / 2 for box in line.boxes]
        assert middles == sorted(middles)
        assert len({box[1] for box in line.level}) == 1


@needs_engine
def test_a_figure_cropped_by_its_boxes_shows_its_ink() -> None:
    image = Image.open(SCANS / "notice.png").convert("L")
    line = next(line for line in scan_page(image, image.width, image.height).lines if "1286.45" in line.text)
    at = line.text.index("1286.45")
    for box in line.boxes[at : at + 4]:
        letter = np.asarray(image.crop(tuple(round(v) for v in box)))  # type: ignore[arg-type]
        assert letter.min() < 110
    x0, x1 = line.boxes[at][0], line.boxes[at + 6][2]
    middle = (line.boxes[at][1] + line.boxes[at][3]) / 2
    before, after = np.asarray(image)[int(middle) - 8 : int(middle) + 8, [int(x0) - 2, int(x1) + 2]].T
    assert before.min() > 110 or after.min() > 110


@needs_engine
def test_a_sign_that_the_network_does_not_know_is_read_as_two() -> None:
    image = Image.open(SCANS / "figures.png")
    lines = scan_page(image, 480, 173).lines
    text = "".join(line.text for line in lines)
    # ‰ as % and a ring, what is % without one; commas of thousands and the range sign stay.
    assert [text[text.index(n) + len(n) :][:2] for n in ("3.05", "12.4", "2.8")] == ["%0"] * 3
    assert "4.2%。" in text and "95.6%。" in text
    assert all(figure in text for figure in ("12,345人", "1,286.75万元", "3,127,405元", "808人"))
    assert "1963" not in text
    for line in lines:
        assert len(line.text) == len(line.boxes) == len(line.sureness)


@needs_engine
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_lie_or_stand_on_their_head_are_read(turn: int) -> None:
    upright = Image.open(SCANS / "table.png")
    given = upright.rotate(turn, expand=True)
    straight = scan_page(upright, upright.width, upright.height)
    scan = scan_page(given, given.width, given.height)
    assert [line.text for line in scan.lines] == [line.text for line in straight.lines]
    assert scan.lying == (turn != 180)
    box = next(line for line in scan.lines if line.text == "91.25").boxes[0]
    letter = np.asarray(given.crop(tuple(round(v) for v in box)).convert("L"))  # type: ignore[arg-type]
    assert letter.min() < 110


@needs_engine
def test_the_rules_of_a_table_are_found_on_the_level_page() -> None:
    image = Image.open(SCANS / "table.png")
    scan = scan_page(image, image.width, image.height)
    across = sorted(r[1] for r in scan.rules if r[2] - r[0] > r[3] - r[1])
    down = sorted(r[0] for r in scan.rules if r[2] - r[0] < r[3] - r[1])
    assert 1 + sum(b - a > 30 for a, b in pairwise(across)) == 5
    assert 1 + sum(b - a > 30 for a, b in pairwise(down)) == 5


@needs_engine
@pytest.mark.parametrize("side", [(40, 8), (9, 900), (1, 1), (300, 300)])
def test_pictures_without_text_have_no_lines(side: tuple[int, int]) -> None:
    assert scan_page(Image.new("L", side, 255), 100, 100).lines == []


@needs_engine
def test_strokes_of_large_letters_are_no_rules() -> None:
    page = Image.new("L", (320, 64), 255)
    ImageDraw.Draw(page).text((16, 10), "Total 1234.5", fill=0, font_size=36)
    assert [line.text for line in scan_page(page, 320, 64).lines] == ["Total 1234.5"]


@needs_engine
def test_a_scan_reads_alike_every_time() -> None:
    image = Image.open(SCANS / "table.png")
    assert scan_page(image, 480, 220).lines == scan_page(image, 480, 220).lines
