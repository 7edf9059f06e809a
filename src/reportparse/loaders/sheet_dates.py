"""Dates and times of spreadsheets: serial numbers shown by their format."""

from __future__ import annotations

from datetime import date, timedelta

from reportparse.loaders.sheet_codes import Section, Token, sections
from reportparse.loaders.sheet_numerals import in_numerals, numeral

# The day after 9999-12-31: beyond it, and below zero, no date is shown.
_END = 2_958_466
_DAY_SECONDS = 86_400
_FROM_1904 = 1_462
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"


def is_date_code(code: str, value: float = 1.0) -> bool:
    """Whether a number in this format is shown as a date or a time."""
    parts = sections(code)
    return parts[0].is_date or (value < 0 and len(parts) > 1 and parts[1].is_date)


def shown_date(value: float, section: Section, *, from_1904: bool) -> str | None:
    """A date or time by its format; None where the number is none."""
    moment = _Moment.of(value, from_1904=from_1904, fine=any(t.kind == "fraction" for t in section.tokens))
    if moment is None:
        return None
    half_day = any(token.kind == "noon" for token in section.tokens)
    out: list[str] = []
    for place, token in enumerate(section.tokens):
        if token.kind == "date":
            out.append(_field(token.text, place, section, moment, half_day=half_day))
        elif token.kind == "elapsed":
            out.append(_elapsed(token.text, moment))
        elif token.kind == "noon":
            out.append(_noon(token.text, moment.hour < 12))
        elif token.kind == "fraction":
            digits = len(token.text) - 1
            out.append(f".{moment.thousandths:03d}000000"[: digits + 1] if digits else "")
        else:
            out.append(token.text)
    return "".join(out)


class _Moment:
    """A serial number as a day and a time of that day."""

    def __init__(self, day: int, thousandths: int, *, from_1904: bool) -> None:
        self.days = day
        self.hour, rest = divmod(thousandths // 1000, 3600)
        self.minute, self.second = divmod(rest, 60)
        self.thousandths = thousandths % 1000
        self.year, self.month, self.day, self.weekday = _calendar(day + _FROM_1904 if from_1904 else day)

    @classmethod
    def of(cls, value: float, *, from_1904: bool, fine: bool) -> _Moment | None:
        if not 0 <= value < _END - (_FROM_1904 if from_1904 else 0):
            return None
        # Rounded as displayed: 11:59:59.9996 is noon.
        step = 1 if fine else 1000
        total = round(value * _DAY_SECONDS * 1000 / step) * step
        day, rest = divmod(total, _DAY_SECONDS * 1000)
        return cls(day, rest, from_1904=from_1904) if day < _END - 1 else None


def _calendar(day: int) -> tuple[int, int, int, int]:
    """Year, month, day, weekday from 0 for Monday. Excel takes 1900 for a leap year."""
    if day == 60:
        return 1900, 2, 29, 2
    if day == 0:
        return 1900, 1, 0, 5
    found = date(1899, 12, 31) + timedelta(days=day - (day > 60))
    return found.year, found.month, found.day, found.weekday()


def _field(run: str, place: int, section: Section, moment: _Moment, *, half_day: bool) -> str:
    letter, size = run[0], len(run)
    if letter in "ye":
        year = f"{moment.year:04d}" if size > 2 or letter == "e" else f"{moment.year % 100:02d}"
        return in_numerals(year, section.numerals)
    if letter == "a":
        return ("星期" if size >= 4 else "") + _CHINESE_DAYS[moment.weekday] if size >= 3 else run
    if letter == "d" and size >= 3:
        if section.chinese:
            return ("星期" if size >= 4 else "周") + _CHINESE_DAYS[moment.weekday]
        return _DAYS[moment.weekday] if size >= 4 else _DAYS[moment.weekday][:3]
    if letter == "m" and not _is_minute(place, section.tokens):
        return _month(size, section, moment)
    hour = (moment.hour % 12 or 12) if half_day else moment.hour
    value = {"d": moment.day, "h": hour, "m": moment.minute, "s": moment.second}[letter]
    return _counted(value, size, section.numerals)


def _month(size: int, section: Section, moment: _Moment) -> str:
    if size <= 2:
        return _counted(moment.month, size, section.numerals)
    if section.chinese:
        return numeral(moment.month, 1) + "月"
    name = _MONTHS[moment.month - 1]
    return {3: name[:3], 5: name[:1]}.get(size, name)


def _counted(value: int, size: int, numerals: int) -> str:
    if numerals in (1, 2):
        return numeral(value, numerals)
    return in_numerals(f"{value:0{min(size, 2)}d}", numerals)


def _is_minute(place: int, tokens: tuple[Token, ...]) -> bool:
    """An m is minutes after hours and before seconds, else a month."""
    before = next((t for t in reversed(tokens[:place]) if t.kind in ("date", "elapsed")), None)
    after = next((t for t in tokens[place + 1 :] if t.kind in ("date", "elapsed")), None)
    return (before is not None and before.text[0] == "h") or (after is not None and after.text[0] == "s")


def _elapsed(run: str, moment: _Moment) -> str:
    seconds = moment.days * _DAY_SECONDS + moment.hour * 3600 + moment.minute * 60 + moment.second
    value = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[run[0]]
    return f"{value:0{min(len(run), 9)}d}"


def _noon(run: str, morning: bool) -> str:
    first, _, second = run.partition("/")
    return first if morning else second
