"""Archives for the tests of many processes: reports that differ, some that nobody can read, some that end their readers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import psutil
from typer.testing import CliRunner, Result

import reportparse as rp
from reportparse.cli import app
from reportparse.store.tables import tables

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = Path(__file__).resolve().parent / "plugin"
MARK = "!故障 "


def make_archive(folder: Path, count: int, *, bad: bool = True) -> Path:
    """Short reports of one county over the years; one file is no text."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        year = 2000 + n % 20
        (folder / f"{n:04}.txt").write_text(
            f"柳溪县{year}年民政工作总结\n一、社会救助\n{year}年末,全县城市低保对象{600 + n}户、{980 + n}人,全年发放低保金"
            f"{402 + n}.50万元。\n二、养老服务\n新增床位{n + 3}张。\n",
            encoding="utf-8",
        )
    if bad:
        (folder / "坏.txt").write_bytes(bytes(range(256)) * 8)
    return folder


def plant(folder: Path, name: str, doing: str) -> Path:
    """A document that makes the faulty loader do something."""
    path = folder / name
    path.write_text(f"{MARK}{doing}\n柳溪县2020年工作总结\n发放低保金12万元。\n", encoding="utf-8")
    return path


def heeds_interrupts() -> None:
    """As a command that somebody types does."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def command(*arguments: object, plugin: bool = False) -> subprocess.Popen[bytes]:
    """The command, started."""
    places = [str(PLUGIN)] if plugin else []
    return subprocess.Popen(
        [sys.executable, "-m", "reportparse", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*places, *(p for p in sys.path if p)])},
        preexec_fn=heeds_interrupts,  # what is started in the background ignores them, and hands that down
    )


def run(*arguments: object) -> Result:
    """The command, to its end, in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def alive(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those that still run."""
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def content(path: Path) -> object:
    """All that is in a dataset: the bytes of its files, of a database the rows of its tables."""
    if path.suffix == ".duckdb":
        opened = rp.Dataset.open(path)
        return [list(opened.rows(name)) for name in tables()] + [opened.sql("FROM panel").fetchall()]
    files = path.rglob("*") if path.is_dir() else [path]
    return {str(p.relative_to(path)): p.read_bytes() for p in files if p.is_file()}
