"""The faulty loader, as if its package were installed."""

from __future__ import annotations

import pytest
from many_documents import PLUGIN


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find the faulty loader by its entry point. This process made its toolkit without it."""
    from reportparse.toolkit import Toolkit

    Toolkit.default()
    monkeypatch.syspath_prepend(str(PLUGIN))
