"""The fence's child: reads one file after another for its parent, which ends it when it takes too much.

On standard input a request: the lengths of module, name and data, then those. On standard output the answer: signs of
life (`beat`), then a letter, a length and the bytes: C contents, or the bytes of a module that makes bytes; U what kept
the file from being read; F a fault of ours.
"""

from __future__ import annotations

import os
import struct
import sys
from importlib import import_module

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.beat import CHANNEL
from reportparse.loaders.wire import pack

REQUEST = struct.Struct("<HHQ")
ANSWER = struct.Struct("<cQ")
SEPARATOR = "\x1f"
"""Between name, reason and way out of a file that could not be read."""

MEMORY = 8 * 1024**3
"""Address space: the parent watches what is really used; this stops one huge allocation between two looks."""


def answer(module: str, name: str, data: bytes) -> tuple[bytes, bytes]:
    """What became of one file, as a letter and its bytes."""
    try:
        made = import_module(module).read(data, name)
        return b"C", made if isinstance(made, bytes) else pack(made)
    except UnsupportedFormat as error:
        return b"S", SEPARATOR.join((error.reason, error.way_out)).encode("utf-8", "replace")
    except UnreadableDocument as error:
        return b"U", SEPARATOR.join((error.reason, error.way_out)).encode("utf-8", "replace")
    except MemoryError:
        return b"M", b""
    except RecursionError:
        return b"F", b"it is nested too deeply"
    except Exception as error:  # whatever a third-party reader throws at a broken file: the parent tells it in one line
        return b"F", f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:500]


def main() -> None:
    """Read requests until the parent closes the pipe."""
    limit_memory()
    # Libraries that print would spoil the answer: standard output goes nowhere, the answer goes out by a copy.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.environ[CHANNEL] = str(out.fileno())
    requests = sys.stdin.buffer
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        module, name, size = REQUEST.unpack(head)
        letter, body = answer(
            requests.read(module).decode(), requests.read(name).decode("utf-8", "replace"), requests.read(size)
        )
        out.write(ANSWER.pack(letter, len(body)) + body)
        out.flush()


def limit_memory() -> None:
    """A ceiling on address space, where the system knows one."""
    try:
        import resource  # not on Windows
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ValueError, OSError):
        return  # a lower ceiling is there already


if __name__ == "__main__":
    main()
