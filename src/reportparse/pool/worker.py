"""A worker: takes an item, does the job, gives the result back, until its supervisor has no more of them."""

from __future__ import annotations

import gc
import json
import os
import struct
import time
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

Allow = Callable[[float], None]
"""Called by a job in the middle of an item: it will take so many seconds from now."""

Work = Callable[[bytes], bytes]
Job = Callable[[dict[str, Any], Allow], Work]
"""Makes ready (dictionaries, lexicon) once, before workers are forked, and gives back what works on one item."""

RESULT, ALLOWED, FAULT, NO_MEMORY, FATAL = b"R", b"A", b"F", b"M", b"X"
"""The first byte of what a worker says. FATAL is an OSError: nothing to do with the item, the run cannot go on."""

SECONDS = struct.Struct("<d")
"""How long it may take: before each item, and with ALLOWED."""

ADDRESS_SPACE = 8 * 1024**3
"""The supervisor watches what is really used; this stops one huge allocation between two looks."""


WORTH_TELLING = 0.05
"""Part of an allowance by which it must differ from the one before: each one told wakes the supervisor, and nearly every
document asks for what it has anyway."""

COLLECTED = (20_000, 20, 20)
"""When garbage is looked for. Nearly all that an item leaves behind goes without that, so that looking often is 3% for nothing."""


class Allowance:
    """Tells the supervisor how long the rest of an item may take. Made before the worker is, connected within it."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self._until = 0.0

    def begin(self, seconds: float) -> None:
        """What an item is given at first."""
        self._until = time.monotonic() + seconds

    def __call__(self, seconds: float) -> None:
        """So many seconds from now."""
        until = time.monotonic() + seconds
        if self.connection is not None and abs(until - self._until) > WORTH_TELLING * seconds:
            self._until = until
            self.connection.send_bytes(ALLOWED + SECONDS.pack(seconds))


def made_ready(job: str, arguments: str, allow: Allow) -> Work:
    """The function that works on one item, by the name of its job."""
    module, _, name = job.partition(":")
    make: Job = getattr(import_module(module), name)
    return make(json.loads(arguments), allow)


def serve(connection: Connection, work: Work, allowance: Allowance) -> None:
    """Item after item, until the supervisor hangs up."""
    limit_memory()
    gc.set_threshold(*COLLECTED)
    allowance.connection = connection
    while True:
        try:
            item = connection.recv_bytes()
        except (EOFError, OSError):
            return
        allowance.begin(*SECONDS.unpack_from(item))
        connection.send_bytes(said(work, item[SECONDS.size :]))


def said(work: Work, item: bytes) -> bytes:
    """What is told of one item."""
    try:
        return RESULT + work(item)
    except OSError as error:
        return FATAL + json.dumps([error.errno, error.strerror or str(error), _name(error)]).encode()
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # a fault of the job on this item; the next one is worked on as if nothing had been
        return FAULT + f"{type(error).__name__}: {error}".encode("utf-8", "replace")


def _name(error: OSError) -> str | None:
    return os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else None


def limit_memory() -> None:
    """A limit on the address space, where the system has such."""
    try:
        import resource  # POSIX only
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (OSError, ValueError):
        return  # a lower limit is set from outside, or the system knows none
