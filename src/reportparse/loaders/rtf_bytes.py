"""The bytes of text between two control words, until they are signs: double bytes, and what repeats a \\u."""

from __future__ import annotations

from collections.abc import Callable

from reportparse.loaders.rtf_fonts import SYMBOL, Fonts
from reportparse.loaders.rtf_words import DOUBLE


class Bytes:
    """Gathers bytes of one encoding; hands over text with `put`."""

    def __init__(self, fonts: Fonts, put: Callable[[str], None]) -> None:
        self._fonts, self._put = fonts, put
        self._pending = bytearray()
        self._encoding = ""
        self._skip = 0
        self._last: tuple[str, bytes] | None = None
        """The sign of the last \\u and the byte passed over after it."""

    def unicode(self, code: int, skip: int) -> None:
        """`\\u`: a sign, or half of one; then `skip` bytes that repeat it follow."""
        self.flush(last=True)
        self._put(chr(code))
        self._skip, self._last = skip, (chr(code), b"")

    def passed_over(self) -> bool:
        """Whether the sign that comes now only repeats a \\u."""
        if self._skip:
            self._skip -= 1
            return True
        return False

    def add(self, data: bytes, encoding: str, *, written: bool = False) -> None:
        """Bytes of text. `written`: one byte written as \\'hh."""
        if self._skip:
            passed, data = data[: self._skip], data[self._skip :]
            self._skip -= len(passed)
            if self._last and written:
                self._last = self._last[0], self._last[1] + passed
        elif self._last is not None:
            # Some writers announce one byte and repeat the sign in two; the second would be garbage.
            sign, passed = self._last
            self._last = None
            if written and passed and self._same(passed + data, sign, encoding):
                return
        if not data:
            return
        if encoding != self._encoding:
            self.flush(last=True)
            self._encoding = encoding
        if encoding == SYMBOL and not written:
            self.flush(last=True)
            self._put(data.decode("latin-1"))  # digits in a font of signs are digits all the same
        else:
            self._pending += data

    def flush(self, *, last: bool = False) -> None:
        """What has come so far becomes text. Half a double byte waits for its other half, unless this is the last."""
        self._skip = 0
        self._last = None if last else self._last
        if not self._pending:
            return
        data = bytes(self._pending)
        self._pending.clear()
        if (
            not last
            and self._encoding in DOUBLE
            and not self._fonts.bare(data)
            and (half := _half(data, self._encoding))
        ):
            data, rest = data[:-half], data[-half:]
            self._pending += rest
        if data:
            self._put(self._fonts.decode(data, self._encoding))

    def _same(self, data: bytes, sign: str, encoding: str) -> bool:
        for candidate in (encoding if encoding in DOUBLE else "gb18030", "gb18030"):
            try:
                if data.decode(candidate) == sign:
                    return True
            except UnicodeDecodeError:
                continue
        return False


def _half(data: bytes, encoding: str) -> int:
    """How many bytes at the end are the beginning of a sign."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end == len(data) and "incomplete" in error.reason:
            return len(data) - error.start
    return 0
