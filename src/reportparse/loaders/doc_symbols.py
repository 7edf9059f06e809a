"""Signs of the fonts Symbol and Wingdings as signs of Unicode: files hold them as codes F020 to F0FF without a meaning
of their own."""

from __future__ import annotations

import re

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xB2: "✧",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x46: "☞", 0x4A: "☺", 0xA2: "○", 0x52: "☑", 0x53: "☒",
    **{0x81 + i: chr(0x2460 + i) for i in range(10)}, **{0x8C + i: chr(0x2776 + i) for i in range(10)},
}  # fmt: skip
_SYMBOL = {
    0x25: "%", 0x2B: "+", 0x2D: "-", 0x2E: ".", 0x2F: "/", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA2: "′", 0xA3: "≤",
    0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
    0xC5: "⊕", 0xD6: "√", 0xD7: "·", 0xE5: "∑", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ",
    0x70: "π", 0x73: "σ", 0x77: "ω", 0x57: "Ω", 0x44: "Δ", 0x53: "Σ",
    **{c: chr(c) for c in range(0x30, 0x3A)},
}  # fmt: skip

# Codes that mean the same to a reader in whatever font of signs they stand; of the rest only the font could tell.
_ANY_FONT = {**{c: s for c, s in _WINGDINGS.items() if c not in _SYMBOL}, 0xB7: "•", 0xA7: "▪", 0xA8: "□", 0x6C: "●"}
_CODES = re.compile("[\uf020-\uf0ff]")


def symbol(code: int, font: str) -> str:
    """The sign of a code in a font; a blank where it is a picture rather than a sign, so that no neighbours touch."""
    low = code & 0xFF if 0xF000 <= code <= 0xF0FF or code < 0x100 else 0
    if font.lower().startswith("symbol"):
        return _SYMBOL.get(low, " ") if low else _plain(code)
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(low, " ") if low else _plain(code)
    return _ANY_FONT.get(low, " ") if 0xF000 <= code <= 0xF0FF else _plain(code)


def known_signs(text: str) -> str:
    """The text with such codes in it as the signs they are in every font of signs, and blanks for others."""
    return _CODES.sub(lambda m: _ANY_FONT.get(ord(m.group()) & 0xFF, " "), text)


def bullet(text: str) -> str:
    """The sign that opens an item: one a reader can see."""
    return _CODES.sub(lambda m: _ANY_FONT.get(ord(m.group()) & 0xFF, "•"), text)


def _plain(code: int) -> str:
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else " "
