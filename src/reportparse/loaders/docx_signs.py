"""Signs of symbol fonts as the Unicode signs that look the same.

Word keeps a sign of Symbol or Wingdings as a private-use code that means nothing without the font. Bullets, boxes,
ticks and ringed numbers are what reports use of them; Symbol also has digits and arithmetic signs.
"""

from __future__ import annotations

import re
from itertools import chain

PRIVATE = re.compile("[\uf000-\uf0ff]")


def _run(first: int, signs: str) -> dict[int, str]:
    return {first + i: sign for i, sign in enumerate(signs)}


_WINGDINGS = {
    **_run(0x6C, "●❍■□❐❑❒⬧⧫◆❖⬥"),
    **_run(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_run(0x9E, "·•▪○"),
    **_run(0xA1, "○◎◉◉◎"),
    **_run(0xA6, "❍▪◻"),
    **_run(0xAA, "✦★✶✴✹✵"),
    **_run(0xD5, "⌫⌦➢➢➢➢➢➢➢"),
    **_run(0xDF, "←→↑↓↖↗↙↘➔➔➔➔➔➔➔➔⇦⇨⇧⇩⬄⇳"),
    **_run(0xFB, "✗✓☒☑"),
    0x4A: "☺",
    0xFE: "☑",
    0xFD: "☒",
    0xFC: "✓",
    0x28: "☎",
    0x2A: "✉",
    0xB2: "✧",
    0x46: "☞",
    0x21: "✏",
    0x20: " ",
}
_WINGDINGS_2 = {
    **_run(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
    0x20: " ",
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


def sign_of(code: int, font: str | None) -> str | None:
    """The sign with that code in a font; None where it is not known, as for small pictures of a symbol font."""
    signs = _FONTS.get((font or "").strip().lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if signs is not None and low <= 0xFF:
        return signs.get(low)
    if 0x20 <= low <= 0x7E or 0xA0 <= low <= 0xFF:
        # A private-use code in a font of letters is that letter; in an unknown symbol font it is a picture.
        return chr(low) if low == code or "ding" not in (font or "").lower() else None
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else None


def plain_signs(text: str, font: str | None = None) -> str:
    """Text with the signs of symbol fonts made plain; one not known becomes a blank, so that it parts its neighbours.

    Without a known font, codes of the private area are taken for Wingdings or Symbol, whichever knows them.
    """
    return PRIVATE.sub(lambda match: _plain(match[0], font), text) if PRIVATE.search(text) else text


def _plain(sign: str, font: str | None) -> str:
    if (font or "").strip().lower() in _FONTS:
        return sign_of(ord(sign), font) or " "
    low = ord(sign) - 0xF000
    return _WINGDINGS.get(low) or _SYMBOL.get(low) or " "
