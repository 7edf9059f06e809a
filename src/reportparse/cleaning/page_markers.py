"""A preview page's number glued to its first words: '发放资金38.61⏎4、7万元' reads 发放资金38.617万元.

Sites that show a document page by page print the page number as 'N、' before the text of each page, wherever the page
broke: in a sentence, a word, a number. The same sign opens list items. A page marker counts up by one through the whole
document, its pages are long, and it cuts sentences; a list starts again in each section and follows a finished line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportparse.cleaning.lines import BLANKS, ends_sentence, is_heading, is_table_row, starts_item
from reportparse.model.reading import Edit

_KIND = "page_marker"
_NUMBERED = rf"[{BLANKS}\n]{{0,8}}(?P<number>[0-9]{{1,3}})、[ \t]{{0,4}}"
_FIRST, _CANDIDATE = re.compile(_NUMBERED), re.compile(rf"\n{_NUMBERED}")
# Within a line a page number shows only before a heading's own number: 3、二、2024年工作安排.
_BEFORE_HEADING = re.compile(r"[。；;！!][ \t]{0,2}(?P<number>[0-9]{1,3})、(?=[一二三四五六七八九十]{1,3}、)")
# A page of a preview holds several hundred characters; a list item that forgot its full stop rarely a hundred.
_SHORTEST_PAGE = 100
# Where nothing else speaks of a preview, only a long line without its full stop counts as cut.
_LONG_LINE, _LONG_PREVIEW_LINE = 60, 20
_DIGITS_BEFORE = re.compile(r"[0-9][0-9,.]{0,20}\Z")
_UNIT_AFTER = re.compile(r"(?:[万亿余多]{0,2}(?:元|户|人|名|个|张|件|次|家|所|套|床|岁|%|％|年|月|日)|[万亿])")
_DIGITS_AFTER = re.compile(r"[.0-9]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number with 、 at the start of a line. `start` is the end of the text before it, `end` the start of that after."""

    start: int
    mark: int
    end: int
    number: int
    cuts: bool
    cuts_number: bool
    cuts_sentence: bool


def find_page_markers(text: str, *, preview: bool) -> Iterator[Edit]:
    """The markers of all pages; where a page broke between sentences, its line break stays."""
    long_line = _LONG_PREVIEW_LINE if preview else _LONG_LINE
    first = _FIRST.match(text)
    later = _CANDIDATE.finditer(text, first.end() if first else 0)
    candidates = [_candidate(text, m, long_line) for m in (*filter(None, [first]), *later)]
    if not candidates:
        return
    pages = _pages(candidates, preview=preview)
    for n, marker in enumerate(pages):
        # Before the first page there is only the title.
        start = marker.start if marker.cuts and marker.number > 1 else marker.mark
        yield Edit(start, marker.end, "", _KIND)
        stop = pages[n + 1].start if n + 1 < len(pages) else len(text)
        for m in _BEFORE_HEADING.finditer(text, marker.end, stop):
            if int(m["number"]) == marker.number + 1:
                yield Edit(m.start("number"), m.end(), "", _KIND)
                break


def _candidate(text: str, m: re.Match[str], long_line: int) -> _Candidate:
    line_start = text.rfind("\n", 0, m.start()) + 1 if m.start() else 0
    line = text[line_start : m.start()]
    after = text[m.end() : m.end() + 12]
    # What a page left unfinished: no full stop behind it, and the line is no heading or row of a table.
    unfinished = bool(line.strip()) and not (ends_sentence(line) or is_heading(line) or is_table_row(line))
    cuts_number = bool(
        unfinished and _DIGITS_BEFORE.search(line[-24:]) and (_DIGITS_AFTER.match(after) or _UNIT_AFTER.match(after))
    )
    cuts = cuts_number or (unfinished and len(line) >= long_line and not starts_item(after))
    blanks = len(line) - len(line.rstrip(BLANKS))
    return _Candidate(
        m.start() - blanks, m.start("number"), m.end(), int(m["number"]), cuts, cuts_number, cuts and "。" in line
    )


def _pages(candidates: Sequence[_Candidate], *, preview: bool) -> list[_Candidate]:
    """The one chain of page numbers that explains the cuts, or nothing."""
    anchors = _rising([c for c in candidates if c.cuts])
    if not anchors:
        return _unbroken_pages(candidates) if preview else []
    sure = (
        preview
        or any(c.cuts_number for c in anchors)
        or (len(anchors) >= 2 and _steady(anchors))
        or (_opens_text(candidates[0]) and any(c.cuts_sentence for c in anchors))
    )
    return _filled(candidates, anchors) if sure else []


def _opens_text(first: _Candidate) -> bool:
    """The text begins with "1、", before its title: no report's list does."""
    return first.number == 1 and first.start == 0


def _rising(cuts: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest run of cuts whose numbers rise no faster than pages can: the others are items of some list."""
    best: list[list[_Candidate]] = []
    for c in cuts:
        chain = [c]
        for earlier in best:
            last = earlier[-1]
            steps = c.number - last.number
            far = c.cuts_number or c.start - last.end >= steps * _SHORTEST_PAGE // 2
            if steps > 0 and far and len(earlier) >= len(chain):
                chain = [*earlier, c]
        best.append(chain)
        # Pages are few; a text with thousands of such lines is no preview, and the search must stay short.
        if len(best) > 400:
            return []
    return max(best, key=len, default=[])


def _steady(anchors: Sequence[_Candidate]) -> bool:
    """Pages are long and follow one another: the gap between two anchors holds as many pages as they count."""
    pairs = list(pairwise(anchors))
    return all(b.start - a.end >= (b.number - a.number) * 2 * _SHORTEST_PAGE for a, b in pairs)


def _filled(candidates: Sequence[_Candidate], anchors: Sequence[_Candidate]) -> list[_Candidate]:
    """The anchors, and the markers between, before and behind them that happened to fall between two sentences."""
    chain: list[_Candidate] = []
    for left, right in zip([None, *anchors], [*anchors, None], strict=True):
        if left is not None:
            chain.append(left)
        chain += _between(candidates, left, right)
    return chain


def _between(candidates: Sequence[_Candidate], left: _Candidate | None, right: _Candidate | None) -> list[_Candidate]:
    """Missing page numbers between two anchors: for each the candidate nearest to where an even page would end."""
    found: list[_Candidate] = []
    number, place = (left.number, left.end) if left else (0, 0)
    last = right.number if right else number + 100
    while number + 1 < last:
        limit = right.start if right else candidates[-1].end
        due = place + (limit - place) // (last - number) if right else place
        fitting = [
            c
            for c in candidates
            if c.number == number + 1
            and place <= c.start
            and c.end <= limit
            and (c.start == 0 or c.start - place >= _SHORTEST_PAGE or (number == 0 and left is None))
        ]
        fitting = [c for c in fitting if not _has_sibling(candidates, c, place)]
        if not fitting and left is None and right is not None:
            # The first pages may be missing: look on for the next number.
            number += 1
            continue
        if not fitting or (right is None and not _ends_long_page(fitting[0], place)):
            break
        # The first page's number stands before the title: the first of its kind.
        chosen = fitting[0] if left is None and number == 0 else min(fitting, key=lambda c: abs(c.start - due))
        found.append(chosen)
        number, place = chosen.number, chosen.end
    return found


def _has_sibling(candidates: Sequence[_Candidate], c: _Candidate, place: int) -> bool:
    """The number before it stands between: they are two items of a list."""
    return any(o.number == c.number - 1 and place <= o.start < c.start for o in candidates) if c.number > 1 else False


def _ends_long_page(marker: _Candidate, place: int) -> bool:
    return marker.start - place >= 2 * _SHORTEST_PAGE


def _unbroken_pages(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """A preview whose pages all end between sentences: the numbers 1, 2, 3 … with long pages between, once each."""
    chain: list[_Candidate] = []
    for c in candidates:
        expected = len(chain) + 1
        if c.number == expected and (not chain or c.start - chain[-1].end >= _SHORTEST_PAGE):
            chain.append(c)
        elif c.number <= expected:
            # The numbers start again: these are lists.
            return []
    return chain if chain and chain[0].number == 1 else []
