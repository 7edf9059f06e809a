"""The reference page of the Python names, by signature and docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import reportparse as rp
from reference_words import MADE, Words
from reportparse.model.report import Report


def python_page(words: Words, language: str) -> Iterator[str]:
    """Every public name, by its signature and docstring."""
    zh = language == "zh"
    yield "# Python 接口" if zh else "# Python"
    yield f"\n{MADE}\n"
    yield (
        "`import reportparse as rp`。各模型的字段见[报告的字段](report.md)。" if zh
        else "`import reportparse as rp`. The fields of the models: [fields of a report](report.md)."
    )  # fmt: skip
    named = {name: getattr(rp, name) for name in rp.__all__ if name != "__version__"}
    models = {name for name, value in named.items() if hasattr(value, "model_fields")}
    for name, value in named.items():
        if name in models:
            continue
        yield from name_section(words, language, name, value, "##")
        if name in ("Dataset", "Toolkit"):
            for method, function in vars(value).items():
                if not method.startswith("_") and isinstance(function, (staticmethod, type(name_section))):
                    yield from name_section(words, language, f"{name}.{method}", getattr(value, method), "###")
    yield "\n## Report\n"
    yield "另有两个方法:" if zh else "Beside its fields it has two methods:"
    for method in ("statistic", "show"):
        yield from name_section(words, language, f"Report.{method}", getattr(Report, method), "###")


def name_section(words: Words, language: str, name: str, value: Any, mark: str) -> Iterator[str]:
    """One function, method or class."""
    yield f"\n{mark} {name}\n"
    if not inspect.isclass(value):
        yield f"```text\n{name}{signature(value)}\n```\n"
    chinese = words("python", name)
    yield chinese if language == "zh" else inspect.cleandoc(inspect.getdoc(value) or "")


def signature(function: Any) -> str:
    """How it is called, without self."""
    told = str(inspect.signature(function)).replace("'", "").replace("(self, ", "(").replace("(self)", "()")
    return re.sub(r"\b(?:dt|pandas|polars)\.", "", told)
