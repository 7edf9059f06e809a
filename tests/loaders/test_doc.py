"""Word's binary files: what is printed comes in whole and in order, what is not stays out, damage is refused."""

from __future__ import annotations

import importlib.util
import random
import struct
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.doc import read
from reportparse.loaders.doc_numerals import numeral
from reportparse.loaders.doc_tables import join_number
from reportparse.model.document import Contents

BED = Path(__file__).parent.parent / "bed"
FILES = sorted(path.name for path in (BED / "doc").glob("*.doc") if "locked" not in path.name)


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_doc_binary", BED / "make_doc_binary.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


make = _maker()


def load(name: str) -> Contents:
    return read((BED / "doc" / name).read_bytes(), name)


def blocks(contents: Contents) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, contents.text[b.start : b.end]) for b in contents.blocks]


def grid(contents: Contents, at: int) -> list[tuple[int, int, int, int, str]]:
    return [(*c[:4], contents.text[c.start : c.end]) for c in contents.grids[at].cells]


@pytest.fixture(scope="module")
def features() -> Contents:
    return load("features.doc")


def test_headings_and_items_have_their_numbers_as_printed(features: Contents) -> None:
    kinds = ("heading", "item")
    assert [b for b in blocks(features) if b[0] in kinds] == [
        ("heading", 1, "一、基本情况"),
        ("heading", 2, "(一)救助工作"),
        ("item", 3, "1. 第一项"),
        ("item", 3, "2. 第二项"),
        ("item", 4, "①其一"),
        ("item", 4, "②其二"),
        ("heading", 2, "(二)养老工作"),
        ("item", 3, "1. 重新计数"),
        ("heading", 1, "二、下一步"),
        ("item", 1, "1. 2017年开始"),
        ("item", 2, "1.1 分项"),
        ("item", 3, "a)字母项"),
        ("item", 1, "2. 接着数"),
        ("item", 1, "1. 从头数"),
        ("item", 1, "• 圆点项"),
        ("item", 1, "第玖条 条款"),
        ("item", 1, "第壹拾条 条款乙"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "占3.6%。",  # a field in a field: results only
        "发放资金1080万元",  # 980 struck out, 1080 put in
        "看得见还看得见",  # hidden by itself and by a style
        "首行\n次行\t制表后-连",  # line break, tab, hyphen that does not break
        "带框之后\n框内文字88件\n",  # a text box comes behind its paragraph
        "挂组\n组内甲12\n组内乙34\n",  # the boxes of a group hang where the group does
        "脚注在此其后文字",
        "✓已办结",  # a sign of a symbol font
    ],
)
def test_what_is_printed_is_in_the_text(features: Contents, line: str) -> None:
    assert line in features.text


def test_notes_come_last_and_the_rest_apart(features: Contents) -> None:
    assert [b[2] for b in blocks(features)[-2:]] == ["数据来自年报", "尾注文字"]
    assert {(a.kind, a.text) for a in features.apart} == {
        ("boilerplate", "目录行\t3"),
        ("header", "民政局文件"),
        ("footer", "第 2 页"),
        ("comment", "请核对"),
    }
    for gone in ("目录行", "民政局文件", "请核对", "PAGE", "REF", "看不见", "样式藏", "980"):
        assert gone not in features.text


def test_a_table_has_its_spans_and_header_rows(features: Contents) -> None:
    assert features.grids[0].header_rows == 2
    assert grid(features, 0)[:5] == [
        (0, 0, 2, 1, "县区"),
        (0, 1, 1, 2, "救助"),
        (0, 3, 2, 1, "合计(万元)"),
        (1, 1, 1, 1, "户数"),
        (1, 2, 1, 1, "人数"),
    ]
    assert "| 西城区 | 89 | 120 其中儿童15 | 3.45 |" in features.text


def test_numbers_stand_alone_in_cells_and_inner_tables_follow(features: Contents) -> None:
    assert "| 3. | 养老机构 |\n| 4. | 儿童福利院 |" in features.text
    assert "| 外甲 | 外乙 外尾 |\n| 内甲 | 7.5 |" in features.text


def test_fast_saved_pieces_come_in_order_without_what_was_deleted() -> None:
    assert load("fast_saved.doc").text == "第一段1234元。\n第三段3,456人。\nlow income: 78% – “ok”\n"


def test_eight_bit_pieces_may_be_chinese() -> None:
    assert load("narrow_gbk.doc").text == "2003年民政工作总结\n救助1234户,“低保”金56.7万元。\n"


@pytest.mark.parametrize("name", ["word95_gbk.doc", "word95_wide.doc"])
def test_word_95_in_one_byte_and_in_two(name: str) -> None:
    contents = load(name)
    assert "年民政工作总结\n发放救济款123万元。\n| 甲 | 乙 |\n| 丙 | 丁 |\n" in contents.text
    assert contents.grids[0].columns == 2


def test_word_95_numbers_and_hidden_text() -> None:
    assert load("word95_numbers.doc").text == "(3)救灾\n(4)保\n(5)双拥\n正文\nI. 优抚\n"


def test_rows_cut_differently_share_their_columns() -> None:
    contents = load("tables.doc")
    assert grid(contents, 0) == [
        (0, 0, 1, 1, "a"),
        (0, 1, 1, 1, "b"),
        (0, 2, 1, 1, "c"),
        (1, 0, 1, 3, "d"),  # its edge lies half a millimetre off
        (2, 0, 1, 1, "e"),
        (2, 1, 1, 2, "f g"),  # merged sideways
        (3, 0, 1, 2, "h"),  # its row is described in the data stream
        (3, 2, 1, 2, "i"),
    ]
    assert contents.grids[0].header_rows == 1


def test_drawn_fields_symbols_styles_that_hide_and_embedded_objects() -> None:
    contents = load("marks.doc")
    assert contents.text == "带圈③项,1/2以上\n符号≤5,(完, lone 12\n𠮷林78件\n次行\n末\n"
    assert contents.blocks[2].kind == "heading"  # its style is based on one that is based on it
    assert "object of another program" in contents.warnings[0]


@pytest.mark.parametrize("name", ["locked.doc", "locked95.doc", "locked.docx"])
def test_a_password_is_named(name: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"^{name}: it is protected by a password; open it with"):
        load(name)


def test_an_ole_file_without_word_in_it_is_named() -> None:
    with pytest.raises(UnsupportedFormat, match=r"early WPS or of Works.*save it as \.docx"):
        load("old_works.wps")


def test_an_excel_file_is_named() -> None:
    with pytest.raises(UnsupportedFormat, match="Excel"):
        read(make.compound({"Workbook": b"x"}), "a.doc")


def test_empty_and_garbage_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text in it"):
        read(make.Draft([make.Part("\x01\r")]).file(), "pictures.doc")
    noise = random.Random(7)
    text = "".join(chr(noise.randrange(0x3400, 0xFA00)) for _ in range(400)).encode("utf-16-le", "replace")
    with pytest.raises(UnreadableDocument, match="garbage"):
        read(make.Draft([make.Part(text.decode("utf-16-le", "replace"))]).file(), "noise.doc")


def test_a_text_that_claims_too_much_is_refused() -> None:
    draft = make.Draft([make.Part("一二三\r")])
    streams = draft.streams()
    table = bytearray(streams["1Table"])
    at = table.index(struct.pack("<2I", 0, 4))  # the piece table: one piece of four characters
    table[at + 4 : at + 8] = struct.pack("<I", 0x7FFFFFF0)
    with pytest.raises(UnreadableDocument, match="claims more than"):
        read(make.compound({**streams, "1Table": bytes(table)}), "bomb.doc")


def test_more_lines_than_a_document_has_are_refused() -> None:
    streams = make.Draft([make.Part("一\r")]).streams()
    size = 400_000
    word = bytearray(streams["WordDocument"])
    pieces = (
        struct.pack("<51I", *range(0, size + 1, size // 50)) + struct.pack("<HIH", 0, len(word) * 2 | 1 << 30, 0) * 50
    )
    table = streams["1Table"] + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<2I", word, 0x9A + 8 * 33, len(streams["1Table"]), len(pieces) + 5)
    struct.pack_into("<I", word, 0x4C, size)
    # Fifty pieces name the same eight thousand bytes: a small file, a large text.
    data = make.compound({"WordDocument": bytes(word) + b"\r" * (size // 50), "1Table": table})
    with pytest.raises(UnreadableDocument, match="more than 300,000 paragraphs"):
        read(data, "lines.doc")


def test_a_text_cut_off_is_read_with_a_warning() -> None:
    streams = make.Draft([make.Part("一二三四\r", "utf-16-le"), make.Part("五六七\r")]).streams()
    table = bytearray(streams["1Table"])
    at = table.index(struct.pack("<3I", 0, 5, 9)) + 12 + 8 + 2
    table[at : at + 4] = struct.pack("<I", 0x00FFFFFF)
    contents = read(make.compound({**streams, "1Table": bytes(table)}), "cut.doc")
    assert contents.text.startswith("一二三四")
    assert "4 characters of its text are missing" in contents.warnings[-1]


@pytest.mark.parametrize("name", FILES)
def test_mutations_are_read_or_refused(name: str) -> None:
    good = (BED / "doc" / name).read_bytes()
    chance = random.Random(name)
    start = time.perf_counter()
    for turn in range(40):
        data = bytearray(good)
        if turn % 4 == 0:
            del data[chance.randrange(len(data)) :]
        elif turn % 4 == 1:
            for _ in range(30):
                at = chance.randrange(512, len(data) - 4) // 4 * 4
                data[at : at + 4] = chance.choice([b"\xff\xff\xff\x7f", bytes(4), b"\xff" * 4, b"\x01\0\0\0"])
        else:
            for _ in range(chance.randrange(1, 80)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            contents = read(bytes(data), name)
        except UnreadableDocument as error:
            assert "\n" not in str(error)
        else:
            assert contents.text.strip()
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("number", "code", "printed"),
    [
        (7, 0, "7"), (4, 1, "IV"), (9, 2, "ix"), (28, 4, "bb"), (2, 5, "2nd"), (12, 5, "12th"), (5, 22, "05"),
        (10, 37, "十"), (21, 37, "二十一"), (101, 37, "一○一"), (105, 39, "一百零五"), (10, 38, "壹拾"), (20, 39, "二十"),
        (12, 10, "一二"), (3, 28, "③"), (21, 28, "21"), (2, 27, "⑵"), (2, 26, "⒉"), (4, 29, "㈣"), (3, 30, "丙"),
        (12, 31, "亥"), (1, 32, "甲子"), (12, 14, "１２"), (1, 23, ""), (1, 255, ""), (10010, 39, "一万零一十"),
    ],
)  # fmt: skip
def test_numerals(number: int, code: int, printed: str) -> None:
    assert numeral(number, code) == printed


@pytest.mark.parametrize(
    ("number", "text", "joined"),
    [
        ("一、", "2017年", "一、2017年"),
        ("1.\t", "5万", "1. 5万"),
        ("1.", "5万", "1. 5万"),
        ("3", "2017年", "3 2017年"),
        ("①", "全年", "①全年"),
        ("1\t", "", "1"),
        ("", "全年", "全年"),
    ],
)
def test_a_number_never_touches_a_figure(number: str, text: str, joined: str) -> None:
    assert join_number(number, text) == joined
