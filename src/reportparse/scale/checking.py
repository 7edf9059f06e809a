"""The cross-checks of a dataset by several processes: each takes parts of the archive, and reads their reports from the shelf."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportparse.checks import Court, Judge, Judged, Part, judged
from reportparse.many import recipe
from reportparse.pool import Allow, Limits, Lost, Pool
from reportparse.pool.worker import Work
from reportparse.store.collect import Judges, Shelved
from reportparse.store.entries import Versions
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit

WORTH_IT = 200
"""Reports from which on processes are started for it: making them ready takes as long as checking some fifty."""

NO_LIMIT = Limits(seconds=float("inf"), most_seconds=float("inf"), memory=sys.maxsize)
"""A part takes as long as it takes, as it does in one process."""


def checks_by_processes(jobs: int) -> Judges:
    """Judges for `build`."""

    def court_for(reports: Shelved, toolkit: Toolkit) -> Court | None:
        def court(parts: Sequence[Part], judge: Judge) -> Iterator[Judged]:
            # The largest first: one that comes last would be worked on alone.
            ordered = sorted(parts, key=lambda part: -len(part.numbers))
            place = str(Path(str(reports.shelf.root)).absolute())
            arguments = {**recipe(toolkit), "shelf": place}
            with Pool("reportparse.scale.checking:checking_job", arguments, jobs, NO_LIMIT) as pool:
                for number, told in pool.run(_item(reports, part) for part in ordered):
                    yield judge(ordered[number]) if isinstance(told, Lost) else pickle.loads(told)

        return court if len(reports) >= WORTH_IT else None

    return court_for


def checking_job(arguments: dict[str, Any], _: Allow) -> Work:
    """A worker's job: a part in, what the checks say of it out. Pickled: it is our own process that made it."""
    lexicon = arguments["lexicon"]
    toolkit = Toolkit.default() if lexicon is None else Toolkit.with_lexicon(Path(lexicon))
    shelf = Shelf(Path(arguments["shelf"]))

    def work(item: bytes) -> bytes:
        known, titles, places, warnings, whole = json.loads(item)
        reports = Shelved(shelf, [(document, sha256, Versions(*versions)) for document, sha256, versions in known])
        part = Part(range(len(known)), titles, places, tuple(warnings), whole)
        return pickle.dumps(judged(reports, part, toolkit.checks, toolkit.rules))

    return work


def _item(reports: Shelved, part: Part) -> bytes:
    known = [reports.known[number] for number in part.numbers]
    return json.dumps([known, part.titles, part.places, part.warnings, part.whole]).encode()
