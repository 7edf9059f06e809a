"""Published recognisers beside a whole `parse`, on the same texts in the same run. `speed.py --peers` prints it.

What is timed of them is the part of our work that they do, each called as `peers.py` calls it: of JioNLP money and words of
time, of Recognizers-Text numbers, numbers with a unit (money, dimensions) and dates. `parse` does all it ever does.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import process_time
from typing import Any

import peers
import reportparse as rp

PASSES: Mapping[str, Sequence[str]] = {
    "JioNLP": ("currency", "period"),
    "Recognizers-Text": ("number", "currency", "dimension", "period"),
}
TODAY = dt.date(2024, 1, 1)
"""Any day will do, as long as all are told the same."""

PASSES_OF_OURS = 5
"""One pass of ours over a few documents is too short for a clock beside theirs: the mean of so many counts."""

SAMPLE = 24
"""So many documents at most, spread evenly: one takes a fifth of a second for a thousand characters."""


def sample(texts: Sequence[str]) -> list[str]:
    """The same documents for all: every nth."""
    return list(texts[:: max(1, -(-len(texts) // SAMPLE))])


def beside_peers(texts: Sequence[str], rounds: int) -> dict[str, dict[str, Any]]:
    """For each peer the median times of a pass over the sample and how many times as long as ours it took; absent ones by reason."""
    logging.disable(logging.CRITICAL)  # what peers log of every phrase that they cannot read would only cost them time
    chosen = sample(texts)
    return {name: beside(name, kinds, chosen, rounds) for name, kinds in PASSES.items()}


def beside(name: str, kinds: Sequence[str], texts: Sequence[str], rounds: int) -> dict[str, Any]:
    """One peer in paired rounds with ours, taking turns at going first."""
    try:
        peer = peers.LOADERS[name]()
    except Exception as error:  # whatever keeps a foreign package from loading is told, not raised
        return {"absent": f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"}

    def theirs() -> None:
        for text in texts:
            for kind in kinds:
                for _ in peer.finds[kind](text, TODAY):
                    pass

    def ours() -> None:
        for text in texts:
            rp.parse(text=text)

    theirs(), ours()
    gc.freeze()  # a peer's tables are millions of objects: no collection shall look through them, in neither's time
    taken: dict[Callable[[], None], list[float]] = {theirs: [], ours: []}
    for i in range(rounds):
        for work, times in ((theirs, 1), (ours, PASSES_OF_OURS)) if i % 2 else ((ours, PASSES_OF_OURS), (theirs, 1)):
            start = process_time()
            for _ in range(times):
                work()
            taken[work].append((process_time() - start) / times)
    as_long = [t / o for t, o in zip(taken[theirs], taken[ours], strict=True)]
    return {
        "version": peer.version,
        "passes": " + ".join(kinds),
        "documents": len(texts),
        "characters": sum(map(len, texts)),
        "rounds": rounds,
        "their_seconds": round(median(taken[theirs]), 3),
        "our_seconds": round(median(taken[ours]), 4),
        "times_as_long_as_ours": round(median(as_long), 1),
        "least": round(min(as_long), 1),
        "most": round(max(as_long), 1),
    }
