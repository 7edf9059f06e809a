"""Reports and datasets as a piece of HTML for a notebook: all of it text or tags of ours, nothing fetched, few colours.

Colours are thin layers over whatever the notebook has behind them, and letters have the notebook's own colour, so that
it is readable in bright themes and in dark ones. A notebook shown where styles are taken out is a plain table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Literal

from reportparse.display.marking import Piece, pieces
from reportparse.display.words import (
    HEADERS,
    NUMERIC,
    ROLES,
    days,
    figure_cells,
    one_line,
    shortened,
    summary_of,
    visible,
)
from reportparse.model.checked import Checked
from reportparse.model.report import Report, ReportPeriod

MOST_ROWS = 20
MOST_WARNINGS = 5
LONGEST_TEXT = 200_000
"""Characters of a text that are shown with marks: a browser is slow with more, and nobody reads on."""

GRADES: dict[Literal["error", "warning", "hint"], str] = {"error": "错误", "warning": "警告", "hint": "提示"}

STYLE = """\
.reportparse{font-size:13px;line-height:1.5;max-width:100%}
.reportparse .rp-scroll{overflow-x:auto}
.reportparse table{border-collapse:collapse;margin:.4em 0;color:inherit;font-size:inherit}
.reportparse th,.reportparse td{padding:.15em .6em;text-align:left!important;border-bottom:1px solid rgba(128,128,128,.35)}
.reportparse .rp-number{text-align:right!important;font-variant-numeric:tabular-nums}
.reportparse .rp-title{font-weight:bold;font-size:115%}
.reportparse .rp-faint{opacity:.75}
.reportparse .rp-text{white-space:pre-wrap;border-left:3px solid rgba(128,128,128,.35);padding-left:.8em}
.reportparse mark{color:inherit;border-radius:3px;padding:0 2px}
.reportparse .rp-actual{background:rgba(46,160,67,.28)}
.reportparse .rp-target{background:rgba(56,139,253,.30)}
.reportparse .rp-standard{background:rgba(163,113,247,.30)}
.reportparse .rp-threshold{background:rgba(150,140,110,.35)}
.reportparse .rp-change{background:rgba(219,139,28,.30)}
.reportparse .rp-prior{background:rgba(128,128,128,.30)}
"""


class Html(str):
    """Text that is HTML already. Whatever is none is escaped when it is put into a tag."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """An element; `class_` is the attribute class."""
    told = "".join(f' {key.rstrip("_")}="{escape(visible(value))}"' for key, value in attributes.items())
    return Html(f"<{name}{told}>{''.join(as_html(part) for part in inside)}</{name}>")


def as_html(text: str) -> str:
    """Text as it can stand between tags; what is HTML stays."""
    return text if isinstance(text, Html) else escape(visible(text))


def framed(*parts: str) -> str:
    """What a notebook is given: the parts with the style that they share."""
    return tag("div", tag("style", Html(STYLE)), *parts, class_="reportparse")


def report_html(report: Report) -> str:
    """A report at a glance: what it is, how much was read, its first figures."""
    return framed(*heading(report), figures_table(report, MOST_ROWS), *warnings_list(report.warnings))


def shown_html(report: Report, text: str | None) -> str:
    """A report to be read through: its text with every figure marked, then all of its figures."""
    marked = [marked_text(report, text)] if text is not None else []
    return framed(*heading(report), *marked, figures_table(report, None), *warnings_list(report.warnings))


def heading(report: Report) -> list[Html]:
    """Title and summary."""
    title = shortened(one_line(report.title or report.source.path), 120)
    return [tag("div", title, class_="rp-title"), *(tag("div", line, class_="rp-faint") for line in summary_of(report))]


def figures_table(report: Report, most: int | None) -> Html:
    """The table of figures, with how many there are beyond it."""
    shown = report.statistics if most is None else report.statistics[:most]
    rows = [table_row(figure_cells(s), HEADERS, ROLES[s.role], s.role) for s in shown]
    return bounded_table(HEADERS, rows, len(report.statistics), "report.statistics")


def table_row(cells: Sequence[str], headers: Sequence[str], marked: str = "", role: str = "") -> Html:
    """A row; the cell that says `marked` has the colour of a role."""
    made = []
    for cell, header in zip(cells, headers, strict=True):
        inside = tag("mark", cell, class_=f"rp-{role}") if role and header == "性质" and cell == marked else cell
        made.append(tag("td", inside, class_="rp-number") if header in NUMERIC else tag("td", inside))
    return tag("tr", *made)


def bounded_table(headers: Sequence[str], rows: Sequence[Html], of: int, where: str) -> Html:
    """A table, and a line that says what is not in it and where that is."""
    if not rows:
        return tag("div", "没有。None.", class_="rp-faint")
    head = tag("tr", *(tag("th", h, class_="rp-number") if h in NUMERIC else tag("th", h) for h in headers))
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    more = f"另有 {of - len(rows)} 行,见 {where}。{of - len(rows)} more rows in {where}."
    beyond = [tag("div", more, class_="rp-faint")] if of > len(rows) else []
    return tag("div", table, *beyond, class_="rp-scroll")


def warnings_list(warnings: Sequence[str]) -> list[Html]:
    """What the reader had to say."""
    told = [tag("div", f"⚠ {shortened(one_line(w), 200)}") for w in warnings[:MOST_WARNINGS]]
    if len(warnings) > MOST_WARNINGS:
        told.append(tag("div", f"⚠ 另有 {len(warnings) - MOST_WARNINGS} 条,见 report.warnings", class_="rp-faint"))
    return told


def marked_text(report: Report, text: str) -> Html:
    """The text with every figure marked by its role; a mark tells what it was read as."""
    parts = [_marked(piece) for piece in pieces(report, text[:LONGEST_TEXT])]
    beyond = len(text) - LONGEST_TEXT
    cut = [tag("div", f"……以下 {beyond} 字从略。{beyond} more characters.", class_="rp-faint")] if beyond > 0 else []
    return tag("div", *parts, *cut, class_="rp-text")


def _marked(piece: Piece) -> str:
    if not piece.statistics:
        return piece.text
    told = "\n".join(" · ".join(figure_cells(s)[1:]) for s in piece.statistics)
    return tag("mark", piece.text, class_=f"rp-{piece.statistics[0].role}", title=told)


DOCUMENT_HEADERS = ("文件", "标题", "地区", "报告期", "状态")


def dataset_html(path: str, documents: Iterable[Mapping[str, Any]], figures: int, checked: Checked | None) -> str:
    """A dataset at a glance: how much was read, what contradicts itself, its first documents."""
    known = list(documents)
    read = sum(row["status"] == "read" for row in known)
    rows = [table_row(_document_cells(row), DOCUMENT_HEADERS) for row in known[:MOST_ROWS]]
    return framed(
        tag("div", path, class_="rp-title"),
        tag("div", f"读出 {read} 份,未读出 {len(known) - read} 份,统计数字 {figures} 个", class_="rp-faint"),
        tag("div", f"核对:{_checks_told(checked)}", class_="rp-faint"),
        bounded_table(DOCUMENT_HEADERS, rows, len(known), "dataset.documents()"),
    )


def _checks_told(checked: Checked | None) -> str:
    if checked is None:
        return "没有做过"
    grades = Counter(finding.severity for finding in checked.findings)
    return "、".join(f"{name} {grades[grade]}" for grade, name in GRADES.items() if grades[grade]) or "没有发现"


def _document_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    period = ReportPeriod(start=row["period_start"], end=row["period_end"])
    texts = (row["document"], row["title"] or "", row["region"] or "")
    state = "已读" if row["status"] == "read" else "未读出"
    return (*(shortened(one_line(str(text))) for text in texts), days(period), state)
