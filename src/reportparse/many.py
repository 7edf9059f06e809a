"""Many documents: one after the other, or by several processes. Outcomes come in the order of the documents either way."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportparse.api import Outcome, parse
from reportparse.errors import UnreadableDocument
from reportparse.loaders import shown_name
from reportparse.loaders.paced import PacedDoor
from reportparse.pool import Allow, Limits, Lost, Pool, in_order
from reportparse.pool.worker import Work
from reportparse.toolkit import Toolkit

OUR_FAULT = "that is a fault of reportparse: please report it, with the document if possible"
BY_ITSELF = "open it in its own program; if it is a report like others, please tell us of it"
WARMING = "柳溪县2020年民政工作总结\n2020年末,全县城市低保对象598户、951人,发放低保金412.3万元。\n"


def parse_many(
    sources: Iterable[str | Path],
    *,
    toolkit: Toolkit | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """Read documents, by so many processes; one that cannot be read becomes an Outcome with its error.

    With more than one job a document that hangs, swells or ends its process costs that document only, and the rest of
    the archive is read (`limits`: what it may take). Outcomes come in the order of `sources` and are the same.
    """
    if jobs < 1:
        raise ValueError("jobs must be 1 or more")
    tools = toolkit or Toolkit.default()
    return _one_by_one(sources, tools) if jobs == 1 else _by_many(sources, tools, jobs, limits)


def outcome_of(path: Path, toolkit: Toolkit) -> Outcome:
    """What becomes of one document. A fault of ours is told, too: it must not take the others with it."""
    try:
        return Outcome(path, parse(path, toolkit=toolkit), None)
    except UnreadableDocument as error:
        return Outcome(path, None, error)
    except Exception as error:
        reason = f"reading it failed ({type(error).__name__}: {error})"
        return Outcome(path, None, UnreadableDocument(shown_name(path), reason, OUR_FAULT))


def lost(path: Path, told: Lost) -> UnreadableDocument:
    """The error of a document of which a worker died."""
    return UnreadableDocument(shown_name(path), told.reason, BY_ITSELF)


def recipe(toolkit: Toolkit) -> dict[str, Any]:
    """How another process makes the same toolkit."""
    if not toolkit.can_be_made_anew:
        raise ValueError(
            "a toolkit whose parts were changed cannot be handed to other processes; use jobs=1, or offer its loaders "
            "and checks by entry points"
        )
    return {"lexicon": None if toolkit.lexicon is None else str(toolkit.lexicon.absolute())}


def toolkit_by(arguments: dict[str, Any], allow: Allow) -> Toolkit:
    """The toolkit of a recipe, with all that is loaded on first use loaded, and a door that says how long it may take."""
    lexicon = arguments["lexicon"]
    tools = Toolkit.default() if lexicon is None else Toolkit.with_lexicon(Path(lexicon))
    parse(text=WARMING, toolkit=tools)
    return replace(tools, door=PacedDoor(tools.door, allow))


def ready(arguments: dict[str, Any], allow: Allow) -> Work:
    """What all jobs need, for a nursery that is started before it knows its job."""
    toolkit_by(arguments, allow)
    return bytes


def reading_job(arguments: dict[str, Any], allow: Allow) -> Work:
    """A worker's job: a path in, an outcome out. Pickled: it is our own process that made it, from a report of our own."""
    toolkit = toolkit_by(arguments, allow)

    def work(item: bytes) -> bytes:
        _, report, error = outcome_of(Path(os.fsdecode(item)), toolkit)
        return pickle.dumps(report if error is None else (type(error), error.path, error.reason, error.way_out))

    return work


def _one_by_one(sources: Iterable[str | Path], toolkit: Toolkit) -> Iterator[Outcome]:
    for source in sources:
        yield outcome_of(Path(source), toolkit)


def _by_many(sources: Iterable[str | Path], toolkit: Toolkit, jobs: int, limits: Limits | None) -> Iterator[Outcome]:
    waiting: deque[Path] = deque()

    def items() -> Iterator[bytes]:
        for source in sources:
            waiting.append(Path(source))
            yield os.fsencode(waiting[-1])

    with Pool("reportparse.many:reading_job", recipe(toolkit), jobs, limits) as pool:
        for told in in_order(pool, items()):
            path = waiting.popleft()
            if isinstance(told, Lost):
                yield Outcome(path, None, lost(path, told))
                continue
            found = pickle.loads(told)
            if isinstance(found, tuple):
                kind, *parts = found
                yield Outcome(path, None, kind(*parts))
            else:
                yield Outcome(path, found, None)
