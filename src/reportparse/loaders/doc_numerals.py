"""Word's number formats by the codes that .doc and RTF files hold for them."""

from __future__ import annotations

from reportparse.loaders import counting

_STYLES = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 8: "hex", 9: "chicago",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 16: "japaneseLegal",
    17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero",
    23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 32: "ideographZodiacTraditional",
    33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 40: "ideographDigital",
    44: "koreanDigital2", 57: "numberInDash", 255: "none",
}  # fmt: skip

BULLET, NOTHING = 23, 255


def numeral(number: int, code: int) -> str:
    """A number in one of Word's number formats; formats of other scripts come out in plain figures."""
    return counting.numeral(number, _STYLES.get(code, "decimal"))
