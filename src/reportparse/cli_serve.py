"""`reportparse serve`: the review page with saving, on this machine."""

from __future__ import annotations

import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportparse.console import USAGE_ERROR, Lexicon, say, toolkit_with
from reportparse.errors import ReportparseError

if TYPE_CHECKING:
    from reportparse.serve.app import Page
    from reportparse.toolkit import Toolkit

HERE = "127.0.0.1"


def serve(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="extract 写出的数据集。A dataset that extract wrote.")
    ],
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 由系统选择。0: the system chooses.")
    ] = 0,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help=f"默认 {HERE},只限本机。By default {HERE}: this machine only.",
        ),
    ] = None,
    who: Annotated[
        str,
        typer.Option(
            "--who", metavar="NAME", help="复核人,用于没有写明之处。Who decides, where the page does not say."
        ),
    ] = "",
    lexicon: Lexicon = None,
) -> None:
    """在浏览器中复核并保存,也可上传一份文件来看。Review in the browser and save; look at one more document."""
    from reportparse.store.dataset import Dataset
    from reportparse.store.needed import needed

    toolkit = toolkit_with(lexicon)
    at = host or HERE
    try:
        needed("starlette", "serve", "reportparse serve")
        needed("uvicorn", "serve", "reportparse serve")
        needed("python_multipart", "serve", "reportparse serve")
        Dataset.open(dataset)
        page = _review_page(toolkit)
    except ReportparseError as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    from reportparse.serve.app import Desk, gated
    from reportparse.serve.gate import is_loopback
    from reportparse.serve.listening import address_of, listening, run
    from reportparse.store.apply import holds_decisions

    if not is_loopback(at):
        say(
            f"warning: {at} can be reached from other machines; whoever learns the address may read and change {dataset}"
        )
    if not holds_decisions(dataset):
        say(
            f"{dataset}: this form does not hold decisions, so that nothing can be saved; serve the folder it was made from"
        )
    try:
        socket = listening(at, port)
    except OSError as error:
        raise typer.BadParameter(f"{at}:{port} cannot be listened on: {error.strerror}", param_hint="--port") from error
    with socket, tempfile.TemporaryDirectory(prefix="reportparse-") as place:
        gate = gated(Desk(dataset, page, toolkit, Path(place), who), at, socket.getsockname()[1])

        def ready() -> None:
            say("open this address in a browser; Ctrl+C ends it")
            typer.echo(address_of(gate, at))

        run(gate, socket, ready)


def _review_page(toolkit: Toolkit) -> Page:
    """What makes the page. Its room is looked for by name, since the server works with any page."""
    try:
        return partial(import_module("reportparse.review").page, toolkit=toolkit)
    except ModuleNotFoundError:
        raise ReportparseError("this installation has no review page; install reportparse anew") from None
