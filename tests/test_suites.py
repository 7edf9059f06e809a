"""The public test cases: their files are sound, our recognisers keep their scores, a peer that is not there is told."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
FILES = sorted((BENCHMARKS / "suites").glob("*.jsonl"))
FLOORS = {
    ("jio_money_parse", "currency"): 0.9,  # the rest are numerals without a unit: docs/recognisers.md
    ("jio_time_parse", "period"): 0.97,
    ("ms_dimension_model", "dimension"): 0.97,
    ("ms_number_model", "number"): 0.997,
    ("nemo_itn", "number"): 0.98,
}
"""What F1 must reach; 1 where nothing is said."""


@pytest.fixture
def suites(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("suites")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_cases_are_sound_and_scores_are_kept(path: Path, suites: ModuleType) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["suite"] == path.stem
        assert row["start"] is None or 0 <= row["start"] < row["end"] <= len(row["text"])
    ours = suites.ours()
    for kind, cases in suites.read_cases(path).items():
        score = suites.score(suites.works(ours, kind)["reportparse"], cases)
        assert score.raised == 0
        assert score.f1 >= FLOORS.get((path.stem, kind), 1.0), score.errors


def test_every_file_has_a_source_and_a_licence() -> None:
    readme = (BENCHMARKS / "suites" / "README.md").read_text(encoding="utf-8")
    assert FILES
    for path in FILES:
        assert f"{path.stem}.jsonl" in readme or f"{path.stem.split('_')[0]}_*.jsonl" in readme or path.name in readme


def test_a_peer_that_does_not_load_is_told_with_the_reason(suites: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    peers = import_module("peers")
    monkeypatch.setattr(peers, "LOADERS", {"Nobody": lambda: import_module("no_such_recogniser")})
    [absent] = peers.load()
    assert (absent.name, absent.reason) == ("Nobody", "ModuleNotFoundError: No module named 'no_such_recogniser'")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("-3.5", "-3.5"),
        ("1/4", "0.25"),
        ("¥100", "100"),
        ("1.5万", "15000"),
        ("1亿2300人", "100002300"),
        ("300~500km", ""),
    ],
)
def test_what_rewriting_packages_print_is_read(printed: str, value: str, suites: ModuleType) -> None:
    found = import_module("peers").rewritten(printed)
    assert found == (Decimal(value) if value else None)
