"""Third-party readers behind a fence: in a child process that is ended when it hangs, swells or falls.

A library can abort the interpreter, loop for ever or eat all memory on a broken file; no file may do that to whoever
reads an archive. The child stays for the next file, so that the fence costs a millisecond, not a start of Python.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import psutil

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.beat import SIGN
from reportparse.loaders.child import ANSWER, REQUEST, SEPARATOR
from reportparse.loaders.wire import unpack
from reportparse.model.document import Contents

CHECK_DAMAGED = "check whether it was copied or downloaded completely, or open it in its own program and save it anew"

Answered = TypeVar("Answered")


class Fence(NamedTuple):
    """What a child may take: seconds without a sign of life, seconds in all, bytes of memory, files before it is renewed."""

    silent_seconds: float = 18.0
    seconds: float = 900.0
    memory: int = 1400 * 1024**2
    files: int = 500


class _Answer(NamedTuple):
    letter: bytes
    body: bytes


class Keeper:
    """Keeps one child and hands it file after file. One reading at a time: a lock makes threads take turns."""

    def __init__(self, fence: Fence | None = None) -> None:
        self.fence = fence or Fence()
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._owner = os.getpid()
        self._lock = threading.Lock()
        atexit.register(self.close)

    def read(self, module: str, data: bytes, name: str) -> Contents:
        """What `module` reads in `data`; UnreadableDocument says what kept it from it."""
        return self.answer(module, data, name, unpack)

    def answer(self, module: str, data: bytes, name: str, unpacked: Callable[[bytes], Answered]) -> Answered:
        """What `module` makes of `data`, unpacked; the same for whatever is no contents."""
        with self._lock:
            letter, body = self._ask(module, data, name)
        if letter == b"C":
            try:
                return unpacked(body)
            except (ValueError, KeyError, TypeError) as error:
                raise UnreadableDocument(name, "its reader answered nonsense", CHECK_DAMAGED) from error
        if letter in (b"U", b"S"):
            reason, _, way_out = body.decode("utf-8", "replace").partition(SEPARATOR)
            raise (UnreadableDocument if letter == b"U" else UnsupportedFormat)(name, reason, way_out)
        raise UnreadableDocument(name, *self._told(letter, body.decode("utf-8", "replace")))

    def close(self) -> None:
        """End the child. The next reading starts another."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()

    def _told(self, letter: bytes, detail: str) -> tuple[str, str]:
        if letter == b"T":
            return f"reading it takes longer than {self.fence.silent_seconds:.0f} s a page", CHECK_DAMAGED
        if letter == b"M":
            return f"reading it takes more than {self.fence.memory // 1024**2} MB of memory", CHECK_DAMAGED
        if letter == b"D":
            return "its content ends the program that reads it", CHECK_DAMAGED
        return f"it is damaged, its reader stopped ({detail})", CHECK_DAMAGED

    def _ask(self, module: str, data: bytes, name: str) -> _Answer:
        child = self._running()
        answers: list[_Answer] = []
        heard = [time.monotonic()]
        talk = threading.Thread(target=_converse, args=(child, module, data, name, answers, heard), daemon=True)
        talk.start()
        why = self._watch(child, talk, heard)
        if why or not answers:
            self.close()
            talk.join()
            return answers[0] if answers else _Answer(why or b"D", b"")
        self._served += 1
        return answers[0]

    def _watch(self, child: subprocess.Popen[bytes], talk: threading.Thread, heard: list[float]) -> bytes:
        """Wait for the answer; the letter of the limit that was passed, or nothing."""
        begin, pause = time.monotonic(), 0.02
        while True:
            talk.join(pause)
            if not talk.is_alive():
                return b""
            now = time.monotonic()
            if now - heard[0] > self.fence.silent_seconds or now - begin > self.fence.seconds:
                return b"T"
            try:
                if psutil.Process(child.pid).memory_info().rss > self.fence.memory:
                    return b"M"
            except psutil.Error:
                return b"D"
            pause = min(0.1, pause * 1.5)

    def _running(self) -> subprocess.Popen[bytes]:
        """The child; a new one where there is none, where it has served long, or where we are a fork of who started it."""
        if self._owner != os.getpid():
            self._child, self._owner = None, os.getpid()
        if self._served >= self.fence.files or (self._child and self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._served = 0
            self._child = subprocess.Popen(
                [sys.executable, "-m", "reportparse.loaders.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        return self._child


def _converse(
    child: subprocess.Popen[bytes],
    module: str,
    data: bytes,
    name: str,
    answers: list[_Answer],
    heard: list[float],
) -> None:
    """Hand the file over and take the answer; a child that ends in between leaves none."""
    assert child.stdin and child.stdout
    coded, called = module.encode(), name.encode("utf-8", "replace")[:4096]
    try:
        child.stdin.write(REQUEST.pack(len(coded), len(called), len(data)) + coded + called)
        child.stdin.write(data)
        child.stdin.flush()
        while (letter := child.stdout.read(1)) == SIGN:
            heard[0] = time.monotonic()
        head = child.stdout.read(ANSWER.size - 1)
        if len(head) == ANSWER.size - 1:
            letter, length = ANSWER.unpack(letter + head)
            body = child.stdout.read(length)
            if len(body) == length:
                answers.append(_Answer(letter, body))
    except (OSError, ValueError):
        return
