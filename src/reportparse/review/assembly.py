"""The page put together: template, style, script, words and data in one file that asks nothing of any network.

A strict Content-Security-Policy lets only this very style and script in, by their digests. Data is no script: it stands in
blocks of JSON, escaped so that nothing in it can end its block, and the script puts it on the page as text only.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
import zlib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from reportparse.display.words import FINDINGS
from reportparse.review.gather import Material, Plain, document_of, index_of
from reportparse.review.pictures import Pictures

SCRIPTS = (
    "inflate", "data", "words", "dom", "source", "pages", "decisions", "patch", "filters", "lists", "chart", "detail",
    "form", "keys", "menus", "main",
)  # fmt: skip
"""The parts of the script, in the order in which they stand."""

STYLES = ("frame", "text", "lists", "detail", "narrow", "paper")
"""The parts of the style; what stands later wins."""

SLOT = re.compile(r"\{\{(\w+)\}\}")
UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What could end a block of data or open another (</script>, <!--), older readers of JavaScript take for a line's end, or
no UTF-8 can hold."""

SMALL = 512
"""Bytes up to which packing a document would gain nothing worth the reading."""


def review_page(
    material: Material, pictures: Pictures | None = None, *, save: str | None = None, upload: str | None = None
) -> bytes:
    """One HTML file. A served page has two addresses, relative to its own: `save`, where it sends its decisions, and
    `upload`, where one more document can be given; a file has none."""
    shown = pictures or Pictures()
    style, script = _style(), _script()
    index = index_of(material, shown.pages, shown.notes) | {"words": _words()}
    slots = {
        "policy": policy(style, script, saving=save is not None),
        "served": "\n".join(_meta(name, value) for name, value in (("save", save), ("upload", upload)) if value),
        "title": html.escape(material.name),
        "style": style,
        "script": script,
        "data": "\n".join(_blocks(material, index, shown)),
    }
    # One pass over the template: what is put in is never looked through for further slots.
    return SLOT.sub(lambda slot: slots[slot[1]], _file("template.html")).encode()


def policy(style: str, script: str, *, saving: bool) -> str:
    """What the page may do: run this script, use this style, show pictures that stand in it; if served, send decisions home."""
    allowed = [
        "default-src 'none'",
        f"script-src '{_digest(script)}'",
        f"style-src '{_digest(style)}'",
        "img-src data:",
        *(["connect-src 'self'"] if saving else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(allowed)


def _blocks(material: Material, index: Plain, pictures: Pictures) -> Iterator[str]:
    yield _block("index", as_json(index))
    for number, entry in enumerate(material.read):
        yield _block(f"document-{number}", packed(as_json(document_of(entry, number, material.curves))))
    for (number, page), data in sorted(pictures.data.items()):
        yield _block(f"page-{number}-{page}", json.dumps(base64.b64encode(data).decode()))


def _meta(name: str, value: str) -> str:
    return f'<meta name="reportparse-{name}" content="{html.escape(value)}">'


def _block(name: str, data: str) -> str:
    return f'<script type="application/json" id="{name}">{data}</script>'


def packed(data: str) -> str:
    """JSON that a page unfolds only when it is needed: deflated, in letters."""
    raw = data.encode()
    return json.dumps(base64.b64encode(zlib.compress(raw, 9)).decode()) if len(raw) > SMALL else data


def as_json(value: object) -> str:
    """JSON that can stand in a page as it is."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _file(name: str) -> str:
    return (resources.files("reportparse.review") / name).read_text("utf-8")


@cache
def _words() -> dict[str, list[str]]:
    """What the page says in both languages; findings are called as `check` calls them."""
    kinds = {f"kind.{kind}": both for kind, both in FINDINGS.items()}
    return {key: list(both) for key, both in (tomllib.loads(_file("words.toml"))["words"] | kinds).items()}


@cache
def _style() -> str:
    return "\n".join(_file(f"style/{name}.css") for name in STYLES)


@cache
def _script() -> str:
    """All parts in one scope of their own, so that nothing of them is in reach of anything else."""
    parts = "\n".join(_file(f"script/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'
