"""Patches for the tests of decisions, made as the review page makes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import reportparse as rp
from reportparse.decisions.placing import fields_of
from reportparse.model.report import Statistic
from reportparse.store.entries import Entry

CONTEXT = 32


def figure(entry: Entry, text: str, nth: int = 0) -> Statistic:
    """The figure printed so, the nth of them."""
    assert entry.report is not None
    return [s for s in entry.report.statistics if s.evidence.text == text][nth]


def entry_of(dataset: rp.Dataset, name: str) -> Entry:
    """A document by the last part of its name."""
    (found,) = [entry for entry in dataset.entries() if Path(entry.document).name == name]
    return found


def quotation_of(text: str, s: Statistic) -> dict[str, Any]:
    """A figure as it is quoted."""
    start, end = s.evidence.start, s.evidence.end
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "start": start,
        "end": end,
    }


def decide(
    entry: Entry, s: Statistic, action: str, changes: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """A decision on a figure."""
    assert entry.report is not None and entry.text is not None
    read = fields_of(s) | {"value": format(s.value, "f"), "period": s.period.model_dump(mode="json")}
    return {
        "document": entry.document,
        "sha256": entry.report.source.sha256,
        "statistic": s.id,
        "quotation": quotation_of(entry.text, s),
        "action": action,
        "changes": changes or {},
        "read": read,
        "note": "",
        "who": "",
        "when": "2026-01-31T09:00:00Z",
    } | more


def patch(*decisions: dict[str, Any]) -> dict[str, Any]:
    """Decisions as a patch."""
    return {"schema": "reportparse-patch/1", "made": "2026-01-31T10:00:00Z", "decisions": list(decisions)}


def write_patch(path: Path, *decisions: dict[str, Any]) -> Path:
    """A patch file."""
    path.write_text(json.dumps(patch(*decisions), ensure_ascii=False), encoding="utf-8")
    return path
