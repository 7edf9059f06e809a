"""The words of the reference pages: what stands in reference_words.toml, and that all of it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

NAME = "reference_words.toml"
MADE = "<!-- Made by scripts/reference.py; change the code or scripts/reference_words.toml, then run it. -->"


class Words:
    """The words file, and which of its entries were asked for."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told
        self.asked: set[tuple[str, ...]] = set()

    def __call__(self, *path: str) -> Any:
        """The entry; KeyError names what has no words."""
        value: Any = self._told
        for name in path:
            if name not in value:
                raise KeyError(f"{NAME} has no words for {' '.join(path)}")
            value = value[name]
        self.asked.add(path)
        return value

    def place(self, name: str) -> int:
        """Where an entry stands in the file: the order in which a reader should meet them."""
        return [*self._told, name].index(name)

    def unasked(self) -> list[str]:
        """Entries that nothing asks for: a name that is gone, or a slip."""
        return [" ".join(path) for path in _leaves(self._told) if path not in self.asked]


def _leaves(tree: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in tree.items():
        yield from _leaves(value, (*above, name)) if isinstance(value, dict) else [(*above, name)]


def pick(language: str, pair: tuple[str, str] | list[str]) -> str:
    """The Chinese or the English of two."""
    return pair[0] if language == "zh" else pair[1]


def halves(text: str, language: str) -> str:
    """One language of a help text, which is 中文。 English."""
    chinese, gap, english = text.partition("。 ")
    if not gap:
        raise KeyError(f"the help {text!r} is not 中文。 English.: give it words of its own in {NAME}")
    return chinese + "。" if language == "zh" else english


def cell(text: str) -> str:
    """A text as a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
