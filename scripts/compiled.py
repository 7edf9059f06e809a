"""A copy of the package with its main path compiled by mypyc: what hatch_build.py puts into a wheel that is asked to be fast.

    python scripts/compiled.py FOLDER                # FOLDER/reportparse, and FOLDER/reportparse__mypyc….so beside it
    PYTHONPATH=FOLDER python -m reportparse formats  # a way to try it

Needs `mypy[mypyc]`, setuptools and a C compiler. Takes minutes. The sources stay as they are: they are changed a little
in the copy that is compiled, and lie beside the compiled modules as they were (docs/decisions/0026-compiled.md).
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PACKAGE = "reportparse"
SOURCE = Path(__file__).resolve().parent.parent / "src" / PACKAGE

FOLDERS = ("cleaning", "outline", "recognise", "link")
"""What most of the time goes into (benchmarks/speed.py --steps)."""

MODULES = (
    "model/folding.py",
    "model/making.py",
    "model/mentions.py",
    "model/outline.py",
    "model/reading.py",
    "numeral_values.py",
    "records.py",
    "rulebook.py",
    "surety.py",
    "weights.py",
)
"""What those make and ask by the thousand. Models of pydantic cannot be compiled, so the rest of `model` is not."""

LEFT_OUT = frozenset({"recognise/stand_alone.py"})
"""mypyc 2.4 breaks off at a bytearray that is multiplied. Reports do without this one."""

CHANGES = (
    # A class of fixed places in memory, read thirty times as fast: mypyc makes one only of decorators that it knows.
    (r"^from reportparse\.model\.record import record$", "from dataclasses import dataclass as record"),
    # A constant that is looked up in no table: 5 % of all the time.
    (r"^(_?[A-Z][A-Z0-9_]+): ([^=\n]+) = ", r"\1: Final[\2] = "),
    (r"^(_?[A-Z][A-Z0-9_]+) = ", r"\1: Final = "),
    (r"^from __future__ import annotations$", "from __future__ import annotations\nfrom typing import Final"),
)
"""Patterns over the lines of a module and what mypyc sees in their place; what the program does is the same."""

COLD = """
struct _object;
void CPy_AddTraceback(const char *, const char *, int, struct _object *) __attribute__((cold));
void CPy_TypeError(const char *, struct _object *) __attribute__((cold));
"""
"""For gcc and clang: what leads out with an error stands apart from the code that runs, which so fits into fewer pages."""

SETUP = """
import os

from mypyc.build import mypycify
from setuptools import setup

options = ["--follow-imports={follow}", "--ignore-missing-imports", "--python-version", "{version}"]
modules = mypycify([*options, *{modules!r}], opt_level="2", debug_level="0", multi_file=True, group_name="{package}")
for module in modules if os.name == "posix" else ():  # inside one library calls need no detour over a table of names
    module.extra_compile_args += ["-fvisibility=hidden", "-include", "cold.h"]
setup(name="{package}", packages=[], ext_modules=modules)
"""


def compiled_modules() -> list[str]:
    """The modules to compile, by their place in the package."""
    inside = [path.relative_to(SOURCE).as_posix() for name in FOLDERS for path in sorted((SOURCE / name).glob("*.py"))]
    return [*(name for name in inside if name not in LEFT_OUT), *MODULES]


def with_constructors(source: str) -> str:
    """Records with the constructor written out: the one that dataclasses make stays in Python, and calls cost ten times as much.

    Defaults move into it: mypyc would set them in every object before the constructor is asked.
    """
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if not isinstance(node, ast.ClassDef) or not any(ast.unparse(d) == "record" for d in node.decorator_list):
            continue
        fields = [field for field in node.body if isinstance(field, ast.AnnAssign)]
        taken, set_here = ["self"], []
        for field in fields:
            name, kind = ast.unparse(field.target), ast.unparse(field.annotation)
            taken.append(f"{name}: {kind}" + (f" = {ast.unparse(field.value)}" if field.value else ""))
            set_here.append(f"        self.{name} = {name}\n")
        constructor = f"\n    def __init__({', '.join(taken)}) -> None:\n{''.join(set_here)}"
        lines.insert(fields[-1].end_lineno or 0, constructor)
        for field in fields:
            lines[field.lineno - 1] = f"    {ast.unparse(field.target)}: {ast.unparse(field.annotation)}\n"
        lines[node.lineno - 2] = "@record(init=False)\n"
    return "".join(lines)


def prepared(source: str) -> str:
    """A module's source as mypyc should see it."""
    source = with_constructors(source)
    for pattern, replacement in CHANGES:
        source = re.sub(pattern, replacement, source, flags=re.MULTILINE)
    return source


def compile_package(folder: Path, modules: Sequence[str], follow: str = "silent") -> list[Path]:
    """Copy the package into a folder and compile some of its modules there; the libraries made, by their place in the folder.

    `follow`: whether mypy looks into the other modules for types (silent), or does without (skip), which is sooner done.
    """
    package = folder / PACKAGE
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    kept = {name: (package / name).read_bytes() for name in modules}
    for name in modules:
        (package / name).write_text(prepared((package / name).read_text("utf-8")), encoding="utf-8")
    setup = folder / "setup.py"
    paths = [f"{PACKAGE}/{name}" for name in modules]
    version = ".".join(map(str, sys.version_info[:2]))
    cold = folder / "cold.h"
    cold.write_text(COLD, encoding="utf-8")
    setup.write_text(SETUP.format(modules=paths, package=PACKAGE, version=version, follow=follow), encoding="utf-8")
    command = [sys.executable, setup.name, "-q", "build_ext", "--inplace"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"mypyc could not compile the package:\n{(done.stdout + done.stderr)[-4000:]}")
    for name, source in kept.items():  # a traceback shows what was written, not what was compiled
        (package / name).write_bytes(source)
    setup.unlink()
    cold.unlink()
    shutil.rmtree(folder / "build")
    return sorted(path.relative_to(folder) for kind in ("*.so", "*.pyd") for path in folder.rglob(kind))


def main() -> int:
    """Compile into the folder that the command line names."""
    if len(sys.argv) != 2 or sys.argv[1].startswith("-") or Path(sys.argv[1]).exists():
        print("give one folder that does not exist yet", file=sys.stderr)
        return 2
    for path in compile_package(Path(sys.argv[1]), compiled_modules()):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
