"""Hostile texts must not hang a reader. No speed is asserted here (benchmarks/ measure it): the limit is far beyond what any
honest pass takes, and counts the processor's time, so that a busy machine fails nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

HANG = 60.0
"""Seconds of processor time. What backtracks without end takes hours; what is read in proportion takes below one."""


def ends(work: Callable[[], object]) -> bool:
    """Whether the work ends without hanging."""
    began = time.process_time()
    work()
    return time.process_time() - began < HANG
