"""Entries of an RTF file's tables of fonts, styles and colours that a broken brace has left standing in its text.

`{\\fonttbl{\\f0\\froman Times;}{\\f1\\fswiss Arial;}}`: where the table's own brace or word is lost, or one brace too many
closes it early, its entries look like groups of text, and names of fonts would be read as words of the document. But
some control words stand in such tables only, and an entry ends with a semicolon soon after them.
"""

from __future__ import annotations

from reportparse.loaders.rtf_tokens import Token

TABLE_WORDS = frozenset(
    """
    froman fswiss fmodern fscript fdecor ftech fbidi fcharset fprq fontemb
    sbasedon snext slink sqformat spriority ssemihidden sunhideused sautoupd styrsid additive
    red green blue
    """.split()
)
"""Words that only an entry of a table has. `fnil` is none of them: some writers put it into text."""

# Words that no entry has: here the text goes on.
_TEXT_WORDS = frozenset({"par", "pard", "sectd", "trowd", "cell", "row", "line", "tab"})
# The longest name of a font has some thirty signs, of which each may be written in four; of a style somewhat more.
_LONGEST_NAME = 200


class Stray:
    """What has come since a word that begins an entry, until it is known whether it is one."""

    def __init__(self) -> None:
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
                return [token._replace(data=rest)] if rest else []
        self._held.append(token)
        if token.kind == "{":
            self._depth += 1
        elif token.kind == "}":
            self._depth -= 1
        elif token.kind == "byte":
            self._size += 1
        text_goes_on = token.kind == "word" and token.name in _TEXT_WORDS
        return self.rest() if text_goes_on or self._depth < 0 or self._size > _LONGEST_NAME else None

    def rest(self) -> list[Token]:
        """All that was held, but for the words of the table."""
        return [token for token in self._held if not (token.kind == "word" and token.name in TABLE_WORDS)]
