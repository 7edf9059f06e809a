"""How Word prints the number of a list item or heading in each of its formats: 一, 十一, ①, 甲, IV, aa."""

from __future__ import annotations

from collections.abc import Callable

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
PLAIN, LEGAL, LEGAL_OLD = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
# Beyond these no list goes; the number is then printed in digits.
MAX_COUNTED, MAX_LETTERS, MAX_ROMAN = 99_999_999, 780, 32_767


def numeral(number: int, style: str) -> str:
    """A number from 0 in a format of Word's (`w:numFmt`); digits in a format not known here."""
    if style in ("none", "bullet"):
        return ""
    make = _FORMATS.get(style)
    return (make(number) if make and number >= 0 else None) or str(number)


def by_example(number: int, example: str) -> str:
    """A number in a format given by an example, as in "001, 002, 003, …" or "一, 十, 一百(简), …"."""
    for start, style in _EXAMPLES.items():
        if example.startswith(start):
            return numeral(number, style)
    first = example.split(",")[0].strip()
    return str(number).zfill(len(first)) if first.isdigit() and len(first) < 10 else str(number)


def counted(number: int, digits: str = PLAIN, units: str = "十百千", *, bare: int = 1) -> str | None:
    """A number in counting characters: 二十一, 一百零三. None beyond what is counted so.

    `bare`: how many of the units stand alone for one of them: 1 for 十一 but 一百一十, 3 for 百十.
    """
    if not 0 < number <= MAX_COUNTED:
        return digits[0] if number == 0 else None
    high, low = divmod(number, 10_000)
    text = (_thousand(high, digits, units) + "万") if high else ""
    if low:
        text += (digits[0] if high and low < 1000 else "") + _thousand(low, digits, units)
    if bare == 1 and text.startswith(digits[1] + units[0]):
        return text[1:]
    if bare == 3:
        for unit in units:
            text = text.replace(digits[1] + unit, unit)
        return text.replace(digits[0], "")
    return text


def _thousand(number: int, digits: str, units: str) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
        gap = not digit
    return text


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))


def _chinese(number: int) -> str | None:
    # This format counts to 九十九 and goes on digit by digit, 一○○; only its "thousand" sister writes 一百.
    return _digital(number).replace("〇", "○") if number > 99 else counted(number)


def _roman(number: int) -> str | None:
    if not 0 < number <= MAX_ROMAN:
        return None
    text = ""
    for worth, sign in ROMAN:
        times, number = divmod(number, worth)
        text += sign * times
    return text


def _letters(number: int) -> str | None:
    # After z Word goes on with aa, bb, cc, not with ab.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= MAX_LETTERS else None


def _upper(make: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: (make(number) or "").upper() or None


def _from(first: str, count: int) -> Callable[[int], str | None]:
    """Signs that follow one another in Unicode."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else None


def _out_of(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else None


def _sixty(number: int) -> str | None:
    return STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12] if 0 < number <= 60 else None


def _wide(number: int) -> str:
    return "".join(chr(ord("０") + int(d)) for d in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_FORMATS: dict[str, Callable[[int], str | None]] = {
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "ordinal": _ordinal,
    "upperRoman": _upper(_roman),
    "lowerRoman": _roman,
    "upperLetter": _upper(_letters),
    "lowerLetter": _letters,
    "chineseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "chineseCountingThousand": counted,
    "taiwaneseCountingThousand": counted,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographDigital": _digital,
    "japaneseCounting": lambda n: counted(n, bare=3),
    "koreanCounting": counted,
    "chineseLegalSimplified": lambda n: counted(n, LEGAL, "拾佰仟", bare=0),
    "ideographLegalTraditional": lambda n: counted(n, LEGAL_OLD, "拾佰仟", bare=0),
    "japaneseLegal": lambda n: counted(n, LEGAL_OLD, "拾佰仟", bare=0),
    "ideographTraditional": _out_of(STEMS),
    "ideographZodiac": _out_of(BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "ideographEnclosedCircle": _from("㈠", 10),  # the standard says rings, Word prints brackets
    "upperCyrillic": _out_of("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
    "chicago": _out_of("*†‡§"),
}

# How Word names some of these formats where it names them by example.
_EXAMPLES = {
    "一, 十, 一○○": "chineseCounting",
    "一, 十, 一百": "chineseCountingThousand",
    "一, 一〇, 一〇〇": "ideographDigital",
    "壹, 贰, 叁": "chineseLegalSimplified",
    "壹, 貳, 參": "ideographLegalTraditional",
    "甲, 乙, 丙": "ideographTraditional",
    "①, ②, ③": "decimalEnclosedCircle",
}
