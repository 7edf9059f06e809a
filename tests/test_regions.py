"""The place that a report is about, as data (data/regions.toml); and the words by which places are found."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import reportparse as rp
from reportparse.model.folding import fold
from reportparse.rulebook import load_rulebook

CASES = tomllib.loads((Path(__file__).parent / "data" / "regions.toml").read_text("utf-8"))["case"]
WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(rp.__file__).parent / "lexicon" / "places.toml").read_text("utf-8")
)
PLACES = load_rulebook().places


@pytest.mark.parametrize("case", CASES, ids=[case["text"].split("\n")[0] for case in CASES])
def test_region(case: dict[str, Any]) -> None:
    report = rp.parse(text=case["text"])
    assert report.region == case.get("region")
    found: dict[str | None, list[str]] = {}
    for s in report.statistics:
        found.setdefault(s.region, []).append(s.evidence.text)
    found.pop(report.region, None)
    assert found == case.get("of", {})


@pytest.mark.parametrize("group", WORDS)
def test_words_are_found_in_their_examples(group: str) -> None:
    entry = WORDS[group]
    assert set(entry) == {"words", "yes", "no"} and entry["yes"] and entry["no"]
    assert len(set(entry["words"])) == len(entry["words"]), "no word twice"
    for word in entry["words"]:
        assert word == fold(word).strip() and PLACES[group].fullmatch(word)
    for text in entry["yes"]:
        assert PLACES[group].search(text), text
    for text in entry["no"]:
        assert not PLACES[group].search(text), text


def test_places_of_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    """A level that we do not know, in a user's own file."""
    path = tmp_path / "own.toml"
    path.write_text('[places.level]\nwords = ["盐场"]\n', encoding="utf-8")
    text = "红岭盐场民政局2021年工作总结\n救助300户。"
    assert rp.parse(text=text, toolkit=rp.Toolkit.with_lexicon(path)).region == "红岭盐场"
    assert rp.parse(text=text).region is None
