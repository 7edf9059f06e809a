"""The commands, run as a user would."""

from __future__ import annotations

import re
from pathlib import Path

import typer
from typer.testing import CliRunner, Result

from reportparse.cli import app

ROOT = Path(__file__).resolve().parents[2]
SERIES = sorted((ROOT / "corpus" / "series").glob("*.txt"))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
REPORT = "临溪县民政局2021年工作总结\n截至年末,全县共有城市低保对象312户、455人,全年发放低保金98.6万元。\n"


def run(*arguments: str | Path, **environment: str) -> Result:
    """What a command prints, with its exit status."""
    return CliRunner().invoke(app, [str(a) for a in arguments], env=environment)


def said(result: Result) -> str:
    """What was said on standard error, out of the box that is drawn around it."""
    return re.sub(r"[╭╮╰╯│─\s]+", " ", result.stderr)
