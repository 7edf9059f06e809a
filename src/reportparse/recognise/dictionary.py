"""Words and their parts of speech as jieba's dictionary has them, cut as jieba cuts without its model of unknown words.

jieba itself reads all of its dictionary three times, into tables of half a million entries each: a second and 180 MB in
every process, for the few dozen stretches of text that we cut. Here the file is read once, and only the words that begin
with a character that is met become entries. What comes out is the same, word for word (tests/test_dictionary.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import NamedTuple

RUN = re.compile(r"^(.).*\n(?:\1.*\n)*", re.MULTILINE)
"""Lines that begin with the same character. The file is in order of these, nearly."""

LINE = re.compile(r"^(\S+) ([1-9]\d*) (\S+)$", re.MULTILINE)
COUNT = re.compile(r" (\d+) ")
LETTER = re.compile(r"[a-zA-Z0-9]")

OPEN_TEXT = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._]+)|\r\n|.", re.DOTALL)
OWN_WORDS = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)|\r\n|.", re.DOTALL)
"""What is cut into words, and what stands by itself, in a text and in a word that is added: jieba tells them apart."""

NO_WORD, LETTERS = "x", "eng"
"""Parts of speech of what no dictionary has, and of letters in a row."""


Entry = tuple[int | str, str]
"""How often a word was counted, in digits as long as nobody has asked, and its part of speech."""


class Words(NamedTuple):
    """The words that begin with one character."""

    of: dict[str, Entry]
    longest: int


class Dictionary:
    """Cuts text into the words that are likeliest by their counts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._total = sum(map(int, COUNT.findall(text)))
        self._runs: dict[str, list[tuple[int, int]]] = {}
        for run in RUN.finditer(text):
            self._runs.setdefault(run[1], []).append(run.span())
        self._met: dict[str, Words] = {}

    @staticmethod
    def of_jieba() -> Dictionary:
        """The dictionary of the installed jieba, which is not imported for that."""
        package = find_spec("jieba")
        assert package is not None and package.origin is not None
        return Dictionary(Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8"))

    def add(self, word: str, tag: str) -> None:
        """A word of ours, counted so often that it is not cut."""
        share = 1.0
        for part, _ in self._cut(OWN_WORDS, word):
            share *= self._count(part) / float(self._total)
        words = self._beginning(word[0])
        count = max(int(share * self._total) + 1, int(words.of[word][0]) if word in words.of else 0)
        words.of[word] = (count, tag)
        self._met[word[0]] = Words(words.of, max(words.longest, len(word)))
        self._total += count

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words of a text, each with its part of speech."""
        return list(self._cut(OPEN_TEXT, text))

    def _cut(self, pieces: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
        for piece in pieces.finditer(text):
            if piece[1]:
                yield from self._letters_joined(piece[1])
            else:
                yield piece[0], NO_WORD

    def _letters_joined(self, block: str) -> Iterator[tuple[str, str]]:
        """The words of a block; letters and digits that are no words come together."""
        letters = ""
        for word in self._likeliest(block):
            if len(word) == 1 and LETTER.match(word):
                letters += word
                continue
            if letters:
                yield letters, LETTERS
                letters = ""
            yield word, self._beginning(word[0]).of.get(word, (0, NO_WORD))[1]
        if letters:
            yield letters, LETTERS

    def _likeliest(self, block: str) -> Iterator[str]:
        """Of all ways to cut a block the one with the largest product of shares; of equal ones the longer first word."""
        # From the end: the best way to cut what follows each place, and where its first word ends. The terms are added in
        # jieba's order, so that the sums are the same to the last bit.
        whole = log(self._total)
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(block) + 1)
        for start in range(len(block) - 1, -1, -1):
            of, longest = self._beginning(block[start])
            ends = [
                (log(int(of[word][0])) - whole + best[end][0], end)
                for end in range(start + 1, min(start + longest, len(block)) + 1)
                if (word := block[start:end]) in of
            ]
            best[start] = max(ends, default=(log(1) - whole + best[start + 1][0], start + 1))
        start = 0
        while start < len(block):
            end = best[start][1]
            yield block[start:end]
            start = end

    def _count(self, part: str) -> int:
        """How often a part was counted: never, where it only begins other words; once, where nobody knows it."""
        words = self._beginning(part[0])
        if part in words.of:
            return int(words.of[part][0])
        return 0 if any(word.startswith(part) for word in words.of) else 1

    def _beginning(self, character: str) -> Words:
        words = self._met.get(character)
        if words is None:
            runs = self._runs.get(character, ())
            of: dict[str, Entry] = {w: (count, tag) for run in runs for w, count, tag in LINE.findall(self._text, *run)}
            words = self._met[character] = Words(of, max(map(len, of), default=1))
        return words
