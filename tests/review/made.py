"""Pages for tests, and a way to look into them without a browser."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from reportparse.api import check, read
from reportparse.loaders import document_from_text
from reportparse.model.report import Report
from reportparse.review import material_of, review_page
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = sorted((ROOT / "corpus").rglob("*.txt"))

HOSTILE = "</script><script>alert(1)</script><!--\"'&amp;<img src=x onerror=alert(2)>\u2028]]>"

WIDE = "青岚县民政局2021年工作总结\n𠮷野家𠀀捐款,全县共有城市低保对象312户、455人。\r\n全年发放低保金198.6万元。\r\n"
"""Signs beyond the basic plane, of which JavaScript counts two for one, and line ends of two signs."""


def entry_of(text: str, name: str) -> Entry:
    """A text read as a document of a dataset."""
    document = document_from_text(text, name)
    return Entry(name, read(document, Toolkit.default()), text)


def page_of(entries: Iterable[Entry], name: str = "样本", save: str | None = None, upload: str | None = None) -> str:
    """The page of some documents."""
    found = list(entries)
    tools = Toolkit.default()
    checked = check([e.report for e in found if e.report is not None], toolkit=tools)
    return review_page(material_of(name, found, checked, tools), save=save, upload=upload).decode()


def corpus_entries() -> list[Entry]:
    """Every document of the corpus."""
    return [entry_of(path.read_text("utf-8"), str(path.relative_to(ROOT))) for path in CORPUS]


def series_entries() -> list[Entry]:
    """The county's reports of five years."""
    return [entry_of(p.read_text("utf-8"), str(p.relative_to(ROOT))) for p in CORPUS if p.parent.name == "series"]


def hostile_entry() -> Entry:
    """A report that has markup in every place where words can stand."""
    entry = entry_of("青岚县民政局2021年工作总结\n一、社会救助\n全县共有城市低保对象312户、455人。\n", "样.txt")
    report = entry.report
    assert report is not None
    told = report.model_dump(mode="json", by_alias=True)
    told |= {"title": HOSTILE, "publisher": HOSTILE, "region": HOSTILE, "warnings": [HOSTILE]}
    told["source"]["path"] = HOSTILE
    text = entry.text or ""
    for s in told["statistics"]:
        s |= {"subject": HOSTILE, "region": HOSTILE, "unit": HOSTILE, "per": HOSTILE, "rules": [*s["rules"], HOSTILE]}
        s["program"] = {"code": HOSTILE, "name": HOSTILE}
        s["evidence"]["section"] = [HOSTILE]
    for record in told["records"]:
        record |= {"subject": HOSTILE, "region": HOSTILE, "program": {"code": HOSTILE, "name": HOSTILE}}
    end = len(text)
    told["ledger"].append({"start": end, "end": end + len(HOSTILE), "text": HOSTILE, "as": "name"})
    repair = {"kind": HOSTILE, "start": end, "end": end + len(HOSTILE), "before": HOSTILE, "after": HOSTILE}
    told["repairs"].append(repair)
    first = told["statistics"][0]["evidence"]
    first["sentence"] = [first["sentence"][0], end + len(HOSTILE)]
    return Entry(HOSTILE, Report.model_validate_json(json.dumps(told)), text + HOSTILE)


class Seen(HTMLParser):
    """What a browser would make of a page: its elements, and what stands in its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: dict[str, str] = {}
        self.script = self.style = self.title = ""
        self._in: tuple[str, dict[str, str | None]] | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style", "title"):
            self._in = self.tags[-1]

    def handle_endtag(self, tag: str) -> None:
        if self._in and self._in[0] == tag:
            self._in = None

    def handle_data(self, data: str) -> None:
        if not self._in:
            return
        tag, attributes = self._in
        if tag == "title":
            self.title += data
        elif tag == "style":
            self.style += data
        elif attributes.get("type") == "application/json":
            name = attributes["id"] or ""
            self.blocks[name] = self.blocks.get(name, "") + data
        else:
            self.script += data

    @property
    def policy(self) -> str:
        """The Content-Security-Policy."""
        told = [a["content"] for tag, a in self.tags if tag == "meta" and a.get("http-equiv")]
        assert len(told) == 1 and told[0] is not None
        return told[0]

    @property
    def index(self) -> dict[str, Any]:
        """The index of the page."""
        return json.loads(self.blocks["index"])  # type: ignore[no-any-return]

    def document(self, number: int) -> dict[str, Any]:
        """A document of the page, unfolded."""
        block = json.loads(self.blocks[f"document-{number}"])
        if isinstance(block, str):
            block = json.loads(zlib.decompress(base64.b64decode(block)))
        return block  # type: ignore[no-any-return]
