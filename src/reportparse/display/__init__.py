"""Reports and datasets to look at: in a notebook, in a terminal. Nothing here opens, writes or fetches anything.

Knows the models, and reads a source file again where its text is to be shown; nothing of how a report is made.
"""

from __future__ import annotations

from reportparse.display.html import dataset_html, report_html
from reportparse.display.showing import show

__all__ = ["dataset_html", "report_html", "show"]
