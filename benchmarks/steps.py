"""Where the time of reading goes: the steps of the main path, each by itself. `speed.py --steps` prints it.

The functions of the main path are put behind a clock for as long as it is measured; what a step calls of another one is
the other's time. The clock itself costs half a microsecond a call, and there are some forty calls a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from statistics import median
from time import process_time
from typing import Any

import reportparse as rp
from reportparse import api, link
from reportparse.link.dates import Calendar
from reportparse.link.programs import Walk

WHOLE = "putting the report together"
"""What is left of the whole once every step has its own."""

STEPS: Mapping[str, Sequence[tuple[Any, str]]] = {
    "text at hand": [(api, "document_from_text")],
    "cleaning": [(api, "clean"), (api, "repairs_of")],
    "outline": [(api, "outline")],
    "numerals and units": [(api, "find_quantities")],
    "program words": [(api, "find_programs")],
    "dates": [(api, "own_period"), (api, "dateline"), (api, "report_periods")],
    "publisher and region": [(api, "find_publisher"), (api, "figure_places")],
    "link: which are figures": [(link, "select")],
    "link: their surroundings": [(link, "prose_text"), (link, "frames_of"), (link, "plan_stretches")],
    "link: roles": [(link, "assign_roles"), (link, "with_totals")],
    "link: lists and parts": [(link, "shares_of"), (link, "assign_parts"), (link, "with_children")],
    "link: programs": [(link, "title_program"), (Walk, "__init__"), (Walk, "run")],
    "link: periods": [(Calendar, "__init__"), (Calendar, "run")],
    "link: subjects": [(link, "assign_subjects")],
    "link: tables": [(link, "tables")],
    "link: confidence": [(link, "prose")],
    "statistics": [(link, "build_statistics")],
    "ledger": [(link, "build_ledger")],
    "records": [(api, "records_of")],
}


class Clock:
    """Adds up the seconds of each step without those of the steps inside it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.inside: list[float] = []

    def timed(self, step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its own time put down under the step."""

        @wraps(work)
        def measured(*args: Any, **kwargs: Any) -> Any:
            self.inside.append(0.0)
            start = process_time()
            try:
                return work(*args, **kwargs)
            finally:
                elapsed = process_time() - start
                self.seconds[step] += elapsed - self.inside.pop()
                if self.inside:
                    self.inside[-1] += elapsed

        return measured


@contextmanager
def clocked(clock: Clock) -> Iterator[None]:
    """The steps behind the clock, and as they were afterwards."""
    kept = [(owner, name, getattr(owner, name)) for places in STEPS.values() for owner, name in places]
    try:
        for step, places in STEPS.items():
            for owner, name in places:
                setattr(owner, name, clock.timed(step, getattr(owner, name)))
        yield
    finally:
        for owner, name, work in kept:
            setattr(owner, name, work)


def steps(texts: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each step over all texts, the median of the rounds, with its share and its cost per figure."""
    if not (api.__file__.endswith(".py") and link.__file__.endswith(".py")):
        raise SystemExit("--steps measures the pure Python package: compiled modules call one another past the clock")
    figures = sum(len(rp.parse(text=text).statistics) for text in texts)
    taken: list[dict[str, float]] = []
    for _ in range(rounds):
        clock = Clock()
        parse = clock.timed(WHOLE, rp.parse)
        with clocked(clock):
            for text in texts:
                parse(text=text)
        taken.append(dict(clock.seconds))
    middle = {step: median(times.get(step, 0.0) for times in taken) for step in [*STEPS, WHOLE]}
    whole = sum(middle.values())
    return {
        step: {
            "milliseconds": round(seconds * 1000, 1),
            "percent": round(seconds / whole * 100, 1),
            "microseconds_per_figure": round(seconds / max(figures, 1) * 1e6, 1),
        }
        for step, seconds in [*middle.items(), ("all", whole)]
    }
