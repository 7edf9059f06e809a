"""The last noun phrase of a stretch of open text: jieba's tokens and parts of speech, with our words in its dictionary.

Only used where a figure's own words are too long to be its subject, so that no figure's value, program, period or
role ever hangs on how a text happens to be cut into words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

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
    """A part-of-speech tagger of its own, so that nothing is changed for other users of jieba."""
    # jieba reads a 5 MB dictionary on first use: only texts with long open subjects pay for it
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in words:
        tokenizer.add_word(word, tag="n")
    tagging = posseg.POSTokenizer(tokenizer)
    return lambda text: [(pair.word, pair.flag) for pair in tagging.cut(text, HMM=False)]
