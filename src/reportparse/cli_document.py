"""`reportparse text` and `reportparse explain`: one document, its text and how a figure of it was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportparse.console import AsJson, Lexicon, one_document, standard_output, toolkit_with, write_json

if TYPE_CHECKING:
    from reportparse.model.report import Report

OnePath = Annotated[Path, typer.Argument(metavar="PATH", help="一份报告。 One report.")]
WHICH = "--at / --quote"


def text(path: OnePath, as_json: AsJson = False) -> None:
    """读入的原文, 位置即对此文而言。 The text as it was loaded: the text that offsets point into."""
    from reportparse.toolkit import Toolkit

    with one_document():
        document = Toolkit.default().door.load(path)
    if as_json:
        source = document.source.model_dump(mode="json")
        write_json({"source": source, "text": document.text, "warnings": document.warnings})
        return
    with standard_output() as out:
        out.write(document.text.encode())


def explain(
    path: OnePath,
    at: Annotated[
        int | None, typer.Option("--at", metavar="OFFSET", min=0, help="原文中的位置。 A place in the text.")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", metavar="TEXT", help="原文中的数字。 A figure as it stands in the text.")
    ] = None,
    as_json: AsJson = False,
    lexicon: Lexicon = None,
) -> None:
    """说明某个数字是怎样读出来的。 Tell in words how a figure was read."""
    import reportparse as rp

    where = at if quote is None else quote
    if where is None or (at is not None and quote is not None):
        which = "请指明一个数字 say which figure: --at OFFSET 或 or --quote TEXT"
        raise typer.BadParameter(which, param_hint=WHICH)
    toolkit = toolkit_with(lexicon)
    with one_document():
        report = rp.parse(path, toolkit=toolkit)
    try:
        told = rp.explain(report, at=where)
    except LookupError as error:
        message = f"此处没有数字 {error.args[0]}{printed_in(report)}"
        raise typer.BadParameter(message, param_hint=WHICH) from error
    if as_json:
        write_json(explained(report, where))
        return
    with standard_output() as out:
        out.write(told.encode() + b"\n")


MOST_NAMED = 8


def printed_in(report: Report) -> str:
    """The first figures of a report, for whoever asked for one that is not there."""
    texts = dict.fromkeys("".join(s.evidence.text.split()) for s in report.statistics)
    return f"; 其中有 there are, among others: {'、'.join([*texts][:MOST_NAMED])}" if texts else ""


def explained(report: Report, where: int | str) -> dict[str, Any]:
    """The same for a program: the statistics meant with their rules in words, or the ledger's entries."""
    from reportparse.explanation import RULES, holds, statistics_at

    found = statistics_at(report, where)
    entries = [] if found else [e for e in report.ledger if holds(e.start, e.end, e.text, where)]
    return {
        "statistics": [
            {
                "statistic": s.model_dump(mode="json"),
                "rules": [{"rule": rule, "told": RULES.get(rule, "")} for rule in s.rules],
            }
            for s in found
        ],
        "ledger": [entry.model_dump(mode="json", by_alias=True) for entry in entries],
    }
