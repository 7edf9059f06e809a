"""Libraries that only an extra brings: imported where they are used, and a clear word where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reportparse.errors import ReportparseError


class MissingLibrary(ReportparseError):
    """A library that this form of a dataset needs is not installed."""


def needed(module: str, extra: str, purpose: str) -> Any:
    """A module; MissingLibrary says what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        if error.name is not None and error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingLibrary(
            f"{purpose} takes the library {module.partition('.')[0]}, which is not installed; "
            f"run: pip install 'reportparse[{extra}]'"
        ) from error
