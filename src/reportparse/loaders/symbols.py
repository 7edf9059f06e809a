"""Signs of symbol fonts as the Unicode signs that look the same.

Files keep a sign of Symbol or Wingdings as a private-use code that means nothing without the font. Bullets, boxes,
ticks and ringed numbers are what reports use of them; Symbol also has digits and arithmetic signs.
"""

from __future__ import annotations

import re
from itertools import chain

_CODES = re.compile("[\uf000-\uf0ff]")
_FIELD = re.compile(r"SYMBOL\s{1,9}(0x[0-9a-f]{1,4}|\d{1,5})(?:[^\"]{0,40}?\\f\s{0,9}\"([^\"]{1,40})\")?", re.I)


def _run(first: int, signs: str) -> dict[int, str]:
    return {first + i: sign for i, sign in enumerate(signs)}


_WINGDINGS = {
    **_run(0x6C, "●❍■□□❑❒⬧⧫◆❖⬥"),
    **_run(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_run(0x9E, "·•▪○○◉◉◎❍▪◻"),
    **_run(0xAA, "✦★✶✴✹✵"),
    **_run(0xD5, "⌫⌦➢➢➢➢➢➢➢"),
    **_run(0xDF, "←→↑↓↖↗↙↘➔➔➔➔➔➔➔➔⇦⇨⇧⇩⬄⇳"),
    **_run(0xFB, "✗✓☒☑"),
    0x20: " ",
    0x21: "✏",
    0x28: "☎",
    0x2A: "✉",
    0x46: "☞",
    0x4A: "☺",
    0xB2: "✧",
}
_WINGDINGS_2 = {
    **_run(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_run(0x4F, "✗✓☒☑☒☒"),
    0x20: " ",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
}
_SYMBOL = {
    **{code: chr(code) for code in chain(range(0x20, 0x40), b"[]_{|}")},
    **_run(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    **_run(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    **_run(0xA2, "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    **_run(0xC5, "⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇"),
    **_run(0xD5, "∏√⋅¬∧∨⇔⇐⇑⇒⇓◊"),
    0x22: "∀",
    0x24: "∃",
    0x27: "∍",
    0x2A: "∗",
    0x2D: "−",
    0x40: "≅",
    0x5C: "∴",
    0x5E: "⊥",
    0x7E: "∼",
    0xE5: "∑",
    0xF2: "∫",
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
# Where nothing says which font: Wingdings or Symbol, whichever knows the code, but the ticked boxes of Wingdings 2.
_ANY = {**_SYMBOL, **_WINGDINGS, 0x52: "☑", 0x53: "☒"}


def sign_of(code: int, font: str = "") -> str | None:
    """The sign with that code in a font; None where it is not known, as for small pictures of a symbol font."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if low <= 0xFF and (_is_known(font) or (low != code and not font)):
        return _signs(font).get(low)
    if 0x20 <= low <= 0x7E or 0xA0 <= low <= 0xFF:
        # A private-use code in a font of letters is that letter; in an unknown symbol font it is a picture.
        return chr(low) if low == code or _signs(font) else None
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else None


def of_field(code: str) -> str:
    """The sign that a field SYMBOL prints; empty where the code is of another field."""
    match = _FIELD.match(code)
    return (sign_of(int(match[1], 0), match[2] or "Symbol") or " ") if match else ""


def plain_signs(text: str, font: str = "") -> str:
    """Text with the signs of symbol fonts made plain; one not known becomes a blank, so that it parts its neighbours."""
    return _CODES.sub(lambda match: _signs(font).get(ord(match[0]) - 0xF000, " "), text)


def bullet(text: str, font: str = "") -> str:
    """What opens an item, as signs that a reader can see.

    A letter or digit that only a guess at the font gives is none: the text would seem to have a number.
    """

    def seen(match: re.Match[str]) -> str:
        sign = _signs(font).get(ord(match[0]) - 0xF000, "").strip()
        guessed = not _is_known(font) and (sign.isalpha() or sign.isdecimal())
        return "•" if not sign or guessed else sign

    return _CODES.sub(seen, text)


def _is_known(font: str) -> bool:
    return font.strip().lower() in _FONTS


def _signs(font: str) -> dict[int, str]:
    """The signs of a font; none of a symbol font that is not known here, such as Webdings."""
    name = font.strip().lower()
    return _FONTS.get(name) or ({} if "ding" in name else _ANY)
