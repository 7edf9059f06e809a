"""Number formats of spreadsheets (`#,##0.00;[Red]-0.0%;"-"`) taken apart into sections and tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

TokenKind = Literal[
    "literal", "digit", "point", "comma", "percent", "exponent", "slash", "general", "text",
    "date", "elapsed", "noon", "fraction",
]  # fmt: skip

# Excel takes formats of up to 255 characters; a longer one is forged and shown as General.
MAX_CODE = 1_000
# How many formats are kept taken apart: a workbook has some dozens.
_KEPT = 512


class Token(NamedTuple):
    """A piece of a format: what it is, and its signs."""

    kind: TokenKind
    text: str


class Section:
    """One of the up to four sections of a format. `numerals`: 1 for 一二三, 2 for 壹贰叁, 3 for full-width digits.

    Sections are told apart by identity, so that what is worked out for one can be kept by it.
    """

    def __init__(
        self,
        tokens: tuple[Token, ...],
        operator: str = "",
        bound: float = 0.0,
        numerals: int = 0,
        chinese: bool = False,
    ) -> None:
        self.tokens, self.operator, self.bound = tokens, operator, bound
        self.numerals, self.chinese = numerals, chinese
        self.kinds = frozenset(token.kind for token in tokens)
        # Whether a number is shown as a date or a time.
        self.is_date = not self.kinds.isdisjoint(("date", "elapsed"))
        # Whether it says how a text is shown.
        self.is_text = "text" in self.kinds


_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*")
_GENERAL = re.compile(r"General|G/通用格式|Standard", re.IGNORECASE)
_NOON = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
_DATE_RUN = re.compile(r"([ymdhsae])\1*", re.IGNORECASE)
_SYSTEM_DATES = {"F800": 'yyyy"年"m"月"d"日"', "F400": "h:mm:ss"}


@lru_cache(maxsize=_KEPT)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format, at least one.

    >>> [s.operator for s in sections('[=1]"是";[=0]"否";0')]
    ['=', '=', '']
    """
    if len(code) > MAX_CODE or not code.strip():
        code = "General"
    for mark, instead in _SYSTEM_DATES.items():
        if f"[$-{mark}]" in code.upper():
            code = instead
    return tuple(_section(part) for part in _split(code)[:4])


def _split(code: str) -> list[str]:
    """Parted at semicolons that are not quoted."""
    parts, begin, place = [], 0, 0
    while place < len(code):
        sign = code[place]
        if sign == '"':
            end = code.find('"', place + 1)
            place = len(code) if end < 0 else end
        elif sign in "\\!_*":
            place += 1
        elif sign == ";":
            parts.append(code[begin:place])
            begin = place + 1
        place += 1
    return [*parts, code[begin:]]


def _section(part: str) -> Section:
    scanner = _Scanner(part)
    scanner.run()
    return Section(tuple(scanner.tokens), scanner.operator, scanner.bound, scanner.numerals, scanner.chinese)


class _Scanner:
    """Goes over one section from left to right."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.place = 0
        self.tokens: list[Token] = []
        self.operator, self.bound, self.numerals, self.chinese = "", 0.0, 0, False

    def run(self) -> None:
        while self.place < len(self.part):
            sign = self.part[self.place]
            if sign == '"':
                end = self.part.find('"', self.place + 1)
                end = len(self.part) if end < 0 else end
                self._take("literal", self.part[self.place + 1 : end], end + 1)
            elif sign in "\\!":
                self._take("literal", self.part[self.place + 1 : self.place + 2], self.place + 2)
            elif sign == "_":
                # Room as wide as the next sign.
                self._take("literal", " ", self.place + 2)
            elif sign == "*":
                # The next sign fills the cell.
                self.place += 2
            elif sign == "[":
                self._bracket()
            elif not self._word():
                self._sign(sign)

    def _take(self, kind: TokenKind, text: str, end: int) -> None:
        self.tokens.append(Token(kind, text))
        self.place = end

    def _bracket(self) -> None:
        end = self.part.find("]", self.place)
        end = len(self.part) if end < 0 else end
        inside = self.part[self.place + 1 : end]
        self.place = end + 1
        lower = inside.lower()
        condition = _CONDITION.fullmatch(inside)
        if condition:
            self.operator, self.bound = condition[1], float(condition[2])
        elif lower and lower[0] in "hms" and set(lower) == {lower[0]}:
            self.tokens.append(Token("elapsed", lower))
        elif lower.startswith("dbnum"):
            self.numerals = int(lower[5]) if lower[5:6] in ("1", "2", "3") else 0
        elif inside.startswith("$"):
            symbol, _, locale = inside[1:].partition("-")
            self.chinese |= locale.upper().endswith(("804", "404", "ZH-CN", "ZH-TW"))
            if symbol:
                self.tokens.append(Token("literal", symbol))

    def _word(self) -> bool:
        """Words and runs of letters that mean something."""
        for pattern, kind in ((_GENERAL, "general"), (_NOON, "noon")):
            found = pattern.match(self.part, self.place)
            if found:
                self._take("general" if kind == "general" else "noon", found[0], found.end())
                return True
        if self.part[self.place] in "Ee" and self.part[self.place + 1 : self.place + 2] in ("+", "-"):
            self._take("exponent", self.part[self.place + 1], self.place + 2)
            return True
        found = _DATE_RUN.match(self.part, self.place)
        if found:
            self._take("date", found[0].lower(), found.end())
        return found is not None

    def _sign(self, sign: str) -> None:
        kinds: dict[str, TokenKind] = {
            "0": "digit", "#": "digit", "?": "digit", ".": "point", ",": "comma", "%": "percent",
            "/": "slash", "@": "text",
        }  # fmt: skip
        kind = kinds.get(sign, "literal")
        after_seconds = bool(self.tokens) and self.tokens[-1].kind in ("date", "elapsed")
        if kind == "point" and after_seconds and self.tokens[-1].text[0] == "s":
            end = self.place + 1
            while self.part[end : end + 1] == "0":
                end += 1
            self._take("fraction", self.part[self.place : end], end)
            return
        if sign in "gG":
            # The era of a date, which Chinese dates have not.
            self.place += 1
            return
        self._take(kind, sign, self.place + 1)
