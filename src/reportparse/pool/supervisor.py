"""The supervisor: gives items to workers, one at a time, and sees to it that each item has an end.

Whoever is free takes the next item, so that a large one holds nobody up. A worker that ends, hangs or swells in the middle
of an item is replaced, and the item is tried once more: alone where its worker ended or swelled, since the fault may
have been that of the others beside it. Then it is given up, with the reason.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

import psutil

from reportparse.pool import worker as says
from reportparse.pool.calls import end_group
from reportparse.pool.ends import Ending, Swelled, TooLong, ended
from reportparse.pool.hatchery import Hatchery, PoolBroken, can_fork
from reportparse.pool.limits import Limits

LOOK = 0.2
"""Seconds between two looks at the time and memory that workers take."""


class Lost(NamedTuple):
    """What is told of an item in place of its result: why there is none."""

    reason: str


Told = bytes | Lost


@dataclass(slots=True)
class Task:
    """An item on its way: how often its worker ended in the middle of it, and whether it must be tried alone."""

    index: int
    item: bytes
    ends: int = 0
    alone: bool = False


@dataclass(slots=True, eq=False)
class Worker:
    """A worker, and what it has in hand."""

    process: int
    line: Connection
    task: Task | None = None
    done: int = 0
    until: float = 0.0
    allowed: float = 0.0
    least: int = 0
    size: int = 0
    watch: psutil.Process | None = field(default=None)


class Pool:
    """Runs a job on items by several processes. Used as a context; at its end no worker is left."""

    def __init__(
        self,
        job: str,
        arguments: Mapping[str, Any],
        jobs: int,
        limits: Limits | None = None,
        hatchery: Hatchery | None = None,
    ) -> None:
        if not can_fork():
            raise PoolBroken("this system cannot fork processes, which more than one job needs; use --jobs 1")
        self.jobs, self.limits = jobs, limits or Limits()
        self.most_memory = 0
        """The most resident memory that a worker was seen with."""
        self._hatchery = hatchery or Hatchery()
        self._hatchery.give(job, arguments)
        self._workers: list[Worker] = []
        self._again: deque[Task] = deque()
        self._at_last: deque[Task] = deque()
        self._look_next = 0.0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the workers there are now."""
        return tuple(worker.process for worker in self._workers)

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            end_group(worker.process)
            worker.line.close()
        self._workers.clear()
        self._hatchery.close()

    def run(self, items: Iterable[bytes], held: Callable[[], bool] = lambda: False) -> Iterator[tuple[int, Told]]:
        """Each item's number and result, in the order in which they are done. No new item is begun while `held` says so.

        Raises the OSError that kept a worker from writing; PoolBroken where workers cannot work at all.
        """
        source = (Task(index, item) for index, item in enumerate(items))
        while True:
            self._give_out(source, held)
            busy = [worker for worker in self._workers if worker.task]
            if not busy:
                return
            for line in wait([worker.line for worker in self._workers], LOOK):
                worker = next((worker for worker in self._workers if worker.line is line), None)
                if worker is not None:  # else it made room for another in the meantime
                    heard = [*self._heard(worker)]
                    self._give_out(source, held)  # first of all: nobody should wait while a result is written
                    yield from heard
            yield from self._looked_after()

    def _give_out(self, source: Iterator[Task], held: Callable[[], bool]) -> None:
        """Something to do for everyone who has nothing."""
        while True:
            busy = sum(worker.task is not None for worker in self._workers)
            if busy == self.jobs or any(worker.task and worker.task.alone for worker in self._workers):
                return
            task = self._next(source, held)
            if task is None:
                return
            if task.alone and busy:  # it waits until the others have ended what they are at
                self._again.appendleft(task)
                return
            self._begun(self._free(fresh=task.ends > 0), task)

    def _next(self, source: Iterator[Task], held: Callable[[], bool]) -> Task | None:
        """What is tried again comes before what is new; what was ended from outside again and again comes last."""
        if self._again:
            return self._again.popleft()
        task = None if held() else next(source, None)
        return self._at_last.popleft() if task is None and self._at_last else task

    def _free(self, fresh: bool) -> Worker:
        """A worker with nothing to do, for an item under suspicion one that has done nothing yet."""
        for worker in self._workers:
            if worker.task is None and not (fresh and worker.done):
                return worker
        if len(self._workers) == self.jobs:
            self._end(next(worker for worker in self._workers if worker.task is None))
        process, line = self._hatchery.worker()
        worker = Worker(process, line)
        with suppress(psutil.NoSuchProcess):  # it has ended already, which its line will tell
            worker.watch = psutil.Process(process)
        self._workers.append(worker)
        return worker

    def _begun(self, worker: Worker, task: Task) -> None:
        worker.task = task
        self._allow(worker, self.limits.seconds)
        try:
            worker.line.send_bytes(says.SECONDS.pack(worker.allowed) + task.item)
        except OSError:
            task.ends -= 1  # it ended while it had nothing to do, as its line will tell: no fault of the item

    def _allow(self, worker: Worker, seconds: float) -> None:
        worker.allowed = min(seconds, self.limits.most_seconds)
        worker.until = time.monotonic() + worker.allowed

    def _heard(self, worker: Worker) -> Iterator[tuple[int, Told]]:
        """What a worker has to say, or that it has ended."""
        try:
            said = worker.line.recv_bytes()
        except (EOFError, OSError):
            yield from self._buried(worker, None)
            return
        kind, body = said[:1], said[1:]
        if kind == says.ALLOWED:
            self._allow(worker, says.SECONDS.unpack(body)[0])
            return
        if kind == says.FATAL:
            number, text, name = json.loads(body)
            raise OSError(number, text, name)
        task, worker.task = worker.task, None
        assert task is not None
        worker.done += 1
        self._renewed(worker)
        if kind == says.RESULT:
            yield task.index, body
        elif kind == says.NO_MEMORY:
            yield task.index, Lost(str(Swelled(says.ADDRESS_SPACE)))
        else:
            yield task.index, Lost(f"reading it failed ({body.decode('utf-8', 'replace')})")

    def _renewed(self, worker: Worker) -> None:
        """Let a worker go that has done much or has grown; another takes its place when there is something to do."""
        if worker.done == 1:
            self._look_at(worker)
            worker.least = worker.size
        # A lexicon may be so large that a fresh worker is above the limit: then the limit is half as much again.
        most = max(self.limits.renew_memory, worker.least * 3 // 2)
        if worker.done >= self.limits.renew_items or worker.size > most:
            self._end(worker)

    def _looked_after(self) -> Iterator[tuple[int, Told]]:
        """End those that take too long or too much."""
        now = time.monotonic()
        if now < self._look_next:
            return
        self._look_next = now + LOOK
        for worker in [worker for worker in self._workers if worker.task]:
            if now > worker.until and not worker.line.poll():
                yield from self._buried(worker, TooLong(worker.allowed))
                continue
            self._look_at(worker)
            if worker.size > self.limits.memory:
                yield from self._buried(worker, Swelled(self.limits.memory))

    def _buried(self, worker: Worker, why: Ending | None) -> Iterator[tuple[int, Told]]:
        """See to a worker that has ended or must end; its item is tried again or given up."""
        task = worker.task
        status = self._end(worker)
        if task is None:
            return
        ending = why or ended(status)
        task.ends += 1
        if task.ends < ending.tries:
            task.alone = ending.others_may_be_why
            (self._at_last if task.ends > 1 else self._again).append(task)
        else:
            yield task.index, Lost(str(ending))

    def _end(self, worker: Worker) -> int | None:
        self._workers.remove(worker)
        end_group(worker.process)
        worker.line.close()
        return self._hatchery.status(worker.process)

    def _look_at(self, worker: Worker) -> None:
        """Bytes of memory that a worker has now."""
        if worker.watch is not None:
            with suppress(psutil.Error):  # it has just ended
                worker.size = worker.watch.memory_info().rss
                self.most_memory = max(self.most_memory, worker.size)
