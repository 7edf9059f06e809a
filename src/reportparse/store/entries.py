"""What a dataset holds of one document: its report with the text behind it, or the reason why there is none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from reportparse import __version__
from reportparse.loaders import known_formats
from reportparse.model.report import Report, Statistic


class Versions(NamedTuple):
    """What a report depends on besides the document: the tool, and the words it was read with.

    `tool` names after a + what the tool could read with beyond a plain installation (0.1.0+ocr): a half-scanned document
    reads otherwise once text recognition is there.
    """

    tool: str
    lexicon: str

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits for file names."""
        return hashlib.sha256(json.dumps(self).encode()).hexdigest()[:12]


class Failure(NamedTuple):
    """Why a document could not be read, and what can be done; its digest and size where it could be opened at all."""

    reason: str
    way_out: str
    sha256: str | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a dataset. Either `report` or `failure` is there.

    `text` is the text that offsets point into; where a form of dataset does not keep it, `sentences` has the sentence
    of each figure that it did keep.
    """

    document: str
    report: Report | None = None
    text: str | None = None
    sentences: Mapping[str, str] | None = None
    failure: Failure | None = None
    versions: Versions | None = None

    def sentence(self, s: Statistic) -> str | None:
        """The sentence around a figure, verbatim; None where it was not kept."""
        if self.text is not None:
            return self.text[slice(*s.evidence.sentence)]
        return (self.sentences or {}).get(s.id)


def versions_of(lexicon: Path | None = None) -> Versions:
    """The versions at hand: of this package with its extras, and a digest over its lexicon files and a user's own."""
    digest = hashlib.sha256()
    shipped = sorted((resources.files("reportparse") / "lexicon").iterdir(), key=lambda file: file.name)
    for data in (*(file.read_bytes() for file in shipped if file.name.endswith(".toml")), *_own(lexicon)):
        digest.update(hashlib.sha256(data).digest())
    extras = sorted({form.extra for form in known_formats() if form.extra and not form.missing})
    return Versions("+".join([__version__, *extras]), digest.hexdigest()[:16])


def _own(lexicon: Path | None) -> tuple[bytes, ...]:
    return (lexicon.read_bytes(),) if lexicon else ()
