"""Page numbers of a document's own pages: '第 3 页 共 9 页', '— 3 —', '3/9', 'Page 3 of 9', on a line of their own or in the
middle of a sentence or number. Ranges, minus signs and bare cells of a table stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportparse.cleaning.line_wraps import line_width
from reportparse.cleaning.lines import BLANKS, CJK, ends_sentence, is_heading, is_table_row, starts_paragraph
from reportparse.model.reading import Edit

_KIND = "page_footer"
_B = r"[ \t\u3000\xa0]{0,4}"
_DASH = r"[-—–―－─]"

# "Page N of M" in full: no sentence of a report says this, so it goes wherever it stands.
_NAMED = re.compile(
    rf"[第共Pp](?:(?<=第){_B}[0-9]{{1,4}}{_B}页{_B}[,，/、|]?{_B}(?:共{_B}[0-9]{{1,4}}{_B}页|[(（]共{_B}[0-9]{{1,4}}{_B}页[)）])"
    rf"|(?<=共){_B}[0-9]{{1,4}}{_B}页{_B}[,，/、|]?{_B}第{_B}[0-9]{{1,4}}{_B}页"
    rf"|(?<=[Pp])(?<![A-Za-z].)age{_B}[0-9]{{1,4}}{_B}of{_B}[0-9]{{1,4}})"
)
# A page number alone on its line.
_OWN_LINE = re.compile(
    rf"{_B}(?:{_DASH}{{1,3}}{_B}[0-9]{{1,4}}{_B}{_DASH}{{1,3}}|[·•~～]{_B}[0-9]{{1,4}}{_B}[·•~～]|第{_B}[0-9]{{1,4}}{_B}页"
    rf"|[0-9]{{1,3}}{_B}/{_B}[0-9]{{1,3}}|[Pp](?:age|\.)?{_B}[0-9]{{1,4}}){_B}"
)
_FOOTER_ENDS = frozenset("-—–―－─·•~～页0123456789" + BLANKS)
_BARE_NUMBER = re.compile(rf"{_B}(?P<number>[0-9]{{1,3}}){_B}")
# Inside a line only a number between two equal dashes, in the middle of words or of a number.
_NOISE = rf"(?:{_B}(?P<dash>[-—–])(?P<gap> ?)(?P<number>[0-9]{{1,3}})(?P=gap)(?P=dash){_B})"
_INLINE = (
    re.compile(rf"(?<=[{CJK}，。、；,;]){_NOISE}(?=[{CJK}])"),
    # 34— 3 —12人次 is one; 2-3-5 is none.
    re.compile(rf"(?<=[{CJK}0-9，。、；,;.%])(?=[ \u3000—–]){_NOISE}(?=[{CJK}0-9，。、；,;.%])"),
)
_PROSE_SIGN = re.compile(r"[，。；、,;]")
_NEVER_FIRST = frozenset("，。、；：,.;:)）》”％%")
_DASHES = "-—–"
_DASHED = re.compile(rf"[{_DASHES}] ?[0-9]{{1,3}} ?[{_DASHES}]")
_SINGLE_PAGE = re.compile(rf"第(?<=[0-9]第){_B}[0-9]{{1,4}}{_B}页(?=[0-9])")
# Bare page numbers stand at least this far apart; a flattened column of a table does not.
_SHORTEST_PAGE = 150
_TITLE_LENGTH = 24
_LONGEST_FOOTER = 24
_LINE_WINDOW = 200


def find_page_footers(text: str) -> Iterator[Edit]:
    """Every page number, in order; what it cut apart is joined again."""
    spans = []
    if "页" in text or "age" in text:
        spans += [_with_blanks(text, *m.span()) for m in _NAMED.finditer(text)]
        spans += [m.span() for m in _SINGLE_PAGE.finditer(text)]
    spans += _own_lines(text)
    spans += _inline(text)
    if not spans:
        return
    wrapped = line_width(text) is not None  # then the lines around a footer are joined like all others
    done = 0
    for start, end in sorted(spans):
        if start >= done:
            yield from _cut_out(text, start, end, wrapped)
            done = end


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1] in BLANKS:
        start -= 1
    while end < len(text) and text[end] in BLANKS:
        end += 1
    return start, end


def _own_lines(text: str) -> Iterator[tuple[int, int]]:
    lines = text.split("\n")
    if len(lines) == 1:
        return
    numbers, at = [], 0
    for line in lines:
        if line and line[-1] in _FOOTER_ENDS and len(bare := line.strip(BLANKS)) <= _LONGEST_FOOTER:
            if _OWN_LINE.fullmatch(bare):
                yield at, at + len(line)
            elif _BARE_NUMBER.fullmatch(line):
                numbers.append((at, at + len(line), int(line)))
        at += len(line) + 1
    yield from _counting(numbers)


def _counting(numbers: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Bare numbers on their own lines are page numbers only if all of them count up by one, pages apart."""
    steps = list(pairwise(numbers))
    if steps and all(b[2] == a[2] + 1 and b[0] - a[1] >= _SHORTEST_PAGE for a, b in steps):
        yield from ((start, end) for start, end, _ in numbers)


def _inline(text: str) -> Iterator[tuple[int, int]]:
    """Numbers between dashes inside a line of prose, where they count up by one or stand between blanks."""
    # the cheap look first: most texts have two of no dash
    if all(text.count(dash) < 2 for dash in _DASHES) or _DASHED.search(text) is None:
        return
    places = {m.start(): m for pattern in _INLINE for m in pattern.finditer(text) if _in_prose(text, m.start())}
    found = [places[place] for place in sorted(places)]
    rising = len(found) > 1 and all(int(b["number"]) == int(a["number"]) + 1 for a, b in pairwise(found))
    for m in found:
        if m["gap"] or rising:
            yield m.span()


def _in_prose(text: str, place: int) -> bool:
    line = _line_around(text, place)
    return _PROSE_SIGN.search(line) is not None and not is_table_row(line)


def _line_around(text: str, place: int) -> str:
    """The line at this place, as much of it as is needed to tell what it is."""
    start, end = max(0, place - _LINE_WINDOW), min(len(text), place + _LINE_WINDOW)
    before, behind = text[start:place].rfind("\n"), text[place:end].find("\n")
    return text[start + before + 1 : end if behind < 0 else place + behind]


def _cut_out(text: str, start: int, end: int, wrapped: bool) -> Iterator[Edit]:
    """The footer, with the line breaks around it where it stood alone on its line and cut a sentence."""
    left, right = start, end
    while left and text[left - 1] in BLANKS + "\n":
        left -= 1
    while right < len(text) and text[right] in BLANKS + "\n":
        right += 1
    before, behind = text[left:start], text[end:right]
    own_line = ("\n" in before or left == 0) and ("\n" in behind or right == len(text))
    if not own_line:
        yield Edit(start, end, "", _KIND)
        return
    following = text[end:].lstrip("\n") if right - end < 64 else text[right:]
    if (
        left == 0
        or right == len(text)
        or wrapped
        or _new_start(_line_around(text, left - 1), following[:80], before + behind)
    ):
        # One of the two line breaks stays.
        stop = end + 1 if text[end : end + 1] == "\n" else end
        yield Edit(start, stop, "", _KIND)
    else:
        yield Edit(left, right, "", _KIND)


def _new_start(line: str, following: str, between: str) -> bool:
    """Does a new line begin behind the footer? Else the page broke inside a sentence."""
    if following[:1] in _NEVER_FIRST:
        return False
    # A closing quote ends a line of speech, but “开放日”⏎活动 goes on: then no new paragraph is set in.
    quoted = line.rstrip(BLANKS)[-1:] in ("”", "』", "」") and not ends_sentence(line.rstrip(BLANKS)[:-1])
    if (ends_sentence(line) and not quoted) or is_heading(line) or is_table_row(line):
        return True
    first = following.split("\n", 1)[0]
    short_title = (
        len(line.strip(BLANKS)) <= _TITLE_LENGTH and not re.search(r"[，。、；：,;:]", line) and len(between) > 2
    )
    return starts_paragraph(first) or is_table_row(first) or (short_title and not _same_width(line, first))


def _same_width(line: str, following: str) -> bool:
    """Wrapped lines are as wide as one another; a title is shorter than the text under it."""
    return abs(len(line) - len(following)) <= 2
