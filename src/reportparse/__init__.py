"""Archived Chinese government work reports in, typed statistics out.

    import reportparse as rp

    report = rp.parse("2020上半年总结.txt")
    for s in report.statistics:
        print(s.program and s.program.name, s.subject, s.value, s.unit, s.role, s.period.end)

Public names only, and each is loaded on its first use: importing the package costs next to nothing, so that
`reportparse --help` answers at once and a program that only reads stored reports never loads a dictionary.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportparse.api import Outcome, numerals, parse, parse_many, periods, quantities
    from reportparse.errors import LexiconError, ReportparseError, UnreadableDocument, UnsupportedFormat
    from reportparse.explain import explain
    from reportparse.model.report import (
        Evidence,
        Finding,
        LedgerEntry,
        NumeralHit,
        Period,
        PeriodHit,
        Program,
        QuantityHit,
        Record,
        Repair,
        Report,
        ReportPeriod,
        Source,
        Statistic,
    )
    from reportparse.toolkit import Toolkit

__version__ = "0.1.0"

__all__ = [
    "Evidence",
    "Finding",
    "LedgerEntry",
    "LexiconError",
    "NumeralHit",
    "Outcome",
    "Period",
    "PeriodHit",
    "Program",
    "QuantityHit",
    "Record",
    "Repair",
    "Report",
    "ReportPeriod",
    "ReportparseError",
    "Source",
    "Statistic",
    "Toolkit",
    "UnreadableDocument",
    "UnsupportedFormat",
    "__version__",
    "explain",
    "numerals",
    "parse",
    "parse_many",
    "periods",
    "quantities",
]

_HOMES = {
    "reportparse.api": ("Outcome", "numerals", "parse", "parse_many", "periods", "quantities"),
    "reportparse.errors": ("LexiconError", "ReportparseError", "UnreadableDocument", "UnsupportedFormat"),
    "reportparse.explain": ("explain",),
    "reportparse.toolkit": ("Toolkit",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME.get(name, "reportparse.model.report")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps `rp.numerals(...)` and `rp.explain(...)` functions, though modules of the same names lie inside.

    Python sets a submodule on its package when it is first imported; for a public name that would put the module
    in the function's place, at a moment that depends on who imported what first.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
