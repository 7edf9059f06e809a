"""Loaders: every encoding that Chinese text comes in, and a clear refusal of all that is no text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders import Door, document_from_text, limits

load = Door().load

SIMPLIFIED = "桐坪县民政局全年发放低保金1862.4万元，惠及3105户。\r\n二、养老服务\r\n新增床位286张。"
TRADITIONAL = "桐坪縣民政局全年發放低保金1862.4萬元，惠及3105戶。\n二、養老服務\n新增床位286張。"
SHORT = ("低保户三百户", "发放资金12万元", "2020年工作总结", "新增床位286张", "全镇孤儿5人")
SHORT_TRADITIONAL = ("發放資金12萬元", "養老服務工作總結", "低保戶三百戶")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    document = load(SIMPLIFIED.encode(encoding), name="总结.txt")
    assert document.text == SIMPLIFIED
    assert document.source.encoding == ("gb18030" if encoding == "gbk" else encoding)
    assert not document.warnings


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_text_in_every_encoding(encoding: str) -> None:
    assert load(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_short_texts(text: str, encoding: str) -> None:
    assert load(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030"])
def test_short_traditional_texts(text: str, encoding: str) -> None:
    assert load(text.encode(encoding)).text == text


def test_utf16_without_a_mark_and_without_ascii() -> None:
    text = "全年救助困难群众三百余户，成效明显。"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert load(text.encode(encoding)).text == text


def test_the_source_tells_where_the_text_came_from(tmp_path: Path) -> None:
    path = tmp_path / "2019年总结.doc"  # the name lies: it is plain text
    data = SIMPLIFIED.encode("gb18030")
    path.write_bytes(data)
    source = load(path).source
    assert (source.path, source.format, source.encoding, source.bytes) == (str(path), "txt", "gb18030", len(data))
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.pages is None
    assert load(path, name="甲").source.path == "甲"


def test_a_file_cut_off_inside_a_character_is_read_with_a_warning() -> None:
    data = (SIMPLIFIED * 20).encode("utf-8")[:-2]
    document = load(data)
    assert document.text == (SIMPLIFIED * 20)[:-1] + "\ufffd"
    assert len(document.warnings) == 1
    assert "utf-8" in document.warnings[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "white space"),
        ("\ufeff\u3000\n".encode(), "white space"),
        (bytes(range(256)) * 8, "not text"),
        (b"\x00" * 64, ""),
        ("全年救助86户。".encode() * 3 + b"\x01\x02\x03", "binary"),
        ("déjà vu à l'été".encode("latin-1"), "not text"),
    ],
)
def test_what_is_no_text_is_refused_with_reason_and_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        load(data, name="x")
    assert reason in caught.value.reason
    assert caught.value.way_out
    assert not isinstance(caught.value, UnsupportedFormat)


def test_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportparse.loaders.MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"1" * 11)
    for given_ in (path, b"1" * 11):
        with pytest.raises(UnreadableDocument, match="11 bytes"):
            load(given_)
    with pytest.raises(UnreadableDocument, match="11 bytes"):
        document_from_text("1" * 11)
    assert limits.MAX_BYTES > 10


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no such file"):
        load(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocument, match="folder"):
        load(tmp_path)
    with pytest.raises(UnreadableDocument):
        load(Path("a\x00b"))


@given(st.text())
def test_any_string_becomes_a_document(text: str) -> None:
    document = document_from_text(text)
    assert document.text == text
    assert document.source.bytes == len(text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)  # the first file of a format starts the fence
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = load(data)
    except UnreadableDocument:
        return
    assert document.text.strip()


@given(
    st.text(alphabet="全年发放低保金救助困难群众养老服务工作总结户人元万，。、0123456789\n", min_size=8, max_size=200)
)
def test_text_of_daily_characters_comes_back_from_gb18030(text: str) -> None:
    if text.strip() and not text.isascii():
        assert load(text.encode("gb18030")).text == text
