"""Entries of an RTF file's tables of fonts, styles and colours that a broken brace has left standing in its text.

`{\\fonttbl{\\f0\\froman Times;}{\\f1\\fswiss Arial;}}`: where the table's own brace or word is lost, or one brace too many
closes it early, its entries look like groups of text, and names of fonts would be read as words of the document. But
some control words stand in such tables only, and an entry ends with a semicolon soon after them.
"""

from __future__ import annotations

import re
from itertools import islice

from reportparse.loaders.rtf_tokens import Token

_TABLE_WRITTEN = """
fnil froman fswiss fmodern fscript fdecor ftech fbidi fcharset fprq fontemb colortbl
sbasedon snext slink sqformat spriority ssemihidden sunhideused sautoupd styrsid additive red green blue
"""
TABLE_WORDS = frozenset(_TABLE_WRITTEN.split())
"""Words that only an entry of a table has."""

# Words that no entry has: here the text goes on.
_TEXT_WORDS = frozenset({"par", "pard", "sectd", "trowd", "cell", "row", "line", "tab"})
# The longest name of a font has some thirty signs, of which each may be written in four; of a style somewhat more.
_LONGEST_NAME = 200


class Stray:
    """What has come since a word that begins an entry, until it is known whether it is one."""

    def __init__(self, font: int | None) -> None:
        self.is_entry = False
        self.font = font
        """The font that the entry describes."""
        self.charset: int | None = None
        self._held: list[Token] = []
        self._size = 0
        self._depth = 0

    def take(self, token: Token) -> list[Token] | None:
        """The next token. None while nothing is known; then what is to be read after all.

        After a semicolon that is what follows it; where the text goes on without one, all that was held.
        """
        if token.kind == "text" and not self._depth:
            name, semicolon, rest = token.data.partition(b";")
            self._size += len(name)
            if semicolon and self._size <= _LONGEST_NAME:
                self.is_entry = True
                return [token._replace(data=rest)] if rest else []
        self._held.append(token)
        if token.kind == "{":
            self._depth += 1
        elif token.kind == "}":
            self._depth -= 1
        elif token.kind == "byte":
            self._size += 1
        elif token.name == "fcharset" and token.number is not None:
            self.charset = token.number
        text_goes_on = token.kind == "word" and token.name in _TEXT_WORDS
        return self.rest() if text_goes_on or self._depth < 0 or self._size > _LONGEST_NAME else None

    def rest(self) -> list[Token]:
        """All that was held, but for the words of the table."""
        return [token for token in self._held if not (token.kind == "word" and token.name in TABLE_WORDS)]


# Words without a number that no text speaks of, and a \\u that lost its backslash.
_PLAIN_REMAINS = re.compile(
    r"rtlch|ltrch|dbch|trowd|tlpar|clvertal|widctlpar|contextualspace|listtext|fonttbl|\bu\d{4,5}\?"
)
_NUMBERED = re.compile(r"([a-z]{2,40})(-?[0-9]{1,7})")
_WORDS = re.compile(rb"\\([a-z]{2,32}-?[0-9]{1,7})")
_LONG_WORD, _LEAST_REMAINS = 5, 4
# A text with more of what may be remains has English in it, or speaks for itself.
_MOST_LOOKED_AT = 100


def has_remains(text: str, data: bytes) -> bool:
    """Whether control words stand in the text, as they do where their backslash is broken: fs22 is one of this file's own.

    A word in whole tells by itself with five letters, else with its number; of one that lost its first letters too the
    end does. A number may have digits of the text stuck to it.
    """
    if _PLAIN_REMAINS.search(text):
        return True
    matches = islice(_NUMBERED.finditer(text), _MOST_LOOKED_AT)
    found = {match.groups() for match in matches if len(match[0]) >= _LEAST_REMAINS}
    if not found:
        return False
    used = {word.decode("ascii") for word in _WORDS.findall(data)}
    names = {word.rstrip("-0123456789") for word in used}
    return any(_is_remains(name, number, used, names) for name, number in found)


def _is_remains(name: str, number: str, used: set[str], names: set[str]) -> bool:
    whole = name + number
    if whole in used or (len(name) >= _LONG_WORD and name in names):
        return True
    return len(whole) > _LONG_WORD and any(word.endswith(whole) for word in used)
