"""A document as loaded, and the same document as it should be read: edits, and offsets that map back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportparse.model.document import Contents


class Edit(NamedTuple):
    """One repair: source[start:end] reads as `after` (empty: left out).

    Kinds: page_marker, page_footer, boilerplate, line_wrap, spacing, full_width, traditional, ocr, note_mark.
    """

    start: int
    end: int
    after: str
    kind: str


class Damage(NamedTuple):
    """A figure destroyed or masked beyond reading, in source offsets; kind is damaged or masked."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as it should be read.

    `contents` is the document as loaded, which all `origin`s point into.
    `text` is the repaired text with its punctuation as printed; `folded` the same, character for character,
    with punctuation and letters folded to half width (，→, （→( ：→: ；→; ％→% A→A …; 。 、 《》“” stay) for grammar to work on.
    `origin[i]` is the source offset of character i of both; `origin[len(text)]` is len(source).
    """

    contents: Contents
    text: str
    folded: str
    origin: Sequence[int]
    edits: tuple[Edit, ...] = ()
    damage: tuple[Damage, ...] = ()
    preview: bool = False

    @property
    def source(self) -> str:
        """The text as loaded."""
        return self.contents.text

    def place(self, offset: int) -> int:
        """Where a place of the source stands in the reading; what was left out stands where the next sign stands."""
        return bisect_left(self.origin, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of text[start:end]; noise inside it is included, noise at its ends is not."""
        return self.origin[start], (self.origin[end - 1] + 1 if end > start else self.origin[start])
