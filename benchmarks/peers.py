"""Published recognisers behind one call, each used as its own documents advise. `suites.py` scores them beside ours.

A finder is given a text and the day "today"; it answers with every mention it sees, each with the values it offers for
it (some leave open which year 四月 is of: any right one counts). A reader is given the mention itself, for packages
that look for none: `Peer.reads` says which kinds are measured so. What cannot be loaded is an `Absent` with the reason.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from importlib import import_module, metadata
from io import StringIO
from typing import Any, NamedTuple

Days = tuple[str | None, str | None]
Value = Decimal | tuple[Decimal, Decimal | None] | Days
"""One number, a range from the one to the other, or the first and the last day."""


class Found(NamedTuple):
    """A mention: its place in code points, end exclusive, and every value that is offered for it."""

    start: int
    end: int
    values: tuple[Value, ...]


Finder = Callable[[str, dt.date | None], Iterable[Found]]
Reader = Callable[[str, dt.date | None], Value | None]


@dataclass(frozen=True)
class Peer:
    """A recogniser: what it finds in running text, and what it reads once the mention is given, by kind."""

    name: str
    version: str
    finds: Mapping[str, Finder] = field(default_factory=dict)
    reads: Mapping[str, Reader] = field(default_factory=dict)


@dataclass(frozen=True)
class Absent:
    """A recogniser that cannot be used here, and why."""

    name: str
    reason: str


def number(text: object) -> Decimal | None:
    """A plain number, or nothing."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


# ---- Recognizers-Text: recognize_* with the culture of Chinese ----


def recognizers() -> Peer:
    """The four models of the suite: numbers, percentages, currencies and dimensions, dates."""
    numbers, units, times = map(
        import_module, ("recognizers_number", "recognizers_number_with_unit", "recognizers_date_time")
    )
    chinese = numbers.Culture.Chinese

    def with_value(recognise: Callable[..., Any]) -> Finder:
        def find(text: str, today: dt.date | None) -> Iterator[Found]:
            for hit in recognise(text, chinese):
                said = hit.resolution or {}
                value = number(str(said.get("value")).rstrip("%"))
                if value is not None:  # a unit without a number is no quantity
                    in_small = said.get("unit") in ("Gram", "Bit", "Meter") and "千" in hit.text
                    # 1千克 comes as 1000 Gram: right as well
                    yield Found(hit.start, hit.end + 1, (value, value / 1000) if in_small else (value,))

        return find

    def periods(text: str, today: dt.date | None) -> Iterator[Found]:
        reference = dt.datetime.combine(today or dt.date.today(), dt.time())
        for hit in times.recognize_datetime(text, chinese, reference=reference):
            values = tuple(days for said in (hit.resolution or {}).get("values", ()) for days in _days_of(said))
            if values:  # times of day and durations are no periods
                yield Found(hit.start, hit.end + 1, values)

    return Peer(
        "Recognizers-Text",
        metadata.version("recognizers-text-suite"),
        {
            "number": with_value(numbers.recognize_number),
            "percent": with_value(numbers.recognize_percentage),
            "currency": with_value(units.recognize_currency),
            "dimension": with_value(units.recognize_dimension),
            "period": periods,
        },
    )


def _days_of(said: Mapping[str, str]) -> Iterator[Days]:
    """A day; or a range, whose end is given as the day after, but not always: both readings are let pass."""
    kind = said.get("type", "")
    if kind in ("date", "datetime") and "value" in said:
        yield said["value"][:10], said["value"][:10]
    elif kind in ("daterange", "datetimerange") and "start" in said and "end" in said:
        first, last = said["start"][:10], said["end"][:10]
        yield first, last
        try:
            yield first, str(dt.date.fromisoformat(last) - dt.timedelta(days=1))
        except (ValueError, OverflowError):
            return


# ---- JioNLP: ner.extract_money, ner.extract_time; parse_money, parse_time with the span given ----


def jionlp() -> Peer:
    """Its extractors with parsing, and its parsers by themselves, for its own tests are tests of these."""
    jio = _quietly("jionlp")

    def money(text: str, today: dt.date | None) -> Iterator[Found]:
        for hit in jio.ner.extract_money(text, with_parsing=True):
            start, end = hit["offset"]
            yield Found(start, end, tuple(_money(hit.get("detail"))))

    def periods(text: str, today: dt.date | None) -> Iterator[Found]:
        for hit in jio.ner.extract_time(text, time_base=_base(today), with_parsing=True):
            if values := tuple(_jio_days(hit.get("detail"))):
                start, end = hit["offset"]
                yield Found(start, end, values)

    def parsed_money(text: str, today: dt.date | None) -> Value | None:
        return next(_money(jio.parse_money(text)), None)

    def parsed_time(text: str, today: dt.date | None) -> Value | None:
        return next(_jio_days(jio.parse_time(text, time_base=_base(today))), None)

    return Peer(
        "JioNLP",
        metadata.version("jionlp"),
        {"currency": money, "currency_range": money, "period": periods},
        {"currency": parsed_money, "currency_range": parsed_money, "period": parsed_time},
    )


def _quietly(module: str) -> Any:
    """A module that greets on standard output when it is loaded."""
    with redirect_stdout(StringIO()):
        return import_module(module)


def _base(today: dt.date | None) -> dict[str, int] | None:
    return {"year": today.year, "month": today.month, "day": today.day} if today else None


def _money(detail: Mapping[str, Any] | None) -> Iterator[Value]:
    said = (detail or {}).get("num")
    if isinstance(said, list):
        low, high = (number(part) for part in said)
        if low is not None:
            yield low, high
    elif (value := number(said)) is not None:
        yield value


def _jio_days(detail: Mapping[str, Any] | None) -> Iterator[Days]:
    """Times of day count by their days; durations and repeated times are no periods."""
    if detail and detail.get("type") in ("time_point", "time_span"):
        first, last = (None if said in (None, "inf", "-inf") else str(said)[:10] for said in detail["time"])
        yield first, last


# ---- packages that rewrite numbers and name no places: the value once the mention is given ----

_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_WRITTEN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?:/([0-9]+))?([万亿]*)")


def rewritten(text: str) -> Decimal | None:
    """The value of a mention as such a package prints it: -3.5, 1/4, 5%, ¥100, 1.5万, 1亿2300人."""
    parts = list(_WRITTEN.finditer(text))
    if not parts or "~" in text:
        return None
    value = Decimal(0)
    for part in parts:
        piece = Decimal(part[1]) / (Decimal(part[2]) if part[2] and int(part[2]) else 1)
        for scale in part[3]:
            piece *= _SCALES[scale]
        value += piece
    return value


def cn2an() -> Peer:
    """`cn2an` in its smart mode, and `transform` for what that mode refuses (shares, fractions)."""
    package = import_module("cn2an")

    def read(text: str, today: dt.date | None) -> Value | None:
        try:
            return number(package.cn2an(text, "smart"))
        except ValueError:
            return rewritten(package.transform(text, "cn2an"))

    return Peer("cn2an", metadata.version("cn2an"), reads=dict.fromkeys(("number", "percent", "currency"), read))


def wetext() -> Peer:
    """WeTextProcessing's inverse normaliser; small numbers stay words unless it is told otherwise."""
    normalizer = import_module("itn.chinese.inverse_normalizer").InverseNormalizer(enable_0_to_9=True)

    def read(text: str, today: dt.date | None) -> Value | None:
        return rewritten(normalizer.normalize(text))

    return Peer(
        "WeText",
        metadata.version("WeTextProcessing"),
        reads=dict.fromkeys(("number", "percent", "currency", "dimension"), read),
    )


LOADERS: Mapping[str, Callable[[], Peer]] = {
    "Recognizers-Text": recognizers,
    "JioNLP": jionlp,
    "cn2an": cn2an,
    "WeText": wetext,
}


def load() -> list[Peer | Absent]:
    """Every peer that works here, and the reason for each that does not."""
    loaded: list[Peer | Absent] = []
    for name, loader in LOADERS.items():
        try:
            loaded.append(loader())
        except Exception as error:  # whatever keeps a foreign package from loading is told, not raised
            told = str(error).splitlines() or [""]
            loaded.append(Absent(name, f"{type(error).__name__}: {told[0]}"))
    return loaded
