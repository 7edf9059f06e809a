"""A loader as a package may offer it, with every fault that one can have. It reads nothing: it is asked whether a file is
of its format, which happens in the worker itself, outside the fence, and does there what the file says."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil

from reportparse.loaders.formats import Format

MARK = "!故障 ".encode()


def _hang(_: str) -> None:
    while True:
        time.sleep(0.1)


def _spin(_: str) -> None:
    while True:
        pass


def _eat(_: str) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024**2))
        time.sleep(0.01)


def _gulp(_: str) -> None:
    bytearray(1 << 40)


def _abort(_: str) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def _leave(_: str) -> None:
    os._exit(3)


def _once(flag: str) -> None:
    """Falls the first time only."""
    try:
        Path(flag).touch(exist_ok=False)
    except FileExistsError:
        return
    os._exit(3)


def _fell_all(_: str) -> None:
    """Ends the process that supervises the worker, too: worker, nursery, supervisor."""
    psutil.Process().parent().parent().kill()  # type: ignore[union-attr]
    time.sleep(60)


def _raise(_: str) -> None:
    raise ZeroDivisionError("planted")


DOINGS = {f.__name__.strip("_"): f for f in (_hang, _spin, _eat, _gulp, _abort, _leave, _once, _fell_all, _raise)}


def recognise(data: bytes) -> bool:
    """Does what the first line says; never a file of this format."""
    if data.startswith(MARK):
        doing, _, rest = data.split(b"\n", 1)[0][len(MARK) :].decode().partition(" ")
        DOINGS[doing](rest)
    return False


FAULTY = Format("faulty", "测试 test", (), "faulty_reader", recognise)
