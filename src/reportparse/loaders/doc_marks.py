"""From the raw text of a Word file to what it prints: deleted and hidden text and the codes of fields taken out.

Everything here keeps the length of the text, so that positions stay what they are: what goes becomes FILLER.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportparse.loaders.counting import numeral
from reportparse.loaders.doc_file import FONTS, WordFile, u16
from reportparse.loaders.doc_pieces import FILLER
from reportparse.loaders.symbols import of_field, plain_signs, sign_of

_FIELD_MARK = re.compile("[\x13\x14\x15]")
_EMPTY = " \t" + FILLER
_LONGEST_CODE = 300  # the codes that print something by themselves are short
_DEEPEST_FIELD = 64  # a field in a field in a field ...; Word stops at twenty

# What prints nothing by itself (pictures, marks of notes and comments, anchors of drawings, ends of fields), and what
# prints as something else.
_PRINTED: dict[int, str | None] = dict.fromkeys((*range(9), *range(0x0F, 0x1E), 0x7F, ord(FILLER)))
_PRINTED |= {0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: "\u00ad"}

_ENCLOSED = re.compile(r"\\o\s*(?:\\a[clr])?\s*\(\s*[○〇◯]\s*[,;,、]\s*(\d{1,2})\s*\)", re.I)
_BUTTON = re.compile(r"(?:MACROBUTTON|GOTOBUTTON)\s{1,9}\S{1,80}\s(.{1,200})", re.I | re.S)
_FRACTION = re.compile(r"\\f\s*\(([^(),\\]{1,20})[,;]([^(),\\]{1,20})\)", re.I)
_OVERSTRUCK = re.compile(r"[,;]([^(),;\\]{1,40})\)\s*$")


def printed(text: str) -> str:
    """A stretch of text as it is read: marks gone, breaks as line ends."""
    return plain_signs(text.translate(_PRINTED))


class Edits:
    """Changes to the text that keep its length, gathered and then made all at once."""

    def __init__(self) -> None:
        self._edits: list[tuple[int, int, str]] = []

    def blank(self, start: int, end: int) -> None:
        """Take a stretch out."""
        if end > start:
            self._edits.append((start, end, ""))

    def put(self, at: int, end: int, text: str) -> None:
        """Put a text in the place of a stretch that is at least as long."""
        self._edits.append((at, end, text[: end - at]))

    def apply(self, text: str) -> str:
        """The text with all changes; where two overlap, what the one takes out stays out."""
        if not self._edits:
            return text
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self._edits):
            start, end = max(start, 0), min(end, len(text))
            if start > at:
                parts.append(text[at:start])
                at = start
            elif start < at:
                new = ""
            if end > at:
                parts.append(new.ljust(end - at, FILLER))
                at = end
        parts.append(text[at:])
        self._edits = []
        return "".join(parts)


def put_symbols(text: str, symbols: Iterable[tuple[int, int, bytes]], file: WordFile) -> str:
    """The text with the signs that the formatting puts in the place of a `(`."""
    fonts: list[str] | None = None
    edits = Edits()
    for start, end, operand in symbols:
        if fonts is None:
            fonts = _fonts(file)
        if file.old:
            number, code = u16(operand, 1), operand[3] if len(operand) > 3 else 0
        else:
            number, code = u16(operand, 0), u16(operand, 2)
        sign = sign_of(code, fonts[number] if number < len(fonts) else "") or " "
        for at in range(start, min(end, len(text))):
            if text[at] == "(":
                edits.put(at, at + 1, sign)
    return edits.apply(text)


def resolve_fields(text: str, edits: Edits, start: int, end: int) -> None:
    """Take the codes of all fields between two places out, and leave what they print.

    Only marks that belong together count: a lone one takes nothing with it.
    """
    open_fields: list[tuple[int, int | None]] = []
    for match in _FIELD_MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark == "\x13":
            if len(open_fields) < _DEEPEST_FIELD:
                open_fields.append((at, None))
        elif not open_fields:
            continue
        elif mark == "\x14":
            begin, middle = open_fields[-1]
            if middle is None:
                open_fields[-1] = (begin, at)
        else:
            begin, middle = open_fields.pop()
            last = at + 1 if middle is None else middle + 1
            code_end = at if middle is None else middle
            empty = not text[last:at].strip(_EMPTY)
            drawn = _drawn(text[begin + 1 : code_end]) if empty and code_end - begin < _LONGEST_CODE else ""
            if drawn:
                edits.put(begin, last, drawn)
            else:
                edits.blank(begin, last)


def _drawn(code: str) -> str:
    """What a field without a result prints: a number in a circle, a fraction, signs one on another (EQ)."""
    code = code.translate(_PRINTED).strip()
    if sign := of_field(code):
        return sign
    if match := _BUTTON.match(code):
        return match[1].strip()
    if code[:2].upper() != "EQ":
        return ""
    if match := _ENCLOSED.search(code):
        number = int(match.group(1))
        return numeral(number, "decimalEnclosedCircle") if 1 <= number <= 20 else f"({number})"
    if match := _FRACTION.search(code):
        return f"{match.group(1).strip()}/{match.group(2).strip()}"
    if match := _OVERSTRUCK.search(code):
        return match.group(1).strip()
    return ""


def _fonts(file: WordFile) -> list[str]:
    """The names of the fonts, in the order in which the formatting refers to them."""
    return list(_font_names(file.part(FONTS), file.old))


def _font_names(table: bytes, old: bool) -> Iterator[str]:
    if old:
        at = 2
        while at < len(table):
            yield table[at + 6 : at + 1 + table[at]].split(b"\0")[0].decode("latin-1")
            at += 1 + table[at]
        return
    at = 4
    for _ in range(u16(table, 0)):
        if at >= len(table):
            return
        size = table[at]
        name = table[at + 40 : at + 1 + size].decode("utf-16-le", "replace")
        yield name.split("\0")[0]
        at += 1 + size
