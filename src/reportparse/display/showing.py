"""`report.show()`: in a notebook as HTML, anywhere else as text on standard output."""

from __future__ import annotations

import sys
from importlib import import_module

from rich.console import Console

from reportparse.display.html import shown_html
from reportparse.display.marking import checked_text, text_behind
from reportparse.display.terminal import print_report
from reportparse.model.report import Report

NO_TEXT = "原文不在手边,只列出数字;要看原文,请用 report.show(text=…)。The text is not at hand; give it with report.show(text=…)."


class Shown:
    """What a notebook is handed: it asks for the HTML."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def show(report: Report, text: str | None = None) -> None:
    """Show a report where one is: its text with every figure marked, and the table of its figures.

    The text is the one given, else that of the source file, if it is still there and unchanged.
    """
    known = checked_text(report, text) if text is not None else text_behind(report)
    if in_notebook():
        # IPython runs, or we would not be here; it is none of our requirements.
        import_module("IPython.display").display(Shown(shown_html(report, known)))
    else:
        print_report(report, known, Console())
    if known is None:
        print(NO_TEXT)


def in_notebook() -> bool:
    """Whether a notebook's kernel runs this; IPython in a terminal is a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return hasattr(shell, "kernel")
