"""What supervisor and nursery say to one another, over a pair of sockets.

Requests are a letter and a number: JOB with the length of what follows, the name of a job and its arguments, comes first
and is answered by READY. FORK with a file descriptor forks a worker that talks over it, and is answered by its
process id; WAIT waits for the end of one, and is answered by its status.
"""

from __future__ import annotations

import os
import signal
import struct
from contextlib import suppress

REQUEST = struct.Struct("<ci")
ANSWER = struct.Struct("<i")
JOB, FORK, WAIT = b"J", b"F", b"W"
READY = 0
DIED = 70
"""Exit status of a worker that an exception ended (EX_SOFTWARE)."""
UNKNOWN = 1000
"""The status of a worker of another nursery: nobody knows."""


def end_group(process: int) -> None:
    """Kill a worker and whatever it started: it is the head of a process group of its own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)
