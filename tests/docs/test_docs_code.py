"""What the pages tell a reader to type works: every block of Python and of commands is run, page by page."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from blocks import PAGES, ROOT, RUN, SHOWN, Block, Reader, blocks_of, forget_modules, like

NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]


@pytest.mark.parametrize("page", NAMES)
def test_a_page_can_be_followed(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = list(blocks_of((ROOT / page).read_text("utf-8")))
    if not any(block.language in (*RUN, "toml", "json") for block in blocks):
        return
    reader = Reader(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    try:
        with redirect_stdout(io.StringIO()):
            for block in blocks:
                reader.follow(block, page)
    finally:
        forget_modules(tmp_path)


@pytest.mark.parametrize("page", NAMES)
def test_every_block_says_what_it_is_and_is_left_out_with_a_reason_only(page: str) -> None:
    for block in blocks_of((ROOT / page).read_text("utf-8")):
        assert block.language in (*RUN, *SHOWN), f"{page}:{block.line}: {block.language!r}"
        if block.mark == "not run":
            assert block.language in RUN, f"{page}:{block.line}: is not run anyway"
            assert len(block.said.split()) >= 3, f"{page}:{block.line}: give a reason"


def test_most_blocks_are_run() -> None:
    blocks = [b for page in PAGES for b in blocks_of(page.read_text("utf-8")) if b.language in RUN]
    assert sum(b.mark == "not run" for b in blocks) < len(blocks) / 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<!-- not run: it never ends here -->\n```sh\na\n```\n",
            [Block(2, "sh", "a\n", "not run", "it never ends here")],
        ),
        ("<!-- file: a.toml -->\n\n```toml\na = 1\n```\n", [Block(3, "toml", "a = 1\n", "file", "a.toml")]),
        ("<!-- not run: x -->\nwords\n```sh\na\n```\n", [Block(3, "sh", "a\n")]),
        ("- item\n  ```python\n  if a:\n      b\n  ```\n", [Block(2, "python", "if a:\n    b\n")]),
    ],
)
def test_how_blocks_are_found(text: str, expected: list[Block]) -> None:
    assert list(blocks_of(text)) == expected


def test_a_block_without_an_end_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(blocks_of("```sh\na\n"))


@pytest.mark.parametrize(
    ("block", "error"),
    [
        (Block(1, "python", "1 / 0\n"), ZeroDivisionError),
        (Block(1, "sh", "reportparse extract no-such.txt\n"), AssertionError),
        (Block(1, "sh", "rm -rf archive\n"), AssertionError),
        (Block(1, "console", "$ reportparse text report.txt\n别的文字\n"), AssertionError),
        (Block(1, "toml", "a = \n"), ValueError),
    ],
)
def test_a_block_that_does_not_work_is_found(
    block: Block, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error):
        reader.follow(block, "page.md")


def test_what_is_printed_may_be_shown_in_part() -> None:
    assert like("a\nb\nc\nd 12 s\n", "a\n…\nd … s")
    assert like("a\nb\n", "a\nb")
    assert not like("a\nb\n", "a")
    assert not like("a\nb\nc\n", "b\n…")
