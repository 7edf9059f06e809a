"""Where workers come from: one process that has all dictionaries loaded and forks itself on request.

A worker made anew takes a second for imports and lexicon; forked from here a millisecond, and it shares that memory.
Forking is safe here, because this process has one thread and opens nothing. It is started as `python -m`, so that neither
the user's own script is imported again nor a thread of theirs is forked.

Requests come over the control socket (pool/calls.py). When the supervisor is gone, however it went,
the workers go too, in the middle of whatever they hang in.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from reportparse.pool.calls import ANSWER, DIED, FORK, READY, REQUEST, UNKNOWN, end_group
from reportparse.pool.worker import Allowance, Work, made_ready, serve


def main() -> None:
    """Make ready, then fork on request until the supervisor hangs up."""
    gc.disable()  # loading makes nothing that would have to be thrown away
    control = socket.socket(fileno=int(sys.argv[1]))
    allowance = Allowance()
    if len(sys.argv) > 2:  # what most jobs need can be made ready before it is known which one it will be
        with suppress(Exception):  # the job itself will fail in the same way
            made_ready(sys.argv[2], sys.argv[3], allowance)
    work = _job(control, allowance)
    if work is None:
        return
    gc.freeze()  # or the first collection in each worker would touch, and so copy, every page
    gc.enable()
    children: set[int] = set()
    try:
        control.sendall(ANSWER.pack(READY))
        while request := _request(control):
            kind, number, descriptors = request
            if kind == FORK:
                child = _forked(control, descriptors[0], work, allowance)
                children.add(child)
                control.sendall(ANSWER.pack(child))
            else:
                children.discard(number)
                control.sendall(ANSWER.pack(_status(number)))
    except OSError:
        pass  # the supervisor is gone
    finally:
        for child in children:
            end_group(child)
            _status(child)  # nobody else may be there to bury them


def _job(control: socket.socket, allowance: Allowance) -> Work | None:
    """The function that workers work with; None where the supervisor needs none after all."""
    request = _request(control)
    if request is None:
        return None
    data = control.recv(request[1], socket.MSG_WAITALL)
    name, arguments = json.loads(data)
    return made_ready(name, json.dumps(arguments), allowance)


def _request(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    data, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 1)
    if len(data) < REQUEST.size:
        return None
    kind, number = REQUEST.unpack(data)
    return kind, number, descriptors


def _forked(control: socket.socket, descriptor: int, work: Work, allowance: Allowance) -> int:
    """A new worker's process id. In the worker itself this never returns."""
    child = os.fork()
    if child:
        os.close(descriptor)
        with suppress(OSError):
            os.setpgid(child, child)  # both do it: whoever comes first
        return child
    status = DIED
    try:
        os.setpgid(0, 0)
        control.close()
        serve(Connection(descriptor), work, allowance)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else DIED
    finally:
        os._exit(status)  # not the way that the nursery would go: nothing of it is the worker's to close


def _status(child: int) -> int:
    """How a worker ended: its exit status, or minus the signal."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except ChildProcessError:
        return UNKNOWN


if __name__ == "__main__":
    main()
