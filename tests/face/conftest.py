"""What the tests of the command line work on."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import REPORT, SERIES, run


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """One report."""
    path = tmp_path / "2021年总结.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five years of one county, with slips planted in them."""
    out = tmp_path_factory.mktemp("series") / "dataset"
    assert run("extract", *SERIES, "-o", out).exit_code == 0
    return out
