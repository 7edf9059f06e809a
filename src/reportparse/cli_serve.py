"""`reportparse serve`: the review page with saving, on this machine."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from reportparse.console import USAGE_ERROR, Lexicon, Quiet, make_sure_of, say, toolkit_with
from reportparse.errors import ReportparseError

HERE = "127.0.0.1"


def serve(
    dataset: Annotated[
        Path, typer.Argument(metavar="DATASET", help="extract 写出的数据集。 A dataset that extract wrote.")
    ],
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 由系统选择。 0: the system chooses.")
    ] = 0,
    host: Annotated[
        str | None,
        typer.Option(
            "--host", metavar="ADDRESS", help=f"默认 {HERE}, 只限本机。 By default {HERE}: this machine only."
        ),
    ] = None,
    who: Annotated[
        str,
        typer.Option(
            "--who", metavar="NAME", help="复核人, 用于没有写明之处。 Who decides, where the page does not say."
        ),
    ] = "",
    quiet: Quiet = False,
    lexicon: Lexicon = None,
) -> None:
    """在浏览器中复核并保存, 也可上传一份文件来看。 Review in the browser and save; look at one more document."""
    from reportparse.store.dataset import Dataset
    from reportparse.store.needed import needed

    make_sure_of(dataset)
    toolkit = toolkit_with(lexicon)
    at = host or HERE
    try:
        needed("starlette", "serve", "reportparse serve")
        needed("uvicorn", "serve", "reportparse serve")
        needed("python_multipart", "serve", "reportparse serve")
        Dataset.open(dataset)
    except ReportparseError as error:
        say(error)
        raise typer.Exit(USAGE_ERROR) from None
    from reportparse.review import page
    from reportparse.serve.app import Desk, gated
    from reportparse.serve.gate import is_loopback
    from reportparse.serve.listening import address_of, listening, run
    from reportparse.store.apply import holds_decisions

    if not is_loopback(at):
        say(
            f"注意:其他机器能访问 {at},知道地址的人可查看和修改数据 "
            f"warning: {at} can be reached from other machines; whoever learns the address may read and change {dataset}"
        )
    if not holds_decisions(dataset):
        say(
            f"{dataset}: 此格式不存复核,不能保存 this form does not hold decisions, so that nothing can be saved; serve the folder it was made from"
        )
    try:
        socket = listening(at, port)
    except OSError as error:
        raise typer.BadParameter(
            f"{at}:{port} 无法使用 cannot be listened on: {error.strerror}", param_hint="--port"
        ) from error
    with socket, tempfile.TemporaryDirectory(prefix="reportparse-") as place:
        gate = gated(
            Desk(dataset, partial(page, toolkit=toolkit), toolkit, Path(place), who), at, socket.getsockname()[1]
        )

        def ready() -> None:
            if not quiet:
                say("请在浏览器中打开此地址,按 Ctrl+C 结束 open this address in a browser; Ctrl+C ends it")
            typer.echo(address_of(gate, at))

        run(gate, socket, ready)
