"""What must be known of every report before any can be checked: few bytes each, so that an archive of any size fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from reportparse.model.report import Report


class Head(NamedTuple):
    """A report without its figures. `regions`: other regions than its own that its figures are of."""

    path: str
    sha256: str
    region: str | None
    regions: frozenset[str]


def head_of(report: Report) -> Head:
    """The head of a report."""
    own = (None, report.region)
    regions = frozenset(s.region for s in report.statistics if s.region is not None and s.region not in own)
    return Head(report.source.path, report.source.sha256, report.region, regions)


def titles_of(paths: Sequence[str]) -> list[str]:
    """What messages call each report: the file's name, with its folder where names repeat."""
    names = [PurePath(path).name for path in paths]
    counts = Counter(names)
    return [
        name if counts[name] == 1 else "/".join(PurePath(path).parts[-2:])
        for name, path in zip(names, paths, strict=True)
    ]
