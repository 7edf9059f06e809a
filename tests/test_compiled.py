"""The compiled build: what it compiles is there and seen by mypyc as it should be, and compiled modules read alike.

Of the build itself three small modules are made here, in seconds; the whole takes minutes (docs/performance.md).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from importlib import import_module
from pathlib import Path
from shutil import which
from types import ModuleType

import pytest

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
        assert "model.record" not in seen


def test_every_module_with_records_that_are_asked_by_the_thousand_is_compiled(compiled: ModuleType) -> None:
    modules = set(compiled.compiled_modules())
    source: Path = compiled.SOURCE
    having = {p.relative_to(source).as_posix() for p in source.rglob("*.py") if RECORDS.search(p.read_text("utf-8"))}
    assert having <= modules


def test_constants_are_seen_as_final_and_nothing_else_is(compiled: ModuleType) -> None:
    text = 'from __future__ import annotations\nA = re.compile("x")\n_B = frozenset("x")\nC = {"x": 1}\n    D = re.compile("x")\n'
    assert compiled.prepared(text).splitlines() == [
        "from __future__ import annotations",
        "from typing import Final",
        'A: Final = re.compile("x")',
        '_B: Final = frozenset("x")',
        'C = {"x": 1}',
        '    D = re.compile("x")',
    ]


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
