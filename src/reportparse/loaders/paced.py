"""A door that says beforehand how long it may take, for whoever ends what takes longer (docs/decisions/0023)."""

from __future__ import annotations

from collections.abc import Callable

from reportparse.loaders import Door
from reportparse.loaders.formats import Format
from reportparse.model.document import Contents, Document

LEAST_SECONDS = 60.0
"""For the smallest of files, on a machine that is busy with everything else; it takes milliseconds."""

BYTES_A_SECOND = 1_000_000
CHARACTERS_A_SECOND = 2_000
"""How slow loading and reading may be: about a fiftieth of what was measured."""

FENCE_SECONDS = 60.0
"""What the fence around a reader needs beyond the time it gives it, to end it and say why."""


class PacedDoor(Door):
    """Opens what the door before it opened. `allow` hears, in the middle of a document, for how long it may go on."""

    def __init__(self, door: Door, allow: Callable[[float], None]) -> None:
        super().__init__(door.formats)
        self._allow = allow

    def _load_bytes(self, data: bytes, name: str) -> Document:
        self._allow(LEAST_SECONDS + len(data) / BYTES_A_SECOND)
        document = super()._load_bytes(data, name)
        self._allow(LEAST_SECONDS + len(document.text) / CHARACTERS_A_SECOND)
        return document

    def _read_behind_fence(self, form: Format, data: bytes, name: str) -> Contents:
        self._allow(self._keeper.fence.seconds + FENCE_SECONDS)
        return super()._read_behind_fence(form, data, name)
