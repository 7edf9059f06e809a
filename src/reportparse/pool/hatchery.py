"""The supervisor's side of the nursery: workers come from here, and their ends are told here."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from reportparse.errors import ReportparseError
from reportparse.pool.calls import ANSWER, FORK, REQUEST, UNKNOWN, WAIT

START_SECONDS = 120.0
"""For imports and lexicon, on a machine that is busy with everything else; they take one."""


class PoolBroken(ReportparseError):
    """Workers cannot be started, or end before they have done anything."""


def can_fork() -> bool:
    """Whether this system has what the nursery needs (Windows has not)."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


class Hatchery:
    """Starts workers of one job. A nursery that dies is replaced; its workers go on meanwhile."""

    def __init__(self, job: str, arguments: Mapping[str, Any]) -> None:
        self._job, self._arguments = job, json.dumps(arguments)
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

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
            try:
                self._nursery.wait(10)
            except subprocess.TimeoutExpired:
                self._nursery.kill()
                self._nursery.wait()
            self._nursery = None

    def _asked(self, kind: bytes, number: int, descriptors: list[int]) -> int:
        control = self._control or self._started()
        socket.send_fds(control, [REQUEST.pack(kind, number)], descriptors)
        return _answer(control)

    def _started(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "reportparse.pool.nursery", str(theirs.fileno()), self._job, self._arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # data goes to standard output, and a library that prints must not spoil it
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C is for the supervisor, which sees to it that workers end
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        self._control = ours
        ours.settimeout(START_SECONDS)
        try:
            _answer(ours)
        except OSError as error:
            self.close()
            raise PoolBroken(f"worker processes cannot be started ({error}); what they say stands above") from error
        return ours


def _answer(control: socket.socket) -> int:
    data = control.recv(ANSWER.size, socket.MSG_WAITALL)
    if len(data) < ANSWER.size:
        raise ConnectionResetError("their parent has ended")
    number: int = ANSWER.unpack(data)[0]
    return number
