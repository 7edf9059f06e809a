"""Goes over the tokens of an RTF file once, with a stack of what holds in each group."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportparse.errors import UnreadableDocument
from reportparse.loaders.raised import add
from reportparse.loaders.rtf_bytes import Bytes
from reportparse.loaders.rtf_fonts import Fonts
from reportparse.loaders.rtf_lists import Lists, printed_number
from reportparse.loaders.rtf_state import State
from reportparse.loaders.rtf_story import Paragraph, Story, StoryKind
from reportparse.loaders.rtf_strays import TABLE_WORDS, Stray
from reportparse.loaders.rtf_styles import HEADING_LEVELS, StyleSheet
from reportparse.loaders.rtf_tables import Definition
from reportparse.loaders.rtf_tokens import Token, raw_encoding, tokens
from reportparse.loaders.rtf_words import FOOTERS, HEADERS, SIGNS, SKIPPED, STARRED_TEXT, SYMBOLS
from reportparse.loaders.symbols import plain_signs

# Word's own files nest some thirty groups; every group costs a state.
MAX_GROUPS = 10_000
# A heading longer than this is a paragraph set in a heading's style.
_LONGEST_HEADING = 150

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEW_STORIES: dict[str, StoryKind] = {
    **dict.fromkeys(HEADERS, "header"),
    **dict.fromkeys(FOOTERS, "footer"),
    "footnote": "note",
    "annotation": "comment",
    "shptxt": "box",
    "dptxbxtext": "box",
}
# Words that tell, in a table of fonts or styles, that the text has begun: a brace is lost.
_TEXT_BEGINS = frozenset({"pard", "par", "sectd", "trowd"})
# After a \u these may stand for the sign in old programs, so they are passed over as one byte is.
_FALLBACK_SIGNS = frozenset(SIGNS) - {"line", "tab", "page", "column", "lbr", "softline", "softpage"}


class Reader:
    """`main` is the running text after `run`, `others` the notes, headers, footers and comments."""

    def __init__(self, data: bytes, name: str) -> None:
        self.main = Story("main")
        self.others: list[Story] = []
        self.uneven = False
        """Whether the braces do not match: the file is cut off or damaged."""
        self._data, self._name = data, name
        self._fonts = Fonts(raw=raw_encoding(data))
        self._bytes = Bytes(self._fonts, self._put)
        self._state = State(self.main)
        self._stack: list[State] = []
        self.contents_list: list[str] = []
        """The lines of the table of contents: the headings once more."""
        self.strays = 0
        """Entries of tables of fonts, styles or colours that stood in the text, and were left out."""
        self._stray: Stray | None = None
        self._styles = StyleSheet()
        self._font = 0
        self._lists: Lists | None = None
        self._take: dict[str, Callable[[Token], None]] = {
            "{": self._open, "}": self._close, "word": self._word, "symbol": self._symbol, "byte": self._text,
            "text": self._text,
        }  # fmt: skip

    def run(self) -> None:
        """Reads the file. What follows the document's last brace is no part of it, unless a stray brace closed it."""
        ended = False
        for token in tokens(self._data):
            if ended and token.kind == "word" and token.name in ("par", "pard", "cell", "row"):
                ended, self.uneven = False, True
            if not ended:
                self._read(token)
                ended = token.kind == "}" and not self._stack
        if self._stray is not None:
            for token in self._stray.rest():
                self._take[token.kind](token)
        self.uneven = self.uneven or bool(self._stack)
        while self._stack:
            self._close(Token("}"))
        self._bytes.flush(last=True)
        self._end_paragraph(self._state)
        self.main.end_tables()

    def _read(self, token: Token) -> None:
        """Takes a token, or holds it back while it may be one of a table's entry astray."""
        if self._stray is None:
            self._take[token.kind](token)
        elif (known := self._stray.take(token)) is not None:
            stray, self._stray = self._stray, None
            self.strays += stray.is_entry
            if stray.is_entry and stray.charset is not None and stray.font is not None:
                self._fonts.set_charset(stray.font, stray.charset)
            for each in known:
                self._take[each.kind](each)

    def _open(self, _: Token) -> None:
        self._bytes.flush()
        if len(self._stack) >= MAX_GROUPS:
            raise UnreadableDocument(
                self._name,
                f"its groups are nested more than {MAX_GROUPS:,} deep",
                "open it in the program that wrote it and save it again",
            )
        self._stack.append(self._state)
        self._state = self._state.opened()

    def _close(self, _: Token) -> None:
        self._bytes.flush()
        if not self._stack:
            return
        closed, self._state = self._state, self._stack.pop()
        if closed.into == "styles" and self._state.into == "styles":
            self._styles.end(lambda name: self._fonts.decode(name, self._fonts.page))
        if closed.story is not self._state.story:
            self._bytes.flush(last=True)
            self._end_paragraph(closed)
            closed.story.end_tables()
            if closed.story.kind == "box":
                self._state.story.box(closed.story)
            else:
                self.others.append(closed.story)

    def _word(self, token: Token) -> None:
        state, name, number = self._state, token.name, token.number
        first, state.first = state.first, False
        if state.into == "nothing":
            return
        if state.into == "fallback":
            if state.starred and name == "ud":
                state.into = "text"
            return
        if name == "u" and number is not None:
            if state.into in ("text", "number"):
                self._bytes.unicode(number % 65536, state.skip)
            elif state.into == "styles":
                self._styles.word(name, number)
            return
        if name in _FALLBACK_SIGNS and self._bytes.passed_over():
            return
        self._bytes.flush()
        if first and self._destination(name):
            return
        if name in _TEXT_BEGINS and state.into in ("fonts", "styles") and self._is_behind_entries(name):
            self._leave_table()
        if state.into == "fonts":
            self._font_word(name, number)
        elif state.into == "styles":
            self._styles.word(name, number)
        elif name in SIGNS:
            self._put(SIGNS[name])
        elif not state.change(name, number) and state.into == "text":
            self._structure(name, number)

    def _destination(self, name: str) -> bool:
        """The first word of a group may say what it is for."""
        state = self._state
        if name in ("fonttbl", "stylesheet"):
            state.into = "fonts" if name == "fonttbl" else "styles"
        elif name in _NEW_STORIES:
            if state.unseen or state.into != "text":
                state.into = "nothing"
            else:
                self._state = state.for_story(Story(_NEW_STORIES[name]))
        elif name in SKIPPED or (state.starred and name not in STARRED_TEXT):
            state.into = "nothing"
        elif name in ("listtext", "pntext"):
            state.into = "number"
        elif name == "upr":
            state.into = "alternatives"
        elif name == "nesttableprops":
            state.nested = True
        else:
            return False
        return True

    def _structure(self, name: str, number: int | None) -> None:
        state, story = self._state, self._state.story
        if name in ("par", "sect"):
            if not state.deleted:
                self._end_paragraph(state)
        elif name in ("cell", "nestcell"):
            self._bytes.flush(last=True)
            nested = name == "nestcell"
            self._end_paragraph(state, depth=2 if nested else 1)
            story.end_cell(nested=nested)
        elif name in ("row", "nestrow"):
            nested = name == "nestrow"
            story.end_row(story.nested_definition if nested else story.definition, nested=nested)
        elif name == "trowd":
            if state.nested:
                story.nested_definition = Definition()
            else:
                story.definition, story.in_row = Definition(), True
        elif name == "ansicpg":
            self._fonts.set_page(number or 0)
        elif name in ("deflang", "deflangfe"):
            self._fonts.chinese = self._fonts.chinese or number == 2052
        elif name == "footnote":  # a group may set its font first
            self._destination(name)
        elif name == "mac":
            self._fonts.set_page(10000)
        elif name in TABLE_WORDS:
            self._stray = Stray(state.font)
            self._stray.take(Token("word", name, number))
        else:
            (story.nested_definition if state.nested else story.definition).take(name, number)

    def _symbol(self, token: Token) -> None:
        state, sign = self._state, token.name
        if sign == "*":
            state.starred = True
            return
        if state.into not in ("text", "number"):
            return
        state.first = False
        if sign in "\\{}":
            self._bytes.add(sign.encode(), self._fonts.encoding(state.font))
        elif sign in SYMBOLS:
            if not self._bytes.passed_over():
                self._bytes.flush()
                self._put(SYMBOLS[sign])
        elif sign in "\r\n":
            self._bytes.flush()
            self._structure("par", None)

    def _text(self, token: Token) -> None:
        state = self._state
        state.first = False
        if state.into in ("text", "number"):
            self._bytes.add(token.data, self._fonts.encoding(state.font), written=token.kind == "byte")
        elif state.into == "styles":
            self._styles.text(token.data)

    def _put(self, text: str) -> None:
        """Text as read: to where the group says."""
        state = self._state
        if state.into not in ("text", "number") or state.unseen:
            return
        story = state.story
        if state.into == "number":
            story.number += text
            return
        add(story.text, text, state.raised)

    def _end_paragraph(self, state: State, depth: int | None = None) -> None:
        self._bytes.flush(last=True)
        story = state.story
        text = plain_signs("".join(story.text))
        story.text.clear()
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = "\n".join(line.strip(" \t").rstrip("\u3000 \t") for line in text.split("\n")).strip("\n")
        number, story.number = printed_number(story.number), ""
        if not number and state.list_number and text:
            number = self._counted(state)
        level = self._styles.levels.get(state.style, 0) if state.outline is None else state.outline + 1
        if not 0 < level <= HEADING_LEVELS or len(text) > _LONGEST_HEADING:
            level = 0
        place = state.table_depth if depth is None else depth
        if not text and not place:
            number = ""
        if state.style in self._styles.contents and not place and story is self.main:
            self.contents_list.append(text)
            text = number = ""
        item = min(max(0, state.list_level), HEADING_LEVELS) + 1 if number and not level else 0
        story.add(Paragraph((number + text.lstrip("\u3000")).rstrip() if number else text, level, item), place)

    def _counted(self, state: State) -> str:
        """A number that the file defines but does not print."""
        if self._lists is None:
            self._lists = Lists(self._data, self._fonts)
        return printed_number(self._lists.number(state.list_number, state.list_level))

    def _font_word(self, name: str, number: int | None) -> None:
        if name == "f":
            self._font = number or 0
        elif name == "fcharset":
            self._fonts.set_charset(self._font, number or 0)
        elif name == "cpg" and number:
            self._fonts.set_font_page(self._font, number)

    def _is_behind_entries(self, name: str) -> bool:
        """A style may say `\\pard`, within the braces that each style has of its own."""
        return name != "pard" or self._state.into == "fonts" or not self._stack or self._stack[-1].into != "styles"

    def _leave_table(self) -> None:
        """The text begins, though the table before it was not closed."""
        into = self._state.into
        for state in (*self._stack, self._state):
            if state.into == into:
                state.into = "text"
        self.uneven = True
