"""The table of where time goes: every step that it names is one of the main path, and each takes some time."""

import importlib
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
TEXT = "桃溪县民政局2021年工作总结\n截至12月底,全县有城市低保对象495户、726人,全年发放低保金312.6万元。\n"


def test_every_step_is_one_of_the_main_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    steps = importlib.import_module("steps")
    try:
        table = steps.steps([TEXT] * 3, 1)
    finally:
        del sys.modules["steps"]
    assert {*steps.STEPS, steps.WHOLE, "all"} == set(table)
    named = [(owner, name) for places in steps.STEPS.values() for owner, name in places]
    assert all(
        callable(getattr(owner, name)) and not hasattr(getattr(owner, name), "__wrapped__") for owner, name in named
    )
