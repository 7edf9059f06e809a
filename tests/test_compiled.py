"""The compiled build: what it compiles is there and seen by mypyc as it should be, and compiled modules read alike.

Of the build itself three small modules are made here, in seconds; the whole takes minutes (docs/performance.md).
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import asdict, replace
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from shutil import which
from types import ModuleType
from typing import Any

import pytest

from reportparse.model import mentions
from reportparse.numeral_values import find_numerals

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
SMALL = ["model/mentions.py", "wordtrie.py", "numeral_values.py"]
TEXT = "共有城市低保1.2万户、三千五百余人,占百分之十二点五,两三家"
LOOK = """
import json, sys
from reportparse import numeral_values
from reportparse.model.mentions import QuantityMention
found = [[m.start, m.end, str(m.value), m.bound] for m in numeral_values.find_numerals(sys.argv[1])]
print(json.dumps([numeral_values.__file__, type(QuantityMention.start).__name__, found]))
"""
COMPILER = (sysconfig.get_config_var("CC") or "cc").split()[0]
RECORDS = re.compile(r"^@record$", re.MULTILINE)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return import_module("compiled")


def test_what_is_compiled_is_there_and_its_records_are_known_to_mypyc(compiled: ModuleType) -> None:
    modules = compiled.compiled_modules()
    assert {"link/programs.py", "cleaning/draft.py", *SMALL[:1]} <= set(modules)
    assert not compiled.LEFT_OUT & set(modules)
    assert all((compiled.SOURCE / name).is_file() for name in [*modules, *compiled.LEFT_OUT])
    with_records = [name for name in modules if RECORDS.search((compiled.SOURCE / name).read_text("utf-8"))]
    assert "link/frames.py" in with_records
    for name in with_records:
        seen = compiled.prepared((compiled.SOURCE / name).read_text("utf-8"))
        assert "from dataclasses import dataclass as record\n" in seen
        assert (
            seen.count("@record(init=False)\nclass ")
            == seen.count("    def __init__(self, ")
            > 0
            == seen.count("@record\n")
        )
        assert "model.record" not in seen


def test_every_module_with_records_that_are_asked_by_the_thousand_is_compiled(compiled: ModuleType) -> None:
    modules = set(compiled.compiled_modules())
    source: Path = compiled.SOURCE
    having = {p.relative_to(source).as_posix() for p in source.rglob("*.py") if RECORDS.search(p.read_text("utf-8"))}
    assert having <= modules


def test_constants_are_seen_as_final_and_nothing_else_is(compiled: ModuleType) -> None:
    text = """from __future__ import annotations
AB = re.compile("x")
_BY: dict[str, int] = {
}
T = TypeVar("T")
word = "x"
class K:
    CD = 1
"""
    seen = """from __future__ import annotations
from typing import Final
AB: Final = re.compile("x")
_BY: Final[dict[str, int]] = {
}
T = TypeVar("T")
word = "x"
class K:
    CD = 1
"""
    assert compiled.prepared(text) == seen


def test_no_constant_is_set_twice(compiled: ModuleType) -> None:
    for name in compiled.compiled_modules():
        set_there = [
            ast.unparse(target)
            for node in ast.parse((compiled.SOURCE / name).read_text("utf-8")).body
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        ]
        assert len(set_there) == len(set(set_there)), name


def test_records_are_made_alike_by_the_constructor_that_mypyc_sees(compiled: ModuleType) -> None:
    text = (compiled.SOURCE / "model" / "mentions.py").read_text("utf-8")
    seen: dict[str, Any] = {"__name__": mentions.__name__}
    exec(compiled.prepared(text), seen)
    given = (1, 5, 3, Decimal(7), "户", "households")
    for more in ({}, {"bound": "about"}, {"per": "month", "rule": "quantity.mixed"}):
        ours, theirs = mentions.QuantityMention(*given, **more), seen["QuantityMention"](*given, **more)
        assert asdict(theirs) == asdict(ours)
        assert repr(replace(theirs, unit="家")) == repr(replace(ours, unit="家"))


def test_compiled_modules_read_alike(compiled: ModuleType, tmp_path: Path) -> None:
    pytest.importorskip("mypyc", reason="mypyc comes with the extra dev")
    pytest.importorskip("setuptools", reason="mypyc needs setuptools")
    if which(COMPILER) is None:
        pytest.skip("there is no C compiler")
    folder = tmp_path / "compiled"
    made = compiled.compile_package(folder, SMALL, follow="skip")
    assert {path.name.split(".")[0] for path in made} == {
        "reportparse__mypyc",
        "mentions",
        "wordtrie",
        "numeral_values",
    }
    assert all((folder / "reportparse" / name).read_bytes() == (compiled.SOURCE / name).read_bytes() for name in SMALL)
    told = subprocess.run(
        [sys.executable, "-c", LOOK, TEXT],
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
        check=True,
        capture_output=True,
    )
    module, kind, found = json.loads(told.stdout)
    assert Path(module).is_relative_to(folder) and not module.endswith(".py")
    assert kind == "getset_descriptor"  # of a native class; in Python it is a member of a slot
    assert found == [[m.start, m.end, str(m.value), m.bound] for m in find_numerals(TEXT)] != []
