"""Weights of signs: pairs of characters weigh the same whether they come as signs or as the words that they stand in."""

from __future__ import annotations

import pytest

from reportparse.weights import BEFORE, BEHIND, leaning_by, leanings_by, pairs

WEIGHTS = {
    "": -5,
    "m": 7,
    "c低保": 100,
    "c保低": 1000,
    "c保对": 10,
    "a低保": 3,
    "a名,": 30,
    "a𠮷林": 300,
    "a\udc00名": 5000,
}


def test_pairs_overlap() -> None:
    assert pairs("c", "低保户") == ["c低保", "c保户"]
    assert pairs("c", "低") == pairs("c", "") == []


@pytest.mark.parametrize(
    ("before", "behind", "together"),
    [
        ("", "", 2),
        ("低", "名", 2),
        ("低保", "低保", 105),
        ("城市低保低保对象", "", 1212),
        ("", "名,名,", 62),
        ("", "在𠮷林", 302),
        ("", "\udc00名", 5002),
        ("低保" * 16, "", 2 + 1600 + 15000),
    ],
)
def test_words_weigh_what_their_pairs_weigh(before: str, behind: str, together: int) -> None:
    leaning = leaning_by(WEIGHTS)
    assert leaning(["m", "unknown"], before, behind) == together
    assert leaning(["m", *pairs(BEFORE, before), *pairs(BEHIND, behind)]) == together


def test_no_weights_say_nothing() -> None:
    assert leaning_by({})(["m"], "低保对象", "名,") == 0
    assert leanings_by({})(["m"], {"dibao", ""}) == {"dibao": 0, "": 0}


def test_each_answer_has_the_sum_of_its_own_weights() -> None:
    leanings = leanings_by({"e对象": {"dibao": 4, "": -1}, "u人": {"dibao": -6, "orphans": 2}})
    assert leanings(["e对象", "u人", "e"], ["dibao", "", "orphans", "other"]) == {
        "dibao": -2,
        "": -1,
        "orphans": 2,
        "other": 0,
    }
