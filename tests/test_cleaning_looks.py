"""The cheap looks of the cleaning find what a search through the whole text finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportparse.cleaning import previews, spacing, with_whole_characters

FRAMES = """首页>文库|首页 > 文库|下载文档到电脑，x|- 配套讲稿：|文档编号：12|上传时间:x|免费下载 |VIP|阅读全文|救助工作。|限制12内|版权申诉"""
PIECES = [*FRAMES.split("|"), "VIP\n", "免费下载 \n", "文档编号：12\n", "\n", " "]
SITE = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
SPACED = st.text(alphabet="0123456789.,-%，、户人元万三十五共为大类（\u3000    ", max_size=40)


@pytest.mark.parametrize("pattern", ["_FOOT", "_BREADCRUMB", "_fact_line", "shy", "bold"])
@given(text=SITE, cut=st.integers(0, 30))
def test_lines_are_found_as_by_a_search(pattern: str, text: str, cut: int) -> None:
    notes = {"shy": previews._note_line(shy=True), "bold": previews._note_line(shy=False)}
    looked_for: re.Pattern[str] = notes.get(pattern) or getattr(previews, pattern)
    looked_for = looked_for if isinstance(looked_for, re.Pattern) else looked_for()
    end = max(0, len(text) - cut)
    assert [m.span() for m in previews._lines(looked_for, text, end)] == [
        m.span() for m in looked_for.finditer(text, 0, end)
    ]


@given(SPACED)
def test_gaps_are_found_as_by_a_search(line: str) -> None:
    blanks = [m.start() for m in spacing._BLANK.finditer(line)]
    tried = dict(spacing._tried(line, blanks))
    assert len(tried) == len(spacing._AT_BLANK) + 1
    for pattern, places in tried.items():
        assert list(spacing._gaps_at(line, pattern, places)) == [m.span("gap") for m in pattern.finditer(line)]


@pytest.mark.parametrize("text", ["共有35户", "共\ud800有", "\udfff", ""])
def test_half_a_pair_of_characters_is_read_as_unreadable(text: str) -> None:
    whole = with_whole_characters(text)
    assert whole == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
