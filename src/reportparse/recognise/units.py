"""The table of units: lexicon/units.toml compiled into one pattern, and what each printed form means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, get_args

from reportparse.errors import LexiconError
from reportparse.model.report import Measure
from reportparse.wordtrie import word_pattern

UNIT_KEYS = {"plain", "measure", "forms", "unless", "times", "plus", "vague", "stand_alone", "yes", "no"}


class Unit(NamedTuple):
    """What a printed form means: its plain name, what it measures, and what it does to the printed value.

    The value is multiplied by `times` and raised by `plus` (个半月); a `vague` form leaves it open upwards (个多月).
    """

    plain: str
    measure: str
    times: Decimal | None = None
    plus: Decimal | None = None
    vague: bool = False


class Forms(NamedTuple):
    """The printed forms: a pattern that matches one at a place, longest first, and what each means."""

    pattern: str
    units: Mapping[str, Unit]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units safe in running reports, and all that the stand-alone functions know; a pattern of currencies' names."""

    report: Forms
    stand_alone: Forms
    currencies: str


def load_units(path: Path | None = None) -> UnitTable:
    """The units of the project, with those of a user's own file over them.

    Raises LexiconError where a file is no TOML or an entry is wrong.
    """
    own = _read(path) if path is not None else []
    return _compile([*_built_in(), *own]) if own else _default_table()


@cache
def _default_table() -> UnitTable:
    return _compile(_built_in())


def _built_in() -> list[Mapping[str, Any]]:
    source = resources.files("reportparse") / "lexicon" / "units.toml"
    return _entries("units.toml", source.read_text(encoding="utf-8"))


def _read(path: Path) -> list[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read: {error}") from error
    return _entries(path.name, text)


def _entries(name: str, text: str) -> list[Mapping[str, Any]]:
    try:
        entries = tomllib.loads(text).get("unit", [])
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: no TOML: {error}") from error
    for entry in entries:
        _check(name, entry)
    return list(entries)


def _check(name: str, entry: Mapping[str, Any]) -> None:
    label = f"{name}: unit {entry.get('plain')!r}"
    if unknown := set(entry) - UNIT_KEYS:
        raise LexiconError(f"{label}: unknown key {sorted(unknown)[0]!r}; use {', '.join(sorted(UNIT_KEYS))}")
    if not entry.get("plain") or not entry.get("forms"):
        raise LexiconError(f"{label}: needs plain and forms")
    if entry.get("measure") not in get_args(Measure):
        raise LexiconError(f"{label}: measure {entry.get('measure')!r} is none of {', '.join(get_args(Measure))}")
    for key in ("times", "plus"):
        try:
            Decimal(entry.get(key, "1"))
        except (InvalidOperation, TypeError, ValueError) as error:
            raise LexiconError(f"{label}: {key} {entry[key]!r} is no number in quotation marks") from error


def _compile(entries: Sequence[Mapping[str, Any]]) -> UnitTable:
    """Later entries replace earlier ones of the same form; those marked stand_alone never enter reports."""
    everywhere = [entry for entry in entries if not entry.get("stand_alone")]
    stand_alone = _forms([*everywhere, *(e for e in entries if e.get("stand_alone"))])
    return UnitTable(_forms(everywhere), stand_alone, _currencies(stand_alone))


def _currencies(forms: Forms) -> str:
    """What may name a currency before a sum (港币两千元); 元 and 块 never do."""
    names = [form for form, unit in forms.units.items() if unit.measure == "amount" and unit.plain not in ("元", "角")]
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 1)


def _forms(entries: Iterable[Mapping[str, Any]]) -> Forms:
    units: dict[str, Unit] = {}
    unless: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        times, plus = (Decimal(entry[key]) if key in entry else None for key in ("times", "plus"))
        for form in entry["forms"]:
            # interned, since every figure's are compared with words of the code a hundred times
            units[form] = Unit(intern(entry["plain"]), intern(entry["measure"]), times, plus, bool(entry.get("vague")))
            unless[form] = tuple(entry.get("unless", ()))
    # The common units stand first in the table and are tried first.
    firsts = "".join(re.escape(first) for first in dict.fromkeys(form[0] for form in units))
    return Forms(f"(?=[{firsts}]){word_pattern(units, lambda form: _guard(form, unless[form]))}", units)


def _guard(form: str, unless: tuple[str, ...]) -> str:
    """What may not follow the form; a form of Latin letters may not run on into a word."""
    words = [re.escape(word) for word in unless]
    if form[-1].isascii() and form[-1].isalpha():
        words.append("[A-Za-z0-9]")
    return f"(?!{'|'.join(words)})" if words else ""
