"""The last noun phrase of a stretch of open text: words and parts of speech of jieba's dictionary, with our words in it.

Only used where a figure's own words are too long to be its subject, so that no figure's value, program, period or
role ever hangs on how a text happens to be cut into words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportparse.recognise.dictionary import Dictionary

NOMINAL = ("n", "v", "a", "j", "l", "b", "m", "q", "eng", "x", "i", "f")
"""Parts of speech that a noun phrase may hold (verbs and adjectives stand inside compounds)."""

LEAST = 4
"""Characters: a shorter last phrase is lengthened by the words before it."""


def noun_phrase_cutter(words: Iterable[str]) -> Callable[[str], str]:
    """A function that cuts a long stretch to its last noun phrase. The dictionary is built at the first call."""
    state: list[Callable[[str], list[tuple[str, str]]]] = []

    def cut(text: str) -> str:
        if not state:
            state.append(tagger(words))
        tokens = state[0](text)
        kept: list[str] = []
        for word, flag in reversed(tokens):
            length = sum(map(len, kept))
            if length >= LEAST and (flag[0] in "vpdcu" or word in "、,，"):
                break
            if flag.startswith(NOMINAL) or length < LEAST:
                kept.append(word)
            else:
                break
        return "".join(reversed(kept)).strip("、,，的了") or text

    return cut


def tagger(words: Iterable[str]) -> Callable[[str], list[tuple[str, str]]]:
    """A part-of-speech tagger over jieba's dictionary with words of ours."""
    dictionary = Dictionary.of_jieba()
    for word in words:
        dictionary.add(word, "n")
    return dictionary.tagged
