"""The cue words: every group is found in its own yes-sentences and not in its no-sentences, by the compiled patterns."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import reportparse
from reportparse.model.folding import fold
from reportparse.rulebook import load_rulebook

CUES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(reportparse.__file__).parent / "lexicon" / "cues.toml").read_text("utf-8")
)
RULES = load_rulebook()


def examples(key: str) -> list[Any]:
    return [pytest.param(group, text, id=f"{group}-{text}") for group, entry in CUES.items() for text in entry[key]]


@pytest.mark.parametrize(("group", "text"), examples("yes"))
def test_cue_is_found(group: str, text: str) -> None:
    assert RULES.cues[group].search(fold(text))


@pytest.mark.parametrize(("group", "text"), examples("no"))
def test_cue_is_not_found(group: str, text: str) -> None:
    assert not RULES.cues[group].search(fold(text))


@pytest.mark.parametrize("group", CUES)
def test_group_is_well_formed(group: str) -> None:
    entry = CUES[group]
    assert set(entry) == {"words", "yes", "no"}
    assert entry["yes"] and entry["no"], "every group has sentences on both sides"
    for word in entry["words"]:
        assert word and word == word.strip() == fold(word)


@pytest.mark.parametrize("group", CUES)
def test_every_word_is_found_whole(group: str) -> None:
    """The longest alternative comes first, so that 较上年 is never cut to 上年."""
    for word in CUES[group]["words"]:
        match = RULES.cues[group].match(word)
        assert match is not None and match.group() == word


@pytest.mark.parametrize(("one", "other"), [("up", "down"), ("flow", "stock"), ("yoy", "mom")])
def test_opposites_share_no_word(one: str, other: str) -> None:
    assert set(CUES[one]["words"]) & set(CUES[other]["words"]) == set()


TWICE = pytest.mark.xfail(strict=True, reason="走访, 转移, 吸纳 and six more stand twice in [flow]")


@pytest.mark.parametrize("group", [pytest.param(g, marks=TWICE if g == "flow" else ()) for g in CUES])
def test_no_word_is_listed_twice(group: str) -> None:
    words = CUES[group]["words"]
    assert sorted(w for w in set(words) if words.count(w) > 1) == []
