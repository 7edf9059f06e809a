"""The fenced blocks of a page, and how each kind is run: as a reader would, from top to bottom, in one folder."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

import reportparse as rp
from reportparse.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md"]
    + [path for path in (ROOT / "docs").rglob("*.md") if "decisions" not in path.parts]
)
RUN = ("python", "sh", "console")
SHOWN = ("text", "toml", "json", "sql")
"""Blocks that are not run, for they are no programs. TOML must be TOML all the same, and JSON JSON."""

FENCE = re.compile(r"^( *)```(\S*)\s*$")
MARK = re.compile(r"^ *<!-- (not run|file): (.+) -->$")
REPORT = "临溪县民政局2021年工作总结\n截至年末,全县共有城市低保对象312户、455人,全年发放低保金72.9万元。\n"


class Block(NamedTuple):
    """One block: where it begins, its language, its text, and what the comment right above it says."""

    line: int
    language: str
    text: str
    mark: str = ""
    said: str = ""


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a page. A comment `<!-- not run: REASON -->` or `<!-- file: NAME -->` belongs to the block under it."""
    mark, said = "", ""
    opened: tuple[int, str, str] | None = None
    inside: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if opened is None:
            if fence:
                opened, inside = (number, fence[1], fence[2]), []
            elif told := MARK.match(line):
                mark, said = told[1], told[2].strip()
            elif line.strip():
                mark, said = "", ""
        elif fence and not fence[2]:
            indent = len(opened[1])
            yield Block(opened[0], opened[2], "".join(f"{one[indent:]}\n" for one in inside), mark, said)
            opened, mark, said = None, "", ""
        else:
            inside.append(line)
    if opened is not None:
        raise ValueError(f"the block that begins in line {opened[0]} has no end")


class Reader:
    """Somebody who follows a page, block by block, in a folder with an archive, a report and a patch file in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__main__"}
        for archive in ("archive", "档案"):
            (folder / archive).mkdir()
            for year in range(2017, 2022):
                source = ROOT / "corpus" / "series" / f"B-{year}.txt"
                (folder / archive / f"柏川县{year}年.txt").write_bytes(source.read_bytes())
        for report in ("report.txt", "总结.txt"):
            (folder / report).write_text(REPORT, encoding="utf-8")
        for patch in ("review.json", "复核.json"):
            (folder / patch).write_text(
                json.dumps(patch_for(folder / "archive" / "柏川县2020年.txt")), encoding="utf-8"
            )

    def follow(self, block: Block, page: str) -> None:
        """Do what a block says; an error names the line."""
        if block.mark == "file":
            (self.folder / block.said).write_text(block.text, encoding="utf-8")
        if block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "json":
            json.loads(block.text)
        elif block.mark or block.language not in RUN:
            return
        elif block.language == "python":
            # Empty lines before it, so that a traceback has the line of the page.
            exec(compile("\n" * block.line + block.text, page, "exec"), self.names)
        elif block.language == "console":
            for command, expected in session(block.text):
                said = run(command)
                assert like(said, expected), f"{page}:{block.line}: {command} printed\n{said}"
        else:
            for line in block.text.splitlines():
                run(line)


def run(line: str) -> str:
    """A command line of reportparse, in this process: what it printed, messages included. `> FILE` is understood."""
    words = shlex.split(line, comments=True)
    if not words:
        return ""
    assert words[0] == "reportparse", f"only reportparse is run here, mark the block as not run: {line}"
    into = words[words.index(">") + 1] if ">" in words else None
    arguments = words[1 : words.index(">")] if into else words[1:]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, f"{line}: exit status {result.exit_code}\n{result.output}"
    if into:
        Path(into).write_bytes(result.stdout_bytes)
        return result.stderr
    return result.output


def session(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block (`$ …`), each with what it is shown to print."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def like(said: str, expected: str) -> bool:
    """Whether it was printed as shown; a line … stands for any lines, and … in a line for anything in it."""
    lines = (
        "(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in expected.strip().split("\n")
    )
    return re.fullmatch("".join(lines), said.strip() + "\n") is not None


def patch_for(path: Path) -> dict[str, Any]:
    """A patch that accepts the first figure of a document, as the review page writes it."""
    report = rp.parse(path)
    text, figure = path.read_text("utf-8"), report.statistics[0]
    start, end = figure.evidence.start, figure.evidence.end
    quotation = {"exact": text[start:end], "prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
    decision = {
        "document": path.name, "sha256": report.source.sha256, "statistic": figure.id, "action": "accept",
        "quotation": quotation | {"start": start, "end": end}, "when": "2026-01-31T09:00:00Z",
    }  # fmt: skip
    return {"schema": "reportparse-patch/1", "made": "2026-01-31T10:00:00Z", "decisions": [decision]}


def forget_modules(folder: Path) -> None:
    """Have modules that a page wrote forgotten, so that the next page's are not taken for them."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(folder)):
            del sys.modules[name]
