"""The reference page of the models: every field by its JSON Schema, and what the values mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import reportparse as rp
from reference_words import MADE, Words, cell, pick
from reportparse.display.words import FINDINGS
from reportparse.model.patch import Patch
from reportparse.model.report import Report

MODELS = {
    "report": (Report,),
    "checks": (rp.Checked,),
    "recognisers": (rp.NumeralHit, rp.QuantityHit, rp.PeriodHit),
    "patch": (Patch,),
}
"""The roots of the models: what they are made of comes with them."""

HEADINGS = {
    "report": ("报告", "A report"),
    "checks": ("核对的结果", "What checks give"),
    "recognisers": ("识别函数的结果", "What the recognisers give"),
    "patch": ("复核文件", "A patch file"),
}
VALUES = ("role", "bound", "measure", "direction", "compare", "severity", "action", "as")
"""Fields whose values are explained by the name of the field alone."""


def models_page(words: Words, language: str) -> Iterator[str]:
    """Every model, field by field, by its JSON Schema; then what the values mean."""
    zh = language == "zh"
    yield "# 报告的字段" if zh else "# Fields of a report"
    yield f"\n{MADE}\n"
    yield (
        "报告是 JSON(`reportparse/1`),在 Python 中是不可变的 pydantic 模型,字段相同。准确的小数写成字符串。`reportparse schema` 打印完整的 JSON Schema。"
        if zh
        else "A report is JSON (`reportparse/1`); in Python it is a frozen pydantic model with the same fields. Exact decimals are "
        "strings. `reportparse schema` prints the whole JSON Schema."
    )
    seen: set[str] = set()
    for group, roots in MODELS.items():
        yield f"\n## {pick(language, HEADINGS[group])}"
        for root in roots:
            schema = root.model_json_schema(by_alias=True, mode="serialization")
            every = {root.__name__: schema, **schema.get("$defs", {})}
            for name, model in sorted(every.items(), key=lambda entry: words.place(entry[0])):
                if name not in seen:
                    seen.add(name)
                    yield from model_section(words, language, name, model)
    yield "\n## 取值" if zh else "\n## Values"
    for field in VALUES:
        yield from values_section(words, language, field, f"`{field}`")
    yield from values_section(words, language, "kind", "`period.kind`")
    yield from values_section(words, language, "repair", "`repairs[].kind`")
    yield "\n### `findings[].kind`\n"
    for kind, name in FINDINGS.items():
        yield f"- `{kind}`: {pick(language, name)}"
    yield "\n含义见[核对](../checks.md)。" if zh else "\nWhat they mean: [checks](../checks.md)."


def model_section(words: Words, language: str, name: str, model: Mapping[str, Any]) -> Iterator[str]:
    """One model."""
    zh = language == "zh"
    yield f"\n### {name}\n"
    yield words(name, "") if zh else model["description"].replace("\n\n", "\n").replace("\n", " ")
    words(name, "")
    yield ("\n| 字段 | 类型 | 含义 |" if zh else "\n| field | type | meaning |") + "\n| --- | --- | --- |"
    for field, schema in model["properties"].items():
        yield f"| `{field}` | {kind_of(schema, zh)} | {cell(pick(language, words(name, field)))} |"


def kind_of(schema: Mapping[str, Any], zh: bool) -> str:
    """A JSON Schema in a word or two."""
    if "anyOf" in schema:
        options = [kind_of(s, zh) for s in schema["anyOf"] if s.get("type") != "null"]
        null = any(s.get("type") == "null" for s in schema["anyOf"])
        return (" 或 " if zh else " or ").join([*dict.fromkeys(options), *([("空" if zh else "null")] if null else [])])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        if "items" not in schema:
            return f"{len(schema['prefixItems'])} {'个数' if zh else 'numbers'}"
        return f"{kind_of(schema['items'], zh)} {'的列表' if zh else 'list'}"
    if schema["type"] == "object":
        return f"{'名称 → ' if zh else 'name → '}{kind_of(schema['additionalProperties'], zh)}"
    if schema.get("format") in ("date", "date-time"):
        return {"date": "日期", "date-time": "时间"}[schema["format"]] if zh else schema["format"]
    plain = {"string": "文本", "integer": "整数", "number": "数", "boolean": "真假"}
    return plain[schema["type"]] if zh else schema["type"]


def values_section(words: Words, language: str, field: str, shown: str) -> Iterator[str]:
    """What each value of a field means."""
    yield f"\n### {shown}\n"
    for value in words("values", field):
        yield f"- `{value}`: {pick(language, words('values', field, value))}"
