"""Many words as one regular expression: a trie, so that a place of the text is passed with one look at one character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def word_pattern(words: Iterable[str], guard: Callable[[str], str] = lambda word: "") -> str:
    """A pattern for any of these words, the longest first; `guard` adds what must (or must not) follow a word.

    Words that begin alike are tried in the order in which the first of them is given. No words match nothing.

    >>> word_pattern(["户", "户次", "人"])
    '(?:户(?:次|)|人)'
    """
    known = dict.fromkeys(word for word in words if word)
    return _branch(list(known), 0, guard) if known else "(?!)"


def _branch(words: list[str], depth: int, guard: Callable[[str], str]) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        if len(word) > depth:
            groups.setdefault(word[depth], []).append(word)
    parts = [re.escape(first) + _branch(rest, depth + 1, guard) for first, rest in groups.items()]
    if ended := [word for word in words if len(word) == depth]:
        parts.append(guard(ended[0]))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
