"""The reference pages of the documentation, made from the code: commands, models, tables, Python names.

    python scripts/reference.py      # writes them anew; a test holds that they are as this makes them

What a name means in Chinese stands in reference_words.toml. A name without words, or words without a name, is an error.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reference_commands import commands_page
from reference_models import models_page
from reference_python import python_page
from reference_words import MADE, Words, cell
from reportparse.store.tables import Table, tables

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
WORDS = Path(__file__).with_name("reference_words.toml")
START, END = "<!-- tables: made by scripts/reference.py -->", "<!-- end of what is made -->"

LANGUAGES = ("zh", "en")
KINDS_CN = {
    "text": "文本", "integer": "整数", "number": "数", "decimal": "小数", "date": "日期",
    "boolean": "真假", "list": "文本列表", "integers": "整数列表",
}  # fmt: skip


def pages(told: Mapping[str, Any] | None = None) -> dict[Path, str]:
    """Every made page and its text. KeyError where words are missing, ValueError where some are left over."""
    words = Words(tomllib.loads(WORDS.read_text("utf-8")) if told is None else told)
    made = {}
    for language in LANGUAGES:
        end = ".zh.md" if language == "zh" else ".md"
        made[DOCS / "reference" / f"commands{end}"] = "\n".join(commands_page(words, language)) + "\n"
        made[DOCS / "reference" / f"report{end}"] = "\n".join(models_page(words, language)) + "\n"
        made[DOCS / "reference" / f"python{end}"] = "\n".join(python_page(words, language)) + "\n"
        dataset = DOCS / f"dataset{end}"
        made[dataset] = with_tables(dataset.read_text("utf-8"), language)
    made[DOCS / "decisions" / "index.md"] = "\n".join(decisions_page()) + "\n"
    if words.unasked():
        raise ValueError(f"{WORDS.name} has words for what is not there: {', '.join(words.unasked())}")
    return made


def decisions_page() -> Iterator[str]:
    """The list of decisions, by their headings."""
    yield f"# Decisions\n\n{MADE}\n"
    yield "What was decided, why, and what it costs. In English only. 设计决定只有英文。\n"
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        heading = path.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        number, _, title = heading.partition(". ")
        yield f"- {number}. [{title}]({path.name})"


def with_tables(page: str, language: str) -> str:
    """The page on datasets with its section of tables made anew."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"the page on datasets ({language}) has lost its marks {START} and {END}")
    made = "\n".join(line for table in tables().values() for line in table_section(table, language))
    return f"{before}{START}\n{made}\n\n{END}{after}"


def table_section(table: Table, language: str) -> Iterator[str]:
    """One table."""
    zh = language == "zh"
    key = ", ".join(table.key)
    yield f"\n### {table.name}\n"
    yield f"{table.title}。{table.meaning}。主键:{key}。" if zh else f"{table.title}. {table.about} Key: {key}."
    yield (
        "\n| 列 | 类型 | Excel 表头 | 含义 |" if zh else "\n| column | kind | in Excel | holds |"
    ) + "\n| --- | --- | --- | --- |"
    for c in table.columns:
        if zh:
            kind = KINDS_CN[c.kind] + (",必有" if c.required else "")
            holds = c.meaning + (f",单位 {c.unit}" if c.unit else "")
        else:
            kind = c.kind + (", never empty" if c.required else "")
            holds = c.description + (f" Unit: {c.unit}." if c.unit else "")
        yield f"| {c.name} | {kind} | {c.header} | {cell(holds)} |"


def main() -> int:
    """Write every made page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
