"""The supervisor's side of the nursery: workers come from here, and their ends are told here."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from reportparse.errors import ReportparseError
from reportparse.pool.calls import ANSWER, FORK, JOB, REQUEST, UNKNOWN, WAIT

START_SECONDS = 120.0
"""For imports and lexicon, on a machine that is busy with everything else; they take one."""


class PoolBroken(ReportparseError):
    """Workers cannot be started, or end before they have done anything."""


def can_fork() -> bool:
    """Whether this system has what the nursery needs (Windows has not)."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


class Hatchery:
    """Starts workers of one job. A nursery that dies is replaced; its workers go on meanwhile.

    `ahead` and its arguments name what most jobs need (a job itself, or anything called like one). With it the nursery is
    started at once and makes that ready, while the supervisor still finds out what there is to do.
    """

    def __init__(self, ahead: str | None = None, arguments: Mapping[str, Any] | None = None) -> None:
        self._job: bytes | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ready = False
        if ahead is not None and can_fork():
            self._start(ahead, json.dumps(arguments or {}))

    def give(self, job: str, arguments: Mapping[str, Any]) -> None:
        """The job that its workers are for."""
        self._job = json.dumps([job, arguments]).encode()
        if self._control is not None:
            self._tell_job(self._control)

    def worker(self) -> tuple[int, Connection]:
        """A new worker: its process id, and the line to it."""
        ours, theirs = Pipe()
        try:
            try:
                process = self._asked(FORK, 0, [theirs.fileno()])
            except OSError:
                self.close()
                process = self._asked(FORK, 0, [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise PoolBroken(f"worker processes cannot be started: {error}") from error
        finally:
            theirs.close()
        return process, ours

    def status(self, process: int) -> int | None:
        """How a worker ended that has ended: its exit status, or minus the signal; None where nobody knows any more."""
        if self._control is None:
            return None
        try:
            status = self._asked(WAIT, process, [])
        except OSError:
            self.close()
            return None
        return None if status == UNKNOWN else status

    def close(self) -> None:
        """End the nursery, and with it every worker that is left."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._nursery is not None:
            if not self._ready:
                self._nursery.kill()  # it has no workers yet that it would have to end
            try:
                self._nursery.wait(10)
            except subprocess.TimeoutExpired:
                self._nursery.kill()
                self._nursery.wait()
            self._nursery = None

    def _asked(self, kind: bytes, number: int, descriptors: list[int]) -> int:
        if self._control is None:
            self._tell_job(self._start())
        assert self._control is not None
        if not self._ready:
            self._wait_for_it(self._control)
        socket.send_fds(self._control, [REQUEST.pack(kind, number)], descriptors)
        return _answer(self._control)

    def _tell_job(self, control: socket.socket) -> None:
        assert self._job is not None
        with suppress(OSError):  # it has ended already, which waiting for its answer will tell
            control.sendall(REQUEST.pack(JOB, len(self._job)) + self._job)

    def _wait_for_it(self, control: socket.socket) -> None:
        try:
            _answer(control)
        except OSError as error:
            self.close()
            raise PoolBroken(f"worker processes cannot be started ({error}); what they say stands above") from error
        self._ready = True

    def _start(self, *ahead: str) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_SECONDS)
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "reportparse.pool.nursery", str(theirs.fileno()), *ahead],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # data goes to standard output, and a library that prints must not spoil it
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C is for the supervisor, which sees to it that workers end
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        self._control, self._ready = ours, False
        return ours


def _answer(control: socket.socket) -> int:
    data = control.recv(ANSWER.size, socket.MSG_WAITALL)
    if len(data) < ANSWER.size:
        raise ConnectionResetError("their parent has ended")
    number: int = ANSWER.unpack(data)[0]
    return number
