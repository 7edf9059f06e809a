"""Reports as .json or .jsonl, read and laid out by several processes: whoever gathers them only writes bytes."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from reportparse.errors import UnreadableDocument
from reportparse.many import lost, outcome_of, recipe, toolkit_by
from reportparse.pool import Allow, Hatchery, Lost, Pool, in_order
from reportparse.pool.worker import Work
from reportparse.store import PIECES
from reportparse.toolkit import Toolkit

_REPORT, _ERROR = b"R", b"E"


def write_by_processes(
    files: Iterable[Path],
    layout: str,
    out: BinaryIO,
    toolkit: Toolkit,
    jobs: int,
    told: Callable[[UnreadableDocument | None], None],
    hatchery: Hatchery | None = None,
) -> int:
    """Write the reports of many documents in their order, as one process would; how many there were.

    `told` hears of each document that is done: its error, or None.
    """
    return PIECES[layout].join(_pieces(files, layout, toolkit, jobs, told, hatchery), out)


def _pieces(
    files: Iterable[Path],
    layout: str,
    toolkit: Toolkit,
    jobs: int,
    told: Callable[[UnreadableDocument | None], None],
    hatchery: Hatchery | None,
) -> Iterator[bytes]:
    waiting: deque[Path] = deque()

    def items() -> Iterator[bytes]:
        for path in files:
            waiting.append(path)
            yield os.fsencode(path)

    arguments = {**recipe(toolkit), "layout": layout}
    with Pool("reportparse.scale.streams:laying_out_job", arguments, jobs, hatchery=hatchery) as pool:
        for answer in in_order(pool, items()):
            path = waiting.popleft()
            if isinstance(answer, Lost):
                told(lost(path, answer))
            elif answer.startswith(_ERROR):
                told(UnreadableDocument(*json.loads(answer[1:])))
            else:
                yield answer[1:]
                told(None)


def laying_out_job(arguments: dict[str, Any], allow: Allow) -> Work:
    """A worker's job: a path in, its report in the layout that is wanted out."""
    toolkit, lay_out = toolkit_by(arguments, allow), PIECES[arguments["layout"]].piece

    def work(item: bytes) -> bytes:
        _, report, error = outcome_of(Path(os.fsdecode(item)), toolkit)
        if report is not None:
            return _REPORT + lay_out(report)
        assert error is not None
        return _ERROR + json.dumps([error.path, error.reason, error.way_out]).encode()

    return work
