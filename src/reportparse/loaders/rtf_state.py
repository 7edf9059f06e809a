"""What holds in a group of an RTF file, and the control words that change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reportparse.loaders.raised import Raise
from reportparse.loaders.rtf_story import Story

Into = Literal["text", "number", "fonts", "styles", "alternatives", "fallback", "nothing"]
"""Where the text of a group goes. "alternatives" holds the same text twice, the first of them being the "fallback"."""


@dataclass(slots=True)
class State:
    """Copied where a group opens, thrown away where it closes."""

    story: Story
    into: Into = "text"
    first: bool = True
    """No control word has come yet in this group: the next may say what the group is for."""
    starred: bool = False
    font: int | None = None
    skip: int = 1
    """How many bytes after a \\u repeat it for old programs."""
    hidden: bool = False
    deleted: bool = False
    raised: Raise = ""
    in_table: bool = False
    depth: int = 0
    style: int = 0
    outline: int | None = None
    list_number: int = 0
    list_level: int = 0
    nested: bool = False
    """The row that is being defined is one of a nested table."""

    def opened(self) -> State:
        """The state of a group that opens here."""
        return replace(self, first=True, starred=False, into="fallback" if self.into == "alternatives" else self.into)

    def for_story(self, story: Story) -> State:
        """The state at the beginning of a story inside this one."""
        return State(story, first=False, font=self.font, skip=self.skip)

    @property
    def unseen(self) -> bool:
        """Whether text is hidden or deleted."""
        return self.hidden or self.deleted

    @property
    def table_depth(self) -> int:
        """0 outside tables, 1 in one, 2 in one inside another."""
        return min(2, max(self.depth, int(self.in_table or self.story.in_row)))

    def change(self, name: str, number: int | None) -> bool:
        """Takes a control word that sets a property; False where it is another."""
        on = number != 0
        if name in _SET_NUMBER:
            setattr(self, _SET_NUMBER[name], number or 0)
        elif name == "v":
            self.hidden = on
        elif name in ("deleted", "mvf"):
            self.deleted = on
        elif name in _RAISES:
            self.raised = _RAISES[name] if on else ""
        elif name == "nosupersub":
            self.raised = ""
        elif name == "intbl":
            self.in_table = True
        elif name == "uc":
            self.skip = min(max(0, 1 if number is None else number), 8)
        elif name == "plain":
            self.hidden = self.deleted = False
            self.raised, self.font = "", None
        elif name == "pard":
            self.in_table, self.depth, self.style, self.outline = False, 0, 0, None
            self.list_number = self.list_level = 0
        else:
            return False
        return True


_RAISES: dict[str, Raise] = {"super": "super", "sub": "sub"}
_SET_NUMBER = {"f": "font", "s": "style", "outlinelevel": "outline", "ls": "list_number", "ilvl": "list_level",
               "itap": "depth"}  # fmt: skip
