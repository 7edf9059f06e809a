"""`--jobs` and `--engine` of `reportparse extract`: who reads the documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal

import typer

from reportparse.console import Meter, say
from reportparse.console_words import told
from reportparse.errors import ReportparseError

if TYPE_CHECKING:
    from reportparse.errors import UnreadableDocument
    from reportparse.pool import Hatchery
    from reportparse.store.collect import Judges, Reader
    from reportparse.toolkit import Toolkit

Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="N", min=1, help="同时工作的进程数。 Processes that read at the same time."),
]
Engine = Annotated[
    Literal["local", "ray"],
    typer.Option(
        "--engine", help="由谁来读: 本机进程, 或 Ray 集群(需 -o)。 Processes of this machine, or Ray (takes -o)."
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address", metavar="ADDR", help="Ray 集群的地址; 不给即在本机。 Of a Ray cluster; without it, here."
    ),
]


def check_engine(engine: str, address: str | None, output: Path | None, layout: str | None) -> None:
    """What goes together: a cluster makes datasets, by the ending of OUT, and only a cluster has an address."""
    if engine == "local" and address is not None:
        message = "只用于 --engine ray, 请一并给出 an address is for --engine ray; give that as well"
        raise typer.BadParameter(message, param_hint="--address")
    if engine != "local" and output is None:
        message = "集群写出数据集, 请给出 a cluster writes a dataset; say where: -o OUT"
        raise typer.BadParameter(message, param_hint="--engine")
    if engine != "local" and output is not None and layout not in (None, output.suffix.lower().removeprefix(".")):
        message = f"--format {layout} 要写文件 needs a file: -o NAME.{layout}"
        raise typer.BadParameter(message, param_hint="-o")


def workers_ahead(
    ctx: typer.Context, paths: Sequence[Path], jobs: int, engine: str, lexicon: Path | None
) -> Hatchery | None:
    """Have worker processes get ready while this one still loads what it needs itself: both take a second."""
    if jobs == 1 or engine != "local" or not (len(paths) > 1 or paths[0].is_dir()):
        return None
    from reportparse.pool import Hatchery

    path = None if lexicon is None else str(lexicon.absolute())
    hatchery = Hatchery("reportparse.many:ready", {"lexicon": path})
    ctx.call_on_close(hatchery.close)
    return hatchery


def reader(jobs: int, engine: str, address: str | None, hatchery: Hatchery | None) -> Reader | None:
    """What reads the documents of a dataset; None for the plain way, one after the other."""
    if engine == "ray":
        from reportparse.scale.cluster import by_shards
        from reportparse.scale.ray_engine import ray_engine

        try:
            return by_shards(ray_engine(address, jobs))
        except ReportparseError as error:
            raise typer.BadParameter(told(error), param_hint="--engine") from error
    if jobs == 1:
        return None
    from reportparse.scale.reading import by_processes

    return by_processes(jobs, hatchery=hatchery)


def judges(jobs: int) -> Judges | None:
    """Who cross-checks a dataset; None for this process alone."""
    from reportparse.pool.hatchery import can_fork

    if jobs == 1 or not can_fork():
        return None
    from reportparse.scale.checking import checks_by_processes

    return checks_by_processes(jobs)


def written_by_processes(
    files: Sequence[Path],
    layout: str,
    out: BinaryIO,
    toolkit: Toolkit,
    jobs: int,
    unread: list[UnreadableDocument],
    meter: Meter,
    hatchery: Hatchery | None,
) -> int:
    """Reports one after the other, read by several processes; what could not be read is named and remembered in `unread`."""
    from reportparse.pool import PoolBroken
    from reportparse.scale.streams import write_by_processes

    def done(error: UnreadableDocument | None) -> None:
        if error is not None:
            say(error)
            unread.append(error)
            meter.failed()
        meter()

    try:
        return write_by_processes(files, layout, out, toolkit, jobs, done, hatchery)
    except PoolBroken as error:
        raise typer.BadParameter(told(error), param_hint="--jobs") from error
