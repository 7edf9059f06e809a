"""Compiles the main path into the wheel where REPORTPARSE_COMPILE=1 asks for it; wheels are pure Python otherwise.

Why it is asked for and not the rule: docs/decisions/0026-compiled.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED_BY = "REPORTPARSE_COMPILE"
NEEDED = ["mypy[mypyc]>=1.15", "setuptools>=77"]


class CompiledWheel(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled modules beside their sources."""

    PLUGIN_NAME = "custom"
    scratch: Path | None = None

    def dependencies(self) -> list[str]:
        """What the build needs: nothing, unless it is asked to compile."""
        return NEEDED if os.environ.get(ASKED_BY) == "1" else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name what was made; a checkout that is edited stays as it is."""
        if os.environ.get(ASKED_BY) != "1" or version == "editable":
            return
        folder = self.compiled()
        for path in sorted([*folder.rglob("*.so"), *folder.rglob("*.pyd")]):
            build_data["force_include"][str(path)] = path.relative_to(folder).as_posix()
        build_data["pure_python"], build_data["infer_tag"] = False, True

    def compiled(self) -> Path:
        """The folder of the compiled copy. pip asks for a wheel twice, first for its metadata: the second time it is there."""
        run = os.environ.get("PIP_BUILD_TRACKER")  # a folder of pip's that lives as long as one run of it
        if run is None:
            self.scratch = Path(tempfile.mkdtemp())
        folder = (Path(run) if run else self.scratch or Path()) / "reportparse-compiled"
        if not folder.is_dir():
            script = Path(self.root) / "scripts" / "compiled.py"
            subprocess.run([sys.executable, str(script), str(folder)], check=True)
        return folder

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what the wheel was made of."""
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)
