"""reportparse as a component of spaCy: `nlp.add_pipe("reportparse")`, found by entry point.

    nlp = spacy.blank("zh")
    nlp.add_pipe("reportparse")  # config={"lexicon": "my.toml"} for words of your own
    doc = nlp(text)
    doc._.report, doc._.statistics, doc.spans["figures"], doc.spans["programs"], doc.spans["periods"]

The text is read as a whole, by the same path as `rp.parse(text=doc.text)`: how it is cut into tokens changes no figure.
A span covers whole tokens, so where a token cuts a figure it is wider than the figure; `span._.statistic` has the exact place.

Labels: the role of a figure (actual, target …), the Chinese name of a program, flow or as_of for words of time. `kb_id_` has the
program's code, or the days (2021-01-01/2021-06-30; ../2021-06-30 for a day of stock), `id_` the statistic's id.

What travels with a Doc is one string, `doc._.reportparse`: the report as JSON. It lies in `doc.user_data`, so that
Doc.to_bytes, DocBin(store_user_data=True), pickle and the processes of nlp.pipe carry it; `doc._.report` is made of it.

Only whoever asks for this module loads spaCy; nothing else of the package knows it. spaCy itself loads it with every
pipeline, be it for reports or not, so what takes time to load is imported by the functions that need it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from reportparse.model.report import Period, Report, Statistic
    from reportparse.spacy_component import ReportParser

STORED = "reportparse"
KEPT_REPORTS = 256
"""How many reports are kept as models: `doc._.report` is asked for again and again while one works with a few documents."""

DISPLACY_COLORS = {
    "ACTUAL": "#9fd8ae",
    "TARGET": "#a9c8f5",
    "STANDARD": "#e3c4f2",
    "THRESHOLD": "#d9d2c5",
    "CHANGE": "#fad7a0",
    "PRIOR": "#cfd8dc",
    "FLOW": "#b8e0e6",
    "AS_OF": "#f7c5cc",
}
"""What displaCy paints the labels with; found by entry point as well."""


@Language.factory(
    "reportparse", assigns=["doc._.report", "doc._.statistics", "doc.spans"], default_config={"lexicon": None}
)
def make_report_parser(nlp: Language, name: str, lexicon: str | Path | None) -> ReportParser:
    """What `nlp.add_pipe("reportparse", config={"lexicon": PATH})` calls."""
    from reportparse.spacy_component import ReportParser

    return ReportParser(name, lexicon)


@lru_cache(maxsize=KEPT_REPORTS)
def report_from(stored: str) -> Report:
    """The report in what travels with a Doc."""
    from reportparse.model.report import Report

    return Report.model_validate_json(stored)


def report_of(doc: Doc) -> Report | None:
    """`doc._.report`; None for a Doc that the component has not seen, or that was stored without its user data."""
    stored = doc._.get(STORED)
    return report_from(stored) if stored else None


def statistics_of(doc: Doc) -> tuple[Statistic, ...]:
    """`doc._.statistics`; empty where there is no report."""
    report = report_of(doc)
    return report.statistics if report else ()


def statistic_of(span: Span) -> Statistic | None:
    """`span._.statistic` of a span of doc.spans["figures"]; None for any other."""
    return next((s for s in statistics_of(span.doc) if s.id == span.id_), None) if span.id_ else None


def period_of(span: Span) -> Period | None:
    """`span._.period`: the days that a span of doc.spans["periods"] means, and those that a figure holds for."""
    statistic = statistic_of(span)
    if statistic is not None:
        return statistic.period
    first, slash, last = span.kb_id_.partition("/")
    if not slash or span.label_ not in ("flow", "as_of"):
        return None
    from reportparse.model.report import Period

    start = None if first == ".." else dt.date.fromisoformat(first)
    return Period(start=start, end=dt.date.fromisoformat(last), kind="flow" if span.label_ == "flow" else "as_of")


def _extend(kind: type[Doc] | type[Span], name: str, getter: Callable[[Any], object]) -> None:
    """An attribute behind `._`; one of the same name that is not ours makes spaCy raise, rather than be lost."""
    known = kind.has_extension(name) and kind.get_extension(name)[2]
    kind.set_extension(name, getter=getter, force=getattr(known, "__module__", None) == __name__)


Doc.set_extension(STORED, default=None, force=True)  # one string; a notebook may load this module again
_extend(Doc, "report", report_of)
_extend(Doc, "statistics", statistics_of)
_extend(Span, "statistic", statistic_of)
_extend(Span, "period", period_of)
