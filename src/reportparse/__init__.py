"""Archived Chinese government work reports in, typed statistics out.

    import reportparse as rp

    report = rp.parse("2020上半年总结.txt")
    for s in report.statistics:
        print(s.program and s.program.name, s.subject, s.value, s.unit, s.role, s.period.end)

Public names only, and each is loaded on its first use: importing the package costs next to nothing, so that
`reportparse --help` answers at once and a program that only reads stored reports never loads a dictionary.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportparse.api import Outcome, check, numerals, parse, periods, quantities
    from reportparse.errors import LexiconError, ReportparseError, UnreadableDocument, UnsupportedFormat
    from reportparse.explanation import explain
    from reportparse.many import parse_many
    from reportparse.model.checked import Checked, RelationCount
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
    from reportparse.store.dataset import Dataset
    from reportparse.toolkit import Toolkit

__version__ = "0.1.0"

__all__ = [
    "Checked",
    "Dataset",
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
    "RelationCount",
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
    "check",
    "explain",
    "numerals",
    "parse",
    "parse_many",
    "periods",
    "quantities",
]

_HOMES = {
    "reportparse.api": ("Outcome", "check", "numerals", "parse", "periods", "quantities"),
    "reportparse.errors": ("LexiconError", "ReportparseError", "UnreadableDocument", "UnsupportedFormat"),
    "reportparse.explanation": ("explain",),
    "reportparse.many": ("parse_many",),
    "reportparse.model.checked": ("Checked", "RelationCount"),
    "reportparse.store.dataset": ("Dataset",),
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
