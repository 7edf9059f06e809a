"""Weights of signs: found by what is seen, they weigh the same as under the names that the tables have for them."""

from __future__ import annotations

import pytest

from reportparse.weights import (
    BASE,
    FAR,
    KindSigns,
    ProgramSigns,
    kind_names,
    leaning_by,
    leanings_by,
    pairs,
    program_names,
)

WEIGHTS = {
    "": -5,
    "mpersons": 7,
    "e保对象": 20000,
    "b低保persons": 40000,
    "pNone": 80000,
    "pdibao": 160000,
    "s": 320000,
    "tflowperiod.clausepersons": 640000,
    "f三户": 1280000,
    "f": 2560000,
    "c低保": 100,
    "c保低": 1000,
    "c保对": 10,
    "a低保": 3,
    "a名,": 30,
    "a𠮷林": 300,
    "a\udc00名": 5000,
}


SEEN: KindSigns = ("", "persons", "persons", "", "今年的", "persons", None)


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
    assert leaning_by(WEIGHTS)(SEEN, before, behind) == together
    assert sum(WEIGHTS.get(name, 0) for name in [BASE, *kind_names(SEEN, before, behind)]) == together


@pytest.mark.parametrize(
    ("signs", "together"),
    [
        (("保对象", "低保persons", "persons", None, "", "tflow", None), 460002),
        (("保对象", "低保persons", "persons", "dibao", "全年发", "flowperiod.clausepersons", "三户"), 2140002),
        (("", "低保count", "count", "", "全年发", "count", ""), 2559995),
    ],
)
def test_each_sign_of_the_kind_has_its_own_table(signs: KindSigns, together: int) -> None:
    assert leaning_by(WEIGHTS)(signs, "", "") == together
    assert sum(WEIGHTS.get(name, 0) for name in [BASE, *kind_names(signs, "", "")]) == together


def test_no_weights_say_nothing() -> None:
    assert leaning_by({})(SEEN, "低保对象", "名,") == 0
    assert leanings_by({})(("", "人", "-", None, "-", None, None, None), "dibao", {"", "orphans"}) == (0, "orphans")


ROWS = {
    "e对象": {"dibao": 4, "": -1},
    "u人": {"dibao": -6, "orphans": 2},
    "b-": {"dibao": 10},
    "borphans": {"orphans": 20},
    "hNone/-": {"": 40},
    "hdibao/orphans": {"dibao": 80},
    "h/orphans": {"": 160},
    "kNone": {"": 320},
    "lNone/-": {"dibao": 640},
    "ldibao/-": {"orphans": 1280},
    "tNone": {"dibao": 2560},
    "tdibao": {"": 5120},
}


@pytest.mark.parametrize(
    ("signs", "ahead"),
    [
        (("对象", "人", "-", None, "-", None, None, None), (4 - 6 + 10 + 2560 - (-1 + 40 + 320), "")),
        (("对象", "户", "orphans", "dibao", "orphans", None, "-", "dibao"), (4 + 80 + 640 - (5120 - 1), "")),
        (("", "人", "-", "", "orphans", "dibao", "-", "orphans"), (-6 + 10 - (2 + 1280), "orphans")),
    ],
)
def test_what_is_ahead_is_ahead_by_the_sums_of_the_named_weights(signs: ProgramSigns, ahead: tuple[int, str]) -> None:
    assert leanings_by(ROWS)(signs, "dibao", {"", "orphans"}) == ahead
    scores = {
        code: sum(ROWS.get(name, {}).get(code, 0) for name in program_names(signs)) for code in ("dibao", "", "orphans")
    }
    assert scores["dibao"] - max(scores[""], scores["orphans"]) == ahead[0]


def test_of_those_that_weigh_the_same_the_last_by_name_is_the_best() -> None:
    assert leanings_by({})(("", "人", "-", None, "-", None, None, None), "dibao", ["orphans", "a", ""]) == (
        0,
        "orphans",
    )
    assert leanings_by(ROWS)(("", "", "", None, "", None, None, "x"), "dibao", ()) == (FAR, "dibao")
