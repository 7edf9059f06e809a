"""`reportparse formats` and `reportparse schema`: what can be read here, and what a report looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportparse.console import AsJson, screen, standard_output, write_json

if TYPE_CHECKING:
    from reportparse.loaders.formats import Format

FORMAT_HEADERS = ("格式 Format", "后缀 Endings", "名称 Name", "状态 State")


def formats(as_json: AsJson = False) -> None:
    """能读的格式, 以及缺少的附加组件。 What can be read here, and which extra is missing."""
    from reportparse.loaders.formats import known_formats

    known = known_formats()
    if as_json:
        write_json(
            [
                {"code": f.code, "name": f.name, "suffixes": f.suffixes, "readable": not f.missing, "extra": f.missing}
                for f in known
            ]
        )
        return
    rows = [(form.code, " ".join(form.suffixes), form.name, state_of(form)) for form in known]
    console = screen()
    if console is not None:
        from rich.text import Text

        from reportparse.display.terminal import table

        told = ([*map(Text, row[:3]), Text(row[3], "yellow" if "pip" in row[3] else "green")] for row in rows)
        console.print(table(FORMAT_HEADERS, told))
        return
    with standard_output() as out:
        for row in rows:
            out.write("\t".join(row).encode() + b"\n")


def state_of(form: Format) -> str:
    """Whether a format can be read, else what to install."""
    return "可读 readable" if not form.missing else f"缺少 missing: pip install 'reportparse[{form.missing}]'"


def schema(as_json: AsJson = False) -> None:
    """报告的 JSON Schema(本来就是 JSON)。 The JSON Schema of a report, which is JSON with or without --json."""
    from reportparse.model.report import Report

    write_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **Report.model_json_schema(mode="serialization", by_alias=True),
        }
    )
