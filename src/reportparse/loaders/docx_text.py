"""The text of a paragraph of a .docx: what is printed of it, and the text boxes that hang on it.

Tracked insertions count, deletions do not; hidden text and field codes are left out; a text box that the file holds
twice, for new and for old programs, is taken once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reportparse.loaders.docx_fields import Field, printed_by
from reportparse.loaders.docx_math import math_text
from reportparse.loaders.docx_names import (
    ALTERNATE,
    CHART,
    CHOICE,
    CUSTOM_XML,
    DEL,
    FALLBACK,
    FLD_CHAR,
    FLD_SIMPLE,
    HYPERLINK,
    ID,
    INS,
    INSTR,
    MATH,
    MATH_PARA,
    MOVE_FROM,
    MOVE_TO,
    OLE,
    PPR,
    R_,
    RPR,
    RSTYLE,
    SDT,
    SDT_CONTENT,
    SMART_ART,
    SMART_TAG,
    TEXTPATH,
    TXBX,
    VANISH,
    VERT_ALIGN,
    Element,
    T,
    W,
    child,
    switched,
    value,
)
from reportparse.loaders.docx_styles import Styles
from reportparse.loaders.raised import Raise, add
from reportparse.loaders.symbols import sign_of

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
CONTAINERS = {INS, MOVE_TO, HYPERLINK, SMART_TAG, CUSTOM_XML, SDT_CONTENT, W + "dir", W + "bdo", W + "rubyBase"}
# What a paragraph holds besides its text: how it looks, and marks.
PASSED = {RPR, PPR, W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr", W + "lastRenderedPageBreak", DEL, MOVE_FROM}
PICTURES = {W + "drawing", W + "pict", W + "object"}
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


RAISES: dict[str, Raise] = {"superscript": "super", "subscript": "sub"}


@dataclass(slots=True)
class Line:
    """What a paragraph has given so far: its text in parts, and its text boxes."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """Grows when something was added."""
        return len(self.parts), len(self.boxes)


class TextReader:
    """Reads paragraphs one after the other; fields may run on from one to the next."""

    def __init__(self, styles: Styles, note: Callable[[str, str], None], warn: Callable[[str], None]) -> None:
        self._styles, self._note, self._warn = styles, note, warn
        self._fields: list[Field] = []
        self._codes = 0  # in the codes of how many of them we stand
        self._coding = False
        self.trust_fields = True
        self.may_hide = self.may_raise = True
        self._raise: Raise = ""

    def read(self, element: Element, line: Line, *, hidden: bool) -> None:
        """Adds the text of a paragraph to a line; `hidden`: its style hides what does not say otherwise."""
        parts = line.parts
        for part in element:
            tag = part.tag
            if tag == R_:
                # The commonest thing by far, so its text is taken here and now: a run, its looks, its text.
                unseen = self._hidden(part, hidden) if self.may_hide else hidden
                if self.may_raise:
                    self._raise = self._raised(part)
                for one in part:
                    inner = one.tag
                    if inner == T:
                        text = one.text
                        if text and not unseen and not self._coding:
                            text = text if "\n" not in text else _unwrapped(one, text)
                            if self.may_raise:
                                add(parts, text, self._raise)
                            else:
                                parts.append(text)
                    elif inner not in PASSED:
                        self._part(one, inner, line, unseen)
            elif tag not in PASSED:
                self._part(part, tag, line, hidden)

    def apart(self) -> list[Field]:
        """Forgets the open fields, for a text box amid them, and hands them out for `back`."""
        fields, self._fields = self._fields, []
        self._count(-self._codes)
        return fields

    def back(self, fields: list[Field]) -> None:
        """Goes on with the fields that `apart` handed out."""
        self._fields = fields
        self._count(sum(one.in_code for one in fields))

    def _count(self, more: int) -> None:
        self._codes += more
        self._coding = self.trust_fields and self._codes > 0

    def _part(self, part: Element, tag: str, line: Line, hidden: bool) -> None:
        """One thing in a paragraph or run."""
        if tag in SIGNS:
            self._add(SIGNS[tag], line, hidden)
        elif tag in CONTAINERS:
            self.read(part, line, hidden=hidden)
        elif tag == T:
            self._add(_unwrapped(part, part.text or ""), line, hidden)
        else:
            self._rarer(part, tag, line, hidden)

    def _rarer(self, part: Element, tag: str, line: Line, hidden: bool) -> None:
        if tag == INSTR:
            if self._fields and self._fields[-1].in_code:
                self._fields[-1].codes.append(part.text or "")
        elif tag == FLD_CHAR:
            self._field_mark(part, line, hidden)
        elif tag == SDT:
            inside = child(part, SDT_CONTENT)
            if inside is not None:
                self.read(inside, line, hidden=hidden)
        elif tag == ALTERNATE:
            self._alternate(part, line, hidden, lambda one: self.read(one, line, hidden=hidden))
        elif tag == FLD_SIMPLE:
            before = len(line.parts)
            self.read(part, line, hidden=hidden)
            if len(line.parts) == before:
                self._add(printed_by(part.get(W + "instr") or "", None), line, hidden)
        elif tag == W + "ruby":
            base = child(part, W + "rubyBase")
            if base is not None:
                self.read(base, line, hidden=hidden)
        elif hidden or self._coding:
            return
        elif tag == W + "sym":
            self._symbol(part, line)
        elif tag in PICTURES:
            self._shape(part, line)
        elif tag in NOTES:
            self._note(NOTES[tag], part.get(ID) or "")
        elif tag in (MATH, MATH_PARA):
            line.parts.append(math_text(part))

    def _add(self, text: str, line: Line, hidden: bool) -> None:
        if text and not hidden and not self._coding:
            line.parts.append(text)

    def _hidden(self, run: Element, otherwise: bool) -> bool:
        properties = child(run, RPR)
        if properties is None:
            return otherwise
        own = switched(properties, VANISH)
        if own is None:
            style = value(properties, RSTYLE)
            own = None if style is None else self._styles.hides(style)
        return otherwise if own is None else own

    def _raised(self, run: Element) -> Raise:
        properties = child(run, RPR)
        if properties is None:
            return ""
        own = value(properties, VERT_ALIGN)
        if own is None and (style := value(properties, RSTYLE)) is not None:
            own = self._styles.raises(style)
        return RAISES.get(own or "", "")

    def _field_mark(self, mark: Element, line: Line, hidden: bool) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field(child(mark, W + "ffData")))
            self._count(1)
        elif self._fields and kind == "separate" and self._fields[-1].in_code:
            self._fields[-1].in_code = False
            self._count(-1)
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            self._count(-ended.in_code)
            # Only these kinds print without a result, and their results, where they have one, are empty.
            if ended.in_code or ended.form is not None:
                self._add(printed_by("".join(ended.codes), ended.form), line, hidden)

    def _alternate(self, part: Element, line: Line, hidden: bool, walk: Callable[[Element], None]) -> None:
        """The first of several versions of the same thing that gives anything."""
        for one in part.iterchildren(CHOICE, FALLBACK):
            before = line.size
            walk(one)
            if line.size != before:
                return

    def _shape(self, shape: Element, line: Line) -> None:
        """Text boxes and letters drawn as art, wherever in a drawing they are."""
        for part in shape:
            tag = part.tag
            if tag == TXBX:
                line.boxes.append(part)
            elif tag == ALTERNATE:
                self._alternate(part, line, False, lambda one: self._shape(one, line))
            elif tag == TEXTPATH:
                line.parts.append(part.get("string") or "")
            elif tag == CHART:
                self._warn("it has a chart, and what stands in it is not read")
            elif tag == SMART_ART:
                self._warn("it has a diagram (SmartArt), and what stands in it is not read")
            elif tag == OLE:
                if "excel" in (part.get("ProgID") or "").lower():
                    self._warn("a spreadsheet is embedded in it, and what stands in that is not read")
            else:
                self._shape(part, line)

    def _symbol(self, part: Element, line: Line) -> None:
        try:
            code = int((part.get(W + "char") or "")[:8], 16)
        except ValueError:
            return
        sign = sign_of(code, part.get(W + "font") or "")
        if sign is None:
            self._warn("signs of a symbol font in it are not known, and read as blanks")
        line.parts.append(sign or " ")


def _unwrapped(part: Element, text: str) -> str:
    """Text with line ends in the XML: Word prints them as blanks, and none at the ends unless told to keep them."""
    if "\n" not in text:
        return text
    kept = text if part.get(XML_SPACE) == "preserve" else text.strip(" \t\r\n")
    return kept.replace("\r\n", " ").replace("\n", " ")
