"""What the component of spaCy does with a Doc: read its text, keep the report with it, mark what is in it.

Apart from spacy.py, which every pipeline loads that is made where reportparse is installed: this here, with all that
reads reports, is loaded by the first pipeline that asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.tokens import Doc, Span

from reportparse.api import read_with_mentions
from reportparse.errors import LexiconError
from reportparse.link import Found
from reportparse.loaders import document_from_text
from reportparse.model.reading import Reading
from reportparse.model.report import Report
from reportparse.toolkit import Toolkit

FIGURES, PROGRAMS, PERIODS = "figures", "programs", "periods"
"""Where in `doc.spans` the spans are. Labels: the role of a figure; the name of a program; flow or as_of for words of
time. `kb_id_`: the program's code for figures and programs, the days as START/END for words of time (../END: a day of
stock). `id_` of a figure's span is the id of its statistic."""

LEXICON_FILE = "lexicon.toml"


class ReportParser:
    """The component. It carries a user's lexicon as text, so that it can be saved, sent to another process and read back."""

    def __init__(self, name: str = "reportparse", lexicon: str | Path | None = None) -> None:
        self.name = name
        self._missing: Path | None = None
        self._lexicon: str | None = None
        self._toolkit: Toolkit | None = None
        if lexicon is not None and not Path(lexicon).exists():
            # Not an error yet: a saved pipeline names the file it was made with, and brings what was in it (from_disk).
            self._missing = Path(lexicon)
        elif lexicon is not None:
            self._toolkit = Toolkit.with_lexicon(Path(lexicon))  # says at once what is wrong with it
            self._lexicon = Path(lexicon).read_text("utf-8")

    @property
    def toolkit(self) -> Toolkit:
        """What reads the texts; LexiconError where the lexicon asked for is not there."""
        if self._missing is not None:
            raise LexiconError(f"{self._missing}: there is no such file; give the path of a lexicon in the config")
        if self._toolkit is None:
            self._toolkit = toolkit_of(self._lexicon)
        return self._toolkit

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of a Doc and put down what is in it."""
        report, reading, found = read_with_mentions(document_from_text(doc.text), self.toolkit)
        doc._.reportparse = report.model_dump_json(by_alias=True)
        doc.spans[FIGURES] = list(figure_spans(doc, report))
        doc.spans[PROGRAMS] = list(program_spans(doc, reading, found, self.toolkit))
        doc.spans[PERIODS] = list(period_spans(doc, reading, found))
        return doc

    def __getstate__(self) -> dict[str, Any]:
        """Without the toolkit, which is made again where it is needed: automatons do not travel."""
        return {**self.__dict__, "_toolkit": None}

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """The lexicon, where the user has one."""
        return (self._lexicon or "").encode()

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> ReportParser:
        """What was saved holds, whatever the config names."""
        self._restore(data.decode() or None)
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """A folder, with lexicon.toml in it where the user has one."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if self._lexicon is not None:
            (Path(path) / LEXICON_FILE).write_bytes(self._lexicon.encode())

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> ReportParser:
        """What was saved holds, whatever the config names."""
        file = Path(path) / LEXICON_FILE
        self._restore(file.read_bytes().decode() if file.exists() else None)
        return self

    def _restore(self, lexicon: str | None) -> None:
        self._lexicon, self._missing, self._toolkit = lexicon, None, None


@lru_cache(maxsize=8)
def toolkit_of(lexicon: str | None) -> Toolkit:
    """The shipped toolkit, with the words of a lexicon over it that is at hand as text."""
    if lexicon is None:
        return Toolkit.default()
    with TemporaryDirectory() as place:
        file = Path(place) / LEXICON_FILE
        file.write_bytes(lexicon.encode())
        return Toolkit.with_lexicon(file)


def figure_spans(doc: Doc, report: Report) -> Iterator[Span]:
    """A span for every statistic, in order."""
    for s in report.statistics:
        code = s.program.code if s.program else ""
        yield from whole_tokens(doc, s.evidence.start, s.evidence.end, s.role, code, s.id)


def program_spans(doc: Doc, reading: Reading, found: Found, tools: Toolkit) -> Iterator[Span]:
    """A span for every mention of a program of the taxonomy."""
    for mention in found.programs:
        rule = tools.rules.programs.get(mention.code)
        if rule is not None:
            yield from whole_tokens(doc, *reading.span(mention.start, mention.end), rule.name, rule.code)


def period_spans(doc: Doc, reading: Reading, found: Found) -> Iterator[Span]:
    """A span for all words of time that could be resolved to days."""
    for mention in found.periods:
        if mention.last is not None:
            days = f"{mention.first or '..'}/{mention.last}"
            yield from whole_tokens(doc, *reading.span(mention.start, mention.end), mention.kind, days)


def whole_tokens(doc: Doc, start: int, end: int, label: str, kb_id: str, span_id: str = "") -> Iterator[Span]:
    """The tokens that hold doc.text[start:end], as a span."""
    span = doc.char_span(start, end, label=label, kb_id=kb_id, span_id=span_id, alignment_mode="expand")
    if span is not None:
        yield span
