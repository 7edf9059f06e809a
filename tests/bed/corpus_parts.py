"""Six documents of the corpus as titles, headings, paragraphs and tables, out of which every format is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).resolve().parent.parent.parent / "corpus"

Kind = Literal["title", "line", "heading", "item", "paragraph", "table"]


@dataclass(frozen=True)
class Part:
    """A block of a document. `numbered` is which automatic number it has ('' for none) and `typed` how it prints."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    numbered: Literal["", "一、", "(一)", "1、"] = ""
    typed: str = ""

    @property
    def printed(self) -> str:
        """The text with its number."""
        return self.typed + self.text


@dataclass(frozen=True)
class Plan:
    """How a document of the corpus is taken: where its lines were broken by hand, whether its numbers are automatic."""

    header: str
    joined: bool = False  # lines of the .txt are pieces of paragraphs
    automatic: bool = False  # numbers become the word processor's own
    run_in: bool = True  # a numbered line goes on after its heading, so it is a paragraph and no heading
    web_page: str = ""  # the encoding of a hand-made web page; '' for LibreOffice's
    subtitles: tuple[str, ...] = field(default=())  # short lines that are headings without a number


PLANS = {
    "d1-02": Plan("清江区民政局文件", joined=True, automatic=True),
    "d1-04": Plan("和安市民政局", web_page="gb18030"),
    "d2-01": Plan("芦汀区社会服务发展统计公报", automatic=True, web_page="utf-8"),
    "d2-02": Plan("椴江市民政局文件", automatic=True),
    "d2-03": Plan("岚浦区民政局", web_page="gb18030", subtitles=("数据解读",)),
    "d3-02": Plan("青柏市慈善总会", web_page=""),
}

NUMBER = re.compile(
    r"(?:(?P<major>[一二三四五六七八九十]+、)|(?P<minor>[(（][一二三四五六七八九十]+[)）])|(?P<item>\d+、))"
)
PAGE_MARK = re.compile(r"—\s*\d+\s*—")


def parts_of(name: str) -> list[Part]:
    """The document as blocks; the page marks between its lines are left out, they become real page numbers."""
    plan = PLANS[name]
    lines = [line.rstrip("\r") for line in (SOURCE / f"{name}.txt").read_bytes().decode().split("\n")]
    lines = [line for line in lines if line.strip() and not PAGE_MARK.fullmatch(line.strip())]
    parts = [Part("title", lines[0])]
    rows: list[tuple[str, ...]] = []
    for line in joined(lines[1:]) if plan.joined else lines[1:]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            parts.append(Part("table", rows=tuple(rows)))
            rows = []
        parts.append(part_of(line, plan))
    return parts


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs of lines that were broken at a fixed width; a new one begins at a number or after a short line."""
    width = max(len(line) for line in lines)
    paragraph, last = "", ""
    for line in lines:
        if paragraph and (NUMBER.match(line) or len(last) < width - 6):
            yield paragraph
            paragraph = ""
        paragraph, last = paragraph + line, line
    yield paragraph


def part_of(line: str, plan: Plan) -> Part:
    """A line as a heading, an item, a paragraph, with its number set apart where the plan makes it automatic."""
    number = NUMBER.match(line)
    if line.startswith(("发布时间", "信息来源")):
        return Part("line", line)
    if line in plan.subtitles:
        return Part("heading", line)
    if number is None:
        return Part("paragraph", line)
    run_in = len(line) > 30
    kind: Kind = "item" if number["item"] else "paragraph" if run_in else "heading"
    if not plan.automatic:
        return Part(kind, line)
    numbered: Literal["一、", "(一)", "1、"] = "一、" if number["major"] else "(一)" if number["minor"] else "1、"
    return Part(kind, line[number.end() :], numbered=numbered, typed=number.group())


def is_band(row: Sequence[str]) -> bool:
    """Whether a row of a table is one title over all columns."""
    return bool(row[0]) and not any(row[1:])
